"""The contents page: links at once, page numbers when they are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exports.charter.cuts import Cut
from exports.charter.pages import Pages
from exports.charter.sections import section_key, sections_of
from exports.charter.text import clamp, paragraph, style
from exports.palette import INK, MUTED
from models.i18n import _
from models.snapshot import Snapshot
from models.steps import BY_ID

_GAP = 36.0
_MAIN, _PART = 25.0, 13.5
"""Height of a line for a section and for a part of one, in points."""
_TITLE = 32.0
"""Height of the heading with the room below it."""


class Entry(NamedTuple):
    """One line: `number` is empty for a part of a section."""

    key: str
    number: str
    title: str


class _Place(NamedTuple):
    """Where a line begins, and how wide it is."""

    x: float
    top: float
    width: float


def draw(pages: Pages, snapshot: Snapshot) -> None:
    """Draw the contents on a page of their own."""
    pages.start()
    draw_here(pages, snapshot)


def draw_here(pages: Pages, snapshot: Snapshot) -> None:
    """Draw the contents below the cursor, in two columns."""
    pages.bookmark("contents", _("Contents"), 0)
    pages.tags.chapter()
    with pages.tags.heading(2):
        pages.put(paragraph(_("Contents"), style(19, bold=True)), after=5)
    width, tags = (pages.width - _GAP) / 2, pages.tags
    whole = parts = tags.new("TOC")
    for number, column in enumerate(_columns(_entries(pages.cut, snapshot))):
        y = pages.y
        for entry in column:
            if entry.number:
                parts = whole
            elif parts is whole:
                parts = tags.new("TOC", whole)
            with tags.into(tags.new("TOCI", parts)):
                y = _line(pages, entry, _Place(pages.left + number * (width + _GAP), y, width))


def height(pages: Pages, snapshot: Snapshot) -> float:
    """The height in points that `draw_here` takes."""
    return _TITLE + max(map(_height, _columns(_entries(pages.cut, snapshot))))


def _columns(entries: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Two columns of about the same height; a step stays with its parts."""
    cuts = [place for place, entry in enumerate(entries) if entry.number]
    cut = min(cuts, key=lambda place: abs(_height(entries[:place]) - _height(entries[place:])))
    return entries[:cut], entries[cut:]


def _height(entries: Sequence[Entry]) -> float:
    return sum(_MAIN if entry.number else _PART for entry in entries)


def _entries(cut: Cut, snapshot: Snapshot) -> Sequence[Entry]:
    found = []
    for number, part in enumerate(cut.parts, start=1):
        found.append(Entry(part.key, str(number), part.title))
        if part.key in BY_ID and not part.one_list:
            sections = sections_of(BY_ID[part.key], part, snapshot)
            found += [Entry(section_key(s), "", s.label) for s in sections]
    return found


def _line(pages: Pages, entry: Entry, place: _Place) -> float:
    """Draw one line with the number of its page; returns where the next one begins."""
    main = bool(entry.number)
    size, colour = (10.5, INK) if main else (8.5, MUTED)
    x, right, bottom = place.x, place.x + place.width, place.top - (_MAIN if main else _PART)
    y = bottom + 4
    if main:
        with pages.tag("Lbl"):
            pages.line(entry.number, x, y, size=size, colour=pages.accent.main, bold=True)
    text = clamp(entry.title, style(size, bold=main, colour=colour), place.width - 22 - 24, 1)
    link = pages.tags.link(entry.key, (x, bottom + 1, right, y + size), entry.title)

    def page_number(done: Pages) -> None:
        page = f" {done.page_of[entry.key]}"
        done.line(page, right, y, size=size, colour=colour, bold=main, to_the_left=True)

    with pages.tag("Reference"), link:
        pages.draw(text, x + 22, y + size, place.width - 22 - 24)
        pages.later(page_number)
    return bottom
