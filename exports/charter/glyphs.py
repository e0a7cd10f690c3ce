"""Which characters the fonts of the charter can draw, told without loading what draws them.

A TrueType font says so in its table "cmap" (OpenType 1.9.1, "cmap - Character to Glyph Index
Mapping Table"), of which formats 4 and 12 are read: our fonts have one of them.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from models.paths import RESOURCES
from models.record import TYPES
from models.records import Look
from models.snapshot import Snapshot

REGULAR = "IBMPlexSans-Regular"
BOLD = "IBMPlexSans-SemiBold"
SECOND = {REGULAR: "NotoSansJP-Regular", BOLD: "NotoSansJP-Bold"}
"""What draws the characters that the first font lacks."""
_WANTED = ((3, 10), (3, 1))
"""Platform and encoding: all of Unicode, or its first plane."""


def missing_characters(snapshot: Snapshot) -> list[str]:
    """The characters of a workshop that the charter cannot draw, sorted; usually none."""
    seen = {char for text in _printed_texts(snapshot) for char in text if not text.isascii()}
    rest = [char for char in seen - {"\n", "\t"} if ord(char) not in drawable(REGULAR)]
    return sorted(
        char
        for char in rest
        if not draws_nothing(char) and ord(char) not in drawable(SECOND[REGULAR])
    )


def draws_nothing(char: str) -> bool:
    """Whether a character only shapes others, as joiners and variation selectors do."""
    return unicodedata.category(char) in ("Cf", "Cc") or "\ufe00" <= char <= "\ufe0f"


def path_of(font: str) -> Path:
    """The file of a font."""
    return RESOURCES / "fonts" / f"{font}.ttf"


@cache
def drawable(font: str) -> frozenset[int]:
    """The code points that a font has a glyph for."""
    table = _table(path_of(font), b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    listed = [struct.unpack_from(">HHI", table, 4 + 8 * number) for number in range(count)]
    places = {(platform, encoding): place for platform, encoding, place in listed}
    place = next(places[kind] for kind in _WANTED if kind in places)
    (form,) = struct.unpack_from(">H", table, place)
    return frozenset(_FORMATS[form](table[place:]))


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


def _table(path: Path, wanted: bytes) -> bytes:
    """One table of a TrueType file; the rest, most of it outlines, is not read."""
    with path.open("rb") as file:
        (count,) = struct.unpack(">4xH6x", file.read(12))
        for tag, place, size in struct.iter_unpack(">4s4xII", file.read(16 * count)):
            if tag == wanted:
                file.seek(place)
                return file.read(size)
    raise ValueError(f"{path.name} has no table {wanted.decode()}")


def _segments(table: bytes) -> Iterator[int]:
    """Format 4: segments of code points, with an offset or a list of glyphs each."""
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + double)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * double)
    places = struct.unpack_from(f">{count}H", table, 16 + 3 * double)
    for number, (start, end, delta, place) in enumerate(
        zip(starts, ends, deltas, places, strict=True)
    ):
        listed = 16 + 3 * double + 2 * number + place
        for code in range(start, end + 1):
            glyph = code
            if place:
                (glyph,) = struct.unpack_from(">H", table, listed + 2 * (code - start))
            if (glyph + delta if glyph or not place else 0) & 0xFFFF:
                yield code


def _groups(table: bytes) -> Iterator[int]:
    """Format 12: groups of code points with the glyph of the first."""
    (count,) = struct.unpack_from(">I", table, 12)
    for start, end, glyph in struct.iter_unpack(">III", table[16 : 16 + 12 * count]):
        yield from range(start if glyph else start + 1, end + 1)


_FORMATS = {4: _segments, 12: _groups}
