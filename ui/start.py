"""What the window shows without a workshop: make one, open one, or look at the example."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.i18n import _
from ui import settings, theme
from ui.widgets import button, label, overline


class StartPage(QWidget):
    """The way in."""

    new_requested = Signal()
    open_requested = Signal()
    example_requested = Signal()
    file_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.em(0.1))
        self._heading = overline(_("Recent workshops"), self)
        self._files: dict[QPushButton, Path] = {}
        inner = QVBoxLayout()
        inner.setSpacing(theme.em(0.6))
        inner.addStretch(2)
        inner.addWidget(overline("Groundwork", self))
        inner.addWidget(
            label(_("Design production before the pilot starts."), self, scale=2.0, strong=True)
        )
        inner.addWidget(
            label(
                _(
                    "One workshop, one file. Everything stays on this computer, and every change "
                    "is saved as you make it."
                ),
                self,
                scale=1.1,
                name="muted",
            )
        )
        inner.addSpacing(theme.em(0.8))
        inner.addLayout(self._buttons())
        inner.addSpacing(theme.em(1.4))
        inner.addWidget(self._heading)
        inner.addLayout(self._recent)
        inner.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(inner, 4)
        row.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Bring the list of recent workshops up to date."""
        for old in self._files:
            self._recent.removeWidget(old)
            old.deleteLater()
        self._files = {}
        for path in settings.recent_files():
            entry = button(path.stem.replace("&", "&&"), self, name="flat", tip=str(path))
            entry.setAccessibleDescription(str(path.parent))
            entry.clicked.connect(self._on_recent)
            self._recent.addWidget(entry)
            self._files[entry] = path
        self._heading.setVisible(bool(self._files))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.6))
        new = button(_("New workshop …"), self, name="primary", tip="Ctrl+N")
        known = button(_("Open …"), self, tip="Ctrl+O")
        example = button(_("Look at the example"), self)
        new.clicked.connect(self.new_requested)
        known.clicked.connect(self.open_requested)
        example.clicked.connect(self.example_requested)
        for each in (new, known, example):
            row.addWidget(each)
        row.addStretch()
        return row

    def _on_recent(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton) and sender in self._files:
            self.file_chosen.emit(self._files[sender])
