"""The responsibility matrix in a chapter: on one page if it fits, else on sheets of a map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportlab.lib.pagesizes import landscape

from exports.charter import headings, sheet_drawing, sheets
from exports.charter.pages import BOTTOM, MARGIN, TOP, Pages
from exports.charter.sheets import Matrix, Measures, Sheet
from exports.charter.text import paragraph, style
from models import raci
from models.checks import Severity
from models.findings import Findings
from models.records import Activity, Role
from models.snapshot import Snapshot

_UPRIGHT_ROLES = 8
"""More roles than this are better read on the long side of the paper, if it is one page too."""
_LEAST_COLUMN = 24.0
_NAMES_UPRIGHT, _NAMES_WIDE, _NAMES_MOST = 150.0, 190.0, 230.0
_AROUND = 62.0
"""Height of heading and legend, in points."""


class _Paper(NamedTuple):
    """The matrix as it is cut for the paper, upright or turned to its long side."""

    wide: bool
    matrix: Matrix
    sheets: list[Sheet]


def broken_rows(findings: Findings) -> frozenset[str]:
    """Ids of the activities and roles that break a rule; hints do not count."""
    return frozenset(
        finding.record.id
        for finding in findings.of_step("raci")
        if finding.record is not None and finding.severity is not Severity.HINT
    )


def nothing_assigned(snapshot: Snapshot) -> bool:
    """Whether there is no matrix to draw yet."""
    activities = snapshot.all(Activity)
    return not snapshot.all(Role) or not any(raci.row_of(snapshot, a) for a in activities)


def draw(
    pages: Pages, key: str, label: str, snapshot: Snapshot, findings: Findings
) -> Iterator[None]:
    """Draw the matrix under the heading `label`. Yields after every sheet."""
    if nothing_assigned(snapshot):
        headings.subtitle(pages, key, label, need=60)
        headings.nothing_yet(pages)
        return
    paper = _chosen(pages, snapshot, broken_rows(findings))
    matrix = paper.matrix
    several = len(paper.sheets) > 1
    if several or paper.wide:
        pages.start(wide=paper.wide)
    headings.subtitle(pages, key, label, need=0 if several else matrix.height + _AROUND)
    for number, sheet in enumerate(paper.sheets):
        if number:
            pages.turn()
            pages.y -= 6
            pages.put(paragraph(label, style(11.5, bold=True)), after=5)
        if several:
            text = sheets.told(matrix, paper.sheets, sheet)
            sheet_drawing.map_of(pages, paper.sheets, sheet, pages.right, pages.y + 8)
            across = max(one.column for one in paper.sheets) + 1
            x = pages.right - 10 * across - 8
            pages.line(text, x, pages.y + 9, size=8, to_the_left=True)
        yield from sheet_drawing.draw(pages, matrix, sheet)
        sheet_drawing.legend(
            pages, 1.0, broken=any(_is_broken(matrix, line) for line in sheet.lines)
        )
        yield


def _is_broken(matrix: Matrix, line: sheets.Line) -> bool:
    return line.activity is not None and line.activity.id in matrix.broken


def _chosen(pages: Pages, snapshot: Snapshot, broken: frozenset[str]) -> _Paper:
    """Upright or wide: whichever takes fewer pages; many roles lie better on the long side."""
    both = [_cut(pages, snapshot, broken, wide=wide) for wide in (False, True)]
    wide_first = len(snapshot.all(Role)) > _UPRIGHT_ROLES
    return min(both, key=lambda paper: (len(paper.sheets), paper.wide is not wide_first))


def _cut(pages: Pages, snapshot: Snapshot, broken: frozenset[str], *, wide: bool) -> _Paper:
    paper = landscape(pages.paper) if wide else pages.paper
    width, room = paper[0] - 2 * MARGIN, paper[1] - TOP - BOTTOM - _AROUND
    roles = len(snapshot.all(Role))
    least = _NAMES_WIDE if wide else _NAMES_UPRIGHT
    most = max(1, int((width - least) // _LEAST_COLUMN))
    each = -(-roles // -(-roles // most))
    names = max(least, min(_NAMES_MOST, width - each * 62))
    measures = Measures(names, (width - names) / each)
    matrix = sheets.measured(snapshot, measures, broken)
    return _Paper(wide, matrix, matrix.cut(room, each))
