"""A board on which one picture is drawn: a frame, what is free of it, and text that fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from exports.pictures.shapes import (
    LEADING,
    ROUNDING,
    Box,
    Colour,
    Letters,
    Picture,
    Polygon,
    Rect,
    Shape,
    Spot,
    Stroke,
    Text,
)
from models.fitting import plain, shortened, undivided, wrapped
from models.record import Record

Align = Literal["left", "center", "right"]
SMALL = 0.88
"""Size of labels, in em."""
_HAIR = 0.07
_LEAST = (14.0, 7.0)
"""Width and height, in em, below which a picture says nothing."""


class Look(NamedTuple):
    """How a bar is filled; never by colour alone."""

    fill: Colour | None = None
    edge: Colour | None = None
    hatched: bool = False
    sign: str = ""
    """A letter in it, where there is room."""
    on: Colour = "panel"
    """What that letter stands on."""


class Board:
    """Collects the shapes of one picture. `top`, `bottom`, `left` and `right` are what is free."""

    def __init__(self, width: float, height: float, letters: Letters) -> None:
        self.width, self.height = width, height
        self.em = letters.em
        self.left, self.top, self.right, self.bottom = 0.0, 0.0, width, height
        self._letters = letters
        self._shapes: list[Shape] = []
        self._spots: list[Spot] = []

    @property
    def small(self) -> bool:
        """Whether there is too little room for a picture."""
        wide, high = (self.right - self.left) / self.em, (self.bottom - self.top) / self.em
        return wide < _LEAST[0] or high < _LEAST[1]

    def finished(self, alt: str) -> Picture:
        """The picture, with its meaning in words."""
        shapes, spots = tuple(self._shapes), tuple(self._spots)
        return Picture(self.width, self.height, shapes, undivided(alt), spots)

    def nothing(self, title: str, sentence: str) -> Picture:
        """A picture that only says what is needed to draw it."""
        self.top += 0.3 * self.em
        self.paragraph(sentence, 4)
        alt = f"{plain(title)}: {sentence}"
        return Picture(self.width, self.height, tuple(self._shapes), alt, empty=True)

    # Measuring

    def width_of(self, text: str, size: float = SMALL, *, bold: bool = False) -> float:
        """Width of a line of text."""
        return self._letters.width(text, size, bold)

    def line_height(self, size: float = SMALL) -> float:
        """Height of a line of text."""
        return LEADING * size * self.em

    def wrap(self, text: str, room: float, most: int, size: float = SMALL) -> list[str]:
        """`text` as at most `most` lines of `room`."""
        return wrapped(text, room, most, lambda part: self.width_of(part, size))

    def fits(self, text: str, room: float, size: float = SMALL, *, bold: bool = False) -> bool:
        """Whether a line is no wider than `room`."""
        return self.width_of(text, size, bold=bold) <= room + ROUNDING

    # Text

    def text(
        self,
        text: str,
        x: float,
        y: float,
        room: float,
        *,
        size: float = SMALL,
        bold: bool = False,
        colour: Colour = "ink",
        on: Colour = "panel",
        align: Align = "left",
        whole: bool = False,
    ) -> Rect | None:
        """One line below `y`, cut with an ellipsis where it is wider than `room`.

        Nothing is written, and None returned, where no letter fits, where it would stand on
        another text or outside of the frame, or where a `whole` one (a figure) would be cut.
        """
        text = plain(text)
        if not text or (whole and not self.fits(text, room, size, bold=bold)):
            return None
        text = shortened(text, room + ROUNDING, lambda part: self.width_of(part, size, bold=bold))
        width = self.width_of(text, size, bold=bold)
        x += {"left": 0.0, "center": (room - width) / 2, "right": room - width}[align]
        place = Rect(x, y, width, self.line_height(size))
        if not text or not self.free(place):
            return None
        self._shapes.append(Text(place, text, size, bold, colour, on))
        return place

    def free(self, place: Rect) -> bool:
        """Whether a place is within the frame, and no text stands there."""
        inside = (
            min(place.x, place.y) >= -ROUNDING
            and place.right <= self.width + ROUNDING
            and place.bottom <= self.height + ROUNDING
        )
        return inside and not any(
            isinstance(shape, Text) and shape.place.meets(place) for shape in self._shapes
        )

    def paragraph(self, text: str, most: int, colour: Colour = "muted") -> None:
        """Lines of text at the top of what is free."""
        for line in self.wrap(text, self.right - self.left, most, 1.0):
            self.text(line, self.left, self.top, self.right - self.left, size=1.0, colour=colour)
            self.top += self.line_height(1.0)

    def heading(self, title: str, caption: str, size: float) -> None:
        """The picture's name on top, its units at the right or, without room, below."""
        room = self.right - self.left
        beside = self.width_of(title, size, bold=True) + self.width_of(caption) + self.em <= room
        self.text(title, self.left, self.top, room, size=size, bold=True)
        high = self.line_height(size)
        if beside:
            y = self.top + (high - self.line_height()) * 0.8
            self.text(caption, self.left, y, room, colour="muted", align="right")
        elif caption:
            self.text(caption, self.left, self.top + high, room, colour="muted")
            high += self.line_height()
        self.top += high + 0.5 * self.em

    def legend(self, entries: Sequence[tuple[Look, str]]) -> None:
        """What the looks mean, side by side at the top of what is free."""
        side, gap = 0.8 * self.em, 0.45 * self.em
        x, high = self.left, self.line_height()
        for look, words in entries:
            wide = side + gap + self.width_of(words)
            if x > self.left and x + wide > self.right:
                x, self.top = self.left, self.top + high * 1.15
            self.bar(Rect(x, self.top + (high - side) / 2, side, side), look)
            self.text(words, x + side + gap, self.top, self.right - x - side - gap, colour="muted")
            x += wide + 1.4 * self.em
        self.top += high + 0.6 * self.em

    def note(self, text: str, *, below: float, colour: Colour = "muted") -> None:
        """A remark in up to three lines: at the foot of what is free or, where that leaves a
        gap, right below what is `below` em high.
        """
        lines = self.wrap(text, self.right - self.left, 3)
        high = len(lines) * self.line_height() + 0.5 * self.em
        self.bottom = min(self.bottom - high, self.top + below * self.em)
        y = self.bottom + 0.5 * self.em
        for number, line in enumerate(lines):
            below_it = y + number * self.line_height()
            self.text(line, self.left, below_it, self.right - self.left, colour=colour)

    def holds(self, text: str) -> bool:
        """Whether a remark can be written in full."""
        lines = self.wrap(text, self.right - self.left, 3)
        return not lines or not lines[-1].endswith("…")

    # Shapes

    def box(self, place: Rect, fill: Colour | None = None, edge: Colour | None = None) -> None:
        """A rectangle; what leaves the frame is cut off."""
        within = self._within(place)
        if within is not None:
            self._shapes.append(Box(within, fill, edge))

    def bar(self, place: Rect, look: Look) -> None:
        """A rectangle with a look of its own, its letter in the middle."""
        self.box(place, look.fill)
        if look.hatched:
            self._hatch(place, look.edge or "accent")
        if look.edge:
            self.box(place, None, look.edge)
        if look.sign:
            size = min(SMALL, int(place.height / self.em / LEADING * 20) / 20)
            y = place.y + (place.height - self.line_height(size)) / 2
            self.text(
                look.sign,
                place.x,
                y,
                place.width,
                size=size,
                bold=True,
                colour="on_accent" if look.on == "accent" else "ink",
                on=look.on,
                align="center",
                whole=True,
            )

    def stroke(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: Colour = "line",
        *,
        thickness: float = _HAIR,
        dashed: bool = False,
    ) -> None:
        """A straight line; thickness in em."""
        if self._holds((x1, y1), (x2, y2)):
            self._shapes.append(Stroke(x1, y1, x2, y2, colour, thickness * self.em, dashed))

    def diamond(self, x: float, y: float, size: float, fill: Colour) -> None:
        """A square on its corner around (x, y); size in em, from corner to corner."""
        half = size * self.em / 2
        self._polygon(((x, y - half), (x + half, y), (x, y + half), (x - half, y)), fill)

    def triangle(self, x: float, y: float, size: float, fill: Colour = "should") -> None:
        """Something is missing here; (x, y) is the lower left corner, size in em."""
        side = size * self.em
        self._polygon(((x, y), (x + side, y), (x + side / 2, y - side * 0.9)), fill)

    def spot(self, place: Rect, record: Record, says: str) -> None:
        """Make a place stand for a record."""
        within = self._within(place)
        if within is not None:
            self._spots.append(Spot(within, record, plain(says)))

    def _polygon(self, points: tuple[tuple[float, float], ...], fill: Colour) -> None:
        if self._holds(*points):
            self._shapes.append(Polygon(points, fill))

    def _holds(self, *points: tuple[float, float]) -> bool:
        """Whether all points are within the frame."""
        return all(
            -ROUNDING <= x <= self.width + ROUNDING and -ROUNDING <= y <= self.height + ROUNDING
            for x, y in points
        )

    def _within(self, place: Rect) -> Rect | None:
        """The part of a place that is within the frame."""
        x, y = max(0.0, place.x), max(0.0, place.y)
        right, bottom = min(self.width, place.right), min(self.height, place.bottom)
        return Rect(x, y, right - x, bottom - y) if right > x and bottom > y else None

    def _hatch(self, place: Rect, colour: Colour) -> None:
        gap = 0.42 * self.em
        x = place.x - place.height + gap / 2
        while x < place.right:
            start, end = max(x, place.x), min(x + place.height, place.right)
            if end > start:
                y1, y2 = place.bottom - (start - x), place.bottom - (end - x)
                self.stroke(start, y1, end, y2, colour)
            x += gap
