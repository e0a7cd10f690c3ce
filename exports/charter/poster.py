"""The responsibility matrix on one large sheet, for the wall.

It is made as large as the sheet allows: A3, or the next larger one on which no letter is
smaller than `LEAST`. Where even the largest is too small, it is cut into as few sheets as need
be, which are laid side by side; each says so.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import NamedTuple

from reportlab.lib.pagesizes import landscape

from exports.charter import chrome, fonts, headings, matrix, sheet_drawing, sheets, versions
from exports.charter.pages import BOTTOM, MARGIN, TOP, Pages
from exports.charter.papers import Size
from exports.charter.sheets import Matrix, Measures, Sheet
from exports.charter.text import clamp, height_of, style
from exports.palette import MUTED
from models.findings import Findings
from models.fitting import shortened
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
        pages.start(sheet=landscape(pages.papers.posters[0]))
        _title(pages, snapshot)
        headings.nothing_yet(pages, _("Nobody has set a letter yet: there is no matrix to print."))
        return
    size, made, cut = yield from _best(pages, matrix.broken_rows(findings))
    for sheet in cut:
        pages.start(sheet=size)
        _title(pages, snapshot)
        if len(cut) > 1:
            _place(pages, made, cut, sheet)
        yield from sheet_drawing.draw(pages, made, sheet)
        marked = any(line.activity and line.activity.id in made.broken for line in sheet.lines)
        sheet_drawing.legend(pages, max(1.0, made.measures.scale), broken=marked)
        yield


def _place(pages: Pages, made: Matrix, cut: list[Sheet], sheet: Sheet) -> None:
    """Which of several sheets this is, where one would be too small to be read."""
    text = _("Too large for one sheet: lay these side by side. {sheet}")
    said = text.format(sheet=sheets.told(made, cut, sheet))
    pages.line(said, pages.left, pages.y + 3, size=9)
    sheet_drawing.map_of(pages, cut, sheet, pages.right, pages.y + 4)
    pages.y -= 6


def _title(pages: Pages, snapshot: Snapshot) -> None:
    """What it is and who answers for the whole, at the head of the sheet."""
    pages.y += 22
    pages.bookmark("poster", pages.cut.kind, 0)
    pages.tags.chapter()
    kind = f": {pages.cut.kind}"  # said in full, however long the initiative is called
    name = shortened(chrome.title_of(pages.document), pages.width - _wide(kind), _wide)
    made = clamp(name + kind, _TITLE, pages.width, 1)
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


def _wide(text: str) -> float:
    return fonts.width_of(text, fonts.BOLD, _TITLE.fontSize)


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
    """The smallest paper that one sheet is enough on, upright or wide: the larger letters."""
    snapshot = pages.document.snapshot
    for paper in pages.papers.posters:
        found = []
        for size in (landscape(paper), paper):
            made = _at(snapshot, broken, size, LEAST / _NATURAL)
            yield
            if _fits(made, size):
                made = yield from _enlarged(made, broken, size)
                found.append(_on_one(sheets.stretched(made, _stretch(made, size)), size))
        if found:
            return max(found, key=lambda fit: fit.matrix.measures.scale)
    return _on_several(pages, broken)


def _on_one(made: Matrix, size: Size) -> _Fit:
    return _Fit(size, made, made.cut(_room(size) + 1, len(made.heads.made)))


def _on_several(pages: Pages, broken: frozenset[str]) -> _Fit:
    """As few sheets of the smallest paper as letters of the least size need."""
    found = []
    for size in (landscape(pages.papers.posters[0]), pages.papers.posters[0]):
        made = _at(pages.document.snapshot, broken, size, LEAST / _NATURAL)
        columns = max(1, int((_width(size) - made.measures.names) / made.measures.column + 0.001))
        found.append(_Fit(size, made, made.cut(_room(size), columns)))
    return min(found, key=lambda fit: len(fit.cut))


def _enlarged(best: Matrix, broken: frozenset[str], size: Size) -> Generator[None, None, Matrix]:
    """As large as it fits on one sheet, where it fits at the least size."""
    low, high = best.measures.scale, _LARGEST
    while high - low > _NEAR:
        middle = (low + high) / 2
        made = _at(best.snapshot, broken, size, middle)
        yield
        if _fits(made, size):
            low, best = middle, made
        else:
            high = middle
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
