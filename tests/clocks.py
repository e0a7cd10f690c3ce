"""Clocks that tests set."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from models.clock import Clock

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=1)))
"""Nine o'clock on the day of the workshop, in its own time zone."""


class Hands:
    """A wall clock and a steady counter that a test moves."""

    def __init__(self) -> None:
        self.wall, self.steady = NINE, 100.0
        self.clock = Clock(lambda: self.wall, lambda: self.steady)

    def go(self, seconds: float, *, counted: float | None = None) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds if counted is None else counted
