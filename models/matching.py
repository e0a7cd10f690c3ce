"""Finding things by a few letters of their names: predictable, and patient with slips.

A name that begins with what was typed comes before one with a word that does, that one before
one that has the letters as its initials, and last come letters within a word. Case, accents
and marks between words do not matter, nor does the order of words. Only where nothing fits,
one wrong, missing, additional or exchanged letter a word is forgiven.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
"""What no accent can be taken from (Unicode does not decompose it), as a keyboard has it."""
_BETWEEN = re.compile(r"[\W_]+")
_FORGIVING_FROM = 4
"""Letters that a word must have before a slip in it is forgiven."""


class Name(NamedTuple):
    """The name of a thing, made ready for searching; see `named`."""

    words: str
    """Folded, one space before each word."""
    initials: str
    item: Any


class _Rank(NamedTuple):
    """How well names fit, best first."""

    whole: int = 0
    begins: int = 1
    phrase: int = 2
    """A word within it and those that follow begin so."""
    each: int = 3
    """Each word that was typed begins some word."""
    initials: int = 4
    within: int = 5
    slip: int = 6


_RANK = _Rank()


def fold(text: str) -> str:
    """`text` without case and accents: "Überprüfung" and "uberprufung" are the same."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded, text))


def named(text: str, item: Any) -> Name:
    """The name of `item`, to be searched again and again."""
    words = _BETWEEN.sub(" ", fold(text)).split()
    return Name("".join(f" {word}" for word in words), "".join(w[0] for w in words), item)


def find(names: Sequence[Name], typed: str) -> list[Any]:
    """The items whose names fit, best first; of those that fit alike, in the given order."""
    words = _BETWEEN.sub(" ", fold(typed)).split()
    if not words:
        return [name.item for name in names]
    return _best(names, _ranker(words)) or _best(names, _patient(names, words))


def _best(names: Iterable[Name], rank: Callable[[Name], int | None]) -> list[Any]:
    found = [(place, name) for name in names if (place := rank(name)) is not None]
    found.sort(key=lambda pair: pair[0])
    return [name.item for _place, name in found]


def _ranker(words: list[str]) -> Callable[[Name], int | None]:
    whole, run = "".join(f" {word}" for word in words), "".join(words)
    begins = [f" {word}" for word in words]
    # One letter within a word says nothing, unless it is a word of its own, as in Japanese.
    searchable = all(len(word) > 1 or not word.isascii() for word in words)

    def rank(name: Name) -> int | None:
        text = name.words
        if any(word not in text for word in words):  # most names, and at the first word
            return _RANK.initials if name.initials.startswith(run) and len(run) > 1 else None
        if whole in text:
            if not text.startswith(whole):
                return _RANK.phrase
            return _RANK.whole if text == whole else _RANK.begins
        if all(begin in text for begin in begins):
            return _RANK.each
        if len(run) > 1 and name.initials.startswith(run):
            return _RANK.initials
        return _RANK.within if searchable else None

    return rank


def _patient(names: Iterable[Name], words: list[str]) -> Callable[[Name], int | None]:
    """Ranks what fits when a slip in each word is forgiven."""
    known = {word for name in names for word in name.words.split()}
    meant = [{other for other in known if _is_near(word, other)} for word in words]

    def rank(name: Name) -> int | None:
        there = name.words.split()
        return _RANK.slip if all(not each.isdisjoint(there) for each in meant) else None

    return rank


def _is_near(typed: str, word: str) -> bool:
    """Whether `word` begins with what was typed, or would but for one slip."""
    if word.startswith(typed):
        return True
    if len(typed) < _FORGIVING_FROM or len(word) < len(typed) - 1:
        return False
    same = 0
    while same < len(word) and typed[same] == word[same]:
        same += 1
    left, right = typed[same:], word[same:]
    return (
        right.startswith(left[1:])  # one too many
        or right[1:].startswith(left)  # one is missing
        or right[1:].startswith(left[1:])  # another one
        or (right[:2] == left[1::-1] and right[2:].startswith(left[2:]))  # two exchanged
    )


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    parts = unicodedata.normalize("NFKD", char.casefold().translate(_PLAIN))
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
