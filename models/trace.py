"""Traceability: from what is promised to who decides, with the places where the chain breaks.

Four chains: value target → KPI → baseline → condition → decider; cost line → payer;
requirement → owner → gate; group → training → wave. A row is one way through a chain; where
nothing follows, its cell says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.display import number, text_of
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


class Cell(NamedTuple):
    """One link of a chain: what it says, where it leads, and whether something is missing."""

    text: str
    record: Record | None = None
    field: str = ""
    missing: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """One kind of chain with all its rows; as many cells in each row as there are heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def broken(self) -> int:
        """Rows in which something is missing."""
        return sum(any(cell.missing for cell in row) for row in self.rows)


def chains(snapshot: Snapshot) -> list[Chain]:
    """The four chains; one that has no row yet is there as well."""
    return [_values(snapshot), _costs(snapshot), _requirements(snapshot), _groups(snapshot)]


def _named(record: Record, field: str = "") -> Cell:
    return Cell(record.caption, record, field)


def _missing(text: str, at: Record | None = None, field: str = "") -> Cell:
    return Cell(text, at, field, missing=True)


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
            gap = _missing(_("no KPI"), target)
            yield _named(target), gap, Cell("–"), Cell("–"), Cell("–")
    for kpi in s.all(Kpi):
        if not s.linked(Kpi.value_target, kpi):
            start = _guards(s, kpi) or _missing(
                _("proves no value target"), kpi, Kpi.value_target.name
            )
            yield from _kpi_rows(s, start, kpi, decider)
    for condition in s.all(Condition):
        if not s.linked(Condition.kpi, condition):
            measured = condition.comparison != "holds"
            start = _missing(_("no KPI"), condition, Condition.kpi.name) if measured else Cell("–")
            yield Cell("–"), start, Cell("–"), _named(condition), decider


def _kpi_rows(s: Snapshot, start: Cell, kpi: Kpi, decider: Cell) -> Iterator[Row]:
    today = (
        Cell(_with_unit(number(s, kpi.baseline, 2), kpi.unit), kpi, Kpi.baseline.name)
        if kpi.baseline is not None
        else _missing(_("not measured"), kpi, Kpi.baseline.name)
    )
    conditions: Sequence[Condition] = s.grouped(Condition.kpi).get(kpi.id, ())
    for condition in conditions:
        yield start, _named(kpi), today, _named(condition), decider
    if not conditions:
        yield start, _named(kpi), today, _missing(_("no condition"), kpi), Cell("–")


def _guards(s: Snapshot, kpi: Kpi) -> Cell | None:
    """A figure that must not get worse proves nothing, and need not."""
    guarded: Sequence[Kpi] = s.grouped(Kpi.guard).get(kpi.id, ())
    if not guarded:
        return None
    return Cell(_("guards {name}").format(name=guarded[0].caption), guarded[0], Kpi.guard.name)


def _with_unit(figure: str, unit: str) -> str:
    return f"{figure} {unit}" if unit else figure


def _decider(s: Snapshot) -> Cell:
    decision, field = s.one(GateDecision), GateDecision.decider
    name = s.name_of(field, decision)
    if not name:
        return _missing(_("nobody yet"), decision, field.name)
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
                Cell(line.payer, line, CostLine.payer.name)
                if line.payer
                else _missing(_("nobody yet"), line, CostLine.payer.name),
                _funding(s, line),
            )
        )
    return Chain(_("From cost to payer"), heads, tuple(rows))


def _amount(s: Snapshot, line: CostLine) -> Cell:
    if line.year is not None:
        return Cell(text_of(s, line, CostLine.year), line, CostLine.year.name)
    if line.one_off is not None:
        once = text_of(s, line, CostLine.one_off)
        return Cell(_("{amount} once").format(amount=once), line, CostLine.one_off.name)
    return _missing(_("no amount"), line, CostLine.year.name)


def _funding(s: Snapshot, line: CostLine) -> Cell:
    field = CostLine.funding
    text = text_of(s, line, field)
    if not text:
        return _missing(_("not said"), line, field.name)
    return Cell(text, line, field.name, missing=line.funding != "running" and bool(line.year))


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
                else _missing(_("nobody yet"), requirement, Requirement.owner.name),
                Cell(due, requirement, Requirement.due.name)
                if due
                else _missing(_("no date"), requirement, Requirement.due.name),
                _at_the_gate(requirement),
            )
        )
    return Chain(_("From requirement to owner"), heads, tuple(rows))


def _at_the_gate(requirement: Requirement) -> Cell:
    if requirement.status == "met":
        text = _("met")
    elif requirement.blocks is None:
        return _missing(_("not said whether it blocks"), requirement, Requirement.blocks.name)
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
                else _missing(_("how many?"), group, Group.in_production.name),
                _all_of(trainings.get(group.id, ()), _("no training"), group),
                _all_of(waves.get(group.id, ()), _("no wave"), group),
            )
        )
    return Chain(_("From group to wave"), heads, tuple(rows))


def _all_of(records: Sequence[Record], none: str, group: Group) -> Cell:
    if not records:
        return _missing(none, group)
    return Cell(", ".join(record.caption for record in records), records[0])
