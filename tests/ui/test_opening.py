"""Making, opening and leaving a workshop."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
)

from models.errors import Refusal
from models.lock import FileLock
from models.opening import create_workshop, open_workshop
from models.records import (
    Activity,
    AgendaBlock,
    Person,
    Requirement,
    WorkshopInfo,
)
from models.steps import BY_ID, STEPS
from tests.conftest import free_deleted
from tests.ui.driving import (
    action,
    add_person,
    answer,
    button,
    click,
    form_of,
    go_to,
    inside,
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
from ui.dialogs.new import NewDialog
from ui.window import MainWindow

Opener = Callable[..., MainWindow]


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


def test_nothing_is_called_done_before_findings_were_looked_for(
    window: MainWindow, example_file: Path
) -> None:
    window.open_path(example_file)
    workspace = workspace_of(window)
    early = label_texts(workspace)
    session_of(window).settle()
    assert not [text for text in early if "open in this step" in text or "findings" in text]
    assert [text for text in label_texts(workspace) if "open findings" in text]


def test_f8_goes_to_a_finding_as_soon_as_a_workshop_is_open(
    window: MainWindow, example_file: Path
) -> None:
    window.open_path(example_file)
    workspace_of(window).go_to(STEPS.index(BY_ID["cost"]))
    window.commands.next_finding()
    assert workspace_of(window).side.findings.current is not None


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
