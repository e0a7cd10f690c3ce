"""How long the window does not answer while documents are made, and how fast cancelling works.

A timer of 5 ms runs in the window, which is painted anew ten times a second; the longest time
between two of its ticks is the stall. Documents are made as the window makes them, in another
process. Painting by itself stalls the window, and so do programs that keep the cores busy: a
window that exports nothing and a process that only ticks tell how much.

python -m benchmarks.exporting
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication

from benchmarks.measure import Result, calm, show
from benchmarks.sample import large_file
from benchmarks.screen import SIZE, offscreen
from exports.document import Document
from models.example import create_example
from models.paths import ROOT
from ui.app import application
from ui.making.exporters import charter_of, workbook_of
from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.making.making import Exporter

RUNS = 3
STALL, CANCEL = 50.0, 300.0
TICK, PAINT = 5, 20
"""Milliseconds between two ticks, and ticks between two paintings."""
ALONE = 2.0
"""Seconds for which the window is only painted."""
MOMENTS = (0.02, 0.15, 0.35, 0.55, 0.8, 0.97)
"""Shares of a document's time at which it is cancelled."""
IDLE = """
import sys, threading, time
end, longest, last = threading.Event(), 0.0, time.perf_counter()
threading.Thread(target=lambda: (sys.stdin.read(), end.set())).start()
while not end.wait(float(sys.argv[1]) / 1000):
    longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
print(longest * 1000)
"""
PASSWORD = "correct horse"  # noqa: S105 - of nothing


class Pulse(QObject):
    """Ticks in the window, and remembers the longest time without a tick."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.longest = 0.0
        """Milliseconds."""
        self._window = window
        self._ticks = 0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> float:
        """Stop, and return the longest time without a tick."""
        self._timer.stop()
        self.deleteLater()
        return self.longest

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now
        self._ticks += 1
        if self._ticks % PAINT == 0 and self._window.workspace is not None:
            self._window.workspace.page.update()


def measure() -> list[Result]:
    """Stalls for both documents of both workshops, and cancelling of the long ones."""
    disk = ROOT / "out"
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk) as name:
        folder = Path(name)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, name)
        os.environ["QT_QPA_PLATFORM"] = offscreen(folder)
        application()
        return list(_measured(folder))


def _measured(folder: Path) -> Iterator[Result]:
    workshop = create_example(folder / "example.groundwork")
    workshop.close()
    dear = partial(charter_of, password=PASSWORD)
    large = large_file(folder / "large.groundwork")
    with _open(workshop.path) as window:
        yield _stall("charter of the example", window, charter_of, folder)
        yield _stall("workbook of the example", window, workbook_of, folder)
    with _open(large) as window:
        for what, exporter in (("encrypted charter", dear), ("workbook", workbook_of)):
            yield _stall(f"{what} of 2,000 records", window, exporter, folder)
        for what, exporter in (("encrypted charter", dear), ("workbook", workbook_of)):
            yield _cancelling(f"{what} of 2,000 records", window, exporter, folder)


@contextmanager
def _open(path: Path) -> Iterator[MainWindow]:
    window = MainWindow()
    window.open_path(path)
    window.resize(*SIZE)
    window.show()
    _let_run(1.0)
    try:
        yield window
    finally:
        window.close()


def _stall(what: str, window: MainWindow, exporter: Exporter, folder: Path) -> Result:
    """The longest stalls of some runs; the first, which loads what makes documents, counts."""
    stalls, seconds = [], []
    alone = Pulse(window)
    _let_run(ALONE)
    painting = alone.stop()
    with _beside() as idle:
        for _run in range(RUNS):
            calm()
            pulse = Pulse(window)
            seconds.append(_export(window, exporter, folder))
            stalls.append(pulse.stop())
    absolute = (
        f"at most {max(stalls):.0f} ms in {RUNS} runs of {median(seconds):.1f} s; "
        f"{painting:.0f} ms without an export; "
        f"a process that only ticks stood still for up to {idle[0]:.0f} ms"
    )
    return Result(f"longest stall, {what}", STALL, stalls, median(stalls), absolute, unit="ms")


@contextmanager
def _beside() -> Iterator[list[float]]:
    """How long another process, which only ticks, did not get its turn within the block.

    What is more than a few milliseconds is the computer's: other programs had its cores.
    """
    said: list[float] = []
    process = subprocess.Popen(
        [sys.executable, "-c", IDLE, str(TICK)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield said
    finally:
        said.append(float(process.communicate(b"")[0]))


def _cancelling(what: str, window: MainWindow, exporter: Exporter, folder: Path) -> Result:
    whole = _export(window, exporter, folder)
    waits = []
    for share in MOMENTS:
        before = set(folder.iterdir())
        with _heard(window.export.cancelled, window.export.finished) as ended:
            window.export.start(exporter, _document(window), folder / "cancelled")
            _let_run(whole * share)
            start = time.perf_counter()
            window.export.cancel()
            _wait(lambda: bool(ended))
            waits.append((time.perf_counter() - start) * 1000)
        if set(folder.iterdir()) - before - {folder / "cancelled"}:
            raise RuntimeError("something was left behind")
    absolute = f"median {median(waits):.0f} ms, at {len(waits)} moments of {whole:.1f} s"
    return Result(f"cancelling, {what}", CANCEL, waits, max(waits), absolute, unit="ms")


def _export(window: MainWindow, exporter: Exporter, folder: Path) -> float:
    """Make a document as the window does; returns the seconds that it took."""
    start = time.perf_counter()
    path = folder / "document"
    with _heard(window.export.finished, window.export.refused) as ended:
        window.export.start(exporter, _document(window), path)
        _wait(lambda: bool(ended))
    spent = time.perf_counter() - start
    if ended != [(path,)]:
        raise RuntimeError(f"not made: {ended}")
    return spent


def _document(window: MainWindow) -> Document:
    assert window.session is not None  # noqa: S101
    return Document(window.session.snapshot, tuple(window.session.workshop.log()))


@contextmanager
def _heard(*signals: SignalInstance) -> Iterator[list[object]]:
    """What the signals said within the block."""
    said: list[object] = []

    def hear(*told: object) -> None:
        said.append(told)

    for signal in signals:
        signal.connect(hear)
    try:
        yield said
    finally:
        for signal in signals:
            signal.disconnect(hear)


def _wait(until: Callable[[], bool]) -> None:
    while not until():
        QApplication.processEvents()
        time.sleep(0.0005)  # what an event loop does: wait for the next event


def _let_run(seconds: float) -> None:
    end = time.perf_counter() + seconds
    _wait(lambda: time.perf_counter() >= end)


if __name__ == "__main__":
    show(measure())
