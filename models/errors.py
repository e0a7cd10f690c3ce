"""Errors that a user can understand and act upon, as opposed to bugs.

Everything the library refuses is a `Refusal`. Anything else that escapes is a bug, and the
window shows a report to copy.
"""

from __future__ import annotations

import traceback
from types import TracebackType


class Refusal(Exception):
    """Something that cannot be done, said in full.

    `what` happened, what is `safe` (not lost), and what `todo` is next; each a sentence in
    the user's language. `str()` joins them, ready for a terminal.
    """

    def __init__(self, what: str, safe: str = "", todo: str = "") -> None:
        super().__init__(" ".join(part for part in (what, safe, todo) if part))
        self.what = what
        self.safe = safe
        self.todo = todo


class Unfit(Refusal):
    """A value does not fit its field; `reason` says why, as a part of a sentence."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(what)
        self.reason = reason


class NotAWorkshop(Refusal):
    """The file is not a Groundwork workshop, or is damaged."""


class NewerFile(Refusal):
    """The workshop was written by a newer version of Groundwork."""


class ReadOnly(Refusal):
    """The workshop cannot be written here: locked by another window, or write-protected."""


class Cancelled(Exception):
    """The user stopped a long job. Not an error; nothing was written."""


def places_of(trace: TracebackType | None) -> list[str]:
    """Where a bug happened, a line for each call, for a report; no contents of a workshop."""
    return [
        f"  {frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
