"""The capture line over another window, such as the room view."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from models.i18n import _
from models.steps import Step
from ui import theme
from ui.capture_line import CaptureLine
from ui.session import Session
from ui.widgets import dialog_column


class CaptureDialog(QDialog):
    """One line to capture something; Enter takes it over and goes back, Esc only goes back."""

    def __init__(self, session: Session, step: Step, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Capture"))
        self.resize(theme.em(38), theme.em(9))
        self.capture = CaptureLine(session, self)
        self.capture.step = step
        self.capture.left.connect(self.accept)
        column = dialog_column(self, _("Capture"))
        column.addWidget(self.capture)
        column.addStretch()
        self.capture.line.setFocus()
