"""Reading files in a worker thread: the window goes on, and hears of it when it is done."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextvars import copy_context
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QGuiApplication

from models.errors import Refusal
from ui.background import beside_the_window

Work = Callable[[], Generator[float, None, Any]]


class _Worker(QThread):
    """Runs one generator to its end or until it is interrupted."""

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.result: Any = None
        self.refusal: Refusal | None = None
        self.error: BaseException | None = None
        # A thread begins without the language of the window, and refusals are sentences.
        self._context = copy_context()
        self._work = work

    def run(self) -> None:
        """Do it."""
        self._context.run(self._do)

    def _do(self) -> None:
        try:
            with beside_the_window():
                self._go_on(self._work())
        except Refusal as refusal:
            self.refusal = refusal
        except BaseException as error:
            self.error = error

    def _go_on(self, work: Generator[float, None, Any]) -> None:
        try:
            while not self.isInterruptionRequested():
                next(work)
        except StopIteration as done:
            self.result = done.value
        finally:
            work.close()


class Errand(QObject):
    """One piece of work, done once."""

    done = Signal(object)
    """What the generator returned."""
    refused = Signal(object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = _Worker(work, self)
        self._worker.finished.connect(self._on_finished)
        # No thread outlives what it works for.
        self.destroyed.connect(partial(_give_up, self._worker))

    @property
    def running(self) -> bool:
        """Whether it is not done yet."""
        return self._worker.isRunning()

    def start(self) -> None:
        """Begin; one of the signals tells how it ended."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        self._worker.start()

    def cancel(self) -> None:
        """Stop it soon; `done` is emitted with None when it has stopped."""
        self._worker.requestInterruption()

    def _on_finished(self) -> None:
        QGuiApplication.restoreOverrideCursor()
        worker = self._worker
        if worker.refusal is not None:
            self.refused.emit(worker.refusal)
        elif worker.error is not None:
            raise worker.error
        else:
            self.done.emit(worker.result)


def _give_up(worker: _Worker) -> None:
    worker.requestInterruption()
    worker.wait()
