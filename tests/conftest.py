"""What the tests of the window share: one application, own settings, no dialog that waits."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded: the tests open no windows

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.window import MainWindow

# How long examples take to make says something about the machine, not about the program.
settings.register_profile("groundwork", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("groundwork")

USUAL_SIZE = 10.0
"""Points: the size of text when nobody has changed it."""


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and home folder of the test alone."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    _keep_settings_in(tmp_path)


@pytest.fixture(autouse=True)
def closed_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that nobody answers fails the test instead of waiting for ever."""
    for owner, names in (
        (QDialog, ("exec", "open")),
        (QMenu, ("exec",)),
        (QFileDialog, ("getOpenFileName", "getSaveFileName", "getExistingDirectory")),
        (QInputDialog, ("getText", "getItem", "getInt")),
    ):
        for name in names:
            monkeypatch.setattr(owner, name, _refuse_to_wait)


@pytest.fixture(scope="session")
def qapp(tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """The program's own application, for pytest-qt as well."""
    from ui.app import application

    _keep_settings_in(tmp_path_factory.mktemp("settings"))
    return application()


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., MainWindow]]:
    """A way to open main windows, shown and active; they are closed and freed in the end."""
    from ui import theme
    from ui.window import MainWindow

    opened: list[MainWindow] = []

    def make(path: Path | None = None) -> MainWindow:
        window = MainWindow()
        opened.append(window)
        if path is not None:
            assert window.open_path(path)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    while opened:
        window = opened.pop()
        window.close()
        window.deleteLater()
    free_deleted()
    if qapp.font().pointSizeF() != USUAL_SIZE or theme.tokens() is not theme.LIGHT:
        theme.apply(qapp)


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    """The window as it starts: without a workshop."""
    return open_window()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop file in which nothing was entered yet, made once. Not to be opened itself."""
    from models.opening import create_workshop

    path = tmp_path_factory.mktemp("empty") / "day.groundwork"
    create_workshop(path).close()
    return path


@pytest.fixture
def empty_window(
    open_window: Callable[..., MainWindow], empty_file: Path, tmp_path: Path
) -> MainWindow:
    """The window on a workshop in which nothing was entered yet."""
    return open_window(Path(shutil.copy(empty_file, tmp_path)))


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a workshop file, made once. Not to be opened itself."""
    from models.example import create_example

    path = tmp_path_factory.mktemp("example") / "example.groundwork"
    create_example(path).close()
    return path


@pytest.fixture
def example_window(
    open_window: Callable[..., MainWindow], example_file: Path, tmp_path: Path
) -> MainWindow:
    """The window on a copy of the example."""
    return open_window(Path(shutil.copy(example_file, tmp_path)))


def free_deleted() -> None:
    """Let Qt free what was handed to `deleteLater`, as it does between two events."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _keep_settings_in(folder: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def _refuse_to_wait(*_arguments: Any, **_named: Any) -> NoReturn:
    raise AssertionError("a dialog opened that the test did not answer")
