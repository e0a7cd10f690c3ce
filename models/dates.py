"""Days as people write and read them. Names of months and weekdays come from Unicode CLDR.

Nothing is guessed: what could be two days, or has a word too many, is no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MONTH_FIRST = ("en_US",)
_WORD = r"(?P<word>[^\W\d_]+)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.º])?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_OF = r"(?:\s+(?:de|del|of|di|do)\b)?"
_SEP = r"[\s.,/-]*"
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
        r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?",
        r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        _DAY + _OF + _SEP + _WORD + _OF + _SEP + _YEAR,
        _WORD + r"\s+" + _DAY + r",?\s+(?P<year>\d{4})",
    )
]
_TIME = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})")
_THREE = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})")
_FORMS: tuple[tuple[Literal["abbreviated", "wide"], Literal["format", "stand-alone"]], ...] = (
    ("abbreviated", "format"),
    ("wide", "format"),
    ("abbreviated", "stand-alone"),
    ("wide", "stand-alone"),
)
"""How long a name is, and whether it stands in a sentence."""
_ALSO = {"de": {"mrz": 3, "jänner": 1}}
"""Names of months that are not in CLDR for a whole language: German Excel shows "22. Mrz 2027"."""
_WRITTEN = {"de": "d. MMM y", "ja": "y年M月d日"}
"""Languages that write a day otherwise than "24 Nov 2026"."""
_WEEKDAY_BEHIND = re.compile(r"(?P<rest>.*\d.*?)\s*\((?P<word>[^\W\d_]+)\.?\)")
"""As Japanese writes it: "2026年11月24日 (火)"."""
_WEEKDAY = re.compile(r"(?P<word>[^\W\d_]+)[.,]*\s+(?P<rest>.*)", re.DOTALL)


def today() -> date:
    """The day where this computer stands."""
    return datetime.now().astimezone().date()


def parse_date(text: str, locale: str) -> date | None:
    """The day in `text`, or None: "2026-11-24", "24.11.2026", "Tue 24 Nov 2026", "24-Nov-26".

    Two digits mean a year from 2000 on. "11/12/2026" is read as the locale writes it.
    """
    text = text.strip()
    if match := _THREE.fullmatch(text):
        first, second, year = (int(match[n]) for n in (1, 3, 4))
        day, month = (second, first) if locale in _MONTH_FIRST else (first, second)
        return _day(year, month, day)
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            found = match.groupdict()
            number = month_of(found["word"], locale) if "word" in found else int(found["month"])
            return _day(int(found["year"]), number, int(found["day"])) if number else None
    match = _WEEKDAY.fullmatch(text) or _WEEKDAY_BEHIND.fullmatch(text)
    if match and weekday_of(match["word"], locale) is not None:
        return parse_date(match["rest"], locale)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    year = year + 2000 if year < 100 else year
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(word: str, locale: str) -> int | None:
    """The month that a word names, 1 for January: see `_named`."""
    return _named(word, locale, _months)


def weekday_of(word: str, locale: str) -> int | None:
    """The day of the week that a word names, 0 for Monday: see `_named`."""
    return _named(word, locale, _weekdays)


def _named(word: str, locale: str, names_in: Callable[[str], dict[str, int]]) -> int | None:
    """What a word names in the locale or in English: in full, as it is shortened there, or by
    three letters or more that fit only one.

    Three letters are not always enough: Greek June and July both begin with "Ιου".
    """
    word = word.casefold()
    for code in (locale, "en_GB"):
        names = names_in(code)
        if word in names:
            return names[word]
        fitting = {n for name, n in names.items() if len(word) >= 3 and name.startswith(word)}
        if len(fitting) == 1:
            return fitting.pop()
    return None


@lru_cache(maxsize=32)
def _months(locale: str) -> dict[str, int]:
    from babel.dates import get_month_names  # noqa: PLC0415

    return _numbers(get_month_names(*form, locale) for form in _FORMS) | _ALSO.get(locale[:2], {})


@lru_cache(maxsize=32)
def _weekdays(locale: str) -> dict[str, int]:
    from babel.dates import get_day_names  # noqa: PLC0415

    return _numbers(get_day_names(*form, locale) for form in _FORMS)


def _numbers(forms: Iterable[Mapping[int, str]]) -> dict[str, int]:
    """The names of all forms in small letters, with their numbers."""
    return {
        name.casefold().rstrip("."): number for names in forms for number, name in names.items()
    }


def format_date(day: date, locale: str) -> str:
    """A day that nobody can misread: "24 Nov 2026", in German "24. Nov. 2026"."""
    from babel.dates import format_date as babel_date  # noqa: PLC0415

    return str(babel_date(day, _WRITTEN.get(locale[:2], "d MMM y"), locale=locale))


def format_weekday(day: date, locale: str) -> str:
    """A day with its day of the week: "Fri 27 Nov 2026"."""
    from babel.dates import format_date as babel_date  # noqa: PLC0415

    name = str(babel_date(day, "EEE", locale=locale))
    written = format_date(day, locale)
    return f"{written} ({name})" if locale.startswith("ja") else f"{name} {written}"


def minute_of_day(text: str) -> int | None:
    """The minute since midnight that a time such as "09:00" means, or None where it is none."""
    match = _TIME.fullmatch(text.strip())
    if not match or int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return None
    return int(match["hour"]) * 60 + int(match["minute"])


def over_a_year(then: date, now: date) -> bool:
    """Whether more than a year lies between two days."""
    # As numbers: a year after 29 February there is no such day.
    return (then.year + 1, then.month, then.day) < (now.year, now.month, now.day)
