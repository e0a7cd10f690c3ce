"""Hands for the tests of the export window: it is opened, waited for, and freed."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from PySide6.QtWidgets import QApplication

from models.looks import remember
from models.records import Look
from tests.ui.driving import session_of, snapshot_of
from ui.dialogs.charter import CharterDialog
from ui.window import MainWindow


def window_for(window: MainWindow) -> CharterDialog:
    """The export window of the workshop that is open."""
    dialog = CharterDialog(session_of(window), window.commands._document(), window)
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def seen(dialog: CharterDialog, qtbot: QtBot) -> CharterDialog:
    """The same, once the preview shows what is chosen."""
    qtbot.waitUntil(lambda: dialog.preview.made is not None, timeout=60_000)
    qtbot.waitUntil(lambda: dialog.preview.view.picture is not None, timeout=60_000)
    return dialog


def choose_cut(dialog: CharterDialog, cut: str) -> None:
    """Choose for whom the charter is."""
    from exports.charter.cuts import CUTS

    dialog.choices.cuts.setCurrentRow([each.id for each in CUTS].index(cut))


def look_at(window: MainWindow, **values: str) -> None:
    """Have something chosen already."""
    look = snapshot_of(window).one(Look).replace(None, **values)
    session_of(window).do(remember, look)
