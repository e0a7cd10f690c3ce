"""The tests' own guard: no dialog waits for somebody who is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from PySide6.QtWidgets import QDialog

from models.errors import Refusal
from ui.dialogs import door
from ui.window import MainWindow

DOORS: dict[str, Callable[[MainWindow], object]] = {
    "run": lambda window: door.run(QDialog(window)),
    "ask_text": lambda window: door.ask_text(window, "", ""),
    "ask_choice": lambda window: door.ask_choice(window, "", "", ["a"]),
    "ask_colour": lambda window: door.ask_colour(window, "", "#000000"),
    "tell": lambda window: door.tell(window, Refusal("no")),
    "ask_open_file": lambda window: door.ask_open_file(window, "", Path(), ""),
    "ask_save_file": lambda window: door.ask_save_file(window, "", Path(), ""),
}


@pytest.mark.parametrize("name", DOORS)
def test_a_dialog_that_nobody_answers_fails_the_test(window: MainWindow, name: str) -> None:
    with pytest.raises(AssertionError, match="did not answer"):
        DOORS[name](window)


def test_all_dialogs_go_through_the_doors() -> None:
    folder = Path(door.__file__).parent.parent
    waiting = (".exec(", "QMessageBox.", "QInputDialog.", "QFileDialog.")
    found = [
        f"{path.relative_to(folder)}: {line.strip()}"
        for path in sorted(folder.rglob("*.py"))
        if path.name != "door.py"
        for line in path.read_text("utf-8").splitlines()
        if any(word in line for word in waiting) and "app.exec()" not in line
    ]
    assert found == []
