"""Step 8: change."""

from __future__ import annotations

from models.records import (
    AdoptionMeasure,
    Communication,
    FeedbackLoop,
    Group,
    Pilot,
    Training,
    Wave,
)
from tests.models.rule_cases.common import ANNA, day, quiet, says

HANDLERS = Group.new(name="Handlers", people_now=180, in_production=200)
COURSE = Training.new(content="First steps", group=HANDLERS.id)

says("change.trained", "“Handlers” has no training.", about=[HANDLERS, Group.new()])
quiet("change.trained", HANDLERS, COURSE)
quiet("change.trained", HANDLERS.replace(in_production=0))

says(
    "change.training-plan",
    "“First steps” still needs: Owner, Hours a person, How we check it.",
    about=[HANDLERS, COURSE],
)
quiet(
    "change.training-plan",
    ANNA,
    HANDLERS,
    COURSE.replace(owner=ANNA.id, hours=0.0, check="Three letters"),
)

says(
    "change.reach",
    "The waves reach 120 of 200 people affected.",
    about=[HANDLERS, Wave.new(name="First", people=100), Wave.new(name="Second", people=20)],
)
says(
    "change.reach",
    "No wave says when the 200 people affected start.",
    about=[HANDLERS, Wave.new(name="First")],
)
says(
    "change.reach",
    "No wave says when the 1 person affected starts.",
    about=[HANDLERS.replace(in_production=1)],
)
says(
    "change.reach",
    "The waves reach 0 of 30 people of “Desk”.",
    "The waves reach 120 of 200 people of “Handlers”.",
    about=[
        Group.new(name="Desk", in_production=30),
        HANDLERS,
        Group.new(name="Nobody", in_production=0),
        Wave.new(name="First", people=100, group=HANDLERS.id),
        Wave.new(name="Second", people=20, group=HANDLERS.id),
    ],
)
says(
    "change.reach",
    "The waves reach 0 of 30 people of “Desk”.",
    about=[
        Group.new(name="Desk", in_production=30),
        HANDLERS,
        Wave.new(name="All", people=9999, group=HANDLERS.id),
    ],
)
says(
    "change.reach",
    "The waves reach 220 of 230 people affected.",
    about=[
        Group.new(name="Desk", in_production=30),
        HANDLERS,
        Wave.new(name="First", people=500, group=HANDLERS.id),
        Wave.new(name="Rest", people=20),
    ],
)
quiet(
    "change.reach",
    Group.new(name="Desk", in_production=30),
    HANDLERS,
    Wave.new(name="First", people=190, group=HANDLERS.id),
    Wave.new(name="Rest", people=40),
)
quiet("change.reach", HANDLERS, Wave.new(name="All", people=200))
quiet("change.reach", Wave.new(name="All", people=200))

says(
    "change.wave-size",
    "The waves of “Handlers” have 9,999 people, but only 200 will use it.",
    about=[HANDLERS, Wave.new(name="All", people=9999, group=HANDLERS.id)],
)
quiet("change.wave-size", HANDLERS, Wave.new(name="All", people=200, group=HANDLERS.id))
quiet("change.wave-size", HANDLERS, Wave.new(name="All", people=9999))

says(
    "change.wave-plan",
    "“First” still needs: Starts, Starts when.",
    about=[Wave.new(name="First"), Wave.new()],
)
quiet("change.wave-plan", Wave.new(name="First", start=day(6, 1), entry="Support is there"))

_early = Wave.new(name="First", start=day(5, 1))
says(
    "change.first-wave",
    "“First” starts on 1 May 2026, before go-live on 1 Jun 2026.",
    about=[
        Wave.new(name="Second", start=day(5, 10)),
        _early,
        Pilot.new(go_live=day(6, 1)),
    ],
)
quiet("change.first-wave", _early, Pilot.new(go_live=day(5, 1)))
quiet("change.first-wave", _early)

says("change.adoption", "There is no adoption measure yet.")
quiet("change.adoption", AdoptionMeasure.new(behaviour="Sends the draft"))

says(
    "change.adoption-threshold",
    "“Sends the draft” does not say how much is enough.",
    about=[AdoptionMeasure.new(behaviour="Sends the draft")],
)
quiet(
    "change.adoption-threshold",
    AdoptionMeasure.new(behaviour="Sends the draft", threshold="70 %"),
)

says("change.feedback", "There is no feedback loop yet.")
quiet("change.feedback", FeedbackLoop.new(channel="Office hour"))

says(
    "change.feedback-owner",
    "“Office hour” has nobody who answers.",
    about=[FeedbackLoop.new(channel="Office hour")],
)
quiet("change.feedback-owner", ANNA, FeedbackLoop.new(channel="Office hour", owner=ANNA.id))

says("change.communication", "No communication is planned yet.")
quiet("change.communication", Communication.new(message="What changes on Monday"))
