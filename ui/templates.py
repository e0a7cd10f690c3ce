"""The user's own templates: where they are kept, saving and loading them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from models.errors import Refusal
from models.files import refusal_for, safe_name
from models.i18n import _
from models.shelf import SUFFIX, Shelf, read_file
from models.shelf import shelf as all_templates
from models.starter_writing import save_starter
from ui.dialogs import door

if TYPE_CHECKING:
    from ui.window import MainWindow


def folder() -> Path:
    """Where the user's templates are kept; what lies there is offered beside the program's."""
    place = QStandardPaths.StandardLocation.AppDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "templates"


def shelf() -> Shelf:
    """All templates, the user's own among them."""
    return all_templates(own=folder())


def ask_file(parent: QWidget) -> Path | None:
    """Ask for a template in a file; None when the user gave up."""
    pattern = _("Templates (*{suffix});;All files (*)").format(suffix=SUFFIX)
    return door.ask_open_file(parent, _("Load a template"), folder(), pattern)


def load(window: MainWindow) -> None:
    """Ask for a file, and let the user choose among its rows."""
    from ui.dialogs.starter import StarterDialog  # noqa: PLC0415 - the first page needs none

    path = ask_file(window) if window.session else None
    if path is None or window.session is None:
        return
    try:
        sets = read_file(path)
    except Refusal as refusal:
        window.tell(refusal)
    else:
        door.run(StarterDialog(window.session, sets, window))


def save(window: MainWindow) -> None:
    """Ask what to save as a template, and where."""
    from ui.dialogs.template import TemplateDialog  # noqa: PLC0415 - the first page needs none

    if window.session is None:
        return
    dialog = TemplateDialog(window.session.snapshot, window)
    if not door.run(dialog):
        return
    starter = dialog.starter
    try:
        path = _ask_target(window, starter.title)
        if path is not None:
            save_starter(path, starter)
            window.say(_said(path))
    except Refusal as refusal:
        window.tell(refusal)


def _ask_target(window: MainWindow, title: str) -> Path | None:
    try:
        folder().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal_for(error, folder()) from error
    proposal = folder() / f"{safe_name(title) or _('Template')}{SUFFIX}"
    pattern = _("Templates (*{suffix})").format(suffix=SUFFIX)
    path = door.ask_save_file(window, _("Save as template"), proposal, pattern)
    return path.with_name(path.name + SUFFIX) if path and path.suffix != SUFFIX else path


def _said(path: Path) -> str:
    if path.parent == folder():
        text = _("“{name}” is saved, and offered from now on wherever templates are.")
    else:
        text = _("“{name}” is saved. It is loaded with “Load template from file”.")
    return text.format(name=path.name)
