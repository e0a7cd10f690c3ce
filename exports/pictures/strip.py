"""Slips on a scale: a mark for each, the middle half, the median, and what was agreed.

A mark that lies far out is hollow; the others are filled. Slips that lie together are stacked.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from exports.pictures.board import SMALL, Board
from exports.pictures.shapes import Rect
from models.rounds import Agreed, Spread, spread

_PAD = 0.06
"""Of the scale, free at either end."""
_LARGEST, _SMALLEST = 1.7, 0.42
"""Size of a mark, in em."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_BRACKET = 1.25
"""Height of what was agreed, in em."""


class Strip(NamedTuple):
    """What is drawn: values in their own unit, and how one is written."""

    values: tuple[float, ...]
    agreed: Agreed | None
    say: Callable[[float], str]


class Scale:
    """Values between two places on a board."""

    def __init__(self, strip: Strip, left: float, right: float) -> None:
        ends: list[float] = [*strip.values, *(strip.agreed or ())]
        low, high = min(ends), max(ends)
        pad: float = (high - low) * _PAD or abs(high) * _PAD or 1.0
        self.low, self.high = low - pad, high + pad
        self.left, self.right = left, right

    def x(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def marks(self, most: int) -> list[float]:
        """Round values on the scale, at most about `most`."""
        rough = (self.high - self.low) / max(1, most)
        power = float(10.0 ** math.floor(math.log10(rough)))
        step = next((s * power for s in _STEPS if s * power >= rough), 10 * power)
        first = math.ceil(self.low / step)
        count = math.floor(self.high / step) - first + 1
        return [(first + number) * step for number in range(max(0, count))]


def draw(board: Board, strip: Strip, place: Rect, *, large: bool) -> None:
    """Draw slips into a place; `large` with a scale that has figures, and the median in words."""
    found = spread(strip.values)
    if found is None:
        return
    scale = Scale(strip, place.x, place.right)
    below = _below(board, strip, large=large)
    words = board.line_height() * 1.1 if large else 0.0
    ground = place.bottom - below
    plot = Rect(place.x, place.y + words, place.width, ground - place.y - words)
    _middle(board, scale, found, plot)
    if large:
        _median_said(board, scale, strip, found, place)
    board.stroke(place.x, ground, place.right, ground, "muted")
    _slips(board, scale, strip, found, plot)
    if large:
        _figures(board, scale, strip, ground)
    if strip.agreed is not None:
        _agreed(board, scale, strip.agreed, place.bottom - _BRACKET * board.em * 0.5)


def _below(board: Board, strip: Strip, *, large: bool) -> float:
    """Room below the line of the scale."""
    figures = board.line_height() + 0.5 * board.em if large else 0.0
    return figures + (_BRACKET * board.em if strip.agreed is not None else 0.25 * board.em)


def _middle(board: Board, scale: Scale, found: Spread, place: Rect) -> None:
    left, right = scale.x(found.lower), scale.x(found.upper)
    wide = max(right - left, 0.2 * board.em)
    band = Rect((left + right - wide) / 2, place.y, wide, place.height)
    board.box(band, "tint", "line")
    x = scale.x(found.median)
    board.stroke(x, place.y, x, place.bottom, "ink", thickness=0.16)


def _median_said(board: Board, scale: Scale, strip: Strip, found: Spread, place: Rect) -> None:
    text = strip.say(found.median)
    wide = board.width_of(text, bold=True)
    x = min(max(scale.x(found.median) - wide / 2, place.x), place.right - wide)
    board.text(text, x, place.y, wide, bold=True, whole=True)


def _slips(board: Board, scale: Scale, strip: Strip, found: Spread, place: Rect) -> None:
    """The slips as marks; those that would touch each other are stacked in their middle."""
    size, stacks = _stacks(board, scale, strip, place)
    wide = size * board.em
    for stack in stacks:
        middle = sum(scale.x(value) for value in stack) / len(stack)
        x = min(max(middle, place.x + wide / 2), place.right - wide / 2)
        for level, value in enumerate(stack):
            y = place.bottom - (level + 0.6) * wide
            board.diamond(x, y, size * 0.95, "accent")
            if value in found.outliers:
                board.diamond(x, y, size * 0.55, "panel")


def _stacks(
    board: Board, scale: Scale, strip: Strip, place: Rect
) -> tuple[float, list[list[float]]]:
    """The largest size of a mark, in em, at which the highest stack fits; and the stacks."""
    size = _LARGEST
    while True:
        stacks = _stacked(scale, strip.values, size * board.em)
        high = (max(map(len, stacks)) + 0.2) * size * board.em
        if high <= place.height or size <= _SMALLEST:
            return size, stacks
        size *= 0.9


def _stacked(scale: Scale, values: tuple[float, ...], wide: float) -> list[list[float]]:
    """Sorted values, those together that lie within the width of a mark from the first one."""
    stacks: list[list[float]] = []
    for value in values:
        if stacks and scale.x(value) - scale.x(stacks[-1][0]) < wide:
            stacks[-1].append(value)
        else:
            stacks.append([value])
    return stacks


def _figures(board: Board, scale: Scale, strip: Strip, y: float) -> None:
    widest = max(board.width_of(strip.say(value)) for value in (scale.low, scale.high))
    most = int((scale.right - scale.left) / (widest + 1.5 * board.em))
    for value in scale.marks(min(8, most)):
        x, text = scale.x(value), strip.say(value)
        board.stroke(x, y, x, y + 0.3 * board.em, "muted")
        wide = board.width_of(text)
        left = min(max(x - wide / 2, scale.left), scale.right - wide)
        board.text(text, left, y + 0.4 * board.em, wide, colour="muted", size=SMALL, whole=True)


def _agreed(board: Board, scale: Scale, agreed: Agreed, y: float) -> None:
    """A line from the low to the high case, with a mark at the likely one."""
    half = 0.3 * board.em
    low, likely, high = (scale.x(value) for value in agreed)
    board.stroke(low, y, high, y, "ink", thickness=0.2)
    for x in (low, high):
        board.stroke(x, y - half, x, y + half, "ink", thickness=0.2)
    board.diamond(likely, y, 0.85, "ink")
