"""From a key in the palette to the repainted list, in a workshop of 2,000 records.

python -m benchmarks.palette
"""

from __future__ import annotations

import statistics
import time

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.measure import Result, calm, percentile, show
from benchmarks.repaint import BUDGET, Paints, large_window
from ui.palette import Palette
from ui.window import MainWindow

TYPED = ("requirement 17", "function 4", "handled minutes", "exprot", "do thing 399", "gate")
"""What is typed; one has a slip, which takes longest."""
ROUNDS = 3


def measure() -> list[Result]:
    """Among names, and in all texts."""
    with large_window() as window:
        return [
            _typing("key in the palette to repainted list", window, texts=False),
            _typing("key in the search of all texts", window, texts=True),
        ]


def _typing(what: str, window: MainWindow, *, texts: bool) -> Result:
    (window.commands.search if texts else window.commands.palette)()
    palette = next(each for each in window.findChildren(Palette) if each.isVisible())
    while palette.reading:
        QApplication.processEvents()
    paints = Paints(palette.list.viewport())
    times, busy = [], []
    calm()
    for word in TYPED * ROUNDS:
        palette.line.clear()
        QApplication.processEvents()
        for letter in word:
            before = paints.count
            start, cpu = time.perf_counter(), time.process_time()
            QTest.keyClicks(palette.line, letter)
            QApplication.processEvents()
            times.append((time.perf_counter() - start) * 1000)
            busy.append((time.process_time() - cpu) * 1000)
            if palette.list.offers and paints.count == before:
                raise RuntimeError(f"{what}: “{letter}” did not repaint the list")
    palette.close_and_return()
    absolute = (
        f"median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms; processor alone "
        f"{statistics.median(busy):.1f} ms, 95 % below {percentile(busy, 95):.1f} ms"
    )
    return Result(what, BUDGET, times, percentile(times, 95), absolute, unit="ms")


if __name__ == "__main__":
    show(measure())
