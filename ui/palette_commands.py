"""Commands that find things: the palette, the search in all texts, and the sheet of keys.

What they need is loaded with the first use, not with the window.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shiboken6 import isValid

from models.i18n import _
from ui import settings
from ui.dialogs import door

if TYPE_CHECKING:
    from models.searching import Searcher
    from ui.palette import Palette
    from ui.session import Session
    from ui.window import MainWindow


class PaletteCommands:
    """The commands by the ids in `ui.commands`."""

    _window: MainWindow
    _searched: tuple[Session, Searcher] | None = None
    """What was read of the open workshop, so that only what changes is read again."""

    _palette: Palette | None = None

    def palette(self) -> None:
        """Go to something by its name, or do something."""
        self._open(texts=False)

    def search(self) -> None:
        """Search every text of the workshop."""
        self._open(texts=True)

    def close_palette(self) -> None:
        """Close the palette, and forget what was read: what it offers is there no more."""
        self._searched = None
        if (palette := self._shown()) is not None:
            palette.close_at_once()

    def print_keys(self) -> None:
        """Save the sheet of all keys as PDF."""
        from exports.document import Document  # noqa: PLC0415
        from models.snapshot import Snapshot  # noqa: PLC0415
        from ui.keys import key_lists, native, sheet_words  # noqa: PLC0415
        from ui.making.exporters import key_sheet_of  # noqa: PLC0415

        proposal = settings.folder() / f"{_('Groundwork keys')}.pdf"
        title = _("Save the sheet of keys")
        path = door.ask_save_file(self._window, title, proposal, _("PDF documents (*.pdf)"))
        if path is not None:
            title, note = sheet_words()
            exporter = partial(key_sheet_of, title=title, note=note, lists=key_lists(native))
            self._window.export.start(exporter, Document(Snapshot()), path)

    def _open(self, *, texts: bool) -> None:
        from ui.palette import Palette  # noqa: PLC0415

        window = self._window
        there = self._shown()
        if there is not None:
            there.open(texts=texts)
            return
        if window.workspace is not None:
            window.workspace.save()
        self._palette = Palette(window, self._searcher())
        self._palette.open(texts=texts)

    def _shown(self) -> Palette | None:
        palette = self._palette
        return palette if palette is not None and isValid(palette) and palette.isVisible() else None

    def _searcher(self) -> Searcher:
        from models.searching import Searcher  # noqa: PLC0415

        session = self._window.session
        if session is None:
            self._searched = None
            return Searcher()
        if self._searched is None or self._searched[0] is not session:
            self._searched = session, Searcher()
        return self._searched[1]
