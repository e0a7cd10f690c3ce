"""Rules of step 12, Review & sign."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks import (
    Check,
    Severity,
    check,
    check_given,
    check_some,
    entered,
    rule,
)
from models.i18n import N_, _
from models.records import Action, Decision, Risk
from models.snapshot import Snapshot


def _to_do(snapshot: Snapshot) -> list[Action]:
    return [action for action in entered(snapshot, Action) if action.status != "done"]


@rule(
    "review.decisions",
    Severity.HINT,
    "review",
    N_("The decisions are the most valuable part of the day, and the first to be forgotten."),
    [Decision],
)
def some_decision(snapshot: Snapshot) -> Iterator[Check]:
    """Something was decided."""
    yield check_some(snapshot, Decision, _("No decision is written down yet."))


@rule(
    "review.decided-by",
    Severity.SHOULD,
    "review",
    N_("A decision that nobody made is open to everybody."),
    [Decision],
)
def decisions_made(snapshot: Snapshot) -> Iterator[Check]:
    """Each decision says who made it."""
    sentence = _("“{name}” does not say who decided it.")
    for decision in entered(snapshot, Decision):
        yield check(decision, decision.decided_by, sentence, Decision.decided_by)


@rule(
    "review.action-owner",
    Severity.MUST,
    "review",
    N_("An action for everybody is done by nobody."),
    [Action],
)
def actions_owned(snapshot: Snapshot) -> Iterator[Check]:
    """Each action that is not done has an owner."""
    sentence = _("“{name}” has no owner.")
    for action in _to_do(snapshot):
        yield check(action, action.owner, sentence, Action.owner)


@rule(
    "review.action-due",
    Severity.SHOULD,
    "review",
    N_("An action without a date is done when it no longer matters."),
    [Action],
)
def actions_due(snapshot: Snapshot) -> Iterator[Check]:
    """Each action that is not done has a date."""
    sentence = _("“{name}” has no due date.")
    for action in _to_do(snapshot):
        yield check(action, action.due, sentence, Action.due)


@rule(
    "review.risks",
    Severity.HINT,
    "review",
    N_("A plan without risks is one that nobody thought through."),
    [Risk],
)
def some_risk(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody asked what could go wrong."""
    yield check_some(snapshot, Risk, _("No risk is written down yet."))


@rule(
    "review.high-risk",
    Severity.MUST,
    "review",
    N_("What is likely and would hurt needs somebody who does something about it now."),
    [Risk],
)
def high_risks_answered(snapshot: Snapshot) -> Iterator[Check]:
    """Each risk that is likely and serious has a response and an owner."""
    sentence = _("The high risk “{name}” still needs: {missing}.")
    for risk in snapshot.all(Risk):
        if risk.likelihood == risk.impact == "high":
            yield check_given(risk, sentence, Risk.response, Risk.owner)
