"""A short first page for readers of one subject: the decision, their figures, the contents."""

from __future__ import annotations

from collections.abc import Iterator

from exports.charter import cards, contents, picture
from exports.charter.blocks import Block
from exports.charter.cover_head import headed
from exports.charter.pages import Pages
from exports.charter.spacing import AIRY
from models.findings import Findings
from models.headlines import headlines
from models.i18n import _
from models.simulation import simulate
from models.snapshot import Snapshot

_GAP = 14.0


def draw(pages: Pages, snapshot: Snapshot, findings: Findings) -> Iterator[None]:
    """Draw the page of a cut that has its own figures. Yields in between."""
    pages.start()
    top = pages.y + AIRY.higher
    pages.bookmark("summary", _("Summary"), 0)
    figures = _figures(pages, snapshot, findings)
    yield
    for block in headed(pages, snapshot, figures, AIRY):
        block.draw(top)
        top -= block.height
    pages.y = top
    yield
    below = contents.height(pages, snapshot)
    picture.place(pages, pages.cut.picture, snapshot, below + _GAP)
    pages.y -= _GAP
    yield
    pages.need(below)
    contents.draw_here(pages, snapshot)


def _figures(pages: Pages, snapshot: Snapshot, findings: Findings) -> Block:
    drawn = simulate(snapshot)
    shown = []
    for step, number in pages.cut.figures:
        found = headlines(step, snapshot, findings, drawn)
        shown += [cards.of(figure) for figure in found[number : number + 1]]

    def draw_it(top: float) -> None:
        cards.draw(pages, shown, top)

    return Block(cards.height(pages, shown) if shown else 0.0, draw_it)
