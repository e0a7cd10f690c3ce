"""The responsibility matrix as sheets that can be laid side by side.

Every sheet of a band has the same rows at the same height, and every sheet the same width of
columns and height of heads, so that cut and glued together they are one matrix. A sheet is
called as a place on a map is: A2 is the second one of the first band.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from exports.charter.text import Align, clamp, height_of, style
from exports.palette import INK, MUTED, RED
from models import raci
from models.i18n import _
from models.records import Activity, Role
from models.snapshot import Snapshot

_LETTERS, _LEADING = 8.5, 10.6
HEAD, _HEAD_LEADING = 7.5, 9.2
_TURNED_BELOW = 47.0
"""Narrower columns than this have their role's name turned; all measures at scale 1."""
TALLEST = 92.0
_NAME_LINES = 12
MARK = 9.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in points: of an activity's name, of a role's column, and around a text."""

    names: float
    column: float
    pad: float = 2.6
    scale: float = 1.0
    """Of all letters and measures but `names` and `column`, which are as they are."""

    @property
    def letters(self) -> float:
        """Size of the letters in the cells."""
        return _LETTERS * self.scale

    @property
    def turned(self) -> bool:
        """Whether the names of roles are turned."""
        return self.column < _TURNED_BELOW * self.scale

    def look(self, *, bold: bool = False, colour: str = INK) -> ParagraphStyle:
        """How the name of a row is written."""
        leading = round(_LEADING * self.scale, 2)
        return style(self.letters, leading=leading, bold=bold, colour=colour)


class Line(NamedTuple):
    """A row: an activity, or a heading above some."""

    activity: Activity | None
    name: Paragraph
    height: float
    group: str


class Heads(NamedTuple):
    """The names of roles, made for their columns, and the height that all sheets give them."""

    made: Sequence[Paragraph]
    height: float


class Sheet(NamedTuple):
    """A part of the matrix: which rows, which roles, and its place among the others."""

    lines: Sequence[Line]
    roles: range
    band: int
    column: int

    @property
    def name(self) -> str:
        """Its place on the map: A2."""
        return f"{band_name(self.band)}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix, measured, before it is cut into sheets."""

    snapshot: Snapshot
    measures: Measures
    lines: Sequence[Line]
    heads: Heads
    broken: frozenset[str]
    """Ids of the activities that break a rule."""

    @property
    def height(self) -> float:
        """Height of heads and rows together."""
        return self.heads.height + sum(line.height for line in self.lines)

    def cut(self, room: float, columns: int) -> list[Sheet]:
        """Sheets of at most `columns` roles and `room` points, band by band."""
        roles = range(len(self.snapshot.all(Role)))
        across = -(-len(roles) // columns)
        each = -(-len(roles) // across)
        parts = [roles[start : start + each] for start in range(0, len(roles), each)]
        return [
            Sheet(lines, part, band, column)
            for band, lines in enumerate(_bands(self, room - self.heads.height))
            for column, part in enumerate(parts)
        ]


def band_name(number: int) -> str:
    """A, B, … Z, AA, AB: the name of a band."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def measured(snapshot: Snapshot, measures: Measures, broken: frozenset[str]) -> Matrix:
    """The matrix with the height of each row."""
    return Matrix(
        snapshot, measures, _lines(snapshot, measures, broken), _heads(snapshot, measures), broken
    )


def _lines(snapshot: Snapshot, measures: Measures, broken: frozenset[str]) -> list[Line]:
    found = []
    for group, activities in raci.sections(snapshot):
        shown = [activity for activity in activities if not activity.blank]
        if group and shown:
            found.append(_heading(group, measures))
        for activity in shown:
            colour = RED if activity.id in broken else INK
            room = measures.names - room_beside(measures, activity.id in broken)
            name = clamp(activity.caption, measures.look(colour=colour), room, _NAME_LINES)
            height = height_of(name, room) + 2 * measures.pad * measures.scale
            found.append(Line(activity, name, height, group))
    return found


def _heading(group: str, measures: Measures) -> Line:
    look = measures.look(bold=True, colour=MUTED)
    room = measures.names - room_beside(measures, marked=False)
    name = clamp(group, look, room, 2)
    return Line(None, name, height_of(name, room) + 2 * measures.pad * measures.scale, group)


def room_beside(measures: Measures, marked: bool) -> float:
    """What an activity's name leaves free in its column, for a mark where it is `marked`."""
    return (6 + (MARK if marked else 0)) * measures.scale


def _heads(snapshot: Snapshot, measures: Measures) -> Heads:
    turned, scale = measures.turned, measures.scale
    align: Align = "left" if turned else "center"
    leading = round(_HEAD_LEADING * scale, 2)
    look = style(HEAD * scale, leading=leading, bold=True, colour=MUTED, align=align)
    inner = (TALLEST - 10) * scale if turned else measures.column - 6 * scale
    lines = max(1, int((measures.column - 3 * scale) // leading)) if turned else 5
    made = [clamp(role.caption, look, inner, lines) for role in snapshot.all(Role)]
    tallest = max((height_of(head, inner) for head in made), default=0.0)
    longest = max((_longest_line(head) for head in made), default=0.0)
    height = min(TALLEST * scale, longest + 10 * scale) if turned else tallest + 10 * scale
    return Heads(made, height)


def _longest_line(head: Paragraph) -> float:
    """Width of the widest line of a paragraph that was wrapped."""
    return float(max(head.getActualLineWidths0(), default=0.0))


def _bands(matrix: Matrix, room: float) -> list[list[Line]]:
    """The rows in parts of `room`; a heading stays with its rows, and goes on in the next part."""
    bands: list[list[Line]] = [[]]
    used, heading = 0.0, None
    for place, line in enumerate(matrix.lines):
        follows = matrix.lines[place + 1 : place + 2] if line.activity is None else ()
        if bands[-1] and used + line.height + sum(one.height for one in follows) > room:
            bands.append([])
            used = 0.0
            if line.activity is not None and heading is not None and heading.group == line.group:
                bands[-1].append(again := _again(heading, matrix.measures))
                used = again.height
        heading = line if line.activity is None else heading
        bands[-1].append(line)
        used += line.height
    return bands


def _again(heading: Line, measures: Measures) -> Line:
    text = _("{group} (goes on)").format(group=heading.group)
    return _heading(text, measures)._replace(group=heading.group)


def told(matrix: Matrix, sheets: Sequence[Sheet], sheet: Sheet) -> str:
    """Which part of the matrix a sheet is: "Sheet A2 of 12 · roles 15 to 28 of 40 · …"."""
    rows = [line.activity for line in matrix.lines if line.activity is not None]
    here = [line.activity for line in sheet.lines if line.activity is not None]
    text = _(
        "Sheet {name} of {all} · roles {first} to {last} of {roles} · "
        "activities {a} to {b} of {rows}"
    )
    return text.format(
        name=sheet.name,
        all=len(sheets),
        first=sheet.roles[0] + 1,
        last=sheet.roles[-1] + 1,
        roles=len(matrix.heads.made),
        a=rows.index(here[0]) + 1,
        b=rows.index(here[-1]) + 1,
        rows=len(rows),
    )


def stretched(matrix: Matrix, factor: float) -> Matrix:
    """The same matrix with higher rows, where there is room for them."""
    return replace(
        matrix, lines=[line._replace(height=line.height * factor) for line in matrix.lines]
    )
