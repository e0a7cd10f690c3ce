"""Saving templates and requirement packs from a workshop, to begin the next one with.

What makes a workshop its client's is left out: people and everything that names one, private
and technical fields always; figures, dates, states and results unless they are asked for. Texts
are written as they are, and `mentions` finds those that name somebody. `tomli_w` is loaded
with the first file that is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from models import records as r
from models.errors import Refusal
from models.fields import Field, Kind, Value
from models.files import atomic_write
from models.i18n import _
from models.raci import letters_at, parse_letters
from models.record import TYPES, Record
from models.snapshot import Snapshot
from models.starter_files import IN_A_PACK, TEMPLATE, read_starter
from models.starter_sets import LETTERS, Pack, Row, StarterSet, row_fields, row_types
from models.text import clean, shorten

HAPPENED = (r.EarlierPilot, r.Claim, r.Disclosure, r.Decision, r.Action, r.ParkedPoint)
"""Types whose rows say what happened at this client; seldom of use to another one."""

_GENERAL = {
    *(r.AgendaBlock.minutes, r.Training.hours, r.RehearsalCard.factor),
    *(r.Requirement.as_of, r.Requirement.applies_from),
}
"""Figures and dates that are true of every client."""

_OF_THE_CLIENT = {
    *(r.Requirement.applies, r.Requirement.why_not, r.Requirement.evidence),
    *(r.Kpi.baseline_from, r.Kpi.result_from, r.Kpi.evidence, r.Condition.holds),
    *(r.ValueTarget.evidence, r.ValueTarget.source, r.Role.organisation, r.Role.leaves),
    *(r.CostLine.payer, r.CostLine.funding, r.CostLine.evidence, r.CostLine.basis),
    *(r.CostLine.zero_because, r.RehearsalCard.answer, r.RehearsalCard.gap),
    *(r.DataSource.quality_pilot, r.DataSource.quality_production, r.DataSource.gap),
    *(r.DataSource.permission_pilot, r.DataSource.permission_production),
}
"""Texts and choices that say how things are at this client."""


@dataclass(frozen=True, slots=True)
class Content:
    """What to save: rows of which types, and whether with what only this client's room said."""

    title: str
    description: str = ""
    types: Collection[type[Record]] = ()
    everything: bool = False
    """With figures, dates, states and results; never with people."""


def savable(snapshot: Snapshot) -> dict[type[Record], int]:
    """The record types that can be saved, with the number of their rows that have a name."""
    counts = {kind: len(_named(snapshot, kind)) for kind in row_types().values()}
    return {kind: count for kind, count in counts.items() if count and kind is not r.Person}


def is_left_out(field: Field[Any]) -> bool:
    """Whether a field says something about this client that a template does not need."""
    if field.kind.numeric or field.kind is Kind.DATE:
        return field not in _GENERAL
    return field.name == "status" or field in _OF_THE_CLIENT


def starter_from(snapshot: Snapshot, content: Content) -> StarterSet:
    """What a template with this content holds. Raises Refusal where that is nothing."""
    rows: dict[type[Record], tuple[Row, ...]] = {
        kind: tuple(_row(snapshot, record, content) for record in _named(snapshot, kind))
        for kind in savable(snapshot)
        if kind in content.types
    }
    if not rows:
        raise Refusal(
            _("There is nothing to save."), todo=_("Choose at least one kind of row that is there.")
        )
    if r.Activity in rows and r.Role in rows and (cells := tuple(_cells(snapshot))):
        rows[r.Assignment] = cells
    return StarterSet("", *_heading(content), rows)


def pack_from(snapshot: Snapshot, content: Content) -> Pack:
    """The workshop's requirements as a pack; it is as old as its oldest requirement.

    Raises Refusal naming the first requirement that has no reference, source or date.
    """
    only = Content(content.title, content.description, (r.Requirement,), content.everything)
    rows = starter_from(snapshot, only).rows
    for row in rows[r.Requirement]:
        for needed in IN_A_PACK:
            if not row.get(needed.name):
                raise Refusal(
                    _("“{name}” has nothing in “{field}”.").format(
                        name=shorten(str(row["what"])), field=needed.label
                    ),
                    _("Nothing was saved."),
                    _("In a pack, each requirement says where it comes from and as of when."),
                )
    days = [day for row in rows[r.Requirement] if isinstance(day := row["as_of"], date)]
    return Pack("", *_heading(content), rows, min(days), "")


def mentions(snapshot: Snapshot, starter: StarterSet) -> list[str]:
    """Which names of people, and of the client, stand in the texts of a starter set."""
    info = snapshot.one(r.WorkshopInfo)
    names = [info.client, info.initiative]
    for person in snapshot.all(r.Person):
        names += [person.name, person.organisation]
    texts = "\n".join(_texts(starter))
    return [name for name in dict.fromkeys(filter(None, names)) if _stands_in(name, texts)]


def save_starter(path: Path, starter: StarterSet) -> None:
    """Write a starter set to a file, whole or not at all, and read it again.

    Raises Refusal where that cannot be done; what was there before stays.
    """
    if path.name.startswith(TEMPLATE):
        raise Refusal(
            _("“{name}” would be taken for the plan of a day.").format(name=path.name),
            _("Nothing was saved."),
            _("Choose a name that does not begin with “{start}”.").format(start=TEMPLATE),
        )

    def check(part: Path) -> None:
        if read_starter(part).rows != starter.rows:
            raise Refusal(_("“{name}” could not be written as it is.").format(name=path.name))

    atomic_write(path, to_toml(starter).encode(), verify=check)


def to_toml(starter: StarterSet) -> str:
    """The text of a starter set's file; `docs/templates.md` describes it."""
    from tomli_w import dumps  # noqa: PLC0415 - see the module's docstring

    head: dict[str, Any] = {"title": starter.title, "description": starter.description}
    if isinstance(starter, Pack):
        head |= {"as_of": starter.as_of}
        head |= {"sector": starter.sector} if starter.sector else {}
    parts = [dumps(head)]
    letters = starter.rows.get(r.Assignment, ())
    for record_type, rows in starter.rows.items():
        name = record_type.type_name
        for row in rows if record_type is not r.Assignment else ():
            parts.append(f"[[{name}]]\n{dumps(row, multiline_strings=True)}")
            line = {str(cell["role"]): cell["letters"] for cell in letters if _is_of(cell, row)}
            if record_type is r.Activity and line:
                parts.append(f"[{name}.{LETTERS}]\n{dumps(line)}")
                letters = tuple(cell for cell in letters if not _is_of(cell, row))
    return "\n".join(parts)


def _is_of(cell: Row, activity: Row) -> bool:
    return cell["activity"] == activity.get("name")


def _heading(content: Content) -> tuple[str, str]:
    title = clean(content.title, lines=False)
    if not title:
        raise Refusal(_("The template has no title."), todo=_("Say what it is called."))
    return title, clean(content.description, lines=False) or _("Saved from a workshop.")


def _named(snapshot: Snapshot, record_type: type[Record]) -> list[Record]:
    """The records of a type that have a name; a row without one cannot be read back."""
    return [each for each in snapshot.all(record_type) if each.values[record_type.label_field]]


def _row(snapshot: Snapshot, record: Record, content: Content) -> Row:
    row: dict[str, Value] = {}
    for key, each in row_fields(type(record)).items():
        if each.private or (is_left_out(each) and not content.everything):
            continue
        value = record.values[key]
        if each.kind is Kind.LINK:
            value = _name_of_linked(snapshot, record, each, content)
        if value is not None and value != "":
            row[key] = value
    return row


def _name_of_linked(snapshot: Snapshot, record: Record, link: Field[Any], content: Content) -> str:
    """The name of the row that a link points to, if that row is saved as well."""
    target = snapshot.linked(link, record)
    if target is None or TYPES[link.target] not in content.types:
        return ""
    return str(target.values[target.label_field])


def _cells(snapshot: Snapshot) -> Iterator[Row]:
    """The filled cells of the matrix by names; of two rows with one name, the first counts."""
    roles: dict[str, r.Role] = {}
    activities: dict[str, r.Activity] = {}
    for role in snapshot.all(r.Role):
        roles.setdefault(role.name, role)
    for activity in snapshot.all(r.Activity):
        activities.setdefault(activity.name, activity)
    for name, activity in activities.items():
        for role_name, role in roles.items():
            letters = parse_letters(letters_at(snapshot, activity, role))
            if name and role_name and letters:
                yield {"activity": name, "role": role_name, "letters": letters}


def _stands_in(name: str, texts: str) -> bool:
    """Whether a name occurs as words of its own: "Al" does not stand in "also"."""
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    return re.search(pattern, texts, re.IGNORECASE) is not None


def _texts(starter: StarterSet) -> Iterator[str]:
    yield from (starter.title, starter.description)
    for rows in starter.rows.values():
        for row in rows:
            yield from (value for value in row.values() if isinstance(value, str))
