"""The decision asked for, in sentences made from the data. What is not settled is said."""

from __future__ import annotations

from models import costs
from models.dates import format_date
from models.display import compact, locale_of, number
from models.figures import pilot_weeks
from models.i18n import _, ngettext
from models.records import GateDecision, Ownership, Pilot
from models.snapshot import Snapshot
from models.wording import brief, musts_first

_NAME = 80
"""Characters of a name that a sentence can bear."""


def asked(snapshot: Snapshot) -> str:
    """What the sponsor is asked to approve."""
    weeks, cost = pilot_weeks(snapshot), costs.pilot_cost(snapshot)
    if weeks is not None and cost is not None:
        text = ngettext(
            "Approve a pilot of {weeks} week at {cost}, and in the same decision its way into "
            "production:",
            "Approve a pilot of {weeks} weeks at {cost}, and in the same decision its way into "
            "production:",
            weeks,
        )
    elif weeks is not None:
        text = ngettext(
            "Approve a pilot of {weeks} week, and in the same decision its way into production:",
            "Approve a pilot of {weeks} weeks, and in the same decision its way into production:",
            weeks,
        )
    elif cost is not None:
        text = _("Approve the pilot at {cost}, and in the same decision its way into production:")
    else:
        text = _("Approve the pilot, and in the same decision its way into production:")
    return text.format(
        weeks="" if weeks is None else number(snapshot, weeks),
        cost="" if cost is None else compact(snapshot, cost),
    )


def consequence(snapshot: Snapshot) -> str:
    """What happens when the conditions are met: who runs it, from when, for how much."""
    text = _("{condition}, {then}.").format(condition=_if_met(snapshot), then=_then(snapshot))
    budget = snapshot.one(GateDecision).budget
    if budget is None:
        return text
    amount = compact(snapshot, budget)
    return text + " " + _("{amount} is released for the first year.").format(amount=amount)


def _if_met(snapshot: Snapshot) -> str:
    """Only musts decide where conditions are told apart: a should alone does not stop it."""
    conditions = musts_first(snapshot)
    musts = sum(condition.weight == "must" for condition in conditions)
    count = musts or len(conditions)
    if not conditions:
        text = _("if the conditions are met")
    elif count == len(conditions):
        text = ngettext(
            "if the condition below is met", "if all {n} conditions below are met", count
        )
    else:
        text = ngettext(
            "if the condition marked must is met",
            "if all {n} conditions marked must are met",
            count,
        )
    text = text.format(n=count)
    day = snapshot.one(Pilot).decision_on
    if day is None:
        return text
    return _("{condition} on {day}").format(
        condition=text, day=format_date(day, locale_of(snapshot))
    )


def _then(snapshot: Snapshot) -> str:
    owner, run = brief(_runs_it(snapshot), _NAME), costs.run_cost(snapshot)
    start = snapshot.one(GateDecision).starts_on or snapshot.one(Pilot).go_live
    parts = []
    if start is not None:
        parts.append(_("from {day}").format(day=format_date(start, locale_of(snapshot))))
    if run is not None:
        parts.append(_("at {amount} a year").format(amount=compact(snapshot, run)))
    if not owner:
        subject = _("it runs in production")
    elif parts:
        subject = _("{owner} runs it").format(owner=owner)
    else:
        subject = _("{owner} runs it in production").format(owner=owner)
    return " ".join([subject, *parts])


def _runs_it(snapshot: Snapshot) -> str:
    """Who takes over the next morning; the production owner where nobody else is named."""
    taking_over = snapshot.name_of(GateDecision.next_owner, snapshot.one(GateDecision))
    return taking_over or snapshot.name_of(Ownership.owner, snapshot.one(Ownership))


def unsettled(snapshot: Snapshot) -> list[str]:
    """What the sentences leave out because nobody has said it yet, each in a few words."""
    pilot, gate = snapshot.one(Pilot), snapshot.one(GateDecision)
    missing = [
        (costs.pilot_cost(snapshot) is None, _("what the pilot costs")),
        (not snapshot.name_of(GateDecision.decider, gate), _("who decides")),
        (pilot.decision_on is None, _("the day of the decision")),
        (not musts_first(snapshot), _("the conditions")),
        (not _runs_it(snapshot), _("who runs it in production")),
        (gate.starts_on is None and pilot.go_live is None, _("from when it runs in production")),
        (costs.run_cost(snapshot) is None, _("what a year in production costs")),
        (gate.budget is None, _("the budget that is released")),
    ]
    return [*_unsettled_dates(pilot), *(text for is_missing, text in missing if is_missing)]


def _unsettled_dates(pilot: Pilot) -> list[str]:
    if pilot.start is None and pilot.end is None:
        return [_("start and end of the pilot")]
    if pilot.start is None:
        return [_("the start of the pilot")]
    if pilot.end is None:
        return [_("the end of the pilot")]
    return [_("an end of the pilot after its start")] if pilot.end < pilot.start else []
