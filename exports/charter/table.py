"""Tables of any length, drawn row by row.

Each row is measured when it is drawn, once: 4,000 rows cost eight times what 500 cost.
A row that is taller than what is left goes to the next page; one that is taller than half a
page is split. The header is repeated, and a group heading stays with its first row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from exports.charter import grid, marks
from exports.charter.grid import Grid
from exports.charter.pages import Pages
from exports.charter.text import blank, clamp, height_of, paragraph, pieces, split, style
from exports.palette import INK, LINE, MUTED, PANEL
from models.checks import Severity
from models.i18n import _
from models.text import shorten

PAD_X, PAD_Y = 4.5, 3.6
_GRID_PAD = 2.6
_TALL = 300
"""Rows beyond this height are split over pages."""
_SPLIT = 80
"""As much of such a row stands on the page on which it begins, if it has as much."""
_MARK = 9
HeaderDrawer = Callable[[Pages, "Columns", float], None]


@dataclass(frozen=True)
class Row:
    """Cells, what stands below them over the whole width, and how they look."""

    cells: Sequence[Paragraph]
    below: Paragraph | None = None
    fills: Sequence[str] = ()
    """Background per cell; "" for none."""
    mark: Severity | None = None
    """A mark before the first cell."""
    says: str = ""
    """What the mark means, where no word in the row says it."""
    more: bool = False
    """The next row belongs to the same record: no line between them."""
    name: str = ""
    """What the record is called, where its texts go on on the next page."""
    grid: bool = False
    """Lines between the cells, and text in the middle of their height."""


@dataclass(frozen=True)
class Columns:
    """Widths in points, and the header above them."""

    widths: Sequence[float]
    header: Sequence[Paragraph]
    header_height: float
    draw_header: HeaderDrawer
    bleed: float = PAD_X
    """How far the cells reach beyond the margins, so that their text stands at the margin."""
    named: int = -1
    """The column that names the rows; -1 where none does."""

    def places(self, left: float) -> list[float]:
        """Where each column begins."""
        places = [left]
        for width in self.widths:
            places.append(places[-1] + width)
        return places


def room(pages: Pages) -> float:
    """What the widths of an ordinary table add up to."""
    return pages.width + 2 * PAD_X


def columns(widths: Sequence[float], header: Sequence[Paragraph], named: int = -1) -> Columns:
    """Columns with an ordinary header line; `named` is the one that names the rows."""
    height = max(height_of(p, w - 2 * PAD_X) for p, w in zip(header, widths, strict=True))
    return Columns(widths, header, height + 2 * PAD_Y, _draw_header, named=named)


def rows_of(
    texts: Sequence[tuple[str, ParagraphStyle]],
    below: Sequence[Paragraph] = (),
    mark: Severity | None = None,
) -> Iterator[Row]:
    """One record as one row; as several where its texts are long (see `text.pieces`)."""
    parts = [pieces(text) for text, _look in texts]
    looks = [look for _text, look in texts]
    tall = max(len(part) for part in parts)
    last = max(tall, tall - 1 + len(below))
    for number in range(last):
        shown = [part[number] if number < len(part) else "" for part in parts]
        under = number - tall + 1
        yield Row(
            [paragraph(text, look) for text, look in zip(shown, looks, strict=True)],
            below[under] if 0 <= under < len(below) else None,
            mark=None if number else mark,
            more=number < last - 1,
            name=texts[0][0],
        )


def beginning(pages: Pages, cols: Columns, rows: Iterable[Row | str]) -> float:
    """Height in points of the header and what must not part from it: the first row, if short."""
    heading = ""
    for row in rows:
        if not isinstance(row, str):
            return cols.header_height + _beginning(pages, row, heading, _strips(cols, row))
        heading = row
    return cols.header_height


def height(pages: Pages, cols: Columns, rows: Iterable[Row | str]) -> float:
    """Height in points of a whole table, where it is short enough for one page."""
    total = cols.header_height
    for row in rows:
        if isinstance(row, str):
            total += _group_height(pages, _group(pages, row))
        else:
            total += sum(strip.height for strip in _strips(cols, row))
    return total


def draw(pages: Pages, cols: Columns, rows: Iterable[Row | str]) -> Iterator[None]:
    """Draw rows below the cursor; a string is a group heading. Yields every few rows."""
    pages.need(cols.header_height + 60)
    structure = Grid(pages.tags, len(cols.widths), cols.named)
    page, top = pages.number, pages.y
    with structure.heads():
        cols.draw_header(pages, cols, pages.y)
    pages.y -= cols.header_height
    heading = ""
    for number, (row, last) in enumerate(_before_the_last(rows)):
        if isinstance(row, str):
            heading = row
            continue
        if number and last and _alone(pages, cols, row, last):
            _continue(pages, cols)
        _draw_row(pages, cols, structure, row, heading)
        heading = ""
        if number % 10 == 9:
            yield
    if pages.number == page:
        left = pages.left - cols.bleed
        structure.stands(left, pages.y, left + sum(cols.widths), top)
    pages.y -= 6


def _before_the_last(rows: Iterable[Row | str]) -> Iterator[tuple[Row | str, Row | None]]:
    """Each row, the one before the last together with the last one."""
    held: list[Row | str] = []
    for row in rows:
        held.append(row)
        if len(held) > 2:
            yield held.pop(0), None
    last = held[-1] if len(held) == 2 else None
    for row in held:
        yield row, None if row is last or isinstance(last, str) else last


def _alone(pages: Pages, cols: Columns, row: Row, last: Row) -> bool:
    """Whether the last row would stand alone on the next page, and this one can go with it."""
    both = [sum(strip.height for strip in _strips(cols, each)) for each in (row, last)]
    short = not row.more and max(both) < _TALL / 3
    return short and both[0] <= pages.room < sum(both)


@dataclass(frozen=True)
class _Strip:
    """Cells side by side: a row's cells, or the one cell below them."""

    row: Row
    cells: Sequence[Paragraph]
    widths: Sequence[float]
    bleed: float
    below: bool = False
    more: bool = False
    """The text below goes on in the next row."""

    @property
    def pad(self) -> float:
        """Space below the text, and above it unless it continues the row."""
        return _GRID_PAD if self.row.grid else PAD_Y

    @property
    def above(self) -> float:
        """Space above the text."""
        return 0.0 if self.below else self.pad

    @property
    def under(self) -> float:
        """Space below the text; none where the same text goes on."""
        return 0.0 if self.below and self.more else self.pad

    @property
    def inner(self) -> list[float]:
        """The widths that text has; the mark takes its place in the first cell."""
        first = _MARK if self.row.mark else 0
        return [w - 2 * PAD_X - (0 if i else first) for i, w in enumerate(self.widths)]

    @property
    def height(self) -> float:
        """Height with the space above and below the text."""
        tallest = max(height_of(c, w) for c, w in zip(self.cells, self.inner, strict=True))
        return tallest + self.above + self.under

    def split(self, room: float) -> tuple[_Strip, _Strip] | None:
        """What fits into `room`, and the rest; None where not even one line does."""
        tops: list[Paragraph] = []
        rests: list[Paragraph] = []
        nothing = paragraph("", style(1))
        for cell, width in zip(self.cells, self.inner, strict=True):
            parts = split(cell, width, room - self.above - self.under)
            tops.append(parts[0] if parts else nothing)
            rests.append(parts[1] if len(parts) == 2 else nothing if parts else cell)
        if all(top is nothing for top in tops):
            return None
        rest = replace(self.row, mark=None)
        return replace(self, cells=tops), replace(self, row=rest, cells=rests)


def _strips(cols: Columns, row: Row) -> list[_Strip]:
    strips = [_Strip(row, row.cells, cols.widths, cols.bleed)]
    if row.below:
        if all(blank(cell) for cell in row.cells):
            strips.clear()  # only what stands below goes on
        more = Row((), name=row.name)
        widths = [sum(cols.widths)]
        strips.append(_Strip(more, [row.below], widths, cols.bleed, below=True, more=row.more))
    return strips


def _draw_row(pages: Pages, cols: Columns, structure: Grid, row: Row, heading: str) -> None:
    strips = _strips(cols, row)
    goes_on = strips[0].below
    if not goes_on and structure.headless:
        _head_again(pages, cols, structure)
    if not goes_on and pages.room < _beginning(pages, row, heading, strips):
        _continue(pages, cols)
    if heading:
        title = _group(pages, heading)
        _draw_group(pages, structure, title, _group_height(pages, title))
    structure.row(more=row.more)
    for strip in strips:
        _draw_over_pages(pages, cols, structure, strip)
    if not row.more:
        pages.rule(pages.y)


def _beginning(pages: Pages, row: Row, heading: str, strips: Sequence[_Strip]) -> float:
    """The height that must be left below a header for a row, with the heading above it.

    The parts of a text that takes pages begin where there is room, below their head.
    """
    lead = _group_height(pages, _group(pages, heading)) if heading else 0.0
    height = sum(strip.height for strip in strips)
    whole = height <= _TALL and not row.more
    return lead + (height if whole else min(height, _SPLIT))


def _group(pages: Pages, heading: str) -> Paragraph:
    look = style(8, bold=True, colour=pages.accent.main)
    return clamp(heading, look, pages.width - 2 * PAD_X, 2)


def _group_height(pages: Pages, title: Paragraph) -> float:
    return height_of(title, pages.width - 2 * PAD_X) + 2 * PAD_Y


def _draw_over_pages(pages: Pages, cols: Columns, structure: Grid, strip: _Strip) -> None:
    while strip.height > pages.room:
        parts = strip.split(pages.room)
        if parts:
            _draw_strip(pages, structure, parts[0])
            strip = parts[1]
            pages.rule(pages.y)
        if strip.below:
            _continue_below(pages, structure, strip.row.name)
        else:
            _continue(pages, cols)
    _draw_strip(pages, structure, strip)


def _continue_below(pages: Pages, structure: Grid, name: str) -> None:
    """Go on with a text below its row: said instead of heads that are not its own."""
    pages.turn()
    structure.headless = True
    text = _("{name} (goes on)").format(name=shorten(name, 90))
    made = clamp(text, style(7.5, bold=True, colour=MUTED), pages.width, 1)
    with pages.tags.artifact():
        pages.draw(made, pages.left, pages.y, pages.width)
    pages.y -= height_of(made, pages.width) + PAD_Y


def _head_again(pages: Pages, cols: Columns, structure: Grid) -> None:
    """The heads above the rows that follow such a text on its last page."""
    structure.headless = False
    if pages.room < cols.header_height + 80:
        _continue(pages, cols)
        return
    pages.y -= PAD_Y
    with pages.tags.artifact():
        cols.draw_header(pages, cols, pages.y)
    pages.y -= cols.header_height


def _continue(pages: Pages, cols: Columns) -> None:
    pages.turn()
    with pages.tags.artifact():  # said once, where the table begins
        cols.draw_header(pages, cols, pages.y)
    pages.y -= cols.header_height


def _draw_strip(pages: Pages, structure: Grid, strip: _Strip) -> None:
    height = strip.height
    top, bottom = pages.y, pages.y - height
    x = pages.left - strip.bleed
    for index, (cell, width) in enumerate(zip(strip.cells, strip.widths, strict=True)):
        if index < len(strip.row.fills) and strip.row.fills[index]:
            pages.box((x, bottom, width, height), fill=strip.row.fills[index])
        shift = _MARK if strip.row.mark and not index else 0
        down = (height - cell.height) / 2 if strip.row.grid else strip.above
        if strip.row.mark and not index:
            base = top - down - 0.78 * cell.style.leading
            with structure.cell(0), _mark(pages, strip.row.says):
                marks.severity(pages.canvas, strip.row.mark, x + PAD_X, base, 6)
        if not blank(cell):
            with structure.below() if strip.below else structure.cell(index):
                cell.drawOn(pages.canvas, x + PAD_X + shift, top - down - cell.height)
        x += width
        if strip.row.grid:
            _vertical(pages.canvas, x, top, bottom)
    pages.y = bottom


def _mark(pages: Pages, says: str) -> AbstractContextManager[object]:
    """A mark that means something by itself, or one that only repeats a word."""
    return pages.tag("Span", says=says) if says else pages.tags.artifact()


def _vertical(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    canvas.setStrokeColor(HexColor(LINE))
    canvas.setLineWidth(0.6)
    canvas.line(x, top, x, bottom)


def _draw_header(pages: Pages, cols: Columns, top: float) -> None:
    places = cols.places(pages.left - cols.bleed)
    for x, width, made in zip(places, cols.widths, cols.header, strict=False):
        inner = width - 2 * PAD_X
        height = height_of(made, inner)
        with grid.head(pages.tags):
            pages.draw(made, x + PAD_X, top - (cols.header_height - PAD_Y - height), inner)
    pages.rule(top - cols.header_height, INK, 0.9)


def _draw_group(pages: Pages, structure: Grid, title: Paragraph, height: float) -> None:
    pages.box((pages.left, pages.y - height, pages.width, height), fill=PANEL)
    with structure.group():
        pages.draw(title, pages.left + PAD_X, pages.y - PAD_Y, pages.width - 2 * PAD_X)
    pages.rule(pages.y - height)
    pages.y -= height
