"""Whatever is edited in a workbook comes back as exactly that, and nothing comes back of itself."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from models.example import example_path
from models.fields import Field, Kind, Value
from models.incoming.proposal import take_over
from models.interchange import from_json
from models.record import TYPES, Record
from models.records import Group, Person, Requirement, Training, ValueTarget
from models.snapshot import Snapshot
from tests import strategies
from tests.builders import snapshot_of
from tests.exports.workbooks import made_of, needs_libreoffice, opened, recalculated
from tests.models.incoming.books import (
    Edit,
    append,
    cell,
    drop,
    proposed,
    put,
    saved,
    small,
    told,
    workshop_with,
    written,
)

LISTED: tuple[type[Record], ...] = (Person, Group, ValueTarget, Training, Requirement)
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def example() -> Snapshot:
    return snapshot_of(*from_json(example_path().read_text("utf-8")))


def shown(snapshot: Snapshot, field: Field[Any], value: Value) -> Any:
    """A value as somebody types it into its cell."""
    if field.kind is Kind.LINK:
        target = snapshot.get(TYPES[field.target], str(value))
        return target.caption if target else None
    if field.kind is Kind.CHOICE:
        return field.text_of(str(value)) or None
    if isinstance(value, bool):
        return "Yes" if value else "No"
    early = isinstance(value, date) and (value.year, value.month) < (1900, 3)
    return value.isoformat() if early and isinstance(value, date) else value


def literally(field: Field[Any], id_: str, value: Any) -> Edit:
    """Type something; text stays text, whatever it looks like."""

    def edit(book: Workbook) -> None:
        target: Any = cell(book, field, id_)
        target.value = None
        if isinstance(value, str):
            target.value = "x"
            target._value = value
        else:
            target.value = value

    return edit


@st.composite
def edits(draw: st.DrawFn) -> tuple[dict[tuple[str, str, str], Value], set[tuple[str, str]]]:
    """New values by type, id and field; and records to be taken out."""
    before = small()
    ids = strategies.ids_of([record for t in TYPES.values() for record in before.all(t)])
    changed: dict[tuple[str, str, str], Value] = {}
    for number in range(draw(st.integers(0, 8))):
        record = draw(st.sampled_from([r for t in LISTED for r in before.all(t)]))
        fields = [f for f in record.fields.values() if not (f.private or f.technical)]
        field = draw(st.sampled_from(fields))
        value = draw(strategies.values(field, ids))
        if field.name == record.label_field:
            value = f"{value} {number}".strip()  # names that links can be told by
        if not (isinstance(value, str) and ("_x" in value or value != value.strip())):
            changed[record.type_name, record.id, field.name] = value
    removable = [(t.type_name, r.id) for t in (ValueTarget, Training) for r in before.all(t)]
    return changed, draw(st.sets(st.sampled_from(removable), max_size=1))


def alike(one: Value, other: Value) -> bool:
    if isinstance(one, float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    return one == other


@FEW
@given(edits())
def test_random_edits_come_back_as_exactly_these(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: tuple[dict[tuple[str, str, str], Value], set[tuple[str, str]]],
) -> None:
    changed, removed = drawn
    before = small()
    typed = [
        literally(TYPES[kind].fields[name], id_, shown(before, TYPES[kind].fields[name], value))
        for (kind, id_, name), value in changed.items()
    ]
    typed += [drop(TYPES[kind], id_) for kind, id_ in removed]
    typed.append(append(Person, name="Somebody new", part="Decides"))
    folder = tmp_path_factory.mktemp("edited")
    proposal = proposed(written(before, *typed), before, folder)
    assert proposal.left_out == ()
    assert all(item.offered for item in proposal.items), told(proposal)
    with workshop_with(before, folder) as workshop:
        stored = workshop.snapshot
        assert take_over(workshop, proposal, range(len(proposal.items))).left_out == []
        _assert_only(workshop.snapshot, before, changed, removed)
        workshop.undo()
        assert workshop.snapshot == stored


def _assert_only(
    after: Snapshot,
    before: Snapshot,
    changed: dict[tuple[str, str, str], Value],
    removed: set[tuple[str, str]],
) -> None:
    new = {r.id: r for r in after.all(Person) if r.id not in before.table(Person)}
    assert [(p.name, p.part) for p in new.values()] == [("Somebody new", "decides")]
    for kind, record_type in TYPES.items():
        for record in before.all(record_type):
            found = after.get(record_type, record.id)
            assert (found is None) == ((kind, record.id) in removed)
            for name, value in record.values.items() if found else ():
                wanted = changed.get((kind, record.id, name), value)
                assert found is not None
                assert alike(found.values[name], wanted), (kind, record.id, name)
        extra = set(after.table(record_type)) - set(before.table(record_type)) - set(new)
        assert not extra


@settings(FEW, max_examples=5)
@given(strategies.records(most=25))
def test_a_random_workshop_comes_back_unchanged(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record]
) -> None:
    before = snapshot_of(*records)
    proposal = proposed(made_of(before), before, tmp_path_factory.mktemp("unchanged"))
    assert (told(proposal), proposal.left_out) == ([], ())


def test_the_example_comes_back_unchanged(tmp_path: Path) -> None:
    before = example()
    proposal = proposed(made_of(before), before, tmp_path)
    assert (told(proposal), proposal.left_out, proposal.warning) == ([], (), "")
    saved_again = saved(opened(made_of(before)))
    proposal = proposed(saved_again, before, tmp_path)
    assert (told(proposal), proposal.left_out) == ([], ())


@needs_libreoffice
def test_libreoffice_changes_nothing_by_saving_the_workbook(tmp_path: Path) -> None:
    before = example()
    target = before.all(ValueTarget)[0]
    book = opened(made_of(before))
    put(ValueTarget.volume, target.id, "=600*2+1")(book)
    recalculated({"edited": saved(book)}, tmp_path)
    (data,) = [path.read_bytes() for path in (tmp_path / "out").iterdir()]
    proposal = proposed(data, before, tmp_path)
    assert [(item.name, item.value) for item in proposal.items] == [("volume", 1201.0)]
    assert proposal.left_out == ()
