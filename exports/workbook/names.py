"""Names that Excel accepts: of sheets, of table columns, and references to both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from openpyxl.utils import quote_sheetname

from models.derived import DERIVED, Derived
from models.fields import Field, Kind
from models.i18n import N_, _
from models.record import Record
from models.records import Condition, Role, ValueTarget

ID = "id"
"""Head of the hidden last column, which a way back into the file goes by."""

STAYS, PROVED, EXPECTED = "stays", "proved", "expected_or_target"
EXTRA: dict[type[Record], dict[str, tuple[str, Kind]]] = {
    Role: {STAYS: (N_("Stays after the pilot"), Kind.LINE)},
    ValueTarget: {PROVED: (N_("Proved by a KPI"), Kind.LINE)},
    Condition: {EXPECTED: (N_("Expected, else target"), Kind.NUMBER)},
}
"""Calculated columns that only the workbook has, by name with label and kind: they carry a step
of another figure that nobody could check inside one long formula."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = {"history"}
"""Excel keeps this sheet name for itself and repairs a file that uses it."""


def sheet_names(titles: Iterable[str]) -> list[str]:
    """A safe name for each title: at most 31 characters, allowed, and unlike every other."""
    taken = set(_RESERVED)
    return [_unique(_FORBIDDEN.sub(" ", title), taken, 31) for title in titles]


def headers(titles: Iterable[str]) -> list[str]:
    """Column heads of one table: never empty, never twice (upper and lower case alike)."""
    taken = {ID}
    return [_unique(title, taken, 255) for title in titles]


def _unique(name: str, taken: set[str], longest: int) -> str:
    found = plain = " ".join(name.split())[:longest].strip("' ") or "-"
    number = 1
    while found.casefold() in taken:
        number += 1
        tail = f" ({number})"
        found = plain[: longest - len(tail)].rstrip("' ") + tail
    taken.add(found.casefold())
    return found


def shown_fields(record_type: type[Record]) -> list[Field[Any]]:
    """The fields that leave the room: all but the private ones."""
    return [
        field for field in record_type.fields.values() if not (field.private or field.technical)
    ]


def heads(record_type: type[Record]) -> dict[str, str]:
    """The column heads of a record type's table, by name of field or derived column."""
    titles = {field.name: _title(field) for field in shown_fields(record_type)}
    titles |= {derived.name: _derived_title(derived) for derived in DERIVED.get(record_type, ())}
    titles |= {name: _(label) for name, (label, _kind) in EXTRA.get(record_type, {}).items()}
    return dict(zip(titles, headers(titles.values()), strict=True))


def _title(field: Field[Any]) -> str:
    # The cells themselves say "%".
    return field.label if field.kind is Kind.PERCENT else field.title


def _derived_title(derived: Derived) -> str:
    return f"{derived.label}, {derived.unit}" if derived.unit else derived.label


def table_name(record_type: type[Record]) -> str:
    """The name of a type's table in formulas. It never changes with the language."""
    return record_type.type_name


def cell_name(field: Field[Any]) -> str:
    """The defined name of the cell that holds a field of a `single` record."""
    return f"{field.owner.type_name}_{field.name}"


def reference(sheet: str, cells: str) -> str:
    """A reference to cells of a sheet: "'Value targets'!$A$4:$A$9"."""
    return f"{quote_sheetname(sheet)}!{cells}"
