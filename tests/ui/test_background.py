"""Worker threads beside the window: what they change is put back, what they start is ended."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from exports.document import run
from models.errors import Refusal
from ui.background import beside_the_window
from ui.encrypting import encrypted
from ui.export import charter_of, workbook_of
from ui.window import MainWindow


def pdf() -> bytes:
    """A document with one page."""
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.save(out)
    return out.getvalue()


def test_threads_take_turns_faster_only_while_somebody_works() -> None:
    usual = sys.getswitchinterval()
    with beside_the_window():
        with beside_the_window():
            assert sys.getswitchinterval() < usual / 5
        assert sys.getswitchinterval() < usual / 5
        assert gc.get_freeze_count() > 0
    assert sys.getswitchinterval() == usual
    assert gc.get_freeze_count() == 0


def test_an_error_puts_everything_back() -> None:
    usual = sys.getswitchinterval()
    with pytest.raises(ZeroDivisionError), beside_the_window():
        raise ZeroDivisionError
    assert sys.getswitchinterval() == usual
    assert gc.get_freeze_count() == 0


def test_a_document_is_encrypted_in_another_process() -> None:
    made = run(encrypted(pdf(), "zwölf Boxer"))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(made))
    with pikepdf.open(BytesIO(made), password="zwölf Boxer") as read:  # noqa: S106 - of nothing
        assert len(read.pages) == 1


def test_a_password_that_cannot_be_typed_again_is_refused() -> None:
    with pytest.raises(Refusal):
        run(encrypted(pdf(), "a\nb"))


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that are started."""
    started: list[subprocess.Popen[bytes]] = []
    usual = subprocess.Popen

    def start(*arguments: Any, **named: Any) -> subprocess.Popen[bytes]:
        started.append(usual(*arguments, **named))
        return started[-1]

    monkeypatch.setattr("ui.encrypting.subprocess.Popen", start)
    yield started
    assert started


def test_cancelling_ends_the_other_process(processes: list[subprocess.Popen[bytes]]) -> None:
    job = encrypted(pdf(), "secret words")
    next(job)
    job.close()
    assert processes[0].returncode is not None


def test_a_process_that_fails_is_a_bug_that_is_reported(
    processes: list[subprocess.Popen[bytes]],
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(RuntimeError, match="encrypting ended with 1"):
        run(encrypted(b"no document", "secret words"))
    assert "secret words" not in capfd.readouterr().err
    assert processes[0].returncode == 1


@pytest.mark.parametrize("exporter", [charter_of, workbook_of])
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
