"""Page 1, which reads alone: the decision, its figures, its conditions, its signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reportlab.platypus import Paragraph

from exports.charter import blocks, cards, chrome, decision, picture, signatures
from exports.charter.blocks import Block
from exports.charter.closing import OPEN
from exports.charter.conditions import Conditions
from exports.charter.marks import triangle
from exports.charter.pages import BOTTOM, Pages
from exports.charter.text import clamp, height_of, lines_of, paragraph, style
from exports.palette import ACCENT, AMBER, MUTED, PANEL
from models import costs
from models.display import number
from models.figures import value_totals
from models.findings import Findings, Severity
from models.headlines import headlines, money
from models.i18n import _, ngettext
from models.records import Ownership, WorkshopInfo
from models.simulation import Simulation, simulate
from models.snapshot import Snapshot
from models.wording import brief

_TITLES = ((27.0, 2), (21.0, 3), (16.0, 4), (13.0, 6))
_NAME = 80
_BOX_PAD = 16
_MARK = 11
_KEPT = 5
"""So many conditions are shown even where the picture then has no room."""
_PICTURE, _MORE, _EMPTY = 110.0, 90.0, 42.0
"""Height of the picture in points: at least, what room may add to it, and where it only says
what is missing."""
_HEADING, _BELOW = 13.0, 6.0


class _Line(NamedTuple):
    """A paragraph of the box, the space after it, and whether a mark stands before it."""

    made: Paragraph
    after: float
    marked: bool = False


def draw(pages: Pages, snapshot: Snapshot, findings: Findings) -> None:
    """Draw page 1, with as many conditions as fit."""
    pages.start()
    top = pages.y + 22
    room = top - BOTTOM - signatures.HEIGHT
    stack = _fitting(pages, snapshot, _head(pages, snapshot, findings), room)
    pages.y = top
    pages.bookmark("summary", _("Summary"), 0)
    stretch = sum(block.stretch for block in stack)
    spare = max(0.0, room - blocks.height(stack))
    share = min(1.0, spare / stretch) if stretch else 0.0
    for block in stack:
        block.draw(top)
        top -= block.height + block.stretch * share
    signatures.draw(pages, snapshot)


def _fitting(
    pages: Pages, snapshot: Snapshot, head: Sequence[Block], room: float
) -> Sequence[Block]:
    """`head` with as many conditions as fit, and the picture where it then fits, too."""
    conditions = Conditions(pages, snapshot)
    for count in range(conditions.most, min(_KEPT, conditions.most) - 1, -1):
        found = [*head, *conditions.blocks(count)]
        picture = _picture(pages, snapshot, room - blocks.height(found))
        if picture:
            return [*found, *picture]
    for count in range(conditions.most, -1, -1):
        found = [*head, *conditions.blocks(count)]
        if blocks.height(found) <= room:
            break
    return found


def _picture(pages: Pages, snapshot: Snapshot, left: float) -> list[Block]:
    """The bridge from pilot to production cost, if it fits into what is `left`."""
    gap = blocks.gap(12, stretch=14)
    empty = costs.bridge(snapshot) is None
    least = _EMPTY if empty else _PICTURE
    spare = left - gap.height - least - _BELOW
    if spare < 0:
        return []
    height = least if empty else least + min(_MORE, spare * 0.6)

    def draw_it(top: float) -> None:
        picture.draw(pages, "bridge", snapshot, top, height, heading=_HEADING)

    return [gap, Block(height, draw_it), blocks.gap(_BELOW)]


def _head(pages: Pages, snapshot: Snapshot, findings: Findings) -> list[Block]:
    """What is always there, from the top: who, the decision asked for, the figures."""
    return [
        _overline(pages),
        _title(pages),
        blocks.text(pages, _people(snapshot), style(10, colour=MUTED), 4, after=14),
        blocks.gap(0, stretch=6),
        _asked(pages, snapshot),
        blocks.gap(14, stretch=14),
        _figures(pages, snapshot, findings),
        blocks.gap(16, stretch=16),
    ]


def _overline(pages: Pages) -> Block:
    document = pages.document
    right = f"{chrome.mark_of(document)} · {chrome.day_of(document)}"

    def draw_it(top: float) -> None:
        kind = chrome.kind_of_document().upper()
        pages.line(kind, pages.left, top - 8, size=8.5, bold=True)
        pages.line(right, pages.right, top - 8, size=8.5, to_the_left=True)

    return Block(18, draw_it)


def _title(pages: Pages) -> Block:
    text = chrome.title_of(pages.document)[:600]
    for size, lines in _TITLES:
        look = style(size, leading=round(size * 1.2, 1), bold=True)
        if lines_of(paragraph(text, look), pages.width) <= lines:
            break
    return blocks.text(pages, text, look, lines, after=5)


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


def _asked(pages: Pages, snapshot: Snapshot) -> Block:
    inner = pages.width - 2 * _BOX_PAD
    title = style(8, bold=True, colour=ACCENT)
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
    height = sum(heights) + sum(line.after for line in lines) + 28 + (6 if points else 0)

    def draw_it(top: float) -> None:
        pages.box((pages.left, top - height, pages.width, height), fill=PANEL, radius=6)
        x, y = pages.left + _BOX_PAD, top - 14
        for line, tall in zip(lines, heights, strict=True):
            indent = _MARK * line.marked
            if indent:
                y -= 6
                triangle(pages.canvas, x, y - 9, 6.5, AMBER)
            pages.draw(line.made, x + indent, y, inner - indent)
            y -= tall + line.after

    return Block(height, draw_it)


def _figures(pages: Pages, snapshot: Snapshot, findings: Findings) -> Block:
    drawn = simulate(snapshot)
    shown = [
        _value_card(snapshot, drawn),
        _run_card(snapshot, drawn),
        cards.of(money.payback(snapshot, drawn)),
        _open_card(snapshot, findings),
    ]

    def draw_it(top: float) -> None:
        cards.draw(pages, shown, top)

    return Block(cards.height(pages, shown), draw_it)


def _value_card(snapshot: Snapshot, drawn: Simulation) -> cards.Card:
    share = value_totals(snapshot).cash_share
    card = cards.of(money.value(snapshot, drawn)[0])
    if share is None:
        return card
    cash = _("{share} % cash-releasing").format(share=number(snapshot, share, 0))
    return replace(card, note="\n".join(part for part in (card.note, cash) if part))


def _run_card(snapshot: Snapshot, drawn: Simulation) -> cards.Card:
    """A year, against the pilot; the whole first year has what is paid once in it, too."""
    card, times = cards.of(money.run(snapshot, drawn)), money.multiple(snapshot)
    if times.missing:
        return card
    note = _("{times} in the first year").format(times=times.value)
    return replace(card, note=note)


def _open_card(snapshot: Snapshot, findings: Findings) -> cards.Card:
    must = sum(finding.severity is Severity.MUST for finding in findings.open)
    figure = headlines("review", snapshot, findings)[1]
    notes = [figure.note]
    accepted = len(findings.accepted)
    if accepted:
        notes.append(
            ngettext("{n} more accepted", "{n} more accepted", accepted).format(n=accepted)
        )
    notes.append(_("listed on page {page}"))
    return cards.Card(figure.label, figure.value, "\n".join(notes), open_=must > 0, page_of=OPEN)
