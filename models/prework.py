"""Pre-work: what participants are asked before the workshop, and what each question is about.

The questions are declared once, in `QUESTIONS`: the questionnaire asks them, the way back reads
their answers, and settling puts an answer into the field. They follow the data: what is asked of
a group is asked for each group that the person knows (`models.asked_about`). Comparing answers is
in `models.answered`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from models.asked_about import own_groups
from models.checks import entered
from models.fields import Field
from models.i18n import N_, _
from models.record import Record
from models.records import (
    DataSource,
    Group,
    ParkedPoint,
    Person,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot

FORMAT = "groundwork-prework"
VERSION = 1
"""What the very hidden sheet of a questionnaire says; see `exports.questionnaire`."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One question: `id` is stored with the answers and never changes."""

    id: str
    field: Field[Any]
    """What an answer is taken over into, once the room agrees."""
    _wording: str
    _help: str = ""
    collects: bool = False
    """Everybody may say something else: answers are added up instead of compared."""

    @property
    def wording(self) -> str:
        """The question in plain words, in the current language."""
        return _(self._wording)

    @property
    def help(self) -> str:
        """What helps to answer it, in the current language; may be empty."""
        return _(self._help)


_OF_A_GROUP = (
    Question(
        "people",
        Group.people_now,
        N_("How many people do this work today?"),
        N_("Heads, not full-time posts."),
    ),
)
_OF_A_TIME = (
    Question(
        "volume",
        ValueTarget.volume,
        N_("How many cases are there in a month?"),
        N_("An average month. A rough figure is better than none."),
    ),
    Question(
        "minutes",
        ValueTarget.minutes_before,
        N_("How many minutes does one case take today?"),
        N_("Hands-on time of one person, without waiting."),
    ),
    Question(
        "evidence",
        ValueTarget.evidence,
        N_("How do you know these two figures?"),
        N_("Choose from the list."),
    ),
)
_OF_THE_WORK = (
    Question(
        "data",
        DataSource.name,
        N_("Which data does this work need?"),
        N_("Files, registers, lists. Put a semicolon between two of them."),
        collects=True,
    ),
    Question(
        "systems",
        UseCase.workflow_today,
        N_("Which systems do people work with?"),
        N_("Their everyday names will do."),
        collects=True,
    ),
    Question(
        "concerns",
        Group.needs,
        N_("What worries people about a change, and what would help them?"),
        N_("In their own words."),
        collects=True,
    ),
)
_OF_THE_DAY = (
    Question(
        "outcome",
        WorkshopInfo.outcome,
        N_("What would make the workshop worth your day?"),
        collects=True,
    ),
    Question(
        "else",
        ParkedPoint.what,
        N_("What else should we talk about?"),
        collects=True,
    ),
)
QUESTIONS = {q.id: q for q in (*_OF_A_GROUP, *_OF_A_TIME, *_OF_THE_WORK, *_OF_THE_DAY)}
"""Every question by its id, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one record: a group, a value target, or the workshop."""

    question: Question
    record: Record

    @property
    def key(self) -> str:
        """What an answer is stored under; see `Answer.about`."""
        return f"{self.record.id}.{self.question.id}"

    @property
    def title(self) -> str:
        """The question with what it is about: "Claims intake: How many people ...?"."""
        wording = self.question.wording
        return wording if self.record.single else f"{self.record.caption}: {wording}"


@dataclass(frozen=True, slots=True)
class Block:
    """Questions under one heading."""

    heading: str
    asked: tuple[Asked, ...]


class Sending(NamedTuple):
    """What all questionnaires that are sent together have in common."""

    by: date | None = None
    """The day on which they should be back."""
    groups: Mapping[str, frozenset[str]] | None = None
    """Ids of the groups that each person is asked about, by the person's id. Whoever is not
    there is asked about their own groups, or about all where nothing says which those are."""

    def groups_for(self, snapshot: Snapshot, person: Person) -> frozenset[str] | None:
        """Ids of the groups that one person is asked about; None for all of them."""
        if self.groups is not None and person.id in self.groups:
            return self.groups[person.id]
        return own_groups(snapshot, person) or None


def blocks_of(snapshot: Snapshot, groups: Collection[str] | None = None) -> list[Block]:
    """What somebody is asked, in the current language: group by group, then about the day.

    `groups` are the ids of the groups that are asked about; None for all.
    Cases and minutes are asked for each value target that is about time; where a group has none
    yet they are asked for the group, and a target is made when an answer is taken over.
    """
    blocks = [
        Block(group.caption, tuple(_about_group(snapshot, group)))
        for group in entered(snapshot, Group)
        if groups is None or group.id in groups
    ]
    blocks += [
        Block(target.caption, tuple(Asked(q, target) for q in _OF_A_TIME))
        for target in entered(snapshot, ValueTarget)
        if timed(target) and not target.group
    ]
    info = snapshot.one(WorkshopInfo)
    return [*blocks, Block(_("The workshop"), tuple(Asked(q, info) for q in _OF_THE_DAY))]


def _about_group(snapshot: Snapshot, group: Group) -> Iterator[Asked]:
    yield from (Asked(q, group) for q in _OF_A_GROUP)
    timed_work: list[Record] = [*targets_of(snapshot, group)] or [group]
    for record in timed_work:
        yield from (Asked(q, record) for q in _OF_A_TIME)
    yield from (Asked(q, group) for q in _OF_THE_WORK)


def targets_of(snapshot: Snapshot, group: Group) -> list[ValueTarget]:
    """The value targets about the time of a group."""
    return [t for t in snapshot.grouped(ValueTarget.group).get(group.id, ()) if timed(t)]


def timed(target: ValueTarget) -> bool:
    """Whether a value target is about minutes, so that cases and minutes can be asked for it."""
    return target.sort == "time" or target.minutes_before is not None


def asked_under(snapshot: Snapshot, key: str) -> Asked | None:
    """The question that is stored under a key; None where its record is gone, or it is unknown.

    What was asked of a group before it had a value target is about that target by now.
    """
    id_, _dot, name = key.rpartition(".")
    question = QUESTIONS.get(name)
    if question is None:
        return None
    if question in _OF_THE_DAY:
        return (
            Asked(question, snapshot.one(WorkshopInfo)) if id_ == WorkshopInfo.type_name else None
        )
    group = snapshot.get(Group, id_)
    if question in _OF_A_TIME:
        targets = targets_of(snapshot, group) if group else ()
        record = snapshot.get(ValueTarget, id_) or next(iter(targets), group)
        return Asked(question, record) if record else None
    return Asked(question, group) if group else None


def home(snapshot: Snapshot, asked: Asked) -> Record | None:
    """The record whose field an answer belongs into; None where one would have to be made."""
    owner = asked.question.field.owner
    if owner.single:
        return snapshot.one(owner)
    return asked.record if isinstance(asked.record, owner) else None


def back_by(snapshot: Snapshot, today: date) -> date | None:
    """A day for the answers to be back: a week before the workshop, or the day before it.

    None where the workshop has no date, or is not ahead.
    """
    held_on = snapshot.one(WorkshopInfo).held_on
    if held_on is None or held_on <= today:
        return None
    return next(
        (day for days in (7, 1) if (day := held_on - timedelta(days=days)) > today), held_on
    )
