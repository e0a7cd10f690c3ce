"""What stands around the content: header, footer, watermark, and the properties of the PDF."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from exports.charter import fonts
from exports.charter.cuts import Cut
from exports.charter.remarks import LONGEST_WATERMARK
from exports.document import Document
from exports.palette import WATERMARK
from models.dates import format_date
from models.display import locale_of, text_of
from models.i18n import _
from models.records import Look, WorkshopInfo
from models.sealing import short
from models.text import shorten

if TYPE_CHECKING:
    from exports.charter.pages import Pages

_SIZE = 7.5
_WATERMARK = 0.62
"""A watermark's length against the diagonal of the page."""


def title_of(document: Document) -> str:
    """The initiative, or words for one that has no name yet."""
    return document.snapshot.one(WorkshopInfo).initiative or _("Initiative without a name yet")


def mark_of(document: Document) -> str:
    """The confidentiality mark."""
    snapshot = document.snapshot
    return text_of(snapshot, snapshot.one(WorkshopInfo), WorkshopInfo.confidentiality)


def day_of(document: Document) -> str:
    """The day of the workshop; the day of printing where it is not set."""
    info = document.snapshot.one(WorkshopInfo)
    day = info.held_on or document.made_at.date()
    return format_date(day, locale_of(document.snapshot))


def describe(canvas: Canvas, document: Document, cut: Cut) -> None:
    """Title, author, subject, key words and the moment of making, in the file's properties."""
    snapshot = document.snapshot
    info = snapshot.one(WorkshopInfo)
    canvas.setTitle(f"{title_of(document)} · {cut.kind}")
    canvas.setAuthor(snapshot.name_of(WorkshopInfo.facilitator, info) or info.client)
    canvas.setSubject(f"{cut.kind}, {day_of(document)}")
    canvas.setKeywords(", ".join(filter(None, (info.client, info.sector, mark_of(document)))))
    canvas.setCreator("Groundwork")
    made = document.made_at
    zone = f"{made:%z}" or "+0000"
    stamp = f"D:{made:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
    canvas.setDateFormatter(lambda *_parts: stamp)


def header(pages: Pages, y: float) -> None:
    """Initiative and client on the left, the confidentiality mark on the right."""
    document = pages.document
    client = document.snapshot.one(WorkshopInfo).client
    mark = mark_of(document)
    room = pages.width - fonts.width_of(mark, fonts.BOLD, _SIZE) - 18
    name = " · ".join(part for part in (title_of(document), client) if part)
    pages.line(fitting(name, room), pages.left, y, size=_SIZE)
    pages.line(mark, pages.right, y, size=_SIZE, bold=True, to_the_left=True)
    pages.rule(y - 8)


def footer(pages: Pages, y: float) -> None:
    """Page x of y; what it is and of which day."""
    before, _total, after = _("Page {number} of {total}").partition("{total}")
    text = before.format(number=pages.number)
    pages.line(text, pages.left, y, size=_SIZE)
    # One form for all pages, at the end of what differs: a form each doubles the time of saving.
    pages.canvas.saveState()
    pages.canvas.translate(pages.left + fonts.width_of(text, fonts.REGULAR, _SIZE), y)
    pages.shared("total", lambda done: done.line(f"{done.number}{after}", 0, 0, size=_SIZE))
    pages.canvas.restoreState()
    seal = _("seal {seal}").format(seal=short(pages.seal))
    right = " · ".join((pages.cut.kind, day_of(pages.document), seal))
    pages.line(right, pages.right, y, size=_SIZE, to_the_left=True)


def watermark(pages: Pages, width: float, height: float) -> None:
    """The chosen word across the page, below all that is printed later, so pale that it is read."""
    text = shorten(pages.document.snapshot.one(Look).watermark, LONGEST_WATERMARK)
    if not text:
        return
    canvas, length = pages.canvas, math.hypot(width, height) * _WATERMARK
    size = min(110.0, length / max(0.1, fonts.width_of(text, fonts.BOLD, 1)))
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    half = fonts.width_of(text, fonts.BOLD, size) / 2
    pages.line(text, -half, -size * 0.35, size=size, colour=WATERMARK, bold=True)
    canvas.restoreState()


@lru_cache(maxsize=64)  # the header of every page asks for the same
def fitting(text: str, room: float, size: float = _SIZE) -> str:
    """`text` on one line within `room` points, cut with an ellipsis where it is too long."""
    if fonts.width_of(text[:400], fonts.REGULAR, size) <= room:
        return text
    text = text[:400]
    while text and fonts.width_of(text + "…", fonts.REGULAR, size) > room:
        text = text[:-1].rstrip()
    return text + "…"
