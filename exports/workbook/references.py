"""References to the workbook's tables, as formulas spell them.

Columns are named, not numbered: `value_target[[#Data],[Cases a month]]`. Such references keep
up when rows are added or columns moved, and Excel and LibreOffice both calculate them. The
long form with `[#Data]` and `[#This Row]` is the one that is stored in files; Excel shows
`[@[Cases a month]]`.
"""

from __future__ import annotations

from typing import Any

from exports.workbook.names import heads, table_name
from models.fields import Field
from models.i18n import _
from models.record import Record


def column(record_type: type[Record], name: str, part: str) -> str:
    """A column by the name of its field: "This Row" for one cell of it, "Data" for all."""
    head = heads(record_type).get(name, name)
    for sign in "'[]#@":  # the apostrophe escapes, so it comes first
        head = head.replace(sign, "'" + sign)
    return f"{table_name(record_type)}[[#{part}],[{head}]]"


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
