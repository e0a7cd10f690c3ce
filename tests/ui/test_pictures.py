"""Pictures in the window: live, reached by key and click; and the simulation beside the typing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from exports.pictures import PICTURES, Picture
from exports.pictures.board import Board
from exports.pictures.shapes import COLOURS
from models import actions, simulation
from models.i18n import _
from models.record import Record
from models.records import CostLine, Group, Pilot, Requirement, ValueTarget, Wave
from models.snapshot import Snapshot
from models.steps import STEPS
from tests.conftest import free_deleted
from tests.ui.driving import (
    click,
    keyboard,
    label_texts,
    press,
    session_of,
    snapshot_of,
    table_of,
    workspace_of,
)
from tests.ui.test_accessible import spoken_name
from tests.ui.test_theme import contrast
from ui import theme
from ui.page import VIEWS, StepPage
from ui.picture import PictureView, letters
from ui.section import ViewPane
from ui.simulating import Simulator
from ui.theme import DARK, LIGHT, Tokens
from ui.window import MainWindow


def step_with(name: str) -> int:
    """The step that has a picture."""
    return next(n for n, step in enumerate(STEPS) if name in step.pictures)


def show_view(window: MainWindow, name: str) -> QWidget:
    """Bring a view to the front."""
    number = step_with(name)
    workspace_of(window).go_to(number)
    page = workspace_of(window).page
    page.show_section(len(page.step.sections) + page.step.pictures.index(name))
    page.pane.reveal(None, "")
    QApplication.processEvents()
    pane = page.pane
    assert isinstance(pane, ViewPane)
    assert pane.view is not None
    return pane.view


def show_picture(window: MainWindow, name: str) -> PictureView:
    view = show_view(window, name)
    assert isinstance(view, PictureView)
    return view


def picture_in(view: PictureView) -> Picture:
    assert view.picture is not None
    return view.picture


def fill(window: MainWindow) -> None:
    """Enough for every picture."""
    with session_of(window).workshop.step("Fill") as step:
        step.insert(CostLine.new(1.0, what="Seats", category="licences", pilot=5e4, year=9e4))
        step.insert(CostLine.new(2.0, what="Reviewers", category="review", year=3e4))
        step.insert(ValueTarget.new(1.0, what="Time", money_year=2e5, adoption=80.0, low=50.0))
        step.insert(ValueTarget.new(2.0, what="Calls", money_year=9e4, adoption=80.0, cash=True))
        step.insert(Requirement.new(1.0, what="Log", area="records", applies="yes"))
        step.insert(Group.new(1.0, name="Adjusters", in_production=90))
        step.insert(Wave.new(1.0, name="First", people=60, start=date(2027, 9, 1)))
        step.set_one(Pilot, start=date(2027, 4, 1), end=date(2027, 6, 30))


def test_every_picture_of_a_step_has_a_tab_behind_its_parts(empty_window: MainWindow) -> None:
    for number, step in enumerate(STEPS):
        workspace_of(empty_window).go_to(number)
        tabs = workspace_of(empty_window).page.findChild(QTabBar)
        assert isinstance(tabs, QTabBar)
        shown = [tabs.tabText(n) for n in range(tabs.count())]
        assert shown[len(step.sections) :] == [_(VIEWS[name].label) for name in step.pictures]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_shown_and_said(empty_window: MainWindow, name: str) -> None:
    view = show_picture(empty_window, name)
    assert picture_in(view).empty
    fill(empty_window)
    assert not picture_in(view).empty
    assert spoken_name(view) == picture_in(view).alt
    assert view.hasFocus()
    assert colours_in(view) & {theme.colour(n).name() for n in ("accent", "bar")}


def colours_in(view: QWidget) -> set[str]:
    image = view.grab().toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }


def test_a_picture_follows_every_change_and_its_undoing(empty_window: MainWindow) -> None:
    fill(empty_window)
    view = show_picture(empty_window, "bridge")
    session = session_of(empty_window)
    before = spoken_name(view)
    line = snapshot_of(empty_window).all(CostLine)[0]
    session.do(actions.set_value, line, CostLine.year, 400_000.0)
    assert "430" in spoken_name(view)
    session.undo()
    show_picture(empty_window, "bridge")
    assert spoken_name(view) == before


def test_a_picture_out_of_sight_is_not_drawn(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = show_picture(empty_window, "bridge")
    drawn: list[str] = []
    draw = PICTURES["bridge"].draw

    def watched(board: Board, snapshot: Snapshot, heading: float) -> Picture:
        drawn.append("bridge")
        return draw(board, snapshot, heading)

    monkeypatch.setitem(PICTURES, "bridge", PICTURES["bridge"]._replace(draw=watched))
    workspace_of(empty_window).page.show_section(0)
    fill(empty_window)
    assert drawn == []
    show_picture(empty_window, "bridge")
    assert drawn
    assert not picture_in(view).empty


def test_arrows_go_from_part_to_part_and_enter_to_its_record(empty_window: MainWindow) -> None:
    fill(empty_window)
    view = show_picture(empty_window, "bridge")
    said = []
    for _press in range(3):
        press("Right")
        said.append(view.accessibleDescription())
    assert said == ["Pilot: 50", "Licences: +40", "Human review: +30"]
    press("Left", "Right", "Return")
    assert workspace_of(empty_window).page.section == 0
    current = table_of(empty_window).current_record()
    assert current is not None
    assert current.caption == "Reviewers"


def test_arrows_go_round(empty_window: MainWindow) -> None:
    fill(empty_window)
    view = show_picture(empty_window, "ranges")
    press("Left")
    last = view.spot
    press("Right")
    assert view.spot is not last
    spots = picture_in(view).spots
    assert (last, view.spot) == (spots[-1], spots[0])


def test_a_click_on_a_part_goes_to_its_record(empty_window: MainWindow) -> None:
    fill(empty_window)
    view = show_picture(empty_window, "ranges")
    spot = next(s for s in picture_in(view).spots if s.record.caption == "Calls")
    revealed: list[Record] = []
    session_of(empty_window).reveal_requested.connect(lambda record, _f: revealed.append(record))
    click(view, QPoint(2, 2))
    assert revealed == []
    click(view, view.place_of(spot).center().toPoint())
    assert [record.caption for record in revealed] == ["Calls"]
    assert workspace_of(empty_window).page.section == 0


def test_the_mark_of_the_keyboard_is_seen(empty_window: MainWindow) -> None:
    fill(empty_window)
    view = show_picture(empty_window, "coverage")
    with_keyboard = view.grab().toImage()
    press("Right")
    at_a_part = view.grab().toImage()
    workspace_of(empty_window).rail.take_focus()
    without = view.grab().toImage()
    assert with_keyboard != without
    assert at_a_part not in (with_keyboard, without)


def test_pictures_are_parts_that_the_keys_go_through(empty_window: MainWindow) -> None:
    show_picture(empty_window, "waves")
    page = workspace_of(empty_window).page
    press("Ctrl+Tab")
    assert page.section == 0
    press("Ctrl+Shift+Tab")
    assert isinstance(page.pane, ViewPane)
    press("Ctrl+F", "F4", "Ctrl+T")  # commands of tables do no harm here
    assert isinstance(page.pane, ViewPane)


@pytest.mark.parametrize("name", [n for n in VIEWS if any(n in s.pictures for s in STEPS)])
def test_every_view_takes_the_keyboard_and_has_a_name(empty_window: MainWindow, name: str) -> None:
    view = show_view(empty_window, name)
    assert keyboard() is (view.focusProxy() or view)
    assert spoken_name(view)


def test_a_picture_grows_with_the_text_and_with_its_room(
    qapp: QApplication, empty_window: MainWindow
) -> None:
    usual = letters(1.0).em
    try:
        theme.apply(qapp, scale=1.5)
        assert letters(1.0).em == pytest.approx(1.5 * usual, rel=0.1)
    finally:
        theme.apply(qapp)
    fill(empty_window)
    view = show_picture(empty_window, "coverage")
    small = heading_height(view)
    empty_window.resize(2400, 1400)
    QApplication.processEvents()
    assert heading_height(view) > small


def heading_height(view: PictureView) -> float:
    return picture_in(view).texts[0].place.height


@pytest.mark.parametrize("size", [(60, 40), (300, 160), (900, 120)])
def test_a_picture_in_any_size_is_painted(empty_window: MainWindow, size: tuple[int, int]) -> None:
    fill(empty_window)
    for name in PICTURES:
        view = PictureView(session_of(empty_window), name)
        view.resize(*size)
        view.show()
        assert not view.grab().isNull()
        view.deleteLater()


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_what_stands_in_pictures_can_be_read(empty_window: MainWindow, look: Tokens) -> None:
    fill(empty_window)
    tokens = {name: getattr(look, name) for name in COLOURS}
    shown = [picture_in(show_picture(empty_window, name)) for name in PICTURES]
    pairs = {(text.colour, text.on) for picture in shown for text in picture.texts}
    ratios = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}
    for shape in ("accent", "bar", "ink", "should", "muted"):
        assert contrast(tokens[shape], look.panel) >= 3


# The simulation, beside the typing


def ranges_shown(page: StepPage) -> bool:
    return any("in 8 of 10 cases" in text for text in label_texts(page))


@pytest.fixture
def value_page(empty_window: MainWindow) -> StepPage:
    workspace_of(empty_window).go_to(step_with("ranges"))
    return workspace_of(empty_window).page


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The simulation waits until it is let go."""
    let_go = threading.Event()
    simulate = simulation.simulate

    def slow(snapshot: Snapshot) -> simulation.Simulation:
        assert let_go.wait(30)
        return simulate(snapshot)

    monkeypatch.setattr(simulation, "simulate", slow)
    yield let_go
    let_go.set()


def test_ranges_follow_when_nobody_is_typing(
    empty_window: MainWindow, value_page: StepPage, qtbot: QtBot
) -> None:
    fill(empty_window)
    session_of(empty_window).settle()
    assert "Value a year".upper() in label_texts(value_page)
    assert not ranges_shown(value_page)
    assert simulation.known(snapshot_of(empty_window)) is None
    qtbot.waitUntil(lambda: ranges_shown(value_page), timeout=20_000)
    assert not value_page.simulating


def test_the_picture_gets_its_range_too(empty_window: MainWindow, qtbot: QtBot) -> None:
    fill(empty_window)
    view = show_picture(empty_window, "ranges")
    qtbot.waitUntil(lambda: "P90" in spoken_name(view), timeout=20_000)


def test_an_edit_while_it_is_made_leads_to_another_one(
    empty_window: MainWindow, value_page: StepPage, held: threading.Event, qtbot: QtBot
) -> None:
    fill(empty_window)
    simulator = value_page.findChild(Simulator)
    assert isinstance(simulator, Simulator)
    qtbot.waitUntil(lambda: simulator.running, timeout=20_000)
    target = snapshot_of(empty_window).all(ValueTarget)[0]
    session_of(empty_window).do(actions.set_value, target, ValueTarget.low, 20.0)
    session_of(empty_window).settle()
    held.set()
    qtbot.waitUntil(lambda: ranges_shown(value_page), timeout=20_000)
    assert simulation.known(snapshot_of(empty_window)) is not None


def test_out_of_sight_nothing_is_simulated(
    empty_window: MainWindow, value_page: StepPage, qtbot: QtBot
) -> None:
    fill(empty_window)
    session_of(empty_window).settle()
    assert value_page.simulating
    workspace_of(empty_window).go_to(0)
    assert not value_page.simulating


def test_no_thread_outlives_its_page(
    empty_window: MainWindow, value_page: StepPage, held: threading.Event, qtbot: QtBot
) -> None:
    fill(empty_window)
    simulator = value_page.findChild(Simulator)
    assert isinstance(simulator, Simulator)
    qtbot.waitUntil(lambda: simulator.running, timeout=20_000)
    snapshot = snapshot_of(empty_window)
    value_page.destroyed.connect(held.set)  # before its children go
    empty_window.leave_workshop()
    assert simulation.known(snapshot) is None
    free_deleted()
    assert simulation.known(snapshot) is not None


def test_what_goes_wrong_in_the_simulation_is_reported(
    empty_window: MainWindow,
    value_page: StepPage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_snapshot: object) -> None:
        raise ZeroDivisionError("in the worker")

    monkeypatch.setattr(simulation, "simulate", broken)
    with qtbot.capture_exceptions() as caught:
        fill(empty_window)
        session_of(empty_window).settle()
        qtbot.waitUntil(lambda: bool(caught), timeout=20_000)
    assert [str(error) for _kind, error, _trace in caught] == ["in the worker"]
    assert not value_page.simulating
