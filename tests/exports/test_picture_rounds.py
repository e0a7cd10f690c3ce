"""Pictures of estimate rounds and votes: what they say, and that nothing in them collides."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.pictures import Picture, picture_of
from exports.pictures.shapes import Box, Polygon, Stroke
from models import estimating, votes
from models.estimating import Draft, Subject
from models.records import EstimateRound, Vote, WorkshopInfo
from models.rounds import Agreed, written
from models.snapshot import Snapshot
from models.votes import Ballot, Fingers, Option
from tests.builders import snapshot_of
from tests.clocks import NINE
from tests.exports.charters import made, text_of
from tests.exports.drawings import HIGH, LETTERS, WIDE, drawn, in_order, words
from tests.strategies import texts

ELEVEN = (18.0, 20.0, 20.0, 21.0, 22.0, 22.0, 22.0, 24.0, 25.0, 26.0, 45.0)
EUROS = snapshot_of(WorkshopInfo.new(currency="EUR"))


def estimated(*values: float, agreed: Agreed | None = None, unit: str = "min") -> EstimateRound:
    draft = Draft(Subject(), "How long does it take?", unit, values, NINE)
    return estimating.round_of(EUROS, draft, agreed)


def large(record: EstimateRound | Vote, width: float = WIDE, height: float = HIGH) -> Picture:
    return picture_of(record, EUROS, width, height, LETTERS)


def marks(picture: Picture, fill: str) -> list[Polygon]:
    return [s for s in picture.shapes if isinstance(s, Polygon) and s.fill == fill]


def middle(polygon: Polygon) -> float:
    return (min(x for x, _y in polygon.points) + max(x for x, _y in polygon.points)) / 2


# --- estimate rounds


def test_every_slip_is_a_mark_and_the_far_one_is_hollow() -> None:
    picture = large(estimated(*ELEVEN))
    slips = marks(picture, "accent")
    assert len(slips) == len(ELEVEN)
    (hole,) = marks(picture, "panel")
    assert middle(hole) == pytest.approx(max(map(middle, slips)))
    assert "22\N{NO-BREAK SPACE}min" in words(picture)  # the median


def test_equal_slips_are_stacked() -> None:
    picture = large(estimated(10.0, 10.0, 10.0, 30.0))
    places = [round(middle(mark), 3) for mark in marks(picture, "accent")]
    assert len(set(places)) == 2
    heights = {min(y for _x, y in mark.points) for mark in marks(picture, "accent")}
    assert len(heights) == 3


def test_the_band_reaches_from_quartile_to_quartile() -> None:
    picture = large(estimated(*ELEVEN))
    (band,) = (s.place for s in picture.shapes if isinstance(s, Box) and s.fill == "tint")
    lowest, highest = (f(map(middle, marks(picture, "accent"))) for f in (min, max))
    of_a_minute = (highest - lowest) / (45 - 18)
    assert band.width == pytest.approx((24.5 - 20.5) * of_a_minute, rel=0.01)


def test_what_was_agreed_stands_below_the_slips() -> None:
    picture = large(estimated(*ELEVEN, agreed=Agreed(20.0, 22.0, 26.0)))
    (likely,) = marks(picture, "ink")
    level = [s for s in picture.shapes if isinstance(s, Stroke) and s.colour == "ink"]
    (line,) = (s for s in level if s.y1 == s.y2)
    assert line.x1 < middle(likely) < line.x2
    assert line.y1 > max(y for mark in marks(picture, "accent") for _x, y in mark.points)


def test_a_round_is_said_in_words() -> None:
    alt = large(estimated(*ELEVEN, agreed=Agreed(20.0, 22.0, 26.0))).alt
    for said in ("How long", "11 slips", "median 22", "far out: 45", "agreed: 22"):
        assert said in alt


def test_before_the_first_slip_it_says_what_is_asked_for() -> None:
    assert large(estimated()).empty
    assert "in silence" in " ".join(words(large(estimated())))


AMOUNTS = st.floats(-1e12, 1e12).map(lambda value: round(value, 3))


@given(
    st.lists(AMOUNTS, max_size=30),
    st.lists(AMOUNTS, min_size=3, max_size=3).map(sorted),
    st.floats(60.0, 1500.0),
    st.floats(40.0, 900.0),
    st.sampled_from(["min", "", "EUR", "a unit with a very long name"]),
)
def test_any_round_fits_any_frame(
    values: list[float], ends: list[float], width: float, height: float, unit: str
) -> None:
    in_order(large(estimated(*values, agreed=Agreed(*ends), unit=unit), width, height))


@given(st.lists(st.lists(AMOUNTS, min_size=1, max_size=15), max_size=12), st.floats(60.0, 700.0))
def test_any_rounds_fit_together(rounds: list[list[float]], width: float) -> None:
    kept = [
        EstimateRound.new(question=f"How many of kind {n}?", slips=written(values), unit="EUR")
        for n, values in enumerate(rounds)
    ]
    in_order(drawn("slips", *kept, width=width))


def test_of_each_question_the_last_round_is_shown() -> None:
    picture = drawn(
        "slips",
        EstimateRound.new(question="How many?", slips="1; 9", number=1, unit="min"),
        EstimateRound.new(question="How long?", slips="70", number=1),
        EstimateRound.new(question="How many?", slips="4; 5", number=2, unit="min"),
    )
    assert len(picture.spots) == 2
    assert "from 4" in picture.spots[0].says
    assert "not agreed" in words(picture)


# --- votes


def dots(*options: Option) -> Vote:
    return votes.vote_of(Snapshot(), Ballot("Which one first?", NINE, options))


def fist(*counts: int) -> Vote:
    return votes.vote_of(Snapshot(), Ballot("Do we start?", NINE, fingers=Fingers(counts)))


def test_options_are_ranked_by_their_dots() -> None:
    picture = large(dots(Option("Old", 3), Option("New", 6), Option("None", 0)))
    shown = words(picture)
    assert [shown.index(name) for name in ("New", "Old", "None")] == sorted(
        shown.index(name) for name in ("New", "Old", "None")
    )
    bars = [s.place.width for s in picture.shapes if isinstance(s, Box) and s.fill == "accent"]
    assert bars[0] == pytest.approx(2 * bars[1])
    assert len(bars) == 2
    assert "New: 6; Old: 3; None: 0" in picture.alt


def test_before_dots_are_counted_the_options_stand_there() -> None:
    picture = large(dots(Option("Old"), Option("New")))
    assert [word.strip("• ") for word in words(picture)] == ["Old", "New"]
    assert not [s for s in picture.shapes if isinstance(s, Box)]


def test_concerns_are_hatched_and_not_only_of_another_colour() -> None:
    def slanting(vote: Vote) -> int:
        strokes = [s for s in large(vote).shapes if isinstance(s, Stroke)]
        return sum(s.x1 != s.x2 and s.y1 != s.y2 for s in strokes)

    assert slanting(fist(0, 0, 3, 0, 1, 2)) > slanting(fist(0, 0, 0, 3, 1, 2))
    assert "10 hands, mean 3.4" in large(fist(1, 0, 1, 2, 4, 2)).alt


def test_before_anybody_votes_the_fingers_are_explained() -> None:
    assert "all at the same time" in " ".join(words(large(fist(0, 0, 0, 0, 0, 0))))


@settings(max_examples=40)
@given(
    st.lists(st.tuples(texts, st.integers(0, 99_999)), max_size=12),
    st.lists(st.integers(0, 999), min_size=6, max_size=6),
    st.floats(60.0, 1500.0),
    st.floats(40.0, 900.0),
)
def test_any_vote_fits_any_frame(
    options: list[tuple[str, int]], hands: list[int], width: float, height: float
) -> None:
    in_order(large(dots(*(Option(*each) for each in options)), width, height))
    in_order(large(fist(*hands), width, height))


# --- in the charter


def test_the_charter_shows_what_was_agreed_in_the_room() -> None:
    kept = estimated(*ELEVEN, agreed=Agreed(20.0, 22.0, 26.0)).replace(held_on=date(2026, 11, 24))
    told = text_of(made(kept, fist(0, 0, 1, 2, 4, 2)))
    for said in ("What the room estimated", "How long does it take?", "18; 20; 20; 21", "mean 3.8"):
        assert said in told


def test_a_charter_without_rounds_and_votes_does_not_mention_them() -> None:
    told = text_of(made())
    assert "Estimate rounds" not in told
    assert "Votes" not in told
