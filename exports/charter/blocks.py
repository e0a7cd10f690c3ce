"""The parts that page 1 is stacked from: each knows its height before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reportlab.lib.styles import ParagraphStyle

from exports.charter.marks import triangle
from exports.charter.pages import Pages
from exports.charter.text import clamp, height_of, style
from exports.palette import AMBER, MUTED

_HEADING = style(13, bold=True)
_BESIDE = style(9, colour=MUTED, align="right")
_DEEPER = 4.1
"""So much further down a text of that size begins, to stand on the heading's line."""
_MARK = 11.0
_CELL_GAP = 8.0


class Block(NamedTuple):
    """A part of the page: its height in points, and how it is drawn below a place."""

    height: float
    draw: Callable[[float], None]
    stretch: float = 0
    """What may be added to the height where the page has room, in points."""


def height(blocks: Iterable[Block]) -> float:
    """What blocks take together, in points."""
    return sum(block.height for block in blocks)


def gap(size: float, stretch: float = 0) -> Block:
    """Empty room."""
    return Block(size, lambda _top: None, stretch)


def rule(pages: Pages) -> Block:
    """A line from margin to margin."""
    return Block(1, pages.rule)


def text(
    pages: Pages,
    words: str,
    look: ParagraphStyle,
    lines: int,
    *,
    after: float = 0,
    level: int = 0,
) -> Block:
    """A paragraph of at most `lines` lines, and the room after it; a heading with `level`."""
    made = clamp(words, look, pages.width, lines)

    def draw(top: float) -> None:
        with pages.tags.heading(level) if level else pages.tags.text():
            pages.draw(made, pages.left, top, pages.width)

    return Block(height_of(made, pages.width) + after, draw)


def warning(pages: Pages, words: str, lines: int) -> Block:
    """A line that must not be overlooked: with a mark, and in the colour of one."""
    look = style(9, leading=12.5, bold=True, colour=AMBER)
    width = pages.width - _MARK
    made = clamp(words, look, width, lines)

    def draw(top: float) -> None:
        with pages.tags.artifact():
            triangle(pages.canvas, pages.left, top - 9, 6.5, AMBER)
        pages.draw(made, pages.left + _MARK, top, width)

    return Block(height_of(made, width), draw)


def heading(pages: Pages, title: str, beside: str = "") -> Block:
    """A heading, and what stands small at the right end of its line."""
    made = clamp(title, _HEADING, pages.width, 1)
    left = pages.width * 0.36
    note = clamp(beside, _BESIDE, pages.width - left, 1)

    def draw(top: float) -> None:
        with pages.tags.heading(2):
            pages.draw(made, pages.left, top, pages.width)
        pages.draw(note, pages.left + left, top - _DEEPER, pages.width - left)

    return Block(height_of(made, pages.width) + 6, draw)


def ruled(pages: Pages, block: Block, pad: float) -> Block:
    """A block below a rule, with `pad` points above and below it."""

    def draw(top: float) -> None:
        pages.rule(top)
        block.draw(top - pad)

    return Block(block.height + 2 * pad, draw)


def row(
    pages: Pages,
    cells: Sequence[str],
    looks: Sequence[ParagraphStyle],
    shares: Sequence[float],
) -> Block:
    """Cells side by side, each of two lines at most; `shares` add up to 1.

    All stand on the line of the first one, which has the largest letters.
    """
    widths = [pages.width * share for share in shares]
    inner = [width - _CELL_GAP for width in widths[:-1]] + widths[-1:]
    made = [
        clamp(cell, look, width, 2) for cell, look, width in zip(cells, looks, inner, strict=True)
    ]
    tall = max(height_of(cell, width) for cell, width in zip(made, inner, strict=True))

    def draw(top: float) -> None:
        x = pages.left
        with pages.tags.item(), pages.tag("LBody"):
            for cell, look, width, room in zip(made, looks, inner, widths, strict=True):
                with pages.tag("P"):
                    pages.draw(cell, x, top - (looks[0].fontSize - look.fontSize), width)
                x += room

    return Block(tall, draw)
