"""Step 11: go or no-go, and the rehearsal."""

from __future__ import annotations

from typing import Any

from models.record import Record
from models.records import (
    Activity,
    Condition,
    CostLine,
    GateDecision,
    IncidentLevel,
    Kpi,
    Ownership,
    Pilot,
    Procedure,
    RehearsalCard,
    StopCondition,
    ValueTarget,
    WorkshopInfo,
)
from tests.builders import matrix_of
from tests.models.rule_cases.common import ANNA, BEN, CARA, another, day, quiet, says

TARGET = ValueTarget.new(what="Fewer errors")
KPI = Kpi.new(name="Letters right", value_target=TARGET.id, unit="%")
RIGHT = Condition.new(
    what="Letters right",
    kpi=KPI.id,
    comparison="at_least",
    threshold=90.0,
    unit="%",
    proportion=True,
)
MINUTES = Condition.new(what="Minutes a claim", comparison="at_most", threshold=10.0)
MINUTES_KPI = Kpi.new(name="Minutes", unit="min", direction="down")
CONTRACT = Condition.new(what="Contract signed", comparison="holds")

# --- The conditions

says("gate.some", "There is no condition for production yet.", about=[Condition.new()])
quiet("gate.some", CONTRACT)

says(
    "gate.threshold",
    "“Letters right” still needs: Threshold.",
    "“Trust” still needs: Comparison, Threshold.",
    about=[RIGHT.replace(threshold=None), Condition.new(what="Trust"), Condition.new()],
)
quiet("gate.threshold", RIGHT.replace(threshold=0.0), CONTRACT)

says(
    "gate.complete",
    "“Letters right” still has to say: Must or should, Window, Evidence, Who signs.",
    "“Contract signed” still has to say: Must or should, Evidence, Who signs.",
    about=[RIGHT, CONTRACT, Condition.new()],
)
_complete: dict[str, Any] = {"weight": "must", "evidence": "List", "signed_by": ANNA.id}
quiet(
    "gate.complete",
    ANNA,
    RIGHT.replace(**_complete, window="The last 8 weeks"),
    CONTRACT.replace(**_complete),
)

says("gate.targets", "No condition depends on “Fewer errors”.", about=[TARGET, KPI, CONTRACT])
quiet("gate.targets", TARGET, KPI, RIGHT)
quiet("gate.targets", TARGET, CONTRACT)
quiet("gate.targets", TARGET, KPI, Condition.new())

says(
    "gate.kpi",
    "“Minutes a claim” has no KPI: from which figure is it read?",
    about=[KPI, RIGHT, MINUTES, CONTRACT, Condition.new(what="Trust")],
)
quiet("gate.kpi", KPI, RIGHT, MINUTES.replace(kpi=KPI.id))
quiet("gate.kpi", Kpi.new(), MINUTES)

says(
    "gate.unit",
    "“Letters right” is counted in “per 100”, but its KPI in “%”.",
    about=[KPI, RIGHT.replace(unit="per 100")],
)
quiet("gate.unit", KPI.replace(unit="Min"), RIGHT.replace(unit="min"), MINUTES)
quiet("gate.unit", KPI, RIGHT.replace(unit=""))

says(
    "gate.direction",
    "“Letters right” says “at most”, but its KPI, “Letters right”, is better when higher.",
    "“Minutes a claim” says “at least”, but its KPI, “Minutes”, is better when lower.",
    about=[
        KPI.replace(direction="up"),
        MINUTES_KPI,
        RIGHT.replace(comparison="at_most"),
        MINUTES.replace(comparison="at_least", kpi=MINUTES_KPI.id),
    ],
)
quiet("gate.direction", KPI.replace(direction="up"), RIGHT)
quiet("gate.direction", KPI, RIGHT.replace(comparison="at_most"))
quiet("gate.direction", MINUTES_KPI, MINUTES.replace(kpi=MINUTES_KPI.id, comparison="exactly"))

says(
    "gate.met-today",
    "“Letters right” is met already today: it is 92\u00a0%, and the threshold 90\u00a0%.",
    "“Minutes a claim” is met already today: it is 10\u00a0min, and the threshold 10\u00a0min.",
    about=[
        KPI.replace(direction="up", baseline=92.0),
        MINUTES_KPI.replace(baseline=10.0, guard=KPI.id),
        RIGHT,
        MINUTES.replace(kpi=MINUTES_KPI.id),
    ],
)
quiet("gate.met-today", KPI.replace(direction="up", baseline=89.0), RIGHT)
quiet("gate.met-today", KPI.replace(direction="up", baseline=92.0), RIGHT.replace(unit="per 100"))
quiet("gate.met-today", KPI.replace(direction="up", baseline=92.0), another(RIGHT, threshold=None))
quiet(
    "gate.met-today",
    MINUTES_KPI.replace(baseline=9.0),
    KPI.replace(guard=MINUTES_KPI.id),
    MINUTES.replace(kpi=MINUTES_KPI.id),
)

says(
    "gate.least",
    "“Letters right” is met at 90\u00a0%, but its KPI accepts no worse than 95\u00a0%.",
    "“Minutes a claim” is met at 10\u00a0min, but its KPI accepts no worse than 9\u00a0min.",
    about=[
        KPI.replace(direction="up", least=95.0),
        MINUTES_KPI.replace(least=9.0),
        RIGHT,
        MINUTES.replace(kpi=MINUTES_KPI.id),
    ],
)
quiet("gate.least", KPI.replace(direction="up", least=90.0), RIGHT)
quiet("gate.least", MINUTES_KPI.replace(least=12.0), MINUTES.replace(kpi=MINUTES_KPI.id))
quiet("gate.least", KPI.replace(direction="down", least=95.0), RIGHT)

says(
    "gate.sample",
    "“Letters right”: 34 cases cannot prove 90 %. Even without a single failure it takes at least"
    " 35. Say what you expect.",
    about=[KPI, RIGHT.replace(cases=34)],
)
says(
    "gate.sample",
    "“Letters right”: 1 case cannot prove 90 %. Even without a single failure it takes at least"
    " 35. Say what you expect.",
    about=[KPI, RIGHT.replace(cases=1)],
)
says(
    "gate.sample",
    "“Letters right”: 200 cases cannot prove 90 %. If the result is 94 %, as hoped, it takes at"
    " least 217.",
    about=[KPI.replace(target=94.0), RIGHT.replace(cases=200)],
)
says(
    "gate.sample",
    "“Letters right” does not say how many cases are looked at. If the result is 90.5 %, as hoped,"
    " it takes at least 13,830.",
    about=[KPI, RIGHT.replace(expected=90.5)],
)
says(
    "gate.sample",
    "“Letters right” does not say how many cases are looked at. Even without a single failure it"
    " takes at least 35. Say what you expect.",
    about=[KPI.replace(target=90.0), RIGHT],
)
says(
    "gate.sample",
    "“Letters right” does not say how many cases are looked at. Even without a single failure it"
    " takes at least 35.",
    about=[KPI, RIGHT.replace(expected=85.0)],
)
quiet("gate.sample", KPI, RIGHT.replace(cases=35), MINUTES.replace(cases=1))
quiet("gate.sample", RIGHT.replace(threshold=100.0))

says(
    "gate.unprovable",
    "“Letters right” asks for 100 %: no number of cases proves that.",
    "“Letters wrong” asks for 0 %: no number of cases proves that.",
    about=[
        RIGHT.replace(threshold=100.0),
        Condition.new(what="Letters wrong", comparison="at_most", threshold=0.0, proportion=True),
    ],
)
quiet("gate.unprovable", RIGHT, MINUTES.replace(threshold=0.0), another(RIGHT, threshold=None))

says(
    "gate.expected",
    "“Letters right” expects 90\u00a0%, which does not meet its threshold of 90\u00a0%.",
    "“Minutes a claim” expects 10.5, which does not meet its threshold of 10.",
    about=[RIGHT.replace(expected=90.0), MINUTES.replace(expected=10.5)],
)
quiet("gate.expected", RIGHT.replace(expected=91.0), MINUTES.replace(expected=10.0))
quiet("gate.expected", RIGHT.replace(threshold=100.0, expected=100.0), CONTRACT)

says(
    "gate.too-few",
    "“Letters right” came to 94\u00a0%, but on too few cases to prove anything.",
    "“Minutes a claim” came to 9, but on too few cases to prove anything.",
    about=[
        RIGHT.replace(result=94.0, result_cases=50),
        MINUTES.replace(result=9.0, cases=20, result_cases=19),
    ],
)
says(
    "gate.too-few",
    "“Letters right” came to 94\u00a0%, but it is not said on how many cases.",
    "“Minutes a claim” came to 9, but it is not said on how many cases.",
    about=[RIGHT.replace(result=94.0), MINUTES.replace(result=9.0, cases=20)],
)
quiet("gate.too-few", RIGHT, another(RIGHT, result=94.0, result_cases=500))
quiet("gate.too-few", CONTRACT.replace(holds=False), MINUTES.replace(result=9.0))

says(
    "gate.not-met",
    "“Minutes a claim” is not met: 11\u00a0min, not 10\u00a0min.",
    "“Contract signed” does not hold.",
    about=[
        MINUTES.replace(weight="must", result=11.0, unit="min"),
        CONTRACT.replace(weight="must", holds=False),
    ],
)
quiet("gate.not-met", MINUTES.replace(weight="must", result=10.0), another(MINUTES, result=11.0))
quiet("gate.not-met", MINUTES.replace(weight="should", result=11.0), CONTRACT)

_decided = GateDecision.new(decider=ANNA.id)
says(
    "gate.frozen",
    "The conditions are agreed, but not frozen yet.",
    about=[ANNA, _decided, RIGHT, CONTRACT, Condition.new()],
)
quiet("gate.frozen", ANNA, _decided.replace(frozen_on=day(1, 15)), RIGHT)
quiet("gate.frozen", ANNA, _decided, RIGHT, MINUTES.replace(threshold=None))
quiet("gate.frozen", RIGHT)
quiet("gate.frozen", ANNA, _decided)

# --- The decision

says("gate.decider", "It is not said who decides on production.")
quiet("gate.decider", ANNA, _decided)

says(
    "gate.stays",
    "“Project lead” decides on production, but leaves after the pilot.",
    "“Project lead” takes over when the conditions are met, but leaves.",
    about=[BEN, GateDecision.new(decider=BEN.id, next_owner=BEN.id)],
)
quiet("gate.stays", ANNA, _decided.replace(next_owner=ANNA.id))
quiet("gate.stays", BEN, GateDecision.new(next_owner=BEN.id), Ownership.new(owner=BEN.id))

says(
    "gate.decider-present",
    "“Project lead” decides on production, but is not in the room.",
    about=[BEN, GateDecision.new(decider=BEN.id)],
)
says(
    "gate.decider-present",
    "“Analyst” decides on production: is it known whether they are in the room?",
    about=[CARA, GateDecision.new(decider=CARA.id)],
)
quiet("gate.decider-present", ANNA, _decided)
quiet(
    "gate.decider-present",
    BEN,
    GateDecision.new(decider=BEN.id),
    WorkshopInfo.new(sponsor=BEN.id),
)
quiet("gate.decider-present", BEN, GateDecision.new(decider=BEN.id), Ownership.new(owner=BEN.id))

says(
    "gate.when-met",
    "For the morning after a go there is still missing: who takes over, the budget,"
    " the day on which work starts.",
)
_ready = _decided.replace(next_owner=ANNA.id, budget=80_000.0, starts_on=day(4, 3))
says(
    "gate.when-met",
    "For the morning after a go there is still missing: the budget.",
    about=[ANNA, _ready.replace(budget=None)],
)
quiet("gate.when-met", ANNA, _ready)

says(
    "gate.first-step",
    "The morning after a go is not planned yet. Still missing: who pays the budget,"
    " what is done first.",
    about=[_ready],
)
says(
    "gate.first-step",
    "The morning after a go is not planned yet. Still missing: what is done first.",
    about=[_ready.replace(budget_from="4711")],
)
quiet("gate.first-step", _ready.replace(budget_from="4711", first_step="Order the licences"))
quiet("gate.first-step", _decided)

_costs = CostLine.new(what="All", one_off=20_000.0, year=70_000.0)
says(
    "gate.budget",
    "The budget of €\u00a080,000 does not pay the first year, which costs €\u00a090,000.",
    about=[_ready, _costs],
)
quiet("gate.budget", _ready.replace(budget=90_000.0), _costs)
quiet("gate.budget", _ready, _costs.replace(year=None))
quiet("gate.budget", _decided, _costs)

_pilot = Pilot.new(decision_on=day(4, 2))
says(
    "gate.start",
    "Work starts on 1 Apr 2026, before the decision on 2 Apr 2026.",
    about=[_pilot, _ready.replace(starts_on=day(4, 1))],
)
says(
    "gate.start",
    "Work starts on 17 Apr 2026, 15 days after the decision on 2 Apr 2026.",
    about=[_pilot, _ready.replace(starts_on=day(4, 17))],
)
quiet("gate.start", _pilot, _ready.replace(starts_on=day(4, 16)))
quiet("gate.start", _pilot, _ready.replace(starts_on=day(4, 2)))
quiet("gate.start", Pilot.new(), _ready)
quiet("gate.start", _pilot, _decided)

says(
    "gate.extension",
    "The extension ends on 2 Apr 2026, but the decision is on 2 Apr 2026.",
    about=[_pilot, GateDecision.new(if_not="extend", extended_until=day(4, 2))],
)
quiet("gate.extension", _pilot, GateDecision.new(if_not="extend", extended_until=day(5, 2)))
quiet("gate.extension", _pilot, GateDecision.new(if_not="stop", extended_until=day(4, 1)))
quiet("gate.extension", GateDecision.new(if_not="extend", extended_until=day(4, 1)))

says(
    "gate.owner",
    "“Analyst” takes over, but “Head of Claims” is the production owner: who is it?",
    about=[ANNA, CARA, GateDecision.new(next_owner=CARA.id), Ownership.new(owner=ANNA.id)],
)
quiet("gate.owner", ANNA, GateDecision.new(next_owner=ANNA.id), Ownership.new(owner=ANNA.id))
quiet("gate.owner", ANNA, GateDecision.new(next_owner=ANNA.id))

says("gate.if-not", "It is not said what happens when the conditions are not met.")
says(
    "gate.if-not",
    "The extension still needs: Extended until at most, Extended only if.",
    about=[GateDecision.new(if_not="extend")],
)
quiet("gate.if-not", GateDecision.new(if_not="stop"))
quiet(
    "gate.if-not",
    GateDecision.new(if_not="extend", extended_until=day(5, 1), extended_why="Nearly met"),
)

STOP = StopCondition.new(what="Wrong letters")
says(
    "gate.stop",
    "Nothing is said yet that would stop the pilot at once.",
    about=[StopCondition.new()],
)
quiet("gate.stop", STOP)

says(
    "gate.stop-plan",
    "“Wrong letters” still needs: Threshold, Who stops it.",
    about=[STOP, StopCondition.new()],
)
quiet("gate.stop-plan", ANNA, STOP.replace(threshold="2 in one week", stopped_by=ANNA.id))

# --- The rehearsal

OUTAGE = RehearsalCard.new(scenario="It is down on Monday", sort="outage")
RESIGNS = RehearsalCard.new(scenario="The owner resigns", sort="owner_leaves", answer="Ask Ben")
SCALE = RehearsalCard.new(scenario="Ten times the users", sort="scale", answer="Order", factor=10.0)

says("gate.rehearsal", "There is no rehearsal card yet.", about=[RehearsalCard.new()])
quiet("gate.rehearsal", OUTAGE)

says(
    "gate.rehearsed",
    "“It is down on Monday” has no full answer yet. Still missing: what we do; somebody"
    " accountable who stays; a procedure with owner and document; an incident level with"
    " somebody who acts.",
    about=[OUTAGE, RehearsalCard.new()],
)


def _answered(card: RehearsalCard) -> list[Record]:
    """A workshop that has an answer to a card: an A who stays, a procedure, a level, money."""
    matrix = matrix_of({"Run it": {"Owner": "AR"}})
    activity = next(record for record in matrix if isinstance(record, Activity))
    procedure = Procedure.new(name="Restart", owner=ANNA.id, document="Handbook")
    level = IncidentLevel.new(level="Serious", responder=ANNA.id)
    links = {"activity": activity.id, "procedure": procedure.id, "incident_level": level.id}
    money = (CostLine.new(what="Model use", year=7000.0, driver="user"), _ready)
    return [ANNA, *matrix, procedure, level, *money, card.replace(**links)]


quiet("gate.rehearsed", *_answered(OUTAGE.replace(answer="Call Anna")))
quiet("gate.rehearsed", *_answered(SCALE))
says(
    "gate.rehearsed",
    "“Ten times the users” has no full answer yet. Still missing: money: the first year would"
    " cost more than the budget released.",
    about=_answered(SCALE.replace(factor=20.0)),
)
_owned = Ownership.new(owner=ANNA.id)
says(
    "gate.rehearsed",
    "“The owner resigns” has no full answer yet. Still missing: a deputy who stays.",
    about=[*_answered(RESIGNS), BEN, _owned.replace(deputy=BEN.id)],
)
quiet("gate.rehearsed", *_answered(RESIGNS), CARA, _owned.replace(deputy=CARA.id))
says(
    "gate.rehearsed",
    f"“Ten times the users” has no full answer yet. Still missing: {'x' * 79}….",
    about=_answered(SCALE.replace(gap="x" * 5000)),
)
