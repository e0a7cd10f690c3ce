"""Making text fit: on one line with an ellipsis, or on several.

A soft hyphen in a text is a place where it may be divided; it shows only there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Width = Callable[[str], float]

_LONGEST = 400
"""Characters that are looked at; no line of a picture holds more."""
_HYPHEN = "\u00ad"
_SPACE = re.compile("[ \t\n\r]+")
"""Not the space that keeps "€ 612 k" together."""
# After a space or a soft hyphen, and on either side of an East Asian character.
# Not compiled before its first use, which takes longer than to load all the rest.
_BREAK = (
    "(?<=[ \u00ad])|(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])(?! )"
    "|(?=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])"
)


def plain(text: str) -> str:
    """`text` on one line, without soft hyphens."""
    return undivided(_joined(text))


def undivided(text: str) -> str:
    """`text` without soft hyphens."""
    return text.replace(_HYPHEN, "")


def shortened(text: str, room: float, width: Width) -> str:
    """`text`, cut with an ellipsis where it is wider than `room`; empty if no letter fits."""
    text = plain(text)
    if width(text) <= room:
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        fits = width(_cut(text, middle)) <= room
        low, high = (middle, high) if fits else (low, middle)
    while low and width(_cut(text, low)) > room:  # a longer text may be the narrower one
        low -= 1
    return _cut(text, low) if low else ""


def wrapped(text: str, room: float, most: int, width: Width) -> list[str]:
    """`text` on at most `most` lines, the last one cut where that is not enough."""
    rest = _joined(text)
    lines: list[str] = []
    while rest and len(lines) < most - 1:
        end = _end_of_line(rest, room, width)
        if not end:
            break
        lines.append(_shown(rest[:end]))
        rest = rest[end:].lstrip()
    last = shortened(rest, room, width) if rest else ""
    return [*lines, last] if last else lines


def pieces(text: str) -> list[str]:
    """The parts of `text` that stay together, as they are written."""
    return [_shown(part) for part in re.split(_BREAK, _joined(text)) if part]


def _joined(text: str) -> str:
    return _SPACE.sub(" ", text[:_LONGEST]).strip(" ")


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip() + "…"


def _end_of_line(text: str, room: float, width: Width) -> int:
    """How many characters go on the first line; 0 where not even its first word fits."""
    if width(_shown(text)) <= room:
        return len(text)
    end = 0
    for match in re.finditer(_BREAK, text):
        if 0 < match.start() < len(text):
            if width(_shown(text[: match.start()])) > room:
                break
            end = match.start()
    return end


def _shown(line: str) -> str:
    divided = line.endswith(_HYPHEN)
    return line.replace(_HYPHEN, "").rstrip() + ("-" if divided else "")
