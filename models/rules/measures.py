"""Rules of step 10, Measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models import display, figures
from models.cashflow import months_after
from models.checks import (
    Check,
    Severity,
    check,
    check_some,
    entered,
    labels,
    passed,
    rule,
    rule_of_each,
)
from models.fields import Field
from models.i18n import N_, _
from models.records import (
    Condition,
    ExecutiveReport,
    Kpi,
    Person,
    Pilot,
    StopCondition,
    ValueTarget,
    WorkshopInfo,
)
from models.rules.each import each_given, each_stays
from models.snapshot import Snapshot
from models.wording import amount_text, change_text

FIRST_REPORT = 3
"""Months after go-live by which executives have heard of it."""
_USES: tuple[Field[str], ...] = (Condition.kpi, StopCondition.kpi, Kpi.guard)
"""Where a KPI serves something else."""


def only_guards(snapshot: Snapshot, kpi: Kpi) -> bool:
    """Whether a KPI is there so that another one does no harm, and proves no value itself."""
    return not kpi.value_target and kpi.id in snapshot.grouped(Kpi.guard)


def _needed(snapshot: Snapshot) -> list[Kpi]:
    """The KPIs that are there for something; of mere results `purpose_known` speaks."""
    return [kpi for kpi in entered(snapshot, Kpi) if _has_purpose(snapshot, kpi)]


def _has_purpose(snapshot: Snapshot, kpi: Kpi) -> bool:
    if kpi.value_target or kpi.target is not None:
        return True
    return any(kpi.id in snapshot.grouped(field) for field in _USES)


@rule(
    "measures.some",
    Severity.MUST,
    "measures",
    N_("What nobody measures is a matter of opinion on the day of decision."),
    [Kpi],
)
def some_kpi(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one KPI."""
    yield check_some(snapshot, Kpi, _("There is no KPI yet."))


@rule_of_each(
    "measures.proof",
    Severity.MUST,
    "measures",
    N_("A value that no figure can prove is not believed by those who pay for it."),
    ValueTarget,
    reads=[Kpi],
)
def targets_proved(snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Each value target has a KPI that proves it."""
    if not entered(snapshot, Kpi):
        return  # one finding says so; one per target would not help
    proofs = snapshot.grouped(Kpi.value_target)
    sentence = _("No KPI proves “{name}”.")
    for target in targets:
        if target.id in proofs:
            yield passed()
        else:
            yield check(target, False, sentence, table=Kpi)


@rule(
    "measures.purpose",
    Severity.SHOULD,
    "measures",
    N_("A figure that nothing depends on is collected for a while, and then forgotten."),
    [Kpi, Condition, StopCondition],
)
def purpose_known(snapshot: Snapshot) -> Iterator[Check]:
    """Each KPI proves a target, has one to reach, decides something, or guards another one."""
    sentence = _(
        "“{name}” proves no value target, decides nothing and has no target: what is it for?"
    )
    for kpi in entered(snapshot, Kpi):
        yield check(kpi, _has_purpose(snapshot, kpi), sentence, Kpi.value_target)


@rule(
    "measures.target",
    Severity.MUST,
    "measures",
    N_("Without a value to reach, every result can be called a success."),
    [Kpi, Condition, StopCondition],
)
def targets_said(snapshot: Snapshot) -> Iterator[Check]:
    """Each KPI says what must be reached, which way is better, and who answers for it."""
    sentence = _("“{name}” still needs: {missing}.")
    kpis = _needed(snapshot)
    yield from each_given(kpis, sentence, Kpi.direction, Kpi.target, Kpi.owner)


@rule(
    "measures.baseline",
    Severity.SHOULD,
    "measures",
    N_("What was not measured before cannot be shown to be better afterwards."),
    [Kpi, Condition, StopCondition],
)
def baselines_said(snapshot: Snapshot) -> Iterator[Check]:
    """Each KPI says how it is today."""
    sentence = _("“{name}” was not measured before: how is it today?")
    yield from each_given(_needed(snapshot), sentence, Kpi.baseline)


@rule(
    "measures.defined",
    Severity.SHOULD,
    "measures",
    N_("A figure is one when two people count the same."),
    [Kpi, Condition, StopCondition],
)
def defined(snapshot: Snapshot) -> Iterator[Check]:
    """Each KPI says how it is counted, from what, and how often."""
    sentence = _("“{name}” still has to say: {missing}.")
    kpis = _needed(snapshot)
    yield from each_given(kpis, sentence, Kpi.formula, Kpi.source, Kpi.frequency)


@rule(
    "measures.evidence",
    Severity.SHOULD,
    "measures",
    N_("A figure is as good as its evidence; say so before somebody asks."),
    [Kpi],
)
def evidence_graded(snapshot: Snapshot) -> Iterator[Check]:
    """Each figure of a KPI says how good it is; what was measured, when and by whom."""
    for kpi in snapshot.all(Kpi):
        if kpi.baseline is None and kpi.result is None:
            continue
        baseline = kpi.baseline is None or kpi.baseline_from
        result = kpi.result is None or kpi.result_from
        if not kpi.evidence:
            sentence = _("“{name}” does not say how good its figures are.")
            yield check(kpi, False, sentence, Kpi.evidence)
        elif kpi.evidence not in ("measured", "documented") or (baseline and result):
            yield passed()
        else:
            fields = ((baseline, Kpi.baseline_from), (result, Kpi.result_from))
            yield _not_looked_up(kpi, [field for said, field in fields if not said])


def _not_looked_up(kpi: Kpi, missing: list[Field[str]]) -> Check:
    sentence = _("“{name}” is said to be {grade}, but does not say: {missing}.")
    grade = Kpi.evidence.text_of(kpi.evidence).lower()
    return check(kpi, False, sentence, missing[0], grade=grade, missing=labels(missing))


@rule(
    "measures.stays",
    Severity.MUST,
    "measures",
    N_("A figure whose owner is gone is right until somebody doubts it."),
    [Kpi, ExecutiveReport, Person],
)
def owners_stay(snapshot: Snapshot) -> Iterator[Check]:
    """Nobody who answers for a KPI or a report leaves after the pilot."""
    sentence = _("“{name}” belongs to “{person}”, who leaves after the pilot.")
    yield from each_stays(snapshot, snapshot.all(Kpi), sentence, Kpi.owner)
    reports = snapshot.all(ExecutiveReport)
    yield from each_stays(snapshot, reports, sentence, ExecutiveReport.owner)


@rule(
    "measures.better",
    Severity.MUST,
    "measures",
    N_("A target that is no better than today is reached without doing anything."),
    [Kpi, WorkshopInfo],
)
def targets_better(snapshot: Snapshot) -> Iterator[Check]:
    """Each target is better than today; what only guards another KPI may stay as it is."""
    for kpi in snapshot.all(Kpi):
        today, target = kpi.baseline, kpi.target
        if today is None or target is None or not kpi.direction or only_guards(snapshot, kpi):
            continue
        if target > today if kpi.direction == "up" else target < today:
            yield passed()
        else:
            higher = _(
                "“{name}” should be higher, but its target of {target} is not above {today}."
            )
            lower = _("“{name}” should be lower, but its target of {target} is not below {today}.")
            yield check(
                kpi,
                False,
                higher if kpi.direction == "up" else lower,
                Kpi.target,
                target=amount_text(snapshot, target, kpi.unit),
                today=amount_text(snapshot, today, kpi.unit),
            )


@rule(
    "measures.limits",
    Severity.SHOULD,
    "measures",
    N_("A warning that comes after the damage warns nobody."),
    [Kpi, WorkshopInfo],
)
def limits_in_order(snapshot: Snapshot) -> Iterator[Check]:
    """From the least acceptable over the warning to the target it only gets better."""
    for kpi in snapshot.all(Kpi):
        limits = [v for v in (kpi.least, kpi.warn_at, kpi.target) if v is not None]
        if len(limits) < 2 or not kpi.direction:
            continue
        if limits == sorted(limits, reverse=kpi.direction == "down"):
            yield passed()
        else:
            yield _contradicting(snapshot, kpi)


def _contradicting(snapshot: Snapshot, kpi: Kpi) -> Check:
    fields = [f for f in (Kpi.least, Kpi.warn_at, Kpi.target) if kpi.values[f.name] is not None]
    limits = ", ".join(f"{f.label} {display.text_of(snapshot, kpi, f)}" for f in fields)
    sentence = _("The limits of “{name}” contradict each other: {limits}.")
    return check(kpi, False, sentence, fields[0], limits=limits)


@rule(
    "measures.guard-itself",
    Severity.SHOULD,
    "measures",
    N_("A guard is another figure, one that would show the damage."),
    [Kpi],
)
def guards_differ(snapshot: Snapshot) -> Iterator[Check]:
    """No KPI is its own guard."""
    for kpi in snapshot.all(Kpi):
        if kpi.guard:
            yield check(kpi, kpi.guard != kpi.id, _("“{name}” is guarded by itself."), Kpi.guard)


@rule(
    "measures.guard",
    Severity.HINT,
    "measures",
    N_("Time and cost get better easily when quality may get worse."),
    [Kpi, ValueTarget],
)
def something_guards(snapshot: Snapshot) -> Iterator[Check]:
    """Where a KPI is about time or cost, at least one KPI has a guard."""
    kpis = snapshot.all(Kpi)
    targets = ((kpi, snapshot.get(ValueTarget, kpi.value_target)) for kpi in kpis)
    tempting = next((kpi for kpi, t in targets if t and t.sort in ("time", "cost")), None)
    if tempting:
        sentence = _("No KPI has a guard: what could get worse while “{name}” gets better?")
        yield check(tempting, any(kpi.guard for kpi in kpis), sentence, Kpi.guard)


@rule(
    "measures.result",
    Severity.HINT,
    "measures",
    N_("A result short of its target is a reason to talk before the day of decision."),
    [Kpi, WorkshopInfo],
)
def results_reached(snapshot: Snapshot) -> Iterator[Check]:
    """Where there is a result, it is not beyond what is acceptable."""
    for kpi in snapshot.all(Kpi):
        limit = kpi.target if kpi.least is None else kpi.least
        if kpi.result is None or limit is None or not figures.kpi_state(kpi):
            continue
        if figures.kpi_state(kpi) != "missed":
            yield passed()
        else:
            yield check(
                kpi,
                False,
                _("“{name}” has missed its mark: {result} so far, not {limit}."),
                Kpi.result,
                result=amount_text(snapshot, kpi.result, kpi.unit),
                limit=amount_text(snapshot, limit, kpi.unit),
            )


@rule(
    "measures.worse",
    Severity.SHOULD,
    "measures",
    N_("A result below the starting point says more than one short of its target."),
    [Kpi, WorkshopInfo],
)
def results_not_worse(snapshot: Snapshot) -> Iterator[Check]:
    """Where there is a result, it is not worse than before the pilot."""
    for kpi in snapshot.all(Kpi):
        today, result = kpi.baseline, kpi.result
        if today is None or result is None or not kpi.direction:
            continue
        if result >= today if kpi.direction == "up" else result <= today:
            yield passed()
        else:
            told = amount_text(snapshot, result, kpi.unit)
            yield check(
                kpi,
                False,
                _("“{name}” got worse: {change}."),
                Kpi.result,
                change=change_text(snapshot, today, told, kpi.unit),
            )


@rule(
    "measures.reports",
    Severity.SHOULD,
    "measures",
    N_("A service that executives hear nothing of is the first to be cut."),
    [ExecutiveReport],
)
def some_report(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one executive report."""
    yield check_some(snapshot, ExecutiveReport, _("There is no executive report yet."))


@rule(
    "measures.report-plan",
    Severity.SHOULD,
    "measures",
    N_("A report without a reader and a day is written once."),
    [ExecutiveReport],
)
def reports_planned(snapshot: Snapshot) -> Iterator[Check]:
    """Each report says who reads it, how often, who writes it, and when first."""
    sentence = _("“{name}” still needs: {missing}.")
    yield from each_given(
        entered(snapshot, ExecutiveReport),
        sentence,
        ExecutiveReport.audience,
        ExecutiveReport.frequency,
        ExecutiveReport.owner,
        ExecutiveReport.first_on,
    )


@rule(
    "measures.first-report",
    Severity.HINT,
    "measures",
    N_("Who hears nothing for a quarter thinks that there is nothing to hear."),
    [ExecutiveReport, Pilot, WorkshopInfo],
)
def first_report_soon(snapshot: Snapshot) -> Iterator[Check]:
    """The first report comes within three months of go-live."""
    pilot = snapshot.one(Pilot)
    days = {r.first_on: r for r in reversed(snapshot.all(ExecutiveReport)) if r.first_on}
    if pilot.go_live is None or not days:
        return
    first = min(days)
    if first <= months_after(pilot.go_live, FIRST_REPORT):
        yield passed()
    else:
        yield check(
            days[first],
            False,
            _("The first report is on {day}, more than three months after go-live on {go_live}."),
            ExecutiveReport.first_on,
            day=display.text_of(snapshot, days[first], ExecutiveReport.first_on),
            go_live=display.text_of(snapshot, pilot, Pilot.go_live),
        )
