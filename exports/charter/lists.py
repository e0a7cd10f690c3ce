"""The records of one type as tables: one, or one per subject where they say much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from exports.charter import columns, headings, table
from exports.charter.columns import Sheet
from exports.charter.pages import Pages
from exports.charter.text import Align, mixed, paragraph, pieces, style
from exports.palette import INK, MUTED
from models.i18n import _
from models.record import Record
from models.snapshot import Snapshot


class List(NamedTuple):
    """One table of a list: what it is about, its columns, and what makes its rows."""

    title: str
    columns: table.Columns
    rows: Callable[[], Iterator[table.Row | str]]


def tables_of(
    pages: Pages, snapshot: Snapshot, record_type: type[Record], rows: Sequence[Record]
) -> list[List]:
    """Records as tables, one per subject; only the first one has those it says nothing of."""
    sheets = columns.choose(snapshot, record_type, rows, table.room(pages))
    found = []
    for number, sheet in enumerate(sheets):
        told = [row for row in rows if not number or sheet.says(row)]
        if told:
            title = sheet.title if len(sheets) > 1 else ""
            found.append(_table(pages, sheet, record_type, told)._replace(title=title))
    return found


def beginning(pages: Pages, tables: Sequence[List]) -> float:
    """Height in points of what must stand on the page on which the tables begin."""
    first = tables[0]
    caption = headings.CAPTION if first.title else 0.0
    return caption + table.beginning(pages, first.columns, first.rows())


def draw(pages: Pages, tables: Sequence[List]) -> Iterator[None]:
    """Draw tables below the cursor. Yields every few rows."""
    for number, each in enumerate(tables):
        if each.title:
            need = beginning(pages, [each])
            headings.caption(pages, each.title, need, follows=bool(number))
        yield from table.draw(pages, each.columns, each.rows())


def _table(pages: Pages, sheet: Sheet, record_type: type[Record], rows: Sequence[Record]) -> List:
    widths = columns.widths(sheet.shown, table.room(pages))
    head = [paragraph(c.head, _look(c, columns.HEAD, bold=True, colour=MUTED)) for c in sheet.shown]
    looks = [_look(c, columns.BODY, bold=c.caption, colour=INK) for c in sheet.shown]

    room = table.room(pages) - 2 * table.PAD_X

    def made() -> Iterator[table.Row | str]:
        for heading, records in _grouped(record_type, sheet.group, rows):
            if heading:
                yield heading
            for record in records:
                texts = [c.text(record) or ("–" if c.derived else "") for c in sheet.shown]
                cells = list(zip(texts, looks, strict=True))
                yield from table.rows_of(cells, _below(sheet.below, record, room))

    named = next((place for place, c in enumerate(sheet.shown) if c.caption), -1)
    return List(sheet.title, table.columns(widths, head, named), made)


def _grouped(
    record_type: type[Record], group: str, rows: Sequence[Record]
) -> Iterator[tuple[str, Sequence[Record]]]:
    """The rows under their group headings, in the order of the choices; without one at the end."""
    if not group:
        yield "", rows
        return
    field = record_type.fields[group]
    for choice in field.choices:
        of = [row for row in rows if row.values[group] == choice.value]
        if of:
            yield field.text_of(choice.value), of
    rest = [row for row in rows if not row.values[group]]
    if rest:
        text = _("{field}: not said yet").format(field=field.label)
        yield text if len(rest) < len(rows) else "", rest


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


def _below(below: Sequence[columns.Column], record: Record, width: float) -> list[Paragraph]:
    """The fields that have no column: "Label: value · Label: value", long ones by themselves."""
    label, value = style(7.5, leading=10, colour=MUTED), style(7.5, leading=10)
    found: list[Paragraph] = []
    parts: list[tuple[str, ParagraphStyle]] = []
    for column in below:
        head = f"{column.head}: "
        said = "".join(text for text, _look in parts) + (" · " if parts else "") + head
        first, *others = pieces(said + column.text(record), value, width)
        first = first[len(said) :]
        if first:
            parts += [(" · ", label)] if parts else []
            parts += [(head, label), (" ".join(first.split("\n")), value)]
        if others:
            found += [mixed(parts, value), *(paragraph(part, value) for part in others)]
            parts = []
    return [*found, mixed(parts, value)] if parts else found
