"""Reading back the day, in the window and in the room view."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from models import actions
from models.records import Action, Condition, Decision, Person
from tests.ui.driving import (
    answer,
    inside,
    keyboard,
    label_texts,
    press,
    records,
    session_of,
    table_of,
    type_text,
    workspace_of,
)
from ui.dialogs import door
from ui.dialogs.read_back import ReadBackDialog
from ui.room.desk import RoomDesk
from ui.window import MainWindow

Script = Callable[[ReadBackDialog], None]


@pytest.fixture
def day(empty_window: MainWindow) -> MainWindow:
    """A day on which a decision and two actions were captured."""
    for line in ("We start in March", "a: Tell finance @Ada +2w", "a: Ask IT"):
        press("Ctrl+J")
        type_text(f"{line}\n")
    return empty_window


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[[Script], None]:
    """What is done in the dialog that opens, in place of `door.run`."""

    def use(what: Script) -> None:
        def run(dialog: QDialog) -> bool:
            assert isinstance(dialog, ReadBackDialog)
            dialog.show()
            dialog.activateWindow()
            QApplication.processEvents()
            what(dialog)
            return answer(dialog)

        monkeypatch.setattr(door, "run", run)

    return use


def rows(dialog: ReadBackDialog) -> list[tuple[str, ...]]:
    """What the table of the dialog shows."""
    model = dialog.table.model()
    count = range(model.columnCount())
    return [
        tuple(str(model.index(row, column).data()) for column in count)
        for row in range(model.rowCount())
    ]


def test_f12_reads_the_day_page_by_page(day: MainWindow, script: Callable[[Script], None]) -> None:
    read: list[tuple[str, list[tuple[str, ...]]]] = []

    def turn(dialog: ReadBackDialog) -> None:
        for _page in dialog.pages:
            read.append((dialog.page.title, rows(dialog)))
            assert dialog.page.question in label_texts(dialog)
            press("PgDown")
        press("PgUp")
        assert dialog.number == len(dialog.pages) - 2
        press("Escape")

    script(turn)
    press("F12")
    titles = [title for title, _rows in read]
    assert titles == ["Decisions", "Actions", "Conditions", "Still open", "Next dates"]
    assert read[0][1] == [("We start in March", "nobody yet", "no reason yet")]
    assert [row[0] for row in read[1][1]] == ["Tell finance", "Ask IT"]
    assert read[1][1][1][1:] == ("nobody yet", "no date yet")


def test_a_cell_is_mended_on_the_spot(day: MainWindow, script: Callable[[Script], None]) -> None:
    def mend(dialog: ReadBackDialog) -> None:
        dialog.turn(1)
        dialog.table.setCurrentIndex(dialog.table.model().index(1, 1))
        press("F2")
        type_text("ad")
        press("Return")
        QApplication.processEvents()
        assert rows(dialog)[1][1] == "Ada"
        assert dialog.page.title == "Actions"
        dialog.table.setCurrentIndex(dialog.table.model().index(1, 2))
        press("F2")
        type_text("27 Nov 2026\n")
        QApplication.processEvents()
        assert rows(dialog)[1] == ("Ask IT", "Ada", "27 Nov 2026")
        press("Escape")

    script(mend)
    press("F12")
    ada = records(day, Person)[0]
    assert records(day, Action)[1].owner == ada.id


def test_what_does_not_fit_is_said_in_the_dialog(
    day: MainWindow, script: Callable[[Script], None]
) -> None:
    def mistype(dialog: ReadBackDialog) -> None:
        dialog.turn(1)
        dialog.table.setCurrentIndex(dialog.table.model().index(0, 2))
        press("F2", "Ctrl+A")
        type_text("soon\n")
        assert any("“soon”" in text for text in label_texts(dialog))
        press("Escape", "Escape")

    script(mistype)
    press("F12")
    assert records(day, Action)[0].due is not None


def test_what_is_said_meanwhile_is_captured_over_the_dialog(
    day: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []

    def run(dialog: QDialog) -> bool:
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        if isinstance(dialog, ReadBackDialog):
            press("Ctrl+J")
            dialog.activateWindow()
            QApplication.processEvents()
            titles.extend(row[0] for row in rows(dialog))
            press("Escape")
            return answer(dialog)
        type_text("We go on\n")
        dialog.hide()
        dialog.deleteLater()
        return True

    monkeypatch.setattr(door, "run", run)
    press("F12")
    assert titles == ["We start in March", "We go on"]


def test_enter_goes_to_the_record_and_the_next_time_goes_on_there(
    day: MainWindow, script: Callable[[Script], None]
) -> None:
    numbers: list[int] = []

    def go(dialog: ReadBackDialog) -> None:
        numbers.append(dialog.number)
        if not dialog.number:
            press("PgDown", "Down")
        press("Return")

    script(go)
    press("F12")
    assert workspace_of(day).page.step.id == "review"
    assert table_of(day).current_record() == records(day, Action)[1]
    press("F12")
    assert numbers == [0, 1]


def test_enter_on_what_is_open_goes_to_where_it_is_mended(
    day: MainWindow, script: Callable[[Script], None]
) -> None:
    def go(dialog: ReadBackDialog) -> None:
        while dialog.page.title != "Still open":
            press("PgDown")
        assert dialog.page.rows[0].finding is not None
        press("Return")

    script(go)
    press("F12")
    assert workspace_of(day).page.step.id == "setup"


# The room


def room_of(window: MainWindow) -> RoomDesk:
    press("F5")
    assert window.room is not None
    window.room.view.resize(1280, 720)
    return window.room


def test_the_room_follows_the_pages_and_gets_its_step_back(
    day: MainWindow, script: Callable[[Script], None]
) -> None:
    room = room_of(day)
    day.activateWindow()
    QApplication.processEvents()
    seen: list[str] = []

    def turn(_dialog: ReadBackDialog) -> None:
        seen.append(room.view.page.over)
        press("PgDown")
        seen.append(room.view.page.over)
        press("Escape")

    script(turn)
    press("F12")
    assert seen == ["Read back, 1 of 5", "Read back, 2 of 5"]
    assert room.view.page.over == "1  Set-up"


def test_a_clicker_turns_the_pages_in_the_room_view(day: MainWindow) -> None:
    room = room_of(day)
    room.view.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(room.view, Qt.Key.Key_F12)
    seen = [room.view.page.over]
    for key in (Qt.Key.Key_PageUp, *[Qt.Key.Key_PageDown] * 5):
        QTest.keyClick(room.view, key)
        while room.view.turn_sheet(1):
            pass  # the parts of a long page have a test of their own
        seen.append(room.view.page.over)
    room.view.grab()
    assert seen[:3] == [seen[0], "Read back, 1 of 5", "Read back, 2 of 5"]
    assert seen[-2:] == ["Read back, 5 of 5", "1  Set-up"]
    assert workspace_of(day).number == 0
    QTest.keyClick(room.view, Qt.Key.Key_PageDown)
    assert workspace_of(day).number == 1


@pytest.fixture
def long_day(day: MainWindow) -> MainWindow:
    """A day with more decisions than the room can see at once."""
    for number in range(40):
        actions.add(session_of(day).workshop, Decision, what=f"Decision {number}")
    return day


def decisions_seen(room: RoomDesk) -> list[str]:
    """The decisions that the room can read now."""
    layout = room.view._table
    assert layout is not None
    return [line for row in layout.sheets[room.view.sheet].rows for line in row[0]]


def test_a_clicker_leaves_none_of_many_decisions_out(long_day: MainWindow) -> None:
    room = room_of(long_day)
    long_day.commands.read_back_to_room()
    read: list[str] = []
    while room.view.page.over.startswith("Read back, 1"):
        read += decisions_seen(room)
        room.click(1)
    assert read == [each.what for each in records(long_day, Decision)]
    assert room.view.page.over == "Read back, 2 of 5"


def test_the_room_sees_the_rows_that_are_read_from_the_laptop(
    long_day: MainWindow, script: Callable[[Script], None]
) -> None:
    room = room_of(long_day)
    long_day.activateWindow()
    QApplication.processEvents()

    def read_all(dialog: ReadBackDialog) -> None:
        read: list[str] = []
        while dialog.number == 0:
            read += decisions_seen(room)
            assert rows(dialog)[dialog.table.currentIndex().row()][0] in decisions_seen(room)
            press("PgDown")
        assert read == [each.what for each in records(long_day, Decision)]
        press("PgUp")
        for _row in range(39):
            press("Down")
            assert rows(dialog)[dialog.table.currentIndex().row()][0] in decisions_seen(room)
        press("Escape")

    script(read_all)
    press("F12")


def test_the_room_reads_wording_and_reason_to_their_end(day: MainWindow) -> None:
    reason = "The regulator asked for it in spring, and the board said so again in June"
    actions.add(session_of(day).workshop, Decision, what="A short decision", reason=reason)
    long = "Only proposals that somebody has released go out to those who asked for them"
    actions.add(session_of(day).workshop, Decision, what=long, reason=reason)
    many = " ".join(["They may be changed until the day before"] * 4)
    actions.add(session_of(day).workshop, Decision, what=many, reason=many)
    room = room_of(day)
    day.commands.read_back_to_room()
    layout = room.view._table
    assert layout is not None
    (sheet,) = layout.sheets
    texts = [(" ".join(row[0]), " ".join(row[2])) for row in sheet.rows]
    assert texts[1:] == [("A short decision", reason), (long, reason), (many, many)]


def test_what_is_captured_meanwhile_stands_on_the_page(day: MainWindow) -> None:
    room = room_of(day)
    day.commands.read_back_to_room()
    session_of(day).do(actions.add, Decision, what="We go on")
    room._on_later()
    assert room.view.page.table is not None
    assert [row[0] for row in room.view.page.table.rows] == ["We start in March", "We go on"]


def test_a_page_that_is_gone_is_left_for_the_one_before(day: MainWindow) -> None:
    room = room_of(day)
    day.commands.read_back_to_room()
    clicks = 0
    while room.view.page.over != "Read back, 5 of 5":
        room.click(1)
        clicks += 1
        assert clicks < 20
    session_of(day).do(actions.delete, [records(day, Action)[0]])
    room._on_later()
    assert room.view.page.over == "Read back, 4 of 4"


def test_where_nothing_was_captured_today_everything_is_read(
    example_window: MainWindow, script: Callable[[Script], None]
) -> None:
    def look(dialog: ReadBackDialog) -> None:
        assert len(rows(dialog)) == len(records(example_window, Decision))
        press("PgDown", "PgDown", "PgDown", "PgDown")
        assert len(rows(dialog)) == len(records(example_window, Condition))
        assert keyboard() is dialog.table
        press("Escape")

    script(look)
    press("F12")


def test_on_an_empty_page_the_words_stay_where_they_were(
    day: MainWindow, script: Callable[[Script], None]
) -> None:
    stood: dict[bool, set[int]] = {True: set(), False: set()}

    def turn(dialog: ReadBackDialog) -> None:
        for page in dialog.pages:
            QApplication.processEvents()
            question = next(each for each in inside(dialog, QLabel) if each.text() == page.question)
            stood[bool(page.rows)].add(question.geometry().top())
            press("PgDown")

    script(turn)
    press("F12")
    assert len(stood[True]) == 1
    assert stood[False] == stood[True]
