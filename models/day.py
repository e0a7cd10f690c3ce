"""What the facilitator does to the clock of the day: each action is one named, undoable step.

The clock's times are written into the agenda itself, so that they are part of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from models.agenda import Slot, minutes_of, running, slots
from models.clock import moment, stamp, time_of_day
from models.errors import Refusal
from models.i18n import _
from models.records import AgendaBlock
from models.step import Step
from models.text import shorten
from models.workshop import Workshop

_DAY = 24 * 60


def start_next(workshop: Workshop, now: datetime) -> Slot | None:
    """End what runs and start what comes next, as one step; None at the end of the day.

    Raises Refusal where there is no agenda, or the day is over.
    """
    agenda = slots(workshop.snapshot)
    coming = _next_slot(agenda)
    if coming is None and running(agenda) is None:
        raise _nothing_to_start(agenda)
    name = _("Start “{block}”").format(block=shorten(coming.head.caption)) if coming else ""
    with workshop.step(name or _("End the day")) as step:
        _end_running(step, agenda, now)
        for block in coming.blocks if coming else ():
            step.update(block, began=stamp(now), started_at=time_of_day(now))
    return coming


def _next_slot(agenda: Sequence[Slot]) -> Slot | None:
    """The first slot behind everything that has begun."""
    last = max((n for n, slot in enumerate(agenda) if slot.began is not None), default=-1)
    return agenda[last + 1] if last + 1 < len(agenda) else None


def _nothing_runs() -> Refusal:
    return Refusal(_("No block runs."), todo=_("Start one with F9."))


def _nothing_to_start(agenda: Iterable[Slot]) -> Refusal:
    if not agenda:
        return Refusal(
            _("There is no agenda yet."),
            todo=_("Plan the day in step 1, or add it there from a template (Ctrl+T)."),
        )
    return Refusal(
        _("The day is over."),
        _("All its times are kept."),
        _("To begin anew, clear the times of the day first (menu Room)."),
    )


def go_back(workshop: Workshop, now: datetime) -> Slot | None:
    """Let the block before run on, as if it had never ended; what ran since then counts as its.

    Returns the block that runs now; None where the first one was taken back. Raises Refusal
    where nothing has begun.
    """
    agenda = slots(workshop.snapshot)
    place, before = running(agenda), _ended_last(agenda)
    if place is None and before is None:
        raise Refusal(_("The day has not begun."), todo=_("Start it with F9."))
    current = agenda[place] if place is not None else None
    called = before or current
    name = _("Go back to “{block}”").format(block=shorten(called.head.caption if called else ""))
    with workshop.step(name) as step:
        for block in current.blocks if current else ():
            step.update(block, began="", started_at="", taken=None, ended="")
        for block in before.blocks if before else ():
            step.update(block, ended="", taken=None)
    return before


def _ended_last(agenda: Iterable[Slot]) -> Slot | None:
    ended = [(slot.ended, slot) for slot in agenda if slot.ended is not None]
    return max(ended, key=lambda pair: pair[0])[1] if ended else None


def add_minutes(workshop: Workshop, minutes: int) -> None:
    """Give the running block more minutes, as one step. Raises Refusal where none runs."""
    agenda = slots(workshop.snapshot)
    place = running(agenda)
    if place is None:
        raise _nothing_runs()
    slot = agenda[place]
    name = _("Add {n} min to “{block}”").format(n=minutes, block=shorten(slot.head.caption))
    with workshop.step(name) as step:
        for block in slot.blocks:
            step.update(block, allotted=min(minutes_of(block) + minutes, _DAY))


def stop(workshop: Workshop, now: datetime) -> None:
    """End what runs without starting anything, as one step. Raises Refusal where none runs."""
    agenda = slots(workshop.snapshot)
    if running(agenda) is None:
        raise _nothing_runs()
    with workshop.step(_("Stop the clock")) as step:
        _end_running(step, agenda, now)


def clear_times(workshop: Workshop) -> None:
    """Forget everything that the clock has written, as one step: the plan is as before."""
    with workshop.step(_("Clear the times of the day")) as step:
        for block in step.snapshot.all(AgendaBlock):
            step.update(block, allotted=None, started_at="", taken=None, began="", ended="")


def _end_running(step: Step, agenda: Iterable[Slot], now: datetime) -> None:
    for block in _running_blocks(agenda):
        began = moment(block.began) or now
        minutes = int(max(0.0, (now - began).total_seconds()) / 60 + 0.5)
        step.update(block, ended=stamp(max(now, began)), taken=min(minutes, _DAY))


def _running_blocks(agenda: Iterable[Slot]) -> Iterator[AgendaBlock]:
    for slot in agenda:
        for block in slot.blocks:
            if moment(block.began) is not None and moment(block.ended) is None:
                yield block
