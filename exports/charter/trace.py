"""The chains from promise to decision, each as a table, gaps marked."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle

from exports.charter import cuts, headings, table
from exports.charter.marks import COLOURS
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import MUTED
from models.checks import Severity
from models.findings import Findings
from models.i18n import _
from models.snapshot import Snapshot
from models.trace import Cell, Chain, chains, graded

_BODY = style(8, leading=10.4)
_GAPS = {
    severity: style(8, leading=10.4, bold=severity is not Severity.HINT, colour=COLOURS[severity])
    for severity in Severity
}
_GLYPHS = {Severity.MUST: "▲", Severity.SHOULD: "●", Severity.HINT: "○"}
"""The marks of `exports.charter.marks` as letters."""
_HEAD = style(7.5, bold=True, colour=MUTED)


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
    room = table.room(pages)
    first = room * 0.28
    rest = (room - first) / (len(chain.heads) - 1)
    widths = [first] + [rest] * (len(chain.heads) - 1)
    heads = [paragraph(text, _HEAD) for text in chain.heads]
    rows = (
        row
        for cells in chain.rows
        for row in table.rows_of([(_told(cell), _look(cell)) for cell in cells])
    )
    yield from table.draw(pages, table.columns(widths, heads, named=0), rows)


def _told(cell: Cell) -> str:
    # The mark goes with the colour, for whoever prints in grey.
    return f"{_GLYPHS[_weight(cell)]} {cell.text}" if cell.missing else cell.text


def _look(cell: Cell) -> ParagraphStyle:
    return _GAPS[_weight(cell)] if cell.missing else _BODY


def _weight(cell: Cell) -> Severity:
    """How much a gap weighs; what no finding asks for is marked as a hint."""
    return cell.severity or Severity.HINT
