"""The chains from promise to decision, each as a table, gaps marked."""

from __future__ import annotations

from collections.abc import Iterator

from exports.charter import headings, table
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import MUTED, RED
from models.i18n import _
from models.snapshot import Snapshot
from models.trace import Cell, Chain, chains

KEY = "trace"
_BODY = style(8, leading=10.4)
_GAP = style(8, leading=10.4, bold=True, colour=RED)
_HEAD = style(7.5, bold=True, colour=MUTED)


def draw(pages: Pages, snapshot: Snapshot, number: int) -> Iterator[None]:
    """The section of this number: one table per chain, those without a row left out."""
    lead = _("Does each promise lead to a figure, a condition and a person? Gaps are marked.")
    headings.title(pages, KEY, number, _("Traceability"), lead)
    shown = [chain for chain in chains(snapshot) if chain.rows]
    if not shown:
        headings.nothing_yet(pages)
    for place, chain in enumerate(shown):
        headings.subtitle(pages, f"{KEY}-{place}", chain.title)
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
        for row in table.rows_of([(_told(cell), _GAP if cell.missing else _BODY) for cell in cells])
    )
    yield from table.draw(pages, table.columns(widths, heads), rows)


def _told(cell: Cell) -> str:
    # The mark goes with the colour, for whoever prints in grey.
    return f"▲ {cell.text}" if cell.missing else cell.text
