"""Headings of sections and of their parts; each is a bookmark and a line of the outline."""

from __future__ import annotations

from exports.charter import fonts
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import ACCENT, MUTED
from models.i18n import _

_LARGE = 19
_SECTION = 280
"""Less room than this, in points, is left empty rather than given to a new section."""


def title(pages: Pages, key: str, number: int, text: str, lead: str) -> None:
    """The heading of a section: number, name, and the question it answers."""
    if pages.room < _SECTION or pages.wide:
        pages.start()
    elif pages.room < 690:  # not at the head of a page
        pages.y -= 22
    pages.bookmark(key, f"{number} {text}", 0)
    shown = str(number)
    indent = fonts.width_of(shown, fonts.BOLD, _LARGE) + 10
    pages.line(shown, pages.left, pages.y - _LARGE, size=_LARGE, colour=ACCENT, bold=True)
    pages.put(paragraph(text, style(_LARGE, bold=True)), indent=indent, after=2)
    pages.put(paragraph(lead, style(10.5, colour=MUTED)), after=10)


def subtitle(pages: Pages, key: str, text: str, need: float = 110) -> None:
    """The heading of one part of a section."""
    pages.need(need)
    pages.y -= 6
    pages.bookmark(key, text, 1)
    pages.put(paragraph(text, style(11.5, bold=True)), after=5)


def nothing_yet(pages: Pages, text: str = "") -> None:
    """One sentence for a part without records."""
    pages.put(paragraph(text or _("Nothing recorded yet."), style(9, colour=MUTED)), after=8)
