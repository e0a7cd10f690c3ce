"""Editors for a field's value, used in table cells and in forms alike.

Every editor holds text, exactly as it would be typed into Excel; `models.actions.set_text`
says what it means. So a date can be typed as "24.11.2026" and pasted as "2026-11-24" alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
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

from models.errors import Refusal
from models.fields import Field, Kind
from models.i18n import _
from models.record import TYPES
from models.snapshot import Snapshot
from models.text import MAX_LENGTH, shorten

Editor = QLineEdit | QPlainTextEdit | QComboBox

_NOWHERE = QModelIndex()
_SAVE_AFTER = 500
"""Milliseconds after the first key that is not saved yet."""


def make_editor(field: Field[Any], snapshot: Snapshot, parent: QWidget) -> Editor:
    """An empty editor for a field, named for screen readers."""
    editor: Editor
    if field.kind is Kind.TEXT:
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
    elif field.kind is Kind.LINK:
        editor = NameBox(options_for(field, snapshot), parent)
    elif options := options_for(field, snapshot):
        editor = _combo(QComboBox(parent), options)
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


def _combo(combo: QComboBox, options: list[str]) -> QComboBox:
    """Make a drop-down one that is typed into: the list that opens has what fits."""
    # Not setEditable(True), which makes the list that opens before anybody opens it.
    line = make_line(combo)
    combo.setLineEdit(line)
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
    line.textEdited.connect(_KeysOfList(combo).watch)
    return combo


class NameBox(QComboBox):
    """The editor of a link: names that are there, and new ones.

    A text that begins just one of the names means that name. What begins with nothing that is
    there is a new name at once; a new one that begins another is chosen by the last line of the
    list of completions: "Add “Anna”" where there is an Annabel.
    """

    def __init__(self, names: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = _Names(names, self)
        self._wanted: str | None = None
        """The new name that was chosen as such."""
        _combo(self, names)
        completer = self.completer()
        if completer is not None:
            completer.setModel(self._names)
            completer.activated[QModelIndex].connect(self.want)  # type: ignore[index]  # overload
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("Name; a new one is added"))
            line.textEdited.connect(self._names.offer)

    def offer(self, names: list[str]) -> None:
        """Offer other names; what is typed stays."""
        self._names.replace(names)
        text = self.currentText()
        blocked = self.blockSignals(True)
        self.clear()
        self.addItems(["", *names])
        put_text(self, text)
        self.blockSignals(blocked)

    def want(self, index: QModelIndex) -> None:
        """Take a line of the list of completions."""
        name = str(index.data(Qt.ItemDataRole.EditRole))
        self._wanted = name if index.data(_NEW_ROLE) else None
        self.setCurrentText(name)

    def complete(self) -> None:
        """Complete a half-typed name. Raises Refusal where it begins several."""
        text = self.currentText().strip()
        names = self._names.names
        if not text or text == self._wanted or text.casefold() in map(str.casefold, names):
            return
        found = [name for name in names if name.casefold().startswith(text.casefold())]
        if len(found) > 1:
            raise Refusal(
                _("“{text}” begins {n} names: {names}.").format(
                    text=shorten(text), n=len(found), names=", ".join(found[:3])
                ),
                todo=_("Type on, or choose one from the list; its last line adds a new one."),
            )
        if found:
            self.setCurrentText(found[0])


_NEW_ROLE = Qt.ItemDataRole.UserRole


class _Names(QAbstractListModel):
    """Names to complete from; the last line adds what was typed, where that begins another one."""

    def __init__(self, names: list[str], parent: QObject) -> None:
        super().__init__(parent)
        self.names = names
        self._typed = ""

    def replace(self, names: list[str]) -> None:
        """Hold other names."""
        self.beginResetModel()
        self.names, self._typed = names, ""
        self.endResetModel()

    def offer(self, text: str) -> None:
        """Offer to add what was typed so far."""
        text = text.strip()
        folded = text.casefold()
        begins = any(name.casefold().startswith(folded) for name in self.names)
        new = text if text and begins and folded not in map(str.casefold, self.names) else ""
        if new != self._typed:
            self.beginResetModel()
            self._typed = new
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """The names, and the line that adds one."""
        return 0 if parent.isValid() else len(self.names) + bool(self._typed)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """A name as it is shown, and as it is typed (EditRole)."""
        new = index.row() == len(self.names)
        if role == _NEW_ROLE:
            return new
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if not new:
            return self.names[index.row()]
        shown = role == Qt.ItemDataRole.DisplayRole
        return _("Add “{name}”").format(name=self._typed) if shown else self._typed


def complete_name(editor: Editor) -> None:
    """Complete what was typed into a link; see `NameBox`. Raises Refusal."""
    if isinstance(editor, NameBox):
        editor.complete()


class _KeysOfList(QObject):
    """Enter and Tab in the list of completions take the marked one and end the editing.

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
        """Pass the key on to the editor."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in _ENDING:
            return False
        view = cast("QAbstractItemView", popup)
        chosen = view.currentIndex()
        if chosen.isValid() and isinstance(self._combo, NameBox):
            self._combo.want(chosen)
        elif chosen.isValid():
            self._combo.setCurrentText(str(chosen.data()))
        view.hide()
        QApplication.sendEvent(self._combo, QKeyEvent(event))
        return True


_ENDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


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
