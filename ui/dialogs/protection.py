"""A password for the document: typed twice, never kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from models.errors import Refusal
from models.i18n import _
from models.passwords import prepared
from ui import theme
from ui.widgets import label


class Protection(QWidget):
    """Whether the document is encrypted, and with which password."""

    opened = Signal()
    """There is more to fill in than before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.wanted = QCheckBox(_("Pr&otect with a password"), self)
        self.first = self._line(_("Password"))
        self.again = self._line(_("The same password again"))
        self.shown = QCheckBox(_("&Show the password"), self)
        about = _(
            "Nobody opens the charter without it (AES-256), and a lost password cannot be "
            "recovered. It is kept nowhere; tell it to the readers separately."
        )
        self._about = label(about, self, name="muted")
        self._wrong = label("", self, name="must")
        self.setFocusProxy(self.wanted)
        self._lay_out()
        self.wanted.toggled.connect(self._on_wanted)
        self.shown.toggled.connect(self._on_shown)
        self.first.textChanged.connect(self._on_typed)
        self.again.textChanged.connect(self._on_typed)
        self._on_wanted(False)

    @property
    def password(self) -> str:
        """The password; empty where none is wanted."""
        return self.first.text() if self.wanted.isChecked() else ""

    def complete(self) -> bool:
        """Whether everything is there; where not, it is said and the keyboard is put there."""
        if not self.wanted.isChecked():
            return True
        try:
            prepared(self.first.text())
        except Refusal as refusal:
            return self._refuse(refusal.what, self.first)
        if not self.shown.isChecked() and self.first.text() != self.again.text():
            return self._refuse(_("The two passwords differ."), self.again)
        return True

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        return line

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        for widget in (
            *(self.wanted, self.first, self.again, self.shown),
            *(self._wrong, self._about),
        ):
            column.addWidget(widget)

    def _refuse(self, text: str, line: QLineEdit) -> bool:
        self._wrong.setText(text)
        self._wrong.show()
        line.setFocus()
        line.selectAll()
        return False

    def _on_wanted(self, wanted: bool) -> None:
        for widget in (self.first, self.shown, self._about):
            widget.setVisible(wanted)
        self.again.setVisible(wanted and not self.shown.isChecked())
        self._wrong.hide()
        if wanted:
            self.first.setFocus()
            self.opened.emit()
        else:
            self.first.clear()
            self.again.clear()

    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.again.setVisible(not shown)

    def _on_typed(self) -> None:
        self._wrong.hide()
