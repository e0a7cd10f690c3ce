"""A laptop and a projector at its right, which nobody sees; the day is played on them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LAPTOP, PROJECTOR = (1366, 768), (1920, 1080)
X_PROGRAMS = ("Xvfb", "xrandr", "openbox")
"""An X server without a screen, what tells it of two monitors, and a window manager."""
_LONG = 300
"""Seconds after which the day is given up."""


def play(folder: Path, screens: Mapping[str, str]) -> dict[str, Any]:
    """Play the day; what it made lies in `folder`. Returns what `tests.day.__main__` tells."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.day", str(folder)],
        cwd=ROOT,
        env={**os.environ, **screens},
        capture_output=True,
        text=True,
        timeout=_LONG,
        check=False,
    )
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    told: dict[str, Any] = json.loads((folder / "day.json").read_text(encoding="utf-8"))
    return told


def offscreen(folder: Path) -> dict[str, str]:
    """Screens of Qt's own, without any system's window manager."""
    names = {"laptop": (0, LAPTOP), "projector": (LAPTOP[0], PROJECTOR)}
    screens = [
        {"name": name, "x": left, "y": 0, "width": size[0], "height": size[1]}
        | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for name, (left, size) in names.items()
    ]
    place = folder / "screens.json"
    place.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={place}"}


def missing() -> list[str]:
    """The programs that are not there, of those that an X server with two monitors needs."""
    return [name for name in X_PROGRAMS if shutil.which(name) is None]


@contextmanager
def x11() -> Iterator[dict[str, str]]:
    """An X server with two monitors and a window manager, which decides who gets the keyboard."""
    reading, writing = os.pipe()
    wide, high = LAPTOP[0] + PROJECTOR[0], PROJECTOR[1]
    server = [
        "Xvfb", "-displayfd", str(writing), "-noreset", "-nolisten", "tcp",
        "-screen", "0", f"{wide}x{high}x24",
    ]  # fmt: skip
    with ExitStack() as ends:
        ends.enter_context(_running(server, pass_fds=(writing,)))
        os.close(writing)
        with os.fdopen(reading) as told:
            display = {"DISPLAY": f":{told.readline().strip()}"}
        environment = {**os.environ, **display}
        for name, left, (width, height), output in (
            ("laptop", 0, LAPTOP, "screen"),
            ("projector", LAPTOP[0], PROJECTOR, "none"),
        ):
            place = f"{width}/361x{height}/203+{left}+0"
            subprocess.run(
                ["xrandr", "--setmonitor", name, place, output],
                env=environment,
                capture_output=True,
                check=True,
            )
        ends.enter_context(_running(["openbox"], env=environment))
        yield {**display, "QT_QPA_PLATFORM": "xcb"}


@contextmanager
def _running(command: list[str], **how: Any) -> Iterator[None]:
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, **how)
    try:
        yield
    finally:
        process.terminate()
        process.wait()
