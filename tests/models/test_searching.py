"""Searching a workshop by name and in every text."""

from __future__ import annotations

from datetime import date

import pytest

from models import searching
from models.matching import find
from models.record import Record
from models.records import (
    Action,
    Answer,
    Assignment,
    CostLine,
    Look,
    Person,
    Pilot,
    ValueTarget,
    WorkshopInfo,
)
from models.searching import Searcher
from models.snapshot import Snapshot, Table


def snapshot_of(*records: Record) -> Snapshot:
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.type_name, {})[record.id] = record
    return Snapshot({name: Table(rows) for name, rows in tables.items()})


ANNA = Person.new(1.0, name="Anna Müller", email="anna@example.com")
TARGET = ValueTarget.new(
    1.0, what="Handling time falls", owner=ANNA.id, volume=1200.0, evidence="measured"
)
WHOLE = snapshot_of(
    WorkshopInfo.new(initiative="Claims triage", language="en_GB"),
    Pilot.new(go_live=date(2026, 11, 24)),
    ANNA,
    TARGET,
    CostLine.new(1.0, what="Seats", basis="Asked twice.\nThe offer names the tünnel option."),
    Person.new(2.0),
)


def hits(typed: str, snapshot: Snapshot = WHOLE) -> list[tuple[str, str]]:
    found = Searcher().find(snapshot, typed)
    assert found.total == len(found.best)
    return [(hit.record.type_name, hit.field) for hit in found.best]


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("handling", [("value_target", "what")]),
        ("müller", [("person", "name"), ("value_target", "owner")]),
        ("MULLER", [("person", "name"), ("value_target", "owner")]),
        ("tunnel", [("cost_line", "basis")]),
        ("anna@example", [("person", "email")]),
        ("1200", [("value_target", "volume")]),
        ("1,200", [("value_target", "volume")]),
        ("24 nov", [("pilot", "go_live")]),
        ("24.11.2026", [("pilot", "go_live")]),
        ("2026-11-24", [("pilot", "go_live")]),
        ("measured", [("value_target", "evidence")]),
        ("triage claims", [("workshop", "initiative")]),
        ("handling anna", [("value_target", "what")]),
        ("x", []),
        ("", []),
        ("nowhere", []),
    ],
)
def test_every_text_of_every_field_is_searched(typed: str, where: list[tuple[str, str]]) -> None:
    assert hits(typed) == where


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        *(("de_DE", text) for text in ("57750,5", "57.750,50", "57750", "57.750 €", "57750.5")),
        *(("fr_FR", text) for text in ("57750,5", "57\u202f750,50", "57 750", "57\u00a0750")),
        *(("de_CH", text) for text in ("57750.5", "57’750", "57'750.50")),
        *(("en_US", text) for text in ("57750.5", "57,750", "$ 57,750.50")),
    ],
)
def test_an_amount_is_found_as_it_is_read_and_as_it_is_typed(language: str, typed: str) -> None:
    info = WorkshopInfo.new(language=language, currency="USD" if language == "en_US" else "EUR")
    snapshot = snapshot_of(info, CostLine.new(1.0, what="Seats", year=57_750.5))
    assert hits(typed, snapshot) == [("cost_line", "year")]


@pytest.mark.parametrize("typed", ["tunnel", "tünnel", "TÜNNEL"])
def test_the_place_of_the_hit_is_shown(typed: str) -> None:
    (hit,) = Searcher().find(WHOLE, typed).best
    assert hit.text[hit.place : hit.place + hit.length] == "tünnel"
    assert "\n" not in hit.text


def test_a_long_text_is_cut_around_the_hit() -> None:
    long = "word " * 400 + "needle" + " word" * 400
    (hit,) = Searcher().find(snapshot_of(Action.new(1.0, what=long)), "needle").best
    assert hit.text.startswith("…")
    assert hit.text.endswith("…")
    assert len(hit.text) < 200
    assert hit.text[hit.place : hit.place + hit.length] == "needle"


def test_places_are_right_behind_letters_that_fold_to_several() -> None:
    text = "Große Straße, ﬁne Ⅷ, then needle"
    (hit,) = Searcher().find(snapshot_of(Action.new(1.0, what=text)), "needle").best
    assert hit.text[hit.place : hit.place + hit.length] == "needle"


def test_what_begins_so_comes_first_and_what_the_program_wrote_last() -> None:
    records = (
        Answer.new(1.0, question="Team size", answer="4"),
        ValueTarget.new(1.0, what="Steam is saved"),
        Action.new(1.0, what="Ask the team"),
    )
    assert [kind for kind, _field in hits("team", snapshot_of(*records))] == [
        "action",
        "value_target",
        "answer",
    ]


def test_more_than_are_shown_are_counted() -> None:
    many = snapshot_of(*(Action.new(float(n), what=f"Ask {n}") for n in range(100)))
    found = Searcher().find(many, "ask", most=10)
    assert (len(found.best), found.total) == (10, 100)


def test_what_nobody_reads_is_not_found() -> None:
    look = Look.new(watermark="Draft of the board")
    letters = Assignment.new(1.0, activity="x", role="y", letters="AR")
    assert hits("board", snapshot_of(look, letters)) == []


def test_a_change_is_found_and_the_rest_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = Searcher()
    assert searcher.find(WHOLE, "handling").total == 1
    after = WHOLE.with_table(Person, Table({ANNA.id: ANNA.replace(name="Berta Meier")}))
    read: list[Record] = []
    texts = searching._texts

    def reading(snapshot: Snapshot, record: Record) -> object:
        read.append(record)
        return texts(snapshot, record)

    monkeypatch.setattr(searching, "_texts", reading)
    assert searcher.find(after, "meier").total == 2  # her name, and what she owns
    assert {type(record) for record in read} <= {Person, ValueTarget, WorkshopInfo, CostLine}
    assert Pilot not in {type(record) for record in read}


def test_records_are_found_by_name_without_blank_ones_and_forms() -> None:
    known = find(searching.names(WHOLE), "")
    assert [record.caption for record in known] == ["Anna Müller", "Handling time falls", "Seats"]
