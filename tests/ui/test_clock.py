"""The clock in the main window, by keys alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from models import actions
from models.records import AgendaBlock, Person, WorkshopInfo
from tests.clocks import Hands
from tests.ui.driving import (
    Answers,
    go_to,
    notice,
    press,
    records,
    session_of,
    type_text,
    workspace_of,
)
from ui.clock import ClockPanel, DayClock
from ui.dialogs import door
from ui.window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PLAN = (("Open", 10, ""), ("Value", 60, "value"), ("Break", 15, ""), ("Owner", 40, "raci"))


@pytest.fixture
def hands(empty_window: MainWindow) -> Hands:
    """A day planned in the window, and the clock that it goes by."""
    session = session_of(empty_window)
    for heading, minutes, step in PLAN:
        actions.add(session.workshop, AgendaBlock, heading=heading, minutes=minutes, step=step)
    hands = Hands()
    empty_window.day.clock = hands.clock
    return hands


def panel(window: MainWindow) -> ClockPanel:
    return workspace_of(window).side.clock


def later(window: MainWindow, hands: Hands, minutes: float) -> tuple[str, ...]:
    """What the panel says after so many minutes, in which the computer was awake."""
    for _step in range(int(minutes * 4)):
        hands.go(15)
        hands.clock.look()
    window.day.look()
    return panel(window).texts()


def test_before_the_day_the_panel_says_how_to_start_it(
    empty_window: MainWindow, hands: Hands
) -> None:
    empty_window.day.look()
    assert panel(empty_window).texts() == ("ON THE CLOCK", "F9 starts the day")
    assert panel(empty_window).isVisible()


def test_without_an_agenda_there_is_no_clock(empty_window: MainWindow) -> None:
    assert not panel(empty_window).isVisible()
    press("F9")
    assert "There is no agenda yet." in notice(empty_window)


def test_the_day_is_led_by_keys(empty_window: MainWindow, hands: Hands) -> None:
    press("F9")
    assert panel(empty_window).texts() == (
        *("ON THE CLOCK", "Open", "10:00"),
        *("of 10 min · on time", "then Value, 60 min"),
    )
    assert later(empty_window, hands, 8.5)[2:4] == (
        "1:30",
        "left, over soon · of 10 min · on time",
    )
    press("F7")
    assert panel(empty_window).texts()[2:4] == (
        "2:30",
        "of 11 min · 1 min behind plan",
    )
    press("Shift+F7")
    assert panel(empty_window).texts()[2] == "7:30"
    assert later(empty_window, hands, 10)[2:4] == ("2:30", "over · of 16 min · 9 min behind plan")
    press("F9")
    assert workspace_of(empty_window).page.step.id == "value"
    assert panel(empty_window).texts()[1] == "Value"
    press("Shift+F9")
    assert panel(empty_window).texts()[1] == "Open"


def test_the_figure_and_its_colour_are_never_alone(empty_window: MainWindow, hands: Hands) -> None:
    press("F9")
    said = {later(empty_window, hands, minutes)[3].split(" · ")[0] for minutes in (1, 7.5, 1.25, 1)}
    assert said == {"of 10 min", "left, over soon", "left, nearly over", "over"}


def test_a_block_that_is_over_offers_a_plan_once(empty_window: MainWindow, hands: Hands) -> None:
    press("F9")
    later(empty_window, hands, 12)
    assert notice(empty_window) == (
        "“Open” is over, and the day is 2 min behind plan. Ctrl+F9 shows a new plan."
    )
    workspace_of(empty_window).notice.hide()
    later(empty_window, hands, 1)
    assert notice(empty_window) == ""


def test_an_offer_that_is_no_longer_so_is_taken_away(
    empty_window: MainWindow, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers()
    monkeypatch.setattr(door, "run", answers)
    press("F9")
    later(empty_window, hands, 20)
    assert notice(empty_window).startswith("“Open” is over")
    answers.will_be("Return")
    press("Ctrl+F9")
    assert notice(empty_window) == ""
    later(empty_window, hands, 3)
    assert notice(empty_window) == ""
    later(empty_window, hands, 30)
    workspace_of(empty_window).notice.show_text("Something else")
    press("F9")
    assert notice(empty_window) == "Something else"


def test_the_new_plan_is_taken_over_with_one_key(
    empty_window: MainWindow, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers()
    monkeypatch.setattr(door, "run", answers)
    press("F9")
    later(empty_window, hands, 30)
    answers.will_be("Return", "Escape")
    press("Ctrl+F9")
    said = answers.read[0]
    stands = "As it stands, the day ends at 11:25: 20 min behind plan."
    assert f"{stands} With 20 minutes less it ends at 11:05: on time." in said
    assert {"Value", "60 min", "Owner", "40 min"} <= set(said)
    later(empty_window, hands, 0)
    assert panel(empty_window).texts()[3].endswith("on time")
    blocks = records(empty_window, AgendaBlock)
    assert [b.minutes for b in blocks] == [10, 60, 15, 40]
    assert sum(b.minutes - b.allotted for b in blocks if b.allotted is not None and b.minutes) == 20
    press("Ctrl+F9")
    assert any("Nothing has to be shortened" in text for text in answers.read[1])
    press("Ctrl+Z")
    assert [b.allotted for b in records(empty_window, AgendaBlock)] == [None] * 4


def test_without_a_running_block_there_is_no_plan_to_change(
    empty_window: MainWindow, hands: Hands
) -> None:
    press("Ctrl+F9")
    assert notice(empty_window) == "No block runs. F9 starts one."


def test_a_closed_lid_is_told_and_the_plan_goes_on(empty_window: MainWindow, hands: Hands) -> None:
    press("F9")
    hands.go(150, counted=0)
    empty_window.day.look()
    assert notice(empty_window) == "The computer slept for 2 minutes. The clock went on."
    assert panel(empty_window).texts()[2] == "7:30"


def test_a_clock_that_was_set_back_is_told(empty_window: MainWindow, hands: Hands) -> None:
    press("F9")
    hands.go(-3600, counted=1)
    empty_window.day.look()
    assert "set back by 60 minutes" in notice(empty_window)


def test_another_look_of_the_window_keeps_the_clock(empty_window: MainWindow, hands: Hands) -> None:
    press("F9", "Ctrl++")
    assert panel(empty_window).texts()[1] == "Open"
    press("F7")
    assert panel(empty_window).texts()[2] == "11:00"


def test_a_tick_paints_the_panel_alone(
    empty_window: MainWindow, hands: Hands, qapp: QApplication, qtbot: QtBot
) -> None:
    press("F9")
    session_of(empty_window).settle()
    painted = Painted()
    qapp.installEventFilter(painted)
    qtbot.waitUntil(painted.quiet)  # what the start of the block itself changed
    hands.go(1)
    empty_window.day.look()
    QApplication.processEvents()
    qapp.removeEventFilter(painted)
    assert painted.widgets == {"ClockPanel"}


class Painted(QObject):
    """Notes what is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets: set[str] = set()
        self.rounds = 0

    def quiet(self) -> bool:
        """Whether nothing has been painted for a while."""
        self.rounds = 0 if self.widgets else self.rounds + 1
        self.widgets.clear()
        return self.rounds > 10

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.widgets.add(type(watched).__name__)
        return False


def test_a_change_elsewhere_is_no_reason_to_look(empty_window: MainWindow, hands: Hands) -> None:
    looks: list[object] = []
    empty_window.day.ticked.connect(looks.append)
    go_to(empty_window, "setup", Person)
    type_text("Ada\n")
    assert records(empty_window, Person)
    assert looks == []
    actions.set_value(
        session_of(empty_window).workshop,
        records(empty_window, AgendaBlock)[0],
        AgendaBlock.minutes,
        20,
    )
    assert looks == [None]


def test_it_ticks_by_itself(empty_window: MainWindow, qtbot: QtBot) -> None:
    workshop = session_of(empty_window).workshop
    actions.add(workshop, AgendaBlock, heading="Open", minutes=10)
    press("F9")
    first = panel(empty_window).texts()[2]
    qtbot.waitUntil(lambda: panel(empty_window).texts()[2] != first, timeout=5000)


def test_the_day_goes_on_where_it_was_when_the_file_is_opened_again(
    empty_window: MainWindow, hands: Hands
) -> None:
    press("F9")
    path = session_of(empty_window).workshop.path
    empty_window.leave_workshop()
    assert empty_window.day.standing is None
    hands.go(timedelta(minutes=4).total_seconds())
    assert empty_window.open_path(path)
    assert panel(empty_window).texts()[1:3] == ("Open", "6:00")
    assert notice(empty_window) == ""


def test_the_end_of_the_day_is_said_and_the_times_can_be_cleared(
    empty_window: MainWindow, hands: Hands
) -> None:
    press("F9", "F9", "F9", "F9")
    assert panel(empty_window).texts()[-1] == "The last block of the day"
    press("F9")
    assert notice(empty_window) == "The day is over. All its times are kept."
    assert not panel(empty_window).isVisible()
    press("F9")
    assert "clear the times of the day first" in notice(empty_window)
    empty_window.commands.clear_times()
    assert panel(empty_window).texts() == ("ON THE CLOCK", "F9 starts the day")


def test_start_times_stand_in_the_agenda_and_follow(empty_window: MainWindow, hands: Hands) -> None:
    session = session_of(empty_window)
    actions.set_value(
        session.workshop, session.snapshot.one(WorkshopInfo), WorkshopInfo.starts_at, "8:30"
    )
    go_to(empty_window, "setup", AgendaBlock)
    from tests.ui.driving import put_cursor, shown, table_of

    assert shown(table_of(empty_window), "starts") == ["08:30", "08:40", "09:40", "09:55"]
    put_cursor(table_of(empty_window), 2, "heading")
    press("Alt+Up")
    assert shown(table_of(empty_window), "starts") == ["08:30", "08:40", "08:55", "09:55"]


def test_a_clock_that_follows_nothing_says_so() -> None:
    clock = DayClock()
    heard: list[object] = []
    clock.ticked.connect(heard.append)
    clock.look()
    assert heard == [None]
