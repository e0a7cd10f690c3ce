"""What small dialogs share that ask for a few values: fields, one under the other, and why one
does not fit.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from models.display import locale_of
from models.errors import Refusal
from models.fields import Field
from models.i18n import _
from models.snapshot import Snapshot
from models.values import parse
from ui import theme
from ui.editors import Editor, complete_name, make_editor, put_text, text_in
from ui.widgets import dialog_column, label, make_primary


class Asked(NamedTuple):
    """A value that is asked for, and what stands there from the start."""

    field: Field[Any]
    text: str = ""
    required: bool = True


class FieldsDialog(QDialog):
    """Asks for some values. Enter accepts as soon as what is required is there; Esc gives up."""

    def __init__(self, snapshot: Snapshot, title: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.em(32))
        self.editors: dict[str, Editor] = {}
        """The editors by the names of their fields."""
        self._required: list[str] = []
        self._column = dialog_column(self, title)
        self._wrong = label("", self, name="must")
        self._wrong.hide()
        self._buttons = QDialogButtonBox(self)
        self._ok: QPushButton = self._buttons.addButton(
            verb, QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def say(self, *texts: QLabel) -> None:
        """Put texts above the fields."""
        for text in texts:
            self._column.addWidget(text)

    def ask(self, *asked: Asked) -> None:
        """Put the fields in, with the keyboard in the first one that has to be filled."""
        form = QFormLayout()
        form.setVerticalSpacing(theme.em(0.6))
        for field, text, required in asked:
            editor = make_editor(field, self._snapshot, self)
            put_text(editor, text)
            self._watch(editor)
            self.editors[field.name] = editor
            if required:
                self._required.append(field.name)
            form.addRow(field.title + (" *" if required else ""), editor)
        self._column.addLayout(form)
        self._column.addWidget(self._wrong)
        self._column.addStretch()
        self._column.addWidget(self._buttons)
        make_primary(self._ok)
        self._check()
        width = self.minimumWidth()
        self.resize(width, self._column.totalHeightForWidth(width))
        missing = [self.editors[name] for name in self._required if not text_in(self.editors[name])]
        first = (missing or list(self.editors.values()))[0]
        first.setFocus()
        if isinstance(first, QPlainTextEdit):
            first.selectAll()  # what stands there is kept with Enter, or replaced by typing

    def text(self, field: Field[Any]) -> str:
        """What was typed into a field."""
        return text_in(self.editors[field.name]).strip()

    def day(self, field: Field[Any]) -> date:
        """The day that was typed into a field. Raises Refusal where it is none."""
        found = parse(field, self.text(field), locale_of(self._snapshot))
        if not isinstance(found, date):
            raise field.refuse(_("it takes a date."))
        return found

    def accept(self) -> None:
        """Carry it out, or say why that does not work."""
        if not self._ok.isEnabled():
            return
        try:
            for editor in self.editors.values():
                complete_name(editor)
            self.carry_out()
        except Refusal as refusal:
            self._wrong.setText(str(refusal))
            self._wrong.show()
        else:
            super().accept()

    def carry_out(self) -> None:
        """What accepting does; a Refusal keeps the dialog open. To be overridden."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter accepts; Shift+Enter breaks the line within a text, as in a table."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _watch(self, editor: Editor) -> None:
        if isinstance(editor, QPlainTextEdit):
            editor.setFixedHeight(theme.em(4.6))
            editor.installEventFilter(self)  # a text keeps Enter to itself
            editor.textChanged.connect(self._check)
        elif isinstance(editor, QComboBox):
            editor.editTextChanged.connect(self._check)
        else:
            editor.textChanged.connect(self._check)

    def _check(self) -> None:
        filled = all(text_in(self.editors[name]).strip() for name in self._required)
        self._ok.setEnabled(filled)
        self._wrong.hide()
