"""A part of the program in a process of its own: what holds Python's lock for long, or may take
more memory than there is, harms nothing but itself there.

What is said to it and what it answers go through pipes: neither is on the disk, nor in the list
of processes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from threading import Thread

from models.paths import ROOT

_PAUSE = 0.05
"""Seconds after which is looked whether it was cancelled."""


def answer_of(program: str, said: bytes) -> Generator[None, None, bytes]:
    """What a program of ours answers to `said`; a generator that yields until it is done.

    Closing the generator ends the process. Raises RuntimeError where it did not end well.
    """
    answer: list[bytes] = []
    process = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # an error's message can quote what stands in a file
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would show a console
    )
    talking = Thread(target=lambda: answer.append(process.communicate(said)[0]))
    talking.start()
    try:
        while talking.is_alive():
            talking.join(_PAUSE)
            yield
    finally:
        process.kill()  # one that was cancelled
        talking.join()
    if process.returncode:
        raise RuntimeError(f"the process ended with {process.returncode}")
    return answer[0]
