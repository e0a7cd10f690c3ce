"""Encrypting a document in a process of its own, the only part of an export that needs one.

The library that encrypts holds Python's lock from beginning to end, 0.2 s for a long charter, and
no other thread gets its turn, the window's neither. Password and document go through pipes: they
are neither on the disk nor in the list of processes.
"""

from __future__ import annotations

import subprocess
import sys
from threading import Thread
from typing import TYPE_CHECKING

from models.passwords import prepared
from models.paths import ROOT

if TYPE_CHECKING:
    from exports.document import Job

_PROGRAM = """
import sys
from exports.protect import encrypt
password = sys.stdin.buffer.readline().decode().removesuffix(chr(10))
sys.stdout.buffer.write(encrypt(sys.stdin.buffer.read(), password))
"""
_PAUSE = 0.05
"""Seconds after which is looked whether it was cancelled."""


def encrypted(pdf: bytes, password: str) -> Job:
    """The same document, encrypted; see `exports.protect.encrypt`. Raises Refusal."""
    said = prepared(password).encode() + b"\n" + pdf
    answer: list[bytes] = []
    process = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-c", _PROGRAM],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would show a console
    )
    talking = Thread(target=lambda: answer.append(process.communicate(said)[0]))
    talking.start()
    try:
        while talking.is_alive():
            talking.join(_PAUSE)
            yield 0.99
    finally:
        process.kill()  # one that was cancelled
        talking.join()
    if process.returncode:
        raise RuntimeError(f"encrypting ended with {process.returncode}")
    return answer[0]
