"""What to ask next, in the window and for the room."""

from __future__ import annotations

import pytest

from PySide6.QtWidgets import QApplication, QDialog

from models.asking import ask_next
from tests.ui.driving import (
    answer,
    button,
    click,
    label_texts,
    press,
    session_of,
    workspace_of,
)
from ui.dialogs import door
from ui.dialogs.ask_next import AskDialog
from ui.room.desk import RoomDesk
from ui.window import MainWindow


class Keys:
    """Presses keys in the dialog that opens, in place of `door.run`."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.said: list[str] = []
        self.name = ""

    def __call__(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, AskDialog)
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        self.said = label_texts(dialog)
        self.name = dialog.chosen.text if dialog.chosen else ""
        press(*self.keys)
        return answer(dialog)


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Keys:
    found = Keys()
    monkeypatch.setattr(door, "run", found)
    return found


def best(window: MainWindow) -> list[str]:
    """What the library says is worth asking."""
    session = session_of(window)
    session.settle()
    return [question.text for question in ask_next(session.findings.open, session.snapshot)]


def test_f3_shows_three_questions_with_why(example_window: MainWindow, keys: Keys) -> None:
    keys.keys = ["Escape"]
    press("F3")
    for text in best(example_window):
        assert text in keys.said
    assert "What the project team answers for has nobody once the team is gone." in " ".join(
        keys.said
    )


def test_enter_goes_to_where_the_answer_is_written(example_window: MainWindow, keys: Keys) -> None:
    keys.keys = ["Return"]
    press("F3")
    assert workspace_of(example_window).page.step.id == "raci"
    keys.keys = ["Down", "Return"]
    press("F3")
    assert workspace_of(example_window).page.step.id == "cost"
    keys.keys = ["1", "Return"]
    press("F3")
    assert workspace_of(example_window).page.step.id == "raci"


def test_escape_leaves_everything_as_it_is(example_window: MainWindow, keys: Keys) -> None:
    keys.keys = ["Escape"]
    press("F3")
    assert workspace_of(example_window).number == 0


def test_one_key_shows_the_question_to_the_room(example_window: MainWindow, keys: Keys) -> None:
    press("F5")
    example_window.activateWindow()
    QApplication.processEvents()
    keys.keys = ["2", "R"]
    press("F3")
    assert isinstance(example_window.room, RoomDesk)
    page = example_window.room.view.page
    assert page.question == best(example_window)[1]
    assert page.table is not None
    example_window.room.view.grab()
    workspace_of(example_window).go_forward()
    assert example_window.room.view.page.question != page.question


def test_the_room_view_opens_for_a_question(example_window: MainWindow, keys: Keys) -> None:
    keys.keys = ["R"]
    press("F3")
    assert isinstance(example_window.room, RoomDesk)
    assert example_window.room.view.page.question == best(example_window)[0]


def test_a_click_chooses_and_a_button_goes_there(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_mouse(dialog: QDialog) -> bool:
        assert isinstance(dialog, AskDialog)
        dialog.show()
        click(dialog._cards[1])
        click(button(dialog, "Go there"))
        return answer(dialog)

    monkeypatch.setattr(door, "run", by_mouse)
    press("F3")
    assert workspace_of(example_window).page.step.id == "cost"


def test_where_nothing_is_open_it_says_so(
    example_window: MainWindow, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.asking.ask_next", lambda *_given: [])
    keys.keys = ["Return"]
    press("F3")
    assert any("Nothing is open any more" in text for text in keys.said)
    assert workspace_of(example_window).number == 0
