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
    "month": (
        "month|monat|mois|mes|mês|mese|maand",
        r"monthly|monatlich\w*|monatskosten|mensuel\w*|mensua\w+|mensa(?:l|is)|mensil[ei]|"
        r"maandelijkse?",
    ),
    "half": (
        "half[- ]?year|halbjahr|semestre|semester|halfjaar",
        r"half[- ]?yearly|semi-?annual(?:ly)?|halbjährlich\w*|semestriel\w*|semestra\w+|"
        r"halfjaarlijkse?",
    ),
    "year": (
        "year|annum|jahr|an|año|ano|anno|jaar",
        r"yearly|annual|annually|jährlich\w*|jahreskosten|annuel\w*|anua(?:l|les|is)|"
        r"annual[ei]|annu[oaie]|jaarlijkse?",
    ),
    "quarter": (
        "quarter|quartal|trimestre|kwartaal",
        r"quarterly|vierteljährlich\w*|quartalskosten|trimestriel\w*|trimestra\w+|"
        r"driemaandelijkse?",
    ),
    "week": (
        "week|woche|semaine|semana|settimana",
        r"weekly|wöchentlich\w*|hebdomadaires?|semanal\w*|semanais|settimanal[ei]|wekelijkse?",
    ),
}
"""A period, and the word for something that comes every time, with its endings. What is said
within another word comes first: "semi-annual"."""
_PER = r"(?:\b(?:per|a|pro|je|par|al|por|each|every)\s+|/\s?)"
_SAID = {
    name: re.compile(rf"{_PER}(?:{period})\b|\b(?:{adverb})\b", re.IGNORECASE)
    for name, (period, adverb) in _PERIODS.items()
}
"""A period has to be said as one: "cost per month", not "year-end audit"."""
_ALONE = {
    name: re.compile(rf"\W*(?:{period}|{adverb})\W*", re.IGNORECASE)
    for name, (period, adverb) in _PERIODS.items()
}
"""In a column that says how often, the word alone is enough."""
_TIMES = {"month": 12.0, "half": 2.0, "quarter": 4.0, "week": 52.0, "year": 1.0}
_CODE = re.compile(rf"\b({'|'.join(code for code, _text in CURRENCIES)})\b|[€£$¥₹]")
_MONEY = r"(?=€|£|\$|eur\b|usd\b|chf\b|gbp\b)"
_THOUSANDS = re.compile(
    rf"\b[kt]{_MONEY}|\bthousands?\b|\btsd\b|\b000['’]?s?\b|[(/ ]k\)?$", re.IGNORECASE
)
_MILLIONS = re.compile(rf"\bm{_MONEY}|\bmillions?\b|\bmio\b", re.IGNORECASE)


class Head(NamedTuple):
    """What the head of a column of amounts says of all of them."""

    currency: str = ""
    factor: float = 1.0


class Row(NamedTuple):
    """A row of a budget: its name, its cells, and their heads by what the columns are."""

    name: str
    cells: Mapping[str, Cell]
    heads: Mapping[str, str]

    def text(self, column: str, way: Way) -> str:
        """What stands in a column."""
        return text_of(self.cells[column], way.locale) if column in self.cells else ""


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


def figures_of(row: Row, way: Way) -> Figures:
    """The amounts of a row."""
    result = Figures()
    for column in _COLUMNS:
        if column in row.cells:
            _amount(result, column, row, way)
    return result


def amount_in(cell: Cell, head: str, way: Way) -> Amount | None:
    """The amount of a cell under a head; a figure has the currency that the head says."""
    said = head_of(head)
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        found: Amount | None = None if cell.percent else Amount(likely=Quantity(cell.value))
    else:
        found = read_amount(text_of(cell, way.locale), way.locale)
    return found.times(said.factor).within(said.currency) if found else None


def _amount(result: Figures, column: str, row: Row, way: Way) -> None:
    """Add what one cell says; where nothing is made of it, its text and why."""
    head, text = row.heads.get(column, ""), row.text(column, way)
    beside = f"{head}: {text}" if head else text
    amount = amount_in(row.cells[column], head, way)
    if amount is None or amount.ambiguous:
        if has_figure(text):
            result.doubts.append(_("“{text}” is no amount that is clear.").format(text=text))
        result.beside.append(beside)
        return
    again = row.text(RECURRING, way)
    times = 1.0
    try:
        target, times = _target(column, amount, row, again)
        result.values.update(_placed(target, amount.times(times).within("", per=""), way))
    except Refusal as refusal:
        result.doubts.append(refusal.reason if isinstance(refusal, Unfit) else refusal.what)
        result.beside.append(f"{beside} ({again})" if again else beside)
        return
    if times != 1.0 or amount.is_range:
        result.beside.append(f"{beside} × {times:g}" if times != 1.0 else beside)


def _target(column: str, amount: Amount, row: Row, again: str) -> tuple[str, float]:
    """The field of an amount, and how often it comes a year. Raises Refusal if that is unsaid."""
    per = next((q.per for q in amount.all if q is not None and q.per), "")
    head = row.heads.get(column, "")
    if column == MONTH:
        return "year", 12.0
    if column != AMOUNT:
        often = per or _period(head, _SAID)
        return column, _TIMES.get(often, 1.0) if column in _YEARS else 1.0
    once = _ONCE.search(again) or _ONCE.search(head)
    named = _period(again, _SAID) or _period(again, _ALONE) or _period(f"{head} {row.name}", _SAID)
    if (period := per or named) in _TIMES and not once:
        return "year", _TIMES[period]
    if _AGAIN.search(again) or _AGAIN.search(head):
        raise Refusal(_("It comes again, but not said whether a month or a year."))
    if RECURRING in row.heads and not once:
        raise Refusal(_("It does not say whether this is paid once or again."))
    return "one_off", 1.0


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
            said = f"{quantity.currency} {quantity.number:g}".strip()
            value = amount_for(fit, quantity, said, currency=way.currency)
            checked.append((name, fit.check(value)))
    return iter(checked)
