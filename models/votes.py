"""Votes: dots for a choice among options, and five fingers for how far everybody agrees.

Fist to five: a fist is a no, one and two fingers have a concern that must be heard, three can
live with it, four and five stand behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from models.clock import time_of_day
from models.display import number
from models.errors import Refusal
from models.i18n import _, ngettext
from models.record import Record
from models.records import Action, Condition, Decision, ParkedPoint, Risk, Vote
from models.snapshot import Snapshot
from models.text import shorten
from models.workshop import Workshop

FINGERS = range(6)
ASKED = 2
"""Whoever shows so many fingers or fewer is asked why."""
SOURCES: tuple[type[Record], ...] = (Risk, ParkedPoint, Action)
"""Lists of the workshop whose rows can be voted on."""
MOST_OPTIONS = 60
_MOST_DOTS = 100_000
_TIMES, _BEHIND = "×", ";"
_COUNTED = re.compile(rf"(\d{{1,6}}) ?{_TIMES} ?(.+)")
_COUNT = re.compile(r"\d{1,5}")
_OF_FINGERS = re.compile(r"(\d{1,3}) ?[×x*] ?([0-5])", re.IGNORECASE)


class Option(NamedTuple):
    """One thing to vote for, with its dots; None while nobody has counted them."""

    text: str
    dots: int | None = None


class Fingers(NamedTuple):
    """How a show of hands went."""

    counts: tuple[int, ...]
    """How many people showed 0, 1, ... 5 fingers."""

    @property
    def people(self) -> int:
        """How many hands there were."""
        return sum(self.counts)

    @property
    def mean(self) -> float:
        """The mean of the fingers; there must be a hand."""
        return sum(n * count for n, count in enumerate(self.counts)) / self.people

    @property
    def lowest(self) -> int:
        """The fewest fingers that somebody showed."""
        return next(n for n, count in enumerate(self.counts) if count)

    @property
    def highest(self) -> int:
        """The most fingers that somebody showed."""
        return max(n for n, count in enumerate(self.counts) if count)

    @property
    def asked(self) -> int:
        """How many have to be asked for their concern."""
        return sum(self.counts[: ASKED + 1])


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote as it was keyed in; a dot vote has options, fist to five has fingers."""

    question: str
    at: datetime
    options: tuple[Option, ...] = ()
    fingers: Fingers | None = None
    dots: int | None = None
    """Dots that each person may set."""
    people: int | None = None
    about: Decision | Condition | None = None
    concerns: str = ""


def read_options(text: str) -> list[str]:
    """Options, one a line; none twice."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))[:MOST_OPTIONS]


def read_counts(text: str) -> tuple[list[int], list[str]]:
    """The dots in "7 3 0 9", in the order of the options, and what is no count."""
    parts = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    counts = [int(part) for part in parts if _COUNT.fullmatch(part)]
    return counts, [part for part in parts if not _COUNT.fullmatch(part)]


def counted(options: Sequence[str], counts: Sequence[int]) -> tuple[Option, ...]:
    """Each option with its dots; those that come later than the counts have none yet."""
    return tuple(
        Option(text, counts[place] if place < len(counts) else None)
        for place, text in enumerate(options)
    )


def ranked(options: Sequence[Option]) -> list[Option]:
    """The options with the most dots first; those with as many stay in their order."""
    return sorted(options, key=lambda option: -(option.dots or 0))


def rows_of(snapshot: Snapshot, source: type[Record]) -> list[str]:
    """The names of the rows of a list, to be voted on; the done actions stay out."""
    rows = [row for row in snapshot.all(source) if not row.blank]
    return [shorten(row.caption, 120) for row in rows if row.values.get("status") != "done"]


def read_fingers(text: str) -> tuple[Fingers, list[str]]:
    """The fingers in "5 4 4 3 2", "54432" or "3×5 2×4", and what is no number of fingers."""
    counts, wrong = Counter[int](), []
    for part in re.split(r"[\s,;]+", text.strip()):
        times = _OF_FINGERS.fullmatch(part)
        if times:
            counts[int(times[2])] += int(times[1])
        elif part and all(letter in "012345" for letter in part):
            counts.update(int(letter) for letter in part)
        elif part:
            wrong.append(part)
    return Fingers(tuple(counts[n] for n in FINGERS)), wrong


def too_many(ballot: Ballot) -> int:
    """How many dots were counted more than there can be; 0 where nobody can say."""
    if not ballot.dots or not ballot.people:
        return 0
    return max(0, sum(option.dots or 0 for option in ballot.options) - ballot.dots * ballot.people)


def asked(ballot: Ballot) -> int:
    """How many people have to be asked for their concern."""
    return ballot.fingers.asked if ballot.fingers is not None else 0


def written(ballot: Ballot) -> str:
    """The votes as they are kept: "7 × Old form" a line, or "5 5 4 2"."""
    if ballot.fingers is not None:
        shown = [str(n) for n in reversed(FINGERS) for _each in range(ballot.fingers.counts[n])]
        return " ".join(shown)
    return lines_of(ranked(ballot.options))


def lines_of(options: Sequence[Option]) -> str:
    """Options in this order, one a line, each with its dots in front.

    A semicolon keeps them apart where a document writes lines one behind the other.
    """
    return f"{_BEHIND}\n".join(f"{option.dots or 0} {_TIMES} {option.text}" for option in options)


def options_of(vote: Vote) -> list[Option]:
    """The options of a dot vote that was kept, with their dots; what is none is passed over."""
    lines = (line.strip().removesuffix(_BEHIND) for line in vote.votes.splitlines())
    found = (_COUNTED.fullmatch(line) for line in islice(lines, MOST_OPTIONS))
    return [Option(each[2], min(int(each[1]), _MOST_DOTS)) for each in found if each]


def fingers_of(vote: Vote) -> Fingers:
    """The fingers of a vote that was kept."""
    return read_fingers(vote.votes)[0]


def outcome(snapshot: Snapshot, vote: Vote) -> str:
    """How a vote ended, in a few words; empty where there is nothing to say."""
    if vote.sort == "fist":
        return fingers_text(snapshot, fingers_of(vote))
    options = ranked(options_of(vote))
    if not options or not options[0].dots:
        return ""
    best = [option for option in options if option.dots == options[0].dots]
    dots = ngettext("{n} dot", "{n} dots", options[0].dots).format(n=options[0].dots)
    names = ", ".join(f"“{shorten(option.text, 60)}”" for option in best)
    return _("{names}: {dots}").format(names=names, dots=dots)


def fingers_text(snapshot: Snapshot, fingers: Fingers) -> str:
    """A show of hands in words; empty where there is no hand."""
    if not fingers.people:
        return ""
    hands = ngettext("{n} hand", "{n} hands", fingers.people).format(n=fingers.people)
    text = _("{hands}, mean {mean}, from {low} to {high}").format(
        hands=hands,
        mean=number(snapshot, fingers.mean),
        low=fingers.lowest,
        high=fingers.highest,
    )
    if not fingers.asked:
        return text
    asked = ngettext(
        "{n} person has concerns",
        "{n} people have concerns",
        fingers.asked,
    )
    return f"{text}; {asked.format(n=fingers.asked)}"


def vote_of(snapshot: Snapshot, ballot: Ballot) -> Vote:
    """A vote as it would be kept: for the room to see before it is."""
    fingers, about = ballot.fingers, ballot.about
    vote = Vote.new(
        snapshot.table(Vote).last_position + 1,
        question=ballot.question,
        sort="dots" if fingers is None else "fist",
        votes=written(ballot),
        dots=ballot.dots if fingers is None else None,
        people=ballot.people if fingers is None else fingers.people,
        decision=about.id if isinstance(about, Decision) else "",
        condition=about.id if isinstance(about, Condition) else "",
        concerns=ballot.concerns,
        held_on=ballot.at.date(),
        held_at=time_of_day(ballot.at),
    )
    return vote.replace(result=outcome(snapshot, vote))


def keep(workshop: Workshop, ballot: Ballot) -> Vote:
    """Keep a vote, as one step. Raises Refusal where there is no question, or nobody voted."""
    _check(ballot)
    name = _("Keep the vote on “{question}”").format(question=shorten(ballot.question))
    with workshop.step(name) as step:
        return step.insert(vote_of(step.snapshot, ballot))


def _check(ballot: Ballot) -> None:
    safe = _("Nothing was changed.")
    if not ballot.question.strip():
        raise Refusal(_("The vote has no question."), safe, _("Say what is voted on."))
    if ballot.fingers is not None and not ballot.fingers.people:
        raise Refusal(_("Nobody has voted yet."), safe, _("Type the fingers, such as “5 4 4 2”."))
    if ballot.fingers is None and not any(option.dots for option in ballot.options):
        raise Refusal(
            _("No dots are counted yet."),
            safe,
            _("Type them in the order of the options: “7 3 0”."),
        )
