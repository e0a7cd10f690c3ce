"""The clock of the day: what time it is, and whether the computer slept meanwhile.

Time is the computer's time of day, because that is what the people in the room have on their
wrists: when the lid was closed, the day went on. A steady counter beside it tells that apart
from a clock that somebody set. Both can be replaced, for tests and rehearsals.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

_NOTICED = 20.0
"""Seconds: a shorter gap is a busy computer or a clock put right, and nobody needs to know."""


def wall() -> datetime:
    """The time of day, with its distance from UTC."""
    return datetime.now().astimezone()


class Look(NamedTuple):
    """One look at the clock."""

    now: datetime
    missed: float = 0.0
    """Seconds that went by while the computer slept, since the look before; else 0."""
    turned: float = 0.0
    """Seconds by which the computer's clock was set back, since the look before; else 0."""


class Clock:
    """Tells the time. Look at it at least once in 20 seconds, and it notices sleep."""

    def __init__(
        self,
        wall: Callable[[], datetime] = wall,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall, self._steady = wall, steady
        self._before: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """The time of day, with its distance from UTC."""
        return self._wall()

    def look(self) -> Look:
        """The time, and what happened since the look before."""
        now, steady = self._wall(), self._steady()
        before, self._before = self._before, (now, steady)
        if before is None:
            return Look(now)
        passed = (now - before[0]).total_seconds()
        # Some systems let their steady counter stand still in sleep, others do not; there the
        # gap itself tells.
        counted = steady - before[1]
        if passed > _NOTICED:
            return Look(now, missed=passed)
        if passed < counted - _NOTICED:
            return Look(now, turned=counted - passed)
        return Look(now)

    def forget(self) -> None:
        """Nobody looked for a while: the next gap means nothing."""
        self._before = None


def stamp(moment: datetime) -> str:
    """A moment as the file keeps it: ISO 8601 with thousandths and the distance from UTC."""
    return moment.isoformat(timespec="milliseconds")


def moment(stamp: str) -> datetime | None:
    """The moment that a stamp means; None where it is empty or damaged."""
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def time_of_day(moment: datetime) -> str:
    """A moment on the wrist watch of the room: "14:05"."""
    return f"{moment:%H:%M}"


def at_time(day: datetime, text: str) -> datetime | None:
    """The moment of `day` at a time of day such as "9:00" or "09.30"; None where it is none."""
    hour, minute, *_rest = [*text.strip().replace(".", ":").split(":"), "0"]
    if not (hour.isdecimal() and minute.isdecimal()) or int(hour) > 23 or int(minute) > 59:
        return None
    return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
