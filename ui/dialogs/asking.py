"""What the dialogs share in which the room is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from models.i18n import _
from models.room import RoomPage
from ui import theme
from ui.session import Session
from ui.widgets import button, dialog_column, label, make_primary

_WORD = re.compile(r"\S+")


class Present(Protocol):
    """What the room is shown with."""

    def __call__(self, page: RoomPage | None, *, opens: bool = False) -> bool:
        """Show the room a page, or with None the step again; with `opens` open the room view for
        it, or fill the only screen with the page. Says whether the room has a screen of its own.
        """
        ...


class Lines(QPlainTextEdit):
    """A text of several lines that says when the keyboard has left it."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cover = _Cover(self.document())

    def set_covered(self, covered: bool) -> None:
        """Paint a bar over each word, or let the words be read."""
        if self._cover.set_covered(covered):
            bar = theme.colour("muted").name()
            over = f"selection-color: {bar}; selection-background-color: {bar}"
            self.setStyleSheet(over if covered else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Another window in front is not the end of typing."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()


class _Cover(QSyntaxHighlighter):
    """Bars over the words of a text, as over what nobody shall read."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._covered = False

    def set_covered(self, covered: bool) -> bool:
        """Paint the bars, or take them away; False where that is so already."""
        if covered == self._covered:
            return False
        self._covered = covered
        self.rehighlight()
        return True

    def highlightBlock(self, text: str) -> None:
        """A bar over each word of a line."""
        bar = QTextCharFormat()
        bar.setForeground(theme.colour("muted"))
        bar.setBackground(theme.colour("muted"))
        for word in _WORD.finditer(text) if self._covered else ():
            self.setFormat(word.start(), word.end() - word.start(), bar)


class AskingDialog(QDialog):
    """What is asked, shown to the room when that is wanted, and kept in the end."""

    def __init__(
        self, session: Session, at: datetime, present: Present, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.shown = False
        """Whether the room sees what it answered."""
        self._at, self._present = at, present
        self.setMinimumWidth(theme.em(40))
        self._wrong = label("", self, name="must")
        self._show = button(_("Show the room"), self, tip=_("Ctrl+Enter"))
        self._cover = QCheckBox(_("Co&ver what is typed"), self)
        self._cover.setToolTip(_("Until the room is shown it, nobody reads it on this screen."))
        self._cover.setChecked(not present(None))

    @property
    def covered(self) -> bool:
        """Whether what is typed cannot be read here: a screen that the room sees, too."""
        return self._cover.isChecked() and not self.shown

    def reject(self) -> None:
        """Give up; the room sees the step again."""
        super().reject()
        self._present(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing is agreed by a key that is still held down from the page before."""
        if not (event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            super().keyPressEvent(event)

    def _say(self, text: str) -> None:
        """Say what is wrong, or with "" nothing."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def _buttons(self, *own: QPushButton) -> QDialogButtonBox:
        """Show, the dialog's own buttons, of which the last is the main one, and cancel."""
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._cover, QDialogButtonBox.ButtonRole.ResetRole)
        for each in (self._show, *own):
            buttons.addButton(each, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        make_primary(own[-1])
        return buttons


def is_being_typed(field: QLineEdit | QPlainTextEdit) -> bool:
    """Whether somebody types there: the room sees the words once the keyboard has left them."""
    changed = field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()
    return changed and field.hasFocus()


class _Middle(QScrollArea):
    """What has the keyboard stays in sight, whoever gave it, also when a message takes room."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        self.setMinimumWidth(inside.minimumSizeHint().width() + theme.em(1))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is less room, too."""
        super().resizeEvent(event)
        self._scroll(None, QApplication.focusWidget())

    def _scroll(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self.ensureWidgetVisible(new)


def lay_out(dialog: QDialog, title: str, how: str, body: QLayout, *foot: QWidget) -> None:
    """Title, explanation, what is asked, and what must stay in sight: messages and buttons. On a
    low screen the middle scrolls.
    """
    inside = QWidget(dialog)
    body.setContentsMargins(0, 0, theme.em(0.3), 0)
    inside.setLayout(body)
    column = dialog_column(dialog, title)
    column.addWidget(label(how, dialog, name="muted"))
    column.addWidget(_Middle(inside, dialog), 1)
    for widget in foot:
        column.addWidget(widget)
    room = dialog.screen().availableSize() * 0.9
    dialog.resize(room.boundedTo(QSize(theme.em(60), theme.em(38))))


def on_control_enter(dialog: QDialog, action: Callable[[], None]) -> None:
    """Do something with Ctrl and either of the Enter keys."""
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        QShortcut(QKeySequence(keys), dialog).activated.connect(action)
