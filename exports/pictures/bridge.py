"""The cost bridge: from the pilot over what comes on top to the first year in production."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from exports.pictures.board import Board, Look
from exports.pictures.shapes import Picture, Rect
from models import costs
from models.display import compact, money_scale, number
from models.fitting import pieces
from models.i18n import N_, _
from models.record import Record
from models.records import CostLine, Pilot
from models.snapshot import Snapshot

_LABELS = {
    "licences": N_("Licences"),
    "infrastructure": N_("Infra\u00adstructure"),
    "integration": N_("Integra\u00adtion"),
    "security": N_("Security"),
    "resilience": N_("Resil\u00adience"),
    "monitoring": N_("Monitor\u00ading"),
    "review": N_("Human review"),
    "staff": N_("Staff"),
    "compliance": N_("Com\u00adpliance"),
    "change": N_("Change"),
    "refresh": N_("New versions"),
    "exit": N_("Exit"),
    "contingency": N_("Contin\u00adgency"),
}
"""Categories as short as a bar is wide; a soft hyphen shows only at the end of a line."""
_PILOT = Look("accent")
_PRODUCTION = Look("ink")
_MORE = Look("bar")
_LESS = Look("panel", "accent", hatched=True)
_NARROWEST, _WIDEST = 3.6, 11.0
"""Room for one bar, in em."""
_SPACE = 0.25
"""Between two labels, in em."""
_FILLED = 0.76
_UNITS = ((1e10, 1e9, N_("billion")), (1e7, 1e6, N_("million")), (1e4, 1e3, N_("thousand")))
_MERGED = "\N{HORIZONTAL ELLIPSIS}"


class _Bar(NamedTuple):
    label: str
    start: float
    end: float
    look: Look
    record: Record | None


class _Unit(NamedTuple):
    """How amounts are written: divided by `size`, with some decimals."""

    size: float
    name: str
    digits: int


def short_label(category: str) -> str:
    """A category as short as a bar is wide, with soft hyphens, in the current language."""
    return _(_LABELS[category])


def height(_snapshot: Snapshot) -> float:
    """The height that suits it, in em."""
    return 21.0


def draw(board: Board, snapshot: Snapshot, heading: float) -> Picture:
    """One bar for the pilot, one step a category, one bar for the first year in production."""
    title = _("From pilot to production cost")
    found = costs.bridge(snapshot)
    if found is None:
        board.heading(title, "", heading)
        return board.nothing(title, _("It needs what the pilot costs, and a year in production."))
    unit = _unit(max(found.pilot, found.production))
    board.heading(title, _caption(snapshot, unit), heading)
    if not board.small:
        _Drawing(board, snapshot, unit, _bars(snapshot, found, _most(board))).draw()
    return board.finished(_alt(snapshot, found))


class _Drawing:
    """The bars on the board."""

    def __init__(self, board: Board, snapshot: Snapshot, unit: _Unit, bars: list[_Bar]) -> None:
        self.board, self.snapshot, self.unit, self.bars = board, snapshot, unit, bars
        self.slot = min((board.right - board.left) / len(bars), _WIDEST * board.em)
        room = self.slot - _SPACE * board.em
        self.labels = [board.wrap(bar.label, room, 3) for bar in bars]
        most = max(len(lines) for lines in self.labels)
        self.ground = board.bottom - most * board.line_height() - 0.4 * board.em
        self.ceiling = board.top + board.line_height() * 1.15
        self.scale = max(max(bar.start, bar.end) for bar in bars) or 1.0

    def draw(self) -> None:
        board = self.board
        board.stroke(board.left, self.ground, board.right, self.ground)
        for place, bar in enumerate(self.bars):
            self._bar(board.left + place * self.slot, place, bar)

    def _y(self, amount: float) -> float:
        share = min(1.0, max(0.0, amount / self.scale))
        return self.ground - share * (self.ground - self.ceiling)

    def _bar(self, slot: float, place: int, bar: _Bar) -> None:
        board = self.board
        wide, thin = self.slot * _FILLED, 0.12 * board.em
        x = slot + (self.slot - wide) / 2
        y = min(self._y(bar.start), self._y(bar.end))
        high = max(abs(self._y(bar.start) - self._y(bar.end)), thin)
        whole = bar.look in (_PILOT, _PRODUCTION)
        board.bar(Rect(x, min(y, self.ground - high), wide, high), bar.look)
        if place + 1 < len(self.bars):
            level = self._y(bar.end)
            board.stroke(x + wide, level, x + self.slot, level, "muted", thickness=0.05)
        self._figure(_amount(self.snapshot, bar, self.unit, whole), slot, y)
        for line, text in enumerate(self.labels[place]):
            below = self.ground + 0.4 * board.em + line * board.line_height()
            board.text(text, slot, below, self.slot, colour="muted", align="center")
        if bar.record is not None:
            says = f"{bar.label}: {_amount(self.snapshot, bar, self.unit, whole)}"
            part = Rect(slot, board.top, self.slot, board.bottom - board.top)
            board.spot(part, bar.record, says)

    def _figure(self, text: str, slot: float, y: float) -> None:
        board = self.board
        for size in (0.95, 0.8, 0.65):
            if board.fits(text, self.slot - 0.2 * board.em, size, bold=True):
                top = y - board.line_height(size) - 0.1 * board.em
                board.text(text, slot, top, self.slot, size=size, bold=True, align="center")
                return


def _most(board: Board) -> int:
    """How many bars there is room for without cutting one of the program's own labels."""
    parts = [part for label in _LABELS.values() for part in pieces(_(label))]
    widest = max(board.width_of(part) for part in parts) + _SPACE * board.em
    room = min(max(widest, _NARROWEST * board.em), 2 * _NARROWEST * board.em)
    return int((board.right - board.left) / room)


def _bars(snapshot: Snapshot, found: costs.Bridge, most: int) -> list[_Bar]:
    """The bars in their order; the smallest steps are put together where there is no room."""
    bars = [_Bar(_("Pilot"), 0.0, found.pilot, _PILOT, _first(snapshot, "pilot"))]
    level = found.pilot
    for category, step in _merged(found.steps, max(2, most - 2)):
        look = _MORE if step >= 0 else _LESS
        label, record = _label(snapshot, category, found), _record(snapshot, category)
        bars.append(_Bar(label, level, level + step, look, record))
        level += step
    end = _Bar(_("Pro\u00adduction"), 0.0, found.production, _PRODUCTION, _first(snapshot, "year"))
    return [*bars, end]


def _merged(steps: Iterable[tuple[str, float]], most: int) -> list[tuple[str, float]]:
    steps = list(steps)
    if len(steps) <= most:
        return steps
    by_size = sorted(steps, key=lambda step: -abs(step[1]))
    kept = {category for category, _step in by_size[: most - 1]}
    others = sum(step for _category, step in by_size[most - 1 :])
    return [step for step in steps if step[0] in kept] + [(_MERGED, others)]


def _label(snapshot: Snapshot, category: str, found: costs.Bridge) -> str:
    if category == _MERGED:
        return _("All others")
    if category:
        return short_label(category)
    uncategorised = any(not line.category for line in snapshot.all(CostLine))
    return _("No category") if uncategorised else _("Ends with the pilot")


def _record(snapshot: Snapshot, category: str) -> Record | None:
    """The line that a step is about, or the pilot whose cost no line explains."""
    if category == _MERGED:
        return None
    lines = [line for line in snapshot.all(CostLine) if line.category == category]
    return max(lines, key=lambda line: costs.line_year_one(line) or 0.0, default=None) or (
        snapshot.one(Pilot)
    )


def _first(snapshot: Snapshot, field: str) -> Record:
    lines = (line for line in snapshot.all(CostLine) if line.values[field] is not None)
    return next(lines, None) or snapshot.one(Pilot)


def _unit(largest: float) -> _Unit:
    size, name = next(((s, n) for least, s, n in _UNITS if largest >= least), (1.0, ""))
    return _Unit(size, name, 0 if size == 1.0 or largest / size >= 99.5 else 1)


def _caption(snapshot: Snapshot, unit: _Unit) -> str:
    return _("{currency}, first year").format(currency=money_scale(snapshot, _(unit.name)))


def _amount(snapshot: Snapshot, bar: _Bar, unit: _Unit, whole: bool) -> str:
    """An amount in the picture's unit; a step with its sign."""
    amount = bar.end - bar.start
    shown = abs(amount) / unit.size
    digits = unit.digits if shown >= 1 or unit.size == 1.0 else 1
    text = number(snapshot, round(shown, digits), digits)
    return text if whole else _signed(amount, text)


def _signed(amount: float, text: str) -> str:
    return f"+{text}" if amount >= 0 else f"\N{MINUS SIGN}{text}"


def _alt(snapshot: Snapshot, found: costs.Bridge) -> str:
    steps = ", ".join(
        f"{_label(snapshot, category, found)} {_signed(step, compact(snapshot, abs(step)))}"
        for category, step in found.steps
    )
    text = _("From the pilot, {pilot}, to the first year in production, {year}.")
    text = text.format(
        pilot=compact(snapshot, found.pilot), year=compact(snapshot, found.production)
    )
    return f"{text} {steps}." if steps else text
