"""Editors for a field's value, used in table cells and in forms alike.

Every editor holds text, exactly as it would be typed into Excel; `models.actions.set_text`
says what it means. So a date can be typed as "24.11." and pasted as "2026-11-24" alike.
"""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
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

Editor = QLineEdit | QPlainTextEdit | QComboBox


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
        editor = QLineEdit(parent)
        if field.kind.numeric:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
    editor.setAccessibleName(field.title)
    editor.setAccessibleDescription(field.help)
    return editor


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
        return editor.toPlainText()
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
