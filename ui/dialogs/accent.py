"""Choosing the accent colour of the documents."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from exports.palette import ACCENT, WHITE, accent_of, contrast
from models.i18n import _
from ui import theme
from ui.dialogs import door
from ui.widgets import button, label


class AccentField(QWidget):
    """A colour as "#rrggbb" or by its name, a button to choose one, and whether it can be read."""

    changed = Signal()

    def __init__(self, accent: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(accent, self)
        self._choose = button(_("Choose …"), self)
        self._remark = label("", self, name="muted")
        self.line.setAccessibleName(_("Accent colour"))
        self.line.setPlaceholderText(_("{colour}, as usual").format(colour=ACCENT))
        self._choose.setAccessibleName(_("Choose the accent colour"))
        self._choose.setAutoDefault(False)
        self.setFocusProxy(self.line)
        self._lay_out()
        self.line.textChanged.connect(self._on_changed)
        self._choose.clicked.connect(self._on_choose)
        self._show()

    @property
    def colour(self) -> str:
        """The colour as "#rrggbb"; empty for the usual one, and for what is no colour."""
        text = self.line.text().strip()
        if not text.startswith("#") and QColor.isValidColorName(f"#{text}"):
            text = f"#{text}"
        return QColor(text).name() if QColor.isValidColorName(text) else ""

    def remark(self) -> str:
        """What is to be said about the colour."""
        if self.line.text().strip() and not self.colour:
            return _("This is no colour; the usual one is taken.")
        colour = self.colour or ACCENT
        ratio = f"{contrast(colour, WHITE):.1f}"
        used = accent_of(colour).main
        if used != colour:
            return _("Too pale to be read ({ratio} : 1): the charter takes {colour}.").format(
                ratio=ratio, colour=used
            )
        return _("Easy to read on white ({ratio} : 1).").format(ratio=ratio)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.4))
        row.addWidget(self.line, 1)
        row.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.2))
        column.addLayout(row)
        column.addWidget(self._remark)

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._remark.setText(self.remark())
        swatch = QPixmap(theme.em(0.9), theme.em(0.9))
        swatch.fill(QColor(accent_of(self.colour).main))
        self._choose.setIcon(QIcon(swatch))

    def _on_choose(self) -> None:
        chosen = door.ask_colour(self, _("Accent colour"), self.colour or ACCENT)
        if chosen is not None:
            self.line.setText(chosen)
