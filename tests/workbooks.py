"""Reading an exported workbook back, by the names of fields."""

from __future__ import annotations

from typing import Any

from openpyxl.workbook import Workbook

from exports.workbook.names import cell_name, heads
from models.fields import Field
from models.record import Record


def rows_of(book: Workbook, record_type: type[Record]) -> list[dict[str, Any]]:
    """The rows of a type's sheet, by name of field."""
    names = {head: name for name, head in heads(record_type).items()}
    rows = list(book[record_type.plural()].iter_rows(values_only=True))
    start = next(
        n for n, row in enumerate(rows) if heads(record_type)[record_type.label_field] in row
    )
    keys = [names.get(str(head), "") for head in rows[start]]
    return [dict(zip(keys, row, strict=True)) for row in rows[start + 1 :]]


def cell_of(book: Workbook, field: Field[Any]) -> Any:
    """The value of a field of a `single` record."""
    sheet, cell = book.defined_names[cell_name(field)].attr_text.split("!")
    return book[sheet.strip("'")][cell.replace("$", "")].value
