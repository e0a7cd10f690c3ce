"""Step 7: production data."""

from __future__ import annotations

from models.records import DataSource, Pilot
from tests.models.rule_cases.common import ANNA, BEN, another, day, quiet, says

SOURCE = DataSource.new(
    name="Claims archive",
    quality_pilot="Complete",
    quality_production="Complete",
    permission_pilot="Data protection, May",
    permission_production="Data protection, May",
    refresh_pilot="daily",
    refresh_production="Daily",
)
BARE = DataSource.new(name="Letters")
GAP = BARE.replace(gap="One field in ten is empty")

says("data.some", "There is no data source yet.", about=[DataSource.new()])
quiet("data.some", BARE)

says("data.owner", "“Letters” has no owner.", about=[BARE, DataSource.new()])
quiet("data.owner", ANNA, BARE.replace(owner=ANNA.id))

says(
    "data.owner-stays",
    "“Letters” belongs to “Project lead”, who leaves after the pilot.",
    about=[ANNA, BEN, BARE.replace(owner=BEN.id), SOURCE.replace(owner=ANNA.id)],
)
quiet("data.owner-stays", ANNA, BEN, BARE.replace(owner=ANNA.id), SOURCE)

says(
    "data.permission",
    "Nobody has said who allows “Letters” in production.",
    about=[BARE.replace(permission_pilot="Works council"), DataSource.new()],
)
quiet("data.permission", SOURCE)

says(
    "data.compared",
    "“Letters” still needs: Quality, pilot, Permission, pilot, Refresh, pilot,"
    " Refresh, production.",
    about=[BARE.replace(quality_production="As it arrives"), SOURCE],
)
quiet("data.compared", SOURCE.replace(permission_production=""), DataSource.new())

says(
    "data.gap",
    "“Claims archive” is not the same in production (Quality, production, Refresh, production):"
    " which gap is to be closed?",
    about=[SOURCE.replace(quality_pilot="Cleaned by hand", refresh_pilot="A copy of May")],
)
quiet("data.gap", SOURCE, another(SOURCE, quality_pilot="Cleaned by hand", gap="Not cleaned"))
quiet("data.gap", BARE.replace(quality_pilot="Cleaned by hand"))

says("data.gap-plan", "The gap of “Letters” still needs: What closes it, Due.", about=[GAP, SOURCE])
quiet("data.gap-plan", GAP.replace(action="Ask for it in the form", due=day(5, 4)))
quiet("data.gap-plan", GAP.replace(status="done"), SOURCE)

_live = Pilot.new(go_live=day(6, 1))
says(
    "data.gap-late",
    "The gap of “Letters” closes on 2 Jun 2026, after go-live on 1 Jun 2026.",
    about=[_live, GAP.replace(due=day(6, 2))],
)
quiet("data.gap-late", _live, GAP.replace(due=day(6, 1)), another(GAP))
quiet("data.gap-late", _live, GAP.replace(due=day(6, 2), status="done"))
quiet("data.gap-late", Pilot.new(), GAP.replace(due=day(6, 2)))
