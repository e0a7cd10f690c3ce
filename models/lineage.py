"""What two files that come from one workshop have in common: found in their histories.

Copies share the beginning of their logs, line by line; from there on each has its own. Lines are
compared by their content, which is never changed afterwards, not by the clocks of two computers.
A merge notes up to which line it has seen the other file, so that nothing is asked twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from models.history import LogLine, StepKind, combine, inverted, load, noted, went_back_to
from models.snapshot import Snapshot
from models.step import applied
from models.workshop import Workshop

_MERGED = "merged"
"""Key of the note on a merge: see `Past.note`."""
_NOTHING = "[]"
"""No changes, as a line holds them."""


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

    def at(self, number: int, further: str = _NOTHING) -> Snapshot:
        """The workshop as it was after the line with this number, counted from 0.

        With `further` changes, as a line holds them, that were made after it.
        """
        later = combine(c for line in self._lines[number + 1 :] for c in load(line.changes))
        return applied(applied(self.now, inverted(later)), load(further))

    def merges(self, other: Past) -> Iterator[Merge]:
        """The merges of an `other` file into this one that were not taken back."""
        back = [
            (number, step)
            for number, line in enumerate(self._lines)
            if line.state == "done" and (step := went_back_to(line.merge)) is not None
        ]
        for number, line in enumerate(self._lines):
            if line.kind == StepKind.EDIT and line.state == "done":
                seen = other.seen_by(noted(line.merge))
                gone = any(later > number and step < line.step for later, step in back)
                if seen is not None and not gone:
                    yield Merge(number, *seen)

    def seen_by(self, note: Mapping[str, Any]) -> tuple[int, str] | None:
        """What a merge has seen of this file: a line, and changes that were made after it."""
        last, before, changes = note.get(_MERGED, (None, None, None))
        if last in self._numbers:
            return self._numbers[last], _NOTHING
        return (self._numbers[before], changes) if before in self._numbers else None

    @property
    def note(self) -> str:
        """What a merge notes about this file, as it is now.

        A last line that is still being typed at is written over when the typing goes on. So what
        it holds now is noted as well, and the line before it.
        """
        places = [None, *self.places][-2:][::-1]
        typing = self._lines[-1].merge and self._lines[-1].kind == StepKind.EDIT
        parts = [*places, self._lines[-1].changes] if typing else [places[0], None, None]
        return json.dumps({_MERGED: parts}, separators=(",", ":"), ensure_ascii=False)


class Merge(NamedTuple):
    """The number of a merge's line, and what it has seen of the other file: see `Past.seen_by`."""

    line: int
    seen: int
    further: str = _NOTHING


def past_of(workshop: Workshop) -> Past:
    """The history of an open workshop."""
    return Past(workshop.lines(), workshop.snapshot)


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
    taken = _latest(ours.merges(theirs), fork)
    given = _latest(theirs.merges(ours), fork)
    # What was merged into theirs counts unless ours has seen theirs after that.
    if given is not None and (taken is None or given.line > taken.seen):
        return ours.at(given.seen, given.further)
    return theirs.at(taken.seen, taken.further) if taken is not None else theirs.at(fork)


def _latest(merges: Iterator[Merge], fork: int) -> Merge | None:
    """The merge that has seen most of the other file; None where none has seen more than both."""
    beyond = [m for m in merges if m.seen > fork or (m.seen == fork and m.further != _NOTHING)]
    return max(beyond, key=lambda merge: (merge.seen, merge.line), default=None)


def _places(lines: Sequence[LogLine]) -> Iterator[str]:
    chain = sha256()
    for line in lines:
        known = line._replace(state="")  # what it is now may change: it can be undone
        chain.update("\0".join(map(str, known)).encode())  # no text of ours holds a zero
        yield chain.copy().hexdigest()[:32]


def _shorter(ours: Past, theirs: Past) -> int:
    return min(len(ours.places), len(theirs.places))
