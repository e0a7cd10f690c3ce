"""Handing a copy out and bringing it back, by keys, in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from models import actions
from models.handing_out import hand_out, purpose_of
from models.opening import open_workshop
from models.records import Condition, Person, Risk, ValueTarget
from models.steps import BY_ID, STEPS
from tests.ui.driving import (
    action,
    answer,
    inside,
    label_texts,
    notice,
    press,
    records,
    session_of,
    snapshot_of,
    workspace_of,
)
from ui import theme
from ui.dialogs import door
from ui.dialogs.merge import MergeDialog
from ui.window import MainWindow

Edit = Callable[[MainWindow], None]


@pytest.fixture
def copy(example_window: MainWindow, tmp_path: Path) -> Path:
    """A copy of the example in which a group renamed, added and removed something."""
    path = hand_out(session_of(example_window).workshop, ["value"], tmp_path / "table 1")
    with open_workshop(path) as workshop:
        first, second, *_ = workshop.snapshot.all(ValueTarget)
        actions.set_value(workshop, first, ValueTarget.what, "Theirs")
        actions.set_value(workshop, second, ValueTarget.volume, 77.0)
        actions.add(workshop, ValueTarget, what="New at the table")
        actions.delete(workshop, workshop.snapshot.all(Risk)[:1])
    return path


def rename_here(window: MainWindow) -> None:
    """The same is renamed here, so that there is a conflict."""
    first = records(window, ValueTarget)[0]
    actions.set_value(session_of(window).workshop, first, ValueTarget.what, "Ours")


class Keys:
    """Somebody who answers the preview by keys, in place of `door.run`."""

    def __init__(self, qtbot: QtBot, *keys: str) -> None:
        self.qtbot, self.keys = qtbot, keys
        self.said: list[str] = []
        self.rows: list[list[str]] = []

    def __call__(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, MergeDialog)
        dialog.show()
        dialog.activateWindow()
        self.qtbot.waitUntil(lambda: not dialog.reading)
        self.said = label_texts(dialog)
        press(*self.keys)
        self.rows = [
            [line.text(column) for column in range(5)] for _item, line in dialog.tree.items()
        ]
        if dialog.isVisible():
            press("Return")
        return answer(dialog)


def come_back(
    window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch, somebody: object
) -> None:
    monkeypatch.setattr(door, "ask_open_file", lambda *_: copy)
    monkeypatch.setattr(door, "run", somebody)
    action(window, "bring_back").trigger()


def test_a_copy_is_handed_out_for_the_step_in_front_and_others(
    example_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposals: list[Path] = []

    def name(_parent: object, _title: str, proposal: Path, _pattern: str) -> Path:
        proposals.append(proposal)
        return tmp_path / "stick" / "table 1.groundwork"

    def tick(dialog: QDialog) -> bool:
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        press("Space", "Space", "Down", "Space", "Return")
        return answer(dialog)

    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(door, "run", tick)
    monkeypatch.setattr(door, "ask_save_file", name)
    workspace_of(example_window).go_to(STEPS.index(BY_ID["value"]))
    press("Ctrl+Shift+H")
    assert proposals[0].name == "example – Value in numbers, Ownership & RACI.groundwork"
    assert "ready to be handed out" in notice(example_window)
    with open_workshop(tmp_path / "stick" / "table 1.groundwork") as theirs:
        purpose = purpose_of(theirs)
        assert purpose is not None
        assert purpose.steps == ("value", "raci")


def test_a_copy_says_what_it_is_for_and_begins_there(
    open_window: Callable[..., MainWindow], example_window: MainWindow, copy: Path
) -> None:
    assert "copy for" not in example_window.windowTitle()
    window = open_window(copy)
    assert window.windowTitle().endswith("– copy for Value in numbers – Groundwork")
    assert "Copy of “example” for Value in numbers" in label_texts(window.statusBar())
    assert workspace_of(window).number == STEPS.index(BY_ID["value"])
    window.leave_workshop()
    assert window.windowTitle() == "Groundwork"


def test_a_very_long_word_does_not_cut_what_both_sides_say(
    example_window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    word = "Datenschutzfolgenabschätzung" * 10
    first = records(example_window, ValueTarget)[0]
    actions.set_value(session_of(example_window).workshop, first, ValueTarget.what, word)

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, MergeDialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.reading)
        (said,) = (each for each in inside(dialog, QLabel) if each.text().startswith("Value targ"))
        assert word in said.text().replace("\u200b", "")
        picture = said.grab().toImage()
        edge = {picture.pixel(picture.width() - 1, y) for y in range(picture.height())}
        assert len(edge) == 1  # no letter is cut there
        return answer(dialog)

    come_back(example_window, copy, monkeypatch, look)


def test_a_copy_comes_back_as_one_step(
    example_window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    rename_here(example_window)
    before = snapshot_of(example_window)
    somebody = Keys(qtbot)
    come_back(example_window, copy, monkeypatch, somebody)
    assert ["≠ Conflict", "Ours", "Theirs", "ours"] in [
        [row[1].replace("  ", " "), *row[2:]] for row in somebody.rows
    ]
    said = " ".join(somebody.said)
    assert "Copy of “example” for Value in numbers." in said
    assert "4 differences. In 1 case both sides say something" in said
    assert "3 of theirs are taken; 1 stays as it is here." in said
    targets = records(example_window, ValueTarget)
    assert (targets[0].what, targets[1].volume, targets[-1].what) == (
        *("Ours", 77.0),
        "New at the table",
    )
    assert "Brought back: 3 records were changed." in notice(example_window)
    press("Ctrl+Z")
    assert snapshot_of(example_window) == before


def test_arrow_keys_choose_the_side_of_a_conflict(
    example_window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    rename_here(example_window)
    somebody = Keys(qtbot, "Right", "Left", "F8", "Right")
    come_back(example_window, copy, monkeypatch, somebody)
    assert "theirs" in [row[4] for row in somebody.rows if "Conflict" in row[1]]
    assert records(example_window, ValueTarget)[0].what == "Theirs"


def test_a_long_text_leaves_the_list_its_room_when_letters_are_large(
    example_window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with open_workshop(copy) as theirs:
        target = theirs.snapshot.all(ValueTarget)[0]
        actions.set_value(theirs, target, ValueTarget.remark, "What they say. " * 60)
    rooms: list[int] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, MergeDialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.reading)
        for item, line in dialog.tree.items():
            if item.name == "remark":
                dialog.tree.setCurrentItem(line)
        dialog.resize(dialog.minimumWidth(), theme.em(26))
        QApplication.processEvents()
        row = dialog.tree.sizeHintForRow(0)
        rooms.append(dialog.tree.viewport().height() // row)
        dialog.reject()
        return False

    theme.apply(QApplication.instance(), scale=1.5)  # type: ignore[arg-type]
    try:
        come_back(example_window, copy, monkeypatch, look)
    finally:
        theme.apply(QApplication.instance())  # type: ignore[arg-type]
    assert rooms[0] >= 3


def test_keeping_ours_is_an_answer_that_is_remembered(
    example_window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    rename_here(example_window)
    before = snapshot_of(example_window)

    keep_all = Keys(qtbot, "Home", "Left", *["Down", "Left"] * 9)
    come_back(example_window, copy, monkeypatch, keep_all)
    assert {row[4] for row in keep_all.rows} == {"ours", "left out"}
    assert snapshot_of(example_window) == before
    assert "will not be asked again" in notice(example_window)
    again = Keys(qtbot, "Escape")
    come_back(example_window, copy, monkeypatch, again)
    assert again.rows == []
    assert any("Nothing in it is new" in text for text in again.said)


def test_frozen_conditions_of_a_copy_ask_for_a_reason(
    example_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from models.freezing import Reason
    from ui.dialogs import reason

    copy = hand_out(session_of(example_window).workshop, ["gate"], tmp_path / "table")
    with open_workshop(copy) as theirs, theirs.because(Reason("Too strict")):
        condition = theirs.snapshot.all(Condition)[0]
        actions.set_value(theirs, condition, Condition.threshold, 77.0)
    asked: list[str] = []

    def give(_session: object, needs: Exception, _parent: object) -> Reason:
        asked.append(str(needs))
        return Reason("As the table says", records(example_window, Person)[0].id)

    monkeypatch.setattr(reason, "ask_reason", give)
    come_back(example_window, copy, monkeypatch, Keys(qtbot))
    assert "Threshold" in asked[0]
    assert records(example_window, Condition)[0].threshold == 77.0


def test_what_is_no_copy_is_refused_in_a_sentence(
    example_window: MainWindow,
    empty_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def wait(dialog: QDialog) -> bool:
        assert isinstance(dialog, MergeDialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.reading)
        return answer(dialog)

    come_back(example_window, empty_file, monkeypatch, wait)
    assert "is no copy of this workshop" in notice(example_window)


@pytest.mark.parametrize("chosen", [0, 1, None])
def test_a_dropped_workshop_can_be_brought_back_or_opened(
    example_window: MainWindow,
    copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    chosen: int | None,
) -> None:
    here = session_of(example_window).workshop.path
    asked: list[list[str]] = []

    def choose(_parent: object, _title: str, _label: str, options: list[str]) -> int | None:
        asked.append(options)
        return chosen

    monkeypatch.setattr(door, "ask_choice", choose)
    monkeypatch.setattr(door, "run", Keys(qtbot))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(copy))])
    copying, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    nothing = Qt.KeyboardModifier.NoModifier
    example_window.dropEvent(QDropEvent(QPointF(1, 1), copying, files, buttons, nothing))
    qtbot.waitUntil(lambda: bool(asked))
    assert len(asked[0]) == 2
    if chosen == 0:
        qtbot.waitUntil(lambda: "Brought back" in notice(example_window))
    assert session_of(example_window).workshop.path == (copy if chosen == 1 else here)
