"""In the status bar: whether the workshop is still as it was sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from models.errors import Refusal
from ui.widgets import Line

if TYPE_CHECKING:
    from models.snapshot import Snapshot
    from ui.session import Session

_PAUSE = 400
"""Milliseconds after the last change: nobody who types waits for it."""


class VersionLine(Line):
    """Says "Version 2, unchanged"; hidden before the first sealing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, colour="muted")
        self._session: Session | None = None
        self._known: Snapshot | None = None
        """The moment of the workshop that the text is about."""
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self.settle)
        self.hide()

    def follow(self, session: Session | None) -> None:
        """Show where another workshop stands; with None, nothing."""
        self._session = session
        self._later.stop()
        if session is not None:
            session.changed.connect(self._on_changed)
            self.settle()
        else:
            self._show("")

    def settle(self) -> None:
        """Bring it up to date now."""
        if self._session is not None and self._session.snapshot is not self._known:
            self._known = self._session.snapshot
            self._show(_text(self._known))

    def _on_changed(self, _changes: object) -> None:
        self._later.start()

    def _show(self, text: str) -> None:
        if not text:
            self._known = None
        self.setText(text)
        self.setToolTip(text)
        self.setVisible(bool(text))


def _text(snapshot: Snapshot) -> str:
    from models.records import Version  # noqa: PLC0415 - the empty window needs no records

    if not snapshot.table(Version):
        return ""
    from models.versions import standing, standing_text  # noqa: PLC0415 - loads OpenSSL

    try:
        text = standing_text(standing(snapshot))
    except Refusal as refusal:
        text = refusal.what
    return text[:1].upper() + text[1:]
