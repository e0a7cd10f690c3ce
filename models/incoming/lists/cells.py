"""What a cell of a list says for a field of a record."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from models.errors import Refusal, Unfit
from models.fields import Field, Kind, Value
from models.i18n import _
from models.incoming.cells import Way, text_of, understand
from models.incoming.lists.words import choice_of
from models.incoming.sheets import Cell
from models.incoming.source import as_text
from models.records.common import LEVEL
from models.text import clean, shorten

_LEVELS = tuple(value for value, _text in LEVEL)
_WHOLE = re.compile(r"\d{1,3}([.,]\d)?")
_FIRST = re.compile(r"^[^(,;/–]+")


class Said(NamedTuple):
    """The value for a field; what is not in it, and why somebody should look at it."""

    value: Value
    rest: str = ""
    """What the cell says besides."""
    doubt: str = ""


class Scale(NamedTuple):
    """A column of figures where the field has low, medium and high: from 1 to `top`."""

    top: int

    def level(self, figure: float) -> str:
        """The level of a figure: thirds of the scale."""
        share = (figure - 0.5) / self.top
        return _LEVELS[min(max(int(share * 3), 0), 2)]


def is_level(field: Field[Any]) -> bool:
    """Whether a field takes low, medium and high."""
    return tuple(choice.value for choice in field.choices) == _LEVELS


def scale_of(texts: list[str]) -> Scale | None:
    """The scale that a column of figures has; None where it has others than 1 to 10."""
    filled = [text for text in texts if text]
    if not filled or not all(_WHOLE.fullmatch(text) for text in filled):
        return None
    figures = [float(text.replace(",", ".")) for text in filled]
    if min(figures) < 1 or max(figures) > 10:
        return None
    return Scale(next(top for top in (3, 5, 10) if max(figures) <= top))


def read_cell(field: Field[Any], cell: Cell, way: Way, scale: Scale | None = None) -> Said:
    """What a cell says for a field. What cannot be understood is its doubt, and its rest."""
    text = text_of(cell, way.locale)
    if cell.error or not as_text(cell):
        return Said(field.empty, doubt=_excel(text) if cell.error else "")
    if field.kind in (Kind.LINE, Kind.TEXT):
        return Said(clean(text, lines=field.kind is Kind.TEXT))
    if scale is not None and _WHOLE.fullmatch(text):
        return Said(scale.level(float(text.replace(",", "."))))
    try:
        found = understand(field, cell, way)
    except Refusal as refusal:
        return _choice(field, text) or Said(field.empty, text, _reason(refusal))
    return Said(found.value, doubt=found.doubt)


def _choice(field: Field[Any], text: str) -> Said | None:
    """A choice in other words, or at the beginning of a sentence: "Weekly (from day 1)"."""
    if field.kind is not Kind.CHOICE:
        return None
    allowed = tuple(choice.value for choice in field.choices)
    if whole := choice_of(text, allowed):
        return Said(whole)
    first = _FIRST.match(text)
    if first and (value := choice_of(first[0], allowed)):
        return Said(value, text)
    shown = shorten(text)
    return Said("", text, _("“{text}” is none of its choices.").format(text=shown))


def _reason(refusal: Refusal) -> str:
    return refusal.reason if isinstance(refusal, Unfit) else refusal.what


def _excel(text: str) -> str:
    return _("“{text}” is what Excel shows for an error.").format(text=text)
