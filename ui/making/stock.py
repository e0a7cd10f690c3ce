"""One process that makes documents is kept for a while: loading its libraries takes a second."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer

from models.errors import Refusal
from ui.making.maker import Maker

_KEPT = 120.0
"""Seconds for which a process that nobody needs is kept; it holds about 100 MB."""


class Stock:
    """The processes that make documents; safe to use from every thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: Maker | None = None
        self._timer: Timer | None = None

    def prepare(self, modules: tuple[str, ...]) -> None:
        """Start a process that loads `modules`, unless there is one: it is needed soon."""
        with suppress(Refusal):  # told when the document is wanted
            self._keep(self._take() or Maker(*modules))

    @contextmanager
    def lent(self) -> Iterator[Maker]:
        """A process for one document."""
        maker = self._take() or Maker()
        try:
            yield maker
        finally:
            self._keep(maker)

    def end(self) -> None:
        """End what is kept."""
        maker = self._take()
        if maker is not None:
            maker.end()

    def _take(self) -> Maker | None:
        with self._lock:
            maker, self._idle = self._idle, None
            if self._timer is not None:
                self._timer.cancel()
        if maker is not None and not maker.alive:
            maker.end()
            return None
        return maker

    def _keep(self, maker: Maker) -> None:
        with self._lock:
            kept = maker.alive and self._idle is None
            if kept:
                self._idle = maker
                self._timer = Timer(_KEPT, self.end)
                self._timer.daemon = True
                self._timer.start()
        if not kept:
            maker.end()


stock = Stock()
"""The one of this program."""
atexit.register(stock.end)
