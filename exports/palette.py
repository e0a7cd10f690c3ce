"""The colours of documents and window, declared once, as plain hex strings.

Each text colour has a contrast of at least 4.5:1 on white (WCAG 2.2, 1.4.3), and no colour
carries a meaning alone: a letter, a mark or a word always goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

WHITE = "#ffffff"
BLACK = "#000000"
INK = "#1b2430"
MUTED = "#586373"
LINE = "#dde2e7"
PANEL = "#f4f6f8"
ACCENT = "#0f5c6e"
BAR = "#5b9aa8"
"""Bars of a picture; 3:1 on white, as shapes that mean something need (WCAG 2.2, 1.4.11)."""
TINT = "#d3e6ea"
GREY = "#e9ecef"
WATERMARK = "#eef0f3"
"""Below text: each text colour keeps its contrast on it."""
RED = "#b03445"
AMBER = "#8a5a0b"

CONTRAST = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""
_SHAPE = 3.0
"""Least contrast of a shape that means something (WCAG 2.2, 1.4.11)."""


class Accent(NamedTuple):
    """The one accent colour of a document, and what is made of it."""

    main: str = ACCENT
    """Text on white or `PANEL`, and the ground of white text."""
    bar: str = BAR
    tint: str = TINT


def is_colour(text: str) -> bool:
    """Whether a text is a colour as it is kept: "#rrggbb"."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text.strip()) is not None


def accent_of(text: str) -> Accent:
    """The accent for "#rrggbb", darkened as far as text in it and on it needs to be read.

    What is no colour gives the usual accent: a document never fails for the sake of one.
    """
    if not is_colour(text):
        return Accent()
    main = _until(text.strip().lower(), BLACK, lambda c: contrast(c, PANEL) >= CONTRAST)
    if main == ACCENT:
        return Accent()
    pale = _mixed(main, WHITE, 0.9)
    bar = _until(pale, main, lambda c: contrast(c, WHITE) >= _SHAPE)
    return Accent(main, bar, _mixed(main, WHITE, 0.82))


def contrast(first: str, second: str) -> float:
    """Contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _until(colour: str, goal: str, enough: Callable[[str], bool]) -> str:
    """`colour`, mixed with `goal` in small steps as long as it is not `enough`."""
    steps = (_mixed(colour, goal, step / 50) for step in range(51))
    return next(mixed for mixed in steps if enough(mixed) or mixed == goal)


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definitions)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
