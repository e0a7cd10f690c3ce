"""Searching a workshop: its records by name, and every text of every field.

What is searched is made ready once per table and kept as long as the table is the same
object. It stays in memory: nothing of it, and nothing that was searched for, is written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from models.display import editable_of, text_of
from models.fields import Kind, Value
from models.matching import Name, fold, named
from models.record import TYPES, Record
from models.records import Assignment, WorkshopInfo
from models.snapshot import Snapshot, Table
from models.steps import STEPS

_AROUND = 40
"""Characters shown before the place where something was found."""
_LONGEST = 160
"""Characters shown of a text."""


class Hit(NamedTuple):
    """A text in which something was found, with the part of it that is worth showing."""

    record: Record
    field: str
    """The name of the field."""
    text: str
    """On one line, cut with an ellipsis at either end."""
    place: int
    """Where in `text` the first of the words stands."""
    length: int


class Hits(NamedTuple):
    """The best hits, and how many there are in all."""

    best: list[Hit]
    total: int


class _Text(NamedTuple):
    field: str
    text: str
    folded: str


class _Searched(NamedTuple):
    """A record with its texts, and all of them in one."""

    record: Record
    texts: list[_Text]
    folded: str


def shown_types() -> Iterator[type[Record]]:
    """The record types that have a place in the steps, in their order."""
    for step in STEPS:
        for section in step.sections:
            if section.record_type is not Assignment:  # letters; nobody looks for an A by name
                yield section.record_type


def names(snapshot: Snapshot) -> list[Name]:
    """The records by their names, in the order of the steps, without blank ones and forms."""
    return [
        name
        for kind in shown_types()
        if not kind.single
        for name in snapshot.table(kind).once(_names)
    ]


def _names(table: Table) -> list[Name]:
    return [named(record.caption, record) for record in table.ordered if not record.blank]


def words_of(typed: str) -> list[str]:
    """What is searched for; nothing as long as it is one letter, which is everywhere."""
    words = fold(typed).split()
    return words if any(len(word) > 1 or not word.isascii() for word in words) else []


class Searcher:
    """Finds texts in a workshop; keep it, so that only what has changed is read again."""

    def __init__(self) -> None:
        self._known: dict[type[Record], tuple[list[Table], list[_Searched]]] = {}

    def reading(self, snapshot: Snapshot) -> Iterator[None]:
        """Read what is new, pausing after each type of record."""
        for kind in shown_types():
            self._ready(snapshot, kind)
            yield

    def find(self, snapshot: Snapshot, typed: str, most: int = 60) -> Hits:
        """Where all the words that were typed occur, `most` at most.

        Each text that has them all is a hit; of a record that has them only in several texts,
        the one with most of them. Words that begin so come first, what the program wrote last,
        else the order is that of the steps.
        """
        words = words_of(typed)
        if not words:
            return Hits([], 0)
        found = [
            pair
            for kind in shown_types()
            for searched in self._ready(snapshot, kind)
            if all(word in searched.folded for word in words)
            for pair in _with(searched, words)
        ]
        begins = [f" {word}" for word in words]

        def rank(pair: tuple[Record, _Text]) -> int:
            text = f" {pair[1].folded}"
            return 2 * pair[0].automatic + (not all(begin in text for begin in begins))

        found.sort(key=rank)
        return Hits([_hit(*pair, words) for pair in found[:most]], len(found))

    def _ready(self, snapshot: Snapshot, kind: type[Record]) -> list[_Searched]:
        """The records of a type with their texts; anew where a table they read is another."""
        read = [snapshot.table(t) for t in _read_by(kind)]
        known = self._known.get(kind)
        if known is None or any(a is not b for a, b in zip(known[0], read, strict=True)):
            known = read, [_searched(snapshot, record) for record in _entered(snapshot, kind)]
            self._known[kind] = known
        return known[1]


def _read_by(kind: type[Record]) -> list[type[Record]]:
    """The types that the texts of a type are made of: its own, what it links, the language."""
    return [kind, WorkshopInfo, *(TYPES[field.target] for field in kind.links())]


def _entered(snapshot: Snapshot, kind: type[Record]) -> Iterator[Record]:
    return (record for record in snapshot.table(kind).ordered if not record.blank)


def _searched(snapshot: Snapshot, record: Record) -> _Searched:
    texts = list(_texts(snapshot, record))
    return _Searched(record, texts, "".join(f" {each.folded}" for each in texts))


def _texts(snapshot: Snapshot, record: Record) -> Iterator[_Text]:
    """All that is read of a record; figures and days are found in other forms as well."""
    for name, field in record.fields.items():
        value = record.values[name]
        if field.technical or field.kind is Kind.YES_NO or value in (None, ""):
            continue
        if isinstance(value, str) and field.kind in (Kind.LINE, Kind.TEXT):
            yield _Text(name, value, fold(value))
        else:
            text = text_of(snapshot, record, field)
            others = _otherwise(value, editable_of(snapshot, record, field))
            yield _Text(name, text, " ".join([fold(text), *others]))


def _otherwise(value: Value, typed: str) -> tuple[str, ...]:
    """How else a value is written: a figure without its separators, a day in figures."""
    if isinstance(value, date):
        long, short = f"{value:%d.%m.%Y}", f"{value.day}.{value.month}.{value.year}"
        return value.isoformat(), long, short
    return (f"{value:.15g}", typed) if isinstance(value, float | int) else ()


def _with(searched: _Searched, words: list[str]) -> list[tuple[Record, _Text]]:
    """The texts of a record that have all the words, or the one that has most of them."""
    whole = [each for each in searched.texts if all(word in each.folded for word in words)]
    if not whole:
        whole = [max(searched.texts, key=lambda each: sum(w in each.folded for w in words))]
    return [(searched.record, each) for each in whole]


def _hit(record: Record, found: _Text, words: list[str]) -> Hit:
    word = next(word for word in words if word in found.folded)
    at = f" {found.folded}".find(f" {word}")
    at = found.folded.find(word) if at < 0 else at
    start, end = _in_original(found.text, at), _in_original(found.text, at + len(word))
    text, place = _excerpt(found.text, start)
    return Hit(record, found.field, text, place, end - start)


def _in_original(text: str, place: int) -> int:
    """Where in `text` the character stands that is at `place` once the text is folded."""
    if text.isascii():
        return min(place, len(text))
    length = 0
    for number, char in enumerate(text):
        if length >= place:
            return number
        length += len(fold(char))
    return len(text)


def _excerpt(text: str, place: int) -> tuple[str, int]:
    """What stands around a place, on one line, and the place in that."""
    first = 0 if place <= _AROUND else text.find(" ", place - _AROUND, place) + 1
    first = first or max(0, place - _AROUND)
    part = text[first : first + _LONGEST].translate(_ONE_LINE)
    before, behind = "…" if first else "", "…" if first + _LONGEST < len(text) else ""
    return f"{before}{part}{behind}", place - first + len(before)


_ONE_LINE = str.maketrans("\n\t", "  ")
