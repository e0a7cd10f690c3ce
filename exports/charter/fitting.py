"""Widths of tables with figures: no amount is torn, and what is left is for the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from exports.charter import fonts
from exports.charter.table import PAD_X

INDENT = 6.0
"""Keeps a figure away from the words in the next column."""
HEAD = 7.5
_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0)
_KEPT = 0.7
"""Columns of words keep this share of their width before figures become smaller instead."""


class Fitted(NamedTuple):
    """The size of the letters, and a width for each column, in points."""

    size: float
    widths: list[float]


def fitted(
    room: float, shares: Sequence[float], heads: Sequence[str], figures: Mapping[int, Sequence[str]]
) -> Fitted:
    """Columns that together fill `room`, `shares` of it where that is wide enough.

    `figures` are the texts of the columns that hold figures, by their places: each of these is as
    wide as its longest text and the words of its head, which are never torn.
    """
    for size in _SIZES:
        least = {place: _least(heads[place], texts, size) for place, texts in figures.items()}
        sizes = [max(room * share, least.get(place, 0.0)) for place, share in enumerate(shares)]
        words = sum(width for place, width in enumerate(sizes) if place not in least)
        taken = sum(sizes) - words
        if taken + _KEPT * words <= room:
            part = (room - taken) / words
            return Fitted(size, [w if n in least else w * part for n, w in enumerate(sizes)])
    return Fitted(size, [width * room / sum(sizes) for width in sizes])


def _least(head: str, texts: Sequence[str], size: float) -> float:
    """Width of a column in which no figure is torn, bold ones included."""
    named = [fonts.width_of(word, fonts.BOLD, HEAD) for word in head.split(" ")]
    told = [fonts.width_of(text, fonts.BOLD, size) for text in texts]
    return max(named + told) + 2 * PAD_X + INDENT + 1
