"""Rules of step 1, Set-up."""

from __future__ import annotations

from collections.abc import Iterator

from models.findings import Check, Severity, check, check_given, check_some, rule
from models.i18n import N_, _
from models.records import AgendaBlock, Person, WorkshopInfo
from models.snapshot import Snapshot


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
    "setup.agenda",
    Severity.HINT,
    "setup",
    N_("With minutes per block everybody sees in time what has to be shortened."),
    [AgendaBlock],
)
def agenda_planned(snapshot: Snapshot) -> Iterator[Check]:
    """There is an agenda."""
    yield check_some(snapshot, AgendaBlock, _("There is no agenda yet."))
