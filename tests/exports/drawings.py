"""Pictures drawn for the tests of this folder, and whether everything in one has its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from exports.pictures import Letters, Picture, picture
from exports.pictures.shapes import Box, Polygon, Rect, Shape, Stroke
from models.fields import Value
from models.record import Record
from models.records import (
    CostLine,
    GateDecision,
    Group,
    Person,
    Pilot,
    Requirement,
    ValueTarget,
    Wave,
    WorkshopInfo,
)
from tests.builders import snapshot_of

EM = 10.0
WIDE, HIGH = 60 * EM, 26 * EM


def width_of(text: str, size: float, bold: bool) -> float:
    """Letters of a plain width: East Asian ones twice as wide, bold ones a little wider."""
    units = sum(2.0 if unicodedata.east_asian_width(c) in "WF" else 1.05 for c in text)
    return units * size * EM * (0.58 if bold else 0.54)


LETTERS = Letters(EM, width_of)


def drawn(name: str, *records: Record, width: float = WIDE, height: float = HIGH) -> Picture:
    return picture(name, snapshot_of(*records), width, height, LETTERS)


def words(made_picture: Picture) -> list[str]:
    return [text.text for text in made_picture.texts]


def hatching(made_picture: Picture) -> int:
    """Number of slanting lines."""
    strokes = [s for s in made_picture.shapes if isinstance(s, Stroke)]
    return sum(s.x1 != s.x2 and s.y1 != s.y2 for s in strokes)


def boxes(made_picture: Picture, fill: str) -> list[Rect]:
    return [s.place for s in made_picture.shapes if isinstance(s, Box) and s.fill == fill]


def cost(category: str, pilot: float | None, once: float | None, year: float | None) -> CostLine:
    return CostLine.new(what=category, category=category, pilot=pilot, one_off=once, year=year)


def costs() -> list[Record]:
    """The pilot costs 82 thousand, the first year of production 264 thousand."""
    return [
        WorkshopInfo.new(currency="EUR"),
        cost("licences", 42_000.0, None, 106_000.0),
        cost("security", None, 30_000.0, 18_000.0),
        cost("review", None, None, 71_000.0),
        cost("integration", 40_000.0, 39_000.0, None),
    ]


def target(what: str, money: float, *, cash: bool, **more: Value) -> ValueTarget:
    return ValueTarget.new(what=what, money_year=money, adoption=100.0, cash=cash, **more)


def waves() -> list[Record]:
    return [
        Group.new(name="Adjusters", in_production=120),
        Wave.new(name="Munich", people=46, start=date(2027, 9, 1)),
        Wave.new(name="Other towns", people=40, start=date(2027, 11, 1)),
        Wave.new(name="Call centre", people=22),
    ]


def dates() -> list[Record]:
    return [
        Pilot.new(start=date(2027, 4, 5), end=date(2027, 6, 27), go_live=date(2027, 9, 1)),
        GateDecision.new(starts_on=date(2027, 7, 1)),
        *waves(),
    ]


def requirements() -> list[Record]:
    owner = Person.new(name="Head of Claims")
    settled = {"owner": owner.id, "due": "go_live"}
    return [
        owner,
        Requirement.new(what="Log", area="records", applies="yes", **settled),
        Requirement.new(what="Delete", area="records", applies="yes", owner=owner.id),
        Requirement.new(what="Archive", area="records", applies="unclear"),
        Requirement.new(what="Translate", area="records", applies="no"),
        Requirement.new(what="Limit access", area="access", applies="yes", **settled),
    ]


def everything() -> list[Record]:
    targets: list[Record] = [
        target("Handling time", 400_000.0, cash=True, low=70.0, high=120.0),
        target("Fewer calls", 90_000.0, cash=False, low=50.0, high=150.0),
    ]
    return [*costs(), *targets, *dates(), *requirements()]


def in_order(made_picture: Picture) -> None:
    """No text leaves the frame or meets another one; parts lie within; it is said in words."""
    frame = Rect(-0.02, -0.02, made_picture.width + 0.04, made_picture.height + 0.04)
    texts = made_picture.texts
    for text in texts:
        assert text.text
        assert inside(text.place, frame), text
    for number, text in enumerate(texts):
        for other in texts[:number]:
            assert not text.place.meets(other.place), (text, other)
    for shape in made_picture.shapes:
        for x, y in corners(shape):
            assert frame.x <= x <= frame.right, shape
            assert frame.y <= y <= frame.bottom, shape
    for spot in made_picture.spots:
        assert inside(spot.place, frame), spot
        assert spot.says
    assert made_picture.alt.strip()
    assert "\u00ad" not in made_picture.alt + "".join(words(made_picture))


def corners(shape: Shape) -> Sequence[tuple[float, float]]:
    if isinstance(shape, Stroke):
        return [(shape.x1, shape.y1), (shape.x2, shape.y2)]
    if isinstance(shape, Polygon):
        return shape.points
    return [(shape.place.x, shape.place.y), (shape.place.right, shape.place.bottom)]


def inside(place: Rect, frame: Rect) -> bool:
    return (
        place.width >= 0
        and place.height >= 0
        and frame.x <= place.x
        and place.right <= frame.right
        and frame.y <= place.y
        and place.bottom <= frame.bottom
    )
