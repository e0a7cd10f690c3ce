"""A page for the room over the whole of the only screen, until a key takes it away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from models.i18n import _
from models.room import RoomPage
from models.snapshot import Snapshot
from ui.room.look import room_tokens
from ui.room.view import RoomView

_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class RoomShowing(QDialog):
    """What the room sees where there is one screen for everything: Enter, Esc, a click and a
    remote clicker go back to what is below.
    """

    def __init__(self, page: RoomPage, snapshot: Snapshot, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Room view – Groundwork"))
        self.view = RoomView()
        self.view.take_tokens(room_tokens())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.show_page(page, snapshot)
        self.view.closed.connect(self.accept)
        self.view.step_requested.connect(self.accept)
        self.setGeometry(self.screen().geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go on; the room view has taken its own keys before."""
        if event.key() in _ON:
            if not event.isAutoRepeat():  # the key that showed it may be held down still
                self.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes on, too."""
        super().mousePressEvent(event)
        self.accept()
