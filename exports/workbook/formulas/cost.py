"""Key figures of production cost, and of when it pays back."""

from __future__ import annotations

from exports.workbook.formulas import months
from exports.workbook.formulas.common import Figure, total
from exports.workbook.names import cell_name
from exports.workbook.references import every, quoted
from models import cashflow, costs
from models.fields import Field, Kind
from models.i18n import N_
from models.records import CostBasis, CostLine, Pilot, Wave


def _pilot_cost() -> str:
    lines, stated = every(CostLine.pilot), cell_name(Pilot.cost)
    return f'IF(COUNT({lines})>0,SUM({lines}),IF(COUNT({stated})=1,{stated},""))'


def _case(field: Field[float | None]) -> str:
    """All low or all high cases together; the likely amount where a line has none."""
    case, year = every(field), every(CostLine.year)
    own = f"SUMPRODUCT(ISNUMBER({year})*ISNUMBER({case}),{case})"
    likely = f"SUMPRODUCT(ISNUMBER({year})*(1-ISNUMBER({case})),{year})"
    return f'IF(COUNT({year})=0,"",{own}+{likely})'


def _with_one_off(years: int) -> str:
    return f'IF(COUNT(cost_a_year)=0,"",{years}*cost_a_year+SUM(cost_once))'


def _multiple() -> str:
    open_ = "OR(COUNT(cost_first_year,cost_until_decision)<2,SUM(cost_until_decision)=0)"
    return f'IF({open_},"",cost_first_year/cost_until_decision)'


def _by_rule() -> str:
    percent, reading = cell_name(CostBasis.rule_percent), cell_name(CostBasis.rule_reading)
    more = f"({reading}={quoted(CostBasis.rule_reading.text_of('more'))})*1"
    open_ = f'OR(COUNT({percent},cost_until_decision)<2,{reading}="")'
    return f'IF({open_},"",({percent}/100+{more})*cost_until_decision)'


def _begins() -> str:
    go_live, starts = cell_name(Pilot.go_live), every(Wave.start)
    return f'IF(COUNT({go_live})=1,{go_live},IF(COUNT({starts})=0,"",MIN({starts})))'


FIGURES: tuple[Figure, ...] = (
    Figure(
        "cost_until_decision",
        N_("Cost until the decision"),
        Kind.MONEY,
        costs.pilot_cost,
        _pilot_cost,
        note=N_("What the cost lines say about the pilot, else the stated pilot cost."),
    ),
    Figure(
        "cost_once",
        N_("Production, once"),
        Kind.MONEY,
        costs.one_off,
        lambda: total(every(CostLine.one_off)),
    ),
    Figure(
        "cost_a_year",
        N_("Production a year"),
        Kind.MONEY,
        costs.run_cost,
        lambda: total(every(CostLine.year)),
    ),
    Figure(
        "cost_a_year_low",
        N_("Low"),
        Kind.MONEY,
        costs.run_low,
        lambda: _case(CostLine.year_low),
        note=N_("All low cases at once; see “Range” for what is likely."),
    ),
    Figure(
        "cost_a_year_high",
        N_("High"),
        Kind.MONEY,
        costs.run_high,
        lambda: _case(CostLine.year_high),
        note=N_("All high cases at once."),
    ),
    Figure(
        "cost_first_year",
        N_("First year of production"),
        Kind.MONEY,
        costs.year_one,
        lambda: _with_one_off(1),
        note=N_("Once and a year together."),
    ),
    Figure(
        "cost_multiple",
        N_("Against the pilot"),
        Kind.NUMBER,
        costs.multiple,
        _multiple,
        unit=N_("× the pilot"),
        note=N_("First year of production ÷ cost until the decision."),
    ),
    Figure(
        "cost_by_rule",
        N_("First year by the planning rule"),
        Kind.MONEY,
        costs.rule_cost,
        _by_rule,
        note=N_("Your own rule of thumb, for comparison only."),
    ),
    Figure(
        "cost_three_years",
        N_("Three years of production"),
        Kind.MONEY,
        costs.three_years,
        lambda: _with_one_off(3),
        note=N_("Without the pilot, not discounted."),
    ),
    Figure(
        "production_begins",
        N_("Production begins"),
        Kind.DATE,
        cashflow.first_day,
        _begins,
        note=N_("The planned go-live, else the start of the first wave."),
    ),
    Figure(
        "payback_months",
        N_("Pays back in"),
        Kind.COUNT,
        cashflow.payback,
        lambda: months.first_above_zero(months.TOTAL),
        unit=N_("months"),
        note=N_("After go-live; empty if not within 60 months."),
    ),
    Figure(
        "payback_months_cash",
        N_("Pays back in, cash alone"),
        Kind.COUNT,
        cashflow.payback_cash,
        lambda: months.first_above_zero(months.TOTAL_CASH),
        unit=N_("months"),
        note=N_("With the cash-releasing value alone."),
    ),
    Figure(
        "net_present_value",
        N_("Net present value"),
        Kind.MONEY,
        cashflow.net_present_value,
        months.net_present_value,
        note=N_("Pilot and three years of production, at the stated discount rate."),
    ),
)
"""The figures of `models.costs` and `models.cashflow`; the last ones read the sheet of months."""
