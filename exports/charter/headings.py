"""Headings of sections and of their parts; each is a bookmark and a line of the outline."""

from __future__ import annotations

from exports.charter import fonts
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import MUTED
from models.i18n import _

_LARGE = 19
SECTION = 280.0
"""Less room than this, in points, is left empty rather than given to a new section of which
nobody knows the height."""
CHAPTER, SUBTITLE, CAPTION = 90.0, 30.0, 24.0
"""Heights of these headings with the room around them, in points."""


def title(
    pages: Pages,
    key: str,
    number: int,
    text: str,
    lead: str,
    *,
    wide: bool = False,
    need: float = SECTION,
) -> None:
    """The heading of a section: number, name, and the question it answers.

    `need` is the height in points that must be left on the page, or it begins on the next one.
    """
    if pages.room < need or pages.wide is not wide:
        pages.start(wide=wide)
    elif not pages.at_head:
        pages.y -= 22
    pages.tags.chapter()
    pages.bookmark(key, f"{number} {text}", 0)
    shown = f"{number} "
    indent = fonts.width_of(str(number), fonts.BOLD, _LARGE) + 10
    with pages.tags.heading(2):
        pages.line(
            shown, pages.left, pages.y - _LARGE, size=_LARGE, colour=pages.accent.main, bold=True
        )
        pages.put(paragraph(text, style(_LARGE, bold=True)), indent=indent, after=2)
    if lead:
        pages.put(paragraph(lead, style(10.5, colour=MUTED)), after=10)
    else:
        pages.y -= 6


def chapter(
    pages: Pages, key: str, lead: str, *, wide: bool = False, need: float = SECTION
) -> None:
    """The heading of a chapter of this document, with its number and name in it; see `title`."""
    part = pages.cut.part(key)
    if part is not None:
        number = pages.cut.number_of(key) or 0
        title(pages, key, number, part.title, lead, wide=wide, need=need)


def answer(pages: Pages, text: str) -> None:
    """The answer to a chapter's question, before everything else."""
    if text:
        pages.put(paragraph(text, style(11.5, leading=15.8, bold=True)), after=11)


def subtitle(pages: Pages, key: str, text: str, need: float = 110) -> None:
    """The heading of one part of a section."""
    pages.need(need)
    pages.y -= 6
    pages.bookmark(key, text, 1)
    with pages.tags.heading(3):
        pages.put(paragraph(text, style(11.5, bold=True)), after=5)


def caption(pages: Pages, text: str, need: float, *, follows: bool) -> None:
    """What one of several tables of a part is about; `follows` where another one is above it."""
    pages.need(max(100, need))
    pages.y -= 8 if follows else 0
    with pages.tags.heading(4):
        pages.put(paragraph(text, style(9, bold=True, colour=MUTED)), after=3)


def nothing_yet(pages: Pages, text: str = "") -> None:
    """One sentence for a part without records."""
    pages.put(paragraph(text or _("Nothing recorded yet."), style(9, colour=MUTED)), after=8)
