"""A published pilot (../shared/cases/pilots, YAML) entered as a facilitator would enter it.

Only actions of the window are used: typing into fields, pasting blocks of cells. Where the
seven steps have no place of their own yet, this is where a facilitator puts it:

- metrics become value targets. A result that lists several numbers ("71 / 24 / 23" for "Teams
  / PowerPoint / Excel") becomes one target each. A result that is no number ("more than 35")
  goes into the remark in its own words: 35 would claim something else.
- `does` of the stakeholders says what each does in the one activity that their letters are
  about, so it becomes that activity's remark.
- what was done for change becomes a training, or a feedback loop where it says feedback.
- conditions for go or no-go have their step only later. They are parked, not entered as
  decisions, because nobody has decided them; a threshold for a metric is that target's target.
- costs without an amount and the open decision are parked: the fields stay empty.
- doubts about the data are parked points, and so is the list of sources; everything else names
  its source by the list's short sign, "(S1)".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models import actions, matrix, paste
from models.fields import Field
from models.paste import Block
from models.record import Record
from models.records import (
    Activity,
    FeedbackLoop,
    Group,
    ParkedPoint,
    Pilot,
    Requirement,
    Training,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from models.workshop import Workshop

Case = dict[str, Any]

USERS = "Users"
RUN_THE_TRIAL = "Run the trial"
AREAS = {
    "data protection": "Information",
    "quality": "Human oversight",
    "change control": "Records",
}


def enter(workshop: Workshop, case: Case) -> None:
    """Enter the whole case."""
    _set_up(workshop, case)
    _frame(workshop, case["pilot"])
    targets = [row for metric in case["metrics"] for row in target_rows(metric)]
    _paste(workshop, TARGET_FIELDS, targets)
    _stakeholders(workshop, case["stakeholders"])
    requirements = [
        [cited(row["requirement"], row), AREAS[row["area"]], f"{row['area']}, {row['source']}"]
        for row in case["governance"]
    ]
    _paste(workshop, [Requirement.what, Requirement.area, Requirement.source], requirements)
    _change(workshop, case["change_plan"])
    _park(workshop, case)


def _set_up(workshop: Workshop, case: Case) -> None:
    _form(workshop, WorkshopInfo.client, case["organisation"])
    _form(workshop, WorkshopInfo.initiative, case["title"])
    _form(workshop, WorkshopInfo.sector, case["sector"])
    _form(workshop, WorkshopInfo.jurisdiction, case["country"])
    _form(workshop, WorkshopInfo.currency, case["costs"][0]["currency"])
    _form(workshop, WorkshopInfo.sponsor, case["sponsor"]["value"])


def _frame(workshop: Workshop, pilot: Case) -> None:
    _form(workshop, UseCase.in_scope, pilot["use_case"])
    _form(workshop, Pilot.start, said(pilot["start"]))
    _form(workshop, Pilot.end, said(pilot["end"]))
    _form(workshop, Pilot.representative, cited(said(pilot["selection"]), pilot["selection"]))
    people = [USERS, said(pilot["users_in_pilot"]), said(pilot["users_in_production"])]
    _paste(workshop, [Group.name, Group.in_pilot, Group.in_production], [people])


TARGET_FIELDS: list[Field[Any]] = [
    *(ValueTarget.what, ValueTarget.sort, ValueTarget.group, ValueTarget.unit),
    *(ValueTarget.baseline, ValueTarget.target, ValueTarget.result),
    *(ValueTarget.evidence, ValueTarget.source, ValueTarget.remark),
]


def target_rows(metric: Case) -> list[list[str]]:
    """The cells of one metric in the order of `TARGET_FIELDS`: usually one row."""
    sort = "Time" if "minutes" in metric["unit"] else "Quality"
    actual = metric["actual"]
    source = "; ".join(filter(None, (actual.get("source"), metric.get("measured_by"))))
    rows = []
    for name, result in results(metric):
        number = result.replace(".", "", 1).isdigit()
        notes = [] if number else [f"Result: {result} {metric['unit']}"]
        for key in ("baseline", "target"):
            node = metric[key]
            if node.get("note"):
                status = node["status"].replace("_", " ")
                notes.append(f"{key.capitalize()} {status}: {node['note']}")
        figures = [said(metric["baseline"]), said(metric["target"]), result if number else ""]
        rows.append(
            [name, sort, USERS, metric["unit"], *figures, "Documented", source, "; ".join(notes)]
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


def _stakeholders(workshop: Workshop, stakeholders: list[Case]) -> None:
    block = [
        ["", *(row["role"] for row in stakeholders)],
        [RUN_THE_TRIAL, *(row["raci"] for row in stakeholders)],
    ]
    paste_matrix(workshop, block)
    activity = workshop.snapshot.find(Activity, RUN_THE_TRIAL)
    assert activity is not None
    remark = "\n".join(f"{row['role']}: {cited(row['does'], row)}" for row in stakeholders)
    actions.set_text(workshop, activity, Activity.remark, remark)


def _change(workshop: Workshop, plan: list[Case]) -> None:
    for row in plan:
        text = cited(row["action"], row)
        if "feedback" in text:
            actions.add_text(workshop, FeedbackLoop, FeedbackLoop.channel, text)
        else:
            _paste(workshop, [Training.content, Training.group], [[text, USERS]])


def _park(workshop: Workshop, case: Case) -> None:
    points = [[text, ""] for text in case["data_quality"]]
    for row in case["go_no_go"]:
        points.append([f"Condition for go: {row['criterion']}: {row['threshold']}", row["status"]])
    for row in case["costs"]:
        amount = row["amount"]
        what = f"Cost of the {row['phase']}: {row['line']}, {row['period']}"
        points.append([what, f"{amount['status'].replace('_', ' ')}. {amount.get('note', '')}"])
    points.append(
        [f"Decision after the pilot: {case['decision']['outcome']}", case["decision"]["note"]]
    )
    sources = "; ".join(f"{sign}: {where}" for sign, where in case["sources"].items())
    points.append(["Sources", sources])
    _paste(workshop, [ParkedPoint.what, ParkedPoint.remark], points)


def said(node: Case) -> str:
    """A value as it is typed; nothing where nobody said it."""
    return "" if node["value"] is None else str(node["value"])


def cited(text: str, node: Case) -> str:
    """A text with its source."""
    return f"{text} ({node['source']})" if node.get("source") else text


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
