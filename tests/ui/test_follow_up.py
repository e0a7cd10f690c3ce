"""One key makes the next thing of a row, and the work goes on where it was."""

from __future__ import annotations

from datetime import date

import pytest

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from models import actions, follow_up
from models.record import Record
from models.records import (
    Action,
    Amendment,
    Claim,
    Condition,
    CostLine,
    Decision,
    GateDecision,
    Group,
    Kpi,
    ParkedPoint,
    RehearsalCard,
    Risk,
    Training,
    ValueTarget,
)
from models.steps import BY_ID, STEPS
from tests.ui.driving import (
    Answers,
    action,
    button,
    cell,
    click,
    go_to,
    notice,
    press,
    records,
    session_of,
    table_of,
    type_text,
    workspace_of,
)
from ui.dialogs import door
from ui.dialogs.help import help_html
from ui.window import MainWindow

CHAIN: list[tuple[str, type[Record], type[Record]]] = [
    ("value", ValueTarget, Kpi),
    ("measures", Kpi, Condition),
    ("gate", RehearsalCard, Action),
    ("review", Risk, Action),
    ("review", ParkedPoint, Action),
]


def add(window: MainWindow, step: str, kind: type[Record], name: str) -> None:
    """Type a record, and put the cursor on it."""
    go_to(window, step, kind)
    press("Ins")
    type_text(f"{name}\n")
    table_of(window).go_to_start()


def review_menu(window: MainWindow) -> QMenu:
    """The menu with the command, as if it were opened."""
    (menu,) = [m for m in window.findChildren(QMenu) if m.title() == "&Review"]
    menu.aboutToShow.emit()
    return menu


@pytest.mark.parametrize(("step", "kind", "made"), CHAIN, ids=[k.type_name for _, k, _m in CHAIN])
def test_one_key_makes_the_next_thing_and_says_where_it_is(
    empty_window: MainWindow, step: str, kind: type[Record], made: type[Record]
) -> None:
    add(empty_window, step, kind, "Handling time")
    press("Ctrl+Return")
    (record,) = records(empty_window, made)
    assert "Handling time" in record.caption
    assert workspace_of(empty_window).number == STEPS.index(BY_ID[step])
    assert table_of(empty_window).record_type is kind
    assert table_of(empty_window).hasFocus()
    assert made.label() in notice(empty_window)
    assert "Undo takes it back" in notice(empty_window)
    press("Ctrl+Z")
    assert records(empty_window, made) == ()
    assert notice(empty_window) == ""
    assert workspace_of(empty_window).number == STEPS.index(BY_ID[step])


def test_what_was_made_is_shown_on_request(empty_window: MainWindow) -> None:
    add(empty_window, "value", ValueTarget, "Handling time")
    press("Ctrl+Return")
    click(button(workspace_of(empty_window).notice, "Show it"))
    assert table_of(empty_window).record_type is Kpi
    assert table_of(empty_window).current_record() == records(empty_window, Kpi)[0]


def test_what_is_being_typed_is_taken_along(empty_window: MainWindow) -> None:
    add(empty_window, "value", ValueTarget, "Time")
    press("F2", "End")
    type_text(" a claim")
    press("Ctrl+Return")
    assert [kpi.name for kpi in records(empty_window, Kpi)] == ["Time a claim"]


def test_a_second_one_is_refused_with_a_sentence(empty_window: MainWindow) -> None:
    add(empty_window, "review", Risk, "The model drifts")
    press("Ctrl+Return", "Ctrl+Return")
    assert len(records(empty_window, Action)) == 1
    assert "is there already" in notice(empty_window)


def test_a_value_target_that_has_a_kpi_leads_there(empty_window: MainWindow) -> None:
    add(empty_window, "value", ValueTarget, "Handling time")
    press("Ctrl+Return")
    (kpi,) = records(empty_window, Kpi)
    session_of(empty_window).do(actions.set_value, kpi, Kpi.name, "Minutes")
    press("Ctrl+Return")
    assert len(records(empty_window, Kpi)) == 1
    assert notice(empty_window) == "“Handling time” has a KPI already: “Minutes”."
    click(button(workspace_of(empty_window).notice, "Show it"))
    assert table_of(empty_window).current_record() == records(empty_window, Kpi)[0]


def test_a_row_that_calls_for_nothing_says_so(empty_window: MainWindow) -> None:
    add(empty_window, "review", Decision, "Buy it")
    press("Ctrl+Return")
    assert "Nothing follows from “Buy it”" in notice(empty_window)


@pytest.mark.parametrize("where", ["new row", "form"])
def test_where_there_is_no_row_it_says_so(empty_window: MainWindow, where: str) -> None:
    go_to(empty_window, "gate", GateDecision if where == "form" else Condition)
    press("Ctrl+Return")
    assert "cursor on a row" in notice(empty_window)


@pytest.mark.parametrize(
    ("step", "kind", "words"),
    [
        ("value", ValueTarget, "Make a KPI of it"),
        ("measures", Kpi, "Make a condition of it"),
        ("gate", RehearsalCard, "Make an action of it"),
        ("review", Decision, ""),
    ],
)
def test_the_menu_says_what_would_be_made(
    empty_window: MainWindow, step: str, kind: type[Record], words: str
) -> None:
    usual = action(empty_window, "follow_up").text()
    add(empty_window, step, kind, "Something")
    menu = review_menu(empty_window)
    entry = menu.findChild(QAction, "follow_up") or action(empty_window, "follow_up")
    assert entry.text().replace("&", "") == (words or usual.replace("&", ""))
    assert entry.isEnabled() == bool(words)
    menu.aboutToHide.emit()
    assert entry.isEnabled()


def test_a_condition_made_while_they_are_frozen_needs_a_reason(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers()
    monkeypatch.setattr(door, "run", answers)
    session_of(empty_window).do(actions.add, Condition, what="Staff agree")
    session_of(empty_window).do(follow_up.freeze, "", date(2026, 11, 24))
    add(empty_window, "measures", Kpi, "Minutes a claim")
    answers.will_be("Escape", "Forgotten\n")
    press("Ctrl+Return")
    assert len(records(empty_window, Condition)) == 1
    assert notice(empty_window) == ""
    press("Ctrl+Return")
    assert [c.what for c in records(empty_window, Condition)] == ["Staff agree", "Minutes a claim"]
    assert len(records(empty_window, Amendment)) == 1


def test_the_help_lists_the_keys() -> None:
    text = help_html()
    for words in ("Ctrl+Return", "Ctrl+Shift+J", "Ctrl+Shift+A", "Ctrl+Shift+F", "Ctrl+Shift+L"):
        assert words in text
    for step in STEPS:
        assert step.title.replace("&", "&amp;") in text


# Calculated columns follow what they are calculated from


def test_cases_needed_follow_the_kpi(empty_window: MainWindow) -> None:
    session = session_of(empty_window)
    kpi = session.do(actions.add, Kpi, name="Right first time", target=95.0)
    assert kpi is not None
    session.do(
        actions.add,
        Condition,
        what="Right",
        kpi=kpi.id,
        comparison="at_least",
        threshold=90.0,
        proportion=True,
    )
    go_to(empty_window, "gate", Condition)
    before = cell(table_of(empty_window), 0, "cases_needed")
    seen = watch(empty_window, "cases_needed")
    session.do(actions.set_value, kpi, Kpi.target, 92.0)
    QApplication.processEvents()
    assert cell(table_of(empty_window), 0, "cases_needed") != before
    assert seen


def test_the_cost_of_a_card_follows_the_cost_lines(empty_window: MainWindow) -> None:
    session = session_of(empty_window)
    line = session.do(actions.add, CostLine, what="Licences", category="licences", year=1000.0)
    session.do(actions.add, RehearsalCard, scenario="Price up", sort="price", factor=1.5)
    go_to(empty_window, "gate", RehearsalCard)
    assert cell(table_of(empty_window), 0, "cost_then") == "€\u00a01,500"
    seen = watch(empty_window, "cost_then")
    session.do(actions.set_value, line, CostLine.year, 2000.0)
    assert seen
    assert cell(table_of(empty_window), 0, "cost_then") == "€\u00a03,000"


def test_the_sum_of_the_parts_follows_the_parts(empty_window: MainWindow) -> None:
    session = session_of(empty_window)
    whole = session.do(actions.add, Claim, what="All", stated=100.0)
    assert whole is not None
    part = session.do(actions.add, Claim, what="Half", stated=40.0, part_of=whole.id)
    go_to(empty_window, "value", Claim)
    seen = watch(empty_window, "parts")
    session.do(actions.set_value, part, Claim.stated, 50.0)
    assert 0 in seen
    assert cell(table_of(empty_window), 0, "parts") == "50"


def test_hours_in_all_follow_the_group(empty_window: MainWindow) -> None:
    session = session_of(empty_window)
    group = session.do(actions.add, Group, name="Desk", in_production=10)
    assert group is not None
    session.do(actions.add, Training, content="Course", group=group.id, hours=2.0)
    go_to(empty_window, "change", Training)
    seen = watch(empty_window, "hours_total")
    session.do(actions.set_value, group, Group.in_production, 20)
    assert seen
    assert cell(table_of(empty_window), 0, "hours_total") == "40"


def test_the_name_of_another_row_follows_in_a_link(empty_window: MainWindow) -> None:
    session = session_of(empty_window)
    guard = session.do(actions.add, Kpi, name="Complaints")
    assert guard is not None
    session.do(actions.add, Kpi, name="Minutes", guard=guard.id)
    go_to(empty_window, "measures", Kpi)
    seen = watch(empty_window, "guard")
    session.do(actions.set_value, guard, Kpi.name, "Complaints a week")
    assert 1 in seen


def watch(window: MainWindow, column: str) -> list[int]:
    """The rows of a column that are painted anew from now on."""
    model = table_of(window).source
    number = model.column_of(column)
    seen: list[int] = []

    def note(top: object, bottom: object) -> None:
        if top.column() <= number <= bottom.column():  # type: ignore[attr-defined]
            seen.extend(range(top.row(), bottom.row() + 1))  # type: ignore[attr-defined]

    model.dataChanged.connect(note)
    return seen
