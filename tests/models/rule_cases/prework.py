"""Step 1: answers to the questionnaires."""

from __future__ import annotations

from models.records import (
    Answer,
    DataSource,
    Group,
    ParkedPoint,
    Person,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from tests.models.rule_cases.common import ANNA, CARA, another, quiet, says

DESK = Group.new(name="Intake", people_now=None)
TARGET = ValueTarget.new(what="Time a claim", sort="time", group=DESK.id)
PEOPLE = "Intake: How many people do this work today?"
HEADS = Answer.new(question=PEOPLE, answer="12", person=ANNA.id, about=f"{DESK.id}.people")
SYSTEMS = Answer.new(question="x", answer="Mail", person=ANNA.id, about=f"{DESK.id}.systems")
DATA = Answer.new(question="Data?", answer="Claims; Mail", about=f"{DESK.id}.data")
ELSE = Answer.new(question="Else?", answer="Brokers", person=CARA.id, about="workshop.else")
MINUTES = Answer.new(question="Minutes?", answer="15 min", about=f"{TARGET.id}.minutes")

says(
    "setup.answers-differ",
    f"The answers to “{PEOPLE}” differ: 12 (Head of Claims); 14 (Analyst).",
    about=[ANNA, CARA, DESK, HEADS, another(HEADS, answer="14", person=CARA.id)],
)
says(
    "setup.answers-differ",
    f"The answers to “{PEOPLE}” differ: 12 (Head of Claims); 10 (written down here).",
    about=[ANNA, DESK.replace(people_now=10), HEADS],
)
quiet("setup.answers-differ", ANNA, DESK, HEADS, another(HEADS, answer="12.0", person=CARA.id))
quiet("setup.answers-differ", ANNA, DESK.replace(people_now=12), HEADS)
quiet("setup.answers-differ", ANNA, DESK.replace(people_now=10), HEADS.replace(settled=True))
quiet("setup.answers-differ", DESK, SYSTEMS, another(SYSTEMS, answer="Phone"), DATA, ELSE)
quiet("setup.answers-differ", HEADS, Answer.new(), MINUTES)

says(
    "setup.answers-used",
    f"The answers to “{PEOPLE}” are not taken over yet: 12 (Head of Claims).",
    about=[ANNA, DESK, HEADS],
)
says(
    "setup.answers-used",
    "The answers to “Minutes?” are not taken over yet: 15 min (somebody).",
    about=[DESK, TARGET, MINUTES],
)
says(
    "setup.answers-used",
    "The answers to “Data?” are not taken over yet: Claims; Mail (somebody).",
    "The answers to “Else?” are not taken over yet: Brokers (Analyst).",
    about=[CARA, DESK, DataSource.new(name="Mail"), DATA, ELSE],
)
quiet("setup.answers-used", DESK, TARGET.replace(minutes_before=15.0), MINUTES)
quiet("setup.answers-used", DESK.replace(people_now=12), HEADS)
quiet(
    "setup.answers-used",
    *(DESK, SYSTEMS, UseCase.new(workflow_today="By phone.\nIntake: mail")),
    *(DATA, DataSource.new(name="mail"), DataSource.new(name="Claims")),
    *(ELSE, ParkedPoint.new(what="brokers"), WorkshopInfo.new(), Person.new(name="Somebody")),
)
