"""Rules of step 3 on whether stated figures can be true; see `models.plausibility`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from models import display, figures
from models import plausibility as plausible
from models.checks import (
    Check,
    Severity,
    called,
    check,
    entered,
    passed,
    rule,
    rule_of_each,
)
from models.i18n import N_, _
from models.records import Claim, Group, ValueTarget, WorkshopInfo
from models.snapshot import Snapshot, Table

DAY_MINUTES = 480
"""Working minutes of a day."""
MUCH = 40.0
"""Hours a month that a person gets back, above which the room should look again."""


@rule(
    "value.claim",
    Severity.SHOULD,
    "value",
    N_("A total whose unit was lost on the way is believed until finance recalculates it."),
    [Claim, WorkshopInfo],
)
def totals_agree(snapshot: Snapshot) -> Iterator[Check]:
    """Each stated total is what its people, minutes and periods come to."""
    plain = _("“{name}” is stated as {stated} h, but calculated it is {other} h.")
    mixed = _("“{name}” is stated as {stated} h, but calculated it is {other} h, {mix}.")
    for claim in entered(snapshot, Claim):
        yield from _compared(snapshot, claim, plausible.calculated(claim), plain, mixed)


@rule(
    "value.claim-parts",
    Severity.SHOULD,
    "value",
    N_("Parts that do not make the whole leave out something, or count it twice."),
    [Claim, WorkshopInfo],
)
def parts_add_up(snapshot: Snapshot) -> Iterator[Check]:
    """The parts of a stated total add up to it."""
    plain = _("“{name}” is stated as {stated} h, but its parts add up to {other} h.")
    mixed = _("“{name}” is stated as {stated} h, but its parts add up to {other} h, {mix}.")
    for claim in entered(snapshot, Claim):
        yield from _compared(snapshot, claim, plausible.parts(claim, snapshot), plain, mixed)


def _compared(
    snapshot: Snapshot, claim: Claim, other: float | None, plain: str, mixed: str
) -> Iterator[Check]:
    if claim.stated is None or other is None:
        return
    if plausible.agrees(claim.stated, other):
        yield passed()
        return
    mix = plausible.mix(claim.stated, other)
    yield check(
        claim,
        False,
        mixed if mix else plain,
        Claim.stated,
        stated=display.number(snapshot, claim.stated),
        other=display.number(snapshot, other),
        mix=_(mix.sentence) if mix else "",
    )


@rule(
    "value.claim-day",
    Severity.SHOULD,
    "value",
    N_("Nobody saves more time in a day than the day has."),
    [Claim, WorkshopInfo],
)
def fits_into_a_day(snapshot: Snapshot) -> Iterator[Check]:
    """No stated figure is more than a working day for each person and day."""
    for claim in entered(snapshot, Claim):
        minutes = plausible.per_day(claim)
        if minutes is None:
            continue
        if minutes <= DAY_MINUTES:
            yield passed()
        else:
            sentence = _("“{name}” comes to {minutes} minutes a person and day: more than it has.")
            told = display.number(snapshot, minutes)
            yield check(claim, False, sentence, Claim.minutes, minutes=told)


@rule_of_each(
    "value.hours",
    Severity.MUST,
    "value",
    N_("People cannot get back more hours than they work."),
    ValueTarget,
    reads=[Group, WorkshopInfo],
)
def hours_possible(snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """No target releases more hours a month than its group works."""
    sentence = _("“{name}” releases {hours} h a month for each of “{group}”: more than they work.")
    for target, hours in _hours_a_person(snapshot, targets):
        if hours <= plausible.WORK_HOURS:
            yield passed()
        else:
            yield _too_much(snapshot, target, hours, sentence)


@rule_of_each(
    "value.hours-large",
    Severity.HINT,
    "value",
    N_("A week a month for everybody is a claim that finance will want to see."),
    ValueTarget,
    reads=[Group, WorkshopInfo],
)
def hours_believable(snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """No target releases more than a week a month for each person of its group."""
    sentence = _("“{name}” releases {hours} h a month for each of “{group}”: is that believable?")
    for target, hours in _hours_a_person(snapshot, targets):
        if hours <= MUCH or hours > plausible.WORK_HOURS:  # of more, the rule above speaks
            yield passed()
        else:
            yield _too_much(snapshot, target, hours, sentence)


def _hours_a_person(
    snapshot: Snapshot, targets: Sequence[ValueTarget]
) -> Iterator[tuple[ValueTarget, float]]:
    """The targets of which it can be said, with hours a month for each person of the group.

    The people are those of the group in production.
    """
    people = snapshot.table(Group).once(_in_production)
    for target in targets:
        hours = figures.hours_a_month(target)
        if hours is not None and target.group in people:
            yield target, hours / people[target.group]


def _in_production(table: Table) -> dict[str, int]:
    groups = cast("tuple[Group, ...]", table.ordered)
    return {group.id: group.in_production for group in groups if group.in_production}


def _too_much(snapshot: Snapshot, target: ValueTarget, hours: float, sentence: str) -> Check:
    group = snapshot.get(Group, target.group)
    return check(
        target,
        False,
        sentence,
        ValueTarget.volume,
        hours=display.number(snapshot, hours),
        group=called(group) if group else "",
    )
