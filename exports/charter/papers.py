"""Sizes of paper: what a document is printed on, and what a poster may need."""

from __future__ import annotations

from typing import NamedTuple

from models.i18n import N_, _

INCH, MM = 72.0, 72 / 25.4
"""In points."""
Size = tuple[float, float]
"""Width and height in points, upright."""


class Sheet(NamedTuple):
    """One size of paper."""

    name: str
    size: Size


class Papers(NamedTuple):
    """The paper of a document, and the sheets that a poster may have, the smallest first."""

    usual: Size
    sheets: tuple[Sheet, ...]
    inches: bool

    @property
    def posters(self) -> tuple[Size, ...]:
        """The sizes of those sheets."""
        return tuple(sheet.size for sheet in self.sheets)

    def told(self, size: Size) -> str:
        """The sheet of a poster in words, upright or wide: "A2 (420 × 594 mm)"."""
        wide, high = sorted(size)
        found = next((s for s in self.sheets if abs(s.size[0] - wide) < 1), None)
        unit, text = (INCH, N_("{wide} × {high} in")) if self.inches else (MM, "{wide} × {high} mm")
        measures = _(text).format(wide=round(wide / unit), high=round(high / unit))
        return f"{found.name} ({measures})" if found is not None else measures


def _metric(name: str, wide: float, high: float) -> Sheet:
    return Sheet(name, (wide * MM, high * MM))


def _imperial(name: str, wide: float, high: float) -> Sheet:
    return Sheet(name, (wide * INCH, high * INCH))


_A_SERIES = (
    _metric("A3", 297, 420),
    _metric("A2", 420, 594),
    _metric("A1", 594, 841),
    _metric("A0", 841, 1189),
)
_ANSI = (
    _imperial("Tabloid", 11, 17),
    _imperial("ANSI C", 17, 22),
    _imperial("ANSI D", 22, 34),
    _imperial("ANSI E", 34, 44),
)
_PAPERS = {
    "a4": Papers(_metric("A4", 210, 297).size, _A_SERIES, inches=False),
    "letter": Papers(_imperial("Letter", 8.5, 11).size, _ANSI, inches=True),
}
"""By `Look.paper`; the sheets of ISO 216, and of ANSI/ASME Y14.1 sizes B to E."""


def papers_of(paper: str) -> Papers:
    """The papers for a value of `Look.paper`; those of A4 for one that is not known."""
    return _PAPERS.get(paper, _PAPERS["a4"])
