"""A workshop written as JSON comes back equal, and what does not fit is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from models.errors import Refusal
from models.interchange import FORMAT, VERSION, from_json, load_into, to_json
from models.opening import create_workshop
from models.raci import in_order
from models.record import TYPES, Record
from models.records import Activity, Assignment, Person, Role, ValueTarget, WorkshopInfo
from models.text import MAX_LENGTH
from tests import strategies
from tests.builders import full_records, snapshot_of


def as_in_a_matrix(records: list[Record]) -> list[Record]:
    """The records, of which assignments are such as the matrix makes."""
    kept: dict[object, Record] = {}
    for record in records:
        if isinstance(record, Assignment):
            if record.activity and record.role:
                letters = in_order(record.letters) or "A"
                kept[record.activity, record.role] = record.replace(letters=letters)
        else:
            kept[record.type_name, record.id] = record
    return list(kept.values())


@settings(deadline=None, max_examples=100)
@given(strategies.records(most=12).map(as_in_a_matrix))
def test_any_workshop_comes_back_equal(records: list[Record]) -> None:
    snapshot = snapshot_of(*records)
    text = to_json(snapshot)
    assert snapshot_of(*from_json(text)) == snapshot
    assert to_json(snapshot_of(*from_json(text))) == text


def test_every_kind_of_record_with_every_field_filled_comes_back() -> None:
    records = as_in_a_matrix(full_records())
    assert {type(record) for record in records} == set(TYPES.values())
    assert all(value not in ("", None) for record in records for value in record.values.values())
    snapshot = snapshot_of(*records)
    assert snapshot_of(*from_json(to_json(snapshot))) == snapshot


def test_the_order_of_records_is_kept() -> None:
    people = [Person.new(name=name) for name in "CAB"]
    back = snapshot_of(*from_json(to_json(snapshot_of(*people))))
    assert [person.name for person in back.all(Person)] == ["C", "A", "B"]


def test_what_was_cleared_stays_cleared() -> None:
    cleared = snapshot_of(WorkshopInfo.new(currency="", starts_at=""))
    assert snapshot_of(*from_json(to_json(cleared))) == cleared


def test_a_workshop_is_taken_over_as_one_step_into_a_file(tmp_path: Path) -> None:
    role, activity = Role.new(name="Owner"), Activity.new(name="Run it")
    cell = Assignment.new(activity=activity.id, role=role.id, letters="A")
    snapshot = snapshot_of(role, activity, cell, ValueTarget.new(what="Time"))
    with create_workshop(tmp_path / "day") as workshop:
        load_into(workshop, from_json(to_json(snapshot)), "Import")
        assert workshop.snapshot == snapshot
        assert len(workshop.log()) == 1
        assert not workshop.undo_name, "undo stops at what the workshop began with"
        workshop.undo()
        assert workshop.snapshot == snapshot


def document(**more: Any) -> str:
    return json.dumps({"format": FORMAT, "version": VERSION, "records": {}} | more)


def of(name: str, *rows: Any) -> str:
    return document(records={name: list(rows)})


def matrix(*cells: dict[str, Any]) -> str:
    """A document with one activity and two roles, and the assignments given."""
    records = {
        "activity": [{"id": "run", "name": "Run it"}],
        "role": [{"id": "owner", "name": "Owner"}, {"id": "it", "name": "IT"}],
        "assignment": [{"id": str(n), **cell} for n, cell in enumerate(cells)],
    }
    return document(records=records)


OWNS = {"activity": "run", "role": "owner", "letters": "A"}
KNOWS = {"activity": "run", "role": "it", "letters": "I"}


def test_letters_are_put_in_order_when_they_are_read() -> None:
    cells = [r for r in from_json(matrix(OWNS | {"letters": "R/A"})) if isinstance(r, Assignment)]
    assert [cell.letters for cell in cells] == ["AR"]


def test_the_longest_text_that_a_field_holds_is_read_whole() -> None:
    text = of("person", {"id": "1", "name": "x" * MAX_LENGTH})
    assert [record.values["name"] for record in from_json(text)] == ["x" * MAX_LENGTH]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not valid JSON"),
        ("{", "not valid JSON"),
        ("[" * 100_000 + "]" * 100_000, "not valid JSON"),
        ("[]", "does not say that it is a Groundwork workshop"),
        ('{"format": "other"}', "does not say that it is a Groundwork workshop"),
        (document(version=VERSION + 1), "newer version"),
        (document(version="1"), "“version” is missing or unknown"),
        (document(version=True), "“version” is missing or unknown"),
        (document(version=0), "“version” is missing or unknown"),
        (document(records=[]), "“records” is missing"),
        (of("pirate", {"id": "1"}), "unknown kind, “pirate”"),
        (document(records={"person": {}}), "“person” is not a list"),
        (of("person", "Anna"), "“person” is not a list"),
        (of("person", {"name": "A"}), r"person\[0\] has no usable “id”"),
        (of("person", {"id": 5}), r"person\[0\] has no usable “id”"),
        (of("person", {"id": "a\nb"}), "no usable “id”"),
        (of("person", {"id": "x" * 65}), "no usable “id”"),
        (of("person", {"id": "1"}, {"id": "1"}), "“1” occurs twice"),
        (of("person", {"id": "1", "shoe": 44}), r"person\[0\] has an unknown field, “shoe”"),
        (of("person", {"id": "1", "name": 44}), "does not fit “name”: 44"),
        (of("person", {"id": "1", "present": "yes"}), "does not fit “present”"),
        (of("person", {"id": "1", "present": 1}), "does not fit “present”"),
        (of("person", {"id": "1", "part": "leads"}), "does not fit “part”"),
        (of("person", {"id": "1", "leaves_on": "soon"}), "does not fit “leaves_on”"),
        (of("person", {"id": "1", "leaves_on": 20261124}), "does not fit “leaves_on”"),
        (of("person", {"id": "1", "name": ["A"]}), "does not fit “name”"),
        (of("group", {"id": "1", "people_now": 1.5}), "does not fit “people_now”"),
        (of("group", {"id": "1", "people_now": -1}), "does not fit “people_now”"),
        (of("value_target", {"id": "1", "adoption": 101}), "does not fit “adoption”"),
        (of("value_target", {"id": "1", "volume": 10**400}), "does not fit “volume”"),
        (of("value_target", {"id": "1", "volume": True}), "does not fit “volume”"),
        (of("value_target", {"id": "1", "volume": float("nan")}), "does not fit “volume”"),
        (of("value_target", {"id": "1", "what": "Time", "owner": "9"}), "“owner” of “Time” points"),
        (of("workshop", {}, {}), "“workshop” may occur only once"),
        (of("workshop", {"id": "workshop"}), r"workshop\[0\] has an unknown field, “id”"),
        (document(extra=[]), "unknown part, “extra”"),
        (
            matrix(OWNS | {"letters": "X"}),
            r"assignment\[0\] has a value that does not fit “letters”",
        ),
        (matrix(OWNS | {"letters": ""}), "does not fit “letters”"),
        (matrix(OWNS | {"letters": 1}), "does not fit “letters”"),
        (matrix({"activity": "run", "role": "it"}), r"assignment\[0\] has no “letters”"),
        (matrix(KNOWS, {"role": "owner", "letters": "A"}), r"assignment\[1\] has no “activity”"),
        (matrix(OWNS | {"role": ""}), r"assignment\[0\] has no “role”"),
        (matrix(OWNS, KNOWS, OWNS), r"assignment\[2\] is for the same activity and role"),
        ('{"format": "groundwork", "format": "other"}', "“format” occurs twice"),
        (
            '{"format": "groundwork", "version": 1, "records": '
            '{"person": [{"id": "1", "name": "A", "name": "B"}]}}',
            "“name” occurs twice",
        ),
        (of("person", {"id": "1", "name": "x" * (MAX_LENGTH + 1)}), "text of more than 100000"),
        # A sign that is stored as two in normal form C.
        (of("person", {"id": "1", "name": "\u0958" * 60_000}), "text of more than 100000"),
    ],
)
def test_what_does_not_fit_is_refused_and_named(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason) as refused:
        from_json(text)
    assert refused.value.safe == "Nothing was changed."
