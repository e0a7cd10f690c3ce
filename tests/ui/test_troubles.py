"""What may go wrong, and how the window says so."""

from __future__ import annotations

import sys
from typing import Any

import pytest
import shiboken6

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMessageBox,
    QPlainTextEdit,
)

from models import actions
from models.records import (
    Person,
    Role,
)
from tests.conftest import free_deleted
from tests.ui.driving import (
    action,
    add_person,
    answer,
    button,
    click,
    go_to,
    notice,
    press,
    records,
    session_of,
    workspace_of,
)
from ui.dialogs import door, report
from ui.window import MainWindow


def a_bug() -> tuple[type[BaseException], BaseException, Any]:
    """An error as the interpreter hands it over; its message quotes what was typed."""
    try:
        raise ValueError("Northern Insurer will close the branch")
    except ValueError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        return kind, error, trace


def test_an_unexpected_error_is_reported_once_without_what_was_typed(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def read(dialog: QDialog) -> bool:
        dialog.show()
        text = dialog.findChild(QPlainTextEdit)
        assert isinstance(text, QPlainTextEdit)
        click(button(dialog, "Copy report"))
        shown.append(text.toPlainText())
        return answer(dialog)

    monkeypatch.setattr(report, "_shown", set())
    monkeypatch.setattr(door, "run", read)
    bug = a_bug()
    report.on_unexpected(*bug)
    report.on_unexpected(*bug)
    (text,) = shown
    assert "ValueError" in text
    assert "a_bug" in text
    assert "Insurer" not in text
    assert QApplication.clipboard().text() == text
    add_person(empty_window, "Ada")  # and the window goes on
    assert len(records(empty_window, Person)) == 1


def test_a_message_goes_away_when_it_is_closed(empty_window: MainWindow) -> None:
    empty_window.say("Something in passing")
    assert notice(empty_window) == "Something in passing"
    click(button(workspace_of(empty_window).notice, "Close"))
    assert notice(empty_window) == ""


def test_dialogs_are_freed_when_they_are_answered(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QDialog] = []

    def answer(dialog: QDialog) -> int:
        shown.append(dialog)
        return 0

    monkeypatch.setattr(QDialog, "exec", answer)
    monkeypatch.setattr(report, "_shown", set())
    go_to(empty_window, "raci", Role)
    press("Ctrl+N", "F1", "Ctrl+T")
    action(empty_window, "about").trigger()
    report.on_unexpected(*a_bug())
    free_deleted()
    assert len(shown) >= 4
    assert [type(dialog).__name__ for dialog in shown if shiboken6.isValid(dialog)] == []


def test_a_refused_step_leaves_a_notice_not_a_dialog(empty_window: MainWindow) -> None:
    add_person(empty_window, "Ada")
    person = records(empty_window, Person)[0]
    session_of(empty_window).do(actions.set_text, person, Person.leaves_on, "some day")
    assert "not a date" in notice(empty_window)
    assert QApplication.activeModalWidget() is None
    assert not isinstance(QApplication.activeWindow(), QMessageBox)
