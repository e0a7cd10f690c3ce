"""The capture line: a decision, an action, a risk or a parked point, with who and when.

What was understood stands below it while it is typed; see `models.captured`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from shiboken6 import isValid

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from models import dates
from models.captured import KINDS, read_line, said
from models.capturing import capture, capture_as_typed
from models.i18n import _
from models.meant import names_for
from models.record import Record
from models.steps import Step
from models.text import MAX_LENGTH
from ui import theme
from ui.session import Session
from ui.widgets import Passage


class CaptureLine(QWidget):
    """What to capture, the line, and what it was understood as."""

    captured = Signal(object)
    """A line became a `Record`."""
    left = Signal()
    """Whoever typed is done, and the keyboard goes back to where it was."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.step: Step | None = None
        """The step in front, which a parked point notes."""
        self.kind = QComboBox(self)
        self.line = _NamingLine(self)
        self._understood = Passage(self)
        self._chosen = 0
        """The kind that was chosen, by its number; what a line begins with goes before it."""
        self._before: _Place | None = None
        self._lay_out()
        self.kind.activated.connect(self._choose)
        self.line.textChanged.connect(self._show_understood)
        self.line.textEdited.connect(self._offer_names)
        self.line.entered.connect(self._on_enter)
        self.line.escaped.connect(self.leave)
        self.line.kind_requested.connect(self._turn_kind)
        self._show_understood()

    def take_focus(self) -> None:
        """Put the cursor into the line, and remember where the keyboard was."""
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self._before = _Place.now()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_with(self, other: CaptureLine) -> None:
        """Take over what stands in another line, and what it is to be."""
        self._choose(other._chosen)
        self.line.setText(other.line.text())

    def leave(self) -> None:
        """Give the keyboard back to where it was; what was typed stays in the line."""
        before, self._before = self._before, None
        if before is not None:
            before.go_back()
        self.left.emit()

    def take_as_typed(self) -> None:
        """Capture what stands in the line; there is nobody left to ask about it."""
        self._take(capture_as_typed)

    def _lay_out(self) -> None:
        for kind in KINDS:
            self.kind.addItem(kind.label())
        self.kind.setAccessibleName(_("What to capture"))
        self.line.setPlaceholderText(_("Type it, then Enter (Ctrl+J)"))
        self.line.setAccessibleName(_("Capture line"))
        self.line.setAccessibleDescription(_how())
        self.line.setToolTip(_how())
        for widget in (self.kind, self.line):
            widget.setEnabled(self.session.writable)
        # Two lines from the beginning: the line that is typed into must not move.
        self._understood.setMinimumHeight(2 * self._understood.fontMetrics().lineSpacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        for each in (self.kind, self.line, self._understood):
            column.addWidget(each)

    def _on_enter(self, stays: bool) -> None:
        empty = not self.line.text().strip()
        if empty or (self._take(capture) and not stays):
            self.leave()

    def _take(self, how: Callable[..., Record | None]) -> bool:
        done = self.session.do(how, self.line.text(), KINDS[self._chosen], self.step)
        if done is None:
            return False
        # Not clear(), which the line could undo: Ctrl+Z now takes back what was captured.
        self.line.setText("")
        self.captured.emit(done)
        return True

    def _turn_kind(self, by: int) -> None:
        self._choose((self._chosen + by) % self.kind.count())

    def _choose(self, number: int) -> None:
        self._chosen = number
        self._show_understood()

    def _offer_names(self) -> None:
        begun = self.line.begun
        self.line.offer([] if begun is None else names_for(begun, self.session.snapshot))

    def _show_understood(self) -> None:
        text, snapshot, today = self.line.text(), self.session.snapshot, dates.today()
        captured = read_line(text, KINDS[self._chosen], snapshot, today)
        self.kind.setCurrentIndex(KINDS.index(captured.kind))
        if text.strip():
            colour = "should" if captured.doubt else "muted"
            self._understood.show_text(said(captured, snapshot, today), colour=colour)
        else:
            self._understood.show_text(_("a: action · @ person · > day"), colour="muted")

    def understood(self) -> str:
        """What stands below the line."""
        return self._understood.text()


def _how() -> str:
    return _(
        "Begin with d: for a decision, a: for an action, r: for a risk or p: for a parked point, "
        "or choose with Up and Down. Put a person behind @ and a day behind > or at the end: fri, "
        "tomorrow, +2w, 12 mar. Enter captures and goes back, Shift+Enter captures and stays."
    )


class _NamingLine(QLineEdit):
    """A line that completes names behind "@"; the list of them leaves the keyboard to the line."""

    entered = Signal(bool)
    """Enter was pressed; with Shift, more is to come."""
    escaped = Signal()
    kind_requested = Signal(int)
    """The next (+1) or the previous (-1) kind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaxLength(MAX_LENGTH)
        self._model = QStringListModel(self)
        self.completions = QCompleter(self._model, self)
        self.completions.setWidget(self)
        self.completions.activated.connect(self._take_name)
        self.names = cast("QAbstractItemView", self.completions.popup())
        """The list that opens behind "@"."""
        self.names.setAccessibleName(_("People"))
        self.names.installEventFilter(self)

    @property
    def begun(self) -> str | None:
        """What stands between "@" and the cursor; None where there is no "@"."""
        start = self._start()
        return None if start < 0 else self.text()[start : self.cursorPosition()]

    def offer(self, names: list[str]) -> None:
        """Offer these names, but not the one alone that is there already."""
        if not names or names == [self.begun]:
            self.names.hide()
            return
        if names != self._model.stringList():
            self._model.setStringList(names)
        self.completions.complete()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What was begun goes on: it is not selected, which the next key would replace."""
        super().focusInEvent(event)
        if self.selectedText() == self.text():
            self.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter captures, Esc leaves, Up and Down choose what it is."""
        key = event.key()
        if key in _ENTER:
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.kind_requested.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the open list Tab takes the marked name, or else the first; Enter the marked one."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        marked = self.names.currentIndex()
        if event.key() == Qt.Key.Key_Escape:
            self.names.hide()
            return True
        if event.key() == Qt.Key.Key_Tab and not marked.isValid():
            marked = self.completions.completionModel().index(0, 0)
        if event.key() in (*_ENTER, Qt.Key.Key_Tab) and marked.isValid():
            self.names.hide()
            self._take_name(str(marked.data()))
            return True
        return super().eventFilter(watched, event)

    def _start(self) -> int:
        """Where the name under the cursor begins, behind its "@"; -1 where there is none."""
        before = self.text()[: self.cursorPosition()]
        place = before.rfind("@")
        begins = place >= 0 and (place == 0 or before[place - 1].isspace())
        return place + 1 if begins else -1

    def _take_name(self, name: str) -> None:
        start, text = self._start(), self.text()
        if start >= 0:
            rest = text[self.cursorPosition() :].lstrip()
            self.setText(f"{text[:start]}{name} {rest}")
            self.setCursorPosition(start + len(name) + 1)


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Place:
    """Where the keyboard was: in a widget, or in the editor of a cell, which does not survive."""

    def __init__(self, widget: QWidget) -> None:
        self._view = _view_of(widget)
        self._widget = self._view or widget
        self._cursor = widget.textCursor() if isinstance(widget, QPlainTextEdit) else None
        line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
        self._column = line.cursorPosition() if isinstance(line, QLineEdit) else None
        editing = self._view is not None and self._view is not widget
        self._cell = (
            QPersistentModelIndex(self._view.currentIndex())
            if self._view is not None and editing
            else None
        )

    @staticmethod
    def now() -> _Place | None:
        """Where the keyboard is; None where nothing has it."""
        widget = QApplication.focusWidget()
        return _Place(widget) if widget is not None else None

    def go_back(self) -> None:
        """Give the keyboard back, and open the cell again that was being edited."""
        if not isValid(self._widget) or not self._widget.isVisible():
            return
        self._widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._view is not None and self._cell is not None and self._cell.isValid():
            self._view.edit(self._view.model().index(self._cell.row(), self._cell.column()))
        else:
            self._put_cursor(self._widget)

    def _put_cursor(self, widget: QWidget) -> None:
        """A text that was saved meanwhile was shown anew, with the cursor at its start."""
        line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
        if isinstance(line, QLineEdit) and self._column is not None:
            line.setCursorPosition(self._column)
        elif isinstance(widget, QPlainTextEdit) and self._cursor is not None:
            widget.setTextCursor(self._cursor)


def _view_of(widget: QWidget) -> QAbstractItemView | None:
    """The table in whose cell a widget is; the widget itself where it is a table."""
    each: QWidget | None = widget
    while each is not None and not each.isWindow():
        if isinstance(each, QAbstractItemView):
            return each
        each = each.parentWidget()
    return None
