"""What a cell of a workbook means for a field; read as typed text is, in `models.values`."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from models.dates import format_date, parse_date
from models.errors import Refusal
from models.fields import Field, Kind, Value
from models.i18n import _, language
from models.incoming.sheets import Cell
from models.quantities import read
from models.values import display, editable, parse

_WORDS = (Kind.LINE, Kind.TEXT, Kind.LINK)
LONGEST = 32_767
"""Characters that a cell of Excel can hold (its specifications and limits)."""
_KEPT = 30_000
"""Of a text that was cut to fit into its cell, so much is there for certain."""


class Way(NamedTuple):
    """How figures are written around a cell."""

    locale: str
    currency: str = ""
    unit: str = ""
    """What the record says as the unit of its figures, where they have none of their own."""


class Understood(NamedTuple):
    """A value, and what makes it doubtful; for a link the name as it stands there."""

    value: Value
    doubt: str = ""


def understand(field: Field[Any], cell: Cell, way: Way) -> Understood:
    """What a cell means for a field. Raises Refusal, naming the field, where that is not clear."""
    value = cell.value
    if cell.error:
        raise field.refuse(_("“{text}” is what Excel shows for an error.").format(text=value))
    if value is None and cell.formula:
        raise field.refuse(
            _("its formula has no result in the file. Open and save it in Excel once.")
        )
    if value is None or (isinstance(value, str) and not value.strip()):
        return Understood(field.check(""))
    if isinstance(value, bool) and field.kind is Kind.YES_NO:
        return Understood(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(field, cell, way)
    if isinstance(value, date):
        return _day(field, value, way)
    if isinstance(value, time | timedelta) and field.unit in _HOURS:
        return _span(field, cell, way)
    return _text(field, text_of(cell, way.locale), way)


def text_of(cell: Cell, locale: str) -> str:
    """What a cell holds, as one would say it."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return f"{_plain(value * 100, locale)} %" if cell.percent else _plain(value, locale)
    if isinstance(value, date):
        return format_date(_date_of(value), locale)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def same(one: Value, other: Value) -> bool:
    """Whether two values of a field mean the same; Excel keeps 15 digits of a number."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return one == other


def was_cut(written: Value, found: Value) -> bool:
    """Whether a text did not fit into its cell, and what did fit is still there.

    Raises Refusal where it did not fit and was edited: its end would be lost.
    """
    if not isinstance(written, str) or len(written.encode("utf-16-le")) // 2 <= LONGEST:
        return False
    if isinstance(found, str) and found[:_KEPT] == written[:_KEPT]:
        return True
    raise Refusal(_("The workbook holds only the beginning of this text, so it was left as it is."))


def _number(field: Field[Any], cell: Cell, way: Way) -> Understood:
    text = text_of(cell, way.locale)
    if field.kind is Kind.DATE:
        raise field.refuse(_("“{text}” is a number, not a date.").format(text=text))
    if not field.kind.numeric or (cell.percent and field.kind is not Kind.PERCENT):
        return _text(field, text, way)
    if cell.percent:
        return Understood(field.check(round(cell.value * 100, _DIGITS)))
    return _hundredth(field, text, field.check(cell.value), way)


def _day(field: Field[Any], value: date, way: Way) -> Understood:
    day = _date_of(value)
    if field.kind is Kind.DATE:
        return Understood(field.check(day))
    text = format_date(day, way.locale)
    if field.kind in _WORDS:
        return Understood(field.check(text))
    raise field.refuse(_("it was turned into a date, {day}.").format(day=text))


def _span(field: Field[Any], cell: Cell, way: Way) -> Understood:
    """Excel makes a time of day of "1:30": that a length was meant is likely, but not certain."""
    value = cell.value
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    length = round(value.total_seconds() / 3600 / _HOURS[field.unit], _DIGITS)
    found = field.check(length)
    said = f"{display(_ANY_NUMBER, found, way.locale)} {field.unit}"
    doubt = _("“{text}” was read as {number}.")
    return Understood(found, doubt.format(text=text_of(cell, way.locale), number=said))


def _date_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _text(field: Field[Any], text: str, way: Way) -> Understood:
    if field.kind is Kind.DATE and (read_otherwise := _other_day(field, text, way)):
        return read_otherwise
    value = _parsed(field, text, way)
    if not field.kind.numeric:
        return Understood(value)
    found = read(text, way.locale, amount=field.kind is Kind.MONEY)
    if found is not None and found.other is not None:
        return Understood(value, _read_as(text, value, way))
    return Understood(value) if "%" in text else _hundredth(field, text, value, way)


def _parsed(field: Field[Any], text: str, way: Way) -> Value:
    with language(way.locale):
        try:
            return parse(field, text, way.locale, currency=way.currency, unit=way.unit)
        except Refusal:
            pass  # perhaps in the words of the window; if not, it is refused in them
    return parse(field, text, way.locale, currency=way.currency, unit=way.unit)


def _other_day(field: Field[Any], text: str, way: Way) -> Understood | None:
    """A day that is written otherwise than in the locale, but can only be one; else None.

    "12/31/2026" has its month first everywhere, and with dots the day is first. Raises Refusal for
    "3/4/2026": the third of April, or the fourth of March.
    """
    day_first, month_first = parse_date(text, "en_GB"), parse_date(text, "en_US")
    if day_first and month_first and day_first != month_first and "." not in text:
        raise field.refuse(_("“{text}” could be two days.").format(text=text))
    day = day_first or month_first
    if day is None or parse_date(text, way.locale) == day:
        return None
    doubt = _("“{text}” was read as {number}.")
    shown = format_date(day, way.locale)
    return Understood(field.check(day), doubt.format(text=text, number=shown))


def _hundredth(field: Field[Any], text: str, value: Value, way: Way) -> Understood:
    """0.7 in a column of percentages may be meant as 70 %."""
    if field.kind is Kind.PERCENT and isinstance(value, float) and 0 < value < 1:
        small, large = (display(field, n, way.locale) for n in (value, value * 100))
        doubt = _("“{text}” was read as {small}, not as {large}.")
        return Understood(value, doubt.format(text=text, small=small, large=large))
    return Understood(value)


def _read_as(text: str, value: Value, way: Way) -> str:
    number = display(_ANY_NUMBER, value, way.locale)
    return _("“{text}” was read as {number}.").format(text=text, number=number)


def _plain(value: float, locale: str) -> str:
    return editable(_ANY_NUMBER, round(value, _DIGITS), locale)


_ANY_NUMBER: Field[float | None] = Field(Kind.NUMBER, "", empty=None)
_HOURS = {"h": 1.0, "min": 1 / 60}
"""Units in which a length of time is counted."""
_DIGITS = 10
"""0.07 times 100 has a digit too many at its end; nobody types this many."""
