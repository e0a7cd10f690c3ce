"""From one thing to the next it calls for: a KPI from a value target, a condition from a KPI,
an action from whatever has no answer yet. Nothing has to be typed twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from models import rehearsal, settling
from models.actions import place
from models.answered import answers_with
from models.errors import Refusal
from models.fields import Value
from models.findings import Finding
from models.freezing import frozen, person_of
from models.i18n import _
from models.record import Record
from models.records import (
    AcceptedFinding,
    Action,
    Answer,
    Condition,
    GateDecision,
    Kpi,
    ParkedPoint,
    RehearsalCard,
    Risk,
    ValueTarget,
)
from models.snapshot import Snapshot
from models.text import shorten
from models.workshop import Workshop

Made = tuple[type[Record], dict[str, Value]]


def follow_up(workshop: Workshop, record: Record) -> Record:
    """Make what a record calls for, as one step, and return it.

    Raises Refusal where a record calls for nothing, or has what it calls for already; see
    `followed_up`.
    """
    if isinstance(record, Answer):
        _refuse_twins(workshop.snapshot, ParkedPoint, {"what": record.question})
        return settling.park(workshop, answers_with(workshop.snapshot, record))
    make = _NEXT.get(type(record))
    if make is None:
        raise Refusal(
            _("Nothing follows from “{name}”.").format(name=shorten(record.caption)),
            _("Nothing was changed."),
            _("Value targets, KPIs, rehearsal cards, risks and parked points have a next step."),
        )
    there = followed_up(workshop.snapshot, record)
    if there is not None:
        raise Refusal(has_already(record, there), _("Nothing was changed."))
    record_type, given = make(record, workshop.snapshot)
    _refuse_twins(workshop.snapshot, record_type, given)
    name = _("Make {kind} of {name}").format(kind=record_type.noun(), name=shorten(record.caption))
    with workshop.step(name) as step:
        return step.insert(record_type.new(place(step, record_type), **given))


def followed_up(snapshot: Snapshot, record: Record) -> Record | None:
    """The KPI that proves a value target already; None for the rest, of which more can follow."""
    kpis = snapshot.grouped(Kpi.value_target) if isinstance(record, ValueTarget) else {}
    return next(iter(kpis.get(record.id, ())), None)


def has_already(record: Record, there: Record) -> str:
    """A sentence on what a record has already of what it calls for."""
    return _("“{name}” has a {kind} already: “{there}”.").format(
        name=shorten(record.caption, 60), kind=there.noun(), there=shorten(there.caption, 60)
    )


def calls_for(record: Record | None) -> type[Record] | None:
    """The type of record that `follow_up` would make; None where nothing follows."""
    return _MAKES.get(type(record)) if record is not None else None


def action_of(workshop: Workshop, finding: Finding) -> Record:
    """Make an action of a finding, as one step. Raises Refusal where there is one already."""
    given: dict[str, Value] = {"what": finding.sentence, "status": "open"}
    _refuse_twins(workshop.snapshot, Action, given)
    with workshop.step(_("Make an action of a finding")) as step:
        return step.insert(Action.new(place(step, Action), **given))


def accept(workshop: Workshop, finding: Finding, reason: str, by: str, on: date) -> Record:
    """Accept what is missing as it is, as one step.

    `by` is a person's id or name, see `freezing.person_of`. Raises Refusal without a reason or
    a person, and where it was accepted before.
    """
    if not reason.strip() or not by.strip():
        raise Refusal(
            _("A point is accepted by somebody, for a reason."),
            _("Nothing was changed."),
            _("Give both."),
        )
    known = workshop.snapshot.all(AcceptedFinding)
    if any((a.rule, a.about) == (finding.id, finding.about) for a in known):
        raise Refusal(_("It was accepted already."), _("Nothing was changed."))
    with workshop.step(_("Accept a finding")) as step:
        return step.insert(
            AcceptedFinding.new(
                place(step, AcceptedFinding),
                what=finding.sentence,
                reason=reason,
                accepted_by=person_of(step, by),
                accepted_on=on,
                rule=finding.id,
                about=finding.about,
            )
        )


def freeze(workshop: Workshop, by: str, on: date) -> None:
    """Freeze the conditions, see `models.freezing`; `by` is a person's id or name, or empty.

    Raises Refusal where there is no condition, and where they are frozen already.
    """
    if frozen(workshop.snapshot):
        raise Refusal(_("The conditions are frozen already."), _("Nothing was changed."))
    if not workshop.snapshot.all(Condition):
        raise Refusal(
            _("There is no condition to freeze."),
            _("Nothing was changed."),
            _("Agree the conditions first, then freeze them when the charter is signed."),
        )
    with workshop.step(_("Freeze the conditions")) as step:
        step.set_one(GateDecision, frozen_on=on, frozen_by=person_of(step, by))


def lift(workshop: Workshop) -> None:
    """Let the conditions be changed freely again: like every change to them, for a reason.

    Raises Refusal where they are not frozen, NeedsReason outside `Workshop.because`.
    """
    if not frozen(workshop.snapshot):
        raise Refusal(_("The conditions are not frozen."), _("Nothing was changed."))
    with workshop.step(_("Lift the freeze")) as step:
        step.set_one(GateDecision, frozen_on=None, frozen_by="")


def _refuse_twins(snapshot: Snapshot, record_type: type[Record], given: dict[str, Value]) -> None:
    name = str(given[record_type.label_field])
    if not name.strip():
        raise Refusal(
            _("It has no name yet."), _("Nothing was changed."), _("Say what it is about first.")
        )
    if snapshot.find(record_type, name):
        raise Refusal(
            _("{kind} “{name}” is there already.").format(
                kind=record_type.label(), name=shorten(name)
            ),
            _("Nothing was changed."),
        )


def _kpi(target: ValueTarget, _snapshot: Snapshot) -> Made:
    timed = target.minutes_before is not None or target.minutes_after is not None
    return Kpi, {
        "name": target.what,
        "value_target": target.id,
        "direction": "down" if timed else "",
        "unit": _("min") if timed else "",
        "baseline": target.minutes_before,
        "target": target.minutes_after,
        "evidence": target.evidence,
        "source": target.source,
        "owner": target.owner,
    }


def _condition(kpi: Kpi, _snapshot: Snapshot) -> Made:
    comparison = {"up": "at_least", "down": "at_most"}.get(kpi.direction, "")
    threshold = kpi.target if kpi.least is None else kpi.least
    return Condition, {
        "what": kpi.name,
        "kpi": kpi.id,
        "comparison": comparison,
        "threshold": threshold,
        "unit": kpi.unit,
        "weight": "must",
    }


def _card_action(card: RehearsalCard, snapshot: Snapshot) -> Made:
    missing = ", ".join(rehearsal.gaps(card, snapshot))
    if not missing:
        raise Refusal(
            _("“{name}” has its answer.").format(name=shorten(card.scenario)),
            _("Nothing was changed."),
        )
    role = rehearsal.accountable(card, snapshot)
    what = _("{scenario}: settle {missing}").format(scenario=card.caption, missing=missing)
    return Action, {"what": what, "owner": role.person if role else "", "status": "open"}


def _risk_action(risk: Risk, _snapshot: Snapshot) -> Made:
    what = risk.response.partition("\n")[0] or risk.what
    return Action, {"what": what, "owner": risk.owner, "status": "open"}


def _point_action(point: ParkedPoint, _snapshot: Snapshot) -> Made:
    return Action, {"what": point.what, "owner": point.raised_by, "status": "open"}


_NEXT: dict[type[Record], Callable[[Any, Snapshot], Made]] = {
    ValueTarget: _kpi,
    Kpi: _condition,
    RehearsalCard: _card_action,
    Risk: _risk_action,
    ParkedPoint: _point_action,
}
_MAKES: dict[type[Record], type[Record]] = {
    ValueTarget: Kpi,
    Kpi: Condition,
    RehearsalCard: Action,
    Risk: Action,
    ParkedPoint: Action,
    Answer: ParkedPoint,
}
"""What `follow_up` makes, known without making it."""
