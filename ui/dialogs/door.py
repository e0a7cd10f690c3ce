"""The one door to dialogs: small functions that tests replace."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from models.errors import Refusal

# Each of Qt's own dialogs is loaded with its first use, not with the window.


def run(dialog: QDialog) -> bool:
    """Show a dialog until it is answered, then free it. True when it was accepted."""
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
        _give_back(dialog.parentWidget())


def _give_back(parent: QWidget | None) -> None:
    """Give the keyboard back to the window that asked: where the room view is open, too, some
    window managers would give it to that.
    """
    if parent is not None and parent.isVisible():
        parent.window().activateWindow()


def ask_text(parent: QWidget, title: str, label: str, text: str = "") -> str | None:
    """A line of text; None when the user gave up."""
    from PySide6.QtWidgets import QInputDialog, QLineEdit  # noqa: PLC0415

    typed, accepted = QInputDialog.getText(parent, title, label, QLineEdit.EchoMode.Normal, text)
    _give_back(parent)
    return typed.strip() if accepted else None


def ask_password(parent: QWidget, title: str, label: str) -> str | None:
    """A password, hidden while it is typed; None when the user gave up."""
    from PySide6.QtWidgets import QInputDialog, QLineEdit  # noqa: PLC0415

    typed, accepted = QInputDialog.getText(parent, title, label, QLineEdit.EchoMode.Password)
    _give_back(parent)
    return typed if accepted else None


def ask_choice(parent: QWidget, title: str, label: str, options: list[str]) -> int | None:
    """The number of the chosen option; None when the user gave up."""
    from PySide6.QtWidgets import QInputDialog  # noqa: PLC0415

    chosen, accepted = QInputDialog.getItem(parent, title, label, options, 0, False)
    _give_back(parent)
    return options.index(chosen) if accepted else None


def ask_colour(parent: QWidget, title: str, colour: str) -> str | None:
    """A colour as "#rrggbb", with `colour` chosen at first; None when the user gave up."""
    from PySide6.QtGui import QColor  # noqa: PLC0415
    from PySide6.QtWidgets import QColorDialog  # noqa: PLC0415

    dialog = QColorDialog(QColor(colour), parent)
    dialog.setWindowTitle(title)
    return dialog.selectedColor().name() if run(dialog) else None


def tell(parent: QWidget | None, refusal: Refusal) -> None:
    """Say what happened, what is safe, and what to do."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415

    box = QMessageBox(QMessageBox.Icon.Information, "Groundwork", refusal.what, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # it can quote what was typed
    box.setInformativeText("\n\n".join(part for part in (refusal.safe, refusal.todo) if part))
    run(box)


def ask_open_file(parent: QWidget, title: str, folder: Path, pattern: str) -> Path | None:
    """An existing file; None when the user gave up."""
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

    chosen, _filter = QFileDialog.getOpenFileName(parent, title, str(folder), pattern)
    _give_back(parent)
    return Path(chosen) if chosen else None


def ask_save_file(parent: QWidget, title: str, proposal: Path, pattern: str) -> Path | None:
    """A file to write, with the ending of `proposal`; None when the user gave up.

    The dialog adds the ending itself, so that it asks before the file that is really meant is
    written over.
    """
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

    dialog = QFileDialog(parent, title, str(proposal.parent), pattern)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposal.suffix.removeprefix("."))
    dialog.selectFile(proposal.name)
    return Path(dialog.selectedFiles()[0]) if run(dialog) else None


def ask_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """An existing folder; None when the user gave up."""
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

    chosen = QFileDialog.getExistingDirectory(parent, title, str(folder))
    _give_back(parent)
    return Path(chosen) if chosen else None


def ask_open_files(parent: QWidget, title: str, folder: Path, pattern: str) -> list[Path]:
    """Existing files; none when the user gave up."""
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

    chosen, _filter = QFileDialog.getOpenFileNames(parent, title, str(folder), pattern)
    _give_back(parent)
    return [Path(each) for each in chosen]
