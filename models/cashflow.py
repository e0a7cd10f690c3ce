"""Value and cost month by month after go-live: the ramp, payback and net present value.

Month 0 holds everything that is paid before value comes in: the pilot and what production
costs once. From month 1, the month that begins with go-live, a twelfth of the yearly cost is
paid in full, while value grows with the people whose wave has started. The workbook has the
same table as formulas.
"""

from __future__ import annotations

import calendar
import math
from datetime import date
from typing import NamedTuple

from models import costs
from models.figures import people_affected, total, value_totals
from models.records import CostBasis, Pilot, Wave
from models.snapshot import Snapshot

HORIZON = 60
"""Months that are looked at. What has not paid back by then does not pay back."""
YEARS = 3
"""Years of the net present value."""


class Month(NamedTuple):
    """One month; money in the workshop's currency."""

    number: int
    share: float
    """Part of the people affected whose wave has started by the end of the month, 0 to 1."""
    value: float
    cash: float
    """The part of `value` that releases cash."""
    cost: float
    total: float
    """All value so far minus all cost so far."""
    total_cash: float
    """The same with the cash-releasing value alone."""


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the month's last day (as EDATE does in Excel)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def first_day(snapshot: Snapshot) -> date | None:
    """Where month 1 begins: the planned go-live, else the start of the first wave."""
    starts = [wave.start for wave in snapshot.all(Wave) if wave.start is not None]
    return snapshot.one(Pilot).go_live or min(starts, default=None)


def ramp(snapshot: Snapshot) -> list[float]:
    """Share of the people affected who have started, for months 0 to `HORIZON`.

    A wave counts from the month in which it starts. Without a dated wave everybody starts
    at once. People are those affected, or all in the waves where no group says a number.
    """
    begin = first_day(snapshot)
    waves = [w for w in snapshot.all(Wave) if w.start is not None and w.people]
    everybody = people_affected(snapshot) or total(w.people for w in snapshot.all(Wave))
    if begin is None or not waves or not everybody:
        return [0.0] + [1.0] * HORIZON
    shares = [0.0]
    for number in range(1, HORIZON + 1):
        end = months_after(begin, number)
        started = sum(w.people or 0 for w in waves if w.start is not None and w.start < end)
        shares.append(min(1.0, started / everybody))
    return shares


def months(snapshot: Snapshot) -> list[Month]:
    """Months 0 to `HORIZON`; empty where value or cost of a year cannot be said yet."""
    values, run = value_totals(snapshot), costs.run_cost(snapshot)
    if values.year is None or run is None:
        return []
    paid = (costs.pilot_cost(snapshot) or 0.0) + (costs.one_off(snapshot) or 0.0)
    result = [Month(0, 0.0, 0.0, 0.0, paid, -paid, -paid)]
    for number, share in enumerate(ramp(snapshot)[1:], 1):
        value, cash = values.year / 12 * share, (values.cash or 0.0) / 12 * share
        last, cost = result[-1], run / 12
        so_far, cash_so_far = last.total + value - cost, last.total_cash + cash - cost
        result.append(Month(number, share, value, cash, cost, so_far, cash_so_far))
    return result


def payback(snapshot: Snapshot) -> int | None:
    """Months until all value so far exceeds all cost so far; None if not within `HORIZON`.

    To the cent, so that the last digits of an addition decide nothing.
    """
    return next((m.number for m in months(snapshot) if m.number and round(m.total, 2) > 0), None)


def payback_cash(snapshot: Snapshot) -> int | None:
    """`payback` with the cash-releasing value alone."""
    flows = months(snapshot)
    return next((m.number for m in flows if m.number and round(m.total_cash, 2) > 0), None)


def net_present_value(snapshot: Snapshot) -> float | None:
    """Net value of months 0 to 36, discounted to month 0: Σ net ÷ (1 + rate) ^ (month ÷ 12).

    Flows at the end of each month, the stated rate a year, compounded once a year (the
    convention of XNPV with months in place of days). None without a stated rate.
    """
    rate = snapshot.one(CostBasis).rate
    flows = months(snapshot)
    if rate is None or not flows:
        return None
    flows = flows[: 12 * YEARS + 1]
    growth = 1 + rate / 100
    return sum((m.value - m.cost) * math.pow(growth, -m.number / 12) for m in flows)
