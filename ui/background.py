"""How a worker thread calculates beside the window without holding it up.

Python runs one thread at a time. A thread that wants its turn waits for the switch interval,
5 ms by default, and the window wants it after nearly every call of Qt: painting a page beside a
worker took up to 130 ms. With a tenth of the interval it takes less than 30. What remained were
full garbage collections, which stop every thread and look at all objects of the program, 70 ms
and more; while a worker runs they look only at what was made since it began.

What takes longer than reading a file is made in a process of its own; see `ui.making`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_INTERVAL = 0.0005
"""Seconds; switching itself takes about a hundredth of that."""

_lock = Lock()
_workers = 0
_usual = 0.0


@contextmanager
def beside_the_window() -> Iterator[None]:
    """What a worker thread does within the block leaves the window its turns."""
    global _workers, _usual  # noqa: PLW0603 - there is one interpreter, and it has one interval
    with _lock:
        _workers += 1
        if _workers == 1:
            _usual = sys.getswitchinterval()
            sys.setswitchinterval(_INTERVAL)
            gc.freeze()
    try:
        yield
    finally:
        with _lock:
            _workers -= 1
            if _workers == 0:
                sys.setswitchinterval(_usual)
                gc.unfreeze()
