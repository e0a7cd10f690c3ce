"""The big timer: a widget of its own, so that a second that passes paints nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.agenda import Level, Standing, clock_text, left_text
from models.fitting import shortened
from models.room import without_addresses
from ui import theme
from ui.room.look import RoomLook

FIGURE = 2.6
"""Size of the timer, in units."""
COLOURS = {Level.PLENTY: "ink", Level.LOW: "should", Level.LAST: "must", Level.OVER: "must"}
"""Always together with the words of `left_text` and with the length of the bar."""
_BAR = 0.28
_WIDE = 11.0


class RoomTimer(QWidget):
    """Time left in the block, what that means in words, and a bar that grows shorter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = RoomLook(720, theme.tokens())
        self._standing: Standing | None = None
        self.setAutoFillBackground(True)
        self.hide()

    def texts(self) -> list[str]:
        """What it says, from the top."""
        standing = self._standing
        if standing is None:
            return []
        said = [clock_text(standing.left), left_text(standing.level)]
        for block in standing.slot.beside:
            left = standing.left_of(block)
            over = "" if left > 0 else f" {left_text(Level.OVER)}"
            said.append(f"{clock_text(left)}{over}  {without_addresses(block.caption)}")
        return said

    def take_look(self, look: RoomLook) -> None:
        """Take on another size or other colours."""
        self._look = look
        palette = self.palette()
        palette.setColor(self.backgroundRole(), look.colour("panel"))
        self.setPalette(palette)
        self.update()

    def show_standing(self, standing: Standing | None) -> None:
        """Show how the day stands; nothing while no block runs."""
        before, self._standing = self.texts(), standing
        self.setVisible(standing is not None)
        said = self.texts()
        if said != before:
            self.setAccessibleName(", ".join(said))
            self.update()

    def sizeHint(self) -> QSize:
        """Room for "1:05:00", its words, the bar, and the breakout groups."""
        look, beside = self._look, len(self._standing.slot.beside) if self._standing else 0
        high = look.line(FIGURE) + look.unit * 2 * _BAR + (1 + beside) * look.line()
        return QSize(round(_WIDE * look.unit), round(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The figure, the bar, the words, at the right edge."""
        super().paintEvent(event)
        standing, look = self._standing, self._look
        if standing is None:
            return
        painter = QPainter(self)
        figure, *words = self.texts()
        wide, y = float(self.width()), 0.0
        painter.setFont(look.font(FIGURE, strong=True))
        painter.setPen(look.colour(COLOURS[standing.level]))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, y, wide, look.line(FIGURE)), right, figure)
        y += look.line(FIGURE)
        self._paint_bar(painter, standing, QRectF(0, y, wide, look.unit * _BAR))
        y += look.unit * 2 * _BAR
        painter.setFont(look.font())
        painter.setPen(look.colour("muted"))
        for text in words:
            fitting = shortened(text, wide, look.width)
            painter.drawText(QRectF(0, y, wide, look.line()), right, fitting)
            y += look.line()

    def _paint_bar(self, painter: QPainter, standing: Standing, place: QRectF) -> None:
        whole = standing.slot.minutes * 60
        share = min(1.0, max(0.0, standing.left / whole)) if whole else 0.0
        painter.fillRect(place, self._look.colour("line"))
        place.setLeft(place.right() - place.width() * share)
        painter.fillRect(place, self._look.colour(COLOURS[standing.level]))
