"""Charters made and read back, for the tests of this folder."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image
from pypdf import PdfReader

from exports.charter import charter, fonts
from exports.document import Document, run
from models.history import LogEntry
from models.record import Record
from models.records import (
    Activity,
    Assignment,
    Condition,
    CostLine,
    GateDecision,
    Kpi,
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


def made(*records: Record, log: tuple[LogEntry, ...] = (), cut: str = "full") -> bytes:
    return run(charter(Document(snapshot_of(*records), log, MADE), cut))


def logo(form: str, size: tuple[int, int] = (300, 100), mode: str = "RGB") -> str:
    """A blue picture, as `Look` keeps it."""
    out = BytesIO()
    Image.new(mode, size, "#2040c0").save(out, form)
    return base64.b64encode(out.getvalue()).decode()


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def pages_of(data: bytes) -> list[str]:
    """What each page says; PDFium reads it in a tenth of the time that `reader` takes."""
    return [_said(page) for page in pypdfium2.PdfDocument(data)]


def first_page(data: bytes) -> str:
    """The first page in one line."""
    return " ".join(_said(pypdfium2.PdfDocument(data)[0]).split())


def _said(page: Any) -> str:
    """Words that were parted at the end of a line are whole."""
    text: str = page.get_textpage().get_text_range()
    return text.replace("\r\n", "\n").replace(f"{_PARTED}\n", "").replace(_PARTED, "")


_PARTED = "\ufffe"
"""What PDFium writes for a hyphen at the end of a line."""


def lines_of_pages(data: bytes) -> list[list[str]]:
    """The lines of each page, with every cell of a table and every soft hyphen as it is printed."""
    return [page.extract_text().splitlines() for page in reader(data).pages]


def text_of(data: bytes) -> str:
    """Everything printed, with line ends as spaces."""
    return " ".join(" ".join(pages_of(data)).split())


def unwrapped(data: bytes) -> str:
    """Everything printed, without any white space and soft hyphens: for words that were parted."""
    return "".join("".join(pages_of(data)).split()).replace("\u00ad", "")


def heights(data: bytes, *wanted: str) -> list[float]:
    """How high some texts stand on the first page, in points from its foot."""
    found: dict[str, float] = {}

    def look(text: str, cm: list[float], tm: list[float], *_font: object) -> None:
        for words in wanted:
            if words in text:
                found[words] = tm[5] * cm[3] + cm[5]

    reader(data).pages[0].extract_text(visitor_text=look)
    return [found[words] for words in wanted]


def places_of(data: bytes, page: int) -> dict[str, tuple[float, float]]:
    """Where each text of a page begins, in points from its lower left corner."""
    return {text.text: (text.x, text.y) for text in texts_of(data, page)}


class Text(NamedTuple):
    """A piece of text as it was painted, with where it begins and its size, in points."""

    text: str
    x: float
    y: float
    size: float


def texts_of(data: bytes, page: int) -> list[Text]:
    """Every piece of text of a page; one from the end where the number is negative."""
    pages = pypdfium2.PdfDocument(data)
    read = pages[range(len(pages))[page]]
    painted = read.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=read.get_textpage())
    found = []
    for each in painted:
        *_turned, x, y = each.get_matrix().get()
        found.append(Text(each.extract().strip(), x, y, each.get_font_size()))
    return [text for text in found if text.text]


def outline_titles(data: bytes) -> list[str]:
    def flat(items: list[Any]) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from flat(item)
            else:
                yield str(item.title)

    return list(flat(reader(data).outline))


class Line(NamedTuple):
    """A line of text on the first page: where it stands and how far it reaches, in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Line) -> bool:
        """Whether the two stand on each other."""
        rounding = 0.01
        beside = self.right <= other.left + rounding or other.right <= self.left + rounding
        return not beside and self.bottom < other.top and other.bottom < self.top


def first_lines(data: bytes) -> list[Line]:
    """Every line of the first page, but for the numbers that are filled in at the end."""
    found: dict[tuple[float, float, float], Line] = {}

    def look(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        x, y = tm[4] + cm[4], tm[5] + cm[5]
        if not text.strip() or (x, y) == (0.0, 0.0):
            return
        name = fonts.BOLD if "Bold" in font["/BaseFont"] else fonts.REGULAR
        width = fonts.width_of(text.strip(), name, size)
        # A line of two scripts comes in parts that all begin where the line does.
        key = (round(x, 1), round(y, 1), size)
        before = found.get(key)
        end = before.right if before else x
        whole = (before.text if before else "") + text.strip()
        found[key] = Line(whole, x, y - 0.2 * size, end + width, y + 0.7 * size)

    reader(data).pages[0].extract_text(visitor_text=look)
    return list(found.values())


def full_workshop() -> list[Record]:
    """Enough for every sentence of the first page."""
    owner = Person.new(name="Head of Claims", present=True)
    deputy = Person.new(name="Claims Deputy")
    sponsor = Person.new(name="Chief Operating Officer", email="coo@client.example")
    time = ValueTarget.new(
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
    )
    routing = ValueTarget.new(what="Wrong routing")
    minutes = Kpi.new(name="Minutes a claim", unit="min", baseline=34.0, value_target=time.id)
    wrong = Kpi.new(
        name="Wrong routing", unit="%", baseline=16.0, target=2.0, value_target=routing.id
    )
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
        ),
        time,
        routing,
        minutes,
        wrong,
        *_costs(),
        GateDecision.new(
            decider=sponsor.id, next_owner=owner.id, budget=290_000.0, starts_on=date(2027, 7, 1)
        ),
        *_conditions(minutes, wrong, deputy),
        Requirement.new(what="Keep a log", blocks=True, status="open", applies="yes"),
        Requirement.new(what="Limit access", blocks=True, status="met", applies="yes"),
    ]


def _costs() -> list[Record]:
    """82 k in the pilot; 26 k once and 264 k a year in production."""
    rows = (
        ("licences", 42e3, 0.0, 104e3),
        ("security", 10e3, 20e3, 48e3),
        ("review", 30e3, 0.0, 71e3),
        ("resilience", 0.0, 6e3, 41e3),
    )
    return [
        CostLine.new(
            what=f"Cost of {category}", category=category, pilot=pilot, one_off=once, year=year
        )
        for category, pilot, once, year in rows
    ]


def _conditions(minutes: Kpi, wrong: Kpi, deputy: Person) -> list[Record]:
    return [
        Condition.new(
            what="Run cost a claim",
            comparison="at_most",
            threshold=1.1,
            unit="€",
            weight="should",
        ),
        Condition.new(
            what="Handling time falls",
            kpi=minutes.id,
            comparison="at_most",
            threshold=24.0,
            weight="must",
            window="last 8 weeks",
            cases=400,
        ),
        Condition.new(
            what="Wrong-routing rate",
            kpi=wrong.id,
            comparison="at_most",
            threshold=2.0,
            weight="must",
            proportion=True,
            cases=1,
        ),
        Condition.new(
            what="No severe security finding",
            comparison="holds",
            weight="must",
            signed_by=deputy.id,
        ),
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
