"""The sheet "Range": what the simulation drew, as values, because no formula draws like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from exports.workbook.book import RANGE, Book
from exports.workbook.cells import Row
from exports.workbook.columns import money_format
from models import cashflow
from models.display import number
from models.i18n import _
from models.record import Record
from models.simulation import (
    DRAWS,
    Simulation,
    Spread,
    cost_lines,
    simulate,
    value_lines,
)
from models.snapshot import Snapshot
from models.text import shorten

MOST_LINES = 200
"""Lines with a range that are drawn: half a second that cannot be interrupted. No workshop
states more; whoever has thousands of rows gets the sums of lows and highs on the summary."""
_SHOWN_MOVERS = 10
_WIDTHS = (52, 20, 20, 20)


def add_range(book: Book) -> None:
    """The range of value, cost and payback, and the lines that move it most."""
    drawn = simulate(book.snapshot) if _ranged(book.snapshot) <= MOST_LINES else None
    rows = list(_drawn(book, drawn) if drawn else _left_out(book))
    book.add(RANGE, rows, len(rows), _WIDTHS)


def _ranged(snapshot: Snapshot) -> int:
    lines = chain(value_lines(snapshot), cost_lines(snapshot))
    return sum(line.high > line.low for line in lines)


def _top(book: Book, note: str) -> Iterator[Row]:
    yield from book.top(_("Range"), note)
    yield []


def _left_out(book: Book) -> Iterator[Row]:
    yield from _top(
        book,
        _("Not drawn: more than {n} lines have a low and a high case.").format(n=MOST_LINES),
    )


def _drawn(book: Book, drawn: Simulation) -> Iterator[Row]:
    note = _(
        "{n} draws of PERT ranges with a fixed seed, made by Groundwork at export and "
        "recalculated only there."
    )
    yield from _top(book, note.format(n=number(book.snapshot, DRAWS, 0)))
    yield _heads(book, (_("Result"),), (_("P10"), _("P50"), _("P90")))
    for title, spread in (
        (_("Value a year"), drawn.value),
        (_("Production a year"), drawn.cost),
        (_("Value minus cost, a year"), drawn.net),
    ):
        yield _spread(book, title, spread)
    yield _paybacks(book, drawn)
    yield [(_reading(), book.look("note"))]
    yield []
    yield _heads(book, (_("What moves the result most"), _("Kind")), (_("Share"),))
    yield from _movers(book, drawn)


def _reading() -> str:
    return _("One in ten results is below P10, half are below P50, nine in ten below P90.")


def _heads(book: Book, words: Sequence[str], amounts: Sequence[str]) -> Row:
    left, right = book.look("header"), book.look("header_right")
    return [*((title, left) for title in words), *((title, right) for title in amounts)]


def _spread(book: Book, title: str, spread: Spread | None) -> Row:
    amount = book.look("amount", money_format(book))
    values = (spread.p10, spread.p50, spread.p90) if spread else ("", "", "")
    return [(title, book.look("fact")), *((value, amount) for value in values)]


def _paybacks(book: Book, drawn: Simulation) -> Row:
    months = book.look("amount", f'0"\u00a0{_("months")}"')
    never = _("not in {n} years").format(n=cashflow.HORIZON // 12) if drawn.net else ""
    half, nine = (
        never if months_ is None else months_ for months_ in (drawn.payback_p50, drawn.payback_p90)
    )
    return [(_("Pays back in"), book.look("fact")), ("", months), (half, months), (nine, months)]


def _movers(book: Book, drawn: Simulation) -> Iterator[Row]:
    text, share = book.look("fact"), book.look("amount", "0%")
    for mover in drawn.movers[:_SHOWN_MOVERS]:
        record: Record = mover.record
        yield [(shorten(record.caption, 80), text), (record.label(), text), (mover.share, share)]
    if not drawn.movers:
        yield [(_("No line has a low and a high case."), text), ("", text), ("", share)]
