"""Findings: what is still missing, checked live across all steps.

A rule is a short function in `models.rules` that looks at a snapshot and yields one `Check`
per thing it looked at: passed, or not with a sentence. What passed counts too, because
readiness is the share of applicable checks that pass; a workshop in which nothing was asked
yet has no readiness rather than zero. "There is none yet" is shown from the beginning all the
same: it is what comes next, not a bad mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar, cast

from models.fields import Field
from models.i18n import N_, _
from models.record import TYPES, Record
from models.records import AcceptedFinding
from models.snapshot import Snapshot, Table
from models.steps import BY_ID
from models.text import shorten

R = TypeVar("R", bound=Record)


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


class Check(NamedTuple):
    """The outcome for one thing that a rule looked at; `sentence` is empty when it passed."""

    record: Record | None
    sentence: str = ""
    field: str = ""
    table: type[Record] | None = None


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


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """Something that is still missing: which rule, what exactly, and where to go."""

    rule: Rule
    sentence: str
    record: Record | None
    """What it is about; None where something is missing altogether."""
    field: str
    table: type[Record] | None
    """The section in which it is mended: usually the record's own, but a group without a
    training is mended among the trainings, and a row without an A in the matrix."""

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

    @property
    def about(self) -> str:
        """What exactly of the rule it is, by which an acceptance knows it again.

        The record and its field, so that a name may change; where there is no record, the table
        and the sentence, which is all that tells one missing thing from another.
        """
        if self.record is not None:
            return f"{self.record.id}.{self.field}"
        return f"{self.table.type_name if self.table else ''}.{shorten(self.sentence, 500)}"


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


def entered(snapshot: Snapshot, record_type: type[R]) -> list[R]:
    """The records of a type without the blank rows that somebody has only just begun."""
    return cast("list[R]", snapshot.table(record_type).once(_not_blank))


def _not_blank(table: Table) -> list[Record]:
    return [record for record in table.ordered if not record.blank]


_PASSED = Check(None)


def passed() -> Check:
    """A check that passed: it only counts, so one and the same serves them all."""
    return _PASSED


def check(
    record: Record | None,
    ok: object,
    sentence: str,
    field: Field[Any] | None = None,
    *,
    table: type[Record] | None = None,
    **parts: str,
) -> Check:
    """A check that passed if `ok`, else says `sentence`.

    In the sentence {name} is the record's name, and `parts` are filled in by theirs. `field`
    is where the cursor goes when the finding is clicked, `table` the section in which it is
    mended where that is not the record's own.
    """
    if ok:
        return passed()
    name = called(record) if record else ""
    place = table or (type(record) if record else None)
    return Check(record, sentence.format(name=name, **parts), field.name if field else "", place)


def check_some(snapshot: Snapshot, record_type: type[Record], sentence: str) -> Check:
    """A check that at least one record of a type was entered."""
    return check(None, entered(snapshot, record_type), sentence, table=record_type)


def check_given(record: Record, sentence: str, *fields: Field[Any]) -> Check:
    """A check that all `fields` are filled; {missing} in the sentence lists those that are not."""
    missing = [field for field in fields if record.values[field.name] in ("", None)]
    if not missing:
        return passed()
    return check(record, False, sentence, missing[0], missing=labels(missing))


def labels(fields: Iterable[Field[Any]]) -> str:
    """The names of fields as a list in a sentence."""
    return ", ".join(field.label for field in fields)


def called(record: Record) -> str:
    """A record's name, short enough for a sentence."""
    return shorten(record.caption, 80)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one rule found when it ran last."""

    checks: int
    findings: list[Finding]


class Findings:
    """All findings of a workshop, brought up to date by running only what can have changed."""

    def __init__(self) -> None:
        from models import rules  # noqa: F401, PLC0415 - declares them; they import this module

        self._ordered = sorted(RULES.values(), key=_order)
        self._outcomes: dict[str, _Outcome] = {}
        self._snapshot: Snapshot | None = None
        self._ready: dict[str, float | None] = {}
        """Readiness by step since the last update; empty until somebody asks."""
        self._open: list[Finding] = []
        self._accepted: dict[Finding, AcceptedFinding] = {}
        self._counts: Counter[tuple[str, Severity]] = Counter()
        self.worst: Mapping[str, Severity] = {}
        """The most severe open finding of each record that has any, by the record's id."""

    def update(self, snapshot: Snapshot) -> None:
        """Look at `snapshot`; rules whose tables are the same objects as before do not run."""
        for _rule_done in self.updating(snapshot):
            pass

    def updating(self, snapshot: Snapshot) -> Iterator[None]:
        """`update`, pausing after each rule, for long jobs that can be cancelled."""
        stale = self._stale(snapshot)
        self._ready = {}
        for rule_ in stale:
            self._outcomes[rule_.id] = _run(rule_, snapshot)
            yield
        before, self._snapshot = self._snapshot, snapshot
        accepted = snapshot.table(AcceptedFinding)
        if stale or before is None or before.table(AcceptedFinding) is not accepted:
            self._sort_out(accepted)

    def _sort_out(self, accepted: Table) -> None:
        """Tell apart what is open and what was accepted."""
        every = [f for rule_ in self._ordered for f in self._outcomes[rule_.id].findings]
        known = accepted.once(_accepted_by_key)
        self._accepted = (
            {f: known[f.rule.id, f.about] for f in every if (f.rule.id, f.about) in known}
            if known
            else {}
        )
        self._open = [f for f in every if f not in self._accepted] if known else every
        self._counts = Counter()
        for finding in self._open:
            rule = finding.rule  # hundreds per key: a property each would cost a millisecond
            self._counts[rule.step, rule.severity] += 1
        self.worst = _worst(self._open)

    def _stale(self, snapshot: Snapshot) -> list[Rule]:
        """The rules that read a table which is another object than before."""
        known = self._snapshot
        if known is None:
            return list(RULES.values())
        changed = {t for t in TYPES.values() if known.table(t) is not snapshot.table(t)}
        return [rule_ for rule_ in RULES.values() if not changed.isdisjoint(rule_.reads)]

    @property
    def open(self) -> list[Finding]:
        """What is missing: in the order of the steps, most severe first within a step."""
        return list(self._open)

    @property
    def accepted(self) -> list[tuple[Finding, AcceptedFinding]]:
        """What is missing and was accepted so, with the reason, in the same order."""
        return list(self._accepted.items())

    def anew(self, accepted: AcceptedFinding) -> Finding | None:
        """What the rule of an accepted point finds at its place by now, where that is another
        thing than was accepted; None where it still is that, or is settled.
        """
        if accepted in self._accepted.values():
            return None
        at_place = (f for f in self._open if f.id == accepted.rule and _is_at(f, accepted.about))
        return next(at_place, None)

    def count(self, step: str, severity: Severity) -> int:
        """How many findings of a severity are open in a step."""
        return self._counts[step, severity]

    def of_step(self, step: str) -> list[Finding]:
        """The open findings of one step, most severe first."""
        return [finding for finding in self._open if finding.rule.step == step]

    def readiness(self, step: str = "") -> float | None:
        """How ready a step is, 0 to 100: the share of what was checked that passes.

        Each rule counts once, however many records it looks at, a must three times as much
        as a should; hints and what was accepted do not count. None where nothing but blank
        rows has been entered.
        Without a step: the mean of all steps, in which one that was not begun is not ready,
        so that leaving out the difficult ones does not help.
        """
        if not self._ready:
            shares = self._shares()
            self._ready = {known: shares[known] if self._begun(known) else None for known in BY_ID}
        if step:
            return self._ready[step]
        begun = [share for share in self._ready.values() if share is not None]
        return sum(begun) / len(BY_ID) if begun else None

    def _shares(self) -> dict[str, float]:
        """By step, the share of what was checked that passes."""
        accepted = Counter(finding.rule.id for finding in self._accepted)
        total, good = dict.fromkeys(BY_ID, 0.0), dict.fromkeys(BY_ID, 0.0)
        for id_, outcome in self._outcomes.items():
            checks = outcome.checks - accepted[id_]
            if checks:
                rule_ = RULES[id_]
                weight = _WEIGHTS[rule_.severity]
                total[rule_.step] += weight
                good[rule_.step] += weight * (outcome.checks - len(outcome.findings)) / checks
        return {step: good[step] / total[step] * 100 if total[step] else 100.0 for step in BY_ID}

    def _begun(self, step: str) -> bool:
        return self._snapshot is not None and any(
            not record.blank
            for section in BY_ID[step].sections
            for record in self._snapshot.all(section.record_type)
        )


def _is_at(finding: Finding, about: str) -> bool:
    """Whether a finding is about the record of `about`, or the table where it had none."""
    places = [finding.table.type_name if finding.table else ""]
    if finding.record is not None:
        places.append(finding.record.id)
    return any(about.startswith(f"{place}.") for place in places)


def _run(rule_: Rule, snapshot: Snapshot) -> _Outcome:
    checks = list(rule_.function(snapshot))
    findings = [
        Finding(rule_, check_.sentence, check_.record, check_.field, check_.table)
        for check_ in checks
        if check_.sentence
    ]
    return _Outcome(len(checks), findings)


def _accepted_by_key(table: Table) -> dict[tuple[str, str], AcceptedFinding]:
    records = cast("tuple[AcceptedFinding, ...]", table.ordered)
    return {(record.rule, record.about): record for record in records}


def _worst(findings: list[Finding]) -> dict[str, Severity]:
    ranks = {severity: number for number, severity in enumerate(Severity)}
    found: dict[str, Severity] = {}
    for finding in findings:
        if finding.record is not None:
            id_, severity = finding.record.id, finding.rule.severity
            if id_ not in found or ranks[severity] < ranks[found[id_]]:
                found[id_] = severity
    return found


def _order(rule_: Rule) -> tuple[int, int]:
    return list(BY_ID).index(rule_.step), list(Severity).index(rule_.severity)


def findings_of(snapshot: Snapshot) -> list[Finding]:
    """The open findings of a snapshot, for documents and the command line."""
    findings = Findings()
    findings.update(snapshot)
    return findings.open
