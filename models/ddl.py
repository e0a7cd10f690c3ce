"""The SQL that a set of declared records needs: STRICT tables, one per record type.

SQLite stores what `models.fields` declares: text and links as TEXT, numbers as REAL or
INTEGER, dates as ISO 8601 TEXT, yes/no as INTEGER 0 or 1. Empty text is '', every other
empty value NULL.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.fields import Kind, Value
from models.record import TYPES, Record

_TYPES = {
    Kind.LINE: "TEXT NOT NULL DEFAULT ''",
    Kind.TEXT: "TEXT NOT NULL DEFAULT ''",
    Kind.CHOICE: "TEXT NOT NULL DEFAULT ''",
    Kind.LINK: "TEXT NOT NULL DEFAULT ''",
    Kind.NUMBER: "REAL",
    Kind.MONEY: "REAL",
    Kind.PERCENT: "REAL",
    Kind.COUNT: "INTEGER",
    Kind.YEAR: "INTEGER",
    Kind.DATE: "TEXT",
    Kind.YES_NO: "INTEGER",
}


def table_sql(record_type: type[Record]) -> str:
    """The CREATE TABLE statement of one record type."""
    columns = [
        "id TEXT PRIMARY KEY NOT NULL",
        "position REAL NOT NULL",
        *(f'"{f.name}" {_TYPES[f.kind]}' for f in record_type.fields.values()),
    ]
    body = ",\n  ".join(columns)
    return f'CREATE TABLE "{record_type.type_name}" (\n  {body}\n) STRICT, WITHOUT ROWID'


def declared_tables() -> Iterable[str]:
    """The CREATE TABLE statements of all declared record types."""
    return (table_sql(record_type) for _, record_type in sorted(TYPES.items()))


def to_sql(value: Value) -> str | float | int | None:
    """A field's value as SQLite (and JSON) stores it."""
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def from_sql(kind: Kind, value: str | float | int | None) -> Value:
    """A stored value as the field holds it. Raises ValueError for a damaged one."""
    if value is None:
        return None
    if kind is Kind.DATE:
        return date.fromisoformat(str(value))
    if kind is Kind.YES_NO:
        return bool(value)
    return value
