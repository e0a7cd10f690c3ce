"""Groundwork: the window, or the command line.

Neither loads what only the other needs: the command line does without Qt.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

COMMANDS = ("new", "export", "check", "import", "merge", "seal", "verify", "keys", "demo")


def main(arguments: list[str]) -> int:
    """Run the window or a command; returns the exit code."""
    if not arguments:
        return open_window()
    word, *more = arguments
    if word == "demo" and not more:
        return open_window(example=True)
    if word in COMMANDS or word.startswith("-"):
        from ui.commandline import run_command  # noqa: PLC0415

        return run_command(arguments)
    if more:
        from ui.commandline import refuse_words  # noqa: PLC0415

        return refuse_words(word, COMMANDS)
    return open_window(Path(word))


def open_window(path: Path | None = None, *, example: bool = False) -> int:
    """Show the window, on the workshop at `path` or on the example.

    Where no window can be shown, the example is written as documents instead; for everything
    else that is a refusal.
    """
    from ui.screen import why_no_screen  # noqa: PLC0415

    if reason := why_no_screen():
        from ui.commandline import refuse_window, run_command  # noqa: PLC0415

        return run_command(["demo"]) if example else refuse_window(reason)
    gc.disable()  # until the window stands: nothing of what is loaded is garbage
    try:
        load_library(workshop=example or path is not None)
        from ui.app import run  # noqa: PLC0415

        return run(path, example=example)
    finally:
        gc.enable()


def load_library(*, workshop: bool) -> None:
    """Load what the window stands upon, before Qt.

    Qt for Python reads the source text of every module that is loaded after it, in search of
    its own name (shibokensupport/feature.py), and that takes longer than to load the module.
    """
    import models.steps  # noqa: PLC0415

    if workshop:
        import babel.dates  # noqa: PLC0415
        import babel.numbers  # noqa: F401, PLC0415

        import models.capturing  # noqa: PLC0415
        import models.handing_out  # noqa: PLC0415
        import models.headlines  # noqa: PLC0415
        import models.opening  # noqa: F401, PLC0415


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
