"""Amounts as budgets have them: "10-20k", "EUR 5,000 - 8,000", "< 100k", "ca. 40 000 a month"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.quantities import Quantity, read

_BETWEEN = re.compile(
    r"(?:between|from|zwischen|von|entre|de|van|tussen)?\s*(?P<low>\D{0,6}?\d[^–—]*?)\s*"
    r"(?:-|–|—|\.{2,3}|…|\b(?:to|and|bis|und|à|et|a|hasta|y|até|e|tot|en)\b)\s*"
    r"(?P<high>\D{0,6}\d.*)",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:<=?|≤|up to|at most|max\.?|below|under|bis(?: zu)?|höchstens|unter|jusqu'à|moins de|"
    r"hasta|menos de|até|tot|hoogstens|minder dan)\s*(?P<rest>\D{0,6}\d.*)",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:>=?|≥|at least|from|min\.?|more than|over|ab|mindestens|über|au moins|plus de|desde|"
    r"más de|a partir de|mais de|vanaf|minstens|meer dan)\s*(?P<rest>\D{0,6}\d.*)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:~|≈|ca\.?|circa|approx\.?|approximately|about|around|etwa|rund|environ|aprox\.?|"
    r"aproximadamente|cerca de|ongeveer)\s*",
    re.IGNORECASE,
)
_FAR = 100
"""A budget's two ends are not so far apart."""
_DIGITS = re.compile(r"\d")
_FACTOR = re.compile(r"(?<=[\d\s])(k|m|mn|mio\.?|bn|tsd\.?|t)(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text says: `likely` alone, or from `low` to `high`; each may be missing."""

    low: Quantity | None = None
    likely: Quantity | None = None
    high: Quantity | None = None

    @property
    def is_range(self) -> bool:
        """Whether it is more than one figure, or only a bound."""
        return self.likely is None

    @property
    def ambiguous(self) -> bool:
        """Whether a figure means a thousand times as much to other people: "1.200"."""
        return any(each is not None and each.other is not None for each in self.all)

    @property
    def all(self) -> tuple[Quantity | None, Quantity | None, Quantity | None]:
        """Low, likely and high."""
        return self.low, self.likely, self.high

    def times(self, factor: float) -> Amount:
        """As often as that: twelve months in a year, thousands in a column of k€."""
        return Amount(*(q and q._replace(number=q.number * factor) for q in self.all))

    def within(self, currency: str, per: str | None = None) -> Amount:
        """In a currency where it says none itself; `per` replaces what it is an amount of."""
        return Amount(
            *(
                q and q._replace(currency=q.currency or currency, per=q.per if per is None else per)
                for q in self.all
            )
        )


def read_amount(text: str, locale: str) -> Amount | None:
    """The amount in a text, or None where it is none."""
    said = _ABOUT.sub("", " ".join(text.split()))
    if (alone := read(said, locale)) is not None:
        return Amount(likely=alone)
    if found := _AT_MOST.fullmatch(said):
        high = read(found["rest"], locale)
        return Amount(high=high) if high else None
    if (found := _BETWEEN.fullmatch(said)) and (both := _both(found, locale)):
        return both
    if found := _AT_LEAST.fullmatch(said):
        low = read(found["rest"], locale)
        return Amount(low=low) if low else None
    return None


def _both(found: re.Match[str], locale: str) -> Amount | None:
    """Two ends, of which the second may say for both what they are thousands or euros of."""
    low, high = read(found["low"].strip(), locale), read(found["high"].strip(), locale)
    if low is None or high is None:
        return None
    factor = _FACTOR.search(found["high"])
    if factor and not _FACTOR.search(found["low"]):
        shared = read(f"{low.number:g}{factor[1]}", "en_GB")
        if shared is not None and shared.number <= high.number:
            low = low._replace(number=shared.number, other=None)
        elif low.number * _FAR < high.number:
            return None  # "20-10k": nobody knows
    if low.number > high.number:
        return None
    low = low._replace(currency=low.currency or high.currency, per=low.per or high.per)
    high = high._replace(currency=high.currency or low.currency)
    return Amount(low=low, high=high)


def has_figure(text: str) -> bool:
    """Whether a text has a figure at all."""
    return bool(_DIGITS.search(text))
