"""The responsibility matrix: letters on colours, many roles over several pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Paragraph

from exports.charter import fonts, headings, table
from exports.charter.marks import triangle
from exports.charter.pages import BOTTOM, Pages
from exports.charter.text import Align, clamp, height_of, paragraph, style
from exports.palette import ACCENT, GREY, INK, LINE, MUTED, RED, TINT, WHITE
from models import raci
from models.findings import Findings, Severity
from models.i18n import _
from models.records import Activity, Role
from models.snapshot import Snapshot

_UPRIGHT_ROLES = 8
_TURNED_ROLES = 12
"""More roles than this need the long side of the paper even with their names turned."""
_WIDE_ROWS = 24
"""Rows, group headings included, that fit on one page turned to its long side."""
_MOST_ROLES = 16
_TURNED_BELOW = 47
"""Narrower columns than this, in points, have their role's name turned."""
_TURNED_HEIGHT = 92.0


def draw(
    pages: Pages, key: str, label: str, snapshot: Snapshot, findings: Findings
) -> Iterator[None]:
    """Draw the matrix under the heading `label`. Yields every few rows."""
    roles = snapshot.all(Role)
    activities = snapshot.all(Activity)
    if not roles or not any(raci.row_of(snapshot, a) for a in activities):
        headings.subtitle(pages, key, label, need=60)
        headings.nothing_yet(pages)
        return
    wide = _better_wide(len(roles), len(activities) + len(raci.sections(snapshot)))
    if wide:
        pages.start(wide=True)
    headings.subtitle(pages, key, label, need=0 if wide else _needed(activities))
    broken = {
        finding.record.id
        for finding in findings.of_step("raci")
        if finding.record is not None and finding.severity is not Severity.HINT
    }
    bands = _bands(roles)
    for number, band in enumerate(bands):
        if number:
            pages.turn()
            pages.y -= 6
            pages.put(paragraph(label, style(11.5, bold=True)), after=5)
        if len(bands) > 1:
            text = _("Roles {first} to {last} of {all}").format(
                first=roles.index(band[0]) + 1, last=roles.index(band[-1]) + 1, all=len(roles)
            )
            pages.line(text, pages.right, pages.y + 9, size=8, to_the_left=True)
        yield from table.draw(pages, _columns(pages, band), _rows(snapshot, band, broken))
        _legend(pages, any(activity.id in broken for activity in activities))


def _better_wide(roles: int, rows: int) -> bool:
    """Whether the paper is turned: for many roles, unless the rows then spill onto a next page."""
    return roles > _TURNED_ROLES or (roles > _UPRIGHT_ROLES and rows <= _WIDE_ROWS)


def _needed(activities: Sequence[Activity]) -> float:
    """Height below which a matrix that fits on one page begins on the next, in points."""
    whole = 130.0 + 17.5 * (len(activities) + len({activity.section for activity in activities}))
    return whole if whole < 660 else 220.0


def _bands(roles: Sequence[Role]) -> list[Sequence[Role]]:
    """The roles in as few parts as fit on a page each, all about equally wide."""
    pages = -(-len(roles) // _MOST_ROLES)
    size = -(-len(roles) // pages)
    return [roles[start : start + size] for start in range(0, len(roles), size)]


def _columns(pages: Pages, band: Sequence[Role]) -> table.Columns:
    least = 190.0 if pages.wide else 150.0
    names = max(least, min(230.0, pages.width - len(band) * 62))
    width = (pages.width - names) / len(band)
    turned = width < _TURNED_BELOW
    align: Align = "left" if turned else "center"
    look = style(7.5, leading=9.2, bold=True, colour=MUTED, align=align)
    inner = _TURNED_HEIGHT - 10 if turned else width - 6
    lines = max(1, int((width - 4) // 9.2)) if turned else 5
    heads = [clamp(role.caption, look, inner, lines) for role in band]
    tallest = max(height_of(head, inner) for head in heads)
    longest = max(_longest_line(head) for head in heads)
    tall = min(_TURNED_HEIGHT, longest + 10) if turned else tallest + 10
    corner = paragraph(_("Activity"), style(7.5, bold=True, colour=MUTED))

    def header(to: Pages, cols: table.Columns, top: float) -> None:
        places = cols.places(to.left)
        bottom = top - tall
        corner.wrap(names, 100)
        corner.drawOn(to.canvas, places[0] + table.PAD_X, bottom + 4)
        for x, head in zip(places[1:], heads, strict=False):
            if turned:
                _turned(to, head, x + (width - float(head.height)) / 2, bottom + 5, inner)
            else:
                to.draw(head, x + 3, bottom + 5 + float(head.height), inner)
        to.rule(bottom, INK, 0.9)

    return table.Columns([names] + [width] * len(band), [corner, *heads], tall, header, bleed=0)


def _longest_line(head: Paragraph) -> float:
    """Width of the widest line of a paragraph that was wrapped."""
    return max(head.getActualLineWidths0(), default=0.0)


def _turned(pages: Pages, head: Paragraph, x: float, y: float, length: float) -> None:
    canvas = pages.canvas
    canvas.saveState()
    canvas.translate(x + float(head.height), y)
    canvas.rotate(90)
    pages.draw(head, 0, float(head.height), length)
    canvas.restoreState()


def _rows(snapshot: Snapshot, band: Sequence[Role], broken: set[str]) -> Iterator[table.Row | str]:
    for group, activities in raci.sections(snapshot):
        if group:
            yield group
        for activity in activities:
            if not activity.blank:
                yield _row(snapshot, activity, band, activity.id in broken)


def _row(snapshot: Snapshot, activity: Activity, band: Sequence[Role], broken: bool) -> table.Row:
    letters = raci.row_of(snapshot, activity)
    name = paragraph(activity.caption, style(8.5, leading=10.6, colour=RED if broken else INK))
    cells, fills = [name], [""]
    for role in band:
        text = letters.get(role.id, "")
        ink, fill, bold = _look(text)
        look = style(8.5, leading=10.6, bold=bold, colour=ink, align="center")
        cells.append(paragraph(raci.show_letters(text), look))
        fills.append(fill)
    return table.Row(cells, fills=fills, mark=Severity.MUST if broken else None, grid=True)


def _look(letters: str) -> tuple[str, str, bool]:
    """Ink, background and weight of a cell."""
    if "A" in letters:
        return WHITE, ACCENT, True
    if "R" in letters:
        return INK, TINT, True
    return (INK, GREY, False) if "C" in letters else (INK, "", False)


def _legend(pages: Pages, broken: bool) -> None:
    y = max(pages.y - 12, BOTTOM - 13)  # never alone on the next page
    x = pages.left
    for letter, meaning in raci.MEANING.items():
        ink, fill, bold = _look(letter)
        pages.box((x, y - 3, 15, 12), fill=fill, edge=LINE)
        pages.line(letter, x + 5, y, size=8, colour=ink, bold=bold)
        word = _(meaning)
        pages.line(word, x + 20, y, size=8)
        x += 20 + fonts.width_of(word, fonts.REGULAR, 8) + 16
    if broken:
        triangle(pages.canvas, x, y - 0.5, 7)
        pages.line(_("breaks a rule: see “Still open”"), x + 11, y, size=8)
    pages.y = y - 16
