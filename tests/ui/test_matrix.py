"""The responsibility matrix: one key, one letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from models import raci
from models.checks import Severity
from models.records import Activity, Assignment, Person, Role
from tests.ui.driving import (
    choose,
    click_cell,
    copied,
    copy_elsewhere,
    go_to,
    matrix_of,
    notice,
    press,
    records,
    session_of,
    snapshot_of,
    type_text,
)
from ui.dialogs import door
from ui.matrix.model import SEVERITY_ROLE
from ui.matrix.view import MatrixView
from ui.window import MainWindow

ROLES = ("Product owner", "IT operations", "Project lead")
RUN, CHANGE = "Run", "Change"
ACTIVITIES = (
    ("Watch the service", RUN),
    ("Answer users", RUN),
    ("Change a prompt", CHANGE),
    ("Release a version", CHANGE),
)
"""Shown below two group headings: rows 1, 2, 4 and 5."""


@pytest.fixture
def grid(empty_window: MainWindow) -> MatrixView:
    """A matrix without letters, the cursor in its first cell."""
    with session_of(empty_window).workshop.step("Fill") as step:
        for place, name in enumerate(ROLES):
            step.insert(Role.new(float(place), name=name))
        for place, (name, section) in enumerate(ACTIVITIES):
            step.insert(Activity.new(float(place), name=name, section=section))
    go_to(empty_window, "raci", Assignment)
    matrix = matrix_of(empty_window)
    click_cell(matrix, at(matrix, "Watch the service", "Product owner"))
    return matrix


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """Answers the next question for a name."""

    def be(text: str | None) -> None:
        monkeypatch.setattr(door, "ask_text", lambda *_asked: text)

    return be


def at(grid: MatrixView, activity: str, role: str = "") -> QModelIndex:
    """The cell of an activity and a role; the activity's name where no role is given."""
    row = next(
        i for i, r in enumerate(grid.source.rows) if r.activity and r.activity.name == activity
    )
    column = next((i for i, r in enumerate(grid.source.roles, 1) if r.name == role), 0)
    return grid.source.index(row, column)


def letters(window: MainWindow, activity: str, role: str) -> str:
    """What is stored for an activity and a role."""
    snapshot = snapshot_of(window)
    row, column = snapshot.find(Activity, activity), snapshot.find(Role, role)
    assert row is not None
    assert column is not None
    return raci.letters_at(snapshot, row, column)


def first(window: MainWindow) -> str:
    """The letters of the first cell."""
    return letters(window, "Watch the service", "Product owner")


def role_names(window: MainWindow) -> list[str]:
    return [role.name for role in records(window, Role)]


def order(window: MainWindow) -> list[tuple[str, str]]:
    return [(activity.name, activity.section) for activity in records(window, Activity)]


def head(grid: MatrixView, column: int) -> str:
    return str(grid.source.headerData(column, Qt.Orientation.Horizontal))


# Letters


@pytest.mark.parametrize("letter", ["R", "A", "C", "I"])
def test_a_key_sets_its_letter_and_replaces_the_one_before(
    empty_window: MainWindow, grid: MatrixView, letter: str
) -> None:
    type_text("c" if letter != "C" else "i")
    type_text(letter.lower())
    assert first(empty_window) == letter
    assert at(grid, "Watch the service", "Product owner").data() == letter


def test_the_slash_sets_accountable_and_responsible_together(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    type_text("/")
    assert first(empty_window) == "AR"
    assert grid.currentIndex().data() == "A/R"


def test_space_goes_through_all_letters_and_back_to_none(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    seen = []
    for _press in range(len(raci.CYCLE)):
        press("Space")
        seen.append(first(empty_window))
    assert seen == ["R", "A", "AR", "C", "I", ""]


def test_shift_adds_a_letter_and_takes_it_away_again(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    type_text("a")
    press("Shift+R")
    assert first(empty_window) == "AR"
    press("Shift+R")
    assert first(empty_window) == "A"


@pytest.mark.parametrize("key", ["Del", "Backspace", "-"])
def test_a_cell_is_cleared_by_key(empty_window: MainWindow, grid: MatrixView, key: str) -> None:
    type_text("a")
    press(key)
    assert first(empty_window) == ""
    assert records(empty_window, Assignment) == ()


def test_other_letters_do_nothing(empty_window: MainWindow, grid: MatrixView) -> None:
    type_text("xq7")
    assert records(empty_window, Assignment) == ()
    assert grid.state() != grid.State.EditingState


def test_arrows_move_so_that_a_row_is_filled_without_the_mouse(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    type_text("a")
    press("Right")
    type_text("r")
    press("Right")
    type_text("i")
    press("Down")
    type_text("c")
    press("Left", "Left")
    type_text("r")
    stored = [
        letters(empty_window, name, role) for name, _group in ACTIVITIES[:2] for role in ROLES
    ]
    assert stored == ["A", "R", "I", "R", "", "C"]


def test_one_key_sets_all_selected_cells_in_one_step(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    block = QItemSelection(
        at(grid, "Watch the service", "Product owner"), at(grid, "Answer users", "IT operations")
    )
    grid.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    type_text("i")
    assert [cell.letters for cell in records(empty_window, Assignment)] == ["I"] * 4
    press("Ctrl+Z")
    assert records(empty_window, Assignment) == ()


def test_undo_names_the_cell_and_takes_the_letter_back(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    type_text("a")
    name = session_of(empty_window).workshop.undo_name
    assert name == "Set A for Product owner in Watch the service"
    press("Ctrl+Z")
    assert first(empty_window) == ""
    press("Ctrl+Y")
    assert first(empty_window) == "A"


# Roles


def test_a_role_is_added_by_key(
    empty_window: MainWindow, grid: MatrixView, answer: Callable[[str | None], None]
) -> None:
    answer("Data steward")
    press("Ctrl+Shift+R")
    assert role_names(empty_window) == [*ROLES, "Data steward"]
    assert "Data steward" in head(grid, 4)
    assert grid.currentIndex().column() == 4


def test_a_role_is_added_by_enter_in_the_column_behind_the_last(
    empty_window: MainWindow, grid: MatrixView, answer: Callable[[str | None], None]
) -> None:
    answer("Data steward")
    press("End", "Return")
    assert role_names(empty_window)[-1] == "Data steward"


def test_giving_up_the_question_for_a_name_adds_nothing(
    empty_window: MainWindow, grid: MatrixView, answer: Callable[[str | None], None]
) -> None:
    answer(None)
    press("Ctrl+Shift+R")
    assert role_names(empty_window) == list(ROLES)


def test_f2_in_a_cell_renames_its_role(
    empty_window: MainWindow, grid: MatrixView, answer: Callable[[str | None], None]
) -> None:
    answer("Service owner")
    press("F2")
    assert role_names(empty_window)[0] == "Service owner"
    assert "Service owner" in head(grid, 1)


def test_the_menu_of_a_role_renames_moves_and_deletes_it(
    empty_window: MainWindow, grid: MatrixView, answer: Callable[[str | None], None]
) -> None:
    answer("Service owner")
    choose(grid.menu_for_role(1), "Rename …")
    assert role_names(empty_window) == ["Service owner", "IT operations", "Project lead"]
    choose(grid.menu_for_role(1), "Move right")
    assert role_names(empty_window) == ["IT operations", "Service owner", "Project lead"]
    choose(grid.menu_for_role(2), "Move left")
    assert role_names(empty_window) == ["Service owner", "IT operations", "Project lead"]
    choose(grid.menu_for_role(3), "Delete role")
    assert role_names(empty_window) == ["Service owner", "IT operations"]


def test_the_key_for_the_role_shows_its_menu(empty_window: MainWindow, grid: MatrixView) -> None:
    press("Ctrl+R")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [a.text() for a in menu.actions() if a.text()][-1] == "Delete role"
    press("Escape")
    assert role_names(empty_window) == list(ROLES)


def test_alt_and_arrows_move_the_column_with_its_letters(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    type_text("a")
    press("Alt+Right")
    assert role_names(empty_window) == ["IT operations", "Product owner", "Project lead"]
    assert grid.currentIndex().data() == "A"
    press("Alt+Left")
    assert role_names(empty_window) == list(ROLES)


def test_a_role_dragged_by_its_head_is_stored_where_it_was_dropped(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    grid.horizontalHeader().moveSection(1, 3)
    assert role_names(empty_window) == ["IT operations", "Project lead", "Product owner"]
    grid.horizontalHeader().moveSection(3, 1)
    assert role_names(empty_window) == list(ROLES)


def test_a_role_that_leaves_after_the_pilot_says_so_in_its_head(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    choose(grid.menu_for_role(3), "Leaves after the pilot")
    assert records(empty_window, Role)[2].leaves is True
    assert head(grid, 3).endswith("(leaves)")
    choose(grid.menu_for_role(3), "Leaves after the pilot")
    assert "(leaves)" not in head(grid, 3)


def test_a_deleted_role_comes_back_with_its_letters(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    type_text("a")
    choose(grid.menu_for_role(1), "Delete role")
    assert records(empty_window, Assignment) == ()
    press("Ctrl+Z")
    assert first(empty_window) == "A"


# Activities


def test_an_activity_typed_in_the_last_row_joins_the_last_group(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    click_cell(grid, grid.source.index(grid.source.rowCount() - 1, 0))
    type_text("Retire a version\n")
    assert order(empty_window)[-1] == ("Retire a version", CHANGE)
    assert session_of(empty_window).workshop.undo_name == "Add activity"


def test_enter_in_the_last_row_begins_the_next_activity(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    press("Ins")
    type_text("Retire a version\n")
    press("Ins")
    type_text("Archive\n")
    assert [name for name, _group in order(empty_window)][-2:] == ["Retire a version", "Archive"]


def test_typing_over_an_activity_renames_it(empty_window: MainWindow, grid: MatrixView) -> None:
    click_cell(grid, at(grid, "Answer users"))
    type_text("Help users\n")
    assert order(empty_window)[1] == ("Help users", RUN)


def test_a_group_is_renamed_in_its_heading(empty_window: MainWindow, grid: MatrixView) -> None:
    click_cell(grid, grid.source.index(0, 0))
    type_text("Every day\n")
    assert [group for _name, group in order(empty_window)] == ["Every day"] * 2 + [CHANGE] * 2
    press("Ctrl+Z")
    assert [group for _name, group in order(empty_window)] == [RUN] * 2 + [CHANGE] * 2


def test_alt_and_arrows_move_a_row_within_its_group(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    press("Alt+Down")
    assert order(empty_window)[:2] == [("Answer users", RUN), ("Watch the service", RUN)]
    assert grid.source.rows[grid.currentIndex().row()].activity is not None
    press("Alt+Up")
    assert order(empty_window) == list(ACTIVITIES)


def test_a_row_moved_over_a_heading_joins_that_group(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    click_cell(grid, at(grid, "Answer users"))
    press("Alt+Down")
    assert ("Answer users", CHANGE) in order(empty_window)
    assert [name for name, _group in order(empty_window)] == [name for name, _g in ACTIVITIES]
    press("Alt+Up")
    assert order(empty_window) == list(ACTIVITIES)


def test_a_dragged_row_joins_the_group_in_which_it_is_dropped(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    grid.verticalHeader().moveSection(1, 4)
    assert order(empty_window) == [
        ("Answer users", RUN),
        ("Change a prompt", CHANGE),
        ("Watch the service", CHANGE),
        ("Release a version", CHANGE),
    ]


def test_a_row_is_duplicated_and_deleted_by_key(empty_window: MainWindow, grid: MatrixView) -> None:
    type_text("a")
    press("Ctrl+D")
    assert [name for name, _group in order(empty_window)][:2] == ["Watch the service"] * 2
    press("Ctrl+Del")
    assert len(order(empty_window)) == 4


@pytest.mark.parametrize(
    ("deleted", "neighbour"),
    [
        ("Watch the service", "Answer users"),
        ("Answer users", "Change a prompt"),
        ("Release a version", "Change a prompt"),
    ],
)
def test_after_deleting_an_activity_the_cursor_is_on_its_neighbour(
    empty_window: MainWindow, grid: MatrixView, deleted: str, neighbour: str
) -> None:
    click_cell(grid, at(grid, deleted, "IT operations"))
    press("Ctrl+Del")
    assert grid.currentIndex() == at(grid, neighbour, "IT operations")


# Clipboard


def test_a_whole_matrix_is_pasted_with_its_heads(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    copy_elsewhere(
        "Activity\tProduct owner\tSecurity\nRun\t\t\nWatch the service\tA\tI\nRotate keys\tI\tA/R\n"
    )
    press("Ctrl+V")
    assert role_names(empty_window) == [*ROLES, "Security"]
    assert first(empty_window) == "A"
    assert letters(empty_window, "Rotate keys", "Security") == "AR"
    assert ("Rotate keys", "Run") in order(empty_window)
    press("Ctrl+Z")
    assert role_names(empty_window) == list(ROLES)
    assert order(empty_window) == list(ACTIVITIES)


def test_a_markdown_table_is_pasted_as_a_matrix(empty_window: MainWindow, grid: MatrixView) -> None:
    copy_elsewhere(
        "| Task | Head of data | Legal |\n|---|:-:|---|\n| Approve the model | A | C |\n"
    )
    press("Ctrl+V")
    assert letters(empty_window, "Approve the model", "Head of data") == "A"
    assert letters(empty_window, "Approve the model", "Legal") == "C"


def test_a_block_of_letters_is_pasted_from_the_current_cell_on(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    click_cell(grid, at(grid, "Answer users", "IT operations"))
    copy_elsewhere("R\tI\nA/R\tconsulted\n")
    press("Ctrl+V")
    assert letters(empty_window, "Answer users", "IT operations") == "R"
    assert letters(empty_window, "Answer users", "Project lead") == "I"
    assert letters(empty_window, "Change a prompt", "IT operations") == "AR"
    assert letters(empty_window, "Change a prompt", "Project lead") == "C"


def test_what_is_no_letter_is_left_out_and_told(empty_window: MainWindow, grid: MatrixView) -> None:
    type_text("a")
    copy_elsewhere("owns it\tR\n")
    press("Ctrl+V")
    assert first(empty_window) == "A"
    assert letters(empty_window, "Watch the service", "IT operations") == "R"
    assert "“owns it” for Product owner in Watch the service" in notice(empty_window)


def test_a_block_that_sticks_out_is_told(empty_window: MainWindow, grid: MatrixView) -> None:
    click_cell(grid, at(grid, "Release a version", "Project lead"))
    copy_elsewhere("R\tA\n")
    press("Ctrl+V")
    assert letters(empty_window, "Release a version", "Project lead") == "R"
    assert "beyond the last row or column" in notice(empty_window)


def test_names_pasted_into_the_first_column_become_activities(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    click_cell(grid, grid.source.index(grid.source.rowCount() - 1, 0))
    copy_elsewhere("Train users\nUpdate the guide\n")
    press("Ctrl+V")
    assert order(empty_window) == [
        *ACTIVITIES,
        ("Train users", CHANGE),
        ("Update the guide", CHANGE),
    ]


def test_names_with_letters_fill_the_rows_from_the_cursor_on_and_add_the_rest(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    click_cell(grid, at(grid, "Change a prompt"))
    copy_elsewhere("Tune a prompt\tA\nRelease a version\tR\tI\nRetire it\t\tA\n")
    press("Ctrl+V")
    assert [name for name, _group in order(empty_window)] == [
        "Watch the service",
        "Answer users",
        "Tune a prompt",
        "Release a version",
        "Retire it",
    ]
    assert letters(empty_window, "Tune a prompt", "Product owner") == "A"
    assert letters(empty_window, "Release a version", "IT operations") == "I"
    assert letters(empty_window, "Retire it", "IT operations") == "A"


@pytest.mark.parametrize("first_column", [0, 1])
def test_what_is_copied_across_a_heading_and_pasted_on_its_place_changes_nothing(
    empty_window: MainWindow, grid: MatrixView, first_column: int
) -> None:
    for name, role, key in (
        ("Answer users", "Product owner", "a"),
        ("Change a prompt", "IT operations", "r"),
        ("Release a version", "Project lead", "/"),
    ):
        click_cell(grid, at(grid, name, role))
        type_text(key)
    before = snapshot_of(empty_window)
    for first_row in (0, 1, 2):
        corners = (
            grid.source.index(first_row, first_column),
            at(grid, "Release a version", "Project lead"),
        )
        grid.selectionModel().select(
            QItemSelection(*corners), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        press("Ctrl+C", "Ctrl+V")
        assert snapshot_of(empty_window) == before
        assert RUN not in copied().split()


def test_letters_are_copied_as_a_block(empty_window: MainWindow, grid: MatrixView) -> None:
    type_text("/")
    press("Shift+Right")
    press("Ctrl+C")
    assert copied() == "A/R\t\n"


# Marks


def severity(grid: MatrixView, activity: str) -> str:
    """How severe the findings of a row are; empty where there are none."""
    return str(at(grid, activity).data(SEVERITY_ROLE) or "")


def test_a_row_is_marked_while_it_has_no_single_accountable(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    session_of(empty_window).settle()
    assert severity(grid, "Watch the service") == Severity.MUST
    type_text("a")
    press("Right")
    type_text("r")
    session_of(empty_window).settle()
    assert severity(grid, "Watch the service") != Severity.MUST
    type_text("a")
    session_of(empty_window).settle()
    assert severity(grid, "Watch the service") == Severity.MUST


def test_a_column_is_marked_while_somebody_who_leaves_is_accountable(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    for role in ROLES:
        click_cell(grid, at(grid, "Watch the service", role))
        type_text("r")
    session_of(empty_window).settle()
    before = head(grid, 3)
    choose(grid.menu_for_role(3), "Leaves after the pilot")
    click_cell(grid, at(grid, "Watch the service", "Project lead"))
    type_text("a")
    session_of(empty_window).settle()
    marked = [f.sentence for f in session_of(empty_window).findings.open if f.step == "raci"]
    assert any("Project lead" in sentence for sentence in marked)
    assert head(grid, 3) != before


def test_a_person_who_leaves_makes_the_role_leave(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    with session_of(empty_window).workshop.step("Name") as step:
        person = step.insert(Person.new(name="Contractor", leaves=True))
        step.update(records(empty_window, Role)[0], person=person.id)
    assert head(grid, 1).endswith("(leaves)")


# Looks


def test_the_activities_stay_in_sight_with_twenty_roles(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    with session_of(empty_window).workshop.step("More") as step:
        for number in range(17):
            step.insert(Role.new(10.0 + number, name=f"Department {number} of the business"))
    QApplication.processEvents()
    click_cell(grid, at(grid, "Watch the service", "Department 16 of the business"))
    type_text("i")
    assert grid.horizontalScrollBar().value() > 0
    top = grid.horizontalHeader().height()
    place = QPoint(grid.verticalHeader().width() + 10, top + grid.rowViewportPosition(1) + 5)
    over = grid.childAt(place)
    assert over is not None
    overlay = over.parentWidget()
    assert isinstance(overlay, QTableView)
    assert overlay is not grid
    assert overlay.indexAt(over.mapFrom(grid, place)).data() == "Watch the service"
    press("Home")
    press("Right")
    assert grid.visualRect(grid.currentIndex()).left() >= grid.columnWidth(0) - 1


def test_a_name_is_changed_by_a_double_click(empty_window: MainWindow, grid: MatrixView) -> None:
    click_cell(grid, at(grid, "Answer users"))
    place = grid.visualRect(at(grid, "Answer users")).center()
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert grid.state() == grid.State.EditingState
    press("Ctrl+A")
    type_text("Help users\n")
    assert order(empty_window)[1][0] == "Help users"


def test_an_empty_matrix_takes_its_first_activity_and_role_by_key(
    empty_window: MainWindow, answer: Callable[[str | None], None]
) -> None:
    go_to(empty_window, "raci", Assignment)
    answer("Product owner")
    press("Ctrl+Shift+R")
    press("Ins")
    type_text("Watch the service\n")
    grid = matrix_of(empty_window)
    click_cell(grid, at(grid, "Watch the service", "Product owner"))
    type_text("a")
    assert first(empty_window) == "A"


def test_tab_goes_from_a_new_activity_to_its_letters(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    press("Ins")
    type_text("Retire a version\t")
    type_text("a")
    assert letters(empty_window, "Retire a version", "Product owner") == "A"


def test_a_change_of_letters_leaves_the_cursor_where_it_is(
    empty_window: MainWindow, grid: MatrixView
) -> None:
    press("Down", "Right")
    place = (grid.currentIndex().row(), grid.currentIndex().column())
    type_text("r")
    press("Ctrl+Z")
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == place
    assert grid.hasFocus()


def test_the_cell_that_changed_is_painted_anew(
    empty_window: MainWindow, grid: MatrixView, qtbot: QtBot
) -> None:
    place = at(grid, "Watch the service", "Product owner")
    for key in ("a", "Del"):
        with qtbot.waitSignal(
            grid.source.dataChanged,
            check_params_cb=lambda first, last, _roles: first == place == last,
        ):
            press(key)
