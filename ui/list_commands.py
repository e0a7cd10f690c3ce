"""Commands about lists and matrices that somebody else wrote: from a file, or as copied cells.

What they need of the library is loaded with the first use, not with the window.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from models.errors import Refusal
from models.i18n import _
from ui.dialogs import door
from ui.incoming_commands import said_of
from ui.receiving import show, writable

if TYPE_CHECKING:
    from models.incoming.sheets import Reading
    from models.incoming.source import Source
    from ui.window import MainWindow

SUFFIXES = (".csv", ".tsv", ".md", ".html", ".htm", ".xlsm", ".xls")
"""How files end that are lists when they are dropped; workbooks are looked into first."""


class ListCommands:
    """The commands by the ids in `ui.commands`, and what is done with a dropped list."""

    _window: MainWindow

    def import_list(self) -> None:
        """Ask for a file with a list or a matrix."""
        session = self._window.session
        if session is None:
            return
        kinds = "*.xlsx *.xlsm *.xls *.csv *.tsv *.txt *.md *.html *.htm"
        path = door.ask_open_file(
            self._window,
            _("Import a list or matrix"),
            session.workshop.path.parent,
            _("Lists ({kinds});;All files (*)").format(kinds=kinds),
        )
        if path is not None:
            self.receive_list(path)

    def import_copied(self) -> None:
        """Import the cells or the table that another program copied."""
        from models.incoming.source import pasted  # noqa: PLC0415

        # An empty clipboard has no data at all, whatever the annotations of Qt say.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        text, html = (data.text(), data.html()) if data is not None else ("", "")
        if not text.strip() and not html.strip():
            self._window.tell(
                Refusal(
                    _("There is nothing to import: nothing was copied."),
                    todo=_("Copy the cells, with their heads, in the other program first."),
                )
            )
            return
        self._import(_("Clipboard"), partial(_at_once, partial(pasted, text, html)))

    def receive_list(self, path: Path) -> None:
        """Show what a list or matrix in a file would add, and take over what is ticked."""
        from models.incoming.source import read_source  # noqa: PLC0415

        self._import(path.name, partial(read_source, path))

    def _import(self, name: str, opening: Callable[[], Reading[Source]]) -> None:
        without = Refusal(
            _("“{name}” is read into a workshop.").format(name=name),
            todo=_("Open or make that workshop first."),
        )
        session = writable(self._window, without)
        if session is not None:
            from ui.dialogs.import_list import ImportDialog  # noqa: PLC0415 - reads workbooks

            show(self._window, ImportDialog(session, name, opening, self._window), said_of)


def _at_once(make: Callable[[], Source]) -> Reading[Source]:
    yield 0.0
    return make()
