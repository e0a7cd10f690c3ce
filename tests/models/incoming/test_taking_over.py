"""Taking over what is ticked: one step, which undo takes back as a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.errors import ReadOnly
from models.freezing import NeedsReason, Reason
from models.incoming.proposal import Proposal, Sort, take_over
from models.opening import open_workshop
from models.records import Amendment, Condition, GateDecision, Person, ValueTarget
from models.workshop import Workshop
from tests.builders import with_record
from tests.models.incoming.books import (
    append,
    drop,
    proposed,
    put,
    raci,
    small,
    workshop_with,
    written,
)

EDITS = (
    put(ValueTarget.volume, "letters", 9),
    put(ValueTarget.owner, "letters", "Cleo"),
    drop(ValueTarget, "calls"),
    append(Person, name="Dora"),
    append(ValueTarget, what="Complaints", owner="Dora"),
)


def everything(proposal: Proposal) -> set[int]:
    return {n for n, item in enumerate(proposal.items) if item.offered}


def names(workshop: Workshop) -> list[str]:
    return [person.name for person in workshop.snapshot.all(Person)]


def test_everything_ticked_is_taken_over_as_one_step(tmp_path: Path) -> None:
    with workshop_with(small(), tmp_path) as workshop:
        before = workshop.snapshot
        proposal = proposed(written(before, *EDITS), before, tmp_path)
        taken = take_over(workshop, proposal, everything(proposal))
        assert taken.left_out == []
        after = workshop.snapshot
        assert [t.what for t in after.all(ValueTarget)] == ["Claims letters", "Complaints"]
        assert names(workshop) == ["Ada", "Bo", "Dora", "Cleo"]
        letters, complaints = after.all(ValueTarget)
        assert letters.volume == 9.0
        assert after.name_of(ValueTarget.owner, letters) == "Cleo"
        assert after.name_of(ValueTarget.owner, complaints) == "Dora"
        assert "edited.xlsx" in workshop.undo_name
        workshop.undo()
        assert workshop.snapshot == before


def test_only_what_is_ticked_is_taken_over(tmp_path: Path) -> None:
    with workshop_with(small(), tmp_path) as workshop:
        proposal = proposed(written(workshop.snapshot, *EDITS), workshop.snapshot, tmp_path)
        number = next(n for n, item in enumerate(proposal.items) if item.name == "volume")
        take_over(workshop, proposal, {number})
        assert [t.volume for t in workshop.snapshot.all(ValueTarget)] == [9.0, None]
        assert names(workshop) == ["Ada", "Bo"]


def test_a_link_to_what_was_not_ticked_stays_empty_and_that_is_said(tmp_path: Path) -> None:
    with workshop_with(small(), tmp_path) as workshop:
        proposal = proposed(written(workshop.snapshot, *EDITS), workshop.snapshot, tmp_path)
        number = next(n for n, item in enumerate(proposal.items) if item.what == "Complaints")
        taken = take_over(workshop, proposal, {number})
        assert workshop.snapshot.all(ValueTarget)[-1].owner == ""
        (sentence,) = taken.left_out
        assert "Owner" in sentence


def test_letters_for_an_activity_that_was_not_ticked_are_left_out(tmp_path: Path) -> None:
    from openpyxl.workbook import Workbook

    from models.records import Activity, Assignment
    from tests.models.incoming.books import column

    def edit(book: Workbook) -> None:
        page = book["RACI"]
        number = page.max_row + 1
        page.cell(number, column(page, Activity.label())).value = "New"
        raci(book, "New", "Owner").value = "A"

    with workshop_with(small(), tmp_path) as workshop:
        proposal = proposed(written(workshop.snapshot, edit), workshop.snapshot, tmp_path)
        count = len(workshop.snapshot.all(Assignment))
        letter = next(n for n, item in enumerate(proposal.items) if item.name == "letters")
        assert take_over(workshop, proposal, {letter}).left_out
        assert len(workshop.snapshot.all(Assignment)) == count
        take_over(workshop, proposal, everything(proposal))
        assert len(workshop.snapshot.all(Assignment)) == count + 1


def test_what_cannot_be_ticked_is_never_taken_over(tmp_path: Path) -> None:
    with workshop_with(small(), tmp_path) as workshop:
        before = workshop.snapshot
        edit = put(ValueTarget.volume, "letters", "many")
        proposal = proposed(written(before, edit), before, tmp_path)
        take_over(workshop, proposal, {0})
        assert workshop.snapshot == before


def test_a_record_brought_back_keeps_its_id(tmp_path: Path) -> None:
    with workshop_with(small(), tmp_path) as workshop:
        data = written(workshop.snapshot, put(ValueTarget.volume, "letters", 9))
        with workshop.step("Delete") as step:
            step.delete(workshop.snapshot.table(ValueTarget)["letters"])
        proposal = proposed(data, workshop.snapshot, tmp_path)
        take_over(workshop, proposal, {0})
        back = workshop.snapshot.get(ValueTarget, "letters")
        assert back is not None
        assert (back.volume, back.adoption, back.group) == (9.0, 70.0, "claims")


def test_what_went_since_the_file_was_read_is_left_out_and_said(tmp_path: Path) -> None:
    with workshop_with(small(), tmp_path) as workshop:
        data = written(workshop.snapshot, put(ValueTarget.volume, "letters", 9))
        proposal = proposed(data, workshop.snapshot, tmp_path)
        with workshop.step("Delete") as step:
            step.delete(workshop.snapshot.table(ValueTarget)["letters"])
        taken = take_over(workshop, proposal, proposal.ticked)
        assert "not in the workshop" in taken.left_out[0]
        assert taken.changes.items == ()


def test_frozen_conditions_change_only_with_a_reason(tmp_path: Path) -> None:
    condition = Condition("met", 1.0, Condition.new(what="Good letters", threshold=90.0).values)
    frozen = GateDecision.new(frozen_on=date(2026, 1, 5), frozen_by="ada")
    start = with_record(with_record(small(), condition), frozen)
    with workshop_with(start, tmp_path) as workshop:
        before = workshop.snapshot
        proposal = proposed(written(before, put(Condition.threshold, "met", 80)), before, tmp_path)
        with pytest.raises(NeedsReason):
            take_over(workshop, proposal, proposal.ticked)
        assert workshop.snapshot == before
        with workshop.because(Reason("Agreed anew")):
            take_over(workshop, proposal, proposal.ticked)
        assert [c.threshold for c in workshop.snapshot.all(Condition)] == [80.0]
        assert [a.reason for a in workshop.snapshot.all(Amendment)] == ["Agreed anew"]


def test_lists_that_the_program_writes_are_left_alone_and_that_is_said(tmp_path: Path) -> None:
    amendment = Amendment("one", 1.0, Amendment.new(what="Was", reason="So").values)
    before = with_record(small(), amendment)
    data = written(before, put(Amendment.reason, "one", "Otherwise"))
    proposal = proposed(data, before, tmp_path)
    assert proposal.items == ()
    assert ["written by Groundwork" in remark.text for remark in proposal.left_out] == [True]


def test_a_workshop_that_cannot_be_written_refuses(tmp_path: Path) -> None:
    workshop_with(small(), tmp_path).close()
    with open_workshop(tmp_path / "day.groundwork", read_only=True) as workshop:
        data = written(workshop.snapshot, put(ValueTarget.volume, "letters", 9))
        proposal = proposed(data, workshop.snapshot, tmp_path)
        assert [item.sort for item in proposal.items] == [Sort.CHANGED]
        with pytest.raises(ReadOnly):
            take_over(workshop, proposal, proposal.ticked)
