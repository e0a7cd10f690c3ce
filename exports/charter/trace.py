"""The chains from promise to decision, each as a table, gaps marked."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle

from exports.charter import cuts, fitting, headings, table
from exports.charter.marks import COLOURS
from exports.charter.pages import Pages
from exports.charter.text import Align, paragraph, style
from exports.palette import INK, MUTED
from models.checks import Severity
from models.findings import Findings
from models.i18n import _
from models.snapshot import Snapshot
from models.trace import Cell, Chain, chains, graded

_GLYPHS = {Severity.MUST: "▲", Severity.SHOULD: "●", Severity.HINT: "○"}
"""The marks of `exports.charter.marks` as letters."""
_FIRST, _FIGURE = 0.28, 0.11
"""Shares of the width: of the first column, and of one that holds figures."""


def draw(pages: Pages, snapshot: Snapshot, findings: Findings) -> Iterator[None]:
    """The chapter: one table per chain, those without a row left out."""
    lead = _("Does each promise lead to a figure, a condition and a person? Gaps are marked.")
    headings.chapter(pages, cuts.TRACE, lead)
    shown = [chain for chain in graded(chains(snapshot), findings) if chain.rows]
    if not shown:
        headings.nothing_yet(pages)
    for place, chain in enumerate(shown):
        headings.subtitle(pages, f"{cuts.TRACE}-{place}", chain.title)
        yield from draw_chain(pages, chain)


def draw_chain(pages: Pages, chain: Chain) -> Iterator[None]:
    """One chain as a table."""
    texts = {place: [_told(row[place]) for row in chain.rows] for place in chain.figures}
    size, widths = fitting.fitted(table.room(pages), _shares(chain), chain.heads, texts)
    heads = [
        paragraph(text, _set(fitting.HEAD, place in texts, bold=True, colour=MUTED))
        for place, text in enumerate(chain.heads)
    ]

    def look(cell: Cell, place: int, row: int) -> ParagraphStyle:
        bold = chain.summed and row == len(chain.rows)
        return _look(cell, size, place in texts, bold)

    rows = (
        made
        for row, cells in enumerate(chain.rows, 1)
        for made in table.rows_of(
            [(_told(cell), look(cell, place, row)) for place, cell in enumerate(cells)]
        )
    )
    yield from table.draw(pages, table.columns(widths, heads, named=0), rows)


def _shares(chain: Chain) -> list[float]:
    others = len(chain.heads) - 1 - len(chain.figures)
    other = (1 - _FIRST - _FIGURE * len(chain.figures)) / others
    rest = range(1, len(chain.heads))
    return [_FIRST, *(_FIGURE if place in chain.figures else other for place in rest)]


def _told(cell: Cell) -> str:
    # The mark goes with the colour, for whoever prints in grey.
    return f"{_GLYPHS[_weight(cell)]} {cell.text}" if cell.missing else cell.text


def _look(cell: Cell, size: float, figure: bool, bold: bool) -> ParagraphStyle:
    if not cell.missing:
        return _set(size, figure, bold=bold)
    weight = _weight(cell)
    return _set(size, figure, bold=weight is not Severity.HINT, colour=COLOURS[weight])


def _set(size: float, figure: bool, *, bold: bool = False, colour: str = INK) -> ParagraphStyle:
    """A look of text, or of figures, which stand below each other."""
    indent = fitting.INDENT if figure else 0
    align: Align = "right" if figure else "left"
    leading = round(size * 1.3, 1)
    return style(size, leading=leading, bold=bold, colour=colour, align=align, indent_right=indent)


def _weight(cell: Cell) -> Severity:
    """How much a gap weighs; what no finding asks for is marked as a hint."""
    return cell.severity or Severity.HINT
