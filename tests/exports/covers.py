"""First pages of charters, and the full workshop with something else in it."""

from __future__ import annotations

from models.fields import Value
from models.record import Record
from models.records import Condition
from tests.exports.charters import first_page, full_workshop, made


def first(*records: Record) -> str:
    """The first page in one line."""
    return first_page(made(*records))


def full_but(record_type: type[Record], **values: Value) -> list[Record]:
    """The full workshop with other values in every record of a type."""
    return [
        record.replace(**values) if isinstance(record, record_type) else record
        for record in full_workshop()
    ]


def full_without(*types: type[Record]) -> list[Record]:
    """The full workshop without the records of some types."""
    return [record for record in full_workshop() if not isinstance(record, types)]


def conditions(count: int, name: str = "Condition {n}") -> list[Record]:
    """So many conditions that all have one name, but for their number; none is a must."""
    return [
        Condition.new(
            what=name.format(n=n), comparison="at_least", threshold=70.0, unit="%", weight="should"
        )
        for n in range(1, count + 1)
    ]
