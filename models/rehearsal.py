"""Day one without the project team: what the workshop already answers to a card, and what not.

A card is walked against what has been agreed: the activity's A in the matrix, the procedure
and its document, the incident level and who acts, and the budget where the cost grows. When the
production owner leaves, the deputy has to be somebody else who stays.
"""

from __future__ import annotations

from typing import cast

from models import costs
from models.figures import total
from models.i18n import _
from models.raci import leaves, row_of
from models.records import (
    Activity,
    CostLine,
    GateDecision,
    IncidentLevel,
    Ownership,
    Person,
    Procedure,
    RehearsalCard,
    Role,
)
from models.snapshot import Snapshot, Table

NEEDS_PROCEDURE = frozenset({"outage", "wrong_answer", "audit"})
NEEDS_LEVEL = frozenset({"outage", "wrong_answer"})
NEEDS_BUDGET = frozenset({"price", "scale"})
NEEDS_DEPUTY = frozenset({"owner_leaves"})


def accountable(card: RehearsalCard, snapshot: Snapshot) -> Role | None:
    """The role that answers for the card's activity and is still there after the pilot."""
    activity = snapshot.get(Activity, card.activity)
    if activity is None:
        return None
    for role_id, letters in row_of(snapshot, activity).items():
        role = snapshot.get(Role, role_id)
        if "A" in letters and role is not None and not leaves(snapshot, role):
            return role
    return None


def cost_then(card: RehearsalCard, snapshot: Snapshot) -> float | None:
    """Cost of a year if it happens: what grows is multiplied by the card's factor.

    When the price goes up, licences and model use grow; with many more users, what is driven
    by users or cases. None for other cards, and without a factor or a yearly cost.
    """
    run = costs.run_cost(snapshot)
    if run is None or card.factor is None or card.sort not in NEEDS_BUDGET:
        return None
    growing = snapshot.table(CostLine).once(_growing)[card.sort]
    return run + growing * (card.factor - 1)


def _growing(table: Table) -> dict[str, float]:
    """Yearly cost of the lines that grow, by kind of card."""
    lines = cast("tuple[CostLine, ...]", table.ordered)
    return {
        "price": total(line.year for line in lines if line.category == "licences") or 0.0,
        "scale": total(line.year for line in lines if line.driver in ("user", "case")) or 0.0,
    }


def gaps(card: RehearsalCard, snapshot: Snapshot) -> list[str]:
    """What the card still needs, as parts of a sentence; empty when it is answered."""
    found = []
    if not card.answer:
        found.append(_("what we do"))
    if accountable(card, snapshot) is None:
        found.append(_("somebody accountable who stays"))
    if card.sort in NEEDS_DEPUTY and not _deputised(snapshot):
        found.append(_("a deputy who stays"))
    if card.sort in NEEDS_PROCEDURE and not _documented(snapshot.get(Procedure, card.procedure)):
        found.append(_("a procedure with owner and document"))
    level = snapshot.get(IncidentLevel, card.incident_level)
    if card.sort in NEEDS_LEVEL and not (level and level.responder):
        found.append(_("an incident level with somebody who acts"))
    if card.sort in NEEDS_BUDGET:
        found += _money_missing(card, snapshot)
    if card.gap:
        found.append(card.gap)
    return found


def _deputised(snapshot: Snapshot) -> bool:
    ownership = snapshot.one(Ownership)
    deputy = snapshot.get(Person, ownership.deputy)
    return deputy is not None and not deputy.leaves and deputy.id != ownership.owner


def _documented(procedure: Procedure | None) -> bool:
    return procedure is not None and bool(procedure.owner and procedure.document)


def _money_missing(card: RehearsalCard, snapshot: Snapshot) -> list[str]:
    """Whether the budget, which is for the first year, pays that year if it happens."""
    then, budget = cost_then(card, snapshot), snapshot.one(GateDecision).budget
    if then is None or budget is None:
        return [_("what it costs then, against the budget")]
    first = then + (costs.one_off(snapshot) or 0.0)
    too_dear = _("money: the first year would cost more than the budget released")
    return [too_dear] if first > budget else []
