"""Questionnaires out of the window, their answers back into it, and settling what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QPushButton

from models.answered import points
from models.records import Answer, Group, ParkedPoint, Person, ValueTarget
from tests import questionnaires as q
from tests.ui.driving import (
    action,
    answer,
    button,
    click,
    go_to,
    label_texts,
    notice,
    open_dialogs,
    press,
    records,
    snapshot_of,
    table_of,
    workspace_of,
)
from ui.dialogs import door
from ui.dialogs.answers import AnswersDialog
from ui.dialogs.questionnaires import QuestionnairesDialog
from ui.dialogs.settle import SettleDialog
from ui.window import MainWindow

CLAIMS, MANAGER, PMO = "person-claims", "person-ops", "person-pmo"
INTAKE, HEADS = "group-intake.minutes", "group-intake.people"


def ok(dialog: QDialog) -> QPushButton:
    """The button that a dialog is there for."""
    return next(b for b in dialog.findChildren(QPushButton) if b.isDefault())


def filled(window: MainWindow, folder: Path, person: str, answers: dict[str, Any]) -> Path:
    """The questionnaire of a person of the example, filled in."""
    snapshot = snapshot_of(window)
    found = snapshot.get(Person, person)
    assert found is not None
    return q.file_for(folder, answers, found, snapshot)


def read(window: MainWindow, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(door, "ask_open_files", lambda *_asked: list(paths))
    action(window, "read_answers").trigger()


# Writing


def test_everybody_but_the_facilitator_gets_a_file(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "to send"
    folder.mkdir()
    (folder / "Head of Claims.xlsx").write_text("answered")
    open_dialogs(monkeypatch, lambda dialog: click(ok(dialog)))
    monkeypatch.setattr(door, "ask_folder", lambda *_asked: folder)
    action(example_window, "send_questionnaires").trigger()
    qtbot.waitUntil(lambda: "“to send” is ready." in notice(example_window), timeout=30_000)
    names = sorted(path.name for path in folder.iterdir())
    people = [person.name for person in records(example_window, Person)]
    assert len(names) == len(people) == 12
    assert "Workshop Facilitator.xlsx" not in names
    assert "Head of Claims (2).xlsx" in names
    assert (folder / "Head of Claims.xlsx").read_text() == "answered"


def test_people_groups_and_the_day_can_be_chosen(example_window: MainWindow) -> None:
    dialog = QuestionnairesDialog(snapshot_of(example_window), example_window)
    dialog.show()
    note = next(text for text in label_texts(dialog) if text.startswith("11 files will be"))
    assert "Nothing says which group is theirs, so they are asked about all: Head of IT" in note
    assert "and 2 more." in note
    dialog.who.setCurrentRow(1)
    assert "HEAD OF CLAIMS IS ASKED ABOUT" in label_texts(dialog)
    assert (dialog.sending.groups or {})[CLAIMS] == {"group-adjusters", "group-leads"}
    dialog.about.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert (dialog.sending.groups or {})[CLAIMS] == {"group-leads"}
    dialog.who.setCurrentRow(2)
    assert dialog.about.item(0).checkState() == Qt.CheckState.Checked
    dialog.who.setCurrentRow(1)
    assert dialog.about.item(0).checkState() == Qt.CheckState.Unchecked
    dialog.by.setText("soon")
    assert "“soon” is not a date." in label_texts(dialog)
    assert not ok(dialog).isEnabled()
    dialog.by.setText("")
    assert dialog.sending.by is None
    assert ok(dialog).isEnabled()
    click(button(dialog, "None"))
    assert "Tick at least one person." in label_texts(dialog)
    assert not ok(dialog).isEnabled()
    click(button(dialog, "All"))
    assert len(dialog.people) == 12
    answer(dialog)


def test_without_people_there_is_nobody_to_ask(empty_window: MainWindow) -> None:
    action(empty_window, "send_questionnaires").trigger()
    assert "Nobody is written down yet." in notice(empty_window)


def test_lists_are_written_beside_what_is_there(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    monkeypatch.setattr(door, "ask_folder", lambda *_asked: folder)
    for number in (3, 6):
        action(example_window, "export_lists").trigger()
        qtbot.waitUntil(lambda: not example_window.export.running, timeout=30_000)
        assert len(list(folder.iterdir())) == number
    names = sorted(path.name for path in folder.iterdir())
    assert names[:2] == ["example Actions (2).csv", "example Actions.csv"]


# Reading


def test_answers_are_shown_and_taken_over_and_can_be_settled_at_once(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    path = filled(example_window, tmp_path, CLAIMS, {INTAKE: "about 7", HEADS: 12})
    seen: list[str] = []

    def look(dialog: AnswersDialog) -> None:
        person = dialog.tree.topLevelItem(0)
        assert person is not None
        seen.extend(person.text(column) for column in range(2))
        rows = (person.child(number) for number in range(person.childCount()))
        seen.extend(row.text(2) for row in rows if row is not None)
        seen.extend(label_texts(dialog))
        click(ok(dialog))

    opened = open_dialogs(monkeypatch, look, QDialog.reject)
    before = len(records(example_window, Answer))
    read(example_window, monkeypatch, path)
    qtbot.waitUntil(lambda: "of 1 person are there" in notice(example_window), timeout=30_000)
    assert seen[:2] == ["Head of Claims", "2 answers, replaces 2 earlier ones"]
    assert "Before: “6”. “about 7” was read as 7 min." in seen
    assert any("Earlier answer that goes: “46”" in text for text in seen)
    assert "2 answers will be taken over. 1 is doubtful." in seen
    stored = {a.about: a.answer for a in records(example_window, Answer) if a.person == CLAIMS}
    assert stored == {INTAKE: "7", HEADS: "12"}
    assert "1 question has different answers." in notice(example_window)
    click(button(workspace_of(example_window).notice, "Settle them"))
    assert [type(dialog) for dialog in opened] == [AnswersDialog, SettleDialog]
    press("Ctrl+Z")
    assert len(records(example_window, Answer)) == before


def test_a_person_that_is_not_ticked_is_left_out(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    first = filled(example_window, tmp_path, CLAIMS, {INTAKE: 7})
    second = filled(example_window, tmp_path, PMO, {INTAKE: 8})

    def untick(dialog: AnswersDialog) -> None:
        item = dialog.tree.topLevelItem(0)
        assert item is not None
        item.setCheckState(0, Qt.CheckState.Unchecked)
        assert [each.person.id for each in dialog.chosen] == [PMO]
        click(ok(dialog))

    open_dialogs(monkeypatch, untick)
    read(example_window, monkeypatch, first, second)
    qtbot.waitUntil(lambda: "are there" in notice(example_window), timeout=30_000)
    answers = [a for a in records(example_window, Answer) if a.about == INTAKE]
    assert [(a.person, a.answer) for a in answers] == [(CLAIMS, "6"), (MANAGER, "9"), (PMO, "8")]


def test_what_cannot_be_read_is_said(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    empty = filled(example_window, tmp_path, PMO, {})
    read(example_window, monkeypatch, broken)
    qtbot.waitUntil(lambda: "“broken.xlsx” is damaged" in notice(example_window), timeout=30_000)
    read(example_window, monkeypatch, broken, empty)
    qtbot.waitUntil(lambda: "has no answers in it" in notice(example_window), timeout=30_000)


def test_dropped_questionnaires_are_read_together(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [filled(example_window, tmp_path, who, {INTAKE: 7}) for who in (CLAIMS, PMO)]
    opened = open_dialogs(monkeypatch, lambda dialog: click(ok(dialog)))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy = Qt.DropAction.CopyAction
    example_window.dropEvent(QDropEvent(QPointF(1, 1), copy, files, buttons, keys))
    qtbot.waitUntil(lambda: "of 2 people are there" in notice(example_window), timeout=30_000)
    assert [type(dialog) for dialog in opened] == [AnswersDialog]


# Settling


def test_enter_takes_an_answer_over_and_goes_on(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settle(dialog: SettleDialog) -> None:
        assert dialog.point is not None
        assert dialog.point.asked.title.startswith("Claims intake: How many minutes")
        shown = [dialog.voices.topLevelItem(n) for n in range(2)]
        assert [(i.text(0), i.text(1)) for i in shown if i] == [
            ("6 min", "Head of Claims"),
            ("9 min", "Claims Operations Manager"),
        ]
        press("Down", "Return")
        assert "Everything is settled." in label_texts(dialog)
        press("Escape")

    open_dialogs(monkeypatch, settle)
    press("Ctrl+Shift+E")
    snapshot = snapshot_of(example_window)
    assert not any(point.open for point in points(snapshot))
    assert records(example_window, ValueTarget)[-1].minutes_before == 9
    press("Ctrl+Shift+E")
    assert "There is no answer to settle." in notice(example_window)


def test_ctrl_enter_parks_the_question_in_front(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(records(example_window, ParkedPoint))
    open_dialogs(monkeypatch, lambda _dialog: press("Ctrl+Return", "Escape"))
    go_to(example_window, "setup", Answer)
    action(example_window, "settle_answers").trigger()
    parked = records(example_window, ParkedPoint)
    assert len(parked) == before + 1
    assert parked[-1].remark == "Head of Claims: 6\nClaims Operations Manager: 9"


def test_an_answer_in_words_is_refused_where_a_figure_belongs(
    example_window: MainWindow,
) -> None:
    session = example_window.session
    assert session is not None
    with session.workshop.step("Answer in words") as step:
        group = step.snapshot.all(Group)[1]
        step.insert(Answer.new(9.0, question="Heads", answer="a dozen", about=f"{group.id}.people"))
    dialog = SettleDialog(session, example_window)
    dialog.show()
    dialog.questions.setCurrentRow(1)
    assert dialog.point is not None
    assert "Written down now: 12" in label_texts(dialog)
    click(ok(dialog))
    assert any("is not a number" in text for text in label_texts(dialog))
    dialog.reject()
    answer(dialog)


def test_the_table_of_answers_leads_to_the_parked_point(example_window: MainWindow) -> None:
    go_to(example_window, "setup", Answer)
    table_of(example_window).go_to_start()
    press("Ctrl+Return")
    assert "Parked point “Claims intake" in notice(example_window)
