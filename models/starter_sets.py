"""What templates are made of: starter sets, kinds of pilot, sectors, requirement packs, and which
rows and keys they can have. Read by `models.starter_files`, written by `models.starter_writing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.fields import Field, Kind, Value
from models.record import Record
from models.records import AgendaBlock, Assignment, Person
from models.steps import STEPS

LETTERS = "letters"
"""Key of an activity's suggested line in the matrix: `{ Owner = "A", Operations = "R" }`."""

CLOCKED = (AgendaBlock.allotted, AgendaBlock.started_at, AgendaBlock.taken)
"""What the clock of one day wrote: no other day begins with it."""

Row = Mapping[str, Value]
"""Values of one record by field; links by the name of the row they point to."""


@dataclass(frozen=True, slots=True)
class StarterSet:
    """Rows to begin with; `id` is the stem of the file's name."""

    id: str
    title: str
    description: str
    rows: Mapping[type[Record], tuple[Row, ...]]

    @property
    def kinds(self) -> tuple[type[Record], ...]:
        """The record types it has rows of; letters of the matrix come last."""
        return tuple(self.rows)


@dataclass(frozen=True, slots=True)
class PilotKind(StarterSet):
    """What pilots of one kind usually need: their measures, roles, costs and questions."""


@dataclass(frozen=True, slots=True)
class Sector(StarterSet):
    """What is usual in a sector; `packs` are the ids of the requirement packs worth a look."""

    packs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack(StarterSet):
    """Requirements of one law or standard, each with its reference and source.

    `as_of` is the day on which somebody last compared it with its sources; `sector` says whom
    it is for, and is empty where it is for everybody.
    """

    as_of: date
    sector: str


@dataclass(frozen=True, slots=True)
class WorkshopTemplate:
    """How a workshop day begins; `id` is the stem of the file's name."""

    id: str
    title: str
    description: str
    sets: tuple[StarterSet, ...]


def row_types() -> dict[str, type[Record]]:
    """The record types whose rows a file can have, by name, in the order of the steps.

    Not forms, nor what the program itself writes; letters stand with their activity.
    """
    types = [section.record_type for step in STEPS for section in step.sections]
    return {
        record_type.type_name: record_type
        for record_type in types
        if not record_type.single and not record_type.automatic and record_type is not Assignment
    }


def row_fields(record_type: type[Record]) -> dict[str, Field[Any]]:
    """The fields of a type that a file can fill, by name.

    Not those that name people, nor what the clock writes.
    """
    return {
        key: field
        for key, field in record_type.fields.items()
        if not field.technical and field not in CLOCKED and not names_people(field)
    }


def names_people(field: Field[Any]) -> bool:
    """Whether a field points to a person: only the workshop knows the client's people."""
    return field.kind is Kind.LINK and field.target == Person.type_name
