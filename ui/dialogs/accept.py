"""Accepting what is missing as it is: with a reason, by somebody."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import follow_up
from models.dates import today
from models.display import locale_of
from models.findings import Finding
from models.i18n import _
from models.records import AcceptedFinding
from models.values import editable
from ui.dialogs.fields import Asked, FieldsDialog
from ui.session import Session
from ui.widgets import label


class AcceptDialog(FieldsDialog):
    """Says what is missing and why it matters, and asks who lives with it and why."""

    def __init__(self, session: Session, finding: Finding, parent: QWidget | None) -> None:
        super().__init__(session.snapshot, _("Accept as it is"), _("Accept"), parent)
        self.session = session
        self.finding = finding
        self.say(
            label(finding.sentence, self, strong=True),
            label(finding.rule.why, self),
            label(_("It no longer counts as open, and stands in the charter."), self, name="muted"),
        )
        day = editable(AcceptedFinding.accepted_on, today(), locale_of(session.snapshot))
        self.ask(
            Asked(AcceptedFinding.reason),
            Asked(AcceptedFinding.accepted_by),
            Asked(AcceptedFinding.accepted_on, day),
        )

    def carry_out(self) -> None:
        """Accept it."""
        follow_up.accept(
            self.session.workshop,
            self.finding,
            self.text(AcceptedFinding.reason),
            self.text(AcceptedFinding.accepted_by),
            self.day(AcceptedFinding.accepted_on),
        )
