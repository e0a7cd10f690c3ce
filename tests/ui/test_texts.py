"""Every text that a user sees can be translated."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator

import pytest

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTableView,
    QWidget,
)

from models import i18n
from models.record import TYPES
from models.steps import STEPS
from tests.ui.driving import inside, session_of, workspace_of
from tests.ui.test_accessible import dialogs
from ui import commands
from ui.dialogs.help import about_text, help_html
from ui.window import MainWindow

_BRACKETED = re.compile("⟦[^⟦⟧]*⟧")


class Bracketed(gettext.NullTranslations):
    """Puts every text of the catalogue into brackets: what has none was not looked up."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def bracketed() -> Iterator[None]:
    """Everything is translated into brackets."""
    i18n.use(Bracketed())
    yield
    i18n.use(i18n.translations("en"))


@pytest.fixture
def bracketed_window(bracketed: None, empty_window: MainWindow) -> MainWindow:
    """The window on an empty workshop, translated."""
    return empty_window


def outside(text: str) -> str:
    """What of a text stands outside all brackets."""
    before = ""
    while before != text:
        before, text = text, _BRACKETED.sub("", text)
    return text


def keys() -> set[str]:
    """Names of keys, which Qt translates."""
    names = {c.keys for c in commands.COMMANDS} | {commands.step_keys(n) for n in range(len(STEPS))}
    native = QKeySequence.SequenceFormat.NativeText
    return names | {QKeySequence(name).toString(native) for name in names}


KNOWN = {"Groundwork", "GROUNDWORK", "day.groundwork", "day", ", h"}
"""Names of the program and of the workshop's file; the sign for hours."""


def untranslated(texts: Iterator[tuple[str, str]]) -> list[str]:
    """Texts with letters outside the brackets, each with where it stands."""
    allowed = KNOWN | keys()
    found = []
    for place, text in texts:
        rest = outside(text.replace("&", "").replace("…", ""))
        if re.search(r"[^\W\d_]", rest) and text not in allowed and rest.strip() not in allowed:
            found.append(f"{place}: {text}")
    return sorted(set(found))


def widget_texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """The texts of all visible widgets."""
    for widget in inside(window, QWidget):
        if isinstance(widget.parentWidget(), QTabBar):
            continue  # Qt's own buttons for many tabs
        place = type(widget).__name__
        yield f"tip of {place}", _without_path(widget.toolTip())
        yield f"name of {place}", widget.accessibleName()
        yield f"description of {place}", widget.accessibleDescription()
        if isinstance(widget, QLabel | QAbstractButton):
            yield place, widget.text()
        elif isinstance(widget, QLineEdit | QPlainTextEdit):
            yield f"prompt of {place}", widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from ((place, widget.itemText(n)) for n in range(widget.count()))
        elif isinstance(widget, QTabBar):
            yield from ((place, widget.tabText(n)) for n in range(widget.count()))
        elif isinstance(widget, QProgressBar) and widget.isTextVisible():
            yield place, widget.text()
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from model_texts(widget.model(), place, heads=isinstance(widget, QTableView))


def _without_path(text: str) -> str:
    return "" if text.startswith("/") or ":\\" in text else text


TEXT_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def model_texts(model: QAbstractItemModel, place: str, *, heads: bool) -> Iterator[tuple[str, str]]:
    """Heads and cells of a table or list."""
    columns = model.columnCount() if heads else 1
    for role in TEXT_ROLES:
        for column in range(columns if heads else 0):
            yield (
                f"head in {place}",
                str(model.headerData(column, Qt.Orientation.Horizontal, role) or ""),
            )
        for row in range(model.rowCount()):
            for column in range(columns):
                yield f"cell in {place}", str(model.index(row, column).data(role) or "")


def test_a_text_that_was_not_looked_up_is_noticed() -> None:
    texts = [("label", "⟦Edit ⟦Client⟧⟧ · 12 %"), ("label", "Hello"), ("label", "⟦A⟧ and ⟦B⟧")]
    assert untranslated(iter(texts)) == ["label: Hello", "label: ⟦A⟧ and ⟦B⟧"]


def test_every_text_on_every_page_is_translated(bracketed_window: MainWindow) -> None:
    missing: list[str] = []
    for number, step in enumerate(STEPS):
        workspace_of(bracketed_window).go_to(number)
        for part in range(len(step.sections)):
            page = workspace_of(bracketed_window).page
            page.show_section(part)
            if page.pane.grid is not None and page.pane.form is not None:
                page.pane.toggle_details()
            QApplication.processEvents()
            missing += untranslated(widget_texts(bracketed_window))
    assert sorted(set(missing)) == []


def test_every_text_of_the_start_page_is_translated(bracketed: None, window: MainWindow) -> None:
    assert untranslated(widget_texts(window)) == []


def test_every_entry_of_the_menus_is_translated(bracketed_window: MainWindow) -> None:
    entries = (("menu", entry.text()) for entry in bracketed_window.findChildren(QAction))
    assert untranslated(entries) == []


def test_every_text_of_the_dialogs_is_translated(bracketed_window: MainWindow) -> None:
    missing: list[str] = []
    for dialog in dialogs(bracketed_window):
        from_template = {"QLabel: ", "QComboBox: ", "cell in "}
        found = untranslated(widget_texts(dialog))
        if type(dialog).__name__ in ("NewDialog", "StarterDialog"):
            # Templates are content, in the language of their folder.
            found = [x for x in found if not any(x.startswith(kind) for kind in from_template)]
        missing += found + untranslated(iter([("title", dialog.windowTitle())]))
    assert missing == []


def test_the_help_is_translated(bracketed: None, qapp: QApplication) -> None:
    cells = re.findall(r">([^<>]+)<", help_html())
    assert len(cells) > 50
    assert untranslated(("help", text) for text in cells) == []
    assert untranslated(iter([("about", about_text())])) == []


def test_every_message_after_an_edit_is_translated(bracketed_window: MainWindow) -> None:
    from models import actions
    from models.records import Person

    session = session_of(bracketed_window)
    session.do(actions.add, Person, name="1")
    session.do(actions.set_text, session.snapshot.all(Person)[0], Person.leaves_on, "2")
    session.settle()
    assert untranslated(widget_texts(bracketed_window)) == []
    notes: list[Callable[[], None]] = [
        bracketed_window.commands.restore_point,
        bracketed_window.commands.add_from_template,
    ]
    for note in notes:
        note()
        assert untranslated(widget_texts(workspace_of(bracketed_window).notice)) == []


def test_every_field_and_every_choice_is_translated(bracketed: None) -> None:
    for record_type in TYPES.values():
        texts = [record_type.label(), record_type.plural(), record_type.hint()]
        for field in record_type.fields.values():
            texts += [field.label, field.unit, field.help]
            texts += [field.text_of(choice.value) for choice in field.choices]
        assert untranslated((record_type.type_name, text) for text in texts) == []
