"""Nothing in a picture is cut off or overlaps, whatever it is drawn from and however large."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.charter import picture as on_paper
from exports.charter.pages import Pages
from exports.document import Document
from exports.pictures import PICTURES, Picture, picture
from exports.pictures.shapes import Box, Rect
from models.fitting import shortened, wrapped
from models.record import Record
from models.records import (
    CostLine,
    GateDecision,
    Group,
    Pilot,
    Requirement,
    ValueTarget,
    Wave,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from tests.builders import snapshot_of
from tests.exports.drawings import (
    LETTERS,
    WIDE,
    costs,
    drawn,
    everything,
    in_order,
    width_of,
    words,
)
from tests.strategies import values

COMMON = {WorkshopInfo: "currency language"}
READ: dict[str, dict[type[Record], str]] = {
    "bridge": {Pilot: "cost", CostLine: "what category pilot one_off year"},
    "ranges": {
        ValueTarget: "what money_year adoption low high cash volume minutes_before minutes_after"
    },
    "coverage": {Requirement: "what area applies owner due due_on"},
    "waves": {Group: "in_production", Wave: "name people start"},
    "timeline": {
        Pilot: "start end decision_on go_live",
        GateDecision: "starts_on",
        Wave: "name people start",
    },
}
"""What each picture is drawn from; the other fields are left alone, or drawing lots takes long."""


@st.composite
def workshops(draw: st.DrawFn) -> tuple[str, Snapshot]:
    """A picture's name, and a workshop full of what it shows."""
    name = draw(st.sampled_from(list(READ)))
    records: list[Record] = []
    for kind, fields in (COMMON | READ[name]).items():
        one = st.fixed_dictionaries({f: values(kind.fields[f]) for f in fields.split()})
        rows = draw(st.lists(one, min_size=1, max_size=1 if kind.single else 16))
        records += [kind.new(**row) for row in rows]
    return name, snapshot_of(*records)


frames = st.tuples(st.floats(20, 1600), st.floats(20, 900))


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(workshops(), frames, st.sampled_from([1.0, 1.25, 2.0]))
def test_any_workshop_in_any_frame_is_drawn_in_order(
    named: tuple[str, Snapshot], frame: tuple[float, float], heading: float
) -> None:
    in_order(picture(*named, *frame, LETTERS, heading=heading))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(workshops())
def test_any_workshop_fits_with_the_letters_of_the_paper(named: tuple[str, Snapshot]) -> None:
    name, snapshot = named
    pages = Pages(Document(snapshot))
    pages.start()
    in_order(on_paper.made(pages, name, snapshot, on_paper.height_of_picture(name, snapshot)))


def test_random_workshops_are_drawn_from_for_every_picture() -> None:
    assert set(READ) == set(PICTURES)


@pytest.mark.parametrize("width", range(250, 640, 13))
def test_a_remark_is_written_to_its_end(width: int) -> None:
    narrow = drawn("ranges", *everything(), width=float(width))
    assert "comes back as time." in " ".join(words(narrow))


def test_the_drawing_is_looked_through_for_overlaps() -> None:
    good = drawn("bridge", *costs())
    text = good.texts[0]
    for bad in (
        (*good.shapes, text),
        (*good.shapes, Box(Rect(0, 0, WIDE * 2, 1), "ink")),
    ):
        with pytest.raises(AssertionError):
            in_order(Picture(good.width, good.height, bad, good.alt))


plain_letters = st.text(st.characters(codec="utf-8", exclude_characters="\u00ad"), max_size=60)


def plain_width(text: str) -> float:
    return width_of(text, 1.0, False)


@settings(deadline=None)
@given(plain_letters, st.floats(0, 400))
def test_shortened_text_fits_and_begins_like_the_text(text: str, room: float) -> None:
    short = shortened(text, room, plain_width)
    assert plain_width(short) <= room or not short
    assert short == "" or short.endswith("…") or short.split() == text.split()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Wort", "和文字列", "Überwachung", "a"]), max_size=12))
def test_wrapped_text_loses_nothing_where_there_are_lines_enough(parts: list[str]) -> None:
    text = " ".join(parts)
    lines = wrapped(text, 110.0, 40, plain_width)
    assert all(plain_width(line) <= 110.0 for line in lines)
    assert "".join("".join(lines).split()) == "".join(parts)


def test_words_are_divided_only_where_they_say_so() -> None:
    text = "Infra\u00adstructure"
    assert wrapped(text, 400.0, 2, plain_width) == ["Infrastructure"]
    assert wrapped(text, 60.0, 2, plain_width) == ["Infra-", "structure"]
    assert wrapped("Infrastructure", 60.0, 2, plain_width)[0].endswith("…")


def test_an_amount_stays_on_one_line() -> None:
    amount = "€\N{NO-BREAK SPACE}612\N{NO-BREAK SPACE}k"
    lines = wrapped(f"It comes to {amount}", 60.0, 9, plain_width)
    assert len(lines) > 1
    assert any(amount in line for line in lines)
