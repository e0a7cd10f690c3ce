"""A charter beside the workshop that is open: the verdict, and what differs, step by step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from models.differences import Difference
from models.i18n import _
from models.steps import BY_ID
from models.verifying import Verdict, told
from ui import theme
from ui.session import Session
from ui.widgets import button, dialog_column, label

_DIFFERENCE = Qt.ItemDataRole.UserRole


class CompareDialog(QDialog):
    """Says whether they match. Enter goes to where a difference is in the workshop."""

    def __init__(
        self, session: Session, name: str, verdict: Verdict, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.chosen: Difference | None = None
        """Where the user wants to go."""
        self.setWindowTitle(_("Compare with a charter"))
        self.setMinimumWidth(theme.em(44))
        self._sentences = list(told(session.snapshot, verdict))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("What differs"))
        self.list.setWordWrap(True)
        self._fill(verdict)
        column = dialog_column(self, name)
        for number, sentence in enumerate(self._sentences):
            tone = "must" if not verdict.genuine and not number else ""
            column.addWidget(label(sentence, self, strong=not number, name=tone))
        column.addWidget(self.list, 1)
        column.addWidget(self._buttons())
        self.list.setVisible(bool(verdict.differences))
        self.list.itemActivated.connect(self._on_chosen)
        if verdict.differences:
            self.setMinimumHeight(theme.em(28))
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def text(self) -> str:
        """Everything that it says, to send to somebody."""
        lines = [self.list.item(row).text() for row in range(self.list.count())]
        return "\n".join([*self._sentences, *lines])

    def _fill(self, verdict: Verdict) -> None:
        for difference in verdict.differences:
            item = QListWidgetItem(f"{BY_ID[difference.step].title}: {difference}", self.list)
            item.setData(_DIFFERENCE, difference)
            item.setToolTip("")

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        copy = button(_("Copy as text"), self)
        copy.clicked.connect(self._copy)
        copy.setAutoDefault(False)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen = item.data(_DIFFERENCE)
        self.accept()
