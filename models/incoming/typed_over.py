"""What somebody typed over figures that are calculated: it is named, and never taken over."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from models.i18n import _, ngettext
from models.incoming.proposal import Place, Remark
from models.incoming.sheets import EMPTY, Book, Cell, Reading, Rows, place_of
from models.incoming.tables import fold
from models.incoming.written import Written

_ENOUGH = 2
"""Heads that make a row the row of heads."""


def about_figures(book: Book, written: Written) -> Reading[list[Remark]]:
    """A sentence for each key figure that somebody typed over."""
    remarks = []
    sheets: dict[str, Rows] = {}
    for name, label in written.part("figures").items():
        sheet, row, column = book.names.get(name, ("", 0, 0))
        if sheet in book.titles and sheet not in sheets:
            sheets[sheet] = yield from book.rows(sheet)
        if _is_typed(sheets.get(sheet, {}).get(row, {}).get(column, EMPTY)):
            text = _("“{field}” is calculated; what was typed over it was left out.")
            remarks.append(Remark(place_of(sheet, row, column), text.format(field=label)))
    return remarks


def about_calculated_sheets(book: Book, written: Written) -> Reading[list[Remark]]:
    """A sentence for each sheet that only calculates and that somebody typed into."""
    remarks = []
    for title, heads in written.part("calculated").items():
        if title not in book.titles:
            continue
        rows = yield from book.rows(title)
        typed = list(_typed_below(title, rows, {fold(head) for head in heads}))
        if typed:
            text = ngettext(
                "This sheet is calculated; what was typed over {n} figure was not taken over.",
                "This sheet is calculated; what was typed over {n} figures was not taken over.",
                len(typed),
            )
            remarks.append(Remark(typed[0], text.format(n=len(typed))))
    return remarks


def _typed_below(title: str, rows: Rows, heads: Collection[str]) -> Iterator[Place]:
    """The cells below calculated heads that hold no formula; tables may stand below tables."""
    columns: list[int] = []
    for number, row in rows.items():
        found = [column for column, cell in row.items() if fold(cell.value) in heads]
        if len(found) >= min(_ENOUGH, len(heads)):
            columns = found
            continue
        for column in columns:
            if _is_typed(row.get(column, EMPTY)):
                yield place_of(title, number, column)


def _is_typed(cell: Cell) -> bool:
    return cell.value not in (None, "") and not cell.formula
