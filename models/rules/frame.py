"""Rules of step 2, Frame the pilot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
from models.fields import Field
from models.i18n import N_, _
from models.records import EarlierPilot, Group, Pilot, UseCase, WorkshopInfo
from models.snapshot import Snapshot

TINY_SHARE = 2
"""Percent of the later users below which a pilot says little about the rest."""


@rule(
    "frame.use-case",
    Severity.MUST,
    "frame",
    N_("Only who knows the work of today can say what gets better, and where it ends."),
    [UseCase],
)
def use_case_said(snapshot: Snapshot) -> Iterator[Check]:
    """The workflow of today and the scope are described."""
    yield check_given(
        snapshot.one(UseCase),
        _("The use case still needs: {missing}."),
        UseCase.workflow_today,
        UseCase.in_scope,
    )


@rule(
    "frame.dates",
    Severity.MUST,
    "frame",
    N_("A pilot without an end and a day of decision goes on until nobody asks any more."),
    [Pilot],
)
def dates_said(snapshot: Snapshot) -> Iterator[Check]:
    """Start, end and day of decision are fixed."""
    yield check_given(
        snapshot.one(Pilot),
        _("The pilot has no date yet for: {missing}."),
        Pilot.start,
        Pilot.end,
        Pilot.decision_on,
    )


@rule(
    "frame.date-order",
    Severity.MUST,
    "frame",
    N_("Dates that contradict each other are found by the sponsor, if not before."),
    [Pilot, WorkshopInfo],
)
def dates_in_order(snapshot: Snapshot) -> Iterator[Check]:
    """The pilot starts, ends, is decided upon and goes live, in this order."""
    pilot = snapshot.one(Pilot)
    start, end, decided, live = pilot.start, pilot.end, pilot.decision_on, pilot.go_live
    if start and end:
        sentence = _("The pilot ends on {end}, but starts on {start}.")
        yield _in_order(snapshot, end > start, sentence, Pilot.end)
    if end and decided:
        sentence = _("The decision is on {decided}, but the pilot ends on {end}.")
        yield _in_order(snapshot, decided >= end, sentence, Pilot.decision_on)
    if decided and live:
        sentence = _("Go-live is on {live}, but the decision on {decided}.")
        yield _in_order(snapshot, live > decided, sentence, Pilot.go_live)


@rule(
    "frame.workshop-first",
    Severity.SHOULD,
    "frame",
    N_("What is agreed once the first results are known is debated, not agreed."),
    [Pilot, WorkshopInfo],
)
def workshop_before_pilot(snapshot: Snapshot) -> Iterator[Check]:
    """The workshop is held before the pilot starts."""
    pilot, info = snapshot.one(Pilot), snapshot.one(WorkshopInfo)
    if pilot.start is None or info.held_on is None:
        return
    if info.held_on <= pilot.start:
        yield passed()
    else:
        yield check(
            pilot,
            False,
            _("The workshop is on {held}, when the pilot has been running since {start}."),
            Pilot.start,
            held=display.text_of(snapshot, info, WorkshopInfo.held_on),
            start=display.text_of(snapshot, pilot, Pilot.start),
        )


def _in_order(snapshot: Snapshot, ok: bool, sentence: str, field: Field[Any]) -> Check:
    pilot = snapshot.one(Pilot)
    if ok:
        return passed()
    return check(
        pilot,
        False,
        sentence,
        field,
        start=display.text_of(snapshot, pilot, Pilot.start),
        end=display.text_of(snapshot, pilot, Pilot.end),
        decided=display.text_of(snapshot, pilot, Pilot.decision_on),
        live=display.text_of(snapshot, pilot, Pilot.go_live),
    )


@rule(
    "frame.representative",
    Severity.MUST,
    "frame",
    N_("What volunteers achieve proves little about everybody else."),
    [Pilot],
)
def representative(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody said why the pilot team stands for all users."""
    pilot = snapshot.one(Pilot)
    yield check(
        pilot,
        pilot.representative,
        _("Nobody has said why the pilot team is representative."),
        Pilot.representative,
    )


@rule(
    "frame.real",
    Severity.SHOULD,
    "frame",
    N_("A pilot on made-up tasks and clean data succeeds, and says nothing about production."),
    [Pilot],
)
def real_work(snapshot: Snapshot) -> Iterator[Check]:
    """The pilot does real tasks with real data."""
    sentence = _("The pilot still needs: {missing}.")
    yield check_given(snapshot.one(Pilot), sentence, Pilot.real_tasks, Pilot.real_data)


@rule(
    "frame.groups",
    Severity.MUST,
    "frame",
    N_("Value, training and rollout are all counted in people whose work changes."),
    [Group],
)
def some_group(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one group affected."""
    yield check_some(snapshot, Group, _("There is no group yet whose work changes."))


@rule(
    "frame.group-size",
    Severity.MUST,
    "frame",
    N_("Ten users and two hundred users are different projects."),
    [Group],
)
def group_sizes(snapshot: Snapshot) -> Iterator[Check]:
    """Each group says how many people it has now and in production."""
    sentence = _("“{name}” still needs: {missing}.")
    for group in entered(snapshot, Group):
        yield check_given(group, sentence, Group.people_now, Group.in_production)


@rule(
    "frame.pilot-size",
    Severity.MUST,
    "frame",
    N_("Who is in the pilot is also there in production, or the figures are wrong."),
    [Group, WorkshopInfo],
)
def pilot_fits(snapshot: Snapshot) -> Iterator[Check]:
    """No group has more people in the pilot than in production."""
    for group in entered(snapshot, Group):
        pilot, production = group.in_pilot, group.in_production
        if pilot is None or production is None:
            continue
        if pilot <= production:
            yield passed()
        else:
            yield check(
                group,
                False,
                _("“{name}” has {pilot} people in the pilot, but only {production} in production."),
                Group.in_pilot,
                pilot=display.number(snapshot, pilot),
                production=display.number(snapshot, production),
            )


@rule(
    "frame.pilot-share",
    Severity.HINT,
    "frame",
    N_("What works for a handful of people can still fail for everybody."),
    [Group, WorkshopInfo],
)
def pilot_large_enough(snapshot: Snapshot) -> Iterator[Check]:
    """The pilot is not tiny against production."""
    share = figures.share_in_pilot(snapshot)
    if share is None:
        return
    if share >= TINY_SHARE:
        yield passed()
    else:
        sentence = _("Only {share} % of the people who will use it are in the pilot.")
        yield check(None, False, sentence, table=Group, share=display.number(snapshot, share))


@rule(
    "frame.earlier-pilots",
    Severity.HINT,
    "frame",
    N_("What became of your own pilots says more than any survey."),
    [EarlierPilot],
)
def earlier_pilots_asked(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody asked what became of earlier pilots."""
    yield check_some(snapshot, EarlierPilot, _("No earlier pilot is listed."))
