"""Stated totals against what they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.plausibility import MIXES, agrees, calculated, mix, parts, per_day
from models.records import Claim
from tests.builders import snapshot_of


def test_hours_are_people_times_minutes_times_days() -> None:
    # The published trial: 30,000 people, 43 minutes a day, 20 days.
    claim = Claim.new(what="Trial", people=30_000, minutes=43.0, per="day", periods=20.0)
    assert calculated(claim) == 430_000


@pytest.mark.parametrize("missing", ["people", "minutes", "periods"])
def test_nothing_is_calculated_from_what_nobody_said(missing: str) -> None:
    claim = Claim.new(what="Trial", people=1, minutes=60.0, periods=1.0)
    assert calculated(claim) == 1
    assert calculated(claim.replace(None, **{missing: None})) is None


def test_parts_are_added_up() -> None:
    whole = Claim.new(what="All", stated=400_000.0)
    some = [Claim.new(what=w, part_of=whole.id, stated=h) for w, h in (("a", 3.0), ("b", 4.5))]
    s = snapshot_of(whole, *some, Claim.new(what="Part without a number", part_of=whole.id))
    assert parts(whole, s) == 7.5
    assert parts(some[0], s) is None


def test_rounding_is_no_contradiction() -> None:
    assert agrees(100, 104)
    assert not agrees(100, 110)
    assert agrees(0, 0)


@pytest.mark.parametrize(
    ("stated", "other", "words"),
    [
        (180, 907, "a working day and a week"),
        (907, 180, "a working day and a week"),
        (100, 1_200, "a month and a year"),
        (60, 3_600, "minutes and hours"),
        (10, 43.3, "a week and a month"),
    ],
)
def test_a_mix_up_of_units_is_named(stated: float, other: float, words: str) -> None:
    found = mix(stated, other)
    assert found
    assert words in found.sentence


@pytest.mark.parametrize(("stated", "other"), [(100, 150), (0, 5), (100, 100), (3, 1)])
def test_other_differences_have_no_easy_explanation(stated: float, other: float) -> None:
    assert mix(stated, other) is None


@given(st.sampled_from(MIXES), st.floats(1, 1e6), st.floats(0.98, 1.02))
def test_every_mix_up_is_found_in_both_directions(
    known: object, hours: float, rounding: float
) -> None:
    factor = known.factor  # type: ignore[attr-defined]
    assert mix(hours, hours * factor * rounding) is not None
    assert mix(hours * factor * rounding, hours) is not None


def test_minutes_of_a_week_are_a_fifth_of_that_on_each_day() -> None:
    week = Claim.new(what="Report", minutes=13.0, per="week")
    assert per_day(week) == pytest.approx(13 * 46 / 220)
    assert per_day(week.replace(None, per="day")) == 13
    assert per_day(week.replace(None, per="")) is None
