"""Rules of step 4 on the columns of the responsibility matrix: the roles."""

from __future__ import annotations

from collections.abc import Iterator

from models import display
from models.checks import (
    Check,
    Severity,
    called,
    check,
    check_some,
    entered,
    passed,
    rule,
)
from models.i18n import N_, _, ngettext
from models.raci import column_of, leaves, letters_by_column
from models.records import Activity, Assignment, Person, Role, WorkshopInfo
from models.snapshot import Snapshot

MANY_TASKS = 5
FEW_ACTIVITIES = 6
"""Below, the share of one role in all activities says nothing."""
LARGE_SHARE = 0.6
SPONSOR_TASKS = 2


@rule(
    "raci.roles",
    Severity.MUST,
    "raci",
    N_("Without roles nobody can be given anything to do."),
    [Role],
)
def some_role(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one role."""
    yield check_some(snapshot, Role, _("There is no role in the matrix yet."))


@rule(
    "raci.accountable-stays",
    Severity.MUST,
    "raci",
    N_("What the project team answers for has nobody once the team is gone."),
    [Activity, Role, Assignment, Person, WorkshopInfo],
)
def accountable_stays(snapshot: Snapshot) -> Iterator[Check]:
    """No role that is accountable leaves after the pilot: one finding per role."""
    letters = letters_by_column(snapshot)
    for role in snapshot.all(Role):
        if "A" not in letters.get(role.id, ""):
            continue
        if leaves(snapshot, role):
            yield _leaves_work(snapshot, role)
        else:
            yield passed()


def _leaves_work(snapshot: Snapshot, role: Role) -> Check:
    held = [id_ for id_, letters in column_of(snapshot, role).items() if "A" in letters]
    sentence = ngettext(
        "“{name}” is accountable for “{activity}” but leaves {when}.",
        "“{name}” is accountable for {number} activities but leaves {when}.",
        len(held),
    )
    activity = snapshot.get(Activity, held[0])
    return check(
        role,
        False,
        sentence,
        table=Assignment,
        activity=called(activity) if activity else "",
        number=str(len(held)),
        when=_leaving(snapshot, role),
    )


def _leaving(snapshot: Snapshot, role: Role) -> str:
    person = snapshot.get(Person, role.person)
    if role.leaves_on:
        day = display.text_of(snapshot, role, Role.leaves_on)
    elif person and person.leaves_on:
        day = display.text_of(snapshot, person, Person.leaves_on)
    else:
        return _("after the pilot")
    return _("on {day}").format(day=day)


@rule(
    "raci.role-person",
    Severity.SHOULD,
    "raci",
    N_("A role without a person is a gap that looks filled."),
    [Role, Assignment],
)
def roles_filled(snapshot: Snapshot) -> Iterator[Check]:
    """Each role with an A or an R has a person."""
    letters = letters_by_column(snapshot)
    sentence = _("“{name}” has work to do, but no person fills the role.")
    for role in snapshot.all(Role):
        if {"A", "R"} & set(letters.get(role.id, "")):
            yield check(role, role.person, sentence, Role.person)


@rule(
    "raci.role-overloaded",
    Severity.HINT,
    "raci",
    N_("One role that does everything is the first thing to fail."),
    [Role, Assignment],
)
def roles_not_overloaded(snapshot: Snapshot) -> Iterator[Check]:
    """No role does more than five activities."""
    letters = letters_by_column(snapshot)
    sentence = _("“{name}” does {number} activities: can one role carry that?")
    for role in entered(snapshot, Role):
        number = letters.get(role.id, "").count("R")
        ok = number <= MANY_TASKS
        yield check(role, ok, sentence, table=Assignment, number=str(number))


@rule(
    "raci.role-decides-all",
    Severity.HINT,
    "raci",
    N_("Who answers for nearly everything is asked about everything, and everything waits."),
    [Role, Activity, Assignment],
)
def accountability_shared(snapshot: Snapshot) -> Iterator[Check]:
    """No role is accountable for more than 60 % of the activities."""
    activities = len(entered(snapshot, Activity))
    if activities < FEW_ACTIVITIES:
        return
    letters = letters_by_column(snapshot)
    sentence = _("“{name}” is accountable for {number} of {all} activities: share some?")
    for role in entered(snapshot, Role):
        number = letters.get(role.id, "").count("A")
        ok = number <= LARGE_SHARE * activities
        yield check(role, ok, sentence, table=Assignment, number=str(number), all=str(activities))


@rule(
    "raci.role-unused",
    Severity.HINT,
    "raci",
    N_("A column without a letter is a role that is not needed, or was forgotten."),
    [Role, Assignment],
)
def roles_used(snapshot: Snapshot) -> Iterator[Check]:
    """Each role has a letter somewhere."""
    letters = letters_by_column(snapshot)
    sentence = _("“{name}” has no letter in the matrix.")
    for role in entered(snapshot, Role):
        ok = role.id in letters
        yield check(role, ok, sentence, table=Assignment)


@rule(
    "raci.sponsor-daily",
    Severity.HINT,
    "raci",
    N_("A sponsor has no time for daily work, so it waits or is decided elsewhere."),
    [WorkshopInfo, Role, Assignment],
)
def sponsor_free(snapshot: Snapshot) -> Iterator[Check]:
    """The sponsor is accountable for no more than two activities."""
    sponsor = snapshot.one(WorkshopInfo).sponsor
    letters = letters_by_column(snapshot)
    sentence = _("“{name}” is the sponsor's role, and accountable for {number} activities.")
    for role in snapshot.grouped(Role.person).get(sponsor, []) if sponsor else []:
        number = letters.get(role.id, "").count("A")
        ok = number <= SPONSOR_TASKS
        yield check(role, ok, sentence, table=Assignment, number=str(number))
