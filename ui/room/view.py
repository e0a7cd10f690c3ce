"""The room view: a window for the projector, with its own keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from exports.pictures import Picture, picture, picture_of
from models.agenda import Standing
from models.i18n import _
from models.room import RoomPage
from models.snapshot import Snapshot
from ui import theme
from ui.room.look import RoomLook
from ui.room.painting import (
    QUESTION,
    TableLayout,
    figures_height,
    paint_figures,
    paint_head,
    paint_picture,
    question_lines,
)
from ui.room.timer import RoomTimer

_EDGE, _TOP, _BOTTOM, _GAP = 1.5, 1.3, 0.8, 0.9
"""Left and right, above, below, and between the parts, in units."""
_SMALLEST = (480, 270)

_FORWARD = (Qt.Key.Key_PageDown,)
_BACK = (Qt.Key.Key_PageUp,)
_BLACK = (Qt.Key.Key_B, Qt.Key.Key_Period)
_CLOSE = (Qt.Key.Key_Escape, Qt.Key.Key_F5)


class RoomView(QWidget):
    """What the room sees. It knows no workshop: it is given one page after the other."""

    step_requested = Signal(int)
    """Show the next (+1) or the previous (-1) step."""
    turn_requested = Signal(int)
    """Show the next (+1) or the previous (-1) picture or table of the step."""
    pin_requested = Signal()
    scheme_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page = RoomPage("", "")
        self.black = False
        self.sheet = 0
        """Of a table that is longer than the screen, the part that is seen."""
        self._snapshot = Snapshot()
        self._tokens = theme.tokens()
        self._look = RoomLook(720, self._tokens)
        self._table: TableLayout | None = None
        self.timer = RoomTimer(self)
        self.setWindowTitle(_("Room view – Groundwork"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(*_SMALLEST)
        self.setAutoFillBackground(True)
        self._take_look()

    # What is shown

    def show_page(self, page: RoomPage, snapshot: Snapshot, row: str = "") -> None:
        """Show a page; of a long table the part in which the row with this id is."""
        same = page.table and self.page.table and page.table.title == self.page.table.title
        self.page, self._snapshot = page, snapshot
        self.sheet = self.sheet if same else 0
        self._lay_out_table()
        if self._table is not None and page.row is not None:
            self.sheet = self._table.sheet_at(page.row)
        elif self._table is not None and (found := self._table.sheet_of(row)) is not None:
            self.sheet = found
        self.setAccessibleName(f"{page.over}. {page.question}")
        self.update()

    def show_standing(self, standing: Standing | None) -> None:
        """Show how the day stands."""
        appears = (standing is None) != self.timer.isHidden()
        lines = len(self.timer.texts())
        self.timer.show_standing(None if self.black else standing)
        if appears or lines != len(self.timer.texts()):
            self._place_timer()
            self._lay_out_table()
            self.update()

    def set_black(self, black: bool) -> None:
        """Show nothing at all, or again what was there."""
        self.black = black
        self.timer.setHidden(black or not self.timer.texts())
        self._fill()

    def take_tokens(self, tokens: theme.Tokens) -> None:
        """Take on other colours."""
        self._tokens = tokens
        self._take_look()

    def turn_sheet(self, by: int) -> bool:
        """Show the next (+1) or the previous (-1) part of a long table; False where none is."""
        before, last = self.sheet, len(self._table.sheets) - 1 if self._table is not None else 0
        self.sheet = min(max(self.sheet + by, 0), last)
        self.update()
        return self.sheet != before

    @property
    def first_row(self) -> int:
        """The number of the first row that is seen of a table."""
        return self._table.sheets[self.sheet].first if self._table is not None else 0

    # Qt

    def sizeHint(self) -> QSize:
        """Where there is no second screen: as wide as a projector, and not too large."""
        room = self.screen().availableSize()
        wide = min(round(room.width() * 0.8), round(room.height() * 0.8 * 16 / 9))
        return QSize(wide, round(wide * 9 / 16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything follows the height."""
        super().resizeEvent(event)
        self._take_look()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, unless the screen is black."""
        super().paintEvent(event)
        if self.black:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        paint_head(painter, self._look, self.page, self._head())
        body = self._body()
        if self._table is not None:
            self._table.paint(painter, self.sheet)
        elif (drawn := self._picture(body)) is not None:
            paint_picture(painter, self._look, drawn, body)
        place = QRectF(self._frame())
        place.setTop(place.bottom() - figures_height(self._look, self.page.figures))
        paint_figures(painter, self._look, self.page.figures, place)

    def _picture(self, body: QRectF) -> Picture | None:
        """The picture of the page, for a place of this size."""
        page, size, letters = self.page, (body.width(), body.height()), self._look.letters()
        if page.asked is not None:
            return picture_of(page.asked, self._snapshot, *size, letters)
        return picture(page.picture, self._snapshot, *size, letters) if page.picture else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a remote clicker, and a few more."""
        key = Qt.Key(event.key())
        if key in _CLOSE:
            self.close()
        elif key in _BLACK:
            self.set_black(not self.black)
        elif key in _FORWARD or key in _BACK:
            self.step_requested.emit(1 if key in _FORWARD else -1)
        elif not self._show_more(key):
            super().keyPressEvent(event)

    def _show_more(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.turn_requested.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.turn_sheet(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_P:
            self.pin_requested.emit()
        elif key == Qt.Key.Key_L:
            self.scheme_requested.emit()
        elif key == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            return False
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so: the clock and the menus look different without it."""
        super().closeEvent(event)
        self.closed.emit()

    # Places

    def _frame(self) -> QRectF:
        unit = self._look.unit
        return QRectF(self.rect()).adjusted(
            _EDGE * unit, _TOP * unit, -_EDGE * unit, -_BOTTOM * unit
        )

    def _head(self) -> QRectF:
        """Room for the question, beside the timer."""
        frame = self._frame()
        if not self.timer.isHidden():
            frame.setRight(self.timer.x() - self._look.unit)
        return frame

    def _body(self) -> QRectF:
        """Room for the picture or the table: below the question and the timer."""
        look, head, frame = self._look, self._head(), self._frame()
        lines = len(question_lines(look, self.page.question, head.width()))
        top = head.top() + look.line() + 0.1 * look.unit + lines * look.line(QUESTION)
        if not self.timer.isHidden():
            top = max(top, float(self.timer.geometry().bottom()))
        frame.setTop(top + _GAP * look.unit)
        gap = _GAP * look.unit if self.page.figures else 0.0
        frame.setBottom(frame.bottom() - figures_height(look, self.page.figures) - gap)
        return frame

    def _take_look(self) -> None:
        self._look = RoomLook(self.height(), self._tokens)
        self.timer.take_look(self._look)
        self._fill()
        self._place_timer()
        self._lay_out_table()
        self.update()

    def _fill(self) -> None:
        palette = self.palette()
        surface = theme.black() if self.black else self._look.colour("panel")
        palette.setColor(self.backgroundRole(), surface)
        self.setPalette(palette)
        self.update()

    def _place_timer(self) -> None:
        size, frame = self.timer.sizeHint(), self._frame().toRect()
        self.timer.setGeometry(
            frame.right() - size.width(), frame.top(), size.width(), size.height()
        )

    def _lay_out_table(self) -> None:
        table = self.page.table
        self._table = TableLayout(self._look, table, self._body()) if table else None
        self.turn_sheet(0)
