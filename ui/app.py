"""Starting the window."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from models import i18n
from ui import theme
from ui.commanding import apply_look
from ui.window import MainWindow

_STANDS = 500
"""Milliseconds after which the window has been painted: `main` put off collecting garbage."""


def application() -> QApplication:
    """The application with the program's look and language."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Groundwork")
    app.setOrganizationName("Groundwork")
    app.setStyle("Fusion")
    i18n.use(i18n.translations(_language()))
    theme.load_fonts()
    apply_look()
    return app


def run(path: Path | None = None, *, example: bool = False) -> int:
    """Open the window, on a workshop or on the example; returns when it is closed."""
    app = application()
    sys.excepthook = report_unexpected
    window = MainWindow()
    if path is not None:
        window.open_path(path)
    elif example:
        window.commands.open_example()
    window.show()
    QTimer.singleShot(_STANDS, gc.enable)
    return app.exec()


def report_unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """An exception hook: show a report instead of printing it."""
    from ui.dialogs.report import on_unexpected  # noqa: PLC0415 - hopefully never needed

    on_unexpected(kind, error, trace)


def _language() -> str:
    from PySide6.QtCore import QLocale  # noqa: PLC0415

    return QLocale.system().name()
