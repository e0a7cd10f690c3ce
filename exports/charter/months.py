"""Month by month: value, cost and what is left, as finance enters it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.charter import cuts, fitting, headings, picture, table
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import MUTED
from models import cashflow
from models.cashflow import Month
from models.dates import format_date
from models.display import compact, locale_of, money, number
from models.i18n import _
from models.snapshot import Snapshot

_SHOWN = 12 * cashflow.YEARS
_HEAD = style(7.5, bold=True, colour=MUTED, align="right", indent_right=6)
_FIRST = style(7.5, bold=True, colour=MUTED)
_SHARES = (0.26, 0.09, *[0.13] * 5)


def draw(pages: Pages) -> Iterator[None]:
    """The chapter: the sum as a picture, then three years, month by month."""
    snapshot = pages.document.snapshot
    headings.chapter(pages, cuts.MONTHS, _("When does the money come back?"))
    headings.answer(pages, _answer(snapshot))
    months = cashflow.months(snapshot)[: _SHOWN + 1]
    if not months:
        return
    yield
    picture.place(pages, "flows", snapshot)
    yield from _table(pages, snapshot, months)
    pages.put(paragraph(_how(), style(8, leading=10.6, colour=MUTED)), after=4)


def _answer(snapshot: Snapshot) -> str:
    if not cashflow.months(snapshot):
        return _("That cannot be said yet: it needs value and cost of a year.")
    month = cashflow.payback(snapshot)
    if month is None:
        text = _("Not within {n} years.").format(n=cashflow.HORIZON // 12)
    else:
        text = _("In month {n} after go-live.").format(n=month)
    present = cashflow.net_present_value(snapshot)
    if present is None:
        return text + " " + _("Without a discount rate there is no net present value.")
    worth = _("The net present value over {years} years is {amount}.")
    return text + " " + worth.format(years=cashflow.YEARS, amount=compact(snapshot, present))


def _table(pages: Pages, snapshot: Snapshot, months: list[Month]) -> Iterator[None]:
    names = (_("Reached"), _("Value"), _("Of it cash"), _("Cost"), _("So far"), _("Cash so far"))
    heads = [paragraph(_("Month"), _FIRST), *(paragraph(name, _HEAD) for name in names)]
    told = [_figures(snapshot, month) for month in months]
    texts = dict(enumerate(zip(*told, strict=True), start=1))
    size, widths = fitting.fitted(table.room(pages), _SHARES, (_("Month"), *names), texts)
    paid = cashflow.payback(snapshot)
    rows = (
        _row(_called(snapshot, month, month.number == paid), figures, size, month.number == paid)
        for month, figures in zip(months, told, strict=True)
    )
    yield from table.draw(pages, table.columns(widths, heads, named=0), rows)


def _figures(snapshot: Snapshot, month: Month) -> list[str]:
    amounts = (month.value, month.cash, month.cost, month.total, month.total_cash)
    share = f"{number(snapshot, month.share * 100, 0)} %"
    return [share, *(money(snapshot, round(amount)) for amount in amounts)]


def _row(name: str, figures: Sequence[str], size: float, paid: bool) -> table.Row:
    look = style(size, leading=10, bold=paid, align="right", indent_right=fitting.INDENT)
    cells = (paragraph(text, look) for text in figures)
    return table.Row([paragraph(name, style(size, leading=10, bold=paid)), *cells])


def _called(snapshot: Snapshot, month: Month, paid: bool) -> str:
    if not month.number:
        return _("Before go-live")
    start = cashflow.first_day(snapshot)
    text = str(month.number)
    if start is not None:
        day = cashflow.months_after(start, month.number - 1)
        text = _("{n}, from {day}").format(n=text, day=format_date(day, locale_of(snapshot)))
    return _("{month}: paid back").format(month=text) if paid else text


def _how() -> str:
    return _(
        "Before go-live stand the pilot and what production costs once. From month 1 a twelfth of "
        "the yearly cost is paid in full, while value grows with the people whose wave has started."
    )
