"""Commands about groups at tables of their own: copies are handed out and brought back.

What they need of the library is loaded with the first use, not with the window.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.i18n import _, ngettext
from ui import settings
from ui.dialogs import door
from ui.receiving import show, writable

if TYPE_CHECKING:
    from models.incoming.proposal import Taken
    from ui.window import MainWindow

_COPIES = "copies"
"""Under which name the folder of copies is remembered."""
_MOST = 3
"""More sentences nobody reads."""


class MergeCommands:
    """The commands by the ids in `ui.commands`, and what is done with a dropped workshop."""

    _window: MainWindow

    def hand_out(self) -> None:
        """Make a copy for a group that works on some steps."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        from models.handing_out import hand_out, proposed_name  # noqa: PLC0415
        from ui.dialogs.hand_out import HandOutDialog  # noqa: PLC0415

        workspace.save()
        dialog = HandOutDialog(workspace.number, self._window)
        if not door.run(dialog):
            return
        folder = _folder(session.workshop.path)
        proposal = folder / proposed_name(session.workshop, dialog.steps, folder)
        path = door.ask_save_file(self._window, _("Hand out a copy"), proposal, _pattern())
        if path is None:
            return
        written = session.do(hand_out, dialog.steps, path)
        if written is not None:
            settings.put(_COPIES, str(written.parent))
            text = _("“{name}” is ready to be handed out. Bring it back with {keys}.")
            self._window.say(text.format(name=written.name, keys="Ctrl+Shift+B"))

    def begin_copy(self) -> None:
        """Show the first of the steps that a copy was handed out for."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        from models.handing_out import purpose_of  # noqa: PLC0415
        from models.steps import BY_ID, STEPS  # noqa: PLC0415

        purpose = purpose_of(session.workshop)
        if purpose is not None and purpose.steps:
            workspace.go_to(STEPS.index(BY_ID[purpose.steps[0]]))

    def bring_back(self) -> None:
        """Ask for a copy that came back, and for what shall be taken over of it."""
        session = self._window.session
        if session is None:
            return
        folder = _folder(session.workshop.path)
        path = door.ask_open_file(self._window, _("Bring a copy back"), folder, _pattern())
        if path is not None:
            settings.put(_COPIES, str(path.parent))
            self.receive_copy(path)

    def receive_copy(self, path: Path) -> None:
        """Show what differs in a copy, and bring back what is chosen."""
        session = writable(self._window)
        if session is not None:
            from ui.dialogs.merge import MergeDialog  # noqa: PLC0415

            show(self._window, MergeDialog(session, path, self._window), _said)

    def receive_workshop(self, path: Path) -> None:
        """Open a workshop; where one is open that can be changed, offer to bring it back."""
        session = self._window.session
        if session is None or not session.writable or _same(path, session.workshop.path):
            self._window.open_path(path)
            return
        chosen = door.ask_choice(
            self._window,
            _("A workshop was dropped"),
            _("What shall be done with “{name}”?").format(name=path.name),
            [_("Bring it back into this workshop"), _("Open it instead of this workshop")],
        )
        if chosen == 0:
            self.receive_copy(path)
        elif chosen == 1:
            self._window.open_path(path)


def _folder(workshop: Path) -> Path:
    """Where copies were put or found last, such as a stick; else beside the workshop."""
    last = settings.text(_COPIES, "")
    return Path(last) if last and Path(last).is_dir() else workshop.parent


def _pattern() -> str:
    return _("Groundwork workshops (*.groundwork)")


def _same(path: Path, other: Path) -> bool:
    return path.exists() and path.samefile(other)


def _said(taken: Taken) -> str:
    count = len(taken.changes.items)
    if not count:
        text = _("Everything stays as it is here; that is noted and will not be asked again.")
    else:
        text = ngettext(
            "Brought back: {n} record was changed. Undo takes it back.",
            "Brought back: {n} records were changed. Undo takes all of it back.",
            count,
        ).format(n=count)
    return " ".join([text, *taken.left_out[:_MOST]])
