"""The workbook being put together: its sheets' names, looks, drop-downs and page set-up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import UTC

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from exports.document import Document
from exports.workbook.cells import Result, Row
from exports.workbook.formulas import categories, months
from exports.workbook.names import reference, sheet_names
from exports.workbook.stream import Sheet
from exports.workbook.style import TABLE_STYLE, Look, Styles, brand
from models import manifest
from models.display import currency_of, locale_of, text_of
from models.i18n import _
from models.record import Record
from models.records import Assignment, WorkshopInfo
from models.records import Look as Paper
from models.steps import STEPS, Section
from models.text import shorten
from models.values import currency_sign

HEAD_ROW = 3
"""Row of the column heads: the title and the question for the room stand above."""

SUMMARY, RANGE, CHARTS, FINDINGS = "summary", "range", "charts", "findings"
CHANGES, LISTS, MANIFEST = "changes", "lists", "manifest"

_PAPERS = {"a4": 9, "letter": 1}
"""Sizes of paper, as Excel counts them, by `Look.paper`."""
_ON_A_PAGE = 200
"""Characters beside one another that can still be read on a page; more go on several pages."""
_MORE = 20
"""Characters more that are no reason for another page: it would hold a column or two."""


class Book:
    """What the builders of single sheets share while the workbook is put together."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.snapshot = document.snapshot
        self.sections = [section for step in STEPS for section in step.sections]
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self._paper = self.snapshot.one(Paper).paper
        self.names = self._names()
        self.pages = {key: self._page(name) for key, name in self.names.items()}
        self.styles = Styles(self.workbook)
        self.sheets: list[Sheet] = []
        self.cuts: list[str] = []
        self.results: dict[str, Result] = {}
        """What each key figure comes to, by its name; filled before the summary is written."""
        self.lists: dict[tuple[str, ...], str] = {}
        self.calculated: dict[str, list[str]] = {}
        """The heads of the formulas on sheets that only calculate, by the key of the sheet."""
        brand(self.workbook)
        self._describe()

    def _names(self) -> dict[str, str]:
        titles = {
            SUMMARY: _("Summary"),
            **{s.record_type.type_name: section_title(s) for s in self.sections},
            months.TABLE: _("Month by month"),
            categories.TABLE: _("Cost by category"),
            RANGE: _("Range"),
            CHARTS: _("Chart figures"),
            FINDINGS: _("Findings"),
            CHANGES: _("Changes"),
            LISTS: _("Lists"),
        }
        names = dict(zip(titles, sheet_names(titles.values()), strict=True))
        return names | {MANIFEST: manifest.SHEET}

    def _describe(self) -> None:
        info = self.snapshot.one(WorkshopInfo)
        properties = self.workbook.properties
        properties.title = shorten(info.initiative, 200) or _("Workshop")
        properties.subject = _("Production of an AI service, designed before its pilot")
        properties.creator = "Groundwork"
        properties.language = locale_of(self.snapshot).replace("_", "-")
        moment = self.document.made_at.astimezone(UTC).replace(tzinfo=None)
        properties.created = properties.modified = moment

    def _page(self, name: str) -> Worksheet:
        page: Worksheet = self.workbook.create_sheet(name)
        info = self.snapshot.one(WorkshopInfo)
        page.sheet_view.showGridLines = False
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = _PAPERS.get(self._paper, _PAPERS["a4"])
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_margins.left = page.page_margins.right = 0.5
        page.oddHeader = HeaderFooterItem(
            left=HeaderFooterPart(_plain(shorten(info.initiative, 80))),
            right=HeaderFooterPart(_plain(shorten(info.client, 80))),
        )
        page.oddFooter = HeaderFooterItem(
            left=HeaderFooterPart(_plain(name)),
            center=HeaderFooterPart(
                _plain(text_of(self.snapshot, info, WorkshopInfo.confidentiality))
            ),
            right=HeaderFooterPart(_("Page {page} of {pages}").format(page="&P", pages="&N")),
        )
        return page

    @property
    def sign(self) -> str:
        """The sign of the workshop's currency; empty where none is set."""
        currency = currency_of(self.snapshot)
        return currency_sign(currency) if currency else ""

    def look(self, name: str, number_format: str = "General") -> Look:
        """See `Styles.look`."""
        return self.styles.look(name, number_format)

    def add(
        self,
        key: str,
        rows: Iterable[Row],
        height: int,
        widths: Sequence[float],
        *,
        wraps: bool = True,
        says: Sequence[str] = (),
    ) -> None:
        """Take over the rows of a sheet, which are asked for when it is written.

        `widths` are in characters; a column of width 0 is hidden. `says` are the charts on the
        sheet in words.
        """
        page = self.pages[key]
        for number, width in enumerate(widths, 1):
            column = page.column_dimensions[get_column_letter(number)]
            column.width, column.hidden = round(width, 1) or 13, not width
        _print_wide(page, pages_across(widths))
        page.row_dimensions[1].height, page.row_dimensions[2].height = 26, 20
        self.sheets.append(Sheet(page, rows, height, widths, wraps, says))

    def top(self, title: str, note: str, *, folded: bool = False) -> list[Row]:
        """The two rows above every table; a `folded` note stays within the first column."""
        return [
            [(shorten(title, 100), self.look("title"))],
            [(shorten(note, 200), self.look("note_folded" if folded else "note"))],
        ]

    def add_table(
        self,
        page: Worksheet,
        name: str,
        heads: Sequence[str],
        rows: int,
        formulas: Sequence[str],
        *,
        head_row: int = HEAD_ROW,
    ) -> None:
        """Make an Excel table of `rows` rows below the heads in `head_row`."""
        ref = f"A{head_row}:{get_column_letter(len(heads))}{head_row + rows}"
        table = Table(
            displayName=name,
            ref=ref,
            autoFilter=AutoFilter(ref=ref),
            tableStyleInfo=TableStyleInfo(name=TABLE_STYLE, showRowStripes=True),
            tableColumns=[
                TableColumn(
                    id=number,
                    name=head,
                    calculatedColumnFormula=TableFormula(attr_text=formula) if formula else None,
                )
                for number, (head, formula) in enumerate(zip(heads, formulas, strict=True), 1)
            ],
        )
        page.add_table(table)
        page.freeze_panes = f"B{head_row + 1}"
        page.print_title_rows = f"{head_row}:{head_row}"

    def define(self, name: str, page: Worksheet, cell: str) -> None:
        """Give a cell a name that formulas can use."""
        target = reference(page.title, cell)
        self.workbook.defined_names[name] = DefinedName(name, attr_text=target)

    def list_of(self, texts: Iterable[str]) -> str:
        """A reference to a list of texts on the hidden sheet that feeds the drop-downs."""
        key = tuple(texts)
        if key not in self.lists:
            letter = get_column_letter(len(self.lists) + 1)
            self.lists[key] = reference(self.names[LISTS], f"${letter}$1:${letter}${len(key)}")
        return self.lists[key]

    def names_of(self, record_type: type[Record]) -> str:
        """A reference to the names in another sheet's table; they stand in its first column."""
        if record_type.type_name not in self.names or record_type.single:
            return ""
        last = HEAD_ROW + max(1, len(self.snapshot.table(record_type)))
        return reference(self.names[record_type.type_name], f"$A${HEAD_ROW + 1}:$A${last}")

    def drop_down(self, page: Worksheet, cells: str, source: str, *, strict: bool) -> None:
        """Offer a list in `cells`; with `strict`, nothing else is accepted."""
        rule = DataValidation(type="list", formula1=source, allow_blank=True, sqref=cells)
        rule.showErrorMessage = strict
        if strict:
            rule.errorTitle = _("Not in the list")
            rule.error = _("Please choose one of the values in the list.")
        page.add_data_validation(rule)


def pages_across(widths: Sequence[float]) -> int:
    """On how many pages side by side a sheet is printed."""
    return max(1, math.ceil((sum(widths) - _MORE) / _ON_A_PAGE))


def section_title(section: Section) -> str:
    """The title of a section's sheet."""
    if section.record_type is Assignment:
        return _("RACI")
    return section.label


def _print_wide(page: Worksheet, pages: int) -> None:
    """Print a sheet on several pages side by side, with the names on each of them."""
    page.page_setup.fitToWidth = pages
    if pages > 1:  # LibreOffice takes half a second for each sheet with such columns
        page.print_title_cols = "A:A"


def _plain(text: str) -> str:
    # In page headers "&" begins a code.
    return text.replace("&", "&&")
