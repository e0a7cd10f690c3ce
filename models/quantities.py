"""Numbers as people type them, with what stands around them: "€ 3,5 Mio", "2 h", "400 a month".

`read` takes a text apart, `amount_for` says what it comes to in a field. Nothing that changes
what a number means is passed over: hours become minutes where the field counts minutes; another
currency, or an amount a month where the field takes one a year, is refused with a sentence.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from models.fields import Field, Kind
from models.i18n import N_, _
from models.records.common import CURRENCIES
from models.text import shorten

_SPACES = re.compile("[\\s\u00a0\u202f\u2009]+")
_GROUPED = re.compile("(?<=\\d)[\\s\u00a0\u202f\u2009'’]+(?=\\d)")
_NO_CENTS = re.compile(r"(?<=\d)[.,][-–—]+")
"""The Swiss and German way of saying that there are none: "CHF 1’200.–"."""
_NUMBER = re.compile(r"(?P<sign>[-+−–]?) ?(?P<digits>\d[\d.,]*|[.,]\d+) ?(?P<rest>.*)")
_FACTORS = {
    "k": 1e3, "t": 1e3, "tsd": 1e3, "tsd.": 1e3, "thousand": 1e3,
    "m": 1e6, "mn": 1e6, "mio": 1e6, "mio.": 1e6, "million": 1e6,
    "bn": 1e9, "mrd": 1e9, "mrd.": 1e9, "billion": 1e9,
}  # fmt: skip
_LONE = ("m", "t")
"""Factors only of money: "18 m" may be minutes."""
_NO_FACTOR = "mx$"
"""The sign of the peso begins like a million."""

_UNITS = {
    "%": ("%", "percent", "prozent"),
    "s": ("s", "sec", "secs", "second", "seconds", "sek", "sekunden"),
    "min": ("min", "mins", "minute", "minutes", "minuten"),
    "h": ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"),
    "day": ("day", "days", "tag", "tage"),
    "people": ("people", "person", "persons", "personen", "users"),
    "case": ("case", "cases", "fall", "fälle"),
}
_PERIODS = {
    "hour": ("h", "hr", "hour", "std", "stunde", "heure"),
    "day": ("d", "day", "tag", "jour"),
    "week": ("wk", "week", "woche", "semaine"),
    "month": ("mo", "month", "monat", "mois"),
    "year": ("y", "yr", "year", "jahr", "an", "a", "annum"),
    "case": ("case", "fall", "claim", "piece"),
    "person": ("person", "head", "user", "kopf"),
}
_ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month",
    "yearly": "year", "annually": "year", "p.a": "year", "pa": "year",
    "monatlich": "month", "jährlich": "year",
}  # fmt: skip
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_PERIOD_OF = {word: period for period, words in _PERIODS.items() for word in words} | _ADVERBS
_MINUTES = {"s": 1 / 60, "min": 1.0, "h": 60.0}
"""Units of time that are the same everywhere; a day may have eight hours or seven and a half."""
_COUNTED = ("people", "case")
"""What a number counts, and not how large it is."""


def _any_of(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CODES = "|".join(code.casefold() for code, _text in CURRENCIES)
_CALLED = "kr|euros?|s?fr"
"""How people call a currency beside its code and its sign."""
_REST = (
    rf"(?:(?P<currency>[a-z]{{0,3}}[€£$¥₩₹₪]|(?:{_CODES}|{_CALLED})(?![a-z])\.?) ?)?"
    rf"(?:(?P<unit>{_any_of(_UNIT_OF)})\.?(?![^\W\d_]) ?)?"
    rf"(?:(?:/ ?|per )(?P<each>[^\W\d_][^\d]*?)"
    rf"|(?:an? |pro |je |im |par )(?P<period>{_any_of(_PERIOD_OF)})"
    rf"|(?P<adverb>{_any_of(_ADVERBS)}))?\.?"
)
"""Not compiled before its first use: that takes longer than to load the rest of this module."""
_BEFORE = re.compile(
    r"(?P<minus>[-−–]?) ?(?P<currency>[A-Z]{0,3}[€£$¥₩₹₪]|[A-Z]{3}\b|kr\.?|S?Fr\.) ?"
)


class Quantity(NamedTuple):
    """A number with what was typed around it; each part but the number may be empty."""

    number: float
    currency: str = ""
    """The sign or code, in capitals: "€", "CHF"."""
    unit: str = ""
    """A unit by its own name ("min" for "minutes")."""
    per: str = ""
    """Of what it is an amount: "hour", "month"; else as it was typed."""
    other: float | None = None
    """What the same digits mean where their one sign groups them: 1,200, not 1.2."""

    @property
    def said(self) -> str:
        """Currency and unit as they stand behind a figure: "min", "€ a case"."""
        each = _("a {period}").format(period=self.per) if self.per else ""
        return " ".join(part for part in (self.currency, self.unit, each) if part)


def read(text: str, locale: str, *, amount: bool = True) -> Quantity | None:
    """The quantity in `text`, or None where it is none.

    "1.200,50" and "1,200.50" are understood everywhere: where both signs occur the last one
    is the decimal sign, and a sign that occurs twice groups digits. A single sign before
    exactly three digits groups them if the locale groups with it ("1.200" is 1200 in German,
    1.2 in English, with 1200 as `Quantity.other`). A single "m" or "t"
    multiplies only an `amount` of money.
    """
    text = _SPACES.sub(" ", _NO_CENTS.sub("", _GROUPED.sub("", text.strip())))
    before = _BEFORE.match(text)
    match = _NUMBER.fullmatch(text[before.end() :] if before else text)
    if not match:
        return None
    factor, rest = _factor(match["rest"].casefold(), amount)
    around = re.fullmatch(_REST, rest)
    if not around or (before and around["currency"]):
        return None
    try:
        number, other = _readings(match["digits"], locale)
    except ValueError:
        return None
    below = match["sign"] in ("-", "−", "–") or bool(before and before["minus"])
    sign = -1 if below else 1
    currency = before["currency"] if before else around["currency"] or ""
    each = (around["each"] or around["period"] or around["adverb"] or "").strip()
    return Quantity(
        sign * number * factor,
        currency.upper().rstrip("."),
        _UNIT_OF.get(around["unit"] or "", ""),
        _PERIOD_OF.get(each, each),
        sign * other if other is not None and factor == 1.0 else None,
    )


def _factor(rest: str, amount: bool) -> tuple[float, str]:
    """What the number is multiplied by, and what stands behind that."""
    if rest.startswith(_NO_FACTOR):
        return 1.0, rest
    for word in sorted(_FACTORS, key=len, reverse=True):
        behind = rest[len(word) :].strip()
        if rest.startswith(word) and (amount or word not in _LONE) and re.fullmatch(_REST, behind):
            return _FACTORS[word], behind
    return 1.0, rest


def _readings(digits: str, locale: str) -> tuple[float, float | None]:
    """The number in `digits`, and what it would be if its one sign grouped them after all."""
    signs = [char for char in digits if char in ".,"]
    before, sign, after = digits.partition(signs[0]) if len(signs) == 1 else ("", "", "")
    if len(after) != 3 or before in ("", "0"):
        return float(_plain_digits(digits)), None
    grouped = float(before + after)
    if sign == group_sign(locale):
        return grouped, None
    return float(_plain_digits(digits)), grouped if len(before) <= 3 else None


def _plain_digits(digits: str) -> str:
    dots, commas = digits.count("."), digits.count(",")
    decimal = ""
    if dots and commas:
        decimal = max(".,", key=digits.rfind)
    elif dots + commas == 1:
        decimal = "." if dots else ","
    group = {".": ",", ",": "."}.get(decimal, ".,")
    plain = "".join(c for c in digits if c not in group)
    if decimal and plain.count(decimal) != 1:
        raise ValueError(digits)
    return plain.replace(decimal, ".") if decimal else plain


def group_sign(locale: str) -> str:
    """What groups the digits of a figure there: "1,200", "1.200", "1 200"."""
    from babel.numbers import get_group_symbol  # noqa: PLC0415

    return str(get_group_symbol(locale))


def amount_for(
    field: Field[Any], found: Quantity, text: str, *, currency: str = "", unit: str = ""
) -> float:
    """What a quantity comes to in a field. Raises Refusal with what the field takes instead.

    `currency` is the workshop's, empty where it is not known; `unit` is the one that the record
    says beside a figure that has none of its own.
    """
    factor = _fitting(field, found, currency, unit or field.unit)
    if factor is None:
        what = _taken(field, currency, unit or field.unit)
        raise field.refuse(
            _("it takes {what}, not “{text}”.").format(what=what, text=shorten(text))
        )
    return found.number * factor


def _fitting(field: Field[Any], found: Quantity, currency: str, unit: str) -> float | None:
    """By what a quantity is multiplied to be in a field's unit; None where it is not."""
    if field.kind is Kind.MONEY:
        known = not found.currency or not currency or found.currency in _signs(currency)
        return 1.0 if known and not found.unit and found.per in ("", field.per) else None
    if unit and found.said and (_begins(unit, found.said) or _is_money(unit, found, currency)):
        return 1.0
    if found.currency or found.per not in ("", field.per):
        return None
    if not found.unit or (not unit and found.unit in _COUNTED):
        return 1.0
    own = _UNIT_OF.get(unit.casefold().rstrip("."), "")
    if found.unit == own:
        return 1.0
    times = (_MINUTES.get(found.unit), _MINUTES.get(own))
    return times[0] / times[1] if times[0] and times[1] else None


def _is_money(unit: str, found: Quantity, currency: str) -> bool:
    """Whether both are in the workshop's currency, however it is written: "€ a claim", "EUR"."""
    signs = _signs(currency)
    alone = not (found.unit or found.per)
    return alone and found.currency in signs and any(_begins(unit, sign) for sign in signs)


def _begins(unit: str, said: str) -> bool:
    """Whether a unit is what was typed, or begins with it: "min a claim" with "min"."""
    rest = unit.casefold().removeprefix(said.casefold())
    return rest != unit.casefold() and not rest[:1].isalnum()


def _signs(currency: str) -> set[str]:
    """How a currency is written: its code, its sign, the sign without the country, its name."""
    if not currency:
        return set()
    from babel.numbers import get_currency_symbol  # noqa: PLC0415

    sign = str(get_currency_symbol(currency, locale="en_GB"))
    bare = sign.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return {currency, sign, bare} | _NAMES.get(currency, set())


_KR = {"KR"}
_NAMES = {
    "EUR": {"EURO", "EUROS"}, "CHF": {"FR", "SFR"},
    "SEK": _KR, "NOK": _KR, "DKK": _KR,
}  # fmt: skip
"""What a currency is called; see `_CALLED`."""


_AMOUNTS = {
    "": (N_("an amount"), N_("an amount in {currency}")),
    "hour": (N_("an amount an hour"), N_("an amount an hour in {currency}")),
    "year": (N_("an amount a year"), N_("an amount a year in {currency}")),
}
_FIGURES = {"min": N_("minutes"), "h": N_("hours"), "%": N_("a figure in percent")}


def _taken(field: Field[Any], currency: str, unit: str) -> str:
    """What a field takes, as it stands in a sentence."""
    if field.kind is Kind.MONEY:
        plain, named = _AMOUNTS[field.per]
        return _(named).format(currency=currency) if currency else _(plain)
    if field.per == "month":
        return _("a number a month")
    own = _UNIT_OF.get(unit.casefold().rstrip("."), "")
    if own in _FIGURES:
        return _(_FIGURES[own])
    return _("a figure in “{unit}”").format(unit=unit) if unit else _("a number alone")
