"""The status bar of the window: the file, what undo would undo, and how far an export is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar

from models.i18n import _
from ui import theme
from ui.copy_line import CopyLine
from ui.version_line import VersionLine
from ui.widgets import Line

if TYPE_CHECKING:
    from ui.export import Export
    from ui.session import Session

_SHOW_PROGRESS_AFTER = 600
"""Milliseconds: shorter exports finish without a progress bar."""


class Status:
    """What the status bar shows of the workshop and of the export that is being made."""

    def __init__(self, bar: QStatusBar, export: Export) -> None:
        self._export = export
        self._saved = Line(bar, ems=11.5)
        self._file = Line(bar)
        self._undo = Line(bar)
        self._version = VersionLine(bar)
        self._copy = CopyLine(bar)
        self._progress = QProgressBar(bar)
        self._cancel = QPushButton(_("Cancel"), bar)
        self._late = QTimer(bar, singleShot=True, interval=_SHOW_PROGRESS_AFTER)
        self._late.timeout.connect(self._show_progress)
        self._lay_out(bar)
        self._cancel.clicked.connect(export.cancel)
        export.started.connect(self._late.start)
        export.progressed.connect(self._on_progress)

    @property
    def copy_title(self) -> str:
        """What the workshop is a copy for, in short; empty where it is none."""
        return self._copy.title

    def follow(self, session: Session | None) -> None:
        """Show the version and the copy of another workshop; with None, nothing."""
        self._version.follow(session)
        self._copy.follow(session)

    def refresh(self, session: Session | None) -> None:
        """Bring it up to date with the workshop."""
        if session is None:
            for widget in (self._saved, self._file, self._undo):
                widget.setText("")
            return
        from models.display import locale_of  # noqa: PLC0415 - the empty window needs neither
        from models.values import format_lately  # noqa: PLC0415

        workshop = session.workshop
        saved, undo = workshop.last_saved, workshop.undo_name if session.writable else ""
        moment = format_lately(saved, locale_of(session.snapshot)) if saved else ""
        self._saved.setText(_("Saved {moment}").format(moment=moment).rstrip())
        self._file.setText(workshop.path.name)
        self._file.setToolTip(str(workshop.path))
        self._undo.setText(_("Undo: {step}").format(step=undo) if undo else "")

    def end_progress(self) -> None:
        """Nothing is exported any more."""
        self._late.stop()
        self._progress.hide()
        self._progress.reset()
        self._cancel.hide()

    def _lay_out(self, bar: QStatusBar) -> None:
        bar.setContentsMargins(theme.em(0.5), 0, theme.em(0.5), 0)
        parts = (
            (self._saved, 0),
            (self._file, 2),
            (self._copy, 3),
            (self._version, 2),
            (self._undo, 3),
        )
        for widget, share in parts:
            bar.addWidget(widget, share)
        self._progress.setRange(0, 100)
        self._progress.setFixedWidth(theme.em(10))
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Progress of the export"))
        for late in (self._progress, self._cancel):
            bar.addPermanentWidget(late)
            late.hide()

    def _show_progress(self) -> None:
        if self._export.running:
            self._progress.show()
            self._cancel.show()

    def _on_progress(self, share: float) -> None:
        self._progress.setValue(round(share * 100))
