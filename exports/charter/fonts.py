"""Fonts of the charter: one family, a second one for what it lacks, nothing else.

IBM Plex Sans has Latin, Greek and Cyrillic; Noto Sans JP has Japanese. A character that
neither can draw is printed as a visible substitute, and `glyphs.missing_characters` tells which.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from exports.charter import glyphs
from exports.charter.breaks import HYPHEN, SOFT
from exports.charter.glyphs import SECOND, drawable, draws_nothing, path_of

REGULAR, BOLD = glyphs.REGULAR, glyphs.BOLD
_MEANS = {ord(HYPHEN): SOFT}
"""What readers are told that a character is, where that is not the character itself."""
_SUBSTITUTE = "\ufffd"
_NOT_IN_ANY_FONT = ""


class _Font(TTFont):
    """A font whose subsets say in Unicode what they draw, also beyond U+FFFF.

    WORKAROUND: reportlab 5.1 writes such characters with five digits, which no reader takes, and
    more in one go than the 100 that a CMap may have (Adobe Technical Note 5014).
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = f"{SUBSETN(number).decode()}+{self.face.name.decode()}"
            stream = doc.idToObject[f"toUnicodeCMap:{name}"]
            stream.content = _meaning(name, subset)


def _meaning(name: str, subset: Sequence[int]) -> str:
    """The CMap that gives the characters of a font's codes (ISO 32000-1, 9.10.3)."""
    pairs = [
        f"<{code:02X}> <{_MEANS.get(char, chr(char)).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
        if char
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    listed = [
        line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
    ]
    system = f"/CIDSystemInfo <</Registry ({name}) /Ordering ({name}) /Supplement 0>> def"
    before = ("/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", system)
    kind = (f"/CMapName /{name} def", "/CMapType 2 def")
    codes = ("1 begincodespacerange", "<00> <FF>", "endcodespacerange")
    after = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")
    return "\n".join((*before, *kind, *codes, *listed, *after))


@cache
def coverage(font: str) -> frozenset[int]:
    """Register `font` with reportlab, once per process; returns the code points it can draw."""
    pdfmetrics.registerFont(_Font(font, str(path_of(font))))
    return drawable(font)


def runs(text: str, font: str) -> list[tuple[str, str]]:
    """`text` as (font, characters) pairs that can be drawn as they are.

    `font` is REGULAR or BOLD. Joiners and variation selectors, which shape other characters
    and draw nothing, are left out.
    """
    coverage(font)
    if text.isascii():
        return [(font, text.replace("\t", " "))]
    pairs = [(_font_of(char, font), char) for char in text.replace("\t", " ")]
    visible = [
        (name, char) if name else (font, _SUBSTITUTE)
        for name, char in pairs
        if name or not draws_nothing(char)
    ]
    return [
        (name, "".join(char for _name, char in group))
        for name, group in groupby(visible, key=lambda pair: pair[0])
    ] or [(font, "")]


def width_of(text: str, font: str, size: float) -> float:
    """Width of one line of `text` in points."""
    return sum(float(pdfmetrics.stringWidth(part, name, size)) for name, part in runs(text, font))


@lru_cache(maxsize=20_000)
def _font_of(char: str, font: str) -> str:
    """The font that draws `char`; the second one is read only when it is needed."""
    if ord(char) in coverage(font):
        return font
    if not draws_nothing(char) and ord(char) in coverage(SECOND[font]):
        return SECOND[font]
    return _NOT_IN_ANY_FONT
