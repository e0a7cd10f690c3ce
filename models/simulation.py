"""The range of the result: every line drawn as a PERT distribution, thousands of times.

Each line has a low, a likely and a high amount; their sum has a range that is narrower than
the sum of all lows and all highs, because not everything goes wrong at once. Lines are taken
as independent of each other.
"""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from models import cashflow, costs
from models.figures import value_a_year, value_high, value_low
from models.record import Record
from models.records import CostLine, Group, Pilot, ValueTarget, Wave
from models.snapshot import Snapshot, Table

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Draws = NDArray[float64]

DRAWS = 10_000
SEED = 1927
"""Fixed, so that the same workshop always shows the same figures."""
_READS: tuple[type[Record], ...] = (ValueTarget, CostLine, Wave, Group, Pilot)


@dataclass(frozen=True, slots=True)
class Spread:
    """Three quantiles: one in ten results is below `p10`, half below `p50`, nine below `p90`."""

    p10: float
    p50: float
    p90: float


class Mover(NamedTuple):
    """A line that moves the result, and its share of the result's variance, 0 to 1."""

    record: ValueTarget | CostLine
    share: float


@dataclass(frozen=True, slots=True)
class Simulation:
    """What the draws say. Money a year, payback in months (None: not within the horizon)."""

    value: Spread | None
    cost: Spread | None
    net: Spread | None
    """Value of a year at full use minus cost of a year."""
    payback_p50: int | None
    payback_p90: int | None
    movers: tuple[Mover, ...]
    """The lines that move the net result, the strongest first; lines without a range do not."""


class Line(NamedTuple):
    """Low, likely and high amount of one line."""

    record: ValueTarget | CostLine
    low: float
    likely: float
    high: float

    @property
    def variance(self) -> float:
        """Of the PERT distribution: (mean - low) × (high - mean) ÷ 7, mean as below."""
        mean = (self.low + 4 * self.likely + self.high) / 6
        return (mean - self.low) * (self.high - mean) / 7


def simulate(snapshot: Snapshot) -> Simulation:
    """The simulation of a workshop; the last one is kept until something that it reads changes.

    PERT as in D. G. Malcolm et al., Operations Research 7 (1959): a beta distribution between
    low and high with mean (low + 4 × likely + high) ÷ 6. Loads numpy.
    """
    steps = simulating(snapshot)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            found: Simulation = done.value
            return found


def simulating(snapshot: Snapshot) -> Generator[None, None, Simulation]:
    """`simulate` that pauses after each line: `found = yield from simulating(snapshot)`."""
    global _last  # noqa: PLW0603 - one result, found again by the identity of its tables
    tables = tuple(snapshot.table(t) for t in _READS)
    known = _last
    if known is None or any(a is not b for a, b in zip(known[0], tables, strict=True)):
        known = _last = (tables, (yield from _simulated(snapshot)))
    return known[1]


_last: tuple[tuple[Table, ...], Simulation] | None = None


def known(snapshot: Snapshot) -> Simulation | None:
    """The simulation of this very workshop if it has been made already; never makes one."""
    found = _last
    tables = (snapshot.table(t) for t in _READS)
    if found is None or any(a is not b for a, b in zip(found[0], tables, strict=True)):
        return None
    return found[1]


def value_lines(snapshot: Snapshot) -> Iterator[Line]:
    """The value targets that have a value in money."""
    for target in snapshot.all(ValueTarget):
        low, likely, high = value_low(target), value_a_year(target), value_high(target)
        if low is not None and likely is not None and high is not None:
            yield _line(target, low, likely, high)


def cost_lines(snapshot: Snapshot) -> Iterator[Line]:
    """The cost lines that have a likely amount a year."""
    for line in snapshot.all(CostLine):
        low, high = costs.line_low(line), costs.line_high(line)
        if low is not None and line.year is not None and high is not None:
            yield _line(line, low, line.year, high)


def _line(record: ValueTarget | CostLine, low: float, likely: float, high: float) -> Line:
    """A line with its amounts in order: a low above the likely one is a finding, not a crash."""
    return Line(record, min(low, likely, high), likely, max(low, likely, high))


def _simulated(snapshot: Snapshot) -> Generator[None, None, Simulation]:
    values, spent = list(value_lines(snapshot)), list(cost_lines(snapshot))
    value = yield from _sum(values)
    cost = yield from _sum(spent)
    net = value - cost if value is not None and cost is not None else None
    p50, p90 = _paybacks(snapshot, value, cost)
    return Simulation(
        _spread(value), _spread(cost), _spread(net), p50, p90, _movers(values + spent)
    )


def _sum(lines: list[Line]) -> Generator[None, None, Draws | None]:
    if not lines:
        return None
    import numpy as np  # noqa: PLC0415 - see `simulate`

    result = np.zeros(DRAWS)
    for line in lines:
        yield
        width = line.high - line.low
        if width <= 0:
            result += line.likely
            continue
        peak = 4 * (line.likely - line.low) / width
        result += line.low + width * _draws(line.record.id, 1 + peak, 5 - peak)
    return result


@lru_cache(maxsize=64)
def _draws(id: str, alpha: float, beta: float) -> Draws:
    """Draws of a beta distribution, of its own for each record: a change to one line leaves
    the draws of the others as they were.
    """
    import numpy as np  # noqa: PLC0415 - see `simulate`

    # RandomState and not default_rng: its numbers stay the same in every version of numpy.
    return np.random.RandomState(zlib.crc32(id.encode()) ^ SEED).beta(alpha, beta, DRAWS)


def _spread(draws: Draws | None) -> Spread | None:
    if draws is None:
        return None
    import numpy as np  # noqa: PLC0415 - see `simulate`

    p10, p50, p90 = np.quantile(draws, (0.1, 0.5, 0.9))
    return Spread(float(p10), float(p50), float(p90))


def _paybacks(
    snapshot: Snapshot, value: Draws | None, cost: Draws | None
) -> tuple[int | None, int | None]:
    """Months to payback that half, and nine in ten, of the draws keep."""
    if value is None or cost is None:
        return None, None
    import numpy as np  # noqa: PLC0415 - see `simulate`

    paid = (costs.pilot_cost(snapshot) or 0.0) + (costs.one_off(snapshot) or 0.0)
    started = 0.0
    open_ = np.ones(DRAWS, dtype=bool)
    found: list[int | None] = []
    for number, share in enumerate(cashflow.ramp(snapshot)[1:], 1):
        started += share
        open_ &= ~(value / 12 * started - cost / 12 * number - paid > 0)
        paid_back = 1 - open_.mean()
        while len(found) < 2 and paid_back >= (0.5, 0.9)[len(found)]:
            found.append(number)
    return found[0] if found else None, found[1] if len(found) > 1 else None


def _movers(lines: list[Line]) -> tuple[Mover, ...]:
    everything = sum(line.variance for line in lines)
    moving = [Mover(line.record, line.variance / everything) for line in lines if line.variance > 0]
    return tuple(sorted(moving, key=lambda mover: -mover.share))
