"""Choosing who gets a questionnaire before the workshop, about which groups each, back by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.asked_about import asked_about_all, own_groups
from models.checks import entered
from models.dates import parse_date, today
from models.display import locale_of
from models.i18n import _, ngettext
from models.prework import Sending, back_by
from models.record import Record
from models.records import Group, Person, WorkshopInfo
from models.snapshot import Snapshot
from models.text import shorten
from models.values import editable
from ui import theme
from ui.widgets import button, dialog_column, label, make_primary, overline

_RECORD = Qt.ItemDataRole.UserRole


class QuestionnairesDialog(QDialog):
    """Lists people, all of them ticked but who facilitates, and the groups that the chosen one is
    asked about: at first those that they seem to know.

    `people` and `sending` are the answer; where the files go is asked afterwards.
    """

    def __init__(self, snapshot: Snapshot, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Questionnaires before the workshop"))
        self.setMinimumSize(theme.em(40), theme.em(27))
        self._snapshot = snapshot
        people = entered(snapshot, Person)
        self._all = frozenset(group.id for group in entered(snapshot, Group))
        known = {person.id: own_groups(snapshot, person) for person in people}
        self._groups = {id_: found or self._all for id_, found in known.items()}
        self._unknown = {id_ for id_, found in known.items() if not found}
        """The people of whom nothing says which group is theirs."""
        self.who = _ticks(_("Who is asked"), people, self)
        self.about = _ticks(_("Groups that are asked about"), entered(snapshot, Group), self)
        self._whose = overline("", self)
        for item in _items(self.who):
            if item.data(_RECORD).part == "facilitates":
                item.setCheckState(Qt.CheckState.Unchecked)
        self.by = QLineEdit(self)
        day = back_by(snapshot, today())
        self.by.setText(editable(WorkshopInfo.held_on, day, locale_of(snapshot)))
        self._note = label("", self, name="muted")
        self._ok = button(_("Choose folder …"), self)
        self._lay_out()
        self._connect()
        self._show_groups()
        self._check()

    @property
    def people(self) -> list[Person]:
        """Who gets a questionnaire."""
        return [item.data(_RECORD) for item in _items(self.who) if _ticked(item)]

    @property
    def sending(self) -> Sending:
        """What the questionnaires are about, and when they should be back."""
        return Sending(self._day, {person.id: self._groups[person.id] for person in self.people})

    @property
    def _day(self) -> date | None:
        return parse_date(self.by.text(), locale_of(self._snapshot))

    def _lay_out(self) -> None:
        everybody, nobody = button(_("All"), self), button(_("None"), self)
        everybody.clicked.connect(self._on_all)
        nobody.clicked.connect(self._on_none)
        lists = QHBoxLayout()
        headings = overline(_("Who is asked"), self), self._whose
        for heading, widget in zip(headings, (self.who, self.about), strict=True):
            side = QVBoxLayout()
            side.addWidget(heading)
            side.addWidget(widget)
            lists.addLayout(side)
        ticks = QHBoxLayout()
        for each in (everybody, nobody):
            each.setAutoDefault(False)
            ticks.addWidget(each)
        ticks.addStretch()
        form = QFormLayout()
        form.addRow(_("&Back by"), self.by)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._ok, QDialogButtonBox.ButtonRole.AcceptRole)
        make_primary(self._ok)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = dialog_column(self, _("Questionnaires before the workshop"))
        column.addWidget(label(_about(), self, name="muted"))
        column.addLayout(lists, 1)
        column.addLayout(ticks)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.by.setAccessibleName(_("Back by"))
        self.by.setPlaceholderText(_("No day"))
        self.by.textChanged.connect(self._check)
        self.who.itemChanged.connect(self._check)
        self.who.currentItemChanged.connect(self._show_groups)
        self.about.itemChanged.connect(self._on_group)

    def _show_groups(self) -> None:
        """Tick the groups that the chosen person is asked about."""
        item: QListWidgetItem | None = self.who.currentItem()
        if item is None:
            return
        person = item.data(_RECORD)
        text = _("{name} is asked about").format(name=shorten(person.caption, 40))
        self._whose.setText(text.upper())
        before = self.about.blockSignals(True)
        for group in _items(self.about):
            asked = group.data(_RECORD).id in self._groups[person.id]
            group.setCheckState(Qt.CheckState.Checked if asked else Qt.CheckState.Unchecked)
        self.about.blockSignals(before)

    def _on_group(self) -> None:
        """Ask the chosen person about what is ticked now."""
        person = self.who.currentItem().data(_RECORD)
        ticked = frozenset(i.data(_RECORD).id for i in _items(self.about) if _ticked(i))
        self._groups[person.id] = ticked
        self._unknown.discard(person.id)
        self._check()

    def _check(self) -> None:
        """Allow what can be sent, or say what is missing."""
        people = self.people
        text = ngettext("{n} file will be written.", "{n} files will be written.", len(people))
        wrong = bool(self.by.text().strip()) and self._day is None
        if wrong:
            text = _("“{text}” is not a date.").format(text=shorten(self.by.text()))
        elif not people:
            text = _("Tick at least one person.")
        elif not self.about.count():
            text += " " + _(
                "No group is written down yet (step 2), so only the day is asked about."
            )
        elif unknown := [person for person in people if person.id in self._unknown]:
            text += " " + asked_about_all(unknown)
        self._note.setText(text.format(n=len(people)))
        self._ok.setEnabled(bool(people) and not wrong)

    def _on_all(self) -> None:
        self._tick(Qt.CheckState.Checked)

    def _on_none(self) -> None:
        self._tick(Qt.CheckState.Unchecked)

    def _tick(self, state: Qt.CheckState) -> None:
        for item in _items(self.who):
            item.setCheckState(state)


def _about() -> str:
    return _(
        "Everybody gets a sheet of their own to fill in. Read the answers back when they come: "
        "where they differ, the room can settle it."
    )


def _ticks(name: str, records: Sequence[Record], parent: QWidget) -> QListWidget:
    """A list of records with a box to tick in front of each."""
    result = QListWidget(parent)
    result.setAccessibleName(name)
    for record in records:
        item = QListWidgetItem(shorten(record.caption, 60))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        item.setData(_RECORD, record)
        result.addItem(item)
    result.setCurrentRow(0)
    return result


def _items(of: QListWidget) -> list[QListWidgetItem]:
    return [of.item(number) for number in range(of.count())]


def _ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
