"""Slips as somebody keys them in: "12; 15 min; 1,5 h", many on a line, in any usual notation."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from models.errors import Unfit
from models.fields import Field
from models.i18n import _
from models.quantities import group_sign
from models.record import Record
from models.records import EstimateRound
from models.rounds import MOST_SLIPS
from models.text import shorten
from models.values import DEFAULT_LOCALE, parse

_BETWEEN = re.compile(r"[;\n\t]+|,(?=\s)|,$")
_THIN, _WIDE = (re.compile(rf"(?<=\d)[{s}](?=\d{{3}}(?!\d))") for s in ("\u202f\u2009", "\u00a0"))
"""Spaces that keep digits together, as programs write them; the wide one also stands elsewhere."""
_SIGN = re.compile(r"[-+−–]")
_CURRENCY = re.compile(r"[A-Z]{0,3}[€£$¥₩₹₪]|[A-Z]{3}")
_HEAD, _TAIL = re.compile(r"\D*([1-9]\d{0,2})"), re.compile(r"\d{3}(?!\d)")
_TIMES = 5
"""How much larger than the number before it a number of three digits is, from which on the two
may be one, written with a space."""


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
    doubt: str = ""
    """Why it may be meant otherwise, though it counts as it is."""


def read_slips(text: str, how: Reading) -> list[Slip]:
    """The slips in `text`, in the order in which they were typed.

    Semicolons, line breaks, tabs and spaces stand between two of them; a unit or the sign of a
    currency stays with its number. Digits are not grouped by a space bar's spaces here: "1 200" are
    two slips with a doubt, and "6 000", of which nobody writes the second half, is wrong.
    """
    found = [
        slip
        for chunk in _BETWEEN.split(text)
        for slip in _in_chunk(_joined(chunk, how.locale), how)
    ]
    return found[:MOST_SLIPS]


def read_slip(text: str, how: Reading) -> Slip:
    """What stands in a line that takes one number, in which spaces may group digits."""
    return _read(text.strip(), how)


def _joined(chunk: str, locale: str) -> str:
    """The digits of a number together, where it was written by a program: "57\u202f750 €"."""
    chunk = _THIN.sub("", chunk)
    return _WIDE.sub("", chunk) if group_sign(locale).isspace() else chunk


def _in_chunk(chunk: str, how: Reading) -> list[Slip]:
    found: list[Slip] = []
    for part in _numbers(chunk.split()):
        slip, before = _read(part, how), found[-1].text if found else ""
        head = _HEAD.fullmatch(before)
        if head and _TAIL.match(part):
            both = f"{before} {part}"
            if part.startswith("0"):
                text = _("“{text}” is one number or two: type it without the space.")
                found[-1] = Slip(both, None, text.format(text=shorten(both)))
                continue
            if int(part[:3]) >= _TIMES * int(head[1]):
                text = _("“{text}” counts as two slips: type one number without the space.")
                slip = slip._replace(doubt=text.format(text=shorten(both)))
        found.append(slip)
    return found


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
