"""Sizes and colours of the room view: everything follows from its height.

Text is never smaller than a thirtieth of the height. On a picture two metres high that is
seven centimetres, which people read from well over eight metres away.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from exports.pictures.board import SMALL
from exports.pictures.shapes import LEADING
from ui import settings, theme
from ui.picture import ScreenLetters

LINES = 30
"""How many times the smallest text goes into the height."""


def room_tokens() -> theme.Tokens:
    """The room's colours: chosen for it, or else those of the window."""
    chosen = settings.text("room_scheme", "")
    return {"light": theme.LIGHT, "dark": theme.DARK}.get(chosen, theme.tokens())


class RoomLook:
    """Fonts by their share of the height, and the colours in force."""

    def __init__(self, height: int, tokens: theme.Tokens) -> None:
        self.unit = max(4.0, height / LINES)
        """Size of the smallest text, in pixels; distances are multiples of it."""
        self.tokens = tokens
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._metrics: dict[tuple[float, bool], QFontMetricsF] = {}

    def font(self, size: float = 1.0, *, strong: bool = False) -> QFont:
        """A font of `size` units; one below 1 is made 1. Not to be changed."""
        key = max(size, 1.0), strong
        if key not in self._fonts:
            self._fonts[key] = theme.font_of(self.unit * key[0], strong=strong)
        return self._fonts[key]

    def width(self, text: str, size: float = 1.0, *, strong: bool = False) -> float:
        """Width of a line of text, in pixels."""
        key = max(size, 1.0), strong
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(size, strong=strong))
        return self._metrics[key].horizontalAdvance(text)

    def line(self, size: float = 1.0) -> float:
        """Height of a line of text, in pixels."""
        return LEADING * max(size, 1.0) * self.unit

    def colour(self, name: str) -> QColor:
        """A named colour."""
        return QColor(getattr(self.tokens, name))

    def letters(self) -> ScreenLetters:
        """The letters for pictures, whose labels then have the smallest size."""
        em = self.unit / SMALL

        def width(text: str, size: float, bold: bool) -> float:
            return self.width(text, size / SMALL, strong=bold)

        return _RoomLetters(em, width, 1.0, self)


@dataclass(frozen=True, slots=True)
class _RoomLetters(ScreenLetters):
    look: RoomLook

    def font(self, size: float, bold: bool) -> QFont:
        """The font in a size in em."""
        return self.look.font(size / SMALL, strong=bold)
