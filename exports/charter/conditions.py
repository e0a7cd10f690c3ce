"""Page 1: what must be true for production, as many lines of it as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.charter import blocks, targets
from exports.charter.blocks import Block
from exports.charter.pages import Pages
from exports.charter.spacing import Spacing
from exports.charter.targets import Goal
from exports.charter.text import clamp, height_of, style
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
_KEPT = 4
"""Without any must, so many lines are worth more than a picture."""
_NAME = 36
"""Letters of a name that the line of the heading bears beside the date."""
_SHARES = (0.37, 0.3, 0.33)
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
        self._goals = (
            [
                Goal(c.caption, condition_text(snapshot, c), condition_terms(snapshot, c))
                for c in agreed
            ]
            if agreed
            else targets.goals(snapshot)
        )
        self._head = [blocks.heading(pages, _("Go to production when"), _decided(snapshot))]
        if not agreed:
            note = _none_yet(self._goals)
            self._head.append(blocks.text(pages, note, _SMALL, 2, after=6))
        self._rows: list[Block] = []
        self.most = min(len(self._goals), MOST)
        """How many lines there are to show."""
        self.kept = min(sum(c.weight == "must" for c in agreed) or _KEPT, self.most)
        """So many of the lines are not left out for the sake of a picture."""

    def measuring(self) -> Iterator[None]:
        """Measure the lines, before `blocks` is asked for. Yields after each."""
        for goal in self._goals[: self.most]:
            self._rows.append(blocks.row(self._pages, goal, _LOOKS, _SHARES))
            yield

    def blocks(self, count: int, spacing: Spacing, elsewhere: Sequence[str] = ()) -> list[Block]:
        """Heading, the first `count` lines, and what is to be known about the others; `elsewhere`
        says what had to give way to them.
        """
        rows = [blocks.ruled(self._pages, row, spacing.row) for row in self._rows[:count]]
        rules = [blocks.rule(self._pages)] if rows else []
        notes = self._notes(len(self._goals) - len(rows), spacing.note, elsewhere)
        return [*self._head, *rows, *rules, *notes]

    def _notes(self, hidden: int, gap: float, elsewhere: Sequence[str]) -> Sequence[Block]:
        made = []
        notes = (
            _hidden(self._pages, hidden, self._section)
            + _frozen(self._snapshot)
            + _blocking(self._snapshot)
            + list(elsewhere)
        )
        if notes:
            note = _note(self._pages, " · ".join(notes), self._section)
            led = _led(self._pages, note, self._section, _("Conditions")) if hidden else note
            made += [blocks.gap(gap), led]
        changed = _changed(self._pages, self._snapshot)
        if changed:
            line = blocks.warning(self._pages, changed, 2)
            made += [blocks.gap(gap), _led(self._pages, line, "gate", changed)]
        return made


def _note(pages: Pages, words: str, key: str) -> Block:
    """A small line below the table; "{page}" is filled in when all pages are known."""
    if "{page}" not in words:
        return blocks.text(pages, words, _SMALL, 2)
    measured = clamp(words.replace("{page}", "888"), _SMALL, pages.width, 2)

    def draw(top: float) -> None:
        def fill_in(done: Pages) -> None:
            text = words.replace("{page}", str(done.page_of[key]))
            done.draw(clamp(text, _SMALL, width, 2), left, top, width)

        left, width = pages.left, pages.width  # the last page may be a wider one
        pages.later(fill_in)

    return Block(height_of(measured, pages.width), draw)


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
    if pages.cut.part(section) is None:
        return [_("and {n} more in the full charter").format(n=hidden)]
    return [_("and {n} more on page {page}").format(n=hidden, page="{page}")]


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
