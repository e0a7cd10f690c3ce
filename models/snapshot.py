"""The whole workshop at one moment: immutable, cheap to derive, safe to hand to a worker.

A change makes a new snapshot that shares every untouched table with the old one, so that
views and findings can tell by identity what cannot have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, Protocol, Self, TypeVar, cast

from models.fields import Field, Value
from models.record import TYPES, Record

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Derivable(Protocol):
    """Something made of a table that can follow its changes instead of being made anew."""

    def follow(self, before: Table, after: Table, touched: Collection[str]) -> Self:
        """The same for the table `after`, which differs from `before` in the `touched` ids."""
        ...


class Table(Mapping[str, Record]):
    """The records of one type by id. Iterates in stored order.

    A table knows the one it was made from until the next one is made from it, so that what
    was derived from a large table follows a small change.
    """

    def __init__(
        self,
        rows: Mapping[str, Record],
        base: Table | None = None,
        touched: Collection[str] = frozenset(),
    ) -> None:
        self._rows = rows
        few = base is not None and len(touched) * 8 < len(rows)
        self._base = base if few else None
        self._touched = touched
        if base is not None:
            base._base = None  # or every table that ever was would be kept
        self._ordered: tuple[Record, ...] | None = None
        self._groups: dict[str, dict[Value, list[Record]]] = {}
        self._made: dict[Callable[[Table], Any], Any] = {}

    def __reduce__(self) -> tuple[type[Table], tuple[dict[str, Record]]]:
        """Only the records travel to another process: what was derived is derived there again."""
        return Table, (dict(self._rows),)

    def __getitem__(self, id: str) -> Record:
        return self._rows[id]

    def __iter__(self) -> Iterator[str]:
        return (record.id for record in self.ordered)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, id: object) -> bool:
        return id in self._rows

    @property
    def unordered(self) -> Iterable[Record]:
        """All records, for whom the order does not matter: nothing is sorted."""
        return self._rows.values()

    @property
    def ordered(self) -> tuple[Record, ...]:
        """All records as the user arranged them."""
        if self._ordered is None:
            self._ordered = self._order_of_base() or tuple(
                sorted(self._rows.values(), key=attrgetter("position", "id"))
            )
        return self._ordered

    def _order_of_base(self) -> tuple[Record, ...]:
        """The order of the table before, where no record came, went or moved."""
        base, rows = self._base, self._rows
        if base is None or base._ordered is None:
            return ()
        for id_ in self._touched:
            old, new = base.get(id_), rows.get(id_)
            if old is None or new is None or old.position != new.position:
                return ()
        touched = self._touched
        return tuple(rows[r.id] if r.id in touched else r for r in base._ordered)

    @property
    def last_position(self) -> float:
        """Position of the last record; 0 in an empty table."""
        return self.ordered[-1].position if self._rows else 0.0

    def since(self, before: Table) -> Collection[str] | None:
        """The ids that differ from `before`, where this table was made from it by a small change;
        None where that is not known, or not worth following.
        """
        return self._touched if self._base is before else None

    def grouped(self, field: str) -> Mapping[Value, list[Record]]:
        """Records by the value of one field; calculated once per table."""
        if field not in self._groups:
            groups: dict[Value, list[Record]] = {}
            for record in self.ordered:
                groups.setdefault(record.values[field], []).append(record)
            self._groups[field] = groups
        return self._groups[field]

    def once(self, function: Callable[[Table], T]) -> T:
        """What `function` makes of this table; calculated once per table."""
        if function not in self._made:
            known = self._base._made.get(function) if self._base else None
            if self._base and hasattr(known, "follow"):
                self._made[function] = cast("Derivable", known).follow(
                    self._base, self, self._touched
                )
            else:
                self._made[function] = function(self)
        return cast("T", self._made[function])


class DraftTable(Table):
    """A table that a step changes in place until it is committed. Never leaves the step."""

    def __init__(self, table: Table) -> None:
        self._from = table
        self._changed: set[str] = set()
        self._draft = dict(table._rows)
        super().__init__(self._draft)
        self._last: float | None = None

    @property
    def last_position(self) -> float:
        """Position of the last record, kept up to date so that adding n rows sorts once."""
        if self._last is None:
            self._last = super().last_position
        return self._last

    def put(self, record: Record) -> None:
        """Add or replace one record."""
        last = None if record.id in self._draft else self._last
        self._draft[record.id] = record
        self._changed.add(record.id)
        self._forget()
        self._last = None if last is None else max(last, record.position)

    def drop(self, id: str) -> None:
        """Remove one record."""
        self._draft.pop(id, None)
        self._changed.add(id)
        self._forget()
        self._last = None

    def finished(self) -> Table:
        """The table as it is now, for good."""
        return Table(self._draft, self._from, self._changed)

    def _forget(self) -> None:
        self._ordered = None
        self._groups.clear()
        self._made.clear()


_EMPTY = Table({})


class Snapshot:
    """Every record of a workshop at one moment."""

    def __init__(self, tables: Mapping[str, Table] | None = None) -> None:
        self._tables = dict(tables or {})

    def table(self, record_type: type[Record]) -> Table:
        """The table of one type; the same object as long as nothing in it changed."""
        return self._tables.get(record_type.type_name, _EMPTY)

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """All records of a type, as the user arranged them."""
        return cast("tuple[R, ...]", self.table(record_type).ordered)

    def get(self, record_type: type[R], id: str) -> R | None:
        """The record with this id, or None."""
        table = self.table(record_type)
        return cast("R", table[id]) if id in table else None

    def one(self, record_type: type[R]) -> R:
        """The record of a `single` type; blank where the file has none yet."""
        found = self.get(record_type, record_type.type_name)
        return found or record_type.new()

    def grouped(self, field: Field[Any]) -> Mapping[Value, list[Any]]:
        """The records of a field's type by the value of that field, in stored order."""
        return self.table(field.owner).grouped(field.name)

    def linked(self, field: Field[Any], record: Record) -> Record | None:
        """The record that a link field of `record` points to, or None."""
        return self.get(TYPES[field.target], str(record.values[field.name]))

    def name_of(self, field: Field[Any], record: Record) -> str:
        """What the record that a link field points to is called; empty where there is none."""
        target = self.linked(field, record)
        return target.caption if target else ""

    def find(self, record_type: type[R], caption: str) -> R | None:
        """The first record of a type with this name, upper and lower case alike."""
        wanted = caption.casefold().strip()
        return next((r for r in self.all(record_type) if r.caption.casefold() == wanted), None)

    def with_table(self, record_type: type[Record], table: Table) -> Snapshot:
        """A snapshot that differs in one table."""
        return Snapshot({**self._tables, record_type.type_name: table})

    def __eq__(self, other: object) -> bool:
        """Equal content: the same records in the same order."""
        return isinstance(other, Snapshot) and all(
            _content(self.table(t)) == _content(other.table(t)) for t in TYPES.values()
        )

    __hash__ = None  # type: ignore[assignment]


def _content(table: Table) -> list[tuple[str, Mapping[str, Value]]]:
    return [(record.id, record.values) for record in table.ordered]
