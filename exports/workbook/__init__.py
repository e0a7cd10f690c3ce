"""The Excel workbook: one sheet per subject, every derived figure as a live formula."""

from __future__ import annotations

from exports.document import Document, Job, in_language_of
from exports.workbook.appendix import add_changes, add_findings, add_lists
from exports.workbook.book import Book
from exports.workbook.calculations import add_categories, add_months
from exports.workbook.charts import add_chart_figures, blocks_of, charts_of
from exports.workbook.formulas import FIGURES
from exports.workbook.manifest import add_manifest
from exports.workbook.matrix import add_matrix
from exports.workbook.ranges import add_range
from exports.workbook.stream import write
from exports.workbook.subjects import add_form_sheet, add_table_sheet
from exports.workbook.summary import add_summary
from models.records import Assignment

__all__ = ["workbook"]


def workbook(document: Document) -> Job:
    """The workbook (.xlsx) of a workshop; see `exports.document.Job`.

    Private fields are left out. User text stays text, whatever it looks like; a text longer
    than a cell can hold is cut with a mark, and the summary says where. The same document
    gives the same bytes.
    """
    return in_language_of(document.snapshot, _made(document))


def _made(document: Document) -> Job:
    book = Book(document)
    findings = yield from document.looking()
    for figure in FIGURES:
        book.results[figure.name] = figure.definition(document.snapshot)
        yield 0.0
    figures = blocks_of(book)
    yield 0.0
    add_summary(book, findings, charts_of(book, figures))
    for section in book.sections:
        if section.record_type is Assignment:
            add_matrix(book)
        elif section.record_type.single:
            add_form_sheet(book, section.record_type)
        else:
            add_table_sheet(book, section.record_type)
        yield 0.0
    add_months(book)
    add_categories(book)
    yield 0.0
    add_range(book)
    yield 0.0
    add_chart_figures(book, figures)
    add_findings(book, findings)
    add_changes(book)
    add_lists(book)
    add_manifest(book)
    return (yield from write(book.workbook, book.sheets, book.cuts))
