"""Step 3: value in numbers, and whether stated figures can be true."""

from __future__ import annotations

from models.records import (
    Claim,
    Group,
    Kpi,
    ValueTarget,
)
from tests.models.rule_cases.common import ANNA, another, quiet, says

_TIME = {"volume": 100.0, "minutes_before": 20.0, "minutes_after": 8.0, "hourly_cost": 48.0}
TIMED = ValueTarget.new(what="Handling time", **_TIME)
MONEY = ValueTarget.new(what="Postage", money_year=5000.0)
NAMED = ValueTarget.new(what="Handling time")

says("value.some", "There is no value target yet.", about=[ValueTarget.new()])
quiet("value.some", NAMED)

says("value.owner", "“Handling time” has no owner.", about=[NAMED])
quiet("value.owner", ANNA, NAMED.replace(owner=ANNA.id))

says(
    "value.number",
    "“Handling time” has no number yet. It needs Cases a month, Minutes before, Minutes after,"
    " Hourly cost; or Money a year.",
    about=[NAMED],
)
says(
    "value.number",
    "“Handling time” cannot be counted yet. Still missing: Minutes after, Hourly cost.",
    about=[NAMED.replace(volume=0.0, minutes_before=20.0)],
)
quiet("value.number", TIMED, MONEY)
_errors = ValueTarget.new(what="Errors", sort="quality")
quiet("value.number", _errors, Kpi.new(name="Errors", value_target=_errors.id, target=0.0))
says(
    "value.number",
    "“Errors” has no number yet. It needs Cases a month, Minutes before, Minutes after,"
    " Hourly cost; or Money a year.",
    about=[_errors, Kpi.new(name="Errors", value_target=_errors.id, baseline=4.0)],
)

says(
    "value.adoption",
    "“Handling time” does not say how many will use it.",
    "“Postage” does not say how many will use it.",
    about=[TIMED, MONEY],
)
quiet("value.adoption", NAMED, TIMED.replace(adoption=0.0))

says(
    "value.everybody",
    "“Handling time” counts on 100 % adoption: really everybody, always?",
    about=[TIMED.replace(adoption=100.0)],
)
quiet("value.everybody", TIMED.replace(adoption=99.0))

says(
    "value.saves-time",
    "“Handling time” saves no time: 20 minutes before, 25.5 afterwards.",
    about=[TIMED.replace(minutes_after=25.5)],
)
says(
    "value.saves-time",
    "“Handling time” saves no time: 20 minutes before, 20 afterwards.",
    about=[TIMED.replace(minutes_after=20.0)],
)
quiet("value.saves-time", TIMED, NAMED, another(NAMED, minutes_after=5.0))

says(
    "value.range",
    "“Handling time” has no range yet. Still missing: At least, At most.",
    "“Postage” has no range yet. Still missing: At most.",
    about=[TIMED, MONEY.replace(low=80.0)],
)
quiet("value.range", NAMED, TIMED.replace(low=80.0, high=120.0))

says("value.cash", "“Postage” does not say whether it releases cash.", about=[MONEY])
quiet("value.cash", NAMED, MONEY.replace(cash=False))

says("value.evidence", "“Handling time” does not say how good its figures are.", about=[NAMED])
quiet("value.evidence", NAMED.replace(evidence="assumed"))

says(
    "value.source",
    "“Handling time” is said to be measured, but has no source.",
    about=[NAMED.replace(evidence="measured")],
)
quiet("value.source", NAMED, another(NAMED, evidence="documented", source="Log of May"))

says(
    "value.all-assumed",
    "All value targets are only assumed.",
    about=[NAMED.replace(evidence="assumed"), MONEY],
)
quiet("value.all-assumed", NAMED.replace(evidence="assumed"), MONEY.replace(evidence="estimated"))
quiet("value.all-assumed", NAMED)

# --- Can it be true?

CLAIM = Claim.new(what="Saved by all", people=100, minutes=26.0, per="day", periods=60.0)

says(
    "value.claim",
    "“Saved by all” is stated as 5,200 h, but calculated it is 2,600 h.",
    "“In the press” is stated as 13,000 h, but calculated it is 2,600 h,"
    " as if a working day and a week were mixed up.",
    about=[
        CLAIM.replace(stated=5200.0),
        Claim.new(what="In the press", people=100, minutes=26.0, periods=60.0, stated=13_000.0),
    ],
)
quiet(
    "value.claim", CLAIM.replace(stated=2700.0), another(CLAIM), Claim.new(what="Some", stated=9.0)
)

_whole = Claim.new(what="All departments", stated=1000.0)
_parts = [
    Claim.new(what=name, stated=hours, part_of=_whole.id)
    for name, hours in (("Claims", 600.0), ("Legal", 300.0))
]
says(
    "value.claim-parts",
    "“All departments” is stated as 1,000 h, but its parts add up to 900 h.",
    about=[_whole, *_parts],
)
says(
    "value.claim-parts",
    "“All departments” is stated as 54,000 h, but its parts add up to 900 h,"
    " as if minutes and hours were mixed up.",
    about=[_whole.replace(stated=54_000.0), *_parts],
)
quiet("value.claim-parts", _whole.replace(stated=900.0), *_parts)
quiet("value.claim-parts", _whole, CLAIM)

says(
    "value.claim-day",
    "“Saved by all” comes to 600 minutes a person and day: more than it has.",
    about=[CLAIM.replace(minutes=600.0)],
)
quiet("value.claim-day", CLAIM.replace(minutes=480.0))
quiet("value.claim-day", CLAIM.replace(minutes=600.0, per="week"), another(CLAIM, per=""))

TEAM = Group.new(name="Handlers", in_production=10)
_each = TIMED.replace(group=TEAM.id, adoption=100.0)  # 100 cases of 12 minutes: 2 h for each
says(
    "value.hours",
    "“Handling time” releases 170 h a month for each of “Handlers”: more than they work.",
    about=[TEAM, _each.replace(volume=8500.0)],
)
quiet("value.hours", TEAM, _each.replace(volume=8000.0))
quiet("value.hours", TEAM, TIMED.replace(volume=8500.0, adoption=100.0))
quiet("value.hours", TEAM.replace(in_production=0), _each)

says(
    "value.hours-large",
    "“Handling time” releases 42 h a month for each of “Handlers”: is that believable?",
    about=[TEAM, _each.replace(volume=2100.0)],
)
quiet("value.hours-large", TEAM, _each.replace(volume=2000.0))
quiet("value.hours-large", TEAM, _each.replace(volume=8500.0))

says(
    "value.percent",
    "“Adoption” of “Shares” is 0.7 %: is 70 % meant?",
    "“At least” of “Shares” is 0.85 %: is 85 % meant?",
    about=[ValueTarget.new(what="Shares", adoption=0.7, low=0.85)],
)
quiet("value.percent", ValueTarget.new(what="Shares", adoption=70.0, low=1.0))
quiet("value.percent", ValueTarget.new(what="Shares", adoption=0.0))
