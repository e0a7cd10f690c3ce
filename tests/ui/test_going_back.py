"""Undo, redo, restore points, and back to how it was."""

from __future__ import annotations

import pytest

from models.records import (
    Decision,
    Person,
    ValueTarget,
)
from tests.ui.driving import (
    action,
    add_person,
    go_to,
    label_texts,
    notice,
    press,
    records,
    snapshot_of,
    table_of,
    type_text,
    workspace_of,
)
from ui.dialogs import door
from ui.window import MainWindow


def test_undo_and_redo_say_what_they_do_in_menu_and_status_bar(
    empty_window: MainWindow,
) -> None:
    add_person(empty_window, "Ada")
    assert action(empty_window, "undo").text() == "&Undo Add person"
    assert "Undo: Add person" in label_texts(empty_window.statusBar())
    assert not action(empty_window, "redo").isEnabled()
    press("Ctrl+Z")
    assert records(empty_window, Person) == ()
    assert action(empty_window, "redo").text() == "&Redo Add person"
    press("Ctrl+Y")
    assert [p.name for p in records(empty_window, Person)] == ["Ada"]


def test_the_status_bar_says_when_it_was_saved_and_where(empty_window: MainWindow) -> None:
    add_person(empty_window, "Ada")
    texts = label_texts(empty_window.statusBar())
    assert any(text.startswith("Saved ") and text.count(":") == 2 for text in texts)
    assert "day.groundwork" in texts


def test_undo_shows_the_place_that_it_changed(empty_window: MainWindow) -> None:
    add_person(empty_window, "Ada")
    add_person(empty_window, "Ben")
    table = table_of(empty_window)
    table.reveal(records(empty_window, Person)[0], "function")
    type_text("Claims\n")
    go_to(empty_window, "review", Decision)
    press("Ctrl+Z")
    assert workspace_of(empty_window).number == 0
    assert table_of(empty_window) is table
    index = table.currentIndex()
    assert (index.row(), index.column()) == (0, table.source.column_of("function"))
    assert table.hasFocus()


def test_a_restore_point_is_set_and_gone_back_to(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(empty_window, "Ada")
    monkeypatch.setattr(door, "ask_text", lambda *_asked: "Before lunch")
    press("Ctrl+S")
    assert "“Before lunch” is set" in notice(empty_window)
    add_person(empty_window, "Ben")
    offered: list[str] = []

    def first(_parent: object, _title: str, _label: str, options: list[str]) -> int:
        offered.extend(options)
        return 0

    monkeypatch.setattr(door, "ask_choice", first)
    action(empty_window, "restore_point").trigger()
    assert offered[0].startswith("Before lunch (")
    assert [p.name for p in records(empty_window, Person)] == ["Ada"]
    press("Ctrl+Z")
    assert [p.name for p in records(empty_window, Person)] == ["Ada", "Ben"]


def test_going_back_without_a_restore_point_says_how_to_set_one(
    empty_window: MainWindow,
) -> None:
    action(empty_window, "restore_point").trigger()
    assert "Ctrl+S" in notice(empty_window)


def test_reverting_goes_back_to_the_opening_and_undo_brings_everything_back(
    example_window: MainWindow,
) -> None:
    before = snapshot_of(example_window)
    add_person(example_window, "Ada")
    go_to(example_window, "value", ValueTarget)
    table_of(example_window).selectRow(0)
    press("Ctrl+Del")
    changed = snapshot_of(example_window)
    action(example_window, "revert").trigger()
    assert snapshot_of(example_window) == before
    press("Ctrl+Z")
    assert snapshot_of(example_window) == changed
