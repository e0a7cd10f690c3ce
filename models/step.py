"""One user action while it is being put together, and how its changes are applied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from models.ddl import to_sql
from models.errors import Refusal
from models.fields import Kind, Value
from models.history import Change, Changes
from models.i18n import _
from models.record import TYPES, Record
from models.snapshot import DraftTable, Snapshot

if TYPE_CHECKING:
    from sqlite_utils import Database

R = TypeVar("R", bound=Record)


class Step:
    """The changes of one user action while it is being put together."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        """The workshop including what this step has changed so far."""
        self.collected: list[Change] = []
        self._drafts: dict[type[Record], DraftTable] = {}
        self.changes = Changes("", ())
        """What was committed; filled when the step ends."""

    def insert(self, record: R) -> R:
        """Add a record; its values are cleaned and checked. Returns it as stored."""
        values = {key: self._checked(record, key, record.values[key]) for key in record.fields}
        record = record.replace(None, **values)
        image = {**record.values, "position": record.position}
        self._collect(Change(type(record), record.id, None, image))
        return record

    def update(self, record: R, /, **values: Value) -> R:
        """Set some values of a record, cleaned and checked. Returns it as stored."""
        current = self._current(record)
        checked = {key: self._checked(record, key, value) for key, value in values.items()}
        after = {key: v for key, v in checked.items() if v != current.values[key]}
        if after:
            before = {key: current.values[key] for key in after}
            self._collect(Change(type(record), record.id, before, after))
        return self._current(record)

    def move(self, record: R, position: float) -> R:
        """Give a record another place in the stored order."""
        before = {"position": self._current(record).position}
        self._collect(Change(type(record), record.id, before, {"position": position}))
        return self._current(record)

    def set_one(self, record_type: type[R], **values: Value) -> R:
        """Set values of a `single` record, which is made where the file has none yet."""
        found = self.snapshot.get(record_type, record_type.type_name)
        if found is None:
            return self.insert(record_type.new(**values))
        return self.update(found, **values)

    def delete(self, record: Record) -> None:
        """Remove a record, the records it owns, and every link to it."""
        for record_type in TYPES.values():
            for field in record_type.links():
                if field.target == record.type_name:
                    for other in list(self.snapshot.grouped(field).get(record.id, ())):
                        if field.owned:
                            self.delete(other)
                        else:
                            self.update(other, **{field.name: ""})
        current = self._current(record)
        image = {**current.values, "position": current.position}
        self._collect(Change(type(record), record.id, image, None))

    def named(self, record_type: type[R], name: str) -> R:
        """The record of a type with this name, at the end of its table where it is new."""
        found = self.snapshot.find(record_type, name)
        if found is not None:
            return found
        last = self.snapshot.table(record_type).last_position
        given: dict[str, Value] = {record_type.label_field: name}
        return self.insert(record_type.new(last + 1, **given))

    def _current(self, record: R) -> R:
        found = self.snapshot.get(type(record), record.id)
        if found is None:
            raise Refusal(
                _("“{name}” is no longer in the workshop.").format(name=record.caption),
                _("Nothing was changed."),
            )
        return found

    def _checked(self, record: Record, key: str, value: Value) -> Value:
        field = record.fields[key]
        checked = field.check(value)
        if field.kind is Kind.LINK and checked:
            target = TYPES[field.target]
            if self.snapshot.get(target, str(checked)) is None:
                raise field.refuse(_("the record it points to is not in the workshop."))
        return checked

    def _collect(self, change: Change) -> None:
        self.collected.append(change)
        table = self._drafts.get(change.record_type)
        if table is None:  # copied once per step, so that pasting n rows takes n operations
            table = self._drafts[change.record_type] = DraftTable(
                self.snapshot.table(change.record_type)
            )
            self.snapshot = self.snapshot.with_table(change.record_type, table)
        _apply(table, change)


def applied(snapshot: Snapshot, changes: Iterable[Change]) -> Snapshot:
    """The snapshot after `changes`; tables that they do not touch stay the same objects."""
    drafts: dict[type[Record], DraftTable] = {}
    for change in changes:
        record_type = change.record_type
        if record_type not in drafts:
            drafts[record_type] = DraftTable(snapshot.table(record_type))
        _apply(drafts[record_type], change)
    for record_type, draft in drafts.items():
        snapshot = snapshot.with_table(record_type, draft.finished())
    return snapshot


def _apply(table: DraftTable, change: Change) -> None:
    if change.after is None:
        table.drop(change.id)
    else:
        table.put(_after(change.record_type, table.get(change.id), change))


def _after(record_type: type[Record], current: Record | None, change: Change) -> Record:
    image = dict(change.after or {})
    place = image.pop("position", None)
    position = float(place) if isinstance(place, int | float) else None
    if current is None or change.before is None:
        # An image from an older version of the file lacks fields that came later.
        defaults = {key: field.empty for key, field in record_type.fields.items()}
        return record_type(change.id, position or 0.0, {**defaults, **image})
    return current.replace(position, **image)


def write(db: Database, change: Change) -> None:
    """Write one change through the connection of an open transaction."""
    table = change.record_type.type_name
    if change.after is None:
        db.execute(f'DELETE FROM "{table}" WHERE id = ?', (change.id,))  # noqa: S608
        return
    values = {key: to_sql(value) for key, value in change.after.items()}
    if change.before is None:
        names = ", ".join(f'"{key}"' for key in values)
        marks = ", ".join("?" * (len(values) + 1))
        db.execute(
            f'INSERT INTO "{table}" (id, {names}) VALUES ({marks})',  # noqa: S608
            (change.id, *values.values()),
        )
    else:
        names = ", ".join(f'"{key}" = ?' for key in values)
        db.execute(
            f'UPDATE "{table}" SET {names} WHERE id = ?',  # noqa: S608
            (*values.values(), change.id),
        )
