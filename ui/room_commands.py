"""Commands of the workshop day: the clock, and what the room sees.

What they need is loaded with the first use, not with the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda import Level, pace_text
from models.i18n import _, ngettext
from models.text import shorten
from ui.dialogs import door

if TYPE_CHECKING:
    from models.agenda import Slot, Standing
    from ui.session import Session
    from ui.window import MainWindow
    from ui.workspace import Workspace

_WORTH_SAYING = 60
"""Seconds behind the plan, from which on a new plan is offered when a block is over."""


class RoomCommands:
    """The commands of the menu Room, by the ids in `ui.commands`."""

    _window: MainWindow
    _offered = ""
    """What was said last with a new plan."""

    # The clock

    def start_next(self) -> None:
        """Start the day, or end the running block and start the next one, and show its step."""
        from models.day import start_next  # noqa: PLC0415
        from models.steps import BY_ID, STEPS  # noqa: PLC0415

        session, workspace = self._settled()
        if session is None or workspace is None:
            return
        before = session.snapshot
        slot: Slot | None = session.do(start_next, self._window.day.now())
        if session.snapshot is before:
            return  # refused
        if slot is None:
            self._window.say(_("The day is over. All its times are kept."))
        elif slot.head.step:
            workspace.go_to(STEPS.index(BY_ID[slot.head.step]))

    def block_back(self) -> None:
        """Let the block before run on."""
        from models.day import go_back  # noqa: PLC0415

        session, _workspace = self._settled()
        if session is not None:
            session.do(go_back, self._window.day.now())

    def add_minute(self) -> None:
        """One more minute for the running block."""
        self._add(1)

    def add_five(self) -> None:
        """Five more minutes for the running block."""
        self._add(5)

    def _add(self, minutes: int) -> None:
        from models.day import add_minutes  # noqa: PLC0415

        if self._window.session is not None:
            self._window.session.do(add_minutes, minutes)

    def plan_anew(self) -> None:
        """Show a plan with which the day ends in time, to be taken over with Enter."""
        from ui.dialogs.replan import ReplanDialog  # noqa: PLC0415

        session, _workspace = self._settled()
        standing = self._window.day.standing
        if session is None:
            return
        if standing is None:
            self._window.say(_("No block runs. F9 starts one."))
            return
        session.settle()  # how complete the steps are decides
        door.run(ReplanDialog(session, standing, self._window))

    def stop_clock(self) -> None:
        """End the running block without starting another."""
        from models.day import stop  # noqa: PLC0415

        session, _workspace = self._settled()
        if session is not None:
            session.do(stop, self._window.day.now())

    def clear_times(self) -> None:
        """Forget what the clock has written; undo brings it back."""
        from models.day import clear_times  # noqa: PLC0415

        session, _workspace = self._settled()
        if session is not None:
            session.do(clear_times)

    def offer_plan(self, standing: Standing | None) -> None:
        """Say once for each block that is over that there can be a new plan."""
        if standing is None or standing.level is not Level.OVER or standing.late < _WORTH_SAYING:
            self._forget_offer()
            return
        block = standing.slot.head
        if self._window.offered_for == (block.id, block.allotted):
            return
        self._window.offered_for = block.id, block.allotted
        text = _("“{block}” is over, and the day is {pace}. Ctrl+F9 shows a new plan.")
        self._offered = text.format(block=shorten(block.caption, 60), pace=pace_text(standing.late))
        self._window.say(self._offered)

    def _forget_offer(self) -> None:
        """That a block is over, and the day behind, is no longer so."""
        workspace = self._window.workspace
        if workspace is not None and self._offered and workspace.notice.text() == self._offered:
            workspace.notice.hide()

    def tell_of_sleep(self, seconds: float) -> None:
        """Say that time went by while the lid was closed."""
        minutes = max(1, round(seconds / 60))
        text = ngettext(
            "The computer slept for {n} minute. The clock went on.",
            "The computer slept for {n} minutes. The clock went on.",
            minutes,
        )
        self._window.say(text.format(n=minutes))

    def tell_of_turning(self, seconds: float) -> None:
        """Say that the computer's own clock was set back."""
        minutes = max(1, round(seconds / 60))
        text = ngettext(
            "The computer’s clock was set back by {n} minute: check what is left of the block.",
            "The computer’s clock was set back by {n} minutes: check what is left of the block.",
            minutes,
        )
        self._window.say(text.format(n=minutes))

    # What the room sees

    def room_view(self) -> None:
        """Show or close the room view."""
        window = self._window
        if window.room is not None:
            self.close_room()
        elif window.session is not None and window.workspace is not None:
            from ui.room.desk import RoomDesk  # noqa: PLC0415

            window.room = RoomDesk(window, window.session, window.workspace)
            window.room.closed.connect(self.close_room)
            window.room.pinned_changed.connect(window.menus.mark_pinned)
            window.room.show_standing(window.day.standing)
            window.room.open()
            window.commands.add_room_keys(window.room)
            window.use_clicker(True)

    def room_pin(self) -> None:
        """Keep what the room sees, or let it follow again."""
        room = self._window.room
        if room is not None:
            room.pin(not room.pinned)
        else:
            self._window.menus.mark_pinned(False)

    def room_black(self) -> None:
        """Make the room's screen black, or show again what was there."""
        room = self._window.room
        if room is not None:
            room.view.set_black(not room.view.black)

    def room_turn(self) -> None:
        """Show the room the round or the vote that the cursor is on, else the next picture or
        table of the step.
        """
        from models.room_rounds import kept_page  # noqa: PLC0415

        room, (session, workspace) = self._window.room, self._settled()
        if room is None or session is None or workspace is None:
            return
        page = kept_page(session.snapshot, workspace.current_record())
        if page is not None and page != room.view.page:
            room.present(page)
        else:
            room.turn(1)

    def click_forward(self) -> None:
        """What a remote clicker means while the window has the keyboard: the next step."""
        if self._window.room is not None:
            self._window.room.click(1)

    def click_back(self) -> None:
        """The same for the previous step."""
        if self._window.room is not None:
            self._window.room.click(-1)

    def close_room(self) -> None:
        """Close the room view."""
        window = self._window
        if window.room is not None:
            room, window.room = window.room, None
            room.close()
            window.use_clicker(False)
            window.menus.mark_pinned(False)

    def _settled(self) -> tuple[Session | None, Workspace | None]:
        window = self._window
        if window.workspace is not None:
            window.workspace.save()
        return window.session, window.workspace
