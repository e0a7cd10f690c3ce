"""Finding the way: menus, keys, findings, templates."""

from __future__ import annotations

from collections import Counter

import pytest

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QListWidget,
)

from models import actions
from models.records import (
    Decision,
    Person,
    Requirement,
    ValueTarget,
    WorkshopInfo,
)
from models.steps import STEPS
from tests.conftest import free_deleted
from tests.ui.driving import (
    action,
    add_person,
    answer,
    button,
    choose,
    click,
    go_to,
    keyboard,
    label_texts,
    notice,
    press,
    records,
    session_of,
    table_of,
    type_text,
    workspace_of,
)
from ui import commands, theme
from ui.dialogs import door
from ui.dialogs.starter import StarterDialog
from ui.window import MainWindow

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
        seen.append(page.step.sections[page.section].record_type)
        press("Ctrl+Tab")
    assert seen == [section.record_type for section in page.step.sections]
    assert page.section == 0
    press("Ctrl+Shift+Tab")
    assert page.section == count - 1


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
    number = workspace_of(empty_window).number
    usual = theme.em(10)
    press("Ctrl++")
    assert theme.em(10) > usual
    action(empty_window, "dark").trigger()
    assert theme.tokens() is theme.DARK
    assert workspace_of(empty_window).number == number
    free_deleted()
    add_person(empty_window, "Ada")  # the new views listen, the old ones are gone
    assert records(empty_window, Person)[0].name == "Ada"


def test_the_edit_menu_acts_on_the_table(empty_window: MainWindow) -> None:
    add_person(empty_window, "Ada")
    table_of(empty_window).selectRow(0)
    edit = empty_window.menuBar().actions()[1].menu()
    choose(edit, "Duplicate rows")  # type: ignore[arg-type]
    assert [p.name for p in records(empty_window, Person)] == ["Ada", "Ada"]


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


@pytest.mark.parametrize(
    ("name", "lines"),
    [("The long way home " * 20, [3, 2]), ("Datenschutzfolgenabschätzung" * 9, [1, 1])],
)
def test_a_long_name_leaves_the_steps_their_place(
    empty_window: MainWindow, name: str, lines: list[int]
) -> None:
    rail = workspace_of(empty_window).rail
    steps = rail.findChild(QListWidget)
    assert isinstance(steps, QListWidget)
    wide, high = rail.width(), steps.height()
    for field in (WorkshopInfo.initiative, WorkshopInfo.client):
        info = session_of(empty_window).snapshot.one(WorkshopInfo)
        session_of(empty_window).edit(actions.set_text, info, field, name)
    QApplication.processEvents()
    shown = [text for text in label_texts(rail) if text.startswith(name[:5])]
    assert [len(text.splitlines()) for text in shown] == lines
    assert all(text.endswith("…") for text in shown)
    assert rail.width() == wide
    assert steps.height() > high - 5 * rail.fontMetrics().lineSpacing()


def test_the_rail_counts_open_findings_as_they_come_and_go(empty_window: MainWindow) -> None:
    def spoken() -> str:
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
