"""Sealing versions in the window, and charters that come back to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QListWidget

from models import actions
from models.errors import Refusal
from models.example import create_example
from models.records import Person, Risk, ValueTarget, Version, WorkshopInfo
from models.sealing import seal_of, seal_version, short
from models.snapshot import Snapshot
from tests import charters
from tests.ui.driving import (
    Answers,
    action,
    answer,
    button,
    cell,
    click,
    copied,
    go_to,
    label_texts,
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
from ui.window import MainWindow


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Somebody who answers the dialogs."""
    somebody = Answers()
    monkeypatch.setattr(door, "run", somebody)
    return somebody


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The example's charter, made once."""
    with create_example(tmp_path_factory.mktemp("charter") / "northwind") as made:
        return charters.real(made.snapshot)


@pytest.fixture
def charter(exported: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "sponsor's copy.pdf"
    path.write_bytes(exported)
    return path


def seal(window: MainWindow) -> Version:
    """Seal the workshop without the dialog."""
    workshop = session_of(window).workshop
    day = workshop.snapshot.one(WorkshopInfo).held_on
    assert day
    return seal_version(workshop, person="Head of Claims", reason="", on=day)


def standing(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Wait until the status bar says it."""
    qtbot.waitUntil(lambda: words in label_texts(window.statusBar()))


# Sealing


def test_sealing_asks_who_and_what_for_and_says_what_is_open(
    example_window: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    answers.will_be("Head of Claims\tFor the board\n")
    press("Ctrl+Shift+S")
    (version,) = records(example_window, Version)
    assert version.reason == "For the board"
    assert snapshot_of(example_window).name_of(Version.sealed_by, version) == "Head of Claims"
    assert version.seal == seal_of(snapshot_of(example_window))
    assert any("points are still open" in said for said in answers.read[0])
    assert f"Version 1 is sealed: {short(version.seal)}." in notice(example_window)
    standing(example_window, qtbot, "Version 1, unchanged")
    go_to(example_window, "review", Version)
    assert cell(table_of(example_window), 0, "name") == "Version 1"
    press("Ctrl+Z")
    assert not records(example_window, Version)
    assert not notice(example_window)
    qtbot.waitUntil(lambda: "Version 1, unchanged" not in label_texts(example_window.statusBar()))


def test_the_second_time_it_says_what_changed_and_knows_who_sealed_before(
    example_window: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    seal(example_window)
    for number in range(8):
        actions.add(session_of(example_window).workshop, Risk, what=f"Flood {number}")
    standing(example_window, qtbot, "Changed since Version 1 (8 changes)")
    answers.will_be("\tSecond round\n")
    action(example_window, "seal_version").trigger()
    (said,) = (text for text in answers.read[0] if "since Version 1" in text)
    lines = said.split("\n")
    assert lines[0] == "8 changes since Version 1:"
    assert lines[1] == "· Risk “Flood 0” is new"
    assert lines[-1] == "and 2 more"
    assert "Head of Claims" in answers.read[0]
    assert [version.name for version in records(example_window, Version)] == [
        "Version 1",
        "Version 2",
    ]


def test_what_is_being_typed_is_part_of_the_version(
    example_window: MainWindow, answers: Answers
) -> None:
    go_to(example_window, "review", Risk)
    press("Ins")
    type_text("Flood")
    answers.will_be("Head of Claims\n")
    press("Ctrl+Shift+S")
    (version,) = records(example_window, Version)
    assert snapshot_of(example_window).find(Risk, "Flood")
    assert version.seal == seal_of(snapshot_of(example_window))


def test_without_a_change_nothing_is_asked(example_window: MainWindow) -> None:
    seal(example_window)
    press("Ctrl+Shift+S")
    assert notice(example_window) == "Nothing has changed since Version 1."
    assert len(records(example_window, Version)) == 1


def test_giving_up_seals_nothing(example_window: MainWindow, answers: Answers) -> None:
    answers.will_be("Escape")
    press("Ctrl+Shift+S")
    assert not records(example_window, Version)


def test_a_sealed_version_is_not_edited_or_deleted(example_window: MainWindow) -> None:
    seal(example_window)
    go_to(example_window, "review", Version)
    put_cursor(table_of(example_window), 0, "name")
    type_text("Version 9\n")
    assert "Version 1 is sealed." in notice(example_window)
    press("Ctrl+Del")
    assert [version.name for version in records(example_window, Version)] == ["Version 1"]


def test_where_it_stands_is_said_when_a_file_is_opened_and_forgotten_with_it(
    example_window: MainWindow, qtbot: QtBot
) -> None:
    seal(example_window)
    path = session_of(example_window).workshop.path
    press("Ctrl+W")
    assert "Version 1, unchanged" not in label_texts(example_window.statusBar())
    assert example_window.open_path(path)
    assert "Version 1, unchanged" in label_texts(example_window.statusBar())
    press("Ctrl++")
    standing(example_window, qtbot, "Version 1, unchanged")


# Charters that come back


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file onto the window, as from a folder."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, left, plain)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, mime, left, plain))
    QApplication.processEvents()


def test_a_dropped_charter_becomes_a_workshop(
    window: MainWindow,
    charter: Path,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    proposed: list[Path] = []

    def there(_parent: object, _title: str, proposal: Path, _pattern: str) -> Path:
        proposed.append(proposal)
        return tmp_path / "ours.groundwork"

    monkeypatch.setattr(door, "ask_save_file", there)
    answers.will_be("Return")
    drop(window, charter)
    assert proposed[0].name == "sponsor's copy.groundwork"
    assert session_of(window).workshop.path == tmp_path / "ours.groundwork"
    assert snapshot_of(window).all(Risk)
    assert session_of(window).writable


class Clicks:
    """Somebody who clicks a button of each dialog, and reads what its list says."""

    def __init__(self, *buttons: str) -> None:
        self.buttons = list(buttons)
        self.read: list[str] = []

    def __call__(self, dialog: QDialog) -> bool:
        dialog.show()
        QApplication.processEvents()
        self.read += label_texts(dialog)
        for shown in dialog.findChildren(QListWidget):
            self.read += [shown.item(row).text() for row in range(shown.count())]
        name = self.buttons.pop(0)
        if name == "Return":
            press("Return")
        else:
            click(button(dialog, name))
        return answer(dialog)


def test_a_dropped_charter_is_compared_with_the_open_workshop(
    example_window: MainWindow, charter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = records(example_window, ValueTarget)[0]
    workshop = session_of(example_window).workshop
    actions.set_value(workshop, target, ValueTarget.minutes_after, 26.0)
    somebody = Clicks("Compare with the open one", "Return")
    monkeypatch.setattr(door, "run", somebody)
    drop(example_window, charter)
    assert "The workshop differs from the charter in 1 point:" in somebody.read
    assert somebody.read[-1] == (
        "Value in numbers: Handling time per claim falls, Minutes after: 24 → 26\u00a0min"
    )
    assert workspace_of(example_window).current_record() == records(example_window, ValueTarget)[0]
    assert workspace_of(example_window).page.step.id == "value"


def test_a_charter_that_matches_says_so(
    example_window: MainWindow, charter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def chosen(_parent: object, _title: str, folder: Path, _pattern: str) -> Path:
        asked.append(folder)
        return charter

    somebody = Clicks("Close")
    monkeypatch.setattr(door, "ask_open_file", chosen)
    monkeypatch.setattr(door, "run", somebody)
    action(example_window, "compare_charter").trigger()
    assert any(said.startswith("The charter matches the workshop.") for said in somebody.read)


def test_what_differs_can_be_copied(
    example_window: MainWindow, charter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Copies(Clicks):
        def __call__(self, dialog: QDialog) -> bool:
            dialog.show()
            click(button(dialog, "Copy as text"))
            return super().__call__(dialog)

    actions.add(session_of(example_window).workshop, Risk, what="Flood")
    monkeypatch.setattr(door, "ask_open_file", lambda *_asked: charter)
    monkeypatch.setattr(door, "run", Copies("Close"))
    action(example_window, "compare_charter").trigger()
    assert copied().splitlines()[-1] == "Review & sign: Risk “Flood” is new"


def test_an_encrypted_charter_asks_until_the_password_fits(
    example_window: MainWindow, charter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charter.write_bytes(charters.encrypted(charter.read_bytes(), "right"))
    said: list[str] = []
    typed = ["wrong", "right"]

    def asked(_parent: object, _title: str, words: str) -> str:
        said.append(words)
        return typed.pop(0)

    somebody = Clicks("Compare with the open one", "Close")
    monkeypatch.setattr(door, "ask_password", asked)
    monkeypatch.setattr(door, "run", somebody)
    drop(example_window, charter)
    assert "is encrypted" in said[0]
    assert "does not open" in said[1]
    assert any(text.startswith("The charter matches") for text in somebody.read)


def test_giving_up_the_password_does_nothing(
    example_window: MainWindow, charter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charter.write_bytes(charters.encrypted(charter.read_bytes(), "right"))
    monkeypatch.setattr(door, "ask_password", lambda *_asked: None)
    drop(example_window, charter)
    assert not notice(example_window)


def test_a_document_with_nothing_but_a_seal_is_compared_at_once(
    example_window: MainWindow, charter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charter.write_bytes(charters.real(snapshot_of(example_window), "summary"))
    somebody = Clicks("Close", "Close")
    monkeypatch.setattr(door, "run", somebody)
    drop(example_window, charter)
    assert any(text.startswith("The charter matches") for text in somebody.read)
    target = records(example_window, ValueTarget)[0]
    actions.set_value(session_of(example_window).workshop, target, ValueTarget.minutes_after, 26.0)
    drop(example_window, charter)
    assert any("carries only its seal" in text for text in somebody.read)


def test_without_an_open_workshop_such_a_document_is_refused(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Refusal] = []
    monkeypatch.setattr(door, "tell", lambda _parent, refusal: told.append(refusal))
    path = tmp_path / "summary.pdf"
    path.write_bytes(charters.real(Snapshot(), "summary"))
    drop(window, path)
    assert "and not the workshop itself" in told[0].what
    assert window.session is None


def test_a_foreign_pdf_is_refused_and_the_workshop_stays(
    example_window: MainWindow, charter: Path
) -> None:
    before = snapshot_of(example_window)
    charter.write_bytes(charters.made({}))
    drop(example_window, charter)
    assert "holds no workshop" in notice(example_window)
    assert snapshot_of(example_window) is before


def test_an_altered_charter_is_compared_but_never_opened(
    example_window: MainWindow, charter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = charters.altered(
        charter.read_bytes(), b'"minutes_after": 24.0', b'"minutes_after": 4.0'
    )
    charter.write_bytes(forged)
    somebody = Clicks("Open as a new workshop …", "Compare with the open one", "Close")
    monkeypatch.setattr(door, "run", somebody)
    drop(example_window, charter)
    assert "was altered" in notice(example_window)
    drop(example_window, charter)
    assert any("The workshop inside the charter was altered" in said for said in somebody.read)


def test_a_charter_can_be_opened_from_the_menu(
    window: MainWindow,
    charter: Path,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(door, "ask_open_file", lambda *_asked: charter)
    monkeypatch.setattr(door, "ask_save_file", lambda *_asked: tmp_path / "ours.groundwork")
    answers.will_be("Return")
    press("Ctrl+O")
    assert records(window, Person)


def test_a_file_that_is_there_is_not_written_over(
    window: MainWindow,
    charter: Path,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    there = tmp_path / "ours.groundwork"
    there.write_bytes(b"somebody's work")
    told: list[Refusal] = []
    monkeypatch.setattr(door, "tell", lambda _parent, refusal: told.append(refusal))
    monkeypatch.setattr(door, "ask_save_file", lambda *_asked: there)
    answers.will_be("Return")
    drop(window, charter)
    assert "already exists" in told[0].what
    assert there.read_bytes() == b"somebody's work"
    assert window.session is None
