"""The steps of the workshop: what each one asks, shows and collects.

A page of the window and a section of the charter are built from one of these descriptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from models import records as r
from models.i18n import N_, _
from models.record import Record


class Section(NamedTuple):
    """One part of a step: a form, a table, or the matrix, over one record type."""

    record_type: type[Record]
    matrix: bool = False

    @property
    def label(self) -> str:
        """The section's heading, in the current language."""
        if self.matrix:
            return _(N_("Matrix"))
        return self.record_type.label() if self.record_type.single else self.record_type.plural()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `id` is stored in agenda blocks and findings and never changes."""

    id: str
    _title: str
    _question: str
    sections: tuple[Section, ...]
    _prompts: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    """Names of the views that show it at a glance: pictures (`exports.pictures`), and tables made
    of its records, "categories" and "trace"."""

    @property
    def title(self) -> str:
        """The step's name, in the current language."""
        return _(self._title)

    @property
    def question(self) -> str:
        """The one question for the room, in the current language."""
        return _(self._question)

    @property
    def prompts(self) -> list[str]:
        """What the facilitator can ask next, in the current language."""
        return [_(prompt) for prompt in self._prompts]


STEPS: tuple[Step, ...] = (
    Step(
        "setup",
        N_("Set-up"),
        N_("Who is here, and what do we leave with?"),
        (
            Section(r.WorkshopInfo),
            Section(r.Person),
            Section(r.AgendaBlock),
            Section(r.Answer),
        ),
        (
            N_("Who can say yes to the budget, and is that person in the room?"),
            N_("Who will run it every day, and is that person in the room?"),
            N_("What would make today worth everybody's time?"),
            N_("Who decides when we do not agree?"),
        ),
    ),
    Step(
        "frame",
        N_("Frame the pilot"),
        N_("When this runs in production, whose work changes?"),
        (
            Section(r.UseCase),
            Section(r.Pilot),
            Section(r.Group),
            Section(r.EarlierPilot),
        ),
        (
            N_("Walk us through one case, from the moment it arrives."),
            N_("Who works with the result without having asked for it?"),
            N_("What is left out of the pilot that production cannot leave out?"),
            N_("What became of the last pilot, and why?"),
        ),
    ),
    Step(
        "value",
        N_("Value in numbers"),
        N_("How many hours, how much money, whose?"),
        (Section(r.ValueTarget), Section(r.Claim), Section(r.EstimateRound)),
        (
            N_("How often does this happen in a month, and who counted?"),
            N_("How many minutes today? How many afterwards?"),
            N_("What happens with the time that is won?"),
            N_("Would finance sign this figure?"),
        ),
        ("ranges",),
    ),
    Step(
        "raci",
        N_("Ownership & RACI"),
        N_("Who answers for it when the project team is gone?"),
        (
            Section(r.Assignment, matrix=True),
            Section(r.Ownership),
            Section(r.Role),
            Section(r.Activity),
        ),
        (
            N_("Who answers for it when the project team is gone?"),
            N_("Who maintains the prompts, who reviews the outputs, and who may stop it?"),
            N_("It is down on Monday at eight: who gets the call?"),
            N_("Who stands in when the owner is on holiday?"),
        ),
    ),
    Step(
        "cost",
        N_("Production cost"),
        N_("What will this cost when it runs every day, and who pays in month 13?"),
        (Section(r.CostLine), Section(r.CostBasis), Section(r.Disclosure)),
        (
            N_("Whose budget pays in month 13, and does its owner know?"),
            N_("What was free in the pilot and will not be in production?"),
            N_("What does it cost with ten times the users?"),
            N_("Has the sponsor heard this figure, and from whom?"),
        ),
        ("bridge", "categories"),
    ),
    Step(
        "governance",
        N_("Governance"),
        N_("Which rules must it obey, and who sees to each?"),
        (Section(r.Requirement), Section(r.AccessRole), Section(r.IncidentLevel)),
        (
            N_("What may it never see, and who makes sure of that?"),
            N_("A wrong answer reaches a customer: what happens in the first hour?"),
            N_("An auditor asks why it decided so: what do we show?"),
            N_("What happens when the supplier changes the model?"),
        ),
        ("coverage",),
    ),
    Step(
        "data",
        N_("Production data"),
        N_("What differs between pilot data and production data?"),
        (Section(r.DataSource),),
        (
            N_("Was the pilot's data chosen or cleaned by hand?"),
            N_("Who allowed it for the pilot, and does that hold for every day?"),
            N_("How old may the data be before the answer is wrong?"),
            N_("Who notices when a source changes or stops?"),
        ),
    ),
    Step(
        "change",
        N_("Change"),
        N_("How do the people who were not in the pilot start using it?"),
        (
            Section(r.Training),
            Section(r.Wave),
            Section(r.Communication),
            Section(r.AdoptionMeasure),
            Section(r.FeedbackLoop),
        ),
        (
            N_("What changes when 10 users become 200?"),
            N_("Who is likely to stay with the old way, and what would help them?"),
            N_("How does a user say that it was wrong, and who answers?"),
            N_("Which behaviour shows that they really use it?"),
        ),
        ("waves",),
    ),
    Step(
        "operations",
        N_("Operations"),
        N_("Who maintains the prompts, who reviews the outputs, what happens when it is down?"),
        (Section(r.Procedure), Section(r.KnowledgeItem), Section(r.ScaleChange)),
        (
            N_("It is down on Monday at eight: what do people do until it is back?"),
            N_("What does the pilot team know that is written down nowhere?"),
            N_("Who changes a prompt, who tests it, who says yes?"),
            N_("What changes at 10 to 200 users: access, onboarding, support?"),
        ),
    ),
    Step(
        "measures",
        N_("Measures"),
        N_("How will we know, and who will be told?"),
        (Section(r.Kpi), Section(r.ExecutiveReport)),
        (
            N_("Would two people count the same number?"),
            N_("How is it today, and who measured that?"),
            N_("What could get worse while this gets better?"),
            N_("Who reads the report, and what can they decide?"),
        ),
    ),
    Step(
        "gate",
        N_("Go / no-go"),
        N_("Which result means go, and what happens the next morning?"),
        (
            Section(r.Condition),
            Section(r.GateDecision),
            Section(r.StopCondition),
            Section(r.RehearsalCard),
            Section(r.Amendment),
        ),
        (
            N_("Which number would make us stop?"),
            N_("How many cases do we need to believe it?"),
            N_("What happens the morning after a go: who, with which money?"),
            N_("What if it is nearly met?"),
        ),
        ("timeline",),
    ),
    Step(
        "review",
        N_("Review & sign"),
        N_("What is still open, and do we agree?"),
        (
            Section(r.Decision),
            Section(r.Action),
            Section(r.Risk),
            Section(r.ParkedPoint),
            Section(r.Vote),
            Section(r.AcceptedFinding),
            Section(r.Version),
        ),
        (
            N_("Read the decisions aloud: does everybody agree with the wording?"),
            N_("Which open point could stop us, and who closes it by when?"),
            N_("What number would make us stop?"),
            N_("What happens the day after a go?"),
        ),
        ("trace",),
    ),
)

BY_ID = {step.id: step for step in STEPS}


def step_of(record_type: type[Record]) -> Step | None:
    """The step in which records of a type are edited."""
    return next(
        (s for s in STEPS if any(part.record_type is record_type for part in s.sections)), None
    )
