"""Step 9: operations."""

from __future__ import annotations

from models.records import KnowledgeItem, Pilot, Procedure, ScaleChange
from tests.models.rule_cases.common import ANNA, BEN, CARA, another, day, quiet, says

DOWN = Procedure.new(name="It is down")
PROMPTS = KnowledgeItem.new(what="Why the prompts are so long")
ACCESS = ScaleChange.new(topic="Access")
_live = Pilot.new(go_live=day(6, 1))

says("operations.some", "There is no procedure yet.", about=[Procedure.new()])
quiet("operations.some", DOWN)

says(
    "operations.documented",
    "“It is down” still needs: Owner, Document.",
    about=[DOWN, Procedure.new()],
)
quiet("operations.documented", ANNA, DOWN.replace(owner=ANNA.id, document="Handbook, 4"))

says(
    "operations.planned",
    "“It is down” still has to say: Escalate to, Ready by.",
    "“Review” still has to say: Escalate to.",
    about=[DOWN, Procedure.new(name="Review", status="done"), Procedure.new()],
)
quiet("operations.planned", ANNA, DOWN.replace(escalation=ANNA.id, ready_by=day(5, 4)))
quiet("operations.planned", ANNA, DOWN.replace(escalation=ANNA.id, status="done"))

says(
    "operations.ready",
    "“It is down” is ready on 2 Jun 2026, after go-live on 1 Jun 2026.",
    "“Access” is ready on 3 Jun 2026, after go-live on 1 Jun 2026.",
    about=[_live, ACCESS.replace(ready_by=day(6, 3)), DOWN.replace(ready_by=day(6, 2))],
)
quiet("operations.ready", _live, ACCESS.replace(ready_by=day(6, 1)), DOWN)
quiet("operations.ready", _live, DOWN.replace(ready_by=day(6, 2), status="done"))
quiet("operations.ready", Pilot.new(), DOWN.replace(ready_by=day(6, 2)))

says(
    "operations.stays",
    "“It is down” depends on “Project lead”, who leaves after the pilot.",
    "“Review” depends on “Project lead”, who leaves after the pilot.",
    "“Access” depends on “Project lead”, who leaves after the pilot.",
    about=[
        ANNA,
        BEN,
        DOWN.replace(owner=BEN.id, escalation=BEN.id),
        Procedure.new(name="Review", owner=ANNA.id, escalation=BEN.id),
        ACCESS.replace(owner=BEN.id),
    ],
)
quiet("operations.stays", ANNA, BEN, DOWN.replace(owner=ANNA.id, escalation=ANNA.id), ACCESS)

says("operations.knowledge", "Nobody has said yet what only the pilot team knows.")
quiet("operations.knowledge", PROMPTS)

says(
    "operations.knowledge-plan",
    "“Why the prompts are so long” still needs: Recorded in, Handed to, Due.",
    "“Test set” still needs: Recorded in, Handed to.",
    about=[
        CARA,
        PROMPTS.replace(held_by=CARA.id),
        KnowledgeItem.new(what="Test set", status="done"),
        KnowledgeItem.new(),
    ],
)
says(
    "operations.knowledge-plan",
    "“Why the prompts are so long” still needs: Recorded in, Due.",
    about=[BEN, PROMPTS.replace(held_by=BEN.id)],
)
_recorded = PROMPTS.replace(recorded_in="Wiki", handed_to=ANNA.id, due=day(3, 20))
quiet("operations.knowledge-plan", ANNA, _recorded)

says(
    "operations.knowledge-kept",
    "“Why the prompts are so long” is known to “Project lead”, who leaves,"
    " and is handed to nobody.",
    about=[BEN, PROMPTS.replace(held_by=BEN.id)],
)
quiet("operations.knowledge-kept", ANNA, BEN, PROMPTS.replace(held_by=BEN.id, handed_to=ANNA.id))
quiet("operations.knowledge-kept", CARA, PROMPTS.replace(held_by=CARA.id), another(PROMPTS))

says(
    "operations.knowledge-stays",
    "“Why the prompts are so long” is handed to “Project lead”, who leaves after the pilot.",
    about=[BEN, PROMPTS.replace(handed_to=BEN.id)],
)
quiet("operations.knowledge-stays", ANNA, BEN, PROMPTS.replace(held_by=BEN.id, handed_to=ANNA.id))

says("operations.scale", "Nobody has said yet what changes with many more users.")
quiet("operations.scale", ACCESS)

says(
    "operations.scale-plan",
    "“Access” still needs: In production, Owner.",
    about=[ACCESS.replace(in_pilot="By hand"), ScaleChange.new()],
)
quiet("operations.scale-plan", ANNA, ACCESS.replace(in_production="By group", owner=ANNA.id))
