"""Findings: what is still missing, checked live across all steps.

A rule is a short function in `models.rules` that looks at a snapshot and yields one `Check`
per thing it looked at: passed, or not with a sentence. What passed counts too, because
readiness is the share of applicable checks that pass; a workshop in which nothing was asked
yet has no readiness rather than zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.fields import Field
from models.i18n import N_, _
from models.record import Record
from models.snapshot import Snapshot


class Severity(StrEnum):
    """How much a finding weighs."""

    MUST = "must"
    SHOULD = "should"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The severity's name, in the current language."""
        return _(_SEVERITY_LABELS[self])


_SEVERITY_LABELS = {
    Severity.MUST: N_("Must"),
    Severity.SHOULD: N_("Should"),
    Severity.HINT: N_("Hint"),
}
_WEIGHTS = {Severity.MUST: 3, Severity.SHOULD: 1, Severity.HINT: 0}


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome for one thing that a rule looked at; `sentence` is empty when it passed."""

    record: Record | None
    sentence: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with what is known about it without running it."""

    id: str
    severity: Severity
    step: str
    _why: str
    reads: frozenset[type[Record]]
    function: Callable[[Snapshot], Iterator[Check]]

    @property
    def why(self) -> str:
        """Why it matters, in one sentence, in the current language."""
        return _(self._why)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is still missing: which rule, what exactly, and where to go."""

    rule: Rule
    sentence: str
    record: Record | None
    field: str

    @property
    def id(self) -> str:
        """Stable name of the rule, such as "raci.one-accountable"."""
        return self.rule.id

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.rule.severity

    @property
    def step(self) -> str:
        """Id of the step in which it is mended."""
        return self.rule.step


RULES: dict[str, Rule] = {}
"""All rules by id; filled by the modules of `models.rules`."""

RuleFunction = Callable[[Snapshot], Iterator[Check]]


def rule(
    id: str,
    severity: Severity,
    step: str,
    why: str,
    reads: Iterable[type[Record]],
) -> Callable[[RuleFunction], RuleFunction]:
    """Declare a rule: stable id, severity, step id, reason, and the record types it reads.

    It runs again only after a change to one of those types.
    """

    def declare(function: RuleFunction) -> RuleFunction:
        RULES[id] = Rule(id, severity, step, why, frozenset(reads), function)
        return function

    return declare


def passed(record: Record | None = None) -> Check:
    """A check that passed."""
    return Check(record)


def check(
    record: Record | None, ok: object, sentence: str, field: Field[Any] | None = None
) -> Check:
    """A check that passed if `ok`, else says `sentence`, in which {name} is the record's name.

    `field` is where the cursor goes when the finding is clicked.
    """
    if ok:
        return Check(record)
    name = record.caption if record else ""
    return Check(record, sentence.replace("{name}", name), field.name if field else "")


class Findings:
    """All findings of a workshop, brought up to date by running only what can have changed."""

    def __init__(self) -> None:
        from models import rules  # noqa: F401, PLC0415 - declares them; they import this module

        self._checks: dict[str, list[Check]] = {}
        self._snapshot: Snapshot | None = None

    def update(self, snapshot: Snapshot) -> None:
        """Look at `snapshot`; rules whose tables are the same objects as before do not run."""
        for rule_ in RULES.values():
            if self._stale(rule_, snapshot):
                self._checks[rule_.id] = list(rule_.function(snapshot))
        self._snapshot = snapshot

    def _stale(self, rule_: Rule, snapshot: Snapshot) -> bool:
        known = self._snapshot
        return known is None or any(known.table(t) is not snapshot.table(t) for t in rule_.reads)

    @property
    def open(self) -> list[Finding]:
        """What is missing: by step order of the rules, most severe first within a rule set."""
        return [
            Finding(RULES[id_], c.sentence, c.record, c.field)
            for id_, checks in self._checks.items()
            for c in checks
            if c.sentence
        ]

    def of_step(self, step: str) -> list[Finding]:
        """The open findings of one step, most severe first."""
        order = list(Severity)
        return sorted(
            (f for f in self.open if f.step == step), key=lambda f: order.index(f.severity)
        )

    def readiness(self, step: str = "") -> float | None:
        """Weighted share of checks that pass, 0 to 100; None where nothing applies yet.

        A must weighs three times a should; hints do not count.
        """
        total = good = 0
        for id_, checks in self._checks.items():
            if not step or RULES[id_].step == step:
                weight = _WEIGHTS[RULES[id_].severity]
                total += weight * len(checks)
                good += weight * sum(not c.sentence for c in checks)
        return good / total * 100 if total else None


def findings_of(snapshot: Snapshot) -> list[Finding]:
    """The open findings of a snapshot, for documents and the command line."""
    findings = Findings()
    findings.update(snapshot)
    return findings.open
