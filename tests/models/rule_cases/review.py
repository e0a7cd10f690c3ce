"""Step 12: review and sign."""

from __future__ import annotations

from models.records import (
    Action,
    Decision,
    Risk,
)
from tests.models.rule_cases.common import ANNA, day, quiet, says

DECIDED = Decision.new(what="Start in May")
TASK = Action.new(what="Ask the works council")
DOWN = Risk.new(what="Supplier fails", likelihood="high", impact="high")

says("review.decisions", "No decision is written down yet.", about=[Decision.new()])
quiet("review.decisions", DECIDED)

says("review.decided-by", "“Start in May” does not say who decided it.", about=[DECIDED])
quiet("review.decided-by", ANNA, DECIDED.replace(decided_by=ANNA.id), Decision.new())

says("review.action-owner", "“Ask the works council” has no owner.", about=[TASK, Action.new()])
quiet("review.action-owner", ANNA, TASK.replace(owner=ANNA.id))
quiet("review.action-owner", TASK.replace(status="done"))

says("review.action-due", "“Ask the works council” has no due date.", about=[TASK])
quiet("review.action-due", TASK.replace(due=day(2, 1)))
quiet("review.action-due", TASK.replace(status="done"))

says("review.risks", "No risk is written down yet.", about=[Risk.new()])
quiet("review.risks", DOWN)

says(
    "review.high-risk",
    "The high risk “Supplier fails” still needs: Response, Owner.",
    about=[DOWN],
)
quiet("review.high-risk", DOWN.replace(impact="medium"))
quiet("review.high-risk", ANNA, DOWN.replace(response="Second supplier", owner=ANNA.id))
