"""Which rows of a list are records, and which are headings, totals, or no part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from models.incoming.lists.columns import Column, ListTable, cells_of
from models.incoming.lists.words import FIRST, LAST, MARKED, NONE, NUMBER, TEXT, TOTAL, normal
from models.incoming.sheets import Cell
from models.incoming.source import MOST_ROWS, as_text

_FEW = 0.45
"""Where more rows than this share have nothing but a name, such rows are no headings."""


class Role(StrEnum):
    """What a row is."""

    ITEM = "item"
    HEADING = "heading"
    UNMARKED = "unmarked"
    """The list marks the rows that count, and not this one."""
    TOTAL = "total"
    BELOW_TOTAL = "below_total"
    """An amount directly below a total: perhaps another one."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list."""

    number: int
    role: Role
    name: str
    cells: Mapping[str, Cell]
    """Its filled cells by field, or by what else a column is; see `words`."""
    group: str = ""
    """The heading above it."""
    hidden: bool = False
    extra: str = ""
    """Text beside its name: further lines of the same cell, or the text of its own column."""


def lines(table: ListTable) -> list[Line]:
    """The rows below the heads, in their order."""
    page = table.page
    rows = {row: cells for row, cells in page.rows.items() if row > table.last}
    over = _covering(table)
    found = [
        _line(table, row, over.get(row, {}) | cells)
        for row, cells in rows.items()
        if not _again(table, cells)
    ]
    if any(MARKED in line.cells for line in found):
        return list(_below(_unmarked(found)))
    merged = {top for top, left, _low, right in page.merged if right > left}
    return list(_below(_headings(table, found, merged)))


def _covering(table: ListTable) -> dict[int, dict[int, Cell]]:
    """By rows, what merged cells that begin above say for them: an owner, or a status.

    Not names and amounts: each row has its own, and an amount for several must not count twice.
    """
    page, fields = table.page, table.record_type.fields
    shared = {
        column.first
        for column in table.columns
        if (field := fields.get(column.name)) is not None
        and not field.kind.numeric
        and column.name != table.record_type.label_field
    }
    found: dict[int, dict[int, Cell]] = {}
    for top, left, low, right in page.merged:
        cell = page.rows.get(top, {}).get(left)
        if left == right and left in shared and top > table.last and cell is not None:
            for row in range(top + 1, min(low, top + MOST_ROWS) + 1):
                found.setdefault(row, {})[left] = cell
    return found


def _line(table: ListTable, row: int, cells: Mapping[int, Cell]) -> Line:
    there: dict[str, Cell] = {}
    for column in table.columns:
        if column.name and (cell := cells_of(cells, column)) is not None:
            there.setdefault(column.name, cell)
    name, extra = _name(table, there)
    role = Role.ITEM
    if not name:
        role = Role.OTHER
        name = next((as_text(cell) for cell in cells.values() if as_text(cell)), "")
    elif table.record_type.type_name == "cost_line" and TOTAL.match(name):
        role = Role.TOTAL
    return Line(row, role, name, there, hidden=row in table.page.hidden, extra=extra)


def _name(table: ListTable, there: Mapping[str, Cell]) -> tuple[str, str]:
    """What a row is called, and what is said beside that."""
    named = as_text(there.get(table.record_type.label_field))
    text = as_text(there.get(TEXT))
    if not named and (FIRST in there or LAST in there):
        named = f"{as_text(there.get(FIRST))} {as_text(there.get(LAST))}".strip()
    if not named:
        return " ".join(text.split()), ""
    first, _break, rest = named.partition("\n")
    if rest.strip() and len(first.strip()) > 2 and "basis" in table.record_type.fields:
        return first.strip(" \t:–-"), rest.strip()
    return " ".join(named.split()), text


def _again(table: ListTable, cells: Mapping[int, Cell]) -> bool:
    """Whether a row repeats the heads, as on the next printed page."""
    heads = [column for column in table.columns if column.head and column.name]
    same = [c for c in heads if normal(as_text(cells_of(cells, c))) == normal(c.head)]
    return len(same) >= 2


def _unmarked(found: Sequence[Line]) -> Iterator[Line]:
    """In a list that marks what counts, the other rows are headings of those below."""
    group = ""
    for line in found:
        if line.role is Role.ITEM and MARKED not in line.cells:
            group = line.name
            yield replace(line, role=Role.UNMARKED)
        else:
            yield replace(line, group=group)


def _headings(table: ListTable, found: Sequence[Line], merged: set[int]) -> Iterator[Line]:
    """Rows with nothing but a name, and records below them, are headings."""
    alone = [_alone(table, line) for line in found]
    items = sum(line.role is Role.ITEM for line in found)
    group = ""
    for number, line in enumerate(found):
        behind = found[number + 1 : number + 2]
        has_some = bool(behind) and behind[0].role is Role.ITEM and not alone[number + 1]
        sure = line.number in merged or sum(alone) <= _FEW * items
        if alone[number] and has_some and sure and line.role in (Role.ITEM, Role.OTHER):
            group = line.name
            yield replace(line, role=Role.HEADING)
            continue
        yield replace(line, group=group)
        if line.role is Role.TOTAL:
            group = ""


def _alone(table: ListTable, line: Line) -> bool:
    cells = table.page.rows[line.number]
    filled = [column for column, cell in cells.items() if as_text(cell)]
    if len(filled) != 1:
        return False
    place = table.names.get(table.record_type.label_field) or table.names.get(TEXT)
    return place is not None and filled[0] <= place.last


def _below(found: Iterator[Line]) -> Iterator[Line]:
    """Mark the rows that stand directly below a total."""
    last = -1
    for line in found:
        if line.role is Role.TOTAL:
            last = line.number
        elif line.role is Role.ITEM and line.number == last + 1:
            last = line.number
            yield replace(line, role=Role.BELOW_TOTAL)
            continue
        yield line


def has_records(table: ListTable) -> bool:
    """Whether a list has rows that could be records: not so an empty template."""
    return any(line.role is not Role.OTHER for line in lines(table))


def filled_columns(table: ListTable) -> list[Column]:
    """The columns that hold something and are no field."""
    rows = [cells for row, cells in table.page.rows.items() if row > table.last]
    return [
        column
        for column in table.columns
        if column.name in (NONE, NUMBER)
        and any(cells_of(cells, column) is not None for cells in rows)
    ]
