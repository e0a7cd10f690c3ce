"""Which fields of a list become columns of which table, and how wide they are.

What does not fit side by side, and what is very long, stands below the row with its label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from exports.charter import fonts
from exports.charter.breaks import bound
from exports.charter.layouts import LAYOUTS
from exports.charter.table import PAD_X
from models.answered import read_answer
from models.derived import DERIVED, Derived
from models.display import derived_text, text_of
from models.fields import Field, Kind
from models.record import Record
from models.records import Answer
from models.snapshot import Snapshot

BODY, HEAD = 8.0, 7.5
NUMBER_INDENT = 6.0
"""Keeps a figure away from the words in the next column."""
_SAMPLE = 60
_LONGEST_WORD = 74
"""Longer words than this, in points, are broken rather than given room."""
_LONGEST_NUMBER = 110
_COMFORT = {Kind.TEXT: 104.0, Kind.LINE: 78.0, Kind.LINK: 74.0}
_CAPTION = 116.0
_WIDEST = 330.0
_TIGHT = {Kind.TEXT: 0.74, Kind.LINE: 0.76, Kind.LINK: 0.9}
_RARE = 0.3
_LONG = 420
"""A text of more letters than this takes the whole width, below its row."""


@dataclass(frozen=True)
class _Look:
    """What a column is, before its room is known."""

    name: str
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
    tight: float
    """Words are not broken, and texts take a line more than in comfort."""
    comfort: float
    wish: float
    filled: float = 1.0
    """Share of the rows that have it, 0 to 1."""
    longest: int = 0
    """Letters of its longest text."""

    @property
    def rare(self) -> bool:
        """Few rows have it."""
        return self.filled < _RARE and not self.derived

    @property
    def long(self) -> bool:
        """It has a text that no column is wide enough for."""
        return self.longest > _LONG


class Sheet(NamedTuple):
    """One table of a list: its columns, and what stands below its rows with a label."""

    title: str
    shown: list[Column]
    below: list[Column]
    group: str = ""
    """Name of the field whose values are headings between the rows."""

    def says(self, record: Record) -> bool:
        """Whether it says anything of a record besides its name."""
        told = (column for column in (*self.shown, *self.below) if not column.caption)
        return any(column.text(record) for column in told)


def choose(
    snapshot: Snapshot, record_type: type[Record], rows: Sequence[Record], width: float
) -> list[Sheet]:
    """The tables of a list: one per subject of its layout, else one for all."""
    found = _candidates(snapshot, record_type, rows)
    subjects = LAYOUTS.get(record_type)
    if subjects is None:
        return [_fitting("", found, width)]
    named = {column.name: column for column in found}
    caption = [column for column in found if column.caption]
    sheets, told = [], {column.name for column in caption}
    for subject in subjects:
        told |= {subject.group, *subject.fields}
        columns = [named[name] for name in subject.fields if name in named]
        if columns or subject is subjects[0]:
            sheets.append(_fitting(subject.title, caption + columns, width, subject.group))
    sheets[-1].below.extend(column for column in found if column.name not in told)
    return sheets


def _fitting(title: str, columns: list[Column], width: float, group: str = "") -> Sheet:
    """As many of the columns as fit side by side; the others below the rows."""
    shown = [column for column in columns if not column.long]
    while len(shown) > 1 and sum(column.tight for column in shown) > width:
        shown.remove(_least_at_home(shown))
    below = [column for column in columns if column not in shown]
    return Sheet(title, shown, below, group)


def widths(shown: Sequence[Column], width: float) -> list[float]:
    """Widths that together are `width`: comfort first, then what long texts wish for."""
    tight = [column.tight for column in shown]
    sizes = [column.comfort for column in shown]
    rest = width - sum(sizes)
    wishes = [column.wish - column.comfort for column in shown]
    if rest < 0:
        part = (width - sum(tight)) / max(1.0, sum(sizes) - sum(tight))
        if part < 0:
            return [size * width / sum(tight) for size in tight]
        return [low + (high - low) * part for low, high in zip(tight, sizes, strict=True)]
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
    rare = [column for column in entered if column.rare]
    if rare:
        return min(rare, key=lambda column: column.filled)
    lines = [column for column in entered if column.kind is Kind.LINE]
    return (lines or entered or others)[-1]


def _candidates(
    snapshot: Snapshot, record_type: type[Record], rows: Sequence[Record]
) -> list[Column]:
    """All columns that say something in at least one row, figures derived from them last."""
    found = []
    for field in record_type.fields.values():
        filled = [row for row in rows if row.values[field.name] not in (None, "")]
        caption = field.name == record_type.label_field
        if (filled or caption) and not (field.private or field.owned or field.technical):
            unit = "" if field.kind is Kind.PERCENT else field.unit  # stands behind each figure
            look = _Look(field.name, _with_unit(field.label, unit), field.kind, caption)
            column = _column(look, partial(_field_text, snapshot, field), filled)
            values = (row.values[field.name] for row in filled)
            longest = max((len(v) if isinstance(v, str) else 0 for v in values), default=0)
            share = len(filled) / len(rows)
            found.append(replace(column, filled=share, longest=0 if caption else longest))
    for derived in DERIVED.get(record_type, ()):
        text = partial(_figure_text, snapshot, derived)
        if any(text(row) for row in rows):
            label = _with_unit(derived.label, derived.unit)
            look = _Look(derived.name, label, derived.kind, derived=True)
            found.append(_column(look, text, rows))
    return found


def _with_unit(label: str, unit: str) -> str:
    return f"{label}, {unit}" if unit else label


def _field_text(snapshot: Snapshot, field: Field[Any], record: Record) -> str:
    if isinstance(record, Answer) and field.name == "answer":
        return read_answer(snapshot, record)
    return record.caption if field.name == record.label_field else text_of(snapshot, record, field)


def _figure_text(snapshot: Snapshot, derived: Derived, record: Record) -> str:
    known = derived.function(record, snapshot) is not None
    return derived_text(snapshot, record, derived) if known else ""


def _column(look: _Look, text: Callable[[Record], str], rows: Sequence[Record]) -> Column:
    """A column as wide as some of the rows need it, taken from all over the list."""
    texts = [bound(text(row)[:200]) for row in rows[:: max(1, len(rows) // _SAMPLE)]]
    font = fonts.BOLD if look.caption else fonts.REGULAR
    pad = 2 * PAD_X + 1 + (NUMBER_INDENT if look.number else 0)
    words = [word for line in texts for word in re.split("[ \n]", line)]  # not at nbsp
    word = max((fonts.width_of(word, font, BODY) for word in words), default=0.0)
    heads = [fonts.width_of(word, fonts.BOLD, HEAD) for word in look.head.split()]
    longest = _LONGEST_NUMBER if look.number else _LONGEST_WORD
    least = max(min(max(word, *heads, 0.6 * sum(heads)), longest), 24) + pad
    whole = max((fonts.width_of(line, font, BODY) for line in texts), default=0.0)
    wish = max(min(whole, _WIDEST) + pad, least)
    limit = _CAPTION if look.caption else _COMFORT.get(look.kind, 80.0)
    return Column(
        **vars(look),
        text=text,
        tight=max(least, min(wish, limit) * _TIGHT.get(look.kind, 1.0)),
        comfort=max(least, min(wish, limit)),
        wish=wish,
    )
