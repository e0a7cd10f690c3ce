"""The RACI sheet comes back: letters by activity and role."""

from __future__ import annotations

from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.incoming.proposal import Sort
from models.raci import grid
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot
from tests.builders import with_record, without_record
from tests.models.incoming.books import (
    Edit,
    activity_named,
    append,
    column,
    drop,
    head_row,
    only,
    proposed,
    raci,
    role_named,
    small,
    told,
    written,
)


def letter(before: Snapshot, activity: str, role: str) -> Assignment:
    key = activity_named(before, activity).id, role_named(before, role).id
    return grid(before).cells[key]


def set_letter(activity: str, role: str, text: str | None) -> Edit:
    def edit(book: Workbook) -> None:
        raci(book, activity, role).value = text

    return edit


def test_letters_are_read_cell_by_cell(tmp_path: Path) -> None:
    before = small()
    edits = (
        set_letter("Watch quality", "Owner", "a"),
        set_letter("Watch quality", "Operations", None),
        set_letter("Answer incidents", "Owner", "A / C"),
    )
    proposal = proposed(written(before, *edits), before, tmp_path)
    assert told(proposal) == [
        ("changed", "Watch quality: Owner", "A/R", "A"),
        ("changed", "Watch quality: Operations", "C", ""),
        ("changed", "Answer incidents: Owner", "", "A/C"),
    ]


def test_what_is_no_letter_is_named(tmp_path: Path) -> None:
    before = small()
    edit = set_letter("Watch quality", "Owner", "boss")
    item = only(proposed(written(before, edit), before, tmp_path))
    assert (item.sort, item.offered, item.place.sheet) == (Sort.DOUBTFUL, False, "RACI")
    assert "“boss”" in item.note


def test_a_letter_changed_on_both_sides_is_a_conflict(tmp_path: Path) -> None:
    before = small()
    now = with_record(before, letter(before, "Watch quality", "Owner").replace(None, letters="I"))
    data = written(before, set_letter("Watch quality", "Owner", "R"))
    item = only(proposed(data, now, tmp_path))
    assert (item.sort, item.before, item.after, item.ticked) == (Sort.CONFLICT, "I", "R", False)


def test_letters_set_here_since_stay(tmp_path: Path) -> None:
    before = small()
    now = without_record(before, letter(before, "Watch quality", "Owner"))
    assert proposed(written(before), now, tmp_path).items == ()


def test_a_new_row_of_the_matrix_is_an_activity_with_letters(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = book["RACI"]
        assert isinstance(page, Worksheet)
        number = page.max_row + 1
        page.cell(number, column(page, Activity.label())).value = "Train new people"
        page.cell(number, column(page, "Owner")).value = "A"

    added, changed = proposed(written(before, edit), before, tmp_path).items
    assert (added.sort, added.what) == (Sort.ADDED, "Train new people")
    assert changed.what == "Train new people: Owner"
    assert changed.record.values["activity"] == added.record.id


def test_a_row_added_on_both_sheets_is_one_activity(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = book["RACI"]
        assert isinstance(page, Worksheet)
        number = page.max_row + 1
        page.cell(number, column(page, Activity.label())).value = "Train new people"
        page.cell(number, column(page, "Owner")).value = "A"

    data = written(before, edit, append(Activity, name="Train new people"))
    added, changed = proposed(data, before, tmp_path).items
    assert added.place.sheet == "Activities"
    assert changed.record.values["activity"] == added.record.id


def test_a_name_may_be_edited_on_either_sheet(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = book["RACI"]
        assert isinstance(page, Worksheet)
        for number in range(head_row(page), page.max_row + 1):
            cell = page.cell(number, column(page, Activity.label()))
            if cell.value == "Watch quality":
                cell.value = "Watch the quality"

    item = only(proposed(written(before, edit), before, tmp_path))
    assert (item.name, item.value, item.place.sheet) == ("name", "Watch the quality", "RACI")


def test_columns_may_be_moved_renamed_added_and_deleted(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = book["RACI"]
        assert isinstance(page, Worksheet)
        page.insert_cols(3)
        page.cell(head_row(page), 3).value = "Comment"
        page.cell(head_row(page) + 1, 3).value = "R"
        page.cell(head_row(page), column(page, "Owner")).value = "Product owner"
        page.delete_cols(column(page, "Operations"))

    proposal = proposed(written(before, edit), before, tmp_path)
    assert told(proposal) == []
    said = "\n".join(map(str, proposal.left_out))
    assert "“Comment”" in said
    assert "“Operations”" in said


def test_a_column_for_a_new_role_is_read_when_the_role_is_added(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = book["RACI"]
        assert isinstance(page, Worksheet)
        page.insert_cols(5)
        page.cell(head_row(page), 5).value = "Auditor"
        page.cell(head_row(page) + 1, 5).value = "I"

    data = written(before, edit, append(Role, name="Auditor"))
    added, changed = proposed(data, before, tmp_path).items
    assert (added.sort, added.record.type_name) == (Sort.ADDED, "role")
    assert (changed.after, changed.record.values["role"]) == ("I", added.record.id)


def test_a_row_deleted_in_the_matrix_alone_takes_nothing_away(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = book["RACI"]
        assert isinstance(page, Worksheet)
        page.delete_rows(raci(book, "Watch quality", "Owner").row)

    proposal = proposed(written(before, edit), before, tmp_path)
    assert told(proposal) == []
    assert ["Watch quality" in remark.text for remark in proposal.left_out] == [True]


def test_an_activity_that_goes_says_how_many_letters_go_with_it(tmp_path: Path) -> None:
    before = small()
    activity = activity_named(before, "Watch quality")
    item = only(proposed(written(before, drop(Activity, activity.id)), before, tmp_path))
    assert item.sort is Sort.REMOVED
    assert "2 cells of the matrix" in item.note
