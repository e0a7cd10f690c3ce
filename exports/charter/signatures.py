"""The lines on which the charter is signed."""

from __future__ import annotations

from exports.charter.pages import BOTTOM, Pages
from exports.charter.text import clamp, paragraph, style
from exports.palette import INK
from models.i18n import _
from models.records import Ownership, WorkshopInfo
from models.snapshot import Snapshot


def draw(pages: Pages, snapshot: Snapshot, height: float) -> None:
    """Draw them at the foot of the page, with their heading in `height` points."""
    info, ownership = snapshot.one(WorkshopInfo), snapshot.one(Ownership)
    who = [
        (_("Sponsor"), snapshot.name_of(WorkshopInfo.sponsor, info)),
        (_("Production owner"), snapshot.name_of(Ownership.owner, ownership)),
        (_("Facilitator"), snapshot.name_of(WorkshopInfo.facilitator, info)),
    ]
    top = BOTTOM + height
    with pages.tags.heading(2):
        pages.draw(paragraph(_("Agreed"), style(13, bold=True)), pages.left, top - 6, pages.width)
    width = (pages.width - 2 * 22) / 3
    line = BOTTOM + 40
    for index, (part, name) in enumerate(who):
        x = pages.left + index * (width + 22)
        pages.canvas.setStrokeColor(style(9).textColor)
        pages.canvas.setLineWidth(0.9)
        pages.canvas.line(x, line, x + width, line)
        with pages.tags.item():
            with pages.tag("Lbl"):
                pages.line(part, x, line - 11, size=8)
            with pages.tag("LBody"):
                if name:
                    made = clamp(name, style(8.5, leading=10.8, colour=INK), width, 2)
                    with pages.tag("P"):
                        pages.draw(made, x, line - 15, width)
                with pages.tag("P"):
                    pages.line(_("Date"), x + width * 0.66, line - 11, size=8)
