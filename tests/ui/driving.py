"""Hands for the tests: keys and clicks where the keyboard and the mouse are, and a look round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

import pytest

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from models.record import Record
from models.records import Person
from models.snapshot import Snapshot
from models.steps import BY_ID, STEPS
from ui.dialogs import door
from ui.editors import text_in
from ui.form import FieldRow, RecordForm
from ui.matrix.view import MatrixView
from ui.session import Session
from ui.table.view import RecordTable
from ui.widgets import Line, Passage
from ui.window import MainWindow
from ui.workspace import Workspace

R = TypeVar("R", bound=Record)
W = TypeVar("W", bound=QWidget)


def session_of(window: MainWindow) -> Session:
    """The workshop that the window has open."""
    assert window.session is not None
    return window.session


def workspace_of(window: MainWindow) -> Workspace:
    """What the window shows of its workshop."""
    assert window.workspace is not None
    return window.workspace


def snapshot_of(window: MainWindow) -> Snapshot:
    """The workshop as it is stored now."""
    return session_of(window).snapshot


def records(window: MainWindow, record_type: type[R]) -> tuple[R, ...]:
    """The stored records of a type, in the stored order."""
    return snapshot_of(window).all(record_type)


def go_to(window: MainWindow, step: str, record_type: type[Record]) -> None:
    """Bring a part of a step to the front, with the keyboard in it."""
    page = BY_ID[step]
    number = [section.record_type for section in page.sections].index(record_type)
    workspace_of(window).go_to(STEPS.index(page))
    workspace_of(window).page.show_section(number)
    workspace_of(window).page.pane.reveal(None, "")
    QApplication.processEvents()


def table_of(window: MainWindow) -> RecordTable:
    """The table in front."""
    return cast("RecordTable", workspace_of(window).grid)


def matrix_of(window: MainWindow) -> MatrixView:
    """The matrix in front."""
    return cast("MatrixView", workspace_of(window).grid)


def form_of(window: MainWindow) -> RecordForm:
    """The form in front."""
    form = workspace_of(window).page.pane.form
    assert form is not None
    return form


def row_of(form: RecordForm, field: str) -> FieldRow:
    """A field of a form."""
    return next(row for row in form.rows if row.field.name == field)


def keyboard() -> QWidget:
    """The widget that a key stroke reaches now."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def press(*keys: str) -> None:
    """Press key combinations one after the other, such as "Ctrl+D" or "Tab"."""
    for name in keys:
        QTest.keySequence(keyboard(), QKeySequence(name))
        QApplication.processEvents()


def type_text(text: str) -> None:
    """Type letter by letter; Tab and line breaks are the keys of that name."""
    for letter in text:
        if letter in "\t\n":
            press("Tab" if letter == "\t" else "Return")
        else:
            QTest.keyClicks(keyboard(), letter)
            QApplication.processEvents()


def answer(dialog: QDialog) -> bool:
    """Free a dialog as `door.run` does; the keyboard goes back to the window."""
    dialog.hide()
    dialog.deleteLater()
    parent = dialog.parentWidget()
    assert parent is not None
    parent.window().activateWindow()
    QApplication.processEvents()
    return dialog.result() == QDialog.DialogCode.Accepted


def open_dialogs(monkeypatch: pytest.MonkeyPatch, *do: Callable[[Any], object]) -> list[QDialog]:
    """Answer the next dialogs one after the other; returns those that opened."""
    opened: list[QDialog] = []
    waiting = list(do)

    def run(dialog: QDialog) -> bool:
        opened.append(dialog)
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        waiting.pop(0)(dialog)
        return answer(dialog)

    monkeypatch.setattr(door, "run", run)
    return opened


class Answers:
    """Somebody who answers the dialogs that open, by keys; in place of `door.run`.

    For each dialog the words that are typed, Tab and Enter included, or a key such as "Escape".
    """

    def __init__(self) -> None:
        self.waiting: list[str] = []
        self.read: list[list[str]] = []
        """What each dialog said, and with what its editors were filled when it opened."""

    def will_be(self, *answers: str) -> None:
        """Give these answers to the next dialogs."""
        self.waiting += answers

    def __call__(self, dialog: QDialog) -> bool:
        assert self.waiting, f"nobody expected {dialog.windowTitle()}"
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        filled = [text_in(editor) for editor in inside(dialog, QComboBox)]
        filled += [text_in(editor) for editor in inside(dialog, QPlainTextEdit)]
        filled += [text_in(each) for each in inside(dialog, QLineEdit) if not in_combo(each)]
        self.read.append([dialog.windowTitle(), *label_texts(dialog), *filter(None, filled)])
        keys = self.waiting.pop(0)
        press(keys) if keys in ("Escape", "Return") else type_text(keys)
        return answer(dialog)


def in_combo(widget: QWidget) -> bool:
    """Whether a line belongs to a drop-down."""
    return isinstance(widget.parentWidget(), QComboBox)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click into the middle of a widget, or at a place in it."""
    place = widget.rect().center() if at is None else at
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()


def click_cell(view: QAbstractItemView, index: QModelIndex, *, add: bool = False) -> None:
    """Click a cell; with `add` it is selected beside what is selected already."""
    view.scrollTo(index)
    held = Qt.KeyboardModifier.ControlModifier if add else Qt.KeyboardModifier.NoModifier
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, place)
    QApplication.processEvents()


def put_cursor(table: RecordTable, row: int, field: str) -> None:
    """Click the cell of a field."""
    click_cell(table, table.proxy.index(row, table.source.column_of(field)))


def cell(table: RecordTable, row: int, field: str) -> str:
    """The text that a cell shows."""
    return str(table.proxy.index(row, table.source.column_of(field)).data() or "")


def shown(table: RecordTable, field: str) -> list[str]:
    """The texts of a column as shown, without the row for a new record."""
    return [cell(table, row, field) for row in range(table.proxy.rowCount() - 1)]


def copied() -> str:
    """What the clipboard holds."""
    return QGuiApplication.clipboard().text()


def copy_elsewhere(text: str) -> None:
    """Another program puts text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def notice(window: MainWindow) -> str:
    """The message over the page; empty where there is none."""
    return workspace_of(window).notice.text()


def choose(menu: QMenu, text: str) -> None:
    """Choose an entry of a menu by its words."""
    found = [a for a in menu.actions() if a.text().replace("&", "") == text]
    assert found, f"no {text!r} among {[a.text() for a in menu.actions()]}"
    found[0].trigger()
    menu.close()
    QApplication.processEvents()


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


def inside(widget: QWidget, kind: type[W]) -> Iterator[W]:
    """The visible widgets of a kind within a widget."""
    for child in widget.findChildren(kind):
        if child.isVisible():
            yield child


def label_texts(widget: QWidget) -> list[str]:
    """What the visible labels and lines within a widget say."""
    said = [each.text() for each in inside(widget, QLabel)]
    said += [each.text() for each in inside(widget, Line)]
    said += [each.text() for each in inside(widget, Passage)]
    return [text for text in said if text]
