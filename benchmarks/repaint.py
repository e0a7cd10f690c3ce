"""From a cell edit to the repainted window with its findings, in a workshop of 2,000 records.

python -m benchmarks.repaint
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.measure import Result, calm, percentile, show
from benchmarks.sample import large_file
from benchmarks.screen import SIZE, offscreen
from models import matrix, raci
from models.paths import ROOT
from models.records import ValueTarget
from models.steps import BY_ID, STEPS
from ui.app import application
from ui.matrix.view import MatrixView
from ui.table.view import RecordTable
from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.section import Grid

EDITS = 200
WARM_UPS = 10
BUDGET = 16.0


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return False


@contextmanager
def large_window() -> Iterator[MainWindow]:
    """The window with a workshop of 2,000 records, on a screen that nobody sees."""
    disk = ROOT / "out"
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        os.environ["QT_QPA_PLATFORM"] = offscreen(Path(folder))
        application()
        window = MainWindow()
        window.open_path(large_file(Path(folder, "large.groundwork")))
        window.resize(*SIZE)
        window.show()
        try:
            yield window
        finally:
            window.close()


def measure() -> list[Result]:
    """In a table and in the matrix, commit included."""
    with large_window() as window:
        return [
            _edits("cell edit to repainted window, table", *_table(window)),
            _edits("cell edit to repainted window, matrix", *_matrix(window)),
        ]


Edit = Callable[[int], object]


def _table(window: MainWindow) -> tuple[MainWindow, Grid, Edit]:
    table = _grid(window, "value")
    assert isinstance(table, RecordTable)  # noqa: S101
    model = table.source
    columns = [model.column_of(f.name) for f in (ValueTarget.volume, ValueTarget.adoption)]

    def edit(number: int) -> object:
        # Every second edit opens or closes findings, which repaints rail and side panel too.
        value = str(1000 + number) if number % 2 == 0 else "" if number % 4 == 1 else "55"
        return model.setData(model.index(1 + number % 8 // 4, columns[number % 2]), value)

    return window, table, edit


def _matrix(window: MainWindow) -> tuple[MainWindow, Grid, Edit]:
    view = _grid(window, "raci")
    assert isinstance(view, MatrixView)  # noqa: S101
    rows = [row.activity for row in view.source.rows if row.activity]

    def edit(number: int) -> object:
        activity, role = rows[number % 10], view.source.roles[number % 7]
        here = raci.letters_at(view.session.snapshot, activity, role)
        letters = ("R", "")[here == "R"] if number % 2 else ("A", "C")[here == "A"]
        return view.session.do(matrix.set_letters, [(activity, role)], letters)

    return window, view, edit


def _grid(window: MainWindow, step: str) -> Grid:
    """The first table or matrix of a step, in front."""
    assert window.workspace is not None  # noqa: S101
    window.workspace.go_to(STEPS.index(BY_ID[step]))
    wanted = MatrixView if step == "raci" else RecordTable
    for number in range(len(BY_ID[step].sections)):
        window.workspace.page.show_section(number)
        if isinstance(window.workspace.grid, wanted):
            break
    grid = window.workspace.grid
    assert grid is not None  # noqa: S101
    _settle()
    return grid


def _edits(what: str, window: MainWindow, grid: Grid, edit: Edit) -> Result:
    session = window.session
    assert session is not None  # noqa: S101
    paints = Paints(grid.viewport())
    times, commits, busy = [], [], []
    calm()
    for number in range(WARM_UPS + EDITS):
        before = paints.count
        start, cpu = time.perf_counter(), time.process_time()
        edit(number)
        committed = time.perf_counter()
        session.settle()
        _settle()
        spent = time.perf_counter() - start
        if paints.count == before:
            raise RuntimeError(f"{what}: edit {number} did not repaint the view")
        if number >= WARM_UPS:
            times.append(spent * 1000)
            commits.append((committed - start) * 1000)
            busy.append((time.process_time() - cpu) * 1000)
    absolute = (
        f"median {statistics.median(times):.1f} ms, of which {statistics.median(commits):.1f} ms "
        f"until it is committed and told; processor alone {statistics.median(busy):.1f} ms, "
        f"95 % below {percentile(busy, 95):.1f} ms"
    )
    return Result(what, BUDGET, times, percentile(times, 95), absolute, unit="ms")


def _settle() -> None:
    """Let the event loop run until nothing follows: timers of no time, layouts, painting."""
    for _ in range(3):
        QApplication.processEvents()


if __name__ == "__main__":
    show(measure())
