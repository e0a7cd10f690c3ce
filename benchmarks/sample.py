"""A workshop as large as they get: about 2,000 records, made through the library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from models.interchange import load_into
from models.opening import create_workshop
from models.record import Record
from models.records import (
    Action,
    Activity,
    Assignment,
    Condition,
    CostLine,
    DataSource,
    Group,
    Kpi,
    Person,
    Pilot,
    Procedure,
    Requirement,
    Risk,
    Role,
    Training,
    ValueTarget,
    WorkshopInfo,
)

SECTIONS = 20


def large_file(path: Path) -> Path:
    """Make the large workshop at `path`; returns where it is."""
    with create_workshop(path) as workshop:
        load_into(workshop, large_records(), "Load")
        return workshop.path


def large_records() -> list[Record]:
    """About 2,000 records, every tenth with a gap, so that the rules have something to say."""
    people = [Person.new(float(n), name=f"Function {n}", present=n % 3 == 0) for n in range(100)]
    groups = [Group.new(float(n), name=f"Group {n}", in_production=5 * n) for n in range(20)]
    roles = [
        Role.new(float(n), name=f"Role {n}", person=people[n].id, leaves=n % 5 == 0)
        for n in range(12)
    ]
    activities = [
        Activity.new(float(n), name=f"Do thing number {n}", section=f"Part {n % SECTIONS}")
        for n in range(400)
    ]
    aims = list(targets(150, people, groups))
    proofs = list(kpis(60, people, aims))
    return [
        WorkshopInfo.new(initiative="Claims assistant", sponsor=people[0].id),
        Pilot.new(start=date(2026, 1, 5), end=date(2026, 3, 27), go_live=date(2026, 6, 1)),
        *people,
        *groups,
        *roles,
        *activities,
        *_cells(activities, roles),
        *requirements(200, people),
        *aims,
        *proofs,
        *cost_lines(60),
        *conditions(20, proofs),
        *_operations(people),
        *actions(20, people),
        *(Risk.new(float(n), what=f"Risk {n}", likelihood="high") for n in range(16)),
        *(Training.new(float(n), content=f"Course {n}", group=groups[n].id) for n in range(10)),
    ]


def _cells(activities: list[Activity], roles: list[Role]) -> Iterator[Record]:
    for n, activity in enumerate(activities):
        row = ("R", "C", "I") if n % 10 == 0 else ("A", "R", "C") if n % 2 else ("AR", "I")
        for place, letters in zip((0, 4, 7), row, strict=False):
            role = roles[(n + place) % len(roles)]
            yield Assignment.new(
                float(3 * n + place), activity=activity.id, role=role.id, letters=letters
            )


def requirements(count: int, people: list[Person]) -> Iterator[Requirement]:
    """Requirements, some without an owner or a date."""
    areas = [choice.value for choice in Requirement.area.choices]
    for n in range(count):
        yield Requirement.new(
            float(n),
            what=f"Requirement {n} that the service has to obey in daily use",
            area=areas[n % len(areas)],
            reference=f"House rule {n}",
            applies=("yes", "yes", "no", "unclear")[n % 4],
            owner=people[n % len(people)].id if n % 10 else "",
            due_on=date(2026, 1, 1) + timedelta(days=n % 300),
            blocks=n % 2 == 0,
        )


def targets(count: int, people: list[Person], groups: list[Group]) -> Iterator[ValueTarget]:
    """Value targets with figures, some without adoption or owner."""
    for n in range(count):
        yield ValueTarget.new(
            float(n),
            what=f"Case type {n} is handled in fewer minutes",
            sort="time",
            group=groups[n % len(groups)].id,
            volume=float(100 + n),
            minutes_before=18.0,
            minutes_after=7.5,
            hourly_cost=46.5,
            adoption=None if n % 10 == 0 else 70.0,
            low=60.0,
            high=120.0,
            cash=n % 2 == 0,
            evidence="estimated",
            owner=people[n % len(people)].id if n % 10 != 5 else "",
        )


def cost_lines(count: int) -> Iterator[CostLine]:
    """Cost lines over all categories, some without a payer."""
    categories = [choice.value for choice in CostLine.category.choices]
    for n in range(count):
        yield CostLine.new(
            float(n),
            what=f"Cost {n}",
            category=categories[n % len(categories)],
            pilot=100.0 * n,
            year_low=900.0 + n,
            year=1000.0 + n,
            year_high=1500.0 + n,
            driver=("fixed", "user", "case")[n % 3],
            payer="Claims" if n % 10 else "",
            funding="innovation" if n % 10 == 5 else "running",
            evidence="estimated",
            basis="Offer of last month",
        )


def kpis(count: int, people: list[Person], aims: list[ValueTarget]) -> Iterator[Kpi]:
    """KPIs of the first value targets, some without a baseline."""
    for n in range(count):
        yield Kpi.new(
            float(n),
            name=f"KPI {n}",
            value_target=aims[n].id,
            formula="Cases of the month",
            unit="%",
            direction="down",
            baseline=None if n % 10 == 0 else 18.0,
            target=7.5,
            frequency="monthly",
            source="Log",
            owner=people[n % len(people)].id,
        )


def conditions(count: int, proofs: list[Kpi]) -> Iterator[Condition]:
    """Conditions on the first KPIs, some without a threshold."""
    for n in range(count):
        yield Condition.new(
            float(n),
            what=f"Condition {n}",
            kpi=proofs[n].id,
            comparison="at_most",
            threshold=None if n % 10 == 0 else 9.0,
            unit="%",
            weight="must",
            proportion=n % 2 == 0,
            cases=400,
            window="8 weeks",
        )


def _operations(people: list[Person]) -> Iterator[Record]:
    for n in range(20):
        owner = people[n].id if n % 10 else ""
        yield Procedure.new(float(n), name=f"Procedure {n}", owner=owner, document="Handbook")
        yield DataSource.new(float(n), name=f"Source {n}", owner=owner, quality_pilot="Good")


def actions(count: int, people: list[Person]) -> Iterator[Action]:
    """Actions, some without an owner."""
    for n in range(count):
        owner = people[n % len(people)].id if n % 10 else ""
        yield Action.new(float(n), what=f"Action {n} from the workshop", owner=owner)
