"""What the value targets are worth a year, each from its low over its likely to its high case."""

from __future__ import annotations

from math import fsum
from statistics import median
from typing import Any

from exports.workbook.book import Book
from exports.workbook.cells import Formula
from exports.workbook.charts.block import (
    Block,
    Chart,
    axis_title,
    bars,
    filled,
    legend,
    nothing,
    scale_of,
    series,
    unless,
)
from exports.workbook.formulas.common import total_where
from exports.workbook.names import ID, reference
from exports.workbook.references import column, every, quoted
from exports.workbook.style import ACCENT, BAR
from models import figures as library
from models.display import compact, money_scale
from models.i18n import _
from models.records import ValueTarget
from models.snapshot import Snapshot
from models.text import shorten

MOST = 8
"""Targets with a bar of their own; the others share one."""

_BASE, _LOW, _HIGH_BELOW, _HIGH, _LOW_BELOW = range(5, 10)
_CENT = 0.005
"""Less than this is nothing."""
_LONGEST = 44
"""Characters of a target's name on the chart."""

_Case = tuple[float, float, float]
"""Low, likely and high, a year."""


def figures(book: Book, first: int) -> Block:
    """A line for each of the largest targets, for the others, and for all together."""
    heads = (
        _("Value target"),
        _("Low"),
        _("Likely"),
        _("High"),
        _("Below the bar"),
        _("Low to likely"),
        _("Likely to high, below 0"),
        _("Likely to high"),
        _("Low to likely, below 0"),
    )
    shown = _largest(book.snapshot)
    rows: list[list[Any]] = []
    for target, case in shown:
        rows.append(_line(_title(target), _cases_of(target), case, first + len(rows)))
    total = _all(book.snapshot)
    rest = _rest(total, [case for _target, case in shown])
    names = ["value_a_year_low", "value_a_year", "value_a_year_high"]
    row, last = first + len(rows), first + len(rows) - 1
    aside = rest is None or abs(rest[1]) < _CENT
    others = _others((first, last), row + aside, rest)
    together = _line(_("All together"), names, total, row + (not aside))
    rows += [together, others] if aside else [others, together]
    return Block(_("What it is worth a year"), heads, first, rows, aside=aside)


def _largest(snapshot: Snapshot) -> list[tuple[ValueTarget, _Case]]:
    known = [(target, case) for target in snapshot.all(ValueTarget) if (case := _case(target))]
    return sorted(known, key=lambda pair: -pair[1][1])[:MOST]


def _case(target: ValueTarget) -> _Case | None:
    found = library.value_low(target), library.value_a_year(target), library.value_high(target)
    low, likely, high = found
    return None if low is None or likely is None or high is None else (low, likely, high)


def _all(snapshot: Snapshot) -> _Case | None:
    totals = library.value_totals(snapshot)
    if totals.low is None or totals.year is None or totals.high is None:
        return None
    return totals.low, totals.year, totals.high


def _rest(total: _Case | None, shown: list[_Case]) -> _Case | None:
    if total is None:
        return None
    low, likely, high = (
        whole - fsum(case[place] for case in shown) for place, whole in enumerate(total)
    )
    return low, likely, high


def _title(target: ValueTarget) -> Formula:
    """The target's name as its sheet says it, also after somebody changed it there."""
    names = every(ValueTarget.what)
    place = f"MATCH({quoted(target.id)},{column(ValueTarget, ID, 'Data')},0)"
    return Formula(f'IFERROR(LEFT(INDEX({names},{place}),{_LONGEST}),"")', target.what[:_LONGEST])


def _cases_of(target: ValueTarget) -> list[str]:
    this = f"({column(ValueTarget, ID, 'Data')}={quoted(target.id)})"
    names = ("value_low", "value_year", "value_high")
    return [total_where(this, column(ValueTarget, name, "Data")) for name in names]


def _others(span: tuple[int, int], row: int, rest: _Case | None) -> list[Any]:
    first, last = span
    shown = rest is not None and abs(rest[1]) >= _CENT
    title = Formula(
        f'IF(ABS(SUM(C{row}))<{_CENT},"",{quoted(_("All others"))})',
        _("All others") if shown else None,
    )
    names = {"B": "value_a_year_low", "C": "value_a_year", "D": "value_a_year_high"}
    cases = []
    for letter, name in names.items():
        others = f"SUM({letter}{first}:{letter}{last})" if last >= first else "0"
        cases.append(f'IF(COUNT({name})=0,"",{name}-{others})')
    return _line(title, cases, rest, row)


def _line(title: str | Formula, cases: list[str], found: _Case | None, row: int) -> list[Any]:
    """Bars grow from zero to both sides, so what lies below zero is counted apart."""
    low, likely, high = f"MIN(B{row}:D{row})", f"MEDIAN(B{row}:D{row})", f"MAX(B{row}:D{row})"
    parts = (
        f"MAX(0,{low})+MIN(0,{high})",
        f"MAX({likely},0)-MAX({low},0)",
        f"MIN({likely},0)-MIN({high},0)",
        f"MAX({high},0)-MAX({likely},0)",
        f"MIN({low},0)-MIN({likely},0)",
    )
    results = _parts(found) if found else [None] * len(parts)
    return [
        title,
        *(Formula(case, found[place] if found else None) for place, case in enumerate(cases)),
        *(
            Formula(f'IF(COUNT(B{row}:D{row})<3,"",{part})', result)
            for part, result in zip(parts, results, strict=True)
        ),
    ]


def _parts(case: _Case) -> list[float]:
    low, likely, high = min(case), median(case), max(case)
    return [
        max(0, low) + min(0, high),
        max(likely, 0) - max(low, 0),
        min(likely, 0) - min(high, 0),
        max(high, 0) - max(likely, 0),
        min(low, 0) - min(likely, 0),
    ]


def chart(book: Book, block: Block, sheet: str) -> Chart:
    """A bar a line; where its two parts meet is what is likely."""
    drawn = bars(block.title)
    total = _all(book.snapshot)
    number_format, unit = scale_of(max(map(abs, total)) if total else 0.0)
    near, far = filled(ACCENT), filled(BAR)
    looks = {_BASE: nothing(), _LOW: near, _HIGH_BELOW: far, _HIGH: far, _LOW_BELOW: near}
    for column_, look in looks.items():
        drawn.series.append(series(block, sheet, column_, look))
    # LibreOffice counts the entries from the other end; these are the same from both.
    legend(drawn, (0, 2, 4))
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.x_axis.tickLblPos = "low"
    drawn.y_axis.crosses = "max"
    drawn.y_axis.numFmt = number_format
    drawn.y_axis.title = axis_title(f"{money_scale(book.snapshot, unit)} {_('a year')}")
    aside = f"ABS(SUM({reference(sheet, f'$C${block.last}')}))>={_CENT}" if block.aside else ""
    needs = unless("COUNT(value_a_year)=1", _needs(), now=total is not None, aside=aside)
    return Chart(drawn, _in_words(book.snapshot, total), needs)


def _needs() -> str:
    return _("It needs a value target with figures: minutes and volume, or money a year.")


def _in_words(snapshot: Snapshot, total: _Case | None) -> str:
    if total is None:
        return _needs()
    low, likely, high = (compact(snapshot, amount) for amount in total)
    text = _("All together from {low} to {high} a year, likely {likely}.")
    return shorten(text.format(low=low, likely=likely, high=high), 200)
