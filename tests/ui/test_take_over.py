"""A workbook comes back to the window: what is ticked is taken over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QStyleOptionViewItem

from models.records import Condition, GateDecision, Person, ValueTarget
from models.snapshot import Snapshot
from tests.builders import with_record
from tests.models.incoming.books import append, drop, put, small, workshop_with, written
from tests.ui.driving import (
    action,
    answer,
    label_texts,
    notice,
    press,
    records,
    session_of,
    snapshot_of,
    type_text,
)
from ui.dialogs import door
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.take_over import TakeOverDialog
from ui.window import MainWindow

EDITS = (
    put(ValueTarget.volume, "letters", 9),
    put(ValueTarget.adoption, "letters", 0.6),
    put(ValueTarget.sort, "letters", "Speed"),
    drop(ValueTarget, "calls"),
    append(Person, name="Dora"),
)


@pytest.fixture
def window(
    open_window: Callable[..., MainWindow], tmp_path_factory: pytest.TempPathFactory
) -> MainWindow:
    folder = tmp_path_factory.mktemp("workshop")
    workshop_with(small(), folder).close()
    return open_window(folder / "day.groundwork")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edited") / "edited.xlsx"
    path.write_bytes(written(small(), *EDITS))
    return path


class Reader:
    """Somebody who looks at the dialog when it has read the file, and then does something."""

    def __init__(self, qtbot: QtBot, acts: Callable[[TakeOverDialog], None]) -> None:
        self._qtbot = qtbot
        self._acts = acts
        self.said: list[str] = []

    def __call__(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeOverDialog)
        dialog.show()
        dialog.activateWindow()
        self._qtbot.waitUntil(lambda: not dialog.reading, timeout=20_000)
        if dialog.proposal is not None:
            self.said = label_texts(dialog)
            self._acts(dialog)
        return answer(dialog)


@pytest.fixture
def reading(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[TakeOverDialog], None]], Reader]:
    def by(acts: Callable[[TakeOverDialog], None]) -> Reader:
        reader = Reader(qtbot, acts)
        monkeypatch.setattr(door, "run", reader)
        return reader

    return by


Reading = Callable[[Callable[[TakeOverDialog], None]], Reader]


def import_file(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "ask_open_file", lambda *_asked: path)
    press("Ctrl+Shift+O")


def volumes(snapshot: Snapshot) -> dict[str, float | None]:
    return {target.what: target.volume for target in snapshot.all(ValueTarget)}


def test_enter_takes_over_what_is_ticked_at_first_and_undo_takes_it_back(
    window: MainWindow, edited: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reading(lambda _dialog: press("Return"))
    before = snapshot_of(window)
    import_file(window, edited, monkeypatch)
    assert "5 differences. 2 need a look." in reader.said
    assert "3 changes will be taken over, as one step" in reader.said
    assert volumes(snapshot_of(window)) == {"Claims letters": 9.0}
    assert [person.name for person in records(window, Person)] == ["Ada", "Bo", "Dora"]
    assert notice(window).startswith("Taken over: 3 records were changed.")
    press("Ctrl+Z")
    assert snapshot_of(window) == before


def test_what_was_left_out_is_said_above_the_list_too(
    window: MainWindow, tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def budget(book: Workbook) -> None:
        book.create_sheet("Budget").append(["Licences", 12])

    path = tmp_path / "more.xlsx"
    reader = reading(lambda _dialog: press("Escape"))
    path.write_bytes(written(small(), budget))
    import_file(window, path, monkeypatch)
    assert "Nothing in it can be taken over; what was left out is listed below." in reader.said
    path.write_bytes(written(small(), budget, put(ValueTarget.volume, "letters", 9)))
    import_file(window, path, monkeypatch)
    assert "1 difference. 1 remark on what was left out stands last." in reader.said


def test_lines_and_sheets_are_ticked_by_space(
    window: MainWindow, edited: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []

    def acts(dialog: TakeOverDialog) -> None:
        tree = dialog.tree
        assert tree.hasFocus()
        for keys in (
            ("Space",),
            ("Up", "Space"),
            ("Space",),
            ("Left", "Down", "Space"),
            ("Space",),
        ):
            press(*keys)
            counts.append(len(tree.ticked))
        press("Escape")

    reading(acts)
    before = snapshot_of(window)
    import_file(window, edited, monkeypatch)
    # Dora, then the sheet of people twice, then the sheet of value targets twice.
    assert counts == [2, 3, 2, 5 - 2, 0]
    assert snapshot_of(window) == before


def test_all_and_none_are_about_what_the_filter_shows(
    window: MainWindow, edited: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def acts(dialog: TakeOverDialog) -> None:
        box = dialog.sort_box
        seen.append([box.itemText(row) for row in range(box.count())])
        dialog._none.click()
        seen.append(len(dialog.tree.ticked))
        box.setCurrentIndex(box.findText("+  Added (1)"))
        dialog._all.click()
        seen.append(len(dialog.tree.ticked))
        box.setCurrentIndex(box.findText("−  Removed (1)"))
        seen.append([text for text in label_texts(dialog) if "hidden by the filter" in text])
        dialog.accept()

    reading(acts)
    import_file(window, edited, monkeypatch)
    sorts, none, added, hidden = seen
    assert sorts == [
        "All kinds (5)",
        "?  Doubtful (2)",
        "•  Changed (1)",
        "+  Added (1)",
        "−  Removed (1)",
    ]
    assert (none, added) == (0, 1)
    assert hidden == ["1 change will be taken over, as one step, 1 of them hidden by the filter"]
    assert [person.name for person in records(window, Person)] == ["Ada", "Bo", "Dora"]
    assert volumes(snapshot_of(window)) == {"Claims letters": 1200.0, "Calls": None}


def test_each_line_says_in_full_what_it_is_about(
    window: MainWindow, edited: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []

    def acts(dialog: TakeOverDialog) -> None:
        for _line in range(7):
            texts.append(" | ".join(dialog.tree.current_text()))
            press("Down")
        press("Escape")

    reading(acts)
    import_file(window, edited, monkeypatch)
    told = "\n".join(texts)
    assert "Value targets, " in told
    assert "Here now: 1,200 | In the file: 9" in told
    assert "“Speed” is not one of" in told
    assert "was read as 0.6 %, not as 60 %" in told


def test_a_long_name_does_not_hide_which_field_it_is(
    open_window: Callable[..., MainWindow],
    tmp_path: Path,
    reading: Reading,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (target,) = (t for t in small().all(ValueTarget) if t.id == "letters")
    start = with_record(small(), target.replace(what="Letters that nobody writes twice " * 5))
    workshop_with(start, tmp_path).close()
    path = tmp_path / "edited.xlsx"
    path.write_bytes(written(start, put(ValueTarget.volume, "letters", 9)))
    shown: list[str] = []

    def acts(dialog: TakeOverDialog) -> None:
        ((_item, line),) = dialog.tree.items()
        index = dialog.tree.indexFromItem(line)
        option: Any = QStyleOptionViewItem()
        option.initFrom(dialog.tree)
        delegate: Any = dialog.tree.itemDelegateForIndex(index)
        delegate.initStyleOption(option, index)
        shown.append(QFontMetrics(option.font).elidedText(line.text(0), option.textElideMode, 240))
        press("Escape")

    reading(acts)
    import_file(open_window(tmp_path / "day.groundwork"), path, monkeypatch)
    assert shown[0].startswith("Letters")
    assert shown[0].endswith("Cases a month")


def test_frozen_conditions_ask_for_a_reason(
    open_window: Callable[..., MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    condition = Condition("met", 1.0, Condition.new(what="Good letters", threshold=90.0).values)
    frozen = GateDecision.new(frozen_on=date(2026, 1, 5), frozen_by="ada")
    start = with_record(with_record(small(), condition), frozen)
    workshop_with(start, tmp_path).close()
    path = tmp_path / "edited.xlsx"
    path.write_bytes(written(start, put(Condition.threshold, "met", 80)))
    window = open_window(tmp_path / "day.groundwork")
    accept = Reader(qtbot, lambda dialog: dialog.accept())

    def run(dialog: QDialog) -> bool:
        if not isinstance(dialog, ReasonDialog):
            return accept(dialog)
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        type_text("Agreed anew\n")
        return answer(dialog)

    monkeypatch.setattr(door, "run", run)
    import_file(window, path, monkeypatch)
    assert [c.threshold for c in records(window, Condition)] == [80.0]


def test_a_file_that_is_not_ours_is_refused_in_a_notice(
    window: MainWindow, tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"PK\x03\x04 no archive")
    reading(lambda _dialog: pytest.fail("nothing was to be shown"))
    import_file(window, path, monkeypatch)
    assert "letter.xlsx" in notice(window)
    assert "Nothing was changed." in notice(window)


def test_reading_can_be_cancelled(
    window: MainWindow, edited: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeOverDialog)
        dialog.show()
        assert dialog.reading
        dialog.reject()
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
        assert (dialog.proposal, dialog.refusal) == (None, None)
        return answer(dialog)

    monkeypatch.setattr(door, "run", run)
    before = snapshot_of(window)
    import_file(window, edited, monkeypatch)
    assert snapshot_of(window) == before
    assert QApplication.overrideCursor() is None


def test_a_workbook_dropped_on_the_window_is_read(
    window: MainWindow, edited: Path, reading: Reading, qtbot: QtBot
) -> None:
    reading(lambda dialog: dialog.accept())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(edited))])
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: "Claims letters" in volumes(snapshot_of(window)), timeout=20_000)
    qtbot.waitUntil(lambda: volumes(snapshot_of(window)) == {"Claims letters": 9.0}, timeout=20_000)


def test_without_a_workshop_nothing_is_read(
    open_window: Callable[..., MainWindow], edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    said: list[str] = []
    monkeypatch.setattr(door, "tell", lambda _parent, refusal: said.append(refusal.what))
    assert not action(window, "import_workbook").isEnabled()
    window.receive(edited)
    assert ["edited.xlsx" in what for what in said] == [True]


def test_everything_in_the_dialog_has_a_name(
    window: MainWindow, edited: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    unnamed: list[str] = []

    def acts(dialog: TakeOverDialog) -> None:
        for widget in (dialog.tree, dialog.sort_box, dialog._progress):
            if not widget.accessibleName():
                unnamed.append(type(widget).__name__)
        spoken = dialog.tree.topLevelItem(0).child(0).data(0, Qt.ItemDataRole.AccessibleTextRole)  # type: ignore[union-attr]
        assert "Added" in spoken
        assert dialog.findChild(QDialogButtonBox) is not None
        press("Escape")

    reading(acts)
    import_file(window, edited, monkeypatch)
    assert unnamed == []
    assert session_of(window).writable
