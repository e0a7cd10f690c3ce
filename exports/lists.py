"""Actions, decisions and the RACI matrix as CSV, for other people's lists and tools.

RFC 4180: rows end with CR LF, cells with a delimiter, a quote or a line break are quoted. Two
things are as spreadsheets need them: the text is UTF-8 with a byte order mark, or Excel takes it
for the computer's old code page; and the delimiter is a semicolon where the decimal sign is a
comma, because Excel splits at the list separator of the country.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from models import raci
from models.display import editable_of, locale_of
from models.fields import Field
from models.i18n import _, language
from models.record import Record
from models.records import Action, Activity, Decision, Role
from models.snapshot import Snapshot

SUFFIX = ".csv"

# OWASP, "CSV Injection": what a spreadsheet may take for a formula, the full-width signs that
# some of them read in the same way included. Blanks in front do not stop every program.
_RISKY = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_NEGATIVE = re.compile(r"-\d+([.,]\d+)?")


def lists(snapshot: Snapshot) -> dict[str, bytes]:
    """The three lists by their names, in the workshop's language; "Actions", for instance."""
    with language(locale_of(snapshot)):
        return {
            Action.plural(): _csv(snapshot, _table(snapshot, Action)),
            Decision.plural(): _csv(snapshot, _table(snapshot, Decision)),
            _("RACI"): _csv(snapshot, _matrix(snapshot)),
        }


def cell(text: str) -> str:
    """Text as a cell, which no spreadsheet takes for a formula.

    What it could take for one gets an apostrophe in front, as OWASP advises; a negative number
    stays a number.
    """
    if _RISKY.match(text) and not _NEGATIVE.fullmatch(text):
        return f"'{text}"
    return text


def _csv(snapshot: Snapshot, rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter(locale_of(snapshot)), lineterminator="\r\n")
    writer.writerows([cell(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def delimiter(locale: str) -> str:
    """What stands between cells where people write figures in the way of `locale`."""
    from babel.numbers import get_decimal_symbol  # noqa: PLC0415

    return ";" if get_decimal_symbol(locale) == "," else ","


def _table(snapshot: Snapshot, record_type: type[Record]) -> Iterator[list[str]]:
    """The heads of a table and its rows, without what is private."""
    fields = [f for f in record_type.fields.values() if not (f.private or f.technical)]
    yield [field.title for field in fields]
    for record in snapshot.all(record_type):
        yield [_text(snapshot, record, field) for field in fields]


def _text(snapshot: Snapshot, record: Record, field: Field[Any]) -> str:
    """A value as other programs read it: days as 2026-11-24, figures without grouping."""
    value = record.values[field.name]
    if isinstance(value, date):
        return value.isoformat()
    return editable_of(snapshot, record, field)


def _matrix(snapshot: Snapshot) -> Iterator[list[str]]:
    """The matrix: a row for each activity, a column for each role."""
    roles = snapshot.all(Role)
    yield [Activity.section.label, Activity.label(), *(role.caption for role in roles)]
    for activity in snapshot.all(Activity):
        letters = raci.row_of(snapshot, activity)
        cells = (raci.show_letters(letters.get(role.id, "")) for role in roles)
        yield [activity.section, activity.name, *cells]
