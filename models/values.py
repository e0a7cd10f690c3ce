"""Values as people write and read them: one place for parsing and formatting.

`parse` takes what was typed or pasted ("1.200,50", "12k", "€ 3,5 Mio", "15 min", "24 Nov 2026",
"ja"); `display` gives what is shown, in the workshop's own way of writing figures.
Number and date patterns come from Unicode CLDR, through Babel.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Any

from models.dates import format_date, parse_date
from models.fields import Field, Kind, Value
from models.i18n import _
from models.records.common import CURRENCIES

DEFAULT_LOCALE = "en_GB"

_SPACES = re.compile("[\\s\u00a0\u202f\u2009'’]+")
_NUMBER = re.compile(r"(?P<sign>[-+−–]?)(?P<digits>\d[\d.,]*|[.,]\d+)(?P<rest>.*)", re.DOTALL)
_FACTORS = {
    "k": 1e3, "t": 1e3, "tsd": 1e3, "tsd.": 1e3, "thousand": 1e3,
    "m": 1e6, "mn": 1e6, "mio": 1e6, "mio.": 1e6, "million": 1e6,
    "bn": 1e9, "mrd": 1e9, "mrd.": 1e9, "billion": 1e9,
}  # fmt: skip
_CODES = "|".join(code for code, _text in CURRENCIES)
_UNITS = re.compile(
    r"(?:%|[a-z]{0,3}[€£$¥₩₹₪]|(?:"
    + _CODES
    + r")(?![a-z])|min\.?|minutes?|minuten|hours?|hrs?|h|std\.?|"
    r"stunden|days?|people|persons?|/[a-z].*|(?:per|a|an)(?:hour|day|week|month|year|case|person))*",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"^(?:[A-Z]{0,3}[€£$¥₩₹₪]|[A-Z]{3}\b|kr\.?)\s*")
_NO_CENTS = re.compile(r"(?<=\d)[.,][-–—]+")
"""The Swiss and German way of saying that there are none: "CHF 1’200.–"."""
_YES = {
    "yes",
    "y",
    "true",
    "1",
    "x",
    "✓",
    "✔",
    "ja",
    "j",
    "oui",
    "sí",
    "si",
    "sì",
    "sim",
    "tak",
    "はい",
    "ναι",
}
_NO = {"no", "n", "false", "0", "nein", "non", "não", "nao", "nee", "nie", "いいえ", "όχι"}


def parse(field: Field[Any], text: str, locale: str = DEFAULT_LOCALE) -> Value:
    """The value that `text` means for a field; empty text is the empty value.

    Links are not looked up here: see `models.actions.set_text`. Raises Refusal with a
    sentence that names the field.
    """
    if field.kind in (Kind.LINE, Kind.TEXT, Kind.LINK):
        return field.check(text)
    text = text.strip()
    if not text:
        return field.check("")
    if field.kind is Kind.YES_NO:
        return field.check(_parse_yes_no(field, text))
    if field.kind is Kind.CHOICE:
        return field.check(_parse_choice(field, text))
    found: Value
    if field.kind is Kind.DATE:
        found, wrong = parse_date(text, locale), _("“{text}” is not a date.")
    else:
        amount = field.kind is Kind.MONEY
        found = parse_number(text, locale, amount=amount)
        wrong = _("“{text}” is not a number.")
    if found is None:
        raise field.refuse(wrong.format(text=text[:40]))
    return field.check(found)


def parse_number(text: str, locale: str = DEFAULT_LOCALE, *, amount: bool = True) -> float | None:
    """The number in `text`, or None. Units and currency signs around it are ignored.

    "1.200,50" and "1,200.50" are understood everywhere: where both signs occur the last one
    is the decimal sign, and a sign that occurs twice groups digits. A single sign before
    exactly three digits groups them if the locale groups with it ("1.200" is 1200 in German,
    1.2 in English). A single "m" or "t" multiplies only an `amount` of money: "18 m" may be
    minutes, and is refused elsewhere.
    """
    text = _NO_CENTS.sub("", _CURRENCY.sub("", text.strip()))
    match = _NUMBER.fullmatch(_SPACES.sub("", text))
    if not match:
        return None
    rest = match["rest"].casefold()
    factor = 1.0
    for word in sorted(_FACTORS, key=len, reverse=True):
        tail = rest[len(word) :]
        lone = word in ("m", "t")
        if lone and not amount:
            continue
        if rest.startswith(word) and not (tail[:1].isalpha() and len(word) == 1):
            factor, rest = _FACTORS[word], tail
            break
    if not _UNITS.fullmatch(rest):
        return None
    try:
        number = float(_plain_digits(match["digits"], locale)) * factor
    except ValueError:
        return None
    return -number if match["sign"] in ("-", "−", "–") else number


def _plain_digits(digits: str, locale: str) -> str:
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        decimal = max(".,", key=digits.rfind)
    elif dots > 1 or commas > 1 or not (dots or commas):
        decimal = ""
    else:
        sign = "." if dots else ","
        before, after = digits.split(sign)
        grouping = len(after) == 3 and before not in ("", "0") and sign == _group_sign(locale)
        decimal = "" if grouping else sign
    group = {".": ",", ",": "."}.get(decimal, ".,")
    plain = "".join(c for c in digits if c not in group)
    if decimal and plain.count(decimal) != 1:
        raise ValueError(digits)
    return plain.replace(decimal, ".") if decimal else plain


def _group_sign(locale: str) -> str:
    from babel.numbers import get_group_symbol  # noqa: PLC0415

    return str(get_group_symbol(locale))


def _parse_yes_no(field: Field[Any], text: str) -> bool:
    word = text.casefold()
    if word in _YES or word == _("Yes").casefold():
        return True
    if word in _NO or word == _("No").casefold():
        return False
    raise field.refuse(_("it takes yes or no."))


def _parse_choice(field: Field[Any], text: str) -> str:
    word = text.casefold()
    for choice in field.choices:
        if word in (choice.value.casefold(), choice.text.casefold(), _(choice.text).casefold()):
            return choice.value
    starts = [c.value for c in field.choices if _(c.text).casefold().startswith(word)]
    if len(starts) == 1:
        return starts[0]
    known = ", ".join(_(choice.text) for choice in field.choices[:12])
    raise field.refuse(
        _("“{text}” is not one of: {choices}.").format(text=text[:40], choices=known)
    )


def display(
    field: Field[Any], value: Value, locale: str = DEFAULT_LOCALE, currency: str = ""
) -> str:
    """The value as it is shown, without its unit except for money and percent.

    Links are shown by name by whoever has the snapshot (`models.display.text_of`).
    """
    if value is None or value == "":
        return ""
    if field.kind is Kind.CHOICE:
        return field.text_of(str(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return format_date(value, locale)
    if isinstance(value, int | float):
        return _display_number(field.kind, value, locale, currency)
    return value


def _display_number(kind: Kind, value: float, locale: str, currency: str) -> str:
    if kind is Kind.MONEY:
        return format_money(value, currency, locale)
    if kind is Kind.YEAR:
        return str(int(value))
    if kind is Kind.PERCENT:
        return f"{format_number(value, locale)} %"
    return format_number(value, locale)


def editable(field: Field[Any], value: Value, locale: str = DEFAULT_LOCALE) -> str:
    """The value as it stands in an editor: `parse` gives the same value back."""
    if value is None:
        return ""
    if isinstance(value, bool) or field.kind is Kind.CHOICE:
        return display(field, value, locale)
    if isinstance(value, date):
        return format_date(value, locale)
    if isinstance(value, int | float):
        return _exact(value, locale)
    return value


def _exact(value: float, locale: str) -> str:
    from babel.numbers import get_decimal_symbol  # noqa: PLC0415

    # repr is the shortest text that means this very float; Decimal spells out its exponent.
    text = format(Decimal(repr(value)), "f").removesuffix(".0")
    return text.replace(".", str(get_decimal_symbol(locale)))


def format_number(value: float, locale: str = DEFAULT_LOCALE, digits: int = 2) -> str:
    """A number with grouped digits and at most `digits` decimals: "1,234.5"."""
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return _formatted(value or 0, pattern, locale)  # or 0: minus zero is no other number


@lru_cache(maxsize=4096)  # a painted table asks for the same figures again and again
def _formatted(value: float, pattern: str, locale: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415

    with localcontext(prec=60):  # the usual 28 digits are too few for products of typing errors
        return str(format_decimal(value, pattern, locale=locale))


def format_money(value: float, currency: str, locale: str = DEFAULT_LOCALE) -> str:
    """An amount with its currency sign, with cents only where there are any."""
    cents = ".00" if round(value, 2) != round(value) else ""
    digits = _formatted(value or 0, "#,##0" + cents, locale)
    return f"{currency_sign(currency)}\u00a0{digits}" if currency else digits


def currency_sign(currency: str) -> str:
    """The short sign of a currency: "€" for "EUR", "CHF" where there is none."""
    from babel.numbers import get_currency_symbol  # noqa: PLC0415

    return str(get_currency_symbol(currency, locale="en_GB"))


_SCALES = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))


def format_compact(value: float, currency: str = "", locale: str = DEFAULT_LOCALE) -> str:
    """A large figure at a glance, with three digits that count: "€ 612 k", "€ 1.24 m"."""
    scale, suffix = next(((s, x) for s, x in _SCALES if abs(value) >= s * 0.9995), (1.0, ""))
    scaled = value / scale
    digits = 0 if abs(scaled) >= 99.95 or scale == 1.0 else 1 if abs(scaled) >= 9.995 else 2
    text = format_number(round(scaled, digits), locale, digits)
    if currency:
        text = f"{currency_sign(currency)}\u00a0{text}"
    return f"{text}\u00a0{suffix}" if suffix else text


def format_moment(iso: str, locale: str = DEFAULT_LOCALE) -> str:
    """A moment from the history in the computer's own time: "24 Nov 2026, 14:32"."""
    moment = datetime.fromisoformat(iso).astimezone()
    return f"{format_date(moment.date(), locale)}, {moment:%H:%M}"


def format_lately(iso: str, locale: str = DEFAULT_LOCALE) -> str:
    """A moment as it is said today: "14:32:07"; an earlier day's like `format_moment`."""
    moment = datetime.fromisoformat(iso).astimezone()
    if moment.date() == datetime.now().astimezone().date():
        return f"{moment:%H:%M:%S}"
    return format_moment(iso, locale)
