"""Which fields of a list become columns, how wide they are, and which go below the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from exports.charter import fonts
from exports.charter.table import PAD_X
from models.derived import DERIVED, Derived
from models.display import derived_text, text_of
from models.fields import Field, Kind
from models.record import Record
from models.snapshot import Snapshot

BODY, HEAD = 8.0, 7.5
NUMBER_INDENT = 6.0
"""Keeps a figure away from the words in the next column."""
_SAMPLE = 60
_LONGEST_WORD = 74
"""Longer words than this, in points, are broken rather than given room."""
_LONGEST_NUMBER = 110
_COMFORT = {Kind.TEXT: 130.0, Kind.LINE: 92.0, Kind.LINK: 84.0}
_WIDEST = 330.0
_RARE = 0.3


@dataclass(frozen=True)
class _Look:
    """What a column is, before its room is known."""

    head: str
    kind: Kind
    caption: bool = False
    """It holds the names of the records."""
    derived: bool = False

    @property
    def number(self) -> bool:
        """Whether figures stand below each other, to the right."""
        return self.kind.numeric


@dataclass(frozen=True, kw_only=True)
class Column(_Look):
    """One column: what its head and its cells say, and how much room they need, in points."""

    text: Callable[[Record], str]
    filled: float
    """Share of the rows that have it, 0 to 1."""
    comfort: float
    wish: float


def choose(
    snapshot: Snapshot, record_type: type[Record], rows: Sequence[Record], width: float
) -> tuple[list[Column], list[Column]]:
    """The columns that fit side by side into `width`, and those that go below each row."""
    shown = _candidates(snapshot, record_type, rows)
    below: list[Column] = []
    order = list(shown)
    while len(shown) > 1 and sum(column.comfort for column in shown) > width:
        shown.remove(moved := _least_at_home(shown))
        below.append(moved)
    return shown, sorted(below, key=order.index)


def widths(shown: Sequence[Column], width: float) -> list[float]:
    """Widths that together are `width`: comfort first, then what long texts wish for."""
    sizes = [column.comfort for column in shown]
    rest = width - sum(sizes)
    wishes = [column.wish - column.comfort for column in shown]
    if rest < 0:
        return [size * width / sum(sizes) for size in sizes]
    share = min(1.0, rest / sum(wishes)) if sum(wishes) > 0 else 0.0
    sizes = [size + wish * share for size, wish in zip(sizes, wishes, strict=True)]
    left = width - sum(sizes)
    stretch = [0.0 if column.number else size for column, size in zip(shown, sizes, strict=True)]
    weight = sum(stretch) or 1.0
    return [size + left * part / weight for size, part in zip(sizes, stretch, strict=True)]


def _least_at_home(shown: Sequence[Column]) -> Column:
    """The column that is missed least: sentences, then what few rows have, then the last."""
    others = [column for column in shown if not column.caption]
    sentences = [column for column in others if column.kind is Kind.TEXT]
    if sentences:
        return max(sentences, key=lambda column: column.wish)
    entered = [column for column in others if not column.derived]
    rare = [column for column in entered if column.filled < _RARE]
    if rare:
        return min(rare, key=lambda column: column.filled)
    lines = [column for column in entered if column.kind is Kind.LINE]
    return (lines or entered or others)[-1]


def _candidates(
    snapshot: Snapshot, record_type: type[Record], rows: Sequence[Record]
) -> list[Column]:
    """All columns that say something in at least one row, figures derived from them last."""
    sample = rows[:: max(1, len(rows) // _SAMPLE)]
    found = []
    for field in record_type.fields.values():
        filled = any(row.values[field.name] not in (None, "") for row in rows)
        if filled and not (field.private or field.owned or field.technical):
            unit = "" if field.kind is Kind.PERCENT else field.unit  # stands behind each figure
            caption = field.name == record_type.label_field
            look = _Look(_with_unit(field.label, unit), field.kind, caption)
            found.append(_column(look, partial(_field_text, snapshot, field), sample))
    for derived in DERIVED.get(record_type, ()):
        text = partial(_figure_text, snapshot, derived)
        if any(text(row) for row in rows):
            look = _Look(_with_unit(derived.label, derived.unit), derived.kind, derived=True)
            found.append(_column(look, text, sample))
    return found


def _with_unit(label: str, unit: str) -> str:
    return f"{label}, {unit}" if unit else label


def _field_text(snapshot: Snapshot, field: Field[Any], record: Record) -> str:
    return record.caption if field.name == record.label_field else text_of(snapshot, record, field)


def _figure_text(snapshot: Snapshot, derived: Derived, record: Record) -> str:
    known = derived.function(record, snapshot) is not None
    return derived_text(snapshot, record, derived) if known else ""


def _column(look: _Look, text: Callable[[Record], str], sample: Sequence[Record]) -> Column:
    texts = [text(row)[:200] for row in sample]
    font = fonts.BOLD if look.caption else fonts.REGULAR
    pad = 2 * PAD_X + 1 + (NUMBER_INDENT if look.number else 0)
    words = [word for line in texts for word in re.split("[ \n]", line)]  # not at nbsp
    word = max((fonts.width_of(word, font, BODY) for word in words), default=0.0)
    heads = [fonts.width_of(word, fonts.BOLD, HEAD) for word in look.head.split()]
    longest = _LONGEST_NUMBER if look.number else _LONGEST_WORD
    least = max(min(max(word, *heads, 0.6 * sum(heads)), longest), 24) + pad
    whole = max((fonts.width_of(line, font, BODY) for line in texts), default=0.0)
    wish = max(min(whole, _WIDEST) + pad, least)
    limit = _COMFORT[Kind.TEXT] if look.caption else _COMFORT.get(look.kind, 80.0)
    return Column(
        **vars(look),
        text=text,
        filled=sum(map(bool, texts)) / len(texts),
        comfort=max(least, min(wish, limit)),
        wish=wish,
    )
