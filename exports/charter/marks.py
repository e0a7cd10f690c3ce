"""Marks drawn as shapes: they need no font and look the same everywhere."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from exports.palette import AMBER, MUTED, RED
from models.checks import Severity

COLOURS = {Severity.MUST: RED, Severity.SHOULD: AMBER, Severity.HINT: MUTED}


def severity(canvas: Canvas, kind: Severity, x: float, y: float, size: float) -> None:
    """A triangle, a disc or a ring of `size` points with its lower left corner at (x, y)."""
    if kind is Severity.MUST:
        triangle(canvas, x, y, size)
        return
    canvas.saveState()
    canvas.setFillColor(HexColor(COLOURS[kind]))
    canvas.setStrokeColor(HexColor(COLOURS[kind]))
    canvas.setLineWidth(0.9)
    middle = size / 2
    full = kind is Severity.SHOULD
    canvas.circle(x + middle, y + middle, middle * 0.85, stroke=1, fill=int(full))
    canvas.restoreState()


def triangle(canvas: Canvas, x: float, y: float, size: float, colour: str = RED) -> None:
    """A filled triangle: something must be settled here."""
    canvas.saveState()
    canvas.setFillColor(HexColor(colour))
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x + size, y)
    path.lineTo(x + size / 2, y + size * 0.9)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
