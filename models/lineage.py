"""What two files that come from one workshop have in common: found in their histories.

Copies share the beginning of their logs, line by line; from there on each has its own. Lines are
compared by their content, which is never changed afterwards, not by the clocks of two computers.
A merge notes up to which line it has seen the other file, so that nothing is asked twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from models.history import LogLine, StepKind, combine, inverted, load, noted, went_back_to
from models.snapshot import Snapshot
from models.step import applied
from models.workshop import Workshop

_MERGED = "merged"
"""Key of the note on a merge: the last places of the other file, latest first."""


class Past:
    """The history of one file, and what it led to. A worker may read it."""

    def __init__(self, lines: Sequence[LogLine], now: Snapshot) -> None:
        self.now = now
        self._lines = lines

    @cached_property
    def places(self) -> tuple[str, ...]:
        """For each line a checksum of it and of all before it."""
        return tuple(_places(self._lines))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {place: number for number, place in enumerate(self.places)}

    def at(self, number: int) -> Snapshot:
        """The workshop as it was after the line with this number, counted from 0."""
        later = combine(c for line in self._lines[number + 1 :] for c in load(line.changes))
        return applied(self.now, inverted(later))

    def merges(self, other: Past) -> Iterator[Merge]:
        """The merges of an `other` file into this one that were not taken back."""
        back = [
            (number, step)
            for number, line in enumerate(self._lines)
            if line.state == "done" and (step := went_back_to(line.merge)) is not None
        ]
        for number, line in enumerate(self._lines):
            seen = other._first_of(_noted(line))
            gone = any(later > number and step < line.step for later, step in back)
            if seen is not None and not gone:
                yield Merge(number, seen)

    def _first_of(self, places: Sequence[str]) -> int | None:
        return next((self._numbers[place] for place in places if place in self._numbers), None)


class Merge(NamedTuple):
    """Numbers of two lines: of the merge, and of the other file's last line that it has seen."""

    line: int
    seen: int


def past_of(workshop: Workshop) -> Past:
    """The history of an open workshop."""
    return Past(workshop.lines(), workshop.snapshot)


def note_of(past: Past) -> str:
    """What a merge notes about the file that is merged, as it is now.

    With the last line the one before it: while somebody types in one cell, the last line is
    written over.
    """
    return json.dumps({_MERGED: past.places[:-3:-1]}, separators=(",", ":"))


def shared(ours: Past, theirs: Past) -> int:
    """How many lines both logs begin with; 0 where they are of different workshops."""
    pairs = zip(ours.places, theirs.places, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), _shorter(ours, theirs))


def common(ours: Past, theirs: Past) -> Snapshot | None:
    """The last state that both files have seen; None where they are of different workshops.

    That is where their logs part, or what a later merge, in either direction, has seen.
    """
    fork = shared(ours, theirs) - 1
    if fork < 0:
        return None
    taken = max(ours.merges(theirs), key=lambda merge: merge.seen, default=Merge(-1, -1))
    given = max(theirs.merges(ours), key=lambda merge: merge.seen, default=Merge(-1, -1))
    # What was merged into theirs counts unless ours has seen theirs after that.
    if given.seen > fork and given.line > max(taken.seen, fork):
        return ours.at(given.seen)
    return theirs.at(max(taken.seen, fork))


def _places(lines: Sequence[LogLine]) -> Iterator[str]:
    chain = sha256()
    for line in lines:
        known = line._replace(state="")  # what it is now may change: it can be undone
        chain.update("\0".join(map(str, known)).encode())  # no text of ours holds a zero
        yield chain.copy().hexdigest()[:32]


def _shorter(ours: Past, theirs: Past) -> int:
    return min(len(ours.places), len(theirs.places))


def _noted(line: LogLine) -> Sequence[str]:
    """The places that a merge in force has noted; nothing for other lines."""
    if line.kind != StepKind.EDIT or line.state != "done":
        return ()
    return [str(place) for place in noted(line.merge).get(_MERGED, ())]
