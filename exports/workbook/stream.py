"""Writing the file row by row, so that a long export can be stopped at any row.

`Workbook.save` is one call that takes seconds with 10,000 rows, and it keeps each sheet's
text in a temporary file that stays behind when it is interrupted. So the rows go through
openpyxl's own sheet writer straight into the archive in memory, and openpyxl's package writer
adds the rest at the end. Both are internals of openpyxl (hence its cap in pyproject.toml);
`tests/exports/test_workbook.py` reads the result back.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell._writer import write_cell
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element, SubElement, tostring

from exports.document import Job
from exports.workbook.cells import Formula, Row, cells_of

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can name."""
ROWS_AT_ONCE = 50
"""Rows between two looks at whether to go on: some 20 ms of work."""

_FIRST_DAY = date(1899, 12, 30)
"""Day 0, as days are counted from March 1900 on (ECMA-376 part 1, 18.17.4.1)."""
_LINE, _TALLEST = 13, 409
"""Points of a line of 10 point text, and of the tallest row that Excel has."""


@dataclass
class Sheet:
    """A prepared worksheet and the rows that will be written into it."""

    page: Worksheet
    rows: Iterable[Row]
    height: int
    """How many rows are expected: for the progress, and as the size that the file states."""
    widths: Sequence[float]
    """Width of each column in characters; 0 for those that are hidden."""
    wraps: bool = True
    """Whether rows grow with their text."""
    says: Sequence[str] = ()
    """What each chart on the sheet shows in words, for those who cannot see it."""


class Archive(ZipFile):
    """A ZIP archive whose entries carry one fixed date: equal content gives equal bytes."""

    def entry(self, name: str) -> ZipInfo:
        """The directory entry for a file in the archive."""
        found = ZipInfo(name, EARLIEST)
        found.compress_type = ZIP_DEFLATED
        return found

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *more: Any) -> None:
        """Add a file in one go."""
        name = zinfo_or_arcname
        entry = self.entry(name) if isinstance(name, str) else name
        super().writestr(entry, data, *more)


class _RowWriter(WorksheetWriter):
    """openpyxl's sheet writer, fed with rows instead of a sheet full of cells."""

    def __init__(self, sheet: Sheet, out: Any) -> None:
        super().__init__(sheet.page, out)
        self._ref = f"A1:{get_column_letter(len(sheet.widths))}{max(1, sheet.height)}"

    def write_dimensions(self) -> None:
        self.xf.send(SheetDimension(self._ref).to_tree())

    def write_cells(self, xf: Any, index: int, row: Row, cuts: list[str], height: int) -> None:
        """Write one row. A height set beforehand stays fixed; `height` only until an edit."""
        page: Any = self.ws
        fixed = page.row_dimensions.get(index)
        attributes = dict(fixed) if fixed else {"ht": str(height)} if height else {}
        with xf.element("row", {"r": str(index), **attributes}):
            for cell in cells_of(page, index, row, cuts):
                if cell.comment is not None:
                    page._comments.append(CommentRecord.from_cell(cell))
                if cell.data_type == "f":
                    _write_formula(xf, cell)
                else:
                    write_cell(xf, page, cell, styled=True)


def _write_formula(xf: Any, cell: Any) -> None:
    """A formula with its result, which openpyxl has no place for."""
    formula: Formula = cell._value
    result = formula.result
    attributes = {"r": cell.coordinate, "s": str(cell.style_id)}
    if result is None or isinstance(result, str):
        attributes["t"] = "str"
    elif isinstance(result, date):
        result = (result - _FIRST_DAY).days
    element = Element("c", attributes)
    SubElement(element, "f").text = formula
    SubElement(element, "v").text = "" if result is None else str(result)
    xf.write(element)


class _Drawing(SpreadsheetDrawing):
    """The charts of a sheet, each with its alternative text."""

    __elements__ = SpreadsheetDrawing.__elements__  # what a subclass declares itself is all it has

    def __init__(self, says: Sequence[str]) -> None:
        super().__init__()
        self._says = says

    def _chart_frame(self, idx: int) -> Any:
        frame: Any = super()._chart_frame(idx)  # type: ignore[misc]  # not in openpyxl's stubs
        frame.nvGraphicFramePr.cNvPr.descr = self._says[idx - 1]
        return frame


class _PackageWriter(ExcelWriter):
    """openpyxl's package writer for sheets whose rows are in the archive already."""

    def __init__(
        self, book: Workbook, archive: Archive, rels: dict[Worksheet, Any], sheets: Sequence[Sheet]
    ) -> None:
        super().__init__(book, archive)
        self._rels = rels
        self._says = {sheet.page: sheet.says for sheet in sheets}

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = _Drawing(self._says[ws])
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        ws._rels = self._rels[ws]
        self.manifest.append(ws)

    def _write_charts(self) -> None:
        parts: Any = vars(self)
        for chart in parts["_charts"]:
            tree = chart._write()
            for element in tree.iter("numFmt"):
                element.set("sourceLinked", "0")  # openpyxl does not say that this format counts
            parts["_archive"].writestr(chart.path[1:], tostring(tree))
            self.manifest.append(chart)


def write(book: Workbook, sheets: Sequence[Sheet], cuts: list[str]) -> Job:
    """Write all sheets, the first one last because it tells about the others.

    The places where text had to be shortened are added to `cuts` on the way.
    """
    pages: Sequence[Any] = book.worksheets
    for number, page in enumerate(pages, 1):
        page._id = number
    total, done = sum(sheet.height for sheet in sheets), 0
    out = BytesIO()
    rels: dict[Worksheet, Any] = {}
    with Archive(out, "w", ZIP_DEFLATED) as archive:
        for sheet in [*sheets[1:], sheets[0]]:
            for rows in _write_rows(archive, sheet, cuts, rels):
                yield min((done + rows) / total, 1.0)
            done += sheet.height
        _PackageWriter(book, archive, rels, sheets).write_data()
    return out.getvalue()


def _write_rows(
    archive: Archive, sheet: Sheet, cuts: list[str], rels: dict[Worksheet, Any]
) -> Iterator[int]:
    """Write one sheet into the archive; yields the number of rows written so far."""
    entry = archive.entry(sheet.page.path[1:])
    with archive.open(entry, "w") as out, contextlib.closing(_RowWriter(sheet, out)) as writer:
        writer.write_top()
        xf: Any = writer.xf.send(True)
        with xf.element("sheetData"):
            for index, row in enumerate(sheet.rows, 1):
                writer.write_cells(xf, index, row, cuts, _height(row, sheet))
                if index % ROWS_AT_ONCE == 0:
                    yield index
        writer.xf.send(None)
        writer.write_tail()
        rels[sheet.page] = vars(writer)["_rels"]
    yield sheet.height


def _height(row: Row, sheet: Sheet) -> int:
    """Points that a row needs, as far as can be told without the fonts; 0: as usual.

    Excel fits rows itself only when somebody edits them, and LibreOffice not at all.
    """
    if not sheet.wraps:
        return 0
    lines = 1
    for entry, width in zip(row, sheet.widths, strict=False):
        text = entry[0] if entry is not None and width else None
        if isinstance(text, str) and not isinstance(text, Formula):
            lines = max(lines, _lines(text, width))
    return min(_LINE * lines + 5, _TALLEST)


def _lines(text: str, width: float) -> int:
    room = width * 1.1  # widths count digits of 11 points; text of 10 points is narrower
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n"))
