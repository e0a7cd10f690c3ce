"""One document on its way."""

from __future__ import annotations

from collections.abc import Callable, Generator
from threading import Lock
from typing import TYPE_CHECKING, Any

from models.errors import Cancelled
from models.i18n import current_language
from ui.making.stock import stock
from ui.making.talk import Order

if TYPE_CHECKING:
    from exports.document import Document
    from ui.making.maker import Maker

    Exporter = Callable[[Document], Generator[float, None, Any]]


class Making:
    """Makes one document in another process, in the language that is in use now."""

    def __init__(self, exporter: Exporter, document: Document) -> None:
        self._order = Order(exporter, document, current_language())
        self._lock = Lock()
        self._maker: Maker | None = None
        self._stopped = False

    def result(self, told: Callable[[float], None]) -> Any:
        """Make it and wait for it, in a thread that may wait; see `Maker.make`."""
        with stock.lent() as maker:
            with self._lock:
                if self._stopped:
                    raise Cancelled
                self._maker = maker
            try:
                return maker.make(self._order, told)
            finally:
                with self._lock:
                    self._maker = None

    def stop(self) -> None:
        """Give it up; returns at once."""
        with self._lock:
            self._stopped = True
            if self._maker is not None:
                self._maker.stop()
