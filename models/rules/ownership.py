"""Rules of step 4 on the production owner; `models.rules.matrix` has those on the matrix."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks import Check, Severity, called, check, rule
from models.i18n import N_, _
from models.raci import letters_by_column
from models.records import Assignment, Ownership, Person, Role
from models.snapshot import Snapshot


def _owner(snapshot: Snapshot) -> Person | None:
    return snapshot.get(Person, snapshot.one(Ownership).owner)


@rule(
    "raci.owner",
    Severity.MUST,
    "raci",
    N_("When the project team is gone, somebody has to answer for the service."),
    [Ownership],
)
def owner_named(snapshot: Snapshot) -> Iterator[Check]:
    """There is a production owner."""
    ownership = snapshot.one(Ownership)
    yield check(ownership, ownership.owner, _("No production owner is named."), Ownership.owner)


@rule(
    "raci.owner-present",
    Severity.MUST,
    "raci",
    N_("An owner who was not asked from day one has not accepted the job."),
    [Ownership, Person],
)
def owner_present(snapshot: Snapshot) -> Iterator[Check]:
    """The production owner is not absent."""
    owner = _owner(snapshot)
    if owner and owner.present is not None:
        sentence = _("The production owner, “{name}”, is not in the room.")
        yield check(owner, owner.present, sentence, Person.present)


@rule(
    "raci.owner-presence-said",
    Severity.SHOULD,
    "raci",
    N_("An owner who was not asked from day one has not accepted the job."),
    [Ownership, Person],
)
def owner_presence_said(snapshot: Snapshot) -> Iterator[Check]:
    """Whether the production owner is in the room is known."""
    owner = _owner(snapshot)
    if owner:
        sentence = _("It is not said whether the production owner, “{name}”, is in the room.")
        yield check(owner, owner.present is not None, sentence, Person.present)


@rule(
    "raci.owner-stays",
    Severity.MUST,
    "raci",
    N_("An owner who leaves with the project team leaves the service without one."),
    [Ownership, Person],
)
def owner_stays(snapshot: Snapshot) -> Iterator[Check]:
    """The production owner does not leave after the pilot."""
    owner = _owner(snapshot)
    if owner:
        sentence = _("The production owner, “{name}”, leaves after the pilot.")
        yield check(owner, not owner.leaves, sentence, Person.leaves)


@rule(
    "raci.deputy",
    Severity.SHOULD,
    "raci",
    N_("Services also fail while their owner is on holiday."),
    [Ownership],
)
def deputy_named(snapshot: Snapshot) -> Iterator[Check]:
    """The production owner has a deputy."""
    ownership = snapshot.one(Ownership)
    if ownership.owner:
        sentence = _("The production owner has no deputy.")
        yield check(ownership, ownership.deputy, sentence, Ownership.deputy)


@rule(
    "raci.deputy-differs",
    Severity.SHOULD,
    "raci",
    N_("Nobody can stand in for themselves."),
    [Ownership, Person],
)
def deputy_differs(snapshot: Snapshot) -> Iterator[Check]:
    """Owner and deputy are two people."""
    ownership = snapshot.one(Ownership)
    deputy = snapshot.get(Person, ownership.deputy)
    if deputy:
        sentence = _("“{deputy}” is production owner and deputy at once.")
        differs = ownership.deputy != ownership.owner
        yield check(ownership, differs, sentence, Ownership.deputy, deputy=called(deputy))


@rule(
    "raci.mandate",
    Severity.SHOULD,
    "raci",
    N_("Who may not stop, change or pay for it does not own it."),
    [Ownership],
)
def mandate_said(snapshot: Snapshot) -> Iterator[Check]:
    """It is said what the owner may decide alone."""
    ownership = snapshot.one(Ownership)
    if ownership.owner:
        sentence = _("It is not said what the production owner may decide alone.")
        yield check(ownership, ownership.mandate, sentence, Ownership.mandate)


@rule(
    "raci.owner-accountable",
    Severity.SHOULD,
    "raci",
    N_("An owner who is accountable for nothing owns a title."),
    [Ownership, Person, Role, Assignment],
)
def owner_accountable(snapshot: Snapshot) -> Iterator[Check]:
    """The production owner is accountable for something in the matrix."""
    owner = _owner(snapshot)
    if owner and snapshot.all(Assignment):
        roles: list[Role] = snapshot.grouped(Role.person).get(owner.id, [])
        letters = letters_by_column(snapshot)
        ok = any("A" in letters.get(role.id, "") for role in roles)
        sentence = _("The production owner, “{name}”, is accountable for nothing in the matrix.")
        yield check(owner, ok, sentence, table=Assignment)
