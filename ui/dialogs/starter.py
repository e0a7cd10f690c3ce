"""Choosing rows from a template, to add to what is already there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from models.i18n import _, ngettext
from models.record import Record
from models.starters import StarterSet, add_starter, new_rows, starter_sets
from ui import theme
from ui.session import Session
from ui.widgets import button, dialog_column, label, make_primary

_ROW = Qt.ItemDataRole.UserRole


class StarterDialog(QDialog):
    """Lists what a template offers and is not there yet; what is ticked is added."""

    def __init__(self, session: Session, kinds: tuple[type[Record], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Add from template"))
        self.setMinimumSize(theme.em(34), theme.em(26))
        self._offers: list[tuple[StarterSet, type[Record]]] = [
            (starter, kind) for kind in kinds for starter in starter_sets() if kind in starter.kinds
        ]
        self.template_box = QComboBox(self)
        self.list = QListWidget(self)
        self._about = label("", self, name="muted")
        self._count = label("", self, name="muted")
        self._buttons = QDialogButtonBox(self)
        self._lay_out()
        self.template_box.currentIndexChanged.connect(self._show_rows)
        self.list.itemChanged.connect(self._show_count)
        self._show_rows()

    def accept(self) -> None:
        """Add the ticked rows as one step."""
        starter, kind = self._offers[self.template_box.currentIndex()]
        chosen = [item.data(_ROW) for item in self._items() if _ticked(item)]
        if chosen:
            self.session.do(add_starter, starter, kind, chosen)
        super().accept()

    def _lay_out(self) -> None:
        for starter, kind in self._offers:
            self.template_box.addItem(f"{kind.plural()}: {starter.title}")
        self.template_box.setAccessibleName(_("Template"))
        self.list.setAccessibleName(_("Rows of the template"))
        everything = button(_("All"), self)
        nothing = button(_("None"), self)
        everything.clicked.connect(self._tick_all)
        nothing.clicked.connect(self._tick_none)
        for each in (everything, nothing):
            each.setAutoDefault(False)
            self._buttons.addButton(each, QDialogButtonBox.ButtonRole.ResetRole)
        ok = self._buttons.addButton(_("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        make_primary(ok)
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = dialog_column(self, _("Add from template"))
        for widget in (self.template_box, self._about, self.list, self._count, self._buttons):
            column.addWidget(widget, 1 if widget is self.list else 0)

    def _show_rows(self) -> None:
        starter, kind = self._offers[self.template_box.currentIndex()]
        self._about.setText(starter.description)
        fresh = new_rows(self.session.snapshot, starter, kind)
        self.list.blockSignals(True)
        self.list.clear()
        for number, row in enumerate(starter.rows[kind]):
            if row in fresh:
                item = QListWidgetItem(str(row[kind.label_field]))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
                item.setData(_ROW, number)
                self.list.addItem(item)
        self.list.blockSignals(False)
        self._show_count()

    def _show_count(self) -> None:
        ticked = sum(_ticked(item) for item in self._items())
        if self.list.count():
            text = ngettext("{n} row will be added", "{n} rows will be added", ticked)
        else:
            text = _("Everything from this template is already there.")
        self._count.setText(text.format(n=ticked))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _tick_all(self) -> None:
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked)

    def _tick_none(self) -> None:
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked)


def _ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
