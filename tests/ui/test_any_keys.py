"""Whatever keys are pressed in whatever order, the window shows what is stored."""

from __future__ import annotations

import random

import pytest

from models import raci
from models.records import Activity, Assignment, Decision, Person, Role
from tests.ui.driving import (
    copy_elsewhere,
    go_to,
    matrix_of,
    press,
    records,
    session_of,
    snapshot_of,
    table_of,
    type_text,
    workspace_of,
)
from ui.dialogs import door
from ui.window import MainWindow

MOVES = ("Up", "Down", "Left", "Right", "Tab", "Shift+Tab", "Return", "Home", "End", "Shift+Down")
EDITS = ("Del", "Ctrl+D", "Ctrl+Del", "Alt+Up", "Alt+Down", "Ins", "F2", "Escape", "Ctrl+V")
HISTORY = ("Ctrl+Z", "Ctrl+Y", "Ctrl+C", "F4")


def mash(window: MainWindow, dice: random.Random, letters: str) -> None:
    """One stroke of somebody who does not look."""
    kind = dice.random()
    if kind < 0.3:
        type_text(dice.choice(letters))
    else:
        press(dice.choice(MOVES if kind < 0.6 else EDITS if kind < 0.85 else HISTORY))


def undo_everything(window: MainWindow) -> None:
    """Back to the first step, then forth to the last one."""
    workshop = session_of(window).workshop
    workspace_of(window).save()
    end = snapshot_of(window)
    count = 0
    while workshop.undo_name:
        window.commands.undo()
        count += 1
    assert snapshot_of(window).all(Person) == ()
    assert snapshot_of(window).all(Activity) == ()
    for _step in range(count):
        window.commands.redo()
    assert snapshot_of(window) == end


@pytest.mark.parametrize("seed", [1, 13])
def test_a_table_shows_what_is_stored_after_any_keys(empty_window: MainWindow, seed: int) -> None:
    with session_of(empty_window).workshop.step("Fill") as step:
        for number in range(3):
            step.insert(Person.new(float(number), name=f"Person {number}"))
            step.insert(Decision.new(float(number), what=f"Decision {number}"))
    go_to(empty_window, "review", Decision)
    table = table_of(empty_window)
    copy_elsewhere("Buy\tPerson 1\nSell\tSomebody new\n")
    dice = random.Random(seed)  # noqa: S311 - a fixed seed, nothing secret
    for _stroke in range(90):
        mash(empty_window, dice, "abx1 ")
        if table.state() != table.State.EditingState:
            check_table(empty_window)
    undo_everything(empty_window)
    go_to(empty_window, "review", Decision)
    check_table(empty_window)


def check_table(window: MainWindow) -> None:
    model, stored = table_of(window).proxy, records(window, Decision)
    assert model.rowCount() == len(stored) + 1
    for row, decision in enumerate(stored):
        person = snapshot_of(window).name_of(Decision.decided_by, decision)
        texts = [str(model.index(row, column).data() or "") for column in range(2)]
        assert texts == [decision.what, person]


@pytest.mark.parametrize("seed", [1, 13])
def test_the_matrix_shows_what_is_stored_after_any_keys(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(door, "ask_text", lambda *_asked: "Another role")
    with session_of(empty_window).workshop.step("Fill") as step:
        for number in range(3):
            step.insert(Role.new(float(number), name=f"Role {number}"))
            step.insert(Activity.new(float(number), name=f"Do {number}", section=f"G{number % 2}"))
    go_to(empty_window, "raci", Assignment)
    matrix = matrix_of(empty_window)
    copy_elsewhere("A\tR\nC\tI\n")
    dice = random.Random(seed)  # noqa: S311 - a fixed seed, nothing secret
    for _stroke in range(90):
        mash(empty_window, dice, "racix/ ")
        if matrix.state() != matrix.State.EditingState:
            check_matrix(empty_window)
    undo_everything(empty_window)
    go_to(empty_window, "raci", Assignment)
    check_matrix(empty_window)


def check_matrix(window: MainWindow) -> None:
    model, snapshot = matrix_of(window).source, snapshot_of(window)
    roles = list(snapshot.all(Role))
    assert [role.id for role in model.roles] == [role.id for role in roles]
    expected = [a.name for _section, rows in raci.sections(snapshot) for a in rows]
    shown = [row for row in range(model.rowCount()) if model.activity_at(row)]
    assert [model.index(row, 0).data() for row in shown] == expected
    for row in shown:
        activity = model.activity_at(row)
        assert activity is not None
        for column, role in enumerate(roles, 1):
            letters = raci.letters_at(snapshot, activity, role)
            assert model.index(row, column).data() == raci.show_letters(letters)
