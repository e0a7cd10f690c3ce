"""From one thing to the next that it calls for, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import actions, follow_up
from models.errors import Refusal
from models.findings import findings_of
from models.opening import create_workshop
from models.record import TYPES, Record
from models.records import (
    Action,
    Activity,
    Assignment,
    Condition,
    Decision,
    Kpi,
    Ownership,
    ParkedPoint,
    Person,
    RehearsalCard,
    Risk,
    Role,
    ValueTarget,
)
from models.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as made:
        yield made


def test_a_kpi_takes_over_what_the_value_target_says(workshop: Workshop) -> None:
    ada = actions.add(workshop, Person, name="Ada")
    target = actions.add(
        workshop,
        ValueTarget,
        what="Handling time",
        minutes_before=34.0,
        minutes_after=24.0,
        evidence="measured",
        source="Claims log",
        owner=ada.id,
    )
    kpi = follow_up.follow_up(workshop, target)
    assert isinstance(kpi, Kpi)
    assert (kpi.name, kpi.value_target, kpi.owner) == ("Handling time", target.id, ada.id)
    assert (kpi.baseline, kpi.target, kpi.unit, kpi.direction) == (34.0, 24.0, "min", "down")
    assert (kpi.evidence, kpi.source) == ("measured", "Claims log")
    assert workshop.snapshot.all(Kpi) == (kpi,)
    workshop.undo()
    assert workshop.snapshot.all(Kpi) == ()


def test_a_target_in_money_gives_a_kpi_without_minutes(workshop: Workshop) -> None:
    target = actions.add(workshop, ValueTarget, what="Fewer fines", money_year=10_000.0)
    kpi = follow_up.follow_up(workshop, target)
    assert isinstance(kpi, Kpi)
    assert (kpi.baseline, kpi.target, kpi.unit, kpi.direction) == (None, None, "", "")


@pytest.mark.parametrize(
    ("direction", "least", "comparison", "threshold"),
    [
        ("down", None, "at_most", 24.0),
        ("up", None, "at_least", 24.0),
        ("down", 27.0, "at_most", 27.0),
        ("", None, "", 24.0),
    ],
)
def test_a_condition_takes_over_what_the_kpi_says(
    workshop: Workshop, direction: str, least: float | None, comparison: str, threshold: float
) -> None:
    kpi = actions.add(
        workshop, Kpi, name="Minutes", direction=direction, target=24.0, least=least, unit="min"
    )
    condition = follow_up.follow_up(workshop, kpi)
    assert isinstance(condition, Condition)
    assert (condition.what, condition.kpi, condition.unit) == ("Minutes", kpi.id, "min")
    assert (condition.comparison, condition.threshold) == (comparison, threshold)
    assert condition.weight == "must"


def test_a_card_without_an_answer_gives_an_action_for_whoever_is_accountable(
    workshop: Workshop,
) -> None:
    ada = actions.add(workshop, Person, name="Ada")
    ben = actions.add(workshop, Person, name="Ben")
    actions.set_value(workshop, workshop.snapshot.one(Ownership), Ownership.deputy, ben.id)
    role = actions.add(workshop, Role, name="Product owner", person=ada.id)
    activity = actions.add(workshop, Activity, name="Run it")
    actions.add(workshop, Assignment, activity=activity.id, role=role.id, letters="A")
    card = actions.add(
        workshop, RehearsalCard, scenario="Owner resigns", sort="owner_leaves", activity=activity.id
    )
    action = follow_up.follow_up(workshop, card)
    assert isinstance(action, Action)
    assert (action.what, action.owner) == ("Owner resigns: settle what we do", ada.id)
    actions.set_value(workshop, card, RehearsalCard.answer, "The deputy takes over")
    answered = workshop.snapshot.all(RehearsalCard)[0]
    with pytest.raises(Refusal, match="has its answer"):
        follow_up.follow_up(workshop, answered)


def test_risks_and_parked_points_give_actions(workshop: Workshop) -> None:
    ada = actions.add(workshop, Person, name="Ada")
    risk = actions.add(
        workshop, Risk, what="Supplier fails", response="Find a second one\nby May", owner=ada.id
    )
    bare = actions.add(workshop, Risk, what="Nobody uses it")
    point = actions.add(workshop, ParkedPoint, what="Which language?", raised_by=ada.id)
    made = [follow_up.follow_up(workshop, record) for record in (risk, bare, point)]
    assert [action.values["what"] for action in made] == [
        "Find a second one",
        "Nobody uses it",
        "Which language?",
    ]
    assert [action.values["owner"] for action in made] == [ada.id, "", ada.id]
    assert {action.values["status"] for action in made} == {"open"}


def test_nothing_is_made_twice(workshop: Workshop) -> None:
    target = actions.add(workshop, ValueTarget, what="Handling time")
    follow_up.follow_up(workshop, target)
    with pytest.raises(Refusal, match="“Handling time” has a KPI already: “Handling time”"):
        follow_up.follow_up(workshop, target)
    assert len(workshop.snapshot.all(Kpi)) == 1


def test_nothing_is_made_of_something_without_a_name(workshop: Workshop) -> None:
    target = actions.add(workshop, ValueTarget, volume=12.0)
    with pytest.raises(Refusal, match="no name yet"):
        follow_up.follow_up(workshop, target)
    assert workshop.snapshot.all(Kpi) == ()


def test_what_calls_for_nothing_says_so(workshop: Workshop) -> None:
    decision = actions.add(workshop, Decision, what="Buy it")
    assert follow_up.calls_for(decision) is None
    assert follow_up.calls_for(None) is None
    with pytest.raises(Refusal, match="Nothing follows from “Buy it”"):
        follow_up.follow_up(workshop, decision)


@pytest.mark.parametrize("record_type", TYPES.values(), ids=TYPES)
def test_what_is_announced_is_what_is_made(workshop: Workshop, record_type: type[Record]) -> None:
    name = {record_type.label_field: "Some thing"}
    made = follow_up.calls_for(record_type.new(1.0))
    if made is None:
        return
    record = actions.add(workshop, record_type, **name)  # type: ignore[arg-type]
    assert type(follow_up.follow_up(workshop, record)) is made


def test_a_finding_becomes_an_action_once(workshop: Workshop) -> None:
    actions.add(workshop, ValueTarget, what="Handling time")
    finding = findings_of(workshop.snapshot)[0]
    action = follow_up.action_of(workshop, finding)
    assert isinstance(action, Action)
    assert (action.what, action.status) == (finding.sentence, "open")
    with pytest.raises(Refusal, match="already"):
        follow_up.action_of(workshop, finding)
    workshop.undo()
    assert workshop.snapshot.all(Action) == ()
