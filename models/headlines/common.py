"""What a key figure is."""

from __future__ import annotations

from typing import NamedTuple

from models.wording import BETWEEN


class Headline(NamedTuple):
    """A key figure: what it is, its value as text, and a line that explains it.

    `missing` marks a value that nobody has given yet.
    """

    label: str
    value: str
    note: str = ""
    missing: bool = False


def unknown(label: str, note: str) -> Headline:
    """A figure that cannot be said yet, and why."""
    return Headline(label, "–", note, missing=True)


def join(*parts: str) -> str:
    """The parts of a note that say something, side by side."""
    return BETWEEN.join(part for part in parts if part)
