"""How much air stands between the parts of page 1: as much as it has room for."""

from __future__ import annotations

from typing import NamedTuple


class Spacing(NamedTuple):
    """Measures in points."""

    higher: float
    """The first page has no header: it begins so much higher than others."""
    logos: float
    """Below the logos."""
    box: float
    """Above and below the text of the decision asked for."""
    gap: float
    """Between the parts; what is left of the page is shared out on top of it."""
    row: float
    """Above and below the text of a condition."""
    note: float
    """Above a note."""
    picture: float
    """The least height of the picture."""
    signatures: float
    """Of the lines for signatures, with their heading."""


AIRY = Spacing(22, 16, 14, 14, 5, 5, 110, 96)
TIGHT = Spacing(38, 8, 10, 7, 3, 3, 98, 86)
