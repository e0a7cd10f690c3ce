"""How right the clock of the day is: eight hours second by second, with a lid closed twice.

A look costs little, too: it is taken each second, while somebody types.

python -m benchmarks.clock
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from benchmarks.measure import Result, milliseconds, percentile, show
from models.agenda import standing
from models.clock import Clock, stamp
from models.records import AgendaBlock
from models.snapshot import Snapshot, Table

HOURS, BLOCKS = 8, 24
WITHIN = 1.0
"""Seconds that what is shown may differ from the truth."""
DEAREST = 4.0
"""Milliseconds of one look, at p95: a quarter of a frame."""
_SLEEPS = {5_000: 610.0, 20_000: 1_220.0}
"""Seconds slept, by the look before."""


class _Computer:
    """A wall clock and a counter that stands still in sleep."""

    def __init__(self) -> None:
        self.wall, self.steady = datetime(2026, 11, 24, 9, tzinfo=UTC), 0.0

    def go(self, seconds: float, *, asleep: bool = False) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += 0.0 if asleep else seconds


def measure() -> list[Result]:
    """The largest difference, how much of the sleep was noticed, and the cost of a look."""
    computer = _Computer()
    clock = Clock(lambda: computer.wall, lambda: computer.steady)
    length = HOURS * 60 // BLOCKS
    begun, missed = computer.wall, 0.0
    errors: list[float] = []
    times: list[float] = []
    days = [_day(number, length, begun) for number in range(BLOCKS)]
    for look in range(HOURS * 3600 - round(sum(_SLEEPS.values()))):
        computer.go(1.0 + look % 11 / 10_000)
        if look in _SLEEPS:
            computer.go(_SLEEPS[look], asleep=True)
        seen = clock.look()
        missed += seen.missed
        gone = (computer.wall - begun).total_seconds()
        number = min(int(gone // (length * 60)), BLOCKS - 1)
        times.append(milliseconds(partial(standing, days[number], seen.now)))
        found = standing(days[number], seen.now)
        if found is None:
            raise RuntimeError("no block runs")
        errors.append(abs(found.left - (length * 60 * (number + 1) - gone)))
    slept = abs(missed - sum(_SLEEPS.values())) / sum(_SLEEPS.values()) * 100
    return [
        Result("clock over eight hours, off by", WITHIN, errors, max(errors), "", unit="s"),
        Result("sleep that was not noticed", 1.0, [slept], slept, "", unit="%"),
        Result("one look at the clock, p95", DEAREST, times, percentile(times, 95), "", unit="ms"),
    ]


def _day(running: int, length: int, begun: datetime) -> Snapshot:
    """The agenda while one of its blocks runs, each of which took what was planned."""
    rows = {}
    for number in range(BLOCKS):
        start = begun + timedelta(minutes=length * number)
        end = start + timedelta(minutes=length)
        block = AgendaBlock.new(
            float(number),
            heading=f"Part {number}",
            minutes=length,
            began=stamp(start) if number <= running else "",
            ended=stamp(end) if number < running else "",
        )
        rows[block.id] = block
    return Snapshot().with_table(AgendaBlock, Table(rows))


if __name__ == "__main__":
    show(measure())
