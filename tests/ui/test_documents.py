"""Charter, workbook and JSON out of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtWidgets import (
    QProgressBar,
)

from exports.document import Document
from models.records import (
    Person,
)
from tests.ui.driving import (
    action,
    add_person,
    button,
    click,
    notice,
    records,
    snapshot_of,
    workspace_of,
)
from tests.ui.exporters import WHOLE, endless, slow
from ui.dialogs import door
from ui.window import MainWindow


@pytest.mark.parametrize(
    "case",
    [
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


@pytest.mark.parametrize("command", ["export_workbook", "export_json"])
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


def test_a_document_that_was_asked_for_is_finished_when_the_window_is_closed(
    empty_window: MainWindow, tmp_path: Path
) -> None:
    target = tmp_path / "charter.pdf"
    empty_window.export.start(slow, Document(snapshot_of(empty_window)), target)
    empty_window.close()
    assert target.read_bytes() == WHOLE


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
