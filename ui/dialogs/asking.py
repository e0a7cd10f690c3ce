"""What the dialogs share in which the room is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from models.i18n import _
from models.room import RoomPage
from ui import theme
from ui.widgets import dialog_column, label


class Present(Protocol):
    """What the room is shown with."""

    def __call__(self, page: RoomPage | None, *, opens: bool = False) -> bool:
        """Show the room a page, or with None the step again; with `opens` open the room view,
        where there is another screen for it. Says whether there is a room view or such a screen.
        """
        ...


class Lines(QPlainTextEdit):
    """A text of several lines that says when the keyboard has left it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Another window in front is not the end of typing."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()


def is_being_typed(field: QLineEdit | QPlainTextEdit) -> bool:
    """Whether somebody types there: the room sees the words once the keyboard has left them."""
    changed = field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()
    return changed and field.hasFocus()


def lay_out(dialog: QDialog, title: str, how: str, body: QLayout, foot: QWidget) -> None:
    """Title, explanation, what is asked, and the buttons; on a low screen the middle scrolls."""
    inside = QWidget(dialog)
    body.setContentsMargins(0, 0, theme.em(0.3), 0)
    inside.setLayout(body)
    area = QScrollArea(dialog)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setMinimumWidth(inside.minimumSizeHint().width() + theme.em(1))
    column = dialog_column(dialog, title)
    column.addWidget(label(how, dialog, name="muted"))
    column.addWidget(area, 1)
    column.addWidget(foot)
    room = dialog.screen().availableSize() * 0.9
    dialog.resize(room.boundedTo(QSize(theme.em(60), theme.em(38))))


def on_control_enter(dialog: QDialog, action: Callable[[], None]) -> None:
    """Do something with Ctrl and either of the Enter keys."""
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        QShortcut(QKeySequence(keys), dialog).activated.connect(action)


def show_text(seen: bool) -> str:
    """The words on the button with which the result is shown."""
    return _("Show the room") if seen else _("Go on")
