"""The window: opening, leaving, going back, finding the way, and what may go wrong."""

from __future__ import annotations

import gc
import sys
import weakref
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
)

from exports.document import Document
from models import actions
from models.errors import Refusal
from models.lock import FileLock
from models.opening import create_workshop, open_workshop
from models.records import (
    Activity,
    AgendaBlock,
    Decision,
    Person,
    Requirement,
    Role,
    ValueTarget,
    WorkshopInfo,
)
from models.steps import STEPS
from tests.conftest import free_deleted
from tests.ui.driving import (
    answer,
    choose,
    click,
    form_of,
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
from ui import commands, theme
from ui.dialogs import door, report
from ui.dialogs.new import NewDialog
from ui.dialogs.starter import StarterDialog
from ui.window import MainWindow

Opener = Callable[..., MainWindow]


def action(window: MainWindow, name: str) -> QAction:
    """A command of the menus."""
    found = window.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def button(within: QObject, text: str) -> QPushButton:
    """A visible button by its words."""
    return next(b for b in within.findChildren(QPushButton) if b.isVisible() and b.text() == text)


def add_person(window: MainWindow, name: str) -> None:
    go_to(window, "setup", Person)
    press("Ins")
    type_text(f"{name}\n")


# Without a workshop


def test_the_start_page_offers_the_three_ways_in(window: MainWindow) -> None:
    assert window.windowTitle() == "Groundwork"
    texts = [b.text() for b in inside(window.start_page, QPushButton)]
    assert texts == ["New workshop …", "Open …", "Look at the example"]
    assert not action(window, "export_charter").isEnabled()
    assert not action(window, "undo").isEnabled()


def test_a_workshop_is_made_from_a_template_through_the_dialog(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewDialog)
        dialog.show()
        QTest.keyClicks(dialog.initiative, "Claims assistant")
        QTest.keyClicks(dialog.client, "Insurer: North")
        dialog.template_box.setCurrentText("Half day")
        click(button(dialog, "Make workshop"))
        return answer(dialog)

    monkeypatch.setattr(door, "run", fill)
    click(button(window.start_page, "New workshop …"))
    assert window.windowTitle() == "Claims assistant – Groundwork"
    path = session_of(window).workshop.path
    assert path == tmp_path / "Insurer- North Claims assistant.groundwork"
    assert records(window, AgendaBlock)
    assert records(window, Requirement)
    assert snapshot_of(window).one(WorkshopInfo).client == "Insurer: North"


def test_giving_up_the_dialog_makes_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(door, "run", lambda _dialog: False)
    press_on_window(window, "Ctrl+N")
    assert window.session is None
    assert list(tmp_path.glob("*.groundwork")) == []


def press_on_window(window: MainWindow, keys: str) -> None:
    window.start_page.setFocus()
    button(window.start_page, "New workshop …").setFocus()
    press(keys)


def test_a_workshop_that_is_there_is_never_overwritten_by_a_new_one(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(empty_window, "Ada")
    here = session_of(empty_window).workshop.path
    told: list[str] = []

    def fill(dialog: QDialog) -> bool:
        line = next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == "File")
        line.setText(str(here))
        dialog.deleteLater()
        return True

    monkeypatch.setattr(door, "run", fill)
    monkeypatch.setattr(door, "tell", lambda _parent, refusal: told.append(str(refusal)))
    press("Ctrl+N")
    assert [p.name for p in records(empty_window, Person)] == ["Ada"]
    assert told or notice(empty_window)


def test_an_existing_workshop_is_opened_by_the_file_dialog(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, example_file: Path
) -> None:
    path = tmp_path / "a.groundwork"
    path.write_bytes(example_file.read_bytes())
    monkeypatch.setattr(door, "ask_open_file", lambda *_asked: path)
    click(button(window.start_page, "Open …"))
    assert session_of(window).workshop.path == path
    assert len(records(window, Person)) > 3


def test_recent_workshops_are_on_the_start_page_and_in_the_menu(
    open_window: Opener, empty_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "R&D day.groundwork"
    path.write_bytes(empty_file.read_bytes())
    window = open_window(path)
    press("Ctrl+W")
    assert window.session is None
    recent = next(m for m in window.findChildren(QMenu) if "recen&t" in m.title())
    recent.aboutToShow.emit()
    assert [entry.text() for entry in recent.actions()] == ["R&&D day"]
    entry = next(b for b in inside(window.start_page, QPushButton) if b.toolTip() == str(path))
    assert entry.text() == "R&&D day"  # Qt shows a doubled ampersand as one
    click(entry)
    assert session_of(window).workshop.path == path
    press("Ctrl+W")
    action(window, "forget_recent").trigger()
    free_deleted()
    assert [b for b in inside(window.start_page, QPushButton) if b.toolTip() == str(path)] == []


def test_a_workshop_file_can_be_dropped_onto_the_window(
    window: MainWindow, empty_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "dropped.groundwork"
    path.write_bytes(empty_file.read_bytes())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, left, plain)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, mime, left, plain))
    assert session_of(window).workshop.path == path


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing of ours", b"SQLite format 3\x00"])
def test_a_file_that_is_no_workshop_is_refused_in_a_sentence(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "wrong.groundwork"
    path.write_bytes(content)
    told: list[Refusal] = []
    monkeypatch.setattr(door, "tell", lambda _parent, refusal: told.append(refusal))
    assert not window.open_path(path)
    (refusal,) = told
    assert "wrong.groundwork" in refusal.what
    assert refusal.todo
    assert path.read_bytes() == content
    assert window.session is None


def test_what_the_user_wrote_is_never_markup_in_a_message(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Qt.TextFormat] = []

    def read(box: QMessageBox) -> int:
        seen.append(box.textFormat())
        return 0

    monkeypatch.setattr(QDialog, "exec", read)
    door.tell(window, Refusal("<b>bold</b> is not a number"))
    assert seen == [Qt.TextFormat.PlainText]


# Leaving


def test_closing_asks_nothing_and_loses_nothing(
    empty_window: MainWindow, open_window: Opener
) -> None:
    path = session_of(empty_window).workshop.path
    go_to(empty_window, "setup", WorkshopInfo)
    form_of(empty_window).reveal("initiative")
    type_text("Typed a moment ago")
    empty_window.close()
    assert not empty_window.isVisible()
    again = open_window(path)
    assert snapshot_of(again).one(WorkshopInfo).initiative == "Typed a moment ago"


def test_what_is_typed_in_a_cell_is_saved_when_the_window_is_closed(
    empty_window: MainWindow,
) -> None:
    path = session_of(empty_window).workshop.path
    go_to(empty_window, "setup", Person)
    type_text("Ada")
    press("Ctrl+Q")
    assert not empty_window.isVisible()
    with open_workshop(path, read_only=True) as workshop:
        assert [p.name for p in workshop.snapshot.all(Person)] == ["Ada"]


def test_opening_another_workshop_closes_the_first(
    empty_window: MainWindow, tmp_path: Path
) -> None:
    first = session_of(empty_window).workshop.path
    create_workshop(tmp_path / "other.groundwork").close()
    assert empty_window.open_path(tmp_path / "other.groundwork")
    with open_workshop(first) as workshop:  # would be refused while still open
        assert not workshop.read_only


def test_the_window_comes_back_where_it_was(open_window: Opener) -> None:
    window = open_window()
    window.resize(780, 640)
    window.close()
    again = MainWindow()
    assert (again.width(), again.height()) == (780, 640)
    again.deleteLater()


def test_closing_a_workshop_frees_everything_that_showed_it(example_window: MainWindow) -> None:
    for number in range(len(STEPS)):
        workspace_of(example_window).go_to(number)
        QApplication.processEvents()
    pages = [workspace_of(example_window).page, workspace_of(example_window)]
    gone = [weakref.ref(widget) for widget in pages]
    press("Ctrl+W")
    free_deleted()
    assert not any(shiboken6.isValid(widget) for widget in pages)
    pages.clear()
    gc.collect()
    assert [ref() for ref in gone] == [None, None]


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


# Going back


def test_undo_and_redo_say_what_they_do_in_menu_and_status_bar(
    empty_window: MainWindow,
) -> None:
    add_person(empty_window, "Ada")
    assert action(empty_window, "undo").text() == "&Undo Add person"
    assert "Undo: Add person" in label_texts(empty_window.statusBar())
    assert not action(empty_window, "redo").isEnabled()
    press("Ctrl+Z")
    assert records(empty_window, Person) == ()
    assert action(empty_window, "redo").text() == "&Redo Add person"
    press("Ctrl+Y")
    assert [p.name for p in records(empty_window, Person)] == ["Ada"]


def test_the_status_bar_says_when_it_was_saved_and_where(empty_window: MainWindow) -> None:
    add_person(empty_window, "Ada")
    texts = label_texts(empty_window.statusBar())
    assert any(text.startswith("Saved ") and text.count(":") == 2 for text in texts)
    assert "day.groundwork" in texts


def test_names_in_the_status_bar_are_shown_as_they_were_typed(empty_window: MainWindow) -> None:
    for each in inside(empty_window.statusBar(), QLabel):
        assert each.textFormat() == Qt.TextFormat.PlainText


def test_undo_shows_the_place_that_it_changed(empty_window: MainWindow) -> None:
    add_person(empty_window, "Ada")
    add_person(empty_window, "Ben")
    table = table_of(empty_window)
    table.reveal(records(empty_window, Person)[0], "function")
    type_text("Claims\n")
    go_to(empty_window, "review", Decision)
    press("Ctrl+Z")
    assert workspace_of(empty_window).number == 0
    assert table_of(empty_window) is table
    index = table.currentIndex()
    assert (index.row(), index.column()) == (0, table.source.column_of("function"))
    assert table.hasFocus()


def test_a_restore_point_is_set_and_gone_back_to(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(empty_window, "Ada")
    monkeypatch.setattr(door, "ask_text", lambda *_asked: "Before lunch")
    press("Ctrl+S")
    assert "“Before lunch” is set" in notice(empty_window)
    add_person(empty_window, "Ben")
    offered: list[str] = []

    def first(_parent: object, _title: str, _label: str, options: list[str]) -> int:
        offered.extend(options)
        return 0

    monkeypatch.setattr(door, "ask_choice", first)
    action(empty_window, "restore_point").trigger()
    assert offered[0].startswith("Before lunch (")
    assert [p.name for p in records(empty_window, Person)] == ["Ada"]
    press("Ctrl+Z")
    assert [p.name for p in records(empty_window, Person)] == ["Ada", "Ben"]


def test_going_back_without_a_restore_point_says_how_to_set_one(
    empty_window: MainWindow,
) -> None:
    action(empty_window, "restore_point").trigger()
    assert "Ctrl+S" in notice(empty_window)


def test_reverting_goes_back_to_the_opening_and_undo_brings_everything_back(
    example_window: MainWindow,
) -> None:
    before = snapshot_of(example_window)
    add_person(example_window, "Ada")
    go_to(example_window, "value", ValueTarget)
    table_of(example_window).selectRow(0)
    press("Ctrl+Del")
    changed = snapshot_of(example_window)
    action(example_window, "revert").trigger()
    assert snapshot_of(example_window) == before
    press("Ctrl+Z")
    assert snapshot_of(example_window) == changed


# Somebody else has it open


@pytest.fixture
def second(open_window: Opener, example_file: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a workshop that somebody else is writing."""
    path = tmp_path / "theirs.groundwork"
    path.write_bytes(example_file.read_bytes())
    lock = FileLock(path)
    assert lock.acquire()
    yield open_window(path)
    lock.release()


def test_a_second_window_says_that_it_only_shows(second: MainWindow) -> None:
    assert any("Somebody else has this workshop open" in x for x in label_texts(second))


def test_a_second_window_changes_nothing(second: MainWindow) -> None:
    before = snapshot_of(second)
    go_to(second, "setup", Person)
    type_text("x")
    press("Del", "Ctrl+D", "Ctrl+Del", "Ins", "Alt+Down", "Ctrl+V", "Ctrl+Z")
    go_to(second, "setup", WorkshopInfo)
    type_text("x\t\t")
    go_to(second, "raci", Activity)
    type_text("raci ")
    assert snapshot_of(second) == before
    for name in ("undo", "paste", "add_row", "mark_point", "revert", "capture"):
        assert not action(second, name).isEnabled()
    assert action(second, "export_charter").isEnabled()


def test_nothing_in_a_second_window_looks_as_if_it_could_be_changed(second: MainWindow) -> None:
    go_to(second, "setup", WorkshopInfo)
    for row in form_of(second).rows:
        editor = row.editor
        if isinstance(editor, QComboBox):
            assert not editor.isEnabled()
        else:
            assert editor.isReadOnly()
    go_to(second, "setup", Person)
    assert table_of(second).proxy.rowCount() == len(records(second, Person))


# Finding the way


def test_every_command_can_be_carried_out_and_has_its_own_keys(window: MainWindow) -> None:
    keys = [c.keys for c in commands.COMMANDS if c.keys]
    keys += [commands.step_keys(n) for n in range(len(STEPS))]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    for command in commands.COMMANDS:
        assert callable(getattr(window.commands, command.id)), command.id
        assert action(window, command.id).shortcut().toString() == command.keys, command.id


def test_every_entry_of_a_menu_has_its_own_letter(example_window: MainWindow) -> None:
    for heading in example_window.menuBar().actions():
        menu = heading.menu()
        marked = [
            entry.text().replace("&&", "").partition("&")[2][:1].casefold()
            for entry in menu.actions()  # type: ignore[attr-defined]
        ]
        assert [x for x, count in Counter(filter(None, marked)).items() if count > 1] == []


def test_titles_stand_in_the_menu_with_their_ampersand(window: MainWindow) -> None:
    texts = [a.text() for a in window.findChildren(QAction)]
    assert "4  Ownership && RACI" in texts


def test_every_step_has_keys(empty_window: MainWindow) -> None:
    for number, step in enumerate(STEPS):
        press(commands.step_keys(number))
        assert workspace_of(empty_window).number == number
        assert step.title in label_texts(workspace_of(empty_window).page)
    press("Ctrl+PgUp")
    assert workspace_of(empty_window).number == len(STEPS) - 2
    press("Ctrl+PgDown", "Ctrl+PgDown")
    assert workspace_of(empty_window).number == len(STEPS) - 1


def test_the_parts_of_a_step_are_gone_through_by_key(empty_window: MainWindow) -> None:
    page = workspace_of(empty_window).page
    count = len(page.step.sections)
    seen = []
    for _turn in range(count):
        seen.append(page.pane.section.record_type)
        press("Ctrl+Tab")
    assert seen == [section.record_type for section in page.step.sections]
    assert page.pane.section is page.step.sections[0]
    press("Ctrl+Shift+Tab")
    assert page.pane.section is page.step.sections[-1]


def test_one_key_goes_round_rail_page_and_side_panel(empty_window: MainWindow) -> None:
    workspace = workspace_of(empty_window)
    go_to(empty_window, "setup", Person)
    for area in (workspace.side, workspace.rail, workspace.page):
        press("F6")
        assert area.isAncestorOf(keyboard())


def test_a_click_in_the_rail_shows_the_step(empty_window: MainWindow) -> None:
    from PySide6.QtWidgets import QListWidget

    steps = workspace_of(empty_window).rail.findChild(QListWidget)
    assert isinstance(steps, QListWidget)
    click(steps.viewport(), steps.visualItemRect(steps.item(3)).center())
    assert workspace_of(empty_window).number == 3


def test_larger_text_and_dark_colours_keep_the_place(empty_window: MainWindow) -> None:
    go_to(empty_window, "governance", Requirement)
    usual = theme.em(10)
    press("Ctrl++")
    assert theme.em(10) > usual
    action(empty_window, "dark").trigger()
    assert theme.tokens() is theme.DARK
    assert workspace_of(empty_window).number == 4
    free_deleted()
    add_person(empty_window, "Ada")  # the new views listen, the old ones are gone
    assert records(empty_window, Person)[0].name == "Ada"


# Findings


def finding_list(window: MainWindow) -> list[str]:
    shown = workspace_of(window).side.findings
    return [shown.item(row).text() for row in range(shown.count())]


def test_findings_follow_what_is_typed(empty_window: MainWindow) -> None:
    go_to(empty_window, "value", ValueTarget)
    before = finding_list(empty_window)
    type_text("Handling time\n")
    QApplication.processEvents()
    assert finding_list(empty_window) != before
    assert any("Handling time" in sentence for sentence in finding_list(empty_window))
    press("Ctrl+Z")
    QApplication.processEvents()
    assert finding_list(empty_window) == before


def test_the_rail_counts_open_findings_as_they_come_and_go(empty_window: MainWindow) -> None:
    def spoken() -> str:
        from PySide6.QtWidgets import QListWidget

        steps = workspace_of(empty_window).rail.findChild(QListWidget)
        assert isinstance(steps, QListWidget)
        return str(steps.item(2).data(Qt.ItemDataRole.AccessibleTextRole))

    before = spoken()
    go_to(empty_window, "value", ValueTarget)
    type_text("Handling time\n")
    QApplication.processEvents()
    assert spoken() != before
    assert "open" in spoken()


def test_f8_goes_through_the_open_findings_one_after_the_other(
    empty_window: MainWindow,
) -> None:
    go_to(empty_window, "value", ValueTarget)
    type_text("Handling time\nError rate\n")
    QApplication.processEvents()
    shown = workspace_of(empty_window).side.findings
    rows = []
    for _press in range(shown.count() + 1):
        press("F8")
        rows.append(shown.currentRow())
    assert rows == [*range(shown.count()), 0]


def test_a_click_on_a_finding_puts_the_cursor_where_it_is_mended(
    empty_window: MainWindow,
) -> None:
    go_to(empty_window, "value", ValueTarget)
    type_text("Handling time\nError rate\n")
    QApplication.processEvents()
    shown = workspace_of(empty_window).side.findings
    number, finding = next(
        (n, f)
        for n, f in enumerate(session_of(empty_window).findings.of_step("value"))
        if f.record is not None and f.record.caption == "Error rate" and f.field
    )
    go_to(empty_window, "value", ValueTarget)
    item = shown.item(number)
    shown.scrollToItem(item)
    click(shown.viewport(), shown.visualItemRect(item).center())
    table = table_of(empty_window)
    assert table.current_record() == finding.record
    assert table.source.columns[table.currentIndex().column()].name == finding.field
    assert table.hasFocus()


def test_a_finding_about_something_missing_goes_to_where_it_belongs(
    empty_window: MainWindow,
) -> None:
    missing = next(
        f
        for f in session_of(empty_window).findings.open
        if f.record is None and f.table is not None and f.step == "change"
    )
    go_to(empty_window, "setup", WorkshopInfo)
    press(commands.step_keys([step.id for step in STEPS].index("change")))
    shown = workspace_of(empty_window).side.findings
    row = finding_list(empty_window).index(missing.sentence)
    item = shown.item(row)
    shown.scrollToItem(item)
    click(shown.viewport(), shown.visualItemRect(item).center())
    table = table_of(empty_window)
    assert table.record_type is missing.table
    assert table.hasFocus()


def test_a_thing_is_captured_from_every_step_without_leaving_it(
    empty_window: MainWindow,
) -> None:
    go_to(empty_window, "value", ValueTarget)
    press("Ctrl+J")
    type_text("We start in March\n")
    assert [d.what for d in records(empty_window, Decision)] == ["We start in March"]
    assert workspace_of(empty_window).number == 2


# Templates


def test_rows_are_chosen_from_a_template(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(empty_window, "governance", Requirement)

    def first_two(dialog: QDialog) -> bool:
        assert isinstance(dialog, StarterDialog)
        dialog.show()
        click(button(dialog, "None"))
        for row in range(2):
            dialog.list.item(row).setCheckState(Qt.CheckState.Checked)
        assert "2 rows will be added" in label_texts(dialog)
        click(button(dialog, "Add"))
        return answer(dialog)

    monkeypatch.setattr(door, "run", first_two)
    press("Ctrl+T")
    assert len(records(empty_window, Requirement)) == 2
    press("Ctrl+Z")
    assert records(empty_window, Requirement) == ()


def test_a_part_without_templates_says_so(empty_window: MainWindow) -> None:
    go_to(empty_window, "review", Decision)
    press("Ctrl+T")
    assert "no template for this part" in notice(empty_window)


# What goes wrong


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


# Documents


@pytest.mark.parametrize(
    "case",
    [
        ("export_charter", "charter.pdf", b"%PDF"),
        ("export_workbook", "workbook.xlsx", b"PK"),
        ("export_json", "workshop.json", b"{"),
    ],
)
def test_a_document_is_written_and_offered_to_open_and_to_show(
    empty_window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
    case: tuple[str, str, bytes],
) -> None:
    command, name, start = case
    add_person(empty_window, "Ada")
    proposed: list[Path] = []

    def there(_parent: object, _title: str, proposal: Path, _pattern: str) -> Path:
        proposed.append(proposal)
        return tmp_path / name

    monkeypatch.setattr(door, "ask_save_file", there)
    opened: list[str] = []
    monkeypatch.setattr(
        "ui.window.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    action(empty_window, command).trigger()
    qtbot.waitUntil(lambda: f"“{name}” is ready." in notice(empty_window), timeout=60_000)
    assert (tmp_path / name).read_bytes().startswith(start)
    assert proposed[0].suffix == Path(name).suffix
    click(button(workspace_of(empty_window).notice, "Open"))
    click(button(workspace_of(empty_window).notice, "Show in folder"))
    assert opened == [str(tmp_path / name), str(tmp_path)]


def test_a_name_without_its_suffix_gets_it(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(door, "ask_save_file", lambda *_asked: tmp_path / "v1.2 final")
    action(empty_window, "export_json").trigger()
    assert (tmp_path / "v1.2 final.json").is_file()


@pytest.mark.parametrize("command", ["export_charter", "export_json"])
def test_a_missing_folder_is_told_in_a_sentence(
    empty_window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
    command: str,
) -> None:
    monkeypatch.setattr(door, "ask_save_file", lambda *_asked: tmp_path / "gone" / "charter.pdf")
    action(empty_window, command).trigger()
    qtbot.waitUntil(lambda: bool(notice(empty_window)), timeout=60_000)
    assert "the folder does not exist" in notice(empty_window)
    assert "Your workshop is safe" in notice(empty_window)


def endless(_document: Document) -> Generator[float, None, bytes]:
    """A document that is never finished."""
    while True:
        yield 0.4


def test_a_long_export_shows_progress_and_leaves_nothing_when_cancelled(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "out" / "charter.pdf"
    target.parent.mkdir()
    document = Document(snapshot_of(empty_window))
    empty_window.export.start(endless, document, target)
    bar = empty_window.statusBar().findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: bar.value() == 40)
    click(button(empty_window.statusBar(), "Cancel"))
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert "nothing was written" in notice(empty_window)
    assert list(target.parent.iterdir()) == []


def test_a_cancelled_export_leaves_the_file_that_was_there(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "charter.pdf"
    target.write_bytes(b"the old one")
    empty_window.export.start(endless, Document(snapshot_of(empty_window)), target)
    with qtbot.waitSignal(empty_window.export.cancelled):
        empty_window.export.cancel()
    assert target.read_bytes() == b"the old one"


def test_a_second_export_waits_for_the_first(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    document = Document(snapshot_of(empty_window))
    empty_window.export.start(endless, document, tmp_path / "one.pdf")
    empty_window.export.start(endless, document, tmp_path / "two.pdf")
    assert "A document is being made" in notice(empty_window)
    with qtbot.waitSignal(empty_window.export.cancelled):
        empty_window.export.cancel()


def test_closing_the_window_stops_an_export(empty_window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "charter.pdf"
    empty_window.export.start(endless, Document(snapshot_of(empty_window)), target)
    empty_window.close()
    QApplication.processEvents()
    assert not empty_window.export.running
    assert not target.exists()


def test_typing_goes_on_while_a_document_is_made(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    document = Document(snapshot_of(empty_window))
    empty_window.export.start(endless, document, tmp_path / "charter.pdf")
    add_person(empty_window, "Ada")
    assert [p.name for p in records(empty_window, Person)] == ["Ada"]
    assert document.snapshot.all(Person) == ()
    with qtbot.waitSignal(empty_window.export.cancelled):
        empty_window.export.cancel()


def test_the_edit_menu_acts_on_the_table(empty_window: MainWindow) -> None:
    add_person(empty_window, "Ada")
    table_of(empty_window).selectRow(0)
    edit = empty_window.menuBar().actions()[1].menu()
    choose(edit, "Duplicate rows")  # type: ignore[arg-type]
    assert [p.name for p in records(empty_window, Person)] == ["Ada", "Ada"]


def test_a_refused_step_leaves_a_notice_not_a_dialog(empty_window: MainWindow) -> None:
    add_person(empty_window, "Ada")
    person = records(empty_window, Person)[0]
    session_of(empty_window).do(actions.set_text, person, Person.leaves_on, "some day")
    assert "not a date" in notice(empty_window)
    assert QApplication.activeModalWidget() is None
    assert not isinstance(QApplication.activeWindow(), QMessageBox)


def test_keys_that_edit_a_text_never_reach_the_rows_behind_it(empty_window: MainWindow) -> None:
    add_person(empty_window, "Ada")
    table_of(empty_window).selectRow(0)
    press("F4")
    press("Home", "Ctrl+Del")
    assert len(records(empty_window, Person)) == 1
    press("Ctrl+F")
    type_text("two words")
    press("Home", "Ctrl+Del")
    assert len(records(empty_window, Person)) == 1
    press("Ctrl+J")
    press("Ctrl+Del")
    assert len(records(empty_window, Person)) == 1
