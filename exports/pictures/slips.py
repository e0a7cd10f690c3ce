"""Estimate rounds: each with its slips, their spread, and what the room agreed on."""

from __future__ import annotations

from exports.pictures import strip
from exports.pictures.board import Board
from exports.pictures.shapes import Picture, Rect
from exports.pictures.strip import Strip
from models.estimating import amount, spread_text
from models.i18n import _, ngettext
from models.records import EstimateRound
from models.rounds import agreed_of, values_of
from models.snapshot import Snapshot

_MOST = 8
_ROW = 4.8
"""Height of a round, in em."""
_TALLEST = 16.0
_NAMES, _FIGURES = 0.34, 0.22
"""Shares of the width for the questions, and for what was agreed."""


def height(snapshot: Snapshot) -> float:
    """The height that suits it, in em."""
    return 4.2 + _ROW * len(_shown(snapshot))


def draw(board: Board, snapshot: Snapshot, heading: float) -> Picture:
    """The latest round on each question in a line of its own, each with its own scale."""
    title = _("What the room estimated")
    shown = _shown(snapshot)
    if not shown:
        board.heading(title, "", heading)
        return board.nothing(title, _("It needs an estimate round."))
    board.heading(title, _("a mark for each slip, far-out ones hollow"), heading)
    key = _("Band: the middle half. Line: the median. Below it: what was agreed, from low to high.")
    board.paragraph(key, 2)
    board.top += 0.4 * board.em
    if not board.small:
        _rows(board, snapshot, shown)
    return board.finished(" ".join([f"{title}.", *(said(snapshot, each) for each in shown)]))


def _shown(snapshot: Snapshot) -> list[EstimateRound]:
    """The last round on each question that has slips, in the order in which they were begun."""
    latest: dict[tuple[str, str], EstimateRound] = {}
    for each in snapshot.all(EstimateRound):
        if values_of(each):
            latest[each.about, "" if each.about else each.question.casefold()] = each
    return list(latest.values())[-_MOST:]


def draw_one(board: Board, snapshot: Snapshot, each: EstimateRound) -> Picture:
    """One round as large as there is room for; its question stands elsewhere."""
    if not values_of(each):
        silence = _("Write your number on a slip, in silence. Nobody says one aloud.")
        return board.nothing(each.question, silence)
    high = min(board.bottom - board.top, _TALLEST * board.em)
    place = Rect(board.left, board.top, board.right - board.left, high)
    strip.draw(board, _strip(snapshot, each), place, large=not board.small)
    return board.finished(said(snapshot, each))


def _rows(board: Board, snapshot: Snapshot, shown: list[EstimateRound]) -> None:
    wide = board.right - board.left
    high = min(_ROW * board.em, (board.bottom - board.top) / len(shown))
    names, figures = _NAMES * wide, _FIGURES * wide
    gap = board.em
    for number, each in enumerate(shown):
        y = board.top + number * high
        place = Rect(board.left + names, y, wide - names - figures, high - 0.5 * board.em)
        strip.draw(board, _strip(snapshot, each), place, large=False)
        _name(board, each.question, Rect(board.left, y, names - gap, high))
        _result(board, snapshot, each, Rect(board.right - figures + gap, y, figures - gap, high))
        board.spot(Rect(board.left, y, wide, high), each, said(snapshot, each))


def _strip(snapshot: Snapshot, each: EstimateRound) -> Strip:
    return Strip(values_of(each), agreed_of(each), lambda v: amount(snapshot, v, each.unit))


def _name(board: Board, text: str, place: Rect) -> None:
    lines = board.wrap(text, place.width, 2)
    y = place.y + (place.height - len(lines) * board.line_height()) / 2 - 0.25 * board.em
    for number, line in enumerate(lines):
        board.text(line, place.x, y + number * board.line_height(), place.width)


def _result(board: Board, snapshot: Snapshot, each: EstimateRound, place: Rect) -> None:
    agreed, slips = agreed_of(each), values_of(each)
    count = ngettext("{n} slip", "{n} slips", len(slips)).format(n=len(slips))
    y = place.y + place.height / 2 - board.line_height() - 0.25 * board.em
    if agreed is None:
        board.text(_("not agreed"), place.x, y, place.width, bold=True)
    else:
        likely = amount(snapshot, agreed.likely, each.unit)
        board.text(likely, place.x, y, place.width, bold=True, whole=True)
        ends = (amount(snapshot, value, each.unit) for value in (agreed.low, agreed.high))
        count = f"{' – '.join(ends)} · {count}"
    board.text(count, place.x, y + board.line_height(), place.width, colour="muted")


def said(snapshot: Snapshot, each: EstimateRound) -> str:
    """A round in words."""
    return f"{each.question}: {spread_text(snapshot, each)}."
