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
from models.quantities import Quantity, amount_for, read

DEFAULT_LOCALE = "en_GB"

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
_SIGN_FIRST = re.compile(r"^(?:[A-Z]{0,3}[€£$¥₩₹₪]|[A-Z]{3}\b)")
_NO = {"no", "n", "false", "0", "nein", "non", "não", "nao", "nee", "nie", "いいえ", "όχι"}


def parse(
    field: Field[Any],
    text: str,
    locale: str = DEFAULT_LOCALE,
    *,
    currency: str = "",
    unit: str = "",
) -> Value:
    """The value that `text` means for a field; empty text is the empty value.

    `currency` is the workshop's; `unit` is what the record says beside a figure that has none
    of its own. Links are not looked up here: see `models.actions.set_text`. Raises Refusal with
    a sentence that names the field.
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
    if field.kind is Kind.DATE:
        day = parse_date(text, locale)
        if day is None:
            raise field.refuse(_("“{text}” is not a date.").format(text=text[:40]))
        return field.check(day)
    found = read(_without(unit, text), locale, amount=field.kind is Kind.MONEY)
    if found is None:
        raise field.refuse(_("“{text}” is not a number.").format(text=text[:40]))
    _refuse_doubtful(field, found, text, locale)
    return field.check(amount_for(field, found, text, currency=currency, unit=unit))


def _without(unit: str, text: str) -> str:
    """A figure without the unit that its record says, whatever that is: "8 per 1,000".

    Of a unit that begins with a currency only the rest is left out where that stands apart from
    it: "€ 1.10 a claim".
    """
    text, unit = " ".join(text.split()), " ".join(unit.split())
    whole, rest = f" {unit}", _SIGN_FIRST.sub("", unit)
    if unit and not unit[0].isdigit() and text.casefold().endswith(whole.casefold()):
        return text[: -len(whole)]
    return text.removesuffix(rest) if rest != unit and not rest[:1].isalnum() else text


def parse_number(text: str, locale: str = DEFAULT_LOCALE, *, amount: bool = True) -> float | None:
    """The number in `text` whatever its unit, or None; see `models.quantities.read`."""
    found = read(text, locale, amount=amount)
    return found.number if found else None


UNIT = "unit"
"""The field in which a record says the unit of its figures, where they have none of their own."""


def unit_beside(field: Field[Any]) -> bool:
    """Whether a figure's unit is said by its record."""
    return field.kind is Kind.NUMBER and not field.unit and UNIT in field.owner.fields


def unit_in(text: str, locale: str = DEFAULT_LOCALE) -> str:
    """The unit that was typed with a figure; empty where there is none."""
    found = read(text, locale, amount=False)
    return found.said if found else ""


def _refuse_doubtful(field: Field[Any], found: Quantity, text: str, locale: str) -> None:
    """Refuse an amount or a count that is a thousand times as much to other people.

    Not other figures: "0.925" and "1.125" are how rates and factors are written.
    """
    if found.other is not None and field.kind in (Kind.MONEY, Kind.COUNT):
        sentence = _(
            "“{text}” can mean {one} or {other}; write it without a sign, or with two decimals."
        )
        one, other = format_number(found.number, locale, 3), format_number(found.other, locale)
        raise field.refuse(sentence.format(text=text[:40], one=one, other=other))


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
        return _exact(value, locale, amount=field.kind is Kind.MONEY)
    return value


def _exact(value: float, locale: str, *, amount: bool) -> str:
    from babel.numbers import get_decimal_symbol  # noqa: PLC0415

    # repr is the shortest text that means this very float; Decimal spells out its exponent.
    text = format(Decimal(repr(value)), "f").removesuffix(".0")
    if amount and len(text.partition(".")[2]) == 3:
        text += "0"  # "1.234" could be twelve hundred as well, and is refused
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
    """An amount with its currency sign where the locale has it, with cents only where there are
    any: "€ 1,200", "1.200 €".
    """
    cents = ".00" if round(value, 2) != round(value) else ""
    digits = _formatted(round(value, 2) or 0, "#,##0" + cents, locale)
    return _with_sign(digits, currency, locale) if currency else digits


def _with_sign(figure: str, currency: str, locale: str) -> str:
    """A figure and the sign of a currency, with the minus in front of both: "-€ 589", "-589 €"."""
    sign = currency_sign(currency)
    if sign_follows(locale):
        return f"{figure}\u00a0{sign}"
    minus = "" if figure[:1].isdigit() else figure[:1]
    return f"{minus}{sign}\u00a0{figure.removeprefix(minus)}"


def money_scale(currency: str, many: str, locale: str = DEFAULT_LOCALE) -> str:
    """What the amounts of a picture are in, each part empty where there is none: "€ thousand",
    where the sign follows "thousand €".
    """
    sign = currency_sign(currency) if currency else ""
    parts = (many, sign) if sign_follows(locale) else (sign, many)
    return " ".join(filter(None, parts))


@lru_cache(maxsize=32)
def sign_follows(locale: str) -> bool:
    """Whether amounts are written there with the sign behind them: "589 €" (Unicode CLDR)."""
    from babel import Locale  # noqa: PLC0415

    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    return pattern.partition(";")[0].endswith("¤")  # behind ";" stands the pattern below zero


def currency_sign(currency: str) -> str:
    """The short sign of a currency: "€" for "EUR", "CHF" where there is none."""
    from babel.numbers import get_currency_symbol  # noqa: PLC0415

    return str(get_currency_symbol(currency, locale="en_GB"))


_SCALES = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))


def format_compact(value: float, currency: str = "", locale: str = DEFAULT_LOCALE) -> str:
    """A large figure at a glance, with three digits that count: "€ 612 k", "-€ 1.24 m".

    The sign of the currency stands where the locale has it: "612 k €".
    """
    scale, suffix = next(((s, x) for s, x in _SCALES if abs(value) >= s * 0.9995), (1.0, ""))
    scaled = value / scale
    digits = 0 if abs(scaled) >= 99.95 or scale == 1.0 else 1 if abs(scaled) >= 9.995 else 2
    text = format_number(round(scaled, digits), locale, digits)
    text = f"{text}\u00a0{suffix}" if suffix else text
    return _with_sign(text, currency, locale) if currency else text


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
