"""Lists and matrices from outside in the window: chosen, dropped or pasted, then looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QListWidget, QSpinBox, QTableWidget

from models.errors import Refusal
from models.records import Activity, Assignment, Person, Risk, Role
from tests.models.incoming.books import small, workshop_with
from tests.ui.driving import (
    answer,
    copy_elsewhere,
    inside,
    label_texts,
    notice,
    press,
    records,
    snapshot_of,
)
from ui.dialogs import door
from ui.dialogs.import_list import ImportDialog, ListPreview
from ui.window import MainWindow

RISKS = "Risk;Impact;Owner\nFire;High;Ada\nFlood;low;Cleo\n"
MATRIX = "Task,Owner,Desk,Office\nRun,A,R,S\nStop,R,A,I\n"
Acts = dict[type[QDialog], Callable[[QDialog], None]]


@pytest.fixture
def window(
    open_window: Callable[..., MainWindow], tmp_path_factory: pytest.TempPathFactory
) -> MainWindow:
    folder = tmp_path_factory.mktemp("workshop")
    workshop_with(small(), folder).close()
    return open_window(folder / "day.groundwork")


@pytest.fixture
def asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Somebody who answers the two dialogs; gives what they said."""

    def by(
        first: Callable[[ImportDialog], None], then: Callable[[ListPreview], None] | None = None
    ) -> list[str]:
        said: list[str] = []

        def run(dialog: QDialog) -> bool:
            assert isinstance(dialog, ImportDialog | ListPreview)
            dialog.show()
            dialog.activateWindow()
            qtbot.waitUntil(lambda: not dialog.reading, timeout=20_000)
            said.extend(label_texts(dialog))
            if isinstance(dialog, ImportDialog):
                if dialog.seen is not None:
                    first(dialog)
            elif dialog.proposal is not None and then is not None:
                then(dialog)
            return answer(dialog)

        monkeypatch.setattr(door, "run", run)
        return said

    return by


Asked = Callable[..., list[str]]


def preview(dialog: QDialog) -> None:
    dialog.accept()


def choose_file(path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(door, "ask_open_file", lambda *_asked: path)
    press("Ctrl+Shift+I")


def test_two_enters_take_a_list_over_and_undo_takes_it_back(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = asked(lambda _dialog: press("Return"), lambda _dialog: press("Return"))
    before = snapshot_of(window)
    choose_file(tmp_path / "risks.csv", RISKS, monkeypatch)
    assert [(risk.what, risk.impact) for risk in records(window, Risk)] == [
        ("Fire", "high"),
        ("Flood", "low"),
    ]
    assert [person.name for person in records(window, Person)] == ["Ada", "Bo", "Cleo"]
    assert "3 changes will be taken over, as one step" in said
    assert notice(window).startswith("Taken over: 3 records were changed.")
    press("Ctrl+Z")
    assert snapshot_of(window) == before


def test_the_row_of_the_heads_can_be_read_and_what_has_the_keyboard_is_seen(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(dialog: ImportDialog) -> None:
        (heads,) = inside(dialog, QSpinBox)
        line = heads.lineEdit()
        assert line.text() == "1"
        assert line.width() > line.fontMetrics().horizontalAdvance("9999")
        (grid,) = inside(dialog, QTableWidget)
        for widget in (heads, grid.cellWidget(0, 2)):
            before = widget.grab().toImage().pixel(0, 15)  # the left edge
            widget.setFocus()
            assert widget.grab().toImage().pixel(0, 15) != before

    asked(look)
    choose_file(tmp_path / "risks.csv", RISKS, monkeypatch)


def test_copied_cells_are_imported(window: MainWindow, asked: Asked) -> None:
    asked(preview, preview)
    copy_elsewhere(RISKS.replace(";", "\t"))
    press("Ctrl+Shift+V")
    assert [risk.what for risk in records(window, Risk)] == ["Fire", "Flood"]


def test_a_copied_table_of_a_page_is_imported(window: MainWindow, asked: Asked) -> None:
    asked(preview, preview)
    data = QMimeData()
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split(";")) + "</tr>"
        for line in RISKS.splitlines()
    )
    data.setHtml(f"<table>{rows}</table>")
    QGuiApplication.clipboard().setMimeData(data)
    press("Ctrl+Shift+V")
    assert [risk.what for risk in records(window, Risk)] == ["Fire", "Flood"]


def test_nothing_copied_says_so(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    press("Ctrl+Shift+V")
    assert "nothing was copied" in notice(window)


def test_the_meaning_of_letters_is_asked(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acts(dialog: ImportDialog) -> None:
        assert dialog.sort == "raci"
        (box,) = dialog.letters.boxes.values()
        box.setCurrentIndex(box.findData("R"))
        dialog.accept()

    said = asked(acts, preview)
    choose_file(tmp_path / "raci.csv", MATRIX, monkeypatch)
    assert any("One sign in it is none of R, A, C and I" in text for text in said)
    snapshot = snapshot_of(window)
    letters = {
        (snapshot.name_of(Assignment.activity, c), snapshot.name_of(Assignment.role, c)): c.letters
        for c in records(window, Assignment)
    }
    assert letters["Run", "Office"] == "R"
    assert {"Run", "Stop"} <= {each.name for each in records(window, Activity)}
    assert {"Owner", "Desk", "Office"} <= {each.name for each in records(window, Role)}


def test_what_a_column_is_can_be_corrected(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acts(dialog: ImportDialog) -> None:
        boxes = {box.accessibleName(): box for box in inside(dialog.columns.grid, QComboBox)}
        box = boxes["What “Counter” goes into"]
        box.setCurrentIndex(box.findData("response"))
        dialog.accept()

    asked(acts, preview)
    text = "Risk;Impact;Counter\nFire;High;Sprinklers\nFlood;low;Pumps\n"
    choose_file(tmp_path / "risks.csv", text, monkeypatch)
    assert [risk.response for risk in records(window, Risk)] == ["Sprinklers", "Pumps"]


def test_the_row_of_the_heads_can_be_corrected(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acts(dialog: ImportDialog) -> None:
        assert dialog.sort == ""
        dialog.sort_box.setCurrentIndex(dialog.sort_box.findData("risks"))
        dialog.columns.head_row.setValue(2)
        box = next(
            b for b in inside(dialog.columns.grid, QComboBox) if "What it is" in b.accessibleName()
        )
        box.setCurrentIndex(box.findData("what"))
        dialog.accept()

    asked(acts, preview)
    choose_file(tmp_path / "odd.csv", "a;b\nWhat it is;Colour\nFire;red\n", monkeypatch)
    assert [risk.what for risk in records(window, Risk)] == ["Fire"]


def test_another_sort_than_the_guess_and_only_some_tables(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acts(dialog: ImportDialog) -> None:
        (tables,) = inside(dialog, QListWidget)
        assert tables.count() == 2
        tables.item(0).setCheckState(Qt.CheckState.Unchecked)
        dialog.accept()

    asked(acts, preview)
    text = (
        "# One\n|Risk|Impact|\n|--|--|\n|Fire|high|\n# Two\n|Risk|Impact|\n|--|--|\n|Flood|low|\n"
    )
    choose_file(tmp_path / "risks.md", text, monkeypatch)
    assert [risk.what for risk in records(window, Risk)] == ["Flood"]


def test_giving_the_preview_up_comes_back_to_the_questions(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_still: list[bool] = []

    def acts(dialog: ImportDialog) -> None:
        dialog.accept()
        open_still.append(dialog.isVisible())
        dialog.reject()

    asked(acts, lambda dialog: dialog.reject())
    before = snapshot_of(window)
    choose_file(tmp_path / "risks.csv", RISKS, monkeypatch)
    assert open_still == [True]
    assert snapshot_of(window) == before


def test_an_empty_template_says_so(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Refusal] = []
    monkeypatch.setattr(door, "tell", lambda _parent, refusal: told.append(refusal))
    asked(preview)
    choose_file(tmp_path / "risks.csv", "Risk;Impact;Owner\n", monkeypatch)
    assert ["empty template" in each.what for each in told] == [True]


def test_what_cannot_be_read_is_said(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(lambda _dialog: pytest.fail("there is nothing to ask"))
    choose_file(tmp_path / "letter.pdf", "%PDF", monkeypatch)
    assert "is not a file with tables" in notice(window)


@pytest.mark.parametrize("suffix", [".csv", ".md", ".html", ".xlsx"])
def test_files_that_are_dropped(
    window: MainWindow, tmp_path: Path, asked: Asked, qtbot: QtBot, suffix: str
) -> None:
    asked(preview, preview)
    path = tmp_path / f"risks{suffix}"
    rows = [line.split(";") for line in RISKS.splitlines()]
    if suffix == ".xlsx":
        import openpyxl

        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]
        book.save(path)
    elif suffix == ".html":
        path.write_text("<table>" + "".join("<tr><td>" + "<td>".join(row) for row in rows), "utf-8")
    else:
        line = {".csv": "{}", ".md": "|{}|"}[suffix]
        path.write_text("\n".join(line.format("|".join(row)) for row in rows), "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: len(records(window, Risk)) == 2, timeout=20_000)


def test_everything_that_can_be_chosen_has_a_name(
    window: MainWindow, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    unnamed: list[str] = []

    def acts(dialog: ImportDialog) -> None:
        for widget in (
            dialog.sort_box,
            dialog.tables,
            dialog.columns.grid,
            dialog.columns.head_row,
        ):
            if not widget.accessibleName():
                unnamed.append(type(widget).__name__)
        assert all(box.accessibleName() for box in inside(dialog, QComboBox))
        dialog.reject()

    asked(acts)
    choose_file(tmp_path / "risks.csv", RISKS, monkeypatch)
    assert unnamed == []
