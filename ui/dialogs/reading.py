"""A dialog that reads something in a worker thread first, with its progress and a way to stop."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QPushButton, QWidget

from models.errors import Refusal
from models.i18n import _
from models.incoming.proposal import Taken
from models.incoming.sheets import Reading
from ui.errand import Errand
from ui.session import Session
from ui.widgets import label, make_primary

_LOOK = 100
"""Milliseconds between two looks at how far the reading is."""


class ReadingDialog(QDialog):
    """Reads with `job` as soon as `begin` is called, and hands what was read to `show_read`.

    `taken` says what became of it; `refusal` why it was not read. Closing it while it reads stops
    that first.
    """

    def __init__(self, session: Session, ok: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.taken: Taken | None = None
        self.refusal: Refusal | None = None
        self._share = 0.0
        self._about = label(_("Reading …"), self, name="muted")
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Progress of the reading"))
        self._buttons = QDialogButtonBox(self)
        self._ok: QPushButton = self._buttons.addButton(ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        make_primary(self._ok)
        self._ok.setEnabled(False)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._show_progress)
        self._errand = Errand(self._read, self)
        self._errand.done.connect(self._on_read)
        self._errand.refused.connect(self._on_refused)

    @property
    def reading(self) -> bool:
        """Whether it is still being read."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Start reading; once everything that shows it is there."""
        self._errand.start()
        self._timer.start()

    def job(self) -> Reading[Any]:
        """The reading; called in the worker."""
        raise NotImplementedError

    def show_read(self, found: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def reject(self) -> None:
        """Leave everything as it is; while it is being read, stop that first."""
        if self.reading:
            self._errand.cancel()
        else:
            super().reject()

    def _read(self) -> Generator[float, None, Any]:
        job = self.job()
        while True:
            try:
                self._share = max(self._share, next(job))
            except StopIteration as done:
                return done.value
            yield self._share

    def _show_progress(self) -> None:
        self._progress.setValue(round(self._share * 100))

    def _on_read(self, found: Any) -> None:
        self._timer.stop()
        if found is None:  # cancelled
            super().reject()
            return
        self._progress.hide()
        self.show_read(found)

    def _on_refused(self, refusal: Refusal) -> None:
        self._timer.stop()
        self.refusal = refusal
        super().reject()
