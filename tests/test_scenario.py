"""A facilitator's hour, by keys and clicks in the real window.

New from a template, names, value targets, the matrix, requirements, a training plan, undo and
redo, close, open again, export. What the room said must be in the documents.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdf
import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from models import raci
from models.records import (
    Activity,
    Assignment,
    Group,
    Person,
    Requirement,
    Role,
    Training,
    ValueTarget,
    WorkshopInfo,
)
from tests.ui.driving import (
    answer,
    cell,
    click,
    click_cell,
    form_of,
    go_to,
    inside,
    label_texts,
    matrix_of,
    notice,
    press,
    put_cursor,
    records,
    session_of,
    snapshot_of,
    table_of,
    type_text,
    workspace_of,
)
from ui.dialogs import door
from ui.dialogs.charter import CharterDialog
from ui.dialogs.new import NewDialog
from ui.window import MainWindow

PEOPLE = ("Head of Claims", "Chief Risk Officer", "IT Operations Lead")


def test_an_hour_of_a_workshop(
    open_window: Callable[..., MainWindow],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window = open_window()
    make_the_workshop(window, monkeypatch)
    name_the_room(window)
    put_value_into_numbers(window)
    fill_the_matrix(window)
    decide_requirements(window)
    plan_trainings(window)
    go_back_and_forth(window)

    path, left_at = session_of(window).workshop.path, snapshot_of(window)
    press("Ctrl+Q")
    assert not window.isVisible()

    again = open_window(path)
    assert snapshot_of(again) == left_at
    go_back_and_forth(again)

    charter, workbook = export_both(again, monkeypatch, tmp_path, qtbot)
    for text in ("Claims assistant", *PEOPLE, "Handling time", "Rework", "Claims clerks"):
        assert text in charter, text
        assert text in workbook, text
    assert "Check every proposal" in charter
    assert "Check every proposal" in workbook


def make_the_workshop(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewDialog)
        dialog.show()
        QTest.keyClicks(dialog.initiative, "Claims assistant")
        QTest.keyClicks(dialog.client, "Insurer")
        dialog.template_box.setCurrentText("Half day")
        click(next(b for b in inside(dialog, QPushButton) if b.text() == "Make workshop"))
        return answer(dialog)

    monkeypatch.setattr(door, "run", fill)
    new = next(b for b in inside(window.start_page, QPushButton) if b.text().startswith("New"))
    click(new)
    assert snapshot_of(window).one(WorkshopInfo).initiative == "Claims assistant"
    assert records(window, Requirement)
    assert records(window, Activity)


def name_the_room(window: MainWindow) -> None:
    go_to(window, "setup", Person)
    press("Ins")
    for name in PEOPLE:
        type_text(f"{name}\t\t\tdec\tyes\n")
    assert [p.name for p in records(window, Person)] == list(PEOPLE)
    assert all(p.part == "decides" and p.present for p in records(window, Person))
    go_to(window, "setup", WorkshopInfo)
    form_of(window).reveal("sponsor")
    type_text("Chief Risk Officer\t")
    assert len(records(window, Person)) == 3
    form_of(window).reveal("held_on")
    type_text("24.11.2026\t")
    go_to(window, "frame", Group)
    type_text("Claims clerks\t120\t12\t100\n")
    (group,) = records(window, Group)
    assert (group.people_now, group.in_pilot, group.in_production) == (120, 12, 100)


def put_value_into_numbers(window: MainWindow) -> None:
    go_to(window, "value", ValueTarget)
    # what, kind, whose, cases a month, minutes before and after, hourly cost, money, adoption
    type_text("Handling time\ttime\tClaims clerks\t6000\t40\t25\t48\t\t70\n")
    type_text("Rework\tqual\tClaims clerks\t500\t30\t12\t48\t\t80\n")
    type_text("Postage\tcost\t\t\t\t\t\t90k\t100\n")
    targets = records(window, ValueTarget)
    assert [t.what for t in targets] == ["Handling time", "Rework", "Postage"]
    put_cursor(table_of(window), 2, "cash")
    type_text("yes\n")
    # 6000 × 15 ÷ 60 × 70 % = 1050 h; 500 × 18 ÷ 60 × 80 % = 120 h; × 12 × 48 + 90,000
    assert cell(table_of(window), 0, "hours_month") == "1,050"
    assert cell(table_of(window), 1, "value_year") == "€\u00a069,120"
    figures = label_texts(workspace_of(window).page)
    assert "1,170" in figures
    assert "€\u00a0764\u00a0k" in figures  # 604,800 + 69,120 + 90,000
    assert "€\u00a090\u00a0k" in figures


def fill_the_matrix(window: MainWindow) -> None:
    go_to(window, "raci", Assignment)
    matrix = matrix_of(window)
    press("Ins")
    type_text("Check every proposal\n")
    activity = records(window, Activity)[-1]
    assert activity.name == "Check every proposal"
    row = matrix.source.row_of(activity.id)
    click_cell(matrix, matrix.source.index(row, 1))
    for key in ("a", "r", "c"):
        type_text(key)
        press("Right")
    letters = raci.row_of(snapshot_of(window), activity)
    assert [letters[role.id] for role in records(window, Role)[:3]] == ["A", "R", "C"]
    session_of(window).settle()
    sentences = [f.sentence for f in session_of(window).findings.of_step("raci")]
    assert not any("Check every proposal" in s and "accountable" in s for s in sentences)


def decide_requirements(window: MainWindow) -> None:
    go_to(window, "governance", Requirement)
    table = table_of(window)
    for row, applies in enumerate(("yes", "yes", "no")):
        put_cursor(table, row, "applies")
        type_text(f"{applies}\n")
        if applies == "no":
            put_cursor(table, row, "why_not")
            type_text("No personal data leaves the building\n")
        else:
            put_cursor(table, row, "owner")
            type_text("Chief Risk Officer\n")
            put_cursor(table, row, "due")
            type_text("before go\n")
    rules = records(window, Requirement)[:3]
    assert [r.applies for r in rules] == ["yes", "yes", "no"]
    assert [r.due for r in rules[:2]] == ["go_live", "go_live"]
    assert rules[2].why_not


def plan_trainings(window: MainWindow) -> None:
    go_to(window, "change", Training)
    press("Ins")
    type_text("Working with proposals\tClaims clerks\t4\tAt the desk\n")
    training = records(window, Training)[-1]
    assert training.hours == 4
    table = table_of(window)
    row = next(r for r in range(table.proxy.rowCount()) if table.proxy.record_at(r) == training)
    assert cell(table, row, "hours_total") == "400"


def go_back_and_forth(window: MainWindow) -> None:
    """Ten steps back and forth again lead to the same workshop."""
    go_to(window, "value", ValueTarget)
    here = snapshot_of(window)
    seen = [session_of(window).workshop.undo_name]
    for _step in range(10):
        press("Ctrl+Z")
        seen.append(session_of(window).workshop.undo_name)
    assert snapshot_of(window) != here
    assert len(set(seen)) > 3
    for _step in range(10):
        press("Ctrl+Y")
    assert snapshot_of(window) == here


def export_both(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, folder: Path, qtbot: QtBot
) -> tuple[str, str]:
    export(window, "export_charter", folder / "c.pdf", monkeypatch, qtbot)
    export(window, "export_workbook", folder / "w.xlsx", monkeypatch, qtbot)
    charter = pypdf.PdfReader(io.BytesIO((folder / "c.pdf").read_bytes()))
    pages = " ".join(page.extract_text() for page in charter.pages)
    book = openpyxl.load_workbook(io.BytesIO((folder / "w.xlsx").read_bytes()), read_only=True)
    cells = [str(v) for sheet in book for row in sheet.values for v in row if v is not None]
    book.close()
    return " ".join(pages.split()), " ".join(cells)


def at_once(dialog: QDialog) -> bool:
    """Take the export window's choices as they stand."""
    assert isinstance(dialog, CharterDialog)
    dialog.show()
    dialog.ask_file()
    accepted = dialog.result() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def export(
    window: MainWindow, command: str, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Choose a document in the menu and wait until it is offered."""
    monkeypatch.setattr(door, "ask_save_file", lambda *_asked: path)
    monkeypatch.setattr(door, "run", at_once)
    action = window.findChild(QAction, command)
    assert isinstance(action, QAction)
    action.trigger()
    qtbot.waitUntil(lambda: f"“{path.name}” is ready" in notice(window), timeout=60_000)
