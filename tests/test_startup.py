"""What nobody waits for before there is something to see."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from PySide6.QtWidgets import QApplication

from main import main
from models.paths import ROOT

LATER = {
    "reportlab",
    "openpyxl",
    "PIL",
    "numpy",
    "pikepdf",
    "pypdfium2",
    "exports.pictures",
    "models.rules",
}


def loaded_at_first_paint(folder: Path, *arguments: str) -> set[str]:
    """What of the above is loaded when the program's window has been painted for the first time."""
    command = [sys.executable, "-m", "benchmarks.first_paint", "ours", str(folder), *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout)["loaded"])


def test_the_window_appears_before_any_library_but_qt_is_loaded(tmp_path: Path) -> None:
    assert loaded_at_first_paint(tmp_path) == set()


@pytest.mark.parametrize("maker", sorted(LATER))
def test_a_library_that_was_loaded_is_told(maker: str) -> None:
    program = f"import sys; sys.modules[{maker!r}] = sys; from benchmarks.first_paint import report"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}; report()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["loaded"] == [maker]


def test_a_workshop_appears_before_what_only_documents_and_findings_need_is_loaded(
    tmp_path: Path, example_file: Path
) -> None:
    file = tmp_path / example_file.name
    file.write_bytes(example_file.read_bytes())
    assert loaded_at_first_paint(tmp_path, str(file)) & LATER == set()


def test_garbage_is_collected_again_once_the_window_stands(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(_app: QApplication) -> int:
        assert not gc.isenabled()
        qtbot.waitUntil(gc.isenabled)
        return 0

    monkeypatch.setattr(QApplication, "exec", shown)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the program has its own
    assert main([]) == 0
