"""Key figures of the value targets."""

from __future__ import annotations

from exports.workbook.formulas.common import Figure, total, total_where
from exports.workbook.references import column, every, quoted
from models import figures
from models.fields import Kind
from models.i18n import N_, _
from models.records import ValueTarget


def _column(name: str) -> str:
    return column(ValueTarget, name, "Data")


def _where_cash(sign: str) -> str:
    condition = f"({every(ValueTarget.cash)}{sign}{quoted(_('Yes'))})"
    return total_where(condition, _column("value_year"))


FIGURES: tuple[Figure, ...] = (
    Figure(
        "value_a_year",
        N_("Value a year"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).year,
        lambda: total(_column("value_year")),
        note=N_("All value targets, at the adoption stated for each."),
    ),
    Figure(
        "value_a_year_low",
        N_("Low"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).low,
        lambda: total(_column("value_low")),
    ),
    Figure(
        "value_a_year_high",
        N_("High"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).high,
        lambda: total(_column("value_high")),
    ),
    Figure(
        "value_cash_releasing",
        N_("Cash-releasing"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).cash,
        lambda: _where_cash("="),
        note=N_("Money that is really saved or earned."),
    ),
    Figure(
        "value_time_released",
        N_("Time-released"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).time,
        lambda: _where_cash("<>"),
        note=N_("Time that people get for other work; not money in the bank."),
    ),
    Figure(
        "hours_a_month",
        N_("Hours a month"),
        Kind.NUMBER,
        lambda s: figures.value_totals(s).hours_month,
        lambda: total(_column("hours_month")),
        unit=N_("h"),
    ),
)
"""The figures of the step "Value in numbers", as `models.figures` defines them."""
