"""Choosing the steps that a copy is handed out for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from models.i18n import _
from models.steps import STEPS
from ui import theme
from ui.widgets import button, dialog_column, label, make_primary

_ID = Qt.ItemDataRole.UserRole


class HandOutDialog(QDialog):
    """Lists the steps, with the one in front ticked. `steps` is the answer; where the file goes
    is asked afterwards.
    """

    def __init__(self, number: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hand out a copy"))
        self.setMinimumWidth(theme.em(34))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Steps"))
        for place, step in enumerate(STEPS):
            item = QListWidgetItem(f"{place + 1}  {step.title}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(
                Qt.CheckState.Checked if place == number else Qt.CheckState.Unchecked
            )
            item.setData(_ID, step.id)
            self.list.addItem(item)
        self.list.setCurrentRow(number)
        self.list.setSpacing(theme.em(0.15))
        row = self.list.sizeHintForRow(0) + 2 * theme.em(0.15)
        self.list.setMinimumHeight(row * len(STEPS) + theme.em(0.6))
        self._note = label("", self, name="muted")
        self._ok = button(_("Choose the file …"), self)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._ok, QDialogButtonBox.ButtonRole.AcceptRole)
        make_primary(self._ok)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = dialog_column(self, _("Which steps does the group work on?"))
        column.addWidget(label(_about(), self, name="muted"))
        column.addWidget(self.list, 1)
        column.addWidget(self._note)
        column.addWidget(buttons)
        self.list.itemChanged.connect(self._check)
        self.list.setFocus()
        self._check()

    @property
    def steps(self) -> list[str]:
        """Ids of the ticked steps, in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return [str(item.data(_ID)) for item in ticked]

    def _check(self) -> None:
        chosen = bool(self.steps)
        self._note.setText("" if chosen else _("Tick at least one step with Space."))
        self._ok.setEnabled(chosen)


def _about() -> str:
    return _(
        "The copy is the whole workshop with its history, for a second laptop. Everything in it "
        "can be edited, and the window says which steps it is for. Here the work goes on; when "
        "the copy comes back, you see what differs before anything is taken over."
    )
