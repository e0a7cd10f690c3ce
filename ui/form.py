"""A form for one record, built by a loop over its fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models import actions
from models.display import editable_of
from models.errors import Refusal
from models.fields import Field, Kind
from models.freezing import held
from models.history import Changes
from models.i18n import _
from models.record import TYPES, Record
from ui import theme
from ui.editors import NameBox, Typing, complete_name, make_editor, options_for, put_text, text_in
from ui.session import Session
from ui.widgets import restyle


class FieldRow(QWidget):
    """Label, editor and, where the input does not fit, the reason.

    Text is saved while it is typed, half a second after the first key that is not saved yet;
    numbers, dates, choices and links when they are entered or left, and so is all that is frozen.
    """

    def __init__(self, session: Session, field: Field[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.field = field
        self.record: Record | None = None
        self._stored = ""
        self.editor = make_editor(field, session.snapshot, self)
        self._held = False
        self._label = QLabel(self)
        self._reason = QLabel(self)
        self._reason.setObjectName("must")
        self._reason.setTextFormat(Qt.TextFormat.PlainText)  # it quotes what was typed
        self._reason.setWordWrap(True)
        self._reason.hide()
        self._typing = Typing(self.editor, self._save_so_far, early=False)
        self._lay_out()
        self._connect()

    def show_record(self, record: Record | None) -> None:
        """Show the field of another record, or of the same one after a change."""
        same = self.record is not None and record is not None and self.record.id == record.id
        self.record = record
        readable = self.session.writable or not isinstance(self.editor, QComboBox)
        self.editor.setEnabled(record is not None and readable)
        stored = editable_of(self.session.snapshot, record, self.field) if record else ""
        self._show_held(record is not None and held(self.session.snapshot, record, self.field.name))
        if same and (self._typing.under_way or stored == self._stored):
            return  # what is being typed, or does not fit yet, is never replaced
        self._show(stored)

    def _show(self, stored: str) -> None:
        self._stored = stored
        self._set_reason("")
        self._typing.show(stored)
        self._typing.saved = False
        if isinstance(self.editor, QLineEdit) and not self.editor.hasFocus():
            self.editor.setCursorPosition(0)  # of a long text the beginning is shown

    def _show_held(self, frozen: bool) -> None:
        """Say that the field is frozen; then it is not saved at each pause."""
        self._held = frozen
        self._typing.early = not frozen and self.field.kind in (Kind.LINE, Kind.TEXT)
        title = self.field.title + (" *" if self.field.required else "")
        text = _("{field} · frozen").format(field=title) if frozen else title
        if self._label.text() != text:
            self._label.setText(text)
            self.editor.setAccessibleName(text if frozen else self.field.title)

    def offer_options(self) -> None:
        """Bring a drop-down's list up to date."""
        if isinstance(self.editor, NameBox):
            names = options_for(self.field, self.session.snapshot)
            if ["", *names] != [self.editor.itemText(i) for i in range(self.editor.count())]:
                self.editor.offer(names)

    def save(self) -> None:
        """Commit what was typed and show it as it is stored, or why it does not fit."""
        self._typing.end()
        self._save_so_far()
        if self.record is not None and self._typing.saved and not self._typing.unsaved:
            self._show(editable_of(self.session.snapshot, self.record, self.field))

    def _save_so_far(self) -> None:
        """Commit what was typed; say under the field why it does not fit."""
        if self.record is None or not self.session.writable:
            return
        if self._typing.unsaved:
            try:
                complete_name(self.editor)
                text = text_in(self.editor)
                self.session.edit(actions.set_text, self.record, self.field, text)
            except Refusal as refusal:
                self._set_reason(str(refusal))
                return
            self._typing.settle()
        self._set_reason("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field saves it; Esc puts back what stood there before the typing."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            # A menu or a list over the field does not leave it: there is nothing to ask yet.
            if not (self._held and event.reason() == Qt.FocusReason.PopupFocusReason):
                self.save()
        elif event.type() == QEvent.Type.Wheel and not self.editor.hasFocus():
            event.ignore()  # the form is scrolled; the choice under the mouse stays
            return isinstance(self.editor, QComboBox)
        elif isinstance(event, QKeyEvent):
            return self._on_key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Esc; and undo of the workshop, where the field itself has nothing to undo."""
        if event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self._can("Undo")
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self._can("Redo")
            if undo or redo:
                event.ignore()
                return True
        elif event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            put_text(self.editor, self._stored)
            self.save()
            return True
        return False

    def _can(self, what: str) -> bool:
        editor = self.editor
        if isinstance(editor, QPlainTextEdit):
            return bool(getattr(editor.document(), f"is{what}Available")())
        line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
        return line is not None and bool(getattr(line, f"is{what}Available")())

    def _lay_out(self) -> None:
        field = self.field
        label = self._label
        label.setObjectName("muted")
        label.setBuddy(self.editor)
        label.setToolTip(field.help)
        self.editor.setToolTip(field.help)
        if isinstance(self.editor, QLineEdit | QPlainTextEdit):
            self.editor.setPlaceholderText(field.help)
            self.editor.setReadOnly(not self.session.writable)
        else:
            self.editor.setEnabled(self.session.writable)
        if isinstance(self.editor, QPlainTextEdit):
            self.editor.setFixedHeight(theme.em(4.6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.2))
        for widget in (label, self.editor, self._reason):
            column.addWidget(widget)

    def _connect(self) -> None:
        editor = self.editor
        editor.installEventFilter(self)
        if isinstance(editor, QComboBox):
            editor.activated.connect(self.save)
            line = editor.lineEdit()
            if line is not None:
                line.installEventFilter(self)
                line.returnPressed.connect(self.save)
        elif isinstance(editor, QLineEdit):
            editor.returnPressed.connect(self.save)

    def _set_reason(self, text: str) -> None:
        self._reason.setText(text)
        self._reason.setVisible(bool(text))
        if bool(self.editor.property("wrong")) != bool(text):
            self.editor.setProperty("wrong", bool(text))
            restyle(self.editor)


class RecordForm(QScrollArea):
    """All fields of one record: the workshop's only one of a type, or the one of a row."""

    def __init__(
        self, session: Session, record_type: type[Record], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.record_type = record_type
        self.record: Record | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(record_type.label())
        inner = QWidget(self)
        inner.setObjectName("panel")
        self.setWidget(inner)  # while it is empty: a change of parent styles all children anew
        fields = [field for field in record_type.fields.values() if not field.technical]
        self.rows = [FieldRow(session, field, inner) for field in fields]
        self._lay_out(inner)
        self._stale_options = False
        self._targets = {TYPES[field.target] for field in record_type.links()}
        session.changed.connect(self._on_changed)
        self.show_record(session.snapshot.one(record_type) if record_type.single else None)

    def show_record(self, record: Record | None) -> None:
        """Show another record; None empties the form."""
        self.save()
        self.record = record
        for row in self.rows:
            row.show_record(record)

    def reveal(self, field: str) -> None:
        """Put the cursor into a field."""
        row = next((row for row in self.rows if row.field.name == field), self.rows[0])
        if row is self.rows[0]:
            self.verticalScrollBar().setValue(0)
        else:
            self.ensureWidgetVisible(row, 0, theme.em(1))
        row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Commit what is still being typed."""
        for row in self.rows:
            row.save()

    def _lay_out(self, inner: QWidget) -> None:
        grid = QGridLayout(inner)
        edge = theme.em(1.1)
        grid.setContentsMargins(edge, edge, edge, edge)
        grid.setHorizontalSpacing(theme.em(1.4))
        grid.setVerticalSpacing(theme.em(0.8))
        line = column = 0
        for row in self.rows:
            if row.field.wide:
                line += column  # a half-filled line above stays as it is
                grid.addWidget(row, line, 0, 1, 2)
                line, column = line + 1, 0
            else:
                grid.addWidget(row, line, column)
                line, column = (line + 1, 0) if column else (line, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(line + 1, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """A form that comes into sight shows what changed in the meantime."""
        super().showEvent(event)
        self._refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.types & self._targets:
            self._stale_options = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        snapshot = self.session.snapshot
        if self._stale_options:
            self._stale_options = False
            for row in self.rows:
                row.offer_options()
        if self.record_type.single:
            self.record = snapshot.one(self.record_type)
        elif self.record is not None:
            self.record = snapshot.get(self.record_type, self.record.id)
        for row in self.rows:
            row.show_record(self.record)
