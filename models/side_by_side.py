"""A value and what became of it, side by side: "24 → 26 min", "“Stop it” → “Stop and tell”"."""

from __future__ import annotations

from typing import Any

from models.display import locale_of, text_of
from models.fields import Field, Kind
from models.i18n import _
from models.record import TYPES, Record
from models.records import Condition
from models.snapshot import Snapshot
from models.text import shorten
from models.values import editable
from models.wording import amount_text, unit_of

ARROW = " → "
NOTHING = "–"
_PART = 80
"""Characters of a text that are shown."""
_AROUND = 24
"""Characters shown before the place where two long texts begin to differ."""
_TEXTS = (Kind.LINE, Kind.TEXT)


def both(before: Snapshot, old: Record, after: Snapshot, new: Record, field: Field[Any]) -> str:
    """The two different values of a field, as people read them. Never twice the same."""
    one, other = shown(before, old, field), shown(after, new, field)
    if field.kind in _TEXTS:
        return _texts(one, other)
    if one == other and field.kind is Kind.LINK:
        return _("another {kind} of the same name, {name}").format(
            kind=TYPES[field.target].noun(), name=shorten(other, _PART)
        )
    if one == other:
        one = editable(field, old.values[field.name], locale_of(before))
        other = editable(field, new.values[field.name], locale_of(after))
    unit = f"\u00a0{_unit(after, new, field)}"
    if len(unit) > 1 and other.endswith(unit):  # said once
        one = one.removesuffix(unit)
    return one + ARROW + other


def shown(snapshot: Snapshot, record: Record, field: Field[Any]) -> str:
    """A value with its unit: "26 min", "€ 1,200", "70 %"; an en dash where there is none."""
    value = record.values[field.name]
    if value is None or value == "":
        return NOTHING
    if field.kind is Kind.LINK:
        return snapshot.name_of(field, record) or _("(not there)")
    unit = _unit(snapshot, record, field)
    if field.kind is Kind.NUMBER and unit and isinstance(value, int | float):
        return amount_text(snapshot, value, unit)
    text = text_of(snapshot, record, field)
    return f"{text}\u00a0{unit}" if unit and field.kind is not Kind.PERCENT else text


def _unit(snapshot: Snapshot, record: Record, field: Field[Any]) -> str:
    """The unit of a number: the field's, or the one that was typed for the record."""
    if field.unit or field.kind is not Kind.NUMBER:
        return field.unit
    if isinstance(record, Condition):
        return unit_of(snapshot, record)
    return str(record.values.get("unit", ""))


def _texts(one: str, other: str) -> str:
    """Two texts, on one line each; where they are long, from where they begin to differ."""
    one, other = " ".join(one.split()), " ".join(other.split())
    if one == other:
        return _("only spaces and line breaks differ")
    start = 0
    if max(len(one), len(other)) > _PART:
        start = max(_alike(one, other) - _AROUND, 0)
    return ARROW.join(_quoted(text, start) for text in (one, other))


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _quoted(text: str, start: int) -> str:
    part = f"…{text[start:]}" if start else text
    return text if text == NOTHING else f"“{shorten(part, _PART)}”"
