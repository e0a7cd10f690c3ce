"""The first sheet: what it is about, the key figures, what is open, and where to find what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils import quote_sheetname

from exports.workbook.book import CHANGES, FINDINGS, SUMMARY, Book
from exports.workbook.cells import Entry, Formula, Link, Row
from exports.workbook.columns import DATE_FORMAT, PERCENT_FORMAT, money_format, reader
from exports.workbook.formulas import FIGURES, Figure
from exports.workbook.references import column
from exports.workbook.style import ACCENT
from models.fields import Field, Kind
from models.findings import Finding, Severity
from models.i18n import _, ngettext
from models.record import Record
from models.records import Ownership, Pilot, WorkshopInfo
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


def add_summary(book: Book, findings: Sequence[Finding]) -> None:
    """The summary. Its rows are made last, when it is known which texts were shortened."""
    page = book.pages[SUMMARY]
    page.page_setup.orientation = "portrait"
    page.sheet_properties.tabColor = ACCENT
    for row, figure in enumerate(FIGURES, _FIRST_FIGURE):
        book.define(figure.name, page, f"$B${row}")
    sheets = len(book.pages) - 2  # all but this one and the hidden lists
    height = _FIRST_FIGURE + len(FIGURES) + 2 + len(Severity) + 2 + sheets + 2
    for row in range(3, height + 1):
        page.row_dimensions[row].height = 18
    book.add(SUMMARY, _rows(book, findings), height, _WIDTHS, wraps=False)


def _rows(book: Book, findings: Sequence[Finding]) -> Iterator[Row]:
    info = book.snapshot.one(WorkshopInfo)
    yield [(shorten(info.initiative, 90) or _("Workshop"), book.look("title"))]
    yield [(shorten(info.client, 120), book.look("note"))]
    yield []
    yield _block(book, _("The workshop"))
    yield from (_fact(book, field) for field in _FACTS)
    yield []
    yield _block(book, _("Key figures"))
    yield from (_figure(book, figure) for figure in FIGURES)
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
    unit = f'"\u00a0{_(figure.unit)}"' if figure.unit else ""
    number_format = {
        Kind.MONEY: money_format(book.sign),
        Kind.PERCENT: PERCENT_FORMAT.replace("General", "0.0"),
        Kind.COUNT: "#,##0" + unit,
    }.get(figure.kind, "#,##0.0" + unit)
    return [
        (figure.label, book.look("caption")),
        (Formula(figure.formula()), book.look("figure", number_format)),
        (_(figure.note), book.look("caption")),
    ]


def _open(book: Book, findings: Sequence[Finding]) -> Iterator[Row]:
    for severity in Severity:
        count = sum(finding.severity is severity for finding in findings)
        label = book.look("caption")
        yield [(severity.label, label), (count, book.look("figure", "#,##0")), ("", label)]


def _contents(book: Book) -> Iterator[Row]:
    look, caption = book.look("amount"), book.look("caption")
    for section in book.sections:
        key = section.record_type.type_name
        count = "" if section.matrix or section.record_type.single else _count(section.record_type)
        yield [_link(book, key), (count, look), (_step_title(section.record_type), caption)]
    for key in (FINDINGS, CHANGES):
        yield [_link(book, key), ("", look), ("", caption)]


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
