"""Day one without the project team: what a card is walked against."""

from __future__ import annotations

import pytest

from models import rehearsal
from models.record import Record
from models.records import (
    Activity,
    Assignment,
    CostLine,
    GateDecision,
    IncidentLevel,
    Ownership,
    Person,
    Procedure,
    RehearsalCard,
    Role,
)
from tests.builders import snapshot_of, with_record

HEAD = Person.new(name="Head of Claims")
OWNER = Role.new(name="Owner", person=HEAD.id)
OUTAGES = Activity.new(name="Manage outages")
CELL = Assignment.new(activity=OUTAGES.id, role=OWNER.id, letters="AR")
PLAN = Procedure.new(name="Fallback", owner=HEAD.id, document="Handbook, page 3")
LEVEL = IncidentLevel.new(level="Outage", responder=HEAD.id)
CARD = RehearsalCard.new(
    scenario="Monday at eight",
    sort="outage",
    activity=OUTAGES.id,
    procedure=PLAN.id,
    incident_level=LEVEL.id,
    answer="The teams pick desks from the list.",
)
READY: tuple[Record, ...] = (HEAD, OWNER, OUTAGES, CELL, PLAN, LEVEL, CARD)


def test_a_card_is_answered_when_everything_it_needs_is_there() -> None:
    s = snapshot_of(*READY)
    assert rehearsal.gaps(CARD, s) == []
    role = rehearsal.accountable(CARD, s)
    assert role
    assert role.id == OWNER.id


@pytest.mark.parametrize(
    ("changed", "gap"),
    [
        (CARD.replace(None, answer=""), "what we do"),
        (CARD.replace(None, activity=""), "somebody accountable who stays"),
        (CELL.replace(None, letters="R"), "somebody accountable who stays"),
        (OWNER.replace(None, leaves=True), "somebody accountable who stays"),
        (HEAD.replace(None, leaves=True), "somebody accountable who stays"),
        (CARD.replace(None, procedure=""), "a procedure with owner and document"),
        (PLAN.replace(None, document=""), "a procedure with owner and document"),
        (PLAN.replace(None, owner=""), "a procedure with owner and document"),
        (LEVEL.replace(None, responder=""), "an incident level with somebody who acts"),
        (CARD.replace(None, gap="a second phone line"), "a second phone line"),
    ],
)
def test_each_thing_that_is_missing_is_named_alone(changed: Record, gap: str) -> None:
    s = with_record(snapshot_of(*READY), changed)
    card = s.get(RehearsalCard, CARD.id)
    assert card
    assert rehearsal.gaps(card, s) == [gap]


DEPUTY = Person.new(name="Team lead")


@pytest.mark.parametrize(
    ("deputy", "owned", "missing"),
    [
        (DEPUTY, Ownership.new(owner=HEAD.id, deputy=DEPUTY.id), False),
        (DEPUTY, Ownership.new(owner=HEAD.id), True),
        (DEPUTY, Ownership.new(owner=HEAD.id, deputy=HEAD.id), True),
        (
            DEPUTY.replace(None, leaves=True),
            Ownership.new(owner=HEAD.id, deputy=DEPUTY.id),
            True,
        ),
    ],
    ids=["stays", "nobody", "the owner", "leaves"],
)
def test_when_the_owner_leaves_somebody_else_has_to_step_in(
    deputy: Person, owned: Ownership, missing: bool
) -> None:
    card = CARD.replace(None, sort="owner_leaves", procedure="", incident_level="")
    s = snapshot_of(HEAD, deputy, OWNER, OUTAGES, CELL, owned, card)
    assert rehearsal.gaps(card, s) == (["a deputy who stays"] if missing else [])


def grown(
    sort: str, factor: float | None, budget: float | None, *more: Record
) -> tuple[float | None, list[str]]:
    """Cost of a year, and gaps, of a card about money, in a workshop that costs 300 a year."""
    card = CARD.replace(None, sort=sort, factor=factor, procedure="", incident_level="")
    s = snapshot_of(
        HEAD,
        OWNER,
        OUTAGES,
        CELL,
        card,
        CostLine.new(what="Model", category="licences", year=100.0, driver="case"),
        CostLine.new(what="Seats", category="staff", year=50.0, driver="user"),
        CostLine.new(what="Hosting", category="infrastructure", year=150.0, driver="fixed"),
        GateDecision.new(budget=budget),
        *more,
    )
    return rehearsal.cost_then(card, s), rehearsal.gaps(card, s)


def test_a_higher_price_touches_licences_and_more_users_what_they_drive() -> None:
    assert grown("price", 1.5, 400) == (350, [])
    assert grown("scale", 10, 2000) == (1650, [])
    assert grown("price", 1.5, 349) == (
        350,
        ["money: the first year would cost more than the budget released"],
    )


def test_what_is_paid_once_counts_against_the_budget_which_is_for_the_first_year() -> None:
    once = CostLine.new(what="Set-up", one_off=50.0)
    assert grown("price", 1.5, 400, once) == (350, [])
    assert grown("price", 1.5, 399, once)[1] == [
        "money: the first year would cost more than the budget released"
    ]


def test_a_card_about_money_needs_its_factor_and_a_budget() -> None:
    gap = ["what it costs then, against the budget"]
    assert grown("price", None, 400) == (None, gap)
    assert grown("scale", 10, None) == (1650, gap)
    assert grown("other", 10, None) == (None, [])
