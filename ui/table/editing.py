"""How a cell is edited, in tables and in the matrix alike."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QStyledItemDelegate, QWidget

from ui.editors import Editor, Typing, text_in

Index = QModelIndex | QPersistentModelIndex


class EditingDelegate(QStyledItemDelegate):
    """Saves while a cell is being typed, and takes that back with Esc.

    The text of a record is saved half a second after the first key that is not saved yet.
    Everything else is saved when its cell is left: numbers, dates and links, which mean nothing
    before they are complete, the first cell of a new record, which is one step to undo, and what
    is frozen, of which one change is one reason.
    """

    enter_pressed = Signal()
    """Enter ended the editing of a cell."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typing: Typing | None = None
        self._index = QPersistentModelIndex()
        self._before = ""

    def begin(self, editor: Editor, index: Index, *, early: bool) -> None:
        """Take on a new editor; with `early` its text is saved while it is typed."""
        self._typing = Typing(editor, self._save, early=early)
        self._index = QPersistentModelIndex(index)
        self._before = str(index.data(Qt.ItemDataRole.EditRole) or "")

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the text as it is typed; what is being typed is never replaced."""
        typing = self._typing
        if typing is not None and typing.editor is editor and not typing.under_way:
            typing.show(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand what was typed to the model, which commits it."""
        if self._typing is not None and self._typing.editor is editor:
            self._typing.end()
            self._save()

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget the editor."""
        if self._typing is not None and self._typing.editor is editor:
            self._typing.end()
            self._typing = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter ends editing (Shift+Enter or Alt+Enter breaks the line), Esc takes it back."""
        if event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event)
            if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self._on_enter(cast("Editor", editor), key)
            if key.key() == Qt.Key.Key_Escape:
                self._take_back()
        return super().eventFilter(editor, event)

    def _on_enter(self, editor: Editor, key: QKeyEvent) -> bool:
        breaks = key.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
        )
        if isinstance(editor, QPlainTextEdit) and breaks:
            editor.insertPlainText("\n")
            return True
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.enter_pressed.emit()
        return True

    def _save(self) -> None:
        typing = self._typing
        if typing is None or not typing.unsaved or not self._index.isValid():
            return
        if self._index.model().setData(self._index, text_in(typing.editor)):
            typing.settle()

    def _take_back(self) -> None:
        if self._typing is not None:
            self._typing.end()
            if self._typing.saved and self._index.isValid():
                self._index.model().setData(self._index, self._before)
