"""Pictures on paper: the shapes of `exports.pictures`, painted onto a page."""

from __future__ import annotations

from functools import partial

from reportlab.lib.colors import HexColor

from exports import pictures
from exports.charter import fonts
from exports.charter.pages import Pages
from exports.charter.tags import of_place
from exports.pictures import Letters, Picture
from exports.pictures.shapes import COLOURS, Box, Colour, Polygon, Rect, Stroke, Text
from models.snapshot import Snapshot

EM = 8.2
"""Size of usual text in a picture, in points."""
HEADING = 11.5
_LEAST, _MOST = 110.0, 250.0
_LOWER = 0.75
"""The part of its usual height at which a picture still reads well."""
_AROUND = 20.0
"""Room above and below a picture, in points."""


def height_of_picture(name: str, snapshot: Snapshot) -> float:
    """The height in points at which a picture reads well, its heading included."""
    return min(_MOST, max(_LEAST, pictures.height_wanted(name, snapshot) * EM))


def made(
    pages: Pages, name: str, snapshot: Snapshot, height: float, *, heading: float = HEADING
) -> Picture:
    """A picture as wide as the text of the page; `empty` where there is nothing to draw yet.

    `heading` is the size of its name in points.
    """
    letters = Letters(EM, _width_of)
    return pictures.picture(name, snapshot, pages.width, height, letters, heading=heading / EM)


def draw(
    pages: Pages,
    name: str,
    snapshot: Snapshot,
    top: float,
    height: float,
    *,
    heading: float = HEADING,
) -> None:
    """Draw a picture with its heading between the margins, `height` points down from `top`."""
    paint(pages, made(pages, name, snapshot, height, heading=heading), top)


def place(pages: Pages, name: str, snapshot: Snapshot, below: float = 0.0) -> None:
    """Set a picture at the cursor, with room around it; nothing where there is none to draw.

    It is made a little lower where that leaves `below` points on the page for what follows.
    """
    height = height_of_picture(name, snapshot)
    left = pages.room - below - _AROUND
    if below and height * _LOWER <= left < height:
        height = left
    picture = made(pages, name, snapshot, height)
    if not picture.empty:
        pages.need(height)
        pages.y -= 6
        paint(pages, picture, pages.y)
        pages.y -= min(height, _bottom(picture)) + _AROUND - 6


def _bottom(picture: Picture) -> float:
    """How far down it reaches, in points; what is below is empty."""
    places = [shape.place.bottom for shape in picture.shapes if isinstance(shape, Box | Text)]
    return max(places, default=picture.height)


def paint(pages: Pages, picture: Picture, top: float) -> None:
    """Paint a picture between the margins, below `top`."""
    where = of_place(pages.left, top - picture.height, pages.left + picture.width, top)
    with pages.tag("Figure", alt=picture.alt, more=where):
        _paint(pages, picture, top)


def _paint(pages: Pages, picture: Picture, top: float) -> None:
    place = partial(_place, pages, top)
    pages.canvas.saveState()
    for shape in picture.shapes:
        if isinstance(shape, Box):
            fill = _colour(pages, shape.fill) if shape.fill else ""
            edge = _colour(pages, shape.edge) if shape.edge else ""
            pages.box(place(shape.place), fill=fill, edge=edge)
        elif isinstance(shape, Stroke):
            _stroke(pages, shape, top)
        elif isinstance(shape, Polygon):
            _polygon(pages, shape, top)
        else:
            _text(pages, shape, top)
    pages.canvas.restoreState()


def _colour(pages: Pages, name: Colour) -> str:
    """A colour of the palette, in this document's accent."""
    accent = {"accent": pages.accent.main, "bar": pages.accent.bar, "tint": pages.accent.tint}
    return accent.get(name) or COLOURS[name]


def _width_of(text: str, size: float, bold: bool) -> float:
    return fonts.width_of(text, fonts.BOLD if bold else fonts.REGULAR, size * EM)


def _place(pages: Pages, top: float, place: Rect) -> tuple[float, float, float, float]:
    return pages.left + place.x, top - place.bottom, place.width, place.height


def _stroke(pages: Pages, shape: Stroke, top: float) -> None:
    canvas = pages.canvas
    canvas.setStrokeColor(HexColor(_colour(pages, shape.colour)))
    canvas.setLineWidth(shape.thickness)
    canvas.setDash(*((2.5, 2) if shape.dashed else ()))
    left = pages.left
    canvas.line(left + shape.x1, top - shape.y1, left + shape.x2, top - shape.y2)
    canvas.setDash()


def _polygon(pages: Pages, shape: Polygon, top: float) -> None:
    path = pages.canvas.beginPath()
    for number, (x, y) in enumerate(shape.points):
        (path.lineTo if number else path.moveTo)(pages.left + x, top - y)
    path.close()
    pages.canvas.setFillColor(HexColor(_colour(pages, shape.fill)))
    pages.canvas.drawPath(path, stroke=0, fill=1)


def _text(pages: Pages, shape: Text, top: float) -> None:
    pages.line(
        shape.text,
        pages.left + shape.place.x,
        top - shape.baseline(EM),
        size=shape.size * EM,
        colour=_colour(pages, shape.colour),
        bold=shape.bold,
    )
