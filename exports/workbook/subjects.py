"""The sheets of single subjects: a table for many records, a form for a single one."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from exports.workbook.book import HEAD_ROW, Book, pages_across
from exports.workbook.cells import Entry, Formula, Noted, Row
from exports.workbook.columns import Column, choices_of, columns_of, format_of, reader
from exports.workbook.names import cell_name, shown_fields, table_name
from exports.workbook.tones import add_tones
from models.i18n import _
from models.record import Record
from models.steps import step_of

_FORM_WIDTHS = (28, 66, 46)
_NAMES = 32
"""Least width of names that are repeated on every page, with title and note above them."""
_NOTE_ROW = 2


def add_table_sheet(book: Book, record_type: type[Record]) -> None:
    """A type with many records: one row each, as an Excel table. An empty list has one row."""
    page = book.pages[record_type.type_name]
    columns = columns_of(book, record_type)
    count = max(1, len(book.snapshot.table(record_type)))
    page.row_dimensions[HEAD_ROW].height = 30
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        if column.source:
            cells = f"{letter}{HEAD_ROW + 1}:{letter}{HEAD_ROW + count}"
            book.drop_down(page, cells, column.source, strict=column.strict)
    add_tones(page, record_type, HEAD_ROW + 1, HEAD_ROW + count)
    book.add_table(
        page,
        table_name(record_type),
        [column.head for column in columns],
        count,
        [column.formula for column in columns],
    )
    widths = [column.width for column in columns]
    folded = pages_across(widths) > 1
    if folded:  # only the first column is on every page: what runs beyond it would be cut there
        widths[0] = max(widths[0], _NAMES)
    rows = _table_rows(book, record_type, columns, folded=folded)
    book.add(record_type.type_name, rows, HEAD_ROW + count, widths)
    if folded:
        page.row_dimensions.pop(_NOTE_ROW)  # as high as the note needs


def _table_rows(
    book: Book, record_type: type[Record], columns: list[Column], *, folded: bool
) -> Iterator[Row]:
    note = _note(book, record_type, columns)
    yield from book.top(record_type.plural(), note, folded=folded)
    yield [_head(book, column) for column in columns]
    records = book.snapshot.all(record_type)
    for record in records:
        yield [(column.value(record), column.look) for column in columns]
    if not records:  # a row to begin with: nothing is known, and no formula gives a result
        yield [(Formula(c.formula) if c.formula else None, c.look) for c in columns]


def _note(book: Book, record_type: type[Record], columns: list[Column]) -> str:
    step = step_of(record_type)
    note = step.question if step else ""
    if any(column.formula for column in columns):
        note = _("{note} Grey columns are calculated.").format(note=note)
    if not book.snapshot.table(record_type):
        note = _("{note} Nothing is entered yet.").format(note=note)
    return note


def _head(book: Book, column: Column) -> Entry:
    name = "header_calculated" if column.formula else "header"
    look = book.look(f"{name}_amount" if column.amount else name)
    return (Noted(column.head, column.help) if column.help else column.head), look


def add_form_sheet(book: Book, record_type: type[Record]) -> None:
    """A type with one record: a line per field, each value in a cell with a name."""
    page = book.pages[record_type.type_name]
    fields = shown_fields(record_type)
    page.freeze_panes = f"A{HEAD_ROW}"
    for row, field in enumerate(fields, HEAD_ROW):
        book.define(cell_name(field), page, f"$B${row}")
        source, strict = choices_of(book, field)
        if source:
            book.drop_down(page, f"B{row}", source, strict=strict)
    rows = _form_rows(book, record_type)
    book.add(record_type.type_name, rows, HEAD_ROW - 1 + len(fields), _FORM_WIDTHS)


def _form_rows(book: Book, record_type: type[Record]) -> Iterator[Row]:
    record = book.snapshot.one(record_type)
    step = step_of(record_type)
    yield from book.top(record_type.label(), step.question if step else "")
    for field in shown_fields(record_type):
        value = reader(book, field)(record)
        number_format = format_of(book, field.kind, [value])
        title = field.title
        yield [
            (Noted(title, field.help) if field.help else title, book.look("label")),
            (value, book.look("text", number_format)),
            (field.help, book.look("label")),
        ]
