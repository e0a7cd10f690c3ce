"""A charter was dropped or opened: what shall be done with it?"""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from models.i18n import _
from ui import theme
from ui.widgets import button, dialog_column, label, make_primary


class ReceivedDialog(QDialog):
    """Offers to make a workshop of a charter, or to compare it with the one that is open."""

    def __init__(self, name: str, parent: QWidget | None, *, comparable: bool) -> None:
        super().__init__(parent)
        self.compare = False
        """Whether it is to be compared; else a workshop is to be made of it."""
        self.setWindowTitle(_("A charter with a workshop inside"))
        self.setMinimumWidth(theme.em(34))
        column = dialog_column(self, name)
        about = _("It carries the workshop that it was made from. Opened, it becomes a new file.")
        column.addWidget(label(about, self))
        buttons = QDialogButtonBox(self)
        make = button(_("Open as a new workshop …"), self)
        make.clicked.connect(self.accept)
        buttons.addButton(make, QDialogButtonBox.ButtonRole.ActionRole)
        if comparable:
            compare = button(_("Compare with the open one"), self)
            compare.clicked.connect(self._on_compare)
            buttons.addButton(compare, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        make_primary(make)
        make.setFocus()

    def _on_compare(self) -> None:
        self.compare = True
        self.accept()
