"""The workshop file: complete after every accident, refused when it is not ours, one writer."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models import actions, ddl, storage
from models.errors import NewerFile, NotAWorkshop, ReadOnly, Refusal
from models.lock import FileLock
from models.opening import create_workshop, open_workshop
from models.record import TYPES
from models.records import Kpi, Person, ValueTarget
from models.workshop import Workshop
from tests.builders import full_records

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed workshop with one record of every type."""
    made = tmp_path / "day.groundwork"
    with create_workshop(made) as workshop, workshop.step("Fill") as step:
        for record in full_records():
            step.insert(record.replace(**{field.name: "" for field in record.links()}))
    return made


@pytest.fixture
def writers(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """The connections that are opened for writing from now on."""
    opened: list[sqlite3.Connection] = []
    connect = storage.connect

    def noted(path: Path, *, write: bool) -> sqlite3.Connection:
        connection = connect(path, write=write)
        opened.extend([connection] if write else [])
        return connection

    monkeypatch.setattr(storage, "connect", noted)
    return opened


def fingerprint(path: Path) -> tuple[str, int]:
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns


def names_beside(path: Path) -> list[str]:
    return sorted(p.name for p in path.parent.iterdir())


def add_person(workshop: Workshop, name: str) -> None:
    with workshop.step("Add person") as step:
        step.insert(Person.new(name=name))


# --- what the file is


def tables_of(statements: list[str]) -> dict[str, object]:
    """Each table's kind and columns, whatever the order in which they were added."""
    with closing(sqlite3.connect(":memory:")) as db:
        for statement in statements:
            db.execute(statement)
        found: dict[str, object] = {}
        for _schema, name, kind, _n, without_rowid, strict in db.execute("PRAGMA table_list"):
            if not name.startswith("sqlite_"):
                columns = {row[1:] for row in db.execute(f'PRAGMA table_xinfo("{name}")')}
                found[name] = (kind, bool(without_rowid), bool(strict), columns)
        return found


def test_the_migrations_make_the_tables_that_the_records_declare() -> None:
    made = tables_of([sql for _name, sql in storage.migrated_schema(storage.version())])
    declared = tables_of(list(ddl.declared_tables()))
    assert made.pop("history", None) is not None
    assert made == declared, (
        "models/records and models/schema differ. Add models/schema/NNNN.sql with the missing"
        " ALTER TABLE or CREATE TABLE. Never edit a"
        " migration that has shipped."
    )


def test_the_schema_that_was_written_down_is_the_one_that_the_migrations_make() -> None:
    known = storage.expected_schema(storage.version())
    assert known == storage.migrated_schema(storage.version()), "run: make docs"
    assert json.loads(storage.WHOLE.read_text("utf-8"))["version"] == storage.version()


def test_every_version_of_the_schema_has_its_migration() -> None:
    from models.migrations import migrations

    with closing(sqlite3.connect(":memory:")) as connection:
        from sqlite_utils import Database

        db = Database(connection, execute_plugins=False)
        assert [m.name for m in migrations().pending(db)] == [
            script.stem for script in storage.schema_scripts()
        ]


def test_the_file_names_its_program_and_version(path: Path) -> None:
    assert path.read_bytes()[68:72] == b"GRWD"
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (storage.APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (storage.version(),)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_writing_connection_is_safe_before_and_after_a_step(
    path: Path, writers: list[sqlite3.Connection]
) -> None:
    expected = {
        "journal_mode": "delete",
        "synchronous": 3,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "query_only": 1,
    }
    with open_workshop(path) as workshop:
        (connection,) = writers
        for _ in range(2):
            found = {key: connection.execute(f"PRAGMA {key}").fetchone()[0] for key in expected}
            assert found == expected
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                connection.execute("DELETE FROM person")
            add_person(workshop, "Analyst")


def test_all_kinds_of_values_come_back_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "day.groundwork"
    records = full_records()
    with create_workshop(path) as workshop:
        with workshop.step("Fill") as step:
            for record in records:
                step.insert(record.replace(**{field.name: "" for field in record.links()}))
            for record in records:
                step.update(record, **{f.name: record.values[f.name] for f in record.links()})
        written = workshop.snapshot
    with open_workshop(path) as again:
        assert again.snapshot == written
        for record in records:
            assert again.snapshot.table(type(record))[record.id] == record


# --- opening


@pytest.mark.parametrize("read_only", [False, True])
def test_opening_alone_changes_nothing(path: Path, read_only: bool) -> None:
    before, beside = fingerprint(path), names_beside(path)
    with open_workshop(path, read_only=read_only) as workshop:
        assert workshop.snapshot.all(Person)
        assert workshop.undo_name == "Fill"
    assert fingerprint(path) == before
    assert names_beside(path) == beside


def test_a_workshop_opened_to_look_at_refuses_every_change(path: Path) -> None:
    before = fingerprint(path)
    with open_workshop(path, read_only=True) as workshop:
        with pytest.raises(ReadOnly):
            add_person(workshop, "Analyst")
        with pytest.raises(ReadOnly):
            workshop.mark("Agreed")
        assert not workshop.undo()
    assert fingerprint(path) == before


def test_the_same_file_cannot_be_opened_twice_in_one_program(path: Path) -> None:
    link = path.with_name("other.groundwork")
    link.symlink_to(path)
    with open_workshop(path):
        for again in (path, link):
            with pytest.raises(Refusal, match="already open"):
                open_workshop(again)
    open_workshop(link).close()


def elsewhere(program: str, path: Path) -> str:
    """What a program prints that runs in another process with `path` as its argument."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


LOOK = (
    "import sys; from models.opening import open_workshop\n"
    "with open_workshop(sys.argv[1]) as w: print(w.read_only_reason)"
)


def test_a_second_program_can_look_and_is_told_why_not_more(path: Path) -> None:
    with open_workshop(path) as workshop:
        assert "Somebody else has this workshop open" in elsewhere(LOOK, path)
        add_person(workshop, "Still able to write")
    assert elsewhere(LOOK, path) == ""
    assert names_beside(path) == [path.name]


def test_the_lock_beside_the_file_goes_when_the_workshop_is_closed(path: Path) -> None:
    with open_workshop(path):
        assert names_beside(path) == [f".{path.name}.lock", path.name]
    assert names_beside(path) == [path.name]


@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_write_protected_place_is_opened_to_look_at(
    path: Path, monkeypatch: pytest.MonkeyPatch, protected: str
) -> None:
    # os.access answers for the tests' own user, who may be root and is refused nothing.
    what = path if protected == "file" else path.parent
    real = os.access
    monkeypatch.setattr(
        os, "access", lambda p, mode: real(p, mode) and not (Path(p) == what and mode == os.W_OK)
    )
    before, beside = fingerprint(path), names_beside(path)
    with open_workshop(path) as workshop:
        assert "write-protected" in workshop.read_only_reason
        with pytest.raises(ReadOnly, match="write-protected"):
            add_person(workshop, "Analyst")
    assert fingerprint(path) == before
    assert names_beside(path) == beside


# --- accidents

WRITE_FOR_EVER = """
import itertools, sys
from models.opening import open_workshop
from models.records import Person
workshop = open_workshop(sys.argv[1])
for n in itertools.count():
    with workshop.step("Add") as step:
        step.insert(Person.new(float(n), name=f"Person {n}"))
    print(n, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_program_killed_while_writing_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "day.groundwork"
    create_workshop(path).close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_FOR_EVER, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        for _ in range(20):
            process.stdout.readline()
        process.kill()
        saved = 20 + len(process.stdout.read().splitlines())
    with open_workshop(path) as workshop:
        people = len(workshop.snapshot.all(Person))
        assert saved <= people <= saved + 1
        assert len(workshop.log(10_000)) == people
        workshop.undo()
        assert len(workshop.snapshot.all(Person)) == people - 1
    assert names_beside(path) == [path.name]


HALF_A_COMMIT = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size=2")
db.execute("BEGIN IMMEDIATE")
db.execute("DELETE FROM person")
for n in range(200):
    db.execute("INSERT INTO person (id, position, name) VALUES (?, 1, ?)", (str(n), "x" * 5000))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_half_a_commit_is_taken_back_when_the_file_is_opened(path: Path) -> None:
    with open_workshop(path) as workshop:
        before = workshop.snapshot
    whole = path.read_bytes()
    killed = subprocess.run([sys.executable, "-c", HALF_A_COMMIT, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() != whole, "the half commit must have reached the file"
    assert path.with_name(f"{path.name}-journal").exists()
    with open_workshop(path) as workshop:
        assert workshop.snapshot == before
        assert not workshop.read_only
    assert path.read_bytes() == whole
    assert names_beside(path) == [path.name]


def test_a_full_disk_keeps_the_file_and_the_window_as_they_were(
    path: Path, writers: list[sqlite3.Connection]
) -> None:
    with open_workshop(path) as workshop:
        (connection,) = writers
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
        before, whole, log = workshop.snapshot, path.read_bytes(), workshop.log()
        heard: list[object] = []
        workshop.subscribe(heard.append)
        with pytest.raises(Refusal, match="the disk is full") as refused:
            add_person(workshop, "x" * 50_000)
        assert refused.value.todo
        assert workshop.snapshot is before
        assert path.read_bytes() == whole
        assert workshop.log() == log
        assert heard == []
        connection.execute("PRAGMA max_page_count=1000000")
        add_person(workshop, "x" * 50_000)
    with open_workshop(path) as again:
        assert len(again.snapshot.all(Person)) == 2


def test_words_that_were_typed_and_replaced_are_not_left_in_the_file(path: Path) -> None:
    words = "Redundancies in spring"
    with open_workshop(path) as workshop:
        target = workshop.snapshot.all(ValueTarget)[0]
        for text in (words * 200, "Reads faster"):
            with workshop.step("Edit", merge="remark") as step:
                step.update(target, remark=text)
            assert (words.encode() in path.read_bytes()) == (text != "Reads faster")
    assert words.encode() not in path.read_bytes()


# --- files that are not ours


def change(sql: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with closing(sqlite3.connect(path)) as db:
            db.executescript(sql)

    return run


def truncated(share: float, less: int = 0) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share) - less])

    return cut


def replaced_by(data: bytes) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        path.write_bytes(data)

    return replace


def zeroed_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 4] = bytes(4096)
    path.write_bytes(data)


def foreign_database(path: Path) -> None:
    path.unlink()
    change("CREATE TABLE person (name TEXT); INSERT INTO person VALUES ('A')")(path)


DAMAGES: dict[str, tuple[Callable[[Path], None], type[Refusal], str]] = {
    "empty": (replaced_by(b""), NotAWorkshop, "is empty"),
    "text": (replaced_by(b"Dear client, ..." * 20), NotAWorkshop, "is not a Groundwork workshop"),
    "zip": (replaced_by(b"PK\x03\x04" + bytes(500)), NotAWorkshop, "is not a Groundwork"),
    "another database": (foreign_database, NotAWorkshop, "is not a Groundwork workshop"),
    "another program's id": (
        change("PRAGMA application_id=7"),
        NotAWorkshop,
        "is not a Groundwork workshop",
    ),
    "cut after 10 bytes": (truncated(0, -10), NotAWorkshop, "is not a Groundwork workshop"),
    "cut after 50 bytes": (truncated(0, -50), NotAWorkshop, "damaged"),
    "cut after the header": (truncated(0, -100), NotAWorkshop, "damaged"),
    "cut after a page": (truncated(0, -4096), NotAWorkshop, "damaged"),
    "cut in the middle": (truncated(0.5), NotAWorkshop, "damaged"),
    "cut by a page": (truncated(1, 4096), NotAWorkshop, "damaged"),
    "cut by a byte": (truncated(1, 1), NotAWorkshop, "damaged"),
    "a page of zeros": (zeroed_page, NotAWorkshop, "damaged"),
    "newer": (change("PRAGMA user_version=99"), NewerFile, "newer version"),
    "version nought": (change("PRAGMA user_version=0"), NotAWorkshop, "did not make"),
    "a trigger": (
        change("CREATE TRIGGER t AFTER INSERT ON person BEGIN DELETE FROM person; END"),
        NotAWorkshop,
        "did not make",
    ),
    "a view": (change("CREATE VIEW v AS SELECT 1"), NotAWorkshop, "did not make"),
    "an index": (change("CREATE INDEX i ON person (name)"), NotAWorkshop, "did not make"),
    "another table": (change("CREATE TABLE t (a)"), NotAWorkshop, "did not make"),
    "another column": (
        change("ALTER TABLE person ADD COLUMN a TEXT"),
        NotAWorkshop,
        "did not make",
    ),
    "a generated column": (
        change("ALTER TABLE person ADD COLUMN a TEXT AS (name)"),
        NotAWorkshop,
        "did not make",
    ),
    "a table less": (change("DROP TABLE person"), NotAWorkshop, "did not make"),
    "no date": (change("UPDATE pilot SET start = 'soon'"), NotAWorkshop, "cannot read"),
}


@pytest.mark.parametrize(("damage", "kind", "sentence"), DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_not_ours_is_refused_and_not_touched(
    path: Path, damage: Callable[[Path], None], kind: type[Refusal], sentence: str, read_only: bool
) -> None:
    damage(path)
    before, beside = fingerprint(path), names_beside(path)
    for _ in range(2):  # also not left "open" by the first attempt
        with pytest.raises(kind, match=sentence) as refused:
            open_workshop(path, read_only=read_only)
        assert path.name in refused.value.what
        assert refused.value.todo
    assert fingerprint(path) == before
    assert names_beside(path) == beside


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkshop, match="is not there"):
        open_workshop(tmp_path / "day.groundwork")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "day.groundwork"
    folder.mkdir()
    with pytest.raises(NotAWorkshop, match="cannot be read"):
        open_workshop(folder)


# --- making one


@pytest.fixture
def working_folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    assert [p for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_new_workshop_gets_its_suffix_and_is_empty(working_folder: Path) -> None:
    with create_workshop(working_folder / "Claims v1.2") as workshop:
        assert workshop.path.name == "Claims v1.2.groundwork"
        assert all(not workshop.snapshot.all(record_type) for record_type in TYPES.values())
        assert workshop.last_saved == ""


def test_a_workshop_is_not_made_over_another_file(working_folder: Path) -> None:
    there = working_folder / "day.groundwork"
    there.write_bytes(b"mine")
    with pytest.raises(Refusal, match="already exists"):
        create_workshop(there)
    assert there.read_bytes() == b"mine"


def test_a_workshop_in_a_folder_that_is_not_there_is_refused(working_folder: Path) -> None:
    with pytest.raises(Refusal, match="the folder does not exist"):
        create_workshop(working_folder / "missing" / "day")
    assert list(working_folder.iterdir()) == []


# --- older files -----------------------------------------------------------------------------


def next_script(folder: Path) -> Path:
    """The migration that the next version of the program will bring."""
    return folder / f"{len(list(storage.SCHEMA.glob('*.sql'))) + 1:04}.sql"


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program whose file version is one higher, with a migration that works."""
    folder = tmp_path / "schema"
    shutil.copytree(storage.SCHEMA, folder)
    next_script(folder).write_text("ALTER TABLE person ADD COLUMN shoe TEXT;\n")
    monkeypatch.setattr(storage, "SCHEMA", folder)
    return folder


def test_an_older_file_is_backed_up_and_brought_up_to_date(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "old.groundwork"
    with create_workshop(path) as workshop:
        actions.add(workshop, Person, name="Head of Claims")
    before, version = path.read_bytes(), storage.version()

    request.getfixturevalue("newer_program")
    with open_workshop(path) as workshop:
        assert [p.name for p in workshop.snapshot.all(Person)] == ["Head of Claims"]
        workshop.undo()
        assert not workshop.snapshot.all(Person)
    (backup,) = tmp_path.glob("old (before update *.groundwork")
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (version,)
        assert copy.execute("SELECT name FROM person").fetchall() == [("Head of Claims",)]
    assert path.read_bytes() != before


def test_an_older_file_that_is_only_looked_at_stays_as_it_is(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "old.groundwork"
    with create_workshop(path) as workshop:
        actions.add(workshop, Person, name="Head of Claims")
    before = path.read_bytes()
    request.getfixturevalue("newer_program")
    with open_workshop(path, read_only=True) as workshop:
        assert [p.name for p in workshop.snapshot.all(Person)] == ["Head of Claims"]
        with pytest.raises(ReadOnly, match="to look at only"):
            actions.add(workshop, Person, name="Somebody")
    with FileLock(path) as somebody:
        assert somebody.acquire()
        with open_workshop(path) as workshop:
            assert [p.name for p in workshop.snapshot.all(Person)] == ["Head of Claims"]
            assert "Somebody else" in workshop.read_only_reason
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*(before update*"))


def test_an_update_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "old.groundwork"
    create_workshop(path).close()
    before, known = path.read_bytes(), {script.name for script in storage.SCHEMA.iterdir()}
    folder: Path = request.getfixturevalue("newer_program")
    (newest,) = {script.name for script in folder.iterdir()} - known
    (folder / newest).write_text(
        "ALTER TABLE person ADD COLUMN shoe TEXT;\nALTER TABLE nowhere ADD COLUMN x TEXT;\n"
    )
    with pytest.raises(Refusal):
        open_workshop(path)
    assert path.read_bytes() == before


def test_figures_of_a_value_target_become_the_kpi_that_proves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the first version kept with the value target, the second keeps with a KPI."""
    path = tmp_path / "old.groundwork"
    with monkeypatch.context() as first_version:
        folder = tmp_path / "schema"
        folder.mkdir()
        shutil.copy(storage.SCHEMA / "0001.sql", folder)
        first_version.setattr(storage, "SCHEMA", folder)
        storage.create(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO value_target (id, position, what, unit, baseline, target, result, source)"
            " VALUES ('a', 1, 'Wrong desk', '%', 6.5, 2.0, 3.1, 'Audit')"
        )
        db.execute("INSERT INTO value_target (id, position, what) VALUES ('b', 2, 'Postage')")
    with open_workshop(path) as workshop:
        assert [t.what for t in workshop.snapshot.all(ValueTarget)] == ["Wrong desk", "Postage"]
        (kpi,) = workshop.snapshot.all(Kpi)
        assert (kpi.name, kpi.unit, kpi.baseline, kpi.target) == ("Wrong desk", "%", 6.5, 2.0)
        assert (kpi.result, kpi.source, kpi.direction) == (3.1, "Audit", "down")
