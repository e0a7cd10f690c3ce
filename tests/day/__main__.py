"""python -m tests.day FOLDER: play the day, and leave what it made in the folder."""

from __future__ import annotations

import json
import os
import sys
import traceback
from itertools import chain
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QSettings, Qt

from tests.day.play import Day, whole_day
from tests.day.player import Player
from ui.app import application
from ui.window import MainWindow


def stop(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End at once: what goes wrong behind a key would else only be printed."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


def main() -> None:
    """Play it on the screens that QT_QPA_PLATFORM has."""
    folder = Path(sys.argv[1]).resolve()
    os.environ["HOME"] = os.environ["USERPROFILE"] = str(folder)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    # The desktop's own file dialog has no keys that a test could know.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app = application()
    window = MainWindow()
    laptop = app.primaryScreen().geometry()
    window.move(laptop.topLeft())
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    day = Day(window, folder)
    sys.excepthook = stop
    Player(chain.from_iterable(whole_day(day))).play(app)
    acts = [{"what": act.what, "keys": act.keys, "strokes": act.strokes} for act in day.acts]
    told = {"acts": acts, "pictures": day.pictures, "screens": day.screens}
    (folder / "day.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    window.close()


main()
