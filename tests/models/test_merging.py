"""Handing out a copy, and bringing it back: what is proposed, taken over, and refused."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from models import actions, storage
from models.errors import NewerFile, NotAWorkshop, ReadOnly, Refusal
from models.follow_up import freeze
from models.freezing import NeedsReason, Reason
from models.handing_out import hand_out, proposed_name, purpose_of
from models.history import StepKind
from models.incoming.proposal import Item, Sort
from models.lock import FileLock
from models.matrix import set_letters
from models.merging import Returned, bring_back, propose
from models.opening import create_workshop, open_workshop
from models.raci import letters_at
from models.record import Record
from models.records import (
    Action,
    Activity,
    Amendment,
    Assignment,
    Condition,
    GateDecision,
    Person,
    Role,
    ValueTarget,
    WorkshopInfo,
)
from models.sealing import seal_version
from models.workshop import Workshop

Edit = Callable[[Workshop], object]


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop with a little of everything, made once. Not to be opened itself."""
    with create_workshop(tmp_path_factory.mktemp("beginning") / "day") as workshop:
        actions.set_value(workshop, WorkshopInfo.new(), WorkshopInfo.initiative, "Claims triage")
        ada, bo = (actions.add(workshop, Person, name=name) for name in ("Ada", "Bo"))
        actions.add(workshop, ValueTarget, what="Letters", owner=ada.id, volume=100.0)
        actions.add(workshop, ValueTarget, what="Calls", owner=bo.id)
        for name in ("Run it", "Pay it"):
            activity = actions.add(workshop, Activity, name=name)
            role = actions.add(workshop, Role, name=f"Who does: {name}")
            set_letters(workshop, [(activity, role)], "A")
        return workshop.path


@pytest.fixture
def day(beginning: Path, tmp_path: Path) -> Path:
    """The workshop."""
    return Path(shutil.copy(beginning, tmp_path))


@pytest.fixture
def copy(day: Path, tmp_path: Path) -> Path:
    """A copy of it, handed out."""
    with open_workshop(day) as workshop:
        return hand_out(workshop, ["value", "raci"], tmp_path / "table 1")


def edit(path: Path, *edits: Edit) -> None:
    with open_workshop(path) as workshop:
        for each in edits:
            each(workshop)


def named(workshop: Workshop, kind: type[Record], name: str) -> Record:
    found = workshop.snapshot.find(kind, name)
    assert found is not None
    return found


def put(kind: type[Record], name: str, field: str, value: object) -> Edit:
    def run(workshop: Workshop) -> None:
        record = kind.new() if kind.single else named(workshop, kind, name)
        actions.set_value(workshop, record, kind.fields[field], value)  # type: ignore[arg-type]

    return run


def add(kind: type[Record], **values: object) -> Edit:
    return lambda workshop: actions.add(workshop, kind, **values)  # type: ignore[arg-type]


def drop(kind: type[Record], name: str) -> Edit:
    return lambda workshop: actions.delete(workshop, [named(workshop, kind, name)])


def letters(activity: str, role: str, text: str) -> Edit:
    def run(workshop: Workshop) -> None:
        cell = named(workshop, Activity, activity), named(workshop, Role, role)
        set_letters(workshop, [cell], text)  # type: ignore[list-item]

    return run


def proposed(day: Path, copy: Path) -> Returned:
    with open_workshop(day) as workshop:
        return propose(workshop, copy)


def merged(day: Path, copy: Path, *, theirs: bool = False) -> Returned:
    """What was proposed; it is taken over, conflicts only if `theirs` shall have them."""
    with open_workshop(day) as workshop:
        returned = propose(workshop, copy)
        chosen = returned.ticked | (returned.conflicts if theirs else frozenset())
        taken = bring_back(workshop, returned, chosen)
        assert taken.left_out == []
        assert propose(workshop, copy).items == ()
    return returned


def brief(item: Item) -> tuple[str, str, str, str]:
    return item.sort.value, item.what, item.before, item.after


def names(path: Path, kind: type[Record]) -> list[str]:
    with open_workshop(path, read_only=True) as workshop:
        return [record.caption for record in workshop.snapshot.all(kind)]


# Handing out


def test_a_copy_is_the_whole_workshop_and_knows_what_it_is_for(day: Path, copy: Path) -> None:
    assert copy.name == "table 1.groundwork"
    with open_workshop(day) as ours, open_workshop(copy) as theirs:
        assert theirs.snapshot == ours.snapshot
        purpose = purpose_of(theirs)
        assert purpose is not None
        assert purpose.text == "Copy of “day” for Value in numbers, Ownership & RACI"
        assert purpose_of(ours) is None
        assert theirs.undo_name == ours.undo_name
        theirs.undo()
        assert ours.restore_points()[0].name.startswith("Copy handed out for Value in numbers")


def test_a_copy_never_replaces_a_file(day: Path, copy: Path) -> None:
    before = copy.read_bytes()
    with open_workshop(day) as workshop:
        lines = len(workshop.lines())
        with pytest.raises(Refusal, match="work of a group"):
            hand_out(workshop, ["value"], copy)
        assert len(workshop.lines()) == lines
    assert copy.read_bytes() == before


def test_a_copy_that_cannot_be_written_leaves_no_trace(day: Path, tmp_path: Path) -> None:
    with open_workshop(day) as workshop:
        lines = len(workshop.lines())
        with pytest.raises(Refusal, match="the folder does not exist"):
            hand_out(workshop, ["value"], tmp_path / "missing" / "table")
        assert len(workshop.lines()) == lines


def test_typing_on_in_a_cell_while_handing_out_is_no_conflict(day: Path, tmp_path: Path) -> None:
    with open_workshop(day) as workshop:
        target = named(workshop, ValueTarget, "Letters")
        actions.set_value(workshop, target, ValueTarget.volume, 1.0)
        copy = hand_out(workshop, ["value"], tmp_path / "table")
        actions.set_value(workshop, target, ValueTarget.volume, 12.0)
    edit(copy, put(ValueTarget, "Letters", "source", "Counted"))
    assert [item.sort for item in merged(day, copy).items] == [Sort.CHANGED]


def test_the_proposed_name_is_free(day: Path, tmp_path: Path) -> None:
    with open_workshop(day) as workshop:
        first = proposed_name(workshop, ["value"], tmp_path)
        assert first == "day – Value in numbers.groundwork"
        hand_out(workshop, ["value"], tmp_path / first)
        assert (
            proposed_name(workshop, ["value"], tmp_path) == "day – Value in numbers (2).groundwork"
        )


def test_handing_out_leaves_no_other_file(day: Path, copy: Path, tmp_path: Path) -> None:
    assert sorted(p.name for p in tmp_path.iterdir() if "groundwork" in p.name) == sorted(
        [day.name, copy.name]
    )


def test_what_is_only_looked_at_cannot_be_handed_out(day: Path, tmp_path: Path) -> None:
    with open_workshop(day, read_only=True) as workshop, pytest.raises(ReadOnly):
        hand_out(workshop, ["value"], tmp_path / "no")
    assert not (tmp_path / "no.groundwork").exists()


# What is proposed


def test_what_one_side_changed_is_taken_and_what_both_changed_alike_is_nothing(
    day: Path, copy: Path
) -> None:
    edit(copy, put(ValueTarget, "Letters", "volume", 250.0), put(Person, "Bo", "function", "IT"))
    edit(day, put(ValueTarget, "Letters", "adoption", 70.0), put(Person, "Bo", "function", "IT"))
    (item,) = merged(day, copy).items
    assert brief(item) == ("changed", "Letters: Cases a month", "100", "250")
    with open_workshop(day) as workshop:
        target = named(workshop, ValueTarget, "Letters")
        assert (target.values["volume"], target.values["adoption"]) == (250.0, 70.0)
        assert workshop.undo_name == "Bring back 1 change of table 1.groundwork"
        workshop.undo()
        assert named(workshop, ValueTarget, "Letters").values["volume"] == 100.0
        assert len(propose(workshop, copy).items) == 1, "taken back, it can be brought back again"
        workshop.redo()
        assert propose(workshop, copy).items == ()


@pytest.mark.parametrize(("theirs", "volume"), [(False, 300.0), (True, 250.0)])
def test_what_both_changed_is_a_conflict_decided_once(
    day: Path, copy: Path, theirs: bool, volume: float
) -> None:
    edit(copy, put(ValueTarget, "Letters", "volume", 250.0))
    edit(day, put(ValueTarget, "Letters", "volume", 300.0))
    (item,) = merged(day, copy, theirs=theirs).items
    assert brief(item) == ("conflict", "Letters: Cases a month", "300", "250")
    assert "it was 100" in item.note
    assert not item.ticked
    with open_workshop(day) as workshop:
        assert named(workshop, ValueTarget, "Letters").values["volume"] == volume
        assert workshop.undo_name.startswith("Bring back"), "keeping ours is a step as well"
        workshop.undo()
        assert len(propose(workshop, copy).conflicts) == 1
    edit(copy, put(ValueTarget, "Letters", "volume", 260.0))
    assert proposed(day, copy).items[0].after == "260"


def test_of_long_texts_both_sides_show_where_they_differ(day: Path, copy: Path) -> None:
    same = "All letters are read by hand. " * 40
    edit(day, put(ValueTarget, "Letters", "remark", f"{same}Ask Bo."))
    edit(copy, put(ValueTarget, "Letters", "remark", f"{same}Ask Ada."))
    (item,) = proposed(day, copy).items
    assert item.before.startswith("…")
    assert item.before.endswith("by hand. Ask Bo.")
    assert item.after.endswith("by hand. Ask Ada.")


def test_values_that_read_alike_say_what_differs(day: Path, tmp_path: Path) -> None:
    edit(day, add(Person, name="Kim"), add(Person, name="Kim", function="IT"))
    with open_workshop(day) as workshop:
        copy = hand_out(workshop, ["value"], tmp_path / "table 2")
        one, other = (p.id for p in workshop.snapshot.all(Person) if p.name == "Kim")
    edit(day, put(ValueTarget, "Letters", "owner", one))
    edit(copy, put(ValueTarget, "Letters", "owner", other))
    edit(day, put(ValueTarget, "Calls", "remark", "One line"))
    edit(copy, put(ValueTarget, "Calls", "remark", "One\nline"))
    assert [(item.before, item.after) for item in proposed(day, copy).items] == [
        ("Kim", "another person of the same name, Kim"),
        ("One line", "only spaces and line breaks differ"),
    ]


def test_a_record_that_occurs_once_is_compared_field_by_field(day: Path, copy: Path) -> None:
    edit(copy, put(WorkshopInfo, "", "client", "North"), put(WorkshopInfo, "", "place", "There"))
    edit(day, put(WorkshopInfo, "", "sector", "Insurance"), put(WorkshopInfo, "", "place", "Here"))
    items = merged(day, copy).items
    assert {brief(item) for item in items} == {
        ("changed", "Client", "", "North"),
        ("conflict", "Place", "Here", "There"),
    }
    with open_workshop(day) as workshop:
        info = workshop.snapshot.one(WorkshopInfo)
        assert (info.client, info.sector, info.place) == ("North", "Insurance", "Here")


def test_what_was_added_keeps_its_id_its_links_and_its_place(day: Path, copy: Path) -> None:
    def between(workshop: Workshop) -> None:
        first = named(workshop, ValueTarget, "Letters")
        actions.add(workshop, Person, name="Cleo")
        owner = named(workshop, Person, "Cleo")
        actions.add(workshop, ValueTarget, after=first, what="Mails", owner=owner.id)
        actions.add(workshop, ValueTarget, what="Their last")

    edit(copy, between)
    edit(day, add(ValueTarget, what="Our last"))
    merged(day, copy)
    assert names(day, ValueTarget) == ["Letters", "Mails", "Calls", "Our last", "Their last"]
    with open_workshop(day) as ours, open_workshop(copy, read_only=True) as theirs:
        mails = named(ours, ValueTarget, "Mails")
        assert mails.values == named(theirs, ValueTarget, "Mails").values
        assert ours.snapshot.name_of(ValueTarget.owner, mails) == "Cleo"


def test_two_of_one_name_are_said(day: Path, copy: Path) -> None:
    edit(copy, add(Person, name="Cleo"))
    edit(day, add(Person, name="cleo"))
    (item,) = merged(day, copy).items
    assert "there will be two" in item.note
    assert names(day, Person) == ["Ada", "Bo", "cleo", "Cleo"]


def test_rows_of_two_tables_stand_together_whichever_comes_back_first(
    day: Path, copy: Path, tmp_path: Path
) -> None:
    with open_workshop(day) as workshop:
        second = hand_out(workshop, ["value"], tmp_path / "table 2")
    for path, letter in ((copy, "a"), (second, "b")):
        edit(path, add(ValueTarget, what=f"{letter}1"), add(ValueTarget, what=f"{letter}2"))
    other = tmp_path / "other order.groundwork"
    shutil.copy(day, other)
    for target, order in ((day, (copy, second)), (other, (second, copy))):
        for each in order:
            merged(target, each)
    expected = ["Letters", "Calls", "a1", "a2", "b1", "b2"]
    assert names(day, ValueTarget) == names(other, ValueTarget) == expected


def test_another_order_of_the_rows_comes_back(day: Path, copy: Path) -> None:
    def up(workshop: Workshop) -> None:
        rows = workshop.snapshot.all(ValueTarget)
        actions.move(workshop, [rows[1]], rows[0])

    edit(copy, up)
    edit(day, add(ValueTarget, what="New"))
    (item,) = merged(day, copy).items
    assert (item.what, item.before) == ("Order of the rows", "Letters · Calls")
    assert names(day, ValueTarget) == ["Calls", "Letters", "New"]


def test_letters_are_compared_cell_by_cell(day: Path, copy: Path) -> None:
    run, pay = "Who does: Run it", "Who does: Pay it"
    edit(copy, letters("Run it", pay, "C"), letters("Run it", run, "R"), letters("Pay it", pay, ""))
    edit(day, letters("Run it", run, "AR"), letters("Pay it", run, "I"))
    items = merged(day, copy).items
    assert {brief(item) for item in items} == {
        ("conflict", f"Run it: {run}", "A/R", "R"),
        ("changed", f"Run it: {pay}", "", "C"),
        ("changed", f"Pay it: {pay}", "A", ""),
    }
    with open_workshop(day) as workshop:
        found = {
            (activity.name, role.name): letters_at(workshop.snapshot, activity, role)
            for activity in workshop.snapshot.all(Activity)
            for role in workshop.snapshot.all(Role)
        }
    assert found == {
        ("Run it", run): "AR",
        ("Run it", pay): "C",
        ("Pay it", run): "I",
        ("Pay it", pay): "",
    }


def test_a_new_activity_comes_with_its_letters(day: Path, copy: Path) -> None:
    run = "Who does: Run it"
    edit(copy, add(Activity, name="Stop it"), letters("Stop it", run, "A"))
    (item,) = merged(day, copy).items
    assert item.after == f"A {run}"
    with open_workshop(day) as workshop:
        stop, role = named(workshop, Activity, "Stop it"), named(workshop, Role, run)
        assert isinstance(stop, Activity)
        assert isinstance(role, Role)
        assert letters_at(workshop.snapshot, stop, role) == "A"


# Removals


def test_what_was_removed_there_is_shown_with_what_goes_along(day: Path, copy: Path) -> None:
    edit(copy, drop(Activity, "Run it"), drop(Person, "Ada"))
    items = {item.what: item for item in merged(day, copy).items}
    assert {item.sort for item in items.values()} == {Sort.REMOVED}
    assert "With it goes: 1 assignment" in items["Run it"].note
    assert "become empty: 1 value target" in items["Ada"].note
    assert names(day, Activity) == ["Pay it"]
    assert names(day, Person) == ["Bo"]


@pytest.mark.parametrize("theirs", [False, True])
@pytest.mark.parametrize(
    "work",
    [
        put(Activity, "Run it", "remark", "At night, too"),
        letters("Run it", "Who does: Pay it", "R"),
        letters("Run it", "Who does: Run it", ""),
    ],
    ids=["edited", "another letter", "a letter less"],
)
def test_what_was_removed_there_and_worked_on_here_is_a_conflict(
    day: Path, copy: Path, work: Edit, theirs: bool
) -> None:
    edit(copy, drop(Activity, "Run it"))
    edit(day, work)
    (item,) = merged(day, copy, theirs=theirs).items
    assert (item.sort, item.after, item.ticked) == (Sort.CONFLICT, "removed", False)
    assert names(day, Activity) == (["Pay it"] if theirs else ["Run it", "Pay it"])


@pytest.mark.parametrize("theirs", [False, True])
@pytest.mark.parametrize(
    "work",
    [
        put(Activity, "Run it", "remark", "At night, too"),
        letters("Run it", "Who does: Pay it", "R"),
    ],
    ids=["edited", "another letter"],
)
def test_what_was_removed_here_and_worked_on_there_is_a_conflict(
    day: Path, copy: Path, work: Edit, theirs: bool
) -> None:
    edit(day, drop(Activity, "Run it"))
    edit(copy, work)
    (item,) = merged(day, copy, theirs=theirs).items
    assert (item.sort, item.before, item.ticked) == (Sort.CONFLICT, "removed", False)
    assert names(day, Activity) == (["Run it", "Pay it"] if theirs else ["Pay it"])
    with open_workshop(day) as ours, open_workshop(copy, read_only=True) as copied:
        count = len(copied.snapshot.all(Assignment)) if theirs else 1
        assert len(ours.snapshot.all(Assignment)) == count, "it comes back with its letters"


def test_a_link_to_what_was_removed_here_is_said(day: Path, copy: Path) -> None:
    def assign(workshop: Workshop) -> None:
        bo = named(workshop, Person, "Bo")
        put(ValueTarget, "Letters", "owner", bo.id)(workshop)
        actions.add(workshop, Action, what="Call them", owner=bo.id)

    edit(copy, assign)
    edit(day, drop(Person, "Bo"))
    with open_workshop(day) as workshop:
        returned = propose(workshop, copy)
        items = {item.what: item for item in returned.items}
        assert items["Bo"].sort is items["Letters: Owner"].sort is Sort.CONFLICT
        assert "is used there" in items["Bo"].note
        assert "“Bo” was removed here" in items["Letters: Owner"].note
        assert "“Bo”, removed here" in items["Call them"].note
        taken = bring_back(workshop, returned, returned.ticked)
        assert "Owner" in taken.left_out[0]
        assert named(workshop, Action, "Call them").values["owner"] == ""
        workshop.undo()
        bring_back(workshop, returned, range(len(returned.items)))
        bo = named(workshop, Person, "Bo")
        owners = [named(workshop, Action, "Call them"), *workshop.snapshot.all(ValueTarget)]
        assert [each.values["owner"] for each in owners] == [bo.id] * 3, "old links come back, too"


def test_a_link_emptied_by_a_removal_is_no_edit(day: Path, copy: Path, tmp_path: Path) -> None:
    def swap(workshop: Workshop) -> None:
        put(ValueTarget, "Calls", "owner", named(workshop, Person, "Ada").id)(workshop)

    edit(copy, swap)
    edit(day, drop(Person, "Bo"))
    assert merged(day, copy).conflicts == frozenset()
    with open_workshop(day) as workshop:
        calls = named(workshop, ValueTarget, "Calls")
        assert workshop.snapshot.name_of(ValueTarget.owner, calls) == "Ada"


# The common past


def test_a_copy_can_be_brought_back_again_and_again(day: Path, copy: Path) -> None:
    edit(copy, put(ValueTarget, "Letters", "volume", 1.0))
    merged(day, copy)
    edit(day, put(ValueTarget, "Letters", "volume", 2.0))
    edit(copy, put(ValueTarget, "Calls", "volume", 3.0))
    (item,) = merged(day, copy).items
    assert brief(item) == ("changed", "Calls: Cases a month", "", "3")


@pytest.mark.parametrize("by_hand", [False, True])
def test_typing_on_in_the_same_cell_after_a_merge_is_a_change_and_no_conflict(
    day: Path, copy: Path, by_hand: bool
) -> None:
    if by_hand:  # then it has no line of its own before
        shutil.copy(day, copy)
    edit(day, put(Person, "Bo", "function", "Ours"))
    with open_workshop(copy) as theirs:
        target = named(theirs, ValueTarget, "Letters")
        actions.set_value(theirs, target, ValueTarget.volume, 1.0)
        stick = day.with_name("stick.groundwork")
        with closing(sqlite3.connect(stick)) as other:
            theirs.copy_into(other)
        merged(day, stick)
        actions.set_value(theirs, target, ValueTarget.volume, 12.0)
    (item,) = proposed(day, copy).items
    assert (item.sort, item.before, item.after) == (Sort.CHANGED, "1", "12")


def test_going_back_behind_a_merge_lets_it_be_brought_back_again(day: Path, copy: Path) -> None:
    edit(copy, put(ValueTarget, "Letters", "volume", 1.0))
    merged(day, copy)
    with open_workshop(day) as workshop:
        (point,) = [p for p in workshop.restore_points() if p.kind is StepKind.POINT]
        workshop.revert_to(point.step, "Back")
        assert len(propose(workshop, copy).items) == 1
        workshop.undo()
        assert propose(workshop, copy).items == ()


def test_a_copy_that_took_the_workshop_in_meanwhile_brings_only_its_own(
    day: Path, copy: Path
) -> None:
    edit(day, put(ValueTarget, "Letters", "volume", 1.0))
    edit(copy, put(ValueTarget, "Calls", "volume", 2.0))
    merged(copy, day)
    edit(day, put(ValueTarget, "Letters", "volume", 5.0))
    (item,) = merged(day, copy).items
    assert brief(item) == ("changed", "Calls: Cases a month", "", "2")


def test_a_copy_made_as_files_are_copied_comes_back_as_well(day: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(day, tmp_path / "by hand.groundwork"))
    edit(copy, put(ValueTarget, "Letters", "volume", 1.0))
    assert len(merged(day, copy).items) == 1


def test_what_was_undone_in_the_copy_is_not_brought_back(day: Path, copy: Path) -> None:
    edit(copy, put(ValueTarget, "Letters", "volume", 1.0), lambda workshop: workshop.undo())
    assert proposed(day, copy).summary.startswith("Nothing in it is new")


def test_an_earlier_state_of_the_workshop_brings_nothing(day: Path, tmp_path: Path) -> None:
    old = Path(shutil.copy(day, tmp_path / "yesterday.groundwork"))
    edit(day, put(ValueTarget, "Letters", "volume", 1.0))
    with open_workshop(day) as workshop:
        returned = propose(workshop, old)
        assert returned.items == ()
        assert "earlier state" in returned.summary
        lines = len(workshop.lines())
        assert not bring_back(workshop, returned, ()).changes
        assert len(workshop.lines()) == lines


# What is guarded


def test_frozen_conditions_change_only_with_a_reason_that_was_said(
    day: Path, tmp_path: Path
) -> None:
    edit(
        day,
        add(Condition, what="Good letters", threshold=90.0),
        lambda workshop: freeze(workshop, named(workshop, Person, "Ada").id, date(2026, 1, 5)),
    )
    with open_workshop(day) as workshop:
        copy = hand_out(workshop, ["gate"], tmp_path / "table")
    with open_workshop(copy) as theirs, theirs.because(Reason("Too strict", "Bo")):
        put(Condition, "Good letters", "threshold", 80.0)(theirs)
    with open_workshop(day) as workshop:
        returned = propose(workshop, copy)
        assert "Too strict" in str(returned.left_out[0])
        with pytest.raises(NeedsReason):
            bring_back(workshop, returned, returned.ticked)
        assert len(propose(workshop, copy).items) == 1, "nothing was noted"
        with workshop.because(Reason("As table 1 says")):
            bring_back(workshop, returned, returned.ticked)
        assert [a.reason for a in workshop.snapshot.all(Amendment)] == ["As table 1 says"]
        assert named(workshop, Condition, "Good letters").values["threshold"] == 80.0


def test_a_freeze_of_the_copy_comes_with_its_reasons(day: Path, copy: Path) -> None:
    edit(
        copy,
        add(Condition, what="Good letters", threshold=90.0),
        lambda workshop: freeze(workshop, named(workshop, Person, "Ada").id, date(2026, 1, 5)),
    )
    with open_workshop(copy) as theirs, theirs.because(Reason("Too strict", "Bo")):
        put(Condition, "Good letters", "threshold", 80.0)(theirs)
    merged(day, copy)
    with open_workshop(day) as workshop:
        assert workshop.snapshot.one(GateDecision).frozen_on == date(2026, 1, 5)
        assert [a.reason for a in workshop.snapshot.all(Amendment)] == ["Too strict"]


def test_versions_stay_with_the_file_they_were_sealed_in(day: Path, copy: Path) -> None:
    edit(
        copy,
        lambda workshop: seal_version(workshop, person="Ada", reason="", on=date(2026, 1, 5)),
    )
    returned = proposed(day, copy)
    assert returned.items == ()
    assert "Version 1" in str(returned.left_out[0])


def test_a_workshop_opened_to_look_at_takes_nothing(day: Path, copy: Path) -> None:
    edit(copy, put(ValueTarget, "Letters", "volume", 1.0))
    with open_workshop(day, read_only=True) as workshop:
        returned = propose(workshop, copy)
        with pytest.raises(ReadOnly):
            bring_back(workshop, returned, returned.ticked)


# What is refused, and what is not


def test_a_copy_is_only_read_also_while_somebody_writes_it(day: Path, copy: Path) -> None:
    edit(copy, put(ValueTarget, "Letters", "volume", 1.0))
    before = copy.read_bytes()
    with FileLock(copy) as lock:
        assert lock.acquire()
        assert len(merged(day, copy).items) == 1
    assert copy.read_bytes() == before


def test_a_copy_of_an_older_version_is_brought_up_to_date_in_memory(day: Path, copy: Path) -> None:
    edit(copy, put(ValueTarget, "Letters", "volume", 1.0))
    _make_older(copy)
    before = copy.read_bytes()
    assert len(merged(day, copy).items) == 1
    assert copy.read_bytes() == before


def _make_older(path: Path) -> None:
    """As the program of one version before has written it."""
    last = storage.schema_scripts()[-1]
    older = storage.version() - 1
    with closing(sqlite3.connect(":memory:")) as known, closing(sqlite3.connect(path)) as file:
        for script in storage.schema_scripts()[:-1]:
            known.executescript(script.read_text("utf-8"))
        expected = dict(storage.schema_of(known))
        for name, sql in storage.schema_of(file):
            if name not in expected:
                kind = "TABLE" if sql.startswith("CREATE TABLE") else "INDEX"
                file.execute(f'DROP {kind} "{name}"')
            elif sql != expected[name]:
                _shrink(file, known, name, expected[name])
        file.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (last.stem,))
        file.execute(f"PRAGMA user_version={older}")
        file.commit()
    assert storage.inspect(path) == older


def _shrink(file: sqlite3.Connection, known: sqlite3.Connection, name: str, sql: str) -> None:
    columns = ", ".join(f'"{row[1]}"' for row in known.execute(f'PRAGMA table_info("{name}")'))
    rows = file.execute(f'SELECT {columns} FROM "{name}"').fetchall()  # noqa: S608
    file.execute(f'DROP TABLE "{name}"')
    file.execute(sql)
    marks = ", ".join("?" * (columns.count(",") + 1))
    file.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)  # noqa: S608


def test_a_copy_of_a_newer_version_is_refused(day: Path, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as file:
        file.execute(f"PRAGMA user_version={storage.version() + 1}")
    with pytest.raises(NewerFile):
        proposed(day, copy)


def test_what_is_no_copy_of_this_workshop_is_refused(day: Path, tmp_path: Path) -> None:
    with create_workshop(tmp_path / "other") as other:
        add(Person, name="Ada")(other)
    with pytest.raises(Refusal, match="no copy of this workshop"):
        proposed(day, other.path)


def test_what_is_no_workshop_is_refused(day: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.groundwork"
    text.write_text("Not a workshop")
    for path in (text, tmp_path / "gone.groundwork"):
        with pytest.raises(NotAWorkshop):
            proposed(day, path)


def test_the_workshop_itself_is_refused_under_any_name(day: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.groundwork"
    link.symlink_to(day)
    for path in (day, link):
        with pytest.raises(Refusal, match="this workshop itself"):
            proposed(day, path)


def test_a_copy_that_is_open_here_is_refused(day: Path, copy: Path) -> None:
    with open_workshop(copy), pytest.raises(Refusal, match="already open"):
        proposed(day, copy)
