"""What a budget adds up itself, held against its own lines: differences are said, not settled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.display import currency_of, locale_of
from models.i18n import _
from models.incoming.cells import Way
from models.incoming.lists.amounts import Amount
from models.incoming.lists.columns import ListTable
from models.incoming.lists.costs import amount_in
from models.incoming.lists.lines import Line, Role
from models.incoming.lists.words import AMOUNT, normal
from models.snapshot import Snapshot
from models.values import format_number

_FILLING = re.compile(
    r"\b(total|totals|subtotal|sum|summe|for|of|the|cost|costs|kosten|coûts?|costes?|custos?|budget|"
    r"estimated|de|des|du|para|von|für|initial)\b"
)
_BRACKETS = re.compile(r"\([^()]*\)")


class Sum(NamedTuple):
    """What amounts come to together, at least and at most."""

    low: float
    high: float

    def said(self, locale: str) -> str:
        """As text: "12,000 to 20,000"."""
        low, high = (format_number(each, locale) for each in self)
        return low if low == high else _("{low} to {high}").format(low=low, high=high)


class Sums:
    """The sums of a budget's lines, under each of its headings."""

    def __init__(self, now: Snapshot) -> None:
        self._way = Way(locale_of(now), currency_of(now))
        self._groups: dict[str, Sum] = {}
        self._since: Sum | None = None
        self._below: Sum | None = None
        """Of the lines since the last total, and since the last heading."""
        self._section = ""

    def see(self, table: ListTable, line: Line) -> str:
        """Take a row into account. Returns a sentence where it adds up others, and wrongly."""
        amount = self._amount(table, line)
        if line.role is Role.HEADING:
            self._below = None
            self._section = self._section if self._since else _key(line.name)
        if line.role is Role.TOTAL:
            return self._total(line, amount)
        if amount is not None and line.role is Role.ITEM:
            self._since, self._below = _plus(self._since, amount), _plus(self._below, amount)
            for key in {_key(line.group), self._section} - {""}:
                self._groups[key] = _plus(self._groups.get(key), amount)
        return ""

    def summaries(self, table: ListTable, found: Sequence[Line]) -> dict[int, str]:
        """Sentences on the rows of a list that sums up the ones before it, by their numbers.

        Where more than half of its rows do, the others are taken to do so as well.
        """
        items = [line for line in found if line.role is Role.ITEM]
        told = {line.number: said for line in items if (said := self._summary(table, line))}
        if len(told) * 2 > len(items):
            rest = _("Most rows of this list sum up another one; this may be one of them.")
            told |= {line.number: rest for line in items if line.number not in told}
        return told

    def _summary(self, table: ListTable, line: Line) -> str:
        found = self._groups.get(_key(line.name))
        amount = self._amount(table, line)
        if found is None or amount is None:
            return ""
        here, lines = amount.said(self._way.locale), found.said(self._way.locale)
        if found == amount:
            text = _("It sums up “{name}”, whose lines come to the same.")
        else:
            text = _("It sums up “{name}”, whose lines come to {sum}; here it says {here}.")
        return text.format(name=line.name, sum=lines, here=here)

    def _total(self, line: Line, amount: Sum | None) -> str:
        found = self._groups.get(_key(line.name)) or self._since
        agrees = amount in (found, self._below)
        self._since, self._below, self._section = None, None, ""
        if found is None or amount is None or agrees:
            return ""
        text = _("“{name}” says {here}, but the lines above it come to {sum}.")
        here, lines = amount.said(self._way.locale), found.said(self._way.locale)
        return text.format(name=line.name, here=here, sum=lines)

    def _amount(self, table: ListTable, line: Line) -> Sum | None:
        column = table.names.get(AMOUNT)
        if column is None or AMOUNT not in line.cells:
            return None
        return _sum(amount_in(line.cells[AMOUNT], column.head, self._way))


def _sum(amount: Amount | None) -> Sum | None:
    if amount is None or amount.ambiguous:
        return None
    figures = [each.number for each in amount.all if each is not None]
    return Sum(min(figures), max(figures))


def _plus(one: Sum | None, other: Sum) -> Sum:
    return Sum(one.low + other.low, one.high + other.high) if one else other


def _key(name: str) -> str:
    """A heading as totals name it: "Total for Planning" is about "Planning costs"."""
    return " ".join(_FILLING.sub(" ", normal(_BRACKETS.sub(" ", name))).split())
