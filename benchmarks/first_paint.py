"""Opens a window, says as JSON when it was painted and what was loaded by then, and is gone.

    python -m benchmarks.first_paint bare
    python -m benchmarks.first_paint ours SETTINGS_FOLDER [FILE]

Nothing is loaded here before the window itself does it, because the order counts. `at` is
`time.perf_counter()`, whose clock is the same in every process of a machine, so that whoever
started this one can take the difference.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QMainWindow

NOT_YET = (
    "reportlab", "openpyxl", "PIL", "numpy", "pikepdf", "pypdfium2",
    "exports.pictures", "models.rules",
)  # fmt: skip
"""What nobody should wait for before there is something to see."""
NOT_WITHOUT_A_FILE = ("sqlite_utils", "babel")


def painted(window: type[QMainWindow]) -> type[QMainWindow]:
    """The same window, which reports when it has been painted for the first time."""
    from PySide6.QtCore import QTimer

    class Painted(window):  # type: ignore[valid-type,misc]
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            # Qt paints the children right after their window; the timer waits for them.
            QTimer.singleShot(0, report)

    return Painted


def report() -> None:
    """Say it and end at once: taking the window down again is not what is measured."""
    loaded = [name for name in (*NOT_YET, *NOT_WITHOUT_A_FILE) if name in sys.modules]
    print(json.dumps({"at": time.perf_counter(), "loaded": loaded}), flush=True)
    os._exit(0)


def bare() -> None:
    """What Qt for Python needs by itself."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(sys.argv[:1])
    window = painted(QMainWindow)()
    window.setCentralWidget(QLabel("Groundwork"))
    window.show()
    app.exec()


def ours(settings: str, arguments: list[str]) -> None:
    """The program as it is started by hand, but without the user's settings."""
    import main

    load_library = main.load_library

    def load_and_watch(*, workshop: bool) -> None:
        load_library(workshop=workshop)
        from PySide6.QtCore import QSettings

        from ui import app

        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
        app.MainWindow = painted(app.MainWindow)  # type: ignore[assignment,attr-defined]

    main.load_library = load_and_watch  # the last thing before the program loads its window
    main.main(arguments)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(sys.argv[2], sys.argv[3:])
