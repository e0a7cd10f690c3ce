"""With large letters on a small screen everything that a dialog says can be reached and read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from tests.ui.driving import inside, open_dialogs, press, type_text
from tests.ui.test_tab_order import DIALOGS
from ui import round_commands, theme
from ui.dialogs.vote import VoteDialog
from ui.window import MainWindow


@pytest.fixture(autouse=True)
def _large_letters() -> Iterator[None]:
    theme.apply(QApplication.instance(), scale=1.5)  # type: ignore[arg-type]
    yield
    theme.apply(QApplication.instance())  # type: ignore[arg-type]


def in_sight(widget: QWidget) -> bool:
    """Whether nothing of it is scrolled away."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("id_", ["plan_anew", "ask_next", "read_back", "help_keys"])
def test_a_dialog_leaves_room_for_its_frame(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, id_: str
) -> None:
    heights: list[tuple[int, int]] = []

    def measure(dialog: QDialog) -> None:
        heights.append((dialog.height(), dialog.screen().availableSize().height()))
        press("Escape")

    DIALOGS[id_](example_window)
    open_dialogs(monkeypatch, measure)
    getattr(example_window.commands, id_)()
    assert heights
    assert all(height <= 0.9 * room for height, room in heights)


def test_the_field_that_is_typed_in_and_what_is_wrong_with_it_are_in_sight(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(round_commands, "_has_other_screen", lambda: True)
    counted: list[int] = []

    def count(dialog: QDialog) -> None:
        assert isinstance(dialog, VoteDialog)
        dialog.resize(dialog.width(), 691)  # nine tenths of 768
        dialog.question.setText("Which first?")
        dialog.options.setPlainText("Motor\nHousehold")
        QApplication.processEvents()
        dialog.counts.setFocus()
        type_text("3 x")
        QApplication.processEvents()
        assert in_sight(dialog.counts)
        assert [each for each in inside(dialog, QLabel) if "“x”" in each.text() and in_sight(each)]
        counted.append(1)
        press("Escape")

    open_dialogs(monkeypatch, count)
    press("Ctrl+Shift+G")
    assert counted
