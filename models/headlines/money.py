"""Key figures of the steps about money: value and production cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import cashflow, costs, figures
from models.display import compact, factor, number
from models.headlines.common import Headline, join, unknown
from models.i18n import _
from models.records import CostBasis
from models.snapshot import Snapshot
from models.text import shorten

if TYPE_CHECKING:
    from models.simulation import Simulation, Spread


def value(s: Snapshot, drawn: Simulation | None) -> list[Headline]:
    """What it is worth: money, hours, and how much of it is cash."""
    totals = figures.value_totals(s)
    if totals.year is None:
        note = _("no target has figures yet") if totals.targets else _("no target yet")
        money = unknown(_("Value a year"), note)
    else:
        note = join(spread(s, drawn.value if drawn else None), _counted(s, totals))
        money = Headline(_("Value a year"), compact(s, totals.year), note)
    hours = totals.hours_month
    return [
        money,
        Headline(_("Hours a month"), number(s, hours, 0), _("released at the stated adoption"))
        if hours is not None
        else unknown(_("Hours a month"), _("needs volume, minutes and adoption")),
        Headline(_("Releases cash"), compact(s, totals.cash), cash_note(s, totals))
        if totals.cash is not None
        else unknown(_("Releases cash"), _("no target is marked as releasing cash")),
    ]


def spread(s: Snapshot, of: Spread | None) -> str:
    """The range that eight in ten draws fall into; empty where there is none."""
    if of is None or round(of.p10) == round(of.p90):
        return ""
    low, high = compact(s, of.p10), compact(s, of.p90)
    return _("{low} to {high} in 8 of 10 cases").format(low=low, high=high)


def _counted(s: Snapshot, totals: figures.ValueTotals) -> str:
    if totals.counted == totals.targets:
        return ""
    return _("{n} of {all} targets counted").format(n=totals.counted, all=totals.targets)


def cash_note(s: Snapshot, totals: figures.ValueTotals) -> str:
    """What part of the value releases cash, beside what comes back as time."""
    share = totals.cash_share
    part = _("{p} % of the value").format(p=number(s, share, 0)) if share is not None else ""
    if totals.time is None:
        return part
    time = _("{time} comes back as time").format(time=compact(s, totals.time))
    return f"{part}; {time}" if part else time


def cost(s: Snapshot, drawn: Simulation | None) -> list[Headline]:
    """What production costs, against the pilot, and when it has paid back."""
    return [run(s, drawn), multiple(s), payback(s, drawn)]


def run(s: Snapshot, drawn: Simulation | None) -> Headline:
    """Cost of a year in production."""
    run, years = costs.run_cost(s), costs.three_years(s)
    if run is None or years is None:
        return unknown(_("Production a year"), _("no cost line has a yearly amount yet"))
    total = _("{amount} in three years").format(amount=compact(s, years))
    return Headline(
        _("Production a year"),
        compact(s, run),
        join(spread(s, drawn.cost if drawn else None), total),
    )


def multiple(s: Snapshot) -> Headline:
    """The first year of production against the pilot, beside the user's own planning rule."""
    times, first = costs.multiple(s), costs.year_one(s)
    if times is None or first is None:
        return unknown(_("Against the pilot"), _("needs the cost of pilot and production"))
    note = _("first year {amount}").format(amount=compact(s, first))
    by_rule = costs.rule_cost(s)
    if by_rule is not None:
        note = join(note, _by_rule(s, by_rule))
    value = _("{n} × the pilot").format(n=factor(s, times))
    return Headline(_("Against the pilot"), value, note)


def _by_rule(s: Snapshot, amount: float) -> str:
    """The planning rule with its reading and its source: "380 % more" is not "380 % of"."""
    basis = s.one(CostBasis)
    percent = number(s, basis.rule_percent or 0.0, 0)
    reading = (
        _("your rule, {p} % more than the pilot, says {amount}")
        if basis.rule_reading == "more"
        else _("your rule, {p} % of the pilot, says {amount}")
    )
    said = reading.format(p=percent, amount=compact(s, amount))
    source = shorten(basis.rule_source, 60)
    return f"{said} ({source})" if source else said


def payback(s: Snapshot, drawn: Simulation | None) -> Headline:
    """When it has paid back, with all value and with cash alone, and the net present value."""
    if not cashflow.months(s):
        return unknown(_("Pays back in"), _("needs value and cost of a year"))
    present = cashflow.net_present_value(s)
    worth = (
        _("net present value {amount}").format(amount=compact(s, present))
        if present is not None
        else ""
    )
    nine = _("P90: {time}").format(time=_months(drawn.payback_p90)) if drawn and drawn.value else ""
    cash = _("cash alone: {time}").format(time=_months(cashflow.payback_cash(s)))
    return Headline(_("Pays back in"), _months(cashflow.payback(s)), join(nine, cash, worth))


def _months(months: int | None) -> str:
    if months is None:
        return _("not in {n} years").format(n=cashflow.HORIZON // 12)
    return _("{n} months").format(n=months) if months != 1 else _("1 month")
