"""One committed, undoable edit against a bare UPDATE and commit with the same pragmas.

python -m benchmarks.edit
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

from benchmarks.measure import Result, calm, compare, milliseconds, show
from benchmarks.sample import large_file
from models import actions
from models.opening import open_workshop
from models.paths import ROOT
from models.records import ValueTarget

EDITS = 300
BUDGET = 2.0


def measure() -> list[Result]:
    """Each edit a step of its own, and all edits of one cell as one step."""
    disk = ROOT / "out"  # not a temporary folder, which can be memory: flushing costs nothing there
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        file = large_file(Path(folder, "large.groundwork"))
        return [
            _against_bare(file, "one committed, undoable edit, against UPDATE and commit", 2),
            _against_bare(file, "the same, typing on in one cell", 1),
        ]


def _against_bare(file: Path, what: str, cells: int) -> Result:
    """Edits that go round `cells` fields: with one, each is merged into the step before."""
    fields = (ValueTarget.volume, ValueTarget.minutes_before)[:cells]
    bare_file = Path(shutil.copy(file, file.with_name("bare.groundwork")))
    ours, theirs = [], []
    calm()
    with open_workshop(file) as workshop, contextlib.closing(bare_connection(bare_file)) as bare:
        target = workshop.snapshot.all(ValueTarget)[0]
        for number in range(EDITS):
            field, value = fields[number % cells], float(1000 + number)
            ours.append(milliseconds(lambda: actions.set_value(workshop, target, field, value)))  # noqa: B023 - called at once
            theirs.append(milliseconds(lambda: _update(bare, field.name, value, target.id)))  # noqa: B023
    return compare(what, BUDGET, ours, theirs, ("Groundwork", "bare"))


def bare_connection(path: Path) -> sqlite3.Connection:
    """A plain connection with the pragmas of `models.storage.connect`."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=DELETE")
    db.executescript("PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON;")
    return db


def _update(db: sqlite3.Connection, column: str, value: float, id_: str) -> None:
    db.execute("BEGIN")
    db.execute(f'UPDATE value_target SET "{column}" = ? WHERE id = ?', (value, id_))  # noqa: S608
    db.execute("COMMIT")


if __name__ == "__main__":
    show(measure())
