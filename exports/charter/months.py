"""Month by month: value, cost and what is left, as finance enters it."""

from __future__ import annotations

from collections.abc import Iterator

from exports.charter import cuts, headings, picture, table
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
_BODY = style(8, leading=10, align="right", indent_right=6)
_BOLD = style(8, leading=10, bold=True, align="right", indent_right=6)
_NAME = style(8, leading=10)
_NAME_BOLD = style(8, leading=10, bold=True)


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
    room = table.room(pages)
    widths = [room * 0.26, room * 0.09, *[room * 0.65 / 5] * 5]
    paid = cashflow.payback(snapshot)
    rows = (_row(snapshot, month, month.number == paid) for month in months)
    yield from table.draw(pages, table.columns(widths, heads, named=0), rows)


def _row(snapshot: Snapshot, month: Month, paid: bool) -> table.Row:
    name, look = (_NAME_BOLD, _BOLD) if paid else (_NAME, _BODY)
    amounts = (month.value, month.cash, month.cost, month.total, month.total_cash)
    cells = [money(snapshot, round(amount)) for amount in amounts]
    share = f"{number(snapshot, month.share * 100, 0)} %"
    return table.Row(
        [
            paragraph(_called(snapshot, month, paid), name),
            *(paragraph(text, look) for text in (share, *cells)),
        ]
    )


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
