"""The time line: from the start of the pilot to month 13."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from exports.pictures import axis
from exports.pictures.axis import DayScale
from exports.pictures.board import Board
from exports.pictures.shapes import Colour, Picture, Rect
from models.cashflow import first_day, months_after
from models.dates import format_date
from models.display import locale_of
from models.i18n import _
from models.record import Record
from models.records import GateDecision, Pilot, Wave
from models.snapshot import Snapshot
from models.text import shorten

_LEVEL = 1.45
"""Height of one label, in em."""
_GAP = 0.45
"""Between the line and its label, and between two labels, in em."""
_BAND = 0.75
"""Thickness of pilot and production on the line, in em."""
_FIXED = 4.4
"""Height of everything but the labels, in em."""
_LONGEST = 0.42
"""The longest label for which the scale is made shorter, as a share of the width."""


class _Event(NamedTuple):
    label: str
    day: date | None
    record: Record
    wave: bool = False


class _Label(NamedTuple):
    """An event with its place: how far right, how wide, how many labels below it."""

    event: _Event
    day: date
    x: float
    width: float
    level: int


def height(snapshot: Snapshot) -> float:
    """The height that suits it, in em."""
    events = [event for event in _events(snapshot) if event.day is not None]
    waves = sum(event.wave for event in events)
    return 9.0 + _LEVEL * (len(events) - waves + min(waves, 5))


def draw(board: Board, snapshot: Snapshot, heading: float) -> Picture:
    """Milestones above the line, waves below it; what has no date yet is said."""
    title = _("From the pilot to month 13")
    events = _events(snapshot)
    if len({event.day for event in events if event.day is not None}) < 2:
        board.heading(title, "", heading)
        return board.nothing(title, _("It needs two dates at least, such as the pilot's."))
    board.heading(title, _("month 13: first month after a year in production"), heading)
    missing = _missing(events)
    if not board.small:
        if missing:
            levels = _LEVEL * sum(event.day is not None for event in events)
            board.note(missing, below=_FIXED + levels, colour="should")
        _Drawing(board, snapshot, events).draw()
    return board.finished(_alt(snapshot, events, missing))


class _Drawing:
    """The line on the board."""

    def __init__(self, board: Board, snapshot: Snapshot, events: list[_Event]) -> None:
        self.board, self.snapshot, self.locale = board, snapshot, locale_of(snapshot)
        dated = [(event, event.day) for event in events if event.day is not None]
        self.dated = sorted(dated, key=lambda pair: pair[1])
        self.scale = self._scale()
        above = self._labels(wave=False)
        below = self._labels(wave=True)
        room = board.bottom - board.top - _BAND * board.em - axis.height(board)
        levels = int(max(0.0, room - _GAP * board.em) / (_LEVEL * board.em) + 0.01)
        self.above_most = min(_levels(above), max(levels - 1, (levels + 1) // 2))
        self.below_most = min(_levels(below), levels - self.above_most)
        self.above, self.below = above, below
        self.line = board.top + (self.above_most * _LEVEL + _GAP + _BAND) * board.em

    def draw(self) -> None:
        board = self.board
        self._band()
        self.scale.draw(board, self.line, self.locale)
        foot = self.line + axis.height(board)
        for label in self.below:
            y = foot + label.level * _LEVEL * board.em
            if label.level < self.below_most:
                board.stroke(label.x, foot, label.x, y + 0.9 * board.em, "bar", thickness=0.12)
                self._write(label, y)
        for label in self.above:
            y = self.line - (_BAND + _GAP + (label.level + 1) * _LEVEL) * board.em
            if label.level < self.above_most:
                board.stroke(label.x, y + 0.2 * board.em, label.x, self.line, "muted")
                self._write(label, y)
        for label in (*self.below, *self.above):
            self._mark(label)

    def _scale(self) -> DayScale:
        """As long as the frame allows with every label right of its day."""
        board = self.board
        first, last = self.dated[0][1], self.dated[-1][1]
        left = board.left + 0.7 * board.em
        span = (last - first).days
        longest = board.right - left
        for event, day in self.dated:
            if day > first:
                share = (day - first).days / span
                longest = min(longest, (board.right - left - self._width(event, day)) / share)
        return DayScale(first, last, left, left + longest)

    def _labels(self, *, wave: bool) -> list[_Label]:
        """From the right to the left, each above those that begin within its width."""
        found: list[_Label] = []
        for event, day in reversed(self.dated):
            if event.wave != wave:
                continue
            x = self.scale.x(day)
            width = min(self._whole(event, day), self.board.right - x)
            hit = [label.level + 1 for label in found if label.x < x + width]
            found.append(_Label(event, day, x, width, max(hit, default=0)))
        return found

    def _width(self, event: _Event, day: date) -> float:
        """The width of a label that the scale leaves room for."""
        return min(self._whole(event, day), _LONGEST * (self.board.right - self.board.left))

    def _whole(self, event: _Event, day: date) -> float:
        board = self.board
        name = board.width_of(shorten(event.label, 80), bold=True)
        return name + board.width_of(f"  {format_date(day, self.locale)}") + 2 * _GAP * board.em

    def _band(self) -> None:
        """The pilot and the first year in production as bars upon the line."""
        pilot, begin = self.snapshot.one(Pilot), first_day(self.snapshot)
        if pilot.start is not None and pilot.end is not None:
            self._stretch(pilot.start, pilot.end, "accent", _("Pilot"))
        if begin is not None:
            self._stretch(begin, months_after(begin, 12), "ink", _("First year in production"))

    def _stretch(self, start: date, end: date, fill: Colour, text: str) -> None:
        board = self.board
        if end <= start:
            return
        x, high = self.scale.x(start), _BAND * board.em
        board.box(Rect(x, self.line - high, self.scale.x(end) - x, high), fill)

    def _write(self, label: _Label, y: float) -> None:
        board, gap = self.board, _GAP * self.board.em
        day = format_date(label.day, self.locale)
        dated = board.width_of(f"  {day}")
        x, room = label.x + gap, label.width - 2 * gap
        place = board.text(label.event.label, x, y, room - dated, bold=True)
        if place is not None:
            x, room = place.right + 0.4 * board.em, room - (place.right - x)
        board.text(day, x, y, room, colour="muted", whole=True)

    def _mark(self, label: _Label) -> None:
        board = self.board
        y = self.line - _BAND * board.em / 2
        if label.event.wave:
            board.stroke(label.x, y, label.x, self.line, "panel", thickness=0.3)
            board.stroke(label.x, y, label.x, self.line, "bar", thickness=0.18)
        else:
            board.diamond(label.x, y, 1.25, "panel")
            board.diamond(label.x, y, 0.95, "ink")
        side = 1.4 * board.em
        place = Rect(label.x - side / 2, y - side / 2, side, side)
        board.spot(place, label.event.record, _said(label.event, label.day, self.locale))


def _levels(labels: list[_Label]) -> int:
    return max((label.level + 1 for label in labels), default=0)


def _events(snapshot: Snapshot) -> list[_Event]:
    pilot, decision = snapshot.one(Pilot), snapshot.one(GateDecision)
    begin = first_day(snapshot)
    events = [
        _Event(_("Pilot starts"), pilot.start, pilot),
        _Event(_("Pilot ends"), pilot.end, pilot),
        _Event(_("Decision"), pilot.decision_on, pilot),
        _Event(_("Work starts"), decision.starts_on, decision),
        _Event(_("Go-live"), pilot.go_live, pilot),
        _Event(_("Month 13"), months_after(begin, 12) if begin else None, pilot),
    ]
    waves = [_Event(w.caption, w.start, w, wave=True) for w in snapshot.all(Wave) if not w.blank]
    return events + waves


def _missing(events: list[_Event]) -> str:
    """What has no date yet; month 13 follows from the others."""
    names = [e.label for e in events if e.day is None and e.label != _("Month 13")]
    return _("Not dated yet: {what}").format(what=", ".join(names)) if names else ""


def _said(event: _Event, day: date, locale: str) -> str:
    return f"{event.label}: {format_date(day, locale)}"


def _alt(snapshot: Snapshot, events: list[_Event], missing: str) -> str:
    locale = locale_of(snapshot)
    dated = sorted(((e, e.day) for e in events if e.day is not None), key=lambda pair: pair[1])
    said = "; ".join(_said(event, day, locale) for event, day in dated[:20])
    text = f"{_('From the pilot to month 13')}: {said}."
    return f"{text} {missing}." if missing else text
