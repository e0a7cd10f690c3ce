"""Rules of step 4 on the rows of the responsibility matrix.

They follow the usual analysis of such a matrix. A large workshop has 400 rows, so they look
at letters alone, and fetch names for the sentences only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.checks import (
    Check,
    Severity,
    called,
    check,
    check_some,
    entered,
    passed,
    rule,
    rule_of_each,
)
from models.i18n import N_, _
from models.raci import letters_by_row, row_of
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot

MANY_RESPONSIBLE = 3
MANY_CONSULTED = 5


def _rows(snapshot: Snapshot, activities: Sequence[Activity]) -> list[tuple[Activity, str]]:
    """Each of the activities that has letters, with all of them in one text."""
    letters = letters_by_row(snapshot)
    return [(a, letters[a.id]) for a in activities if a.id in letters]


def _accountable(snapshot: Snapshot, activity: Activity) -> str:
    row = row_of(snapshot, activity)
    roles = (role for role in snapshot.all(Role) if "A" in row.get(role.id, ""))
    return ", ".join(called(role) for role in roles)


@rule(
    "raci.activities",
    Severity.MUST,
    "raci",
    N_("What has to be done in production is otherwise found out in production."),
    [Activity],
)
def some_activity(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one activity."""
    yield check_some(snapshot, Activity, _("There is no activity in the matrix yet."))


@rule_of_each(
    "raci.one-accountable",
    Severity.MUST,
    "raci",
    N_("Where two answer for something, or nobody does, nobody acts when it goes wrong."),
    Activity,
    by=[Assignment.activity],
    reads=[Role],
)
def one_accountable(snapshot: Snapshot, activities: Sequence[Activity]) -> Iterator[Check]:
    """Each activity has exactly one A."""
    if not entered(snapshot, Role):
        return  # one finding says so; a row each would not help
    nobody = _("“{name}” has nobody accountable.")
    several = _("“{name}” has several accountable: {roles}.")
    letters = letters_by_row(snapshot)
    for activity in activities:
        number = letters.get(activity.id, "").count("A")
        if number == 1:
            yield passed()
        elif number == 0:
            yield check(activity, False, nobody, table=Assignment)
        else:
            roles = _accountable(snapshot, activity)
            yield check(activity, False, several, table=Assignment, roles=roles)


@rule_of_each(
    "raci.responsible",
    Severity.MUST,
    "raci",
    N_("Somebody has to do the work."),
    Activity,
    by=[Assignment.activity],
)
def somebody_responsible(snapshot: Snapshot, activities: Sequence[Activity]) -> Iterator[Check]:
    """Each activity that has letters has an R."""
    sentence = _("“{name}” has nobody who does it.")
    for activity, row in _rows(snapshot, activities):
        if "R" in row:
            yield passed()
        else:
            yield check(activity, False, sentence, table=Assignment)


@rule_of_each(
    "raci.many-responsible",
    Severity.HINT,
    "raci",
    N_("Work that many do is usually several activities, or left to the others."),
    Activity,
    by=[Assignment.activity],
)
def not_many_responsible(snapshot: Snapshot, activities: Sequence[Activity]) -> Iterator[Check]:
    """No activity has more than three R."""
    sentence = _("“{name}” is done by {number} roles: split it?")
    for activity, row in _rows(snapshot, activities):
        number = row.count("R")
        if number <= MANY_RESPONSIBLE:
            yield passed()
        else:
            yield check(activity, False, sentence, table=Assignment, number=str(number))


@rule_of_each(
    "raci.many-consulted",
    Severity.HINT,
    "raci",
    N_("Everybody who has to be asked makes it slower."),
    Activity,
    by=[Assignment.activity],
)
def not_many_consulted(snapshot: Snapshot, activities: Sequence[Activity]) -> Iterator[Check]:
    """No activity has more than five C."""
    sentence = _("“{name}” has {number} roles to consult: are they all needed?")
    for activity, row in _rows(snapshot, activities):
        number = row.count("C")
        if number <= MANY_CONSULTED:
            yield passed()
        else:
            yield check(activity, False, sentence, table=Assignment, number=str(number))


@rule_of_each(
    "raci.works-alone",
    Severity.HINT,
    "raci",
    N_("What nobody else hears of surprises somebody later."),
    Activity,
    by=[Assignment.activity],
)
def somebody_hears(snapshot: Snapshot, activities: Sequence[Activity]) -> Iterator[Check]:
    """Each activity has somebody to consult or inform."""
    sentence = _("“{name}” has nobody to consult or inform: do they work alone?")
    for activity, row in _rows(snapshot, activities):
        if "C" in row or "I" in row:
            yield passed()
        else:
            yield check(activity, False, sentence, table=Assignment)
