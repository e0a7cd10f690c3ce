"""The export window of the charter: what is chosen is seen, written and remembered."""

from __future__ import annotations

import gc
import shutil
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pikepdf
import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from PySide6.QtWidgets import QApplication, QDialog

from models import actions
from models.opening import open_workshop
from models.records import Look, Person, WorkshopInfo
from tests.conftest import free_deleted
from tests.ui import exporting
from tests.ui.driving import (
    action,
    button,
    click,
    keyboard,
    label_texts,
    notice,
    press,
    session_of,
    snapshot_of,
    type_text,
)
from tests.ui.exporting import choose_cut, look_at, seen
from ui.dialogs import door
from ui.dialogs.charter import CharterDialog
from ui.window import MainWindow

Opener: TypeAlias = Callable[[MainWindow], CharterDialog]


@pytest.fixture
def export_window() -> Iterator[Opener]:
    """A way to open export windows; each is closed and freed in the end."""
    opened: list[CharterDialog] = []

    def open_it(window: MainWindow) -> CharterDialog:
        opened.append(exporting.window_for(window))
        return opened[-1]

    yield open_it
    for dialog in opened:
        dialog.reject()
        dialog.deleteLater()
    free_deleted()


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that whoever is asked names."""
    path = tmp_path / "made" / "charter.pdf"
    path.parent.mkdir()
    monkeypatch.setattr(door, "ask_save_file", lambda *_asked: path)
    return path


def answered(monkeypatch: pytest.MonkeyPatch, work: Callable[[CharterDialog], None]) -> None:
    """Somebody works in the export window that a command opens, until it is closed."""

    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, CharterDialog)
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        work(dialog)
        dialog.deleteLater()
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(door, "run", run)


def looked_at(dialog: CharterDialog) -> bytes:
    """The document in the preview; empty while it is being made."""
    return dialog.preview.made.pdf if dialog.preview.made is not None else b""


def test_what_is_chosen_is_what_is_seen_and_what_is_written(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, target: Path, qtbot: QtBot
) -> None:
    look_at(example_window, cut="summary")
    counts: list[int] = []
    shown: list[bytes] = []

    def work(dialog: CharterDialog) -> None:
        counts.append(seen(dialog, qtbot).preview.view.count)
        choose_cut(dialog, "operations")
        assert looked_at(dialog) == b""
        counts.append(seen(dialog, qtbot).preview.view.count)
        shown.append(looked_at(dialog))
        click(button(dialog, "&Export …"))

    answered(monkeypatch, work)
    action(example_window, "export_charter").trigger()
    qtbot.waitUntil(lambda: "is ready" in notice(example_window), timeout=60_000)
    assert counts[0] == 1 < counts[1] == len(PdfReader(target).pages)
    assert target.read_bytes() == shown[0]
    assert snapshot_of(example_window).one(Look).cut == "operations"


def test_the_paper_of_a_poster_is_said_as_it_is(
    example_window: MainWindow, export_window: Opener, qtbot: QtBot
) -> None:
    dialog = export_window(example_window)
    assert dialog.choices.paper.currentText() == "A4"
    choose_cut(dialog, "poster")
    assert dialog.choices.paper.currentText() == "A3, or larger if need be"
    seen(dialog, qtbot)
    assert "1 sheet of A3 (297 × 420 mm)" in label_texts(dialog)
    dialog.choices.paper.setCurrentIndex(1)
    seen(dialog, qtbot)
    assert "1 sheet of Tabloid (11 × 17 in)" in label_texts(dialog)
    choose_cut(dialog, "summary")
    assert dialog.choices.paper.currentText() == "US Letter"


def test_a_watermark_that_is_too_long_is_said_to_be(
    empty_window: MainWindow, export_window: Opener
) -> None:
    dialog = export_window(empty_window)
    words = "Draft for the board of the whole group, not to be shown to anybody else"
    dialog.choices.watermark.setText(words)
    assert dialog.look.watermark == words
    assert not any("too long" in text for text in label_texts(dialog))
    dialog.choices.watermark.setText("Draft " * 30)
    said = "The watermark is too long: its first 120 letters are printed."
    assert said in label_texts(dialog)


def test_the_quickest_way_is_two_keys(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch, target: Path, qtbot: QtBot
) -> None:
    def work(dialog: CharterDialog) -> None:
        press("Ctrl+Return")

    answered(monkeypatch, work)
    action(empty_window, "export_charter").trigger()
    qtbot.waitUntil(lambda: "is ready" in notice(empty_window), timeout=60_000)
    assert len(PdfReader(target).pages) > 1
    assert session_of(empty_window).workshop.undo_name == ""


def test_choices_are_one_step_and_there_when_the_window_opens_again(
    empty_window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    export_window: Opener,
) -> None:
    def work(dialog: CharterDialog) -> None:
        choose_cut(dialog, "poster")
        dialog.choices.paper.setCurrentIndex(1)
        dialog.choices.accent.line.setText("#7a1f3d")
        dialog.choices.watermark.setText(" Draft ")
        click(button(dialog, "&Keep choices"))

    answered(monkeypatch, work)
    action(empty_window, "export_charter").trigger()
    look = snapshot_of(empty_window).one(Look)
    assert (look.cut, look.paper, look.accent, look.watermark) == (
        *("poster", "letter", "#7a1f3d", "Draft"),
    )
    assert export_window(empty_window).look == look
    session_of(empty_window).undo()
    assert snapshot_of(empty_window).one(Look).values == Look.new().values
    assert session_of(empty_window).workshop.undo_name == ""


@pytest.mark.parametrize("changed", [True, False])
def test_what_was_given_up_or_not_changed_is_no_step(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch, changed: bool
) -> None:
    def work(dialog: CharterDialog) -> None:
        if changed:
            dialog.choices.watermark.setText("Draft")
            press("Escape")
        else:
            click(button(dialog, "&Keep choices"))

    answered(monkeypatch, work)
    action(empty_window, "export_charter").trigger()
    assert session_of(empty_window).workshop.undo_name == ""
    assert snapshot_of(empty_window).get(Look, "look") is None


@pytest.fixture
def reading_window(window: MainWindow, empty_file: Path, tmp_path: Path) -> MainWindow:
    """The window on a workshop that somebody else has open."""
    path = Path(shutil.copy(empty_file, tmp_path))
    window.show_workshop(open_workshop(path, read_only=True))
    return window


def test_a_workshop_that_can_only_be_read_is_exported_with_choices_for_this_time(
    reading_window: MainWindow, monkeypatch: pytest.MonkeyPatch, target: Path, qtbot: QtBot
) -> None:
    def work(dialog: CharterDialog) -> None:
        assert any("can only be read" in text for text in label_texts(dialog))
        assert not button(dialog, "&Keep choices").isEnabled()
        choose_cut(dialog, "summary")
        dialog.choices.watermark.setText("For Ada")
        dialog.ask_file()

    answered(monkeypatch, work)
    action(reading_window, "export_charter").trigger()
    qtbot.waitUntil(lambda: "is ready" in notice(reading_window), timeout=60_000)
    reader = PdfReader(target)
    assert len(reader.pages) == 1
    assert "For Ada" in reader.pages[0].extract_text()
    assert snapshot_of(reading_window).get(Look, "look") is None


def test_giving_up_on_the_file_leads_back_to_the_window(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch, export_window: Opener
) -> None:
    monkeypatch.setattr(door, "ask_save_file", lambda *_asked: None)
    dialog = export_window(empty_window)
    dialog.ask_file()
    assert dialog.isVisible()
    assert dialog.export is None


def test_the_file_is_named_after_initiative_cut_and_version(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch, export_window: Opener, tmp_path: Path
) -> None:
    session = session_of(empty_window)
    info = snapshot_of(empty_window).one(WorkshopInfo)
    session.do(actions.set_value, info, WorkshopInfo.initiative, "Claims: triage")
    asked: list[Path] = []
    other = tmp_path / "elsewhere"
    other.mkdir()

    def ask(_parent: object, _title: str, proposal: Path, _pattern: str) -> Path:
        asked.append(proposal)
        return other / "x"

    monkeypatch.setattr(door, "ask_save_file", ask)
    dialog = export_window(empty_window)
    dialog.ask_file()
    assert asked == [tmp_path / "Claims- triage - Full charter - draft.pdf"]
    assert dialog.export is not None
    assert dialog.export.path == other / "x.pdf"
    assert export_window(empty_window).proposal.parent == other


def test_a_sealed_version_is_named_and_shown(
    empty_window: MainWindow, export_window: Opener
) -> None:
    from datetime import date

    from models.sealing import seal_version

    session = session_of(empty_window)
    session.do(seal_version, person="Ada", reason="", on=date(2026, 11, 24))
    session.settle()
    dialog = export_window(empty_window)
    assert any(text.startswith("Version 1, unchanged") for text in label_texts(dialog))
    assert dialog.proposal.name.endswith("Version 1.pdf")
    session.do(actions.add, Person, name="Ben")
    changed = export_window(empty_window)
    assert any(text.startswith("Changed since Version 1") for text in label_texts(changed))
    assert changed.proposal.name.endswith("draft.pdf")


def test_open_musts_and_characters_without_a_font_are_told_beforehand(
    empty_window: MainWindow, export_window: Opener, qtbot: QtBot
) -> None:
    session = session_of(empty_window)
    session.do(actions.add, Person, name="Ada \U00012000")
    session.settle()
    dialog = export_window(empty_window)
    assert any("musts are open" in text for text in label_texts(dialog))
    choose_cut(dialog, "summary")
    seen(dialog, qtbot)
    assert any("1 character is in no font" in text for text in label_texts(dialog))
    assert any("\U00012000 (U+12000)" in text for text in label_texts(dialog))


def test_a_password_protects_the_file_and_is_kept_nowhere(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch, target: Path, qtbot: QtBot
) -> None:
    secret = "Twelve boxers"  # noqa: S105 - of nothing

    def work(dialog: CharterDialog) -> None:
        choose_cut(dialog, "summary")
        seen(dialog, qtbot)
        dialog.choices.protection.wanted.click()
        type_text(secret)
        press("Tab")
        type_text(secret)
        dialog.ask_file()

    answered(monkeypatch, work)
    action(empty_window, "export_charter").trigger()
    qtbot.waitUntil(lambda: "is ready" in notice(empty_window), timeout=60_000)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password=secret) as read:
        assert read.encryption.bits == 256
        assert len(read.pages) == 1
    kept = [p for p in target.parent.parent.rglob("*") if p.is_file()]
    assert len(kept) >= 2
    assert [p for p in kept if secret.encode() in p.read_bytes()] == []


@pytest.mark.parametrize(
    ("first", "again", "sentence"),
    [
        ("secret words", "secret word", "The two passwords differ."),
        ("", "", "An empty password protects nothing."),
    ],
)
def test_a_password_that_does_not_hold_is_told_and_nothing_is_written(
    empty_window: MainWindow, export_window: Opener, first: str, again: str, sentence: str
) -> None:
    dialog = export_window(empty_window)
    protection = dialog.choices.protection
    protection.wanted.click()
    protection.first.setText(first)
    protection.again.setText(again)
    dialog.ask_file()  # whoever was asked for a file would fail the test
    assert dialog.isVisible()
    assert sentence in label_texts(protection)
    assert keyboard() in (protection.first, protection.again)
    protection.first.setText("x")
    assert sentence not in label_texts(protection)


def test_a_password_that_is_shown_is_typed_once(
    empty_window: MainWindow, export_window: Opener, target: Path
) -> None:
    dialog = export_window(empty_window)
    dialog.choices.protection.wanted.click()
    dialog.choices.protection.shown.click()
    assert not dialog.choices.protection.again.isVisible()
    dialog.choices.protection.first.setText("secret words")
    dialog.ask_file()
    assert dialog.export is not None
    assert dialog.export.path == target


def test_a_pale_colour_is_told_and_darkened(
    empty_window: MainWindow, export_window: Opener
) -> None:
    accent = export_window(empty_window).choices.accent
    assert accent.colour == ""
    for typed, colour, remark in (
        ("0f5c6e", "#0f5c6e", "Easy to read"),
        ("navy", "#000080", "Easy to read"),
        ("#ffe0a0", "#ffe0a0", "Too pale to be read (1.3 : 1): the charter takes #"),
        ("no colour", "", "This is no colour"),
    ):
        accent.line.setText(typed)
        assert accent.colour == colour
        assert accent.remark().startswith(remark)


def test_a_colour_can_be_chosen_with_the_mouse(
    empty_window: MainWindow, export_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    accent = export_window(empty_window).choices.accent
    monkeypatch.setattr(door, "ask_colour", lambda *_asked: "#123456")
    click(button(accent, "Choose …"))
    assert accent.colour == "#123456"
    monkeypatch.setattr(door, "ask_colour", lambda *_asked: None)
    click(button(accent, "Choose …"))
    assert accent.colour == "#123456"


def test_a_closed_export_window_is_freed(empty_window: MainWindow, qtbot: QtBot) -> None:
    dialog = exporting.window_for(empty_window)
    choose_cut(dialog, "summary")
    seen(dialog, qtbot)
    known = weakref.ref(dialog)
    dialog.reject()
    dialog.deleteLater()
    free_deleted()
    del dialog
    gc.collect()
    assert known() is None
