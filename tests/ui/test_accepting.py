"""Findings in the side panel: they are accepted, withdrawn, and become actions."""

from __future__ import annotations

import pytest

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QListWidget, QMenu

from models.dates import today
from models.records import AcceptedFinding, Action, Person, ValueTarget
from tests.ui.driving import (
    Answers,
    action,
    cell,
    choose,
    click,
    go_to,
    inside,
    keyboard,
    label_texts,
    notice,
    press,
    records,
    session_of,
    snapshot_of,
    table_of,
    type_text,
    workspace_of,
)
from ui.dialogs import door
from ui.finding_list import FindingList
from ui.side import SidePanel
from ui.window import MainWindow


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Somebody who answers the dialogs."""
    someone = Answers()
    monkeypatch.setattr(door, "run", someone)
    return someone


@pytest.fixture
def window(empty_window: MainWindow) -> MainWindow:
    """Two value targets of which little is known, their table in front."""
    with session_of(empty_window).workshop.step("Fill") as step:
        step.insert(Person.new(1.0, name="Ada"))
        step.insert(ValueTarget.new(1.0, what="Handling time", sort="time"))
        step.insert(ValueTarget.new(2.0, what="Error rate", sort="quality"))
    go_to(empty_window, "value", ValueTarget)
    return empty_window


def side(window: MainWindow) -> SidePanel:
    return workspace_of(window).side


def texts(shown: FindingList) -> list[str]:
    return [shown.item(row).text() for row in range(shown.count())]


def badge(window: MainWindow) -> str:
    """What the rail says about the step."""
    steps = workspace_of(window).rail.findChild(QListWidget)
    assert isinstance(steps, QListWidget)
    return str(steps.item(2).data(Qt.ItemDataRole.AccessibleTextRole))


def accept_next(window: MainWindow, answers: Answers, words: str = "We live with it\tAda\n") -> str:
    """Accept the next open finding; returns its sentence."""
    press("F8")
    current = side(window).findings.current
    assert current is not None
    answers.will_be(words)
    press("Ctrl+Shift+A")
    return current.sentence


def test_a_finding_is_accepted_by_somebody_today_for_a_reason(
    window: MainWindow, answers: Answers
) -> None:
    before = texts(side(window).findings)
    said = badge(window)
    sentence = accept_next(window, answers)
    assert texts(side(window).findings) == [text for text in before if text != sentence]
    (record,) = records(window, AcceptedFinding)
    assert (record.what, record.reason, record.accepted_on) == (
        sentence,
        "We live with it",
        today(),
    )
    assert snapshot_of(window).name_of(AcceptedFinding.accepted_by, record) == "Ada"
    finding = session_of(window).findings.accepted[0][0]
    assert {sentence, finding.rule.why} <= set(answers.read[0])
    assert badge(window) != said


def test_whoever_accepts_may_be_new(window: MainWindow, answers: Answers) -> None:
    accept_next(window, answers, "We live with it\tBen\n")
    assert [person.name for person in records(window, Person)] == ["Ada", "Ben"]
    press("Ctrl+Z")
    assert len(records(window, Person)) == 1
    assert records(window, AcceptedFinding) == ()


@pytest.mark.parametrize("words", ["Escape", "\tAda\n", "We live with it\n"])
def test_nothing_is_accepted_without_a_reason_and_a_name(
    window: MainWindow, answers: Answers, words: str
) -> None:
    before = texts(side(window).findings)
    accept_next(window, answers, words)
    assert texts(side(window).findings) == before
    assert records(window, AcceptedFinding) == ()


def test_a_finding_is_chosen_before_it_is_accepted(window: MainWindow) -> None:
    for key in ("Ctrl+Shift+A", "Ctrl+Shift+J"):
        press(key)
        assert "F8" in notice(window)
    assert records(window, AcceptedFinding) == records(window, Action) == ()


def test_accepted_findings_are_counted_apart_and_shown_with_their_reason(
    window: MainWindow, answers: Answers
) -> None:
    assert not side(window).fold.isVisible()
    sentence = accept_next(window, answers)
    assert "1 accepted" in side(window).fold.text()
    accepted = side(window).accepted
    assert not accepted.isVisible()
    click(side(window).fold)
    assert accepted.isVisible()
    (text,) = texts(accepted)
    assert text.startswith(sentence)
    assert "Ada" in text
    assert "We live with it" in text
    click(side(window).fold)
    assert not accepted.isVisible()
    workspace_of(window).go_to(0)
    assert not side(window).fold.isVisible()


def test_an_accepted_finding_still_leads_to_its_record(
    window: MainWindow, answers: Answers
) -> None:
    accept_next(window, answers)
    click(side(window).fold)
    finding = session_of(window).findings.accepted[0][0]
    assert finding.record is not None
    table_of(window).go_to_start()
    accepted = side(window).accepted
    accepted.setFocus()
    press("Down", "Up", "Return")
    assert table_of(window).current_record() == finding.record
    assert table_of(window).hasFocus()


@pytest.mark.parametrize("by", ["key", "menu", "context"])
def test_an_acceptance_is_withdrawn_and_that_is_undone(
    window: MainWindow, answers: Answers, by: str
) -> None:
    before = texts(side(window).findings)
    accept_next(window, answers)
    click(side(window).fold)
    accepted = side(window).accepted
    accepted.setFocus()
    accepted.setCurrentRow(0)
    if by == "key":
        press("Del")
    elif by == "menu":
        action(window, "withdraw_acceptance").trigger()
    else:
        choose(accepted.menu(), "Withdraw the acceptance")
    QApplication.processEvents()
    assert texts(side(window).findings) == before
    assert records(window, AcceptedFinding) == ()
    action(window, "undo").trigger()
    QApplication.processEvents()
    assert len(texts(accepted)) == 1
    assert workspace_of(window).number == 2


def test_nothing_is_withdrawn_where_nothing_is_chosen(window: MainWindow, answers: Answers) -> None:
    accept_next(window, answers)
    action(window, "withdraw_acceptance").trigger()
    assert "Choose an accepted finding" in notice(window)
    assert len(records(window, AcceptedFinding)) == 1


def test_a_finding_has_a_menu_of_its_own(window: MainWindow, answers: Answers) -> None:
    findings = side(window).findings
    findings.setFocus()
    findings.setCurrentRow(1)
    findings.customContextMenuRequested.emit(QPoint(5, 5))
    (shown,) = inside(findings, QMenu)
    assert [entry.text().replace("&", "") for entry in shown.actions()] == [
        "Make an action of the finding",
        "Accept the finding as it is …",
    ]
    shown.close()
    answers.will_be("We live with it\tAda\n")
    chosen = findings.current
    assert chosen is not None
    choose(findings.menu(), "Accept the finding as it is …")
    assert records(window, AcceptedFinding)[0].what == chosen.sentence


def test_a_finding_becomes_an_action_with_one_key(window: MainWindow) -> None:
    press("F8")
    finding = side(window).findings.current
    assert finding is not None
    press("Ctrl+Shift+J")
    (made,) = records(window, Action)
    assert made.what == finding.sentence
    assert "Action" in notice(window)
    assert "step 12" in notice(window)
    assert workspace_of(window).number == 2
    press("Ctrl+Shift+J")
    assert len(records(window, Action)) == 1
    assert "already" in notice(window)


def test_the_rail_and_readiness_count_only_what_is_open(
    window: MainWindow, answers: Answers
) -> None:
    def open_ones() -> str:
        (text,) = [t for t in label_texts(workspace_of(window).rail) if "open finding" in t]
        return text

    count = len(session_of(window).findings.open)
    assert f"{count} open findings" in open_ones()
    accept_next(window, answers)
    assert f"{count - 1} open findings" in open_ones()


def test_accepted_points_are_listed_at_the_end_and_nobody_types_there(
    window: MainWindow, answers: Answers
) -> None:
    sentence = accept_next(window, answers)
    go_to(window, "review", AcceptedFinding)
    table = table_of(window)
    assert table.proxy.rowCount() == 1
    assert cell(table, 0, "what") == sentence
    press("Ins")
    assert "written by the program" in notice(window)
    press("Ctrl+Del")
    assert records(window, AcceptedFinding) == ()
    assert table.proxy.rowCount() == 0


def test_choosing_a_finding_keeps_its_edge_when_the_keyboard_is_in_the_table(
    window: MainWindow,
) -> None:
    findings = side(window).findings
    before = findings.grab().toImage()
    press("F8")
    assert table_of(window).isAncestorOf(keyboard())
    assert findings.grab().toImage() != before
    assert findings.current is session_of(window).findings.of_step("value")[0]


def test_a_reason_that_is_corrected_in_the_list_shows_in_the_panel(
    window: MainWindow, answers: Answers
) -> None:
    accept_next(window, answers)
    go_to(window, "review", AcceptedFinding)
    table = table_of(window)
    table.setCurrentIndex(table.proxy.index(0, table.source.column_of("reason")))
    type_text("The budget is fixed\n")
    go_to(window, "value", ValueTarget)
    click(side(window).fold)
    assert "The budget is fixed" in texts(side(window).accepted)[0]
