"""What stands at the head of a first page: whose it is, and the decision asked for."""

from __future__ import annotations

from typing import NamedTuple

from reportlab.platypus import Paragraph

from exports.charter import blocks, chrome, decision, fonts, logo, versions
from exports.charter.blocks import Block
from exports.charter.marks import triangle
from exports.charter.pages import Pages
from exports.charter.spacing import Spacing
from exports.charter.text import clamp, height_of, lines_of, mainly_east_asian, paragraph, style
from exports.palette import AMBER, MUTED, PANEL
from models.i18n import _
from models.records import Ownership, WorkshopInfo
from models.snapshot import Snapshot
from models.wording import brief

_TITLES = ((27.0, 2), (21.0, 3), (16.0, 4), (13.0, 6))
_NAME = 80
_BOX_PAD = 16
_MARK = 11
_SMALL = 8.5


class _Line(NamedTuple):
    """A paragraph of the box, the space after it, and whether a mark stands before it."""

    made: Paragraph
    after: float
    marked: bool = False


def headed(pages: Pages, snapshot: Snapshot, figures: Block, spacing: Spacing) -> list[Block]:
    """What is always there, from the top: who, the decision asked for, the `figures`."""
    return [
        _logos(pages, snapshot, spacing),
        _overline(pages),
        _title(pages),
        blocks.text(pages, _people(snapshot), style(10, colour=MUTED), 4, after=spacing.gap),
        blocks.gap(0, stretch=6),
        _asked(pages, snapshot, spacing.box),
        blocks.gap(spacing.gap, stretch=14),
        figures,
        blocks.gap(spacing.gap + 2, stretch=16),
    ]


def _logos(pages: Pages, snapshot: Snapshot, spacing: Spacing) -> Block:
    """The logos at the head of the page, where there are any."""
    height = logo.height(snapshot)

    def draw_it(top: float) -> None:
        logo.draw(pages, snapshot, top)

    return Block(height + spacing.logos if height else 0.0, draw_it)


def _overline(pages: Pages) -> Block:
    """What it is, and at the right how confidential, which version and of which day."""
    kind = pages.cut.kind.upper()
    said = (chrome.mark_of(pages.document), *versions.standing(pages))
    room = pages.width - fonts.width_of(kind, fonts.BOLD, _SMALL) - 20
    right = chrome.fitting(" · ".join(part for part in said if part), room, _SMALL)

    def draw_it(top: float) -> None:
        pages.line(kind, pages.left, top - 8, size=_SMALL, bold=True)
        pages.line(right, pages.right, top - 8, size=_SMALL, to_the_left=True)

    return Block(18, draw_it)


def _title(pages: Pages) -> Block:
    text = chrome.title_of(pages.document)[:600]
    words = text.split()
    longest = max((fonts.width_of(word, fonts.BOLD, 1) for word in words), default=0.0)
    if longest * _TITLES[-1][0] > pages.width or mainly_east_asian(text):
        longest = 0.0  # no size keeps it in one piece
    for size, lines in _TITLES:
        look = style(size, leading=round(size * 1.2, 1), bold=True)
        if lines_of(paragraph(text, look), pages.width) <= lines and longest * size <= pages.width:
            break
    return blocks.text(pages, text, look, lines, after=5, level=1)


def _people(snapshot: Snapshot) -> str:
    info, ownership = snapshot.one(WorkshopInfo), snapshot.one(Ownership)
    sponsor = snapshot.name_of(WorkshopInfo.sponsor, info) or _("not named yet")
    owner = snapshot.name_of(Ownership.owner, ownership) or _("not named yet")
    parts = [
        brief(info.client, _NAME) or _("Client not named yet"),
        _("sponsor: {name}").format(name=brief(sponsor, _NAME)),
        _("production owner: {name}").format(name=brief(owner, _NAME)),
    ]
    return " · ".join(parts)


def _asked(pages: Pages, snapshot: Snapshot, pad: float) -> Block:
    inner = pages.width - 2 * _BOX_PAD
    title = style(8, bold=True, colour=pages.accent.main)
    lines = [
        _Line(paragraph(_("The decision asked for").upper(), title), 5),
        _Line(clamp(decision.asked(snapshot), style(11, leading=15.5, bold=True), inner, 3), 3),
        _Line(clamp(decision.consequence(snapshot), style(10, leading=14.5), inner, 4), 0),
    ]
    points = ", ".join(decision.unsettled(snapshot))
    if points:
        text = _("Not settled yet: {points}.").format(points=points)
        look = style(9, leading=12.5, colour=AMBER)
        lines.append(_Line(clamp(text, look, inner - _MARK, 4), 0, marked=True))
    heights = [height_of(line.made, inner - _MARK * line.marked) for line in lines]
    height = sum(heights) + sum(line.after for line in lines) + 2 * pad + (6 if points else 0)

    def draw_it(top: float) -> None:
        pages.box((pages.left, top - height, pages.width, height), fill=PANEL, radius=6)
        x, y = pages.left + _BOX_PAD, top - pad
        for line, tall in zip(lines, heights, strict=True):
            indent = _MARK * line.marked
            if indent:
                y -= 6
                triangle(pages.canvas, x, y - 9, 6.5, AMBER)
            with pages.tags.heading(2) if line is lines[0] else pages.tags.text():
                pages.draw(line.made, x + indent, y, inner - indent)
            y -= tall + line.after

    return Block(height, draw_it)
