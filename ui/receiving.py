"""What every file that comes in needs: a workshop that can be written to, a dialog that shows
what is in it, and a word on what became of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from models.errors import Refusal
from ui.dialogs import door

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from models.incoming.proposal import Taken
    from ui.session import Session
    from ui.window import MainWindow


class Answered(Protocol):
    """What a dialog that took something over says when it is closed."""

    taken: Taken | None
    refusal: Refusal | None


def writable(window: MainWindow, without: Refusal | None = None) -> Session | None:
    """The open workshop with everything typed saved; None, which is said, where there is none
    that can be written to. `without` is what is said where no workshop is open at all.
    """
    session, workspace = window.session, window.workspace
    if session is None or workspace is None:
        if without is not None:
            window.tell(without)
        return None
    if not session.writable:
        window.tell(Refusal(session.workshop.read_only_reason))
        return None
    workspace.save()
    return session


def show(window: MainWindow, dialog: QDialog, said: Callable[[Taken], str]) -> None:
    """Run a dialog that reads and takes over, and say what became of it."""
    door.run(dialog)
    answered: Answered = dialog  # type: ignore[assignment]  # they all are
    if answered.refusal is not None:
        window.tell(answered.refusal)
    elif answered.taken is not None:
        window.say(said(answered.taken))
