"""Every action has a key, no two are the same, and nothing needs the mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QSplitter

from models import actions
from models.follow_up import accept
from models.record import Record
from models.records import (
    Assignment,
    CostLine,
    Decision,
    Person,
    Role,
    ValueTarget,
    WorkshopInfo,
)
from models.steps import STEPS
from tests.ui.driving import (
    Answers,
    action,
    form_of,
    go_to,
    keyboard,
    matrix_of,
    notice,
    press,
    put_cursor,
    records,
    session_of,
    shown,
    table_of,
    type_text,
    workspace_of,
)
from ui import commands
from ui.dialogs import door
from ui.keys import key_lists
from ui.window import MainWindow

_TYPED = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord,
    QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteCompleteLine,
)
"""Keys that a text which is being typed keeps for itself."""
_SHARED = ("undo", "redo", "copy", "cut", "paste")
"""Commands that mean the same to a text as to a table."""


def all_keys() -> Iterator[tuple[str, str]]:
    """What is done, and by which keys."""
    yield from ((command.id, command.keys) for command in commands.COMMANDS)
    yield from ((step.id, commands.step_keys(number)) for number, step in enumerate(STEPS))


def strokes(keys: str) -> list[str]:
    """The strokes of a sequence, as Qt writes them."""
    sequence = QKeySequence(keys)
    strokes_ = [sequence[n] for n in range(sequence.count())]  # type: ignore[index]  # stubs lack it
    return [QKeySequence(stroke).toString() for stroke in strokes_]


def test_every_command_has_keys_that_exist() -> None:
    for id_, keys in all_keys():
        assert keys, id_
        assert all(strokes(keys)), id_
        assert "Unknown" not in QKeySequence(keys).toString(), id_


def test_no_two_actions_have_the_same_keys() -> None:
    counted = Counter(QKeySequence(keys).toString() for _id, keys in all_keys())
    assert [keys for keys, count in counted.items() if count > 1] == []


def test_no_keys_are_the_beginning_of_others() -> None:
    whole = {tuple(strokes(keys)): id_ for id_, keys in all_keys()}
    begun = {sequence[:n] for sequence in whole for n in range(1, len(sequence))}
    assert begun, "no sequence has two strokes: nothing was tested"
    assert [id_ for sequence, id_ in whole.items() if sequence in begun] == []


def test_no_keys_belong_to_the_desktop_or_to_a_letter() -> None:
    for id_, keys in all_keys():
        for stroke in strokes(keys)[:1]:
            assert "Ctrl+Alt" not in stroke, f"{id_}: that is AltGr on many keyboards"
            assert "Meta" not in stroke, id_
            assert stroke not in ("F10", "Alt+F4", "Alt+Tab", "Ctrl+Esc", "Ctrl+Shift+Esc"), id_
            assert stroke != "Ctrl+Shift+U", f"{id_}: that begins a code of Unicode on Linux"
            plain = len(stroke) == 1
            assert not plain, f"{id_}: {stroke} is a letter to be typed"


def test_no_keys_are_those_of_a_text_that_is_being_typed(qapp: QApplication) -> None:
    taken = {
        sequence.toString()
        for standard in _TYPED
        for sequence in QKeySequence.keyBindings(standard)
    }
    for id_, keys in all_keys():
        if id_ not in _SHARED and not keys.endswith("Del"):
            assert strokes(keys)[0] not in taken, id_


def test_the_menus_show_the_keys_and_no_other_shortcut_is_in_the_way(window: MainWindow) -> None:
    for command in commands.COMMANDS:
        assert action(window, command.id).shortcut() == QKeySequence(command.keys), command.id
    others = {s.key().toString() for s in window.findChildren(QShortcut)}
    assert others <= {"PgDown", "PgUp"}


def test_no_two_entries_of_a_menu_have_the_same_letter(window: MainWindow) -> None:
    for heading in window.menuBar().actions():
        entries = heading.menu().actions()  # type: ignore[attr-defined]
        letters = [_letter(entry.text()) for entry in entries]
        counted = Counter(letter for letter in letters if letter)
        assert [letter for letter, n in counted.items() if n > 1] == [], heading.text()


def _letter(text: str) -> str:
    text = text.replace("&&", "")
    return text[text.index("&") + 1].lower() if "&" in text else ""


@pytest.mark.parametrize("editor", [QLineEdit, QPlainTextEdit])
def test_sequences_work_while_a_text_is_being_typed(
    empty_window: MainWindow, editor: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    go_to(empty_window, "setup", WorkshopInfo)
    field = next(row.editor for row in form_of(empty_window).rows if type(row.editor) is editor)
    field.setFocus()
    given: list[str] = []
    for id_ in ("save_template", "palette", "widen"):
        known = action(empty_window, id_)
        known.triggered.disconnect()
        known.triggered.connect(lambda _checked=False, id_=id_: given.append(id_))
    press("Ctrl+E, T", "Ctrl+K", "Ctrl+F8")
    assert given == ["save_template", "palette", "widen"]


def test_all_keys_are_in_the_lists_that_are_read() -> None:
    listed = {keys for _title, rows in key_lists() for keys, _text in rows}
    assert {keys for _id, keys in all_keys()} <= listed
    assert all(text for _title, rows in key_lists() for _keys, text in rows)


# What else is done with the mouse


def test_a_table_is_sorted_by_keys_and_arranged_again(empty_window: MainWindow) -> None:
    for name in ("Berta", "Anna", "Carl"):
        session_of(empty_window).do(actions.add, Person, name=name)
    go_to(empty_window, "setup", Person)
    put_cursor(table_of(empty_window), 0, "name")
    orders = []
    for _press in range(4):
        orders.append(shown(table_of(empty_window), "name"))
        press("Ctrl+Shift+C")
    up, down, arranged = ["Anna", "Berta", "Carl"], ["Carl", "Berta", "Anna"], orders[0]
    assert orders == [["Berta", "Anna", "Carl"], up, down, arranged]


def test_where_nothing_can_be_sorted_that_is_said(example_window: MainWindow) -> None:
    go_to(example_window, "raci", Assignment)
    press("Ctrl+Shift+C")
    assert notice(example_window) == "There is no table here that can be sorted."


def test_a_column_gets_wider_and_narrower(example_window: MainWindow) -> None:
    go_to(example_window, "cost", CostLine)
    table = table_of(example_window)
    put_cursor(table, 0, "payer")
    column = table.currentIndex().column()
    before = table.columnWidth(column)
    press("Ctrl+F8")
    assert table.columnWidth(column) > before
    press("Ctrl+Shift+F8")
    assert table.columnWidth(column) == before
    press(*["Ctrl+Shift+F8"] * 30)
    assert table.columnWidth(column) > 20
    go_to(example_window, "raci", Assignment)
    names = matrix_of(example_window).columnWidth(0)
    press("Ctrl+F8")
    assert matrix_of(example_window).columnWidth(0) > names


def test_the_sides_of_the_window_and_the_details_get_wider(example_window: MainWindow) -> None:
    example_window.resize(1600, 900)
    go_to(example_window, "cost", CostLine)
    workspace = workspace_of(example_window)
    for area in (workspace.rail, workspace.side):
        area.setFocus()
        while not area.isAncestorOf(keyboard()):
            press("F6")
        before = area.width()
        press("Ctrl+F8")
        assert area.width() > before, type(area).__name__
    go_to(example_window, "cost", CostLine)
    press("F4")
    form = form_of(example_window)
    before = form.height()
    press("Ctrl+F8")
    assert form.height() > before
    assert isinstance(form.parentWidget(), QSplitter)


def test_what_can_be_done_about_a_message_is_reached_by_keys(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, ValueTarget, what="Handling time")
    go_to(empty_window, "value", ValueTarget)
    press("Ctrl+Return")
    assert notice(empty_window)
    press("F6", "Space")
    assert workspace_of(empty_window).page.step.id == "measures"


def test_accepted_findings_are_unfolded_by_keys(empty_window: MainWindow) -> None:
    session_of(empty_window).settle()
    finding = session_of(empty_window).findings.of_step("setup")[0]
    session_of(empty_window).do(accept, finding, "We know.", "Ada", date(2026, 11, 24))
    session_of(empty_window).settle()
    side = workspace_of(empty_window).side
    go_to(empty_window, "setup", WorkshopInfo)
    press("F6")
    for _press in range(6):
        if keyboard() is side.fold:
            break
        press("Tab")
    press("Space")
    assert side.accepted.isVisible()


def test_an_export_is_stopped_by_keys(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    press("Ctrl+E, Esc")
    assert notice(example_window) == "No document is being made."
    stopped: list[bool] = []
    monkeypatch.setattr(type(example_window.export), "running", True)
    monkeypatch.setattr(example_window.export, "cancel", lambda: stopped.append(True))
    press("Ctrl+E, Esc")
    assert stopped == [True]


def test_the_sheet_of_keys_is_saved_without_a_workshop(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "ask_save_file", lambda *_asked: tmp_path / "keys.pdf")
    press("Ctrl+F1")
    window.export.wait()
    QApplication.processEvents()
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")
    assert window.statusBar().currentMessage() == "“keys.pdf” is ready."


def test_a_workshop_is_worked_through_without_the_mouse(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an empty screen to a workshop with people, figures, roles and a decision."""
    answers = Answers()
    answers.will_be("Claims assistant\n")
    monkeypatch.setattr(door, "run", answers)
    press("Ctrl+N")
    go_straight_to(window, "people", Person)
    press("Ins")
    type_text("Head of Claims\nHead of IT\n")
    assert [p.name for p in records(window, Person)][-2:] == ["Head of Claims", "Head of IT"]
    go_straight_to(window, "value targets", ValueTarget)
    press("Ins")
    type_text("Handling time falls\n")
    press("Ctrl+Shift+C", "Ctrl+Shift+C", "Ctrl+Shift+C")
    assert [t.what for t in records(window, ValueTarget)][-1:] == ["Handling time falls"]
    go_straight_to(window, "roles", Role)
    press("Ins")
    type_text("Product owner\n")
    assert [r.name for r in records(window, Role)][-1] == "Product owner"
    go_straight_to(window, "decisions", Decision)
    press("Ins")
    type_text("We go on\n")
    press("Ctrl+Shift+K")
    type_text("we go on\n")
    assert workspace_of(window).current_record() == records(window, Decision)[-1]
    press("Ctrl+W")
    assert window.workspace is None


def go_straight_to(window: MainWindow, words: str, kind: type[Record]) -> None:
    press("Ctrl+K")
    type_text(words)
    press("Return")
    page = workspace_of(window).page
    section = page.step.sections[page.section]
    assert section.record_type is kind
    assert keyboard() is table_of(window)
    assert keyboard().focusPolicy() != Qt.FocusPolicy.NoFocus


def test_the_choice_beside_the_chains_is_reached_from_them(example_window: MainWindow) -> None:
    go_straight_to_part(example_window, "traceability")
    table = keyboard()
    press("Shift+Tab")
    assert isinstance(keyboard(), QCheckBox)
    press("Space", "Tab")
    assert keyboard() is table


def go_straight_to_part(window: MainWindow, words: str) -> None:
    press("Ctrl+K")
    type_text(f"{words}\n")
    assert workspace_of(window).page.pane.isAncestorOf(keyboard())
