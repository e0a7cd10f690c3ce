"""Days as people say them in a meeting: "fri", "tomorrow", "+2w", "12 mar".

They are counted from a day that is given, and always lie on or after it. Names come from
Unicode CLDR, in the workshop's language and in English.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from models.dates import month_of, parse_date, weekday_of
from models.i18n import N_, _

_RELATIVE = ((N_("today"), 0), (N_("tomorrow"), 1))
_AHEAD = re.compile(r"\+\s?(?P<count>\d{1,3})\s?(?P<unit>[^\W\d_]+)\.?")
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.º])?(?:\s+(?:de|del|of|di|do))?[\s.-]*"
    r"(?P<word>[^\W\d_]+)\.?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(r"(?P<word>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.")
"""As German writes it without the year; the dot behind the month tells it from an amount."""
_DAY_AND_DATE = re.compile(r"(?P<word>[^\W\d_]+)[.,]*\s+(?P<rest>.*\d.*)", re.DOTALL)
_UNITS = ("day", "week", "month")
_LONGEST = 40
"""Characters: a longer text is no day."""


def near_date(text: str, today: date, locale: str) -> date | None:
    """The day that `text` means when it is said on `today`; None where it means none.

    "fri" is the next Friday, never today; "12 mar" the next twelfth of March, today included;
    "+2w" the same day of the week in two weeks. A month or a number alone is no day. Also
    whatever `dates.parse_date` reads, in the past too.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    for find in (_said, _ahead, _weekday, _of_this_year):
        if (found := find(text, today, locale)) is not None:
            return found
    return parse_date(text, locale)


def is_weekend(text: str, today: date, locale: str) -> bool:
    """Whether `text` is the bare name of a Saturday or a Sunday: "sat" and "sun" are words too."""
    found = _weekday(text.strip(), today, locale)
    return found is not None and found.weekday() >= 5


def _said(text: str, today: date, _locale: str) -> date | None:
    for word, days in _RELATIVE:
        if text.casefold() in (word, _(word).casefold()):
            return _later(today, days)
    return None


def _ahead(text: str, today: date, locale: str) -> date | None:
    match = _AHEAD.fullmatch(text)
    unit = _unit(match["unit"], locale) if match else ""
    count = int(match["count"]) if match else 0
    if unit == "month":
        return _months_later(today, count)
    return _later(today, count * (7 if unit == "week" else 1)) if unit else None


def _later(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def _months_later(today: date, count: int) -> date | None:
    """The same day of a later month; the last one where that month is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _unit(word: str, locale: str) -> str:
    """The unit that a word or its beginning names: "w", "weeks", "Wochen"; else empty."""
    word = word.casefold()
    for code in (locale, "en_GB"):
        fitting = {u for u, names in _units(code).items() if any(n.startswith(word) for n in names)}
        if len(fitting) == 1:
            return fitting.pop()
    return ""


@lru_cache(maxsize=32)
def _units(locale: str) -> dict[str, tuple[str, ...]]:
    from babel.units import format_unit  # noqa: PLC0415

    names = {
        unit: tuple(
            str(format_unit(count, f"duration-{unit}", "long", locale=locale))
            .lstrip("0123456789 \u00a0\u202f")
            .casefold()
            for count in (1, 2, 5)
        )
        for unit in _UNITS
    }
    # Where CLDR has no word, Babel gives the unit's own name.
    return {u: found for u, found in names.items() if not found[0].startswith("duration-")}


def _weekday(text: str, today: date, locale: str) -> date | None:
    number = weekday_of(text.rstrip("."), locale)
    if number is None:
        return None
    return _later(today, (number - today.weekday() - 1) % 7 + 1)


def _of_this_year(text: str, today: date, locale: str) -> date | None:
    """A day and a month, with or without the day of the week: the next one there is."""
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        match = pattern.fullmatch(text)
        if match and (month := month_of(match["word"], locale)):
            return _next(int(match["day"]), month, today)
    if (match := _DOTTED.fullmatch(text)) and 1 <= int(match["month"]) <= 12:
        return _next(int(match["day"]), int(match["month"]), today)
    if (match := _DAY_AND_DATE.fullmatch(text)) and weekday_of(match["word"], locale) is not None:
        return _of_this_year(match["rest"], today, locale)
    return None


def _next(day: int, month: int, today: date) -> date | None:
    """The next such day; of 29 February, the next one that there is."""
    for year in range(today.year, min(today.year + 9, date.max.year + 1)):
        if 1 <= day <= monthrange(year, month)[1] and (found := date(year, month, day)) >= today:
            return found
    return None
