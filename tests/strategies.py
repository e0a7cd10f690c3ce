"""Random records and workshops for hypothesis, drawn from the declarations themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

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
    low, high = field.minimum or 0, field.maximum or 1e12
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
