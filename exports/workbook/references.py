"""References to the workbook's tables, as formulas spell them.

Columns are named, not numbered: `value_target[[#Data],[Cases a month]]`. Such references keep
up when rows are added or columns moved, and Excel and LibreOffice both calculate them. The
long form with `[#Data]` and `[#This Row]` is the one that is stored in files; Excel shows
`[@[Cases a month]]`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exports.workbook.names import heads, table_name
from models.fields import Field
from models.i18n import _
from models.record import Record


def column(record_type: type[Record], name: str, part: str) -> str:
    """A column by the name of its field: "This Row" for one cell of it, "Data" for all."""
    return cells(table_name(record_type), heads(record_type).get(name, name), part)


def cells(table: str, head: str, part: str) -> str:
    """A column of any table by its head; see `column`."""
    return f"{table}[[#{part}],[{_escaped(head)}]]"


def span(table: str, first: str, last: str) -> str:
    """The cells of neighbouring columns in the row of the formula, by their heads."""
    return f"{table}[[#This Row],[{_escaped(first)}]:[{_escaped(last)}]]"


def _escaped(head: str) -> str:
    for sign in "'[]#@":  # the apostrophe escapes, so it comes first
        head = head.replace(sign, "'" + sign)
    return head


def here(field: Field[Any]) -> str:
    """A field's cell in the row of the formula."""
    return column(field.owner, field.name, "This Row")


def every(field: Field[Any]) -> str:
    """A field's cells in all rows."""
    return column(field.owner, field.name, "Data")


def quoted(text: str) -> str:
    """Text as a literal in a formula."""
    return '"' + text.replace('"', '""') + '"'


def equal(cells: str, text: str) -> str:
    """Whether cells hold a text; unlike COUNTIF's, this comparison knows no wildcards."""
    return f"({cells}={quoted(text)})"


def yes(cells: str) -> str:
    """Whether cells hold the word for yes."""
    return equal(cells, _("Yes"))


def chosen(field: Field[Any], value: str, where: Callable[[Field[Any]], str] = here) -> str:
    """Whether a choice is this one, by the text that its cells hold."""
    return equal(where(field), field.text_of(value))
