"""The capture line in the window: typed in passing, and the work goes on where it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from models import actions
from models.dates import today
from models.lock import FileLock
from models.near_dates import near_date
from models.records import (
    Action,
    Decision,
    ParkedPoint,
    Person,
    Risk,
    ValueTarget,
    WorkshopInfo,
)
from tests.ui.driving import (
    Answers,
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
    table_of,
    type_text,
    workspace_of,
)
from ui.capture_line import CaptureLine
from ui.dialogs import door
from ui.dialogs.capture import CaptureDialog
from ui.editors import text_in
from ui.window import MainWindow


@pytest.fixture
def people(empty_window: MainWindow) -> MainWindow:
    """A window whose workshop knows three people."""
    for name in ("Head of Claims", "Head of IT", "Sponsor"):
        session_of(empty_window).do(actions.add, Person, name=name)
    return empty_window


def line_of(window: MainWindow) -> CaptureLine:
    return workspace_of(window).side.capture


def test_an_action_is_captured_with_who_and_when(people: MainWindow) -> None:
    press("Ctrl+J")
    type_text("a: Tell finance @sponsor +2w")
    day = near_date("+2w", today(), "en_GB")
    assert day is not None
    assert "Action · Owner: Sponsor · Due: " in line_of(people).understood()
    press("Return")
    (made,) = records(people, Action)
    sponsor = records(people, Person)[2]
    assert (made.what, made.owner, made.due) == ("Tell finance", sponsor.id, day)
    assert line_of(people).line.text() == ""
    assert "Action “Tell finance” was added in step 12" in notice(people)


def test_names_are_completed_behind_the_at_sign(people: MainWindow) -> None:
    press("Ctrl+J")
    type_text("r: It fails @it")
    popup = QApplication.activePopupWidget()
    assert popup is line_of(people).line.names
    press("Tab")
    assert line_of(people).line.text() == "r: It fails @Head of IT "
    assert QApplication.activePopupWidget() is None
    press("Return")
    (made,) = records(people, Risk)
    assert made.owner == records(people, Person)[1].id


def test_the_marked_name_is_taken_with_enter(people: MainWindow) -> None:
    press("Ctrl+J")
    type_text("p: Works council @head")
    press("Down", "Down", "Return")
    assert line_of(people).line.text() == "p: Works council @Head of IT "
    assert records(people, ParkedPoint) == ()
    press("Return")
    assert records(people, ParkedPoint)[0].what == "Works council"


def test_escape_in_the_list_of_names_leaves_the_line_as_it_is(people: MainWindow) -> None:
    press("Ctrl+J")
    type_text("p: Works council @head")
    press("Escape")
    assert keyboard() is line_of(people).line
    assert line_of(people).line.text() == "p: Works council @head"


def test_a_doubtful_name_waits_for_more(people: MainWindow) -> None:
    press("Ctrl+J")
    type_text("a: Tell finance @Head")
    press("Escape", "Return")
    assert records(people, Action) == ()
    assert "“Head” begins 2 names" in notice(people)
    assert keyboard() is line_of(people).line
    type_text(" of c")
    press("Escape", "Return")
    assert records(people, Action)[0].owner == records(people, Person)[0].id


def test_what_a_line_begins_with_is_shown_and_ends_with_it(people: MainWindow) -> None:
    kind = line_of(people).kind
    press("Ctrl+J")
    type_text("r: ")
    assert kind.currentText() == "Risk"
    type_text("It fails\n")
    assert kind.currentText() == "Decision"


def test_up_and_down_choose_what_it_is(people: MainWindow) -> None:
    press("Ctrl+J", "Down")
    assert line_of(people).kind.currentText() == "Action"
    press("Up", "Up")
    assert line_of(people).kind.currentText() == "Parked point"
    type_text("Works council\n")
    assert records(people, ParkedPoint)[0].what == "Works council"


# The keyboard goes back


@pytest.mark.parametrize("end", ["Return", "Escape"])
def test_the_keyboard_goes_back_to_the_table(people: MainWindow, end: str) -> None:
    session_of(people).do(actions.add, ValueTarget, what="Handling time")
    go_to(people, "value", ValueTarget)
    put_cursor(table_of(people), 0, "owner")
    press("Ctrl+J")
    type_text("We start")
    press(end)
    assert keyboard() is table_of(people)
    assert table_of(people).currentIndex().column() == table_of(people).source.column_of("owner")
    assert line_of(people).line.text() == ("" if end == "Return" else "We start")
    press("Ctrl+J")
    assert keyboard() is line_of(people).line


def test_a_cell_that_was_being_typed_goes_on(people: MainWindow) -> None:
    session_of(people).do(actions.add, ValueTarget, what="Handling time")
    go_to(people, "value", ValueTarget)
    table = table_of(people)
    put_cursor(table, 0, "what")
    press("F2", "End")
    type_text(" of claims")
    press("Ctrl+J")
    type_text("a: Tell finance\n")
    assert records(people, Action)[0].what == "Tell finance"
    assert records(people, ValueTarget)[0].what == "Handling time of claims"
    press("End")
    type_text(" today\n")
    assert cell(table, 0, "what") == "Handling time of claims today"


def test_a_field_of_a_form_keeps_its_text(people: MainWindow) -> None:
    go_to(people, "setup", WorkshopInfo)
    editor = row_of(form_of(people), "initiative").editor
    editor.setFocus()
    type_text("Claims")
    press("Ctrl+J")
    type_text("We start\n")
    assert keyboard() is editor
    type_text(" assistant")
    assert text_in(editor) == "Claims assistant"
    assert records(people, Decision)[0].what == "We start"


def test_shift_and_enter_capture_one_after_the_other(people: MainWindow) -> None:
    press("Ctrl+J")
    for text in ("a: One", "r: Two"):
        type_text(text)
        press("Shift+Return")
    assert keyboard() is line_of(people).line
    assert [action.what for action in records(people, Action)] == ["One"]
    assert [risk.what for risk in records(people, Risk)] == ["Two"]


def test_one_undo_takes_the_capture_and_the_new_name_back(people: MainWindow) -> None:
    press("Ctrl+J")
    type_text("a: Tell finance @Xaver Muster\n")
    assert len(records(people, Person)) == 4
    press("Ctrl+Z")
    assert len(records(people, Person)) == 3
    assert records(people, Action) == ()


def test_a_parked_point_notes_the_step_in_front(people: MainWindow) -> None:
    press("Ctrl+5", "Ctrl+J")
    type_text("p: Works council\n")
    assert records(people, ParkedPoint)[0].remark == "Came up in step 5, Production cost."


def test_nothing_can_be_captured_where_nothing_can_be_changed(
    open_window: Callable[..., MainWindow], empty_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(empty_file, tmp_path))
    lock = FileLock(path)
    assert lock.acquire()
    window = open_window(path)
    assert not line_of(window).line.isEnabled()
    assert not line_of(window).kind.isEnabled()
    window.commands.capture_over(window)  # opens nothing
    lock.release()


# Over the room view


def test_the_room_view_has_a_line_of_its_own(
    people: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers()
    monkeypatch.setattr(door, "run", answers)
    press("Ctrl+J")
    type_text("a: Tell")
    press("Escape", "F5")
    assert people.room is not None
    view = people.room.view
    view.activateWindow()
    QApplication.processEvents()
    answers.will_be(" finance\n")
    QTest.keyClick(view, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert records(people, Action)[0].what == "Tell finance"
    assert line_of(people).line.text() == ""


def test_what_was_not_finished_there_goes_on_at_the_side(
    people: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(dialog: QDialog) -> bool:
        assert isinstance(dialog, CaptureDialog)
        dialog.show()
        dialog.capture.line.setText("a: Tell finance")
        press("Escape")
        dialog.deleteLater()
        return False

    monkeypatch.setattr(door, "run", give_up)
    people.commands.capture_over(people)
    assert line_of(people).line.text() == "a: Tell finance"
    assert records(people, Action) == ()
