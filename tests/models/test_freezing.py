"""Frozen conditions: what was agreed changes only with a reason, and what is found out freely."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import actions, follow_up, paste
from models.dates import today
from models.errors import Refusal
from models.fields import Value
from models.freezing import NeedsReason, Reason, frozen, held, sealed
from models.interchange import from_json, load_into, to_json
from models.opening import create_workshop, open_workshop
from models.record import Record
from models.records import (
    Amendment,
    Condition,
    GateDecision,
    Kpi,
    Person,
    Pilot,
    RehearsalCard,
    StopCondition,
)
from models.text import clean
from models.workshop import Workshop
from tests import strategies

DAY = date(2026, 11, 24)
WHY = Reason("The sample was too small", "Ada")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """Two conditions, one of them on a KPI, and a stop condition; frozen by Ada."""
    with create_workshop(tmp_path / "day") as made:
        fill(made)
        follow_up.freeze(made, "Ada", DAY)
        yield made


def fill(workshop: Workshop) -> None:
    with workshop.step("Fill") as step:
        kpi = step.insert(Kpi.new(1.0, name="Minutes a claim", direction="down"))
        step.insert(
            Condition.new(
                1.0, what="Handling time", kpi=kpi.id, comparison="at_most", threshold=24.0
            )
        )
        step.insert(Condition.new(2.0, what="Staff agree", comparison="holds"))
        step.insert(StopCondition.new(1.0, what="A wrong letter", threshold="2 in a week"))


def conditions(workshop: Workshop) -> tuple[Condition, ...]:
    return workshop.snapshot.all(Condition)


def amendments(workshop: Workshop) -> list[str]:
    return [amendment.what for amendment in workshop.snapshot.all(Amendment)]


def set_threshold(workshop: Workshop, value: float) -> None:
    actions.set_value(workshop, conditions(workshop)[0], Condition.threshold, value)


def test_freezing_says_since_when_and_by_whom_and_adds_who_is_new(workshop: Workshop) -> None:
    decision = workshop.snapshot.one(GateDecision)
    (ada,) = workshop.snapshot.all(Person)
    assert (decision.frozen_on, decision.frozen_by, ada.name) == (DAY, ada.id, "Ada")
    assert frozen(workshop.snapshot)
    assert amendments(workshop) == []


def test_conditions_are_frozen_only_once_and_only_where_there_are_some(tmp_path: Path) -> None:
    with create_workshop(tmp_path / "day") as workshop:
        with pytest.raises(Refusal, match="no condition to freeze"):
            follow_up.freeze(workshop, "", DAY)
        with pytest.raises(Refusal, match="not frozen"):
            follow_up.lift(workshop)
        fill(workshop)
        follow_up.freeze(workshop, "", DAY)
        with pytest.raises(Refusal, match="frozen already"):
            follow_up.freeze(workshop, "", DAY)


CHANGES: dict[str, tuple[Callable[[Workshop], object], list[str]]] = {
    "a threshold": (
        lambda w: set_threshold(w, 26.0),
        ["Handling time: Threshold from “24” to “26”"],
    ),
    "a typed text": (
        lambda w: actions.set_text(w, conditions(w)[0], Condition.window, "8 weeks"),
        ["Handling time: Window from “–” to “8 weeks”"],
    ),
    "a stop condition": (
        lambda w: actions.set_value(
            w, w.snapshot.all(StopCondition)[0], StopCondition.threshold, "3 in a week"
        ),
        ["A wrong letter: Threshold from “2 in a week” to “3 in a week”"],
    ),
    "a new condition": (
        lambda w: actions.add_text(w, Condition, Condition.what, "Cost"),
        ["“Cost” is new"],
    ),
    "a copy": (
        lambda w: actions.duplicate(w, [conditions(w)[1]]),
        ["“Staff agree” is new"],
    ),
    "one taken out": (
        lambda w: actions.delete(w, [conditions(w)[1]]),
        ["“Staff agree” is taken out"],
    ),
    "cells cleared": (
        lambda w: actions.clear(
            w, [(conditions(w)[0], Condition.threshold), (conditions(w)[1], Condition.comparison)]
        ),
        [
            "Handling time: Threshold from “24” to “–”",
            "Staff agree: Comparison from “Holds, yes or no” to “–”",
        ],
    ),
    "cells pasted": (
        lambda w: paste.paste_cells(
            w,
            Condition,
            conditions(w),
            [Condition.threshold, Condition.unit],
            [["26", "min"], ["", ""], ["5", "%"]],
        ),
        [
            "Handling time: Threshold from “24” to “26”",
            "Handling time: Unit from “–” to “min”",
            "“(no name)” is new",
        ],
    ),
    "its KPI deleted": (
        lambda w: actions.delete(w, w.snapshot.all(Kpi)),
        ["Handling time: KPI from “Minutes a claim” to “–”"],
    ),
    "a condition made of a KPI": (
        lambda w: follow_up.follow_up(w, w.snapshot.all(Kpi)[0]),
        ["“Minutes a claim” is new"],
    ),
    "the budget": (
        lambda w: actions.set_value(w, w.snapshot.one(GateDecision), GateDecision.budget, 1.0),
        ["decision on production: When met: budget released from “–” to “€\u00a01”"],
    ),
    "the day of decision": (
        lambda w: actions.set_value(w, w.snapshot.one(Pilot), Pilot.decision_on, DAY),
        ["pilot: Decision on from “–” to “24 Nov 2026”"],
    ),
    "the day of freezing": (
        lambda w: actions.set_value(
            w, w.snapshot.one(GateDecision), GateDecision.frozen_on, date(2026, 11, 25)
        ),
        ["decision on production: Frozen on from “24 Nov 2026” to “25 Nov 2026”"],
    ),
    "who froze them deleted": (
        lambda w: actions.delete(w, w.snapshot.all(Person)),
        ["decision on production: Frozen by from “Ada” to “–”"],
    ),
    "the freeze lifted": (follow_up.lift, ["The freeze of 24 Nov 2026 is lifted"]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_without_a_reason_is_refused_and_changes_nothing(
    workshop: Workshop, name: str
) -> None:
    change, told = CHANGES[name]
    before, undo = workshop.snapshot, workshop.undo_name
    with pytest.raises(NeedsReason) as refused:
        change(workshop)
    assert [each.text for each in refused.value.told] == told
    assert workshop.snapshot == before
    assert workshop.undo_name == undo


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_with_a_reason_is_made_and_told_and_undone_as_one_step(
    workshop: Workshop, name: str
) -> None:
    change, told = CHANGES[name]
    before = workshop.snapshot
    with workshop.because(Reason("The sample was too small", "Ben")):
        change(workshop)
    after = workshop.snapshot
    ben = after.find(Person, "Ben")
    assert ben is not None
    assert amendments(workshop) == [clean(each, lines=False) for each in told]
    for amendment in after.all(Amendment):
        assert amendment.reason == "The sample was too small"
        assert (amendment.decided_by, amendment.changed_on) == (ben.id, today())
    workshop.undo()
    assert workshop.snapshot == before
    workshop.redo()
    assert workshop.snapshot == after


def test_somebody_known_is_named_by_id_or_by_name_and_not_added_twice(workshop: Workshop) -> None:
    (ada,) = workshop.snapshot.all(Person)
    for number, who in enumerate((ada.id, "Ada", " ada ", "")):
        with workshop.because(Reason("Better known", who)):
            set_threshold(workshop, 30.0 + number)
    assert workshop.snapshot.all(Person) == (ada,)
    deciders = [amendment.decided_by for amendment in workshop.snapshot.all(Amendment)]
    assert deciders == [ada.id, ada.id, ada.id, ""]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_reason_is_none(workshop: Workshop, text: str) -> None:
    with workshop.because(Reason(text, "Ada")), pytest.raises(NeedsReason):
        set_threshold(workshop, 26.0)


def test_a_reason_holds_for_its_block_alone(workshop: Workshop) -> None:
    with workshop.because(WHY):
        set_threshold(workshop, 26.0)
    with pytest.raises(NeedsReason):
        set_threshold(workshop, 27.0)


def test_changes_of_one_cell_for_two_reasons_are_two_steps(workshop: Workshop) -> None:
    for value, why in ((26.0, "Too few cases"), (28.0, "Even fewer")):
        with workshop.because(Reason(why)):
            set_threshold(workshop, value)
    assert [a.reason for a in workshop.snapshot.all(Amendment)] == ["Too few cases", "Even fewer"]
    workshop.undo()
    assert conditions(workshop)[0].threshold == 26.0
    assert len(amendments(workshop)) == 1


FREE: dict[str, Callable[[Workshop], object]] = {
    "when the pilot starts": lambda w: actions.set_value(
        w, w.snapshot.one(Pilot), Pilot.start, DAY
    ),
    "the first step": lambda w: actions.set_value(
        w, w.snapshot.one(GateDecision), GateDecision.first_step, "Call the team"
    ),
    "a result": lambda w: actions.set_value(w, conditions(w)[0], Condition.result, 23.0),
    "cases measured": lambda w: actions.set_value(w, conditions(w)[0], Condition.result_cases, 9),
    "found to hold": lambda w: actions.set_value(w, conditions(w)[1], Condition.holds, True),
    "evidence": lambda w: actions.set_value(w, conditions(w)[0], Condition.evidence, "Log"),
    "another order": lambda w: actions.move(w, [conditions(w)[1]], conditions(w)[0]),
    "the same value again": lambda w: set_threshold(w, 24.0),
    "the KPI's name": lambda w: actions.set_value(w, w.snapshot.all(Kpi)[0], Kpi.name, "Minutes"),
    "who decides": lambda w: actions.set_value(
        w, w.snapshot.one(GateDecision), GateDecision.consulted, "Works council"
    ),
    "a rehearsal card": lambda w: actions.add(w, RehearsalCard, scenario="Outage", sort="outage"),
    "a result pasted": lambda w: paste.paste_cells(
        w, Condition, conditions(w), [Condition.result, Condition.result_cases], [["23", "400"]]
    ),
}


@pytest.mark.parametrize("name", FREE)
def test_what_is_found_out_afterwards_needs_no_reason(workshop: Workshop, name: str) -> None:
    FREE[name](workshop)
    assert amendments(workshop) == []


def test_a_field_is_held_while_conditions_are_frozen(workshop: Workshop) -> None:
    (first, _second), snapshot = conditions(workshop), workshop.snapshot
    assert held(snapshot, first, "threshold")
    assert not held(snapshot, first, "result")
    assert not held(snapshot, snapshot.all(Kpi)[0], "name")
    with workshop.because(WHY):
        follow_up.lift(workshop)
    assert sealed(first, "threshold")
    assert not held(workshop.snapshot, first, "threshold")


def test_what_was_listed_stays_listed(workshop: Workshop) -> None:
    with workshop.because(WHY):
        set_threshold(workshop, 26.0)
    (amendment,) = workshop.snapshot.all(Amendment)
    with pytest.raises(NeedsReason):
        actions.delete(workshop, [amendment])
    with pytest.raises(NeedsReason):
        actions.set_value(workshop, amendment, Amendment.reason, "Another one")
    with pytest.raises(NeedsReason):
        actions.delete(workshop, workshop.snapshot.all(Person))


def test_after_lifting_conditions_change_freely(workshop: Workshop) -> None:
    with workshop.because(WHY):
        follow_up.lift(workshop)
    set_threshold(workshop, 30.0)
    assert amendments(workshop) == ["The freeze of 24 Nov 2026 is lifted"]
    follow_up.freeze(workshop, "Ada", DAY)
    with pytest.raises(NeedsReason):
        set_threshold(workshop, 31.0)


def test_undo_goes_back_behind_the_freezing_without_a_reason(workshop: Workshop) -> None:
    with workshop.because(WHY):
        set_threshold(workshop, 26.0)
    workshop.undo()
    assert amendments(workshop) == []
    workshop.undo()
    assert not frozen(workshop.snapshot)
    workshop.undo()
    assert conditions(workshop) == ()
    for _step in range(3):
        workshop.redo()
    assert conditions(workshop)[0].threshold == 26.0
    assert frozen(workshop.snapshot)


def test_reverting_needs_no_reason_and_can_be_undone(workshop: Workshop) -> None:
    workshop.mark("Signed")
    (point,) = workshop.restore_points()
    with workshop.because(WHY):
        set_threshold(workshop, 26.0)
    changed = workshop.snapshot
    workshop.revert_to(point.step, "Back")
    assert conditions(workshop)[0].threshold == 24.0
    assert amendments(workshop) == []
    workshop.undo()
    assert workshop.snapshot == changed
    workshop.revert_to_opened()
    assert conditions(workshop) == ()


def test_frozen_conditions_come_back_from_json_frozen(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.because(WHY):
        set_threshold(workshop, 26.0)
    text = to_json(workshop.snapshot)
    with create_workshop(tmp_path / "copy") as copy:
        load_into(copy, from_json(text), "Read in")
        assert copy.snapshot == workshop.snapshot
        with pytest.raises(NeedsReason):
            set_threshold(copy, 27.0)


def test_they_stay_frozen_when_the_file_is_opened_again(workshop: Workshop) -> None:
    path = workshop.path
    workshop.close()
    with open_workshop(path) as again, pytest.raises(NeedsReason):
        set_threshold(again, 26.0)


SEALED_TYPES = st.sampled_from([Condition, StopCondition, GateDecision, Kpi, Person])


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_undo_of_any_step_while_frozen_brings_everything_back(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with create_workshop(tmp_path_factory.mktemp("any") / "day") as workshop:
        fill(workshop)
        follow_up.freeze(workshop, "Ada", DAY)
        before = workshop.snapshot
        change = data.draw(_changes(workshop))
        try:
            change(workshop)
        except NeedsReason:
            assert workshop.snapshot == before
            with workshop.because(WHY):
                change(workshop)
            assert amendments(workshop)
        else:
            assert _agreed(workshop) == _agreed_in(before)
        if workshop.undo_name != "Freeze the conditions":
            workshop.undo()
        assert workshop.snapshot == before


def _agreed(workshop: Workshop) -> list[dict[str, Value]]:
    return _agreed_in(workshop.snapshot)


def _agreed_in(snapshot: Any) -> list[dict[str, Value]]:
    """All that only a reason may change, record by record."""
    records: list[Record] = [r for t in (Condition, StopCondition) for r in snapshot.all(t)]
    records.append(snapshot.one(GateDecision))
    return sorted(
        ({k: v for k, v in r.values.items() if sealed(r, k)} | {"id": r.id} for r in records),
        key=lambda values: str(values["id"]),
    )


@st.composite
def _changes(draw: st.DrawFn, workshop: Workshop) -> Callable[[Workshop], object]:
    """Any change of any record around the conditions."""
    record_type = draw(SEALED_TYPES)
    there = workshop.snapshot.all(record_type)
    ids = {t.type_name: list(workshop.snapshot.table(t)) for t in (Kpi, Person)}
    values = draw(strategies.values_of(record_type, ids))
    record = draw(st.sampled_from(there))
    what = draw(st.sampled_from(["edit", "delete", "duplicate", "move", "clear"]))
    if record_type.single or what == "edit":
        return lambda w: _edit(w, record, values)
    if what == "clear":
        cells = [(record, field) for field in record.fields.values()]
        return lambda w: actions.clear(w, cells)
    if what == "move":
        return lambda w: actions.move(w, [record], there[0])
    action = actions.delete if what == "delete" else actions.duplicate
    return lambda w: action(w, [record])


def _edit(workshop: Workshop, record: Record, values: dict[str, Value]) -> None:
    with workshop.step("Edit") as step:
        step.update(record, **values)
