"""Key figures say what they count, and no share where there is none."""

from __future__ import annotations

from models.findings import Findings
from models.headlines import headlines
from models.headlines.common import Headline
from models.record import Record
from models.records import CostLine, EarlierPilot, ValueTarget
from tests.builders import snapshot_of


def card(step: str, label: str, *records: Record) -> Headline:
    """The key figure of a step with this name."""
    s, findings = snapshot_of(*records), Findings()
    findings.update(s)
    return next(h for h in headlines(step, s, findings, None) if h.label == label)


def worth(money: float, *, cash: bool) -> ValueTarget:
    return ValueTarget.new(what="x", money_year=money, adoption=100.0, cash=cash)


def slower(minutes: float) -> ValueTarget:
    """A target that takes longer afterwards: a loss of time."""
    return ValueTarget.new(
        what="y", volume=1000.0, minutes_before=0.0, minutes_after=minutes, hourly_cost=60.0,
        adoption=100.0,
    )  # fmt: skip


def test_cash_and_time_are_shares_where_both_are_gains() -> None:
    found = card("value", "Releases cash", worth(300.0, cash=True), worth(100.0, cash=False))
    assert (found.value, found.note) == (
        "€\u00a0300",
        "75 % of the value; €\u00a0100 comes back as time",
    )


def test_a_loss_of_time_is_an_amount_and_no_share() -> None:
    found = card("value", "Releases cash", worth(434_000.0, cash=True), slower(32.5))
    assert (found.value, found.note) == (
        "€\u00a0434\u00a0k",
        "-€\u00a0390\u00a0k comes back as time",
    )


def test_a_pilot_far_dearer_than_production_is_no_zero() -> None:
    line = CostLine.new(what="All", pilot=100_000.0, year=2_000.0)
    assert card("cost", "Against the pilot", line).value == "less than 0.1 × the pilot"


def test_the_own_rate_says_what_is_counted() -> None:
    pilots = [EarlierPilot.new(name=o, outcome=o) for o in ("production", "stopped", "running")]
    found = card("frame", "Own pilots in production", *pilots)
    assert (found.value, found.note) == ("50 %", "1 of 2 that ended")
