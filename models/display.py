"""A workshop's values as text: links by name, money in its currency, dates in its language."""

from __future__ import annotations

from typing import Any

from models import values
from models.derived import Derived
from models.fields import Field, Kind
from models.i18n import _
from models.record import Record
from models.records import WorkshopInfo
from models.snapshot import Snapshot


def locale_of(snapshot: Snapshot) -> str:
    """How this workshop writes figures and dates."""
    return snapshot.one(WorkshopInfo).language or values.DEFAULT_LOCALE


def currency_of(snapshot: Snapshot) -> str:
    """The currency code of this workshop."""
    return snapshot.one(WorkshopInfo).currency


def text_of(snapshot: Snapshot, record: Record, field: Field[Any]) -> str:
    """A field's value as it is read: "€ 1,200", "70 %", "Head of Claims", "24 Nov 2026"."""
    if field.kind is Kind.LINK:
        return snapshot.name_of(field, record)
    return values.display(
        field, record.values[field.name], locale_of(snapshot), currency_of(snapshot)
    )


def editable_of(snapshot: Snapshot, record: Record, field: Field[Any]) -> str:
    """A field's value as it is typed; see `values.editable`."""
    if field.kind is Kind.LINK:
        return snapshot.name_of(field, record)
    return values.editable(field, record.values[field.name], locale_of(snapshot))


def derived_text(snapshot: Snapshot, record: Record, derived: Derived) -> str:
    """A derived figure as it is read; an en dash where it cannot be said yet."""
    value = derived.function(record, snapshot)
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if derived.kind is Kind.MONEY:
        return money(snapshot, round(value))
    return values.format_number(value, locale_of(snapshot), 1)


def money(snapshot: Snapshot, value: float) -> str:
    """An amount in the workshop's currency, in full."""
    return values.format_money(value, currency_of(snapshot), locale_of(snapshot))


def compact(snapshot: Snapshot, value: float) -> str:
    """A large amount in the workshop's currency: "€ 612 k"."""
    return values.format_compact(value, currency_of(snapshot), locale_of(snapshot))


def money_scale(snapshot: Snapshot, many: str) -> str:
    """What the amounts of a picture are in: "€ thousand" for `many` thousands, else "€"."""
    return values.money_scale(currency_of(snapshot), many, locale_of(snapshot))


def factor(snapshot: Snapshot, value: float) -> str:
    """How many times as much, to a tenth: "3.2"; "less than 0.1" rather than zero."""
    if 0 < value < 0.05:
        return _("less than {n}").format(n=number(snapshot, 0.1))
    return number(snapshot, value)


def number(snapshot: Snapshot, value: float, digits: int = 1) -> str:
    """A plain number in the workshop's way of writing figures."""
    return values.format_number(value, locale_of(snapshot), digits)
