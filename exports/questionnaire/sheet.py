"""The one sheet of a questionnaire that a participant sees, and the hidden one behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.document import Document, Job
from exports.workbook.cells import Entry, Row
from exports.workbook.names import reference, sheet_names
from exports.workbook.stream import Sheet, write
from exports.workbook.style import ACCENT, FONT, GREY, INK, RULE, Look, Parts, Styles, brand
from models import manifest
from models.dates import format_date
from models.display import locale_of, text_of
from models.fields import Kind
from models.i18n import _
from models.prework import FORMAT, VERSION, Asked, Block, Sending, blocks_of
from models.records import Person, WorkshopInfo
from models.text import shorten

_KEY, _QUESTION, _ANSWER, _HELP = range(1, 5)
_WIDTHS = (0, 44, 38, 30)
"""Characters; the column of the keys is hidden."""
_LINE = 14
"""Points of a line of text."""
_TEXT_LINES = 3
"""Lines that an answer in words has room for at first."""
_A4 = 9
_AS_TEXT = "@"
"""Number format of answers in words: "- less typing" stays what it is, and is no formula."""

_EDGE = Side("thin", color=ACCENT)
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_HAIRLINE = Border(bottom=Side("thin", color=RULE))
_TOP = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
_PARTS: Parts = {
    "title": {
        "font": Font(name=FONT, size=16, bold=True, color=ACCENT),
        "alignment": Alignment(horizontal="left", vertical="center", indent=1),
    },
    "about": {"font": Font(name=FONT, size=10, color=GREY), "alignment": _TOP},
    "sentence": {"font": Font(name=FONT, size=11, color=INK), "alignment": _TOP},
    "question": {
        "font": Font(name=FONT, size=11, color=INK),
        "alignment": _TOP,
        "border": _HAIRLINE,
    },
    "help": {
        "font": Font(name=FONT, size=9, color=GREY),
        "alignment": _TOP,
        "border": _HAIRLINE,
    },
    "answer": {
        "font": Font(name=FONT, size=11, color=INK),
        "fill": PatternFill("solid", fgColor="FFF9E5"),
        "border": _BOX,
        "alignment": _TOP,
        "protection": Protection(locked=False),
    },
}


class Questionnaire:
    """The workbook for one person while it is put together."""

    def __init__(self, document: Document, person: Person, sending: Sending) -> None:
        self._document, self._snapshot = document, document.snapshot
        self._person, self._by = person, sending.by
        self._info = self._snapshot.one(WorkshopInfo)
        self._blocks = blocks_of(self._snapshot, sending.groups_for(self._snapshot, person))
        self._book = Workbook()
        self._page: Worksheet = self._book.worksheets[0]
        self._page.title = sheet_names([_("Questionnaire")])[0]
        self._hidden: Worksheet = self._book.create_sheet(manifest.SHEET)
        self._hidden.sheet_state = "veryHidden"
        self._styles = Styles(self._book, _PARTS)
        self._choices: dict[tuple[str, ...], list[str]] = {}
        """The cells of answers that offer the same choices."""
        brand(self._book)

    def made(self) -> Job:
        """The finished file; see `exports.document.Job`."""
        self._describe()
        rows = list(self._rows())
        self._set_up(len(rows))
        hidden = list(self._hidden_rows())
        for number, width in enumerate(_WIDTHS, 1):
            column = self._page.column_dimensions[get_column_letter(number)]
            column.width, column.hidden = width or 13, not width
        sheets = [
            Sheet(self._page, rows, len(rows), _WIDTHS, wraps=False),
            Sheet(self._hidden, hidden, len(hidden), (20,), wraps=False),
        ]
        return (yield from write(self._book, sheets, []))

    def _look(self, name: str, number_format: str = "General") -> Look:
        return self._styles.look(name, number_format)

    def _describe(self) -> None:
        properties = self._book.properties
        properties.title = _("Questionnaire for {name}").format(name=self._person.caption)
        properties.subject = shorten(self._info.initiative, 200)
        properties.creator = "Groundwork"
        moment = self._document.made_at.astimezone(UTC).replace(tzinfo=None)
        properties.created = properties.modified = moment

    def _set_up(self, rows: int) -> None:
        page = self._page
        page.sheet_view.showGridLines = page.sheet_view.showRowColHeaders = False
        page.page_setup.orientation, page.page_setup.paperSize = "portrait", _A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_margins.left = page.page_margins.right = 0.5
        page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
        page.print_area = f"B1:D{rows}"
        page.oddFooter = HeaderFooterItem(
            left=HeaderFooterPart(self._plain(WorkshopInfo.confidentiality)),
            center=HeaderFooterPart(self._plain(WorkshopInfo.initiative)),
            right=HeaderFooterPart(_("Page {page} of {pages}").format(page="&P", pages="&N")),
        )
        page.protection.sheet = True
        page.protection.formatRows = page.protection.formatColumns = False  # may be made larger

    def _plain(self, field: Any) -> str:
        # In page footers "&" begins a code.
        return shorten(text_of(self._snapshot, self._info, field), 60).replace("&", "&&")

    def _rows(self) -> Iterator[Row]:
        """The rows from top to bottom; each sets the height of its own."""
        for place, (text, look, height) in enumerate(self._top(), 1):
            self._page.row_dimensions[place].height = height
            self._page.merge_cells(start_row=place, end_row=place, start_column=2, end_column=4)
            yield [None, (text, self._look(look))]
        place += 1
        self._page.row_dimensions[place].height = 22
        head = self._look("header")
        yield [None, *((text, head) for text in (_("Question"), _answer_head(), _("Good to know")))]
        self._page.print_title_rows = f"{place}:{place}"
        self._page.freeze_panes = f"A{place + 1}"
        for block in self._blocks:
            place += 1
            self._page.row_dimensions[place].height = 30
            yield self._heading(block)
            for asked in block.asked:
                place += 1
                yield self._question(asked, block, place)

    def _top(self) -> Iterator[tuple[str, str, float]]:
        """The lines above the questions: text, look and height."""
        info = self._info
        yield _("A few questions before the workshop"), "title", 30
        about = " · ".join(shorten(t, 80) for t in (info.initiative, info.client) if t)
        yield about, "about", 18
        friendly = _(
            "What you know about the work counts more than any report: with your answers the "
            "workshop can start from figures instead of guesses."
        )
        yield friendly, "sentence", 34
        person = ", ".join(filter(None, (self._person.caption, self._person.function)))
        yield _("For: {person}").format(person=shorten(person, 120)), "sentence", 18
        yield self._when(), "sentence", 18
        how = _(
            "Write into the yellow cells, and leave empty what you do not know. Your answers will "
            "stand beside those of the others, with your name."
        )
        yield how, "sentence", 36

    def _when(self) -> str:
        """By when and to whom it goes back, as far as that is known."""
        locale = locale_of(self._snapshot)
        day = format_date(self._by, locale) if self._by else ""
        whom = self._snapshot.name_of(WorkshopInfo.facilitator, self._info)
        if day and whom:
            return _("Please send it back by {day} to: {whom}").format(day=day, whom=whom)
        if day:
            return _("Please send it back by {day}.").format(day=day)
        return _("Please send it back before the workshop.")

    def _heading(self, block: Block) -> Row:
        look = self._look("block")
        return [None, (shorten(block.heading, 100), look), ("", look), ("", look)]

    def _question(self, asked: Asked, block: Block, place: int) -> Row:
        question, field = asked.question, asked.question.field
        wording = question.wording
        if asked.record.caption != block.heading and not asked.record.single:
            wording = f"{wording}\n({shorten(asked.record.caption, 60)})"
        worded = field.kind in (Kind.LINE, Kind.TEXT)
        usual = f'General"\u00a0{field.unit}"' if field.unit else "General"
        lines = max(_lines(wording, 44), _lines(question.help, 34), _TEXT_LINES if worded else 1)
        self._page.row_dimensions[place].height = lines * _LINE + 6
        if field.choices:
            key = tuple(field.text_of(choice.value) for choice in field.choices)
            self._choices.setdefault(key, []).append(f"C{place}")
        answer: Entry = (None, self._look("answer", _AS_TEXT if worded else usual))
        texts = self._look("question"), self._look("help")
        return [(asked.key, texts[1]), (wording, texts[0]), answer, (question.help, texts[1])]

    def _hidden_rows(self) -> Iterator[Row]:
        look = self._look("text")
        yield [(piece, look) for piece in manifest.cut(self._marker())]
        for place, (texts, cells) in enumerate(self._choices.items(), 2):
            last = get_column_letter(len(texts))
            source = reference(manifest.SHEET, f"$A${place}:${last}${place}")
            rule = DataValidation(type="list", formula1=source, allow_blank=True)
            rule.sqref = " ".join(cells)
            rule.showErrorMessage = True
            rule.errorTitle = _("Not in the list")
            rule.error = _("Please choose one of the values in the list.")
            self._page.add_data_validation(rule)
            yield [(text, look) for text in texts]

    def _marker(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "language": locale_of(self._snapshot),
            "initiative": self._info.initiative,
            "person": self._person.id,
            "name": self._person.caption,
            "answer": _answer_head(),
            "questions": {a.key: a.title for block in self._blocks for a in block.asked},
        }


def _answer_head() -> str:
    return _("Your answer")


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(len(part) / width)) for part in text.split("\n"))
