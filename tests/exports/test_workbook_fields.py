"""Nothing that was entered is missing from the workbook."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from exports.workbook.names import cell_name, heads, shown_fields
from models import display
from models.fields import Field, Kind
from models.raci import show_letters
from models.record import TYPES, Record
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot
from tests.builders import full_records, snapshot_of
from tests.exports.workbooks import SHOWN, column, made_of, named, opened

EVERY = [field for record_type in TYPES.values() for field in record_type.fields.values()]
IN_MATRIX = [field for field in EVERY if field.owner is Assignment]
IN_CELLS = [f for f in EVERY if not (f.private or f.technical) and f.owner is not Assignment]
LEFT_OUT = [field for field in EVERY if field.private or field.technical]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return snapshot_of(*full_records())


@pytest.fixture(scope="module")
def book(snapshot: Snapshot) -> Workbook:
    return opened(made_of(snapshot))


def test_every_type_of_record_has_a_sheet() -> None:
    assert set(SHOWN) == {
        record_type for record_type in TYPES.values() if shown_fields(record_type)
    }


@pytest.mark.parametrize("field", IN_CELLS, ids=repr)
def test_every_field_stands_in_a_cell(
    field: Field[Any], snapshot: Snapshot, book: Workbook
) -> None:
    (record,) = snapshot.all(field.owner)
    cell = named(book, cell_name(field)) if field.owner.single else column(book, field)[0]
    found = cell.value.date() if isinstance(cell.value, datetime) else cell.value
    assert found == shown(snapshot, record, field)


def shown(snapshot: Snapshot, record: Record, field: Field[Any]) -> str | float | date:
    """What a reader expects: numbers and days as such, everything else as it is read."""
    value = record.values[field.name]
    if field.kind.numeric or field.kind is Kind.DATE:
        assert isinstance(value, float | int | date)
        return value
    text = display.text_of(snapshot, record, field)
    assert text
    return text


def test_the_matrix_holds_every_field_of_its_cells(snapshot: Snapshot, book: Workbook) -> None:
    (cell,) = snapshot.all(Assignment)
    expected = {
        Assignment.activity: snapshot.name_of(Assignment.activity, cell),
        Assignment.role: snapshot.name_of(Assignment.role, cell),
        Assignment.letters: show_letters(cell.letters),
    }
    assert list(expected) == IN_MATRIX
    found = {value for row in book["RACI"].values for value in row}
    assert set(expected.values()) <= found
    assert snapshot.all(Activity)
    assert snapshot.all(Role)


def test_what_nobody_else_may_read_has_no_place(book: Workbook) -> None:
    assert LEFT_OUT
    for field in LEFT_OUT:
        if field.owner.single:
            assert cell_name(field) not in book.defined_names
        else:
            assert field.name not in heads(field.owner)
