"""Step 5: production cost, line by line and in sum."""

from __future__ import annotations

from models.record import Record
from models.records import (
    CostBasis,
    CostLine,
    Disclosure,
    Pilot,
    ValueTarget,
    WorkshopInfo,
)
from tests.models.rule_cases.common import ANNA, BEN, another, day, quiet, says

LINE = CostLine.new(what="Model use", category="licences", year=50_000.0)
ONCE = CostLine.new(what="Interface", category="integration", one_off=20_000.0)
FREE = CostLine.new(what="Servers", category="infrastructure", zero_because="Included")
SPONSORED = WorkshopInfo.new(sponsor=ANNA.id)
SAID = Disclosure.new(
    what="Steering group", told_to=ANNA.id, told_by=BEN.id, told_on=day(1, 15), amount=50_000.0
)

# --- The lines

says("cost.some", "There is no cost line yet.", about=[CostLine.new()])
quiet("cost.some", LINE)

_all = [CostLine.new(what=c.text, category=c.value) for c in CostLine.category.choices]
says(
    "cost.categories",
    "Nothing is said yet about: Human review, Contingency. What do they cost, or why nothing?",
    about=[line for line in _all if line.category not in ("review", "contingency")],
)
says(
    "cost.categories",
    "Nothing is said yet about: Contingency. What does it cost, or why nothing?",
    about=[*_all[:-1]],
)
quiet("cost.categories", *_all)
quiet("cost.categories", CostLine.new())

says(
    "cost.amount",
    "“Model use” has no amount for production, and no reason why it is zero.",
    "“Interface” has a low or a high case, but no likely cost a year.",
    about=[LINE.replace(year=None, pilot=4000.0), ONCE.replace(year_high=0.0), CostLine.new()],
)
_piloted_only = CostLine.new(what="Pilot seats", category="licences", pilot=4000.0)
_unsettled = CostLine.new(what="Seats", category="licences")
says(
    "cost.amount",
    "“Pilot seats” has no amount for production, and no reason why it is zero.",
    "“Seats” has no amount for production, and no reason why it is zero.",
    about=[_piloted_only, _unsettled, ONCE],
)
says(
    "cost.amount",
    "“Seats” has no amount for production, and no reason why it is zero.",
    about=[_piloted_only, _unsettled, LINE],
)
says(
    "cost.amount",
    "“Anything” has no amount for production, and no reason why it is zero.",
    about=[CostLine.new(what="Anything", pilot=1.0), CostLine.new(what="Something", year=1.0)],
)
quiet("cost.amount", LINE.replace(year=0.0), ONCE, FREE)
quiet("cost.amount", _piloted_only, LINE)
quiet("cost.amount", _piloted_only, FREE.replace(category="licences"))

says(
    "cost.zero",
    "“Servers” costs something in production, and has a reason why it is zero.",
    "“Backup” costs something in production, and has a reason why it is zero.",
    about=[FREE.replace(one_off=1.0), CostLine.new(what="Backup", year=9.0, zero_because="Free")],
)
quiet("cost.zero", FREE.replace(year=0.0, pilot=300.0), LINE)
_nothing = CostLine.new(what="Logs", category="infrastructure", year=0.0)
says(
    "cost.zero",
    "“Logs” is zero in production, and there is no reason why.",
    "“Tests” is zero in production, and there is no reason why.",
    about=[_nothing, CostLine.new(what="Tests", one_off=0.0), ONCE, CostLine.new(year=None)],
)
quiet("cost.zero", _nothing, FREE)
quiet("cost.zero", _nothing, LINE.replace(category="infrastructure"))

says(
    "cost.payer",
    "“Model use” still needs: Paid by, Paid from.",
    "“Interface” still needs: Paid by.",
    about=[LINE, ONCE, FREE],
)
quiet("cost.payer", LINE.replace(payer="Claims", funding="project"), ONCE.replace(payer="IT"))

says(
    "cost.funding",
    "“Model use” costs money every year, but is paid from: Innovation budget.",
    "“Support” costs money every year, but is paid from: Project budget.",
    about=[
        LINE.replace(funding="innovation"),
        CostLine.new(what="Support", year=1.0, funding="project"),
    ],
)
quiet("cost.funding", LINE.replace(funding="running"), ONCE.replace(funding="project"))

says(
    "cost.explained",
    "“Model use” still needs: Grows with, Evidence, Basis.",
    "“Rest” still needs: Category, Grows with, Evidence, Basis.",
    about=[LINE, CostLine.new(what="Rest", one_off=1.0), FREE],
)
quiet("cost.explained", LINE.replace(driver="case", evidence="documented", basis="Offer of May"))

says(
    "cost.range",
    "“Model use” has no range yet. Still missing: A year, at least, A year, at most.",
    "“Support” has no range yet. Still missing: A year, at most.",
    about=[LINE, ONCE, CostLine.new(what="Support", year=3.0, year_low=2.0)],
)
quiet("cost.range", LINE.replace(year_low=0.0, year_high=60_000.0), another(LINE, year=0.0))

says(
    "cost.range-order",
    "The cases of “Model use” are not in order: €\u00a060,000; €\u00a050,000; €\u00a070,000.",
    "The cases of “Support” are not in order: €\u00a05,000; €\u00a04,000.",
    about=[
        LINE.replace(year_low=60_000.0, year_high=70_000.0),
        CostLine.new(what="Support", year=5000.0, year_high=4000.0),
    ],
)
quiet("cost.range-order", LINE.replace(year_low=50_000.0, year_high=50_000.0))
quiet("cost.range-order", LINE, another(LINE, year=None, year_low=9.0))

# --- What they come to

_piloted = LINE.replace(pilot=30_000.0)
says(
    "cost.pilot",
    "The pilot is said to cost €\u00a040,000, but the cost lines add up to €\u00a030,000.",
    about=[Pilot.new(cost=40_000.0), _piloted],
)
quiet("cost.pilot", Pilot.new(cost=30_100.0), _piloted)
quiet("cost.pilot", Pilot.new(cost=40_000.0), LINE)
quiet("cost.pilot", Pilot.new(), _piloted)

_rule = CostBasis.new(rule_percent=380.0)
says(
    "cost.rule",
    "The planning rule still needs: The rule reads, Source of the rule.",
    about=[_rule],
)
says(
    "cost.rule",
    "The planning rule still needs: Source of the rule.",
    about=[_rule.replace(rule_reading="of")],
)
quiet("cost.rule", _rule.replace(rule_reading="more", rule_source="Our last four projects"))
quiet("cost.rule", CostBasis.new(rate=5.0))

_far = _rule.replace(rule_reading="of")
says(
    "cost.rule-far",
    "The first year comes to €\u00a050,000; by your planning rule it would be €\u00a0114,000.",
    about=[_far, _piloted],
)
quiet("cost.rule-far", _far, _piloted, ONCE)
quiet("cost.rule-far", _rule, _piloted)
quiet("cost.rule-far", _far, Pilot.new(cost=30_000.0))

says(
    "cost.multiple",
    "The first year costs only 0.83 times the pilot: is anything missing?",
    about=[LINE.replace(pilot=60_000.0)],
)
quiet("cost.multiple", LINE.replace(pilot=60_000.0), ONCE)
quiet("cost.multiple", LINE)
quiet("cost.multiple", Pilot.new(cost=60_000.0))

says(
    "cost.told",
    "Nobody has told the sponsor, “Head of Claims”, what production costs.",
    about=[ANNA, BEN, SPONSORED, LINE, SAID.replace(told_to=BEN.id)],
)
quiet("cost.told", ANNA, BEN, SPONSORED, LINE, SAID)
quiet("cost.told", ANNA, SPONSORED, ONCE)
quiet("cost.told", ANNA, LINE)

says(
    "cost.disclosure",
    "“By the way” still needs: Told to, Told by, Told on.",
    about=[Disclosure.new(what="By the way"), Disclosure.new()],
)
quiet("cost.disclosure", ANNA, BEN, SAID)

_told: list[Record] = [ANNA, BEN, SPONSORED]
says(
    "cost.told-amount",
    "The sponsor was told €\u00a040,000 a year; today it is €\u00a050,000.",
    about=[*_told, LINE, SAID.replace(amount=40_000.0)],
)
says(
    "cost.told-amount",
    "The sponsor was told €\u00a060,000 a year; today it is €\u00a050,000.",
    about=[
        *_told,
        LINE,
        Disclosure.new(what="Mail", told_to=ANNA.id, told_on=day(2, 1), amount=60_000.0),
        SAID,
    ],
)
says(
    "cost.told-amount",
    "“Steering group” does not say which cost a year the sponsor was told.",
    about=[*_told, LINE, SAID.replace(amount=None)],
)
quiet("cost.told-amount", *_told, LINE, SAID.replace(amount=45_000.0))
quiet("cost.told-amount", *_told, LINE, SAID.replace(told_to=BEN.id, amount=1.0))
quiet("cost.told-amount", *_told, ONCE, SAID.replace(amount=1.0))

_worth = ValueTarget.new(what="Postage", money_year=49_000.0, adoption=100.0)
says(
    "cost.value",
    "A year in production costs €\u00a050,000, more than the €\u00a049,000 that it is worth.",
    about=[LINE, _worth],
)
quiet("cost.value", LINE, _worth.replace(money_year=50_000.0))
quiet("cost.value", LINE, _worth.replace(adoption=None))
quiet("cost.value", ONCE, _worth)

says(
    "cost.rate",
    "The net present value still needs: Discount rate, Source of the rate.",
    about=[LINE],
)
says(
    "cost.rate",
    "The net present value still needs: Source of the rate.",
    about=[LINE, CostBasis.new(rate=0.0)],
)
quiet("cost.rate", LINE, CostBasis.new(rate=6.0, rate_source="Finance"))
quiet("cost.rate", ONCE)
