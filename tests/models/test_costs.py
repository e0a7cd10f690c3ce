"""What production costs: sums, the multiple, the bridge, and a planning rule read both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import costs
from models.records import CostBasis, CostLine, Pilot
from models.snapshot import Snapshot
from tests.builders import snapshot_of

amounts = st.none() | st.integers(0, 10**9).map(float)
lines = st.builds(
    lambda category, pilot, once, year: CostLine.new(
        what="Cost", category=category, pilot=pilot, one_off=once, year=year
    ),
    st.sampled_from(["", *(choice.value for choice in CostLine.category.choices)]),
    amounts,
    amounts,
    amounts,
)


def workshop(*more: CostLine | Pilot | CostBasis) -> Snapshot:
    """Two lines: 80 in the pilot, 28 once, 236 a year."""
    return snapshot_of(
        CostLine.new(what="Model", category="licences", pilot=60.0, one_off=28.0, year=136.0),
        CostLine.new(what="Review", category="review", pilot=20.0, year=100.0),
        *more,
    )


def test_pilot_and_production_stand_side_by_side() -> None:
    s = workshop()
    assert (costs.pilot_cost(s), costs.one_off(s), costs.run_cost(s)) == (80, 28, 236)
    assert (costs.year_one(s), costs.three_years(s)) == (264, 736)
    assert costs.multiple(s) == pytest.approx(3.3)


def test_the_pilot_costs_what_its_lines_say_and_else_what_was_planned() -> None:
    assert costs.pilot_cost(workshop(Pilot.new(cost=50.0))) == 80
    assert costs.pilot_cost(snapshot_of(Pilot.new(cost=50.0))) == 50


def test_what_nobody_gave_is_not_zero() -> None:
    s = snapshot_of(CostLine.new(what="Model", one_off=28.0))
    assert (costs.run_cost(s), costs.year_one(s), costs.three_years(s)) == (None, None, None)
    assert costs.multiple(s) is None
    assert costs.bridge(s) is None
    free = workshop(Pilot.new())
    assert costs.multiple(snapshot_of(CostLine.new(year=5.0), Pilot.new(cost=0.0))) is None
    assert costs.multiple(free) is not None


def test_a_line_without_a_range_counts_with_its_likely_amount() -> None:
    s = snapshot_of(
        CostLine.new(what="Fixed", year=10.0),
        CostLine.new(what="Open", year=20.0, year_low=15.0, year_high=40.0),
    )
    assert (costs.run_low(s), costs.run_cost(s), costs.run_high(s)) == (25, 30, 50)


@pytest.mark.parametrize(
    ("reading", "factor", "cost"), [("of", 3.8, 304.0), ("more", 4.8, 384.0), ("", None, None)]
)
def test_380_percent_of_and_380_percent_more_differ_by_a_whole_pilot(
    reading: str, factor: float | None, cost: float | None
) -> None:
    s = workshop(CostBasis.new(rule_percent=380.0, rule_reading=reading))
    assert costs.rule_factor(s) == factor
    assert costs.rule_cost(s) == (None if cost is None else pytest.approx(cost))


def test_there_is_no_silent_planning_rule() -> None:
    assert costs.rule_factor(workshop()) is None
    assert costs.rule_factor(workshop(CostBasis.new(rule_reading="of"))) is None


def test_a_category_is_settled_by_amounts_or_by_a_reason() -> None:
    s = workshop(
        CostLine.new(what="Way out", category="exit", zero_because="In the contract."),
        CostLine.new(what="Pilot only", category="change", pilot=5.0),
        CostLine.new(what="Nobody says why", category="security", year=0.0),
    )
    settled = {part.category for part in costs.by_category(s) if part.settled}
    assert settled == {"licences", "review", "exit"}


@given(st.lists(lines, max_size=12), amounts)
def test_the_bridge_leads_from_the_pilot_to_production(
    rows: list[CostLine], planned: float | None
) -> None:
    s = snapshot_of(Pilot.new(cost=planned), *rows)
    bridge = costs.bridge(s)
    if costs.year_one(s) is None or costs.pilot_cost(s) is None:
        assert bridge is None
        return
    assert bridge
    assert bridge.pilot == costs.pilot_cost(s)
    assert bridge.production == costs.year_one(s)
    assert bridge.pilot + sum(step for _c, step in bridge.steps) == pytest.approx(
        bridge.production, abs=0.02
    )


@given(st.lists(lines, min_size=1, max_size=6), st.integers(2, 9))
def test_money_in_another_unit_changes_every_sum_and_no_ratio(
    rows: list[CostLine], factor: int
) -> None:
    s = snapshot_of(*rows)
    larger = snapshot_of(
        *(
            row.replace(
                None,
                **{
                    key: row.values[key] * factor  # type: ignore[operator]
                    for key in ("pilot", "one_off", "year")
                    if row.values[key] is not None
                },
            )
            for row in rows
        )
    )
    run, times = costs.run_cost(s), costs.multiple(s)
    assert costs.run_cost(larger) == (None if run is None else pytest.approx(run * factor))
    assert costs.multiple(larger) == (None if times is None else pytest.approx(times))
