"""What a user does to records: each action is one named, undoable step.

Every function returns what changed. The names of the steps are what "Undo ..." shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from models import values
from models.display import currency_of, locale_of
from models.fields import Field, Kind, Value
from models.history import Changes
from models.i18n import _
from models.record import TYPES, Record
from models.step import Step
from models.text import clean, shorten
from models.workshop import Workshop

R = TypeVar("R", bound=Record)


def add(
    workshop: Workshop, record_type: type[R], *, after: Record | None = None, **given: Value
) -> R:
    """Add a record behind `after`, or at the end, and return it."""
    with workshop.step(_("Add {kind}").format(kind=record_type.noun())) as step:
        return step.insert(record_type.new(place(step, record_type, after), **given))


def add_text(
    workshop: Workshop, record_type: type[Record], field: Field[Any], text: str
) -> Record | None:
    """Add a record at the end with one field filled from what was typed, as one step.

    None, and no record, where nothing was typed. Raises Refusal like `set_text`.
    """
    if not text.strip():
        return None
    with workshop.step(_("Add {kind}").format(kind=record_type.noun())) as step:
        given = read(step, field, text, {})
        return step.insert(record_type.new(place(step, record_type), **given))


def set_value(workshop: Workshop, record: Record, field: Field[Any], value: Value) -> Changes:
    """Set one field of a record. Setting the same field again right away is the same step."""
    key = f"{record.type_name}/{record.id}/{field.name}"
    with workshop.step(_edit_name(record, field), merge=key) as step:
        _set(step, record, **{field.name: value})
    return step.changes


def set_text(workshop: Workshop, record: Record, field: Field[Any], text: str) -> Changes:
    """Set one field from what was typed; see `values.parse`.

    A name that a link does not know yet is added to the list it points to, in the same step. So
    is a unit typed with a figure whose record has a place for it and does not say it yet.

    Raises:
        Refusal: the text does not fit the field. Nothing was changed.
    """
    key = f"{record.type_name}/{record.id}/{field.name}"
    with workshop.step(_edit_name(record, field), merge=key) as step:
        _set(step, record, **read(step, field, text, record.values))
    return step.changes


def read(step: Step, field: Field[Any], text: str, beside: Mapping[str, Value]) -> dict[str, Value]:
    """The values that a typed `text` means, by field; names of linked records become their ids.

    `beside` are the other values of the record, of which one can be the figure's unit.
    """
    if field.kind is Kind.LINK:
        name = clean(text, lines=False)
        return {field.name: step.named(TYPES[field.target], name).id if name else ""}
    unit, typed = "", ""
    if values.unit_beside(field):
        unit = str(beside.get(values.UNIT, ""))
        typed = "" if unit else values.unit_in(text, locale_of(step.snapshot))
    value = values.parse(
        field,
        text,
        locale_of(step.snapshot),
        currency=currency_of(step.snapshot),
        unit=unit or typed,
    )
    return {field.name: value, values.UNIT: typed} if typed else {field.name: value}


def _set(step: Step, record: Record, **given: Value) -> None:
    if record.single:
        step.set_one(type(record), **given)
    else:
        step.update(record, **given)


def _edit_name(record: Record, field: Field[Any]) -> str:
    if record.single or field.name == record.label_field:
        return _("Edit {field}").format(field=field.label)
    return _("Edit {field} of {name}").format(field=field.label, name=shorten(record.caption))


def clear(workshop: Workshop, cells: Iterable[tuple[Record, Field[Any]]]) -> Changes:
    """Empty some cells, as one step."""
    cells = list(cells)
    with workshop.step(_clear_name(cells)) as step:
        for record, field in cells:
            _set(step, record, **{field.name: field.empty})
    return step.changes


def _clear_name(cells: Sequence[tuple[Record, Field[Any]]]) -> str:
    if len(cells) == 1:
        record, field = cells[0]
        return _("Clear {field} of {name}").format(field=field.label, name=shorten(record.caption))
    return _("Clear {n} cells").format(n=len(cells))


def delete(workshop: Workshop, records: Sequence[Record]) -> Changes:
    """Delete records with what they own; links to them become empty."""
    with workshop.step(_many(_("Delete {what}"), records)) as step:
        for record in records:
            if step.snapshot.get(type(record), record.id):
                step.delete(record)
    return step.changes


def duplicate(workshop: Workshop, records: Sequence[R]) -> list[R]:
    """Put a copy of each record behind the last of them. Returns the copies."""
    copies: list[R] = []
    with workshop.step(_many(_("Duplicate {what}"), records)) as step:
        last = records[-1] if records else None
        for record in records:
            spot = place(step, type(record), last)
            last = step.insert(type(record).new(spot, **record.values))
            copies.append(last)
    return copies


def move(workshop: Workshop, records: Sequence[Record], before: Record | None) -> Changes:
    """Move records, in their present order, in front of `before`, or to the end."""
    if not records:
        return Changes("", ())
    record_type = type(records[0])
    moving = {record.id for record in records}
    rest = [r for r in workshop.snapshot.all(record_type) if r.id not in moving]
    index = next((i for i, r in enumerate(rest) if before and r.id == before.id), len(rest))
    order = [*rest[:index], *records, *rest[index:]]
    with workshop.step(_many(_("Move {what}"), records)) as step:
        low = rest[index - 1].position if index else None
        high = rest[index].position if index < len(rest) else None
        _spread(step, order, records, low, high)
    return step.changes


def _spread(
    step: Step,
    order: Sequence[Record],
    records: Sequence[Record],
    low: float | None,
    high: float | None,
) -> None:
    """Give `records` positions between `low` and `high`; number all anew where it is tight."""
    start = low if low is not None else (high or 0.0) - len(records) - 1
    end = high if high is not None else start + len(records) + 1
    gap = (end - start) / (len(records) + 1)
    if gap < _TIGHT:
        for number, record in enumerate(order, 1):
            step.move(record, float(number))
    else:
        for number, record in enumerate(records, 1):
            step.move(record, start + gap * number)


_TIGHT = 1e-6
"""Positions closer than this are numbered anew, long before doubles run out of digits."""


def place(step: Step, record_type: type[Record], after: Record | None = None) -> float:
    """A position behind `after`, or behind all records of the type."""
    if after is None:
        return step.snapshot.table(record_type).last_position + 1
    rows = step.snapshot.all(record_type)
    index = next((i for i, r in enumerate(rows) if r.id == after.id), len(rows) - 1)
    if index == len(rows) - 1:
        return rows[index].position + 1
    low, high = rows[index].position, rows[index + 1].position
    if high - low < _TIGHT:
        for number, row in enumerate(rows, 1):
            step.move(row, float(number))
        low, high = float(index + 1), float(index + 2)
    return (low + high) / 2


def _many(pattern: str, records: Sequence[Record]) -> str:
    if len(records) == 1:
        kind = records[0].noun()
        what = f"{kind} “{shorten(records[0].caption)}”"
    else:
        kind = records[0].noun(len(records)) if records else ""
        what = f"{len(records)} {kind}"
    return pattern.format(what=what)
