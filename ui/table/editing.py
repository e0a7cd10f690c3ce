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

from models.errors import Refusal
from ui.editors import Editor, Typing, complete_name, put_text, text_in

Index = QModelIndex | QPersistentModelIndex


class EditingDelegate(QStyledItemDelegate):
    """Saves while a cell is being typed, and takes that back with Esc.

    The text of a record is saved half a second after the first key that is not saved yet.
    Everything else is saved when its cell is left: numbers, dates and links, which mean nothing
    before they are complete, the first cell of a new record, which is one step to undo, and what
    is frozen, of which one change is one reason.

    What does not fit is not lost: with Enter and Tab the editor stays open, and a cell that was
    left otherwise shows it again when it is edited the next time.
    """

    enter_pressed = Signal()
    """Enter ended the editing of a cell."""
    refused = Signal(object)
    """A name could not be completed: the `Refusal`."""
    mended = Signal()
    """What did not fit was put right, or taken back."""

    _holds = True
    """Whether a cell whose text was refused stays open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typing: Typing | None = None
        self._index = QPersistentModelIndex()
        self._before = ""
        self._unfit: tuple[QPersistentModelIndex, str] | None = None
        """What was refused last, and in which cell."""

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
            if self._unfit and self._unfit[0] == QPersistentModelIndex(index):
                put_text(typing.editor, self._unfit[1])
                typing.under_way = True

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
            elif key.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not self._fits(editor):
                return True
        return super().eventFilter(editor, event)

    def _on_enter(self, editor: Editor, key: QKeyEvent) -> bool:
        breaks = key.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
        )
        if isinstance(editor, QPlainTextEdit) and breaks:
            editor.insertPlainText("\n")
            return True
        if not self._fits(editor):
            return True
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.enter_pressed.emit()
        return True

    def _fits(self, editor: QObject) -> bool:
        """Commit what was typed; whether the editor may close."""
        self.commitData.emit(cast("QWidget", editor))
        return not self._holds or self._unfit is None

    def _save(self) -> None:
        typing = self._typing
        if typing is None or not self._index.isValid():
            return
        if not typing.unsaved:
            self._mend()
        elif self._stored(typing.editor):
            self._mend()
            typing.settle()
        else:
            self._unfit = QPersistentModelIndex(self._index), text_in(typing.editor)

    def _stored(self, editor: Editor) -> bool:
        """Hand the text to the model; whether it took it."""
        try:
            complete_name(editor)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        return bool(self._index.model().setData(self._index, text_in(editor)))

    def _mend(self) -> None:
        if self._unfit is not None:
            self._unfit = None
            self.mended.emit()

    def _take_back(self) -> None:
        self._mend()
        if self._typing is not None:
            self._typing.end()
            if self._typing.saved and self._index.isValid():
                self._index.model().setData(self._index, self._before)
