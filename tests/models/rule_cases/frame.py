"""Steps 1 and 2: set-up, and the frame of the pilot."""

from __future__ import annotations

from models.records import (
    AgendaBlock,
    EarlierPilot,
    Group,
    Pilot,
    UseCase,
    WorkshopInfo,
)
from tests.models.rule_cases.common import ANNA, BEN, CARA, day, quiet, says

# --- Set-up

_named = WorkshopInfo.new(initiative="Claims assistant", client="Insurer", held_on=day(1, 15))
says("setup.named", "The workshop still needs: Initiative, Client, Date of the workshop.")
says(
    "setup.named",
    "The workshop still needs: Client.",
    about=[_named.replace(client="")],
)
quiet("setup.named", _named)

says(
    "setup.start-time",
    "“25:99” is no time of day: write it like 09:00.",
    about=[WorkshopInfo.new(starts_at="25:99")],
)
quiet("setup.start-time", WorkshopInfo.new(starts_at="8.30"))
quiet("setup.start-time", WorkshopInfo.new(starts_at=""))

says("setup.sponsor", "No sponsor is named.")
quiet("setup.sponsor", ANNA, WorkshopInfo.new(sponsor=ANNA.id))

says(
    "setup.sponsor-present",
    "The sponsor, “Project lead”, is not in the room.",
    about=[BEN, WorkshopInfo.new(sponsor=BEN.id)],
)
says(
    "setup.sponsor-present",
    "It is not said whether the sponsor, “Analyst”, is in the room.",
    about=[CARA, WorkshopInfo.new(sponsor=CARA.id)],
)
quiet("setup.sponsor-present", ANNA, WorkshopInfo.new(sponsor=ANNA.id))
quiet("setup.sponsor-present")

says("setup.decides", "Nobody's part in the workshop is to decide.", about=[BEN])
quiet("setup.decides", ANNA)

says("setup.facilitator", "No facilitator is named.")
quiet("setup.facilitator", CARA, WorkshopInfo.new(facilitator=CARA.id))

says("setup.agenda", "There is no agenda yet.", about=[AgendaBlock.new()])
quiet("setup.agenda", AgendaBlock.new(heading="Open", minutes=10))

# --- Frame the pilot

says("frame.use-case", "The use case still needs: The workflow today, In scope.")
quiet("frame.use-case", UseCase.new(workflow_today="A clerk reads it.", in_scope="Motor claims"))

says("frame.dates", "The pilot has no date yet for: Pilot starts, Pilot ends, Decision on.")
says(
    "frame.dates",
    "The pilot has no date yet for: Decision on.",
    about=[Pilot.new(start=day(1, 5), end=day(3, 27))],
)
quiet("frame.dates", Pilot.new(start=day(1, 5), end=day(3, 27), decision_on=day(4, 2)))

says(
    "frame.date-order",
    "The pilot ends on 5 Jan 2026, but starts on 27 Mar 2026.",
    "Go-live is on 1 Apr 2026, but the decision on 2 Apr 2026.",
    about=[Pilot.new(start=day(3, 27), end=day(1, 5), decision_on=day(4, 2), go_live=day(4, 1))],
)
says(
    "frame.date-order",
    "The decision is on 1 Mar 2026, but the pilot ends on 27 Mar 2026.",
    about=[Pilot.new(end=day(3, 27), decision_on=day(3, 1))],
)
quiet(
    "frame.date-order",
    Pilot.new(start=day(1, 5), end=day(3, 27), decision_on=day(3, 27), go_live=day(6, 1)),
)

says(
    "frame.workshop-first",
    "The workshop is on 12 Jan 2026, when the pilot has been running since 5 Jan 2026.",
    about=[Pilot.new(start=day(1, 5)), WorkshopInfo.new(held_on=day(1, 12))],
)
quiet("frame.workshop-first", Pilot.new(start=day(1, 5)), WorkshopInfo.new(held_on=day(1, 5)))
quiet("frame.workshop-first", Pilot.new(start=day(1, 5)))

says("frame.representative", "Nobody has said why the pilot team is representative.")
quiet("frame.representative", Pilot.new(representative="Drawn by lot."))

says("frame.real", "The pilot still needs: Real tasks, Real data.")
says(
    "frame.real", "The pilot still needs: Real data.", about=[Pilot.new(real_tasks="First letter")]
)
quiet("frame.real", Pilot.new(real_tasks="First letter", real_data="Claims of May"))

says("frame.groups", "There is no group yet whose work changes.", about=[Group.new()])
quiet("frame.groups", Group.new(name="Handlers"))

says(
    "frame.group-size",
    "“Handlers” still needs: People now, In production.",
    "“Leads” still needs: In production.",
    about=[Group.new(name="Handlers"), Group.new(name="Leads", people_now=4)],
)
quiet("frame.group-size", Group.new(name="Handlers", people_now=0, in_production=40), Group.new())

says(
    "frame.pilot-size",
    "“Handlers” has 1,200 people in the pilot, but only 40 in production.",
    about=[Group.new(name="Handlers", in_pilot=1200, in_production=40)],
)
quiet("frame.pilot-size", Group.new(name="Handlers", in_pilot=40, in_production=40))
quiet("frame.pilot-size", Group.new(name="Handlers", in_pilot=40))

says(
    "frame.pilot-share",
    "Only 1.5 % of the people who will use it are in the pilot.",
    about=[Group.new(name="Handlers", in_pilot=3, in_production=200)],
)
quiet("frame.pilot-share", Group.new(name="Handlers", in_pilot=4, in_production=200))
quiet("frame.pilot-share", Group.new(name="Handlers", in_production=200))

says("frame.earlier-pilots", "No earlier pilot is listed.")
quiet("frame.earlier-pilots", EarlierPilot.new(name="Chatbot"))
