"""What a picture is made of: boxes, strokes, polygons and lines of text.

Everything is in the units of whoever paints (points or pixels), from the upper left corner.
Colours are names that the window (`ui.theme.Tokens`) and the paper (`COLOURS`) both know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from exports import palette
from models.record import Record

# fmt: off
Colour = Literal[
    "ink", "muted", "line", "accent", "on_accent", "bar", "tint", "quiet",
    "panel", "must", "should",
]
# fmt: on
COLOURS: dict[Colour, str] = {
    "ink": palette.INK,
    "muted": palette.MUTED,
    "line": palette.LINE,
    "accent": palette.ACCENT,
    "on_accent": palette.WHITE,
    "bar": palette.BAR,
    "tint": palette.TINT,
    "quiet": palette.GREY,
    "panel": palette.WHITE,
    "must": palette.RED,
    "should": palette.AMBER,
}
"""The colours on paper; the window's own are `ui.theme.Tokens` of the same names."""

LEADING = 1.3
"""Height of a line of text, in its size; ascent and descent of IBM Plex Sans together."""
ASCENT = 1.025
"""Where its base line is, from the top."""
ROUNDING = 0.01
"""What sums of floating point numbers may be off by, in the painter's units."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of whoever paints: `em` is the size of usual text in its units, and `width`
    the width of (text, size in em, whether bold).
    """

    em: float
    width: Callable[[str, float, bool], float]


class Rect(NamedTuple):
    """A place: upper left corner, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def meets(self, other: Rect) -> bool:
        """Whether the two share more than an edge, or what rounding makes of one."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        return min(wide, high) > ROUNDING


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled, with an edge, or both."""

    place: Rect
    fill: Colour | None = None
    edge: Colour | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; thickness in the painter's units."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour
    thickness: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled shape."""

    points: tuple[tuple[float, float], ...]
    fill: Colour


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text that begins at the left edge of its place."""

    place: Rect
    text: str
    size: float
    """In em."""
    bold: bool
    colour: Colour
    on: Colour
    """What it stands on."""

    def baseline(self, em: float) -> float:
        """Where the letters stand."""
        return self.place.y + ASCENT * self.size * em


Shape = Box | Stroke | Polygon | Text


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a picture that stands for a record."""

    place: Rect
    record: Record
    says: str
    """The part in words."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture, painted in the order of its shapes."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str
    """The picture in words."""
    spots: tuple[Spot, ...] = ()
    empty: bool = False
    """There is nothing to draw yet: it only says what is needed."""

    @property
    def texts(self) -> list[Text]:
        """Everything written in it."""
        return [shape for shape in self.shapes if isinstance(shape, Text)]
