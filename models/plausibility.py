"""Does a stated total add up? People × minutes × days against it, and parts against the whole.

Reports, suppliers and press releases carry figures whose unit was lost on the way: a week
taken for a day, minutes for hours. The room should know before such a figure is built upon.
"""

from __future__ import annotations

from typing import NamedTuple

from models.figures import total
from models.i18n import N_
from models.records import Claim
from models.snapshot import Snapshot

TOLERANCE = 0.05
"""Rounding in a report explains a difference of 5 %, not more."""
WORK_HOURS = 160.0
"""Working hours of a person a month, rounded up: about 20 days of 8 hours."""


class Mix(NamedTuple):
    """Two units that are taken for each other, and the factor between them."""

    factor: float
    sentence: str


MIXES = (
    Mix(52 / 12, N_("as if a week and a month were mixed up")),
    Mix(5, N_("as if a working day and a week were mixed up")),
    Mix(8, N_("as if an hour and a working day were mixed up")),
    Mix(12, N_("as if a month and a year were mixed up")),
    Mix(20, N_("as if a working day and a month were mixed up")),
    Mix(52, N_("as if a week and a year were mixed up")),
    Mix(60, N_("as if minutes and hours were mixed up")),
    Mix(220, N_("as if a working day and a year were mixed up")),
)
"""Nearest first is what counts; 4.3 and 5 stand apart by more than the tolerance."""


def calculated(claim: Claim) -> float | None:
    """Hours in all = people × minutes a person ÷ 60 × number of days, weeks, months or years."""
    if claim.people is None or claim.minutes is None or claim.periods is None:
        return None
    return claim.people * claim.minutes / 60 * claim.periods


def parts(claim: Claim, snapshot: Snapshot) -> float | None:
    """Stated hours of all figures that are said to be parts of this one."""
    return total(part.stated for part in snapshot.grouped(Claim.part_of).get(claim.id, ()))


def agrees(stated: float, other: float, tolerance: float = TOLERANCE) -> bool:
    """Whether two figures are the same but for rounding."""
    return abs(stated - other) <= tolerance * max(abs(stated), abs(other))


def mix(stated: float, other: float) -> Mix | None:
    """Which two units seem to be mixed up between two figures that do not agree."""
    if stated <= 0 or other <= 0:
        return None
    ratio = max(stated, other) / min(stated, other)
    fitting = [mix for mix in MIXES if agrees(ratio, mix.factor)]
    return min(fitting, key=lambda mix: abs(ratio / mix.factor - 1), default=None)


_PERIODS_A_YEAR = {"day": 220, "week": 46, "month": 12, "year": 1}
"""Of work, without holidays."""


def per_day(claim: Claim) -> float | None:
    """Minutes a person and working day that a claim amounts to: week ÷ 5, month ÷ 20, …"""
    if claim.minutes is None or claim.per not in _PERIODS_A_YEAR:
        return None
    return claim.minutes * _PERIODS_A_YEAR[claim.per] / _PERIODS_A_YEAR["day"]
