"""Value with its range: one line a target from low to high, and all of them together."""

from __future__ import annotations

from typing import NamedTuple

from exports.pictures.board import Board, Look
from exports.pictures.shapes import Colour, Picture, Rect
from models import figures, simulation
from models.display import compact
from models.i18n import _, ngettext
from models.record import Record
from models.simulation import Line
from models.snapshot import Snapshot

_MOST = 12
"""Targets that have a line of their own; the others share one."""
_ROW, _TALL, _TOTAL = 1.75, 2.7, 2.6
"""Height of a row with one line of text, with two, and of the total, in em."""
_LONG = 38
"""Characters from which on a name takes two lines on paper."""
_THICK = 0.85
_CASH = Look("bar", "accent")
_TIME = Look("panel", "accent", hatched=True)
_BOTH = Look("ink")
_MIXED = Look("quiet", "muted")


class _Row(NamedTuple):
    label: str
    low: float
    middle: float
    high: float
    look: Look
    record: Record | None = None


def height(snapshot: Snapshot) -> float:
    """The height that suits it, in em."""
    names = [line.record.caption for line in simulation.value_lines(snapshot)]
    row = _TALL if any(len(name) > _LONG for name in names) else _ROW
    return 9.4 + row * min(_MOST, len(names))


def draw(board: Board, snapshot: Snapshot, heading: float) -> Picture:
    """The targets, the largest first; then all together, and what of it releases cash."""
    title = _("What it is worth a year")
    lines = sorted(simulation.value_lines(snapshot), key=lambda line: -line.likely)
    if not lines:
        board.heading(title, "", heading)
        return board.nothing(
            title, _("It needs a value target with figures: minutes and volume, or money a year.")
        )
    board.heading(title, _("from low to high, with a mark at likely"), heading)
    drawn = simulation.known(snapshot)
    spread = drawn.value if drawn else None
    board.legend(
        (
            (_CASH, _("Releases cash")),
            (_TIME, _("Comes back as time")),
            (
                _BOTH,
                _("8 of 10 cases, all together")
                if spread
                else _("Lowest to highest, all together"),
            ),
        )
    )
    if not board.small:
        likely, spread_said = _in_words(snapshot, lines)
        both = f"{likely} {spread_said}".rstrip()
        board.note(both if board.holds(both) else likely, below=_height_of_rows(board, lines))
        _Drawing(board, snapshot, lines, _total(lines, spread)).draw()
    return board.finished(_alt(snapshot, lines))


class _Drawing:
    """The lines on the board."""

    def __init__(self, board: Board, snapshot: Snapshot, lines: list[Line], total: _Row) -> None:
        self.board, self.snapshot = board, snapshot
        room = (board.bottom - board.top) / board.em - _TOTAL
        self.row = _row_height(board, lines, room)
        self.rows = _rows(lines, max(1, min(_MOST, int(room / self.row + 0.01))))
        self.total = total
        texts = [(self._middle(row), self._range(row)) for row in (*self.rows, total)]
        wide = (board.right - board.left) / board.em
        gap = board.em
        ranges = max(board.width_of(text) for _likely, text in texts) + gap if wide > 42 else 0.0
        figure = max(board.width_of(text, bold=True) for text, _range in texts)
        self.label = _room_for_names(board)
        self.range_x = board.right - ranges
        self.figure_x = self.range_x - figure
        self.left = board.left + self.label + gap
        self.right = max(self.left + gap, self.figure_x - gap)
        ends = [0.0, total.low, total.high, *(v for r in self.rows for v in (r.low, r.high))]
        self.low, self.high = min(ends), max(ends)

    def draw(self) -> None:
        board, y = self.board, self.board.top
        zero = self._x(0.0)
        end = y + (self.row * len(self.rows) + _TOTAL) * board.em
        board.stroke(zero, y, zero, min(end, board.bottom))
        for row in self.rows:
            self._row(row, y, self.row)
            y += self.row * board.em
        y += (_TOTAL - _ROW) * board.em / 2
        board.stroke(board.left, y, board.right, y)
        self._row(self.total, y + (_TOTAL - _ROW) * board.em / 2, _ROW)

    def _x(self, amount: float) -> float:
        span = self.high - self.low
        share = (amount - self.low) / span if span else 0.0
        return self.left + share * (self.right - self.left)

    def _row(self, row: _Row, y: float, height: float) -> None:
        board, bold = self.board, row.look is _BOTH
        high = height * board.em
        text = y + (high - board.line_height()) / 2
        self._name(row.label, y, high, bold=bold)
        thick = _THICK * board.em
        start, end = self._x(row.low), self._x(row.high)
        wide = max(end - start, 0.15 * board.em)
        board.bar(Rect(start, y + (high - thick) / 2, wide, thick), row.look)
        self._mark(self._x(row.middle), y + high / 2, thick / 2, "panel" if bold else "ink")
        room = self.range_x - self.figure_x
        board.text(
            self._middle(row), self.figure_x, text, room, bold=True, align="right", whole=True
        )
        self._rest_of(row, Rect(board.left, y, board.right - board.left, high), text)

    def _name(self, label: str, y: float, high: float, *, bold: bool) -> None:
        board = self.board
        lines = board.wrap(label, self.label, 1 if high < _TALL * board.em else 2)
        y += (high - len(lines) * board.line_height()) / 2
        for number, line in enumerate(lines):
            below = y + number * board.line_height()
            board.text(line, board.left, below, self.label, bold=bold)

    def _mark(self, x: float, y: float, half: float, colour: Colour) -> None:
        over = half + 0.25 * self.board.em
        self.board.stroke(x, y - over, x, y + over, "ink", thickness=0.2)
        self.board.stroke(x, y - half, x, y + half, colour, thickness=0.2)

    def _rest_of(self, row: _Row, place: Rect, text: float) -> None:
        board = self.board
        gap = board.em
        if self.range_x < board.right:
            room = board.right - self.range_x - gap
            board.text(self._range(row), self.range_x + gap, text, room, colour="muted", whole=True)
        if row.record is not None:
            board.spot(place, row.record, f"{row.label}: {self._middle(row)}, {self._range(row)}")

    def _middle(self, row: _Row) -> str:
        return compact(self.snapshot, row.middle)

    def _range(self, row: _Row) -> str:
        if round(row.low) == round(row.high):
            return ""
        return f"{compact(self.snapshot, row.low)} – {compact(self.snapshot, row.high)}"


def _room_for_names(board: Board) -> float:
    return min(0.32 * (board.right - board.left), 24.0 * board.em)


def _row_height(board: Board, lines: list[Line], room: float) -> float:
    """Two lines of text a row where names need them and `room`, in em, has them for all."""
    names = [line.record.caption for line in lines[:_MOST]]
    long = not all(board.fits(name, _room_for_names(board)) for name in names)
    return _TALL if long and _TALL * len(names) <= room + 0.01 else _ROW


def _height_of_rows(board: Board, lines: list[Line]) -> float:
    """Height in em of what stands above the remark, which itself takes three lines at most."""
    room = (board.bottom - board.top - 3 * board.line_height()) / board.em - 0.5 - _TOTAL
    return _row_height(board, lines, room) * min(_MOST, len(lines)) + _TOTAL


def _rows(lines: list[Line], most: int) -> list[_Row]:
    rows = [_row_of(line) for line in lines]
    if len(rows) <= most:
        return rows
    rest = lines[most - 1 :]
    text = ngettext("and {n} more", "and {n} more", len(rest)).format(n=len(rest))
    looks = {row.look for row in rows[most - 1 :]}
    look = looks.pop() if len(looks) == 1 else _MIXED
    return [*rows[: most - 1], _together(text, rest, look)]


def _row_of(line: Line) -> _Row:
    look = _CASH if line.record.values["cash"] else _TIME
    return _Row(line.record.caption, line.low, line.likely, line.high, look, line.record)


def _together(label: str, lines: list[Line], look: Look) -> _Row:
    low, likely = sum(line.low for line in lines), sum(line.likely for line in lines)
    return _Row(label, low, likely, sum(line.high for line in lines), look)


def _total(lines: list[Line], spread: simulation.Spread | None) -> _Row:
    """All together: with the range that the simulation says, or as long as it was not made with
    the sums.
    """
    row = _together(_("All together"), lines, _BOTH)
    return row if spread is None else row._replace(low=spread.p10, high=spread.p90)


def _in_words(snapshot: Snapshot, lines: list[Line]) -> tuple[str, str]:
    """The total with its two parts, which are never added up silently; and its range."""
    totals = figures.value_totals(snapshot)
    likely = compact(snapshot, sum(line.likely for line in lines))
    parts = [
        _("{amount} of it releases cash").format(amount=compact(snapshot, totals.cash))
        if totals.cash is not None
        else _("nothing is said to release cash"),
        _("{amount} comes back as time").format(amount=compact(snapshot, totals.time))
        if totals.time is not None
        else "",
    ]
    said = ", ".join(part for part in parts if part)
    text = _("Likely {total} a year: {parts}.").format(total=likely, parts=said)
    drawn = simulation.known(snapshot)
    if drawn is None or drawn.value is None:
        return text, ""
    spread = _("All targets drawn together: P10 {p10}, P50 {p50}, P90 {p90}.").format(
        p10=compact(snapshot, drawn.value.p10),
        p50=compact(snapshot, drawn.value.p50),
        p90=compact(snapshot, drawn.value.p90),
    )
    return text, spread


def _alt(snapshot: Snapshot, lines: list[Line]) -> str:
    targets = "; ".join(
        _("{target}: {low} to {high}, likely {likely}").format(
            target=line.record.caption,
            low=compact(snapshot, line.low),
            high=compact(snapshot, line.high),
            likely=compact(snapshot, line.likely),
        )
        for line in lines[:_MOST]
    )
    said = " ".join(part for part in _in_words(snapshot, lines) if part)
    return f"{said} {targets}."
