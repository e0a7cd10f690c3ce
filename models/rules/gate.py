"""Rules of step 11 on the conditions; `models.rules.decision` has those on deciding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from models import display, wilson
from models.checks import (
    Check,
    Severity,
    check,
    check_given,
    check_some,
    entered,
    passed,
    rule,
    rule_of_each,
)
from models.fields import Field
from models.i18n import N_, _, ngettext
from models.records import Condition, GateDecision, Kpi, ValueTarget, WorkshopInfo
from models.snapshot import Snapshot
from models.wilson import Verdict
from models.wording import amount_text, unit_of


@rule(
    "gate.some",
    Severity.MUST,
    "gate",
    N_("Without a number agreed before, the result is debated instead of the next step."),
    [Condition],
)
def some_condition(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one condition."""
    yield check_some(snapshot, Condition, _("There is no condition for production yet."))


@rule(
    "gate.threshold",
    Severity.MUST,
    "gate",
    N_("A condition without a number is met by whoever speaks last."),
    [Condition],
)
def thresholds_said(snapshot: Snapshot) -> Iterator[Check]:
    """Each condition has a comparison and a threshold, or is one that holds or not."""
    sentence = _("“{name}” still needs: {missing}.")
    for condition in entered(snapshot, Condition):
        holds = condition.comparison == "holds"
        fields = [Condition.comparison] if holds else [Condition.comparison, Condition.threshold]
        yield check_given(condition, sentence, *fields)


@rule(
    "gate.complete",
    Severity.SHOULD,
    "gate",
    N_("What counts, over which time, shown by what and signed by whom is agreed now or never."),
    [Condition],
)
def conditions_complete(snapshot: Snapshot) -> Iterator[Check]:
    """Each condition says its weight, window and evidence, and who signs."""
    sentence = _("“{name}” still has to say: {missing}.")
    for condition in entered(snapshot, Condition):
        window = [] if condition.comparison == "holds" else [Condition.window]
        yield check_given(
            condition,
            sentence,
            Condition.weight,
            *window,
            Condition.evidence,
            Condition.signed_by,
        )


@rule_of_each(
    "gate.targets",
    Severity.HINT,
    "gate",
    N_("What the pilot was started for should be what is decided upon."),
    ValueTarget,
    reads=[Kpi, Condition],
)
def targets_decide(snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Each value target that has a KPI has a condition on one."""
    if not entered(snapshot, Condition):
        return  # one finding says so; one per target would not help
    deciding = snapshot.grouped(Condition.kpi)
    proofs = snapshot.grouped(Kpi.value_target)
    sentence = _("No condition depends on “{name}”.")
    for target in targets:
        if target.id not in proofs:
            continue
        if any(kpi.id in deciding for kpi in proofs[target.id]):
            yield passed()
        else:
            yield check(target, False, sentence, table=Condition)


@rule(
    "gate.kpi",
    Severity.HINT,
    "gate",
    N_("A number that nobody measures regularly is measured for the day of decision."),
    [Condition, Kpi],
)
def conditions_measured(snapshot: Snapshot) -> Iterator[Check]:
    """Each condition with a number is read from a KPI."""
    if not entered(snapshot, Kpi):
        return  # one finding says so; one per condition would not help
    sentence = _("“{name}” has no KPI: from which figure is it read?")
    for condition in snapshot.all(Condition):
        if condition.comparison not in ("", "holds"):
            yield check(condition, condition.kpi, sentence, Condition.kpi)


@rule(
    "gate.unit",
    Severity.HINT,
    "gate",
    N_("A condition in another unit than its KPI is compared with the wrong number."),
    [Condition, Kpi],
)
def units_agree(snapshot: Snapshot) -> Iterator[Check]:
    """A condition has the unit of its KPI."""
    sentence = _("“{name}” is counted in “{unit}”, but its KPI in “{other}”.")
    for condition in snapshot.all(Condition):
        kpi = snapshot.get(Kpi, condition.kpi)
        if kpi and kpi.unit and condition.unit:
            same = condition.unit.casefold() == kpi.unit.casefold()
            unit, other = condition.unit, kpi.unit
            yield check(condition, same, sentence, Condition.unit, unit=unit, other=other)


@rule(
    "gate.sample",
    Severity.MUST,
    "gate",
    N_("A good share in a few cases can be luck, and everybody in the room knows it."),
    [Condition, Kpi, WorkshopInfo],
)
def samples_large_enough(snapshot: Snapshot) -> Iterator[Check]:
    """For each share, enough cases will be looked at to prove the threshold."""
    for condition in snapshot.all(Condition):
        needed = wilson.cases_needed(condition, snapshot)
        if needed is None:
            continue
        if condition.cases is not None and condition.cases >= needed:
            yield passed()
        else:
            yield _too_small(snapshot, condition, needed)


def _too_small(snapshot: Snapshot, condition: Condition, needed: int) -> Check:
    hoped = wilson.hoped(condition, snapshot)
    unsaid = _("“{name}” does not say how many cases are looked at.")
    small = ngettext(
        "“{name}”: {cases} case cannot prove {threshold} %.",
        "“{name}”: {cases} cases cannot prove {threshold} %.",
        condition.cases or 0,
    )
    as_hoped = _("If the result is {hoped} %, as hoped, it takes at least {needed}.")
    at_best = _("Even without a single failure it takes at least {needed}.")
    parts = [unsaid if condition.cases is None else small, at_best if hoped is None else as_hoped]
    if hoped is None and condition.expected is None:  # else `gate.expected` speaks of it
        parts.append(_("Say what you expect."))
    return check(
        condition,
        False,
        " ".join(parts),
        Condition.cases,
        cases=display.number(snapshot, condition.cases or 0),
        threshold=display.text_of(snapshot, condition, Condition.threshold),
        hoped="" if hoped is None else display.number(snapshot, hoped, 2),
        needed=display.number(snapshot, needed),
    )


@rule(
    "gate.unprovable",
    Severity.HINT,
    "gate",
    N_("However many cases are right, the next one may be wrong."),
    [Condition, WorkshopInfo],
)
def thresholds_provable(snapshot: Snapshot) -> Iterator[Check]:
    """No share has to be 0 or 100 %, or beyond."""
    for condition in snapshot.all(Condition):
        if not condition.proportion or condition.threshold is None:
            continue
        if 0 < condition.threshold < 100:
            yield passed()
        else:
            threshold = display.text_of(snapshot, condition, Condition.threshold)
            sentence = _("“{name}” asks for {threshold} %: no number of cases proves that.")
            yield check(condition, False, sentence, Condition.threshold, threshold=threshold)


@rule(
    "gate.expected",
    Severity.SHOULD,
    "gate",
    N_("Who does not expect to meet the condition should not start the pilot."),
    [Condition, Kpi, WorkshopInfo],
)
def expected_to_be_met(snapshot: Snapshot) -> Iterator[Check]:
    """What is expected would meet the threshold; of a share, it lies beyond it."""
    for condition in snapshot.all(Condition):
        good = _good(condition)
        if good is None:
            continue
        if good:
            yield passed()
        else:
            yield check(
                condition,
                False,
                _("“{name}” expects {expected}, which does not meet its threshold of {threshold}."),
                Condition.expected,
                expected=_figure(snapshot, condition, Condition.expected),
                threshold=_figure(snapshot, condition, Condition.threshold),
            )


def _figure(snapshot: Snapshot, condition: Condition, field: Field[float | None]) -> str:
    value = condition.values[field.name]
    return amount_text(snapshot, cast("float", value), unit_of(snapshot, condition))


def _good(condition: Condition) -> bool | None:
    """Whether the expected value is on the good side; None where there is no such side."""
    sign = {"at_least": 1, "at_most": -1}.get(condition.comparison)
    if sign is None or condition.expected is None or condition.threshold is None:
        return None
    margin = (condition.expected - condition.threshold) * sign
    provable = condition.proportion and 0 < condition.threshold < 100
    return margin > 0 if provable else margin >= 0


@rule(
    "gate.too-few",
    Severity.SHOULD,
    "gate",
    N_("Not enough evidence is neither a go nor a stop: look at more cases first."),
    [Condition, Kpi, WorkshopInfo],
)
def results_conclusive(snapshot: Snapshot) -> Iterator[Check]:
    """Each result rests on enough cases to say whether the condition is met."""
    for condition in snapshot.all(Condition):
        found = wilson.verdict(condition)
        if found is None:
            continue
        if found is Verdict.TOO_FEW:
            result = _figure(snapshot, condition, Condition.result)
            few = _("“{name}” came to {result}, but on too few cases to prove anything.")
            unsaid = _("“{name}” came to {result}, but it is not said on how many cases.")
            sentence = unsaid if condition.result_cases is None else few
            yield check(condition, False, sentence, Condition.result_cases, result=result)
        else:
            yield passed()


@rule(
    "gate.not-met",
    Severity.MUST,
    "gate",
    N_("It was agreed before anybody knew the result; that is why it counts."),
    [Condition, Kpi, WorkshopInfo],
)
def conditions_met(snapshot: Snapshot) -> Iterator[Check]:
    """No condition that must be met has turned out not to be."""
    for condition in snapshot.all(Condition):
        found = wilson.verdict(condition)
        if condition.weight != "must" or found is None:
            continue
        if found is not Verdict.NOT_MET:
            yield passed()
        elif condition.comparison == "holds":
            yield check(condition, False, _("“{name}” does not hold."), Condition.holds)
        else:
            yield check(
                condition,
                False,
                _("“{name}” is not met: {result}, not {threshold}."),
                Condition.result,
                result=_figure(snapshot, condition, Condition.result),
                threshold=_figure(snapshot, condition, Condition.threshold),
            )


@rule(
    "gate.frozen",
    Severity.HINT,
    "gate",
    N_("Once results are in, everybody has a reason to move the number a little."),
    [Condition, GateDecision],
)
def conditions_frozen(snapshot: Snapshot) -> Iterator[Check]:
    """Conditions that are complete are frozen."""
    conditions, decision = entered(snapshot, Condition), snapshot.one(GateDecision)
    if conditions and decision.decider and all(map(_agreed, conditions)):
        sentence = _("The conditions are agreed, but not frozen yet.")
        yield check(decision, decision.frozen_on, sentence, GateDecision.frozen_on)


def _agreed(condition: Condition) -> bool:
    return condition.comparison == "holds" or bool(
        condition.comparison and condition.threshold is not None
    )
