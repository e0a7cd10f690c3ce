"""Every key on one sheet of A4, to lie beside the laptop.

The letters are as large as one page allows, and never smaller than can be read at arm's
length. It is tagged like the charter: each list is a heading and a table whose rows have heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from exports.charter import fonts, metadata, structure
from exports.charter.papers import Size
from exports.charter.tags import Kind, Tags, of_table
from exports.charter.text import height_of, paragraph, style
from exports.charter.writing import write
from exports.document import run
from exports.palette import ACCENT, LINE, MUTED
from models.i18n import current_language

List = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and rows of keys with what they do."""

_MARGIN, _GAP = 26.0, 18.0
_TITLE = 15.0
_LARGEST, _LEAST, _FINER = 10.0, 6.5, 0.25
"""Sizes of letters in points that are tried."""
_TITLE_SHARE = 0.4
_KEYS = 0.42
"""Share of a column that the keys of a list have at most."""
_SHEETS = ((landscape(A4), 3), (landscape(A4), 4), (A4, 2))
"""Paper and number of columns."""


class _Row(NamedTuple):
    keys: Paragraph
    text: Paragraph
    height: float
    indent: float
    """Where the text begins."""


class _Block(NamedTuple):
    """A list made for a column: the heading and what it takes, and the rows."""

    title: Paragraph
    height: float
    rows: list[_Row]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Paper, columns, and the size of letters on it."""

    size: Size
    columns: int
    letters: float

    @property
    def width(self) -> float:
        """Of a column."""
        return (self.size[0] - 2 * _MARGIN - (self.columns - 1) * _GAP) / self.columns

    @property
    def top(self) -> float:
        """Where the columns begin."""
        return self.size[1] - _MARGIN - 2 * _TITLE

    def blocks(self, lists: Sequence[List]) -> list[_Block]:
        """The lists, made for a column."""
        return [self._block(title, rows) for title, rows in lists if rows]

    def columns_of(self, blocks: list[_Block]) -> int:
        """How many columns the lists take."""
        return max((column for _item, column, _y in self.places(blocks)), default=0) + 1

    def places(self, blocks: list[_Block]) -> Iterator[tuple[_Block | _Row, int, float]]:
        """Each heading and row with its column and its upper edge.

        A heading stands with its first two rows, and has air above where it is not the first.
        """
        column, y = 0, self.top
        for block in blocks:
            together = block.height + sum(row.height for row in block.rows[:2])
            air = self.letters * 0.7 if y < self.top else 0.0
            if y - air - together < _MARGIN:
                column, y = column + 1, self.top
            else:
                y -= air
            yield block, column, y
            y -= block.height
            for place, row in enumerate(block.rows):
                follows = block.rows[place + 1 :]
                last = follows[0].height if len(follows) == 1 else 0  # it is not left alone
                if y - row.height - last < _MARGIN:
                    column, y = column + 1, self.top
                yield row, column, y
                y -= row.height

    def _block(self, title: str, rows: Sequence[tuple[str, str]]) -> _Block:
        head = paragraph(title, style(self.letters * 1.05, bold=True, colour=ACCENT))
        widest = max(fonts.width_of(keys, fonts.BOLD, self.letters) for keys, _text in rows)
        indent = min(widest + self.letters, self.width * _KEYS)
        made = [self._row(keys, text, indent) for keys, text in rows]
        return _Block(head, height_of(head, self.width) + 2, made)

    def _row(self, keys: str, text: str, indent: float) -> _Row:
        leading = round(self.letters * 1.2, 2)
        left = paragraph(keys, style(self.letters, leading=leading, bold=True))
        right = paragraph(text, style(self.letters, leading=leading))
        heights = height_of(left, indent - 4), height_of(right, self.width - indent)
        return _Row(left, right, max(heights) + self.letters * 0.16, indent)


def key_sheet(
    title: str, note: str, lists: Sequence[List], *, made_at: datetime | None = None
) -> bytes:
    """The sheet as PDF in the current language, with a note beside the title.

    Lists that are too long for one page at the smallest size go on to a second one.
    """
    language = current_language() or "en"
    layout = _best(lists)
    canvas = Canvas(
        BytesIO(),
        pagesize=layout.size,
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=fonts.REGULAR,  # type: ignore[arg-type]  # the stubs take it for a number
        lang=language.replace("_", "-"),
    )
    canvas.setTitle(title)
    canvas.setCreator("Groundwork")
    tags = Tags(canvas)
    _Sheet(canvas, tags, layout, title, note).draw(layout.blocks(lists))
    document: Any = canvas._doc  # type: ignore[attr-defined]
    made_at = made_at or datetime.now().astimezone()
    metadata.add(document, language=language, made_at=made_at)
    structure.announce(document, tags)
    return _written(canvas, tags)


def _best(lists: Sequence[List]) -> _Layout:
    """The largest letters with which all fits on one page."""
    fonts.coverage(fonts.REGULAR)
    fonts.coverage(fonts.BOLD)
    letters = _LARGEST
    while letters > _LEAST:
        for size, columns in _SHEETS:
            layout = _Layout(size, columns, letters)
            if layout.columns_of(layout.blocks(lists)) <= columns:
                return layout
        letters -= _FINER
    return _Layout(*_SHEETS[1], _LEAST)


class _Sheet:
    """Draws the lists onto pages."""

    def __init__(self, canvas: Canvas, tags: Tags, layout: _Layout, title: str, note: str) -> None:
        self._canvas = canvas
        self._tags = tags
        self._layout = layout
        self._title = title
        self._note = note

    def draw(self, blocks: list[_Block]) -> None:
        """Draw them, column by column."""
        layout, tags = self._layout, self._tags
        page = -1
        body = None
        for item, number, y in layout.places(blocks):
            if number // layout.columns > page:
                page = self._turn(page)
            x = _MARGIN + (number % layout.columns) * (layout.width + _GAP)
            if isinstance(item, _Block):
                with tags.heading(2):
                    self._put(item.title, x, y, layout.width)
                body = tags.new("TBody", tags.new("Table"))
            elif body is not None:
                with tags.into(tags.new("TR", body)):
                    self._cell("TH", item.keys, x, y, item.indent - 4)
                    self._cell("TD", item.text, x + item.indent, y, layout.width - item.indent)
                with tags.artifact():
                    self._line(x, y - item.height + layout.letters * 0.05)
        tags.end_page()

    def _turn(self, page: int) -> int:
        if page >= 0:
            self._tags.end_page()
        self._tags.begin_page()
        made = paragraph(self._title, style(_TITLE, bold=True))
        y = self._layout.size[1] - _MARGIN + _TITLE * 0.2
        width = self._layout.size[0] - 2 * _MARGIN
        with self._tags.heading(1) if page < 0 else self._tags.artifact("Header"):
            self._put(made, _MARGIN, y, width * _TITLE_SHARE)
        if page < 0:
            look = style(_LARGEST, colour=MUTED, align="right")
            with self._tags.tag("P"):
                x, room = _MARGIN + width * _TITLE_SHARE, width * (1 - _TITLE_SHARE)
                self._put(paragraph(self._note, look), x, y - _TITLE * 0.3, room)
        return page + 1

    def _cell(self, kind: Kind, made: Paragraph, x: float, y: float, width: float) -> None:
        more = of_table(scope="Row") if kind == "TH" else ""
        with self._tags.tag(kind, more=more):
            self._put(made, x, y, width)

    def _put(self, made: Paragraph, x: float, y: float, width: float) -> None:
        height = height_of(made, width)
        made.drawOn(self._canvas, x, y - height)

    def _line(self, x: float, y: float) -> None:
        self._canvas.setStrokeColor(HexColor(LINE))
        self._canvas.setLineWidth(0.4)
        self._canvas.line(x, y, x + self._layout.width, y)


def _written(canvas: Canvas, tags: Tags) -> bytes:
    return run(write(canvas, structure.objects(canvas._doc, tags)))  # type: ignore[attr-defined]
