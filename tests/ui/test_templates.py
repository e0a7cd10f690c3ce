"""Templates in the window: beginning with them, choosing rows, saving own ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QListWidgetItem

from models import actions
from models.record import Record
from models.records import (
    Activity,
    Assignment,
    Decision,
    Kpi,
    Person,
    Pilot,
    Requirement,
    Role,
    WorkshopInfo,
)
from models.shelf import shelf, starter_set, starter_sets
from models.starter_files import read_starter
from models.starter_sets import Pack, StarterSet
from tests.conftest import free_deleted
from tests.ui.driving import (
    action,
    answer,
    button,
    click,
    go_to,
    label_texts,
    notice,
    press,
    records,
    session_of,
    snapshot_of,
)
from ui import templates
from ui.dialogs import door
from ui.dialogs.new import NewDialog
from ui.dialogs.starter import StarterDialog
from ui.dialogs.template import TemplateDialog
from ui.section import STARTERS
from ui.widgets import tip
from ui.window import MainWindow

OWN = 'title = "Own"\ndescription = "One of our own."\n[[decision]]\nwhat = "Meet on Mondays"\n'
Answers = Callable[[QDialog], bool]


@pytest.fixture
def next_dialog(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answers], None]:
    """A way to say how the next dialog is answered."""
    return lambda answers: monkeypatch.setattr(door, "run", answers)


def rows_shown(dialog: StarterDialog) -> list[str]:
    """The first lines of what the list shows, headings among them."""
    items = map(dialog.list.item, range(dialog.list.count()))
    return [item.text().partition("\n")[0] for item in items if not item.isHidden()]


def item(dialog: StarterDialog, text: str) -> QListWidgetItem:
    """The row that begins with a text."""
    items = map(dialog.list.item, range(dialog.list.count()))
    return next(each for each in items if each.text().startswith(text))


def names(starter: StarterSet, record_type: type[Record]) -> list[str]:
    """What the rows of a type are called."""
    return [str(row[record_type.label_field]) for row in starter.rows[record_type]]


@pytest.fixture
def open_dialog(empty_window: MainWindow) -> Callable[..., StarterDialog]:
    """The dialog of rows, shown; it is freed with the window."""

    def make(*sets: StarterSet, today: date = date(2026, 12, 1)) -> StarterDialog:
        dialog = StarterDialog(session_of(empty_window), sets, empty_window, today=today)
        dialog.show()
        QApplication.processEvents()
        return dialog

    return make


# Beginning with a template


def test_the_kind_and_the_sector_and_their_rules_are_one_step(
    window: MainWindow, next_dialog: Callable[[Answers], None]
) -> None:
    known = shelf()
    kind, sector = known.kinds[1], known.sectors[0]
    packs = known.packs_for(sector)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewDialog)
        dialog.show()
        dialog.initiative.setText("Claims assistant")
        assert not dialog.pack_list.isVisible()
        dialog.kind_box.setCurrentText(kind.title)
        assert kind.description in label_texts(dialog)
        dialog.sector_box.setCurrentText(sector.title)
        assert dialog.pack_list.isVisible()
        shown = [dialog.pack_list.item(n) for n in range(dialog.pack_list.count())]
        assert [each.text() for each in shown] == [pack.title for pack in packs]
        assert {each.checkState() for each in shown} == {Qt.CheckState.Unchecked}
        dialog.pack_list.setCurrentRow(0)
        QTest.keyClick(dialog.pack_list, Qt.Key.Key_Space)
        click(button(dialog, "Make workshop"))
        return answer(dialog)

    next_dialog(fill)
    click(button(window.start_page, "New workshop …"))
    there = {rule.what for rule in records(window, Requirement)}
    assert set(names(packs[0], Requirement)) <= there
    assert not set(names(packs[1], Requirement)) <= there
    assert snapshot_of(window).one(WorkshopInfo).sector == sector.title
    assert len(records(window, Kpi)) == len(kind.rows[Kpi])
    assert len(session_of(window).workshop.log()) == 1
    session_of(window).undo()
    assert not records(window, Kpi)


def test_an_old_pack_is_marked_before_it_is_chosen(window: MainWindow) -> None:
    sector = shelf().sectors[0]
    for today, marked in ((date(2026, 12, 1), False), (date(2028, 1, 1), True)):
        dialog = NewDialog(window, today=today)
        dialog.sector_box.setCurrentText(sector.title)
        assert ("older than a year" in dialog.pack_list.item(0).text()) is marked
        dialog.deleteLater()
    free_deleted()


def test_own_templates_are_offered_and_broken_ones_named(window: MainWindow) -> None:
    templates.folder().mkdir(parents=True)
    own = OWN.replace("One of", "<i>One</i> of")
    (templates.folder() / "own.toml").write_text(own)
    (templates.folder() / "broken.toml").write_text("[[role")
    dialog = NewDialog(window)
    dialog.show()
    dialog.kind_box.setCurrentText("Own")
    said = "<i>One</i> of our own."
    assert said in label_texts(dialog)
    assert dialog.kind_box.currentData(Qt.ItemDataRole.ToolTipRole) == tip(said)
    assert [starter.id for starter in dialog.beginning.sets][-1] == "own"
    assert any("broken.toml" in text for text in label_texts(dialog))
    dialog.deleteLater()
    free_deleted()


# Choosing rows


def test_the_parts_with_the_button_are_those_that_templates_have_rows_for() -> None:
    offered = {kind for starter in starter_sets() for kind in starter.kinds}
    assert set(STARTERS) == offered - {Assignment}


def test_rules_stand_under_before_and_after_go_live(
    empty_window: MainWindow, open_dialog: Callable[..., StarterDialog]
) -> None:
    with session_of(empty_window).workshop.step("Plan") as step:
        step.set_one(Pilot, go_live=date(2027, 6, 1))
    dialog = open_dialog(starter_set("pack-eu-ai-act"))
    shown = rows_shown(dialog)
    later = shown.index("Applies only after go-live")
    assert shown[0] == "Applies before go-live"
    for row in starter_set("pack-eu-ai-act").rows[Requirement]:
        begins = row["applies_from"]
        assert isinstance(begins, date)
        assert (shown.index(str(row["what"])) > later) is (begins > date(2027, 6, 1))
    words = {n: dialog.list.item(n).text() for n in (1, later + 1)}
    assert words[1].endswith("applies before go-live")
    assert words[later + 1].endswith("applies from 2 Dec 2027 – after go-live")
    assert any("As of 21 Nov 2026. Planned go-live: 1 Jun 2027." in t for t in label_texts(dialog))


def test_without_a_go_live_the_dialog_says_what_is_missing(
    open_dialog: Callable[..., StarterDialog],
) -> None:
    dialog = open_dialog(starter_set("pack-eu-ai-act"))
    assert any("No go-live is planned yet" in text for text in label_texts(dialog))
    assert rows_shown(dialog)[0] == "Requirements"


@pytest.mark.parametrize(
    ("today", "warned"), [(date(2027, 11, 21), False), (date(2027, 11, 22), True)]
)
def test_a_pack_older_than_a_year_is_warned_of(
    open_dialog: Callable[..., StarterDialog], today: date, warned: bool
) -> None:
    dialog = open_dialog(starter_set("pack-gdpr"), starter_set("requirements-general"), today=today)
    dialog.template_box.setCurrentText("Requirement pack: GDPR")
    assert any("older than a year" in text for text in label_texts(dialog)) is warned
    dialog.template_box.setCurrentText("General requirements")
    assert not any("older than a year" in text for text in label_texts(dialog))


def test_the_current_row_says_where_it_comes_from(
    open_dialog: Callable[..., StarterDialog],
) -> None:
    dialog = open_dialog(starter_set("pack-gdpr"))
    row = starter_set("pack-gdpr").rows[Requirement][1]
    dialog.list.setCurrentItem(item(dialog, str(row["what"])))
    (details,) = (t for t in label_texts(dialog) if t.startswith("Area: "))
    assert f"Source: {row['source']}" in details
    assert f"Reference: {row['reference']}" in details
    assert "As of: 21 Nov 2026" in details
    assert item(dialog, str(row["what"])).toolTip() == tip(details)


def test_the_filter_narrows_what_all_and_none_mean(
    empty_window: MainWindow, open_dialog: Callable[..., StarterDialog]
) -> None:
    starter = starter_set("raci-short")
    dialog = open_dialog(starter)
    total = len(starter.rows[Role]) + len(starter.rows[Activity])
    assert rows_shown(dialog) == [
        *("Roles", *names(starter, Role)),
        *("Activities", *names(starter, Activity)),
    ]
    click(button(dialog, "None"))
    QTest.keyClicks(dialog.filter_line, "OWNER")
    assert rows_shown(dialog) == ["Roles", "Owner"]
    click(button(dialog, "All"))
    assert "1 row will be added" in label_texts(dialog)
    dialog.filter_line.setText("pilot lead")
    assert "1 row will be added, 1 of them hidden by the filter" in label_texts(dialog)
    assert total > 2
    click(button(dialog, "Add"))
    assert [role.name for role in records(empty_window, Role)] == ["Owner"]


def test_rows_are_ticked_and_added_by_keyboard(
    empty_window: MainWindow, next_dialog: Callable[[Answers], None]
) -> None:
    go_to(empty_window, "raci", Assignment)

    def untick_first(dialog: QDialog) -> bool:
        assert isinstance(dialog, StarterDialog)
        dialog.show()
        dialog.template_box.setCurrentText(starter_set("raci-short").title)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        return answer(dialog)

    next_dialog(untick_first)
    press("Ctrl+T")
    starter = starter_set("raci-short")
    assert [role.name for role in records(empty_window, Role)] == names(starter, Role)[1:]
    assert [a.name for a in records(empty_window, Activity)] == names(starter, Activity)
    assert records(empty_window, Assignment)
    press("Ctrl+Z")
    assert records(empty_window, Role) == records(empty_window, Activity) == ()


def test_the_first_template_with_something_new_is_shown(
    empty_window: MainWindow, next_dialog: Callable[[Answers], None]
) -> None:
    titles: list[str] = []

    def add_all(dialog: QDialog) -> bool:
        assert isinstance(dialog, StarterDialog)
        titles.append(dialog.template_box.currentText())
        dialog.accept()
        return answer(dialog)

    next_dialog(add_all)
    go_to(empty_window, "governance", Requirement)
    press("Ctrl+T")
    press("Ctrl+T")
    assert titles[0] != titles[1]
    assert len(session_of(empty_window).workshop.log()) == 2


# Own templates


def test_a_template_is_loaded_from_a_file_for_parts_without_any(
    empty_window: MainWindow,
    next_dialog: Callable[[Answers], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN)

    def add_all(dialog: QDialog) -> bool:
        assert isinstance(dialog, StarterDialog)
        assert rows_shown(dialog) == ["Meet on Mondays"]
        dialog.accept()
        return answer(dialog)

    next_dialog(add_all)
    monkeypatch.setattr(door, "ask_open_file", lambda *_arguments: path)
    action(empty_window, "load_template").trigger()
    assert [decision.what for decision in records(empty_window, Decision)] == ["Meet on Mondays"]
    path.write_text("[[decision")
    action(empty_window, "load_template").trigger()
    assert "own.toml" in notice(empty_window)


def test_own_templates_are_offered_where_the_program_has_none(
    empty_window: MainWindow, next_dialog: Callable[[Answers], None]
) -> None:
    offered: list[str] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, StarterDialog)
        offered.append(dialog.template_box.currentText())
        return answer(dialog)

    next_dialog(look)
    templates.folder().mkdir(parents=True)
    (templates.folder() / "own.toml").write_text(OWN)
    go_to(empty_window, "review", Decision)
    press("Ctrl+T")
    assert offered == ["Own"]


def test_a_file_is_loaded_or_dropped_into_the_dialog(
    open_dialog: Callable[..., StarterDialog], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = open_dialog(starter_set("raci-short"))
    own, broken = tmp_path / "own.toml", tmp_path / "broken.toml"
    own.write_text(OWN)
    broken.write_text('title = "x"')
    empty = tmp_path / "empty.toml"
    empty.write_text('title = "Empty"\ndescription = "Nothing."')
    for path, word in ((broken, "broken.toml"), (empty, "no rows")):
        drop(dialog, path)
        assert any(word in text for text in label_texts(dialog))
        assert dialog.template_box.count() == 1
    drop(dialog, own)
    assert rows_shown(dialog) == ["Meet on Mondays"]
    assert not any("no rows" in text for text in label_texts(dialog))
    monkeypatch.setattr(door, "ask_open_file", lambda *_arguments: own)
    click(button(dialog, "Load from file …"))
    assert dialog.template_box.count() == 3
    assert rows_shown(dialog) == ["Meet on Mondays"]


def drop(dialog: StarterDialog, path: Path) -> None:
    """Drop a file onto the dialog, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    way, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), way, data, left, none)
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(5, 5), way, data, left, none))


def fill_a_workshop(window: MainWindow) -> None:
    """A little of what a template can hold, and of what it must not."""
    session = session_of(window)
    session.do(actions.add, Person, name="Ada Lovelace")
    ada = records(window, Person)[0]
    session.do(actions.add, Role, name="Owner", person=ada.id)
    session.do(actions.add, Decision, what="Ask Ada Lovelace first")
    session.do(
        actions.add,
        Requirement,
        what="Keep logs",
        area="records",
        reference="Act, Art. 1",
        source="Own wording",
        owner=ada.id,
        status="met",
    )


def test_a_template_is_saved_and_offered_from_then_on(
    empty_window: MainWindow,
    next_dialog: Callable[[Answers], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill_a_workshop(empty_window)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, TemplateDialog)
        dialog.show()
        QTest.keyClick(dialog.title, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert "Say what the template is called." in label_texts(dialog)
        QTest.keyClicks(dialog.title, "Claims: first")
        assert "Say what the template is called." not in label_texts(dialog)
        assert any("(“Week of 6 Sep”)" in text for text in label_texts(dialog))
        assert not any("Ada" in text for text in label_texts(dialog))
        assert any("Never saved: people" in text for text in label_texts(dialog))
        click(button(dialog, "Save …"))
        return answer(dialog)

    next_dialog(fill)
    monkeypatch.setattr(door, "ask_save_file", lambda *arguments: arguments[2])
    action(empty_window, "save_template").trigger()
    path = templates.folder() / "Claims- first.toml"
    assert path.name in notice(empty_window)
    assert read_starter(path).rows == {
        Role: ({"name": "Owner"},),
        Requirement: (
            {
                "what": "Keep logs",
                "area": "records",
                "reference": "Act, Art. 1",
                "source": "Own wording",
            },
        ),
    }
    assert "Claims: first" in [each.title for each in templates.shelf().kinds]


def test_names_in_what_is_to_be_saved_are_shown(empty_window: MainWindow) -> None:
    fill_a_workshop(empty_window)
    dialog = TemplateDialog(snapshot_of(empty_window), empty_window)
    dialog.show()
    dialog.title.setText("Claims")
    types = [dialog.types.item(n) for n in range(dialog.types.count())]
    (decisions,) = (each for each in types if each.text().startswith("Decisions"))
    assert decisions.checkState() == Qt.CheckState.Unchecked
    decisions.setCheckState(Qt.CheckState.Checked)
    assert any("Ada Lovelace" in text for text in label_texts(dialog))
    for each in types:
        each.setCheckState(Qt.CheckState.Unchecked)
    assert any("nothing to save" in text for text in label_texts(dialog))
    assert not button(dialog, "Save …").isEnabled()
    dialog.deleteLater()
    free_deleted()


def test_a_pack_is_saved_when_every_rule_can_be_checked(
    empty_window: MainWindow,
    next_dialog: Callable[[Answers], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    fill_a_workshop(empty_window)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, TemplateDialog)
        dialog.show()
        dialog.title.setText("House rules")
        dialog.pack.setChecked(True)
        assert not dialog.types.isEnabled()
        saved = button(dialog, "Save …")
        lacking = [text for text in label_texts(dialog) if "nothing in “As of”" in text]
        assert saved.isEnabled() is not bool(lacking)
        click(saved)
        return answer(dialog)

    next_dialog(fill)
    monkeypatch.setattr(door, "ask_save_file", lambda *_arguments: tmp_path / "mine")
    action(empty_window, "save_template").trigger()
    assert not (tmp_path / "mine.toml").exists()
    rule = records(empty_window, Requirement)[0]
    day = date(2026, 11, 21)
    session_of(empty_window).do(actions.set_value, rule, Requirement.as_of, day)
    action(empty_window, "save_template").trigger()
    pack = read_starter(tmp_path / "mine.toml")
    assert isinstance(pack, Pack)
    assert pack.as_of == day
    assert "Load template from file" in notice(empty_window)
