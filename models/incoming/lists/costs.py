"""Which amounts of a cost line a row of a budget says: once, a year, from and to.

A budget says it in its heads ("Monthly"), in a column beside the amount ("recurring"), or in the
name ("cost per month"). Where it does not say whether an amount comes again, or says a range where
a cost line has one figure, the text is kept beside the line and nothing is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from models.errors import Refusal, Unfit
from models.fields import Value
from models.i18n import _
from models.incoming.cells import Way, text_of
from models.incoming.lists.amounts import Amount, has_figure, read_amount
from models.incoming.lists.words import AMOUNT, MONTH, RECURRING
from models.incoming.sheets import Cell
from models.quantities import Quantity, amount_for
from models.records import CostLine
from models.records.common import CURRENCIES

_COLUMNS = ("pilot", "one_off", "year_low", "year", "year_high", AMOUNT, MONTH)
"""Columns that hold amounts."""
_YEARS = ("year_low", "year", "year_high")
_ONCE = re.compile(
    r"\b(one[- ]?(time|off)|once|initial|capex|einmalig\w*|ponctuel\w*|unique|única?|único|"
    r"una vez|uma vez|eenmalig\w*)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(recurring|ongoing|running|opex|laufend\w*|wiederkehrend\w*|récurrent\w*|recurrente\w*|"
    r"terugkerend\w*|doorlopend\w*)\b",
    re.IGNORECASE,
)
_PERIODS = {
    "month": r"month(ly)?|monat(lich)?|mois|mensuel\w*|mensual\w*|mes|mensal|mês|maand(elijks)?",
    "year": r"year(ly)?|annual(ly)?|annum|p\.?a|jahr|jährlich|an|annuel\w*|anual|año|ano|jaar(lijks)?",
    "quarter": r"quarter(ly)?|quartal|trimestr\w*|kwartaal",
    "week": r"week(ly)?|woche|wöchentlich|semaine|semana|wekelijks",
}
_PERIOD = {
    name: re.compile(
        rf"(?:\b(?:per|a|pro|je|par|al|por|each)\s+|/\s?|^|\b)(?:{words})\b", re.IGNORECASE
    )
    for name, words in _PERIODS.items()
}
_SAID = {
    name: re.compile(rf"(?:\b(?:per|a|pro|je|par|al|por)\s+|/\s?)(?:{words})\b", re.IGNORECASE)
    for name, words in _PERIODS.items()
}
"""In a name a period has to be said as one: "cost per month", not "year-end audit"."""
_TIMES = {"month": 12.0, "quarter": 4.0, "week": 52.0, "year": 1.0}
_CODE = re.compile(rf"\b({'|'.join(code for code, _text in CURRENCIES)})\b|[€£$¥₹]")
_THOUSANDS = re.compile(
    r"\b(k|t)(?=€|£|\$|eur\b|usd\b|chf\b|gbp\b)|\bthousands?\b|\btsd\b|['’]?000s?\b|\bk\b",
    re.IGNORECASE,
)
_MILLIONS = re.compile(
    r"\bm(?=€|£|\$|eur\b|usd\b|chf\b|gbp\b)|\bmillions?\b|\bmio\b", re.IGNORECASE
)


class Head(NamedTuple):
    """What the head of a column of amounts says of all of them."""

    currency: str = ""
    factor: float = 1.0


@dataclass
class Figures:
    """What was read of one row."""

    values: dict[str, Value] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    """Lines for the basis: amounts as they were written, where the figure alone says less."""
    doubts: list[str] = field(default_factory=list)


def head_of(text: str) -> Head:
    """What a head says: "Cost in USD", "Amount (k€)"."""
    code = _CODE.search(text)
    thousands, millions = _THOUSANDS.search(text), _MILLIONS.search(text)
    return Head(code[0] if code else "", 1e3 if thousands else 1e6 if millions else 1.0)


def figures_of(cells: Mapping[str, Cell], name: str, heads: Mapping[str, str], way: Way) -> Figures:
    """The amounts of a row; `heads` are the heads of its columns by what they are."""
    result = Figures()
    for column in _COLUMNS:
        if column in cells:
            _amount(result, column, cells, name, heads, way)
    if not any(column in cells for column in _COLUMNS) and RECURRING in cells:
        result.beside.append(text_of(cells[RECURRING], way.locale))
    return result


def amount_in(cell: Cell, head: str, way: Way) -> Amount | None:
    """The amount of a cell under a head; a figure has the currency that the head says."""
    said = head_of(head)
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        found: Amount | None = None if cell.percent else Amount(likely=Quantity(cell.value))
    else:
        found = read_amount(text_of(cell, way.locale), way.locale)
    return found.times(said.factor).within(said.currency) if found else None


def _amount(
    result: Figures,
    column: str,
    cells: Mapping[str, Cell],
    name: str,
    heads: Mapping[str, str],
    way: Way,
) -> None:
    cell = cells[column]
    head = heads.get(column, "")
    text = text_of(cell, way.locale)
    beside = f"{head}: {text}" if head else text
    amount = amount_in(cell, head, way)
    if amount is None or amount.ambiguous:
        if text.strip() and (has_figure(text) or column != AMOUNT):
            result.doubts.append(_("“{text}” is no amount that is clear.").format(text=text))
        if text.strip():
            result.beside.append(beside)
        return
    again = text_of(cells[RECURRING], way.locale) if RECURRING in cells else ""
    target, times, doubt = _target(column, amount, again, name, head, RECURRING in heads)
    if doubt:
        result.doubts.append(doubt)
        result.beside.append(f"{beside} ({again})" if again else beside)
        return
    if times != 1.0 or amount.is_range:
        result.beside.append(f"{beside} × {times:g}" if times != 1.0 else beside)
    try:
        result.values.update(_placed(target, amount.times(times).within("", per=""), way))
    except Refusal as refusal:
        result.doubts.append(refusal.reason if isinstance(refusal, Unfit) else refusal.what)
        if beside not in result.beside and not (times != 1.0 or amount.is_range):
            result.beside.append(beside)


def _target(
    column: str, amount: Amount, again: str, name: str, head: str, said_elsewhere: bool
) -> tuple[str, float, str]:
    """The field of an amount, how often it comes a year, or why neither is known."""
    per = next((q.per for q in amount.all if q is not None and q.per), "")
    if column == MONTH:
        return "year", 12.0, ""
    if column != AMOUNT:
        return column, _TIMES.get(per, 1.0) if column in _YEARS else 1.0, ""
    period = per or _period(again, _PERIOD) or _period(f"{head} {name}", _SAID)
    if period in _TIMES and not _ONCE.search(again):
        return "year", _TIMES[period], ""
    if _AGAIN.search(again) or _AGAIN.search(head):
        return "", 1.0, _("It comes again, but not said whether a month or a year.")
    if said_elsewhere and not _ONCE.search(again):
        return "", 1.0, _("It does not say whether this is paid once or again.")
    return "one_off", 1.0, ""


def _period(text: str, periods: Mapping[str, re.Pattern[str]]) -> str:
    return next((name for name, words in periods.items() if words.search(text)), "")


def _placed(target: str, amount: Amount, way: Way) -> Iterator[tuple[str, Value]]:
    """The values of fields. Raises Refusal where there is no field, or another currency."""
    if target in _YEARS:
        low, likely, high = amount.all
        named = [(_YEARS[0], low), (target, likely), (_YEARS[2], high)]
    else:
        if amount.is_range:
            raise Refusal(_("A cost line has no range for this, so the figure was left open."))
        named = [(target, amount.likely)]
    checked = []
    for name, quantity in named:
        if quantity is not None:
            fit = CostLine.fields[name]
            value = amount_for(
                fit,
                quantity,
                f"{quantity.currency} {quantity.number:g}".strip(),
                currency=way.currency,
            )
            checked.append((name, fit.check(value)))
    return iter(checked)
