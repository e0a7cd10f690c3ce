"""Tables of records: editing is typing."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QTableView

from models import actions
from models.record import Record
from models.records import (
    Condition,
    CostLine,
    Decision,
    Disclosure,
    Group,
    Person,
    ValueTarget,
)
from models.steps import STEPS, Step
from models.workshop import Workshop
from tests.ui.driving import (
    cell,
    click,
    click_cell,
    copied,
    copy_elsewhere,
    go_to,
    keyboard,
    label_texts,
    notice,
    press,
    put_cursor,
    records,
    session_of,
    shown,
    table_of,
    type_text,
    workspace_of,
)
from ui import theme
from ui.table.view import RecordTable
from ui.window import MainWindow

PEOPLE = (("Ada", "Claims"), ("Ben", "Finance"), ("Cy", "Claims"))


@pytest.fixture
def people(empty_window: MainWindow) -> RecordTable:
    """The table of people, with three of them."""
    with session_of(empty_window).workshop.step("Add people") as step:
        for place, (name, function) in enumerate(PEOPLE):
            step.insert(Person.new(float(place), name=name, function=function))
    go_to(empty_window, "setup", Person)
    return table_of(empty_window)


def names(window: MainWindow) -> list[str]:
    return [person.name for person in records(window, Person)]


def workshop_of(window: MainWindow) -> Workshop:
    return session_of(window).workshop


def select(table: RecordTable, rows: range, columns: range) -> None:
    """Select a block of cells, the first one current."""
    first = table.proxy.index(rows[0], columns[0])
    last = table.proxy.index(rows[-1], columns[-1])
    put_cursor(table, rows[0], table.source.columns[columns[0]].name)
    table.selectionModel().select(
        QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


# Typing


def test_typing_replaces_what_is_in_the_cell(empty_window: MainWindow, people: RecordTable) -> None:
    put_cursor(people, 0, "name")
    type_text("Eve\n")
    assert names(empty_window) == ["Eve", "Ben", "Cy"]


def test_f2_keeps_the_text_and_goes_on_behind_it(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "function")
    press("F2")
    press("End")
    type_text(" desk\n")
    assert records(empty_window, Person)[0].function == "Claims desk"


def test_tab_goes_on_to_the_next_cell_and_saves_the_one_before(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 1, "name")
    type_text("Bo\tSales\tHead office\t")
    ben = records(empty_window, Person)[1]
    assert (ben.name, ben.function, ben.organisation) == ("Bo", "Sales", "Head office")
    assert people.currentIndex().column() == people.source.column_of("part")


def test_enter_goes_down_in_the_same_column(empty_window: MainWindow, people: RecordTable) -> None:
    put_cursor(people, 0, "function")
    type_text("One\nTwo\n")
    assert [p.function for p in records(empty_window, Person)] == ["One", "Two", "Claims"]


def test_enter_behind_the_last_row_adds_the_next_one(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 2, "name")
    type_text("Cyd\nDee\nEli\n")
    assert names(empty_window) == ["Ada", "Ben", "Cyd", "Dee", "Eli"]


def test_a_new_row_is_filled_from_left_to_right_with_tab(empty_window: MainWindow) -> None:
    go_to(empty_window, "setup", Person)
    type_text("Ada\tClaims\tHead office\nBen\tFinance\n")
    assert [(p.name, p.function) for p in records(empty_window, Person)] == [
        ("Ada", "Claims"),
        ("Ben", "Finance"),
    ]
    assert records(empty_window, Person)[0].organisation == "Head office"


def test_a_new_row_is_one_step_that_undo_takes_back(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 3, "name")
    type_text("Dee\n")
    assert workshop_of(empty_window).undo_name == "Add person"
    press("Ctrl+Z")
    assert names(empty_window) == ["Ada", "Ben", "Cy"]
    assert shown(people, "name") == ["Ada", "Ben", "Cy"]


def test_the_key_for_a_new_row_starts_typing_it(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "function")
    press("Ins")
    type_text("Dee\n")
    assert names(empty_window)[-1] == "Dee"


def test_an_empty_new_row_makes_no_record(empty_window: MainWindow, people: RecordTable) -> None:
    put_cursor(people, 3, "name")
    type_text("\n\n")
    press("Escape")
    assert names(empty_window) == ["Ada", "Ben", "Cy"]


def test_escape_takes_back_what_was_typed(empty_window: MainWindow, people: RecordTable) -> None:
    put_cursor(people, 0, "name")
    type_text("Nobody")
    press("Escape")
    assert names(empty_window)[0] == "Ada"
    assert cell(people, 0, "name") == "Ada"


def test_a_pause_saves_what_was_typed_so_far_and_escape_still_takes_it_back(
    empty_window: MainWindow, people: RecordTable, qtbot: QtBot
) -> None:
    put_cursor(people, 0, "name")
    type_text("Half a na")
    qtbot.waitUntil(lambda: names(empty_window)[0] == "Half a na")
    assert people.state() == people.State.EditingState
    type_text("me")
    press("Escape")
    assert names(empty_window)[0] == "Ada"


def test_one_cell_typed_with_pauses_is_one_step(
    empty_window: MainWindow, people: RecordTable, qtbot: QtBot
) -> None:
    put_cursor(people, 0, "name")
    type_text("Ev")
    qtbot.waitUntil(lambda: names(empty_window)[0] == "Ev")
    type_text("e\n")
    assert names(empty_window)[0] == "Eve"
    press("Ctrl+Z")
    assert names(empty_window)[0] == "Ada"


def test_shift_and_enter_break_the_line_within_a_text(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, Decision, what="Buy it")
    go_to(empty_window, "review", Decision)
    put_cursor(table_of(empty_window), 0, "reason")
    type_text("one")
    press("Shift+Return")
    type_text("two\n")
    assert records(empty_window, Decision)[0].reason == "one\ntwo"


# Deleting, duplicating, moving


def test_delete_clears_the_selected_cells_as_one_step(
    empty_window: MainWindow, people: RecordTable
) -> None:
    select(people, range(2), range(2))
    press("Del")
    assert [(p.name, p.function) for p in records(empty_window, Person)] == [
        ("", ""),
        ("", ""),
        ("Cy", "Claims"),
    ]
    press("Ctrl+Z")
    assert names(empty_window) == ["Ada", "Ben", "Cy"]


def test_deleted_rows_come_back_with_undo_at_their_place(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 1, "name")
    press("Ctrl+Del")
    assert shown(people, "name") == ["Ada", "Cy"]
    press("Ctrl+Z")
    assert shown(people, "name") == ["Ada", "Ben", "Cy"]


def test_duplicating_puts_a_copy_behind_and_the_cursor_on_it(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "name")
    press("Ctrl+D")
    assert [(p.name, p.function) for p in records(empty_window, Person)][:2] == [
        ("Ada", "Claims"),
        ("Ada", "Claims"),
    ]
    assert people.currentIndex().row() == 1


def test_alt_and_arrows_move_the_row_and_the_cursor_goes_with_it(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "name")
    press("Alt+Down")
    assert names(empty_window) == ["Ben", "Ada", "Cy"]
    press("Alt+Down", "Alt+Down")
    assert names(empty_window) == ["Ben", "Cy", "Ada"]
    press("Alt+Up")
    assert names(empty_window) == ["Ben", "Ada", "Cy"]
    assert shown(people, "name") == names(empty_window)
    assert people.currentIndex().row() == 1


@pytest.mark.parametrize(
    ("taken", "dropped", "expected"),
    [(0, 2, ["Ben", "Cy", "Ada"]), (2, 0, ["Cy", "Ada", "Ben"]), (0, 1, ["Ben", "Ada", "Cy"])],
)
def test_a_row_dragged_by_its_head_is_stored_where_it_was_dropped(
    empty_window: MainWindow, people: RecordTable, taken: int, dropped: int, expected: list[str]
) -> None:
    people.verticalHeader().moveSection(taken, dropped)
    assert names(empty_window) == expected
    assert shown(people, "name") == expected
    assert people.verticalHeader().visualIndex(taken) == taken


def test_rows_are_not_moved_while_they_are_sorted(
    empty_window: MainWindow, people: RecordTable
) -> None:
    people.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    put_cursor(people, 0, "name")
    press("Alt+Down")
    assert not people.verticalHeader().sectionsMovable()
    assert names(empty_window) == ["Ada", "Ben", "Cy"]
    assert "Clear the sorting and the filter first." in notice(empty_window)


# Sorting and filtering


def test_a_click_on_a_head_sorts_and_a_third_one_shows_the_stored_order_again(
    empty_window: MainWindow, people: RecordTable
) -> None:
    heads = people.horizontalHeader()
    place = QPoint(heads.sectionPosition(0) + 20, heads.height() // 2)
    seen = []
    for _click in range(3):
        click(heads.viewport(), place)
        seen.append(shown(people, "name"))
    assert sorted(seen) == [["Ada", "Ben", "Cy"], ["Ada", "Ben", "Cy"], ["Cy", "Ben", "Ada"]]
    assert names(empty_window) == ["Ada", "Ben", "Cy"]
    assert not people.proxy.arranged


def test_figures_are_sorted_by_size_and_empty_ones_come_last(empty_window: MainWindow) -> None:
    for name, people_now in (("a", 90), ("b", None), ("c", 1000), ("d", 5)):
        session_of(empty_window).do(actions.add, Group, name=name, people_now=people_now)
    go_to(empty_window, "frame", Group)
    table = table_of(empty_window)
    column = table.source.column_of("people_now")
    table.horizontalHeader().setSortIndicator(column, Qt.SortOrder.AscendingOrder)
    assert shown(table, "name") == ["d", "a", "c", "b"]
    table.horizontalHeader().setSortIndicator(column, Qt.SortOrder.DescendingOrder)
    assert shown(table, "name") == ["c", "a", "d", "b"]
    assert [group.name for group in records(empty_window, Group)] == ["a", "b", "c", "d"]


def test_the_filter_shows_rows_with_all_words_and_still_takes_a_new_one(
    empty_window: MainWindow, people: RecordTable
) -> None:
    press("Ctrl+F")
    type_text("clai ad")
    assert shown(people, "name") == ["Ada"]
    assert cell(people, people.proxy.rowCount() - 1, "name") == "Add person …"
    assert names(empty_window) == ["Ada", "Ben", "Cy"]
    pane = workspace_of(empty_window).page.pane
    assert "1 of 3 rows shown" in label_texts(pane)
    assert pane.filter is not None
    pane.filter.clear()
    assert shown(people, "name") == ["Ada", "Ben", "Cy"]


def test_an_edit_while_sorted_reaches_the_right_record(
    empty_window: MainWindow, people: RecordTable
) -> None:
    people.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    put_cursor(people, 0, "function")
    type_text("Board\n")
    assert [p.function for p in records(empty_window, Person)] == ["Claims", "Finance", "Board"]


# Clipboard


def test_a_block_goes_to_the_clipboard_and_comes_back(
    empty_window: MainWindow, people: RecordTable
) -> None:
    select(people, range(2), range(2))
    press("Ctrl+C")
    assert copied() == "Ada\tClaims\nBen\tFinance\n"
    put_cursor(people, 3, "name")
    press("Ctrl+V")
    assert names(empty_window) == ["Ada", "Ben", "Cy", "Ada", "Ben"]
    assert workshop_of(empty_window).undo_name == "Paste 2 rows into people"
    press("Ctrl+Z")
    assert names(empty_window) == ["Ada", "Ben", "Cy"]


def test_cutting_copies_and_clears(empty_window: MainWindow, people: RecordTable) -> None:
    put_cursor(people, 1, "function")
    press("Ctrl+X")
    assert copied() == "Finance\n"
    assert records(empty_window, Person)[1].function == ""


def test_a_block_from_excel_fills_rows_and_adds_the_rest(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 2, "name")
    copy_elsewhere("Cyrus\tSales\r\nDee\tLegal\r\nEli\tRisk\r\n\t\r\n")
    press("Ctrl+V")
    assert [(p.name, p.function) for p in records(empty_window, Person)][2:] == [
        ("Cyrus", "Sales"),
        ("Dee", "Legal"),
        ("Eli", "Risk"),
    ]


def test_a_row_of_heads_in_a_paste_is_left_out(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 3, "name")
    copy_elsewhere("Name\tFunction\nDee\tLegal\n")
    press("Ctrl+V")
    assert names(empty_window) == ["Ada", "Ben", "Cy", "Dee"]


def test_a_single_cell_that_reads_like_a_head_is_a_value(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "name")
    copy_elsewhere("Name")
    press("Ctrl+V")
    assert names(empty_window)[0] == "Name"


def test_cells_beyond_the_last_column_are_told_once(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "email")
    copy_elsewhere("a@example.org\tmore\nb@example.org\tand more\n")
    press("Ctrl+V")
    assert records(empty_window, Person)[1].email == "b@example.org"
    assert notice(empty_window).count("Cells beyond the last column were left out.") == 1


def test_copying_and_pasting_back_changes_nothing(empty_window: MainWindow) -> None:
    for volume in (1234.5678, 1200.0):
        session_of(empty_window).do(
            actions.add, ValueTarget, what="Time", volume=volume, hourly_cost=1234.567
        )
    go_to(empty_window, "value", ValueTarget)
    table = table_of(empty_window)
    before = [target.values for target in records(empty_window, ValueTarget)]
    select(table, range(2), range(table.source.columnCount()))
    press("Ctrl+C")
    assert "1234.5678" in copied()
    press("Ctrl+V")
    assert [target.values for target in records(empty_window, ValueTarget)] == before
    assert "Calculated columns were left as they are." in notice(empty_window)


def test_a_block_is_pasted_where_the_selection_begins(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "name")
    press("Shift+Down", "Ctrl+C", "Ctrl+V")
    assert names(empty_window) == ["Ada", "Ben", "Cy"]


def test_cells_that_do_not_fit_keep_their_value_and_are_told(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, Group, name="Clerks", people_now=12)
    go_to(empty_window, "frame", Group)
    copy_elsewhere("Clerks\tmany\t3\nLeads\t4\tfew\n")
    press("Ctrl+V")
    clerks, leads = records(empty_window, Group)
    assert (clerks.people_now, clerks.in_pilot) == (12, 3)
    assert (leads.people_now, leads.in_pilot) == (4, None)
    assert "2 cells were left out" in notice(empty_window)
    assert "many" in notice(empty_window)


def test_a_paste_into_an_open_editor_is_text_of_that_cell(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "name")
    press("F2")
    copy_elsewhere("Grace")
    press("Ctrl+A", "Ctrl+V", "Return")
    assert names(empty_window) == ["Grace", "Ben", "Cy"]


def test_a_very_long_text_is_kept_whole(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, Decision, what="Buy it")
    go_to(empty_window, "review", Decision)
    put_cursor(table_of(empty_window), 0, "reason")
    text = ("word " * 8_000).strip()
    copy_elsewhere(text)
    press("Ctrl+V")
    QApplication.processEvents()
    assert records(empty_window, Decision)[0].reason == text
    assert empty_window.isVisible()


def test_control_characters_never_reach_the_workshop(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "name")
    copy_elsewhere("A\x07d\x1ba\x7f")
    press("Ctrl+V")
    assert names(empty_window)[0] == "Ada"


# Choices, links, wrong input


def test_a_choice_is_completed_from_its_first_letters(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "part")
    type_text("dec\n")
    assert records(empty_window, Person)[0].part == "decides"
    assert cell(people, 0, "part") == "Decides"


def test_a_choice_can_be_taken_from_the_list_with_arrow_and_enter(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "part")
    type_text("fac")
    press("Down", "Return", "Return")
    assert records(empty_window, Person)[0].part == "facilitates"


def test_a_new_name_in_a_link_adds_the_person_in_the_same_step(empty_window: MainWindow) -> None:
    go_to(empty_window, "review", Decision)
    type_text("Buy it\tHead of Claims\n")
    (person,) = records(empty_window, Person)
    assert person.name == "Head of Claims"
    assert records(empty_window, Decision)[0].decided_by == person.id
    press("Ctrl+Z")
    assert records(empty_window, Person) == ()
    assert records(empty_window, Decision)[0].decided_by == ""


def test_a_name_that_is_known_is_linked_however_it_is_written(
    empty_window: MainWindow, people: RecordTable
) -> None:
    go_to(empty_window, "review", Decision)
    type_text("Buy it\tADA\n")
    assert len(records(empty_window, Person)) == 3
    assert cell(table_of(empty_window), 0, "decided_by") == "Ada"


def test_links_offer_the_people_that_are_there(
    empty_window: MainWindow, people: RecordTable
) -> None:
    go_to(empty_window, "review", Decision)
    type_text("Buy it\t")
    editor = keyboard()
    assert isinstance(editor, QComboBox)
    assert [editor.itemText(i) for i in range(editor.count())] == ["", "Ada", "Ben", "Cy"]


def test_a_wrong_number_is_told_and_the_old_value_stays(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, Group, name="Clerks", people_now=12)
    go_to(empty_window, "frame", Group)
    put_cursor(table_of(empty_window), 0, "people_now")
    type_text("a dozen\n")
    assert records(empty_window, Group)[0].people_now == 12
    assert cell(table_of(empty_window), 0, "people_now") == "12"
    assert "“a dozen” is not a number" in notice(empty_window)


def test_derived_figures_follow_at_once_and_cannot_be_typed_over(
    empty_window: MainWindow,
) -> None:
    session_of(empty_window).do(
        actions.add,
        ValueTarget,
        what="Handling time",
        volume=1200.0,
        minutes_before=40.0,
        minutes_after=25.0,
        adoption=100.0,
    )
    go_to(empty_window, "value", ValueTarget)
    table = table_of(empty_window)
    assert cell(table, 0, "hours_month") == "300"
    put_cursor(table, 0, "adoption")
    type_text("50\n")
    assert cell(table, 0, "hours_month") == "150"
    put_cursor(table, 0, "hours_month")
    type_text("999\n")
    assert table.state() != table.State.EditingState
    assert cell(table, 0, "hours_month") == "150"


# Looks


def test_the_first_column_stays_in_sight_when_the_others_are_scrolled(
    empty_window: MainWindow, people: RecordTable
) -> None:
    go_to(empty_window, "value", ValueTarget)
    type_text("Handling time\n")
    table = table_of(empty_window)
    put_cursor(table, 0, "remark")
    assert table.horizontalScrollBar().value() > 0
    place = QPoint(table.verticalHeader().width() + 10, table.horizontalHeader().height() + 10)
    over = table.childAt(place)
    assert over is not None
    top = over.parentWidget()
    assert isinstance(top, QTableView)
    assert top is not table
    assert top.indexAt(QPoint(5, 5)).data() == "Handling time"


def test_a_cell_beside_the_first_column_is_not_hidden_under_it(
    empty_window: MainWindow,
) -> None:
    go_to(empty_window, "value", ValueTarget)
    type_text("Handling time\n")
    table = table_of(empty_window)
    put_cursor(table, 0, "remark")
    put_cursor(table, 0, "sort")
    assert table.visualRect(table.currentIndex()).left() >= table.columnWidth(0)


@pytest.mark.parametrize("record_type", [Person, ValueTarget, Decision])
def test_an_empty_table_says_what_belongs_there(
    empty_window: MainWindow, record_type: type[Record]
) -> None:
    step = {Person: "setup", ValueTarget: "value", Decision: "review"}[record_type]
    go_to(empty_window, step, record_type)
    table = table_of(empty_window)
    assert table.accessibleDescription() == record_type.hint() != ""
    assert painted_under_the_rows(table)
    session_of(empty_window).do(actions.add, record_type, **{record_type.label_field: "one"})
    assert not painted_under_the_rows(table)


def painted_under_the_rows(table: RecordTable) -> bool:
    """Whether anything is painted between the second row and the end of the table."""
    QApplication.processEvents()
    area = table.viewport().rect().adjusted(0, table.rowViewportPosition(0) + 60, 0, 0)
    image = table.viewport().grab(area).toImage()
    ground = image.pixel(0, 0)
    return any(
        image.pixel(x, y) != ground
        for x in range(0, image.width(), 3)
        for y in range(min(image.height(), 60))
    )


def test_rows_with_findings_are_marked_as_soon_as_they_are_typed(
    empty_window: MainWindow,
) -> None:
    from ui.table.model import SEVERITY_ROLE

    go_to(empty_window, "value", ValueTarget)
    type_text("Handling time\n")
    session_of(empty_window).settle()
    index = table_of(empty_window).proxy.index(0, 0)
    assert index.data(SEVERITY_ROLE) is not None


def test_a_click_outside_the_cell_keeps_what_was_typed(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "name")
    type_text("Eve")
    click_cell(people, people.proxy.index(2, 1))
    assert names(empty_window)[0] == "Eve"


def test_a_row_typed_while_sorted_stays_under_the_cursor_and_is_stored_last(
    empty_window: MainWindow, people: RecordTable
) -> None:
    people.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    press("Ins")
    type_text("Bob\tLegal\n")
    assert names(empty_window) == ["Ada", "Ben", "Cy", "Bob"]
    assert records(empty_window, Person)[-1].function == "Legal"
    assert shown(people, "name") == ["Cy", "Ben", "Ada", "Bob"]


def test_a_new_row_is_kept_when_a_click_goes_elsewhere(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 3, "name")
    type_text("Dee")
    put_cursor(people, 0, "function")
    assert names(empty_window) == ["Ada", "Ben", "Cy", "Dee"]
    assert people.currentIndex().row() == 0


def test_leaving_the_step_saves_the_cell_that_is_being_typed(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "name")
    type_text("Eve")
    press("Ctrl+PgDown")
    assert names(empty_window)[0] == "Eve"


def test_escape_closes_the_list_of_choices_first_and_then_the_cell(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "part")
    type_text("fac")
    press("Escape")
    assert people.state() == people.State.EditingState
    press("Escape")
    assert people.state() != people.State.EditingState
    assert records(empty_window, Person)[0].part == ""


@pytest.mark.parametrize("field", ["name", "part"])
def test_deleting_a_word_while_typing_never_deletes_the_row(
    empty_window: MainWindow, people: RecordTable, field: str
) -> None:
    put_cursor(people, 0, field)
    press("F2", "Home", "Ctrl+Del")
    assert len(names(empty_window)) == 3
    assert people.state() == people.State.EditingState


def test_a_row_can_be_deleted_from_the_menu_while_it_is_being_typed(
    empty_window: MainWindow, people: RecordTable
) -> None:
    put_cursor(people, 0, "part")
    type_text("dec")
    empty_window.commands.delete_rows()
    assert names(empty_window) == ["Ben", "Cy"]
    assert people.hasFocus()
    assert people.state() != people.State.EditingState


def test_what_changed_elsewhere_is_painted_anew(
    empty_window: MainWindow, people: RecordTable, qtbot: QtBot
) -> None:
    place = people.source.index(1, people.source.column_of("function"))
    ben = records(empty_window, Person)[1]
    with qtbot.waitSignal(
        people.source.dataChanged,
        check_params_cb=lambda first, last, _roles: first == place == last,
    ):
        session_of(empty_window).do(actions.set_text, ben, Person.function, "Board")
    assert cell(people, 1, "function") == "Board"


# Wide tables


def test_a_wide_row_is_typed_from_left_to_right(empty_window: MainWindow) -> None:
    go_to(empty_window, "cost", CostLine)
    cells = ("Licences", "Licences & model use", "4200", "", "38,000", "52k", "78000", "Users")
    type_text("\t".join((*cells, "Claims", "Running budget", "Documented")) + "\n")
    (line,) = records(empty_window, CostLine)
    assert (line.what, line.category, line.driver) == ("Licences", "licences", "user")
    assert (line.pilot, line.one_off) == (4200.0, None)
    assert (line.year_low, line.year, line.year_high) == (38_000.0, 52_000.0, 78_000.0)
    assert (line.payer, line.funding, line.evidence) == ("Claims", "running", "documented")


def test_dates_yes_and_no_and_links_are_typed_in_one_row(empty_window: MainWindow) -> None:
    go_to(empty_window, "cost", Disclosure)
    type_text("A year costs 236,000\tAda\tBen\t24 Nov 2026\t236000\n")
    (told,) = records(empty_window, Disclosure)
    assert (told.told_on, told.amount) == (date(2026, 11, 24), 236_000.0)
    assert [person.name for person in records(empty_window, Person)] == ["Ada", "Ben"]
    go_to(empty_window, "gate", Condition)
    type_text("Right first time\t\tAt least\t90\t%\tMust\t8 weeks\tYes\t95\t400\n")
    (condition,) = records(empty_window, Condition)
    assert (condition.comparison, condition.proportion) == ("at_least", True)
    assert (condition.threshold, condition.expected, condition.cases) == (90.0, 95.0, 400)
    assert cell(table_of(empty_window), 0, "cases_needed") == "139"


@pytest.mark.parametrize("step", STEPS, ids=[step.id for step in STEPS])
def test_heads_are_never_cut(empty_window: MainWindow, step: Step) -> None:
    for section in step.sections:
        if section.record_type.single or section.matrix:
            continue
        go_to(empty_window, step.id, section.record_type)
        table = table_of(empty_window)
        header = table.horizontalHeader()
        for column in range(header.count()):
            room = QRect(0, 0, header.sectionSize(column) - theme.em(0.8), 1000)
            head = str(table.source.headerData(column, Qt.Orientation.Horizontal))
            flags = int(Qt.TextFlag.TextWordWrap)
            needed = header.fontMetrics().boundingRect(room, flags, head)
            assert needed.width() <= room.width(), head
            assert needed.height() <= header.height(), head


def test_costs_stand_side_by_side_on_a_small_screen(example_window: MainWindow) -> None:
    example_window.showNormal()
    example_window.resize(1366, 768)
    go_to(example_window, "cost", CostLine)
    table = table_of(example_window)
    for field in ("what", "category", "pilot", "one_off", "year_low", "year", "year_high"):
        shown_at = table.visualRect(table.proxy.index(0, table.source.column_of(field)))
        assert table.viewport().rect().contains(shown_at), field


def test_a_long_text_is_all_in_its_tool_tip_and_never_mark_up(empty_window: MainWindow) -> None:
    text = "Offer of 3 March, <b>list</b> price less 12 %"
    session_of(empty_window).do(actions.add, Decision, what=text, reason="Short")
    go_to(empty_window, "review", Decision)
    model = table_of(empty_window).source
    tip = str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;list&lt;/b&gt; price less 12 %" in tip
    assert model.index(0, model.column_of("reason")).data(Qt.ItemDataRole.ToolTipRole) is None
