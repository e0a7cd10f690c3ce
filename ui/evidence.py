"""An estimate round or a vote as a picture in a dialog, before it is kept."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from exports.pictures import Picture, picture_of
from models.i18n import _
from models.records import EstimateRound, Vote
from models.snapshot import Snapshot
from ui import theme
from ui.picture import Brush, letters


class EvidenceView(QWidget):
    """Paints what the room would see; it takes no keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture: Picture | None = None
        self._letters = letters(1.0)
        self._shown: tuple[EstimateRound | Vote, Snapshot] | None = None
        self.setAccessibleName(_("Picture"))

    def show_record(self, record: EstimateRound | Vote, snapshot: Snapshot) -> None:
        """Show another state of the round or the vote."""
        self._shown = record, snapshot
        self._draw()

    def sizeHint(self) -> QSize:
        """Room for a few stacked marks and their scale."""
        return QSize(theme.em(26), theme.em(9))

    def minimumSizeHint(self) -> QSize:
        """With less room there is less to read."""
        return QSize(theme.em(14), theme.em(7))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it for the new size."""
        super().resizeEvent(event)
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shapes in their order."""
        super().paintEvent(event)
        if self.picture is None:
            return
        brush = Brush(QPainter(self), self._letters)
        for shape in self.picture.shapes:
            brush.paint(shape)

    def _draw(self) -> None:
        if self._shown is None:
            return
        record, snapshot = self._shown
        size = max(1, self.width()), max(1, self.height())
        self.picture = picture_of(record, snapshot, *size, self._letters)
        self.setAccessibleName(self.picture.alt)
        self.update()
