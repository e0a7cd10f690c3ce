"""Making a document in a worker thread, with progress, cancel, and an atomic end."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from models.errors import Cancelled, Refusal
from models.files import atomic_write
from models.i18n import _

if TYPE_CHECKING:
    from exports.document import Document, Job

    Exporter = Callable[[Document], Job]


def charter_of(document: Document) -> Job:
    """The charter; reportlab is loaded here, in the worker, with the first export."""
    from exports.charter import charter  # noqa: PLC0415 - as expensive as Qt itself

    return charter(document)


def workbook_of(document: Document) -> Job:
    """The workbook; openpyxl is loaded here, in the worker, with the first export."""
    from exports.workbook import workbook  # noqa: PLC0415 - as expensive as Qt itself

    return workbook(document)


_PATIENCE = 60_000
"""Milliseconds."""


class _Worker(QThread):
    """Runs one job to its end or until it is cancelled."""

    progressed = Signal(float)

    def __init__(self, exporter: Exporter, document: Document, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.path = path
        self.refusal: Refusal | None = None
        self.error: BaseException | None = None
        self.cancelled = False
        # A thread begins without the language of the window, and refusals are sentences.
        self._context = copy_context()
        self._exporter = exporter
        self._document = document

    def run(self) -> None:
        """Make the bytes, then put the file into place."""
        self._context.run(self._make)

    def _make(self) -> None:
        from exports.document import verify  # noqa: PLC0415

        try:
            atomic_write(self.path, self._bytes(), verify=verify)
        except Cancelled:
            self.cancelled = True
        except Refusal as refusal:
            self.refusal = refusal
        except BaseException as error:
            self.error = error

    def _bytes(self) -> bytes:
        job = self._exporter(self._document)
        while True:
            if self.isInterruptionRequested():
                job.close()
                raise Cancelled
            try:
                self.progressed.emit(next(job))
            except StopIteration as done:
                result: bytes = done.value
                return result


class Export(QObject):
    """One export at a time; what becomes of it is told by signals."""

    started = Signal(str)
    progressed = Signal(float)
    finished = Signal(object)
    """The document is in place: its `Path`."""
    refused = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker: _Worker | None = None

    @property
    def running(self) -> bool:
        """Whether a document is being made."""
        return self._worker is not None

    def start(self, exporter: Exporter, document: Document, path: Path) -> None:
        """Make a document at `path`."""
        if self._worker is not None:
            self.refused.emit(Refusal(_("A document is being made; wait for it or cancel it.")))
            return
        self._worker = _Worker(exporter, document, path, self)
        self._worker.progressed.connect(self.progressed)
        self._worker.finished.connect(self._on_finished)
        self.started.emit(path.name)
        self._worker.start()

    def cancel(self) -> None:
        """Stop; nothing is written."""
        if self._worker is not None:
            self._worker.requestInterruption()

    def wait(self) -> None:
        """Wait until the document is in its place: whoever exports and closes wants it.

        One that takes longer than a minute is given up.
        """
        if self._worker is not None and not self._worker.wait(_PATIENCE):
            self._worker.requestInterruption()
            self._worker.wait()

    def _on_finished(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.deleteLater()
        if worker.cancelled:
            self.cancelled.emit()
        elif worker.refusal is not None:
            self.refused.emit(worker.refusal)
        elif worker.error is not None:
            raise worker.error
        else:
            self.finished.emit(worker.path)
