"""The contents page: links at once, page numbers when they are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exports.charter.closing import HISTORY, OPEN
from exports.charter.pages import Pages
from exports.charter.sections import section_key, sections_of
from exports.charter.text import paragraph, style
from exports.palette import ACCENT, INK, MUTED
from models.i18n import _
from models.snapshot import Snapshot
from models.steps import STEPS


class Entry(NamedTuple):
    """One line: `number` is empty for a part of a section."""

    key: str
    number: str
    title: str


def draw(pages: Pages, snapshot: Snapshot) -> None:
    """Draw the contents on a page of their own."""
    pages.start()
    pages.bookmark("contents", _("Contents"), 0)
    pages.put(paragraph(_("Contents"), style(19, bold=True)), after=12)
    for entry in _entries(snapshot):
        _line(pages, entry)


def _entries(snapshot: Snapshot) -> Sequence[Entry]:
    found = []
    for number, step in enumerate(STEPS, start=1):
        found.append(Entry(step.id, str(number), step.title))
        found += [Entry(section_key(s), "", s.label) for s in sections_of(step, snapshot)]
    found.append(Entry(OPEN, str(len(STEPS) + 1), _("Still open")))
    found.append(Entry(HISTORY, str(len(STEPS) + 2), _("History")))
    return found


def _line(pages: Pages, entry: Entry) -> None:
    main = bool(entry.number)
    if main:
        pages.y -= 7
    height = 16.0 if main else 13.0
    pages.need(height)
    size, colour = (10.5, INK) if main else (8.5, MUTED)
    y = pages.y - height + 4
    if main:
        pages.line(entry.number, pages.left, y, size=size, colour=ACCENT, bold=True)
    pages.line(entry.title, pages.left + 22, y, size=size, colour=colour, bold=main)
    place = (pages.left, y - 3, pages.right, y + height - 4)
    pages.canvas.linkRect("", entry.key, place, relative=0, thickness=0)

    def page_number(done: Pages) -> None:
        page = str(done.page_of[entry.key])
        done.line(page, right, y, size=size, colour=colour, bold=main, to_the_left=True)

    right = pages.right
    pages.later(page_number)
    pages.y -= height
