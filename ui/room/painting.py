"""The room's page on a painter: the question, the picture or the table, the key figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from exports.pictures import Picture
from exports.pictures.shapes import Text
from models.fitting import shortened, wrapped
from models.headlines import Headline
from models.i18n import _
from models.room import RoomPage, RoomTable, without_addresses
from ui.picture import Brush
from ui.room.look import RoomLook

QUESTION = 1.6
_MOST_LINES = 3
_FIGURE = 1.6
_FIGURES = (_FIGURE, 1.3, 1.0)
_MOST_FIGURES = 3
_SPACE = 0.8
"""Between columns, in units."""
_ROW = 0.5
"""Above and below the text of a row together, in units."""
_NARROW = 0.2
"""The share of a table that a column beside the first gets before the first one takes its own."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_head(painter: QPainter, look: RoomLook, page: RoomPage, place: QRectF) -> float:
    """The step and its question, from the top of `place`. Returns where they end."""
    y = place.top()
    painter.setPen(look.colour("accent"))
    painter.setFont(look.font(strong=True))
    over = shortened(page.over, place.width(), lambda t: look.width(t, strong=True))
    painter.drawText(QRectF(place.left(), y, place.width(), look.line()), _LEFT, over)
    y += look.line() + 0.1 * look.unit
    painter.setPen(look.colour("ink"))
    painter.setFont(look.font(QUESTION, strong=True))
    for line in question_lines(look, page.question, place.width()):
        painter.drawText(QRectF(place.left(), y, place.width(), look.line(QUESTION)), _LEFT, line)
        y += look.line(QUESTION)
    return y


def question_lines(look: RoomLook, question: str, width: float) -> list[str]:
    """The question on as many lines as it takes."""
    return wrapped(question, width, _MOST_LINES, lambda t: look.width(t, QUESTION, strong=True))


def figures_height(look: RoomLook, figures: Sequence[Headline]) -> float:
    """Room that the key figures take."""
    return look.line(_FIGURE) + look.line() if figures else 0.0


def paint_figures(
    painter: QPainter, look: RoomLook, figures: Sequence[Headline], place: QRectF
) -> None:
    """The key figures side by side: the value, and below it what it is."""
    shown = figures[:_MOST_FIGURES]
    wide = place.width() / max(1, len(shown))
    for number, figure in enumerate(shown):
        room = wide - _SPACE * look.unit
        x, y = place.left() + number * wide, place.top()
        size = _figure_size(look, figure.value, room)
        value = shortened(figure.value, room, partial(look.width, size=size, strong=True))
        painter.setPen(look.colour("muted" if figure.missing else "ink"))
        painter.setFont(look.font(size, strong=True))
        painter.drawText(QRectF(x, y, room, look.line(_FIGURE)), _LEFT, value)
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font())
        label = shortened(figure.label, room, look.width)
        y += look.line(_FIGURE)
        painter.drawText(QRectF(x, y, room, look.line()), _LEFT, label)


def _figure_size(look: RoomLook, value: str, room: float) -> float:
    """The largest size in which a value is not cut; the smallest for one that always is."""
    fits = (size for size in _FIGURES if look.width(value, size, strong=True) <= room)
    return next(fits, _FIGURES[-1])


def paint_picture(painter: QPainter, look: RoomLook, picture: Picture, place: QRectF) -> None:
    """The shapes of a picture; addresses that somebody typed into a name stay out."""
    painter.save()
    painter.translate(place.topLeft())
    brush = Brush(painter, look.letters(), look.colour)
    for shape in picture.shapes:
        safe = isinstance(shape, Text) and replace(shape, text=without_addresses(shape.text))
        brush.paint(safe or shape)
    painter.restore()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table that are seen at once, from `first` on."""

    first: int
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    """By row and column, the lines of text."""


class TableLayout:
    """A table cut into sheets of large rows, for one size."""

    def __init__(self, look: RoomLook, table: RoomTable, place: QRectF) -> None:
        self.look, self.table, self.place = look, table, place
        self.widths = self._column_widths()
        self.sheets = self._cut()

    def sheet_of(self, id_: str) -> int | None:
        """The number of the sheet on which a record's row is."""
        if id_ not in self.table.ids:
            return None
        return self.sheet_at(self.table.ids.index(id_))

    def sheet_at(self, row: int) -> int:
        """The number of the sheet on which the row with this number is."""
        return max((n for n, sheet in enumerate(self.sheets) if sheet.first <= row), default=0)

    def paint(self, painter: QPainter, number: int) -> None:
        """One sheet: the title, the heads of the columns, the rows."""
        look, place = self.look, self.place
        y = self._paint_title(painter, number)
        heads = tuple(self._lines(column.head, n, 1) for n, column in enumerate(self.table.columns))
        if any(column.head for column in self.table.columns):
            y = self._paint_row(painter, heads, y, "muted")
        painter.fillRect(QRectF(place.left(), y, place.width(), 2), look.colour("line"))
        for row in self.sheets[number].rows:
            y = self._paint_row(painter, row, y, "ink")
            painter.fillRect(QRectF(place.left(), y, place.width(), 1), look.colour("line"))
        if not self.table.rows:
            painter.setPen(look.colour("muted"))
            painter.setFont(look.font())
            room = QRectF(place.left(), y, place.width(), self._height(1))
            painter.drawText(room, _LEFT, _("Nothing yet."))

    def _paint_title(self, painter: QPainter, number: int) -> float:
        look, place = self.look, self.place
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(strong=True))
        line = QRectF(place.left(), place.top(), place.width(), self._height(1))
        painter.drawText(line, _LEFT, self.table.title)
        if len(self.sheets) > 1:
            count = _("{n} of {all}").format(n=number + 1, all=len(self.sheets))
            painter.setPen(look.colour("muted"))
            painter.setFont(look.font())
            painter.drawText(line, _RIGHT, count)
        return place.top() + self._height(1)

    def _paint_row(
        self, painter: QPainter, row: Sequence[Sequence[str]], top: float, colour: str
    ) -> float:
        look, x = self.look, self.place.left()
        painter.setPen(look.colour(colour))
        for number, lines in enumerate(row):
            strong = number == 0 and colour == "ink"
            painter.setFont(look.font(strong=strong))
            side = _RIGHT if self.table.columns[number].numeric else _LEFT
            y = top + _ROW / 2 * look.unit
            for line in lines:
                painter.drawText(QRectF(x, y, self.widths[number], look.line()), side, line)
                y += look.line()
            x += self.widths[number] + _SPACE * look.unit
        return top + self._height(max(len(lines) for lines in row) or 1)

    def _column_widths(self) -> list[float]:
        """First its share or a little for each, then what the first one wants, then what is left
        over.
        """
        wanted = [self._wanted(number) for number in range(len(self.table.columns))]
        spaces = _SPACE * self.look.unit * (len(wanted) - 1)
        whole = self.place.width() - spaces
        widths = [
            min(width, whole * part) for width, part in zip(wanted, self._parts(), strict=True)
        ]
        for number, width in enumerate(wanted):
            widths[number] += min(width - widths[number], whole - sum(widths))
        widths[0] += whole - sum(widths)
        return widths

    def _parts(self) -> list[float]:
        """Which part of the width each column has before the others get more than they need."""
        shares = self.table.shares
        if shares:
            return [share / sum(shares) for share in shares]
        return [0.0, *[_NARROW] * (len(self.table.columns) - 1)]

    def _wanted(self, number: int) -> float:
        """Width at which nothing in a column is broken."""
        table, strong = self.table, number == 0
        texts = (table.columns[number].head, *(row[number] for row in table.rows))
        return max(self.look.width(text, strong=strong) for text in texts) + 2

    def _cut(self) -> list[Sheet]:
        rows = [
            tuple(self._lines(text, number, self.table.lines) for number, text in enumerate(row))
            for row in self.table.rows
        ]
        room = self.place.height() - 2 * self._height(1)
        sheets, first, used = [], 0, 0.0
        for number, row in enumerate(rows):
            high = self._height(max(len(lines) for lines in row) or 1)
            if number > first and used + high > room:
                sheets.append(Sheet(first, tuple(rows[first:number])))
                first, used = number, 0.0
            used += high
        return [*sheets, Sheet(first, tuple(rows[first:]))]

    def _lines(self, text: str, column: int, most: int) -> tuple[str, ...]:
        strong = column == 0 and most > 1
        room = self.widths[column]
        return tuple(wrapped(text, room, most, lambda t: self.look.width(t, strong=strong)))

    def _height(self, lines: int) -> float:
        return lines * self.look.line() + _ROW * self.look.unit
