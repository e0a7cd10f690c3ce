"""What a facilitator decides while reading a published pilot: nothing in its form says so.

One reading per case: which kind of cost each cost line is, which kind of change each line of
the change plan, whose work it is about, and which stated totals can be calculated again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from models.record import Record
from models.records import Action, Communication, FeedbackLoop, Training, Wave

Case = dict[str, Any]

AREAS = {
    "KPI design": "records",
    "change control": "records",
    "co-determination": "oversight",
    "consent": "information",
    "data protection": "information",
    "decision process": "records",
    "evaluation": "records",
    "human oversight": "oversight",
    "licensing": "access",
    "monitoring": "oversight",
    "organisation": "oversight",
    "privacy": "information",
    "quality": "oversight",
    "release criteria": "oversight",
    "security": "access",
    "service quality": "oversight",
    "supplier": "third_parties",
    "training": "access",
    "transparency": "information",
}
"""The area of a requirement for each word that the cases use; "risk" is a kind of record."""


class Reading(NamedTuple):
    """What was decided for one case."""

    costs: Sequence[str]
    """Category of each cost line; the kind of value for a line that is a benefit."""
    change: Sequence[type[Record]]
    """What each line of the change plan is."""
    group: str = "Users"
    """Whose work changes."""
    counted: str = ""
    """What the numbers count where it is not people; then there is no group to enter."""
    claims: Sequence[Sequence[str]] = ()
    """Stated totals: what, people, minutes, per, periods, hours, part of, source, remark."""


THE_HEADLINE = "Break-even of one person in a week, as the headline has it"
WHEN_USED = "Eight hours a week, as it is often quoted"
DAYS_A_YEAR = "13 days a year, as the report has it"
AS_FELT = "Documentation time saved, against an hour a day"
IN_DAYS = "Documentation time saved, against 1,794 days of eight hours"

READINGS = {
    "au-treasury-copilot": Reading(
        costs=["licences"],
        change=[Action, Action, Communication],
        claims=[
            [
                *(THE_HEADLINE, "1", "13", "week", "1", "1.083", "", "S4"),
                "13 minutes a day on 5 days are 1.083 h; the evaluation says 13 minutes a week.",
            ]
        ],
    ),
    "de-hamburg-llmoin": Reading(costs=["staff"], change=[Communication, Action]),
    "github-copilot-three-rcts": Reading(costs=["licences"], change=[Wave], group="Developers"),
    "goldman-sachs-gs-ai": Reading(costs=["licences"], change=[FeedbackLoop], group="Staff"),
    "jp-yokosuka-chatgpt": Reading(
        costs=["licences", "infrastructure"], change=[Communication, Communication], group="Staff"
    ),
    "klarna-assistant": Reading(
        costs=["cost", "licences", "staff"], change=[Action], counted="Conversations"
    ),
    "mcdonalds-ibm-drive-thru": Reading(
        costs=["infrastructure"], change=[Action], counted="Restaurants"
    ),
    "uk-gds-m365-copilot": Reading(
        costs=["licences", "licences"],
        change=[Training, FeedbackLoop],
        claims=[
            [
                *(DAYS_A_YEAR, "1", "26", "day", "220", "96.2", "", "S1"),
                "13 days of 7.4 h; the length of a day and 220 working days are our assumption.",
            ]
        ],
    ),
    "us-pennsylvania-chatgpt": Reading(
        costs=["licences", "licences"],
        change=[Training, Training],
        group="Employees",
        claims=[
            [
                *(WHEN_USED, "1", "95", "day", "5", "8", "", ""),
                "Adds up only if it is used every day; the 95 minutes are for days of use.",
            ]
        ],
    ),
    "us-permanente-ai-scribe": Reading(
        costs=["licences"],
        change=[Training],
        group="Physicians",
        claims=[
            [
                *(AS_FELT, "7,260", "60", "day", "315", "15,791", "", "S1, S4"),
                "63 weeks of 5 days.",
            ],
            [
                *(IN_DAYS, "1", "480", "day", "1,794", "15,791", "", "S1"),
                "An eight-hour day of one person has 480 minutes.",
            ],
        ],
    ),
}
"""The reading of each case, by its id."""
