"""The sheets of a workbook as plain cells.

openpyxl reads lists of sheets, cells and dates; it is loaded with the first file. Rows are asked
for one by one from its sheet parser, because `load_workbook` cannot be stopped, says nothing
about formulas beside their values, and reads a million empty rows when somebody formatted them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Generator, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from models.incoming.package import Archive, Stretch, Watch, opened, readable, too_large
from models.incoming.proposal import Place

T = TypeVar("T")
Reading = Generator[float, None, T]
"""Something being read: yields its progress (0 to 1) often. Whoever stops asking has cancelled."""

MAX_ROWS = 20_000
"""Filled rows of one sheet."""
MAX_CELLS = 600_000
"""Filled cells of all sheets together."""
MAX_MERGED = 2_000
"""Cells of one sheet that cover several."""
MAX_TEXTS = 600_000
"""Texts that cells share."""
GAP = 5_000
"""Empty rows below one another after which nothing more is looked for."""
_AT_ONCE = 100
"""Rows between two looks at the clock."""

_TRUE = ("1", "true", "on")
"""How XML says yes (ECMA-376-1, 22.9.2.7)."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.')
_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})")


class Cell(NamedTuple):
    """What a cell holds: text, a number, a truth value, a date or time, or None."""

    value: Any
    formula: bool = False
    """It is calculated; `value` is what the program that saved the file got."""
    percent: bool = False
    """It is shown as a percentage: 0.7 means 70 %."""
    error: bool = False


EMPTY = Cell(None)

Span = tuple[int, int, int, int]
"""First row and column, last row and column of a merged cell, from 1 on."""
Rows = dict[int, dict[int, Cell]]
"""The filled cells of a sheet by the numbers of row and column, from 1 on."""


class Book:
    """The sheets of one file."""

    def __init__(self, archive: Archive, watch: Watch, *, spans: bool = False) -> None:
        self._archive = archive
        self._to_spans = spans
        self._watch = watch
        self._paths: dict[str, str] = {}
        self._texts: list[str] = []
        self._formats: list[str] = []
        self._epoch: Any = None
        self._cells = 0
        self.names: dict[str, tuple[str, int, int]] = {}
        """Sheet, row and column of each cell that has a name."""
        self.gaps: list[str] = []
        """Titles of the sheets that were not read to their end, because nothing seemed to come."""
        self.hidden: dict[str, set[int]] = {}
        """Rows that are hidden or filtered away, of the sheets that were read so far."""
        self.veiled: set[str] = set()
        """Titles of the sheets that are hidden themselves."""
        self._merged: dict[str, tuple[Span, ...]] = {}

    @property
    def titles(self) -> list[str]:
        """The sheets that have cells."""
        return list(self._paths)

    def rows(self, title: str, most: int = MAX_ROWS) -> Reading[Rows]:
        """The filled cells of a sheet; of the first `most` rows that have any."""
        found: Rows = {}
        with readable(self._archive.file):
            for number, cells in self._rows(title):
                filled = {each["column"]: _cell(each, self._formats) for each in cells}
                filled = {column: cell for column, cell in filled.items() if cell != EMPTY}
                if filled:
                    found[number] = filled
                    self._cells += len(filled)
                if self._cells > MAX_CELLS or len(found) > MAX_ROWS:
                    raise too_large(self._archive.file)
                if len(found) >= most:
                    break
                if number - max(found, default=0) > GAP:
                    self.gaps.append(title)
                    break
                if number % _AT_ONCE == 0:
                    self._watch.look()
                    yield 0.0
        return found

    def merged(self, title: str) -> tuple[Span, ...]:
        """The cells that cover several, of a sheet whose rows were read to their end."""
        return self._merged.get(title, ())

    def _rows(self, title: str) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        from openpyxl.worksheet._reader import DATA_TAG, MERGE_TAG, ROW_TAG  # noqa: PLC0415
        from openpyxl.xml.functions import iterparse  # noqa: PLC0415

        part = self._archive.part(self._paths[title])
        try:
            parser = self._parser(part)
            for _event, element in iterparse(part):
                if element.tag == ROW_TAG:
                    row = _parsed(parser, element)
                    if element.get("hidden") in _TRUE:
                        self.hidden.setdefault(title, set()).add(row[0])
                    element.clear()
                    part.row_done()
                    yield row
                elif element.tag == DATA_TAG and not self._to_spans:
                    return
                elif element.tag == MERGE_TAG:
                    self._merged[title] = tuple(_spans(element))[:MAX_MERGED]
                    return
        finally:
            part.close()

    def _parser(self, part: Stretch) -> Any:
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format  # noqa: PLC0415
        from openpyxl.worksheet._reader import (  # noqa: PLC0415
            FORMULA_TAG,
            INLINE_STRING,
            WorkSheetParser,
        )

        class Parser(WorkSheetParser):
            """openpyxl's, which does not say beside a value that it is calculated."""

            def parse_cell(self, element: Any) -> Any:
                inline = element.find(INLINE_STRING)
                if inline is not None:
                    element.set("t", "n")  # its text is taken here: quicker, and as it is
                cell = super().parse_cell(element)
                if inline is not None:
                    cell["value"] = _text_in(inline)
                elif cell["data_type"] == "s" and element.get("t") == "str":
                    cell["value"] = unescape(cell["value"])
                cell["formula"] = element.find(FORMULA_TAG) is not None
                return cell

        formats = list(enumerate(self._formats))
        return Parser(
            part,
            self._texts,
            data_only=True,
            epoch=self._epoch,
            date_formats={n for n, code in formats if is_date_format(code)},
            timedelta_formats={n for n, code in formats if is_timedelta_format(code)},
        )

    def _open(self) -> Iterator[None]:
        """Read what is about the whole book: the list of sheets, shared texts, formats, names."""
        from openpyxl.packaging.manifest import Manifest  # noqa: PLC0415
        from openpyxl.reader import excel  # noqa: PLC0415
        from openpyxl.reader.workbook import WorkbookParser  # noqa: PLC0415
        from openpyxl.xml.constants import ARC_CONTENT_TYPES, SHARED_STRINGS  # noqa: PLC0415
        from openpyxl.xml.functions import fromstring  # noqa: PLC0415

        archive = self._archive
        types: Any = fromstring(archive.read(ARC_CONTENT_TYPES))
        package: Any = Manifest.from_tree(types)
        reader: Any = excel
        path = reader._find_workbook_part(package).PartName[1:]
        main: Any = WorkbookParser(archive, path, keep_links=False)
        main.parse()
        self._epoch = main.wb.epoch
        there = set(archive.namelist())
        for sheet, relation in main.find_sheets():
            if relation.target in there and relation.Type.endswith("/worksheet"):
                self._paths[sheet.name] = relation.target
                if sheet.state != "visible":
                    self.veiled.add(sheet.name)
        for name in main.defined_names.definedName:
            if name.localSheetId is None and (place := _target(name.attr_text or "")):
                self.names[name.name] = place
        yield
        self._formats = _formats(archive) if "xl/styles.xml" in there else []
        yield
        shared = package.find(SHARED_STRINGS)
        if shared is not None:
            yield from self._read_texts(shared.PartName[1:])

    def _read_texts(self, path: str) -> Iterator[None]:
        """The texts that cells share. openpyxl's own reader loses a part of what is escaped."""
        from openpyxl.xml.constants import SHEET_MAIN_NS  # noqa: PLC0415
        from openpyxl.xml.functions import iterparse  # noqa: PLC0415

        item = f"{{{SHEET_MAIN_NS}}}si"
        part = self._archive.part(path)
        try:
            for _event, element in iterparse(part):
                if element.tag == item:
                    self._texts.append(_text_in(element))
                    element.clear()
                    part.row_done()
                    if len(self._texts) > MAX_TEXTS:
                        raise too_large(self._archive.file)
                    if len(self._texts) % (_AT_ONCE * 50) == 0:
                        yield
        finally:
            part.close()


def open_book(
    name: str, data: bytes, watch: Watch, *, spans: bool = False, macros: bool = False
) -> Reading[Book]:
    """Look into a workbook; its rows are read when they are asked for.

    With `spans`, cells that cover several are read with the rows; with `macros`, a workbook that
    holds some is read too: only what its cells show, nothing is run.
    """
    book = Book(opened(watch, data, macros=macros), watch, spans=spans)
    with readable(name):
        yield 0.0  # openpyxl takes a moment to load
        for _part in book._open():
            watch.look()
            yield 0.0
    return book


def finish(reading: Reading[T]) -> T:
    """Read to the end without looking at the progress."""
    while True:
        try:
            next(reading)
        except StopIteration as done:
            result: T = done.value
            return result


def unescape(text: str) -> str:
    """Text as the cell shows it: "_x0041_" in the file is an A (ECMA-376-1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def place_of(title: str, row: int, column: int) -> Place:
    """A cell as one says it: "Value targets, D7"."""
    return Place(title, f"{letters_of(column)}{row}")


def letters_of(column: int) -> str:
    """The letters of a column, counted from 1: 28 is "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _parsed(parser: Any, element: Any) -> tuple[int, list[dict[str, Any]]]:
    """The number of a row and its cells; of a row that is only formatted, none."""
    number = element.get("r", "")
    if number.isdecimal() and not any(len(cell) for cell in element):
        parser.row_counter = int(number)
        return parser.row_counter, []
    with warnings.catch_warnings():  # dates that no calendar has
        warnings.simplefilter("ignore")
        row: tuple[int, list[dict[str, Any]]] = parser.parse_row(element)
    return row


def _spans(element: Any) -> Iterator[Span]:
    """The merged cells that a sheet lists; not whole rows or columns."""
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415

    for each in element:
        left, top, right, bottom = range_boundaries(each.get("ref", "A1"))
        if left and top and right and bottom:
            yield top, left, bottom, right


def _cell(found: Mapping[str, Any], formats: list[str]) -> Cell:
    style = found["style_id"]
    value = found["value"]
    code = formats[style] if style < len(formats) else ""
    if value is None and not found["formula"]:
        return EMPTY
    return Cell(value, found["formula"], as_percent(code), found["data_type"] == "e")


def as_percent(code: str) -> bool:
    """Whether a number format shows percentages; a sign in quotes is only a sign."""
    return "%" in code and "%" in _LITERAL.sub("", code)


def _text_in(element: Any) -> str:
    """All runs of a text, without the readings that stand above Japanese words."""
    parts: list[str] = []
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts += (t.text or "" for t in child if t.tag.endswith("}t"))
    return unescape("".join(parts))


def _formats(archive: Archive) -> list[str]:
    """The number format of each style that cells have."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # noqa: PLC0415
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415

    codes: dict[int, str] = dict(BUILTIN_FORMATS)
    styles: list[str] = []
    for _event, element in iterparse(archive.part("xl/styles.xml")):
        tag = element.tag.rpartition("}")[2]
        if tag == "numFmt":
            codes[int(element.get("numFmtId", 0))] = element.get("formatCode", "")
        elif tag == "cellXfs":
            styles = [codes.get(int(each.get("numFmtId", 0)), "") for each in element]
            break
    return styles


def _target(text: str) -> tuple[str, int, int] | None:
    """Sheet, row and column of the one cell that a name stands for."""
    match = _TARGET.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[3]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return (match[1] or match[2]).replace("''", "'"), int(match[4]), column
