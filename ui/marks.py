"""The small marks that go with every colour: drawn, because few fonts have them all."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from models.checks import Severity
from ui import theme

SEVERITY_COLOURS = {Severity.MUST: "must", Severity.SHOULD: "should", Severity.HINT: "muted"}


def paint_mark(painter: QPainter, box: QRectF, severity: Severity) -> None:
    """Draw the mark of a finding into `box`: filled triangle, open triangle, or dot."""
    colour = theme.colour(SEVERITY_COLOURS[severity])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.6)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if severity is Severity.HINT:
        painter.setBrush(colour)
        painter.drawEllipse(box.center(), box.width() / 6, box.width() / 6)
    else:
        filled = severity is Severity.MUST
        painter.setBrush(colour if filled else QColor(Qt.GlobalColor.transparent))
        inner = box.adjusted(1, 1, -1, -1)
        top = QPointF(inner.center().x(), inner.top())
        painter.drawPolygon(QPolygonF([top, inner.bottomRight(), inner.bottomLeft()]))
    painter.restore()


def paint_state(painter: QPainter, box: QRectF, state: str) -> None:
    """Draw a step's state: "new" open circle, "open" half, "must" full red, "done" full green."""
    colour = theme.colour({"must": "must", "open": "should", "done": "good"}.get(state, "muted"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4))
    if state == "open":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.setBrush(colour)
        painter.drawPie(box, 90 * 16, 180 * 16)
    else:
        painter.setBrush(QColor(Qt.GlobalColor.transparent) if state == "new" else colour)
        painter.drawEllipse(box)
        if state == "done":
            painter.setPen(QPen(theme.colour("panel"), 1.6))
            c, r = box.center(), box.width() / 2
            painter.drawPolyline(
                QPolygonF(
                    [
                        QPointF(c.x() - r * 0.5, c.y()),
                        QPointF(c.x() - r * 0.1, c.y() + r * 0.4),
                        QPointF(c.x() + r * 0.5, c.y() - r * 0.4),
                    ]
                )
            )
    painter.restore()


GLYPHS = {Severity.MUST: "▲", Severity.SHOULD: "△", Severity.HINT: "•"}
"""The same marks as text, for heads of columns; Noto Sans JP has them."""
