"""The day on the clock: which block runs, how long it has left, and how the plan stands.

The running state is derived from the moments that the blocks store, so that it survives a
closed program and a closed lid. Nothing here asks the time: every function is given it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from math import ceil
from typing import NamedTuple, cast

from models.clock import at_time, moment, time_of_day
from models.i18n import _
from models.records import AgendaBlock, WorkshopInfo
from models.snapshot import Snapshot, Table

LOW, LAST = 0.20, 0.05
"""Shares of a block's time at which the clock looks different."""
_EARLY, _LATE = timedelta(minutes=15), timedelta(hours=2)
"""A day that begins further from the time it was planned for is a rehearsal, or another day."""
_SAME_RUN = timedelta(hours=3)
"""After a longer rest than that, the plan begins anew: nobody is a night behind."""


class Level(StrEnum):
    """How much of a block is left: plenty, at most 20 %, at most 5 %, or nothing."""

    PLENTY = "plenty"
    LOW = "low"
    LAST = "last"
    OVER = "over"


class Slot(NamedTuple):
    """A block of the agenda with the breakout groups that run beside it."""

    head: AgendaBlock
    """The block that decides how long it is."""
    beside: tuple[AgendaBlock, ...] = ()

    @property
    def blocks(self) -> tuple[AgendaBlock, ...]:
        """All its blocks."""
        return (self.head, *self.beside)

    @property
    def planned(self) -> int:
        """Minutes in the plan of the day."""
        return self.head.minutes or 0

    @property
    def minutes(self) -> int:
        """Minutes that it has now, after time was added or the rest was planned anew."""
        return minutes_of(self.head)

    @property
    def began(self) -> datetime | None:
        """When it was started; None before."""
        return moment(self.head.began)

    @property
    def ended(self) -> datetime | None:
        """When it was ended; None before."""
        return moment(self.head.ended)

    @property
    def running(self) -> bool:
        """Whether it was started and not ended."""
        return self.began is not None and self.ended is None


class Standing(NamedTuple):
    """How the day stands at one moment, while a block runs. Times are in seconds."""

    slot: Slot
    now: datetime
    following: Slot | None
    """What comes next; None in the last block."""
    late: float
    """By how much the day will end after the plan, as it looks now; negative before it."""
    ends_at: datetime
    """When the day will end, if the rest takes as long as it has now."""
    rest: tuple[Slot, ...]
    """What is still to come, in its order."""

    @property
    def left(self) -> int:
        """Whole seconds left in the block, the one under way included; negative when over."""
        return self.left_of(self.slot.head)

    def left_of(self, block: AgendaBlock) -> int:
        """`left` of one of the blocks that run side by side."""
        began = moment(block.began) or self.slot.began or self.now
        gone = max(0.0, (self.now - began).total_seconds())
        return ceil(minutes_of(block) * 60 - gone)

    @property
    def level(self) -> Level:
        """How much is left of the block."""
        whole = self.slot.minutes * 60
        if self.left <= 0:
            return Level.OVER
        if self.left <= whole * LAST:
            return Level.LAST
        return Level.LOW if self.left <= whole * LOW else Level.PLENTY


def minutes_of(block: AgendaBlock) -> int:
    """Minutes that a block has now; 0 where nobody has said."""
    return (block.minutes or 0) if block.allotted is None else block.allotted


def slots(snapshot: Snapshot) -> tuple[Slot, ...]:
    """The agenda in its order, without blank rows."""
    return snapshot.table(AgendaBlock).once(_slots)


def _slots(table: Table) -> tuple[Slot, ...]:
    found: list[Slot] = []
    for record in table.ordered:
        block = cast("AgendaBlock", record)
        if block.blank:
            continue
        if block.beside and found:
            found[-1] = Slot(found[-1].head, (*found[-1].beside, block))
        else:
            found.append(Slot(block))
    return tuple(found)


def before(block: AgendaBlock, snapshot: Snapshot) -> int | None:
    """Minutes from the start of the day to a block, as planned; None for a blank row.

    A breakout group begins with the block that it runs beside.
    """
    return snapshot.table(AgendaBlock).once(_offsets).get(block.id)


def starts(block: AgendaBlock, snapshot: Snapshot) -> str | None:
    """When a block begins as planned, such as "10:30"; None where the day has no start."""
    offset = before(block, snapshot)
    midnight = datetime(2000, 1, 1)  # noqa: DTZ001 - only the time of day is read
    begin = at_time(midnight, snapshot.one(WorkshopInfo).starts_at)
    if begin is None or offset is None:
        return None
    return time_of_day(begin + timedelta(minutes=offset))


def _offsets(table: Table) -> dict[str, int]:
    """Minutes from the start of the day to each block, by its id."""
    agenda = table.once(_slots)
    before = accumulate((slot.planned for slot in agenda), initial=0)
    pairs = zip(agenda, before, strict=False)
    return {block.id: offset for slot, offset in pairs for block in slot.blocks}


def standing(snapshot: Snapshot, now: datetime) -> Standing | None:
    """How the day stands; None while no block runs."""
    agenda = slots(snapshot)
    place = running(agenda)
    if place is None:
        return None
    slot = agenda[place]
    rest = tuple(each for each in agenda[place + 1 :] if each.began is None)
    began = slot.began or now
    end = max(now, began + timedelta(minutes=slot.minutes))
    end += timedelta(minutes=sum(each.minutes for each in rest))
    late = (end - _planned_end(snapshot, agenda, place, began)).total_seconds()
    return Standing(slot, now, rest[0] if rest else None, late, end, rest)


def running(agenda: Sequence[Slot]) -> int | None:
    """Where the running slot is; of several, which only hands can make, the last."""
    return max((n for n, slot in enumerate(agenda) if slot.running), default=None)


def _planned_end(
    snapshot: Snapshot, agenda: tuple[Slot, ...], place: int, began: datetime
) -> datetime:
    """When the day should end, from where this run of the plan began."""
    first, began = _first_of_run(agenda, place, began)
    begin = _planned_begin(snapshot, agenda[first].head, began)
    return begin + timedelta(minutes=sum(slot.planned for slot in agenda[first:]))


def _first_of_run(agenda: tuple[Slot, ...], place: int, began: datetime) -> tuple[int, datetime]:
    """The slot with which the day began, and when; one from the day before does not count."""
    for number in range(place - 1, -1, -1):
        before, ended = agenda[number].began, agenda[number].ended
        if before is None or ended is None or not timedelta() <= began - ended <= _SAME_RUN:
            return number + 1, began
        began = before
    return 0, began


def _planned_begin(snapshot: Snapshot, block: AgendaBlock, began: datetime) -> datetime:
    """When a block that began should have begun; when it did, where the plan says nothing."""
    planned = at_time(began, starts(block, snapshot) or "")
    if planned is None or not -_EARLY <= began - planned <= _LATE:
        return began
    return planned


# Words


def clock_text(seconds: int) -> str:
    """A time as a timer shows it, without its sign: "12:30", "1:05:00"."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def left_text(level: Level) -> str:
    """What a timer's figure means, in words: nobody has to go by its colour."""
    words = {
        Level.PLENTY: _("left in this block"),
        Level.LOW: _("left, over soon"),
        Level.LAST: _("left, nearly over"),
        Level.OVER: _("over"),
    }
    return words[level]


def pace_text(late: float) -> str:
    """How the plan stands, in words and whole minutes."""
    minutes = int(abs(late) / 60 + 0.5)
    if not minutes:
        return _("on time")
    if late > 0:
        return _("{n} min behind plan").format(n=minutes)
    return _("{n} min ahead of plan").format(n=minutes)
