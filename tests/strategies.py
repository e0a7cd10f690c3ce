"""Random records and workshops for hypothesis, drawn from the declarations themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from models import records as r
from models.fields import Field, Kind, Value
from models.record import TYPES, Record
from models.snapshot import Snapshot
from tests import builders

Ids = Mapping[str, Sequence[str]]
"""Ids that links may point to, by type name."""

LOCALES = [choice.value for choice in TYPES["workshop"].fields["language"].choices]

texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "=1+1", "R&D <b>", "Ångström", "日本語", "{name}", "a\nb\tc", "“quoted”", "👩‍👩‍👧"]
    ),
)


def values(field: Field[Any], ids: Ids | None = None) -> st.SearchStrategy[Value]:
    """Any value that a field can hold, as it is stored."""
    return _raw(field, ids or {}).map(field.check)


def _raw(field: Field[Any], ids: Ids) -> st.SearchStrategy[Any]:
    kind = field.kind
    if kind in (Kind.LINE, Kind.TEXT):
        return texts
    if kind is Kind.CHOICE:
        return st.sampled_from(["", *(choice.value for choice in field.choices)])
    if kind is Kind.LINK:
        return st.sampled_from(["", *ids.get(field.target, ())])
    if kind is Kind.DATE:
        return st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31))
    if kind is Kind.YES_NO:
        return st.sampled_from([None, True, False])
    return st.none() | numbers(field)


def numbers(field: Field[Any]) -> st.SearchStrategy[float]:
    """Numbers within the bounds of a field, as people enter them: up to six decimals."""
    low, high = max(field.minimum or 0, -1e9), field.maximum or 1e12
    if field.kind in (Kind.COUNT, Kind.YEAR):
        return st.integers(int(low), int(high))
    span = int(min(high - low, 1e9) * 1_000_000)
    exact = st.integers(0, span).map(lambda n: low + n / 1_000_000)
    return st.one_of(exact, st.integers(int(low), int(min(high, 1e9))).map(float))


def values_of(
    record_type: type[Record], ids: Ids | None = None
) -> st.SearchStrategy[dict[str, Value]]:
    """Values for some fields of a type."""
    one_by_one = {name: values(field, ids) for name, field in record_type.fields.items()}
    return st.fixed_dictionaries({}, optional=one_by_one)


record_types = st.sampled_from(list(TYPES.values()))


@st.composite
def records(draw: st.DrawFn, *, most: int = 6) -> list[Record]:
    """Some records of some types, whose links point to one another."""
    blank = [record_type.new() for record_type in draw(st.lists(record_types, max_size=most))]
    unique = list({(type(r), r.id): r for r in blank}.values())
    ids = ids_of(unique)
    return [record.replace(**draw(values_of(type(record), ids))) for record in unique]


def ids_of(known: Sequence[Record]) -> Ids:
    """The ids of records by type name."""
    found: dict[str, list[str]] = {}
    for record in known:
        found.setdefault(record.type_name, []).append(record.id)
    return found


@st.composite
def edited(draw: st.DrawFn, snapshot: Snapshot) -> Snapshot:
    """The workshop after one record was added, changed or removed."""
    record_type = draw(record_types)
    ids = {name: list(snapshot.table(known)) for name, known in TYPES.items()}
    there = snapshot.all(record_type)
    record = draw(st.sampled_from(there)) if there else record_type.new(1.0)
    what = draw(st.sampled_from(["add", "change", "remove"]))
    if what == "remove" and there:
        return builders.without_record(snapshot, record)
    if what == "add" and not record_type.single:
        record = record_type.new(len(there) + 1.0)
    changed = record.replace(**draw(values_of(record_type, ids)))
    return builders.with_record(snapshot, changed)


def likely(field: Field[Any], ids: Ids | None = None) -> st.SearchStrategy[Value]:
    """Values as they meet in figures: mostly given, numbers often near one another, days near.

    Text is all the same: no figure is made of it.
    """
    if field.kind in (Kind.LINE, Kind.TEXT):
        return st.sampled_from(["", "x"])
    if field.kind is Kind.DATE:
        return st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1))
    if not field.kind.numeric:
        return values(field, ids)
    low = int(max(field.minimum or 0, -12))
    near = st.integers(low, min(low + 24, int(field.maximum or 1e9))).map(field.check)
    any_ = numbers(field).map(field.check)
    return st.one_of(near, any_, any_, st.none())  # a figure needs several at once


_HOW_MANY: dict[type[Record], int] = {
    r.ValueTarget: 20,
    r.CostLine: 20,
    r.Requirement: 12,
    r.Condition: 12,
    r.Kpi: 10,
    r.Role: 8,
    r.Training: 8,
    r.Claim: 8,
    r.RehearsalCard: 8,
}
_NAMED = (r.Person, r.Group, r.ValueTarget, r.Claim, r.Kpi, r.Procedure)
"""Types that figures of the workbook find by name, and by hidden id where names are shared."""
_READ = (
    *(r.Person, r.Group, r.ValueTarget, r.Claim, r.CostLine, r.CostBasis, r.Kpi, r.Condition),
    *(r.Role, r.Training, r.Requirement, r.RehearsalCard, r.Pilot, r.EarlierPilot, r.Wave),
    *(r.AgendaBlock, r.DataSource, r.Procedure, r.KnowledgeItem),
)
"""Every type that a figure is made of, those first that others point to."""
_ENDS = st.dates(date(2026, 1, 1), date(2027, 1, 1))


@st.composite
def calculable(draw: st.DrawFn) -> Snapshot:
    """Workshops with many records of every type that a figure reads; any input may be missing."""
    made: list[Record] = []
    ids: dict[str, list[str]] = {}
    for record_type in _READ:
        for number in range(1 if record_type.single else _HOW_MANY.get(record_type, 6)):
            fields = record_type.fields
            record = record_type.new(
                **{name: draw(likely(field, ids)) for name, field in fields.items()}
            )
            if record_type in _NAMED:
                names = st.sampled_from([f"{record_type.type_name} {number} *?~", "Shared", ""])
                record = record.replace(**{record_type.label_field: draw(names)})
            elif record_type is r.Pilot:  # two random days are seldom in order
                record = record.replace(start=date(2026, 1, 5), end=draw(_ENDS))
            made.append(record)
            ids.setdefault(record.type_name, []).append(record.id)
    return builders.snapshot_of(*made)
