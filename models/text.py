"""Cleaning of text, once, at the door of the model.

What passes here can be stored in SQLite, written into XML (openpyxl) and drawn by reportlab
without a second thought.
"""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 100_000
"""Characters kept in one field. A 40,000-character paste fits; a runaway clipboard does not."""
MAX_TECHNICAL = 5_000_000
"""Characters kept in a technical text: what the program packs, such as a sealed version."""
_WHOLE = 0.7
"""A shortened text ends with a whole word if that leaves this share of its width."""

# XML 1.0, section 2.2 "Characters": control characters other than tab and line feed, the
# surrogates and the noncharacters are not allowed. Bidi overrides and zero-width joiners stay:
# Persian and emoji need them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff]"
    "|["
    + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_NEWLINES = re.compile("\r\n|\r|\x85|\u2028|\u2029")
_INVISIBLE = ("Cf", "Zs", "Zl", "Zp", "Cc")
"""Joiners, direction marks, spaces and line ends: by themselves they are no text."""
_PLAIN = re.compile(r"[\x20-\x7e\n\t]*")


def clean(text: str, *, lines: bool = True, most: int = MAX_LENGTH) -> str:
    """Return `text` in normal form C without characters that break files.

    Line ends become a line feed; with `lines=False` every run of white space becomes one space and
    the ends are stripped. Text longer than `most` is cut, and one of which nothing can be seen is
    empty. `clean(clean(t)) == clean(t)`.
    """
    if not _PLAIN.fullmatch(text):
        text = _FORBIDDEN.sub("", _NEWLINES.sub("\n", text))
        text = unicodedata.normalize("NFC", text)
    text = text[:most]
    if all(unicodedata.category(sign) in _INVISIBLE for sign in text):
        return ""
    return text.strip("\n") if lines else " ".join(text.split())


def shorten(text: str, width: int = 40) -> str:
    """`text` on one line, at most `width` characters, cut with an ellipsis.

    It is cut between words where one ends not long before: half a figure reads as another one.
    """
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    words, _space, _rest = line[:width].rpartition(" ")
    cut = words if len(words) >= _WHOLE * width else line[: width - 1].rstrip()
    return cut + "…"
