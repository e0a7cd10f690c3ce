"""Rules of step 3 on measuring: how it is today, what must be reached, and how we know."""

from __future__ import annotations

from collections.abc import Iterator

from models import display
from models.findings import Check, Severity, check, entered, passed, rule
from models.i18n import N_, _
from models.records import ValueTarget, WorkshopInfo
from models.snapshot import Snapshot


@rule(
    "value.baseline",
    Severity.SHOULD,
    "value",
    N_("What was not measured before cannot be shown to be better afterwards."),
    [ValueTarget],
)
def baseline_said(snapshot: Snapshot) -> Iterator[Check]:
    """Each target with a figure says how it is today, in minutes or in its own unit."""
    sentence = _("“{name}” does not say how it is today.")
    for target in entered(snapshot, ValueTarget):
        if target.target is not None or target.money_year is not None:
            said = target.baseline is not None or target.minutes_before is not None
            yield check(target, said, sentence, ValueTarget.baseline)


@rule(
    "value.target",
    Severity.SHOULD,
    "value",
    N_("Without a value to reach, every result can be called a success."),
    [ValueTarget],
)
def target_said(snapshot: Snapshot) -> Iterator[Check]:
    """Each target with a figure says what must be reached, in minutes or in its own unit."""
    sentence = _("“{name}” does not say which value must be reached.")
    for target in entered(snapshot, ValueTarget):
        if target.baseline is not None or target.money_year is not None:
            said = target.target is not None or target.minutes_after is not None
            yield check(target, said, sentence, ValueTarget.target)


@rule(
    "value.result",
    Severity.HINT,
    "value",
    N_("A result short of its target is a reason to talk before the day of decision."),
    [ValueTarget, WorkshopInfo],
)
def result_reached(snapshot: Snapshot) -> Iterator[Check]:
    """Where there is a result, it has reached the target."""
    for record in entered(snapshot, ValueTarget):
        today, target, result = record.baseline, record.target, record.result
        if today is None or target is None or result is None:
            continue
        if result >= target if target >= today else result <= target:
            yield passed()
        else:
            yield check(
                record,
                False,
                _("“{name}” has not reached its target: {result} so far, not {target}."),
                ValueTarget.result,
                result=display.number(snapshot, result),
                target=display.number(snapshot, target),
            )


@rule(
    "value.evidence",
    Severity.SHOULD,
    "value",
    N_("A figure is as good as its evidence; say so before somebody asks."),
    [ValueTarget],
)
def evidence_graded(snapshot: Snapshot) -> Iterator[Check]:
    """Each target says how good its figures are."""
    sentence = _("“{name}” does not say how good its figures are.")
    for target in entered(snapshot, ValueTarget):
        yield check(target, target.evidence, sentence, ValueTarget.evidence)


@rule(
    "value.source",
    Severity.SHOULD,
    "value",
    N_("A measured figure that nobody can look up is a claim."),
    [ValueTarget],
)
def source_named(snapshot: Snapshot) -> Iterator[Check]:
    """What was measured or documented has a source."""
    sentence = _("“{name}” is said to be {grade}, but has no source.")
    for target in snapshot.all(ValueTarget):
        if target.evidence in ("measured", "documented"):
            grade = ValueTarget.evidence.text_of(target.evidence).lower()
            yield check(target, target.source, sentence, ValueTarget.source, grade=grade)


@rule(
    "value.all-assumed",
    Severity.SHOULD,
    "value",
    N_("One measured figure makes all the others more believable."),
    [ValueTarget],
)
def not_all_assumed(snapshot: Snapshot) -> Iterator[Check]:
    """Not every figure is only assumed."""
    graded = [target.evidence for target in snapshot.all(ValueTarget) if target.evidence]
    if graded:
        ok = any(grade != "assumed" for grade in graded)
        yield check(None, ok, _("All value targets are only assumed."), table=ValueTarget)
