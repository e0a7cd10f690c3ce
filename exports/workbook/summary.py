"""The first sheet: what it is about, the key figures, what is open, and where to find what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils import quote_sheetname

from exports.workbook.book import CHANGES, FINDINGS, RANGE, SUMMARY, Book
from exports.workbook.cells import Entry, Formula, Link, Row
from exports.workbook.columns import DATE_FORMAT, figure_format, reader
from exports.workbook.formulas import BLOCKS, Figure, categories, months
from exports.workbook.references import column
from exports.workbook.style import ACCENT
from models.fields import Field, Kind
from models.findings import Findings, Severity
from models.i18n import _, ngettext
from models.record import Record
from models.records import CostLine, Ownership, Pilot, WorkshopInfo
from models.steps import step_of
from models.text import shorten

_WIDTHS = (36, 24, 64)
_FACTS: tuple[Field[Any], ...] = (
    WorkshopInfo.initiative,
    WorkshopInfo.client,
    WorkshopInfo.sponsor,
    Ownership.owner,
    WorkshopInfo.held_on,
    Pilot.start,
    Pilot.end,
    Pilot.decision_on,
    Pilot.go_live,
)
_FIRST_FACT = 5
_FIRST_FIGURE = _FIRST_FACT + len(_FACTS) + 2
_SHOWN_CUTS = 20


def add_summary(book: Book, findings: Findings) -> None:
    """The summary. Its rows are made last, when it is known which texts were shortened."""
    page = book.pages[SUMMARY]
    page.page_setup.orientation = "portrait"
    page.sheet_properties.tabColor = ACCENT
    row = _FIRST_FIGURE
    for _title, block in BLOCKS:
        for row, figure in enumerate(block, row):  # noqa: B020
            book.define(figure.name, page, f"$B${row}")
        row += 3  # an empty row and the title of what follows
    sheets = len(book.pages) - 2  # all but this one and the hidden lists
    height = row + len(Severity) + 1 + 2 + sheets + 2
    for row in range(3, height + 1):
        page.row_dimensions[row].height = 18
    book.add(SUMMARY, _rows(book, findings), height, _WIDTHS, wraps=False)


def _rows(book: Book, findings: Findings) -> Iterator[Row]:
    info = book.snapshot.one(WorkshopInfo)
    yield [(shorten(info.initiative, 90) or _("Workshop"), book.look("title"))]
    yield [(shorten(info.client, 120), book.look("note"))]
    yield []
    yield _block(book, _("The workshop"))
    yield from (_fact(book, field) for field in _FACTS)
    yield []
    for title, block in BLOCKS:
        yield _block(book, _(title))
        yield from (_figure(book, figure) for figure in block)
        yield []
    yield _block(book, _("Still missing"))
    yield from _open(book, findings)
    yield []
    yield _block(book, _("Sheets"))
    yield from _contents(book)
    if book.cuts:
        yield []
        yield [(_cut_sentence(book.cuts), book.look("note"))]


def _block(book: Book, title: str) -> Row:
    look = book.look("block")
    return [(title, look), ("", look), ("", look)]


def _fact(book: Book, field: Field[Any]) -> Row:
    value = reader(book, field)(book.snapshot.one(field.owner))
    look = book.look("fact", DATE_FORMAT if field.kind is Kind.DATE else "General")
    return [(field.label, book.look("caption")), (value, look), ("", book.look("caption"))]


def _figure(book: Book, figure: Figure) -> Row:
    number_format = figure_format(book, figure.kind, _(figure.unit))
    return [
        (figure.label, book.look("caption")),
        (Formula(figure.formula()), book.look("figure", number_format)),
        (_(figure.note), book.look("caption")),
    ]


def _open(book: Book, findings: Findings) -> Iterator[Row]:
    counts = {s.label: sum(f.severity is s for f in findings.open) for s in Severity}
    label, figure = book.look("caption"), book.look("figure", "#,##0")
    for title, count in {**counts, _("Accepted"): len(findings.accepted)}.items():
        yield [(title, label), (count, figure), ("", label)]


def _contents(book: Book) -> Iterator[Row]:
    look, caption = book.look("amount"), book.look("caption")
    for section in book.sections:
        key = section.record_type.type_name
        count = "" if section.matrix or section.record_type.single else _count(section.record_type)
        yield [_link(book, key), (count, look), (_step_title(section.record_type), caption)]
    cost = _step_title(CostLine)
    about = {months.TABLE: cost, categories.TABLE: cost, RANGE: cost, FINDINGS: "", CHANGES: ""}
    for key, title in about.items():
        yield [_link(book, key), ("", look), (title, caption)]


def _link(book: Book, key: str) -> Entry:
    name = book.names[key]
    return Link(name, f"{quote_sheetname(name)}!A1"), book.look("link")


def _count(record_type: type[Record]) -> Formula:
    return Formula(f"COUNTA({column(record_type, record_type.label_field, 'Data')})")


def _step_title(record_type: type[Record]) -> str:
    step = step_of(record_type)
    return step.title if step else ""


def _cut_sentence(cuts: Sequence[str]) -> str:
    places = ", ".join(cuts[:_SHOWN_CUTS]) + (", …" if len(cuts) > _SHOWN_CUTS else "")
    return ngettext(
        "{count} text was shortened: {places}", "{count} texts were shortened: {places}", len(cuts)
    ).format(count=len(cuts), places=places)
