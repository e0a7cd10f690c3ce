"""The process that makes documents, as the window sees it."""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
from collections.abc import Callable
from threading import Lock, Timer
from typing import Any

from models.errors import Cancelled, Refusal
from models.i18n import _
from models.paths import ROOT
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

_PATIENCE = 0.15
"""Seconds in which the process stops by itself; some steps of a document take longer."""


class Broken(Exception):
    """A bug in the process: the sort of error, and the `places` where it happened."""

    def __init__(self, kind: str, places: tuple[str, ...]) -> None:
        super().__init__(kind)
        self.places = (f"  {kind} in the process that makes documents", *places)


class Maker:
    """One process, which makes one document after the other.

    Orders and answers go through pipes: nothing of them is on the disk or in the list of
    processes. It is used by one thread at a time; only `stop` may come from another one.
    """

    def __init__(self, *modules: str) -> None:
        """Start it; it loads `modules` while it waits for its first order. Raises Refusal."""
        self._process = _started([sys.executable, "-m", "ui.making.program", *modules])
        self._lock = Lock()
        self._number = 0
        self._busy = self._heard = self._stopped = False
        self._over = False  # the system takes a moment to say so

    @property
    def alive(self) -> bool:
        """Whether it can make another document."""
        return not self._over and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The number by which the system knows it."""
        return self._process.pid

    def make(self, order: Order, told: Callable[[float], None]) -> Any:
        """What the exporter makes of the document; `told` hears of its progress.

        Raises Cancelled when it was stopped, the exporter's Refusal, a Refusal when the process
        was ended from outside, and Broken.
        """
        said = pickle.dumps(tuple(order), pickle.HIGHEST_PROTOCOL)
        with self._lock:
            self._number += 1
            self._busy, self._heard, self._stopped = True, False, False
        try:
            return _result(self._answer(said, told))
        finally:
            with self._lock:
                self._busy = False

    def stop(self) -> None:
        """Give up what is being made, soon; the process is ended where it does not answer."""
        with self._lock:
            if not self._busy:
                return
            self._stopped = True
            if not self._heard:  # it may not read yet, and whoever calls must not wait for it
                self._end_now()
                return
            with contextlib.suppress(OSError):  # it has ended by itself
                self._say(b"")
        timer = Timer(_PATIENCE, self._kill, (self._number,))
        timer.daemon = True
        timer.start()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._end_now()
        with contextlib.suppress(OSError):  # half an order that it never read
            self._process.communicate()

    def _answer(self, said: bytes, told: Callable[[float], None]) -> Answer | None:
        """How it ended; None where the process has ended by itself."""
        try:
            self._say(said)
            while isinstance(answer := self._next(), Heard | Progress):
                if isinstance(answer, Progress):
                    told(answer.share)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._over = True
            return Stopped() if self._stopped else None
        return answer

    def _say(self, order: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101 - a pipe
        self._process.stdin.write(HEAD.pack(self._number, len(order)) + order)
        self._process.stdin.flush()

    def _next(self) -> Answer:
        assert self._process.stdout is not None  # noqa: S101 - a pipe
        answer: Answer = pickle.load(self._process.stdout)  # noqa: S301 - from this program
        self._heard = True
        return answer

    def _kill(self, number: int) -> None:
        with self._lock:
            if self._busy and self._number == number:
                self._end_now()

    def _end_now(self) -> None:
        self._over = True
        self._process.kill()


# Windows would show a console, and is asked here to give the window its turn first.
_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - this very program
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an error's message can quote what was typed
            creationflags=_FLAGS,
        )
    except OSError as error:
        raise _refused(_("The computer cannot start what makes documents.")) from error


def _result(answer: Answer | None) -> Any:
    match answer:
        case Made(result):
            return result
        case Stopped():
            raise Cancelled
        case Refused(what, safe, todo):
            raise Refusal(what, safe, todo)
        case Failed(kind, places):
            raise Broken(kind, places)
        case NoMemory():
            raise _refused(_("There is not enough memory for this document."))
        case _:
            raise _refused(_("The part of Groundwork that makes documents ended unexpectedly."))


def _refused(why: str) -> Refusal:
    safe = _("Your workshop is safe, and nothing was written.")
    return Refusal(why, safe, _("Close other programs and try again."))
