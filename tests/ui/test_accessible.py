"""Everything can be reached by keyboard and is named for those who hear the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QListWidget,
    QWidget,
)

from models import actions
from models.asking import ask_next
from models.freezing import NeedsReason, Told
from models.read_back import Page, pages
from models.records import Activity, Assignment, Role, ValueTarget, WorkshopInfo
from models.shelf import starter_sets
from models.steps import STEPS
from tests.conftest import free_deleted
from tests.ui.driving import (
    form_of,
    go_to,
    inside,
    keyboard,
    matrix_of,
    press,
    records,
    session_of,
    snapshot_of,
    table_of,
    workspace_of,
)
from ui import commands
from ui.dialogs.accept import AcceptDialog
from ui.dialogs.ask_next import AskDialog
from ui.dialogs.capture import CaptureDialog
from ui.dialogs.charter import CharterDialog
from ui.dialogs.freeze import FreezeDialog
from ui.dialogs.help import HelpDialog
from ui.dialogs.new import NewDialog
from ui.dialogs.read_back import ReadBackDialog
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.report import ReportDialog
from ui.dialogs.starter import StarterDialog
from ui.dialogs.template import TemplateDialog
from ui.window import MainWindow


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says for a widget; Qt takes labels and button texts into account."""
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)).strip()


def focusable(window: QWidget) -> Iterator[QWidget]:
    """Visible widgets that can have the keyboard themselves."""
    for widget in inside(window, QWidget):
        if (
            widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and widget.focusProxy() is None
            and widget.isEnabled()
            and not isinstance(widget.parentWidget(), QComboBox)
        ):
            yield widget


def unnamed(window: QWidget) -> list[str]:
    """Focusable widgets without a name, described for whoever mends them."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in focusable(window)
        if not spoken_name(widget)
    ]


def test_everything_on_every_page_has_a_name(example_window: MainWindow) -> None:
    missing: dict[str, list[str]] = {}
    seen = 0
    for number, step in enumerate(STEPS):
        workspace_of(example_window).go_to(number)
        for part in range(len(step.sections)):
            page = workspace_of(example_window).page
            page.show_section(part)
            if page.pane.grid is not None and page.pane.form is not None:
                page.pane.toggle_details()
            QApplication.processEvents()
            seen += len(list(focusable(page)))
            if found := unnamed(example_window):
                missing[f"{step.title}, {step.sections[part].label}"] = found
    assert missing == {}
    assert seen > 100


def test_everything_on_the_start_page_has_a_name(window: MainWindow) -> None:
    assert unnamed(window) == []
    assert list(focusable(window.start_page))


def _read(window: MainWindow) -> list[Page]:
    """What can be read back."""
    session = session_of(window)
    return pages(session.snapshot, session.findings.open, date(2026, 11, 24))


def dialogs(window: MainWindow) -> Iterator[QDialog]:
    """Every dialog of the program, shown."""
    kinds = (Activity, Role)
    finding = session_of(window).findings.open[0]
    for dialog in (
        NewDialog(window),
        StarterDialog(session_of(window), starter_sets(), window, kinds=kinds),
        TemplateDialog(snapshot_of(window), window),
        ReasonDialog(session_of(window), NeedsReason([Told(finding.sentence, "")]), window),
        AcceptDialog(session_of(window), finding, window),
        FreezeDialog(session_of(window), window),
        CharterDialog(session_of(window), window.commands._document(), window),
        HelpDialog(window),
        ReportDialog("report", window),
        CaptureDialog(session_of(window), STEPS[0], window),
        AskDialog(ask_next([finding], snapshot_of(window)), window),
        AskDialog([], window),
        ReadBackDialog(session_of(window), partial(_read, window), 0, window),
    ):
        dialog.show()
        QApplication.processEvents()
        yield dialog
        dialog.deleteLater()
        free_deleted()


def test_everything_in_every_dialog_has_a_name(empty_window: MainWindow) -> None:
    for dialog in dialogs(empty_window):
        assert unnamed(dialog) == [], type(dialog).__name__
        assert list(focusable(dialog)), type(dialog).__name__
        assert dialog.windowTitle()


def test_every_command_is_in_a_menu(window: MainWindow) -> None:
    in_menus = {
        entry.objectName()
        for heading in window.menuBar().actions()
        for entry in heading.menu().actions()  # type: ignore[attr-defined]
    }
    assert {command.id for command in commands.COMMANDS} <= in_menus


def test_tab_goes_through_a_form_field_by_field_and_out_of_it(empty_window: MainWindow) -> None:
    go_to(empty_window, "setup", WorkshopInfo)
    form = form_of(empty_window)
    form.reveal("initiative")
    for row in form.rows:
        assert keyboard() is row.editor, row.field.name
        press("Tab")
    assert not form.isAncestorOf(keyboard())


def test_tab_reaches_every_area_of_the_window(empty_window: MainWindow) -> None:
    go_to(empty_window, "setup", WorkshopInfo)
    workspace = workspace_of(empty_window)
    areas = {"rail": workspace.rail, "page": workspace.page, "side": workspace.side}
    reached = set()
    for _press in range(60):
        press("Tab")
        here = keyboard()
        reached |= {name for name, area in areas.items() if area.isAncestorOf(here)}
    assert reached == set(areas)


def test_a_field_that_scrolls_out_of_sight_comes_back_with_the_keyboard(
    empty_window: MainWindow,
) -> None:
    empty_window.resize(1000, 500)
    go_to(empty_window, "setup", WorkshopInfo)
    form = form_of(empty_window)
    form.reveal("initiative")
    for row in form.rows:
        middle = row.editor.mapTo(form.viewport(), row.editor.rect().center())
        assert form.viewport().rect().contains(middle), row.field.name
        press("Tab")


@pytest.mark.parametrize(
    ("letters", "meaning"),
    [("A", "Accountable"), ("AR", "Accountable, Responsible"), ("", "empty")],
)
def test_a_cell_of_the_matrix_says_activity_role_and_meaning(
    empty_window: MainWindow, letters: str, meaning: str
) -> None:
    with session_of(empty_window).workshop.step("Fill") as step:
        role = step.insert(Role.new(1.0, name="Product owner"))
        activity = step.insert(Activity.new(1.0, name="Watch the service"))
        if letters:
            step.insert(Assignment.new(1.0, activity=activity.id, role=role.id, letters=letters))
    go_to(empty_window, "raci", Assignment)
    index = matrix_of(empty_window).source.index(0, 1)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"Watch the service, Product owner: {meaning}"


def test_a_cell_of_a_table_is_said_with_its_finding(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, ValueTarget, what="Handling time")
    session_of(empty_window).settle()
    go_to(empty_window, "value", ValueTarget)
    said = table_of(empty_window).proxy.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).startswith("Handling time")
    assert any(word in str(said) for word in ("Must", "Should", "Hint"))


def test_steps_and_findings_are_said_with_what_their_marks_mean(
    empty_window: MainWindow,
) -> None:
    session_of(empty_window).do(actions.add, ValueTarget, what="Handling time")
    session_of(empty_window).settle()
    go_to(empty_window, "value", ValueTarget)
    rail = workspace_of(empty_window).rail.findChild(QListWidget)
    assert isinstance(rail, QListWidget)
    said = [str(rail.item(n).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(len(STEPS))]
    assert all(text.startswith(step.title) for text, step in zip(said, STEPS, strict=True))
    assert "open" in said[2]
    findings = workspace_of(empty_window).side.findings
    first = findings.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.split(":")[0] in ("Must", "Should", "Hint")
    assert len(records(empty_window, ValueTarget)) == 1
