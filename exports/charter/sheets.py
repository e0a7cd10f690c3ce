"""The responsibility matrix as sheets that can be laid side by side.

Every sheet of a band has the same rows at the same height, and every sheet the same width of
columns and height of heads, so that cut and glued together they are one matrix. A sheet is
called as a place on a map is: A2 is the second one of the first band.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from exports.charter import fonts, grid
from exports.charter.cuts import STILL_OPEN
from exports.charter.grid import Grid
from exports.charter.marks import triangle
from exports.charter.pages import Pages
from exports.charter.text import Align, clamp, height_of, style
from exports.palette import GREY, INK, LINE, MUTED, PANEL, RED, WHITE
from models import raci
from models.i18n import _
from models.records import Activity, Role
from models.snapshot import Snapshot

_LETTERS, _LEADING = 8.5, 10.6
_HEAD, _HEAD_LEADING = 7.5, 9.2
_TURNED_BELOW = 47.0
"""Narrower columns than this have their role's name turned; all measures at scale 1."""
_TALLEST = 92.0
_NAME_LINES = 12
_MARK = 9.0


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
            room = measures.names - _room_beside(measures, activity.id in broken)
            name = clamp(activity.caption, measures.look(colour=colour), room, _NAME_LINES)
            height = height_of(name, room) + 2 * measures.pad * measures.scale
            found.append(Line(activity, name, height, group))
    return found


def _heading(group: str, measures: Measures) -> Line:
    look = measures.look(bold=True, colour=MUTED)
    room = measures.names - _room_beside(measures, marked=False)
    name = clamp(group, look, room, 2)
    return Line(None, name, height_of(name, room) + 2 * measures.pad * measures.scale, group)


def _room_beside(measures: Measures, marked: bool) -> float:
    return (6 + (_MARK if marked else 0)) * measures.scale


def _heads(snapshot: Snapshot, measures: Measures) -> Heads:
    turned, scale = measures.turned, measures.scale
    align: Align = "left" if turned else "center"
    leading = round(_HEAD_LEADING * scale, 2)
    look = style(_HEAD * scale, leading=leading, bold=True, colour=MUTED, align=align)
    inner = (_TALLEST - 10) * scale if turned else measures.column - 6 * scale
    lines = max(1, int((measures.column - 3 * scale) // leading)) if turned else 5
    made = [clamp(role.caption, look, inner, lines) for role in snapshot.all(Role)]
    tallest = max((height_of(head, inner) for head in made), default=0.0)
    longest = max((_longest_line(head) for head in made), default=0.0)
    height = min(_TALLEST * scale, longest + 10 * scale) if turned else tallest + 10 * scale
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


def draw(pages: Pages, matrix: Matrix, sheet: Sheet) -> None:
    """Draw a sheet below the cursor; it fits, because it was cut so."""
    _Drawing(pages, matrix, sheet).draw()


class _Drawing:
    """One sheet on the paper."""

    def __init__(self, pages: Pages, matrix: Matrix, sheet: Sheet) -> None:
        self.pages, self.matrix, self.sheet = pages, matrix, sheet
        self.measures = matrix.measures
        self.width = self.measures.names + len(sheet.roles) * self.measures.column
        self.structure = Grid(pages.tags, len(sheet.roles) + 1, 0)

    def draw(self) -> None:
        pages, top = self.pages, self.pages.y
        with self.structure.heads():
            self._heads()
        pages.y -= self.matrix.heads.height
        self._rule(INK, 0.9)
        for line in self.sheet.lines:
            if line.activity is None:
                self._group(line)
            else:
                self._row(line, line.activity)
            pages.y -= line.height
            self._rule()
        self.structure.stands(pages.left, pages.y, pages.left + self.width, top)

    def _heads(self) -> None:
        pages, measures, scale = self.pages, self.measures, self.measures.scale
        bottom = pages.y - self.matrix.heads.height
        with grid.head(pages.tags):
            place, size = pages.left + 3 * scale, _HEAD * scale
            pages.line(_("Activity"), place, bottom + 4 * scale, size=size, bold=True)
        x = pages.left + measures.names
        for number in self.sheet.roles:
            head = self.matrix.heads.made[number]
            with grid.head(pages.tags):
                if measures.turned:
                    place = x + (measures.column - float(head.height)) / 2
                    _turned(pages, head, place, bottom + 5 * scale, (_TALLEST - 10) * scale)
                else:
                    high = bottom + 5 * scale + float(head.height)
                    pages.draw(head, x + 3 * scale, high, measures.column - 6 * scale)
            x += measures.column

    def _group(self, line: Line) -> None:
        pages, measures = self.pages, self.measures
        place = (pages.left, pages.y - line.height, self.width, line.height)
        pages.box(place, fill=PANEL)
        with self.structure.group():
            room = measures.names - _room_beside(measures, marked=False)
            top = pages.y - (line.height - height_of(line.name, room)) / 2
            pages.draw(line.name, pages.left + 3 * measures.scale, top, room)

    def _row(self, line: Line, activity: Activity) -> None:
        letters = raci.row_of(self.matrix.snapshot, activity)
        roles = self.matrix.snapshot.all(Role)
        self.structure.row(more=False)
        with self.structure.cell(0):
            self._name(line, activity.id in self.matrix.broken)
        x = self.pages.left + self.measures.names
        for place, number in enumerate(self.sheet.roles, start=1):
            text = letters.get(roles[number].id, "")
            if text:
                self._letters(text, place, x, line.height)
            self._vertical(x, line.height)
            x += self.measures.column
        self._vertical(x, line.height)

    def _letters(self, text: str, place: int, x: float, height: float) -> None:
        pages, measures = self.pages, self.measures
        ink, fill, bold = _colours(pages, text)
        bottom = pages.y - height
        if fill:
            pages.box((x, bottom, measures.column, height), fill=fill)
        shown = raci.show_letters(text)
        wide = fonts.width_of(shown, fonts.BOLD if bold else fonts.REGULAR, measures.letters)
        left, y = x + (measures.column - wide) / 2, bottom + (height - measures.letters * 0.72) / 2
        with self.structure.cell(place):
            pages.line(shown, left, y, size=measures.letters, colour=ink, bold=bold)

    def _name(self, line: Line, broken: bool) -> None:
        pages, scale = self.pages, self.measures.scale
        room = self.measures.names - _room_beside(self.measures, broken)
        x, top = pages.left + 3 * scale, pages.y - (line.height - height_of(line.name, room)) / 2
        if broken:
            with pages.tag("Span", says=_("breaks a rule")):
                triangle(pages.canvas, x, top - 8.2 * scale, 6 * scale)
            x += _MARK * scale
        pages.draw(line.name, x, top, room)

    def _vertical(self, x: float, height: float) -> None:
        canvas, y = self.pages.canvas, self.pages.y
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.6)
        canvas.line(x, y - height, x, y)

    def _rule(self, colour: str = LINE, thickness: float = 0.6) -> None:
        canvas, left, y = self.pages.canvas, self.pages.left, self.pages.y
        canvas.setStrokeColor(HexColor(colour))
        canvas.setLineWidth(thickness)
        canvas.line(left, y, left + self.width, y)


def _turned(pages: Pages, head: Paragraph, x: float, y: float, length: float) -> None:
    canvas = pages.canvas
    canvas.saveState()
    canvas.translate(x + float(head.height), y)
    canvas.rotate(90)
    pages.draw(head, 0, float(head.height), length)
    canvas.restoreState()


def _colours(pages: Pages, letters: str) -> tuple[str, str, bool]:
    """Ink, background and weight of a cell."""
    if "A" in letters:
        return WHITE, pages.accent.main, True
    if "R" in letters:
        return INK, pages.accent.tint, True
    return (INK, GREY, False) if "C" in letters else (INK, "", False)


def legend(pages: Pages, scale: float, *, broken: bool) -> None:
    """What the letters mean, in one line below the cursor."""
    words = [_(meaning) for meaning in raci.MEANING.values()]
    rule = _("breaks a rule: see “Still open”")
    natural = sum(36 + fonts.width_of(word, fonts.REGULAR, 8) for word in words)
    scale = min(scale, pages.width / (natural + 11 + fonts.width_of(rule, fonts.REGULAR, 8)))
    x, y, size = pages.left, pages.y - 13 * scale, 8 * scale
    for letter, word in zip(raci.MEANING, words, strict=True):
        ink, fill, bold = _colours(pages, letter)
        pages.box((x, y - 3 * scale, 15 * scale, 12 * scale), fill=fill, edge=LINE)
        with pages.tags.item():
            with pages.tag("Lbl"):
                pages.line(letter, x + 5 * scale, y, size=size, colour=ink, bold=bold)
            with pages.tag("LBody"):
                pages.line(word, x + 20 * scale, y, size=size)
        x += 36 * scale + fonts.width_of(word, fonts.REGULAR, size)
    if broken:
        with pages.tags.artifact():
            triangle(pages.canvas, x, y - 0.5 * scale, 7 * scale)
        _said(pages, rule, x + 11 * scale, y, size)
    pages.y = y - 12 * scale


def _said(pages: Pages, text: str, x: float, y: float, size: float) -> None:
    """A line that leads to the open points; without the way there where they are not listed."""
    if not pages.cut.part(STILL_OPEN):
        pages.line(_("breaks a rule"), x, y, size=size)
        return
    place = (x, y - 3, x + fonts.width_of(text, fonts.REGULAR, size), y + size)
    with pages.tag("P"), pages.tags.link(STILL_OPEN, place, text):
        pages.line(text, x, y, size=size)


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


_MAP = 90.0, 24.0
"""Width and height of the map at most, in points: above it stands the page's header."""


def map_of(pages: Pages, sheets: Sequence[Sheet], sheet: Sheet, x: float, y: float) -> None:
    """Where a sheet lies among the others: a small map that ends at x, its foot at y."""
    across = max(one.column for one in sheets) + 1
    down = max(one.band for one in sheets) + 1
    wide, high = min(10.0, _MAP[0] / across), min(7.0, _MAP[1] / down)
    left = x - across * wide
    with pages.tags.artifact():
        for one in sheets:
            place = (
                left + one.column * wide,
                y + (down - 1 - one.band) * high,
                0.85 * wide,
                0.8 * high,
            )
            pages.box(place, fill=pages.accent.main if one is sheet else GREY)


def stretched(matrix: Matrix, factor: float) -> Matrix:
    """The same matrix with higher rows, where there is room for them."""
    return replace(
        matrix, lines=[line._replace(height=line.height * factor) for line in matrix.lines]
    )
