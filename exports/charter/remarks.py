"""What is to be said about a chosen look before a document is made with it."""

from __future__ import annotations

from exports.palette import ACCENT, is_colour
from models.i18n import _
from models.records import Look
from models.text import shorten

LONGEST_WATERMARK = 120
"""Letters of a watermark that are printed; more would be too small to be seen."""


def remarks(look: Look) -> list[str]:
    """What will not be printed as it was chosen, in sentences; usually nothing."""
    return [text for text in (_on_accent(look.accent), on_watermark(look.watermark)) if text]


def _on_accent(accent: str) -> str:
    if not accent.strip() or is_colour(accent):
        return ""
    text = _("“{text}” is no colour such as {colour}; the usual accent is taken.")
    return text.format(text=shorten(accent, 40), colour=ACCENT)


def on_watermark(text: str) -> str:
    """What is to be said about a watermark; empty where it is printed whole."""
    if len(text) <= LONGEST_WATERMARK:
        return ""
    return _("The watermark is too long: its first {n} letters are printed.").format(
        n=LONGEST_WATERMARK
    )
