"""What differs between two states of a workshop: every change is named, in a sentence."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.differences import Difference, Sort, differences
from models.fields import Field, Kind, Value
from models.record import TYPES, Record
from models.records import (
    AcceptedFinding,
    Action,
    Activity,
    Assignment,
    Condition,
    Kpi,
    Look,
    Person,
    Pilot,
    Risk,
    UseCase,
    ValueTarget,
    Version,
    WorkshopInfo,
)
from models.sealing import seal_of
from models.snapshot import Snapshot, Table
from models.steps import BY_ID, STEPS
from tests import strategies
from tests.builders import (
    full_records,
    large_workshop,
    matrix_of,
    snapshot_of,
    with_record,
    without_record,
)

CONTENT = [t for t in TYPES.values() if t not in (Version, Look, Assignment)]
FIELDS = [field for t in CONTENT for field in t.fields.values()]


def sentences(before: Snapshot, after: Snapshot) -> list[str]:
    return [str(found) for found in differences(before, after)]


def told(before: Record, after: Record, *more: Record) -> str:
    """The one sentence about a record that was changed."""
    (sentence,) = sentences(snapshot_of(*more, before), snapshot_of(*more, after))
    return sentence


# What people read


def test_a_figure_stands_with_its_unit_once() -> None:
    target = ValueTarget.new(what="Handling time", minutes_after=24.0)
    assert told(target, target.replace(minutes_after=26.0)) == (
        "Handling time, Minutes after: 24 → 26\u00a0min"
    )


def test_a_kpi_and_a_condition_have_the_unit_that_was_typed() -> None:
    kpi = Kpi.new(name="Handling time", target=24.0, unit="min")
    assert told(kpi, kpi.replace(target=26.0)) == "Handling time, Target: 24 → 26\u00a0min"
    condition = Condition.new(what="Fast enough", threshold=24.0, kpi=kpi.id)
    assert told(condition, condition.replace(threshold=None), kpi) == (
        "Fast enough, Threshold: 24\u00a0min → –"
    )
    money = Kpi.new(name="Cost", target=1.1, unit="€ a claim")
    assert told(money, money.replace(target=1.2)) == (
        "Cost, Target: €\u00a01.10 a claim → €\u00a01.20 a claim"
    )


def test_amounts_percentages_dates_choices_and_answers_are_written_as_in_the_window() -> None:
    target = ValueTarget.new(what="Time", hourly_cost=48.0, adoption=70.0, cash=False)
    info = WorkshopInfo.new(language="de_DE", currency="CHF", held_on=date(2026, 11, 24))
    assert told(target, target.replace(hourly_cost=1200.5), info).endswith(
        "48\u00a0CHF → 1.200,50\u00a0CHF"
    )
    assert told(target, target.replace(adoption=62.5), info).endswith("Adoption: 70 % → 62,5 %")
    assert told(target, target.replace(cash=True)).endswith("Releases cash: No → Yes")
    assert (
        told(info, info.replace(held_on=None))
        == "Workshop, Date of the workshop: 24. Nov. 2026 → –"
    )
    assert told(info, info.replace(confidentiality="public")).endswith("Confidential → Public")


def test_links_are_read_by_name() -> None:
    ada, bob = Person.new(name="Ada"), Person.new(name="Bob")
    action = Action.new(what="Call", owner=ada.id)
    assert told(action, action.replace(owner=bob.id), ada, bob) == "Call, Owner: Ada → Bob"
    assert told(action, action.replace(owner=""), ada) == "Call, Owner: Ada → –"
    twin = Person.new(name="Ada")
    assert told(action, action.replace(owner=twin.id), ada, twin) == (
        "Call, Owner: another person of the same name, Ada"
    )


def test_a_name_that_is_linked_is_changed_in_one_place() -> None:
    ada = Person.new(name="Ada")
    actions = [Action.new(what=f"Call {n}", owner=ada.id) for n in range(3)]
    renamed = snapshot_of(ada.replace(name="Ada L."), *actions)
    assert sentences(snapshot_of(ada, *actions), renamed) == ["Ada, Name: “Ada” → “Ada L.”"]


def test_long_texts_are_shown_from_where_they_begin_to_differ() -> None:
    long = "The team takes every case as it comes, " * 20
    case = UseCase.new(workflow_today=long + "by hand")
    said = told(case, case.replace(workflow_today=long + "by machine"))
    assert "by hand” → “…" in said
    assert said.endswith("by machine”")
    assert len(said) < 250


def test_white_space_that_differs_is_named_as_such() -> None:
    case = UseCase.new(workflow_today="one\ntwo")
    assert told(case, case.replace(workflow_today="one two")) == (
        "Use case, The workflow today: only spaces and line breaks differ"
    )


def test_figures_that_look_alike_are_shown_in_full() -> None:
    target = ValueTarget.new(what="Time", volume=1.001)
    assert told(target, target.replace(volume=1.002)).endswith("Cases a month: 1.001 → 1.002")


def test_records_that_came_went_and_moved_are_named() -> None:
    kept, other, gone = Risk.new(what="Flood"), Risk.new(what="Fire"), Risk.new(what="Theft")
    new = Risk.new(what="Supplier leaves")
    assert sentences(snapshot_of(kept, other, gone), snapshot_of(other, kept, new)) == [
        "Risk “Supplier leaves” is new",
        "Risk “Theft” is removed",
        "Risks: the order has changed",
    ]


def test_what_has_no_name_yet_can_be_told_all_the_same() -> None:
    risk = Risk.new()
    assert told(risk, risk.replace(impact="high")) == "(no name), Impact: – → High"


def test_the_order_is_that_of_the_steps() -> None:
    found = differences(snapshot_of(), snapshot_of(*full_records()))
    steps = [step.id for step in STEPS]
    places = [steps.index(difference.step) for difference in found]
    assert places == sorted(places)
    assert {d.step for d in found} == set(BY_ID)


# Letters


def matrix(rows: dict[str, dict[str, str]]) -> dict[str, Record]:
    return {
        record.caption: record for record in matrix_of(rows) if not isinstance(record, Assignment)
    }


def lettered(known: dict[str, Record], rows: dict[str, dict[str, str]]) -> Snapshot:
    """A workshop in which the known activities and roles have these letters."""
    cells = [
        Assignment.new(activity=known[name].id, role=known[role].id, letters=letters)
        for name, row in rows.items()
        for role, letters in row.items()
    ]
    return snapshot_of(*known.values(), *cells)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"X": "A"}, {"Y": "A"}, "A moves from X to Y"),
        ({"X": "AR"}, {"X": "R", "Y": "A"}, "A moves from X to Y"),
        ({"X": "C"}, {"X": "I"}, "X has I instead of C"),
        ({"X": "AR"}, {"X": "A"}, "X has A instead of A/R"),
        ({}, {"X": "C", "Y": "C"}, "C is added for X, Y"),
        ({"X": "I"}, {}, "I is taken from X"),
        ({"X": "A", "Y": "R"}, {"X": "R", "Y": "A"}, "A moves from X to Y; R moves from Y to X"),
    ],
)
def test_letters_are_told_by_activity(
    before: dict[str, str], after: dict[str, str], said: str
) -> None:
    known = matrix({"Check invoices": {"X": "A", "Y": "R"}})
    old, new = (lettered(known, {"Check invoices": row}) for row in (before, after))
    assert sentences(old, new) == [f"Check invoices: {said}"]


def test_a_new_activity_comes_with_its_letters() -> None:
    known = matrix({"Check": {"X": "A"}, "Pay": {"Y": "AR"}})
    before = without_record(lettered(known, {"Check": {"X": "A"}}), known["Pay"])
    after = lettered(known, {"Check": {"X": "A"}, "Pay": {"Y": "AR"}})
    assert sentences(before, after) == ["Activity “Pay” is new: A Y; R Y"]
    assert sentences(after, before) == ["Activity “Pay” is removed: A Y; R Y"]


def test_a_letter_that_is_taken_out_and_set_again_is_the_same() -> None:
    known = matrix({"Check": {"X": "A", "Y": "R"}})
    before = lettered(known, {"Check": {"X": "A", "Y": "R"}})
    after = lettered(known, {"Check": {"Y": "R", "X": "A"}})
    assert {c.id for c in before.all(Assignment)}.isdisjoint(c.id for c in after.all(Assignment))
    assert sentences(before, after) == []
    assert seal_of(before) == seal_of(after)


# What is passed over


def test_versions_and_the_look_are_no_content() -> None:
    version = Version.new(name="Version 1")
    assert sentences(snapshot_of(), snapshot_of(version, Look.new(accent="#123456"))) == []


def test_what_only_the_facilitator_sees_is_listed_on_demand_alone() -> None:
    ada = Person.new(name="Ada", email="ada@example.com")
    before, after = snapshot_of(ada), snapshot_of(ada.replace(email="al@example.com"))
    assert differences(before, after) == []
    (found,) = differences(before, after, private=True)
    assert found.field == "email"


def test_a_record_that_occurs_once_and_says_nothing_is_no_difference() -> None:
    assert sentences(snapshot_of(), snapshot_of(Pilot.new(), WorkshopInfo.new())) == []
    assert sentences(snapshot_of(), snapshot_of(WorkshopInfo.new(currency=""))) == [
        "Workshop, Currency: EUR → –"
    ]


# Whatever is changed


SURROUNDINGS = full_records()
"""One record of each type, for links to point to."""


def around(field: Field[Any]) -> list[Record]:
    return [r for r in SURROUNDINGS if not r.single or type(r) is not field.owner]


def check_change(field: Field[Any], one: Value, other: Value) -> None:
    """Change one field, and look at everything that is said about it."""
    record, others = field.owner.new(), around(field)
    before = snapshot_of(*others, record.replace(**{field.name: one}))
    after = snapshot_of(*others, record.replace(**{field.name: other}))
    (found,) = differences(before, after, private=True)
    assert (found.sort, found.record_type, found.id) == (Sort.CHANGED, field.owner, record.id)
    assert found.field == field.name
    assert field.label in found.text
    assert "\n" not in found.text
    first, arrow, last = found.text.rpartition(f"{field.label}: ")[2].partition(" → ")
    assert not arrow or first != last
    assert (seal_of(before) == seal_of(after)) == field.private
    (back,) = differences(after, before, private=True)
    assert (back.before, back.after) == (found.after, found.before)


@pytest.mark.parametrize("field", FIELDS, ids=repr)
def test_no_field_is_forgotten(field: Field[Any]) -> None:
    full = next(record for record in SURROUNDINGS if type(record) is field.owner)
    check_change(field, field.empty, full.values[field.name])


@given(st.data())
def test_any_change_is_told_with_both_values(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FIELDS))
    value = strategies.values(field, strategies.ids_of(around(field)))
    one, other = data.draw(value), data.draw(value)
    assume(one != other)
    check_change(field, one, other)


def workshops() -> st.SearchStrategy[Snapshot]:
    """Workshops without letters, which need an activity and a role."""
    return strategies.records().map(
        lambda records: snapshot_of(*(r for r in records if not isinstance(r, Assignment)))
    )


def rebuilt(snapshot: Snapshot) -> Snapshot:
    """An equal workshop of other objects."""
    again = Snapshot()
    for record_type in TYPES.values():
        rows = {record.id: record.replace() for record in snapshot.all(record_type)}
        again = again.with_table(record_type, Table(rows))
    return again


@given(workshops())
def test_equal_workshops_do_not_differ(snapshot: Snapshot) -> None:
    assert differences(snapshot, rebuilt(snapshot), private=True) == []


def key(found: Difference, *, turned: bool) -> tuple[object, ...]:
    turn = {Sort.ADDED: Sort.REMOVED, Sort.REMOVED: Sort.ADDED}
    sort = turn.get(found.sort, found.sort) if turned else found.sort
    values = (found.after, found.before) if turned else (found.before, found.after)
    return sort, found.record_type, found.id, found.field, *values


@given(st.data())
def test_the_seal_differs_where_something_is_listed_and_the_list_can_be_turned_round(
    data: st.DataObject,
) -> None:
    before = after = data.draw(workshops())
    for _edit in range(data.draw(st.integers(1, 3))):
        after = data.draw(strategies.edited(after))
    assume(not after.table(Assignment))
    there = differences(before, after)
    assert (seal_of(before) == seal_of(after)) == (not there)
    back = differences(after, before)
    assert Counter(key(d, turned=True) for d in there) == Counter(
        key(d, turned=False) for d in back
    )


LETTERS = st.dictionaries(
    st.sampled_from("XYZ"), st.sampled_from(["A", "R", "AR", "C", "I", "ACI"]), max_size=3
)


@given(LETTERS, LETTERS)
def test_no_letter_is_missed(before: dict[str, str], after: dict[str, str]) -> None:
    known = matrix({"Check": dict.fromkeys("XYZ", "A")})
    old, new = lettered(known, {"Check": before}), lettered(known, {"Check": after})
    assert (before == after) == (differences(old, new) == []) == (seal_of(old) == seal_of(new))


def test_two_thousand_records_are_compared() -> None:
    before = large_workshop()
    target = before.all(ValueTarget)[7]
    after = rebuilt(with_record(before, target.replace(volume=1.0)))
    assert len(differences(before, after)) == 1
    assert len(differences(snapshot_of(), after)) > 500


def test_what_was_accepted_is_compared_with_what_it_is_about() -> None:
    accepted = AcceptedFinding.new(what="No owner", rule="value.owner", about="1")
    assert told(accepted, accepted.replace(about="2")) == "No owner, Record: “1” → “2”"


def test_every_kind_of_field_was_tried() -> None:
    assert {field.kind for field in FIELDS} == set(Kind)
    assert Activity in CONTENT
