"""How a case is told, and the people in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from models.fields import Value
from models.record import Record
from models.records import Person
from models.snapshot import Snapshot
from tests.builders import snapshot_of

R = TypeVar("R", bound=Record)


class Case(NamedTuple):
    """A workshop and what one rule says about it."""

    rule: str
    snapshot: Snapshot
    sentences: tuple[str, ...]


CASES: list[Case] = []


def says(rule: str, *sentences: str, about: list[Record] | None = None) -> None:
    CASES.append(Case(rule, _workshop(rule, about or []), sentences))


def quiet(rule: str, *records: Record) -> None:
    CASES.append(Case(rule, _workshop(rule, records), ()))


def _workshop(rule: str, records: Sequence[Record]) -> Snapshot:
    """What `snapshot_of` makes; refuses two states of one record, of which only one would count."""
    assert len({(type(record), record.id) for record in records}) == len(records), rule
    return snapshot_of(*records)


def another(record: R, **values: Value) -> R:
    """A second record like `record`, apart from `values`."""
    return type(record).new(**{**record.values, **values})


def day(month: int, day: int) -> date:
    return date(2026, month, day)


ANNA = Person.new(name="Head of Claims", present=True, part="decides", leaves=False)
BEN = Person.new(name="Project lead", present=False, leaves=True, leaves_on=day(11, 30))
CARA = Person.new(name="Analyst")
