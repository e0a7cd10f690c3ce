"""The report of an unexpected error: shown once, to copy, and the window goes on."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QWidget,
)

from models.errors import places_of
from models.i18n import _
from ui import theme
from ui.dialogs import door
from ui.widgets import button, dialog_column, label


def report_text(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What a developer needs: where it happened, and in which version. No workshop contents.

    The error's own message is left out, because it can quote what was typed.
    """
    versions = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    return "\n".join([f"Groundwork: {kind.__name__}", versions, *places_of(trace)])


class ReportDialog(QDialog):
    """Says what happened, that the workshop is safe, and gives the report to copy."""

    def __init__(self, report: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something unexpected happened"))
        self.setMinimumSize(theme.em(34), theme.em(20))
        self._text = QPlainTextEdit(report, self)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("Report"))
        copy = button(_("Copy report"), self)
        copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox(self)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = dialog_column(self, _("That should not have happened."))
        for widget in (
            label(
                _(
                    "Your workshop is safe: every change up to here is in the file, and you can "
                    "go on. Please send this report to whoever looks after Groundwork; it holds "
                    "nothing of what was entered."
                ),
                self,
            ),
            self._text,
            buttons,
        ):
            column.addWidget(widget)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())


_shown: set[str] = set()


def on_unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """An exception hook: the same error is reported once."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    elsewhere: Sequence[str] = getattr(error, "places", ())  # see ui.making.maker.Broken
    report = "\n".join([report_text(kind, trace), *elsewhere])
    if report in _shown or QApplication.instance() is None:
        return
    _shown.add(report)
    door.run(ReportDialog(report, QApplication.activeWindow()))
