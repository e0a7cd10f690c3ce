"""Step 10: measures."""

from __future__ import annotations

from models.records import Condition, ExecutiveReport, Kpi, Pilot, StopCondition, ValueTarget
from tests.models.rule_cases.common import ANNA, BEN, another, day, quiet, says

TARGET = ValueTarget.new(what="Handling time", sort="time")
KPI = Kpi.new(name="Minutes a claim", value_target=TARGET.id, direction="down")
QUALITY = Kpi.new(name="Letters right first time", direction="up")
REPORT = ExecutiveReport.new(name="Monthly letter")
_live = Pilot.new(go_live=day(3, 31))

says("measures.some", "There is no KPI yet.", about=[TARGET, Kpi.new()])
quiet("measures.some", KPI)

says("measures.proof", "No KPI proves “Handling time”.", about=[TARGET, QUALITY, ValueTarget.new()])
quiet("measures.proof", TARGET, KPI)
quiet("measures.proof", TARGET)

says(
    "measures.purpose",
    "“Letters right first time” proves no value target, decides nothing and has no target: what is"
    " it for?",
    about=[KPI, QUALITY.replace(result=82.0, guard=KPI.id), Kpi.new()],
)
quiet("measures.purpose", KPI, QUALITY.replace(target=0.0))
for _use in (
    KPI.replace(guard=QUALITY.id),
    Condition.new(what="Letters right", kpi=QUALITY.id),
    StopCondition.new(what="Wrong letters", kpi=QUALITY.id),
):
    quiet("measures.purpose", QUALITY, _use)
    for _rule, _missing in (
        ("measures.target", "“{}” still needs: Target, Owner."),
        ("measures.baseline", "“{}” was not measured before: how is it today?"),
        ("measures.defined", "“{}” still has to say: Formula, Source, Measured."),
    ):
        _names = [QUALITY.name] if _use.type_name != Kpi.type_name else [QUALITY.name, KPI.name]
        says(_rule, *map(_missing.format, _names), about=[QUALITY, _use])

says(
    "measures.target",
    "“Minutes a claim” still needs: Target, Owner.",
    "“Trust” still needs: Better when, Target, Owner.",
    about=[TARGET, KPI, Kpi.new(name="Trust", value_target=TARGET.id), Kpi.new()],
)
quiet("measures.target", ANNA, KPI.replace(target=0.0, owner=ANNA.id))
quiet("measures.target", QUALITY)

says(
    "measures.baseline",
    "“Minutes a claim” was not measured before: how is it today?",
    about=[KPI, Kpi.new()],
)
quiet("measures.baseline", KPI.replace(baseline=0.0))
quiet("measures.baseline", QUALITY)

says(
    "measures.defined",
    "“Minutes a claim” still has to say: Formula, Source, Measured.",
    about=[KPI, Kpi.new()],
)
quiet("measures.defined", KPI.replace(formula="Open to sent", source="Log", frequency="weekly"))
quiet("measures.defined", QUALITY)

says(
    "measures.evidence",
    "“Minutes a claim” does not say how good its figures are.",
    "“Letters right first time” is said to be measured, but does not say: Baseline from.",
    about=[KPI.replace(result=9.0), QUALITY.replace(baseline=80.0, evidence="measured")],
)
says(
    "measures.evidence",
    "“Minutes a claim” is said to be documented, but does not say: Baseline from, Result from.",
    about=[KPI.replace(baseline=18.0, result=9.0, evidence="documented")],
)
quiet("measures.evidence", KPI, QUALITY.replace(baseline=80.0, evidence="assumed"))
quiet("measures.evidence", KPI.replace(baseline=18.0, evidence="measured", baseline_from="May"))

says(
    "measures.stays",
    "“Minutes a claim” belongs to “Project lead”, who leaves after the pilot.",
    "“Monthly letter” belongs to “Project lead”, who leaves after the pilot.",
    about=[BEN, KPI.replace(owner=BEN.id), QUALITY, REPORT.replace(owner=BEN.id)],
)
quiet("measures.stays", ANNA, KPI.replace(owner=ANNA.id), REPORT.replace(owner=ANNA.id))

says(
    "measures.better",
    "“Minutes a claim” should be lower, but its target of 18.5 is not below 18.5.",
    "“Letters right first time” should be higher, but its target of 70\u00a0% is not above"
    " 80\u00a0%.",
    about=[
        KPI.replace(baseline=18.5, target=18.5),
        QUALITY.replace(baseline=80.0, target=70.0, unit="%"),
    ],
)
quiet("measures.better", KPI.replace(baseline=18.0, target=8.0))
quiet("measures.better", QUALITY.replace(baseline=80.0, target=90.0), KPI.replace(target=9.0))
_kept = QUALITY.replace(baseline=80.0, target=80.0)
quiet("measures.better", _kept, KPI.replace(guard=QUALITY.id))
says(
    "measures.better",
    "“Letters right first time” should be higher, but its target of 80 is not above 80.",
    about=[TARGET, _kept.replace(value_target=TARGET.id), KPI.replace(guard=QUALITY.id)],
)

says(
    "measures.limits",
    "The limits of “Minutes a claim” contradict each other: Least acceptable 8, Warn at 12,"
    " Target 10.",
    "The limits of “Letters right first time” contradict each other: Least acceptable 95,"
    " Target 90.",
    about=[
        KPI.replace(least=8.0, warn_at=12.0, target=10.0),
        QUALITY.replace(least=95.0, target=90.0),
    ],
)
quiet("measures.limits", KPI.replace(least=12.0, warn_at=11.0, target=10.0))
quiet("measures.limits", QUALITY.replace(least=90.0, target=90.0), KPI.replace(least=1.0))

says(
    "measures.guard-itself",
    "“Minutes a claim” is guarded by itself.",
    about=[KPI.replace(guard=KPI.id)],
)
quiet("measures.guard-itself", KPI.replace(guard=QUALITY.id), QUALITY)

says(
    "measures.guard",
    "No KPI has a guard: what could get worse while “Minutes a claim” gets better?",
    about=[TARGET, QUALITY, KPI, Kpi.new(name="Hours", value_target=TARGET.id)],
)
quiet("measures.guard", TARGET, QUALITY, KPI.replace(guard=QUALITY.id))
quiet("measures.guard", TARGET.replace(sort="quality"), KPI)

says(
    "measures.result",
    "“Minutes a claim” has missed its mark: 12\u00a0min so far, not 10\u00a0min.",
    "“Letters right first time” has missed its mark: 79.5 so far, not 80.",
    about=[
        KPI.replace(target=10.0, result=12.0, unit="min"),
        QUALITY.replace(target=90.0, least=80.0, result=79.5),
    ],
)
quiet("measures.result", KPI.replace(target=10.0, result=10.0))
quiet("measures.result", QUALITY.replace(target=90.0, least=80.0, result=80.0), KPI)

says(
    "measures.worse",
    "“Minutes a claim” got worse: from 18 to 18.5\u00a0min.",
    "“Letters right first time” got worse: from 80 to 79.5.",
    about=[
        KPI.replace(baseline=18.0, result=18.5, unit="min"),
        QUALITY.replace(baseline=80.0, result=79.5),
    ],
)
quiet("measures.worse", KPI.replace(baseline=18.0, result=18.0))
quiet("measures.worse", QUALITY.replace(baseline=80.0, result=81.0), KPI.replace(baseline=1.0))
quiet(
    "measures.worse", KPI.replace(result=1.0), another(KPI, direction="", baseline=1.0, result=9.0)
)

says("measures.reports", "There is no executive report yet.", about=[ExecutiveReport.new()])
quiet("measures.reports", REPORT)

says(
    "measures.report-plan",
    "“Monthly letter” still needs: Audience, How often, Owner, First on.",
    about=[REPORT, ExecutiveReport.new()],
)
quiet(
    "measures.report-plan",
    ANNA,
    REPORT.replace(audience="Board", frequency="monthly", owner=ANNA.id, first_on=day(4, 30)),
)

says(
    "measures.first-report",
    "The first report is on 1 Jul 2026, more than three months after go-live on 31 Mar 2026.",
    about=[
        _live,
        ExecutiveReport.new(name="Year", first_on=day(12, 1)),
        REPORT.replace(first_on=day(7, 1)),
    ],
)
quiet("measures.first-report", _live, REPORT.replace(first_on=day(6, 30)))
quiet(
    "measures.first-report",
    _live,
    ExecutiveReport.new(name="Year", first_on=day(12, 1)),
    REPORT.replace(first_on=day(4, 30)),
)
quiet("measures.first-report", Pilot.new(), REPORT.replace(first_on=day(12, 1)))
quiet("measures.first-report", _live, REPORT)
