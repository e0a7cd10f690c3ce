"""Freezing the conditions, when the charter is signed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import follow_up
from models.dates import today
from models.display import locale_of
from models.i18n import _
from models.records import GateDecision, WorkshopInfo
from models.snapshot import Snapshot
from models.values import editable
from ui.dialogs.fields import Asked, FieldsDialog
from ui.session import Session
from ui.widgets import label


class FreezeDialog(FieldsDialog):
    """Asks for the day and for who says so, and freezes the conditions."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        snapshot = session.snapshot
        super().__init__(snapshot, _("Freeze the conditions"), _("Freeze"), parent)
        self.session = session
        about = _(
            "From then on conditions and stop conditions change only with a reason, which stands "
            "in the charter. Results can be entered as before."
        )
        self.say(label(about, self, name="muted"))
        day = editable(GateDecision.frozen_on, today(), locale_of(snapshot))
        self.ask(
            Asked(GateDecision.frozen_on, day),
            Asked(GateDecision.frozen_by, _sponsor_or_decider(snapshot), required=False),
        )

    def carry_out(self) -> None:
        """Freeze them."""
        day = self.day(GateDecision.frozen_on)
        follow_up.freeze(self.session.workshop, self.text(GateDecision.frozen_by), day)


def _sponsor_or_decider(snapshot: Snapshot) -> str:
    sponsor = snapshot.name_of(WorkshopInfo.sponsor, snapshot.one(WorkshopInfo))
    return sponsor or snapshot.name_of(GateDecision.decider, snapshot.one(GateDecision))
