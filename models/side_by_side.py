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
    """The two different values of a field, on one line. Never twice the same."""
    one, other = pair(before, old, after, new, field)
    if not one:
        return other
    if field.kind in _TEXTS:
        return ARROW.join(text if text == NOTHING else f"“{text}”" for text in (one, other))
    unit = f"\u00a0{_unit(after, new, field)}"
    if len(unit) > 1 and other.endswith(unit):  # said once
        one = one.removesuffix(unit)
    return one + ARROW + other


def pair(
    before: Snapshot,
    old: Record,
    after: Snapshot,
    new: Record,
    field: Field[Any],
    *,
    most: int = _PART,
) -> tuple[str, str]:
    """The two different values of a field, as people read them; texts of at most `most` characters.

    Where both read alike, the first is empty and the second says what differs.
    """
    one, other = shown(before, old, field), shown(after, new, field)
    if field.kind in _TEXTS:
        one, other = apart(one, other, most)
        return (one, other) if one != other else ("", _("only spaces and line breaks differ"))
    if one == other and field.kind is Kind.LINK:
        text = _("another {kind} of the same name, {name}")
        kind = TYPES[field.target].noun()
        return "", text.format(kind=kind, name=shorten(other, most))
    if one == other:
        one = editable(field, old.values[field.name], locale_of(before))
        other = editable(field, new.values[field.name], locale_of(after))
    return one, other


def apart(one: str, other: str, most: int) -> tuple[str, str]:
    """Two texts, on a line of at most `most` characters each.

    Where one is longer, both begin shortly before the place where they begin to differ.
    """
    one, other = " ".join(one.split()), " ".join(other.split())
    start = 0
    if max(len(one), len(other)) > most:
        start = max(_alike(one, other) - _AROUND, 0)
    if not start or one == other:
        return shorten(one, most), shorten(other, most)
    return shorten(f"…{one[start:]}", most), shorten(f"…{other[start:]}", most)


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


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
