"""Page 1, which reads alone: the decision, its figures, its conditions, its signatures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from exports.charter import cards, chrome, decision, signatures, targets
from exports.charter.closing import OPEN
from exports.charter.marks import triangle
from exports.charter.pages import BOTTOM, Pages
from exports.charter.sections import number_of
from exports.charter.text import clamp, height_of, lines_of, paragraph, style
from exports.palette import ACCENT, AMBER, MUTED, PANEL
from models.display import number
from models.figures import blocking_requirements, value_totals
from models.findings import Findings, Severity
from models.headlines import Headline, headlines
from models.i18n import _, ngettext
from models.records import Ownership, WorkshopInfo
from models.snapshot import Snapshot

_MOST_GOALS = 6
_TITLES = ((27.0, 2), (21.0, 3), (16.0, 4), (13.0, 6))
_COLUMNS = (0.36, 0.30, 0.34)
_BOX_PAD = 16
_MARK = 11


class Block(NamedTuple):
    """A part of the page: its height in points, and how it is drawn below a place."""

    height: float
    draw: Callable[[float], None]
    stretch: float = 0
    """What may be added to the height where the page has room, in points."""


class _Line(NamedTuple):
    """A paragraph of the box, the space after it, and whether a mark stands before it."""

    made: Paragraph
    after: float
    marked: bool = False


def draw(pages: Pages, snapshot: Snapshot, findings: Findings) -> None:
    """Draw page 1, with as many targets as fit."""
    pages.start()
    top = pages.y + 22
    room = top - BOTTOM - signatures.HEIGHT
    blocks: list[Block] = []
    for most in range(_MOST_GOALS, -1, -1):
        blocks = _blocks(pages, snapshot, findings, most)
        if sum(block.height for block in blocks) <= room:
            break
    pages.y = top
    pages.bookmark("summary", _("Summary"), 0)
    spare = max(0.0, room - sum(block.height for block in blocks))
    for block in blocks:
        block.draw(top)
        top -= block.height + min(block.stretch, spare / 8)
    signatures.draw(pages, snapshot)


def _blocks(pages: Pages, snapshot: Snapshot, findings: Findings, most: int) -> list[Block]:
    return [
        _overline(pages),
        _title(pages),
        _text(pages, _people(snapshot), style(10, colour=MUTED), 4, after=20),
        _asked(pages, snapshot),
        _gap(20, stretch=14),
        _figures(pages, snapshot, findings),
        _gap(24, stretch=14),
        *_reach(pages, snapshot, most),
    ]


def _gap(height: float, stretch: float = 0) -> Block:
    return Block(height, lambda _top: None, stretch)


def _text(pages: Pages, text: str, look: ParagraphStyle, lines: int, after: float) -> Block:
    made = clamp(text, look, pages.width, lines)
    height = height_of(made, pages.width)

    def draw_it(top: float) -> None:
        pages.draw(made, pages.left, top, pages.width)

    return Block(height + after, draw_it)


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
    return _text(pages, text, look, lines, after=5)


def _people(snapshot: Snapshot) -> str:
    info, ownership = snapshot.one(WorkshopInfo), snapshot.one(Ownership)
    sponsor = snapshot.name_of(WorkshopInfo.sponsor, info) or _("not named yet")
    owner = snapshot.name_of(Ownership.owner, ownership) or _("not named yet")
    parts = [
        info.client or _("Client not named yet"),
        _("sponsor: {name}").format(name=sponsor),
        _("production owner: {name}").format(name=owner),
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
    points = " ".join(decision.unsettled(snapshot))
    if points:
        text = _("Not settled yet: {points}").format(points=points)
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
    must = sum(finding.severity is Severity.MUST for finding in findings.open)
    total = len(findings.open)
    points = ngettext("{n} point", "{n} points", total).format(n=total)
    value, hours = headlines("value", snapshot, findings)[:2]
    owner = headlines("raci", snapshot, findings)[0]
    shown = [
        _value_card(snapshot, value),
        cards.of(hours),
        cards.of(owner),
        cards.Card(
            _("Still open"),
            points,
            _("{n} of them a must\nlisted on page {page}").replace("{n}", str(must)),
            open_=must > 0,
            page_of=OPEN,
        ),
    ]

    def draw_it(top: float) -> None:
        cards.draw(pages, shown, top)

    return Block(cards.height(pages, shown), draw_it)


def _value_card(snapshot: Snapshot, value: Headline) -> cards.Card:
    share = value_totals(snapshot).cash_share
    card = cards.of(value)
    if value.missing or share is None:
        return card
    cash = _("{share} % cash-releasing").format(share=number(snapshot, share, 0))
    return replace(card, note="\n".join(part for part in (card.note, cash) if part))


def _reach(pages: Pages, snapshot: Snapshot, most: int) -> list[Block]:
    goals = targets.goals(snapshot)
    blocks = [_text(pages, _("What production must reach"), style(13, bold=True), 1, after=6)]
    if not goals:
        text = _("No value target says yet from what to what it must get.")
        blocks.append(_text(pages, text, style(9.5, colour=MUTED), 2, after=6))
    blocks += [_goal(pages, goal) for goal in goals[:most]]
    if goals[:most]:
        blocks.append(_rule(pages))
    notes = []
    if len(goals) > most:
        notes.append(
            _("and {n} more in section {section}").format(
                n=len(goals) - most, section=number_of("value")
            )
        )
    blocking, open_ = blocking_requirements(snapshot)
    if blocking:
        text = ngettext(
            "{n} requirement blocks go-live, {open} of them open",
            "{n} requirements block go-live, {open} of them open",
            blocking,
        )
        notes.append(text.format(n=blocking, open=open_))
    if notes:
        blocks.append(_gap(5))
        blocks.append(_text(pages, " · ".join(notes), style(9, colour=MUTED), 2, after=0))
    return blocks


def _rule(pages: Pages) -> Block:
    return Block(1, pages.rule)


def _goal(pages: Pages, goal: targets.Goal) -> Block:
    looks = [
        style(9.5, leading=12.5, bold=True),
        style(9.5, leading=12.5),
        style(8.5, leading=12.5, colour=MUTED, align="right"),
    ]
    widths = [pages.width * part for part in _COLUMNS]
    made = [
        clamp(text, look, width - 8, 2)
        for text, look, width in zip(goal, looks, widths, strict=True)
    ]
    height = max(height_of(p, w - 8) for p, w in zip(made, widths, strict=True)) + 10

    def draw_it(top: float) -> None:
        pages.rule(top)
        x = pages.left
        for index, (cell, width) in enumerate(zip(made, widths, strict=True)):
            pages.draw(cell, x + (8 if index == 2 else 0), top - 5, width - 8)
            x += width

    return Block(height, draw_it)
