"""Value minus cost month by month, added up: how deep it goes, and when it has paid back."""

from __future__ import annotations

from exports.pictures.board import Board
from exports.pictures.shapes import Colour, Picture
from models import cashflow
from models.cashflow import Month
from models.display import compact
from models.i18n import _
from models.snapshot import Snapshot

_SHOWN = 12 * cashflow.YEARS
_EVERY = 6
"""Months from one mark to the next."""
_THICK = 0.22


def height(_snapshot: Snapshot) -> float:
    """The height that suits it, in em."""
    return 20.0


def draw(board: Board, snapshot: Snapshot, heading: float) -> Picture:
    """A line for all value and a dashed one for cash alone, over three years."""
    title = _("When it has paid back")
    months = cashflow.months(snapshot)[: _SHOWN + 1]
    if not months:
        board.heading(title, "", heading)
        return board.nothing(title, _("It needs value and cost of a year."))
    board.heading(title, _("value minus cost so far, by month after go-live"), heading)
    if not board.small:
        _Drawing(board, snapshot, months).draw()
    return board.finished(_alt(snapshot, months))


class _Drawing:
    """The two lines on the board."""

    def __init__(self, board: Board, snapshot: Snapshot, months: list[Month]) -> None:
        self.board, self.snapshot, self.months = board, snapshot, months
        totals = [m.total for m in months] + [m.total_cash for m in months] + [0.0]
        self.high, self.low = max(totals), min(totals)
        ends = [_amount(snapshot, months[-1].total), _amount(snapshot, months[0].total)]
        self.label = max(board.width_of(text, bold=True) for text in ends) + 0.8 * board.em
        self.left, self.right = board.left + 0.5 * board.em, board.right - self.label - 6 * board.em
        self.top = board.top + board.line_height()
        self.bottom = board.bottom - 2.4 * board.line_height()

    def draw(self) -> None:
        board, months = self.board, self.months
        zero = self._y(0.0)
        board.stroke(self.left, zero, self.right, zero, "muted")
        self._marks()
        self._line([m.total_cash for m in months], "bar", dashed=True)
        self._line([m.total for m in months], "accent")
        self._paid_back(cashflow.payback(self.snapshot))
        self._end(months[-1].total, _("all value"), "accent")
        self._end(months[-1].total_cash, _("cash alone"), "muted")

    def _x(self, month: int) -> float:
        return self.left + month / (len(self.months) - 1) * (self.right - self.left)

    def _y(self, amount: float) -> float:
        span = (self.high - self.low) or 1.0
        return self.bottom - (amount - self.low) / span * (self.bottom - self.top)

    def _line(self, totals: list[float], colour: Colour, *, dashed: bool = False) -> None:
        for month in range(1, len(totals)):
            self.board.stroke(
                *(self._x(month - 1), self._y(totals[month - 1])),
                *(self._x(month), self._y(totals[month])),
                colour,
                thickness=_THICK,
                dashed=dashed,
            )

    def _marks(self) -> None:
        board, y = self.board, self.bottom + 0.6 * self.board.em
        start = _("go-live: {amount}").format(amount=_amount(self.snapshot, self.months[0].total))
        board.text(start, board.left, y, self._x(_EVERY) - board.left, colour="muted", whole=True)
        for month in range(_EVERY, len(self.months), _EVERY):
            x = self._x(month)
            board.stroke(x, self.bottom + 0.2 * board.em, x, y, "line")
            room = 4 * board.em
            text = _("month {n}").format(n=month)
            board.text(text, x - room / 2, y, room, colour="muted", align="center", whole=True)

    def _paid_back(self, month: int | None) -> None:
        board = self.board
        if month is None or month >= len(self.months):
            return
        x, y = self._x(month), self._y(self.months[month].total)
        board.diamond(x, y, 0.9, "accent")
        text = _("paid back in month {n}").format(n=month)
        wide = board.width_of(text, bold=True)
        above = y - 1.9 * board.line_height()
        board.text(text, max(self.left, x - wide), above, wide, bold=True, whole=True)

    def _end(self, amount: float, words: str, colour: Colour) -> None:
        board, y = self.board, self._y(amount) - self.board.line_height() / 2
        x = self.right + 0.6 * board.em
        board.text(
            f"{_amount(self.snapshot, amount)}  {words}", x, y, board.right - x, colour=colour
        )


def _amount(snapshot: Snapshot, amount: float) -> str:
    return compact(snapshot, amount)


def _alt(snapshot: Snapshot, months: list[Month]) -> str:
    month = cashflow.payback(snapshot)
    paid = (
        _("It has paid back in month {n}.").format(n=month)
        if month is not None
        else _("It does not pay back within {n} years.").format(n=cashflow.HORIZON // 12)
    )
    text = _("Value minus cost so far: {start} at go-live, {end} after {n} months, {cash} of cash.")
    return f"{paid} " + text.format(
        start=_amount(snapshot, months[0].total),
        end=_amount(snapshot, months[-1].total),
        n=len(months) - 1,
        cash=_amount(snapshot, months[-1].total_cash),
    )
