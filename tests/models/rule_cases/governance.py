"""Step 6: governance."""

from __future__ import annotations

from datetime import date

from models.records import (
    AccessRole,
    IncidentLevel,
    Pilot,
    Requirement,
    WorkshopInfo,
)
from tests.models.rule_cases.common import ANNA, another, day, quiet, says

RULE = Requirement.new(what="Log retention", area="records", applies="yes")

says("governance.some", "There is no requirement yet.", about=[Requirement.new()])
quiet("governance.some", RULE)

_areas = [Requirement.new(what=c.value, area=c.value) for c in Requirement.area.choices]
says(
    "governance.areas",
    "No requirement is about “Human oversight” yet.",
    "No requirement is about “Third parties” yet.",
    about=[r for r in _areas if r.area not in ("oversight", "third_parties")],
)
quiet("governance.areas", *_areas)
quiet("governance.areas")

says(
    "governance.applies",
    "It is not settled whether 2 requirements apply, the first of them “Log retention”.",
    about=[RULE.replace(applies="unclear"), Requirement.new(what="Training"), another(RULE)],
)
says(
    "governance.applies",
    "It is not settled whether “Log retention” applies.",
    about=[RULE.replace(applies="unclear"), another(RULE, applies="no")],
)
quiet("governance.applies", RULE, another(RULE, applies="no"))

says(
    "governance.reason",
    "“Log retention” does not apply, but nobody said why.",
    about=[RULE.replace(applies="no")],
)
quiet("governance.reason", RULE)
quiet("governance.reason", RULE.replace(applies="no", why_not="No logs are made."))

says("governance.owner", "“Log retention” applies, but has no owner.", about=[RULE])
quiet("governance.owner", ANNA, RULE.replace(owner=ANNA.id))
quiet("governance.owner", RULE.replace(applies="unclear"))

says("governance.due", "“Log retention” applies, but does not say by when it is met.", about=[RULE])
quiet("governance.due", RULE.replace(due="pilot"))
quiet("governance.due", RULE.replace(due_on=day(2, 1)))

_blocking = RULE.replace(blocks=True)
says(
    "governance.blocks",
    "“Log retention” blocks go-live, but is due after it.",
    about=[_blocking.replace(due="after")],
)
says(
    "governance.blocks",
    "“Log retention” blocks go-live, but is due after it.",
    about=[_blocking.replace(due_on=day(7, 1)), Pilot.new(go_live=day(6, 1))],
)
quiet("governance.blocks", _blocking.replace(due="go_live", due_on=day(7, 1)), another(RULE))
quiet("governance.blocks", RULE.replace(due="after"))

says(
    "governance.in-time",
    "“Log retention” applies from 2 Feb 2026, before go-live, but is due after it.",
    about=[RULE.replace(applies_from=day(2, 2), due="after"), Pilot.new(go_live=day(6, 1))],
)
quiet(
    "governance.in-time",
    RULE.replace(applies_from=day(2, 2), due="after", due_on=day(6, 1)),
    another(RULE, applies_from=day(6, 2), due="after"),
    Pilot.new(go_live=day(6, 1)),
)
quiet("governance.in-time", RULE.replace(applies_from=day(2, 2), due="after"))
says(
    "governance.looked-up",
    "The sources of 2 requirements were last looked at more than a year ago.",
    about=[
        RULE.replace(as_of=day(1, 1)),
        another(RULE, as_of=day(1, 2)),
        WorkshopInfo.new(held_on=date(2027, 1, 3)),
    ],
)
quiet(
    "governance.looked-up",
    RULE.replace(as_of=day(1, 3)),
    another(RULE, as_of=day(1, 1), applies="no"),
    WorkshopInfo.new(held_on=date(2027, 1, 3)),
)

says(
    "governance.due-date",
    "“Log retention” is due on 1 Jul 2026, after “Planned go-live” on 1 Jun 2026.",
    about=[RULE.replace(due="go_live", due_on=day(7, 1)), Pilot.new(go_live=day(6, 1))],
)
says(
    "governance.due-date",
    "“Log retention” is due on 2 Feb 2026, after “Pilot starts” on 5 Jan 2026.",
    about=[RULE.replace(due="pilot", due_on=day(2, 2)), Pilot.new(start=day(1, 5))],
)
quiet(
    "governance.due-date",
    RULE.replace(due="go_live", due_on=day(6, 1)),
    Pilot.new(go_live=day(6, 1)),
)
quiet("governance.due-date", RULE.replace(due="after", due_on=day(7, 1)), Pilot.new())

says(
    "governance.evidence",
    "“Log retention” is said to be met, but nothing shows it.",
    about=[RULE.replace(status="met")],
)
quiet("governance.evidence", RULE, another(RULE, status="met", evidence="Minutes of May"))

says("governance.access-roles", "There is no access role yet.", about=[AccessRole.new()])
quiet("governance.access-roles", AccessRole.new(name="Reader"))

says("governance.incident-levels", "There is no incident level yet.")
quiet("governance.incident-levels", IncidentLevel.new(level="Serious"))

says(
    "governance.incident-response",
    "“Serious” still needs: Who acts, Within.",
    about=[IncidentLevel.new(level="Serious"), IncidentLevel.new()],
)
quiet(
    "governance.incident-response",
    ANNA,
    IncidentLevel.new(level="Serious", responder=ANNA.id, within="1 hour"),
)
