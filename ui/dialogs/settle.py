"""Settling what participants answered differently: the answers side by side, one key each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models import settling
from models.answered import Point, Voice, points
from models.errors import Refusal
from models.i18n import _, ngettext
from models.records import Answer
from models.text import shorten
from ui import theme
from ui.session import Session
from ui.widgets import button, dialog_column, label, make_primary, tip

_DATA = Qt.ItemDataRole.UserRole
_LONG, _MOST = 50, 1_000
"""Characters of an answer that a row has room for, and that are shown below the rows."""


class SettleDialog(QDialog):
    """Goes through the open questions. Enter takes the chosen answer over into the field it is
    about, Ctrl+Enter makes a parked point of the question; then the next question follows.
    """

    def __init__(
        self, session: Session, parent: QWidget | None, first: Answer | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Settle the answers"))
        self.setMinimumSize(theme.em(40), theme.em(24))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(64), theme.em(38))))
        self.questions = QListWidget(self)
        self.voices = QTreeWidget(self)
        self._question = label("", self, scale=1.2, strong=True)
        self._stored = label("", self, name="muted")
        self._full = label("", self)
        self._wrong = label("", self, name="must")
        self._take, self._park = button(_("Take over"), self), button(_("Park it"), self)
        self._lay_out()
        self._connect()
        self._list(first)

    @property
    def point(self) -> Point | None:
        """The question in front."""
        item: QListWidgetItem | None = self.questions.currentItem()
        return item.data(_DATA) if item is not None else None

    def _lay_out(self) -> None:
        self.questions.setAccessibleName(_("Open questions"))
        self.questions.setWordWrap(True)
        self.questions.setSpacing(theme.em(0.15))
        self.voices.setAccessibleName(_("Answers"))
        self.voices.setHeaderLabels([_("Answer"), _("From")])
        self.voices.setRootIsDecorated(False)
        self.voices.setWordWrap(True)
        self.voices.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.voices.header().resizeSection(0, theme.em(22))
        buttons = QDialogButtonBox(self)
        for each in (self._take, self._park):
            buttons.addButton(each, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        make_primary(self._take)
        side = QVBoxLayout()
        for widget in (self._question, self._stored):
            side.addWidget(widget)
        side.addWidget(self.voices, 1)
        side.addWidget(self._full)
        side.addWidget(self._wrong)
        both = QHBoxLayout()
        both.addWidget(self.questions, 2)
        both.addLayout(side, 3)
        column = dialog_column(self, _("Settle the answers"))
        column.addWidget(label(_how(), self, name="muted"))
        column.addLayout(both, 1)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self._take.clicked.connect(self.take)
        self._park.clicked.connect(self.park)
        self._park.setToolTip(_("Ctrl+Enter: make a parked point of it"))
        self.questions.currentItemChanged.connect(self._show)
        self.voices.currentItemChanged.connect(self._show_full)
        self.voices.itemDoubleClicked.connect(self.take)
        # Both Enter keys; on a list the plain one is the default button's.
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.park)

    def _list(self, first: Answer | None = None) -> None:
        """List what is open, with the question of an answer in front; differing ones come first."""
        row = self.questions.currentRow()
        self.questions.clear()
        found = [point for point in points(self.session.snapshot) if point.open]
        for point in sorted(found, key=lambda each: not each.differs):
            count = len(point.voices)
            text = ngettext("{n} answer", "{n} different answers", count).format(n=count)
            item = QListWidgetItem(f"{shorten(point.asked.title, 120)}\n{text}")
            item.setData(_DATA, point)
            self.questions.addItem(item)
            if first is not None and first.id in {answer.id for answer in point.answers}:
                row = self.questions.count() - 1
        self.questions.setCurrentRow(max(0, min(row, self.questions.count() - 1)))
        self._show()
        self.voices.setFocus()

    def _show(self) -> None:
        """The answers to the question in front, the one that most people gave chosen."""
        point = self.point
        self.voices.clear()
        self._wrong.hide()
        self._question.setText(point.asked.title if point else _("Everything is settled."))
        stored = _("Written down now: {value}").format(value=point.stored) if point else ""
        self._stored.setText(stored)
        self._stored.setVisible(bool(point and point.stored))
        for each in (self._take, self._park):
            each.setEnabled(point is not None)
        if point is None:
            return
        voices = sorted(point.voices, key=lambda v: -len(v.people))
        for voice in voices:
            item = QTreeWidgetItem([shorten(voice.shown, 300), ", ".join(voice.people)])
            item.setData(0, _DATA, voice)
            item.setToolTip(0, tip(voice.text))
            self.voices.addTopLevelItem(item)
            if self.voices.topLevelItemCount() == 1:
                self.voices.setCurrentItem(item)  # the one that most people gave
        if point.asked.question.collects:
            self.voices.selectAll()  # they do not exclude each other

    def _show_full(self) -> None:
        """The current answer in full, where it is too long for its row."""
        item: QTreeWidgetItem | None = self.voices.currentItem()
        text = item.data(0, _DATA).text if item is not None else ""
        self._full.setText(shorten(text, _MOST) if len(text) > _LONG or "\n" in text else "")

    def take(self) -> None:
        """Take the chosen answer over, and go on to the next question."""
        point = self.point
        voices: list[Voice] = [item.data(0, _DATA) for item in self.voices.selectedItems()]
        if point is None or not voices:
            return
        if len(voices) > 1 and not point.asked.question.collects:
            self._say(_("Choose one of them."))
            return
        self._do(settling.take_over, point, voices)

    def park(self) -> None:
        """Make a parked point of the question, and go on to the next one."""
        if self.point is not None:
            self._do(settling.park, self.point.answers)

    def _do(self, action: Callable[..., object], *arguments: object) -> None:
        try:
            action(self.session.workshop, *arguments)
        except Refusal as refusal:
            self._say(str(refusal))
        else:
            self._list()

    def _say(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.show()


def _how() -> str:
    return _(
        "Enter takes the chosen answer over into the field that it is about. Ctrl+Enter parks the "
        "question with its answers. Undo takes back each."
    )
