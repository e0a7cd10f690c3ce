"""The columns of the sheet "Month by month": `models.cashflow.months` as formulas."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from exports.workbook.cells import Result
from exports.workbook.names import cell_name, headers
from exports.workbook.references import cells, every
from models import cashflow
from models.fields import Kind
from models.i18n import N_, _
from models.records import CostBasis, Wave
from models.snapshot import Snapshot

TABLE = "cash_flow"
"""Name of the table, and key of its sheet."""

NUMBER, BEGINS, SHARE = "number", "begins", "share"
VALUE, CASH, COST, NET = "value", "cash", "cost", "net"
TOTAL, TOTAL_CASH, DISCOUNTED = "total", "total_cash", "discounted"

_TITLES = {
    NUMBER: N_("Month"),
    BEGINS: N_("Begins on"),
    SHARE: N_("People started"),
    VALUE: N_("Value"),
    CASH: N_("… of which cash"),
    COST: N_("Cost"),
    NET: N_("Value minus cost"),
    TOTAL: N_("So far"),
    TOTAL_CASH: N_("So far, cash alone"),
    DISCOUNTED: N_("Discounted"),
}


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """One column: its name, what it holds, and its formula ("" for the number of the month)."""

    name: str
    kind: Kind
    formula: Callable[[], str]


def titles() -> dict[str, str]:
    """The heads of the columns by name, in the current language."""
    return dict(zip(_TITLES, headers(_(title) for title in _TITLES.values()), strict=True))


def _here(name: str) -> str:
    return cells(TABLE, titles()[name], "This Row")


def _every(name: str) -> str:
    return cells(TABLE, titles()[name], "Data")


def _said(amount: str) -> str:
    """An amount once value and cost of a year are known; "" before that."""
    return f'IF(COUNT(value_a_year,cost_a_year)=2,{amount},"")'


def _begins() -> str:
    number = _here(NUMBER)
    open_ = f"OR({number}=0,COUNT(production_begins)=0)"
    return f'IF({open_},"",EDATE(production_begins,{number}-1))'


def _share() -> str:
    """`models.cashflow.ramp`: a wave counts from the month in which it starts."""
    number, start, people = _here(NUMBER), every(Wave.start), every(Wave.people)
    dated = f"SUMPRODUCT(ISNUMBER({start})*1,{people})"
    before = f"({start}<EDATE(production_begins,{number}))"
    started = f"SUMPRODUCT(ISNUMBER({start})*{before},{people})"
    everybody = "IF(SUM(people_affected)>0,people_affected,people_in_waves)"
    at_once = f"OR(COUNT(production_begins)=0,{dated}=0)"
    return f"IF({number}=0,0,IF({at_once},1,MIN(1,{started}/{everybody})))"


def _cost() -> str:
    return _said(f"IF({_here(NUMBER)}=0,SUM(cost_until_decision,cost_once),cost_a_year/12)")


def _so_far(name: str) -> str:
    """The sum of a column up to the month of the formula, whatever the order of the rows."""
    return f"SUMPRODUCT(({_every(NUMBER)}<={_here(NUMBER)})*1,{_every(name)})"


def _discounted() -> str:
    rate = cell_name(CostBasis.rate)
    amount = f"{_here(NET)}/(1+{rate}/100)^({_here(NUMBER)}/12)"
    return f'IF(COUNT({_here(NET)},{rate})=2,{amount},"")'


COLUMNS: tuple[MonthColumn, ...] = (
    MonthColumn(NUMBER, Kind.COUNT, str),
    MonthColumn(BEGINS, Kind.DATE, _begins),
    MonthColumn(SHARE, Kind.PERCENT, _share),
    MonthColumn(VALUE, Kind.MONEY, lambda: _said(f"value_a_year/12*{_here(SHARE)}")),
    MonthColumn(CASH, Kind.MONEY, lambda: _said(f"SUM(value_cash_releasing)/12*{_here(SHARE)}")),
    MonthColumn(COST, Kind.MONEY, _cost),
    MonthColumn(NET, Kind.MONEY, lambda: _said(f"{_here(VALUE)}-{_here(COST)}")),
    MonthColumn(TOTAL, Kind.MONEY, lambda: _said(_so_far(NET))),
    MonthColumn(TOTAL_CASH, Kind.MONEY, lambda: _said(f"{_so_far(CASH)}-{_so_far(COST)}")),
    MonthColumn(DISCOUNTED, Kind.MONEY, _discounted),
)


def results(snapshot: Snapshot) -> list[dict[str, Result]]:
    """What the formulas give in each month, by column."""
    begin, rate = cashflow.first_day(snapshot), snapshot.one(CostBasis).rate
    found: list[dict[str, Result]] = [
        {
            NUMBER: number,
            BEGINS: cashflow.months_after(begin, number - 1) if begin and number else None,
            SHARE: share,
        }
        for number, share in enumerate(cashflow.ramp(snapshot))
    ]
    for month, row in zip(cashflow.months(snapshot), found, strict=False):  # or there are none
        net = month.value - month.cost
        row |= {VALUE: month.value, CASH: month.cash, COST: month.cost, NET: net}
        row |= {TOTAL: month.total, TOTAL_CASH: month.total_cash}
        if rate is not None:
            row[DISCOUNTED] = net * math.pow(1 + rate / 100, -month.number / 12)
    return found


def first_above_zero(name: str) -> str:
    """The first month after go-live in which a sum is above zero; "" where none is.

    To the cent, so that the last digits of an addition decide nothing. `SUMPRODUCT` makes
    `MAX` look at every row in all versions of Excel.
    """
    number, sums, beyond = _every(NUMBER), _every(name), cashflow.HORIZON + 1
    above = f"({number}>0)*(ROUND({sums},2)>0)*({beyond}-{number})"
    best = f"SUMPRODUCT(MAX({above}))"
    known = f"COUNT({sums})=ROWS({sums})"
    return f'IF({known},IF({best}=0,"",{beyond}-{best}),"")'


def net_present_value() -> str:
    """The discounted amounts of months 0 to 36; "" without a stated rate."""
    last, discounted = 12 * cashflow.YEARS, _every(DISCOUNTED)
    amount = f"SUMPRODUCT(({_every(NUMBER)}<={last})*1,{discounted})"
    return f'IF(COUNT({discounted})=0,"",{amount})'
