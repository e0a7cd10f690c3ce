"""Names that Excel accepts: of sheets, of table columns, and references to both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from openpyxl.utils import quote_sheetname

from models import agenda
from models.derived import DERIVED, Derived
from models.fields import Field, Kind
from models.i18n import N_, _
from models.manifest import SHEET
from models.raci import leaves
from models.record import Record
from models.records import AgendaBlock, Claim, Condition, Kpi, Role, Training, ValueTarget
from models.snapshot import Snapshot

ID = "id"
"""Head of the hidden last column, which a way back into the file goes by."""

STAYS, PROVED, EXPECTED = "stays", "proved", "expected_or_target"
BEFORE = "minutes_before_block"


def _yes_no(answer: bool) -> str:
    return _("Yes") if answer else _("No")


def _stays(role: Role, snapshot: Snapshot) -> str:
    return _yes_no(not leaves(snapshot, role))


def _proved(target: ValueTarget, snapshot: Snapshot) -> str:
    return _yes_no(target.id in snapshot.grouped(Kpi.value_target))


def _expected(condition: Condition, snapshot: Snapshot) -> float | None:
    kpi = snapshot.get(Kpi, condition.kpi)
    target = kpi.target if kpi else None
    return condition.expected if condition.expected is not None else target


EXTRA: dict[type[Record], tuple[Derived, ...]] = {
    AgendaBlock: (
        Derived(
            BEFORE, N_("Minutes before it"), Kind.COUNT, agenda.before, N_("min"), (AgendaBlock,)
        ),
    ),
    Role: (Derived(STAYS, N_("Stays after the pilot"), Kind.LINE, _stays),),
    ValueTarget: (Derived(PROVED, N_("Proved by a KPI"), Kind.LINE, _proved),),
    Condition: (Derived(EXPECTED, N_("Expected, else target"), Kind.NUMBER, _expected),),
}
"""Calculated columns that only the workbook has: they carry a step of another figure that
nobody could check inside one long formula."""


def calculated(record_type: type[Record]) -> tuple[Derived, ...]:
    """All columns of a type's sheet that are calculated."""
    return (*DERIVED.get(record_type, ()), *EXTRA.get(record_type, ()))


BY_ID: tuple[Field[Any], ...] = (
    Claim.part_of,
    Condition.kpi,
    Kpi.value_target,
    Role.person,
    Training.group,
)
"""Links that figures follow. The id of what each named when it was written stands in a hidden
column, so that a name that two records share leaves no figure open."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = {"history", SHEET}
"""Excel keeps the first for itself and repairs a file that uses it; the second is ours."""


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
    titles |= {derived.name: _derived_title(derived) for derived in calculated(record_type)}
    return dict(zip(titles, headers(titles.values()), strict=True))


def hidden_heads(record_type: type[Record]) -> dict[str, str]:
    """The heads of the hidden columns that hold the ids of links, by name of the field."""
    titles = heads(record_type)
    taken = {ID, *(head.casefold() for head in titles.values())}
    links = [field for field in BY_ID if field.owner is record_type]
    return {field.name: _unique(f"{titles[field.name]} {ID}", taken, 255) for field in links}


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
