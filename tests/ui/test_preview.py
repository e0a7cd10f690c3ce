"""The preview: real pages, moved by keys, made anew when a choice changes, never on the disk."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from exports.document import Document, Job
from models.snapshot import Snapshot
from tests.conftest import free_deleted
from tests.ui import exporters
from tests.ui.driving import button, click, inside, label_texts, press
from tests.ui.exporting import choose_cut, look_at, seen, window_for
from ui.making.maker import Broken
from ui.page_view import WHOLE, WIDE, PageView
from ui.preview import Preview
from ui.window import MainWindow


def pdf(pages: int, *, width: int = 600, height: int = 800) -> bytes:
    """A document with so many empty pages."""
    made, out = pikepdf.new(), BytesIO()
    for _page in range(pages):
        made.add_blank_page(page_size=(width, height))
    made.save(out)
    return out.getvalue()


Exporter = Callable[[Document], Job]


def ready(data: bytes) -> Exporter:
    """An exporter that makes `data`."""
    return partial(exporters.seen, pdf=data)


@pytest.fixture
def preview(qapp: QApplication, qtbot: QtBot) -> Iterator[Preview]:
    """A preview by itself, shown; its thread has ended in the end."""
    made = Preview()
    made.resize(800, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()
    made.deleteLater()
    free_deleted()


def begin(preview: Preview, exporter: Exporter, qtbot: QtBot) -> None:
    """Let something be made, as the export window does when a choice was changed."""
    with qtbot.waitSignal(preview.renewal_due):
        preview.renew(at_once=True)
    preview.expect(preview.maker.make(exporter, Document(Snapshot())))


def show(preview: Preview, exporter: Exporter, qtbot: QtBot) -> PageView:
    """Let something be made, and wait until it is seen, with the keyboard in it."""
    with qtbot.waitSignal(preview.renewed):
        begin(preview, exporter, qtbot)
    qtbot.waitUntil(lambda: preview.view.picture is not None)
    preview.view.setFocus()
    return preview.view


def test_an_empty_workshop_has_pages_to_see(empty_window: MainWindow, qtbot: QtBot) -> None:
    look_at(empty_window, cut="summary")
    dialog = window_for(empty_window)
    view = seen(dialog, qtbot).preview.view
    picture = view.picture
    assert picture is not None
    places = itertools.product(range(0, picture.width(), 3), range(0, picture.height(), 3))
    assert len({picture.pixelColor(x, y).name() for x, y in places}) > 5
    assert "charter" in view.accessibleDescription().casefold()
    assert view.accessibleName() == "Preview, page 1 of 1"
    dialog.reject()


def test_pages_are_turned_by_keys(preview: Preview, qtbot: QtBot) -> None:
    view = show(preview, ready(pdf(5)), qtbot)
    reached = []
    for keys in ("PgDown", "Space", "PgUp", "End", "PgDown", "Home", "PgUp"):
        press(keys)
        reached.append(view.page)
    assert reached == [1, 2, 1, 4, 4, 0, 0]
    assert "Page 1 of 5" in " ".join(label_texts(preview))
    press("End")
    assert view.accessibleName() == "Preview, page 5 of 5"
    qtbot.waitUntil(lambda: view.picture is not None)


def test_a_page_larger_than_its_room_is_read_to_its_end_before_the_next(
    preview: Preview, qtbot: QtBot
) -> None:
    view = show(preview, ready(pdf(3)), qtbot)
    click(button(preview, "Fit w&idth"))
    view.setFocus()
    bar = view.verticalScrollBar()
    assert bar.maximum() > 0
    press("PgDown")
    assert (view.page, bar.value()) == (0, bar.maximum())
    press("PgDown")
    assert (view.page, bar.value()) == (1, 0)
    press("PgUp")
    assert (view.page, bar.value()) == (0, bar.maximum())
    press("Up")
    assert 0 < bar.value() < bar.maximum()


def test_the_size_follows_the_window_or_what_was_chosen(preview: Preview, qtbot: QtBot) -> None:
    view = show(preview, ready(pdf(1)), qtbot)
    whole = view.zoom
    assert view.fit == WHOLE
    view.fit_width()
    assert view.fit == WIDE
    assert view.zoom > whole
    wide = view.zoom
    press("+")
    assert view.zoom == pytest.approx(wide * 1.25)
    press("-", "-")
    assert view.zoom == pytest.approx(wide / 1.25)
    chosen = view.zoom
    preview.resize(1000, 700)
    QApplication.processEvents()
    assert view.zoom == pytest.approx(chosen)
    view.fit_page()
    assert view.zoom > whole
    for _press in range(40):
        view.larger()
    assert view.zoom == pytest.approx(4.0)
    qtbot.waitUntil(lambda: view.picture is not None and view.picture.height() > 3000)


def test_the_wheel_turns_pages_and_with_ctrl_changes_the_size(
    preview: Preview, qtbot: QtBot
) -> None:
    view = show(preview, ready(pdf(3)), qtbot)
    wheel(view, -120)
    assert view.page == 1
    wheel(view, 120)
    assert view.page == 0
    before = view.zoom
    wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > before


def wheel(
    view: PageView, by: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Turn the wheel over the page."""
    place = QPointF(view.viewport().rect().center())
    button_, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, place, QPoint(), QPoint(0, by), button_, held, phase, False)
    QApplication.sendEvent(view.viewport(), event)


def test_the_page_stays_when_only_the_look_changes(
    example_window: MainWindow, qtbot: QtBot
) -> None:
    look_at(example_window, cut="operations")
    dialog = seen(window_for(example_window), qtbot)
    dialog.preview.view.go_to(2)
    dialog.choices.watermark.setText("Draft")
    seen(dialog, qtbot)
    assert dialog.preview.view.page == 2
    choose_cut(dialog, "risk")
    seen(dialog, qtbot)
    assert dialog.preview.view.page == 0
    dialog.reject()


def test_what_is_wanted_later_takes_the_place_of_what_is_being_made(
    preview: Preview, qtbot: QtBot, tmp_path: Path
) -> None:
    ended = tmp_path / "given up"
    begin(preview, partial(exporters.seen_late, ended=ended), qtbot)
    with qtbot.waitSignal(preview.maker.progressed):
        pass
    assert "being made" in preview.view.text
    view = show(preview, ready(pdf(2)), qtbot)
    assert ended.exists()
    assert view.count == 2


def test_several_changes_in_a_row_are_made_once(empty_window: MainWindow, qtbot: QtBot) -> None:
    look_at(empty_window, cut="summary")
    dialog = seen(window_for(empty_window), qtbot)
    with qtbot.waitSignal(dialog.preview.renewed, timeout=60_000):
        for length in range(1, 6):
            dialog.choices.watermark.setText("Draft"[:length])
            QApplication.processEvents()
    assert dialog.preview.made is not None
    assert dialog.preview.made.run == 2
    dialog.reject()


def test_a_document_that_is_refused_says_why(preview: Preview, qtbot: QtBot) -> None:
    begin(preview, exporters.refused, qtbot)
    qtbot.waitUntil(lambda: preview.view.text.startswith("This logo cannot be used."))
    assert preview.view.accessibleName() == preview.view.text
    assert show(preview, ready(pdf(1)), qtbot).count == 1


def test_a_bug_is_reported_and_the_next_preview_works(preview: Preview, qtbot: QtBot) -> None:
    with capture_exceptions() as raised:
        begin(preview, exporters.broken, qtbot)
        qtbot.waitUntil(lambda: "unexpected" in preview.view.text)
    assert [kind for kind, _error, _trace in raised] == [Broken]
    assert show(preview, ready(pdf(1)), qtbot).count == 1


def test_nothing_of_it_is_written_to_the_disk(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    look_at(empty_window, cut="summary")
    places = (tmp_path, Path(tempfile.gettempdir()))
    dialog = window_for(empty_window)
    before = [pdfs(place) for place in places]
    seen(dialog, qtbot)
    assert [pdfs(place) for place in places] == before
    dialog.reject()


def pdfs(folder: Path) -> set[str]:
    """The files in a folder that are documents, whatever they are called."""
    found = set()
    for path in folder.iterdir():
        if path.is_file():
            with path.open("rb") as file:
                if file.read(4) == b"%PDF":
                    found.add(path.name)
    return found


def test_closing_the_window_ends_what_is_being_made(
    example_window: MainWindow, qtbot: QtBot
) -> None:
    dialog = window_for(example_window)
    maker = dialog.preview.maker
    qtbot.waitUntil(maker.isRunning)
    dialog.reject()
    qtbot.waitUntil(maker.isFinished, timeout=5_000)


def test_everything_in_it_can_be_reached_by_tab(preview: Preview, qtbot: QtBot) -> None:
    show(preview, ready(pdf(3)), qtbot)
    reached = set()
    for _press in range(12):
        press("Tab")
        reached.add(QApplication.focusWidget())
    wanted = {w for w in inside(preview, QWidget) if w.focusPolicy() == Qt.FocusPolicy.StrongFocus}
    assert {w for w in wanted if w.isEnabled()} <= reached
