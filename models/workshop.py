"""An open workshop: the current snapshot, and the one door through which it changes.

    with workshop.step(_("Add value target")) as step:
        step.insert(ValueTarget.new(what="Handling time"))

A step is one transaction: its rows and its line of the history are committed together when
the block ends, or not at all when it raises. Reading costs nothing, because the snapshot is
in memory. sqlite-utils is loaded with the first write: a third of Qt's own loading time that
nobody should wait for who only looks.
"""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from models import freezing, history, kept
from models.ddl import from_sql
from models.errors import ReadOnly, Refusal
from models.files import as_os_error, refusal_for
from models.history import Change, Changes, LogEntry, LogLine, StepKind
from models.i18n import _
from models.lock import FileLock
from models.record import TYPES
from models.snapshot import Snapshot, Table
from models.step import Step, applied, write

if TYPE_CHECKING:
    from sqlite_utils import Database

Listener = Callable[[Changes], None]

_open_files: set[Path] = set()
"""Workshops open in this process. Opening one twice would drop SQLite's POSIX locks."""


def is_open(path: Path) -> bool:
    """Whether this process has the workshop at `path` open."""
    return path in _open_files


class Workshop:
    """One open workshop file. Make it with `models.opening`."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: FileLock | None, reason: str
    ) -> None:
        self.path = path
        self.read_only_reason = reason
        """Why nothing can be changed, as a sentence; empty when it can."""
        self._connection = connection
        self._lock = lock
        self._database: Database | None = None
        self._snapshot = _read_all(connection)
        self._listeners: list[Listener] = []
        self._writing = False
        self._reason: freezing.Reason | None = None
        self._opened_at_step = self._last_step()
        _open_files.add(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def snapshot(self) -> Snapshot:
        """The workshop as it is now; a value that never changes under the reader."""
        return self._snapshot

    @property
    def read_only(self) -> bool:
        """Whether changes are refused; see `read_only_reason`."""
        return bool(self.read_only_reason)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every committed change. Returns the way to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextlib.contextmanager
    def step(
        self, name: str, *, merge: str = "", first: bool = False, note: str = ""
    ) -> Iterator[Step]:
        """Collect changes and commit them as one undoable step called `name`.

        With `merge`, a step that directly follows one with the same key becomes part of it:
        so typing in one cell is one step, however often it was saved on the way. A `first`
        step is what a workshop begins with (the example, a file read in): undo stops there.
        With a `note` for the program, the line is written even where nothing is changed.
        """
        if self.read_only:
            raise ReadOnly(self.read_only_reason)
        if self._writing:
            raise RuntimeError("A step is already open: call the actions one after the other.")
        self._writing = True
        try:
            step = Step(self._snapshot)
            yield step
            if not first:
                kept.guard(step, self._snapshot)
                freezing.guard(step, self._snapshot, self._reason)
            changes = history.combine(step.collected)
            if changes or note:
                kind = StepKind.FIRST if first else StepKind.EDIT
                # What was changed for a reason is a step of its own, with its own amendment.
                merge = "" if self._reason or note else merge
                self._commit(Changes(name, changes), kind, merge=merge, note=note)
                step.changes = Changes(name, changes)
        finally:
            self._writing = False
        if changes or note:
            self._tell(step.changes)

    @contextlib.contextmanager
    def because(self, reason: freezing.Reason) -> Iterator[None]:
        """Within the block, frozen conditions may change: for this reason (`models.freezing`)."""
        self._reason = reason
        try:
            yield
        finally:
            self._reason = None

    @property
    def undo_name(self) -> str:
        """Name of the step that `undo` would take back; empty where there is none."""
        row = self._undoable()
        return str(row[1]) if row else ""

    @property
    def redo_name(self) -> str:
        """Name of the step that `redo` would bring back; empty where there is none."""
        row = self._redoable()
        return str(row[1]) if row else ""

    def undo(self) -> Changes:
        """Take the last step back. Empty changes where there is nothing to undo."""
        row = self._undoable()
        if row is None or self.read_only:
            return Changes("", ())
        changes = history.inverted(history.load(row[2]))
        return self._reverse(row, changes, StepKind.UNDO)

    def redo(self) -> Changes:
        """Bring back the step that was undone last. Empty changes where there is none."""
        row = self._redoable()
        if row is None or self.read_only:
            return Changes("", ())
        return self._reverse(row, history.load(row[2]), StepKind.REDO)

    def mark(self, name: str, note: str = "") -> None:
        """Set a restore point called `name` at the present moment; `note` is for the program."""
        if self.read_only:
            raise ReadOnly(self.read_only_reason)
        with self._transaction() as db:
            self._log(db, Changes(name, ()), StepKind.POINT, merge=note)
        self._tell(Changes(name, ()))

    def restore_points(self) -> list[LogEntry]:
        """All restore points, newest first."""
        rows = self._connection.execute(
            "SELECT step, at, name, kind FROM history WHERE kind = ? ORDER BY step DESC",
            (StepKind.POINT,),
        )
        return [LogEntry(s, at, name, StepKind(kind)) for s, at, name, kind in rows]

    def log(self, limit: int = 200) -> list[LogEntry]:
        """The latest lines of the history, newest first."""
        rows = self._connection.execute(
            "SELECT step, at, name, kind FROM history ORDER BY step DESC LIMIT ?", (limit,)
        )
        return [LogEntry(s, at, name, StepKind(kind)) for s, at, name, kind in rows]

    def lines(self, kind: StepKind | None = None) -> list[LogLine]:
        """The history in full, oldest line first; or its lines of one kind."""
        rows = self._connection.execute(
            "SELECT step, at, name, kind, reverses, state, merge, changes FROM history"
            " WHERE ? IS NULL OR kind = ? ORDER BY step",
            (kind, kind),
        )
        return [LogLine(*row) for row in rows]

    def copy_into(self, other: sqlite3.Connection) -> None:
        """Make an empty database a complete copy of this file, as it is now."""
        self._connection.backup(other)

    @property
    def last_saved(self) -> str:
        """When the last step was committed (ISO 8601, UTC); empty in a new file."""
        row = self._connection.execute("SELECT at FROM history ORDER BY step DESC LIMIT 1")
        found = row.fetchone()
        return str(found[0]) if found else ""

    def revert_to_opened(self) -> Changes:
        """Go back to how the workshop was when it was opened, as one undoable step."""
        return self.revert_to(self._opened_at_step, _("Revert to how it was when opened"))

    def revert_to(self, step: int, name: str) -> Changes:
        """Go back to the moment after `step` of the log, as one undoable step.

        Its line notes the moment: see `history.back_to`.
        """
        if self.read_only:
            raise ReadOnly(self.read_only_reason)
        net = self._net_since(step)
        if not net:
            return Changes(name, ())
        changes = Changes(name, history.inverted(net))
        self._commit(changes, StepKind.EDIT, note=history.back_to(step))
        self._tell(changes)
        return changes

    def close(self) -> None:
        """Close the file and let others write it. Everything is already saved."""
        if self.path in _open_files:
            self._connection.close()
            if self._lock:
                self._lock.release()
            _open_files.discard(self.path)

    def _tell(self, changes: Changes) -> None:
        for listener in list(self._listeners):
            listener(changes)

    def _undoable(self) -> tuple[int, str, str] | None:
        return self._one_step("state = 'done' ORDER BY step DESC")

    def _redoable(self) -> tuple[int, str, str] | None:
        return self._one_step("state = 'undone' ORDER BY step")

    def _one_step(self, which: str) -> tuple[int, str, str] | None:
        row: tuple[int, str, str] | None = self._connection.execute(
            f"SELECT step, name, changes FROM history WHERE kind = 'edit' AND {which} LIMIT 1"  # noqa: S608
        ).fetchone()
        return row

    def _reverse(
        self, row: tuple[int, str, str], changes: tuple[Change, ...], kind: StepKind
    ) -> Changes:
        result = Changes(row[1], changes)
        self._commit(result, kind, reverses=row[0])
        self._tell(result)
        return result

    def _net_since(self, step: int) -> tuple[Change, ...]:
        rows = self._connection.execute(
            "SELECT changes FROM history WHERE step > ? ORDER BY step", (step,)
        )
        return history.combine(change for (text,) in rows for change in history.load(text))

    def _last_step(self) -> int:
        return int(
            self._connection.execute("SELECT coalesce(max(step), 0) FROM history").fetchone()[0]
        )

    def _commit(
        self,
        changes: Changes,
        kind: StepKind,
        *,
        merge: str = "",
        note: str = "",
        reverses: int | None = None,
    ) -> None:
        with self._transaction() as db:
            for change in changes.items:
                write(db, change)
            if kind is StepKind.EDIT:
                if not (merge and self._merged(db, changes, merge)):
                    db.execute("UPDATE history SET state = 'dropped' WHERE state = 'undone'")
                    self._log(db, changes, kind, merge=merge or note)
            else:
                state = "undone" if kind is StepKind.UNDO else "done"
                db.execute("UPDATE history SET state = ? WHERE step = ?", (state, reverses))
                self._log(db, changes, kind, reverses=reverses)
        self._snapshot = applied(self._snapshot, changes.items)

    def _merged(self, db: Database, changes: Changes, merge: str) -> bool:
        last = db.execute(
            "SELECT step, kind, merge, changes FROM history ORDER BY step DESC LIMIT 1"
        ).fetchone()
        if not last or last[1:3] != (StepKind.EDIT, merge) or last[0] <= self._opened_at_step:
            return False
        together = history.combine([*history.load(last[3]), *changes.items])
        if together:
            db.execute(
                "UPDATE history SET at = ?, name = ?, changes = ? WHERE step = ?",
                (_now(), changes.name, history.dump(together), last[0]),
            )
        else:  # typed and taken back: as if nothing had happened
            db.execute("DELETE FROM history WHERE step = ?", (last[0],))
        return True

    def _log(
        self,
        db: Database,
        changes: Changes,
        kind: StepKind,
        *,
        merge: str = "",
        reverses: int | None = None,
    ) -> None:
        db.execute(
            "INSERT INTO history (at, name, kind, reverses, state, merge, changes)"
            " VALUES (?, ?, ?, ?, 'done', ?, ?)",
            (_now(), changes.name, kind, reverses, merge, history.dump(changes.items)),
        )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Database]:
        """The only place where the connection may write (`query_only` is off nowhere else)."""
        db = self._writer()
        self._connection.execute("PRAGMA query_only=OFF")
        try:
            with db.atomic():
                yield db
        except sqlite3.Error as error:
            raise _refused(error, self.path) from error
        finally:
            self._connection.execute("PRAGMA query_only=ON")

    def _writer(self) -> Database:
        if self._database is None:
            from sqlite_utils import Database  # noqa: PLC0415 - see the module's docstring

            self._database = Database(self._connection, execute_plugins=False)
        return self._database


def _read_all(db: sqlite3.Connection) -> Snapshot:
    tables = {}
    for name, record_type in TYPES.items():
        columns = ", ".join(f'"{key}"' for key in record_type.fields)
        kinds = [(key, field.kind) for key, field in record_type.fields.items()]
        rows = db.execute(f'SELECT id, position, {columns} FROM "{name}"')  # noqa: S608
        tables[name] = Table(
            {
                row[0]: record_type(
                    row[0],
                    row[1],
                    {
                        key: from_sql(kind, value)
                        for (key, kind), value in zip(kinds, row[2:], strict=True)
                    },
                )
                for row in rows
            }
        )
    return Snapshot(tables)


def _refused(error: sqlite3.Error, path: Path) -> Refusal:
    cause = as_os_error(error)
    if cause.errno == errno.ENOSPC:
        return refusal_for(cause, path)
    return Refusal(
        _("The last change could not be saved: {error}.").format(error=error),
        _("Everything before it is safe in the file."),
        _("Check that the disk is there and has space, then try again."),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
