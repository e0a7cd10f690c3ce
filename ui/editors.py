"""Editors for a field's value, used in table cells and in forms alike.

Every editor holds text, exactly as it would be typed into Excel; `models.actions.set_text`
says what it means. So a date can be typed as "24.11.2026" and pasted as "2026-11-24" alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from models.fields import Field, Kind
from models.i18n import _
from models.record import TYPES
from models.snapshot import Snapshot
from models.text import MAX_LENGTH

Editor = QLineEdit | QPlainTextEdit | QComboBox

_SAVE_AFTER = 500
"""Milliseconds after the first key that is not saved yet."""


def make_editor(field: Field[Any], snapshot: Snapshot, parent: QWidget) -> Editor:
    """An empty editor for a field, named for screen readers."""
    editor: Editor
    if field.kind is Kind.TEXT:
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
    elif options := options_for(field, snapshot):
        editor = _combo(options, parent, free=field.kind is Kind.LINK)
    elif field.kind is Kind.LINK:
        editor = _combo([], parent, free=True)
    else:
        editor = make_line(parent)
        if field.kind.numeric:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
    editor.setAccessibleName(field.title)
    editor.setAccessibleDescription(field.help)
    return editor


def make_line(parent: QWidget) -> QLineEdit:
    """A line that holds as much as the model keeps; Qt's own cuts after 32,767 characters."""
    line = QLineEdit(parent)
    line.setMaxLength(MAX_LENGTH)
    return line


def options_for(field: Field[Any], snapshot: Snapshot) -> list[str]:
    """The texts that a drop-down for this field offers; empty where it has none."""
    if field.kind is Kind.CHOICE:
        return [_(choice.text) for choice in field.choices]
    if field.kind is Kind.YES_NO:
        return [_("Yes"), _("No")]
    if field.kind is Kind.LINK:
        return [record.caption for record in snapshot.all(TYPES[field.target]) if not record.blank]
    return []


def _combo(options: list[str], parent: QWidget, *, free: bool) -> QComboBox:
    combo = QComboBox(parent)
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.addItems(["", *options])
    # As narrow as its cell or form wants, not as wide as its longest choice.
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)
    completer = QCompleter(options, combo)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    combo.setCompleter(completer)
    line = combo.lineEdit()
    if line is not None:
        line.setMaxLength(MAX_LENGTH)
        line.textEdited.connect(_EnterEndsIt(combo).watch)
        if free:
            line.setPlaceholderText(_("Name; a new one is added"))
    return combo


class _EnterEndsIt(QObject):
    """Enter in the list of completions takes the marked one and ends the editing.

    QCompleter only closes its list (Qt 6.11), and what is typed next would land in the cell.
    """

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo)
        self._combo = combo

    def watch(self, _text: str) -> None:
        """Watch the list from the first letter on: making it takes longer than the editor."""
        completer = self._combo.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.installEventFilter(self)

    def eventFilter(self, popup: QObject, event: QEvent) -> bool:
        """Pass Enter on to the editor."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        view = cast("QAbstractItemView", popup)
        if view.currentIndex().isValid():
            self._combo.setCurrentText(str(view.currentIndex().data()))
        view.hide()
        QApplication.sendEvent(self._combo, QKeyEvent(event))
        return True


def text_in(editor: Editor) -> str:
    """What was typed or chosen."""
    if isinstance(editor, QPlainTextEdit):
        # Not toPlainText(), which makes a space of every no-break space.
        return editor.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
    return editor.currentText() if isinstance(editor, QComboBox) else editor.text()


def put_text(editor: Editor, text: str) -> None:
    """Show `text` in the editor without telling anybody that it was edited."""
    if text_in(editor) == text:
        return
    blocked = editor.blockSignals(True)
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findText(text))  # the arrow keys go on from here
        editor.setCurrentText(text)
    else:
        editor.setText(text)
    editor.blockSignals(blocked)


class Typing:
    """What the user does in one editor: which text is saved, and when the next save is due.

    While `early`, `save` is called half a second after the first key that is not saved yet,
    however steadily the typing goes on.
    """

    def __init__(self, editor: Editor, save: Callable[[], None], *, early: bool) -> None:
        self.editor = editor
        self.under_way = False
        """Keys came since the text was shown: it must not be replaced."""
        self.saved = False
        """Something of what was typed is stored by now."""
        self.early = early
        self._settled = text_in(editor)
        self._timer = QTimer(editor, singleShot=True, interval=_SAVE_AFTER)
        self._timer.timeout.connect(save)
        if isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(self._on_key)
        elif isinstance(editor, QLineEdit):
            editor.textEdited.connect(self._on_key)

    @property
    def unsaved(self) -> bool:
        """Whether the text differs from the one shown or saved last.

        Not from the stored one: an editor may show that otherwise than it is stored.
        """
        return text_in(self.editor) != self._settled

    def show(self, text: str) -> None:
        """Fill the editor with a stored text."""
        self.end()
        put_text(self.editor, text)
        self._settled = text_in(self.editor)

    def settle(self) -> None:
        """What the editor holds is saved."""
        self._settled = text_in(self.editor)
        self.saved = True

    def end(self) -> None:
        """The typing is over; the text may be replaced again."""
        self._timer.stop()
        self.under_way = False

    def _on_key(self) -> None:
        self.under_way = True
        if self.early and not self._timer.isActive():
            self._timer.start()
