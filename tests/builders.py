"""Snapshots without a file, for tests that need none."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from models.fields import Field, Kind, Value
from models.raci import CYCLE
from models.record import TYPES, Record
from models.records import (
    Action,
    Activity,
    Assignment,
    Group,
    Ownership,
    Person,
    Pilot,
    Requirement,
    Risk,
    Role,
    Training,
    ValueTarget,
    Wave,
    WorkshopInfo,
)
from models.snapshot import Snapshot, Table


def snapshot_of(*records: Record) -> Snapshot:
    """A workshop that holds `records`, in this order."""
    tables: dict[type[Record], dict[str, Record]] = {}
    for place, record in enumerate(records, start=1):
        tables.setdefault(type(record), {})[record.id] = record.replace(float(place))
    snapshot = Snapshot()
    for record_type, rows in tables.items():
        snapshot = snapshot.with_table(record_type, Table(rows))
    return snapshot


class Watching(Snapshot):
    """A snapshot that notes which tables are looked at."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__({name: snapshot.table(t) for name, t in TYPES.items()})
        self.looked_at: set[type[Record]] = set()

    def table(self, record_type: type[Record]) -> Table:
        self.looked_at.add(record_type)
        return super().table(record_type)


def with_record(snapshot: Snapshot, record: Record) -> Snapshot:
    """The workshop after one record was added or replaced."""
    rows = dict(snapshot.table(type(record)))
    rows[record.id] = record
    return snapshot.with_table(type(record), Table(rows))


def without_record(snapshot: Snapshot, record: Record) -> Snapshot:
    """The workshop after one record was removed."""
    rows = {id_: other for id_, other in snapshot.table(type(record)).items() if id_ != record.id}
    return snapshot.with_table(type(record), Table(rows))


def matrix_of(rows: dict[str, dict[str, str]]) -> list[Record]:
    """Roles, activities and assignments from {"Activity": {"Role": "AR"}}."""
    roles = {name: Role.new(name=name) for row in rows.values() for name in row}
    activities = {name: Activity.new(name=name) for name in rows}
    cells = [
        Assignment.new(activity=activities[name].id, role=roles[role].id, letters=letters)
        for name, row in rows.items()
        for role, letters in row.items()
        if letters
    ]
    return [*roles.values(), *activities.values(), *cells]


def full_records() -> list[Record]:
    """One record of every type, with every field filled and every link set."""
    ids = {name: record_type.new().id for name, record_type in TYPES.items()}
    return [
        record_type(
            ids[name], 1.0, {f.name: _some_value(f, ids) for f in record_type.fields.values()}
        )
        for name, record_type in TYPES.items()
    ]


def _some_value(field: Field[Any], ids: dict[str, str]) -> Value:
    some: dict[Kind, Value] = {
        Kind.LINE: f"Some {field.name}",
        Kind.TEXT: f"Some\n{field.name}",
        Kind.DATE: date(2026, 11, 24),
        Kind.YES_NO: False,
        Kind.CHOICE: field.choices[-1].value if field.choices else "",
        Kind.LINK: ids.get(field.target, ""),
    }
    number = field.maximum if field.maximum is not None else 1
    return field.check(some.get(field.kind, number))


def large_workshop() -> Snapshot:
    """About 2,000 records: as large as a workshop gets, with a bit of everything missing."""
    dice = random.Random(7)  # noqa: S311 - a fixed seed, nothing secret
    people = [
        Person.new(name=f"Person {n}", present=dice.choice((True, False, None))) for n in range(40)
    ]
    roles = [Role.new(name=f"Role {n}", person=people[n].id, leaves=n % 5 == 0) for n in range(12)]
    activities = [Activity.new(name=f"Do thing number {n}") for n in range(400)]
    return snapshot_of(
        WorkshopInfo.new(initiative="Claims assistant", sponsor=people[0].id),
        Pilot.new(start=date(2026, 1, 5), end=date(2026, 3, 27), go_live=date(2026, 6, 1)),
        Ownership.new(owner=people[1].id, deputy=people[2].id),
        *people,
        *roles,
        *activities,
        *_cells(dice, activities, roles),
        *_requirements(dice, people),
        *_value_targets(dice, people),
        *_change(dice, people),
    )


def _cells(
    dice: random.Random, activities: list[Activity], roles: list[Role]
) -> Iterable[Assignment]:
    for activity in activities:
        for role in dice.sample(roles, 3):
            letters = dice.choice(CYCLE[1:])
            yield Assignment.new(activity=activity.id, role=role.id, letters=letters)


def _requirements(dice: random.Random, people: list[Person]) -> Iterable[Requirement]:
    for n in range(200):
        yield Requirement.new(
            what=f"Rule {n}",
            area=dice.choice(Requirement.area.choices).value,
            applies=dice.choice(("yes", "yes", "no", "unclear")),
            owner=dice.choice(people).id,
            due=dice.choice(("", "pilot", "go_live", "after")),
            due_on=date(2026, 1, 1) + timedelta(days=dice.randrange(300)),
            blocks=dice.choice((True, False, None)),
        )


def _value_targets(dice: random.Random, people: list[Person]) -> Iterable[ValueTarget]:
    for n in range(100):
        yield ValueTarget.new(
            what=f"Target {n}",
            volume=float(dice.randrange(5000)),
            minutes_before=float(dice.randrange(10, 60)),
            minutes_after=float(dice.randrange(1, 20)),
            hourly_cost=48.0,
            adoption=dice.choice((None, 70.0, 100.0)),
            owner=dice.choice(people).id,
        )


def _change(dice: random.Random, people: list[Person]) -> Iterable[Record]:
    for n in range(30):
        group = Group.new(name=f"Group {n}", people_now=20, in_pilot=2, in_production=20)
        yield group
        yield Training.new(content=f"Course {n}", group=group.id, hours=4.0)
        yield Wave.new(name=f"Wave {n}", group=group.id, people=15)
        yield Risk.new(what=f"Risk {n}", likelihood="high", impact="high")
        yield Action.new(what=f"Action {n}", owner=dice.choice(people).id)
