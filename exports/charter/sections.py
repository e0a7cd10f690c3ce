"""The steps of the workshop as sections: question, key figures, records."""

from __future__ import annotations

from collections.abc import Iterator

from exports.charter import cards, headings, lists, matrix, picture, trace
from exports.charter.answers import answer
from exports.charter.cuts import Part
from exports.charter.marks import triangle
from exports.charter.pages import Pages
from exports.charter.text import height_of, paragraph, pieces, style
from exports.palette import MUTED, RED
from exports.pictures import PICTURES
from models.categories import categories
from models.display import text_of
from models.fields import Field, Value
from models.findings import Findings
from models.headlines import headlines
from models.i18n import _
from models.record import Record
from models.records import (
    AcceptedFinding,
    Activity,
    Assignment,
    CostLine,
    EstimateRound,
    Version,
    Vote,
)
from models.simulation import simulate
from models.snapshot import Snapshot
from models.steps import Section, Step
from models.trace import graded

_LABELS = 138.0
_LINE = 30.0
"""Less room than this, in points, is left empty rather than given to a field."""
_IN_MATRIX = 120
"""Longer names of activities than this are cut off in the matrix."""


def draw(
    pages: Pages, part: Step, chapter: Part, snapshot: Snapshot, findings: Findings
) -> Iterator[None]:
    """One step, or the records of it that `chapter` is about. Yields every few rows."""
    headings.chapter(pages, part.id, part.question if chapter.whole else "")
    if chapter.whole:
        yield from _answered(pages, part, snapshot, findings)
    for section in sections_of(part, chapter, snapshot):
        yield
        if section.matrix:
            yield from matrix.draw(pages, section_key(section), section.label, snapshot, findings)
        else:
            yield from _section(pages, section, snapshot, titled=not chapter.one_list)


def _answered(pages: Pages, part: Step, snapshot: Snapshot, findings: Findings) -> Iterator[None]:
    """The answer to the step's question: a sentence, its key figures, its pictures."""
    drawn = simulate(snapshot)  # made once: the next steps find it again
    headings.answer(pages, answer(part.id, snapshot, findings, drawn))
    known = [f for f in headlines(part.id, snapshot, findings, drawn) if not f.missing]
    if known:
        pages.y -= cards.draw(pages, [cards.of(figure) for figure in known], pages.y) + 12
    for name in part.pictures:
        if name in PICTURES:
            yield
            picture.place(pages, name, snapshot)
    if "categories" in part.pictures and snapshot.all(CostLine):
        (chain,) = graded([categories(snapshot)], findings)
        headings.subtitle(pages, "categories", chain.title)
        yield from trace.draw_chain(pages, chain)


def _section(pages: Pages, section: Section, snapshot: Snapshot, *, titled: bool) -> Iterator[None]:
    """The records of a section, below its name where that is not the chapter's."""
    record_type = section.record_type
    rows = _rows(section, snapshot)
    listed = rows and not record_type.single
    tables = lists.tables_of(pages, snapshot, record_type, rows) if listed else []
    if titled:
        need = 110.0 if rows or record_type.single else 60.0
        if tables:
            need = max(need, headings.SUBTITLE + lists.beginning(pages, tables))
        headings.subtitle(pages, section_key(section), section.label, need=need)
    if record_type.single:
        yield from _form(pages, snapshot, snapshot.one(record_type))
    elif tables:
        if record_type is EstimateRound:
            picture.place(pages, "slips", snapshot)
        yield from lists.draw(pages, tables)
    else:
        headings.nothing_yet(pages)


def _rows(section: Section, snapshot: Snapshot) -> list[Record]:
    """The records of a section; of the activities those that the matrix does not say in full."""
    rows = [row for row in snapshot.table(section.record_type).ordered if not row.blank]
    if section.record_type is Activity and snapshot.table(Assignment):
        return [row for row in rows if _more_than_the_matrix(row)]
    return rows


def _more_than_the_matrix(activity: Record) -> bool:
    return bool(activity.values["remark"]) or len(activity.caption) > _IN_MATRIX


def section_key(section: Section) -> str:
    """The name of a part's bookmark."""
    return f"part-{section.record_type.type_name}"


def sections_of(part: Step, chapter: Part, snapshot: Snapshot) -> list[Section]:
    """The sections of a step that `chapter` is about, in the order in which they are printed.

    The matrix last, because it may turn the paper; activities only where it leaves some out.
    What was accepted and the versions have chapters of their own (`exports.charter.closing`,
    `exports.charter.versions`); that nobody was asked for estimates or votes is no gap.
    """
    told: set[type[Record]] = {AcceptedFinding, Version}
    told |= {kind for kind in (EstimateRound, Vote) if not snapshot.table(kind)}
    in_matrix = not any(_more_than_the_matrix(activity) for activity in snapshot.all(Activity))
    if snapshot.table(Assignment) and in_matrix:
        told.add(Activity)
    shown = [s for s in part.sections if s.record_type not in told]
    if chapter.only:
        shown = [section for section in shown if section.record_type in chapter.only]
    return sorted(shown, key=lambda section: section.matrix)


def _form(pages: Pages, snapshot: Snapshot, record: Record) -> Iterator[None]:
    fields = [field for field in record.fields.values() if not (field.private or field.technical)]
    told = [(f, _with_unit(text_of(snapshot, record, f), f)) for f in fields]
    shown = [(field.label, text) for field, text in told if text or field.required]
    for after, (label, text) in zip(reversed(range(len(shown))), shown, strict=True):
        pages.need(_LINE + 20 if after == 1 else _LINE)  # the last one does not stand alone
        yield from _line(pages, label, text)
    if not any(_said(record.values[f.name], f) or f.required for f in fields):
        headings.nothing_yet(pages)
    pages.y -= 6


def _said(value: Value, field: Field[object]) -> bool:
    return value not in (None, "", field.empty)


def _line(pages: Pages, label: str, text: str) -> Iterator[None]:
    """A label with its value; the value may take several pages."""
    name = paragraph(label, style(8.5, leading=12, colour=MUTED))
    height = height_of(name, _LABELS - 10)
    page, top = pages.number, pages.y
    with pages.tags.item() as item, pages.tag("Lbl"):
        pages.draw(name, pages.left, top, _LABELS - 10)
    body = pages.tags.new("LBody", item)
    if text:
        look = style(9, leading=12)
        for part in pieces(text, look, pages.width - _LABELS):
            with pages.tags.into(body), pages.tag("P"):
                pages.put(paragraph(part, look), indent=_LABELS)
            yield
    else:
        triangle(pages.canvas, pages.left + _LABELS, top - 9, 6)
        said = paragraph(_("not said yet"), style(9, leading=12, colour=RED))
        with pages.tags.into(body):
            pages.put(said, indent=_LABELS + 10)
    if pages.number == page:
        pages.y = min(pages.y, top - height)
    pages.y -= 3
    pages.rule(pages.y)
    pages.y -= 3.5


def _with_unit(text: str, field: Field[object]) -> str:
    has_unit = bool(text) and field.kind.numeric and field.unit not in ("", "%")
    return f"{text} {field.unit}" if has_unit else text
