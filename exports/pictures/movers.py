"""What moves the result: the lines with the largest share of its range, and their evidence."""

from __future__ import annotations

from exports.pictures.board import Board, Look
from exports.pictures.shapes import Picture, Rect
from models.assumptions import Assumption, assumptions
from models.i18n import N_, _, ngettext
from models.records import ValueTarget
from models.simulation import simulate
from models.snapshot import Snapshot

_ROW, _THICK = 2.1, 1.15
_MOST = 7
_STRONG = Look("accent", "accent")
_WEAK = Look("panel", "accent", hatched=True)
_STATES = (
    (_WEAK, N_("Assumed, estimated, or not said")),
    (_STRONG, N_("Documented or measured")),
)


def height(snapshot: Snapshot) -> float:
    """The height that suits it, in em."""
    return 5.0 + _ROW * len(_shown(snapshot))


def draw(board: Board, snapshot: Snapshot, heading: float) -> Picture:
    """One bar for each line that moves the result, the longest first."""
    title = _("What moves the result")
    shown = _shown(snapshot)
    if not shown:
        board.heading(title, "", heading)
        return board.nothing(title, _("It needs amounts with a low and a high case."))
    board.heading(title, _("share of the range of value minus cost"), heading)
    board.legend([(look, _(words)) for look, words in _STATES])
    if not board.small:
        _draw_rows(board, shown)
    return board.finished(_alt(shown))


def _shown(snapshot: Snapshot) -> list[Assumption]:
    moving = [one for one in assumptions(snapshot, simulate(snapshot)) if one.share > 0]
    return sorted(moving, key=lambda one: -one.share)[:_MOST]


def _draw_rows(board: Board, shown: list[Assumption]) -> None:
    wide = board.right - board.left
    label = min(0.42 * wide, 26 * board.em)
    figure = board.width_of("100 %", bold=True) + 0.6 * board.em
    left, longest = board.left + label, wide - label - figure
    high = min(_ROW * board.em, (board.bottom - board.top) / len(shown))
    for number, one in enumerate(shown):
        y = board.top + number * high
        text = y + (high - board.line_height()) / 2
        board.text(_name(one), board.left, text, label - board.em)
        length = max(longest * one.share / shown[0].share, 0.2 * board.em)
        thick = min(_THICK * board.em, 0.8 * high)
        place = Rect(left, y + (high - thick) / 2, length, thick)
        board.bar(place, _WEAK if one.weak else _STRONG)
        board.text(_percent(one), left + length + 0.5 * board.em, text, figure, bold=True)
        board.spot(Rect(board.left, y, wide, high), one.record, f"{_name(one)}: {_percent(one)}")


def _name(one: Assumption) -> str:
    sort = _("Value") if isinstance(one.record, ValueTarget) else _("Cost")
    return f"{sort}: {one.record.caption}"


def _percent(one: Assumption) -> str:
    return f"{one.share * 100:.0f} %"


def _alt(shown: list[Assumption]) -> str:
    grade = ValueTarget.evidence
    parts = [
        f"{_name(one)}, {grade.text_of(one.grade) or _('evidence not said')}: {_percent(one)}"
        for one in shown
    ]
    text = ngettext(
        "The line that moves it: {lines}.", "The lines that move it: {lines}.", len(parts)
    )
    return f"{_('What moves the result')}. " + text.format(lines="; ".join(parts))
