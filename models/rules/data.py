"""Rules of step 7, Production data."""

from __future__ import annotations

from collections.abc import Iterator

from models import display
from models.checks import (
    Check,
    Severity,
    check,
    check_some,
    entered,
    labels,
    passed,
    rule,
)
from models.i18n import N_, _
from models.records import DataSource, Person, Pilot, WorkshopInfo
from models.rules.each import each_given, each_stays
from models.snapshot import Snapshot

_PAIRS = (
    (DataSource.quality_pilot, DataSource.quality_production),
    (DataSource.permission_pilot, DataSource.permission_production),
    (DataSource.refresh_pilot, DataSource.refresh_production),
)
"""What is said twice, of the pilot and of production."""


def _gaps_open(snapshot: Snapshot) -> list[DataSource]:
    return [s for s in snapshot.all(DataSource) if s.gap and s.status != "done"]


@rule(
    "data.some",
    Severity.MUST,
    "data",
    N_("Data that was prepared for the pilot is not there on the first day of production."),
    [DataSource],
)
def some_source(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one data source."""
    yield check_some(snapshot, DataSource, _("There is no data source yet."))


@rule(
    "data.owner",
    Severity.MUST,
    "data",
    N_("Only an owner can allow it every day, and say when it changes."),
    [DataSource],
)
def owned(snapshot: Snapshot) -> Iterator[Check]:
    """Each data source has an owner."""
    sentence = _("“{name}” has no owner.")
    yield from each_given(entered(snapshot, DataSource), sentence, DataSource.owner)


@rule(
    "data.owner-stays",
    Severity.MUST,
    "data",
    N_("Data whose owner is gone is data that nobody may change or stop."),
    [DataSource, Person],
)
def owners_stay(snapshot: Snapshot) -> Iterator[Check]:
    """No owner of data leaves after the pilot."""
    sentence = _("“{name}” belongs to “{person}”, who leaves after the pilot.")
    yield from each_stays(snapshot, snapshot.all(DataSource), sentence, DataSource.owner)


@rule(
    "data.permission",
    Severity.MUST,
    "data",
    N_("What was allowed for a pilot is not allowed every day."),
    [DataSource],
)
def permitted(snapshot: Snapshot) -> Iterator[Check]:
    """Each data source says who allowed it for production."""
    sentence = _("Nobody has said who allows “{name}” in production.")
    sources = entered(snapshot, DataSource)
    yield from each_given(sources, sentence, DataSource.permission_production)


@rule(
    "data.compared",
    Severity.SHOULD,
    "data",
    N_("Only side by side can the room see what is different every day."),
    [DataSource],
)
def compared(snapshot: Snapshot) -> Iterator[Check]:
    """Quality, permission and refresh are said for the pilot and for production."""
    sentence = _("“{name}” still needs: {missing}.")
    fields = [f for pair in _PAIRS for f in pair if f is not DataSource.permission_production]
    yield from each_given(entered(snapshot, DataSource), sentence, *fields)


@rule(
    "data.gap",
    Severity.SHOULD,
    "data",
    N_("A difference that nobody wrote down is found by the first user."),
    [DataSource],
)
def gaps_written_down(snapshot: Snapshot) -> Iterator[Check]:
    """What is not the same in production is written down as a gap."""
    sentence = _("“{name}” is not the same in production ({what}): which gap is to be closed?")
    for source in entered(snapshot, DataSource):
        different = [new for old, new in _PAIRS if _differ(source, old.name, new.name)]
        if source.gap or not different:
            yield passed()
        else:
            yield check(source, False, sentence, DataSource.gap, what=labels(different))


def _differ(source: DataSource, old: str, new: str) -> bool:
    pilot, production = str(source.values[old]), str(source.values[new])
    return bool(pilot and production and pilot.casefold() != production.casefold())


@rule(
    "data.gap-plan",
    Severity.SHOULD,
    "data",
    N_("A gap closes when somebody knows how, and by when."),
    [DataSource],
)
def gaps_planned(snapshot: Snapshot) -> Iterator[Check]:
    """Each open gap says what closes it, and when."""
    sentence = _("The gap of “{name}” still needs: {missing}.")
    yield from each_given(_gaps_open(snapshot), sentence, DataSource.action, DataSource.due)


@rule(
    "data.gap-late",
    Severity.MUST,
    "data",
    N_("A gap that is open at go-live is open in front of the users."),
    [DataSource, Pilot, WorkshopInfo],
)
def gaps_closed_in_time(snapshot: Snapshot) -> Iterator[Check]:
    """Each gap is closed before go-live."""
    pilot = snapshot.one(Pilot)
    for source in _gaps_open(snapshot):
        if source.due is None or pilot.go_live is None:
            continue
        if source.due <= pilot.go_live:
            yield passed()
        else:
            yield check(
                source,
                False,
                _("The gap of “{name}” closes on {due}, after go-live on {go_live}."),
                DataSource.due,
                due=display.text_of(snapshot, source, DataSource.due),
                go_live=display.text_of(snapshot, pilot, Pilot.go_live),
            )
