"""Why a frozen condition is changed, and who decided that."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.freezing import NeedsReason, Reason
from models.i18n import _, ngettext
from models.records import Amendment, Person
from models.text import shorten
from models.wording import frozen_text
from ui.dialogs import door
from ui.dialogs.fields import Asked, FieldsDialog
from ui.session import Session
from ui.widgets import label

_MOST = 6
"""More changes than that are counted, not listed."""
_LONGEST = 240


class ReasonDialog(FieldsDialog):
    """Says what would change, and asks for the reason."""

    def __init__(self, session: Session, needs: NeedsReason, parent: QWidget | None) -> None:
        title, verb = _("Change frozen conditions"), _("Change it")
        super().__init__(session.snapshot, title, verb, parent)
        since = frozen_text(session.snapshot)
        lines = [shorten(told.text, _LONGEST) for told in needs.told[:_MOST]]
        if (rest := len(needs.told) - _MOST) > 0:
            lines.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
        about = _("The conditions were agreed and {frozen}. The reason stands in the charter.")
        self.say(
            label(about.format(frozen=since), self, name="muted"),
            *(label(line, self, strong=True) for line in lines),
        )
        before = _same_again(session, needs)
        person = session.snapshot.get(Person, before.decided_by)
        name = person.caption if person else before.decided_by
        self.ask(
            Asked(Amendment.reason, before.text),
            Asked(Amendment.decided_by, name, required=False),
        )

    @property
    def reason(self) -> Reason:
        """What was given."""
        return Reason(self.text(Amendment.reason), self.text(Amendment.decided_by))


def _same_again(session: Session, needs: NeedsReason) -> Reason:
    """The reason given last, where only records are concerned that were changed for it."""
    if session.last_reason is not None:
        touched, reason = session.last_reason
        if all(told.id in touched for told in needs.told):
            return reason
    return Reason("")


def ask_reason(session: Session, needs: NeedsReason, parent: QWidget | None) -> Reason | None:
    """The reason for a change of frozen conditions; None when the user gave up."""
    dialog = ReasonDialog(session, needs, parent)
    return dialog.reason if door.run(dialog) else None
