"""Commands with which the room is asked: estimate rounds and votes.

What they need is loaded with the first use, not with the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from models.records import EstimateRound
from ui.dialogs import door

if TYPE_CHECKING:
    from models.estimating import Subject
    from models.room import RoomPage
    from ui.window import MainWindow
    from ui.workspace import Workspace


class RoundCommands:
    """The commands of the menu Room that ask everybody, by the ids in `ui.commands`."""

    _window: MainWindow

    def estimate_round(self) -> None:
        """Estimate the number under the cursor, or another question, on slips."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        from ui.dialogs.estimate import EstimateDialog  # noqa: PLC0415

        workspace.save()
        subjects = _subjects(workspace)
        now = self._window.day.now()
        door.run(EstimateDialog(session, subjects, now, self._present, self._window))

    def vote(self) -> None:
        """Let the room vote with dots or with fingers."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        from ui.dialogs.vote import VoteDialog  # noqa: PLC0415

        workspace.save()
        record, now = workspace.current_record(), self._window.day.now()
        door.run(VoteDialog(session, record, now, self._present, self._window))

    def _present(self, page: RoomPage | None, *, opens: bool = False) -> bool:
        """Show the room a page; see `ui.dialogs.asking.Present`."""
        own = _has_other_screen()
        if opens and own and self._window.room is None:
            asking = QApplication.activeWindow()
            self._window.commands.room_view()
            if asking is not None:
                asking.activateWindow()  # where the keyboard was
        if self._window.room is not None:
            self._window.room.present(page)
        if opens and not own and page is not None:
            self._fill_screen(page)
        return own

    def _fill_screen(self, page: RoomPage) -> None:
        """Show a page on the only screen, until it is taken away."""
        from ui.room.showing import RoomShowing  # noqa: PLC0415

        window = self._window
        assert window.session is not None  # noqa: S101 - something is asked in it
        asking = QApplication.activeWindow() or window
        showing = RoomShowing(page, window.session.snapshot, asking)
        showing.view.show_standing(window.day.standing)
        window.day.ticked.connect(showing.view.show_standing)
        door.run(showing)


def _has_other_screen() -> bool:
    return len(QGuiApplication.screens()) > 1


def _subjects(workspace: Workspace) -> list[Subject]:
    """The numbers that a round can be about: those of the record under the cursor."""
    from models.estimating import subject_of, subjects_of  # noqa: PLC0415
    from ui.table.view import RecordTable  # noqa: PLC0415

    grid, record = workspace.grid, workspace.current_record()
    if isinstance(record, EstimateRound):  # the same question again
        about = subject_of(workspace.session.snapshot, record)
        return subjects_of(about.record, about.field()) or [about]
    if not isinstance(grid, RecordTable):
        return []
    return subjects_of(record, grid.source.field_at(grid.currentIndex().column()))
