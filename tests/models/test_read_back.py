"""Reading back the day: what was captured, what is missing in words, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from models import actions
from models.capturing import capture
from models.dates import today
from models.findings import findings_of
from models.opening import create_workshop
from models.read_back import Page, captured_on, pages, room_page
from models.record import Record
from models.records import (
    Action,
    Condition,
    Decision,
    GateDecision,
    ParkedPoint,
    Person,
    Pilot,
    Requirement,
    Risk,
    Wave,
)
from models.steps import BY_ID, STEPS
from models.workshop import Workshop
from tests.builders import snapshot_of
from tests.strategies import records

TODAY = date(2026, 11, 25)
ADA = Person.new(name="Ada")


def read(*made: Record) -> dict[str, Page]:
    """The pages of a workshop by their titles."""
    snapshot = snapshot_of(ADA, *made)
    return {page.title: page for page in pages(snapshot, findings_of(snapshot), TODAY)}


def texts(page: Page) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in page.rows]


# What was captured today


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day.groundwork") as made:
        yield made


def test_what_was_added_today_is_known_by_the_history(workshop: Workshop) -> None:
    made = capture(workshop, "a: Tell finance @Ada fri", Decision)
    assert made is not None
    found = captured_on(workshop.lines(), today())
    assert made.id in found
    assert made.values["owner"] in found
    assert captured_on(workshop.lines(), today() - timedelta(days=1)) == frozenset()


def test_what_was_only_changed_today_is_not_new(workshop: Workshop) -> None:
    made = capture(workshop, "We start", Decision)
    assert made is not None
    lines = workshop.lines()
    actions.set_text(workshop, made, Decision.reason, "It is ready")
    later = [line for line in workshop.lines() if line not in lines]
    assert captured_on(later, today()) == frozenset()


def test_what_a_file_begins_with_was_captured_on_no_day(tmp_path: Path) -> None:
    from models.example import create_example

    with create_example(tmp_path / "example") as example:
        assert captured_on(example.lines(), today()) == frozenset()


def test_only_what_was_captured_is_read() -> None:
    old, new = Decision.new(what="Old"), Decision.new(what="New")
    risk = Risk.new(what="Old one")
    snapshot = snapshot_of(old, new, risk)
    found = {page.title: page for page in pages(snapshot, [], TODAY, {new.id})}
    assert [row.record and row.record.id for row in found["Decisions"].rows] == [new.id]
    assert "Risks" not in found


# The pages


def test_what_is_missing_is_said_in_words() -> None:
    found = read(
        Action.new(what="Tell finance", status="open"),
        Action.new(what="Ask IT", owner=ADA.id, due=date(2026, 11, 27), status="open"),
        Action.new(what="Done", status="done"),
        Decision.new(what="We start"),
    )
    assert texts(found["Actions"]) == [
        ("Tell finance", "nobody yet", "no date yet"),
        ("Ask IT", "Ada", "27 Nov 2026"),
    ]
    assert [cell.missing for cell in found["Actions"].rows[0].cells] == [False, True, True]
    assert texts(found["Decisions"]) == [("We start", "nobody yet", "no reason yet")]


def test_each_cell_that_is_a_field_can_be_mended() -> None:
    found = read(Action.new(what="Tell finance", status="open"))
    (row,) = found["Actions"].rows
    assert [cell.field for cell in row.cells] == ["what", "owner", "due"]


def test_pages_that_nobody_would_miss_are_left_out() -> None:
    assert list(read()) == ["Decisions", "Actions", "Conditions", "Still open"]
    full = read(
        ParkedPoint.new(what="Works council", raised_by=ADA.id),
        Risk.new(what="It fails"),
        Pilot.new(start=TODAY),
    )
    assert list(full) == [
        *("Decisions", "Actions", "Parked points", "Risks", "Conditions"),
        *("Still open", "Next dates"),
    ]
    assert texts(full["Parked points"]) == [("Works council", "Ada")]
    assert texts(full["Risks"]) == [("It fails", "no response yet", "nobody yet")]


def test_conditions_stand_in_the_words_of_the_charter() -> None:
    found = read(
        Condition.new(what="Errors", comparison="at_most", threshold=2.0, unit="%", weight="must")
    )
    ((what, words, terms),) = texts(found["Conditions"])
    assert (what, words.replace("\u00a0", " "), terms) == ("Errors", "2 % or less", "must")


def test_musts_are_read_before_shoulds_and_hints_are_left_out() -> None:
    snapshot = snapshot_of(Action.new(what="Tell finance", status="open"))
    found = pages(snapshot, findings_of(snapshot)[:20], TODAY)
    page = next(page for page in found if page.title == "Still open")
    weights = [weight for _what, weight, _step in texts(page)]
    assert weights == sorted(weights)
    assert set(weights) == {"Must", "Should"}
    assert page.question == f"{len(weights)} points are still open."
    assert all(row.finding is not None for row in page.rows)


def test_what_is_open_early_in_a_day_is_counted_by_step() -> None:
    snapshot = snapshot_of(*(Risk.new(what=f"Risk {n}") for n in range(30)))
    findings = [f for f in findings_of(snapshot) if f.severity in ("must", "should")]
    page = next(p for p in pages(snapshot, findings, TODAY) if p.title == "Still open")
    assert page.question == f"{len(findings)} points are still open."
    assert len(page.rows) <= len(STEPS) < len(findings)
    assert sum(int(must) + int(should) for _s, must, should, _f in texts(page)) == len(findings)
    for row in page.rows:
        title, must, _should, first = (cell.text for cell in row.cells)
        assert row.finding is not None
        assert (BY_ID[row.finding.step].title, row.finding.sentence) == (title, first)
        assert row.finding.severity == ("must" if int(must) else "should")


def test_dates_stand_in_their_order_with_who_sees_to_them() -> None:
    late, soon = date(2026, 11, 20), date(2026, 11, 27)
    found = read(
        Pilot.new(start=date(2027, 1, 11), end=date(2026, 1, 1), decision_on=date(2027, 4, 1)),
        GateDecision.new(decider=ADA.id),
        Action.new(what="Tell finance", owner=ADA.id, due=soon, status="open"),
        Action.new(what="Ask IT", due=late, status="open"),
        Action.new(what="Done", due=soon, status="done"),
        Requirement.new(what="Works council", applies="yes", due_on=date(2026, 12, 1)),
        Wave.new(name="North", start=date(2027, 6, 1)),
    )
    assert texts(found["Next dates"]) == [
        ("Fri 20 Nov 2026, overdue", "Action: Ask IT", "nobody yet"),
        ("Fri 27 Nov 2026", "Action: Tell finance", "Ada"),
        ("Tue 1 Dec 2026", "Requirement: Works council", "nobody yet"),
        ("Mon 11 Jan 2027", "Pilot starts", ""),
        ("Thu 1 Apr 2027", "Decision on production", "Ada"),
        ("Tue 1 Jun 2027", "Rollout wave: North", ""),
    ]


# For the room


def test_the_room_sees_the_page_and_which_of_how_many_without_addresses() -> None:
    page = read(Action.new(what="Write to x@example.org", status="open"))["Actions"]
    shown = room_page(page, 2, 7)
    assert shown.over == "Read back, 2 of 7"
    assert shown.question == "Who does what, by when?"
    assert shown.table is not None
    assert shown.table.rows == (("Write to …", "nobody yet", "no date yet"),)


@given(records(most=8))
@settings(max_examples=40)
def test_every_workshop_can_be_read_back(made: list[Record]) -> None:
    snapshot = snapshot_of(*made)
    found = pages(snapshot, findings_of(snapshot), TODAY)
    assert len(found) >= 4
    for number, page in enumerate(found, 1):
        assert page.question
        assert len(page.shares) >= len(page.heads)
        assert all(len(row.cells) == len(page.heads) for row in page.rows)
        assert room_page(page, number, len(found)).table is not None
