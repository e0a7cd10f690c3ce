"""Tables from outside, wherever they come from: a workbook, a text file, or the clipboard.

They are all pages of cells. Of a workbook only what its cells show is read; nothing is run, and
nothing is followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from models.errors import Refusal
from models.i18n import _, ngettext
from models.incoming.binary import Sheet, read_binary
from models.incoming.package import (
    NotOurs,
    Watch,
    bytes_of,
    damaged,
    holds_macros,
    is_archive,
    is_binary,
    nothing_changed,
    too_large,
)
from models.incoming.raci import grids
from models.incoming.raci.found import Grid
from models.incoming.sheets import Cell, Reading, Span, open_book

BOOKS = (".xlsx", ".xlsm", ".xls")
"""How workbooks end that are read here."""
_OTHER_BOOKS = (".xlsb", ".xlt", ".xltx", ".xltm")
"""Those that are looked into all the same: some are refused by name, others are misnamed."""
TEXTS = (".csv", ".tsv", ".txt", ".md", ".html", ".htm")
SUFFIXES = (*BOOKS, *TEXTS)
MOST_TEXT = 5_000_000
"""Bytes of a text file, and characters of what is pasted."""
MOST_COLUMNS = 400
MOST_ROWS = 5_000
"""Filled rows of one page; what stands below them is said, and not read."""


class Page(Sheet):
    """A table of cells, whatever it was read from, and what follows from them."""

    @cached_property
    def width(self) -> int:
        """The last filled column, as far as columns are looked at."""
        return min(max(self.depths, default=0), MOST_COLUMNS)

    @cached_property
    def depths(self) -> dict[int, int]:
        """The last filled row of each column."""
        return {column: row for row, cells in self.rows.items() for column in cells}

    @property
    def grid(self) -> Grid:
        """Its cells as texts, counted from 0."""
        last, width = max(self.rows, default=0), self.width
        made = [
            [as_text(self.rows.get(row, {}).get(column)) for column in range(1, width + 1)]
            for row in range(1, min(last, MOST_ROWS) + 1)
        ]
        spans = self.merged if made else ()
        return Grid(self.title, made, tuple(_from_zero(span) for span in spans))


@dataclass(frozen=True)
class Source:
    """What was found in a file, or on the clipboard."""

    name: str
    pages: tuple[Page, ...] = ()
    said: tuple[str, ...] = field(default=())
    """Sentences on what was not read of it."""

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it at all."""
        return not any(page.rows for page in self.pages)

    def about_hidden(self) -> Iterator[str]:
        """A sentence for each page that is hidden, or has filled rows that are."""
        for page in self.pages:
            hidden = len(page.hidden & page.rows.keys())
            if page.veiled and page.rows:
                yield _("The sheet “{title}” is hidden in the file.").format(title=page.title)
            if hidden:
                text = ngettext(
                    "{n} row of “{title}” is hidden or filtered away in the file.",
                    "{n} rows of “{title}” are hidden or filtered away in the file.",
                    hidden,
                )
                yield text.format(n=hidden, title=page.title)


def read_source(path: Path, watch: Watch | None = None) -> Reading[Source]:
    """The pages of a file. Raises Refusal where it cannot be read, or is not of these sorts."""
    watch = watch or Watch(path.name)
    suffix = path.suffix.lower()
    if suffix in (*BOOKS, *_OTHER_BOOKS):
        return (yield from _workbook(path, watch))
    if suffix not in TEXTS:
        raise _no_table(path.name)
    yield 0.0
    return _of_text(path.name, bytes_of(path, MOST_TEXT), suffix)


def _of_text(name: str, data: bytes, suffix: str) -> Source:
    grids_ = texts(decoded(name, data), suffix, Path(name).stem)
    return Source(name, tuple(page_of(grid) for grid in grids_))


def pasted(text: str, html: str = "") -> Source:
    """What another program put on the clipboard: cells of a sheet, or a table of a page."""
    name = _("Clipboard")
    if len(text) > MOST_TEXT or len(html) > MOST_TEXT:
        raise too_large(name)
    spans = "rowspan" in html.lower() or "colspan" in html.lower()
    lines = sum("\t" in line for line in text.splitlines())
    if "<table" in html.lower() and (spans or lines < 2):
        found: Iterable[Grid] = grids.tables(html, name)
    elif lines < 2 and "|" in text:
        found = grids.markdown(text, name)
    elif lines < 2 and "<table" in text.lower():
        found = grids.tables(text, name)
    else:
        found = [grids.delimited(text, name)]
    return Source(name, tuple(page_of(grid) for grid in found))


def page_of(grid: Grid) -> Page:
    """A grid of texts as a page."""
    rows = {
        number: {column: Cell(text) for column, text in enumerate(cells, 1) if text.strip()}
        for number, cells in enumerate(grid.rows[:MOST_ROWS], 1)
    }
    merged = tuple((top + 1, left + 1, low + 1, right + 1) for top, left, low, right in grid.merged)
    filled = {number: cells for number, cells in rows.items() if cells}
    return Page(grid.title, filled, merged, cut=len(grid.rows) > MOST_ROWS)


def texts(text: str, suffix: str, title: str) -> list[Grid]:
    """The tables of a text, by how its file ends."""
    if suffix in (".html", ".htm"):
        return list(grids.tables(text, title))
    if suffix == ".md":
        return list(grids.markdown(text, title))
    return [grids.delimited(text, title)]


def decoded(name: str, data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else the Western code page of Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise _no_table(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def as_text(cell: Cell | None) -> str:
    """What a cell shows, as one text; whole numbers without decimals, days as 2026-11-24."""
    if cell is None or cell.value is None or cell.error:
        return ""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    return cell.value.isoformat() if isinstance(cell.value, date) else str(cell.value).strip()


def _from_zero(span: Span) -> Span:
    top, left, low, right = span
    return top - 1, left - 1, low - 1, right - 1


def _workbook(path: Path, watch: Watch) -> Reading[Source]:
    """A workbook of any age, by what is in it: many programs call a table of HTML ".xls"."""
    data = bytes_of(path)
    if is_binary(path.name, data):
        return (yield from _old_book(path.name, data, watch))
    if path.suffix.lower() == ".xls" and not is_archive(data) and len(data) <= MOST_TEXT:
        yield 0.0
        suffix = ".html" if b"<table" in data.replace(b"\0", b"").lower() else ".csv"
        return _of_text(path.name, data, suffix)
    return (yield from _book(path.name, data, watch))


def _old_book(name: str, data: bytes, watch: Watch) -> Reading[Source]:
    sheets = yield from read_binary(name, data, watch, MOST_ROWS)
    pages = [Page(*sheet) for sheet in sheets]
    return Source(name, tuple(pages), tuple(_about(pages, macros=False)))


def _book(name: str, data: bytes, watch: Watch) -> Reading[Source]:
    try:
        book = yield from open_book(name, data, watch, spans=True, macros=True)
    except NotOurs as error:
        raise damaged(name) from error
    pages = []
    for number, title in enumerate(book.titles):
        rows = yield from book.rows(title, MOST_ROWS + 1)
        cut = len(rows) > MOST_ROWS or title in book.gaps
        kept = {row: rows[row] for row in list(rows)[:MOST_ROWS]}
        hidden = frozenset(book.hidden.get(title, ()))
        pages.append(Page(title, kept, book.merged(title), hidden, title in book.veiled, cut))
        yield (number + 1) / len(book.titles)
    return Source(name, tuple(pages), tuple(_about(pages, macros=holds_macros(data))))


def _about(pages: Iterable[Page], *, macros: bool) -> Iterator[str]:
    if macros:
        yield _("It holds macros; they were not run, only what its cells show was read.")
    for page in pages:
        if page.cut:
            text = _(
                "“{title}” was not read to its end: it has too many rows, or too many empty ones."
            )
            yield text.format(title=page.title)


def _no_table(name: str) -> Refusal:
    return Refusal(
        _("“{name}” is not a file with tables that can be read here.").format(name=name),
        nothing_changed(),
        _("It takes Excel workbooks (.xlsx, .xls), CSV, Markdown and HTML, or copied cells."),
    )
