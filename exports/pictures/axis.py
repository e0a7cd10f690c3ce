"""A scale of days: where a day stands, and which months are written below it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from exports.pictures.board import SMALL, Board
from models.cashflow import months_after

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months from one mark to the next; the first one that fits is used."""
_SPACE = 0.9
"""Between two months, in em."""


class DayScale:
    """Days from `first` to `last` (a later day) between two places on a board."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        self.first, self.last = first, last
        self.left, self.right = left, right

    def x(self, day: date) -> float:
        """Where a day stands."""
        span = (self.last - self.first).days or 1
        return self.left + (day - self.first).days / span * (self.right - self.left)

    def draw(self, board: Board, y: float, locale: str) -> None:
        """A line at `y` with its months below, and the years below them."""
        board.stroke(self.left, y, self.right, y)
        year = 0
        for day in self._marks(board, locale):
            x = self.x(day)
            board.stroke(x, y, x, y + 0.3 * board.em, "muted")
            text = _month(day, locale)
            below = y + 0.35 * board.em
            board.text(text, x, below, board.right - x, colour="muted", whole=True)
            if day.year != year:
                board.text(
                    str(day.year),
                    *(x, below + board.line_height(), board.right - x),
                    bold=True,
                    colour="muted",
                    whole=True,
                )
            year = day.year

    def _marks(self, board: Board, locale: str) -> list[date]:
        """First days of months, as many as there is room for."""
        widest = max(board.width_of(_month(date(2000, n, 1), locale)) for n in range(1, 13))
        room = max(widest, board.width_of("2000", bold=True)) + _SPACE * board.em
        span = (self.last - self.first).days or 1
        day_wide = (self.right - self.left) / span
        step = next((s for s in _STEPS if s * 28 * day_wide >= room), _STEPS[-1])
        months = self.first.year * 12 + self.first.month - 1
        months += -months % step if step > 1 else int(self.first.day > 1)
        day = date(months // 12, months % 12 + 1, 1)
        found = []
        while day <= self.last:
            if day >= self.first:
                found.append(day)
            day = months_after(day, step)
        return found


def height(board: Board) -> float:
    """Height of the line with its months and years."""
    return 0.35 * board.em + 2 * board.line_height(SMALL)


@lru_cache(maxsize=256)
def _month(day: date, locale: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415

    return str(format_date(day, "LLL", locale=locale))
