"""Rules of step 11 on the rehearsal: day one without the project team."""

from __future__ import annotations

from collections.abc import Iterator

from models import rehearsal
from models.checks import Check, Severity, check, check_some, entered, passed, rule
from models.i18n import N_, _
from models.records import (
    Activity,
    Assignment,
    CostLine,
    GateDecision,
    IncidentLevel,
    Ownership,
    Person,
    Procedure,
    RehearsalCard,
    Role,
)
from models.snapshot import Snapshot
from models.text import shorten


@rule(
    "gate.rehearsal",
    Severity.SHOULD,
    "gate",
    N_("Walk through a bad day while those who built it can still be asked."),
    [RehearsalCard],
)
def some_card(snapshot: Snapshot) -> Iterator[Check]:
    """At least one day was walked through."""
    yield check_some(snapshot, RehearsalCard, _("There is no rehearsal card yet."))


@rule(
    "gate.rehearsed",
    Severity.SHOULD,
    "gate",
    N_("What has no answer now has none when it happens."),
    [
        RehearsalCard,
        Activity,
        Assignment,
        Role,
        Person,
        Ownership,
        Procedure,
        IncidentLevel,
        CostLine,
        GateDecision,
    ],
)
def cards_answered(snapshot: Snapshot) -> Iterator[Check]:
    """Each card has an answer, and what the answer needs."""
    for card in entered(snapshot, RehearsalCard):
        missing = rehearsal.gaps(card, snapshot)
        if missing:
            sentence = _("“{name}” has no full answer yet. Still missing: {missing}.")
            told = "; ".join(shorten(part, 80) for part in missing)
            field = RehearsalCard.activity if card.answer else RehearsalCard.answer
            yield check(card, False, sentence, field, missing=told)
        else:
            yield passed()
