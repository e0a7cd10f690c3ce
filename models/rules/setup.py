"""Rules of step 1, Set-up."""

from __future__ import annotations

from collections.abc import Iterator

from models.answered import points
from models.checks import Check, Severity, check, check_given, check_some, rule
from models.dates import minute_of_day
from models.i18n import N_, _
from models.record import Record
from models.records import (
    AgendaBlock,
    Answer,
    DataSource,
    Group,
    ParkedPoint,
    Person,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from models.text import shorten

_ANSWERED: list[type[Record]] = [
    *(Answer, Person, Group, ValueTarget, WorkshopInfo, UseCase, DataSource, ParkedPoint),
]
"""What answers to the questionnaires are about, and come from."""


@rule(
    "setup.named",
    Severity.MUST,
    "setup",
    N_("It stands on the cover, and ties what was agreed to a client and a day."),
    [WorkshopInfo],
)
def named(snapshot: Snapshot) -> Iterator[Check]:
    """Initiative, client and date are said."""
    yield check_given(
        snapshot.one(WorkshopInfo),
        _("The workshop still needs: {missing}."),
        WorkshopInfo.initiative,
        WorkshopInfo.client,
        WorkshopInfo.held_on,
    )


@rule(
    "setup.sponsor",
    Severity.MUST,
    "setup",
    N_("Somebody has to sign the charter and release the budget."),
    [WorkshopInfo],
)
def sponsor_named(snapshot: Snapshot) -> Iterator[Check]:
    """There is a sponsor."""
    info = snapshot.one(WorkshopInfo)
    yield check(info, info.sponsor, _("No sponsor is named."), WorkshopInfo.sponsor)


@rule(
    "setup.sponsor-present",
    Severity.SHOULD,
    "setup",
    N_("A sponsor who was not there reopens every decision afterwards."),
    [WorkshopInfo, Person],
)
def sponsor_present(snapshot: Snapshot) -> Iterator[Check]:
    """The sponsor is in the room."""
    sponsor = snapshot.get(Person, snapshot.one(WorkshopInfo).sponsor)
    if sponsor:
        absent = _("The sponsor, “{name}”, is not in the room.")
        unknown = _("It is not said whether the sponsor, “{name}”, is in the room.")
        sentence = unknown if sponsor.present is None else absent
        yield check(sponsor, sponsor.present, sentence, Person.present)


@rule(
    "setup.decides",
    Severity.MUST,
    "setup",
    N_("Without somebody who may decide, the workshop ends in another meeting."),
    [Person],
)
def somebody_decides(snapshot: Snapshot) -> Iterator[Check]:
    """Somebody's part is to decide."""
    ok = snapshot.grouped(Person.part).get("decides")
    yield check(None, ok, _("Nobody's part in the workshop is to decide."), table=Person)


@rule(
    "setup.facilitator",
    Severity.SHOULD,
    "setup",
    N_("Somebody has to keep time and neutrality, and the charter names that person."),
    [WorkshopInfo],
)
def facilitator_named(snapshot: Snapshot) -> Iterator[Check]:
    """There is a facilitator."""
    info = snapshot.one(WorkshopInfo)
    yield check(info, info.facilitator, _("No facilitator is named."), WorkshopInfo.facilitator)


@rule(
    "setup.start-time",
    Severity.SHOULD,
    "setup",
    N_("From the start the finishing time is worked out, and people plan their trains by it."),
    [WorkshopInfo],
)
def start_is_a_time(snapshot: Snapshot) -> Iterator[Check]:
    """What is said about the start is a time of day."""
    info = snapshot.one(WorkshopInfo)
    if info.starts_at:
        sentence = _("“{text}” is no time of day: write it like 09:00.")
        known = minute_of_day(info.starts_at) is not None
        text = shorten(info.starts_at, 40)
        yield check(info, known, sentence, WorkshopInfo.starts_at, text=text)


@rule(
    "setup.agenda",
    Severity.HINT,
    "setup",
    N_("With minutes per block everybody sees in time what has to be shortened."),
    [AgendaBlock],
)
def agenda_planned(snapshot: Snapshot) -> Iterator[Check]:
    """There is an agenda."""
    yield check_some(snapshot, AgendaBlock, _("There is no agenda yet."))


@rule(
    "setup.answers-differ",
    Severity.SHOULD,
    "setup",
    N_("Whoever builds on one of two figures finds out about the other one in front of the board."),
    _ANSWERED,
)
def answers_agree(snapshot: Snapshot) -> Iterator[Check]:
    """What participants answered does not contradict itself, nor what is written down."""
    for point in points(snapshot):
        sentence = _("The answers to “{name}” differ: {answers}.")
        told = shorten(point.told(), 300)
        yield check(point.first, not point.differs, sentence, Answer.answer, answers=told)


@rule(
    "setup.answers-used",
    Severity.HINT,
    "setup",
    N_("People who took the time to answer look for their answer."),
    _ANSWERED,
)
def answers_used(snapshot: Snapshot) -> Iterator[Check]:
    """Answers that nobody contradicts are taken over."""
    for point in points(snapshot):
        sentence = _("The answers to “{name}” are not taken over yet: {answers}.")
        told = shorten(point.told(), 300)
        yield check(point.first, not point.waits, sentence, Answer.answer, answers=told)
