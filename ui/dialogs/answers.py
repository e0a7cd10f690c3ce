"""What was read of questionnaires, to look at before it is taken over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from models.i18n import _, ngettext
from models.text import shorten
from ui import theme
from ui.widgets import button, dialog_column, label, make_primary, tip

if TYPE_CHECKING:
    from models.incoming.prework import Filled, Given, Received

_FILLED = Qt.ItemDataRole.UserRole
_FULL = Qt.ItemDataRole.UserRole + 1
_LONGEST, _MOST = 120, 600
"""Characters of a text in a row, and below the rows where all of it stands."""
_SHARES = (36, 26, 34)


class AnswersDialog(QDialog):
    """Lists the answers by person, doubtful ones marked; whoever is ticked is taken over."""

    def __init__(self, received: Received, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Answers to the questionnaires"))
        self.setMinimumSize(theme.em(40), theme.em(24))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(72), theme.em(44))))
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(_("Answers by person"))
        self.tree.setHeaderLabels([_("Question"), _("Answer"), _("Good to know")])
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self._ok = button(_("Take over"), self)
        self._details = label("", self)
        self._details.setMinimumHeight(theme.em(4))
        self._details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note = label("", self, name="muted")
        for filled in received.filled:
            self._add(filled)
        self._lay_out(received)
        self.tree.itemChanged.connect(self._check)
        self._check()

    @property
    def chosen(self) -> list[Filled]:
        """The files that are ticked."""
        return [
            item.data(0, _FILLED)
            for item in self._people()
            if item.checkState(0) == Qt.CheckState.Checked
        ]

    def _lay_out(self, received: Received) -> None:
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._ok, QDialogButtonBox.ButtonRole.AcceptRole)
        make_primary(self._ok)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = dialog_column(self, _("Answers to the questionnaires"))
        for refusal in received.refused:
            column.addWidget(label(refusal.what, self, name="must"))
        column.addWidget(self.tree, 1)
        column.addWidget(self._details)
        column.addWidget(self._note)
        column.addWidget(buttons)
        self.tree.currentItemChanged.connect(self._show_details)
        if first := next(self._people(), None):
            self.tree.setCurrentItem(first)
        self.tree.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their shares of the room."""
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES[:-1]):
            self.tree.setColumnWidth(column, event.size().width() * share // sum(_SHARES))

    def _show_details(self) -> None:
        """The current row in full."""
        item: QTreeWidgetItem | None = self.tree.currentItem()
        texts = [item.data(column, _FULL) for column in range(3)] if item is not None else []
        self._details.setText("\n".join(filter(None, texts)))

    def _add(self, filled: Filled) -> None:
        person = QTreeWidgetItem([filled.person.caption, _summary(filled), filled.name])
        person.setFlags(person.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        person.setCheckState(0, Qt.CheckState.Checked)
        person.setData(0, _FILLED, filled)
        person.setFont(0, theme.font(strong=True))
        self.tree.addTopLevelItem(person)
        for given in filled.given:
            person.addChild(_line(given))
        for answer in filled.withdrawn:
            gone = _("Earlier answer that goes: “{text}”").format(text=shorten(answer.answer))
            person.addChild(_row(answer.question, "", gone))
        for question in filled.gone:
            lost = _("Left out: what it is about is no longer in the workshop.")
            person.addChild(_row(question, "", lost, doubt=True))
        person.setExpanded(True)

    def _people(self) -> Iterator[QTreeWidgetItem]:
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            if item is not None:
                yield item

    def _check(self) -> None:
        chosen = self.chosen
        count = sum(len(filled.taken) for filled in chosen)
        text = ngettext("{n} answer will be taken over.", "{n} answers will be taken over.", count)
        if doubtful := sum(len(filled.doubtful) for filled in chosen):
            more = ngettext("{n} is doubtful.", "{n} are doubtful.", doubtful)
            text = f"{text.format(n=count)} {more.format(n=doubtful)}"
        self._note.setText(text.format(n=count))
        self._ok.setEnabled(bool(chosen))


def _summary(filled: Filled) -> str:
    """How much is in a file, and how much of what was there it replaces."""
    count = len(filled.taken)
    said = [ngettext("{n} answer", "{n} answers", count).format(n=count)]
    if number := filled.replaced:
        text = ngettext("replaces {n} earlier one", "replaces {n} earlier ones", number)
        said.append(text.format(n=number))
    return ", ".join(said)


def _line(given: Given) -> QTreeWidgetItem:
    answer, note = given.answer, given.answer.doubt
    if not answer.text:
        note = _("{doubt} It is left out.").format(doubt=note)
    elif given.earlier:
        before = _("Before: “{text}”.").format(text=shorten(given.earlier))
        note = f"{before} {note}".rstrip()
    return _row(given.asked.title, answer.text or answer.shown, note, doubt=bool(answer.doubt))


def _row(question: str, answer: str, note: str, *, doubt: bool = False) -> QTreeWidgetItem:
    texts = [shorten(text, _LONGEST) for text in (question, answer, note)]
    item = QTreeWidgetItem(texts)
    for column, text in enumerate((question, answer, note)):
        item.setData(column, _FULL, shorten(text, _MOST))
        item.setToolTip(column, tip(item.data(column, _FULL)))
    if doubt:
        item.setForeground(2, theme.colour("must"))
    return item
