"""Making a document in a worker thread, with progress, cancel, and an atomic end."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextvars import copy_context
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal

from models.errors import Cancelled, Refusal
from models.files import atomic_write
from models.i18n import _
from ui.background import beside_the_window, rest

if TYPE_CHECKING:
    from exports.document import Document, Job

    Exporter = Callable[[Document], Generator[float, None, Any]]

Put = Callable[[Path, Any], object]
"""Writes what an exporter made to a path, all of it or nothing."""


def charter_of(document: Document, cut: str = "full", password: str = "") -> Job:
    """A cut of the charter, encrypted where there is a password.

    What makes it is loaded here, in the worker, with the first one.
    """
    yield from _loading("reportlab.platypus", "numpy", "exports.charter.making")
    from exports.charter import charter  # noqa: PLC0415 - as expensive as Qt itself

    pdf = yield from charter(document, cut)
    return (yield from ready(pdf, password, document))


def ready(pdf: bytes, password: str, _document: Document) -> Job:
    """A charter that has been made already, such as the one that is being looked at."""
    if not password:
        yield 1.0
        return pdf
    from ui.encrypting import encrypted  # noqa: PLC0415 - hardly anybody needs it

    return (yield from encrypted(pdf, password))


def workbook_of(document: Document) -> Job:
    """The workbook; openpyxl is loaded here, in the worker, with the first export."""
    yield from _loading("openpyxl", "numpy", "exports.workbook")
    from exports.workbook import workbook  # noqa: PLC0415 - as expensive as Qt itself

    return (yield from workbook(document))


def _loading(*modules: str) -> Iterator[float]:
    """Load modules one after the other; between two of them a job can be cancelled."""
    for name in modules:
        import_module(name)
        yield 0.0


def put_document(path: Path, data: bytes) -> None:
    """Put one document into place, once it could be opened again."""
    from exports.document import verify  # noqa: PLC0415

    atomic_write(path, data, verify=verify)


_PATIENCE = 60_000
"""Milliseconds."""
_NOTICEABLE = 0.01


class _Worker(QThread):
    """Runs one job to its end or until it is cancelled."""

    progressed = Signal(float)

    def __init__(
        self, exporter: Exporter, document: Document, path: Path, put: Put, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.path = path
        self._put = put
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
        try:
            with beside_the_window():
                self._put(self.path, self._made())
        except Cancelled:
            self.cancelled = True
        except Refusal as refusal:
            self.refusal = refusal
        except BaseException as error:
            self.error = error

    def _made(self) -> Any:
        job = self._exporter(self._document)
        told = 0.0
        while True:
            if self.isInterruptionRequested():
                job.close()
                raise Cancelled
            try:
                share = next(job)
            except StopIteration as done:
                return done.value
            if share >= told + _NOTICEABLE:  # or the window would be busy with being told
                told = share
                self.progressed.emit(share)
                rest()


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

    def start(
        self, exporter: Exporter, document: Document, path: Path, put: Put = put_document
    ) -> None:
        """Make a document at `path`; `put` writes what was made there, such as several files."""
        if self._worker is not None:
            self.refused.emit(Refusal(_("A document is being made; wait for it or cancel it.")))
            return
        self._worker = _Worker(exporter, document, path, put, self)
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
