"""The first sheet: what it is about, the key figures, what is open, and where to find what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook.book import CHANGES, CHARTS, FINDINGS, RANGE, SUMMARY, Book
from exports.workbook.cells import Entry, Formula, Link, Row
from exports.workbook.charts import Chart
from exports.workbook.columns import date_format, figure_format, reader
from exports.workbook.formulas import BLOCKS, Figure, categories, months
from exports.workbook.references import column
from exports.workbook.style import ACCENT
from models.checks import Severity
from models.fields import Field, Kind
from models.findings import Findings
from models.i18n import _, ngettext
from models.record import Record
from models.records import CostLine, Ownership, Pilot, WorkshopInfo
from models.steps import step_of
from models.text import shorten

_WIDTHS = (31, 16, 47, 20, 1.5, *[11] * 8)
"""What it is called, what it comes to, what that means, its name, and room for charts."""
_FIRST_CHART, _CHART_ROWS = 4, 14
_CHART_COLUMNS = (5, 13)
"""Charts stand beside the figures; these are counted from 0."""
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
_TEXT_COLUMNS = 4
_FIRST_FACT = 5
_FIRST_FIGURE = _FIRST_FACT + len(_FACTS) + 2
_SHOWN_CUTS = 20
_LONGEST_FACT = 80


def add_summary(book: Book, findings: Findings, charts: Sequence[Chart]) -> None:
    """The summary. Its rows are made last, when it is known which texts were shortened."""
    page = book.pages[SUMMARY]
    page.sheet_properties.tabColor = ACCENT
    row = _FIRST_FIGURE
    for number, (_title, block) in enumerate(BLOCKS):
        if number == len(BLOCKS) - 1:  # what the charts stand beside is a page of its own
            page.row_breaks.append(Break(row - 2))
        for row, figure in enumerate(block, row):  # noqa: B020
            book.define(figure.name, page, f"$B${row}")
        row += 3  # an empty row and the title of what follows
    sheets = len(book.pages) - 3  # all but this one and the two hidden ones
    height = row + len(Severity) + 1 + 2 + (sheets + 1) // 2 + 2
    for row in range(3, height + 1):
        page.row_dimensions[row].height = 18
    page.print_title_rows = "1:2"
    for place, chart in enumerate(charts):
        _put(page, chart, place)
    says = [chart.says for chart in charts]
    rows = _with_sentences(book, _rows(book, findings), charts)
    book.add(SUMMARY, rows, height, _WIDTHS, wraps=False, says=says)
    page.page_setup.fitToWidth = 1  # in small print: it is made to be seen as a whole


def _with_sentences(book: Book, rows: Iterator[Row], charts: Sequence[Chart]) -> Iterator[Row]:
    """The rows with a sentence below each chart that says what it still needs."""
    below = {_row_of(place) + _CHART_ROWS: chart.missing for place, chart in enumerate(charts)}
    for number, row in enumerate(rows, 1):
        if number in below:
            gap = [None] * (_CHART_COLUMNS[0] - len(row))
            yield [*row, *gap, (below[number], book.look("note"))]
        else:
            yield row


def _row_of(place: int) -> int:
    """The row of the sheet in which a chart begins."""
    return _FIRST_CHART + place * (_CHART_ROWS + 1)


def _put(page: Worksheet, chart: Chart, place: int) -> None:
    """One chart below the other, each over whole cells, so that it grows and prints with them."""
    top, (left, right) = _row_of(place) - 1, _CHART_COLUMNS
    drawn: Any = chart.drawn
    drawn.anchor = TwoCellAnchor(
        editAs="oneCell",
        _from=AnchorMarker(col=left, row=top),
        to=AnchorMarker(col=right, row=top + _CHART_ROWS),
    )
    page.add_chart(drawn)


def _rows(book: Book, findings: Findings) -> Iterator[Row]:
    info = book.snapshot.one(WorkshopInfo)
    yield [(shorten(info.initiative, 90) or _("Workshop"), book.look("title"))]
    yield [(shorten(info.client, 120), book.look("note"))]
    yield []
    yield _block(book, _("The workshop"))
    yield from (_fact(book, field) for field in _FACTS)
    yield []
    for title, block in BLOCKS:
        yield _block(book, _(title), _("Name in formulas"))
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


def _block(book: Book, title: str, last: str = "") -> Row:
    look = book.look("block")
    return [(title, look), *[("", look)] * (_TEXT_COLUMNS - 2), (last, book.look("block_name"))]


def _fact(book: Book, field: Field[Any]) -> Row:
    value = reader(book, field)(book.snapshot.one(field.owner))
    if isinstance(value, str):
        value = shorten(value, _LONGEST_FACT)  # or it would run on below the charts
    look = book.look("fact", date_format(book) if field.kind is Kind.DATE else "General")
    return [(field.label, book.look("caption")), (value, look), *[("", look)] * 2]


def _figure(book: Book, figure: Figure) -> Row:
    look = book.look("figure", figure_format(book, figure.kind, _(figure.unit)))
    return [
        (figure.label, book.look("caption")),
        (Formula(figure.formula(), book.results[figure.name]), look),
        (_(figure.note), book.look("explained")),
        (figure.name, book.look("name")),
    ]


def _open(book: Book, findings: Findings) -> Iterator[Row]:
    counts = {s.label: sum(f.severity is s for f in findings.open) for s in Severity}
    label, figure = book.look("caption"), book.look("figure", "#,##0")
    for title, count in {**counts, _("Accepted"): len(findings.accepted)}.items():
        yield [(title, label), (count, figure), *[("", label)] * 2]


def _contents(book: Book) -> Iterator[Row]:
    """The sheets in two columns: the second one stands below the charts."""
    lines = list(_sheets(book))
    half = (len(lines) + 1) // 2
    caption = book.look("caption")
    for left, right in zip_longest(lines[:half], lines[half:]):
        row: list[Entry] = [*left, ("", caption)]
        if right is not None:
            link, count, title = right
            row += [None, link, *[("", caption)] * 2, count, title, *[("", caption)] * 3]
        yield row


def _sheets(book: Book) -> Iterator[tuple[Entry, Entry, Entry]]:
    """The link to each sheet, how many records it has, and its step."""
    look, caption = book.look("amount"), book.look("caption")
    for section in book.sections:
        key = section.record_type.type_name
        counted = not (section.matrix or section.record_type.single)
        count = _count(book, section.record_type) if counted else ""
        yield _link(book, key), (count, look), (_step_title(section.record_type), caption)
    cost = _step_title(CostLine)
    about = {months.TABLE: cost, categories.TABLE: cost, RANGE: cost}
    for key, title in (about | dict.fromkeys((CHARTS, FINDINGS, CHANGES), "")).items():
        yield _link(book, key), ("", look), (title, caption)


def _link(book: Book, key: str) -> Entry:
    name = book.names[key]
    return Link(name, f"{quote_sheetname(name)}!A1"), book.look("link")


def _count(book: Book, record_type: type[Record]) -> Formula:
    records = book.snapshot.all(record_type)
    named = sum(record.values[record_type.label_field] not in (None, "") for record in records)
    return Formula(f"COUNTA({column(record_type, record_type.label_field, 'Data')})", named)


def _step_title(record_type: type[Record]) -> str:
    step = step_of(record_type)
    return step.title if step else ""


def _cut_sentence(cuts: Sequence[str]) -> str:
    places = ", ".join(cuts[:_SHOWN_CUTS]) + (", …" if len(cuts) > _SHOWN_CUTS else "")
    return ngettext(
        "{count} text was shortened: {places}", "{count} texts were shortened: {places}", len(cuts)
    ).format(count=len(cuts), places=places)
