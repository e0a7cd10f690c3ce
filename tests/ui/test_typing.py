"""Typing: it is saved as it goes on, never disturbed by that, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from models import actions
from models.opening import open_workshop
from models.records import Activity, Assignment, Decision, Person, Pilot, WorkshopInfo
from models.text import MAX_LENGTH
from tests.ui.driving import (
    action,
    click_cell,
    copy_elsewhere,
    form_of,
    go_to,
    keyboard,
    matrix_of,
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
from ui.window import MainWindow

FRENCH = "Où sont les coûts\u00a0?\nIci\u202f: 10\u00a0000\u00a0€"
"""No-break spaces, as in every French text that is pasted from a word processor."""


def type_until(qtbot: QtBot, done: Callable[[], bool]) -> str:
    """Type without a pause until `done`, and return what was typed; fails when it never is."""
    typed: list[str] = []

    def one_more() -> bool:
        if done():
            return True
        typed.append("x")
        QTest.keyClicks(keyboard(), "x")
        return False

    qtbot.waitUntil(one_more)
    return "".join(typed)


def undo_name(window: MainWindow) -> str:
    return session_of(window).workshop.undo_name


@pytest.fixture
def decision(empty_window: MainWindow) -> MainWindow:
    """The window on the decisions, with one whose reason holds no-break spaces."""
    session_of(empty_window).do(actions.add, Decision, what="Buy it", reason=FRENCH)
    go_to(empty_window, "review", Decision)
    put_cursor(table_of(empty_window), 0, "reason")
    return empty_window


# Nothing is saved that was not typed


def test_looking_at_no_break_spaces_in_the_details_is_no_edit(decision: MainWindow) -> None:
    press("F4")
    assert text_in(row_of(form_of(decision), "reason").editor) == FRENCH
    form_of(decision).reveal("reason")
    table_of(decision).setFocus()
    press("Down")
    assert undo_name(decision) == "Add decision"
    press("Up", "Ctrl+Z")
    assert records(decision, Decision) == ()


def test_opening_and_leaving_a_cell_with_no_break_spaces_is_no_edit(decision: MainWindow) -> None:
    press("F2", "Tab")
    assert undo_name(decision) == "Add decision"
    assert records(decision, Decision)[0].reason == FRENCH


def test_an_edit_keeps_the_no_break_spaces_around_it(decision: MainWindow) -> None:
    press("F2", "Ctrl+End")
    type_text("!\t")
    assert records(decision, Decision)[0].reason == f"{FRENCH}!"


# Saved while it is typed


def test_a_field_is_saved_while_it_is_typed_without_a_pause(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    go_to(empty_window, "setup", WorkshopInfo)
    form_of(empty_window).reveal("outcome")
    type_until(qtbot, lambda: bool(snapshot_of(empty_window).one(WorkshopInfo).outcome))


def test_a_cell_is_saved_while_it_is_typed_without_a_pause(
    decision: MainWindow, qtbot: QtBot
) -> None:
    type_until(qtbot, lambda: "x" in records(decision, Decision)[0].reason)


@pytest.fixture
def activity(empty_window: MainWindow) -> MainWindow:
    """The window on a matrix with one activity, the cursor on its name."""
    session_of(empty_window).do(actions.add, Activity, name="Watch")
    go_to(empty_window, "raci", Assignment)
    grid = matrix_of(empty_window)
    row = grid.source.row_of(records(empty_window, Activity)[0].id)
    click_cell(grid, grid.source.index(row, 0))
    return empty_window


def test_the_name_of_an_activity_is_saved_while_it_is_typed(
    activity: MainWindow, qtbot: QtBot
) -> None:
    typed = type_until(qtbot, lambda: records(activity, Activity)[0].name != "Watch")
    type_text(" y\n")
    assert records(activity, Activity)[0].name == f"{typed} y"
    press("Ctrl+Z")
    assert records(activity, Activity)[0].name == "Watch"


def test_escape_takes_the_name_of_an_activity_back(activity: MainWindow, qtbot: QtBot) -> None:
    type_until(qtbot, lambda: records(activity, Activity)[0].name != "Watch")
    press("Escape")
    assert records(activity, Activity)[0].name == "Watch"


@pytest.mark.parametrize("field", ["client", "outcome"])
def test_saving_leaves_the_field_and_its_cursor_alone(
    empty_window: MainWindow, qtbot: QtBot, field: str
) -> None:
    go_to(empty_window, "setup", WorkshopInfo)
    form_of(empty_window).reveal(field)

    def stored() -> object:
        return snapshot_of(empty_window).one(WorkshopInfo).values[field]

    type_text("one three")
    press("Ctrl+Left")
    type_text("two ")
    qtbot.waitUntil(lambda: stored() == "one two three")
    type_text("and ")
    press("End")
    type_text(" ")
    qtbot.waitUntil(lambda: stored() in ("one two and three", "one two and three "))
    type_text("four\t")
    assert stored() == "one two and three four"


def test_saving_leaves_the_cell_and_its_cursor_alone(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    session_of(empty_window).do(actions.add, Person, name="Ada")
    go_to(empty_window, "setup", Person)
    put_cursor(table_of(empty_window), 0, "function")
    type_text("Head ")
    qtbot.waitUntil(lambda: records(empty_window, Person)[0].function == "Head")
    type_text("of Claims\n")
    assert records(empty_window, Person)[0].function == "Head of Claims"


def test_a_field_that_is_left_shows_what_is_stored(empty_window: MainWindow, qtbot: QtBot) -> None:
    go_to(empty_window, "setup", WorkshopInfo)
    form_of(empty_window).reveal("client")
    type_text("  Insurer  ")
    qtbot.waitUntil(lambda: snapshot_of(empty_window).one(WorkshopInfo).client == "Insurer")
    press("Tab")
    assert text_in(row_of(form_of(empty_window), "client").editor) == "Insurer"


def test_text_that_is_deleted_again_after_it_was_saved_is_gone(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    go_to(empty_window, "setup", WorkshopInfo)
    form_of(empty_window).reveal("client")
    type_text("In")
    qtbot.waitUntil(lambda: snapshot_of(empty_window).one(WorkshopInfo).client == "In")
    press("Backspace", "Backspace", "Tab")
    assert snapshot_of(empty_window).one(WorkshopInfo).client == ""


def test_escape_in_a_field_takes_back_what_was_saved_while_typing(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    go_to(empty_window, "setup", WorkshopInfo)
    form_of(empty_window).reveal("client")
    type_text("Insurer\t")
    form_of(empty_window).reveal("client")
    press("End")
    type_text(" and more")
    qtbot.waitUntil(
        lambda: snapshot_of(empty_window).one(WorkshopInfo).client == "Insurer and more"
    )
    press("Escape")
    assert text_in(row_of(form_of(empty_window), "client").editor) == "Insurer"
    assert snapshot_of(empty_window).one(WorkshopInfo).client == "Insurer"


# Long texts


def test_a_long_line_is_not_cut_when_it_is_edited(empty_window: MainWindow) -> None:
    text = "x" * 40_000
    session_of(empty_window).do(actions.add, Person, name="Ada", function=text)
    go_to(empty_window, "setup", Person)
    put_cursor(table_of(empty_window), 0, "function")
    press("F2", "End")
    type_text("y\t")
    assert records(empty_window, Person)[0].function == f"{text}y"


def test_every_editor_holds_as_much_as_the_model_keeps(empty_window: MainWindow) -> None:
    for step, kind in (("setup", WorkshopInfo), ("frame", Pilot)):
        go_to(empty_window, step, kind)
        for row in form_of(empty_window).rows:
            line: QWidget | None = row.editor
            if isinstance(line, QComboBox):
                line = line.lineEdit()
            if isinstance(line, QLineEdit):
                assert line.maxLength() == MAX_LENGTH, row.field.name
            else:
                assert isinstance(line, QPlainTextEdit)


def test_a_long_capture_is_not_cut(empty_window: MainWindow) -> None:
    text = "x" * 40_000
    press("Ctrl+J")
    copy_elsewhere(text)
    press("Ctrl+V", "Return")
    assert records(empty_window, Decision)[0].what == text


# The capture line


def test_closing_the_window_captures_what_stands_in_the_line(empty_window: MainWindow) -> None:
    path: Path = session_of(empty_window).workshop.path
    press("Ctrl+J")
    type_text("We start in March")
    empty_window.close()
    with open_workshop(path) as workshop:
        assert [d.what for d in workshop.snapshot.all(Decision)] == ["We start in March"]


@pytest.mark.parametrize("command", ["dark", "larger"])
def test_other_colours_or_sizes_capture_what_stands_in_the_line(
    empty_window: MainWindow, command: str
) -> None:
    press("Ctrl+J")
    type_text("We start in March")
    action(empty_window, command).trigger()
    assert [d.what for d in records(empty_window, Decision)] == ["We start in March"]


def test_undo_elsewhere_leaves_the_capture_line_alone(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, Person, name="Ada")
    press("Ctrl+J")
    type_text("We start")
    workspace_of(empty_window).page.pane.reveal(None, "")
    action(empty_window, "undo").trigger()
    assert records(empty_window, Person) == records(empty_window, Decision) == ()
    press("Ctrl+J")
    press("End")
    type_text(" in March\n")
    assert [d.what for d in records(empty_window, Decision)] == ["We start in March"]
