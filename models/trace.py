"""Traceability: from what is promised to who decides, with the places where the chain breaks.

Four chains: value target → KPI → baseline → condition → decider; cost line → payer;
requirement → owner → gate; group → training → wave. A row is one way through a chain; where
nothing follows, its cell says what is missing, and `graded` how much the findings make of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from models.checks import Severity
from models.costs import ends, payer_fields
from models.display import text_of
from models.fields import Field
from models.findings import Finding, Findings
from models.i18n import N_, _
from models.record import Record
from models.records import (
    Condition,
    CostLine,
    GateDecision,
    Group,
    Kpi,
    Requirement,
    Training,
    ValueTarget,
    Wave,
)
from models.snapshot import Snapshot
from models.wording import amount_text


class Cell(NamedTuple):
    """One link of a chain: what it says, where it leads, and whether something is missing.

    `asked` are the ids of the rules that ask for what is missing, about the record `about` or
    about none; `severity` is how much weight they give to it, None where none of them does.
    """

    text: str
    record: Record | None = None
    field: str = ""
    missing: bool = False
    asked: tuple[str, ...] = ()
    about: str = ""
    severity: Severity | None = None


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """One kind of chain with all its rows; as many cells in each row as there are heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    figures: tuple[int, ...] = ()
    """Places of the columns that hold figures."""
    summed: bool = False
    """Whether the last row adds up the others."""

    @property
    def broken(self) -> int:
        """Rows in which something is missing."""
        return sum(any(cell.missing for cell in row) for row in self.rows)


def chains(snapshot: Snapshot) -> list[Chain]:
    """The four chains; one that has no row yet is there as well."""
    return [_values(snapshot), _costs(snapshot), _requirements(snapshot), _groups(snapshot)]


def graded(found: Iterable[Chain], findings: Findings) -> list[Chain]:
    """The chains with each gap as the findings weigh it; what was accepted is no gap."""
    weights: dict[tuple[str, str], Severity] = {}
    for finding in findings.open:
        weights.setdefault(_key(finding), finding.severity)
    accepted = {_key(finding) for finding, _record in findings.accepted}

    def grade(cell: Cell) -> Cell:
        keys = [(rule, about) for rule in cell.asked for about in (cell.about, "")]
        known = [weights[key] for key in keys if key in weights]
        if cell.missing and not known and not accepted.isdisjoint(keys):
            return cell._replace(text=_("{text}, accepted").format(text=cell.text), missing=False)
        return cell._replace(severity=known[0]) if cell.missing and known else cell

    return [
        replace(chain, rows=tuple(tuple(map(grade, row)) for row in chain.rows)) for chain in found
    ]


def _key(finding: Finding) -> tuple[str, str]:
    return finding.id, finding.record.id if finding.record is not None else ""


def _named(record: Record, field: str = "") -> Cell:
    return Cell(record.caption, record, field)


def _missing(
    text: str, at: Record, field: Field[Any] | None = None, *asked: str, about: Record | None = None
) -> Cell:
    name = field.name if field else ""
    return Cell(text, at, name, missing=True, asked=asked, about=(about or at).id)


def _heads(*texts: str) -> tuple[str, ...]:
    return tuple(_(text) for text in texts)


def _values(s: Snapshot) -> Chain:
    heads = _heads(N_("Value target"), N_("KPI"), N_("Today"), N_("Condition"), N_("Decides"))
    return Chain(_("From value to decision"), heads, tuple(_value_rows(s)))


def _value_rows(s: Snapshot) -> Iterator[Row]:
    proofs, decider = s.grouped(Kpi.value_target), _decider(s)
    for target in s.all(ValueTarget):
        kpis: Sequence[Kpi] = proofs.get(target.id, ())
        for kpi in kpis:
            yield from _kpi_rows(s, _named(target), kpi, decider)
        if not kpis:
            gap = _missing(_("no KPI"), target, None, "measures.proof", "measures.some")
            yield _named(target), gap, Cell("–"), Cell("–"), Cell("–")
    for kpi in s.all(Kpi):
        if not s.linked(Kpi.value_target, kpi):
            start = _guards(s, kpi) or _missing(
                _("proves no value target"), kpi, Kpi.value_target, "measures.purpose"
            )
            yield from _kpi_rows(s, start, kpi, decider)
    for condition in s.all(Condition):
        if not s.linked(Condition.kpi, condition):
            start = _missing(_("no KPI"), condition, Condition.kpi, "gate.kpi", "measures.some")
            if condition.comparison == "holds":
                start = Cell("–")
            yield Cell("–"), start, Cell("–"), _named(condition), decider


def _kpi_rows(s: Snapshot, start: Cell, kpi: Kpi, decider: Cell) -> Iterator[Row]:
    today = (
        Cell(amount_text(s, kpi.baseline, kpi.unit), kpi, Kpi.baseline.name)
        if kpi.baseline is not None
        else _missing(_("not measured"), kpi, Kpi.baseline, "measures.baseline")
    )
    conditions: Sequence[Condition] = s.grouped(Condition.kpi).get(kpi.id, ())
    for condition in conditions:
        yield start, _named(kpi), today, _named(condition), decider
    if not conditions:
        target = s.linked(Kpi.value_target, kpi)
        rules = ("gate.targets", "gate.some")
        gap = _missing(_("no condition"), kpi, None, *rules, about=target)
        yield start, _named(kpi), today, gap, Cell("–")


def _guards(s: Snapshot, kpi: Kpi) -> Cell | None:
    """A figure that must not get worse proves nothing, and need not."""
    guarded: Sequence[Kpi] = s.grouped(Kpi.guard).get(kpi.id, ())
    if not guarded:
        return None
    return Cell(_("guards {name}").format(name=guarded[0].caption), guarded[0], Kpi.guard.name)


def _decider(s: Snapshot) -> Cell:
    decision, field = s.one(GateDecision), GateDecision.decider
    name = s.name_of(field, decision)
    if not name:
        return _missing(_("nobody yet"), decision, field, "gate.decider")
    return Cell(name, decision, field.name)


def _costs(s: Snapshot) -> Chain:
    heads = _heads(N_("Cost"), N_("A year"), N_("Paid by"), N_("Paid from"))
    rows = []
    for line in s.all(CostLine):
        if line.zero_because and line.year is None:
            continue
        rows.append(
            (
                _named(line),
                _amount(s, line),
                _payer(s, line, CostLine.payer, _("nobody yet")),
                _payer(s, line, CostLine.funding, _("not said")),
            )
        )
    return Chain(_("From cost to payer"), heads, tuple(rows), figures=(1,))


def _amount(s: Snapshot, line: CostLine) -> Cell:
    if line.year is not None:
        return Cell(text_of(s, line, CostLine.year), line, CostLine.year.name)
    if line.one_off is not None:
        once = text_of(s, line, CostLine.one_off)
        return Cell(_("{amount} once").format(amount=once), line, CostLine.one_off.name)
    return _missing(_("no amount"), line, CostLine.year, "cost.amount")


def _payer(s: Snapshot, line: CostLine, field: Field[str], none: str) -> Cell:
    """Who pays, or from what; a budget that ends is as good as none."""
    text = text_of(s, line, field)
    if text and field is CostLine.funding and ends(line):
        return _missing(text, line, field, "cost.funding")
    if not text and field in payer_fields(line):
        return _missing(none, line, field, "cost.payer")
    return Cell(text or "–", line, field.name)


def _requirements(s: Snapshot) -> Chain:
    heads = _heads(N_("Requirement"), N_("Owner"), N_("Due"), N_("At the gate"))
    rows = []
    for requirement in s.all(Requirement):
        if requirement.applies == "no":
            continue
        owner = s.name_of(Requirement.owner, requirement)
        due = text_of(s, requirement, Requirement.due_on) or text_of(
            s, requirement, Requirement.due
        )
        rows.append(
            (
                _named(requirement),
                Cell(owner, requirement, Requirement.owner.name)
                if owner
                else _missing(_("nobody yet"), requirement, Requirement.owner, "governance.owner"),
                Cell(due, requirement, Requirement.due.name)
                if due
                else _missing(_("no date"), requirement, Requirement.due, "governance.due"),
                _at_the_gate(requirement),
            )
        )
    return Chain(_("From requirement to owner"), heads, tuple(rows))


def _at_the_gate(requirement: Requirement) -> Cell:
    if requirement.status == "met":
        text = _("met")
    elif requirement.blocks is None:
        return _missing(_("not said whether it blocks"), requirement, Requirement.blocks)
    else:
        text = _("blocks go-live") if requirement.blocks else _("does not block")
    return Cell(text, requirement, Requirement.blocks.name)


def _groups(s: Snapshot) -> Chain:
    heads = _heads(N_("Group"), N_("People"), N_("Training"), N_("Wave"))
    trainings, waves = s.grouped(Training.group), s.grouped(Wave.group)
    rows = []
    for group in s.all(Group):
        people = text_of(s, group, Group.in_production)
        if group.in_production == 0:
            continue
        rows.append(
            (
                _named(group),
                Cell(people, group, Group.in_production.name)
                if people
                else _missing(_("how many?"), group, Group.in_production, "frame.group-size"),
                _all_of(trainings.get(group.id, ()), _("no training"), group, "change.trained"),
                _all_of(waves.get(group.id, ()), _("no wave"), group, "change.reach"),
            )
        )
    return Chain(_("From group to wave"), heads, tuple(rows), figures=(1,))


def _all_of(records: Sequence[Record], none: str, group: Group, rule: str) -> Cell:
    if not records:
        return _missing(none, group, None, rule)
    return Cell(", ".join(record.caption for record in records), records[0])
