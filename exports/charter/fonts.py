"""Fonts of the charter: one family, a second one for what it lacks, nothing else.

IBM Plex Sans has Latin, Greek and Cyrillic; Noto Sans JP has Japanese. A character that
neither can draw is printed as a visible substitute, and `missing_characters` tells which.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from models.paths import RESOURCES
from models.record import TYPES
from models.records import Look
from models.snapshot import Snapshot

REGULAR = "IBMPlexSans-Regular"
BOLD = "IBMPlexSans-SemiBold"
_SECOND = {REGULAR: "NotoSansJP-Regular", BOLD: "NotoSansJP-Bold"}
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
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
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
    loaded = _Font(font, str(RESOURCES / "fonts" / f"{font}.ttf"))
    pdfmetrics.registerFont(loaded)
    return frozenset(loaded.face.charToGlyph)


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
        if name or not _draws_nothing(char)
    ]
    return [
        (name, "".join(char for _name, char in group))
        for name, group in groupby(visible, key=lambda pair: pair[0])
    ] or [(font, "")]


def width_of(text: str, font: str, size: float) -> float:
    """Width of one line of `text` in points."""
    return sum(float(pdfmetrics.stringWidth(part, name, size)) for name, part in runs(text, font))


def missing_characters(snapshot: Snapshot) -> list[str]:
    """The characters of a workshop that the charter cannot draw, sorted; usually none."""
    seen = {char for text in _printed_texts(snapshot) for char in text if not text.isascii()}
    return sorted(
        char
        for char in seen
        if char not in "\n\t" and not _font_of(char, REGULAR) and not _draws_nothing(char)
    )


def _printed_texts(snapshot: Snapshot) -> Iterator[str]:
    yield snapshot.one(Look).watermark
    for record_type in TYPES.values():
        names = [
            key
            for key, field in record_type.fields.items()
            if not (field.private or field.technical)
        ]
        for record in snapshot.table(record_type).ordered:
            for name in names:
                value = record.values[name]
                if isinstance(value, str):
                    yield value


@lru_cache(maxsize=20_000)
def _font_of(char: str, font: str) -> str:
    """The font that draws `char`; the second one is read only when it is needed."""
    if ord(char) in coverage(font):
        return font
    if not _draws_nothing(char) and ord(char) in coverage(_SECOND[font]):
        return _SECOND[font]
    return _NOT_IN_ANY_FONT


def _draws_nothing(char: str) -> bool:
    return unicodedata.category(char) in ("Cf", "Cc") or "\ufe00" <= char <= "\ufe0f"
