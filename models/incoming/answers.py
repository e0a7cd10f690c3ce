"""What a cell of a questionnaire means: a figure where one is asked for, else what was said."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from models import quantities, values
from models.errors import Unfit
from models.fields import Field, Kind, Value
from models.i18n import _
from models.incoming.sheets import Cell
from models.text import MAX_LENGTH, clean, shorten

_ABOUT = re.compile(
    r"(?:about|around|approx(?:\.|imately)?|roughly|some|circa|ca?\.|etwa|rund|ungefähr|ungef\.|"
    r"environ|env\.|[~≈±])\s*(?=\S)",
    re.IGNORECASE,
)
"""What people put in front of a rough figure."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a cell; `text` is empty where nothing can be taken over."""

    shown: str = ""
    """What stands in the file; empty where the question was not answered."""
    text: str = ""
    """The answer as it is stored: figures in the workshop's way of writing them."""
    doubt: str = ""
    """Why somebody should look at it, as a sentence; empty where there is no doubt."""


def understood(field: Field[Any], cell: Cell, written_in: str, locale: str) -> Understood:
    """What a cell says about a field.

    `written_in` is how the file writes figures, `locale` how the workshop does. What cannot be
    read as a figure or a choice stays what was said, with a doubt.
    """
    if cell.error:
        doubt = _("The cell shows an error of the spreadsheet.")
        return Understood(str(cell.value), "", doubt)
    if cell.value is None and cell.formula:
        doubt = _("Its formula has no result in the file. Ask again, or save it in Excel once.")
        return Understood(_("a formula"), "", doubt)
    if cell.value is None or not str(cell.value).strip():
        return Understood()
    if isinstance(cell.value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _of_time(field, cell.value, locale)
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return _of_number(field, cell, locale)
    return _of_text(field, str(cell.value), written_in, locale)


def _of_time(
    field: Field[Any], value: dt.datetime | dt.date | dt.time | dt.timedelta, locale: str
) -> Understood:
    """A time of day is a duration where minutes are asked for; a day is a figure gone wrong."""
    shown = str(value).removesuffix(" 00:00:00")
    if field.kind in (Kind.LINE, Kind.TEXT):
        return Understood(shown, shown)
    if isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, dt.timedelta) and field.unit == "min":
        return _doubtful(field, shown, value.total_seconds() / 60, locale)
    doubt = _("The spreadsheet made a date of it, so nobody can tell what was typed.")
    return Understood(shown, "", doubt)


def _of_number(field: Field[Any], cell: Cell, locale: str) -> Understood:
    number = float(cell.value) * (100 if cell.percent else 1)
    if not field.kind.numeric:
        said = values.format_number(number, locale)
        return _of_text(field, said, locale, locale)
    if cell.percent:
        return _doubtful(field, f"{number:g} %", number, locale)
    shown = values.format_number(number, locale, 6)
    try:
        return Understood(shown, values.editable(field, field.check(number), locale))
    except Unfit as unfit:
        return Understood(shown, shown, _sentence(unfit.reason))


def _of_text(field: Field[Any], text: str, written_in: str, locale: str) -> Understood:
    shown = text.strip()
    said = clean(text).strip()
    if field.kind in (Kind.LINE, Kind.TEXT):
        cut = len(text) > MAX_LENGTH
        return Understood(shown, said, _("It is too long, and was cut.") if cut else "")
    try:
        if not field.kind.numeric:
            return Understood(shown, _choice(field, said, locale))
        rough = _ABOUT.sub("", said, count=1) if _ABOUT.match(said) else said
        found = quantities.read(rough, written_in, amount=False)
        if found is None:
            raise field.refuse(_("“{text}” is not a number.").format(text=shorten(said)))
        number = quantities.amount_for(field, found, said)
        if found.other is not None and field.kind is Kind.COUNT:
            number = max(found.number, found.other)  # nobody means 1.2 people
        if found.other is not None and field.kind is not Kind.COUNT:
            # Two figures are possible, so what was typed stands until the room settles it.
            doubt = _("“{shown}” can be read in two ways.").format(shown=shorten(shown))
            return Understood(shown, said, doubt)
        if rough != said or found.other is not None or number != found.number:
            return _doubtful(field, shown, number, locale)
        return Understood(shown, values.editable(field, field.check(number), locale))
    except Unfit as unfit:
        return Understood(shown, said, _sentence(unfit.reason))


def _choice(field: Field[Any], text: str, locale: str) -> str:
    """A choice by its text in the workshop's language. Raises Refusal where it is none."""
    return values.display(field, values.parse(field, text, locale), locale)


def _doubtful(field: Field[Any], shown: str, number: float, locale: str) -> Understood:
    """A figure that was read in a way that may be wrong."""
    value: Value = field.check(number)
    read = values.display(field, value, locale)
    read = f"{read} {field.unit}" if field.unit else read
    doubt = _("“{shown}” was read as {read}.").format(shown=shorten(shown), read=read)
    return Understood(shown, values.editable(field, value, locale), doubt)


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]
