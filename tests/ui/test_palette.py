"""The palette: from every place to everything, with keys alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog

from models import actions
from models.opening import open_workshop
from models.records import Activity, Condition, CostLine, Person, Requirement, Role, WorkshopInfo
from models.steps import STEPS
from tests.ui.driving import (
    form_of,
    go_to,
    inside,
    keyboard,
    notice,
    press,
    put_cursor,
    records,
    row_of,
    session_of,
    table_of,
    type_text,
    workspace_of,
)
from ui import commands, settings, theme
from ui.dialogs import door
from ui.dialogs.starter import StarterDialog
from ui.offers import Offer
from ui.palette import Palette
from ui.window import MainWindow


def palette_of(window: MainWindow) -> Palette:
    (found,) = inside(window, Palette)
    return found


def is_open(window: MainWindow) -> bool:
    return any(inside(window, Palette))


def offered(window: MainWindow) -> list[str]:
    """The titles that are listed."""
    return [offer.title for offer in palette_of(window).list.offers]


def current(window: MainWindow) -> Offer:
    offer = palette_of(window).list.current
    assert offer is not None
    return offer


def hint(window: MainWindow) -> str:
    return palette_of(window)._hint.text()


def read_all(window: MainWindow) -> None:
    """Let the palette read what it reads bit by bit."""
    palette = palette_of(window)
    while palette.reading:
        QApplication.processEvents()


def step_in_front(window: MainWindow) -> str:
    return STEPS[workspace_of(window).number].id


def test_a_step_is_some_letters_away(example_window: MainWindow) -> None:
    press("Ctrl+K")
    type_text("prod cost\n")
    assert step_in_front(example_window) == "cost"
    assert not is_open(example_window)


def test_a_part_of_a_step_and_a_picture_are_found(example_window: MainWindow) -> None:
    press("Ctrl+K")
    type_text("incident\n")
    page = workspace_of(example_window).page
    assert (page.step.id, page.section) == ("governance", 2)
    press("Ctrl+K")
    type_text("bridge\n")
    assert step_in_front(example_window) == "cost"
    assert keyboard() is workspace_of(example_window).page.pane.view  # type: ignore[attr-defined]


def test_a_record_is_found_by_its_name_and_has_the_cursor(example_window: MainWindow) -> None:
    wanted = records(example_window, Condition)[-1]
    press("Ctrl+K")
    type_text(wanted.what[:40])
    assert current(example_window).title == wanted.what
    assert current(example_window).kind == "Condition"
    press("Return")
    assert step_in_front(example_window) == "gate"
    assert workspace_of(example_window).current_record() == wanted
    assert table_of(example_window).hasFocus()


@pytest.mark.parametrize("kind", [Activity, Role])
def test_what_stands_in_the_matrix_is_found(
    example_window: MainWindow, kind: type[Activity] | type[Role]
) -> None:
    wanted = records(example_window, kind)[1]
    press("Ctrl+K")
    type_text(f"{wanted.name}")
    palette = palette_of(example_window)
    while current(example_window).kind != kind.label():
        palette.list.move(1)
    press("Return")
    assert step_in_front(example_window) == "raci"


def test_a_command_is_carried_out_where_the_keyboard_was(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, Person, name="Ada")
    go_to(empty_window, "setup", Person)
    put_cursor(table_of(empty_window), 0, "name")
    press("Ctrl+K")
    type_text("dupl\n")
    assert [person.name for person in records(empty_window, Person)] == ["Ada", "Ada"]


def test_a_command_shows_its_keys_and_its_menu(example_window: MainWindow) -> None:
    press("Ctrl+K")
    type_text("add role")
    assert (current(example_window).keys, current(example_window).kind) == ("Ctrl+Shift+R", "Edit")


def test_what_undo_would_undo_is_said(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, Person, name="Ada")
    press("Ctrl+K")
    type_text("undo")
    assert current(empty_window).title == "Undo Add person"


def test_what_cannot_be_done_now_says_why_and_does_nothing(window: MainWindow) -> None:
    press("Ctrl+K")
    type_text("export charter")
    assert current(window).why_not == "needs an open workshop"
    press("Return")
    assert hint(window) == "Not now: needs an open workshop."


def test_what_can_be_done_comes_before_what_cannot(window: MainWindow) -> None:
    press("Ctrl+K")
    type_text("workshop")
    able = [not offer.why_not for offer in palette_of(window).list.offers]
    assert able == sorted(able, reverse=True)
    assert True in able
    assert False in able


def test_a_recent_workshop_opens_from_the_start_page(
    window: MainWindow, example_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(example_file, tmp_path / "Northwind day.groundwork"))
    settings.remember_file(path)
    press("Ctrl+K")
    type_text("north\n")
    assert session_of(window).workshop.path == path


def test_without_a_workshop_nothing_of_one_is_offered(window: MainWindow) -> None:
    press("Ctrl+K")
    kinds = {offer.kind for offer in palette_of(window).list.offers}
    assert kinds <= {"File", "View", "Help"}
    assert all(not offer.why_not for offer in palette_of(window).list.offers)
    type_text("zzzz")
    assert offered(window) == []
    assert hint(window).startswith("Nothing fits")
    press("Return", "Escape")
    assert not is_open(window)


def test_a_window_for_reading_only_goes_everywhere_and_changes_nothing(
    window: MainWindow, example_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(example_file, tmp_path))
    window.show_workshop(open_workshop(path, read_only=True))
    press("Ctrl+K")
    type_text("add row")
    assert current(window).why_not == "the workshop is open for reading only"
    read_all(window)
    assert palette_of(window)._templates == []
    press("Ctrl+A")
    type_text("measures\n")
    assert step_in_front(window) == "measures"


def test_a_template_opens_with_its_rows(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QDialog] = []
    monkeypatch.setattr(door, "run", opened.append)
    press("Ctrl+K")
    read_all(example_window)
    type_text("iso 42001")
    assert current(example_window).kind == "Template"
    press("Return")
    (dialog,) = opened
    assert isinstance(dialog, StarterDialog)
    assert "42001" in dialog.template_box.currentText()
    assert dialog.template_box.count() == 1


def test_commands_used_lately_come_first(example_window: MainWindow) -> None:
    press("Ctrl+K")
    type_text("filter\n")
    press("Ctrl+K")
    type_text("next step\n")
    press("Ctrl+K")
    assert offered(example_window)[:3] == ["Next step", "Filter the rows", "Set-up"]
    assert settings.text("commands_used", "") == "next_step,find,"


def test_the_arrows_go_round_and_tab_goes_on(example_window: MainWindow) -> None:
    press("Ctrl+K", "Up")
    assert palette_of(example_window).list.currentIndex().row() > 10
    press("Down", "Tab", "Tab", "Shift+Tab")
    assert palette_of(example_window).list.currentIndex().row() == 1
    assert keyboard() is palette_of(example_window).line


def test_escape_gives_the_keyboard_back(example_window: MainWindow) -> None:
    go_to(example_window, "cost", CostLine)
    put_cursor(table_of(example_window), 2, "payer")
    press("Ctrl+K")
    type_text("x")
    press("Escape")
    assert not is_open(example_window)
    assert table_of(example_window).hasFocus()
    assert table_of(example_window).currentIndex().row() == 2


def test_what_was_being_typed_is_saved_first(empty_window: MainWindow) -> None:
    go_to(empty_window, "setup", Person)
    press("Ins")
    type_text("Ada")
    press("Ctrl+K")
    assert [person.name for person in records(empty_window, Person)] == ["Ada"]
    press("Escape")
    assert table_of(empty_window).hasFocus()


def test_it_goes_when_the_keyboard_goes_elsewhere(example_window: MainWindow) -> None:
    press("Ctrl+K")
    press("Ctrl+5")
    assert step_in_front(example_window) == "cost"
    assert not is_open(example_window)


def test_it_fits_into_a_small_window(example_window: MainWindow) -> None:
    theme.apply(QApplication.instance(), scale=1.5)  # type: ignore[arg-type]
    example_window.resize(700, 480)
    press("Ctrl+K")
    palette = palette_of(example_window)
    assert example_window.rect().contains(palette.geometry())
    example_window.resize(900, 600)
    assert example_window.rect().contains(palette.geometry())


def test_a_screen_reader_hears_the_marked_line(example_window: MainWindow) -> None:
    press("Ctrl+K")
    type_text("governance")
    spoken = QAccessible.queryAccessibleInterface(keyboard())
    assert spoken.text(QAccessible.Text.Name) == "Go to a step or a record, or do something"
    assert spoken.text(QAccessible.Text.Description) == "Governance, Step, step 6, Ctrl+6"


@pytest.mark.parametrize("keys", ["Ctrl+W", "Ctrl++", "Ctrl+-"])
def test_it_goes_with_what_it_offers(example_window: MainWindow, keys: str) -> None:
    go_to(example_window, "cost", CostLine)
    press("Ctrl+K")
    type_text("claims")
    press(keys)
    assert not is_open(example_window)
    press("Ctrl+K", "Escape")
    assert not is_open(example_window)


# Every text


def test_a_text_anywhere_is_found_and_its_column_has_the_cursor(
    example_window: MainWindow,
) -> None:
    go_to(example_window, "governance", Requirement)
    wanted = next(r for r in records(example_window, Requirement) if r.reference)
    press("Ctrl+Shift+K")
    type_text(wanted.reference)
    titles = [(offer.title, offer.detail) for offer in palette_of(example_window).list.offers]
    place = titles.index((wanted.what, f"Reference: {wanted.reference}"))
    press(*["Down"] * place, "Return")
    table = table_of(example_window)
    assert table.current_record() == wanted
    column = table.source.columns[table.currentIndex().column()]
    assert column.name == "reference"
    assert table.hasFocus()


def test_a_field_of_a_form_is_found(example_window: MainWindow) -> None:
    press("Ctrl+Shift+K")
    type_text(records(example_window, WorkshopInfo)[0].initiative)
    assert current(example_window).title == "Workshop"
    press("Return")
    assert keyboard() is row_of(form_of(example_window), "initiative").editor


def test_private_notes_are_found_and_marked(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, Person, name="Ada", email="ada@example.com")
    press("Ctrl+Shift+K")
    type_text("ada@ex")
    assert current(empty_window).detail == "E-mail: ada@example.com"
    assert current(empty_window).kind == "Person, private"
    start, length = current(empty_window).found
    assert current(empty_window).detail[start : start + length] == "ada@ex"


def test_words_that_are_no_name_go_on_into_the_texts(example_window: MainWindow) -> None:
    press("Ctrl+K")
    type_text("signs today")
    assert offered(example_window) == ["Search all texts for “signs today”"]
    press("Return")
    assert palette_of(example_window).texts
    assert palette_of(example_window).line.text() == "signs today"
    assert current(example_window).title == "Workshop"
    press("Ctrl+K")
    assert not palette_of(example_window).texts


def test_how_many_there_are_is_said_where_not_all_are_shown(example_window: MainWindow) -> None:
    press("Ctrl+Shift+K")
    assert hint(example_window) == "Type two letters or more of a word."
    type_text("the")
    assert "fit, the first 60 are shown" in hint(example_window)
    assert len(offered(example_window)) == 60


def test_nothing_that_was_searched_for_is_written_down(
    example_window: MainWindow, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    press("Ctrl+Shift+K")
    type_text("xyzzyplugh")
    press("Escape")
    settings.store().sync()
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"xyzzyplugh" not in path.read_bytes()
    said = capfd.readouterr()
    assert "xyzzyplugh" not in said.out + said.err


def test_the_search_waits_for_a_workshop(window: MainWindow) -> None:
    press("Ctrl+Shift+K")
    assert not is_open(window)


def test_a_record_that_went_meanwhile_is_no_trouble(empty_window: MainWindow) -> None:
    session_of(empty_window).do(actions.add, Person, name="Ada")
    press("Ctrl+K")
    type_text("ada")
    session_of(empty_window).do(actions.delete, list(records(empty_window, Person)))
    press("Return")
    assert not is_open(empty_window)
    assert notice(empty_window) == ""


def test_every_command_is_offered_but_itself(example_window: MainWindow) -> None:
    press("Ctrl+K")
    palette = palette_of(example_window)
    known = {commands.plain(c.text) for c in commands.COMMANDS} - {"Go to anything", "Undo", "Redo"}
    known -= {"Search all texts"}
    named = {name.item.title for name in palette._names if isinstance(name.item, Offer)}
    assert known <= named
    assert palette.list.focusPolicy() == Qt.FocusPolicy.NoFocus
