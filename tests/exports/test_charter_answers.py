"""Each chapter begins with the answer to its question, made from the data."""

from __future__ import annotations

from datetime import date

import pytest

from exports.charter.answers import answer
from models.example import example_path
from models.findings import Findings
from models.interchange import from_json
from models.record import Record
from models.records import (
    Activity,
    Assignment,
    CostLine,
    DataSource,
    GateDecision,
    Group,
    Ownership,
    Person,
    Pilot,
    Role,
    ValueTarget,
    Wave,
)
from models.simulation import simulate
from models.steps import STEPS
from tests.builders import snapshot_of
from tests.exports.charters import full_workshop, made, text_of


def said(step: str, *records: Record) -> str:
    snapshot = snapshot_of(*records)
    findings = Findings()
    findings.update(snapshot)
    return answer(step, snapshot, findings, simulate(snapshot)).replace("\u00a0", " ")


def example() -> list[Record]:
    return from_json(example_path().read_text(encoding="utf-8"))


EMPTY = {
    "setup": "Nobody is listed yet.",
    "frame": "Whose work changes is not counted yet. When the pilot runs is not settled yet.",
    "value": "What it is worth cannot be said yet: no value target has all its figures.",
    "raci": "Nobody is named yet who answers for it in production.",
    "cost": "What it costs to run cannot be said yet: no cost line has an amount a year.",
    "governance": "Which rules apply is not settled yet.",
    "data": "No data source is listed yet.",
    "change": "No wave says yet who starts when. How much training they get is not said yet.",
    "operations": ("No procedure is listed yet. What only the pilot team knows is not listed yet."),
    "measures": "No figure is agreed yet by which it would show.",
    "gate": (
        "No condition is agreed yet. Who decides, and when, is not settled yet. What happens the "
        "next morning is not settled yet."
    ),
}
FULL = {
    "frame": "The work of 68 people in 4 groups changes. 18 of them try it for 12 weeks.",
    "raci": (
        "Head of Claims answers for it, Claims Operations Manager stands in. 18 of 19 activities "
        "have exactly one accountable; 7 of 9 roles stay."
    ),
    "cost": (
        "€ 236 k a year, and € 28 k once. The first year costs 3.2 times the pilot. In month 13 "
        "Claims, cost centre 4100 pays € 170 k; IT service, cost centre 7200 pays € 54 k."
    ),
    "gate": (
        "7 conditions, 6 of which must be met. Chief Operating Officer decides on 30 Jun 2027. "
        "When met, Head of Claims begins on 1 Jul 2027 with € 300 k."
    ),
}


@pytest.mark.parametrize("step", EMPTY)
def test_an_empty_workshop_is_told_what_cannot_be_said(step: str) -> None:
    assert said(step) == EMPTY[step]


@pytest.mark.parametrize("step", FULL)
def test_the_example_is_answered_from_its_data(step: str) -> None:
    assert said(step, *example()) == FULL[step]


@pytest.mark.parametrize("step", [step.id for step in STEPS])
@pytest.mark.parametrize("workshop", ["empty", "full", "example"])
def test_no_answer_leaves_a_hole(step: str, workshop: str) -> None:
    records = {"empty": [], "full": full_workshop(), "example": example()}[workshop]
    text = said(step, *records)
    assert text.endswith(".")
    assert "None" not in text
    assert "{" not in text
    assert "  " not in text


def test_the_answer_stands_below_the_question() -> None:
    text = text_of(made(*full_workshop()))
    question = "Who answers for it when the project team is gone?"
    assert f"{question} Head of Claims answers for it, Claims Deputy stands in." in text


def test_what_is_partly_known_says_which_part() -> None:
    head = Person.new(name="Head of Claims")
    assert "a deputy is not named yet" in said("raci", head, Ownership.new(owner=head.id))
    run, keep = Activity.new(name="Run it"), Activity.new(name="Keep a log")
    role = Role.new(name="Owner")
    cell = Assignment.new(activity=run.id, role=role.id, letters="AR")
    assert "1 of 2 activities have exactly one accountable" in said("raci", run, keep, role, cell)
    unpaid = [CostLine.new(what="Run", year=9e3), CostLine.new(what="Test", year=1e3, payer="IT")]
    text = said("cost", *unpaid)
    assert "In month 13 IT pays € 1 k. For € 9 k nobody is named who pays." in text
    pilot = Pilot.new(decision_on=date(2027, 6, 30))
    assert "It is decided on 30 Jun 2027; by whom is not settled yet." in said("gate", pilot)
    decider = GateDecision.new(decider=head.id, next_owner=head.id, starts_on=date(2027, 7, 1))
    text = said("gate", head, decider)
    assert "Head of Claims decides; the day is not settled yet." in text
    assert "When met, Head of Claims begins on 1 Jul 2027." in text


def test_counts_of_one_read_as_such() -> None:
    assert said("data", DataSource.new(name="Claims")) == (
        "It needs 1 source of data. No difference between pilot and production is written down."
    )
    group = Group.new(name="Desk", in_production=20)
    wave = Wave.new(name="First", group=group.id, people=12, start=date(2027, 8, 1))
    assert said("change", group, wave).startswith(
        "1 wave reaches 12 of the 20 people affected. The last one starts on 1 Aug 2027."
    )
    worth = ValueTarget.new(what="Time", money_year=1000.0, adoption=100.0)
    assert said("value", worth, ValueTarget.new(what="Other")) == (
        "€ 1 k a year. Nothing is said to release cash. 1 target has no figure yet."
    )
