"""The cost bridge as columns: from the pilot over the largest steps to the first year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import LineChart
from openpyxl.chart.marker import DataPoint, Marker

from exports.pictures.bridge import short_label
from exports.workbook.book import Book
from exports.workbook.cells import Formula
from exports.workbook.charts.block import (
    Block,
    Chart,
    bars,
    figures_on,
    filled,
    hatched,
    nothing,
    scale_of,
    series,
    unless,
)
from exports.workbook.formulas import categories
from exports.workbook.references import cells, equal, quoted
from exports.workbook.style import ACCENT, BAR, INK
from models import costs
from models.display import compact
from models.i18n import _
from models.records import CostLine
from models.snapshot import Snapshot

MOST = 7
"""Categories with a column of their own; the others share one."""

_BASE, _WHOLE, _MORE, _LESS, _LABEL = range(4, 9)
_KNOWN = "COUNT(cost_until_decision,cost_first_year)=2"


def figures(book: Book, first: int) -> Block:
    """One line for the pilot, one a step, and one for the first year of production."""
    heads = (
        _("Category"),
        _("Amount"),
        _("So far"),
        _("Below the step"),
        _("From and to"),
        _("More"),
        _("Less"),
        _("On the chart"),
    )
    found = costs.bridge(book.snapshot)
    chosen = _chosen(book.snapshot)
    rows = [_end(_("Pilot"), "cost_until_decision", found.pilot if found else None, first)]
    level = found.pilot if found else 0.0
    for category in chosen:
        step = dict(found.steps).get(category, 0.0) if found else None
        titles = [CostLine.category.text_of(category), _broken(short_label(category))]
        rows.append(_step(titles, _amount_of(titles[0]), step, level, first + len(rows)))
        level += step or 0.0
    rows.append(_others(first, len(rows), found.production - level if found else None, level))
    end = found.production if found else None
    rows.append(_end(_("First year"), "cost_first_year", end, first + len(rows)))
    title = _("From pilot to production cost")
    return Block(title, heads, first, rows, label_column=_LABEL)


def _chosen(snapshot: Snapshot) -> list[str]:
    """The categories with the largest steps when the workbook is made, in their own order."""
    parts = [part for part in costs.by_category(snapshot) if part.step]
    largest = sorted(parts, key=lambda part: -abs(part.step))[:MOST]
    return [part.category for part in parts if part in largest]


def _broken(label: str) -> str:
    """A label on two lines where it may be broken; charts know no soft hyphens."""
    return label.replace("\u00ad", "-\n")


def _end(title: str, name: str, amount: float | None, row: int) -> list[Any]:
    same = Formula(f'IF(COUNT(B{row})=0,"",B{row})', amount)
    known = Formula(f'IF({_KNOWN},{name},"")', amount)
    return [title, known, same, None, same, None, None, title]


def _amount_of(title: str) -> str:
    heads = categories.titles()
    titles = cells(categories.TABLE, heads[categories.CATEGORY], "Data")
    steps = cells(categories.TABLE, heads[categories.STEP], "Data")
    return f'IF({_KNOWN},SUMPRODUCT({equal(titles, title)}*1,{steps}),"")'


def _step(
    titles: Sequence[str], amount: str, step: float | None, level: float, row: int
) -> list[Any]:
    """A step: invisible up to the lower of its ends, and then what it adds or takes away."""

    def said(formula: str, result: float) -> Formula:
        return Formula(f'IF(COUNT(B{row})=0,"",{formula})', None if step is None else result)

    by = step or 0.0
    return [
        titles[0],
        Formula(amount, step),
        said(f"C{row - 1}+B{row}", level + by),
        said(f"MIN(C{row - 1},C{row})", min(level, level + by)),
        None,
        said(f"MAX(B{row},0)", max(by, 0.0)),
        said(f"MAX(-B{row},0)", max(-by, 0.0)),
        titles[1],
    ]


def _others(first: int, place: int, step: float | None, level: float) -> list[Any]:
    """Whatever has no column of its own; without a name where that is nothing."""
    row, shown = first + place, step is not None and abs(step) >= 0.005
    title = Formula(
        f'IF(ABS(SUM(B{row}))<0.005,"",{quoted(_("All others"))})',
        _("All others") if shown else None,
    )
    amount = f'IF({_KNOWN},cost_first_year-SUM(B{first}:B{row - 1}),"")'
    return _step((title, title), amount, step, level, row)


def chart(book: Book, block: Block, sheet: str) -> Chart:
    """The columns, with each figure on them, or above those that stand on the ground."""
    found = costs.bridge(book.snapshot)
    number_format, unit = scale_of(max(found.pilot, found.production) if found else 0.0)
    drawn = bars(", ".join(filter(None, (block.title, f"{book.sign} {unit}".strip()))))
    drawn.type, drawn.gapWidth = "col", 35
    drawn.series.append(series(block, sheet, _BASE, nothing()))
    whole = series(block, sheet, _WHOLE, filled(ACCENT))
    whole.dPt = [DataPoint(idx=len(block.rows) - 1, spPr=filled(INK))]
    drawn.series.append(whole)
    for column, sign, looks in ((_MORE, "+", filled(BAR)), (_LESS, "-", hatched(ACCENT))):
        step = series(block, sheet, column, looks)
        figures_on(step, f"{sign}{number_format};;", INK)
        drawn.series.append(step)
    drawn += _totals(block, sheet, number_format)
    drawn.y_axis.delete = True
    needs = unless(_KNOWN, _needs(), now=found is not None)
    return Chart(drawn, _in_words(book.snapshot, found), needs)


def _totals(block: Block, sheet: str, number_format: str) -> LineChart:
    """A line that is not seen, along the tops of pilot and first year, for their figures."""
    line = LineChart()
    tops = series(block, sheet, _WHOLE, nothing())
    tops.marker = Marker("none")
    tops.smooth = False
    figures_on(tops, f"{number_format};;", INK, "t")
    line.series.append(tops)
    return line


def _needs() -> str:
    return _("It needs what the pilot costs, and a year in production.")


def _in_words(snapshot: Snapshot, found: costs.Bridge | None) -> str:
    if found is None:
        return _needs()
    text = _("From the pilot, {pilot}, to the first year in production, {year}.")
    return text.format(
        pilot=compact(snapshot, found.pilot), year=compact(snapshot, found.production)
    )
