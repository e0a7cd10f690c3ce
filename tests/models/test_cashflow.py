"""Month by month: the ramp of the waves, payback and net present value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cashflow import (
    HORIZON,
    months,
    months_after,
    net_present_value,
    payback,
    payback_cash,
    ramp,
)
from models.record import Record
from models.records import CostBasis, CostLine, Group, Pilot, ValueTarget, Wave
from models.snapshot import Snapshot
from tests.builders import snapshot_of

GO_LIVE = date(2027, 7, 1)


def workshop(
    *more: Record, value: float = 120_000, cost: float = 0, pilot: float = 0, once: float = 0
) -> Snapshot:
    """A workshop with so much value and cost a year, and so much paid before."""
    return snapshot_of(
        ValueTarget.new(what="Value", money_year=value, adoption=100.0, cash=True),
        CostLine.new(what="Cost", year=cost, pilot=pilot, one_off=once),
        *more,
    )


@pytest.mark.parametrize(
    ("day", "months_later", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2027, 7, 1), 12, date(2028, 7, 1)),
        (date(2027, 7, 15), 0, date(2027, 7, 15)),
    ],
)
def test_months_are_counted_as_in_a_workbook(day: date, months_later: int, expected: date) -> None:
    assert months_after(day, months_later) == expected


def test_without_waves_everybody_starts_at_once() -> None:
    assert ramp(workshop()) == [0.0] + [1.0] * HORIZON


def test_value_grows_with_the_people_whose_wave_has_started() -> None:
    s = workshop(
        Pilot.new(go_live=GO_LIVE),
        Group.new(name="All", in_production=100),
        Wave.new(name="1", people=20, start=date(2027, 6, 1)),  # before go-live: from month 1
        Wave.new(name="2", people=30, start=date(2027, 7, 31)),  # the last day of month 1
        Wave.new(name="3", people=40, start=date(2027, 8, 1)),  # the first day of month 2
        Wave.new(name="4", people=99),  # nobody knows when
    )
    assert ramp(s)[:4] == [0.0, 0.5, 0.9, 0.9]
    assert months(s)[1].value == pytest.approx(5_000)


def test_a_wave_plan_never_reaches_more_than_everybody() -> None:
    s = workshop(
        Group.new(name="All", in_production=10), Wave.new(name="1", people=50, start=GO_LIVE)
    )
    assert max(ramp(s)) == 1.0


@pytest.mark.parametrize(
    ("cost", "pilot", "once", "expected"),
    [
        (0, 0, 0, 1),
        (0, 50_000, 0, 6),  # after five months it is even, which is not yet positive
        (60_000, 20_000, 9_000, 6),
        (120_000, 1, 0, None),
        (0, 599_999, 0, 60),
        (0, 600_000, 0, None),
    ],
)
def test_payback_is_the_first_month_with_more_value_than_cost(
    cost: float, pilot: float, once: float, expected: int | None
) -> None:
    assert payback(workshop(cost=cost, pilot=pilot, once=once)) == expected


def test_payback_on_cash_leaves_time_out() -> None:
    time = ValueTarget.new(what="Time", money_year=120_000.0, adoption=100.0, cash=False)
    s = workshop(time, pilot=50_000)
    assert (payback(s), payback_cash(s)) == (3, 6)


def test_nothing_is_said_where_value_or_cost_is_not_known() -> None:
    for s in (
        snapshot_of(CostLine.new(what="Cost", year=1.0)),
        snapshot_of(ValueTarget.new(what="Value", money_year=1.0, adoption=100.0)),
    ):
        assert (months(s), payback(s), net_present_value(s)) == ([], None, None)
    assert net_present_value(workshop()) is None  # no rate: none is assumed


def test_the_present_value_of_level_payments_is_the_annuity() -> None:
    s = workshop(CostBasis.new(rate=7.0), pilot=80_000, once=20_000, cost=36_000)
    monthly = 1.07 ** (1 / 12) - 1
    annuity = (1 - (1 + monthly) ** -36) / monthly  # textbook: 36 payments of 1
    assert net_present_value(s) == pytest.approx(7_000 * annuity - 100_000)


def test_without_interest_the_present_value_is_the_plain_sum() -> None:
    s = workshop(CostBasis.new(rate=0.0), pilot=80_000, once=20_000, cost=36_000)
    assert net_present_value(s) == pytest.approx(3 * (120_000 - 36_000) - 100_000)


money = st.integers(0, 10**7).map(float)


@given(money, money, money, st.integers(1, 10**6).map(float))
def test_more_cost_never_pays_back_earlier_and_more_value_never_later(
    value: float, cost: float, pilot: float, more: float
) -> None:
    def paid(**changed: float) -> float:
        given = {"value": value, "cost": cost, "pilot": pilot, **changed}
        found = payback(workshop(**given))
        return HORIZON + 1 if found is None else found

    assert paid(cost=cost + more) >= paid()
    assert paid(pilot=pilot + more) >= paid()
    assert paid(value=value + more) <= paid()


@given(money, money, money, st.floats(0, 50), st.integers(2, 9))
def test_present_value_scales_with_money(
    value: float, cost: float, pilot: float, rate: float, factor: int
) -> None:
    basis = CostBasis.new(rate=rate)
    once = net_present_value(workshop(basis, value=value, cost=cost, pilot=pilot))
    times = net_present_value(
        workshop(basis, value=value * factor, cost=cost * factor, pilot=pilot * factor)
    )
    assert once is not None
    assert times == pytest.approx(once * factor, rel=1e-9, abs=1e-3)
