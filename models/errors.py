"""Errors that a user can understand and act upon, as opposed to bugs.

Everything the library refuses is a `Refusal`. Anything else that escapes is a bug, and the
window shows a report to copy.
"""

from __future__ import annotations


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
