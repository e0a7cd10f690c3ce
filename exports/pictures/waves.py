"""Rollout waves: who has started by when, against all who are affected."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from exports.pictures import axis
from exports.pictures.axis import DayScale
from exports.pictures.board import Board
from exports.pictures.shapes import Picture, Rect
from models import figures
from models.dates import format_date
from models.display import locale_of, number
from models.i18n import _, ngettext
from models.records import Wave
from models.snapshot import Snapshot

_WORDS = 10.0
"""Room at the right for the gap in words, in em."""
_WIDE = 34.0
"""From this width on, in em, there is that room."""
_ALL = 1000.0
"""The stairs are as high as there is room."""
_BEFORE, _AFTER = 10, 31
"""Days before the first wave and, at least, after the last one."""


def height(_snapshot: Snapshot) -> float:
    """The height that suits it, in em."""
    return 21.0


def draw(board: Board, snapshot: Snapshot, heading: float) -> Picture:
    """Stairs of people who have started, the line of all affected, and the gap in words."""
    title = _("People reached by the waves")
    dated = sorted(_dated(snapshot), key=lambda wave: (wave.start, wave.position))
    if not dated:
        board.heading(title, "", heading)
        return board.nothing(title, _("It needs a wave with its number of people and its start."))
    board.heading(title, _("people who have started"), heading)
    undated = _undated(snapshot)
    if not board.small:
        if undated:
            board.note(undated, below=_ALL)
        _Drawing(board, snapshot, dated).draw()
    return board.finished(_alt(snapshot, dated, undated))


class _Drawing:
    """The stairs on the board."""

    def __init__(self, board: Board, snapshot: Snapshot, waves: list[Wave]) -> None:
        self.board, self.snapshot = board, snapshot
        self.steps = [list(group) for _day, group in groupby(waves, key=lambda wave: wave.start)]
        self.affected = figures.people_affected(snapshot)
        self.words = gap_in_words(snapshot)
        if board.right - board.left < _WIDE * board.em and self.words:
            board.note(self.words, below=_ALL)
            self.words = ""
        room = _WORDS * board.em if self.words else 0.0
        first, last = _start(waves[0]), _start(waves[-1])
        after = max(timedelta(days=_AFTER), (last - first) * 0.15)
        self.scale = DayScale(
            first - timedelta(days=_BEFORE),
            last + after,
            board.left + self._room_for_first(),
            board.right - room,
        )
        self.ground = board.bottom - axis.height(board)
        self.ceiling = board.top + board.line_height() * 1.2
        total = sum(wave.people or 0 for wave in waves)
        self.most = max(total, self.affected or 0) or 1

    def draw(self) -> None:
        board = self.board
        self.scale.draw(board, self.ground, locale_of(self.snapshot))
        if self.affected is not None:
            y = self._y(self.affected)
            board.stroke(self.scale.left, y, self.scale.right, y, "ink", thickness=0.1, dashed=True)
            text = _("{n} people affected").format(n=number(self.snapshot, self.affected))
            above = y - board.line_height() - 0.1 * board.em
            board.text(text, self.scale.left, above, self.scale.right - board.left, bold=True)
        self._stairs()

    def _stairs(self) -> None:
        board, level = self.board, 0
        for place, waves in enumerate(self.steps):
            before, level = level, level + sum(wave.people or 0 for wave in waves)
            last = place + 1 == len(self.steps)
            x = self.scale.x(_start(waves[0]))
            end = self.scale.right if last else self.scale.x(_start(self.steps[place + 1][0]))
            y = self._y(level)
            seam = 0.02 * board.em  # else a hairline shows between two boxes
            board.box(Rect(x - seam, y, end - x + seam, self.ground - y), "tint")
            board.stroke(x, self._y(before), x, y, "accent", thickness=0.16)
            board.stroke(x, y, end, y, "accent", thickness=0.16)
            text = number(self.snapshot, level)
            board.text(
                *(text, x + 0.4 * board.em, y + 0.15 * board.em, end - x - 0.5 * board.em),
                bold=True,
                on="tint",
                whole=True,
            )
            self._name(waves, x, y)
            self._spots(waves, x, end, y)
        self._gap(level)

    def _name(self, waves: list[Wave], x: float, y: float) -> None:
        """Left of the step, where the stairs leave the paper free."""
        board = self.board
        left, top = board.left, y - 0.3 * board.em
        name = ", ".join(wave.caption for wave in waves)
        people = sum(wave.people or 0 for wave in waves)
        added = f"+{number(self.snapshot, people)}"
        room = x - 0.5 * board.em - left
        place = board.text(
            *(added, left, top, room), bold=True, colour="accent", align="right", whole=True
        )
        if place is not None:
            board.text(name, left, top, place.x - left - 0.5 * board.em, align="right")

    def _spots(self, waves: list[Wave], x: float, end: float, y: float) -> None:
        share = (self.ground - y) / len(waves)
        for number_, wave in enumerate(waves):
            place = Rect(x, y + number_ * share, end - x, share)
            self.board.spot(place, wave, _said(self.snapshot, wave))

    def _gap(self, level: int) -> None:
        if not self.words:
            return
        board = self.board
        x = self.scale.right + 0.6 * board.em
        ends = sorted((self._y(level), self._y(self.affected or 0)))
        if ends[1] - ends[0] > 0.3 * board.em:
            board.stroke(x, ends[0], x, ends[1], "should", thickness=0.12)
            for y in ends:
                board.stroke(x - 0.25 * board.em, y, x, y, "should", thickness=0.12)
        room = board.right - x - 0.5 * board.em
        lines = board.wrap(self.words, room, 4)
        y = sum(ends) / 2 - len(lines) * board.line_height() / 2
        for line in lines:
            y = max(y, board.top)
            board.text(line, x + 0.5 * board.em, y, room, colour="should")
            y += board.line_height()

    def _y(self, people: int) -> float:
        return self.ground - people / self.most * (self.ground - self.ceiling)

    def _room_for_first(self) -> float:
        """The first name stands left of its step."""
        board = self.board
        name = ", ".join(wave.caption for wave in self.steps[0])
        wide = board.width_of(f"{name[:60]} +{number(self.snapshot, 1000)}", bold=True)
        return min(wide, 0.26 * (board.right - board.left))


def gap_in_words(snapshot: Snapshot) -> str:
    """Who of those affected has no day on which to start; empty where everybody has one."""
    affected, reached = figures.people_affected(snapshot), figures.people_in_waves(snapshot) or 0
    if affected is None:
        return _("How many are affected is not said yet.")
    left, undated = affected - reached, reached - sum(w.people or 0 for w in _dated(snapshot))
    parts = []
    if undated:
        parts.append(_("{n} in waves without a start").format(n=number(snapshot, undated)))
    shown = number(snapshot, abs(left))
    if left > 0:
        text = ngettext("{n} person in no wave", "{n} people in no wave", left)
        parts.append(text.format(n=shown))
    if left < 0:
        parts.append(_("{n} more in waves than are affected").format(n=shown))
    return ", ".join(parts)


def _dated(snapshot: Snapshot) -> list[Wave]:
    return [w for w in snapshot.all(Wave) if w.start is not None and w.people]


def _undated(snapshot: Snapshot) -> str:
    """The waves that have no place on the scale."""
    names = [
        f"{w.caption} ({number(snapshot, w.people or 0)})"
        for w in snapshot.all(Wave)
        if w.start is None and not w.blank
    ]
    return _("Without a start: {waves}").format(waves=", ".join(names)) if names else ""


def _start(wave: Wave) -> date:
    assert wave.start is not None  # noqa: S101 - only dated waves are drawn
    return wave.start


def _said(snapshot: Snapshot, wave: Wave) -> str:
    day = format_date(_start(wave), locale_of(snapshot))
    people = number(snapshot, wave.people or 0)
    return _("{wave}: {n} people from {day}").format(wave=wave.caption, n=people, day=day)


def _alt(snapshot: Snapshot, waves: list[Wave], undated: str) -> str:
    affected = figures.people_affected(snapshot)
    parts = [_said(snapshot, wave) for wave in waves[:12]]
    if affected is not None:
        parts.append(_("{n} people affected").format(n=number(snapshot, affected)))
    parts += [text for text in (gap_in_words(snapshot), undated) if text]
    return f"{_('People reached by the waves')}: {'; '.join(parts)}"
