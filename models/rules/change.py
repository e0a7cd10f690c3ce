"""Rules of step 8, Change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models import display, figures
from models.checks import (
    Check,
    Severity,
    check,
    check_given,
    check_some,
    entered,
    passed,
    rule,
)
from models.i18n import N_, _, ngettext
from models.records import (
    AdoptionMeasure,
    Communication,
    FeedbackLoop,
    Group,
    Pilot,
    Training,
    Wave,
    WorkshopInfo,
)
from models.snapshot import Snapshot


@rule(
    "change.trained",
    Severity.MUST,
    "change",
    N_("Nobody uses well what nobody showed them."),
    [Group, Training],
)
def groups_trained(snapshot: Snapshot) -> Iterator[Check]:
    """Each group that uses it in production has a training."""
    trainings = snapshot.grouped(Training.group)
    sentence = _("“{name}” has no training.")
    for group in entered(snapshot, Group):
        if group.in_production != 0:
            yield check(group, trainings.get(group.id), sentence, table=Training)


@rule(
    "change.training-plan",
    Severity.SHOULD,
    "change",
    N_("A training is planned when somebody gives it, it has its hours, and it is checked."),
    [Training],
)
def trainings_planned(snapshot: Snapshot) -> Iterator[Check]:
    """Each training has an owner, hours and a check."""
    sentence = _("“{name}” still needs: {missing}.")
    for training in entered(snapshot, Training):
        yield check_given(training, sentence, Training.owner, Training.hours, Training.check)


@rule(
    "change.reach",
    Severity.MUST,
    "change",
    N_("Who is in no wave never starts, and the value counts on them."),
    [Group, Wave, WorkshopInfo],
)
def waves_reach_everybody(snapshot: Snapshot) -> Iterator[Check]:
    """The waves reach all people affected: group by group, where all of them name one."""
    groups = [group for group in snapshot.all(Group) if group.in_production]
    affected = sum(group.in_production or 0 for group in groups)
    by_group = figures.people_by_wave(snapshot)
    without = sum(max(0, _left(group, by_group)) for group in groups)
    if by_group.get(""):  # these can be of any group
        reached = affected - max(0, without - by_group[""])
        sentence = _("The waves reach {reached} of {affected} people affected.")
        yield _reached(snapshot, None, sentence, reached, affected)
    elif by_group:
        sentence = _("The waves reach {reached} of {affected} people of “{name}”.")
        for group in groups:
            size = group.in_production or 0
            yield _reached(snapshot, group, sentence, by_group.get(group.id, 0), size)
    elif affected:
        none = ngettext(
            "No wave says when the {affected} person affected starts.",
            "No wave says when the {affected} people affected start.",
            affected,
        )
        yield _reached(snapshot, None, none, 0, affected)


def _left(group: Group, by_group: Mapping[str, int]) -> int:
    """People of a group that no wave of it reaches; negative where waves have more people."""
    return (group.in_production or 0) - by_group.get(group.id, 0)


def _reached(
    snapshot: Snapshot, group: Group | None, sentence: str, reached: int, affected: int
) -> Check:
    if reached >= affected:
        return passed()
    return _counted(snapshot, group, sentence, reached, affected)


def _counted(
    snapshot: Snapshot, group: Group | None, sentence: str, reached: int, affected: int
) -> Check:
    return check(
        group,
        False,
        sentence,
        table=Wave,
        reached=display.number(snapshot, reached),
        affected=display.number(snapshot, affected),
    )


@rule(
    "change.wave-size",
    Severity.SHOULD,
    "change",
    N_("More people in the waves than in the group: one of the two figures is wrong."),
    [Group, Wave, WorkshopInfo],
)
def waves_fit_their_groups(snapshot: Snapshot) -> Iterator[Check]:
    """No group has more people in its waves than in production."""
    by_group = figures.people_by_wave(snapshot)
    sentence = _("The waves of “{name}” have {reached} people, but only {affected} will use it.")
    for group in snapshot.all(Group):
        if group.in_production is None or group.id not in by_group:
            continue
        if _left(group, by_group) >= 0:
            yield passed()
        else:
            reached = by_group[group.id]
            yield _counted(snapshot, group, sentence, reached, group.in_production)


@rule(
    "change.wave-plan",
    Severity.SHOULD,
    "change",
    N_("A wave without a day and a condition starts when somebody loses patience."),
    [Wave],
)
def waves_planned(snapshot: Snapshot) -> Iterator[Check]:
    """Each wave has a start and a condition for it."""
    sentence = _("“{name}” still needs: {missing}.")
    for wave in entered(snapshot, Wave):
        yield check_given(wave, sentence, Wave.start, Wave.entry)


@rule(
    "change.first-wave",
    Severity.HINT,
    "change",
    N_("Before go-live there is nothing that a wave could use."),
    [Wave, Pilot, WorkshopInfo],
)
def first_wave_in_time(snapshot: Snapshot) -> Iterator[Check]:
    """No wave starts before go-live: the first one is enough to look at."""
    pilot = snapshot.one(Pilot)
    days = {wave.start: wave for wave in reversed(snapshot.all(Wave)) if wave.start}
    if pilot.go_live is None or not days:
        return
    first = min(days)
    if first >= pilot.go_live:
        yield passed()
    else:
        yield check(
            days[first],
            False,
            _("“{name}” starts on {start}, before go-live on {go_live}."),
            Wave.start,
            start=display.text_of(snapshot, days[first], Wave.start),
            go_live=display.text_of(snapshot, pilot, Pilot.go_live),
        )


@rule(
    "change.adoption",
    Severity.SHOULD,
    "change",
    N_("Attending a training is not adoption; only behaviour shows it."),
    [AdoptionMeasure],
)
def some_adoption_measure(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody said which behaviour shows that people use it."""
    yield check_some(snapshot, AdoptionMeasure, _("There is no adoption measure yet."))


@rule(
    "change.adoption-threshold",
    Severity.SHOULD,
    "change",
    N_("Without a threshold any use at all can be called adoption."),
    [AdoptionMeasure],
)
def adoption_thresholds(snapshot: Snapshot) -> Iterator[Check]:
    """Each adoption measure has a threshold."""
    sentence = _("“{name}” does not say how much is enough.")
    for measure in entered(snapshot, AdoptionMeasure):
        yield check(measure, measure.threshold, sentence, AdoptionMeasure.threshold)


@rule(
    "change.feedback",
    Severity.SHOULD,
    "change",
    N_("Who cannot say that it was wrong stops using it."),
    [FeedbackLoop],
)
def some_feedback_loop(snapshot: Snapshot) -> Iterator[Check]:
    """There is a way for users to be heard."""
    yield check_some(snapshot, FeedbackLoop, _("There is no feedback loop yet."))


@rule(
    "change.feedback-owner",
    Severity.SHOULD,
    "change",
    N_("Feedback that nobody answers is given once."),
    [FeedbackLoop],
)
def feedback_owned(snapshot: Snapshot) -> Iterator[Check]:
    """Each feedback loop has an owner."""
    sentence = _("“{name}” has nobody who answers.")
    for loop in entered(snapshot, FeedbackLoop):
        yield check(loop, loop.owner, sentence, FeedbackLoop.owner)


@rule(
    "change.communication",
    Severity.HINT,
    "change",
    N_("What people hear as a rumour first is hard to explain afterwards."),
    [Communication],
)
def some_communication(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody thought about who hears what."""
    yield check_some(snapshot, Communication, _("No communication is planned yet."))
