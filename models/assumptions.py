"""What the result rests on: each amount with its evidence, and how much it moves the result.

A figure that is only assumed and moves the result most is the first one to look into.
"""

from __future__ import annotations

from typing import NamedTuple

from models.records import CostLine, ValueTarget
from models.simulation import Simulation, cost_lines, value_lines
from models.snapshot import Snapshot

GRADES = ("", "assumed", "estimated", "documented", "measured")
"""Grades of evidence, the weakest first: "" where nobody said any."""

WEAK = GRADES[:3]
"""Grades that are somebody's opinion."""


class Assumption(NamedTuple):
    """An amount a year that the result rests on; money in the workshop's currency."""

    record: ValueTarget | CostLine
    grade: str
    low: float
    likely: float
    high: float
    share: float
    """Its share of the variance of value minus cost, 0 to 1; 0 without a range."""

    @property
    def weak(self) -> bool:
        """Whether it is neither measured nor documented."""
        return self.grade in WEAK


def assumptions(snapshot: Snapshot, drawn: Simulation) -> list[Assumption]:
    """All of them: the weakest evidence first, within it what moves the result most.

    Lines without an amount a year are left out: nothing rests on them yet.
    """
    shares = {mover.record.id: mover.share for mover in drawn.movers}
    found = [
        Assumption(
            line.record,
            line.record.evidence,
            line.low,
            line.likely,
            line.high,
            shares.get(line.record.id, 0.0),
        )
        for line in (*value_lines(snapshot), *cost_lines(snapshot))
    ]
    return sorted(found, key=lambda one: (GRADES.index(one.grade), -one.share, -abs(one.likely)))


def weak_share(found: list[Assumption]) -> float:
    """The part of the result's variance that weak evidence is answerable for, 0 to 1."""
    return sum(assumption.share for assumption in found if assumption.weak)
