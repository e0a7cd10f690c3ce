"""History as data: what each step changed, kept in the workshop file itself.

The log only grows. A step records, for each record it touched, the fields before and after;
undoing a step appends another one with the changes turned round. So any earlier moment can
be reached again, also after the program was closed or killed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from models.ddl import from_sql, to_sql
from models.fields import Kind, Value
from models.i18n import N_, _
from models.record import TYPES, Record

Image = Mapping[str, Value] | None
"""Fields of a record at one side of a change (`position` included); None: not there."""


class StepKind(StrEnum):
    """What a line of the log is."""

    FIRST = "first"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    POINT = "point"

    @property
    def label(self) -> str:
        """The word for it, in the current language."""
        return _(_KIND_LABELS[self])


_KIND_LABELS = {
    StepKind.FIRST: N_("Beginning"),
    StepKind.EDIT: N_("Change"),
    StepKind.UNDO: N_("Undone"),
    StepKind.REDO: N_("Redone"),
    StepKind.POINT: N_("Restore point"),
}


class Change(NamedTuple):
    """One record before and after: added (before is None), removed (after is None) or edited.

    For an edited record both images hold only the fields that differ.
    """

    record_type: type[Record]
    id: str
    before: Image
    after: Image

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.record_type, self.id, self.after, self.before)

    @property
    def empty(self) -> bool:
        """Whether nothing differs in the end."""
        return self.before == self.after

    def then(self, later: Change) -> Change:
        """This change and a `later` one of the same record as a single change."""
        if self.before is None:
            after = None if later.after is None else {**(self.after or {}), **later.after}
            return Change(self.record_type, self.id, None, after)
        if later.after is None:
            before = {**(later.before or {}), **self.before}
            return Change(self.record_type, self.id, before, None)
        if self.after is None:  # removed, then added again
            return _difference(self, later.after)
        before = {**(later.before or {}), **self.before}
        after = {**self.after, **later.after}
        return _only_differing(Change(self.record_type, self.id, before, after))


def _difference(removal: Change, image: Mapping[str, Value]) -> Change:
    return _only_differing(Change(removal.record_type, removal.id, removal.before, image))


def _only_differing(change: Change) -> Change:
    before, after = change.before or {}, change.after or {}
    keys = [key for key in after if before.get(key) != after[key]]
    return Change(
        change.record_type,
        change.id,
        {key: before.get(key) for key in keys},
        {key: after[key] for key in keys},
    )


class Changes(NamedTuple):
    """What one step changed: handed to every view that shows the workshop."""

    name: str
    items: tuple[Change, ...]

    @property
    def types(self) -> frozenset[type[Record]]:
        """The record types touched."""
        return frozenset(change.record_type for change in self.items)

    def of(self, record_type: type[Record]) -> list[Change]:
        """The changes to one record type."""
        return [change for change in self.items if change.record_type is record_type]

    def __bool__(self) -> bool:
        return bool(self.items)


class LogEntry(NamedTuple):
    """One line of the history: when, what, and for restore points where."""

    step: int
    at: str
    name: str
    kind: StepKind


class LogLine(NamedTuple):
    """One line of the log in full, as the file holds it."""

    step: int
    at: str
    name: str
    kind: str
    reverses: int | None
    state: str
    """"done", "undone", or "dropped": undone and written over."""
    merge: str
    """What joins edits of one cell to one step; or what the program notes about the line."""
    changes: str
    """See `load`."""


def combine(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The net effect of changes in order: one per record, none that cancel out."""
    net: dict[tuple[type[Record], str], Change] = {}
    for change in changes:
        key = (change.record_type, change.id)
        net[key] = net[key].then(change) if key in net else change
    return tuple(change for change in net.values() if not change.empty)


_BACK_TO = "back to "


def back_to(step: int) -> str:
    """The note of a line that took back everything after `step` of the log."""
    return f"{_BACK_TO}{step}"


def went_back_to(note: str) -> int | None:
    """The step that a line went back to; None for other lines."""
    step = note.removeprefix(_BACK_TO)
    return int(step) if step != note and step.isdecimal() else None


def noted(note: str) -> dict[str, Any]:
    """What the program notes about a line beside its changes; empty for what joins edits."""
    try:
        found = json.loads(note) if note.startswith("{") else None
    except ValueError:  # nobody but this program writes there, but a file may come from anywhere
        found = None
    return found if isinstance(found, dict) else {}


def inverted(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take `changes` back, last first."""
    return tuple(change.inverse for change in reversed(list(changes)))


def dump(changes: Iterable[Change]) -> str:
    """The changes as the history column holds them (JSON)."""
    rows = [[c.record_type.type_name, c.id, _to_json(c.before), _to_json(c.after)] for c in changes]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> tuple[Change, ...]:
    """The changes from a history column. Fields that no longer exist are passed over."""
    return tuple(
        Change(TYPES[name], id_, _from_json(name, before), _from_json(name, after))
        for name, id_, before, after in json.loads(text)
        if name in TYPES
    )


def added(text: str) -> set[str]:
    """The ids of the records that the changes of a history column add."""
    return {id_ for _name, id_, before, _after in json.loads(text) if before is None}


def _to_json(image: Image) -> dict[str, Any] | None:
    return None if image is None else {key: to_sql(value) for key, value in image.items()}


def _from_json(name: str, image: dict[str, Any] | None) -> Image:
    if image is None:
        return None
    kinds = {key: field.kind for key, field in TYPES[name].fields.items()}
    kinds["position"] = Kind.NUMBER
    return {key: from_sql(kinds[key], value) for key, value in image.items() if key in kinds}
