"""Commands that catch what the room says: capturing, asking what comes next, reading back.

What they need is loaded with the first use, not with the window.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from models.steps import STEPS
from ui.dialogs import door

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.asking import Question
    from models.read_back import Page
    from models.record import Record
    from models.room import RoomPage
    from ui.room.desk import RoomDesk
    from ui.session import Session
    from ui.window import MainWindow


_CAPTURE = "Ctrl+J"


class CaptureCommands:
    """Capturing, asking and reading back, by the ids in `ui.commands`."""

    _window: MainWindow
    _tell_made: Callable[[Record], None]
    _read_page = 0
    """Which page was read back last: whoever mends something goes on there."""

    # Capturing

    def capture(self) -> None:
        """Put the cursor into the capture line."""
        if self._window.workspace is not None:
            self._window.workspace.side.focus_capture()

    def capture_over(self, window: QWidget) -> None:
        """Open the capture line over another window; what is not finished goes on at the side."""
        from ui.dialogs.capture import CaptureDialog  # noqa: PLC0415

        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None or not session.writable:
            return
        side = workspace.side.capture
        dialog = CaptureDialog(session, STEPS[workspace.number], window)
        dialog.capture.begin_with(side)
        dialog.capture.captured.connect(self.tell_captured)
        door.run(dialog)
        side.begin_with(dialog.capture)

    def _capture_over_active(self) -> None:
        """Capture while the room view or a dialog has the keyboard."""
        self.capture_over(QApplication.activeWindow() or self._window)

    def add_room_keys(self, room: RoomDesk) -> None:
        """Let the keys of capturing, asking and reading back work in the room view too."""
        for keys, slot in (
            (_CAPTURE, self._capture_over_active),
            ("F3", self.ask_next),
            ("F12", self.read_back_to_room),
        ):
            QShortcut(QKeySequence(keys), room.view, slot)

    def tell_captured(self, record: Record) -> None:
        """Say what was captured and where it is now."""
        self._tell_made(record)

    # Asking

    def ask_next(self) -> None:
        """Show the three questions worth most now."""
        from models.asking import ask_next  # noqa: PLC0415
        from ui.dialogs.ask_next import AskDialog  # noqa: PLC0415

        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        workspace.save()
        session.settle()
        found = ask_next(session.findings.open, session.snapshot, self._window.day.standing)
        dialog = AskDialog(found, self._window)
        QShortcut(QKeySequence(_CAPTURE), dialog, self._capture_over_active)
        if door.run(dialog) and dialog.chosen is not None:
            workspace.mend(dialog.chosen.finding)
            if dialog.shows_room:
                self._show_question(dialog.chosen)

    def _show_question(self, question: Question) -> None:
        from models.asking import room_page  # noqa: PLC0415

        room = self._opened_room()
        if room is not None:
            room.present(room_page(question))

    def _opened_room(self) -> RoomDesk | None:
        if self._window.room is None:
            self._window.commands.room_view()
        return self._window.room

    # Reading back

    def read_back(self) -> None:
        """Show what the day has brought, page by page; an open room view follows."""
        from ui.dialogs.read_back import ReadBackDialog  # noqa: PLC0415

        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        workspace.save()
        make = partial(_pages, session)
        room = self._window.room
        turn_part = room.turn_part if room is not None else None
        dialog = ReadBackDialog(session, make, self._read_page, self._window, turn_part)
        QShortcut(QKeySequence(_CAPTURE), dialog, self._capture_over_active)
        if room is not None:
            dialog.page_shown.connect(room.present)
            room.present(dialog.room_page)
        chosen = door.run(dialog)
        if room is not None:
            room.present(None)
        row = dialog.chosen
        self._read_page = dialog.number if chosen else 0
        if row is None:
            return
        if row.finding is not None:
            workspace.mend(row.finding)
        elif row.record is not None:
            workspace.reveal(row.record, "")

    def read_back_to_room(self) -> None:
        """Read back in the room view alone: its own keys and a remote clicker turn the pages."""
        session, room = self._window.session, self._window.room
        if session is None or room is None:
            return
        if self._window.workspace is not None:
            self._window.workspace.save()
        room.present_pages(partial(_room_pages, session))


def _pages(session: Session) -> list[Page]:
    """What was captured today; where that is nothing, everything that there is."""
    from models.captured import KINDS  # noqa: PLC0415
    from models.dates import today  # noqa: PLC0415
    from models.read_back import captured_on, pages  # noqa: PLC0415

    session.settle()
    snapshot, findings = session.snapshot, session.findings.open
    of_today = captured_on(session.workshop.lines(), today())
    any_today = any(snapshot.get(kind, id_) for kind in KINDS for id_ in of_today)
    return pages(snapshot, findings, today(), of_today if any_today else None)


def _room_pages(session: Session) -> list[RoomPage]:
    from models.read_back import room_page  # noqa: PLC0415

    found = _pages(session)
    return [room_page(page, number, len(found)) for number, page in enumerate(found, 1)]
