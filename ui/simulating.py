"""The simulation in a worker thread: it takes longer than an edit may take, and loads numpy."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from models import simulation
from models.records import CostLine, ValueTarget
from models.simulation import Simulation
from models.snapshot import Snapshot
from ui.session import Session

_AFTER = 250
"""Milliseconds without an edit before it begins."""


class _Worker(QThread):
    """Simulates one workshop each time it is started."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.snapshot = Snapshot()
        self.error: BaseException | None = None

    def run(self) -> None:
        """Make the simulation; `simulation.known` finds it from then on."""
        try:
            simulation.simulate(self.snapshot)
        except BaseException as error:
            self.error = error


class Simulator(QObject):
    """Makes the simulation of a session's workshop when it is wanted and nobody is typing."""

    finished = Signal()
    """The simulation of the workshop as it is now is known."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._wanted = False
        self._worker = _Worker(self)
        self._worker.finished.connect(self._on_finished)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._begin)
        # No thread outlives what it works for.
        self.destroyed.connect(partial(_wait_for, self._worker))

    @property
    def running(self) -> bool:
        """Whether one is being made."""
        return self._worker.isRunning()

    @property
    def busy(self) -> bool:
        """Whether one is being made, or will be as soon as nobody is typing."""
        return self._timer.isActive() or self.running

    @property
    def known(self) -> Simulation | None:
        """The simulation of the workshop as it is now, once it is made."""
        return simulation.known(self.session.snapshot)

    def want(self) -> None:
        """Make it a moment after the last edit, unless it is known or there is nothing to make."""
        self._wanted = True
        snapshot = self.session.snapshot
        anything = snapshot.table(ValueTarget) or snapshot.table(CostLine)
        if anything and self.known is None:
            self._timer.start()

    def forget(self) -> None:
        """Nobody looks at it any more; one that is being made is finished and kept."""
        self._wanted = False
        self._timer.stop()

    def _begin(self) -> None:
        if not self.running:  # else the end of the running one looks again
            self._worker.snapshot = self.session.snapshot
            self._worker.start(QThread.Priority.LowPriority)

    def _on_finished(self) -> None:
        error, self._worker.error = self._worker.error, None
        if error is not None:
            raise error
        if self.known is not None:
            self.finished.emit()
        elif self._wanted:
            self.want()


def _wait_for(worker: _Worker, _gone: object = None) -> None:
    worker.wait()
