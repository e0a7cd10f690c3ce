"""Step 4: the production owner, and the matrix."""

from __future__ import annotations

from models.record import Record
from models.records import (
    Activity,
    Assignment,
    Ownership,
    Role,
    WorkshopInfo,
)
from tests.builders import matrix_of
from tests.models.rule_cases.common import ANNA, BEN, CARA, day, quiet, says

# --- Ownership

OWNED = Ownership.new(owner=ANNA.id)
BENS = Ownership.new(owner=BEN.id)

says("raci.owner", "No production owner is named.")
quiet("raci.owner", ANNA, OWNED)

says(
    "raci.owner-present",
    "The production owner, “Project lead”, is not in the room.",
    about=[BEN, BENS],
)
quiet("raci.owner-present", ANNA, OWNED)
quiet("raci.owner-present", CARA, Ownership.new(owner=CARA.id))

says(
    "raci.owner-presence-said",
    "It is not said whether the production owner, “Analyst”, is in the room.",
    about=[CARA, Ownership.new(owner=CARA.id)],
)
quiet("raci.owner-presence-said", BEN, BENS)

says(
    "raci.owner-stays",
    "The production owner, “Project lead”, leaves after the pilot.",
    about=[BEN, BENS],
)
quiet("raci.owner-stays", ANNA, OWNED)

says("raci.deputy", "The production owner has no deputy.", about=[ANNA, OWNED])
quiet("raci.deputy", ANNA, BEN, OWNED.replace(deputy=BEN.id))
quiet("raci.deputy")

says(
    "raci.deputy-differs",
    "“Head of Claims” is production owner and deputy at once.",
    about=[ANNA, OWNED.replace(deputy=ANNA.id)],
)
quiet("raci.deputy-differs", ANNA, BEN, OWNED.replace(deputy=BEN.id))
quiet("raci.deputy-differs", ANNA, OWNED)

says(
    "raci.mandate",
    "It is not said what the production owner may decide alone.",
    about=[ANNA, OWNED],
)
quiet("raci.mandate", ANNA, OWNED.replace(mandate="Stop it."))

_annas, _bens = Role.new(name="Owner", person=ANNA.id), Role.new(name="Lead", person=BEN.id)
_run = Activity.new(name="Run it")


def _cell(role: Role, letters: str, activity: Activity = _run) -> Assignment:
    return Assignment.new(activity=activity.id, role=role.id, letters=letters)


says(
    "raci.owner-accountable",
    "The production owner, “Head of Claims”, is accountable for nothing in the matrix.",
    about=[ANNA, OWNED, _annas, _run, _cell(_annas, "R")],
)
quiet("raci.owner-accountable", ANNA, OWNED, _annas, _run, _cell(_annas, "AR"))
quiet("raci.owner-accountable", ANNA, OWNED, _annas, _run)

# --- The matrix

says("raci.activities", "There is no activity in the matrix yet.", about=[Activity.new()])
quiet("raci.activities", _run)

says("raci.roles", "There is no role in the matrix yet.", about=[Role.new()])
quiet("raci.roles", _annas)

says(
    "raci.one-accountable",
    "“Handle complaints and appeals” has nobody accountable.",
    "“Run it” has several accountable: Owner, Lead.",
    about=matrix_of(
        {
            "Handle complaints and appeals": {"Owner": "R", "Lead": ""},
            "Run it": {"Lead": "A", "Owner": "AR"},
            "Review outputs": {"Owner": "A"},
        }
    ),
)
says("raci.one-accountable", "“Run it” has nobody accountable.", about=[_annas, _run])
quiet("raci.one-accountable", *matrix_of({"Run it": {"Owner": "AR", "Lead": "R"}}), Activity.new())
quiet("raci.one-accountable", _run)

says(
    "raci.responsible",
    "“Run it” has nobody who does it.",
    about=matrix_of({"Run it": {"Owner": "A"}, "Review": {"Owner": ""}}),
)
quiet("raci.responsible", *matrix_of({"Run it": {"Owner": "AR"}}))


def _row(letters: str) -> list[Record]:
    return matrix_of({"Run it": {f"Role {n}": letter for n, letter in enumerate(letters)}})


says("raci.many-responsible", "“Run it” is done by 4 roles: split it?", about=_row("RRRR"))
quiet("raci.many-responsible", *_row("RRRA"))

says(
    "raci.many-consulted",
    "“Run it” has 6 roles to consult: are they all needed?",
    about=_row("CCCCCC"),
)
quiet("raci.many-consulted", *_row("CCCCC"))

says(
    "raci.works-alone",
    "“Run it” has nobody to consult or inform: do they work alone?",
    about=_row("AR"),
)
quiet("raci.works-alone", *_row("AI"))
quiet("raci.works-alone", _run)

says(
    "raci.accountable-stays",
    "“Lead” is accountable for “Run it” but leaves on 30 Nov 2026.",
    about=[BEN, _bens, _run, _cell(_bens, "A")],
)
_review = Activity.new(name="Review")
_team = Role.new(name="Project team", leaves=True)
says(
    "raci.accountable-stays",
    "“Project team” is accountable for 2 activities but leaves after the pilot.",
    about=[_team, _run, _review, _cell(_team, "A"), _cell(_team, "AR", _review)],
)
says(
    "raci.accountable-stays",
    "“Project team” is accountable for “Run it” but leaves on 1 Dec 2026.",
    about=[_team.replace(leaves_on=day(12, 1)), _run, _cell(_team, "A")],
)
quiet("raci.accountable-stays", BEN, _bens, _run, _cell(_bens, "R"))
quiet("raci.accountable-stays", ANNA, _annas, _run, _cell(_annas, "A"))

says(
    "raci.role-person",
    "“Project team” has work to do, but no person fills the role.",
    about=[_team, _run, _cell(_team, "R")],
)
quiet("raci.role-person", _team, _run, _cell(_team, "CI"))
quiet("raci.role-person", ANNA, _annas, _run, _cell(_annas, "A"))


def _column(letters: str) -> list[Record]:
    return matrix_of({f"Task {n}": {"Owner": letter} for n, letter in enumerate(letters)})


says(
    "raci.role-overloaded",
    "“Owner” does 6 activities: can one role carry that?",
    about=_column("RRRRRR"),
)
quiet("raci.role-overloaded", *_column("RRRRRA"))

says(
    "raci.role-decides-all",
    "“Owner” is accountable for 4 of 6 activities: share some?",
    about=_column("AAAARR"),
)
quiet("raci.role-decides-all", *_column("AAARRR"))
quiet("raci.role-decides-all", *_column("AAAAA"))

says("raci.role-unused", "“Owner” has no letter in the matrix.", about=[_annas, Role.new()])
quiet("raci.role-unused", _annas, _run, _cell(_annas, "I"))

_third = Activity.new(name="Fund it")
says(
    "raci.sponsor-daily",
    "“Owner” is the sponsor's role, and accountable for 3 activities.",
    about=[
        WorkshopInfo.new(sponsor=ANNA.id),
        _annas,
        _cell(_annas, "A"),
        _cell(_annas, "A", _review),
        _cell(_annas, "AR", _third),
    ],
)
quiet(
    "raci.sponsor-daily",
    WorkshopInfo.new(sponsor=ANNA.id),
    _annas,
    _cell(_annas, "A"),
    _cell(_annas, "A", _review),
)
