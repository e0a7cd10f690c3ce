"""What a cell can hold, and the one place where it is put there.

User text never becomes anything but text: openpyxl would take "=1+1" for a formula and "#N/A"
for an error, so the cell's type is set here instead of being guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, Self

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook.style import Look
from exports.workbook.text import cell_text

Result = str | float | date | None


class Formula(str):
    """A formula, without its equals sign, and what it gives. Never made from what a user typed.

    The result is kept in the file as Excel keeps it: a preview, and Excel itself before editing
    is allowed, show it without calculating. Figures that cannot be said are None.
    """

    __slots__ = ("result",)

    result: Result

    def __new__(cls, formula: str, result: Result = None) -> Self:
        """A formula with its result at the time of writing."""
        made = super().__new__(cls, formula)
        made.result = result
        return made


class Link(NamedTuple):
    """Text that leads to a place in this workbook."""

    text: str
    place: str


class Noted(NamedTuple):
    """A column head with an explanation that shows when the mouse rests on it."""

    text: str
    note: str


Entry = tuple[Any, Look] | None
"""What one cell holds and how it looks; None where there is no cell."""

Row = Sequence[Entry]


def cells_of(page: Worksheet, index: int, row: Row, cuts: list[str]) -> Iterator[Cell]:
    """The cells of one row, to be written one after the other; notes cuts in `cuts`."""
    # One cell object serves the whole row: the writer is done with it when it asks for more.
    cell: Any = Cell(page, row=index, column=1)
    for column, entry in enumerate(row, 1):
        if entry is not None:
            cell.column = column
            cell._hyperlink = cell._comment = None
            _fill(cell, *entry, cuts)
            yield cell


def _fill(cell: Any, value: Any, look: Look, cuts: list[str]) -> None:
    cell._style = look.plain
    if isinstance(value, Formula):
        cell._value, cell.data_type = value, "f"
    elif isinstance(value, str):
        _fill_text(cell, value, look, cuts)
    elif isinstance(value, Link):
        _fill_text(cell, value.text, look, cuts)
        cell._hyperlink = Hyperlink(ref=cell.coordinate, location=value.place)
    elif isinstance(value, Noted):
        _fill_text(cell, value.text, look, cuts)
        cell._comment = _comment(cell, value.note)
    elif isinstance(value, date):
        _fill_date(cell, value, look, cuts)
    else:
        cell._value, cell.data_type = value, "n"


def _fill_date(cell: Any, value: date, look: Look, cuts: list[str]) -> None:
    # Excel's calendar begins in 1900, with a 29 February that never was (ECMA-376, 18.17.4.1).
    if (value.year, value.month) < (1900, 3):
        _fill_text(cell, value.isoformat(), look, cuts)
    else:
        cell._value, cell.data_type = value, "d"


def _fill_text(cell: Any, text: str, look: Look, cuts: list[str]) -> None:
    """The only place where text enters the file: as text, whatever it looks like."""
    xml, quoted, cut = cell_text(text)
    cell._value, cell.data_type = xml, "s"
    if quoted:
        cell._style = look.quoted
    if cut:
        cuts.append(f"{cell.parent.title} {cell.coordinate}")


def _comment(cell: Cell, note: str) -> Comment:
    comment = Comment(note, "Groundwork", height=30 + 18 * (1 + len(note) // 34), width=240)
    comment.bind(cell)
    return comment
