"""User text as a cell may hold it."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.i18n import _

LONGEST = 32_767
"""Characters in a cell, counted in UTF-16 units as Excel does (its specifications and limits)."""

# ECMA-376 part 1, 22.9.2.19 "ST_Xstring": _xHHHH_ stands for a character; a literal one is
# written with its underscore escaped.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class CellText(NamedTuple):
    """Text as it is written into the file."""

    xml: str
    quoted: bool
    """Begins with something that Excel would read as more than text when it is edited."""
    cut: bool


def cell_text(text: str) -> CellText:
    """`text` so that Excel shows it literally; cut with a visible mark where it is too long."""
    cut = len(text) * 2 > LONGEST and _units(text) > LONGEST
    if cut:
        mark = _("… [shortened]")
        room = (LONGEST - _units(mark)) * 2
        # "ignore" drops half of a surrogate pair at the edge, and there is nothing else to drop.
        text = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark
    xml = _ESCAPE.sub("_x005F_", text) if "_x" in text else text
    return CellText(xml, bool(text) and not text[0].isalpha(), cut)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
