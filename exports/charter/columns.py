"""Which fields of a list become columns, how wide they are, and which go below the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exports.charter import fonts
from exports.charter.table import PAD_X
from models.display import derived_text, text_of
from models.fields import Kind
from models.figures import DERIVED
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
class Column:
    """One column: what its head and its cells say, and how much room they need, in points."""

    head: str
    text: Callable[[Record], str]
    kind: Kind
    caption: bool
    filled: float
    """Share of the rows that have it, 0 to 1."""
    comfort: float
    wish: float

    @property
    def number(self) -> bool:
        """Whether figures stand below each other, to the right."""
        return self.kind.numeric


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
    entered = [column for column in others if not isinstance(column.text, _Figure)]
    rare = [column for column in entered if column.filled < _RARE]
    if rare:
        return min(rare, key=lambda column: column.filled)
    lines = [column for column in entered if column.kind is Kind.LINE]
    return (lines or entered or others)[-1]


def _candidates(
    snapshot: Snapshot, record_type: type[Record], rows: Sequence[Record]
) -> list[Column]:
    step = max(1, len(rows) // _SAMPLE)
    sample = rows[::step]
    found = []
    for field in record_type.fields.values():
        filled = any(row.values[field.name] not in (None, "") for row in rows)
        if field.private or field.owned or not filled:
            continue
        unit = "" if field.kind is Kind.PERCENT else field.unit
        head = f"{field.label}, {unit}" if unit else field.label
        caption = field.name == record_type.label_field
        text = _Text(snapshot, field.name)
        found.append(_column(head, text, field.kind, caption, sample))
    for derived in DERIVED.get(record_type, ()):
        figure = _Figure(snapshot, derived.name)
        if any(figure(row) != "–" for row in rows):
            head = f"{derived.label}, {derived.unit}" if derived.unit else derived.label
            found.append(_column(head, figure, derived.kind, False, sample))
    return found


@dataclass(frozen=True)
class _Text:
    """The text of a field."""

    snapshot: Snapshot
    name: str

    def __call__(self, record: Record) -> str:
        return text_of(self.snapshot, record, record.fields[self.name])


@dataclass(frozen=True)
class _Figure:
    """The text of a derived figure."""

    snapshot: Snapshot
    name: str

    def __call__(self, record: Record) -> str:
        derived = next(d for d in DERIVED[type(record)] if d.name == self.name)
        return derived_text(self.snapshot, record, derived)


def _column(
    head: str,
    text: Callable[[Record], str],
    kind: Kind,
    caption: bool,
    sample: Sequence[Record],
) -> Column:
    texts = [text(row)[:200] for row in sample]
    font = fonts.BOLD if caption else fonts.REGULAR
    words = [word for line in texts for word in re.split("[ \n]", line)]  # not at nbsp
    word = max((_width(w, font, BODY) for w in words), default=0.0)
    head_word = max(_width(w, fonts.BOLD, HEAD) for w in head.split())
    head_half = _width(head, fonts.BOLD, HEAD) * 0.6
    room = 2 * PAD_X + 1 + (NUMBER_INDENT if kind.numeric else 0)
    longest = _LONGEST_NUMBER if kind.numeric else _LONGEST_WORD
    least = max(min(max(word, head_word, head_half), longest), 24) + room
    whole = max((_width(line, font, BODY) for line in texts), default=0.0)
    wish = max(min(whole, _WIDEST) + room, least)
    limit = _COMFORT[Kind.TEXT] if caption else _COMFORT.get(kind, 80.0)
    comfort = max(least, min(wish, limit))
    filled = sum(line not in ("", "–") for line in texts) / len(texts)
    return Column(head, text, kind, caption, filled, comfort, wish)


def _width(text: str, font: str, size: float) -> float:
    return fonts.width_of(text, font, size)
