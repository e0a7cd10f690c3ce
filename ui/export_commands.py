"""Commands that put the workshop into documents.

What they need is loaded with the first use, not with the window.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refusal
from models.i18n import _
from ui import settings
from ui.dialogs import door

if TYPE_CHECKING:
    from exports.document import Document
    from ui.window import MainWindow


class ExportCommands:
    """The commands by the ids in `ui.commands`."""

    _window: MainWindow

    def export_charter(self) -> None:
        """Choose what the charter is to be, look at it, and write it as PDF."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        from ui.making.exporters import CHARTER  # noqa: PLC0415
        from ui.making.stock import stock  # noqa: PLC0415

        stock.prepare(CHARTER)  # it loads while the export window is being made
        from models.looks import remember  # noqa: PLC0415
        from ui.dialogs.charter import CharterDialog  # noqa: PLC0415

        workspace.save()
        session.settle()  # open musts are counted
        dialog = CharterDialog(session, self._document(), self._window)
        if not door.run(dialog):
            return
        if session.writable:
            session.do(remember, dialog.look)
        if dialog.export is not None:
            self._window.export.start(*dialog.export)

    def export_workbook(self) -> None:
        """Write the Excel workbook."""
        from ui.making.exporters import WORKBOOK, workbook_of  # noqa: PLC0415
        from ui.making.stock import stock  # noqa: PLC0415

        stock.prepare(WORKBOOK)
        path = self._ask_target(_("Workbook"), ".xlsx", _("Excel workbooks (*.xlsx)"))
        if path is not None:
            self._window.export.start(workbook_of, self._document(), path)

    def export_json(self) -> None:
        """Write everything as JSON."""
        from models.files import atomic_write  # noqa: PLC0415
        from models.interchange import to_json  # noqa: PLC0415

        session = self._window.session
        path = self._ask_target(_("Workshop"), ".json", _("JSON files (*.json)"))
        if session is None or path is None:
            return
        try:
            atomic_write(path, to_json(session.snapshot).encode())
        except Refusal as refusal:
            self._window.tell(refusal)
        else:
            self._window.offer(path)

    def _document(self) -> Document:
        from exports.document import Document  # noqa: PLC0415

        session = self._window.session
        assert session is not None  # noqa: S101 - exporting needs an open workshop
        return Document.of(session.snapshot, session.workshop.log())

    def _ask_target(self, name: str, suffix: str, pattern: str) -> Path | None:
        """Ask for the file of a document; None when the user gave up."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return None
        workspace.save()
        workshop = session.workshop.path
        proposal = settings.export_folder(workshop) / f"{workshop.stem} {name}{suffix}"
        path = door.ask_save_file(
            self._window, _("Export {what}").format(what=name), proposal, pattern
        )
        if path is None:
            return None
        settings.remember_export(workshop, path.parent)
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
