"""The charts of the summary, native to Excel, and the sheet of figures that they read.

No chart holds a figure of its own: each reads cells, and those cells are formulas over the
tables, so that a chart follows what is changed in the workbook.
"""

from __future__ import annotations

from collections.abc import Iterator

from exports.workbook.book import CHARTS, Book
from exports.workbook.cells import Row
from exports.workbook.charts import bridge, coverage, ranges
from exports.workbook.charts.block import Block, Chart
from exports.workbook.columns import money_format
from models.i18n import _

__all__ = ["Chart", "add_chart_figures", "blocks_of", "charts_of"]

_WIDTHS = (40, *[17] * 9)
_TOP = 5
"""Row of the first block's heads; above stand the sheet's title and the block's."""
_BETWEEN = 3
"""Rows from one block's last row to the next one's heads."""


def blocks_of(book: Book) -> tuple[Block, ...]:
    """The figures of the charts, in the order of `charts_of`."""
    found: list[Block] = []
    row = _TOP
    for make in (bridge.figures, ranges.figures, coverage.figures):
        found.append(make(book, row + 1))
        row = found[-1].last + _BETWEEN
    return tuple(found)


def charts_of(book: Book, blocks: tuple[Block, ...]) -> list[Chart]:
    """The charts, each with the block that it reads."""
    sheet = book.names[CHARTS]
    makers = (bridge.chart, ranges.chart, coverage.chart)
    return [make(book, block, sheet) for make, block in zip(makers, blocks, strict=True)]


def add_chart_figures(book: Book, blocks: tuple[Block, ...]) -> None:
    """The sheet with what the charts read, so that anybody can follow a bar to its cells."""
    for block in blocks:
        book.pages[CHARTS].row_dimensions[block.first - 1].height = 30
    book.calculated[CHARTS] = [head for block in blocks for head in block.calculated]
    book.add(CHARTS, _rows(book, blocks), blocks[-1].last, _WIDTHS)


def _rows(book: Book, blocks: tuple[Block, ...]) -> Iterator[Row]:
    yield from book.top(_("Chart figures"), _("What the charts on the first sheet are drawn from."))
    row = 2
    for block in blocks:
        while row < block.first - 3:
            yield []
            row += 1
        yield [(block.title, book.look("block")), *[("", book.look("block"))] * (block.width - 1)]
        yield _heads(book, block)
        yield from (_line(book, block, values) for values in block.rows)
        row = block.last


def _heads(book: Book, block: Block) -> Row:
    left, right = book.look("header"), book.look("header_right")
    return [(head, right if place else left) for place, head in enumerate(block.heads)]


def _line(book: Book, block: Block, values: list[object]) -> Row:
    number_format = money_format(book) if block.money else "0"
    amount, text = book.look("calculated", number_format), book.look("text")
    words = (1, block.label_column)
    return [
        ("" if value is None else value, text if place in words else amount)
        for place, value in enumerate(values, 1)
    ]
