"""Page 1, which reads alone: the decision, its figures, its conditions, its signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exports.charter import (
    blocks,
    cards,
    picture,
    signatures,
)
from exports.charter.blocks import Block
from exports.charter.conditions import Conditions
from exports.charter.cover_head import headed
from exports.charter.cuts import STILL_OPEN
from exports.charter.pages import BOTTOM, Pages
from exports.charter.spacing import AIRY, TIGHT, Spacing
from exports.charter.text import (
    style,
)
from exports.palette import MUTED
from models import costs
from models.checks import Severity
from models.display import number
from models.figures import value_totals
from models.findings import Findings
from models.headlines import headlines, money
from models.i18n import _, ngettext
from models.simulation import Simulation, simulate
from models.snapshot import Snapshot
from models.steps import BY_ID

_MORE, _EMPTY = 90.0, 42.0
"""Height in points that room may add to the picture, and that of one that only says what is
missing."""
_HEADING, _BELOW = 13.0, 6.0


_SETTLED = 8
"""So many points to settle are shown at most."""
_SETTLE = (style(9.5, leading=12.5), style(8.5, leading=12.5, colour=MUTED, align="right"))
_SETTLE_SHARES = (0.7, 0.3)


def draw(pages: Pages, snapshot: Snapshot, findings: Findings) -> Iterator[None]:
    """Draw page 1, with as many conditions as fit. Yields in between."""
    pages.start()
    figures = _figures(pages, snapshot, findings)
    yield
    conditions = Conditions(pages, snapshot)
    yield from conditions.measuring()
    tries = []
    for spacing in (AIRY, TIGHT):
        parts = headed(pages, snapshot, figures, spacing)
        tries.append(_Try(pages, snapshot, spacing, parts, conditions))
        yield
    spacing, stack = _fitting(tries, conditions)
    yield
    room = _room(pages, spacing)
    stack += _to_settle(pages, findings, room - blocks.height(stack))
    pages.y += spacing.higher
    top = pages.y
    pages.bookmark("summary", _("Summary"), 0)
    stretch = sum(block.stretch for block in stack)
    spare = max(0.0, room - blocks.height(stack))
    share = min(1.0, spare / stretch) if stretch else 0.0
    for block in stack:
        block.draw(top)
        top -= block.height + block.stretch * share
    signatures.draw(pages, snapshot, spacing.signatures)


def _room(pages: Pages, spacing: Spacing) -> float:
    """Height of the page between its head and the signatures, in points."""
    return pages.y + spacing.higher - BOTTOM - spacing.signatures


@dataclass(frozen=True)
class _Try:
    """The page in one spacing."""

    pages: Pages
    snapshot: Snapshot
    spacing: Spacing
    head: Sequence[Block]
    conditions: Conditions

    def fits(self, parts: Sequence[Block]) -> bool:
        """Whether the parts fit above the signatures."""
        return blocks.height(parts) <= _room(self.pages, self.spacing)

    def parts(self, count: int) -> list[Block]:
        """The page with `count` conditions and without the picture."""
        return [*self.head, *self.conditions.blocks(count, self.spacing)]

    def without_picture(self, count: int) -> list[Block]:
        """The page with `count` conditions, which say where the picture is."""
        elsewhere = _elsewhere(self.pages, self.snapshot)
        return [*self.head, *self.conditions.blocks(count, self.spacing, elsewhere)]

    def with_picture(self, count: int) -> list[Block]:
        """The page with `count` conditions and the picture; nothing where it does not fit."""
        parts = self.parts(count)
        left = _room(self.pages, self.spacing) - blocks.height(parts)
        picture = _picture(self.pages, self.snapshot, left, self.spacing)
        return [*parts, *picture] if picture else []


def _fitting(tries: Sequence[_Try], conditions: Conditions) -> tuple[Spacing, list[Block]]:
    """The parts of the page, as airy as they fit.

    All conditions and the picture, if need be tightly; else the picture gives way to a must,
    but not to a should.
    """
    for count in range(conditions.most, conditions.kept - 1, -1):
        for one in tries:
            if found := one.with_picture(count):
                return one.spacing, found
    for count in range(conditions.most, 0, -1):
        for one in tries:
            if one.fits(found := one.without_picture(count)):
                return one.spacing, found
    return tries[-1].spacing, tries[-1].parts(0)


def _picture(pages: Pages, snapshot: Snapshot, left: float, spacing: Spacing) -> list[Block]:
    """The bridge from pilot to production cost, if it fits into what is `left`."""
    gap = blocks.gap(spacing.gap, stretch=14)
    empty = costs.bridge(snapshot) is None
    least = _EMPTY if empty else spacing.picture
    spare = left - gap.height - least - _BELOW
    if spare < 0:
        return []
    height = least if empty else least + min(_MORE, spare * 0.6)

    def draw_it(top: float) -> None:
        picture.draw(pages, "bridge", snapshot, top, height, heading=_HEADING)

    return [gap, Block(height, draw_it), blocks.gap(_BELOW)]


def _elsewhere(pages: Pages, snapshot: Snapshot) -> list[str]:
    """Where the bridge is, where there is one."""
    if costs.bridge(snapshot) is None:
        return []
    number = pages.cut.number_of("cost")
    if number is None:
        return [_("cost bridge: see the full charter")]
    return [_("cost bridge: see section {section}").format(section=number)]


def _to_settle(pages: Pages, findings: Findings, left: float) -> list[Block]:
    """What must be settled first, where a page that has little to say yet has room for it."""
    musts = [finding for finding in findings.open if finding.severity is Severity.MUST]
    found = [blocks.gap(12, stretch=8), blocks.heading(pages, _("To be settled first"))]
    lines = (
        blocks.row(pages, (one.sentence, BY_ID[one.step].title), _SETTLE, _SETTLE_SHARES)
        for one in musts[:_SETTLED]
    )
    rows = [blocks.ruled(pages, line, AIRY.row) for line in lines]
    while rows and blocks.height([*found, *rows]) > left - _BELOW:
        rows.pop()
    if len(rows) < min(2, len(musts)) or not rows:
        return []
    return [*found, *rows, blocks.rule(pages)]


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
