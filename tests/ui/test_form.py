"""Forms: a field is saved while it is typed, and says what does not fit."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from models import actions
from models.records import Ownership, Person, Pilot, WorkshopInfo
from tests.ui.driving import (
    form_of,
    go_to,
    inside,
    keyboard,
    press,
    records,
    row_of,
    session_of,
    snapshot_of,
    table_of,
    type_text,
    workspace_of,
)
from ui.editors import text_in
from ui.form import FieldRow
from ui.window import MainWindow


def enter(window: MainWindow, field: str) -> FieldRow:
    """Put the cursor into a field of the form in front."""
    form_of(window).reveal(field)
    return row_of(form_of(window), field)


def reason(row: FieldRow) -> str:
    """What stands under a field; empty where nothing does."""
    return " ".join(x.text() for x in inside(row, QLabel) if x.objectName() == "must")


@pytest.fixture
def info(empty_window: MainWindow) -> MainWindow:
    """The window with the form of the workshop in front."""
    go_to(empty_window, "setup", WorkshopInfo)
    return empty_window


@pytest.fixture
def pilot(empty_window: MainWindow) -> MainWindow:
    """The window with the form of the pilot in front."""
    go_to(empty_window, "frame", Pilot)
    return empty_window


def test_a_pause_in_typing_saves(info: MainWindow, qtbot: QtBot) -> None:
    enter(info, "initiative")
    type_text("Claims assistant")
    qtbot.waitUntil(lambda: snapshot_of(info).one(WorkshopInfo).initiative == "Claims assistant")
    assert info.windowTitle() == "Claims assistant – Groundwork"


def test_leaving_a_field_saves_it(info: MainWindow) -> None:
    enter(info, "initiative")
    type_text("Claims\tInsurer\t")
    stored = snapshot_of(info).one(WorkshopInfo)
    assert (stored.initiative, stored.client) == ("Claims", "Insurer")


def test_leaving_the_step_saves_what_was_typed_last(info: MainWindow) -> None:
    enter(info, "outcome")
    type_text("A signed charter")
    press("Ctrl+PgDown")
    assert snapshot_of(info).one(WorkshopInfo).outcome == "A signed charter"


def test_undo_takes_back_what_is_still_being_typed(info: MainWindow) -> None:
    enter(info, "initiative")
    type_text("Claims\tInsurer")
    press("Ctrl+Z")
    assert snapshot_of(info).one(WorkshopInfo).client == ""
    assert snapshot_of(info).one(WorkshopInfo).initiative == "Claims"


def test_escape_puts_the_saved_text_back(info: MainWindow) -> None:
    session_of(info).do(
        actions.set_text, snapshot_of(info).one(WorkshopInfo), WorkshopInfo.client, "Insurer"
    )
    row = enter(info, "client")
    type_text(" and more")
    press("Escape")
    assert text_in(row.editor) == "Insurer"
    press("Tab")
    assert snapshot_of(info).one(WorkshopInfo).client == "Insurer"


def test_a_wrong_date_says_why_under_the_field_and_keeps_what_was_typed(
    pilot: MainWindow,
) -> None:
    row = enter(pilot, "start")
    type_text("next Monday\t")
    assert "“next Monday” is not a date" in reason(row)
    assert text_in(row.editor) == "next Monday"
    assert snapshot_of(pilot).one(Pilot).start is None
    row.editor.setFocus()
    press("Ctrl+A")
    type_text("24.11.2026\t")
    assert reason(row) == ""
    assert str(snapshot_of(pilot).one(Pilot).start) == "2026-11-24"
    assert text_in(row.editor) == "24 Nov 2026"


def test_a_wrong_date_stays_in_sight_while_other_fields_are_filled(pilot: MainWindow) -> None:
    row = enter(pilot, "start")
    type_text("soon\t")
    type_text("24 Nov 2026\t")
    assert text_in(row.editor) == "soon"
    assert "not a date" in reason(row)


def test_required_fields_have_a_star(info: MainWindow) -> None:
    marked = {
        row.field.name: any(x.text().endswith(" *") for x in inside(row, QLabel))
        for row in form_of(info).rows
    }
    assert marked == {f.name: f.required for f in WorkshopInfo.fields.values()}
    assert any(marked.values())


def test_a_link_offers_the_people_also_those_added_meanwhile(info: MainWindow) -> None:
    row = enter(info, "sponsor")
    session_of(info).do(actions.add, Person, name="Head of Claims")
    editor = row.editor
    assert isinstance(editor, QComboBox)
    assert [editor.itemText(i) for i in range(editor.count())] == ["", "Head of Claims"]
    type_text("head")
    press("Down", "Return", "Tab")
    (person,) = records(info, Person)
    assert snapshot_of(info).one(WorkshopInfo).sponsor == person.id


def test_a_new_name_in_a_link_adds_the_person_in_the_same_step(
    empty_window: MainWindow,
) -> None:
    go_to(empty_window, "raci", Ownership)
    enter(empty_window, "owner")
    type_text("Head of Claims\t")
    (person,) = records(empty_window, Person)
    assert snapshot_of(empty_window).one(Ownership).owner == person.id
    press("Ctrl+Z")
    assert records(empty_window, Person) == ()


def test_a_change_elsewhere_shows_up(info: MainWindow) -> None:
    row = enter(info, "client")
    type_text("Insurer\t")
    press("Ctrl+Z")
    assert text_in(row.editor) == ""
    press("Ctrl+Y")
    assert text_in(row.editor) == "Insurer"


def test_nothing_overwrites_what_is_being_typed(info: MainWindow, qtbot: QtBot) -> None:
    row = enter(info, "client")
    type_text("Insur")
    session_of(info).do(
        actions.set_text, snapshot_of(info).one(WorkshopInfo), WorkshopInfo.place, "Berlin"
    )
    type_text("er")
    assert text_in(row.editor) == "Insurer"
    qtbot.waitUntil(lambda: snapshot_of(info).one(WorkshopInfo).client == "Insurer")
    assert snapshot_of(info).one(WorkshopInfo).place == "Berlin"


def test_a_choice_is_saved_when_it_is_chosen(info: MainWindow) -> None:
    enter(info, "currency")
    press("Down")
    chosen = keyboard()
    assert isinstance(chosen, QComboBox)
    assert snapshot_of(info).one(WorkshopInfo).currency == chosen.currentText() != "EUR"


def test_details_show_and_edit_the_current_row(empty_window: MainWindow) -> None:
    for name in ("Ada", "Ben"):
        session_of(empty_window).do(actions.add, Person, name=name)
    go_to(empty_window, "setup", Person)
    table = table_of(empty_window)
    table.reveal(records(empty_window, Person)[1], "")
    press("F4")
    form = form_of(empty_window)
    assert form.isVisible()
    assert text_in(row_of(form, "name").editor) == "Ben"
    form.reveal("function")
    type_text("Finance\t")
    assert records(empty_window, Person)[1].function == "Finance"
    table.reveal(records(empty_window, Person)[0], "")
    assert text_in(row_of(form, "name").editor) == "Ada"
    press("F4")
    assert not form.isVisible()
    assert workspace_of(empty_window).grid is table


def test_text_is_shown_as_it_was_typed_never_as_markup(info: MainWindow) -> None:
    enter(info, "client")
    type_text("R&D <b>bold</b>\t")
    labels = [x.text() for x in inside(workspace_of(info).rail, QLabel)]
    assert "R&D <b>bold</b>" in labels


def test_the_wheel_over_a_choice_scrolls_the_form_and_changes_nothing(info: MainWindow) -> None:
    enter(info, "initiative")
    box = row_of(form_of(info), "currency").editor
    before = snapshot_of(info)
    for turn in (-120, 120):
        middle = QPointF(box.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(box.mapToGlobal(box.rect().center())),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)
        assert text_in(box) == "EUR"
    assert snapshot_of(info) is before


def test_a_choice_goes_on_from_its_present_value_with_the_arrow_keys(info: MainWindow) -> None:
    row = enter(info, "confidentiality")
    assert text_in(row.editor) == "Confidential"
    press("Down")
    assert snapshot_of(info).one(WorkshopInfo).confidentiality == "strictly"
