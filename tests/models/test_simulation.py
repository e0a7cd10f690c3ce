"""The simulated range, against known quantiles and by its properties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.record import Record
from models.records import CostLine, Pilot, ValueTarget
from models.simulation import Line, known, simulate
from models.snapshot import Snapshot
from tests.builders import snapshot_of


def target(
    low: float | None, high: float | None, money: float = 1000.0, **more: str
) -> ValueTarget:
    """A value target of `money` a year with low and high in percent."""
    return ValueTarget.new(
        what="Value", money_year=money, adoption=100.0, low=low, high=high, **more
    )


def line(low: float, likely: float, high: float, what: str = "Cost") -> CostLine:
    return CostLine.new(what=what, year_low=low, year=likely, year_high=high)


def test_quantiles_are_those_of_the_beta_distribution() -> None:
    # Low 0, likely 50, high 100 is Beta(3, 3); its tenth and ninetieth percentile are
    # 0.2466 and 0.7534 (tables of the incomplete beta function).
    drawn = simulate(snapshot_of(line(0, 50, 100)))
    assert drawn.cost
    assert drawn.cost.p10 == pytest.approx(24.66, abs=0.8)
    assert drawn.cost.p50 == pytest.approx(50, abs=0.8)
    assert drawn.cost.p90 == pytest.approx(75.34, abs=0.8)


def test_lines_without_a_range_stay_what_they_are() -> None:
    drawn = simulate(snapshot_of(target(None, None), target(100, 100)))
    assert drawn.value
    assert (drawn.value.p10, drawn.value.p50, drawn.value.p90) == (2000, 2000, 2000)
    assert drawn.movers == ()


def test_the_same_workshop_always_gives_the_same_figures() -> None:
    records: list[Record] = [target(60, 150), line(10, 20, 40)]
    assert simulate(snapshot_of(*records)) == simulate(snapshot_of(*records))


def test_it_is_kept_until_something_that_it_reads_changes() -> None:
    s = snapshot_of(target(60, 150))
    assert known(s) is None
    drawn = simulate(s)
    assert known(s) is drawn
    other = snapshot_of(target(60, 150))
    assert known(other) is None


def test_an_empty_workshop_has_no_range() -> None:
    drawn = simulate(Snapshot())
    assert (drawn.value, drawn.cost, drawn.net) == (None, None, None)
    assert (drawn.payback_p50, drawn.payback_p90) == (None, None)


def test_the_line_with_the_widest_range_moves_the_result_most() -> None:
    wide, narrow = line(0, 500, 1000, "Wide"), line(450, 500, 550, "Narrow")
    movers = simulate(snapshot_of(narrow, wide, target(95, 105))).movers
    assert movers[0].record.id == wide.id
    assert sum(mover.share for mover in movers) == pytest.approx(1)
    # Variances of PERT: ranges of 1000 and 100 around the same middle are 100 to 1.
    assert movers[0].share / movers[1].share == pytest.approx(100)


def test_payback_of_nine_in_ten_comes_after_that_of_half() -> None:
    s = snapshot_of(
        Pilot.new(cost=900.0),
        target(30, 200, 2400.0),
        line(100, 600, 1500),
    )
    drawn = simulate(s)
    assert drawn.payback_p50
    assert drawn.payback_p90
    assert drawn.payback_p50 < drawn.payback_p90


def test_what_never_pays_back_has_no_month() -> None:
    s = snapshot_of(Pilot.new(cost=900.0), target(90, 110, 100.0), line(500, 600, 700))
    assert simulate(s).payback_p50 is None


def test_amounts_in_the_wrong_order_are_no_reason_to_fail() -> None:
    drawn = simulate(snapshot_of(line(900, 500, 100), target(120, 100)))
    assert drawn.cost
    assert 100 <= drawn.cost.p10 <= drawn.cost.p90 <= 900


amounts = st.floats(0, 1e6)


@given(amounts, amounts, amounts)
@settings(max_examples=30)
def test_quantiles_lie_in_order_between_low_and_high(a: float, b: float, c: float) -> None:
    low, likely, high = sorted((a, b, c))
    drawn = simulate(snapshot_of(line(low, likely, high)))
    assert drawn.cost
    tiny = 1e-9 * (1 + high)
    assert low - tiny <= drawn.cost.p10 <= drawn.cost.p50 <= drawn.cost.p90 <= high + tiny


@given(amounts, amounts, amounts, st.floats(0, 1e5))
@settings(max_examples=30)
def test_a_higher_amount_never_lowers_the_result(a: float, b: float, c: float, more: float) -> None:
    low, likely, high = sorted((a, b, c))
    before = line(low, likely, high)
    after = before.replace(None, year_low=low + more, year=likely + more, year_high=high + more)
    first, then = simulate(snapshot_of(before)).cost, simulate(snapshot_of(after)).cost
    assert first
    assert then
    assert then.p50 == pytest.approx(first.p50 + more, rel=1e-6, abs=1e-6)


@given(amounts, amounts, amounts)
def test_the_variance_is_the_one_of_the_beta_distribution(a: float, b: float, c: float) -> None:
    low, likely, high = sorted((a, b, c))
    width = high - low
    if width < 1e-3:
        return
    alpha = 1 + 4 * (likely - low) / width
    beta = 6 - alpha
    textbook = alpha * beta / (36 * 7) * width**2  # of Beta(alpha, beta), alpha + beta = 6
    assert Line(line(low, likely, high), low, likely, high).variance == pytest.approx(textbook)
