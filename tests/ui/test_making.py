"""Documents are made in another process: what becomes of them, of it, and of what goes wrong."""

from __future__ import annotations

import gettext
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from exports.document import Document, run
from models import i18n
from models.errors import Cancelled, Refusal
from models.opening import open_workshop
from models.paths import ROOT
from models.snapshot import Snapshot
from tests.ui import exporters
from tests.ui.driving import notice, session_of, snapshot_of
from ui.commandline import run_command
from ui.dialogs.report import ReportDialog, on_unexpected
from ui.making.exporters import charter_of, ready, workbook_of
from ui.making.maker import Broken, Maker
from ui.making.making import Making
from ui.making.stock import Stock, stock
from ui.making.talk import HEAD, Heard, Order, Progress
from ui.window import MainWindow

EMPTY = Document(Snapshot())


def made(exporter: Any, document: Document = EMPTY) -> Any:
    """What is made of a document in another process."""
    return Making(exporter, document).result(lambda _share: None)


def pid() -> int:
    """The process that makes the next document."""
    with stock.lent() as maker:
        return maker.pid


def stopped_at_work(exporter: Any, after: float = 0.0) -> None:
    """Have something made, and give it up in its midst, some seconds after it told of progress."""
    making = Making(exporter, EMPTY)

    def told(_share: float) -> None:
        sleep(after)
        making.stop()

    with pytest.raises(Cancelled):
        making.result(told)


def pdf() -> bytes:
    """A document with one page."""
    new, out = pikepdf.new(), BytesIO()
    new.add_blank_page()
    new.save(out)
    return out.getvalue()


def test_window_and_command_line_make_the_same_bytes(
    example_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    session, export = session_of(example_window), example_window.export
    document = Document.of(session.snapshot, session.workshop.log())
    charter, workbook = tmp_path / "c.pdf", tmp_path / "w.xlsx"
    here = tmp_path / "here.groundwork"
    here.write_bytes(session.workshop.path.read_bytes())
    assert run_command(["export", str(here), "--pdf", str(charter), "--xlsx", str(workbook)]) == 0
    for exporter, path in ((charter_of, charter), (workbook_of, workbook)):
        target = tmp_path / "window"
        with qtbot.waitSignal(export.finished, timeout=60_000):
            export.start(exporter, document, target)
        assert target.read_bytes() == path.read_bytes()


def test_a_workshop_arrives_as_it_was_sent(example_file: Path) -> None:
    with open_workshop(example_file, read_only=True) as workshop:
        sent = Document.of(workshop.snapshot, workshop.log())
    run(sent.looking())  # what rules have derived from it stays here
    arrived: Document = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own
    assert arrived == sent


def test_a_charter_with_a_password_opens_with_it_only() -> None:
    protected = made(partial(ready, pdf=pdf(), password="zwölf Boxer"))  # noqa: S106 - of nothing
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(protected))
    with pikepdf.open(BytesIO(protected), password="zwölf Boxer") as read:  # noqa: S106
        assert len(read.pages) == 1


def test_a_password_that_cannot_be_typed_again_is_refused() -> None:
    with pytest.raises(Refusal, match="not every keyboard"):
        made(partial(ready, pdf=pdf(), password="a\nb"))  # noqa: S106 - of nothing


class Austrian(gettext.NullTranslations):
    """A catalogue that says which language it has."""

    def info(self) -> dict[str, str]:
        return {"language": "de"}


@pytest.fixture
def austrian() -> Iterator[None]:
    """The window speaks another language."""
    i18n.use(Austrian())
    yield
    i18n.use(i18n.translations("en"))


def test_a_refusal_comes_back_whole_and_in_the_language_of_the_window(austrian: None) -> None:
    with pytest.raises(Refusal) as caught:
        made(exporters.refused)
    refusal = caught.value
    assert (refusal.what, refusal.safe) == ("This logo cannot be used.", "All is safe.")
    assert refusal.todo == "Spoken: de."


def test_a_bug_is_reported_with_its_places_and_without_what_was_typed(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[str] = []

    def show(dialog: ReportDialog) -> None:
        reports.append(dialog._text.toPlainText())
        dialog.deleteLater()

    monkeypatch.setattr("ui.dialogs.report.door.run", show)
    with pytest.raises(Broken) as caught:
        made(exporters.broken)
    on_unexpected(Broken, caught.value, caught.tb)
    assert "ZeroDivisionError" in reports[0]
    assert "exporters.py" in reports[0]
    assert "Ada" not in reports[0]


@pytest.mark.parametrize(
    ("exporter", "sentence"),
    [(exporters.too_large, "not enough memory"), (exporters.dying, "ended unexpectedly")],
)
def test_memory_or_process_that_fail_are_told_and_the_next_document_works(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot, exporter: Any, sentence: str
) -> None:
    document, folder = Document(snapshot_of(empty_window)), tmp_path / "made"
    folder.mkdir()
    with qtbot.waitSignal(empty_window.export.refused):
        empty_window.export.start(exporter, document, folder / "charter.pdf")
    assert sentence in notice(empty_window)
    assert "nothing was written" in notice(empty_window)
    assert list(folder.iterdir()) == []
    with qtbot.waitSignal(empty_window.export.finished):
        empty_window.export.start(exporters.slow, document, folder / "charter.pdf")


def test_what_a_library_prints_does_no_harm() -> None:
    assert made(exporters.printing) == exporters.WHOLE


def test_progress_is_told_and_not_too_often() -> None:
    shares: list[float] = []
    Making(exporters.slow, EMPTY).result(shares.append)
    assert 50 < len(shares) <= 100
    assert shares == sorted(shares)


def test_what_is_given_up_between_two_steps_leaves_the_process_for_the_next() -> None:
    before = pid()
    stopped_at_work(exporters.endless)
    assert made(exporters.slow) == exporters.WHOLE
    assert pid() == before


def test_what_does_not_hear_is_ended_with_its_process() -> None:
    before = pid()
    stopped_at_work(exporters.deaf, after=0.5)  # before, it may still hear
    assert made(exporters.slow) == exporters.WHOLE
    assert pid() != before


def test_what_is_given_up_before_it_begins_is_not_made() -> None:
    making = Making(exporters.deaf, EMPTY)
    making.stop()
    with pytest.raises(Cancelled):
        making.result(lambda _share: None)


def test_what_is_given_up_while_the_process_starts_is_not_made() -> None:
    maker = Maker()
    order = Order(exporters.endless, EMPTY, "")
    ended: list[type[BaseException]] = []

    def make() -> None:
        try:
            maker.make(order, lambda _share: None)
        except Cancelled as cancelled:
            ended.append(type(cancelled))

    thread = Thread(target=make)
    thread.start()
    while thread.is_alive():
        maker.stop()
    assert ended == [Cancelled]
    maker.end()


def test_one_process_is_kept_and_a_dead_one_replaced() -> None:
    own = Stock()
    own.prepare(())
    with own.lent() as first, own.lent() as second:
        assert second is not first
    with own.lent() as third:
        assert third is second
        assert not first.alive
        third.end()
    with own.lent() as fourth:
        assert fourth.alive
        assert fourth.pid != third.pid
    own.end()
    assert not fourth.alive


def test_what_cannot_be_loaded_beforehand_is_not_missed_before_it_is_needed() -> None:
    maker = Maker("ui.making.no_such_module")
    assert maker.make(Order(exporters.slow, EMPTY, ""), lambda _share: None) == exporters.WHOLE
    maker.end()


def test_a_process_that_cannot_be_started_is_told_with_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_command: Any, **_named: Any) -> None:
        raise OSError("no more processes")

    stock.end()
    monkeypatch.setattr("ui.making.maker.subprocess.Popen", fail)
    stock.prepare(())
    with pytest.raises(Refusal, match="cannot start"):
        made(exporters.slow)


def test_the_process_ends_with_the_program_whatever_it_does() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "ui.making.program"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    order = pickle.dumps(tuple(Order(exporters.endless, EMPTY, "")))
    program.stdin.write(HEAD.pack(1, len(order)) + order)
    program.stdin.flush()
    assert pickle.load(program.stdout) == Heard()  # noqa: S301 - our own
    assert isinstance(pickle.load(program.stdout), Progress)  # noqa: S301
    program.stdin.close()  # as when the program is killed
    assert program.wait(10) == 0
    program.stdout.close()


def test_nothing_of_a_document_is_in_the_list_of_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []
    usual = subprocess.Popen

    def start(command: list[str], **named: Any) -> subprocess.Popen[bytes]:
        seen.append(" ".join([*command, *(named.get("env") or os.environ).values()]))
        return usual(command, **named)

    monkeypatch.setattr("ui.making.maker.subprocess.Popen", start)
    stock.end()
    made(partial(ready, pdf=pdf(), password="twelve boxers"))  # noqa: S106 - of nothing
    assert len(seen) == 1
    assert "boxers" not in seen[0]


@pytest.mark.parametrize("exporter", [charter_of, workbook_of, exporters.deaf])
def test_a_cancelled_document_leaves_nothing(
    example_window: MainWindow, tmp_path: Path, qtbot: QtBot, exporter: Any
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    export = example_window.export
    export.start(exporter, example_window.commands._document(), folder / "document")
    with qtbot.waitSignal(export.progressed, timeout=60_000):
        pass
    with qtbot.waitSignal(export.cancelled):
        export.cancel()
    assert list(folder.iterdir()) == []
    assert not export.running


def test_the_process_does_without_qt_and_loads_libraries_only_for_documents() -> None:
    program = (
        "import sys, ui.making.program, ui.making.exporters\n"
        "heavy = {'PySide6', 'reportlab', 'openpyxl', 'numpy', 'pikepdf'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
