"""The workshop file on disk: recognising it, opening it safely, bringing it up to date.

A file is looked at through a read-only connection before anything may write to it, because
it may come from a stranger: it can be no database at all, another program's, damaged, made by
a newer Groundwork, or carry triggers and views that nobody here wrote.
"""

from __future__ import annotations

import contextlib
import errno
import json
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from models.errors import NewerFile, NotAWorkshop, Refusal
from models.files import SUFFIX, as_os_error, no_pipe, refusal_for
from models.i18n import _
from models.paths import ROOT

APPLICATION_ID = 0x47525744
"""Bytes 68 to 71 of the file: "GRWD"."""
_HEADER = 100
_MAGIC = b"SQLite format 3\0"


SCHEMA = ROOT / "models" / "schema"
WHOLE = SCHEMA / "whole.json"
"""The schema after the last migration, written by `make docs`."""


def schema_scripts() -> list[Path]:
    """The SQL of all file versions that this program knows, oldest first."""
    return sorted(SCHEMA.glob("*.sql"))


def version() -> int:
    """The file version that this program writes."""
    return len(schema_scripts())


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection with the pragmas that DELETE-journal safety rests upon.

    `synchronous=EXTRA` also flushes the folder after the journal is deleted: without it a
    power cut can bring back the state before the last commit (sqlite.org/pragma.html).
    """
    mode = "rw" if write else "ro"
    db = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=2
    )
    try:
        db.executescript(
            "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA foreign_keys=OFF;"
        )
        if write:
            db.execute("PRAGMA journal_mode=DELETE")
            db.executescript("PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON;")
        db.execute("PRAGMA query_only=ON")
    except sqlite3.Error:
        db.close()
        raise
    return db


def inspect(path: Path) -> int:
    """The file version of the workshop at `path`, after checking that it is one.

    Changes nothing, unless the program died while writing: then SQLite first takes back the
    unfinished commit.

    Raises:
        NotAWorkshop: missing, empty, foreign or damaged.
        NewerFile: written by a newer Groundwork.
    """
    _check_header(path)
    try:
        with contextlib.closing(_connect_for_inspection(path)) as db:
            return _check_content(db, path)
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise Refusal(
                _("“{name}” is being written by another program.").format(name=path.name),
                _("Nothing was changed."),
                _("Wait a moment and open it again."),
            ) from error
        raise _damaged(path) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path) from error


def _check_header(path: Path) -> None:
    try:
        no_pipe(path)
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError as error:
        raise NotAWorkshop(
            _("“{name}” is not there.").format(name=path.name),
            todo=_("It may have been moved or renamed: look for it in the folder."),
        ) from error
    except OSError as error:
        raise NotAWorkshop(
            _("“{name}” cannot be read.").format(name=path.name),
            _("Nothing was changed."),
            _("Check that it is a file, and that you may read it."),
        ) from error
    if not header:
        raise NotAWorkshop(
            _("“{name}” is empty.").format(name=path.name),
            _("Nothing was changed."),
            _("Make a new workshop under another name, or fetch the file again."),
        )
    if not header.startswith(_MAGIC) or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        if header.startswith(_MAGIC) and len(header) < _HEADER:
            raise _damaged(path)
        raise NotAWorkshop(
            _("“{name}” is not a Groundwork workshop.").format(name=path.name),
            _("Nothing was changed."),
            _("Choose a file that ends in {suffix}.").format(suffix=SUFFIX),
        )


def _connect_for_inspection(path: Path) -> sqlite3.Connection:
    db = connect(path, write=False)
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        if error.sqlite_errorname not in ("SQLITE_READONLY_ROLLBACK", "SQLITE_CANTOPEN"):
            raise
        # A journal from a crash: only a writing connection may take the half commit back.
        db = connect(path, write=True)
    return db


def _check_content(db: sqlite3.Connection, path: Path) -> int:
    found = int(db.execute("PRAGMA user_version").fetchone()[0])
    if found > version():
        raise NewerFile(
            _("“{name}” was written by a newer version of Groundwork.").format(name=path.name),
            _("Nothing was changed."),
            _("Update Groundwork, then open it again."),
        )
    if _cut_short(db, path) or db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise _damaged(path)
    if found < 1 or schema_of(db) != expected_schema(found):
        raise NotAWorkshop(
            _("“{name}” holds tables that Groundwork did not make.").format(name=path.name),
            _("Nothing was changed."),
            _("Use a copy from before another program wrote to it."),
        )
    return found


def _cut_short(db: sqlite3.Connection, path: Path) -> bool:
    # SQLite itself reads missing bytes of the last page as zeros without a word.
    pages, size = (db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("page_count", "page_size"))
    return path.stat().st_size < int(pages) * int(size)


def _damaged(path: Path) -> NotAWorkshop:
    return NotAWorkshop(
        _("“{name}” is damaged and cannot be read completely.").format(name=path.name),
        _("Nothing was changed."),
        _("Fetch it again, or open a restore copy from the same folder."),
    )


_MIGRATIONS_TABLE = "_sqlite_migrations"


def schema_of(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Everything that the schema defines, as (name, SQL), without SQLite's own indexes."""
    rows = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name != ? ORDER BY name",
        (_MIGRATIONS_TABLE,),
    )
    return [(str(name), str(sql)) for name, sql in rows]


def expected_schema(file_version: int) -> list[tuple[str, str]]:
    """The schema that a file of this version must have.

    Of the present version it is read from where it was written down: to make it takes as long as
    all the rest of opening a file.
    """
    known = json.loads(WHOLE.read_text("utf-8"))
    if known["version"] == file_version:
        return [(name, sql) for name, sql in known["schema"]]
    return migrated_schema(file_version)


def migrated_schema(file_version: int) -> list[tuple[str, str]]:
    """The schema of a version as the literal migrations make it."""
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        for script in schema_scripts()[:file_version]:
            db.executescript(script.read_text("utf-8"))
        return schema_of(db)


def create(path: Path) -> None:
    """Make an empty workshop file at `path`, which must not exist.

    It is made beside its place and moved there when complete. Raises Refusal.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - costs as much as a third of Qt

    from models.migrations import migrations  # noqa: PLC0415

    if path.exists():
        raise Refusal(
            _("“{name}” already exists.").format(name=path.name),
            _("It was not changed."),
            _("Choose another name."),
        )
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch()
        with contextlib.closing(connect(part, write=True)) as connection:
            connection.execute("PRAGMA query_only=OFF")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            migrations().apply(Database(connection, execute_plugins=False))
            connection.execute(f"PRAGMA user_version={version()}")
        part.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise refusal_for(as_os_error(error), path) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def migrate(path: Path) -> Path:
    """Bring an older workshop up to date, after a backup beside it. Returns the backup.

    Raises Refusal when a migration fails; the file is then as it was before.
    """
    backup = backup_copy(path, _("before update"))
    try:
        with contextlib.closing(connect(path, write=True)) as connection:
            connection.execute("PRAGMA query_only=OFF")
            _bring_up_to_date(connection)
    except sqlite3.Error as error:
        raise Refusal(
            _("“{name}” could not be updated to this version: {error}.").format(
                name=path.name, error=error
            ),
            _("It is as it was, and there is a copy beside it: “{copy}”.").format(copy=backup.name),
            _("Open it with the version of Groundwork that wrote it."),
        ) from error
    return backup


def in_memory(path: Path) -> sqlite3.Connection:
    """A workshop read into memory, an older one brought up to date there; its file is closed.

    Raises Refusal.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with contextlib.closing(connect(path, write=False)) as source:
            source.backup(memory)
        if memory.execute("PRAGMA user_version").fetchone()[0] < version():
            _bring_up_to_date(memory)
        memory.execute("PRAGMA query_only=ON")
    except sqlite3.Error as error:
        memory.close()
        raise Refusal(
            _("“{name}” could not be read: {error}.").format(name=path.name, error=error),
            _("Nothing was changed."),
            _("Wait a moment and try again; or copy it to this computer first."),
        ) from error
    return memory


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply the migrations that are missing, all or none."""
    from sqlite_utils import Database  # noqa: PLC0415 - only an older file needs it

    from models.migrations import migrations  # noqa: PLC0415

    db = Database(connection, execute_plugins=False)
    with db.atomic():
        migrations().apply(db)
        connection.execute(f"PRAGMA user_version={version()}")


def backup_copy(path: Path, note: str) -> Path:
    """A complete copy of a workshop file beside it, through SQLite's backup API.

    Raises Refusal when there is no room for it, or it cannot be written.
    """
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H%M%S")
    target = path.with_name(f"{path.stem} ({note} {stamp}){SUFFIX}")
    try:
        if shutil.disk_usage(path.parent).free < path.stat().st_size * 2:
            raise OSError(errno.ENOSPC, "disk full")
        with (
            contextlib.closing(connect(path, write=False)) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except (sqlite3.Error, OSError) as error:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise refusal_for(as_os_error(error), target) from error
    return target
