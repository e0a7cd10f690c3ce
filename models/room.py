"""What the room sees of a step: one question, one picture or table, the key figures.

Everything here is fit for every eye: private fields never come in, nor do addresses that
somebody typed into a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from models.checks import entered
from models.derived import DERIVED
from models.display import derived_text, text_of
from models.fields import Field
from models.headlines import Headline
from models.i18n import N_, _
from models.raci import row_of
from models.record import Record
from models.records import (
    Action,
    Activity,
    AgendaBlock,
    CostLine,
    DataSource,
    Decision,
    EstimateRound,
    Group,
    Kpi,
    Person,
    Procedure,
    Requirement,
    Risk,
    Role,
    Training,
    ValueTarget,
    Vote,
    Wave,
)
from models.snapshot import Snapshot
from models.steps import STEPS, Section, Step

_MOST_COLUMNS = 4
"""More cannot be read from eight metres."""
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+\.\w+")

COLUMNS: dict[type[Record], tuple[Field[Any] | str, ...]] = {
    Person: (Person.name, Person.function, Person.part),
    AgendaBlock: ("starts", AgendaBlock.heading, AgendaBlock.minutes, AgendaBlock.taken),
    Group: (Group.name, Group.people_now, Group.in_pilot, Group.in_production),
    ValueTarget: (ValueTarget.what, "hours_month", "value_year", ValueTarget.owner),
    CostLine: (CostLine.what, CostLine.category, CostLine.year, CostLine.payer),
    Requirement: (Requirement.what, Requirement.owner, Requirement.due, Requirement.status),
    DataSource: (DataSource.name, DataSource.gap, DataSource.owner, DataSource.due),
    Training: (Training.content, Training.group, Training.hours, Training.owner),
    Wave: (Wave.name, Wave.group, Wave.people, Wave.start),
    Procedure: (Procedure.name, Procedure.owner, Procedure.ready_by, Procedure.status),
    Kpi: (Kpi.name, Kpi.unit, Kpi.baseline, Kpi.target),
    Decision: (Decision.what, Decision.decided_by),
    Action: (Action.what, Action.owner, Action.due),
    Risk: (Risk.what, Risk.likelihood, Risk.impact, Risk.owner),
}
"""The columns of a type that the room needs, fields or the names of calculated ones; of every
other type the first that may be shown."""

_FIRST = {"review": Action}
"""Steps of which the room sees another table first than the one that comes first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for the room."""

    head: str
    numeric: bool = False
    """Figures stand at the right edge."""


@dataclass(frozen=True, slots=True)
class RoomTable:
    """Large rows. The first column names each row."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...] = ()
    """The record of each row, so that the one being worked on is in sight."""
    shares: tuple[int, ...] = ()
    """How wide the columns are, each against the others; empty where the first one comes first."""
    lines: int = 2
    """How many lines a cell may take before its text is cut."""


@dataclass(frozen=True, slots=True)
class RoomPage:
    """One page for the room. `picture` is a name of `exports.pictures`, else `table` is shown, or
    an estimate round or a vote as a picture of its own.
    """

    over: str
    """A line above the question, such as "5  Production cost"."""
    question: str
    picture: str = ""
    table: RoomTable | None = None
    figures: tuple[Headline, ...] = ()
    asked: EstimateRound | Vote | None = None
    row: int | None = None
    """The number of the row of the table that must be in sight."""


def step_page(
    step: Step,
    snapshot: Snapshot,
    figures: Sequence[Headline],
    *,
    picture: str = "",
    table: type[Record] | None = None,
) -> RoomPage:
    """The page of a step with one of its pictures, or else one of its tables."""
    shown = None if picture or table is None else table_of(table, snapshot)
    clean = tuple(
        Headline(f.label, without_addresses(f.value), without_addresses(f.note), f.missing)
        for f in figures
    )
    over = f"{STEPS.index(step) + 1}  {step.title}"
    return RoomPage(over, step.question, picture, shown, clean)


def tables_of(step: Step) -> list[type[Record]]:
    """The types of a step that the room can see as a table, the one to begin with first."""
    types = [section.record_type for section in step.sections if _listed(section)]
    first = _FIRST.get(step.id)
    return sorted(types, key=lambda kind: kind is not first) if first else types


def _listed(section: Section) -> bool:
    return not section.record_type.single and not section.record_type.automatic


def table_of(record_type: type[Record], snapshot: Snapshot) -> RoomTable:
    """The rows of a type that somebody has filled, with a few columns; the matrix by activity."""
    if record_type.type_name == "assignment":
        return _matrix(snapshot)
    columns = _columns(record_type)
    rows = entered(snapshot, record_type)
    return RoomTable(
        record_type.plural(),
        tuple(column for column, _text in columns),
        tuple(
            tuple(without_addresses(text(row, snapshot)) for _column, text in columns)
            for row in rows
        ),
        tuple(row.id for row in rows),
    )


_Texts = tuple[Column, Callable[[Record, Snapshot], str]]


def _columns(record_type: type[Record]) -> list[_Texts]:
    wanted = COLUMNS.get(record_type) or tuple(
        field
        for field in record_type.fields.values()
        if not (field.private or field.technical or field.owned)
    )
    return [
        _calculated(record_type, each) if isinstance(each, str) else _entered(each)
        for each in wanted[:_MOST_COLUMNS]
    ]


def _entered(field: Field[Any]) -> _Texts:
    return Column(field.title, field.kind.numeric), lambda row, s: text_of(s, row, field)


def _calculated(record_type: type[Record], name: str) -> _Texts:
    (found,) = (each for each in DERIVED[record_type] if each.name == name)
    title = f"{found.label}, {found.unit}" if found.unit else found.label
    return Column(title, found.kind.numeric), lambda row, s: derived_text(s, row, found)


def _matrix(snapshot: Snapshot) -> RoomTable:
    """Who answers and who does it, by name: letters in nine columns cannot be read from far."""
    activities = entered(snapshot, Activity)
    rows = (
        (activity.caption, _roles(snapshot, activity, "A"), _roles(snapshot, activity, "R"))
        for activity in activities
    )
    return RoomTable(
        _(N_("Who answers, and who does it")),
        (Column(Activity.name.label), Column(_("Accountable")), Column(_("Responsible"))),
        tuple(tuple(without_addresses(text) for text in row) for row in rows),
        tuple(activity.id for activity in activities),
    )


def _roles(snapshot: Snapshot, activity: Activity, letter: str) -> str:
    found = (
        role
        for id_, letters in row_of(snapshot, activity).items()
        if letter in letters and (role := snapshot.get(Role, id_))
    )
    return ", ".join(role.caption for role in found) or "–"


def without_addresses(text: str) -> str:
    """`text` with an ellipsis in place of every e-mail address."""
    return _ADDRESS.sub("…", text) if "@" in text else text
