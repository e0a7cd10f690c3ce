"""Writing the hidden sheet "groundwork", which the way back into a workshop goes by.

What stands there is said in `models.manifest`; here it is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from exports.workbook.book import MANIFEST, Book
from exports.workbook.cells import Row
from exports.workbook.formulas import FIGURES
from exports.workbook.matrix import calculated_heads, role_heads
from exports.workbook.names import ID, cell_name, heads, hidden_heads, shown_fields
from models.display import locale_of
from models.manifest import FORMAT, PIECE, SHEET, VERSION, cut, joined
from models.record import Record
from models.records import Assignment
from models.sealing import seal_of
from models.snapshot import Snapshot

__all__ = ["FORMAT", "ID", "PIECE", "SHEET", "VERSION", "add_manifest", "cut", "joined"]


def add_manifest(book: Book) -> None:
    """The very hidden sheet: which cell holds which field, and every record as it is now."""
    page = book.pages[MANIFEST]
    page.sheet_state = "veryHidden"
    records = sum(len(book.snapshot.table(section.record_type)) for section in book.sections)
    book.add(MANIFEST, _rows(book), 1 + records, (20, 20, 80), wraps=False)


def _rows(book: Book) -> Iterator[Row]:
    look = book.look("text")
    yield [(piece, look) for piece in cut(_content(book))]
    for section in book.sections:
        record_type = section.record_type
        names = [field.name for field in shown_fields(record_type)]
        for record in book.snapshot.all(record_type):
            cells = (record_type.type_name, record.id, *cut(_values(record, names)))
            yield [(cell, look) for cell in cells]


def _values(record: Record, names: list[str]) -> dict[str, Any]:
    values = ((name, record.values[name]) for name in names)
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values
        if value is not None and value != ""
    }


def _content(book: Book) -> dict[str, Any]:
    types = [section.record_type for section in book.sections]
    tables = [t for t in types if not t.single and t is not Assignment]
    ours = {MANIFEST, *(t.type_name for t in types)}
    return {
        "format": FORMAT,
        "version": VERSION,
        "seal": seal_of(book.snapshot),
        "language": locale_of(book.snapshot),
        "sheets": {book.names[t.type_name]: _table(t) for t in tables},
        "forms": {book.names[t.type_name]: _form(t) for t in types if t.single},
        "matrix": _matrix(book.snapshot, book.names[Assignment.type_name]),
        "figures": {figure.name: figure.label for figure in FIGURES},
        "calculated": {book.names[key]: heads for key, heads in book.calculated.items()},
        "others": [title for name, title in book.names.items() if name not in ours],
    }


def _table(record_type: type[Record]) -> dict[str, Any]:
    titles = heads(record_type)
    fields = [field.name for field in shown_fields(record_type)]
    ours = [head for name, head in titles.items() if name not in fields]
    return {
        "type": record_type.type_name,
        "id_column": ID,
        "columns": {titles[name]: name for name in fields},
        "calculated": [*ours, *hidden_heads(record_type).values()],
    }


def _form(record_type: type[Record]) -> dict[str, Any]:
    cells = {cell_name(field): field.name for field in shown_fields(record_type)}
    return {"type": record_type.type_name, "cells": cells}


def _matrix(snapshot: Snapshot, sheet: str) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "id_column": ID,
        "roles": {head: role.id for role, head in role_heads(snapshot)},
        "calculated": calculated_heads(snapshot),
    }
