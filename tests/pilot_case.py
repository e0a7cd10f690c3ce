"""A published pilot (../shared/cases/pilots, YAML) entered as a facilitator would enter it.

Only actions of the window are used: typing into fields, pasting blocks of cells. What needs
somebody who reads and decides (which kind of cost, which kind of change, whose work) stands in
`tests.pilot_reading`; the rest follows from the form of the cases:

- A metric is a KPI; where somebody set its target, it is a value target too, and the KPI proves
  it. A result that lists several numbers ("71 / 24 / 23" for "Teams / PowerPoint / Excel") is one
  KPI each. A result that is no number ("more than 35", "low 80s") stands in its own words in
  the KPI's remark, and so does the reason for a target.
- `does` of the stakeholders says what each does in the one activity that their letters are
  about, so it becomes that activity's remark.
- A role is filled by the person of its name: sponsors and owners are named by their function.
- Who "decides" decides on production, and has decided where a decision was published.
- A rule that was published is one that applies; where its area is "risk" it is a risk.
- An amount nobody published leaves its line empty, with "not published" as its basis.
- Doubts about the data are parked points. So is what has no field: days of which only the month
  is known, a decision that nobody published, and the list of sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from models import actions, matrix, paste
from models.fields import Field
from models.paste import Block
from models.record import Record
from models.records import (
    Activity,
    Claim,
    Condition,
    CostLine,
    Decision,
    GateDecision,
    Group,
    Kpi,
    Ownership,
    ParkedPoint,
    Person,
    Pilot,
    Requirement,
    Risk,
    Role,
    ScaleChange,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from models.workshop import Workshop
from tests.pilot_reading import AREAS, READINGS, Case, Reading

RUN_THE_TRIAL = "Run the trial"
GRADES = {"published": "documented", "secondary": "documented", "inferred": "assumed"}
"""How good a figure is: nobody here looked at a log; what somebody wrote down is documented."""


def enter(workshop: Workshop, case: Case) -> None:
    """Enter the whole case."""
    reading = READINGS[case["case_id"]]
    _set_up(workshop, case)
    _frame(workshop, case["pilot"], reading)
    _metrics(workshop, case["metrics"], reading)
    _stakeholders(workshop, case["stakeholders"])
    _costs(workshop, case["costs"], reading)
    _govern(workshop, case["governance"])
    _change(workshop, case["change_plan"], reading)
    _paste(workshop, CONDITION_FIELDS, [condition_row(case, row) for row in case["go_no_go"]])
    _form(workshop, GateDecision.decider, decider(case))
    _decide(workshop, case)
    _paste(workshop, CLAIM_FIELDS, reading.claims)
    _paste(workshop, [ParkedPoint.what, ParkedPoint.remark], list(_parked(case)))


def _set_up(workshop: Workshop, case: Case) -> None:
    _form(workshop, WorkshopInfo.client, case["organisation"])
    _form(workshop, WorkshopInfo.initiative, f"{case['title']} ({case['pilot']['name']})")
    _form(workshop, WorkshopInfo.sector, case["sector"])
    _form(workshop, WorkshopInfo.jurisdiction, case["country"])
    _form(workshop, WorkshopInfo.currency, currency(case["costs"]))
    _form(workshop, WorkshopInfo.sponsor, said(case["sponsor"]))
    _form(workshop, Ownership.owner, said(case["production_owner"]))


def currency(costs: Sequence[Case]) -> str:
    """The currency that is the workshop's; an amount in words names its own."""
    in_words = [row for row in costs if isinstance(row["amount"]["value"], str)]
    rest = [row for row in costs if row not in in_words]
    return str((rest or in_words)[0]["currency"])


def _frame(workshop: Workshop, pilot: Case, reading: Reading) -> None:
    _form(workshop, UseCase.in_scope, pilot["use_case"])
    for field in (Pilot.start, Pilot.end):
        if is_day(said(pilot[field.name])):
            _form(workshop, field, said(pilot[field.name]))
    _form(workshop, Pilot.representative, cited(said(pilot["selection"]), pilot["selection"]))
    now, then = pilot["users_in_pilot"], pilot["users_in_production"]
    if not reading.counted:
        people = [reading.group, said(now), said(then)]
        _paste(workshop, [Group.name, Group.in_pilot, Group.in_production], [people])
    if reading.counted or now.get("note") or then.get("note"):
        topic = reading.counted or reading.group
        _paste(
            workshop,
            [ScaleChange.topic, ScaleChange.in_pilot, ScaleChange.in_production],
            [[topic, in_words(now), in_words(then)]],
        )


KPI_FIELDS: list[Field[Any]] = [
    *(Kpi.name, Kpi.value_target, Kpi.direction, Kpi.unit, Kpi.baseline, Kpi.baseline_from),
    *(Kpi.target, Kpi.result, Kpi.result_from, Kpi.evidence, Kpi.source, Kpi.remark),
]
TARGET_FIELDS: list[Field[Any]] = [
    *(ValueTarget.what, ValueTarget.sort, ValueTarget.group, ValueTarget.evidence),
    ValueTarget.source,
]
BENEFIT_FIELDS: list[Field[Any]] = [
    *(ValueTarget.what, ValueTarget.sort, ValueTarget.money_year, ValueTarget.evidence),
    *(ValueTarget.source, ValueTarget.remark),
]
REQUIREMENT_FIELDS: list[Field[Any]] = [
    *(Requirement.what, Requirement.area, Requirement.source, Requirement.applies),
]
CONDITION_FIELDS: list[Field[Any]] = [
    *(Condition.what, Condition.kpi, Condition.comparison, Condition.threshold, Condition.unit),
    *(Condition.proportion, Condition.evidence),
]
DECISION_FIELDS: list[Field[Any]] = [
    *(Decision.what, Decision.decided_by, Decision.decided_on, Decision.reason),
]
COST_FIELDS: list[Field[Any]] = [
    *(CostLine.what, CostLine.category, CostLine.pilot, CostLine.one_off, CostLine.year),
    *(CostLine.evidence, CostLine.basis),
]
CLAIM_FIELDS: list[Field[Any]] = [
    *(Claim.what, Claim.people, Claim.minutes, Claim.per, Claim.periods, Claim.stated),
    *(Claim.part_of, Claim.source, Claim.remark),
]


def _metrics(workshop: Workshop, metrics: Sequence[Case], reading: Reading) -> None:
    targets = [
        [
            metric["metric"],
            "Time" if "minutes" in metric["unit"] else "Quality",
            "" if reading.counted else reading.group,
            GRADES[metric["target"]["status"]],
            said(metric["target"], "source"),
        ]
        for metric in metrics
        if is_agreed(metric["target"])
    ]
    _paste(workshop, TARGET_FIELDS, targets)
    _paste(workshop, KPI_FIELDS, [row for metric in metrics for row in kpi_rows(metric)])


def is_agreed(target: Case) -> bool:
    """Whether somebody set this target, rather than the reader of the case."""
    return target["value"] is not None and target["status"] != "inferred"


def kpi_rows(metric: Case) -> list[list[str]]:
    """The cells of one metric in the order of `KPI_FIELDS`: usually one row."""
    baseline, target, actual = metric["baseline"], metric["target"], metric["actual"]
    nodes = (actual, baseline, target)
    status = next((node["status"] for node in nodes if node["value"] is not None), "")
    rows = []
    for name, result in results(metric):
        words = "" if result == number_in(result) else f"{Kpi.result.label}: {result}"
        reason = target.get("note", "")
        told = (words, reason and f"{Kpi.target.label}: {reason}")
        notes = (actual.get("note"), metric.get("measured_by"))
        rows.append(
            [
                *(name, name if is_agreed(target) else "", metric["better"], metric["unit"]),
                *(said(baseline), baseline.get("note", ""), said(target)),
                *(number_in(result), "; ".join(filter(None, notes))),
                *(GRADES.get(status, ""), _signs(baseline, target, actual)),
                "; ".join(filter(None, told)),
            ]
        )
    return rows


def results(metric: Case) -> list[tuple[str, str]]:
    """Names and results of a metric; several where it names several things at once."""
    name, result = metric["metric"], said(metric["actual"])
    parts = result.split(" / ")
    if len(parts) == 1:
        return [(name, result)]
    start, _, last = name.rpartition(" in ")
    return [(f"{start} in {t}", r) for t, r in zip(last.split(" / "), parts, strict=True)]


def number_in(text: str) -> str:
    """The number that a text gives, as it is typed; nothing for ranges and bounds.

    "about 80" is 80, and its words say the rest; 35 for "more than 35" would claim something
    else.
    """
    match = re.fullmatch(r"(?:about )?(-?\d+(?:\.\d+)?)", text)
    return match[1] if match else ""


def _stakeholders(workshop: Workshop, stakeholders: Sequence[Case]) -> None:
    block = [
        ["", *(row["role"] for row in stakeholders)],
        [RUN_THE_TRIAL, *(row["raci"] for row in stakeholders)],
    ]
    paste_matrix(workshop, block)
    activity = workshop.snapshot.find(Activity, RUN_THE_TRIAL)
    assert activity is not None
    remark = "\n".join(f"{row['role']}: {cited(row['does'], row)}" for row in stakeholders)
    actions.set_text(workshop, activity, Activity.remark, remark)
    for role in workshop.snapshot.all(Role):
        if workshop.snapshot.find(Person, role.name):
            actions.set_text(workshop, role, Role.person, role.name)


def _costs(workshop: Workshop, costs: Sequence[Case], reading: Reading) -> None:
    for row, category in zip(costs, reading.costs, strict=True):
        amount = row["amount"]
        figure = "" if isinstance(amount["value"], str) else said(amount)
        said_so = f"{row['currency']}, {row['period']}, {row['phase']}"
        basis = f"{in_words(amount)}; {said_so}" if not figure else f"{_note(amount)}{said_so}"
        grade = GRADES.get(amount["status"], "")
        if row["phase"] == "benefit":
            source = said(amount, "source")
            benefit = [row["line"], category, figure, grade, source, basis]
            _paste(workshop, BENEFIT_FIELDS, [benefit])
        else:
            columns = [""] * 3
            columns[COLUMNS[row["phase"], row["period"]]] = figure
            _paste(workshop, COST_FIELDS, [[row["line"], category, *columns, grade, basis]])


COLUMNS = {
    ("pilot", "1 year"): 0,
    ("pilot", "year"): 0,
    ("pilot", "3 months"): 0,
    ("pilot", "once"): 0,
    ("pilot", "use"): 0,
    ("production", "year"): 2,
    ("production", "month"): 2,
}
"""Where an amount belongs: to the pilot, production once, or a year of production.

No case has an amount for a month; one would have to be multiplied first (`test_pilots` asks).
"""


def _govern(workshop: Workshop, rows: Sequence[Case]) -> None:
    for row in rows:
        text = cited(row["requirement"], row)
        if row["area"] == "risk":
            actions.add_text(workshop, Risk, Risk.what, text)
        else:
            cells = [text, AREAS[row["area"]], f"{row['area']}, {row['source']}", "Yes"]
            _paste(workshop, REQUIREMENT_FIELDS, [cells])


def _change(workshop: Workshop, plan: Sequence[Case], reading: Reading) -> None:
    for row, record_type in zip(plan, reading.change, strict=True):
        fields: list[Field[Any]] = [record_type.fields[record_type.label_field]]
        cells = [cited(row["action"], row)]
        if "group" in record_type.fields:
            fields.append(record_type.fields["group"])
            cells.append(reading.group)
        _paste(workshop, fields, [cells])


def condition_row(case: Case, row: Case) -> list[str]:
    """The cells of one condition in the order of `CONDITION_FIELDS`.

    A threshold without a number holds or does not; its words are what is to be shown.
    """
    kpi = row["criterion"] if row["criterion"] in {m["metric"] for m in case["metrics"]} else ""
    match = re.fullmatch(r">=? (\d+) (.+)", row["threshold"])
    figures = ["At least", match[1], match[2]] if match else ["Holds, yes or no", "", ""]
    share = "Yes" if match and match[2].startswith("%") else ""
    return [row["criterion"], kpi, *figures, share, f"{row['threshold']}{_status(row)}"]


def decider(case: Case) -> str:
    """Who is said to decide, by the name of the person; empty where nobody is."""
    roles = [row["role"] for row in case["stakeholders"] if row["does"] == "decides"]
    if roles and "sponsor" in roles[0]:
        return said(case["sponsor"])
    return roles[0] if roles else ""


def _decide(workshop: Workshop, case: Case) -> None:
    decision = case["decision"]
    if decision["status"] == "not_published":
        return
    when = decision.get("date", "")
    reason = "; ".join(filter(None, ("" if is_day(when) else when, decision.get("note"))))
    day = when if is_day(when) else ""
    cells = [decision["outcome"], decider(case), day, f"{reason}{_status(decision)}".strip()]
    _paste(workshop, DECISION_FIELDS, [cells])


def _parked(case: Case) -> Iterator[list[str]]:
    """What is parked: as point and remark."""
    for text in case["data_quality"]:
        yield [text, ""]
    pilot, decision = case["pilot"], case["decision"]
    dates: list[tuple[Field[Any], Case]] = [
        (Pilot.start, pilot["start"]),
        (Pilot.end, pilot["end"]),
    ]
    for field, node in dates:
        if node.get("note") or not is_day(said(node)):
            yield [f"{field.label}: {said(node)}", f"{_note(node)}{_status(node)}"]
    named: list[tuple[Field[Any], Case]] = [
        (WorkshopInfo.sponsor, case["sponsor"]),
        (Ownership.owner, case["production_owner"]),
    ]
    for field, node in named:
        if node.get("note"):
            yield [f"{field.label}: {said(node)}", node["note"]]
    if decision["status"] == "not_published":
        yield [f"Decision after the pilot: {decision['outcome']}", decision["note"]]
    yield ["Sources", "; ".join(f"{sign}: {where}" for sign, where in case["sources"].items())]
    single: list[tuple[Field[Any], Case]] = [
        *dates,
        (Group.in_pilot, pilot["users_in_pilot"]),
        (Group.in_production, pilot["users_in_production"]),
        *named,
    ]
    lines = [f"{f.label}{_status(node)}" for f, node in single if node["value"] is not None]
    yield ["Where single values come from", "; ".join(lines)]


def said(node: Case, key: str = "value") -> str:
    """A value as it is typed; nothing where nobody said it."""
    return "" if node.get(key) is None else str(node[key])


def in_words(node: Case) -> str:
    """A value with its note and source, or that it was not published."""
    value = said(node) or node["status"].replace("_", " ")
    return cited(f"{value}: {node['note']}" if node.get("note") else value, node)


def is_day(text: str) -> bool:
    """Whether a date says its day; some say only the month or the year."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))


def cited(text: str, node: Case) -> str:
    """A text with its source."""
    return f"{text} ({node['source']})" if node.get("source") else text


def _status(node: Case) -> str:
    """How sure it is, and who says so, as an addition to a text."""
    return f" ({', '.join(filter(None, (node['status'].replace('_', ' '), node.get('source'))))})"


def _note(node: Case) -> str:
    return f"{node['note']}; " if node.get("note") else ""


def _signs(*nodes: Case) -> str:
    """The sources of some values, each once."""
    return ", ".join(dict.fromkeys(node["source"] for node in nodes if node.get("source")))


def with_status(node: Any) -> Iterator[Case]:
    """Everything in a case that says how certain it is."""
    if isinstance(node, list):
        for item in node:
            yield from with_status(item)
    elif isinstance(node, dict):
        if "status" in node:
            yield node
        for item in node.values():
            yield from with_status(item)


def paste_matrix(workshop: Workshop, block: Block) -> None:
    """What Ctrl+V does in the matrix with a block that brings its own heads."""
    assert matrix.looks_like_matrix(block)
    pasted = matrix.paste_matrix(workshop, block)
    assert pasted.left_out == []


def _form(workshop: Workshop, field: Field[Any], text: str) -> None:
    actions.set_text(workshop, workshop.snapshot.one(field.owner), field, text)


def _paste(workshop: Workshop, fields: list[Field[Any]], block: Block) -> None:
    record_type: type[Record] = fields[0].owner
    pasted = paste.paste_cells(workshop, record_type, [], fields, block)
    assert pasted.left_out == []
