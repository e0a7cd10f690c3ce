"""Page 1: what must be true for production, as many lines of it as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from exports.charter import blocks, targets
from exports.charter.blocks import Block
from exports.charter.pages import Pages
from exports.charter.targets import Goal
from exports.charter.text import style
from exports.palette import MUTED
from models.dates import format_date
from models.display import locale_of
from models.figures import blocking_requirements
from models.i18n import _, ngettext
from models.records import Amendment, GateDecision, Pilot
from models.snapshot import Snapshot
from models.wording import brief, condition_terms, condition_text, frozen_text, musts_first

MOST = 16
"""More lines than this never fit."""
_NAME = 36
"""Letters of a name that the line of the heading bears beside the date."""
_SHARES = (0.33, 0.29, 0.38)
_LOOKS = (
    style(9.5, leading=12.5, bold=True),
    style(9.5, leading=12.5),
    style(8.5, leading=12.5, colour=MUTED, align="right"),
)
_SMALL = style(9, leading=12.5, colour=MUTED)


class Conditions:
    """The conditions, musts first; what the value targets promise while there are none."""

    def __init__(self, pages: Pages, snapshot: Snapshot) -> None:
        self._pages = pages
        self._snapshot = snapshot
        agreed = musts_first(snapshot)
        self._section = "gate" if agreed else "value"
        goals = (
            [
                Goal(c.caption, condition_text(snapshot, c), condition_terms(snapshot, c))
                for c in agreed
            ]
            if agreed
            else targets.goals(snapshot)
        )
        self.head = [blocks.heading(pages, _("Go to production when"), _decided(snapshot))]
        if not agreed:
            self.head.append(blocks.text(pages, _none_yet(goals), _SMALL, 2, after=6))
        self._rows = [blocks.row(pages, goal, _LOOKS, _SHARES) for goal in goals[:MOST]]
        self._total = len(goals)

    @property
    def most(self) -> int:
        """How many lines there are to show."""
        return len(self._rows)

    def blocks(self, count: int) -> list[Block]:
        """Heading, the first `count` lines, and what is to be known about the others."""
        rows = self._rows[:count]
        rules = [blocks.rule(self._pages)] if rows else []
        return [*self.head, *rows, *rules, *self._notes(self._total - len(rows))]

    def _notes(self, hidden: int) -> Sequence[Block]:
        made = []
        notes = (
            _hidden(self._pages, hidden, self._section)
            + _frozen(self._snapshot)
            + _blocking(self._snapshot)
        )
        if notes:
            note = blocks.text(self._pages, " · ".join(notes), _SMALL, 2)
            led = _led(self._pages, note, self._section, notes[0]) if hidden else note
            made += [blocks.gap(5), led]
        changed = _changed(self._pages, self._snapshot)
        if changed:
            line = blocks.warning(self._pages, changed, 2)
            made += [blocks.gap(5), _led(self._pages, line, "gate", changed)]
        return made


def _led(pages: Pages, block: Block, key: str, says: str) -> Block:
    """The same block as a link to a chapter, where this document has that chapter."""
    if pages.cut.part(key) is None:
        return block

    def draw(top: float) -> None:
        place = (pages.left, top - block.height, pages.right, top)
        with pages.tag("P"), pages.tags.link(key, place, says):
            block.draw(top)

    return Block(block.height, draw)


def _decided(snapshot: Snapshot) -> str:
    gate, day = snapshot.one(GateDecision), snapshot.one(Pilot).decision_on
    name = brief(snapshot.name_of(GateDecision.decider, gate), _NAME)
    when = format_date(day, locale_of(snapshot)) if day else ""
    if name and when:
        return _("decided by {name} · {day}").format(name=name, day=when)
    if name:
        return _("decided by {name}").format(name=name)
    return _("decided on {day}").format(day=when) if when else ""


def _none_yet(goals: Sequence[Goal]) -> str:
    if goals:
        return _("No condition is agreed yet. This is what the value targets promise:")
    return _("No condition is agreed yet, and no value target says from what to what it must get.")


def _hidden(pages: Pages, hidden: int, section: str) -> list[str]:
    if not hidden:
        return []
    number = pages.cut.number_of(section)
    if number is None:
        return [_("and {n} more in the full charter").format(n=hidden)]
    return [_("and {n} more in section {section}").format(n=hidden, section=number)]


def _frozen(snapshot: Snapshot) -> list[str]:
    """The day of freezing; as a warning instead where something changed since (`_changed`)."""
    frozen = frozen_text(snapshot)
    changed = snapshot.table(Amendment)
    return [_("conditions {frozen}").format(frozen=frozen)] if frozen and not changed else []


def _changed(pages: Pages, snapshot: Snapshot) -> str:
    frozen = frozen_text(snapshot)
    if not frozen or not snapshot.table(Amendment):
        return ""
    number = pages.cut.number_of("gate")
    if number is None:
        return _("Conditions {frozen}: see the full charter.").format(frozen=frozen)
    return _("Conditions {frozen}: see section {section}.").format(frozen=frozen, section=number)


def _blocking(snapshot: Snapshot) -> list[str]:
    blocking, open_ = blocking_requirements(snapshot)
    if not blocking:
        return []
    text = ngettext(
        "{n} requirement blocks go-live, {open} of them open",
        "{n} requirements block go-live, {open} of them open",
        blocking,
    )
    return [text.format(n=blocking, open=open_)]
