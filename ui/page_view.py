"""One page of a document on a neutral ground, as large as it is wanted, to be moved by keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from exports.palette import WHITE
from models.i18n import _
from ui import theme
from ui.preview_maker import Drawn

WHOLE, WIDE = "page", "width"
_SMALLEST, _LARGEST = 0.1, 4.0
_STEP = 1.25
_MOST_PIXELS = 5_000
"""Of a side: beyond, the picture is enlarged instead of drawn larger."""
_SCREENFUL = 0.9
_EDGE = 0.8
"""Ground around the page, in em."""
_SHADOW = 0.25
_SETTLED = 60
"""Milliseconds until a page is drawn in another size."""


class PageView(QAbstractScrollArea):
    """Shows the pages of one document; asks for pictures of them as it needs them."""

    page_changed = Signal(int)
    """Another page is in front, counted from 0."""
    zoom_changed = Signal()
    picture_wanted = Signal(int, float)
    """A page, and how many pixels of the screen a point takes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = 0
        self.fit = WHOLE
        """What the size follows: the whole page, its width, or nothing ("")."""
        self.text = ""
        """What is said instead of a page as long as there is none."""
        self._factor = 1.0
        self._sizes: tuple[QSizeF, ...] = ()
        self._image = QImage()
        self._drawn_page = -1
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED)
        self._soon.timeout.connect(self._ask)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(theme.em(12))
        self._say()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def picture(self) -> QImage | None:
        """The picture of the page in front; None while it is being drawn."""
        return self._image if self.count and self._drawn_page == self.page else None

    @property
    def zoom(self) -> float:
        """Size on the screen against paper: 1.0 is as large as printed."""
        return self._pixels_a_point / self._natural

    def show_document(self, sizes: tuple[QSizeF, ...], page: int = 0) -> None:
        """Show another document, which has pages of these sizes in points, from a page on."""
        self._sizes = sizes
        self.page = max(0, min(page, self.count - 1))
        self._drawn_page = -1
        self._show_page()

    def show_picture(self, drawn: Drawn) -> None:
        """The picture of a page that was asked for."""
        if drawn.page == self.page:
            self._image, self._drawn_page = drawn.image, drawn.page
            self.setAccessibleDescription(drawn.text)
            self.viewport().update()

    def say(self, text: str) -> None:
        """Say something instead of showing a page."""
        self.text = text
        self.show_document(())

    def go_to(self, page: int) -> None:
        """Show a page from its top; the first or last one where there is no such page."""
        page = max(0, min(page, self.count - 1))
        if page != self.page:
            self.page = page
            self._show_page()

    def next_page(self) -> None:
        """Show the next page."""
        self.go_to(self.page + 1)

    def page_before(self) -> None:
        """Show the page before."""
        self.go_to(self.page - 1)

    def read_on(self) -> None:
        """Go on by a screenful; at the end of a page to the top of the next one."""
        bar = self.verticalScrollBar()
        if bar.value() < bar.maximum():
            bar.setValue(bar.value() + round(bar.pageStep() * _SCREENFUL))
        else:
            self.next_page()

    def read_back(self) -> None:
        """Go back by a screenful; at the top of a page to the end of the one before."""
        bar = self.verticalScrollBar()
        if bar.value() > 0:
            bar.setValue(bar.value() - round(bar.pageStep() * _SCREENFUL))
        elif self.page > 0:
            self.page_before()
            bar.setValue(bar.maximum())

    def fit_page(self) -> None:
        """Let the whole page be seen."""
        self._fit(WHOLE)

    def fit_width(self) -> None:
        """Let the page be as wide as its room."""
        self._fit(WIDE)

    def larger(self) -> None:
        """Make the page larger."""
        self._zoom(_STEP)

    def smaller(self) -> None:
        """Make the page smaller."""
        self._zoom(1 / _STEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages by Space, PgUp, PgDn, Home, End; size by + and -; the arrows move the page."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        action = {
            Qt.Key.Key_PageDown: self.read_on,
            Qt.Key.Key_PageUp: self.read_back,
            Qt.Key.Key_Space: self.read_back if shift else self.read_on,
            Qt.Key.Key_Home: self._first_page,
            Qt.Key.Key_End: self._last_page,
            Qt.Key.Key_Plus: self.larger,
            Qt.Key.Key_Minus: self.smaller,
        }.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the page and goes on to the next one; with Ctrl it changes the size."""
        up = event.angleDelta().y() > 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.larger if up else self.smaller)()
        elif self.verticalScrollBar().maximum() == 0:
            (self.page_before if up else self.next_page)()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What follows the window follows it."""
        super().resizeEvent(event)
        self._resized()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, or what is said instead."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("line"))
        if not self.count:
            painter.setFont(theme.font(1.1))
            painter.setPen(theme.colour("ink"))
            edge = theme.em(2)
            room = self.viewport().rect().adjusted(edge, edge, -edge, -edge)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self.text)
            return
        place = self._place()
        shadow = QColor(theme.colour("muted"))
        shadow.setAlphaF(_SHADOW)
        for width in (1, 3):
            painter.fillRect(place.adjusted(-width, -width, width, width), shadow)
        painter.fillRect(place, QColor(WHITE))
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)

    @property
    def _natural(self) -> float:
        """Pixels for a point in the size of the paper."""
        return self.logicalDpiX() / 72

    @property
    def _pixels_a_point(self) -> float:
        """Pixels for a point in the size wanted now."""
        if not self.count:
            return self._natural
        size, ground = self._sizes[self.page], 2 * theme.em(_EDGE)
        across = (self._room.width() - ground) / size.width()
        down = (self._room.height() - ground) / size.height()
        wanted = {WHOLE: min(across, down), WIDE: across}.get(self.fit)
        scale = self._factor * self._natural if wanted is None else wanted
        return max(scale, _SMALLEST)

    @property
    def _room(self) -> QSizeF:
        """What there is for the page, with room for a scroll bar where one is to be expected."""
        size = self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width() if self.fit == WIDE else 0
        return QSizeF(size.width() - bar, size.height())

    def _place(self) -> QRectF:
        """Where the page is in the viewport: in the middle, or moved by the scroll bars."""
        size = self._sizes[self.page] * self._pixels_a_point
        room, edge = self.viewport().size(), theme.em(_EDGE)
        left = max(edge, (room.width() - size.width()) / 2) - self.horizontalScrollBar().value()
        top = max(edge, (room.height() - size.height()) / 2) - self.verticalScrollBar().value()
        return QRectF(QPointF(round(left), round(top)), size)

    def _first_page(self) -> None:
        self.go_to(0)

    def _last_page(self) -> None:
        self.go_to(self.count - 1)

    def _fit(self, what: str) -> None:
        self.fit = what
        self._resized()

    def _zoom(self, by: float) -> None:
        self._factor = min(max(self.zoom * by, _SMALLEST), _LARGEST)
        self.fit = ""
        self._resized()

    def _show_page(self) -> None:
        self.verticalScrollBar().setValue(0)
        self._say()
        self._resized()
        self._soon.stop()
        self._ask()
        self.page_changed.emit(self.page)

    def _resized(self) -> None:
        """The size of the page, or of the room for it, is another one."""
        if self.count:
            size, ground = self._sizes[self.page] * self._pixels_a_point, 2 * theme.em(_EDGE)
            room = self._room
            for bar, page, view in (
                (self.horizontalScrollBar(), size.width(), room.width()),
                (self.verticalScrollBar(), size.height(), room.height()),
            ):
                bar.setRange(0, max(0, round(page + ground - view)))
                bar.setPageStep(round(view))
                bar.setSingleStep(theme.em(2))
        self._soon.start()
        self.zoom_changed.emit()
        self.viewport().update()

    def _ask(self) -> None:
        if self.count:
            scale = self._pixels_a_point * self.devicePixelRatioF()
            size = self._sizes[self.page]
            most = _MOST_PIXELS / max(size.width(), size.height())
            self.picture_wanted.emit(self.page, min(scale, most))

    def _say(self) -> None:
        name = self.text or _("Preview")
        if self.count:
            name = _("Preview, page {number} of {total}").format(
                number=self.page + 1, total=self.count
            )
        self.setAccessibleName(name)
