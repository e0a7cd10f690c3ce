"""Names typed into links: half a name means the one that is there, a new one is meant as such."""

from __future__ import annotations

import pytest

from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox

from models import actions
from models.records import CostLine, Ownership, Person, ValueTarget
from tests.ui.driving import (
    cell,
    form_of,
    go_to,
    keyboard,
    notice,
    press,
    put_cursor,
    records,
    row_of,
    session_of,
    snapshot_of,
    table_of,
    type_text,
    workspace_of,
)
from ui.editors import text_in
from ui.table.view import RecordTable
from ui.window import MainWindow

BOARD = ("Head of Claims", "Head of IT", "Sponsor")


@pytest.fixture
def targets(empty_window: MainWindow) -> RecordTable:
    """Two value targets, in a workshop with three people."""
    for name in BOARD:
        session_of(empty_window).do(actions.add, Person, name=name)
    for what in ("Handling time", "Errors"):
        session_of(empty_window).do(actions.add, ValueTarget, what=what)
    go_to(empty_window, "value", ValueTarget)
    return table_of(empty_window)


def people(window: MainWindow) -> list[str]:
    return [person.name for person in records(window, Person)]


def offered() -> list[str]:
    """What the open list of completions shows."""
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    model = popup.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize("end", ["Return", "Tab"])
def test_half_a_name_means_the_only_one_that_begins_so(
    empty_window: MainWindow, targets: RecordTable, end: str
) -> None:
    put_cursor(targets, 0, "owner")
    type_text("Head of C")
    press(end)
    assert cell(targets, 0, "owner") == "Head of Claims"
    assert people(empty_window) == list(BOARD)
    assert notice(empty_window) == ""
    here = targets.currentIndex()
    moved = {"Return": (1, 0), "Tab": (0, 1)}[end]
    assert (here.row(), here.column() - targets.source.column_of("owner")) == moved


def test_what_begins_several_names_waits_for_more(
    empty_window: MainWindow, targets: RecordTable
) -> None:
    put_cursor(targets, 0, "owner")
    type_text("head of\n")
    assert "“head of” begins 2 names: Head of Claims, Head of IT." in notice(empty_window)
    assert people(empty_window) == list(BOARD)
    type_text(" i\n")
    assert cell(targets, 0, "owner") == "Head of IT"
    assert notice(empty_window) == ""


def test_a_new_name_that_begins_another_is_chosen_as_such(
    empty_window: MainWindow, targets: RecordTable
) -> None:
    put_cursor(targets, 0, "owner")
    type_text("Head of C")
    assert offered() == ["Head of Claims", "Add “Head of C”"]
    press("Down", "Down", "Return")
    assert cell(targets, 0, "owner") == "Head of C"
    assert people(empty_window) == [*BOARD, "Head of C"]
    assert notice(empty_window) == "“Head of C” was new and is now among the people."


def test_a_name_that_begins_no_other_is_new_at_once_and_said_to_be(
    empty_window: MainWindow, targets: RecordTable
) -> None:
    put_cursor(targets, 0, "owner")
    type_text("Xaver\nXaver\n")
    assert people(empty_window) == [*BOARD, "Xaver"]
    assert [cell(targets, row, "owner") for row in (0, 1)] == ["Xaver", "Xaver"]
    workspace_of(empty_window).go_to(0)
    assert notice(empty_window) == ""


def test_a_whole_name_that_begins_another_one_is_itself(
    empty_window: MainWindow, targets: RecordTable
) -> None:
    session_of(empty_window).do(actions.add, Person, name="Head of IT security")
    put_cursor(targets, 0, "owner")
    type_text("head of it\n")
    assert cell(targets, 0, "owner") == "Head of IT"


def test_half_a_name_in_a_form_is_completed_and_a_doubtful_one_explained(
    empty_window: MainWindow, targets: RecordTable
) -> None:
    go_to(empty_window, "raci", Ownership)
    row = row_of(form_of(empty_window), "owner")
    row.editor.setFocus()
    type_text("Spo\n")
    assert text_in(row.editor) == "Sponsor"
    owner = snapshot_of(empty_window).one(Ownership).owner
    assert owner == records(empty_window, Person)[2].id
    assert isinstance(row.editor, QComboBox)
    row.editor.clearEditText()
    type_text("Head\n")
    assert row._reason.text().startswith("“Head” begins 2 names")
    assert people(empty_window) == list(BOARD)


# What does not fit is not lost


@pytest.fixture
def costs(empty_window: MainWindow) -> RecordTable:
    """Two cost lines."""
    for what in ("Seats", "Support"):
        session_of(empty_window).do(actions.add, CostLine, what=what)
    go_to(empty_window, "cost", CostLine)
    return table_of(empty_window)


@pytest.mark.parametrize("end", ["Return", "Tab", "Shift+Tab"])
def test_a_cell_stays_open_with_what_does_not_fit(
    empty_window: MainWindow, costs: RecordTable, end: str
) -> None:
    put_cursor(costs, 0, "year")
    type_text("abc")
    press(end)
    assert "“abc” is not a number" in notice(empty_window)
    editor = keyboard()
    assert costs.currentIndex().row() == 0
    assert text_in(editor) == "abc"  # type: ignore[arg-type]
    press("Ctrl+A")
    type_text("12k\n")
    assert records(empty_window, CostLine)[0].year == 12_000
    assert notice(empty_window) == ""
    assert costs.currentIndex().row() == 1


def test_escape_gives_up_what_does_not_fit(empty_window: MainWindow, costs: RecordTable) -> None:
    put_cursor(costs, 0, "year")
    type_text("abc\n")
    press("Escape")
    assert notice(empty_window) == ""
    assert costs.state() != costs.State.EditingState
    press("F2")
    assert text_in(keyboard()) == ""  # type: ignore[arg-type]


def test_a_cell_that_was_left_shows_again_what_did_not_fit(
    empty_window: MainWindow, costs: RecordTable
) -> None:
    put_cursor(costs, 0, "year")
    type_text("400 a month")
    put_cursor(costs, 1, "what")
    assert "it takes an amount a year in EUR, not “400 a month”" in notice(empty_window)
    put_cursor(costs, 0, "year")
    assert cell(costs, 0, "year") == ""
    press("F2")
    assert text_in(keyboard()) == "400 a month"  # type: ignore[arg-type]
    press("Ctrl+A")
    type_text("4800\n")
    assert records(empty_window, CostLine)[0].year == 4800


def test_another_step_has_no_message_of_the_one_before(
    empty_window: MainWindow, costs: RecordTable
) -> None:
    put_cursor(costs, 0, "year")
    type_text("abc\n")
    press("Escape")
    session_of(empty_window).do(
        actions.set_text, records(empty_window, CostLine)[0], CostLine.year, "x"
    )
    assert notice(empty_window)
    workspace_of(empty_window).go_forward()
    assert notice(empty_window) == ""
