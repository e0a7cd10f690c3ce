"""What the window and the process that makes documents say to each other, through two pipes.

To the process: a head with the number of an order and its length, then the order, pickled; a
length of 0 stops the orders up to that number. Back: answers, pickled.
"""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

HEAD = struct.Struct("!QQ")


class Order(NamedTuple):
    """What is to be made."""

    exporter: Any
    """Something of a module, so that the process finds it; see `ui.making.exporters`."""
    document: Any
    language: str
    """In which sentences for the user are written."""


class Heard(NamedTuple):
    """The order has arrived as a whole."""


class Progress(NamedTuple):
    """It goes on."""

    share: float


class Made(NamedTuple):
    """It is done."""

    result: Any


class Stopped(NamedTuple):
    """It was given up, as wished."""


class Refused(NamedTuple):
    """The sentences of a `models.errors.Refusal`."""

    what: str
    safe: str
    todo: str


class NoMemory(NamedTuple):
    """There was not enough memory for it."""


class Failed(NamedTuple):
    """A bug: the sort of error and where it happened, without its message, which can quote."""

    kind: str
    places: tuple[str, ...]


Answer = Heard | Progress | Made | Stopped | Refused | NoMemory | Failed
