"""The list of what the palette offers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.offers import Offer

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class OfferList(QListView):
    """One line for each offer, or two where a text was found; the keyboard stays elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers = _Offers(self)
        self.tall = False
        self.setModel(self._offers)
        self.setItemDelegate(_Delegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { border: none; background: transparent; }")

    @property
    def offers(self) -> list[Offer]:
        """What is listed."""
        return self._offers.offers

    @property
    def current(self) -> Offer | None:
        """The marked offer."""
        row = self.currentIndex().row()
        return self.offers[row] if 0 <= row < len(self.offers) else None

    def show_offers(self, offers: Sequence[Offer], *, tall: bool) -> None:
        """List these; the first one is marked."""
        self.tall = tall
        self._offers.replace(offers)
        self.setCurrentIndex(self._offers.index(0, 0))
        self.scrollToTop()

    @property
    def height_wanted(self) -> int:
        """So high that all is in sight."""
        return self.sizeHintForRow(0) * len(self.offers) + 2 * self.frameWidth()

    def mark(self, offer: Offer | None) -> None:
        """Mark the line that says the same as an offer that was listed before."""
        if offer is not None:
            same = (row for row, o in enumerate(self.offers) if o.spoken == offer.spoken)
            self.setCurrentIndex(self._offers.index(next(same, 0), 0))

    def move(self, by: int) -> None:  # type: ignore[override]  # nobody moves the widget
        """Mark another offer; behind the last one comes the first."""
        count = len(self.offers)
        if count:
            row = self.currentIndex().row() + by
            row = row % count if abs(by) == 1 else min(max(row, 0), count - 1)
            self.setCurrentIndex(self._offers.index(row, 0))


class _Offers(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers: list[Offer] = []

    def replace(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.offers = list(offers)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.title
        return offer.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Delegate(QStyledItemDelegate):
    """The title, what it is about, and at the right what it is or its keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tall = cast("OfferList", self.parent()).tall
        return QSize(theme.em(10), theme.em(3.2 if tall else 1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = cast("OfferList", self.parent())
        offer = shown.offers[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if marked else "hover"))
            painter.drawRoundedRect(box, 5, 5)
        box.adjust(theme.em(0.5), 0, -theme.em(0.5), 0)
        if shown.tall:
            half = box.height() / 2
            _head(painter, box.adjusted(0, theme.em(0.15), 0, -half), offer, "")
            _found(painter, box.adjusted(0, half, 0, -theme.em(0.15)), offer)
        else:
            _head(painter, box, offer, offer.detail or offer.why_not)
        painter.restore()


def _head(painter: QPainter, box: QRectF, offer: Offer, detail: str) -> None:
    """Title and detail at the left, keys or kind at the right."""
    right = "   ".join(part for part in (offer.kind, offer.keys) if part)
    width = _write(painter, box, right, "muted", right=True)
    room = box.adjusted(0, 0, -width - theme.em(1), 0)
    ink = "muted" if offer.why_not else "ink"
    used = _write(painter, room, offer.title, ink, strong=bool(offer.found[1]))
    _write(painter, room.adjusted(used + theme.em(0.8), 0, 0, 0), detail, "muted")


def _found(painter: QPainter, box: QRectF, offer: Offer) -> None:
    """A text with the place that was found in it."""
    start, length = offer.found
    behind = start + length
    for text, colour, strong in (
        (offer.detail[:start], "muted", False),
        (offer.detail[start:behind], "accent", True),
        (offer.detail[behind:], "muted", False),
    ):
        used = _write(painter, box, text, colour, strong=strong)
        box = box.adjusted(used, 0, 0, 0)


def _write(
    painter: QPainter,
    box: QRectF,
    text: str,
    colour: str,
    *,
    right: bool = False,
    strong: bool = False,
) -> float:
    """Write a line, cut where there is no room; returns how wide it is."""
    if box.width() < theme.em(1) or not text:
        return 0.0
    fitting, width = _fitted(text, int(box.width()), theme.em(10), strong)
    painter.setFont(theme.font(strong=strong))
    painter.setPen(theme.colour(colour))
    left = box.right() - width if right else box.left()
    ascent, height = _line(theme.em(10), strong)
    painter.drawText(QPointF(left, box.center().y() - height / 2 + ascent), fitting)
    return width


@lru_cache(maxsize=1024)
def _fitted(text: str, room: int, _size: int, strong: bool) -> tuple[str, float]:
    """What of a line fits, and its width; most lines are there again after the next key."""
    metrics = QFontMetrics(theme.font(strong=strong))
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return fitting, float(metrics.horizontalAdvance(fitting))


@lru_cache(maxsize=16)
def _line(_size: int, strong: bool) -> tuple[int, int]:
    """Ascent and height of a line."""
    metrics = QFontMetrics(theme.font(strong=strong))
    return metrics.ascent(), metrics.height()
