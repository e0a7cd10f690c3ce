"""A picture on the screen: the shapes of `exports.pictures`, painted by Qt.

Its parts can be reached by mouse and by keyboard: a click or Enter goes to their record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatchmethod

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QToolTip, QWidget

from exports.pictures import Letters, Picture, Spot, height_wanted, picture
from exports.pictures.shapes import LEADING, Box, Polygon, Rect, Stroke, Text
from models.i18n import _
from ui import theme
from ui.session import Session

_COMFORTABLE = 54.0
"""Width of a picture in em, as on paper."""
_LARGEST = 1.6
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PictureView(QFrame):
    """One picture of a step, by its name; kept up to date while it is in sight."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.name = name
        self.picture: Picture | None = None
        self._letters = letters(1.0)
        self._spot = -1
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Picture"))
        session.changed.connect(self._on_changed)

    @property
    def spot(self) -> Spot | None:
        """The part that the keyboard is at."""
        spots = self.picture.spots if self.picture else ()
        return spots[self._spot] if 0 <= self._spot < len(spots) else None

    def refresh(self) -> None:
        """Draw it anew from the workshop as it is now, if it is in sight."""
        if not self.isVisible():
            return
        edge = 2 * self._edge
        wide, high = max(1, self.width() - edge), max(1, self.height() - edge)
        self._letters = letters(self._scale(wide, high))
        self.picture = picture(self.name, self.session.snapshot, wide, high, self._letters)
        self._spot = min(self._spot, len(self.picture.spots) - 1)
        self.setAccessibleName(self.picture.alt)
        self._say_spot()
        self.update()

    def place_of(self, spot: Spot) -> QRectF:
        """Where a part of the picture is in this widget."""
        return _rect(spot.place).translated(self._edge, self._edge)

    def minimumSizeHint(self) -> QSize:
        """Small enough for any window; with little room there is less to read."""
        return QSize(theme.em(12), theme.em(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shapes in their order, then the mark of the keyboard."""
        super().paintEvent(event)
        if self.picture is None:
            return
        painter = QPainter(self)
        painter.translate(self._edge, self._edge)
        brush = Brush(painter, self._letters)
        for shape in self.picture.shapes:
            brush.paint(shape)
        painter.resetTransform()
        if self.hasFocus():
            self._mark_focus(painter)

    def showEvent(self, event: QShowEvent) -> None:
        """It comes into sight: bring it up to date."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it for the new size."""
        super().resizeEvent(event)
        self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from part to part, Enter to the record of the part."""
        spots = self.picture.spots if self.picture else ()
        if spots and event.key() in _NEXT:
            self._go_to(self._spot + 1 if self._spot + 1 < len(spots) else 0)
        elif spots and event.key() in _BEFORE:
            self._go_to(self._spot - 1 if self._spot > 0 else len(spots) - 1)
        elif self.spot is not None and event.key() in _CHOOSE:
            self._choose(self.spot)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the record of the part that it hits."""
        found = self._at(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self._choose(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand shows what can be clicked."""
        hit = self._at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def event(self, event: QEvent) -> bool:
        """What a part says, for whom its label is too short."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.says if found else "", self)
            return True
        return super().event(event)

    @property
    def _edge(self) -> int:
        return theme.em(1)

    def _scale(self, wide: float, high: float) -> float:
        """Larger letters where the picture would leave half of the room empty."""
        em = letters(1.0).em
        wanted = height_wanted(self.name, self.session.snapshot) * em
        scale = min(wide / (_COMFORTABLE * em), high / wanted, _LARGEST)
        return max(1.0, int(scale * 10) / 10)  # in steps: every size is a font of its own

    def _at(self, point: QPointF) -> Spot | None:
        """The part under a point; the last one drawn lies on top."""
        spots = self.picture.spots if self.picture else ()
        return next((s for s in reversed(spots) if self.place_of(s).contains(point)), None)

    def _go_to(self, number: int) -> None:
        self._spot = number
        self._say_spot()
        self.update()

    def _say_spot(self) -> None:
        self.setAccessibleDescription(self.spot.says if self.spot else "")

    def _choose(self, spot: Spot) -> None:
        self.session.reveal_requested.emit(spot.record, "")

    def _on_changed(self, _changes: object) -> None:
        self.refresh()

    def _mark_focus(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.spot is not None:
            around = self.place_of(self.spot).adjusted(-2, -2, 2, 2)
        else:
            around = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(around, 4, 4)


class Brush:
    """Paints shapes with a painter, in the colours of the window or in others."""

    def __init__(
        self,
        painter: QPainter,
        letters: ScreenLetters,
        colour: Callable[[str], QColor] = theme.colour,
    ) -> None:
        self._painter = painter
        self._letters = letters
        self._colour = colour

    @singledispatchmethod
    def paint(self, shape: object) -> None:
        """Paint one shape."""
        raise TypeError(shape)

    @paint.register
    def _(self, shape: Box) -> None:
        place = _rect(shape.place)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if shape.fill:
            self._painter.fillRect(place, self._colour(shape.fill))
        if shape.edge:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(self._colour(shape.edge), 1))
            self._painter.drawRect(place.adjusted(0, 0, -1, -1))

    @paint.register
    def _(self, shape: Stroke) -> None:
        straight = shape.x1 == shape.x2 or shape.y1 == shape.y2
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, not straight)
        pen = QPen(self._colour(shape.colour), max(1.0, shape.thickness))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if shape.dashed:
            pen.setDashPattern([4, 3])
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))

    @paint.register
    def _(self, shape: Polygon) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour(shape.fill))
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))

    @paint.register
    def _(self, shape: Text) -> None:
        self._painter.setFont(self._letters.font(shape.size, shape.bold))
        self._painter.setPen(self._colour(shape.colour))
        self._painter.drawText(QPointF(shape.place.x, shape.baseline(self._letters.em)), shape.text)


@dataclass(frozen=True, slots=True)
class ScreenLetters(Letters):
    """The window's letters, in pixels."""

    scale: float

    def font(self, size: float, bold: bool) -> QFont:
        """The font in a size in em."""
        return theme.font(size * self.scale, strong=bold)


def letters(scale: float) -> ScreenLetters:
    """The window's letters, larger by `scale`."""
    known: dict[tuple[float, bool], QFontMetricsF] = {}

    def width(text: str, size: float, bold: bool) -> float:
        metrics = known.get((size, bold))
        if metrics is None:
            metrics = known[size, bold] = QFontMetricsF(theme.font(size * scale, strong=bold))
        return metrics.horizontalAdvance(text)

    return ScreenLetters(QFontMetricsF(theme.font(scale)).height() / LEADING, width, scale)


def _rect(place: Rect) -> QRectF:
    return QRectF(place.x, place.y, place.width, place.height)
