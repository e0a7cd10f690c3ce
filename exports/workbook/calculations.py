"""Sheets that only calculate: production month by month, and its cost by category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.workbook.book import HEAD_ROW, Book
from exports.workbook.cells import Entry, Formula, Row
from exports.workbook.columns import figure_format, money_format
from exports.workbook.formulas import categories, months
from models import cashflow
from models.fields import Kind
from models.i18n import _
from models.records import CostLine

_MONTHS = range(cashflow.HORIZON + 1)
_MONTH_WIDTHS = (9, 14, 13, *[17] * 7)
_CATEGORY_WIDTHS = (30, *[19] * 6, 14)


def add_months(book: Book) -> None:
    """Value, cost and what is left of them, from go-live through five years."""
    page = book.pages[months.TABLE]
    page.row_dimensions[HEAD_ROW].height = 30
    formulas = [column.formula() for column in months.COLUMNS]
    heads = list(months.titles().values())
    book.add_table(page, months.TABLE, heads, len(_MONTHS), formulas)
    book.calculated[months.TABLE] = heads[1:]  # the number of the month has no formula
    rows = _month_rows(book, heads, formulas)
    book.add(months.TABLE, rows, HEAD_ROW + len(_MONTHS), _MONTH_WIDTHS)


def _month_rows(book: Book, heads: Sequence[str], formulas: Sequence[str]) -> Iterator[Row]:
    note = _("Month 0 holds the pilot and what is paid once; month 1 begins with go-live.")
    yield from book.top(_("Month by month"), note)
    yield _heads(book, heads, first="header_amount")
    looks = [
        book.look(
            "number" if column.name == months.NUMBER else "calculated",
            "0%" if column.kind is Kind.PERCENT else figure_format(book, column.kind),
        )
        for column in months.COLUMNS
    ]
    for number, result in enumerate(months.results(book.snapshot)):
        yield [
            # The number of the month has no formula.
            (Formula(formula, result.get(column.name)) if formula else number, look)
            for column, formula, look in zip(months.COLUMNS, formulas, looks, strict=True)
        ]


def add_categories(book: Book) -> None:
    """The cost of pilot and production side by side, and the bridge between them."""
    page = book.pages[categories.TABLE]
    page.row_dimensions[HEAD_ROW].height = 30
    heads = list(categories.titles().values())
    book.calculated[categories.TABLE] = heads[1:]
    lines = _lines()
    book.add_table(page, categories.TABLE, heads, len(lines), [""] * len(heads))
    rows = _category_rows(book, heads, lines)
    book.add(categories.TABLE, rows, HEAD_ROW + len(lines), _CATEGORY_WIDTHS)


def _lines() -> list[tuple[str, categories.Line]]:
    of_category = categories.of_category()
    return [
        (_("Pilot"), categories.first()),
        *((CostLine.category.text_of(c.value), of_category) for c in CostLine.category.choices),
        (_("Without a category"), categories.of_no_category()),
        (_("First year of production"), categories.last()),
    ]


def _category_rows(
    book: Book, heads: Sequence[str], lines: Sequence[tuple[str, categories.Line]]
) -> Iterator[Row]:
    note = _("What the cost lines add up to, and the steps from the pilot to the first year.")
    yield from book.top(_("Cost by category"), note)
    *figures, settled = heads
    yield [*_heads(book, figures), (settled, book.look("header_calculated"))]
    money = money_format(book)
    results = categories.results(book.snapshot)
    for place, ((title, line), result) in enumerate(zip(lines, results, strict=True)):
        end = place in (0, len(lines) - 1)
        label = book.look("total_label" if end else "text")
        amount = book.look("total" if end else "calculated", money)
        words = book.look("total" if end else "calculated_text")
        looks = dict.fromkeys(categories.AMOUNTS, amount) | {categories.SETTLED: words}
        amounts = {name: Formula(formula, result.get(name)) for name, formula in line.items()}
        yield [(title, label), *((amounts.get(name, ""), look) for name, look in looks.items())]


def _heads(book: Book, heads: Sequence[str], *, first: str = "header") -> list[Entry]:
    looks = (book.look(first), book.look("header_calculated_amount"))
    return [(head, looks[place > 0]) for place, head in enumerate(heads)]
