"""What a published pilot says, fact by fact, and whether a workshop has a field for each.

This does not ask how the case was entered (`tests.pilot_case`): it looks for each fact in the
field that is made for it, and then anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from models.display import text_of
from models.fields import Field
from models.record import Record
from models.records import (
    Activity,
    Condition,
    CostLine,
    Decision,
    Group,
    Kpi,
    Ownership,
    ParkedPoint,
    Pilot,
    Requirement,
    Risk,
    Role,
    ScaleChange,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from tests.pilot_case import COLUMNS, number_in, results, said
from tests.pilot_reading import READINGS, Case


class Fact(NamedTuple):
    """One thing that was published, and the field that is made for it."""

    about: str
    value: str
    home: Any
    """A Field (mypy takes one in a class for a descriptor); None where there is none for it."""
    row: str = ""
    """Caption of the record that must hold it; any record of the type where it is empty."""
    words: Any = ParkedPoint.remark
    """The Field in which it stands in words when it does not fit its own, or has none."""


def facts(case: Case) -> list[Fact]:
    """Everything that a case says, apart from its own bookkeeping."""
    return [
        Fact("Client", case["organisation"], WorkshopInfo.client),
        Fact("Initiative", case["title"], WorkshopInfo.initiative),
        Fact("Jurisdiction", case["country"], WorkshopInfo.jurisdiction),
        Fact("Sector", case["sector"], WorkshopInfo.sector),
        *_pilot(case),
        *_with_note("Sponsor", case["sponsor"], WorkshopInfo.sponsor),
        *_with_note("Production owner", case["production_owner"], Ownership.owner),
        *(fact for metric in case["metrics"] for fact in _metric(metric)),
        *(fact for cost in case["costs"] for fact in _cost(cost)),
        *(fact for row in case["stakeholders"] for fact in _stakeholder(row)),
        *(fact for row in case["governance"] for fact in _requirement(row)),
        *_change(case),
        *(fact for row in case["go_no_go"] for fact in _condition(row)),
        *_decision(case["decision"]),
        *(Fact("Doubt about the data", text, ParkedPoint.what) for text in case["data_quality"]),
        *(Fact("Source", where, ParkedPoint.remark) for where in case["sources"].values()),
    ]


def _with_note(
    about: str,
    node: Case,
    home: Field[Any],
    *,
    note: Field[Any] | None = None,
    row: str = "",
) -> Iterator[Fact]:
    """A value and the note on it; where there is no field for a note, it is parked."""
    if node["value"] is not None:
        yield Fact(about, said(node), home, row, ParkedPoint.what)
    if node.get("note"):
        yield Fact(f"{about}{NOTE}", node["note"], note, row)


NOTE = ", note"
"""How the name of a fact ends that is a sentence about another one."""


def _pilot(case: Case) -> Iterator[Fact]:
    pilot = case["pilot"]
    yield Fact("Initiative", pilot["name"], WorkshopInfo.initiative)
    yield Fact("Use case", pilot["use_case"], UseCase.in_scope)
    yield from _with_note("Pilot starts", pilot["start"], Pilot.start)
    yield from _with_note("Pilot ends", pilot["end"], Pilot.end)
    counted = bool(READINGS[case["case_id"]].counted)
    now, then = ScaleChange.in_pilot, ScaleChange.in_production
    in_pilot, in_production = (now, then) if counted else (Group.in_pilot, Group.in_production)
    yield from _with_note("In the pilot", pilot["users_in_pilot"], in_pilot, note=now)
    yield from _with_note("In production", pilot["users_in_production"], in_production, note=then)
    yield from _with_note("Selection", pilot["selection"], Pilot.representative)


def _metric(metric: Case) -> Iterator[Fact]:
    for name, result in results(metric):
        yield Fact("KPI", name, Kpi.name, name)
        yield Fact("Unit", metric["unit"], Kpi.unit, name)
        before, target = metric["baseline"], metric["target"]
        yield from _with_note("Today", before, Kpi.baseline, note=Kpi.baseline_from, row=name)
        yield from _with_note("Target", target, Kpi.target, note=Kpi.remark, row=name)
        if result:
            home = Kpi.result if result == number_in(result) else Kpi.remark
            yield Fact("Result", result, home, name)
        if note := metric["actual"].get("note"):
            yield Fact(f"Result{NOTE}", note, Kpi.result_from, name)
        if "measured_by" in metric:
            yield Fact("Measured by", metric["measured_by"], Kpi.result_from, name)


AMOUNTS: tuple[Field[Any], ...] = (CostLine.pilot, CostLine.one_off, CostLine.year)


def _cost(cost: Case) -> Iterator[Fact]:
    line, benefit = cost["line"], cost["phase"] == "benefit"
    words: Field[Any] = ValueTarget.remark if benefit else CostLine.basis
    yield Fact("Cost", line, ValueTarget.what if benefit else CostLine.what, line)
    for key in ("currency", "period", "phase"):
        yield Fact(key.capitalize(), cost[key], words, line)
    yield from _with_note("Amount", cost["amount"], _amount(cost, words), note=words, row=line)


def _amount(cost: Case, words: Field[Any]) -> Field[Any]:
    """The field of an amount; the price of one use is part of how an amount is made up."""
    if isinstance(cost["amount"]["value"], str):
        return words
    if cost["phase"] == "benefit":
        return ValueTarget.money_year
    return AMOUNTS[COLUMNS[cost["phase"], cost["period"]]]


def _stakeholder(row: Case) -> Iterator[Fact]:
    yield Fact("Role", row["role"], Role.name, row["role"])
    yield Fact("Does", row["does"], Activity.remark)


def _requirement(row: Case) -> Iterator[Fact]:
    if row["area"] == "risk":  # the kind of record says so
        yield Fact("Risk", row["requirement"], Risk.what)
        return
    yield Fact("Requirement", row["requirement"], Requirement.what)
    yield Fact("Area", row["area"], Requirement.source)


def _change(case: Case) -> Iterator[Fact]:
    kinds = READINGS[case["case_id"]].change
    for row, kind in zip(case["change_plan"], kinds, strict=True):
        yield Fact("Change", row["action"], kind.fields[kind.label_field])


def _condition(row: Case) -> Iterator[Fact]:
    yield Fact("Condition", row["criterion"], Condition.what, row["criterion"])
    yield Fact("Threshold", row["threshold"], Condition.evidence, row["criterion"])
    number, _, unit = row["threshold"].lstrip(">= ").partition(" ")
    if number.isdigit():
        yield Fact("Threshold as a number", number, Condition.threshold, row["criterion"])
        yield Fact("Unit of the threshold", unit, Condition.unit, row["criterion"])
        if "=" not in row["threshold"]:
            about = "More than, not at least"
            yield Fact(about, f"> {number}", None, row["criterion"], Condition.evidence)


def _decision(decision: Case) -> Iterator[Fact]:
    known = decision["status"] != "not_published"
    words = Decision.reason if known else ParkedPoint.what
    yield Fact("Decision", decision["outcome"], Decision.what if known else None, "", words)
    if "date" in decision:
        yield Fact("Decided on", decision["date"], Decision.decided_on, "", words)
    if "note" in decision:
        yield Fact(f"Decision{NOTE}", decision["note"], Decision.reason if known else None)


def without_field(snapshot: Snapshot, case: Case) -> list[Fact]:
    """The facts that are not in a field of their own, in the order of the case."""
    return [fact for fact in facts(case) if not is_in(snapshot, fact, fact.home)]


def is_in(snapshot: Snapshot, fact: Fact, field: Field[Any] | None) -> bool:
    """Whether a field holds a fact, in the record that it is about."""
    return field is not None and any(
        _holds(snapshot, record, field, fact.value)
        for record in snapshot.all(field.owner)
        if field.owner is ParkedPoint or fact.row in ("", record.caption)
    )


def _holds(snapshot: Snapshot, record: Record, field: Field[Any], said: str) -> bool:
    value = record.values[field.name]
    if field.kind.numeric:
        return value is not None and str(value) in (said, f"{said}.0")
    if isinstance(value, date):
        return value.isoformat() == said
    return bool(solid(said)) and solid(said) in solid(text_of(snapshot, record, field))


BOOKKEEPING = frozenset(
    {"case_id", "value_status_counts", "sources", "status", "source", "better", "raci"}
)
"""Keys that say how a case was put together, and those whose values `test_pilots` looks at."""


def leaves(node: Any) -> Iterator[str]:
    """Every value in a case but its bookkeeping, read without knowing what it means."""
    if isinstance(node, dict):
        for key, item in node.items():
            if key not in BOOKKEEPING:
                yield from leaves(item)
    elif isinstance(node, list):
        for item in node:
            yield from leaves(item)
    elif node is not None:
        yield str(node)


def solid(text: str) -> str:
    """A text without white space: documents break lines where they like."""
    return "".join(text.split())
