"""Starter sets and workshop templates: rows to begin with.

They lie in `resources/templates/<language>/`, one folder per language, because their texts
become content of the workshop; they are not texts of the window. People may bring their own
files (`read_starter`, `read_template`); `docs/templates.md` describes them.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from models.actions import place
from models.errors import Refusal
from models.fields import Value
from models.history import Changes
from models.i18n import _
from models.paths import RESOURCES
from models.raci import row_of
from models.record import Record
from models.records import Activity, AgendaBlock, Assignment, Role
from models.snapshot import Snapshot
from models.starter_files import Row, StarterSet, WorkshopTemplate, read_starter, read_template
from models.step import Step
from models.workshop import Workshop

__all__ = [
    "Row",
    "StarterSet",
    "WorkshopTemplate",
    "add_starter",
    "apply_template",
    "new_rows",
    "read_starter",
    "read_template",
    "starter_set",
    "starter_sets",
    "workshop_templates",
]

FOLDER = RESOURCES / "templates"
ENGLISH = "en"


def starter_sets(language: str = ENGLISH) -> list[StarterSet]:
    """All starter sets in a language ("de", "en_GB"); the English ones where it has none."""
    files = sorted(_folder(language).glob("*.toml"))
    return [read_starter(path) for path in files if not _is_template(path)]


def starter_set(id: str, language: str = ENGLISH) -> StarterSet:
    """The starter set with this id. Raises Refusal where there is none."""
    return read_starter(_folder(language) / f"{id}.toml")


def workshop_templates(language: str = ENGLISH) -> list[WorkshopTemplate]:
    """All workshop templates in a language, the longest workshop first."""
    files = sorted(path for path in _folder(language).glob("*.toml") if _is_template(path))
    return sorted(map(read_template, files), key=_minutes, reverse=True)


def workshop_template(id: str, language: str = ENGLISH) -> WorkshopTemplate:
    """The workshop template with this id; Refusal listing the known ones."""
    known = {template.id: template for template in workshop_templates(language)}
    if id not in known:
        raise Refusal(
            _("There is no template “{id}”.").format(id=id),
            todo=_("Choose one of: {names}.").format(names=", ".join(known)),
        )
    return known[id]


def new_rows(
    snapshot: Snapshot,
    starter: StarterSet,
    record_type: type[Record],
    chosen: Collection[int] | None = None,
) -> list[Row]:
    """The rows of one type that are not in the workshop yet, by name, in the set's order.

    `chosen` are indices into `starter.rows[record_type]`; None means all. Letters are new
    where activity and role are there and the room has said nothing yet about the activity.
    """
    rows = [
        row
        for index, row in enumerate(starter.rows.get(record_type, ()))
        if chosen is None or index in chosen
    ]
    if record_type is Assignment:
        return [row for row in rows if _unsaid(snapshot, row)]
    name = record_type.label_field
    there = {_folded(record.values[name]) for record in snapshot.all(record_type)}
    return [row for row in rows if _folded(row[name]) not in there]


def add_starter(
    workshop: Workshop,
    starter: StarterSet,
    record_type: type[Record],
    chosen: Collection[int] | None = None,
) -> Changes:
    """Add the `new_rows` of one type behind those that are there, as one step.

    Returns empty changes where nothing is new. Raises ReadOnly.
    """
    rows = new_rows(workshop.snapshot, starter, record_type, chosen)
    name = _("Add {count} {kind} from {title}").format(
        count=len(rows), kind=record_type.noun(len(rows)), title=starter.title
    )
    with workshop.step(name) as step:
        _append(step, record_type, rows)
    return step.changes


def apply_template(workshop: Workshop, template: WorkshopTemplate) -> Changes:
    """Add everything that a template names and that is not there yet, as one step.

    Returns empty changes where nothing is new. Raises ReadOnly.
    """
    name = _("Start from template {title}").format(title=template.title)
    with workshop.step(name) as step:
        for starter in template.sets:
            for record_type in starter.kinds:
                _append(step, record_type, new_rows(step.snapshot, starter, record_type))
    return step.changes


def _append(step: Step, record_type: type[Record], rows: list[Row]) -> None:
    for row in rows:
        values = _linked(step.snapshot, row) if record_type is Assignment else row
        step.insert(record_type.new(place(step, record_type), **values))


def _linked(snapshot: Snapshot, row: Row) -> Row:
    """A suggested letter with the ids of its activity and role in place of their names."""
    activity, role = _cell(snapshot, row)
    return {**row, "activity": activity.id if activity else "", "role": role.id if role else ""}


def _unsaid(snapshot: Snapshot, row: Row) -> bool:
    activity, role = _cell(snapshot, row)
    return activity is not None and role is not None and not row_of(snapshot, activity)


def _cell(snapshot: Snapshot, row: Row) -> tuple[Activity | None, Role | None]:
    activity, role = str(row["activity"]), str(row["role"])
    return snapshot.find(Activity, activity), snapshot.find(Role, role)


def _folded(value: Value) -> str:
    return str(value).casefold().strip()


def _folder(language: str) -> Path:
    folder = FOLDER / language.partition("_")[0]
    return folder if folder.is_dir() else FOLDER / ENGLISH


def _is_template(path: Path) -> bool:
    return path.name.startswith("workshop-")


def _minutes(template: WorkshopTemplate) -> float:
    """Length of the agenda that a template brings."""
    blocks = [row for starter in template.sets for row in starter.rows.get(AgendaBlock, ())]
    minutes = [block.get("minutes") for block in blocks]
    return sum(number for number in minutes if isinstance(number, int | float))
