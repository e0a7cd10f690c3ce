"""The cost bridge as columns: from the pilot over the largest steps to the first year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from exports.workbook.names import reference
from exports.workbook.references import cells, equal, quoted
from exports.workbook.style import ACCENT, BAR, INK
from models import costs
from models.display import compact, money_scale
from models.i18n import _
from models.records import CostLine
from models.snapshot import Snapshot

_THIN = 0.07
"""Share of the highest column below which a step has no room for its figure."""

_BASE, _WHOLE, _MORE, _LESS, _ABOVE_MORE, _ABOVE_LESS, _LABEL = range(4, 11)
_CENT = 0.005
"""Less than this is nothing."""
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
        _("Figure above, more"),
        _("Figure above, less"),
        _("On the chart"),
    )
    found = costs.bridge(book.snapshot)
    chosen = _chosen(book.snapshot)
    thin = _thin(found)
    rows = [_end(_("Pilot"), "cost_until_decision", found.pilot if found else None)(first)]
    level = found.pilot if found else 0.0
    for category in chosen:
        step = dict(found.steps).get(category, 0.0) if found else None
        titles = [CostLine.category.text_of(category), _broken(short_label(category))]
        row = first + len(rows)
        rows.append(_step(titles, _amount_of(titles[0]), step, level, row=row, thin=thin))
        level += step or 0.0
    rest = found.production - level if found else None
    end = _end(_("First year"), "cost_first_year", found.production if found else None)
    row, last = first + len(rows), first + len(rows) - 1
    aside = rest is None or abs(rest) < _CENT
    others = _others((first, last), rest, level, row + aside, thin)
    rows += [end(row), others[:2]] if aside else [others, end(row + 1)]
    title = _("From pilot to production cost")
    return Block(title, heads, first, rows, label_column=_LABEL, aside=aside)


def _chosen(snapshot: Snapshot) -> list[str]:
    """The categories that have a step when the workbook is made, as the charter shows them."""
    return [part.category for part in costs.by_category(snapshot) if part.category and part.step]


def _thin(found: costs.Bridge | None) -> float:
    """The amount below which the figure of a step stands above it."""
    return round(_THIN * max(found.pilot, found.production)) if found else 0.0


def _broken(label: str) -> str:
    """A label on two lines where it may be broken; charts know no soft hyphens."""
    return label.replace("\u00ad", "-\n")


def _end(title: str, name: str, amount: float | None) -> Callable[[int], list[Any]]:
    """The row of a column that stands on the ground, for the number of its row."""

    def made(row: int) -> list[Any]:
        same = Formula(f'IF(COUNT(B{row})=0,"",B{row})', amount)
        known = Formula(f'IF({_KNOWN},{name},"")', amount)
        return [title, known, same, None, same, None, None, None, None, title]

    return made


def _amount_of(title: str) -> str:
    heads = categories.titles()
    titles = cells(categories.TABLE, heads[categories.CATEGORY], "Data")
    steps = cells(categories.TABLE, heads[categories.STEP], "Data")
    return f'IF({_KNOWN},SUMPRODUCT({equal(titles, title)}*1,{steps}),"")'


def _step(
    titles: Sequence[str], amount: str, step: float | None, level: float, *, row: int, thin: float
) -> list[Any]:
    """A step: invisible up to the lower of its ends, and then what it adds or takes away.

    The figure of a thin one stands on an invisible piece of the same height above it.
    """

    def said(formula: str, result: float | None) -> Formula:
        return Formula(f'IF(COUNT(B{row})=0,"",{formula})', None if step is None else result)

    by = step or 0.0
    more, less, is_thin = max(by, 0.0), max(-by, 0.0), abs(by) < thin
    return [
        titles[0],
        Formula(amount, step),
        said(f"C{row - 1}+B{row}", level + by),
        said(f"MIN(C{row - 1},C{row})", min(level, level + by)),
        None,
        said(f"MAX(B{row},0)", more),
        said(f"MAX(-B{row},0)", less),
        said(f'IF(ABS(B{row})<{thin:g},MAX(B{row},0),"")', more if is_thin else None),
        said(f'IF(ABS(B{row})<{thin:g},MAX(-B{row},0),"")', less if is_thin else None),
        titles[1],
    ]


def _others(
    span: tuple[int, int], step: float | None, level: float, row: int, thin: float
) -> list[Any]:
    """Whatever has no column of its own; without a name where that is nothing."""
    first, last = span
    shown = step is not None and abs(step) >= _CENT
    title = Formula(
        f'IF(ABS(SUM(B{row}))<{_CENT},"",{quoted(_("All others"))})',
        _("All others") if shown else None,
    )
    amount = f'IF({_KNOWN},cost_first_year-SUM(B{first}:B{last}),"")'
    return _step((title, title), amount, step, level, row=row, thin=thin)


def chart(book: Book, block: Block, sheet: str) -> Chart:
    """The columns, with each figure on them, or above those that stand on the ground."""
    found = costs.bridge(book.snapshot)
    number_format, unit = scale_of(max(found.pilot, found.production) if found else 0.0)
    drawn = bars(", ".join(filter(None, (block.title, money_scale(book.snapshot, unit)))))
    drawn.type, drawn.gapWidth = "col", 35
    drawn.series.append(series(block, sheet, _BASE, nothing()))
    whole = series(block, sheet, _WHOLE, filled(ACCENT))
    whole.dPt = [DataPoint(idx=len(block.drawn) - 1, spPr=filled(INK))]
    drawn.series.append(whole)
    room = f"[>={_thin(found):g}]"
    for column, sign, looks in ((_MORE, "+", filled(BAR)), (_LESS, "-", hatched(ACCENT))):
        step = series(block, sheet, column, looks)
        figures_on(step, f"{room}{sign}{number_format};;", INK)
        drawn.series.append(step)
    for column, sign in ((_ABOVE_MORE, "+"), (_ABOVE_LESS, "-")):
        above = series(block, sheet, column, nothing())
        figures_on(above, f"{sign}{number_format};;", INK, "inBase")
        drawn.series.append(above)
    drawn += _totals(block, sheet, number_format)
    drawn.y_axis.delete = True
    aside = f"ABS(SUM({reference(sheet, f'$B${block.last}')}))>={_CENT}" if block.aside else ""
    needs = unless(_KNOWN, _needs(), now=found is not None, aside=aside)
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
