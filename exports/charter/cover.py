"""Page 1, which reads alone: the decision, its figures, its conditions, its signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reportlab.platypus import Paragraph

from exports.charter import (
    blocks,
    cards,
    chrome,
    decision,
    fonts,
    logo,
    picture,
    signatures,
    versions,
)
from exports.charter.blocks import Block
from exports.charter.conditions import Conditions
from exports.charter.cuts import STILL_OPEN
from exports.charter.marks import triangle
from exports.charter.pages import BOTTOM, Pages
from exports.charter.text import (
    clamp,
    height_of,
    lines_of,
    mainly_east_asian,
    paragraph,
    style,
)
from exports.palette import AMBER, MUTED, PANEL
from models import costs
from models.checks import Severity
from models.display import number
from models.figures import value_totals
from models.findings import Findings
from models.headlines import headlines, money
from models.i18n import _, ngettext
from models.records import Ownership, WorkshopInfo
from models.simulation import Simulation, simulate
from models.snapshot import Snapshot
from models.steps import BY_ID
from models.wording import brief

_TITLES = ((27.0, 2), (21.0, 3), (16.0, 4), (13.0, 6))
_NAME = 80
_BOX_PAD = 16
_MARK = 11
_KEPT = 5
"""So many conditions are shown even where the picture then has no room; fewer if it is crowded."""
_PICTURE, _MORE, _EMPTY = 110.0, 90.0, 42.0
"""Height of the picture in points: at least, what room may add to it, and where it only says
what is missing."""
_HEADING, _BELOW = 13.0, 6.0
_SMALL, _BELOW_LOGOS = 8.5, 16.0
HIGHER, _HIGHEST = 22.0, 32.0
"""The first page has no header: it begins so much higher, in points; more in little room."""


_SETTLED = 8
"""So many points to settle are shown at most."""
_SETTLE = (style(9.5, leading=12.5), style(8.5, leading=12.5, colour=MUTED, align="right"))
_SETTLE_SHARES = (0.7, 0.3)


class _Line(NamedTuple):
    """A paragraph of the box, the space after it, and whether a mark stands before it."""

    made: Paragraph
    after: float
    marked: bool = False


def draw(pages: Pages, snapshot: Snapshot, findings: Findings) -> None:
    """Draw page 1, with as many conditions as fit."""
    pages.start()
    top = pages.y + (_HIGHEST if _crowding(pages, snapshot) else HIGHER)
    room = top - BOTTOM - signatures.HEIGHT
    figures = _figures(pages, snapshot, findings)
    stack = list(_fitting(pages, snapshot, head(pages, snapshot, figures), room))
    stack += _to_settle(pages, findings, room - blocks.height(stack))
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
    kept = _KEPT - _crowding(pages, snapshot)
    for count in range(conditions.most, min(kept, conditions.most) - 1, -1):
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


def _crowding(pages: Pages, snapshot: Snapshot) -> int:
    """How many things take room: US Letter is shorter than A4, and logos stand on top."""
    return (not pages.tall) + (logo.height(snapshot) > 0)


def _to_settle(pages: Pages, findings: Findings, left: float) -> list[Block]:
    """What must be settled first, where a page that has little to say yet has room for it."""
    musts = [finding for finding in findings.open if finding.severity is Severity.MUST]
    found = [blocks.gap(12, stretch=8), blocks.heading(pages, _("To be settled first"))]
    rows = [
        blocks.row(pages, (one.sentence, BY_ID[one.step].title), _SETTLE, _SETTLE_SHARES)
        for one in musts[:_SETTLED]
    ]
    while rows and blocks.height([*found, *rows]) > left - _BELOW:
        rows.pop()
    if len(rows) < min(2, len(musts)) or not rows:
        return []
    return [*found, *rows, blocks.rule(pages)]


def head(pages: Pages, snapshot: Snapshot, figures: Block) -> list[Block]:
    """What is always there, from the top: who, the decision asked for, the `figures`."""
    return [
        _logos(pages, snapshot),
        _overline(pages),
        _title(pages),
        blocks.text(pages, _people(snapshot), style(10, colour=MUTED), 4, after=14),
        blocks.gap(0, stretch=6),
        _asked(pages, snapshot),
        blocks.gap(14, stretch=14),
        figures,
        blocks.gap(16, stretch=16),
    ]


def _logos(pages: Pages, snapshot: Snapshot) -> Block:
    """The logos at the head of the page, where there are any."""
    height = logo.height(snapshot)

    def draw_it(top: float) -> None:
        logo.draw(pages, snapshot, top)

    return Block(height + _BELOW_LOGOS if height else 0.0, draw_it)


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


def _asked(pages: Pages, snapshot: Snapshot) -> Block:
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
    height = sum(heights) + sum(line.after for line in lines) + 28 + (6 if points else 0)

    def draw_it(top: float) -> None:
        pages.box((pages.left, top - height, pages.width, height), fill=PANEL, radius=6)
        x, y = pages.left + _BOX_PAD, top - 14
        for line, tall in zip(lines, heights, strict=True):
            indent = _MARK * line.marked
            if indent:
                y -= 6
                triangle(pages.canvas, x, y - 9, 6.5, AMBER)
            with pages.tags.heading(2) if line is lines[0] else pages.tags.text():
                pages.draw(line.made, x + indent, y, inner - indent)
            y -= tall + line.after

    return Block(height, draw_it)


def _figures(pages: Pages, snapshot: Snapshot, findings: Findings) -> Block:
    drawn = simulate(snapshot)
    shown = [
        _value_card(snapshot, drawn),
        _run_card(snapshot, drawn),
        cards.of(money.payback(snapshot, drawn)),
        _open_card(pages, snapshot, findings),
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


def _open_card(pages: Pages, snapshot: Snapshot, findings: Findings) -> cards.Card:
    must = sum(finding.severity is Severity.MUST for finding in findings.open)
    figure = headlines("review", snapshot, findings)[1]
    notes = [figure.note]
    accepted = len(findings.accepted)
    if accepted:
        notes.append(
            ngettext("{n} more accepted", "{n} more accepted", accepted).format(n=accepted)
        )
    listed = STILL_OPEN if pages.cut.part(STILL_OPEN) else ""
    notes.append(_("listed on page {page}") if listed else _("listed in the full charter"))
    return cards.Card(figure.label, figure.value, "\n".join(notes), open_=must > 0, page_of=listed)
