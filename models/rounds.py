"""Estimates on slips: how they lie, and what can be agreed from them.

Quantiles are those of Hyndman and Fan, definition 7 (The American Statistician 50, 1996): of n
sorted values the one at place (n - 1) × share, counted from 0, between two of them in
proportion. So the quartiles of 1 to 5 are 2 and 4, and of 11 slips P10 is the second lowest.
Outliers lie more than 1.5 times the distance of the quartiles beyond them (Tukey, Exploratory
Data Analysis, 1977). Below `FEW` slips none is called one: quartiles of four say nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.records import EstimateRound
from models.records.rounds import MOST

FEW = 5
"""With fewer slips than this none is called an outlier."""
MOST_SLIPS = 1_000
"""More than any room holds; a pasted column of a database is a mistake."""
_FENCE = 1.5
_DIGITS = 3
_BETWEEN = "; "


class Spread(NamedTuple):
    """How some values lie, in their own unit; see the module for the definitions."""

    slips: int
    lowest: float
    lower: float
    """The lower quartile."""
    median: float
    upper: float
    """The upper quartile."""
    highest: float
    outliers: tuple[float, ...]
    """From the lowest on; none where there are too few slips to call one."""

    @property
    def few(self) -> bool:
        """Whether there are too few slips to call one an outlier."""
        return self.slips < FEW


class Agreed(NamedTuple):
    """What the room agrees on, in the unit of the question."""

    low: float
    likely: float
    high: float

    @property
    def in_order(self) -> bool:
        """Whether the low case is no higher than the likely one, and that than the high one."""
        return self.low <= self.likely <= self.high


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a `share` (0 to 1) of sorted `values` lies; there must be one."""
    place = (len(values) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    part = place - below
    between = values[below] * (1 - part) + values[above] * part
    return min(max(between, values[below]), values[above])  # rounding must not leave them


def spread(values: Iterable[float]) -> Spread | None:
    """How values lie; None where there are none."""
    known = sorted(values)
    if not known:
        return None
    lower, median, upper = (quantile(known, share) for share in (0.25, 0.5, 0.75))
    reach = _FENCE * (upper - lower)
    outside = (value for value in known if not lower - reach <= value <= upper + reach)
    outliers = tuple(outside) if len(known) >= FEW else ()
    return Spread(len(known), known[0], lower, median, upper, known[-1], outliers)


def suggested(values: Iterable[float]) -> Agreed | None:
    """What could be agreed: P10, median and P90 as the module defines them, rounded to three
    digits that count. None where there are no values.
    """
    known = sorted(values)
    if not known:
        return None
    return Agreed(*(rounded(quantile(known, share)) for share in (0.1, 0.5, 0.9)))


def rounded(value: float) -> float:
    """A value with three digits that count, or all those before the decimal point."""
    if not value:
        return 0.0
    digits = _DIGITS - 1 - math.floor(math.log10(abs(value)))
    return float(round(value, max(0, digits)))


def written(values: Iterable[float]) -> str:
    """Values as a round keeps them: sorted, with a point before decimals, whatever the language."""
    return _BETWEEN.join(_plain(value) for value in sorted(values))


def _plain(value: float) -> str:
    return repr(value).removesuffix(".0") if abs(value) < 1e15 else f"{value:.0f}"


def values_of(kept: EstimateRound) -> tuple[float, ...]:
    """The values that a round keeps, sorted; what is no number there is passed over."""
    found = (_number(part) for part in kept.slips.replace("\n", ";").split(";")[:MOST_SLIPS])
    return tuple(sorted(value for value in found if value is not None))


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) <= MOST else None  # also not infinite, and not "nan"


def agreed_of(kept: EstimateRound) -> Agreed | None:
    """What a round ended with; None where nothing was agreed."""
    if kept.low is None or kept.likely is None or kept.high is None:
        return None
    return Agreed(kept.low, kept.likely, kept.high)
