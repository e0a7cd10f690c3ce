"""A workbook comes back: what was edited in it is proposed, cell by cell, and nothing else."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from exports.workbook.names import heads
from models.dates import format_date
from models.fields import Field, Value
from models.incoming.cells import Way, understand
from models.incoming.proposal import Item, Sort
from models.incoming.sheets import Cell
from models.records import (
    Group,
    Person,
    Pilot,
    Requirement,
    Training,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from tests.builders import snapshot_of, with_record, without_record
from tests.exports.workbooks import made_of, opened
from tests.models.incoming.books import (
    append,
    cell,
    column,
    drop,
    head_row,
    only,
    proposed,
    put,
    row,
    saved,
    sheet,
    small,
    told,
    with_records,
    written,
)

VOLUME, ADOPTION = ValueTarget.volume, ValueTarget.adoption


def target(snapshot: Snapshot, id_: str = "letters") -> ValueTarget:
    found = snapshot.get(ValueTarget, id_)
    assert found is not None
    return found


# Nothing was edited


def test_a_workbook_that_nobody_edited_proposes_nothing(tmp_path: Path) -> None:
    before = small()
    proposal = proposed(written(before), before, tmp_path)
    assert (told(proposal), proposal.left_out, proposal.warning) == ([], (), "")


def test_edits_made_here_since_are_not_proposed_away(tmp_path: Path) -> None:
    before = small()
    now = with_record(before, target(before).replace(None, volume=5.0))
    now = without_record(now, target(before, "calls"))
    proposal = proposed(written(before), now, tmp_path)
    assert proposal.items == ()
    assert proposal.left_out == ()


# What cells mean


Typed = tuple[Field[Any], object, str]
"""A field, what is typed into its cell, and the number format that it gets."""

CLEAR: list[tuple[Typed, object]] = [
    ((VOLUME, 1300, ""), 1300.0),
    ((VOLUME, "1.200,50", ""), 1200.5),
    ((VOLUME, "1,200.50", ""), 1200.5),
    ((VOLUME, "12k", ""), 12000.0),
    ((VOLUME, "  1300 ", ""), 1300.0),
    ((VOLUME, None, ""), None),
    ((VOLUME, " ", ""), None),
    ((ValueTarget.minutes_before, "15 min", ""), 15.0),
    ((ValueTarget.minutes_before, "2 h", ""), 120.0),
    ((ADOPTION, "80 %", ""), 80.0),
    ((ADOPTION, 80, ""), 80.0),
    ((ADOPTION, 0.8, "0%"), 80.0),
    ((ADOPTION, 0.07, "0.0%"), 7.0),
    ((ADOPTION, 0.925, "0%"), 92.5),
    ((ValueTarget.hourly_cost, "€ 52,50", ""), 52.5),
    ((ValueTarget.sort, "Cost", ""), "cost"),
    ((ValueTarget.sort, "cost", ""), "cost"),
    ((ValueTarget.cash, "Yes", ""), True),
    ((ValueTarget.cash, False, ""), False),
    ((ValueTarget.group, None, ""), ""),
    ((ValueTarget.what, 2026, ""), "2026"),
    ((ValueTarget.remark, "two\nlines", ""), "two\nlines"),
    ((ValueTarget.owner, "Bo", ""), "bo"),
    ((Requirement.owner, "ada", ""), "ada"),
    ((Training.hours, "30 min", ""), 0.5),
    ((Group.people_now, 70.0, ""), 70),
    ((Person.leaves_on, datetime(2026, 11, 24), ""), date(2026, 11, 24)),  # noqa: DTZ001
    ((Person.leaves_on, "24.11.2026", ""), date(2026, 11, 24)),
    ((Person.leaves_on, "2026-11-24", ""), date(2026, 11, 24)),
    ((Person.leaves_on, "24 Nov 2026", ""), date(2026, 11, 24)),
]
NOT_CLEAR: list[tuple[Typed, str]] = [
    ((VOLUME, "many", ""), "not a number"),
    ((VOLUME, "#REF!", ""), "an error"),
    ((VOLUME, -3, ""), "less than"),
    ((VOLUME, datetime(2026, 2, 1), ""), "turned into a date"),  # noqa: DTZ001
    ((VOLUME, "=1+1", ""), "no result in the file"),
    ((ADOPTION, 120, ""), "more than"),
    ((ValueTarget.sort, "Speed", ""), "not one of"),
    ((ValueTarget.cash, "perhaps", ""), "yes or no"),
    ((ValueTarget.group, "Nobody", ""), "nothing is called"),
    ((ValueTarget.hourly_cost, "$ 52", ""), "not “$ 52”"),
    ((ValueTarget.hourly_cost, "1.200", ""), "can mean"),
    ((Group.people_now, 3.5, ""), "whole number"),
    ((Person.leaves_on, "3/4/2026", ""), "two days"),
    ((Person.leaves_on, "soon", ""), "not a date"),
    ((Person.leaves_on, 46350, "0"), "not a date"),
    ((Person.leaves_on, time(9, 0), ""), "not a date"),
]
PERHAPS: list[Typed] = [
    (Person.leaves_on, "12/31/2027", ""),
    (ADOPTION, 0.8, ""),
    (ADOPTION, "0.8", ""),
    (VOLUME, "1.200", ""),
    (Training.hours, time(1, 30), "h:mm"),
    (ValueTarget.minutes_before, timedelta(minutes=15), "[h]:mm"),
]


@pytest.fixture(scope="module")
def retyped(tmp_path_factory: pytest.TempPathFactory) -> list[Item]:
    """What is proposed where each case was typed into a row of its own, in that order."""
    typed = [*(case for case, _meant in CLEAR), *(case for case, _says in NOT_CLEAR), *PERHAPS]
    given: dict[str, Value] = {
        "volume": 1200.0,
        "adoption": 70.0,
        "group": "claims",
        "sort": "time",
    }
    records = [
        field.owner(
            f"case {number}",
            float(number),
            field.owner.new(
                **{field.owner.label_field: f"Case {number}"},
                **(given if field.owner is ValueTarget else {}),
            ).values,
        )
        for number, (field, _value, _format) in enumerate(typed)
    ]
    before = with_records(small(), records)
    edits = [put(f, f"case {n}", value, style) for n, (f, value, style) in enumerate(typed)]
    proposal = proposed(written(before, *edits), before, tmp_path_factory.mktemp("retyped"))
    assert proposal.left_out == ()
    items = {item.record.id: item for item in proposal.items}
    assert len(items) == len(proposal.items)
    return [items[f"case {number}"] for number in range(len(typed))]


def test_a_retyped_cell_is_read_as_it_is_meant(retyped: list[Item]) -> None:
    items = retyped[: len(CLEAR)]
    for item, ((field, typed, _format), meant) in zip(items, CLEAR, strict=True):
        assert (item.sort, item.name) == (Sort.CHANGED, field.name), (typed, item.note)
        assert item.value == meant, typed
        assert item.ticked


def test_what_is_not_clear_is_named_and_cannot_be_ticked(retyped: list[Item]) -> None:
    items = retyped[len(CLEAR) : -len(PERHAPS)]
    for item, ((field, typed, _format), says) in zip(items, NOT_CLEAR, strict=True):
        assert (item.sort, item.offered, item.ticked) == (Sort.DOUBTFUL, False, False), typed
        assert says in item.note
        assert field.label in item.note


def test_a_figure_that_may_mean_another_one_waits_to_be_ticked(retyped: list[Item]) -> None:
    for item in retyped[-len(PERHAPS) :]:
        assert (item.sort, item.offered, item.ticked) == (Sort.DOUBTFUL, True, False)
        assert "was read as" in item.note
    assert [item.value for item in retyped[-2:]] == [1.5, 15.0], "a time of day as a length"


@pytest.mark.parametrize(
    ("locale", "text", "day"),
    [
        ("en_GB", "12/31/2027", date(2027, 12, 31)),
        ("de_DE", "12-31-27", date(2027, 12, 31)),
        ("en_US", "31/12/2027", date(2027, 12, 31)),
        ("en_US", "31.12.2027", date(2027, 12, 31)),
        ("en_US", "3.4.2027", date(2027, 4, 3)),  # with dots the day is first everywhere
    ],
)
def test_a_day_that_can_only_be_one_is_read_and_said_where_it_is_written_otherwise(
    locale: str, text: str, day: date
) -> None:
    found = understand(Person.leaves_on, Cell(text), Way(locale))
    assert found.value == day
    assert found.doubt == f"“{text}” was read as {format_date(day, locale)}."


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en_GB", "31/12/2027"), ("en_US", "12/31/2027"), ("en_US", "5/5/2027"), ("en_GB", "3.4.27")],
)
def test_a_day_that_is_written_as_in_the_locale_is_not_doubted(locale: str, text: str) -> None:
    assert not understand(Person.leaves_on, Cell(text), Way(locale)).doubt


def test_everything_is_named_by_sheet_and_cell(tmp_path: Path) -> None:
    before = small()
    places: list[str] = []

    def edit(book: Workbook) -> None:
        found = cell(book, VOLUME, "letters")
        found.value = "many"
        places.append(f"Value targets, {found.coordinate}")

    assert [str(only(proposed(written(before, edit), before, tmp_path)).place)] == places


def test_the_words_of_the_workbooks_own_language_are_understood(tmp_path: Path) -> None:
    info = WorkshopInfo.new(initiative="Triage", language="de_DE")
    before = with_record(small(), info)
    edits = (put(VOLUME, "letters", "1.200"), put(VOLUME, "calls", "0,5"))
    items = proposed(written(before, *edits), before, tmp_path).items
    assert [item.value for item in items] == [0.5]


def test_a_formula_of_the_pmo_counts_by_its_result(tmp_path: Path) -> None:
    """As a spreadsheet saves it: the formula with its value beside it."""
    before = small()
    data = written(before, put(VOLUME, "letters", "=600*2+1"))
    data = _with_results(data, "600*2+1", "1201")
    assert only(proposed(data, before, tmp_path)).value == 1201.0


def _with_results(data: bytes, formula: str, result: str) -> bytes:
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile

    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            old = f"<f>{formula}</f><v></v>".encode(), f"<f>{formula}</f><v />".encode()
            for text in old:
                part = part.replace(text, f"<f>{formula}</f><v>{result}</v>".encode())
            after.writestr(name, part)
    return out.getvalue()


# Rows


def test_a_new_row_is_a_new_record(tmp_path: Path) -> None:
    before = small()
    edit = append(ValueTarget, what="Complaints", volume="1,200", group="Claims handlers")
    item = only(proposed(written(before, edit), before, tmp_path))
    assert (item.sort, item.what) == (Sort.ADDED, "Complaints")
    assert (item.record.values["volume"], item.record.values["group"]) == (1200.0, "claims")
    assert str(item.place).startswith("Value targets, row ")


def test_a_cell_of_a_new_row_that_is_not_clear_is_named(tmp_path: Path) -> None:
    before = small()
    edit = append(ValueTarget, what="Complaints", volume="many", owner="Cleo")
    added, *doubtful = proposed(written(before, edit), before, tmp_path).items
    assert (added.sort, added.record.values["volume"]) == (Sort.ADDED, None)
    assert [(i.sort, i.name, i.offered) for i in doubtful] == [
        (Sort.DOUBTFUL, "volume", False),
        (Sort.DOUBTFUL, "owner", True),
    ]
    assert doubtful[1].new_name == "Cleo"
    assert {item.record.id for item in doubtful} == {added.record.id}


def test_a_row_of_totals_below_the_table_is_not_ticked(tmp_path: Path) -> None:
    before = small()
    edit = append(ValueTarget, what="Total", volume="=SUM(D4:D5)")
    added = proposed(written(before, edit), before, tmp_path).items[0]
    assert (added.sort, added.ticked) == (Sort.ADDED, False)
    assert "is it a total?" in added.note


def test_a_row_that_was_deleted_is_proposed_for_removal(tmp_path: Path) -> None:
    before = small()
    item = only(proposed(written(before, drop(ValueTarget, "calls")), before, tmp_path))
    assert (item.sort, item.record.id, item.ticked) == (Sort.REMOVED, "calls", True)


def test_a_removed_row_that_was_edited_here_since_is_not_ticked(tmp_path: Path) -> None:
    before = small()
    now = with_record(before, target(before, "calls").replace(None, volume=3.0))
    item = only(proposed(written(before, drop(ValueTarget, "calls")), now, tmp_path))
    assert (item.sort, item.ticked) == (Sort.REMOVED, False)
    assert "edited here since" in item.note


def test_a_row_that_was_emptied_is_a_row_that_is_gone(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = sheet(book, ValueTarget)
        for name in heads(ValueTarget).values():
            page.cell(row(page, "calls"), column(page, name)).value = None

    item = only(proposed(written(before, edit), before, tmp_path))
    assert (item.sort, item.record.id) == (Sort.REMOVED, "calls")


def test_rows_may_be_sorted_and_hidden(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = sheet(book, ValueTarget)
        first, second = row(page, "letters"), row(page, "calls")
        for number in range(1, page.max_column + 1):
            one, other = page.cell(first, number), page.cell(second, number)
            one.value, other.value = other.value, one.value
        page.row_dimensions[first].hidden = True
        page.insert_rows(1, 2)

    proposal = proposed(written(before, edit), before, tmp_path)
    assert told(proposal) == []


def test_a_copied_row_is_an_addition(tmp_path: Path) -> None:
    before = small()
    edit = append(ValueTarget, id="letters", what="Claims letters, abroad", volume=40)
    item = only(proposed(written(before, edit), before, tmp_path))
    assert (item.sort, item.what) == (Sort.ADDED, "Claims letters, abroad")
    assert item.record.id != "letters"
    assert "copy of “Claims letters”" in item.note


def test_an_id_that_nobody_knows_is_an_addition(tmp_path: Path) -> None:
    before = small()
    edit = append(ValueTarget, id="elsewhere", what="Complaints")
    item = only(proposed(written(before, edit), before, tmp_path))
    assert (item.sort, item.note) == (Sort.ADDED, "Its id is not known here, so it is added.")


def test_a_row_without_its_id_is_known_by_its_name(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = sheet(book, ValueTarget)
        page.cell(row(page, "letters"), column(page, heads(ValueTarget)["volume"])).value = 7
        page.cell(row(page, "letters"), column(page, "id")).value = None

    item = only(proposed(written(before, edit), before, tmp_path))
    assert (item.sort, item.record.id, item.value) == (Sort.CHANGED, "letters", 7.0)


def test_where_the_name_is_not_unique_the_row_is_added_and_that_is_said(tmp_path: Path) -> None:
    twins = [
        ValueTarget(name, 1.0, ValueTarget.new(what="Twin").values) for name in ("one", "other")
    ]
    before = snapshot_of(*twins)

    def edit(book: Workbook) -> None:
        page = sheet(book, ValueTarget)
        for id_ in ("one", "other"):
            page.cell(row(page, id_), column(page, "id")).value = None

    def keep_one_id(book: Workbook) -> None:
        page = sheet(book, ValueTarget)
        page.cell(head_row(page) + 3, column(page, heads(ValueTarget)["what"])).value = "Third"
        page.cell(head_row(page) + 3, column(page, "id")).value = "third"

    proposal = proposed(written(before, edit, keep_one_id), before, tmp_path)
    sorts = [item.sort for item in proposal.items]
    assert sorts.count(Sort.ADDED) == 3
    assert sorts.count(Sort.REMOVED) == 2
    assert sum("not unique" in item.note for item in proposal.items) == 2


# Columns and sheets


def test_columns_of_the_pmo_are_named_and_left_out(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = sheet(book, ValueTarget)
        page.insert_cols(2)
        page.cell(head_row(page), 2).value = "ID"
        page.cell(row(page, "letters"), 2).value = 1
        page.cell(row(page, "calls"), 2).value = 2

    proposal = proposed(written(before, edit), before, tmp_path)
    assert told(proposal) == []
    assert ["ID" in str(remark) for remark in proposal.left_out].count(True) == 1


def test_a_missing_or_renamed_column_changes_nothing(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = sheet(book, ValueTarget)
        page.cell(head_row(page), column(page, heads(ValueTarget)["volume"])).value = "Cases"
        page.delete_cols(column(page, heads(ValueTarget)["adoption"]))

    proposal = proposed(written(before, edit), before, tmp_path)
    assert told(proposal) == []
    said = "\n".join(map(str, proposal.left_out))
    for name in ("Cases a month", "Cases", "Adoption"):
        assert f"“{name}”" in said


def test_a_calculated_column_that_was_typed_into_is_mentioned(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        page = sheet(book, ValueTarget)
        head = next(h for name, h in heads(ValueTarget).items() if name not in ValueTarget.fields)
        page.cell(row(page, "letters"), column(page, head)).value = 99

    proposal = proposed(written(before, edit), before, tmp_path)
    assert told(proposal) == []
    (remark,) = proposal.left_out
    assert "is calculated" in remark.text
    assert remark.place.sheet == "Value targets"


def test_a_missing_sheet_takes_nothing_away(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        book.remove(sheet(book, ValueTarget))

    proposal = proposed(written(before, edit), before, tmp_path)
    assert told(proposal) == []
    assert [str(r) for r in proposal.left_out] == [
        "Value targets: The sheet is not there; nothing of it was changed."
    ]


def test_a_renamed_sheet_is_found_by_its_heads(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        sheet(book, ValueTarget).title = "VT 2026"

    proposal = proposed(written(before, put(VOLUME, "letters", 3), edit), before, tmp_path)
    assert only(proposal).value == 3.0
    assert only(proposal).place.sheet == "VT 2026"


def test_a_key_figure_that_was_typed_over_is_named(tmp_path: Path) -> None:
    before = small()
    book = opened(made_of(before))
    rows = book["Summary"].iter_rows()
    (figure,) = (row[1] for row in rows if row[0].value == "Value a year")
    figure.value = 999_999
    proposal = proposed(saved(book), before, tmp_path)
    assert told(proposal) == []
    (remark,) = proposal.left_out
    assert remark.place.sheet == "Summary"
    assert remark.text.startswith("“Value a year” is calculated")


def test_figures_typed_over_on_sheets_that_only_calculate_are_named(tmp_path: Path) -> None:
    before = small()
    book = opened(made_of(before))
    assert proposed(saved(book), before, tmp_path).left_out == ()
    for title, place in (("Month by month", 4), ("Cost by category", 2), ("Chart figures", 3)):
        cells = [row[place] for row in book[title].iter_rows()]
        over = [cell for cell in cells if str(cell.value).startswith("=")]
        over[0].value, over[-1].value = 1_000, "not known"
    book["Cost by category"]["A5"] = "Licences"  # words are no figures
    proposal = proposed(saved(book), before, tmp_path)
    assert told(proposal) == []
    said = "This sheet is calculated; what was typed over 2 figures was not taken over."
    assert [(remark.place.sheet, remark.text) for remark in proposal.left_out] == [
        ("Month by month", said),
        ("Cost by category", said),
        ("Chart figures", said),
    ]
    assert proposal.left_out[0].place.cell == "E4"


def test_a_sheet_of_the_pmo_is_named_and_left_out(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        book.copy_worksheet(sheet(book, ValueTarget))
        book.create_sheet("Budget").append(["What", 12])
        book.create_sheet("Nothing in it")

    proposal = proposed(written(before, edit), before, tmp_path)
    assert told(proposal) == []
    assert [str(remark) for remark in proposal.left_out] == [
        "Value targets Copy: This sheet is not read back; what stands in it was left out.",
        "Budget: This sheet is not read back; what stands in it was left out.",
    ]


# Forms


def test_a_form_is_read_by_the_names_of_its_cells(tmp_path: Path) -> None:
    before = small()

    def edit(book: Workbook) -> None:
        for name, value in (("workshop_client", "Southwind"), ("pilot_start", "5 Jan 2026")):
            sheet_name, place = book.defined_names[name].attr_text.split("!")
            book[sheet_name.strip("'")][place.replace("$", "")].value = value

    proposal = proposed(written(before, edit), before, tmp_path)
    assert [(i.record.type_name, i.name, i.value) for i in proposal.items] == [
        ("workshop", "client", "Southwind"),
        ("pilot", "start", date(2026, 1, 5)),
    ]
    assert [i.what for i in proposal.items] == [WorkshopInfo.client.label, Pilot.start.label]


# Three ways


def test_both_changed_to_different_values_is_a_conflict_that_keeps_ours(tmp_path: Path) -> None:
    before = small()
    now = with_record(before, target(before).replace(None, volume=5.0))
    item = only(proposed(written(before, put(VOLUME, "letters", 9)), now, tmp_path))
    assert (item.sort, item.before, item.after) == (Sort.CONFLICT, "5", "9")
    assert not item.ticked
    assert "1,200" in item.note


def test_both_changed_to_the_same_value_is_nothing(tmp_path: Path) -> None:
    before = small()
    now = with_record(before, target(before).replace(None, volume=9.0))
    assert proposed(written(before, put(VOLUME, "letters", 9)), now, tmp_path).items == ()


def test_a_record_removed_here_and_edited_there_can_be_brought_back(tmp_path: Path) -> None:
    before = small()
    now = without_record(before, target(before))
    item = only(proposed(written(before, put(VOLUME, "letters", 9)), now, tmp_path))
    assert (item.sort, item.name, item.ticked) == (Sort.CONFLICT, "", False)
    assert (item.record.id, item.record.values["volume"]) == ("letters", 9.0)
    assert item.record.values["adoption"] == 70.0


# Names


def test_a_renamed_person_stays_the_same_in_links(tmp_path: Path) -> None:
    before = small()
    edits = (put(Person.name, "bo", "Bob"), put(ValueTarget.owner, "letters", "Bob"))
    items = proposed(written(before, *edits), before, tmp_path).items
    assert [(i.record.type_name, i.value) for i in items] == [
        ("person", "Bob"),
        ("value_target", "bo"),
    ]


def test_a_name_that_several_have_is_named(tmp_path: Path) -> None:
    before = with_record(small(), Person("bo2", 3.0, Person.new(name="Bo").values))
    item = only(
        proposed(written(before, put(ValueTarget.owner, "letters", "Bo")), before, tmp_path)
    )
    assert (item.sort, item.offered) == (Sort.DOUBTFUL, False)
    assert "several" in item.note


def test_a_new_person_is_offered(tmp_path: Path) -> None:
    before = small()
    edit = put(ValueTarget.owner, "letters", "Cleo")
    item = only(proposed(written(before, edit), before, tmp_path))
    assert (item.sort, item.offered, item.ticked, item.new_name) == (
        Sort.DOUBTFUL,
        True,
        False,
        "Cleo",
    )


def test_a_link_may_name_a_row_that_is_new_itself(tmp_path: Path) -> None:
    before = small()
    edits = (append(Person, name="Cleo"), put(ValueTarget.owner, "letters", "Cleo"))
    added, changed = proposed(written(before, *edits), before, tmp_path).items
    assert (added.sort, changed.sort) == (Sort.ADDED, Sort.CHANGED)
    assert changed.value == added.record.id


# Texts


def test_a_text_that_did_not_fit_is_left_alone(tmp_path: Path) -> None:
    long = "word " * 9_000
    before = with_record(small(), target(small()).replace(None, remark=long))
    assert proposed(written(before), before, tmp_path).items == ()
    edit = put(ValueTarget.remark, "letters", "shorter")
    item = only(proposed(written(before, edit), before, tmp_path))
    assert (item.sort, item.offered) == (Sort.DOUBTFUL, False)


def test_texts_that_look_like_something_else_come_back_as_they_are(tmp_path: Path) -> None:
    texts = ["=1+1", "_x000D_", "_x0041_", "'quoted", "#N/A", "TRUE", "12/3", "1.200", "監査 👩‍💻"]
    targets = [ValueTarget.new(what=text, remark=f"{text}\n{text}", source=text) for text in texts]
    before = snapshot_of(*targets, Person.new(name="=1+1"))
    proposal = proposed(written(before), before, tmp_path)
    assert (told(proposal), proposal.left_out) == ([], ())
