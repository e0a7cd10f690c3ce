"""Slips as somebody keys them in: "12; 15 min; 1,5 h", many on a line, in any usual notation."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from models.errors import Unfit
from models.fields import Field
from models.i18n import _
from models.record import Record
from models.records import EstimateRound
from models.rounds import MOST_SLIPS
from models.text import shorten
from models.values import DEFAULT_LOCALE, parse

_BETWEEN = re.compile(r"[;\n\t]+|,(?=\s)|,$")
_SIGN = re.compile(r"[-+−–]")
_CURRENCY = re.compile(r"[A-Z]{0,3}[€£$¥₩₹₪]|[A-Z]{3}")


class Reading(NamedTuple):
    """How a slip is to be read: the field that its number is for, and what goes with it."""

    record_type: type[Record] = EstimateRound
    """The field's type; of this one a field takes any number, for a question of its own."""
    name: str = EstimateRound.likely.name
    locale: str = DEFAULT_LOCALE
    currency: str = ""
    unit: str = ""

    def field(self) -> Field[Any]:
        """The field that decides what fits."""
        return self.record_type.fields[self.name]


class Slip(NamedTuple):
    """One slip: what was typed, and the number, or why it is none."""

    text: str
    value: float | None
    wrong: str = ""


def read_slips(text: str, how: Reading) -> list[Slip]:
    """The slips in `text`, in the order in which they were typed.

    Semicolons, line breaks, tabs and spaces stand between two of them; a unit or the sign of a
    currency stays with its number. Digits are not grouped by spaces here: "1 200" are two slips.
    """
    parts = [part for chunk in _BETWEEN.split(text) for part in _numbers(chunk.split())]
    return [_read(part, how) for part in parts[:MOST_SLIPS]]


def _numbers(words: list[str]) -> list[str]:
    """The words of a chunk, those that belong to one number together."""
    ahead = bool(words) and _CURRENCY.fullmatch(words[0]) is not None
    found: list[list[str]] = []
    waiting: list[str] = []
    for word in words:
        if any(letter.isdigit() for letter in word):
            found.append([*waiting, word])
            waiting = []
        elif not found or _SIGN.fullmatch(word) or (ahead and _CURRENCY.fullmatch(word)):
            waiting.append(word)  # it belongs to the number that follows
        else:
            found[-1].append(word)
    if waiting:
        found.append(waiting)  # words alone
    return [" ".join(each) for each in found]


def _read(text: str, how: Reading) -> Slip:
    try:
        value = parse(how.field(), text, how.locale, currency=how.currency, unit=how.unit)
    except Unfit as unfit:
        return Slip(text, None, unfit.reason)
    if isinstance(value, int | float):
        return Slip(text, float(value))
    return Slip(text, None, _("“{text}” is not a number.").format(text=shorten(text)))
