"""What differs between two states of a workshop, in sentences that can be read to the room.

    Minutes per claim, Minutes after: 24 → 26 min
    Check invoices: A moves from Head of Claims to Head of IT
    Risk “Supplier leaves the market” is new

Texts are in the current language, figures as each of the two workshops writes them. Where
nothing differs here, the seals are equal (`models.sealing`), and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.fields import Field
from models.i18n import _
from models.letter_changes import Letters
from models.record import TYPES, Record
from models.records import Activity, Assignment, Look, Version
from models.side_by_side import both, shown
from models.snapshot import Snapshot
from models.steps import STEPS
from models.text import shorten

_NAME = 60
"""Characters of a name that are shown."""


class Sort(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `str()` is the sentence, without a full stop."""

    sort: Sort
    record_type: type[Record]
    id: str
    """Of the record; of the activity for letters of the matrix; empty for an order of records."""
    name: str
    """What the record is called."""
    text: str
    """The sentence."""
    field: str = ""
    """Name of the field that was changed."""
    before: str = ""
    after: str = ""
    """The values of that field as they are read, in full."""

    @property
    def step(self) -> str:
        """Id of the step in which it is edited."""
        return _STEP_OF[self.record_type]

    def __str__(self) -> str:
        return self.text


def differences(before: Snapshot, after: Snapshot, *, private: bool = False) -> list[Difference]:
    """Everything that differs from `before` to `after`, in the order of the steps.

    Versions and the look of the documents are passed over, and private fields unless they are
    asked for: so the list may be printed.
    """
    comparison = _Comparison(before, after, private)
    found: list[Difference] = []
    for record_type in _ORDER:
        if record_type is Assignment:
            found += comparison.letters()
        elif before.table(record_type) is not after.table(record_type):
            one = comparison.single if record_type.single else comparison.many
            found += one(record_type)
    return found


def _in_order() -> dict[type[Record], str]:
    """The record types that hold content, with the step in which each is edited."""
    found = {part.record_type: step.id for step in STEPS for part in step.sections}
    rest = {kind: STEPS[-1].id for kind in TYPES.values() if kind not in found}
    return {kind: step for kind, step in {**found, **rest}.items() if kind not in (Version, Look)}


_STEP_OF = _in_order()
_ORDER = tuple(_STEP_OF)


class _Comparison:
    """Two states of a workshop, one record type after the other."""

    def __init__(self, before: Snapshot, after: Snapshot, private: bool) -> None:
        self._before, self._after, self._private = before, after, private
        self._letters = Letters(before, after)

    def single(self, record_type: type[Record]) -> Iterator[Difference]:
        """A record that occurs once: where it is not there, it stands at its defaults."""
        yield from self._changed(self._before.one(record_type), self._after.one(record_type))

    def many(self, record_type: type[Record]) -> Iterator[Difference]:
        """First what was changed and added, in today's order; then what is gone; then the order."""
        old, new = self._before.table(record_type), self._after.table(record_type)
        for record in new.ordered:
            if record.id in old:
                yield from self._changed(old[record.id], record)
            else:
                yield self._whole(record, Sort.ADDED)
        yield from (self._whole(r, Sort.REMOVED) for r in old.ordered if r.id not in new)
        if [id_ for id_ in old if id_ in new] != [id_ for id_ in new if id_ in old]:
            name = record_type.plural()
            text = _("{name}: the order has changed").format(name=name)
            yield Difference(Sort.MOVED, record_type, "", name, text)

    def letters(self) -> Iterator[Difference]:
        """Letters of the matrix, one sentence for each activity that was there before and after."""
        for activity, change in self._letters.changes():
            name = shorten(activity.caption, _NAME)
            text = _("{name}: {change}").format(name=name, change=change.text)
            yield Difference(
                *(Sort.CHANGED, Assignment, activity.id, name, text),
                *(Assignment.letters.name, change.before, change.after),
            )

    def _changed(self, old: Record, new: Record) -> Iterator[Difference]:
        if old.values == new.values:
            return
        for field in new.fields.values():
            differs = old.values[field.name] != new.values[field.name]
            if differs and (self._private or not field.private):
                yield self._field(old, new, field)

    def _field(self, old: Record, new: Record, field: Field[Any]) -> Difference:
        change = both(self._before, old, self._after, new, field)
        name = old.label() if old.single else shorten(old.caption, _NAME)
        text = _("{name}, {field}: {change}").format(name=name, field=field.label, change=change)
        values = shown(self._before, old, field), shown(self._after, new, field)
        return Difference(
            Sort.CHANGED, type(new), new.id, name, text, field.name, values[0], values[1]
        )

    def _whole(self, record: Record, sort: Sort) -> Difference:
        added = sort is Sort.ADDED
        text = _("{kind} “{name}” is new") if added else _("{kind} “{name}” is removed")
        name = shorten(record.caption, _NAME)
        text = text.format(kind=record.label(), name=name)
        if isinstance(record, Activity):
            letters = self._letters.of(record, added=added)
            text = _("{text}: {letters}").format(text=text, letters=letters) if letters else text
        return Difference(sort, type(record), record.id, name, text)
