"""Charters made and read back, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from exports.charter import charter
from exports.document import Document, run
from models.history import LogEntry
from models.record import Record
from models.records import (
    Activity,
    Assignment,
    Ownership,
    Person,
    Pilot,
    Requirement,
    Role,
    ValueTarget,
    WorkshopInfo,
)
from tests.builders import snapshot_of

MADE = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


def made(*records: Record, log: tuple[LogEntry, ...] = ()) -> bytes:
    return run(charter(Document(snapshot_of(*records), log, MADE)))


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def pages_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in reader(data).pages]


def text_of(data: bytes) -> str:
    """Everything printed, with line ends as spaces."""
    return " ".join(" ".join(pages_of(data)).split())


def unwrapped(data: bytes) -> str:
    """Everything printed, without any white space: for words that were broken."""
    return "".join("".join(pages_of(data)).split())


def heights(data: bytes, *wanted: str) -> list[float]:
    """How high some texts stand on the first page, in points from its foot."""
    found: dict[str, float] = {}

    def look(text: str, cm: list[float], tm: list[float], *_font: object) -> None:
        for words in wanted:
            if words in text:
                found[words] = tm[5] * cm[3] + cm[5]

    reader(data).pages[0].extract_text(visitor_text=look)
    return [found[words] for words in wanted]


def outline_titles(data: bytes) -> list[str]:
    def flat(items: list[Any]) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from flat(item)
            else:
                yield str(item.title)

    return list(flat(reader(data).outline))


def full_workshop() -> list[Record]:
    """Enough for every sentence of the first page."""
    owner = Person.new(name="Head of Claims", present=True)
    deputy = Person.new(name="Claims Deputy")
    sponsor = Person.new(name="Chief Operating Officer", email="coo@client.example")
    return [
        owner,
        deputy,
        sponsor,
        WorkshopInfo.new(
            initiative="Claims triage assistant",
            client="Northwind Insurance",
            sponsor=sponsor.id,
            held_on=date(2026, 11, 24),
            notes="Mind the quarrel about the budget",
        ),
        Ownership.new(owner=owner.id, deputy=deputy.id),
        Pilot.new(
            start=date(2027, 4, 5),
            end=date(2027, 6, 27),
            decision_on=date(2027, 6, 30),
            go_live=date(2027, 7, 1),
            cost=82_000.0,
        ),
        ValueTarget.new(
            what="Handling time",
            volume=5200.0,
            minutes_before=34.0,
            minutes_after=24.0,
            hourly_cost=52.0,
            adoption=70.0,
            low=70.0,
            high=120.0,
            cash=True,
            evidence="measured",
            owner=owner.id,
        ),
        ValueTarget.new(what="Wrong routing", unit="%", baseline=16.0, target=2.0),
        Requirement.new(what="Keep a log", blocks=True, status="open", applies="yes"),
        Requirement.new(what="Limit access", blocks=True, status="met", applies="yes"),
    ]


def matrix_of(roles: int, activities: int) -> list[Record]:
    columns = [Role.new(name=f"Role {n + 1}") for n in range(roles)]
    rows = [
        Activity.new(name=f"Activity {n + 1}", section=f"Part {n // 5 + 1}")
        for n in range(activities)
    ]
    letters = ("A", "R", "C", "I", "AR")
    cells = [
        Assignment.new(activity=row.id, role=column.id, letters=letters[(x + y) % 5])
        for y, row in enumerate(rows)
        for x, column in enumerate(columns)
    ]
    return [*columns, *rows, *cells]
