"""Rules of step 5 on what the cost lines come to, and on who was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models import costs, display, figures
from models.checks import (
    Check,
    Severity,
    called,
    check,
    check_given,
    entered,
    passed,
    rule,
)
from models.i18n import N_, _
from models.plausibility import agrees
from models.records import (
    CostBasis,
    CostLine,
    Disclosure,
    Person,
    Pilot,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot

CENTS = 0.01
"""Of an amount: rounding, not a difference."""
STALE = 0.1
"""Part of the yearly cost by which a figure that was told may differ."""
FAR_BELOW = 0.5
"""Part of what the planning rule says below which something may be forgotten."""


@rule(
    "cost.pilot",
    Severity.SHOULD,
    "cost",
    N_("Two figures for the same pilot make all the others doubtful."),
    [Pilot, CostLine, WorkshopInfo],
)
def pilot_adds_up(snapshot: Snapshot) -> Iterator[Check]:
    """What the pilot is said to cost is what its lines add up to."""
    pilot = snapshot.one(Pilot)
    lines = figures.total(line.pilot for line in snapshot.all(CostLine))
    if pilot.cost is None or lines is None:
        return
    if agrees(pilot.cost, lines, CENTS):
        yield passed()
    else:
        yield check(
            pilot,
            False,
            _("The pilot is said to cost {stated}, but the cost lines add up to {lines}."),
            Pilot.cost,
            stated=display.money(snapshot, pilot.cost),
            lines=display.money(snapshot, round(lines)),
        )


@rule(
    "cost.rule",
    Severity.MUST,
    "cost",
    N_("“380 % of” and “380 % more” differ by a whole pilot, and a bare number has no author."),
    [CostBasis],
)
def rule_explained(snapshot: Snapshot) -> Iterator[Check]:
    """A planning rule says how it is read and who says so."""
    basis = snapshot.one(CostBasis)
    if basis.rule_percent is not None:
        sentence = _("The planning rule still needs: {missing}.")
        yield check_given(basis, sentence, CostBasis.rule_reading, CostBasis.rule_source)


@rule(
    "cost.rule-far",
    Severity.HINT,
    "cost",
    N_("Lines far below your own rule of thumb often mean that something is not listed yet."),
    [CostBasis, CostLine, Pilot, WorkshopInfo],
)
def rule_not_far(snapshot: Snapshot) -> Iterator[Check]:
    """The first year is not far below the user's own planning rule."""
    expected, first = costs.rule_cost(snapshot), costs.year_one(snapshot)
    if expected is None or first is None:
        return
    if first >= FAR_BELOW * expected:
        yield passed()
    else:
        yield check(
            None,
            False,
            _("The first year comes to {first}; by your planning rule it would be {expected}."),
            table=CostLine,
            first=display.money(snapshot, round(first)),
            expected=display.money(snapshot, round(expected)),
        )


@rule(
    "cost.multiple",
    Severity.HINT,
    "cost",
    N_("Production is more people, more rules and every day: it rarely costs less."),
    [CostLine, Pilot, WorkshopInfo],
)
def dearer_than_pilot(snapshot: Snapshot) -> Iterator[Check]:
    """The first year in production costs at least as much as the pilot."""
    multiple = costs.multiple(snapshot)
    if multiple is None:
        return
    if multiple >= 1:
        yield passed()
    else:
        yield check(
            None,
            False,
            _("The first year costs only {multiple} times the pilot: is anything missing?"),
            table=CostLine,
            multiple=display.number(snapshot, multiple, 2),
        )


@rule(
    "cost.told",
    Severity.MUST,
    "cost",
    N_("A sponsor who hears the figure after the pilot hears it as bad news."),
    [CostLine, Disclosure, Person, WorkshopInfo],
)
def sponsor_told(snapshot: Snapshot) -> Iterator[Check]:
    """Once there is a yearly cost, the sponsor was told."""
    sponsor = snapshot.get(Person, snapshot.one(WorkshopInfo).sponsor)
    if sponsor and costs.run_cost(snapshot) is not None:
        told = sponsor.id in snapshot.grouped(Disclosure.told_to)
        sentence = _("Nobody has told the sponsor, “{sponsor}”, what production costs.")
        yield check(None, told, sentence, table=Disclosure, sponsor=called(sponsor))


@rule(
    "cost.disclosure",
    Severity.MUST,
    "cost",
    N_("“Somebody must have mentioned it” is not a disclosure."),
    [Disclosure],
)
def disclosures_complete(snapshot: Snapshot) -> Iterator[Check]:
    """Each disclosure says who was told, by whom and when."""
    sentence = _("“{name}” still needs: {missing}.")
    for said in entered(snapshot, Disclosure):
        yield check_given(
            said, sentence, Disclosure.told_to, Disclosure.told_by, Disclosure.told_on
        )


@rule(
    "cost.told-amount",
    Severity.SHOULD,
    "cost",
    N_("A sponsor who knows an old figure has to be told again, before it is a surprise."),
    [CostLine, Disclosure, WorkshopInfo],
)
def told_the_figure(snapshot: Snapshot) -> Iterator[Check]:
    """What the sponsor was told last is within 10 % of today's yearly cost."""
    now, told = costs.run_cost(snapshot), _told_last(snapshot)
    if now is None or told is None:
        return
    if told.amount is None:
        sentence = _("“{name}” does not say which cost a year the sponsor was told.")
        yield check(told, False, sentence, Disclosure.amount)
    elif abs(told.amount - now) <= STALE * now:
        yield passed()
    else:
        yield check(
            told,
            False,
            _("The sponsor was told {told} a year; today it is {now}."),
            Disclosure.amount,
            told=display.money(snapshot, told.amount),
            now=display.money(snapshot, round(now)),
        )


def _told_last(snapshot: Snapshot) -> Disclosure | None:
    sponsor = snapshot.one(WorkshopInfo).sponsor
    told: list[Disclosure] = snapshot.grouped(Disclosure.told_to).get(sponsor, [])
    return max(told, key=lambda said: said.told_on or date.min) if sponsor and told else None


@rule(
    "cost.value",
    Severity.SHOULD,
    "cost",
    N_("What costs more than it is worth needs another reason, said aloud."),
    [CostLine, ValueTarget, WorkshopInfo],
)
def worth_it(snapshot: Snapshot) -> Iterator[Check]:
    """A year in production costs no more than it is worth."""
    cost = costs.run_cost(snapshot)
    value = figures.total(map(figures.value_a_year, snapshot.all(ValueTarget)))
    if cost is None or value is None:
        return
    if cost <= value:
        yield passed()
    else:
        yield check(
            None,
            False,
            _("A year in production costs {cost}, more than the {value} that it is worth."),
            table=CostLine,
            cost=display.money(snapshot, round(cost)),
            value=display.money(snapshot, round(value)),
        )


@rule(
    "cost.rate",
    Severity.HINT,
    "cost",
    N_("Finance compares by net present value, at a rate of its own."),
    [CostBasis, CostLine],
)
def rate_said(snapshot: Snapshot) -> Iterator[Check]:
    """There is a discount rate, and it is said whose it is."""
    if costs.run_cost(snapshot) is not None:
        sentence = _("The net present value still needs: {missing}.")
        yield check_given(snapshot.one(CostBasis), sentence, CostBasis.rate, CostBasis.rate_source)
