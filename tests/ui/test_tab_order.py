"""Every dialog that a command opens is walked with Tab alone: whatever takes the keyboard is
reached, in the order in which it is read, and Esc leaves.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from models.paths import ROOT
from models.records import Action, Answer, CostLine
from models.shelf import FOLDER
from tests.clocks import Hands
from tests.ui.driving import (
    copy_elsewhere,
    go_to,
    press,
    session_of,
    workspace_of,
)
from tests.ui.test_accessible import focusable
from ui import commands
from ui.dialogs import door
from ui.window import MainWindow

Prepare = Callable[[MainWindow], object]
LIST = "What,Owner,Due on\nWrite to the board,Anna,2026-12-01\n"


def nothing(_window: MainWindow) -> None:
    """The command opens its dialog anywhere."""


def on_a_finding(window: MainWindow) -> None:
    session_of(window).settle()
    go_to(window, "cost", CostLine)
    press("F8")


def late_in_a_block(window: MainWindow) -> None:
    hands = Hands()  # whenever the test runs, there is something to plan anew
    window.day.clock = hands.clock
    window.commands.clear_times()
    window.commands.start_next()
    hands.go(2 * 3600)
    window.day.look()


def with_cells_copied(_window: MainWindow) -> None:
    copy_elsewhere(LIST.replace(",", "\t"))


def on_actions(window: MainWindow) -> None:
    go_to(window, "review", Action)


def on_templates(window: MainWindow) -> None:
    go_to(window, "cost", CostLine)


def on_answers(window: MainWindow) -> None:
    go_to(window, "setup", Answer)


DIALOGS: dict[str, Prepare] = {
    "new_workshop": nothing,
    "export_charter": nothing,
    "send_questionnaires": nothing,
    "save_template": nothing,
    "seal_version": nothing,
    "compare_charter": nothing,
    "import_workbook": nothing,
    "hand_out": nothing,
    "bring_back": nothing,
    "import_list": on_actions,
    "import_copied": with_cells_copied,
    "add_from_template": on_templates,
    "load_template": nothing,
    "plan_anew": late_in_a_block,
    "accept_finding": on_a_finding,
    "settle_answers": on_answers,
    "freeze": nothing,
    "lift_freeze": nothing,
    "ask_next": nothing,
    "read_back": nothing,
    "estimate_round": nothing,  # a question of its own has a unit of its own
    "vote": nothing,
    "help_keys": nothing,
}
"""The commands that open dialogs of ours, and what comes before."""


@pytest.fixture
def files(example_file: Path, tmp_path: Path) -> dict[str, Path]:
    """What is chosen where a command asks for a file."""
    plain = tmp_path / "actions.csv"
    plain.write_text(LIST)
    back = Path(shutil.copy(example_file, tmp_path / "group.groundwork"))
    return {
        "compare_charter": ROOT / "docs" / "charter.pdf",
        "import_workbook": ROOT / "docs" / "workbook.xlsx",
        "import_list": plain,
        "load_template": next((FOLDER / "en").glob("pack-*.toml")),
        "bring_back": back,
    }


@pytest.mark.parametrize("id_", DIALOGS)
def test_tab_reaches_everything_in_a_dialog_and_escape_leaves_it(
    example_window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, Path],
    id_: str,
) -> None:
    walked: list[str] = []
    monkeypatch.setattr(door, "run", partial(walk, qtbot, walked))
    monkeypatch.setattr(door, "ask_open_file", lambda *_asked: files[id_])
    DIALOGS[id_](example_window)
    getattr(example_window.commands, id_)()
    qtbot.waitUntil(lambda: bool(walked), timeout=20_000)
    workspace_of(example_window).save()


def walk(qtbot: QtBot, walked: list[str], dialog: QDialog) -> bool:
    """Press Tab until everything had the keyboard; then Esc. The dialog is given up."""
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: not getattr(dialog, "reading", False), timeout=20_000)
    QApplication.processEvents()
    wanted = set(focusable(dialog))
    reached: list[QWidget] = []
    for _press in range(3 * len(wanted) + 10):
        if wanted <= set(reached):
            break
        here = QApplication.focusWidget()
        assert here is not None
        if here not in reached:
            reached.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        QApplication.processEvents()
    missing = [f"{type(w).__name__} “{w.accessibleName()}”" for w in wanted - set(reached)]
    assert missing == [], type(dialog).__name__
    assert going_back(dialog, reached) == [], type(dialog).__name__
    assert len(wanted) > 1, type(dialog).__name__
    press("Escape")
    assert not dialog.isVisible(), type(dialog).__name__
    dialog.deleteLater()
    walked.append(type(dialog).__name__)
    return False


def going_back(dialog: QDialog, reached: list[QWidget]) -> list[str]:
    """Where Tab goes up in a column or to the left in a row, from the first widget on."""

    def place(widget: QWidget) -> QRect:
        return QRect(widget.mapTo(dialog, widget.rect().topLeft()), widget.size())

    top = min(place(each).bottom() for each in reached)
    row = [each for each in reached if place(each).top() <= top]
    first = reached.index(min(row, key=lambda each: place(each).left()))
    found = []
    for one, other in pairwise([*reached[first:], *reached[:first]]):
        here, there = place(one), place(other)
        beside = here.top() <= there.bottom() and there.top() <= here.bottom()
        below = here.left() <= there.right() and there.left() <= here.right()
        if (below and there.bottom() < here.top()) or (beside and there.right() < here.left()):
            found.append(f"“{one.accessibleName()}” → “{other.accessibleName()}”")
    return found


ASKING = {
    *("open_file", "export_workbook", "export_json", "export_lists", "read_answers"),
    *("mark_point", "restore_point", "add_role", "print_keys"),
}
"""Commands that open dialogs of Qt or of the desktop."""
NO_DIALOG = {"role_menu", "palette", "search"}


def test_every_command_that_asks_for_more_is_walked() -> None:
    asking = {command.id for command in commands.COMMANDS if command.text.endswith("…")}
    assert asking - ASKING - NO_DIALOG <= set(DIALOGS)
