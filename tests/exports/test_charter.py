"""The charter as its readers get it: every test reads the finished PDF back."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.charter import charter
from exports.document import Document, run
from models.findings import findings_of
from models.history import LogEntry, StepKind
from models.opening import create_workshop
from models.record import TYPES, Record
from models.records import (
    Assignment,
    Group,
    Ownership,
    Person,
    Requirement,
    ValueTarget,
    WorkshopInfo,
)
from models.steps import STEPS
from tests.builders import snapshot_of
from tests.exports.charters import (
    MADE,
    full_workshop,
    heights,
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


def test_the_first_page_says_what_is_asked_and_what_it_is_worth() -> None:
    page = " ".join(pages_of(made(*full_workshop()))[0].split())
    assert "Approve a pilot of 12 weeks at € 82 k" in page
    assert (
        "If the conditions are met on 30 Jun 2027, Head of Claims runs it from 1 Jul 2027." in page
    )
    assert "Confidential · 24 Nov 2026" in page
    assert "€ 379 k" in page  # 5,200 × 10 min ÷ 60 × 70 % × 12 × € 52
    assert "€ 265 k to € 454 k" in page
    assert "100 % cash-releasing" in page
    assert "deputy: Claims Deputy" in page
    assert "from 34 to 24 minutes a case" in page
    assert "from 16 to 2 %" in page
    assert "2 requirements block go-live, 1 of them open" in page
    assert "Not settled yet" not in page


def test_the_first_page_says_in_words_what_is_not_settled() -> None:
    page = " ".join(pages_of(made())[0].split())
    assert "The pilot has no start and end date yet." in page
    assert "Nobody is named yet to run it in production." in page
    assert "nobody named yet" in page
    assert "no target yet" in page
    assert "No value target says yet from what to what it must get." in page
    assert "None" not in page


def test_the_first_page_leads_to_the_page_of_the_open_points() -> None:
    pages = pages_of(made())
    number = next(n for n, text in enumerate(pages, 1) if "What is missing" in text)
    assert f"listed on page {number}" in " ".join(pages[0].split())


def test_an_empty_workshop_has_every_section_and_says_that_it_is_empty() -> None:
    text = text_of(made())
    for step in STEPS:
        assert step.question in text
    assert "Nothing recorded yet." in text
    assert "not said yet" in text


def test_long_names_leave_the_first_page_on_one_page() -> None:
    word = ("Rechtsschutzversicherungsgesellschaftenangelegenheiten" * 3)[:120]
    people = [Person.new(name=f"{part} {word}") for part in ("Sponsor", "Owner", "Deputy")]
    records = [
        *people,
        WorkshopInfo.new(
            initiative=(word + " " + word)[:200],
            client=word,
            sponsor=people[0].id,
            facilitator=people[2].id,
        ),
        Ownership.new(owner=people[1].id, deputy=people[2].id),
        *(
            ValueTarget.new(what=f"{n} {word}", target=5.0, unit=word, owner=people[1].id)
            for n in range(9)
        ),
    ]
    data = made(*records)
    pages = pages_of(data)
    assert "Contents" in pages[1]
    last, agreed, line, foot = heights(data, "more in section 3", "Agreed", "Date", "Page 1 of ")
    assert last > agreed + 12
    assert agreed > line > foot > 20


def test_more_than_six_targets_are_counted_on_the_first_page() -> None:
    targets = [ValueTarget.new(what=f"Target {n}", target=float(n)) for n in range(1, 9)]
    page = " ".join(pages_of(made(*targets))[0].split())
    assert "Target 6" in page
    assert "Target 7" not in page
    assert "and 2 more in section 3" in page


def test_every_record_type_is_printed_with_all_it_says() -> None:
    """Each public text field of each type carries a word of its own, and all are found."""
    records: list[Record] = []
    words = []
    for name, record_type in TYPES.items():
        if record_type in (Assignment, WorkshopInfo):
            continue
        values = {}
        for key, field in record_type.fields.items():
            if field.kind in ("line", "text"):
                values[key] = f"{name}{key}".replace("_", "")
                words.append(values[key])
        records.append(record_type.new(**values))
    text = unwrapped(made(*records))
    private = {"personemail"}
    assert [word for word in words if word not in text and word not in private] == []


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
    assert all("Requirement\n" in page for page in with_rows)


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
