"""Sheets behind the subjects: open findings, what was changed, and lists for drop-downs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from exports.workbook.book import CHANGES, FINDINGS, HEAD_ROW, LISTS, Book
from exports.workbook.cells import Row
from exports.workbook.columns import date_format
from exports.workbook.names import headers
from exports.workbook.references import quoted
from exports.workbook.style import ALERT, mark
from models.checks import Severity
from models.findings import Finding, Findings
from models.i18n import _
from models.records import AcceptedFinding
from models.steps import BY_ID

_ACCEPTED_BY = AcceptedFinding.accepted_by


def add_findings(book: Book, findings: Findings) -> None:
    """What is still missing, with the reason why it matters; below, what was accepted so."""
    rows = [(*_told(f, _("Open")), "", "") for f in findings.open]
    rows += [
        (*_told(f, _("Accepted")), said.reason, book.snapshot.name_of(_ACCEPTED_BY, said))
        for f, said in findings.accepted
    ]
    page = book.pages[FINDINGS]
    first, last = HEAD_ROW + 1, HEAD_ROW + max(1, len(rows))
    open_must = f"AND($A{first}={quoted(Severity.MUST.label)},$B{first}={quoted(_('Open'))})"
    must = mark(open_must, ink=ALERT, bold=True)
    page.conditional_formatting.add(f"A{first}:A{last}", must)
    heads = {
        _("Severity"): 12,
        _("Status"): 12,
        _("Step"): 20,
        _("What is missing"): 42,
        _("Why it matters"): 42,
        _("Accepted because"): 26,
        _("Accepted by"): 16,
    }
    note = _("What was still missing when this workbook was made. It is not read back.")
    _add(book, FINDINGS, (_("Findings"), note), heads, rows)


def _told(finding: Finding, status: str) -> tuple[str, ...]:
    step, why = _step(finding), finding.rule.why
    return (finding.severity.label, status, step, finding.sentence, why)


def _step(finding: Finding) -> str:
    step = BY_ID.get(finding.step)
    return step.title if step else finding.step


def add_changes(book: Book) -> None:
    """The latest lines of the history, newest first. "History" is a name Excel reserves."""
    zone = book.document.made_at.tzinfo
    rows = [
        (
            datetime.fromisoformat(entry.at).astimezone(zone).replace(tzinfo=None),
            entry.kind.label,
            entry.name,
        )
        for entry in book.document.log
    ]
    heads = {_("When"): 20, _("Kind"): 16, _("What was done"): 80}
    _add(book, CHANGES, (_("History"), _("Newest first.")), heads, rows)


def _add(
    book: Book,
    key: str,
    top: tuple[str, str],
    widths: dict[str, int],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    page, heads = book.pages[key], headers(widths)
    count = max(1, len(rows))
    page.row_dimensions[HEAD_ROW].height = 22
    book.add_table(page, key, heads, count, [""] * len(heads))
    book.add(key, _rows(book, top, heads, rows), HEAD_ROW + count, list(widths.values()))


def _rows(
    book: Book, top: tuple[str, str], heads: list[str], rows: Sequence[tuple[Any, ...]]
) -> Iterator[Row]:
    yield from book.top(*top)
    yield [(head, book.look("header")) for head in heads]
    text, moment = book.look("text"), book.look("text", f"{date_format(book)}, hh:mm")
    for row in rows or [("",) * len(heads)]:
        yield [(value, moment if isinstance(value, datetime) else text) for value in row]


def add_lists(book: Book) -> None:
    """What the drop-downs offer. References have no limit of 255 characters, and no commas."""
    page = book.pages[LISTS]
    page.sheet_state = "hidden"
    look = book.look("text")
    height = max(map(len, book.lists), default=1)
    rows = [
        [(text, look) if text is not None else None for text in row]
        for row in zip_longest(*book.lists)
    ]
    book.add(LISTS, rows, height, [20] * max(1, len(book.lists)))
