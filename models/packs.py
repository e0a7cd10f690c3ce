"""Requirement packs in time: which rules apply before the planned go-live, which packs are old."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.dates import format_date, over_a_year
from models.i18n import _
from models.starter_sets import Pack, Row


class Applies(StrEnum):
    """When a rule begins to apply, seen from the planned go-live."""

    BEFORE = "before"
    """On the day of go-live it applies."""
    LATER = "later"
    UNDATED = "undated"
    """It has no date: a house rule, a standard, or a draft of a law."""
    UNKNOWN = "unknown"
    """It has a date, and the workshop has no go-live yet."""


def applies(row: Row, go_live: date | None) -> Applies:
    """When the requirement in `row` begins to apply, seen from `go_live`."""
    begins = row.get("applies_from")
    if not isinstance(begins, date):
        return Applies.UNDATED
    if go_live is None:
        return Applies.UNKNOWN
    return Applies.BEFORE if begins <= go_live else Applies.LATER


def applies_text(row: Row, go_live: date | None, locale: str) -> str:
    """The same in words: "applies from 2 Dec 2027 – after go-live"."""
    when = applies(row, go_live)
    begins = row.get("applies_from")
    if not isinstance(begins, date):
        return _("no date given")
    if when is Applies.BEFORE:
        return _("applies before go-live")
    pattern = _("applies from {day} – after go-live")
    if when is Applies.UNKNOWN:
        pattern = _("applies from {day}")
    return pattern.format(day=format_date(begins, locale))


def is_old(pack: Pack, today: date) -> bool:
    """Whether more than a year has passed since somebody looked at the pack's sources."""
    return over_a_year(pack.as_of, today)
