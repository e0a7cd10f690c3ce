"""Frozen conditions in the window: what would change is asked about once, wherever it is done."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from models import actions, follow_up
from models.dates import today
from models.freezing import frozen
from models.records import (
    Amendment,
    Condition,
    GateDecision,
    Kpi,
    Person,
    StopCondition,
    WorkshopInfo,
)
from tests.ui.driving import (
    Answers,
    action,
    answer,
    button,
    cell,
    click,
    copy_elsewhere,
    form_of,
    go_to,
    keyboard,
    label_texts,
    notice,
    press,
    put_cursor,
    records,
    row_of,
    session_of,
    shown,
    snapshot_of,
    table_of,
    type_text,
    workspace_of,
)
from ui.dialogs import door
from ui.editors import text_in
from ui.window import MainWindow

DAY = date(2026, 11, 24)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Somebody who answers the dialogs."""
    someone = Answers()
    monkeypatch.setattr(door, "run", someone)
    return someone


@pytest.fixture
def agreed(empty_window: MainWindow) -> MainWindow:
    """Two conditions, one of them on a KPI, not frozen yet; their table in front."""
    with session_of(empty_window).workshop.step("Fill") as step:
        ada = step.insert(Person.new(1.0, name="Ada"))
        step.insert(Person.new(2.0, name="Ben"))
        kpi = step.insert(Kpi.new(1.0, name="Minutes a claim"))
        step.insert(
            Condition.new(
                1.0, what="Handling time", kpi=kpi.id, comparison="at_most", threshold=24.0
            )
        )
        step.insert(Condition.new(2.0, what="Staff agree", comparison="holds"))
        step.set_one(WorkshopInfo, sponsor=ada.id)
    go_to(empty_window, "gate", Condition)
    return empty_window


@pytest.fixture
def window(agreed: MainWindow) -> MainWindow:
    """The same, frozen."""
    session_of(agreed).do(follow_up.freeze, "Ada", DAY)
    QApplication.processEvents()
    return agreed


def amendments(window: MainWindow) -> list[tuple[str, str, str]]:
    """What was changed, why, and who decided it."""
    snapshot = snapshot_of(window)
    return [
        (a.what, a.reason, snapshot.name_of(Amendment.decided_by, a))
        for a in records(window, Amendment)
    ]


def thresholds(window: MainWindow) -> list[float | None]:
    return [condition.threshold for condition in records(window, Condition)]


# Freezing and lifting


def test_the_conditions_are_frozen_today_by_the_sponsor(
    agreed: MainWindow, answers: Answers
) -> None:
    answers.will_be("Return")
    press("Ctrl+Shift+F")
    decision = snapshot_of(agreed).one(GateDecision)
    assert (decision.frozen_on, snapshot_of(agreed).name_of(GateDecision.frozen_by, decision)) == (
        today(),
        "Ada",
    )
    assert "Ada" in answers.read[0]
    press("Ctrl+Z")
    assert not frozen(snapshot_of(agreed))


def test_whoever_freezes_them_may_be_new(agreed: MainWindow, answers: Answers) -> None:
    answers.will_be("\tCy\n")
    press("Ctrl+Shift+F")
    assert [person.name for person in records(agreed, Person)] == ["Ada", "Ben", "Cy"]
    press("Ctrl+Z")
    assert len(records(agreed, Person)) == 2


def test_a_day_that_is_none_keeps_the_dialog_open(agreed: MainWindow, answers: Answers) -> None:
    answers.will_be("someday\n")
    press("Ctrl+Shift+F")
    assert not frozen(snapshot_of(agreed))


def test_nothing_is_frozen_where_there_is_no_condition(
    empty_window: MainWindow, answers: Answers
) -> None:
    answers.will_be("Return")
    press("Ctrl+Shift+F")
    assert not frozen(snapshot_of(empty_window))


def test_esc_freezes_nothing(agreed: MainWindow, answers: Answers) -> None:
    answers.will_be("Escape")
    press("Ctrl+Shift+F")
    assert not frozen(snapshot_of(agreed))


def test_the_menu_offers_what_can_be_done(agreed: MainWindow) -> None:
    assert action(agreed, "freeze").isEnabled()
    assert not action(agreed, "lift_freeze").isEnabled()
    session_of(agreed).do(follow_up.freeze, "", DAY)
    assert not action(agreed, "freeze").isEnabled()
    assert action(agreed, "lift_freeze").isEnabled()


@pytest.mark.parametrize("by", ["key", "bar"])
def test_the_freeze_is_lifted_for_a_reason(window: MainWindow, answers: Answers, by: str) -> None:
    answers.will_be("Escape", "New supplier\tBen\n")
    for _attempt in range(2):
        assert frozen(snapshot_of(window))
        if by == "key":
            press("Ctrl+Shift+L")
        else:
            click(button(workspace_of(window).frozen_bar, "Lift the freeze …"))
    assert not frozen(snapshot_of(window))
    assert amendments(window) == [("The freeze of 24 Nov 2026 is lifted", "New supplier", "Ben")]
    assert workspace_of(window).frozen_bar.text() == ""


def test_the_pages_with_frozen_things_say_so(agreed: MainWindow) -> None:
    bar = workspace_of(agreed).frozen_bar
    assert bar.text() == ""
    session_of(agreed).do(follow_up.freeze, "Ada", DAY)
    assert bar.text().startswith("Frozen on 24 Nov 2026 · by Ada")
    workspace_of(agreed).go_to(2)
    assert bar.text() == ""
    go_to(agreed, "gate", StopCondition)
    assert bar.text()
    press("Ctrl+Z")
    assert bar.text() == ""


def test_frozen_cells_look_and_read_otherwise_and_results_do_not(window: MainWindow) -> None:
    model = table_of(window).source

    def look(field: str) -> list[object]:
        index = model.index(0, model.column_of(field))
        roles = (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.AccessibleDescriptionRole)
        return [index.data(role) for role in roles]

    assert None not in look("threshold")
    assert "reason" in str(look("threshold")[1])
    assert look("result") == [None, None]
    assert "reason" in str(
        model.index(0, model.column_of("threshold")).data(Qt.ItemDataRole.ToolTipRole)
    )
    press("Ctrl+Z")
    assert look("threshold") == [None, None]


def test_the_details_of_a_frozen_row_say_so(window: MainWindow) -> None:
    put_cursor(table_of(window), 0, "what")
    press("F4")
    form = form_of(window)
    assert "frozen" in row_of(form, "threshold").editor.accessibleName()
    assert "frozen" not in row_of(form, "result").editor.accessibleName()
    session_of(window).undo()
    QApplication.processEvents()
    assert "frozen" not in row_of(form, "threshold").editor.accessibleName()


# Typing into frozen cells


def test_a_typed_change_asks_once_and_is_made_with_its_reason(
    window: MainWindow, answers: Answers
) -> None:
    put_cursor(table_of(window), 0, "threshold")
    answers.will_be("Too few cases\tBen\n")
    type_text("26\n")
    assert thresholds(window) == [26.0, None]
    told = "Handling time: Threshold from “24” to “26”"
    assert amendments(window) == [(told, "Too few cases", "Ben")]
    assert told in answers.read[0]
    assert cell(table_of(window), 0, "threshold") == "26"
    assert table_of(window).currentIndex().row() == 1
    assert table_of(window).hasFocus()


def test_whoever_decided_may_be_new_and_goes_with_the_change(
    window: MainWindow, answers: Answers
) -> None:
    put_cursor(table_of(window), 0, "threshold")
    answers.will_be("Too few cases\tCy\n")
    type_text("26\n")
    assert amendments(window)[0][2] == "Cy"
    assert [person.name for person in records(window, Person)] == ["Ada", "Ben", "Cy"]
    press("Ctrl+Z")
    assert len(records(window, Person)) == 2
    assert thresholds(window) == [24.0, None]


def test_the_reason_can_take_several_lines(window: MainWindow) -> None:
    said = {}

    def with_keys(dialog: QDialog) -> bool:
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        type_text("Too few")
        press("Shift+Return")
        type_text("cases\n")
        said["title"] = dialog.windowTitle()
        return answer(dialog)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "run", with_keys)
        put_cursor(table_of(window), 0, "threshold")
        type_text("26\n")
    assert said == {"title": "Change frozen conditions"}
    assert amendments(window)[0][1] == "Too few\ncases"


@pytest.mark.parametrize("end", ["\n", "\t"])
def test_esc_in_the_dialog_changes_nothing_and_shows_the_old_value(
    window: MainWindow, answers: Answers, end: str
) -> None:
    before = snapshot_of(window)
    put_cursor(table_of(window), 0, "threshold")
    answers.will_be("Escape")
    type_text(f"26{end}")
    assert snapshot_of(window) == before
    assert cell(table_of(window), 0, "threshold") == "24"
    assert answers.waiting == []


def test_enter_without_a_reason_does_nothing(window: MainWindow, answers: Answers) -> None:
    put_cursor(table_of(window), 0, "threshold")
    answers.will_be("  \n")
    type_text("26\n")
    assert thresholds(window) == [24.0, None]


def saves_soon() -> bool:
    """Whether the editor with the keyboard is about to save what was typed so far."""
    timer = keyboard().findChild(QTimer)
    assert isinstance(timer, QTimer)
    return timer.isActive()


def test_typing_is_not_interrupted(window: MainWindow, answers: Answers) -> None:
    put_cursor(table_of(window), 0, "window")
    type_text("8")
    assert not saves_soon()
    answers.will_be("Holidays\n")
    type_text(" weeks\n")
    assert records(window, Condition)[0].window == "8 weeks"
    assert len(amendments(window)) == 1


def test_a_result_is_typed_without_being_asked_and_saved_on_the_way(
    window: MainWindow, qtbot: QtBot
) -> None:
    put_cursor(table_of(window), 0, "result")
    type_text("23\t")
    assert records(window, Condition)[0].result == 23.0
    put_cursor(table_of(window), 0, "evidence")
    type_text("Lo")
    assert saves_soon()
    qtbot.waitUntil(lambda: records(window, Condition)[0].evidence == "Lo")
    assert amendments(window) == []


@pytest.mark.parametrize("accepts", [True, False])
def test_a_choice_asks_when_it_is_made(window: MainWindow, answers: Answers, accepts: bool) -> None:
    put_cursor(table_of(window), 0, "comparison")
    press("F2")
    editor = keyboard().parentWidget() if not isinstance(keyboard(), QComboBox) else keyboard()
    assert isinstance(editor, QComboBox)
    answers.will_be("Clearer\n" if accepts else "Escape")
    editor.setCurrentIndex(editor.findText("At least"))
    editor.activated.emit(editor.currentIndex())
    QApplication.processEvents()
    press("Return")
    expected = "at_least" if accepts else "at_most"
    assert records(window, Condition)[0].comparison == expected
    assert len(amendments(window)) == accepts
    assert answers.waiting == []


def test_what_does_not_fit_is_said_before_anybody_is_asked(
    window: MainWindow, answers: Answers
) -> None:
    put_cursor(table_of(window), 0, "threshold")
    type_text("many\n")
    assert "Threshold" in notice(window)
    assert answers.read == []


def test_a_new_condition_is_asked_about_and_its_cells_are_offered_the_same_reason(
    window: MainWindow, answers: Answers
) -> None:
    press("Ins")
    answers.will_be("Asked by the board\tBen\n", "Return")
    type_text("Cost\n")
    assert [c.what for c in records(window, Condition)] == ["Handling time", "Staff agree", "Cost"]
    put_cursor(table_of(window), 2, "threshold")
    type_text("9\n")
    assert thresholds(window)[2] == 9.0
    assert [(why, who) for _what, why, who in amendments(window)] == [
        ("Asked by the board", "Ben")
    ] * 2


def test_another_record_is_not_offered_the_reason_of_the_one_before(
    window: MainWindow, answers: Answers
) -> None:
    put_cursor(table_of(window), 0, "threshold")
    answers.will_be("Too few cases\n", "Escape")
    type_text("26\n")
    type_text("5\n")
    assert "Too few cases" not in answers.read[1]
    assert thresholds(window) == [26.0, None]


# Typing into the frozen form


def reveal(window: MainWindow, field: str) -> None:
    put_cursor(table_of(window), 0, "what")
    press("F4")
    form_of(window).reveal(field)


@pytest.mark.parametrize("accepts", [True, False])
def test_a_field_of_the_form_asks_when_it_is_left(
    window: MainWindow, answers: Answers, accepts: bool
) -> None:
    reveal(window, "what")
    press("End")
    answers.will_be("Clearer\n" if accepts else "Escape")
    type_text(" of a claim\t")
    expected = "Handling time of a claim" if accepts else "Handling time"
    assert records(window, Condition)[0].what == expected
    assert text_in(row_of(form_of(window), "what").editor) == expected
    assert answers.waiting == []


def test_a_text_of_the_form_is_not_saved_at_a_pause(window: MainWindow, answers: Answers) -> None:
    go_to(window, "gate", StopCondition)
    answers.will_be("Forgotten\n")
    press("Ins")
    type_text("A wrong letter\n")
    reveal(window, "then")
    type_text("Stop")
    assert not saves_soon()
    answers.will_be("Forgotten\n")
    press("Tab")
    assert records(window, StopCondition)[0].then == "Stop"


def test_a_form_keeps_what_does_not_fit_and_says_why(window: MainWindow, answers: Answers) -> None:
    reveal(window, "threshold")
    type_text("many\t")
    assert text_in(row_of(form_of(window), "threshold").editor) == "many"
    assert answers.read == []


# Everything else that changes conditions


def test_pasting_over_frozen_conditions_asks_once(window: MainWindow, answers: Answers) -> None:
    put_cursor(table_of(window), 0, "what")
    copy_elsewhere("Time\nAgreement\nCost\n")
    answers.will_be("Escape", "Reworded\tBen\n")
    press("Ctrl+V")
    assert shown(table_of(window), "what") == ["Handling time", "Staff agree"]
    press("Ctrl+V")
    assert shown(table_of(window), "what") == ["Time", "Agreement", "Cost"]
    assert len(amendments(window)) == 3
    press("Ctrl+Z")
    assert shown(table_of(window), "what") == ["Handling time", "Staff agree"]
    assert amendments(window) == []


def test_more_changes_than_one_can_read_are_counted(window: MainWindow, answers: Answers) -> None:
    put_cursor(table_of(window), 0, "what")
    copy_elsewhere("".join(f"New {n}\n" for n in range(10)))
    answers.will_be("Escape")
    press("Ctrl+V")
    assert "and 4 more" in answers.read[0]


@pytest.mark.parametrize(
    ("key", "left"),
    [("Ctrl+Del", ["Staff agree"]), ("Ctrl+D", ["Handling time", "Handling time", "Staff agree"])],
)
def test_rows_are_deleted_and_copied_for_a_reason(
    window: MainWindow, answers: Answers, key: str, left: list[str]
) -> None:
    put_cursor(table_of(window), 0, "what")
    answers.will_be("Escape", "Agreed again\n")
    press(key)
    assert shown(table_of(window), "what") == ["Handling time", "Staff agree"]
    put_cursor(table_of(window), 0, "what")
    press(key)
    assert shown(table_of(window), "what") == left
    press("Ctrl+Z")
    assert shown(table_of(window), "what") == ["Handling time", "Staff agree"]


def test_cells_are_cleared_for_a_reason(window: MainWindow, answers: Answers) -> None:
    put_cursor(table_of(window), 0, "threshold")
    answers.will_be("Escape", "Dropped\n")
    press("Del")
    assert thresholds(window) == [24.0, None]
    press("Del")
    assert thresholds(window) == [None, None]


def test_rows_are_moved_without_a_question(window: MainWindow) -> None:
    put_cursor(table_of(window), 1, "what")
    press("Alt+Up")
    assert shown(table_of(window), "what") == ["Staff agree", "Handling time"]
    assert amendments(window) == []


def test_deleting_the_kpi_of_a_frozen_condition_asks(window: MainWindow, answers: Answers) -> None:
    go_to(window, "measures", Kpi)
    answers.will_be("Measured otherwise\n")
    press("Ctrl+Del")
    assert records(window, Kpi) == ()
    assert amendments(window)[0][0] == "Handling time: KPI from “Minutes a claim” to “–”"


def test_undo_and_redo_ask_nobody(window: MainWindow, answers: Answers) -> None:
    put_cursor(table_of(window), 0, "threshold")
    answers.will_be("Too few cases\n")
    type_text("26\n")
    press("Ctrl+Z")
    assert thresholds(window) == [24.0, None]
    assert amendments(window) == []
    press("Ctrl+Y")
    assert thresholds(window) == [26.0, None]
    press("Ctrl+Z", "Ctrl+Z")
    assert not frozen(snapshot_of(window))
    assert len(answers.read) == 1


@pytest.mark.parametrize("accepts", [True, False])
def test_closing_asks_about_what_was_typed_last(
    window: MainWindow, answers: Answers, accepts: bool
) -> None:
    from models.opening import open_workshop

    path = session_of(window).workshop.path
    put_cursor(table_of(window), 0, "threshold")
    type_text("26")
    answers.will_be("Too few cases\n" if accepts else "Escape")
    window.close()
    with open_workshop(path) as workshop:
        assert workshop.snapshot.all(Condition)[0].threshold == (26.0 if accepts else 24.0)


def test_undo_from_the_menu_asks_first_and_takes_that_back(
    window: MainWindow, answers: Answers
) -> None:
    put_cursor(table_of(window), 0, "threshold")
    type_text("26")
    answers.will_be("Too few cases\n")
    action(window, "undo").trigger()
    assert thresholds(window) == [24.0, None]
    assert frozen(snapshot_of(window))
    assert answers.waiting == []


# Tables that the program writes


def test_what_was_changed_is_listed_and_nobody_adds_to_it(
    window: MainWindow, answers: Answers
) -> None:
    go_to(window, "gate", Amendment)
    table = table_of(window)
    assert table.proxy.rowCount() == 0
    put = [("Ins", ""), ("Ctrl+V", "A\tB\n"), ("Return", "")]
    for key, text in put:
        copy_elsewhere(text)
        press(key)
        assert records(window, Amendment) == ()
    go_to(window, "gate", Condition)
    put_cursor(table_of(window), 0, "threshold")
    answers.will_be("Too few cases\n")
    type_text("26\n")
    go_to(window, "gate", Amendment)
    assert [cell(table, row, "reason") for row in range(table.proxy.rowCount())] == [
        "Too few cases"
    ]
    assert table.source.headerData(0, Qt.Orientation.Vertical) == "1"
    for key, text in (*put, ("Ctrl+D", "")):
        copy_elsewhere(text)
        put_cursor(table, 0, "what")
        press(key)
        press("Escape")
        assert len(records(window, Amendment)) == 1, key
    assert "written by the program" in notice(window)


def test_the_count_of_rows_counts_records(agreed: MainWindow) -> None:
    go_to(agreed, "gate", Amendment)
    assert "0 rows" in label_texts(workspace_of(agreed).page.pane)
    session_of(agreed).do(actions.add, Amendment, what="From an older file")
    assert "1 row" in label_texts(workspace_of(agreed).page.pane)


def test_an_empty_list_says_what_it_is_for(window: MainWindow) -> None:
    go_to(window, "gate", Amendment)
    table = table_of(window)
    picture = table.viewport().grab().toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, min(picture.height(), 160), 2)
    }
    assert len(colours) > 2
