"""Coverage: what is settled of the requirements of each governance area."""

from __future__ import annotations

from typing import NamedTuple

from exports.pictures.board import Board, Look
from exports.pictures.shapes import Picture, Rect
from models.i18n import N_, _
from models.records import Requirement
from models.snapshot import Snapshot

_ROW = 2.0
"""Height of an area, in em."""
_THICK = 1.2
_CELL = 3.0
"""The widest that one requirement is drawn, in em."""
_GAP = 0.22


class _State(NamedTuple):
    label: str
    look: Look


_OWNED = _State(N_("Owner and date"), Look("accent", "accent"))
_OPEN = _State(N_("Applies, owner or date missing"), Look("panel", "should", sign="!"))
_UNCLEAR = _State(N_("Not settled"), Look("panel", "muted", hatched=True))
_NOT = _State(N_("Does not apply"), Look("quiet", "quiet", sign="–", on="quiet"))
_STATES = (_OWNED, _OPEN, _UNCLEAR, _NOT)


class _Area(NamedTuple):
    label: str
    rows: list[tuple[_State, Requirement]]
    """In the order of the states."""

    @property
    def says(self) -> str:
        """How far it is covered, in words."""
        if not self.rows:
            return _("no requirement yet")
        owned = sum(state is _OWNED for state, _row in self.rows)
        apply = owned + sum(state is _OPEN for state, _row in self.rows)
        if not apply:
            return _("nothing said to apply")
        return _("{n} of {all}").format(n=owned, all=apply)


def height(snapshot: Snapshot) -> float:
    """The height that suits it, in em."""
    return 5.6 + _ROW * len(_areas(snapshot))


def draw(board: Board, snapshot: Snapshot, heading: float) -> Picture:
    """A row for each area, a cell for each requirement, how many have owner and date."""
    title = _("Requirements by area")
    areas = _areas(snapshot)
    if not any(area.rows for area in areas):
        board.heading(title, "", heading)
        return board.nothing(title, _("It needs requirements, each with its area."))
    board.heading(title, _("with owner and date, of those that apply"), heading)
    board.legend([(state.look, _(state.label)) for state in _STATES])
    if not board.small:
        _draw_areas(board, areas)
    return board.finished(_alt(areas))


def _draw_areas(board: Board, areas: list[_Area]) -> None:
    wide = board.right - board.left
    label = min(max(board.width_of(area.label) for area in areas) + board.em, 0.3 * wide)
    counts = [board.width_of(area.says, bold=True) for area in areas if area.rows]
    words = min(max(counts), 0.3 * wide)
    left = board.left + label + words + board.em
    cell = min(_CELL * board.em, (board.right - left) / max(len(area.rows) for area in areas))
    high = min(_ROW * board.em, (board.bottom - board.top) / len(areas))
    for number, area in enumerate(areas):
        y = board.top + number * high
        text = y + (high - board.line_height()) / 2
        board.text(area.label, board.left, text, label - board.em / 2)
        x = board.left + label
        if area.rows:
            board.text(area.says, x, text, words, bold=True)
            _draw_cells(board, area, Rect(left, y, cell, high))
        else:
            board.triangle(x, y + high / 2 + 0.36 * board.em, 0.85)
            x += 1.2 * board.em
            board.text(area.says, x, text, board.right - x, colour="should")


def _draw_cells(board: Board, area: _Area, first: Rect) -> None:
    """The cells of an area, beside one another from the `first` on."""
    thick = min(_THICK * board.em, 0.8 * first.height)
    y = first.y + (first.height - thick) / 2
    apart = _GAP * board.em if first.width > 4 * _GAP * board.em else 0.0
    for number, (state, row) in enumerate(area.rows):
        x = first.x + number * first.width
        look = state.look if apart else state.look._replace(sign="")
        board.bar(Rect(x, y, first.width - apart, thick), look)
        says = f"{row.caption}: {_(state.label)}"
        board.spot(Rect(x, first.y, first.width, first.height), row, says)


def _areas(snapshot: Snapshot) -> list[_Area]:
    rows = snapshot.all(Requirement)
    areas = [
        _Area(_(choice.text), _ordered([r for r in rows if r.area == choice.value]))
        for choice in Requirement.area.choices
    ]
    without = [row for row in rows if not row.area and not row.blank]
    return [*areas, _Area(_("No area"), _ordered(without))] if without else areas


def _ordered(rows: list[Requirement]) -> list[tuple[_State, Requirement]]:
    found = [(_state(row), row) for row in rows]
    return sorted(found, key=lambda pair: _STATES.index(pair[0]))


def _state(row: Requirement) -> _State:
    if row.applies == "no":
        return _NOT
    if row.applies != "yes":
        return _UNCLEAR
    return _OWNED if row.owner and (row.due or row.due_on) else _OPEN


def _alt(areas: list[_Area]) -> str:
    text = "; ".join(f"{area.label}: {_counts(area)}" for area in areas)
    return f"{_('Requirements by area')}: {text}."


def _counts(area: _Area) -> str:
    if not area.rows:
        return area.says
    many = {state: sum(found is state for found, _row in area.rows) for state in _STATES}
    return ", ".join(f"{n} {_(state.label).lower()}" for state, n in many.items() if n)
