"""The charter as its readers get it: every test reads the finished PDF back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from exports.charter import charter
from exports.charter.layouts import LAYOUTS
from exports.document import Document, run
from models import display
from models.fields import Field, Kind, Value
from models.findings import Findings, findings_of
from models.history import LogEntry, StepKind
from models.opening import create_workshop
from models.record import TYPES, Record
from models.records import (
    AcceptedFinding,
    Assignment,
    Group,
    Look,
    Person,
    Requirement,
    ValueTarget,
    Version,
    WorkshopInfo,
)
from models.steps import STEPS
from tests.builders import snapshot_of
from tests.exports.charters import (
    MADE,
    full_workshop,
    made,
    pages_of,
    text_of,
    unwrapped,
)


def test_a_workshop_from_its_file_becomes_a_charter(tmp_path: Path) -> None:
    with create_workshop(tmp_path / "claims") as workshop:
        with workshop.step("Name the initiative") as step:
            step.set_one(WorkshopInfo, initiative="Claims triage assistant")
        document = Document(workshop.snapshot, tuple(workshop.log()), MADE)
    text = text_of(run(charter(document)))
    assert "Claims triage assistant" in text
    assert "Name the initiative" in text


def test_an_empty_workshop_has_every_section_and_says_that_it_is_empty() -> None:
    text = text_of(made())
    for step in STEPS:
        assert step.question in text
    assert "Nothing recorded yet." in text
    assert "not said yet" in text


GROUPING = [
    record_type.fields[subject.group]
    for record_type, subjects in LAYOUTS.items()
    for subject in subjects
    if subject.group
]
"""Fields that are headings between the rows: nobody needs to be told what they are."""


class Fields:
    """Records in which every field holds something of its own, and how each is printed."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._filled: list[tuple[Record, Field[Any]]] = []
        self._count = 0

    def fill(self, record_type: type[Record]) -> None:
        """Add a record of a type; its links lead to records that nothing else mentions."""
        values: dict[str, Value] = {}
        for key, field in record_type.fields.items():
            self._count += 1
            values[key] = self._value(field)
        record = record_type.new(**values)
        self.records.append(record)
        self._filled += [(record, field) for field in record_type.fields.values()]

    def _value(self, field: Field[Any]) -> Value:
        number = self._count
        if field.kind in (Kind.LINE, Kind.TEXT):
            return field.check(f"{field.owner.type_name}{field.name}".replace("_", ""))
        if field.kind is Kind.CHOICE:
            keep = field.default or field.choices[number % len(field.choices)].value
            return field.check(keep)
        if field.kind is Kind.YES_NO:
            return number % 2 == 0
        if field.kind is Kind.DATE:
            return date(2031, 1, 1) + timedelta(days=number)
        if field.kind is Kind.LINK:
            target = TYPES[field.target]
            called = f"linked{number}of{field.target}"
            linked = target.new(**{target.label_field: called})
            self.records.append(linked)
            return linked.id
        low, high = field.minimum or 0.0, min(field.maximum or 9e5, 9e5)
        some = max(low, 0.0) + (high - max(low, 0.0)) * (0.1 + number * 0.618 % 0.8)
        whole = field.kind in (Kind.COUNT, Kind.YEAR, Kind.MONEY)
        return field.check(float(round(some)) if whole else round(some, 2))

    def texts(self, *, public: bool) -> Iterator[tuple[Field[Any], str]]:
        """How the values read, of the fields that everybody or nobody may see."""
        snapshot = snapshot_of(*self.records)
        for record, field in self._filled:
            if public is not (field.private or field.technical):
                yield field, "".join(display.text_of(snapshot, record, field).split())


@pytest.fixture(scope="module")
def filled() -> Fields:
    fields = Fields()
    for record_type in TYPES.values():
        # Cells are printed as the matrix; the look is how it is printed: both have own tests.
        if record_type not in (Assignment, Look):
            fields.fill(record_type)
    return fields


@pytest.fixture(scope="module")
def sections(filled: Fields) -> str:
    """All that is printed from the contents to the open points, without white space."""
    whole = pages_of(made(*filled.records))
    pages = ["".join(page.split()).replace("\u00ad", "") for page in whole]
    end = next(n for n, page in enumerate(pages) if "Whatthechartercannotsayyet" in page)
    before, _head, _after = pages[end].partition("Whatthechartercannotsayyet")
    return "".join([*pages[2:end], before])


def test_every_record_type_is_printed_with_all_it_says(filled: Fields, sections: str) -> None:
    """Each public field of each type has its label and its value printed in its section."""
    missing = [
        f"{field.owner.type_name}.{field.name}"
        for field, text in filled.texts(public=True)
        if field.owner not in (AcceptedFinding, Version)  # printed apart, with tests of their own
        if not text
        or sections.count(text) < (2 if field.kind is Kind.LINK else 1)
        or ("".join(field.label.split()) not in sections and field not in GROUPING)
    ]
    assert missing == []


def test_what_is_private_or_technical_is_not_printed(filled: Fields) -> None:
    text = unwrapped(made(*filled.records))
    hidden = {
        f"{field.owner.type_name}.{field.name}": said for field, said in filled.texts(public=False)
    }
    assert {"person.email", "workshop.notes", "accepted_finding.rule"} <= set(hidden)
    assert [name for name, said in hidden.items() if said in text] == []


def test_derived_figures_stand_beside_their_records() -> None:
    text = text_of(made(*full_workshop()))
    assert "Value a year" in text
    assert "€ 378,560" in text


def test_five_hundred_rows_are_all_there_under_a_repeated_head() -> None:
    rows = [Requirement.new(what=f"Requirement number {n:03}") for n in range(500)]
    pages = pages_of(made(*rows))
    text = " ".join(pages)
    assert all(f"Requirement number {n:03}" in text for n in range(500))
    with_rows = [page for page in pages if "Requirement number" in page and "“" not in page]
    assert len(with_rows) > 5
    head = re.compile(r"^Requirement( Owner Due At the gate)?$", re.MULTILINE)
    assert all(len(head.findall(page)) == 1 for page in with_rows)


def test_the_history_tells_undo_and_restore_points_in_words() -> None:
    kinds = (StepKind.EDIT, StepKind.UNDO, StepKind.REDO, StepKind.POINT)
    log = tuple(
        LogEntry(n, "2026-11-24T10:00:00+00:00", f"Entry {n}.", kind)
        for n, kind in enumerate(kinds)
    )
    text = text_of(made(log=log))
    assert "Taken back: Entry 1." in text
    assert "Done again: Entry 2." in text
    assert "Restore point: Entry 3." in text
    assert "24 Nov 2026" in text


def test_the_history_ends_after_sixty_entries() -> None:
    log = tuple(
        LogEntry(n, "2026-11-24T10:00:00+00:00", f"Entry {n}.", StepKind.EDIT)
        for n in range(80, 0, -1)
    )
    text = text_of(made(log=log))
    assert "Entry 21." in text
    assert "Entry 20." not in text


def test_open_findings_say_their_weight_and_why_they_matter() -> None:
    document = Document(snapshot_of(*full_workshop()), (), MADE)
    findings = findings_of(document.snapshot)
    assert findings
    text = unwrapped(run(charter(document)))
    for finding in findings:
        assert "".join(finding.sentence.split()) in text
        assert "".join(finding.rule.why.split()) in text
        assert finding.severity.label in text


def test_accepted_findings_stand_apart_with_reason_name_and_day() -> None:
    records = full_workshop()
    sponsor = next(record for record in records if isinstance(record, Person))
    findings = Findings()
    findings.update(snapshot_of(*records))
    first = findings.open[0]
    accepted = AcceptedFinding.new(
        what="as it was called then",
        reason="Settled with the works council in May",
        accepted_by=sponsor.id,
        accepted_on=date(2027, 3, 30),
        rule=first.id,
        about=first.about,
    )
    text = text_of(made(*records, accepted))
    still, _head, apart = text.partition("What is missing and stays so, on purpose")
    still = still.partition("What the charter cannot say yet")[2]
    assert findings.open[1].sentence in still
    assert first.sentence not in still
    apart = apart.partition("Traceability")[0]
    assert first.sentence in apart
    assert "Settled with the works council in May" in apart
    assert f"{sponsor.name} 30 Mar 2027" in apart


def test_where_nothing_was_accepted_the_charter_says_so() -> None:
    assert "Nothing that is missing was accepted." in text_of(made())
    past = AcceptedFinding.new(what="No deputy", reason="Hired in May", rule="gone", about="gone")
    text = text_of(made(past))
    assert "No deputy (settled by now)" in text
    assert "Hired in May" in text
    assert "Nothing that is missing was accepted." not in text


@pytest.mark.parametrize("rows_before", [0, 20, 24])
def test_a_head_never_stands_alone_above_a_text_that_takes_pages(rows_before: int) -> None:
    figures = {"volume": 900.0, "minutes_before": 9.0, "minutes_after": 3.0, "adoption": 70.0}
    figures["hourly_cost"] = 55.5
    long = ValueTarget.new(1.0, what="Letters", remark="word " * 5_000, **figures)
    groups = [Group.new(float(n), name=f"Group {n}") for n in range(rows_before)]
    pages = [" ".join(page.split()) for page in pages_of(made(long, *groups))]
    first = next(page for page in pages if "Value targets" in page and "What improves" in page)
    assert "Letters" in first
    assert "word word" in first
