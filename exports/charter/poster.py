"""The responsibility matrix on one large sheet, for the wall.

It is made as large as the sheet allows. Where letters would get smaller than anybody reads,
it is cut into as few sheets as need be, which are laid side by side; the first one says so.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import NamedTuple

from reportlab.lib.pagesizes import landscape

from exports.charter import chrome, headings, matrix, sheets, versions
from exports.charter.pages import BOTTOM, MARGIN, TOP, Pages, Size
from exports.charter.sheets import Matrix, Measures, Sheet
from exports.charter.text import clamp, height_of, style
from exports.palette import MUTED
from models.findings import Findings
from models.i18n import _
from models.records import Ownership, Role, WorkshopInfo
from models.snapshot import Snapshot

LEAST = 5.0
"""Letters never get smaller than this, in points."""
_NATURAL = 8.5
_LARGEST = 1.9
_NAMES, _LONGEST, _COLUMN, _WIDEST, _PAD = 190.0, 290.0, 24.0, 74.0, 1.1
_TIGHT, _AIRY = 1.0, 1.7
_TITLE = style(24, leading=30, bold=True)
_ABOVE, _BELOW = 46.0, 34.0
_NEAR = 0.01
"""So near to the largest scale is near enough."""


def draw(pages: Pages, findings: Findings) -> Iterator[None]:
    """Draw the poster. Yields after every sheet."""
    snapshot = pages.document.snapshot
    if matrix.nothing_assigned(snapshot):
        pages.start(sheet=landscape(pages.poster))
        _title(pages, snapshot)
        headings.nothing_yet(pages, _("Nobody has set a letter yet: there is no matrix to print."))
        return
    size, made, cut = yield from _best(pages, matrix.broken_rows(findings))
    for sheet in cut:
        pages.start(sheet=size)
        _title(pages, snapshot)
        if len(cut) > 1:
            _place(pages, made, cut, sheet)
        sheets.draw(pages, made, sheet)
        marked = any(line.activity and line.activity.id in made.broken for line in sheet.lines)
        sheets.legend(pages, max(1.0, made.measures.scale), broken=marked)
        yield


def _place(pages: Pages, made: Matrix, cut: list[Sheet], sheet: Sheet) -> None:
    """Which of several sheets this is, where one would be too small to be read."""
    text = _("Too large for one sheet: lay these side by side. {sheet}")
    said = text.format(sheet=sheets.told(made, cut, sheet))
    pages.line(said, pages.left, pages.y + 3, size=9)
    sheets.map_of(pages, cut, sheet, pages.right, pages.y + 4)
    pages.y -= 6


def _title(pages: Pages, snapshot: Snapshot) -> None:
    """What it is and who answers for the whole, at the head of the sheet."""
    pages.y += 22
    pages.bookmark("poster", pages.cut.kind, 0)
    pages.tags.chapter()
    text = f"{chrome.title_of(pages.document)}: {pages.cut.kind}"
    made = clamp(text, _TITLE, pages.width, 1)
    with pages.tags.heading(1):
        pages.draw(made, pages.left, pages.y, pages.width)
    pages.y -= height_of(made, pages.width) + 2
    owner = snapshot.name_of(Ownership.owner, snapshot.one(Ownership)) or _("not named yet")
    said = (
        snapshot.one(WorkshopInfo).client,
        _("production owner: {name}").format(name=owner),
        chrome.mark_of(pages.document),
        *versions.standing(pages),
    )
    line = clamp(" · ".join(part for part in said if part), style(10, colour=MUTED), pages.width, 1)
    pages.draw(line, pages.left, pages.y, pages.width)
    pages.y -= height_of(line, pages.width) + 12


def _width(size: Size) -> float:
    return size[0] - 2 * MARGIN


def _room(size: Size) -> float:
    return size[1] - TOP - BOTTOM - _ABOVE - _BELOW


class _Fit(NamedTuple):
    """The matrix on a size of paper, and the sheets that it takes there."""

    size: Size
    matrix: Matrix
    cut: list[Sheet]


def _best(pages: Pages, broken: frozenset[str]) -> Generator[None, None, _Fit]:
    """The paper, upright or wide, with the fewest sheets and on them the largest letters."""
    found = []
    for size in (landscape(pages.poster), pages.poster):
        made = yield from _fitted(pages.document.snapshot, broken, size)
        columns = max(1, int((_width(size) - made.measures.names) / made.measures.column + 0.001))
        cut = made.cut(_room(size), columns)
        if len(cut) == 1:
            made = sheets.stretched(made, _stretch(made, size))
            cut = made.cut(_room(size) + 1, columns)
        found.append(_Fit(size, made, cut))
    return min(found, key=lambda fit: (len(fit.cut), -fit.matrix.measures.scale))


def _fitted(
    snapshot: Snapshot, broken: frozenset[str], size: Size
) -> Generator[None, None, Matrix]:
    """As large as it fits on one sheet; at the least size where it does not."""
    low, high = LEAST / _NATURAL, _LARGEST
    best = _at(snapshot, broken, size, low)
    while high - low > _NEAR and _fits(best, size):
        middle = (low + high) / 2
        made = _at(snapshot, broken, size, middle)
        if _fits(made, size):
            low, best = middle, made
        else:
            high = middle
        yield
    return best


def _at(snapshot: Snapshot, broken: frozenset[str], size: Size, scale: float) -> Matrix:
    roles = len(snapshot.all(Role))
    spare = _width(size) - roles * _COLUMN * scale
    names = max(_NAMES * scale, min(_LONGEST * scale, spare))
    column = min(_WIDEST * scale, max(_COLUMN * scale, (_width(size) - names) / roles))
    if column < _WIDEST * scale:
        names = max(names, _width(size) - roles * column)
    return sheets.measured(snapshot, Measures(names, column, _PAD, scale), broken)


def _fits(made: Matrix, size: Size) -> bool:
    width = made.measures.names + len(made.heads.made) * made.measures.column
    return width <= _width(size) + 0.01 and made.height <= _room(size)


def _stretch(made: Matrix, size: Size) -> float:
    """What the rows may be higher where there is room on the sheet."""
    rows = made.height - made.heads.height
    return max(_TIGHT, min(_AIRY, (_room(size) - made.heads.height) / rows))
