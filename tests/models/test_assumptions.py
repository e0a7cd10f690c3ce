"""What the result rests on, the weakest evidence first."""

from __future__ import annotations

import pytest

from models.assumptions import GRADES, Assumption, assumptions, weak_share
from models.record import Record
from models.records import CostLine, ValueTarget
from models.simulation import simulate
from tests.builders import snapshot_of


def found(*records: Record) -> list[Assumption]:
    snapshot = snapshot_of(*records)
    return assumptions(snapshot, simulate(snapshot))


def value(what: str, evidence: str, amount: float, low: float = 50.0) -> ValueTarget:
    return ValueTarget.new(
        what=what, money_year=amount, adoption=100.0, low=low, high=150.0, evidence=evidence
    )


def test_the_grades_are_those_that_can_be_chosen_and_one_for_none() -> None:
    assert set(GRADES) == {"", *(choice.value for choice in ValueTarget.evidence.choices)}
    assert {choice.value for choice in CostLine.evidence.choices} | {""} == set(GRADES)


def test_weak_evidence_comes_first_and_within_it_what_moves_most() -> None:
    names = [
        one.record.caption
        for one in found(
            value("measured and large", "measured", 9e6),
            value("assumed and small", "assumed", 1e3),
            value("assumed and large", "assumed", 1e6),
            CostLine.new(what="estimated cost", year=5e5, year_low=1e5, evidence="estimated"),
            CostLine.new(what="nobody said", year=10.0),
            value("documented", "documented", 1e3),
        )
    ]
    assert names == [
        "nobody said",
        "assumed and large",
        "assumed and small",
        "estimated cost",
        "documented",
        "measured and large",
    ]


def test_shares_are_those_of_the_simulation_and_weak_ones_add_up() -> None:
    every = found(
        value("a", "assumed", 100.0),
        value("b", "measured", 100.0),
        CostLine.new(what="c", year=5.0),
    )
    shares = {one.record.caption: one.share for one in every}
    assert shares == {"a": pytest.approx(0.5), "b": pytest.approx(0.5), "c": 0.0}
    assert weak_share(every) == pytest.approx(0.5)
    assert [one.weak for one in every] == [True, True, False]


def test_lines_without_an_amount_rest_on_nothing_yet() -> None:
    assert found(ValueTarget.new(what="Later"), CostLine.new(what="Later")) == []
    assert weak_share([]) == 0


def test_amounts_are_low_likely_and_high() -> None:
    [one] = found(value("a", "assumed", 200.0))
    assert (one.low, one.likely, one.high) == (100.0, 200.0, 300.0)
