"""A new plan for the rest of the day, when it will not end in time as things stand.

Minutes are taken from what is still to come, one by one, always where there is most to take:
in proportion to what a block can give, more from what matters less, and more where the step is
already complete. Every block keeps a least time, and so does every break. Where that is not
enough, the day ends later, and the proposal says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from models.agenda import Slot, Standing, minutes_of
from models.i18n import _
from models.records import AgendaBlock
from models.workshop import Workshop

_KEPT = {"must": 0.75, "should": 0.5, "": 0.5, "could": 0.25}
"""The share of its planned minutes that a block keeps, by priority."""
_GIVES = {"must": 1.0, "should": 2.0, "": 2.0, "could": 4.0}
"""How readily a block gives minutes, by priority."""
_LEAST = 5
"""Minutes below which a block is no use."""
_LEAST_BREAK, _MEAL = 10, 30
"""Minutes of a break, and of one that is long enough to eat."""
WORTH_IT = 30
"""Seconds: half a minute is no reason to plan anew."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block of a proposal with its minutes as they are and as they would be."""

    block: AgendaBlock
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new plan for what is still to come."""

    lines: tuple[Line, ...]
    """Every block that is still to come, in its order; many are as before."""
    late: float
    """Seconds by which the day would still end after the plan; 0 or less where it does not."""
    ends_at: datetime
    """When the day would end."""

    @property
    def saved(self) -> int:
        """Minutes by which the day would end earlier than now."""
        return sum(line.old - line.new for line in self.lines if not line.block.beside)

    @property
    def changes(self) -> bool:
        """Whether anything would be different."""
        return any(line.old != line.new for line in self.lines)


def propose(standing: Standing, readiness: Callable[[str], float | None]) -> Proposal:
    """A plan with which the day ends in time, or as little late as the least times allow.

    `readiness` says by a step's id how complete it is, 0 to 100, or None where it was not begun
    (`models.findings.Findings.readiness`). A day that ends in time stays as it is.
    """
    wanted = ceil(standing.late / 60) if standing.late >= WORTH_IT else 0
    givers = [_Giver(slot, _readily(slot, readiness)) for slot in standing.rest]
    for _minute in range(wanted):
        open_ = [giver for giver in givers if giver.slack > giver.taken]
        if not open_:
            break
        # The highest averages method: shares stay in proportion while whole minutes are dealt.
        # Of equals the later one gives: what is near can hardly be prepared anew.
        max(reversed(open_), key=_Giver.turn).taken += 1
    saved = sum(giver.taken for giver in givers)
    lines = tuple(line for giver in givers for line in giver.lines())
    return Proposal(lines, standing.late - saved * 60, standing.ends_at - timedelta(minutes=saved))


def accept(workshop: Workshop, proposal: Proposal) -> None:
    """Take over a proposal, as one step."""
    with workshop.step(_("Plan the rest of the day anew")) as step:
        for line in proposal.lines:
            if line.old != line.new:
                step.update(line.block, allotted=line.new)


class _Giver:
    """A slot that can give minutes."""

    def __init__(self, slot: Slot, readily: float) -> None:
        self.slot, self.readily = slot, readily
        self.slack = max(0, slot.minutes - least(slot.head))
        self.taken = 0

    def turn(self) -> float:
        """How much its turn it is to give the next minute."""
        return self.slack * self.readily / (self.taken + 1)

    def lines(self) -> list[Line]:
        """Its blocks; a breakout group ends at the latest when the block beside it does."""
        now = self.slot.minutes - self.taken
        beside = ((block, minutes_of(block)) for block in self.slot.beside)
        return [
            Line(self.slot.head, self.slot.minutes, now),
            *(Line(block, old, min(old, now) if self.taken else old) for block, old in beside),
        ]


def least(block: AgendaBlock) -> int:
    """Minutes below which a block is not shortened. One that is shorter stays as it is."""
    planned = block.minutes or 0
    if block.pause:
        floor = _MEAL if planned >= _MEAL else _LEAST_BREAK
    else:
        floor = max(_LEAST, ceil(planned * _KEPT.get(block.priority, _KEPT[""])))
    return min(floor, minutes_of(block))


def _readily(slot: Slot, readiness: Callable[[str], float | None]) -> float:
    ready = readiness(slot.head.step) if slot.head.step else None
    return _GIVES.get(slot.head.priority, _GIVES[""]) * (0.5 + (ready or 0.0) / 100)
