"""The statement of applicability: every requirement, whether it applies, why, and its state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle

from exports.charter import cuts, headings, table
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.palette import INK, MUTED, RED
from models.display import text_of
from models.i18n import _, ngettext
from models.records import Requirement
from models.snapshot import Snapshot

_HEAD = style(7.5, bold=True, colour=MUTED)
_NAME = style(8, leading=10.4, bold=True, colour=INK)
_BODY = style(8, leading=10.4)
_GAP = style(8, leading=10.4, bold=True, colour=RED)
_SHARES = (0.2, 0.1, 0.07, 0.17, 0.11, 0.1, 0.075, 0.115, 0.06)
_Cell = tuple[str, ParagraphStyle]


def draw(pages: Pages) -> Iterator[None]:
    """The chapter, on the long side of the paper."""
    snapshot = pages.document.snapshot
    lead = _("Which rules apply, which do not and why, and what shows it?")
    headings.chapter(pages, cuts.APPLICABILITY, lead, wide=True)
    rows = [row for row in snapshot.all(Requirement) if not row.blank]
    headings.answer(pages, _answer(rows))
    if not rows:
        return
    names = (
        *(_("Requirement"), _("Reference"), _("Applies"), _("Because"), _("Owner")),
        *(_("Due"), _("Status"), _("Evidence"), _("Blocks go-live")),
    )
    heads = [paragraph(name, _HEAD) for name in names]
    room = table.room(pages)
    columns = table.columns([room * share for share in _SHARES], heads)
    yield from table.draw(pages, columns, _rows(snapshot, rows))


def _answer(rows: Sequence[Requirement]) -> str:
    if not rows:
        return _("No requirement is listed yet.")
    apply = [row for row in rows if row.applies == "yes"]
    no = sum(row.applies == "no" for row in rows)
    text = ngettext(
        "{apply} of {n} requirement applies, {no} not, {rest} to be settled.",
        "{apply} of {n} requirements apply, {no} not, {rest} to be settled.",
        len(rows),
    ).format(apply=len(apply), n=len(rows), no=no, rest=len(rows) - len(apply) - no)
    met = [row for row in apply if row.status == "met"]
    shown = sum(bool(row.evidence) for row in met)
    more = ngettext(
        "{n} is met, {shown} with evidence.", "{n} are met, {shown} with evidence.", len(met)
    )
    return f"{text} " + more.format(n=len(met), shown=shown)


def _rows(snapshot: Snapshot, rows: Sequence[Requirement]) -> Iterator[table.Row | str]:
    for choice in (*Requirement.area.choices, None):
        area = choice.value if choice else ""
        of = [row for row in rows if row.area == area]
        if of:
            yield Requirement.area.text_of(area) if area else _("No area")
        for row in of:
            yield from table.rows_of(_cells(snapshot, row))


def _cells(snapshot: Snapshot, row: Requirement) -> list[_Cell]:
    applies = row.applies == "yes"
    due = [text_of(snapshot, row, field) for field in (Requirement.due, Requirement.due_on)]
    return [
        (row.caption, _NAME),
        (row.reference, _BODY),
        _said(text_of(snapshot, row, Requirement.applies), needed=True),
        _because(row),
        _said(text_of(snapshot, row, Requirement.owner), needed=applies),
        _said("\n".join(part for part in due if part), needed=applies),
        _said(text_of(snapshot, row, Requirement.status), needed=applies),
        _said(row.evidence, needed=row.status == "met"),
        (text_of(snapshot, row, Requirement.blocks), _BODY),
    ]


def _because(row: Requirement) -> _Cell:
    """Why it does not apply; where it comes from, where it does."""
    if row.applies == "no":
        return _said(row.why_not, needed=True)
    if row.applies == "yes":
        return row.source, _BODY
    return _("to be settled"), _GAP


def _said(text: str, *, needed: bool) -> _Cell:
    """A text; where it is missing and needed, words that say so, with a mark."""
    if text or not needed:
        return text, _BODY
    return f"▲ {_('missing')}", _GAP
