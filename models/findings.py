"""Findings: what is still missing, checked live across all steps.

What passed counts too, because readiness is the share of applicable checks that pass; a workshop
in which nothing was asked yet has no readiness rather than zero. "There is none yet" is shown
from the beginning all the same: it is what comes next, not a bad mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypeVar, cast

from models.checks import RULES, WEIGHTS, Check, Each, Rule, Severity
from models.record import TYPES, Record
from models.records import AcceptedFinding
from models.snapshot import Snapshot, Table
from models.steps import BY_ID
from models.text import shorten

R = TypeVar("R", bound=Record)


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


class _Outcome(NamedTuple):
    """What one rule found when it ran last."""

    checks: int
    findings: list[Finding]


class Findings:
    """All findings of a workshop, brought up to date by running only what can have changed."""

    def __init__(self) -> None:
        self._outcomes: dict[str, _Outcome] = {}
        self._snapshot: Snapshot | None = None
        self._ready: dict[str, float | None] = {}
        """Readiness by step since the last update; empty until somebody asks."""
        self._open: list[Finding] = []
        self._accepted: dict[Finding, AcceptedFinding] = {}
        self._counts: Counter[tuple[str, Severity]] = Counter()
        self.worst: Mapping[str, Severity] = {}
        """The most severe open finding of each record that has any, by the record's id."""

    @cached_property
    def _ordered(self) -> list[Rule]:
        """All rules, in the order in which their findings are shown.

        They are loaded for the first look: a window is painted before that.
        """
        from models import rules  # noqa: F401, PLC0415 - declares them

        return sorted(RULES.values(), key=_order)

    @property
    def looked(self) -> bool:
        """Whether a workshop was looked at yet; before that nobody knows what is open."""
        return self._snapshot is not None

    def update(self, snapshot: Snapshot) -> None:
        """Look at `snapshot`; rules whose tables are the same objects as before do not run."""
        for _rule_done in self.updating(snapshot):
            pass

    def updating(self, snapshot: Snapshot) -> Iterator[None]:
        """`update`, pausing after each rule, for long jobs that can be cancelled."""
        changed = self._changed(snapshot)
        stale = [rule_ for rule_ in self._ordered if not changed.isdisjoint(rule_.reads)]
        self._ready = {}
        outcomes = dict(self._outcomes)
        for rule_ in stale:
            followed = self._followed(rule_, snapshot, changed)
            outcomes[rule_.id] = followed or _run(rule_, snapshot)
            yield
        self._outcomes = outcomes  # at the end: whoever stops halfway can begin again
        before, self._snapshot = self._snapshot, snapshot
        accepted = snapshot.table(AcceptedFinding)
        if stale or before is None or before.table(AcceptedFinding) is not accepted:
            self._sort_out(accepted)

    def _sort_out(self, accepted: Table) -> None:
        """Tell apart what is open and what was accepted."""
        found = [(rule_, self._outcomes[rule_.id].findings) for rule_ in self._ordered]
        self._accepted = {}
        if known := accepted.once(_accepted_by_key):
            every = [f for _rule, findings in found for f in findings]
            self._accepted = {
                f: known[f.rule.id, f.about] for f in every if (f.rule.id, f.about) in known
            }
            found = [
                (rule_, [f for f in findings if f not in self._accepted])
                for rule_, findings in found
            ]
        self._open = [f for _rule, findings in found for f in findings]
        self._counts = Counter()
        for rule_, findings in found:
            self._counts[rule_.step, rule_.severity] += len(findings)
        self.worst = _worst(found)

    def _changed(self, snapshot: Snapshot) -> set[type[Record]]:
        """The types of which the table is another object than before."""
        known = self._snapshot
        if known is None:
            return set(TYPES.values())
        return {t for t in TYPES.values() if known.table(t) is not snapshot.table(t)}

    def _followed(
        self, rule_: Rule, snapshot: Snapshot, changed: set[type[Record]]
    ) -> _Outcome | None:
        """The outcome of a rule after a change of few records, by looking at those alone: what it
        said of them before goes, what it says of them now comes. None where that cannot be done.
        """
        before, each = self._snapshot, rule_.each
        if before is None or each is None or not (changed & rule_.reads) <= each.types:
            return None
        ids = _touched(each, before, snapshot)
        if ids is None:
            return None
        was = list(each.look(before, _records(before, each.record_type, ids)))
        now = list(each.look(snapshot, _records(snapshot, each.record_type, ids)))
        known = self._outcomes[rule_.id]
        kept = [f for f in known.findings if f.record is not None and f.record.id not in ids]
        if new := _findings(rule_, now):
            kept = sorted(kept + new, key=_place)
        return _Outcome(known.checks - len(was) + len(now), kept)

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
                weight = WEIGHTS[rule_.severity]
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
    return _Outcome(len(checks), _findings(rule_, checks))


def _findings(rule_: Rule, checks: list[Check]) -> list[Finding]:
    return [
        Finding(rule_, check_.sentence, check_.record, check_.field, check_.table)
        for check_ in checks
        if check_.sentence
    ]


def _touched(each: Each, before: Snapshot, now: Snapshot) -> set[str] | None:
    """The records that a rule has to look at again; None where a change was not a small one."""
    ids: set[str] = set()
    for record_type in each.types:
        old, new = before.table(record_type), now.table(record_type)
        touched: Collection[str] | None = () if old is new else new.since(old)
        if touched is None:
            return None
        if record_type is each.record_type:
            ids.update(touched)
        for link in each.by:
            if link.owner is record_type:
                both = (table.get(id_) for id_ in touched for table in (old, new))
                ids.update(str(record.values[link.name]) for record in both if record)
    return ids


def _records(snapshot: Snapshot, record_type: type[R], ids: set[str]) -> list[R]:
    """Those of `ids` that `entered` would have, in its order."""
    table = snapshot.table(record_type)
    found = [record for id_ in ids if (record := table.get(id_)) and not record.blank]
    return cast("list[R]", sorted(found, key=attrgetter("position", "id")))


def _place(finding: Finding) -> tuple[float, str]:
    """Where the record of a finding that has one stands in its table."""
    record = cast("Record", finding.record)
    return record.position, record.id


def _accepted_by_key(table: Table) -> dict[tuple[str, str], AcceptedFinding]:
    records = cast("tuple[AcceptedFinding, ...]", table.ordered)
    return {(record.rule, record.about): record for record in records}


def _worst(found: list[tuple[Rule, list[Finding]]]) -> dict[str, Severity]:
    worst: dict[str, Severity] = {}
    for severity in reversed(Severity):
        for rule_, findings in found:
            if rule_.severity is severity:  # whole rules at a time: this runs after each key
                ids = [f.record.id for f in findings if f.record is not None]
                worst.update(dict.fromkeys(ids, severity))
    return worst


def _order(rule_: Rule) -> tuple[int, int]:
    return list(BY_ID).index(rule_.step), list(Severity).index(rule_.severity)


def findings_of(snapshot: Snapshot) -> list[Finding]:
    """The open findings of a snapshot, for documents and the command line."""
    findings = Findings()
    findings.update(snapshot)
    return findings.open
