"""Documents of the tests. They are made in another process, which finds them by their names."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import NoReturn

from exports.document import Document, Job
from models.errors import Refusal
from models.i18n import current_language

WHOLE = b"%PDF-1.4 %%EOF"


def endless(_document: Document) -> Generator[float, None, NoReturn]:
    """A document that is never finished."""
    while True:
        yield 0.4


def deaf(_document: Document) -> Generator[float, None, NoReturn]:
    """A document that never looks up, and holds the lock of Python."""
    yield 0.4
    sum(range(10**13))
    raise AssertionError("nobody waits for it")


def slow(_document: Document) -> Job:
    """A document that takes many steps."""
    for number in range(2_000):
        yield number / 2_000
    return WHOLE


def printing(_document: Document) -> Job:
    """A library in it says something."""
    yield 0.1
    os.write(1, b"I am a library")
    return WHOLE


def refused(_document: Document) -> Generator[float, None, NoReturn]:
    """A document that cannot be made."""
    yield 0.1
    raise Refusal("This logo cannot be used.", "All is safe.", f"Spoken: {current_language()}.")


def broken(_document: Document) -> Generator[float, None, NoReturn]:
    """A document with a bug that quotes what was typed."""
    yield 0.1
    raise ZeroDivisionError("Ada earns 12")


def too_large(_document: Document) -> Job:
    """A document for which the memory does not suffice."""
    yield 0.1
    raise MemoryError


def dying(_document: Document) -> Job:
    """A document in whose midst the process is ended."""
    yield 0.4
    os.abort()


def seen(_document: Document, pdf: bytes) -> Job:
    """A charter to be looked at."""
    yield 0.5
    return pdf


def seen_late(_document: Document, ended: Path) -> Generator[float, None, NoReturn]:
    """One that is never finished, and leaves a file when it is given up."""
    try:
        while True:
            yield 0.3
    finally:
        ended.touch()
