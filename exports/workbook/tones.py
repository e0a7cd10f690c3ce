"""Conditional formats for words that say how something stands.

The word is in the cell and says everything; the colour only makes it quicker to find. So a
status that somebody changes in the workbook changes its colour, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook.names import heads
from exports.workbook.references import quoted
from exports.workbook.style import ACCENT, ALERT, AMBER, TINT, mark
from models.derived import STATES
from models.i18n import _
from models.record import Record
from models.records import Condition, Kpi
from models.wilson import Verdict

_GOOD: dict[str, Any] = {"ink": ACCENT, "fill": TINT}
_CARE: dict[str, Any] = {"ink": AMBER, "fill": "F8EFDC"}
_BAD: dict[str, Any] = {"ink": ALERT, "fill": "FBE9EB", "bold": True}

_TONES: dict[str, dict[str, dict[str, Any]]] = {
    "status": {"done": _GOOD, "met": _GOOD, "doing": _CARE},
    "applies": {"unclear": _CARE},
    "evidence": {"assumed": _CARE},
    "likelihood": {"high": _BAD, "medium": _CARE},
    "impact": {"high": _BAD, "medium": _CARE},
    "weight": {"must": {"ink": ALERT, "bold": True}},
}
"""The looks of choices, by name of field and stored value."""


def add_tones(page: Worksheet, record_type: type[Record], first: int, last: int) -> None:
    """Mark the words in the columns of a type's sheet, in the rows from `first` to `last`."""
    places = {name: place for place, name in enumerate(heads(record_type), 1)}
    for name, text, looks in _words(record_type):
        letter = get_column_letter(places[name])
        rule = mark(f"${letter}{first}={quoted(text)}", **looks)
        page.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def _words(record_type: type[Record]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Column, word and looks of everything that is marked on a type's sheet."""
    for name, field in record_type.fields.items():
        for choice in field.choices:
            if choice.value in _TONES.get(name, {}):
                yield name, field.text_of(choice.value), _TONES[name][choice.value]
    if record_type is Kpi:
        states = {"reached": _GOOD, "warn": _CARE, "missed": _BAD}
        yield from (("state", _(STATES[state]), looks) for state, looks in states.items())
    if record_type is Condition:
        verdicts = {Verdict.MET: _GOOD, Verdict.TOO_FEW: _CARE, Verdict.NOT_MET: _BAD}
        yield from (("verdict", verdict.label, looks) for verdict, looks in verdicts.items())
