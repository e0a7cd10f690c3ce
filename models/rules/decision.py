"""Rules of step 11 on who decides, what happens then, and what stops the pilot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from models import costs, display
from models.checks import (
    Check,
    Severity,
    called,
    check,
    check_given,
    check_some,
    entered,
    passed,
    rule,
)
from models.fields import Field
from models.i18n import N_, _
from models.records import (
    CostLine,
    GateDecision,
    Ownership,
    Person,
    Pilot,
    StopCondition,
    WorkshopInfo,
)
from models.rules.each import each_given, each_stays
from models.snapshot import Snapshot

NEXT_MORNING = timedelta(days=14)
"""How long "the next morning" may take."""
_NEEDED: Mapping[Field[Any], str] = {
    GateDecision.next_owner: N_("who takes over"),
    GateDecision.budget: N_("the budget"),
    GateDecision.starts_on: N_("the day on which work starts"),
}
_PLANNED: Mapping[Field[Any], str] = {
    GateDecision.budget_from: N_("who pays the budget"),
    GateDecision.first_step: N_("what is done first"),
}
"""Fields as they stand in a sentence; their labels repeat "When met"."""


@rule(
    "gate.decider",
    Severity.MUST,
    "gate",
    N_("Where a committee decides, the pilot goes on until nobody asks any more."),
    [GateDecision],
)
def decider_named(snapshot: Snapshot) -> Iterator[Check]:
    """One person decides."""
    decision = snapshot.one(GateDecision)
    sentence = _("It is not said who decides on production.")
    yield check(decision, decision.decider, sentence, GateDecision.decider)


@rule(
    "gate.stays",
    Severity.MUST,
    "gate",
    N_("Who leaves with the pilot can neither decide nor take over."),
    [GateDecision, Ownership, Person],
)
def people_stay(snapshot: Snapshot) -> Iterator[Check]:
    """Neither who decides nor who takes over leaves after the pilot."""
    decision = snapshot.one(GateDecision)
    decides = _("“{person}” decides on production, but leaves after the pilot.")
    yield from each_stays(snapshot, [decision], decides, GateDecision.decider)
    if decision.next_owner != snapshot.one(Ownership).owner:  # of the owner, another rule speaks
        follows = _("“{person}” takes over when the conditions are met, but leaves.")
        yield from each_stays(snapshot, [decision], follows, GateDecision.next_owner)


@rule(
    "gate.decider-present",
    Severity.SHOULD,
    "gate",
    N_("Who was not there when the conditions were agreed is not bound by them."),
    [GateDecision, Ownership, Person, WorkshopInfo],
)
def decider_present(snapshot: Snapshot) -> Iterator[Check]:
    """Who decides is in the room. Of sponsor and owner, other rules say so."""
    decider = snapshot.get(Person, snapshot.one(GateDecision).decider)
    others = (snapshot.one(WorkshopInfo).sponsor, snapshot.one(Ownership).owner)
    if decider and decider.id not in others:
        absent = _("“{name}” decides on production, but is not in the room.")
        unknown = _("“{name}” decides on production: is it known whether they are in the room?")
        sentence = unknown if decider.present is None else absent
        yield check(decider, decider.present, sentence, Person.present)


@rule(
    "gate.when-met",
    Severity.MUST,
    "gate",
    N_("Most pilots that succeed stop here: nobody had the money, and nobody the job."),
    [GateDecision],
)
def prepared_to_go(snapshot: Snapshot) -> Iterator[Check]:
    """When the conditions are met, owner, budget and start are known."""
    sentence = _("For the morning after a go there is still missing: {missing}.")
    yield _all_said(snapshot.one(GateDecision), sentence, _NEEDED)


def _all_said(decision: GateDecision, sentence: str, parts: Mapping[Field[Any], str]) -> Check:
    missing = [field for field in parts if decision.values[field.name] in ("", None)]
    told = ", ".join(_(parts[field]) for field in missing)
    return check(decision, not missing, sentence, next(iter(missing), None), missing=told)


@rule(
    "gate.first-step",
    Severity.SHOULD,
    "gate",
    N_("A budget is released from somewhere, and work begins with something."),
    [GateDecision],
)
def first_step_said(snapshot: Snapshot) -> Iterator[Check]:
    """Once there is a budget, it is said who pays it, and what is done first."""
    decision = snapshot.one(GateDecision)
    if decision.budget is not None:
        sentence = _("The morning after a go is not planned yet. Still missing: {missing}.")
        yield _all_said(decision, sentence, _PLANNED)


@rule(
    "gate.budget",
    Severity.MUST,
    "gate",
    N_("A budget that ends before the year does is the next decision, without a pilot."),
    [GateDecision, CostLine, WorkshopInfo],
)
def budget_enough(snapshot: Snapshot) -> Iterator[Check]:
    """The budget released pays the first year in production."""
    decision, cost = snapshot.one(GateDecision), costs.year_one(snapshot)
    if decision.budget is None or cost is None:
        return
    if decision.budget >= cost:
        yield passed()
    else:
        yield check(
            decision,
            False,
            _("The budget of {budget} does not pay the first year, which costs {cost}."),
            GateDecision.budget,
            budget=display.money(snapshot, decision.budget),
            cost=display.money(snapshot, round(cost)),
        )


@rule(
    "gate.start",
    Severity.SHOULD,
    "gate",
    N_("When the conditions are met, work starts the next morning, not the next quarter."),
    [GateDecision, Pilot, WorkshopInfo],
)
def starts_next_morning(snapshot: Snapshot) -> Iterator[Check]:
    """Work starts within two weeks of the decision, and not before it."""
    decision, pilot = snapshot.one(GateDecision), snapshot.one(Pilot)
    if decision.starts_on is None or pilot.decision_on is None:
        return
    wait = decision.starts_on - pilot.decision_on
    if timedelta(0) <= wait <= NEXT_MORNING:
        yield passed()
    else:
        early = _("Work starts on {start}, before the decision on {decided}.")
        late = _("Work starts on {start}, {days} days after the decision on {decided}.")
        yield check(
            decision,
            False,
            late if wait > NEXT_MORNING else early,
            GateDecision.starts_on,
            start=display.text_of(snapshot, decision, GateDecision.starts_on),
            days=display.number(snapshot, wait.days),
            decided=display.text_of(snapshot, pilot, Pilot.decision_on),
        )


@rule(
    "gate.owner",
    Severity.HINT,
    "gate",
    N_("Two people who answer for the same service leave it to each other."),
    [GateDecision, Ownership, Person],
)
def one_owner(snapshot: Snapshot) -> Iterator[Check]:
    """Who takes over is the production owner."""
    ownership, decision = snapshot.one(Ownership), snapshot.one(GateDecision)
    owner = snapshot.get(Person, ownership.owner)
    following = snapshot.get(Person, decision.next_owner)
    if owner and following:
        yield check(
            decision,
            owner.id == following.id,
            _("“{following}” takes over, but “{owner}” is the production owner: who is it?"),
            GateDecision.next_owner,
            following=called(following),
            owner=called(owner),
        )


@rule(
    "gate.if-not",
    Severity.MUST,
    "gate",
    N_("Where nobody said what happens otherwise, a pilot that failed goes on."),
    [GateDecision],
)
def prepared_to_stop(snapshot: Snapshot) -> Iterator[Check]:
    """It is said what happens when the conditions are not met; an extension ends."""
    decision = snapshot.one(GateDecision)
    if decision.if_not == "extend":
        sentence = _("The extension still needs: {missing}.")
        fields = (GateDecision.extended_until, GateDecision.extended_why)
        yield check_given(decision, sentence, *fields)
    else:
        sentence = _("It is not said what happens when the conditions are not met.")
        yield check(decision, decision.if_not, sentence, GateDecision.if_not)


@rule(
    "gate.extension",
    Severity.MUST,
    "gate",
    N_("An extension that is over before anybody decides on it extends nothing."),
    [GateDecision, Pilot, WorkshopInfo],
)
def extension_ends_later(snapshot: Snapshot) -> Iterator[Check]:
    """An extension ends after the day of decision."""
    decision, pilot = snapshot.one(GateDecision), snapshot.one(Pilot)
    until, decided = decision.extended_until, pilot.decision_on
    if decision.if_not != "extend" or until is None or decided is None:
        return
    if until > decided:
        yield passed()
    else:
        yield check(
            decision,
            False,
            _("The extension ends on {until}, but the decision is on {decided}."),
            GateDecision.extended_until,
            until=display.text_of(snapshot, decision, GateDecision.extended_until),
            decided=display.text_of(snapshot, pilot, Pilot.decision_on),
        )


@rule(
    "gate.stop",
    Severity.MUST,
    "gate",
    N_("Harm does not wait for the day of decision."),
    [StopCondition],
)
def some_stop(snapshot: Snapshot) -> Iterator[Check]:
    """Something would stop the pilot at once."""
    sentence = _("Nothing is said yet that would stop the pilot at once.")
    yield check_some(snapshot, StopCondition, sentence)


@rule(
    "gate.stop-plan",
    Severity.SHOULD,
    "gate",
    N_("A stop works when everybody knows at which number, and who may say so."),
    [StopCondition],
)
def stops_planned(snapshot: Snapshot) -> Iterator[Check]:
    """Each stop condition has a threshold, and somebody who may stop it."""
    sentence = _("“{name}” still needs: {missing}.")
    stops = entered(snapshot, StopCondition)
    yield from each_given(stops, sentence, StopCondition.threshold, StopCondition.stopped_by)
