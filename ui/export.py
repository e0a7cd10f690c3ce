"""Having a document made, with progress, cancel, and an atomic end.

It is made in another process; a thread waits for it and writes the file.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal

from models.errors import Cancelled, Refusal
from models.files import atomic_write
from models.i18n import _

if TYPE_CHECKING:
    from exports.document import Document
    from ui.making.making import Exporter, Making

Put = Callable[[Path, Any], object]
"""Writes what an exporter made to a path, all of it or nothing."""


def put_document(path: Path, data: bytes) -> None:
    """Put one document into place, once it could be opened again."""
    from exports.document import verify  # noqa: PLC0415

    atomic_write(path, data, verify=verify)


_PATIENCE = 60_000
"""Milliseconds."""


class _Worker(QThread):
    """Waits for one document, then puts it into place."""

    progressed = Signal(float)

    def __init__(self, making: Making, path: Path, put: Put, parent: QObject) -> None:
        super().__init__(parent)
        self.path = path
        self._put = put
        self.refusal: Refusal | None = None
        self.error: BaseException | None = None
        self.cancelled = False
        # A thread begins without the language of the window, and refusals are sentences.
        self._context = copy_context()
        self._making = making

    def run(self) -> None:
        """Wait for the document, then put the file into place."""
        self._context.run(self._make)

    def stop(self) -> None:
        """Give it up; returns at once."""
        self._making.stop()

    def _make(self) -> None:
        try:
            self._put(self.path, self._making.result(self.progressed.emit))
        except Cancelled:
            self.cancelled = True
        except Refusal as refusal:
            self.refusal = refusal
        except BaseException as error:
            self.error = error


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
        """Make a document at `path`; `put` writes what was made there, such as several files.

        What can be made is in `ui.making.exporters`.
        """
        if self._worker is not None:
            self.refused.emit(Refusal(_("A document is being made; wait for it or cancel it.")))
            return
        from ui.making.making import Making  # noqa: PLC0415 - with the first document

        self._worker = _Worker(Making(exporter, document), path, put, self)
        self._worker.progressed.connect(self.progressed)
        self._worker.finished.connect(self._on_finished)
        self.started.emit(path.name)
        self._worker.start()

    def cancel(self) -> None:
        """Stop; nothing is written."""
        if self._worker is not None:
            self._worker.stop()

    def wait(self) -> None:
        """Wait until the document is in its place: whoever exports and closes wants it.

        One that takes longer than a minute is given up.
        """
        if self._worker is not None and not self._worker.wait(_PATIENCE):
            self._worker.stop()
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
