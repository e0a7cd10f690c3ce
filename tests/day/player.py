"""Plays a script of keys in a running application, as somebody at the keyboard does.

Nothing is replaced: dialogs run their own event loops, files are chosen in the file dialog. A
script is a generator of steps; the player takes the next one when the event loop is idle, also
the one inside a dialog.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PAUSE = 15
"""Milliseconds between two steps: nobody types faster."""
PATIENCE = 30.0
"""Seconds until what is waited for counts as never coming."""


@dataclass(frozen=True)
class Press:
    """A key or a combination of keys."""

    key: str

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True)
class Type:
    """Words, letter by letter."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Until:
    """Nothing, until something is so."""

    what: str
    is_so: Callable[[], object]


@dataclass(frozen=True)
class Do:
    """Something else than a key: the clock goes on, a picture is taken, a result is looked at."""

    act: Callable[[], object]


Step = Press | Type | Until | Do
Script = Iterator[Step]


class Player:
    """Plays one script to its end, then ends the application."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._pending: Step | None = None
        self._since = 0.0

    def play(self, application: QApplication) -> None:
        """Play it. A step that fails ends the process with its traceback."""
        QTimer.singleShot(PAUSE, self._tick)
        application.exec()

    def _tick(self) -> None:
        try:
            step = self._pending or next(self._script, None)
            if step is None:
                QApplication.quit()
                return
            QTimer.singleShot(PAUSE, self._tick)  # before the key, which may open a dialog
            if _is_possible(step):
                self._pending = None
                _take(step)
            else:
                self._wait_for(step)
        except BaseException:
            # A dialog's event loop would swallow it and wait for ever.
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)

    def _wait_for(self, step: Step) -> None:
        if self._pending is None:
            self._pending, self._since = step, time.monotonic()
        elif time.monotonic() - self._since > PATIENCE:
            windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
            titles = [each.windowTitle() + "*" * each.isActiveWindow() for each in windows]
            raise TimeoutError(f"never came: {step}; what is shown: {titles}")


def _is_possible(step: Step) -> bool:
    match step:
        case Press() | Type():
            return _is_ready()
        case Until(_, is_so):
            return bool(is_so())
        case Do():
            return True


def _is_ready() -> bool:
    """Whether the window that a key is for has the keyboard: between two windows none has."""
    if QApplication.activePopupWidget() is not None:
        return True
    modal = QApplication.activeModalWidget()
    return _keyboard() is not None and (modal is None or modal.isActiveWindow())


def _take(step: Step) -> None:
    keyboard = _keyboard()
    match step:
        case Press(key) if keyboard is not None:
            QTest.keySequence(keyboard, QKeySequence(key))
        case Type(text) if keyboard is not None:
            for letter in text:  # the first one can open an editor, which has the next one
                QTest.keyClicks(_keyboard() or keyboard, letter)
        case Do(act):
            act()


def _keyboard() -> QWidget | None:
    """The widget that a key reaches now."""
    return QApplication.activePopupWidget() or QApplication.focusWidget()
