"""The steps of the workshop as sections: question, key figures, records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from exports.charter import cards, columns, headings, matrix, picture, table, trace
from exports.charter.marks import triangle
from exports.charter.pages import Pages
from exports.charter.text import Align, height_of, mixed, paragraph, pieces, style
from exports.palette import INK, MUTED, RED
from exports.pictures import PICTURES
from models.categories import categories
from models.display import text_of
from models.fields import Field, Value
from models.findings import Findings
from models.headlines import headlines
from models.i18n import _
from models.record import Record
from models.records import AcceptedFinding, Activity, Assignment, CostLine
from models.simulation import simulate
from models.snapshot import Snapshot
from models.steps import STEPS, Section, Step

_LABELS = 138.0


def number_of(step_id: str) -> int:
    """The number of a step's section in the charter."""
    return [step.id for step in STEPS].index(step_id) + 1


def step(pages: Pages, part: Step, snapshot: Snapshot, findings: Findings) -> Iterator[None]:
    """One step with all its records. Yields every few rows."""
    headings.title(pages, part.id, number_of(part.id), part.title, part.question)
    drawn = simulate(snapshot)  # made once: the next steps find it again
    known = [f for f in headlines(part.id, snapshot, findings, drawn) if not f.missing]
    if known:
        pages.y -= cards.draw(pages, [cards.of(figure) for figure in known], pages.y) + 12
    for name in part.pictures:
        if name in PICTURES:
            yield
            _picture(pages, name, snapshot)
    if "categories" in part.pictures and snapshot.all(CostLine):
        chain = categories(snapshot)
        headings.subtitle(pages, "categories", chain.title)
        yield from trace.draw_chain(pages, chain)
    for section in _in_order(part.sections, snapshot):
        yield
        key = section_key(section)
        if section.matrix:
            yield from matrix.draw(pages, key, section.label, snapshot, findings)
            continue
        rows = [row for row in snapshot.table(section.record_type).ordered if not row.blank]
        if section.record_type.single:
            headings.subtitle(pages, key, section.label)
            yield from _form(pages, snapshot, snapshot.one(section.record_type))
        elif rows:
            headings.subtitle(pages, key, section.label)
            yield from _list(pages, snapshot, section.record_type, rows)
        else:
            headings.subtitle(pages, key, section.label, need=60)
            headings.nothing_yet(pages)


def _picture(pages: Pages, name: str, snapshot: Snapshot) -> None:
    """A picture over the width of the text; nothing where there is nothing to draw yet."""
    height = picture.height_of_picture(name, snapshot)
    made = picture.made(pages, name, snapshot, height)
    if not made.empty:
        pages.need(height)
        pages.y -= 6
        picture.paint(pages, made, pages.y)
        pages.y -= height + 10


def section_key(section: Section) -> str:
    """The name of a part's bookmark."""
    return f"part-{section.record_type.type_name}"


def sections_of(part: Step, snapshot: Snapshot) -> Sequence[Section]:
    """The parts of a step in the order in which they are printed."""
    return _in_order(part.sections, snapshot)


def _in_order(sections: Sequence[Section], snapshot: Snapshot) -> list[Section]:
    """The matrix last, because it may turn the paper; activities only where it leaves some out.

    What was accepted has a section of its own (`exports.charter.closing`).
    """
    remarks = any(activity.remark for activity in snapshot.all(Activity))
    told: set[type[Record]] = {AcceptedFinding}
    if snapshot.table(Assignment) and not remarks:
        told.add(Activity)
    shown = [s for s in sections if s.record_type not in told]
    return sorted(shown, key=lambda section: section.matrix)


def _form(pages: Pages, snapshot: Snapshot, record: Record) -> Iterator[None]:
    fields = [field for field in record.fields.values() if not (field.private or field.technical)]
    for field in fields:
        text = _with_unit(text_of(snapshot, record, field), field)
        if text or field.required:
            yield from _line(pages, field.label, text)
    if not any(_said(record.values[f.name], f) or f.required for f in fields):
        headings.nothing_yet(pages)
    pages.y -= 6


def _said(value: Value, field: Field[object]) -> bool:
    return value not in (None, "", field.empty)


def _line(pages: Pages, label: str, text: str) -> Iterator[None]:
    """A label with its value; the value may take several pages."""
    pages.need(30)
    name = paragraph(label, style(8.5, leading=12, colour=MUTED))
    height = height_of(name, _LABELS - 10)
    page, top = pages.number, pages.y
    pages.draw(name, pages.left, top, _LABELS - 10)
    if text:
        for part in pieces(text):
            pages.put(paragraph(part, style(9, leading=12)), indent=_LABELS)
            yield
    else:
        triangle(pages.canvas, pages.left + _LABELS, top - 9, 6)
        pages.put(
            paragraph(_("not said yet"), style(9, leading=12, colour=RED)), indent=_LABELS + 10
        )
    if pages.number == page:
        pages.y = min(pages.y, top - height)
    pages.y -= 3
    pages.rule(pages.y)
    pages.y -= 3.5


def _list(
    pages: Pages, snapshot: Snapshot, record_type: type[Record], rows: Sequence[Record]
) -> Iterator[None]:
    room = table.room(pages)
    shown, below = columns.choose(snapshot, record_type, rows, room)
    widths = columns.widths(shown, room)
    head = [paragraph(c.head, _look(c, columns.HEAD, bold=True, colour=MUTED)) for c in shown]
    looks = [_look(c, columns.BODY, bold=c.caption, colour=INK) for c in shown]

    def made() -> Iterator[table.Row]:
        for record in rows:
            texts = [c.text(record) or ("–" if c.derived else "") for c in shown]
            yield from table.rows_of(list(zip(texts, looks, strict=True)), _below(below, record))

    yield from table.draw(pages, table.columns(widths, head), made())


def _look(column: columns.Column, size: float, *, bold: bool, colour: str) -> ParagraphStyle:
    align: Align = "right" if column.number else "left"
    return style(
        size,
        leading=round(size * 1.3, 1),
        bold=bold,
        colour=colour,
        align=align,
        indent_right=columns.NUMBER_INDENT if column.number else 0,
    )


def _below(below: Sequence[columns.Column], record: Record) -> list[Paragraph]:
    """The fields that have no column: "Label: value · Label: value", long ones by themselves."""
    label, value = style(7.5, leading=10, colour=MUTED), style(7.5, leading=10)
    found: list[Paragraph] = []
    parts: list[tuple[str, ParagraphStyle]] = []
    for column in below:
        first, *others = pieces(column.text(record))
        if first:
            parts += [(" · ", label)] if parts else []
            parts += [(f"{column.head}: ", label), (" ".join(first.split("\n")), value)]
        if others:
            found += [mixed(parts, value), *(paragraph(part, value) for part in others)]
            parts = []
    return [*found, mixed(parts, value)] if parts else found


def _with_unit(text: str, field: Field[object]) -> str:
    has_unit = bool(text) and field.kind.numeric and field.unit not in ("", "%")
    return f"{text} {field.unit}" if has_unit else text
