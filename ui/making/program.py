"""The program of the process that makes documents; `ui.making.maker` starts it and talks to it.

It writes nothing but its answers, shows nothing, and ends when the window is gone, whatever it
is doing.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
import sys
from collections.abc import Callable, Generator, Sequence
from importlib import import_module
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, BinaryIO

from models.errors import Refusal, places_of
from models.i18n import language
from ui.making.talk import (
    HEAD,
    Answer,
    Failed,
    Heard,
    Made,
    NoMemory,
    Order,
    Progress,
    Refused,
    Stopped,
)

_NOTICEABLE = 0.01
"""Share of a document; telling more often would keep the window busy with being told."""
_YIELDING = 2
"""How nice it is: where the cores do not suffice, the window has its turn first. With 5, the
preview took up to half as long again on a busy computer."""


class _Line:
    """The connection to the window. What it says is read at once, so that it never waits."""

    def __init__(self, source: BinaryIO, target: BinaryIO) -> None:
        self.orders: SimpleQueue[tuple[int, bytes]] = SimpleQueue()
        self.stopped = 0
        """Orders up to this number are not wanted any more."""
        self._source, self._target = source, target
        self._telling = Lock()
        Thread(target=self._listen, daemon=True).start()

    def tell(self, answer: Answer) -> None:
        """Say something to the window."""
        with self._telling:
            pickle.dump(answer, self._target)
            self._target.flush()

    def _listen(self) -> None:
        with contextlib.suppress(struct.error, OSError):  # the window is gone
            while True:
                number, length = HEAD.unpack(self._source.read(HEAD.size))
                if length:
                    self.orders.put((number, self._source.read(length)))
                    self.tell(Heard())
                else:
                    self.stopped = number
        os._exit(0)


def main(modules: Sequence[str]) -> None:
    """Load `modules`, then do what is ordered until the window is gone."""
    # What a library prints must not get between the answers.
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if hasattr(os, "nice"):  # Windows is told when the process is started
        os.nice(_YIELDING)
    line = _Line(sys.stdin.buffer, target)
    for name in modules:
        with contextlib.suppress(ImportError):  # told with the document that cannot do without
            import_module(name)
    while True:
        number, order = line.orders.get()
        line.tell(_answer(order, number, line))


def _answer(order: bytes, number: int, line: _Line) -> Answer:
    """Do what is ordered."""
    try:
        exporter, document, code = Order(*pickle.loads(order))  # noqa: S301 - from the window
        with language(code):
            return _made(exporter(document), lambda: line.stopped >= number, line.tell)
    except Refusal as refusal:
        return Refused(refusal.what, refusal.safe, refusal.todo)
    except MemoryError:
        return NoMemory()
    except Exception as error:
        return Failed(type(error).__name__, tuple(places_of(error.__traceback__)))


def _made(
    job: Generator[float, None, Any], stopped: Callable[[], bool], tell: Callable[[Answer], None]
) -> Made | Stopped:
    told = 0.0
    with contextlib.closing(job):
        while not stopped():
            try:
                share = next(job)
            except StopIteration as done:
                return Made(done.value)
            if share >= told + _NOTICEABLE:
                told = share
                tell(Progress(share))
    return Stopped()


if __name__ == "__main__":
    main(sys.argv[1:])
