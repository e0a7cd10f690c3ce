"""Votes: the options by their dots, or how many hands showed how many fingers."""

from __future__ import annotations

from typing import NamedTuple

from exports.pictures.board import Board, Look
from exports.pictures.shapes import Colour, Picture, Rect
from models.i18n import N_, _
from models.records import Vote
from models.snapshot import Snapshot
from models.votes import ASKED, FINGERS, fingers_of, options_of, outcome, ranked

_ROW, _THICK = 2.8, 1.6
_USUAL = Look("accent", "accent")
_ASKED = Look("panel", "accent", hatched=True)
_NAMES = 0.45
"""Share of the width for the names of the options."""
_MEANINGS = (
    N_("Fist: no"),
    N_("1 finger: serious concerns"),
    N_("2 fingers: concerns to hear first"),
    N_("3 fingers: can live with it"),
    N_("4 fingers: in favour"),
    N_("5 fingers: fully behind it"),
)


class _Row(NamedTuple):
    label: str
    votes: int
    look: Look


def draw_one(board: Board, snapshot: Snapshot, vote: Vote) -> Picture:
    """One vote as large as there is room for; its question stands elsewhere."""
    rows = _fingers(vote) if vote.sort == "fist" else _dots(vote)
    if not any(row.votes for row in rows):
        return _before(board, vote, rows)
    if vote.sort == "fist":
        board.legend(((_USUAL, _("three and more")), (_ASKED, _("asked what would be needed"))))
    if not board.small:
        _draw(board, rows)
    return board.finished(f"{vote.question}: {outcome(snapshot, vote)}. {_in_words(rows)}")


def _before(board: Board, vote: Vote, rows: list[_Row]) -> Picture:
    """What is asked of the room: the options, or the fingers."""
    if vote.sort == "fist" or not rows:
        meanings = "; ".join(_(meaning) for meaning in _MEANINGS)
        fist = _("Show your fingers, all at the same time. {meanings}.").format(meanings=meanings)
        return board.nothing(vote.question, fist if vote.sort == "fist" else _("No option yet."))
    wide, high = board.right - board.left, min(_ROW * board.em, _share(board, len(rows)))
    for number, row in enumerate(rows):
        board.text(f"•  {row.label}", board.left, board.top + number * high, wide, size=1.0)
    told = "; ".join(row.label for row in rows)
    return board.finished(f"{vote.question}: {told}.")


def _share(board: Board, lines: int) -> float:
    """Height of a line, where so many share the room."""
    return max((board.bottom - board.top) / lines, 1.3 * board.line_height())


def _dots(vote: Vote) -> list[_Row]:
    return [_Row(each.text, each.dots or 0, _USUAL) for each in ranked(options_of(vote))]


def _fingers(vote: Vote) -> list[_Row]:
    counts = fingers_of(vote).counts
    return [
        _Row(_(_MEANINGS[n]), counts[n], _ASKED if n <= ASKED else _USUAL)
        for n in reversed(FINGERS)
    ]


def _draw(board: Board, rows: list[_Row]) -> None:
    """As many bars as there is room for; how many more there are stands below."""
    room = board.bottom - board.top
    least = 1.3 * board.line_height()
    most = max(1, int(room / least))
    shown = rows if len(rows) <= most else rows[: most - 1]
    lines = len(shown) + (len(shown) < len(rows))
    high = min(_ROW * board.em, room / lines)
    wide = board.right - board.left
    label = min(_NAMES * wide, max(board.width_of(row.label) for row in shown) + board.em)
    figure = max(board.width_of(str(row.votes), bold=True) for row in rows) + 0.6 * board.em
    top, longest = max(row.votes for row in rows), wide - label - figure
    for number, row in enumerate(shown):
        y = board.top + number * high
        _bar(board, row, Rect(board.left, y, label, high), longest * row.votes / top)
    if len(shown) < len(rows):
        text = _("and {n} more").format(n=len(rows) - len(shown))
        board.text(text, board.left, board.top + len(shown) * high, wide, colour="muted")


def _bar(board: Board, row: _Row, place: Rect, length: float) -> None:
    thick = min(_THICK * board.em, 0.75 * place.height)
    text = place.y + (place.height - board.line_height()) / 2
    board.text(row.label, place.x, text, place.width - board.em)
    if length:
        board.bar(Rect(place.right, place.y + (place.height - thick) / 2, length, thick), row.look)
    x = place.right + length + (0.5 * board.em if length else 0.0)
    colour: Colour = "ink" if row.votes else "muted"
    board.text(str(row.votes), x, text, board.right - x, bold=True, colour=colour, whole=True)


def _in_words(rows: list[_Row]) -> str:
    return "; ".join(f"{row.label}: {row.votes}" for row in rows) + "."
