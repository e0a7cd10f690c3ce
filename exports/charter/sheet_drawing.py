"""A sheet of the responsibility matrix on the paper, its legend, and where it lies (the map)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Paragraph

from exports.charter import fonts, grid
from exports.charter.cuts import STILL_OPEN
from exports.charter.grid import Grid
from exports.charter.marks import triangle
from exports.charter.pages import Pages
from exports.charter.sheets import HEAD, MARK, TALLEST, Line, Matrix, Sheet, room_beside
from exports.charter.text import height_of
from exports.palette import GREY, INK, LINE, PANEL, WHITE
from models import raci
from models.i18n import _
from models.records import Activity, Role

_PAUSE = 5
"""Rows that are drawn in one go."""


def draw(pages: Pages, matrix: Matrix, sheet: Sheet) -> Iterator[None]:
    """Draw a sheet below the cursor; it fits, because it was cut so. Yields every few rows."""
    yield from _Drawing(pages, matrix, sheet).draw()


class _Drawing:
    """One sheet on the paper."""

    def __init__(self, pages: Pages, matrix: Matrix, sheet: Sheet) -> None:
        self.pages, self.matrix, self.sheet = pages, matrix, sheet
        self.measures = matrix.measures
        self.width = self.measures.names + len(sheet.roles) * self.measures.column
        self.structure = Grid(pages.tags, len(sheet.roles) + 1, 0)

    def draw(self) -> Iterator[None]:
        """Draw it. Yields every few rows."""
        pages, top = self.pages, self.pages.y
        with self.structure.heads():
            self._heads()
        pages.y -= self.matrix.heads.height
        self._rule(INK, 0.9)
        for number, line in enumerate(self.sheet.lines, 1):
            if number % _PAUSE == 0:
                yield
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
            place, size = pages.left + 3 * scale, HEAD * scale
            pages.line(_("Activity"), place, bottom + 4 * scale, size=size, bold=True)
        x = pages.left + measures.names
        for number in self.sheet.roles:
            head = self.matrix.heads.made[number]
            with grid.head(pages.tags):
                if measures.turned:
                    place = x + (measures.column - float(head.height)) / 2
                    _turned(pages, head, place, bottom + 5 * scale, (TALLEST - 10) * scale)
                else:
                    high = bottom + 5 * scale + float(head.height)
                    pages.draw(head, x + 3 * scale, high, measures.column - 6 * scale)
            x += measures.column

    def _group(self, line: Line) -> None:
        pages, measures = self.pages, self.measures
        place = (pages.left, pages.y - line.height, self.width, line.height)
        pages.box(place, fill=PANEL)
        with self.structure.group():
            room = measures.names - room_beside(measures, marked=False)
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
        room = self.measures.names - room_beside(self.measures, broken)
        x, top = pages.left + 3 * scale, pages.y - (line.height - height_of(line.name, room)) / 2
        if broken:
            with pages.tag("Span", says=_("breaks a rule")):
                triangle(pages.canvas, x, top - 8.2 * scale, 6 * scale)
            x += MARK * scale
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
