"""Rules of step 3 on evidence: how good the figures are, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.checks import Check, Severity, check, rule, rule_of_each
from models.i18n import N_, _
from models.records import ValueTarget
from models.rules.each import each_given
from models.snapshot import Snapshot


@rule_of_each(
    "value.evidence",
    Severity.SHOULD,
    "value",
    N_("A figure is as good as its evidence; say so before somebody asks."),
    ValueTarget,
)
def evidence_graded(_snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Each target says how good its figures are."""
    sentence = _("“{name}” does not say how good its figures are.")
    yield from each_given(targets, sentence, ValueTarget.evidence)


@rule_of_each(
    "value.source",
    Severity.SHOULD,
    "value",
    N_("A measured figure that nobody can look up is a claim."),
    ValueTarget,
)
def source_named(_snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """What was measured or documented has a source."""
    sentence = _("“{name}” is said to be {grade}, but has no source.")
    for target in targets:
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
