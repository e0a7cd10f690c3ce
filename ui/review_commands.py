"""Commands about what follows from a row, about findings, and about frozen conditions.

What they need of the library is loaded with the first use, not with the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.i18n import _
from models.record import Record
from models.records import Action, Condition, Kpi, ParkedPoint
from models.steps import STEPS, step_of
from models.text import shorten
from ui.dialogs import door
from ui.widgets import button

if TYPE_CHECKING:
    from ui.window import MainWindow


class ReviewCommands:
    """The commands of the menu Review, by the ids in `ui.commands`."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._made: Record | None = None
        """What was made last, and what was said about it."""
        self._said = ""

    def follow_up(self) -> None:
        """Make what the current row calls for: a KPI, a condition, an action."""
        from models.follow_up import follow_up, followed_up, has_already  # noqa: PLC0415

        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        workspace.save()
        record = workspace.current_record()
        if record is None:
            self._window.say(_("Put the cursor on a row first."))
        elif there := followed_up(session.snapshot, record):
            self._tell(there, has_already(record, there))
        else:
            self._tell_made(session.do(follow_up, record))

    def finding_action(self) -> None:
        """Make an action of the finding chosen in the side panel."""
        from models.follow_up import action_of  # noqa: PLC0415

        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        finding = workspace.side.findings.current
        if finding is None:
            self._window.say(_choose_first())
        else:
            self._tell_made(session.do(action_of, finding))

    def accept_finding(self) -> None:
        """Accept the finding chosen in the side panel as it is."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        finding = workspace.side.findings.current
        if finding is None:
            self._window.say(_choose_first())
            return
        from ui.dialogs.accept import AcceptDialog  # noqa: PLC0415

        door.run(AcceptDialog(session, finding, self._window))

    def withdraw_acceptance(self) -> None:
        """Let the accepted finding chosen in the side panel be open again."""
        workspace = self._window.workspace
        if workspace is not None and not workspace.side.withdraw():
            self._window.say(_("Choose an accepted finding at the right first."))

    def freeze(self) -> None:
        """Freeze the conditions."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        from ui.dialogs.freeze import FreezeDialog  # noqa: PLC0415

        workspace.save()
        door.run(FreezeDialog(session, self._window))

    def lift_freeze(self) -> None:
        """Let the conditions be changed freely again, for a reason."""
        from models.follow_up import lift  # noqa: PLC0415

        if self._window.workspace is not None and self._window.session is not None:
            self._window.workspace.save()
            self._window.session.do(lift)

    def forget_made(self) -> None:
        """What was said about the thing made last is no longer true."""
        workspace = self._window.workspace
        if workspace is not None and self._said and workspace.notice.text() == self._said:
            workspace.notice.hide()

    def _tell_made(self, made: Record | None) -> None:
        """Say what was made and where, without going there: the work goes on here."""
        workspace, step = self._window.workspace, step_of(type(made)) if made else None
        if made is None or workspace is None or step is None:
            return
        said = _("{kind} “{name}” was added in step {number}, {step}. Undo takes it back.").format(
            kind=made.label(),
            name=shorten(made.caption, 60),
            number=STEPS.index(step) + 1,
            step=step.title,
        )
        self._tell(made, said)

    def _tell(self, made: Record, said: str) -> None:
        """Say something about a record, with a button that goes there."""
        workspace = self._window.workspace
        if workspace is None:
            return
        self._made, self._said = made, said
        show = button(_("Show it"), self._window)
        show.clicked.connect(self._show_made)
        workspace.notice.show_text(self._said, buttons=(show,))

    def _show_made(self) -> None:
        if self._window.session is not None and self._made is not None:
            self._window.session.reveal_requested.emit(self._made, "")


def _choose_first() -> str:
    return _("Choose an open finding at the right first (F8).")


def follow_up_text(record: Record | None) -> str:
    """The words of the menu for what follows from a record; empty where nothing does."""
    from models.follow_up import calls_for  # noqa: PLC0415

    made = calls_for(record)
    texts = {
        Kpi: _("&Make a KPI of it"),
        Condition: _("&Make a condition of it"),
        Action: _("&Make an action of it"),
        ParkedPoint: _("&Make a parked point of it"),
    }
    return texts[made] if made else ""
