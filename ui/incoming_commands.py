"""Commands about files that come back: an edited workbook is read in again.

What they need of the library is loaded with the first use, not with the window.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refusal
from models.i18n import _, ngettext
from ui.dialogs import door
from ui.receiving import show, writable

if TYPE_CHECKING:
    from models.incoming.proposal import Taken
    from ui.window import MainWindow

_MOST = 3
"""More sentences nobody reads."""


class IncomingCommands:
    """The commands by the ids in `ui.commands`, and what is done with a dropped workbook."""

    _window: MainWindow

    def import_workbook(self) -> None:
        """Ask for an edited workbook, and for what shall be taken over of it."""
        session = self._window.session
        if session is None:
            return
        path = door.ask_open_file(
            self._window,
            _("Read an edited workbook back"),
            session.workshop.path.parent,
            _("Excel workbooks (*.xlsx);;All files (*)"),
        )
        if path is not None:
            self.receive_workbook(path)

    def receive_workbook(self, path: Path) -> None:
        """Show what an edited workbook would change, and take over what is ticked."""
        without = Refusal(
            _("“{name}” belongs to a workshop.").format(name=path.name),
            todo=_("Open that workshop first, then read the workbook back."),
        )
        session = writable(self._window, without)
        if session is not None:
            from ui.dialogs.take_over import TakeOverDialog  # noqa: PLC0415 - reads workbooks

            show(self._window, TakeOverDialog(session, path, self._window), said_of)


def said_of(taken: Taken) -> str:
    """What was taken over, as a sentence."""
    count = len(taken.changes.items)
    if not count:
        text = _("Nothing was changed.")
    else:
        text = ngettext(
            "Taken over: {n} record was changed. Undo takes it back.",
            "Taken over: {n} records were changed. Undo takes all of it back.",
            count,
        ).format(n=count)
    return " ".join([text, *taken.left_out[:_MOST]])
