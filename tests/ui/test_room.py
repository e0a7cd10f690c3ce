"""The room view: what it shows, its keys, and what it never shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from shiboken6 import isValid

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from exports.pictures import PICTURES, picture
from models import actions
from models.headlines import Headline
from models.records import AgendaBlock, Person, UseCase
from models.room import Column, RoomPage, RoomTable
from models.snapshot import Snapshot
from models.steps import STEPS
from tests.clocks import Hands
from tests.conftest import free_deleted
from tests.ui.driving import (
    action,
    form_of,
    go_to,
    press,
    put_cursor,
    session_of,
    snapshot_of,
    table_of,
    type_text,
    workspace_of,
)
from ui import theme
from ui.room.desk import RoomDesk
from ui.room.look import LINES, RoomLook
from ui.room.view import RoomView
from ui.window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIZE = (1280, 720)
ROOT = Path(__file__).parents[2]


def back_to(window: MainWindow) -> None:
    """The facilitator goes on typing in the window."""
    window.activateWindow()
    QApplication.processEvents()


def open_room(window: MainWindow) -> RoomDesk:
    """F5, at the size of a projector; the keyboard stays with the window."""
    press("F5")
    assert window.room is not None
    window.room.view.resize(*SIZE)
    back_to(window)
    return window.room


@pytest.fixture
def room(example_window: MainWindow) -> RoomDesk:
    return open_room(example_window)


def settled(desk: RoomDesk) -> RoomPage:
    """What the room sees when the pause after the last change is over."""
    desk._on_later()
    return desk.view.page


def key(view: QWidget, *keys: Qt.Key) -> None:
    for each in keys:
        QTest.keyClick(view, each)
    QApplication.processEvents()


# The window


def test_f5_shows_it_and_closes_it_again(example_window: MainWindow) -> None:
    desk = open_room(example_window)
    view = desk.view
    assert view.isVisible()
    assert view.isWindow()
    press("F5")
    free_deleted()
    assert example_window.room is None
    assert not isValid(view)


@pytest.mark.parametrize("closing", [Qt.Key.Key_Escape, Qt.Key.Key_F5])
def test_it_is_closed_by_its_own_keys(
    example_window: MainWindow, room: RoomDesk, closing: Qt.Key
) -> None:
    key(room.view, closing)
    assert example_window.room is None


def test_it_goes_with_its_workshop(example_window: MainWindow, room: RoomDesk) -> None:
    view = room.view
    example_window.leave_workshop()
    free_deleted()
    assert example_window.room is None
    assert not isValid(view)
    assert not isValid(room)


def test_it_has_a_name_for_those_who_hear_it(room: RoomDesk) -> None:
    assert room.view.accessibleName() == "1  Set-up. Who is here, and what do we leave with?"


# What it shows


def test_it_follows_the_step(example_window: MainWindow, room: RoomDesk) -> None:
    assert room.view.page.over == "1  Set-up"
    assert room.view.page.table is not None
    press("Ctrl+5")
    page = room.view.page
    assert (page.over, page.question) == ("5  Production cost", STEPS[4].question)
    assert page.picture == "bridge"
    assert [f.value for f in page.figures][1] == "3.2 × the pilot"


def test_every_step_can_be_shown(example_window: MainWindow, room: RoomDesk) -> None:
    for number, step in enumerate(STEPS):
        workspace_of(example_window).go_to(number)
        page = room.view.page
        assert page.question == step.question
        assert page.picture or page.table
        assert page.figures
        room.view.grab()


def test_a_clicker_turns_the_steps_in_both_windows(
    example_window: MainWindow, room: RoomDesk
) -> None:
    key(room.view, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    assert workspace_of(example_window).number == 1
    back_to(example_window)
    press("PgDown")
    assert workspace_of(example_window).number == 2
    press("F5")
    press("PgDown")
    assert workspace_of(example_window).number == 2


def test_pinned_it_stays(example_window: MainWindow, room: RoomDesk) -> None:
    press("Ctrl+4")
    press("Ctrl+F5")
    assert action(example_window, "room_pin").isChecked()
    press("Ctrl+5")
    assert room.view.page.over == "4  Ownership & RACI"
    key(room.view, Qt.Key.Key_P)
    assert room.view.page.over == "5  Production cost"
    assert not action(example_window, "room_pin").isChecked()


def test_a_step_has_more_to_look_at(example_window: MainWindow, room: RoomDesk) -> None:
    press("Ctrl+5")
    key(room.view, Qt.Key.Key_Right)
    table = room.view.page.table
    assert table is not None
    assert table.title == "Cost lines"
    key(room.view, Qt.Key.Key_Left)
    assert room.view.page.picture == "bridge"
    back_to(example_window)
    press("Shift+F5")
    assert room.view.page.table is not None


def test_a_long_table_is_shown_in_parts_and_the_row_worked_on_is_in_sight(
    example_window: MainWindow, room: RoomDesk
) -> None:
    go_to(example_window, "setup", Person)
    view, table = room.view, room.view.page.table
    assert table is not None
    assert view.sheet == 0
    key(view, Qt.Key.Key_Down)
    assert view.sheet == 1
    key(view, *[Qt.Key.Key_Up] * 4)
    assert view.sheet == 0
    back_to(example_window)
    press("Ctrl+End")
    press("Up")
    settled(room)
    assert view.sheet > 0


def test_a_page_of_another_kind_can_be_shown(example_window: MainWindow, room: RoomDesk) -> None:
    rows = RoomTable("Estimates", (Column("What"), Column("Low", numeric=True)), (("Cases", "3"),))
    room.present(RoomPage("Estimate", "How many cases a month?", table=rows))
    assert room.view.page.question == "How many cases a month?"
    room.view.grab()
    press("Ctrl+2")
    assert room.view.page.over == "2  Frame the pilot"


# What it never shows


def test_private_notes_and_addresses_stay_out(example_window: MainWindow, room: RoomDesk) -> None:
    texts = Texts()
    for number in range(len(STEPS)):
        workspace_of(example_window).go_to(number)
        for _turn in range(6):
            room.turn(1)
            texts.read(room.view)
    assert len(texts.seen) > 200
    assert not [text for text in texts.seen if "@" in text]
    assert not [text for text in texts.seen if "IT project" in text or "pricing" in text]


class Texts:
    """Everything that pages said, as text."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def read(self, view: RoomView) -> None:
        page = view.page
        self.seen |= {page.over, page.question, *view.timer.texts()}
        self.seen |= {text for f in page.figures for text in (f.label, f.value, f.note)}
        if page.table:
            self.seen |= {text for row in page.table.rows for text in row}


def test_a_text_that_is_being_typed_is_not_shown(
    example_window: MainWindow, room: RoomDesk, qtbot: QtBot
) -> None:
    def saved() -> bool:
        return "Somebody ne" in [p.name for p in snapshot_of(example_window).all(Person)]

    go_to(example_window, "setup", Person)
    put_cursor(table_of(example_window), 0, "name")
    type_text("Somebody ne")
    qtbot.waitUntil(saved)  # as each pause does
    assert room.typing
    shown = settled(room).table
    assert shown is not None
    assert "Somebody ne" not in [row[0] for row in shown.rows]
    type_text("w\n")
    shown = settled(room).table
    assert shown is not None
    assert "Somebody new" in [row[0] for row in shown.rows]


def test_a_line_of_a_form_waits_until_it_is_left(
    example_window: MainWindow, room: RoomDesk
) -> None:
    go_to(example_window, "frame", UseCase)
    form = form_of(example_window)
    form.rows[0].editor.setFocus()
    type_text("x")
    form.save()
    assert room.typing
    press("Tab")
    assert not room.typing


def test_typing_is_not_held_up(example_window: MainWindow, room: RoomDesk) -> None:
    seen = Painted(room.view)
    QApplication.processEvents()
    seen.count = 0
    actions.add(session_of(example_window).workshop, Person, name="Ada")
    QApplication.processEvents()
    assert seen.count == 0
    settled(room)
    QApplication.processEvents()
    assert seen.count == 1


class Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


# Black, light and dark


def colours(view: RoomView) -> set[str]:
    image = view.grab().toImage().scaled(64, 36)
    return {QColor(image.pixel(x, y)).name() for x in range(64) for y in range(36)}


def test_the_black_key_shows_nothing_at_all(room: RoomDesk) -> None:
    assert len(colours(room.view)) > 1
    key(room.view, Qt.Key.Key_B)
    assert colours(room.view) == {"#000000"}
    key(room.view, Qt.Key.Key_Period)
    assert len(colours(room.view)) > 1
    key(room.view, Qt.Key.Key_B, Qt.Key.Key_PageDown)
    assert len(colours(room.view)) > 1


def test_its_colours_are_its_own(example_window: MainWindow, room: RoomDesk) -> None:
    before = colours(room.view)
    key(room.view, Qt.Key.Key_L)
    assert QColor(room.view.grab().toImage().pixel(2, 2)).name() == theme.DARK.panel
    assert theme.tokens() is theme.LIGHT
    key(room.view, Qt.Key.Key_L)
    assert colours(room.view) == before


# The timer


@pytest.fixture
def hands(example_window: MainWindow) -> Hands:
    """The day of the example, begun again, with the breakout group's block running."""
    workshop = session_of(example_window).workshop
    hands = Hands()
    example_window.day.clock = hands.clock
    example_window.commands.clear_times()
    for block in workshop.snapshot.all(AgendaBlock)[:5]:
        actions.delete(workshop, [block])
    back_to(example_window)
    press("F9")
    return hands


def test_the_timer_says_what_is_left(
    example_window: MainWindow, room: RoomDesk, hands: Hands
) -> None:
    timer = room.view.timer
    assert timer.isVisible()
    group = "Breakout: the data steward and IT list what differs in the data"
    assert timer.texts() == ["35:00", "left in this block", f"30:00  {group}"]
    for _step in range(8 * 60 + 1):
        hands.go(4)
        hands.clock.look()
    example_window.day.look()
    assert timer.texts() == ["2:56", "left, over soon", f"2:04 over  {group}"]
    room.view.grab()


def test_a_second_paints_the_timer_alone(
    example_window: MainWindow, room: RoomDesk, hands: Hands
) -> None:
    settled(room)
    QApplication.processEvents()
    view, timer = Painted(room.view), Painted(room.view.timer)
    hands.go(1)
    example_window.day.look()
    QApplication.processEvents()
    assert (view.count, timer.count) == (0, 1)


def test_the_timer_is_black_with_the_rest(
    example_window: MainWindow, room: RoomDesk, hands: Hands
) -> None:
    key(room.view, Qt.Key.Key_B)
    hands.go(1)
    example_window.day.look()
    assert colours(room.view) == {"#000000"}
    key(room.view, Qt.Key.Key_B)
    hands.go(1)
    example_window.day.look()
    assert room.view.timer.isVisible()


# Readable from eight metres


class Ruler(QPainter):
    """A painter that notes the smallest text."""

    smallest = 10_000

    def drawText(self, *arguments: Any) -> None:  # type: ignore[override]
        Ruler.smallest = min(Ruler.smallest, self.font().pixelSize())
        super().drawText(*arguments)


@pytest.mark.parametrize("height", [480, 1080])
def test_no_text_is_smaller_than_a_thirtieth_of_the_height(
    example_window: MainWindow, room: RoomDesk, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.room.view.QPainter", Ruler)
    monkeypatch.setattr(Ruler, "smallest", 10_000)
    room.view.resize(height * 16 // 9, height)
    QApplication.processEvents()
    for number in range(len(STEPS)):
        workspace_of(example_window).go_to(number)
        room.view.grab()
    assert height / LINES <= Ruler.smallest < height / 20


@pytest.mark.parametrize("name", PICTURES)
def test_every_label_of_a_picture_has_the_least_size(name: str, example_window: MainWindow) -> None:
    look = RoomLook(1080, theme.LIGHT)
    letters = look.letters()
    drawn = picture(name, snapshot_of(example_window), 1800, 620, letters)
    assert drawn.texts
    for text in drawn.texts:
        assert letters.font(text.size, text.bold).pixelSize() >= 1080 / LINES
        assert text.place.right <= 1800 + 1
        assert text.place.bottom <= 620 + 1


def test_what_does_not_fit_is_cut_and_never_runs_into_the_next(qapp: QApplication) -> None:
    view = RoomView()
    view.resize(*SIZE)
    long = "A name that goes on and on, as names of committees do " * 4
    rows = tuple((long, long, "1,000,000", long) for _row in range(30))
    heads = (Column("What"), Column("Who"), Column("How many", numeric=True), Column("When"))
    figures = tuple(Headline(long, long) for _figure in range(3))
    page = RoomPage(long, long, table=RoomTable("Rows", heads, rows), figures=figures)
    view.show_page(page, Snapshot())
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    painter = Within(image)
    view._table.paint(painter, 0)  # type: ignore[union-attr]
    painter.end()
    assert Within.wide == []
    assert view._table is not None
    assert len(view._table.sheets) >= 4
    view.grab()
    view.deleteLater()


class Within(QPainter):
    """A painter that notes texts that are wider than their place."""

    wide: ClassVar[list[str]] = []

    def drawText(self, *arguments: Any) -> None:  # type: ignore[override]
        place, _flags, text = arguments
        if self.fontMetrics().horizontalAdvance(text) > place.width() + 2:
            Within.wide.append(text)
        super().drawText(*arguments)


# Two screens


SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
folder = Path(sys.argv[1])
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
from ui.app import application
app = application()
from models.example import create_example
from ui.window import MainWindow
create_example(folder / "day.groundwork").close()
window = MainWindow()
window.resize(1200, 700)
window.show()
assert window.open_path(folder / "day.groundwork")
app.processEvents()
window.commands.room_view()
app.processEvents()
view = window.room.view
ours = window.screen().name()
print(len(app.screens()), ours, view.screen().name(), view.isFullScreen())
print(view.width(), view.height(), window.isActiveWindow())
window.close()
assert window.room is None
"""


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    """Two screens that nobody sees: a laptop, and a projector at its right."""
    place = tmp_path / "screens.json"
    place.write_text(
        '{"screens": ['
        '{"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96,'
        ' "logicalBaseDpi": 96, "dpr": 1},'
        '{"name": "projector", "x": 1366, "y": 0, "width": 1920, "height": 1080,'
        ' "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}',
        encoding="utf-8",
    )
    return place


def test_it_fills_the_projector_and_leaves_the_keyboard_to_the_laptop(
    screens: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["2", "laptop", "projector", "True", "1920", "1080", "True"]


def test_fonts_never_go_below_the_least_size() -> None:
    look = RoomLook(1080, theme.LIGHT)
    assert look.font(0.3).pixelSize() == look.font(1).pixelSize() == 36
    assert look.font(2, strong=True).weight() == QFont.Weight.DemiBold
