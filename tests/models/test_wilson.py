"""Sample sizes and verdicts, against published tables and by their properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Condition, Kpi
from models.snapshot import Snapshot
from models.wilson import Verdict, cases_for, cases_needed, hoped, interval, verdict
from tests.builders import snapshot_of

shares = st.floats(0.01, 0.99)


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [  # R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, score method
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(hits: int, cases: int, low: float, high: float) -> None:
    assert interval(hits / cases, cases) == pytest.approx((low, high), abs=0.00005)


def test_nobody_asked_means_that_nothing_is_known() -> None:
    assert interval(0.5, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("threshold", "cases"), [(0.80, 16), (0.85, 22), (0.90, 35), (0.95, 73)])
def test_without_a_failure_so_many_cases_prove_a_share(threshold: float, cases: int) -> None:
    assert cases_for(1.0, threshold) == cases


@given(shares, shares)
def test_the_cases_needed_are_just_enough(expected: float, threshold: float) -> None:
    needed = cases_for(expected, threshold)
    if needed is None or needed > 10**9:
        return
    low, high = interval(expected, needed)
    proved = low >= threshold - 1e-7 if expected > threshold else high <= threshold + 1e-7
    assert proved
    if needed > 1:
        low, high = interval(expected, needed - 1)
        assert low < threshold < high


@given(shares, st.integers(1, 10_000), st.integers(1, 10_000))
def test_more_cases_never_make_the_interval_wider(share: float, few: int, more: int) -> None:
    few, more = sorted((few, more))
    (low, high), (closer_low, closer_high) = interval(share, few), interval(share, more)
    assert closer_high - closer_low <= high - low + 1e-12


@given(shares, st.integers(1, 10_000))
def test_a_share_and_its_opposite_mirror_each_other(share: float, cases: int) -> None:
    low, high = interval(share, cases)
    assert interval(1 - share, cases) == pytest.approx((1 - high, 1 - low))


def rare(**more: object) -> Condition:
    """A condition on a share: at most 4 % wrong."""
    given: dict[str, object] = {
        "what": "Wrong desk",
        "comparison": "at_most",
        "threshold": 4.0,
        "proportion": True,
    }
    return Condition.new(**{**given, **more})  # type: ignore[arg-type]


def test_what_is_expected_decides_how_many_cases_are_needed() -> None:
    kpi = Kpi.new(name="Wrong desk", target=2.0)
    s = snapshot_of(kpi)
    assert cases_needed(rare(expected=2.0), s) == 369
    assert cases_needed(rare(kpi=kpi.id), s) == 369
    assert cases_needed(rare(), s) == cases_for(0.0, 0.04) == 93
    # Hoping for what would not meet the condition proves nothing; then the best case counts.
    assert cases_needed(rare(expected=6.0), s) == 93


def test_only_a_result_that_would_meet_the_condition_is_hoped_for() -> None:
    kpi, missing = Kpi.new(name="Wrong desk", target=2.0), Kpi.new(name="Late", target=5.0)
    s = snapshot_of(kpi, missing)
    assert hoped(rare(), s) is None
    assert hoped(rare(expected=1.0, kpi=kpi.id), s) == 1.0
    assert hoped(rare(kpi=kpi.id), s) == 2.0
    assert hoped(rare(kpi=missing.id), s) is None
    assert hoped(rare(expected=4.0, kpi=kpi.id), s) is None
    assert hoped(rare(expected=6.0, comparison="at_least"), s) == 6.0
    assert hoped(rare(expected=6.0, comparison="exactly"), s) is None


@pytest.mark.parametrize(
    "condition",
    [
        rare(proportion=None),
        rare(threshold=None),
        rare(threshold=0.0),
        rare(threshold=100.0),
        rare(comparison="exactly"),
        rare(comparison=""),
    ],
)
def test_no_number_of_cases_is_named_where_none_proves_it(condition: Condition) -> None:
    assert cases_needed(condition, Snapshot()) is None


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (rare(), None),
        (rare(result=3.1), Verdict.TOO_FEW),
        (rare(result=3.1, result_cases=300), Verdict.TOO_FEW),
        (rare(result=2.0, result_cases=368), Verdict.TOO_FEW),
        (rare(result=2.0, result_cases=369), Verdict.MET),
        (rare(result=8.0, result_cases=300), Verdict.NOT_MET),
        (rare(threshold=0.0, result=0.0, result_cases=50), Verdict.MET),
        (rare(threshold=0.0, result=0.1, result_cases=50), Verdict.NOT_MET),
        (rare(proportion=False, result=4.0), Verdict.MET),
        (rare(proportion=False, result=4.1), Verdict.NOT_MET),
        (rare(proportion=False, result=3.0, cases=50, result_cases=49), Verdict.TOO_FEW),
        (rare(proportion=False, result=3.0, cases=50, result_cases=50), Verdict.MET),
        (rare(comparison="at_least", result=8.0, result_cases=300), Verdict.MET),
        (rare(comparison="exactly", result=4.0), Verdict.MET),
        (rare(comparison="holds"), None),
        (rare(comparison="holds", holds=True), Verdict.MET),
        (rare(comparison="holds", holds=False), Verdict.NOT_MET),
        (rare(comparison="", result=3.0), None),
    ],
)
def test_the_verdict_says_no_more_than_the_result_proves(
    condition: Condition, expected: Verdict | None
) -> None:
    assert verdict(condition) is expected


@given(st.floats(1, 99), st.floats(0, 100), st.integers(1, 5_000))
def test_a_verdict_on_a_share_agrees_with_its_interval(
    threshold: float, result: float, cases: int
) -> None:
    low, high = interval(result / 100, cases)
    t = threshold / 100
    if min(abs(low - t), abs(high - t)) < 1e-6:
        return  # on the edge, rounding decides
    expected = Verdict.MET if high <= t else Verdict.NOT_MET if low >= t else Verdict.TOO_FEW
    assert verdict(rare(threshold=threshold, result=result, result_cases=cases)) is expected
