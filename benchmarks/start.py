"""The first painted window, without a file and on the example, against a bare window of Qt.

python -m benchmarks.start
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.first_paint import NOT_YET
from benchmarks.measure import Result, compare, show
from benchmarks.screen import offscreen
from models.example import create_example
from models.paths import ROOT

RUNS = 11
WARM_UPS = 2


def measure() -> list[Result]:
    """Both windows, and what is loaded that could have waited."""
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder, "example.groundwork")
        create_example(example).close()
        screen = offscreen(Path(folder))
        kinds = (["bare"], ["ours", folder], ["ours", folder, str(example)])
        times: list[list[float]] = [[] for _ in kinds]
        loaded: set[str] = set()
        for number in range(WARM_UPS + RUNS):
            for kept, arguments in zip(times, kinds, strict=True):
                spent, painted = first_paint(arguments, screen)
                loaded.update(set(NOT_YET) & set(painted["loaded"]))
                if number >= WARM_UPS:
                    kept.append(spent)
    bare, empty, opened = times
    names = ("Groundwork", "bare")
    return [
        compare("first painted window, no file, against a bare window", 1.8, empty, bare, names),
        compare("the same with the example open", 2.5, opened, bare, names),
        Result(
            f"{', '.join(NOT_YET)} loaded at first paint",
            0,
            [len(loaded)],
            len(loaded),
            ", ".join(sorted(loaded)) or "none",
            unit="",
        ),
    ]


def first_paint(arguments: list[str], screen: str) -> tuple[float, dict[str, Any]]:
    """Milliseconds from starting a process to its first painted window, and its report."""
    environment = {**os.environ, "QT_QPA_PLATFORM": screen}
    # Users have compiled files from the second start on.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "benchmarks.first_paint", *arguments]
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    report: dict[str, Any] = json.loads(done.stdout)
    return (report["at"] - start) * 1000, report


if __name__ == "__main__":
    show(measure())
