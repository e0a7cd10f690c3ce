"""Whatever groups do to their copies: nothing is lost, nothing invented, nothing asked twice."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from models import actions, storage
from models.copies import Copy
from models.fields import Field, Value
from models.handing_out import Purpose
from models.incoming.proposal import Sort
from models.lineage import past_of
from models.matrix import set_letters
from models.merging import Returned, bring_back, compared
from models.raci import grid
from models.record import TYPES, Record
from models.records import Action, Activity, Assignment, Person, Role, WorkshopInfo
from models.snapshot import Snapshot
from models.workshop import Workshop

LISTS: tuple[type[Record], ...] = (Person, Action, Role, Activity)
KINDS: tuple[type[Record], ...] = (*LISTS, WorkshopInfo)
SHORT = st.sampled_from(["", "a", "b", "c"])
Cell = tuple[type[Record], str, str]
"""A field of a record; the letters of the matrix by activity and role."""

_numbers = itertools.count()


def in_memory(source: Workshop | None = None) -> Workshop:
    """A workshop without a file; a copy of `source`."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    if source is not None:
        source.copy_into(memory)
    else:
        for script in storage.schema_scripts():
            memory.executescript(script.read_text(encoding="utf-8"))
    return Workshop(Path(f"/nowhere/{next(_numbers)}"), memory, None, "")


@cache
def beginning() -> Workshop:
    """The workshop that is handed out."""
    main = in_memory()
    for n in range(3):
        person = actions.add(main, Person, name=f"P{n}")
        actions.add(main, Action, what=f"T{n}", owner=person.id)
        role = actions.add(main, Role, name=f"R{n}", person=person.id)
        activity = actions.add(main, Activity, name=f"V{n}")
        set_letters(main, [(activity, role)], "A")
    main.mark("Handed out")
    return main


Values = dict[tuple[type[Record], str], dict[str, Value]]


def values_of(snapshot: Snapshot) -> Values:
    """All that a workshop says, without the order of rows and the ids of letters."""
    found: Values = {
        (kind, record.id): dict(record.values)
        for kind in KINDS
        for record in ([snapshot.one(kind)] if kind.single else snapshot.all(kind))
    }
    for (activity, role), cell in grid(snapshot).cells.items():
        found[Assignment, f"{activity}/{role}"] = {"letters": cell.letters}
    return found


class Merging(RuleBasedStateMachine):
    """The facilitator's file and two copies; everybody edits, and copies come back at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.main = in_memory(beginning())
        self.copies = [in_memory(self.main), in_memory(self.main)]
        for number, copy in enumerate(self.copies):
            copy.mark(f"Copy {number}")
        self.start = self.main.snapshot
        self.moved: set[type[Record]] = set()
        """Types of which anybody has moved rows."""
        self.merged: list[tuple[int, int, Snapshot]] = []
        """For each merge: the copy, its line in the history, and the copy as it was then."""

    def teardown(self) -> None:
        """In the evening every copy comes back."""
        try:
            self.both_in_either_order()
            for number in range(2):
                self.come_back(number, theirs=len(self.merged) % 2 == 1)
        finally:
            for each in (self.main, *self.copies):
                each.close()

    # What people do

    def side(self, number: int) -> Workshop:
        return (self.main, *self.copies)[number]

    SIDE = st.integers(0, 2)
    SIDES = st.sampled_from([(0, 1), (1, 0), (0, 2), (2, 0)])
    WHICH = st.integers(0, 30)

    def pick(self, side: int, kind: type[Record], which: int) -> Any:
        rows = self.side(side).snapshot.all(kind)
        return rows[which % len(rows)] if rows else None

    @rule(side=SIDE, kind=st.sampled_from(LISTS), text=SHORT, which=WHICH)
    def add(self, side: int, kind: type[Record], text: str, which: int) -> None:
        given: dict[str, Value] = {kind.label_field: text}
        person = self.pick(side, Person, which)
        if kind is Action and person:
            given["owner"] = person.id
        after = self.pick(side, kind, which)
        actions.add(self.side(side), kind, after=after if which % 3 == 0 else None, **given)

    @rule(side=SIDE, kind=st.sampled_from(KINDS), which=WHICH, field=WHICH, text=SHORT)
    def edit(self, side: int, kind: type[Record], which: int, field: int, text: str) -> None:
        record = kind.new() if kind.single else self.pick(side, kind, which)
        fields = [f for f in kind.fields.values() if f.kind in ("line", "text", "link")]
        chosen: Field[Any] = fields[field % len(fields)]
        if record is None:
            return
        value = text
        if chosen.target:
            other = self.pick(side, TYPES[chosen.target], which * 7)
            value = other.id if other and text else ""
        actions.set_value(self.side(side), record, chosen, value)

    @rule(side=SIDE, kind=st.sampled_from(LISTS), which=WHICH)
    def delete(self, side: int, kind: type[Record], which: int) -> None:
        if record := self.pick(side, kind, which):
            actions.delete(self.side(side), [record])

    # What seldom happens by chance: two sides at the same thing

    def known(self, sides: Sequence[int], kind: type[Record], which: int) -> Any:
        """A record that both sides have."""
        tables = [self.side(side).snapshot.table(kind) for side in sides]
        ids = [id_ for id_ in tables[0] if id_ in tables[1]]
        return tables[0][ids[which % len(ids)]] if ids else None

    @rule(sides=SIDES, kind=st.sampled_from(LISTS), which=WHICH, letters=st.booleans())
    def clash(self, sides: tuple[int, int], kind: type[Record], which: int, letters: bool) -> None:
        record = self.known(sides, kind, which)
        cell = self.known(sides, Activity, which), self.known(sides, Role, which)
        for side, text in zip(sides, ("A", "C"), strict=True):
            if letters and all(cell):
                set_letters(self.side(side), [cell], text)
            elif record and not letters:
                actions.set_value(self.side(side), record, kind.fields[kind.label_field], text)

    @rule(sides=SIDES, kind=st.sampled_from(LISTS), which=WHICH, how=st.integers(0, 2))
    def remove_and_work_on(
        self, sides: tuple[int, int], kind: type[Record], which: int, how: int
    ) -> None:
        record = self.known(sides, kind, which)
        if record is None:
            return
        one, other = (self.side(side) for side in sides)
        if how == 0:
            actions.set_value(other, record, kind.fields[kind.label_field], "d")
        elif kind is Person and how == 1:
            actions.add(other, Action, what="e", owner=record.id)
        elif kind is Activity and how == 1 and (role := self.pick(sides[1], Role, which)):
            set_letters(other, [(record, role)], "I")
        actions.delete(one, [record])

    @rule(kind=st.sampled_from(LISTS), moved=st.booleans())
    def add_at_both_ends(self, kind: type[Record], moved: bool) -> None:
        for side in (1, 2):
            workshop = self.side(side)
            for text in ("x", "y"):
                given: dict[str, Value] = {kind.label_field: text}
                actions.add(workshop, kind, after=None, **given)
            rows = workshop.snapshot.all(kind)
            if moved and len(rows) > 3:
                actions.move(workshop, [rows[-1]], rows[1])

    @rule(side=SIDE, kind=st.sampled_from(LISTS), which=WHICH, to=WHICH)
    def move(self, side: int, kind: type[Record], which: int, to: int) -> None:
        if record := self.pick(side, kind, which):
            actions.move(self.side(side), [record], self.pick(side, kind, to))
            self.moved.add(kind)

    @rule(side=SIDE, row=WHICH, column=WHICH, letters=st.sampled_from(["", "A", "R", "AR", "C"]))
    def set_cell(self, side: int, row: int, column: int, letters: str) -> None:
        activity, role = self.pick(side, Activity, row), self.pick(side, Role, column)
        if activity and role:
            set_letters(self.side(side), [(activity, role)], letters)

    @rule(side=SIDE)
    def undo(self, side: int) -> None:
        self.side(side).undo()

    @rule(side=SIDE)
    def redo(self, side: int) -> None:
        self.side(side).redo()

    @rule(number=st.integers(0, 1), theirs=st.booleans())
    def merge(self, number: int, theirs: bool) -> None:
        self.come_back(number, theirs=theirs)

    @rule()
    def merge_in_either_order(self) -> None:
        self.both_in_either_order()

    # What must be so

    def come_back(self, number: int, *, theirs: bool) -> None:
        ours, copy = self.main.snapshot, self.copies[number].snapshot
        base = self.base_of(number)
        proposal = self.propose(number)
        chosen = proposal.ticked | (proposal.conflicts if theirs else frozenset())
        bring_back(self.main, proposal, chosen)
        if proposal.items:
            self.merged.append((number, self.main.lines()[-1].step, copy))
        states = base, ours, copy, self.main.snapshot
        check_nothing_lost(states, proposal, theirs)
        check_order(states)
        check_nothing_invented(ours, copy, self.main.snapshot)
        assert self.propose(number).items == ()

    def both_in_either_order(self) -> None:
        ends = []
        for order in ((0, 1), (1, 0)):
            with in_memory(self.main) as trial:
                proposals = []
                for number in order:
                    proposals.append(self.propose(number, trial))
                    bring_back(trial, proposals[-1], proposals[-1].ticked)
                ends.append(trial.snapshot)
            if any(each.conflicts for each in proposals):
                return
        assert values_of(ends[0]) == values_of(ends[1])
        if not any(item.name == "position" for each in proposals for item in each.items):
            for kind in set(LISTS) - self.moved:  # a row between two that changed sides: where?
                assert list(ends[0].table(kind)) == list(ends[1].table(kind))

    # What is known

    def propose(self, number: int, into: Workshop | None = None) -> Returned:
        purpose = Purpose("day", (), number + 1)
        copy = Copy(past_of(self.copies[number]), purpose)
        return compared("copy", past_of(into or self.main), copy)

    def base_of(self, number: int) -> Snapshot:
        """The copy as it was when it was merged last, as far as that was not taken back."""
        done = {line.step for line in self.main.lines() if line.state == "done"}
        seen = [copy for n, line, copy in self.merged if n == number and line in done]
        return seen[-1] if seen else self.start

    @invariant()
    def every_link_leads_somewhere(self) -> None:
        snapshot = self.main.snapshot
        kinds: tuple[type[Record], ...] = (*KINDS, Assignment)
        for kind in kinds:
            for link in kind.links():
                for record in snapshot.all(kind):
                    assert not record.values[link.name] or snapshot.linked(link, record)


def check_nothing_lost(states: Sequence[Snapshot], told: Returned, all_theirs: bool) -> None:
    """`states`: the common one, ours, theirs, and what came of it."""
    was, here, there, now = (values_of(each) for each in states)
    conflicts = {
        (type(i.record), i.record.id, i.name) for i in told.items if i.sort is Sort.CONFLICT
    }
    for key in {*here, *there}:
        kind, id_ = key
        if kind is Assignment:
            check_letters(id_, (was, here, there, now), all_theirs)
        elif key in here and key in there:
            blank = dict(kind.new().values)
            then = was.get(key, blank)
            for name in kind.fields:
                values = then[name], here[key][name], there[key][name], now[key][name]
                check_field(kind.fields[name], values, states, all_theirs)
        elif key not in was:  # added on one side
            assert key in now
            check_links_alone_differ(kind, (here.get(key) or there[key]), now[key], states[-1])
        else:  # removed on one side
            kept = here if key in here else there
            if (kind, id_, "") in conflicts:
                assert (key in now) == ((key in here) != all_theirs)
            else:
                assert kept[key] == was[key]
                assert not used_anew(id_, kept, was)
                assert key not in now


def used_anew(id_: str, kept: Values, was: Values) -> bool:
    """Whether something on a side has come to point to a record, or letters were set in it."""
    for (kind, other), values in kept.items():
        before = was.get((kind, other), {})
        if kind is Assignment:
            if id_ in other.split("/") and values != before:
                return True
        elif any(values[link.name] == id_ != before.get(link.name) for link in kind.links()):
            return True
    return False


def check_order(states: Sequence[Snapshot]) -> None:
    for kind in LISTS:
        tables = [state.table(kind) for state in states]
        known = set.intersection(*(set(table) for table in tables))
        then, here, there, now = ([id_ for id_ in table if id_ in known] for table in tables)
        if there in (then, here):
            assert now == here
        elif here == then:
            assert now == there
        else:  # rows that were gone on one side and came back may have made the difference
            assert now in (here, there)


def check_field(
    field: Field[Any], values: Sequence[Value], sides: Sequence[Snapshot], all_theirs: bool
) -> None:
    then, here, there, now = values
    end = sides[-1]

    def stands(value: Value) -> bool:
        """It is there, or it is a link to what is gone."""
        gone = field.target and value and str(value) not in end.table(TYPES[field.target])
        return now == value or (bool(gone) and now == "")

    if field.target:  # a link emptied by a removal says nothing of its own
        ours, theirs = sides[1], sides[2]
        target = TYPES[field.target]
        if here == "" and then and str(then) not in ours.table(target):
            here = then
        if there == "" and then and str(then) not in theirs.table(target):
            there = then
    if there in (then, here):
        assert stands(here)
    elif here == then and removed_here(field, there, sides):
        assert stands(there if all_theirs else here)
    elif here == then:
        assert stands(there)
    else:
        assert stands(there if all_theirs else here)


def removed_here(field: Field[Any], value: Value, sides: Sequence[Snapshot]) -> bool:
    if not field.target or not value:
        return False
    base, ours, *_ = (side.table(TYPES[field.target]) for side in sides)
    return str(value) in base and str(value) not in ours


def check_letters(id_: str, states: Sequence[dict[Any, Any]], all_theirs: bool) -> None:
    activity, role = id_.split("/")
    then, here, there, now = (s.get((Assignment, id_), {}).get("letters", "") for s in states)
    owners = [(Activity, activity), (Role, role)]
    if any(key not in states[3] for key in owners):
        assert now == ""
    elif any(key not in states[2] for key in owners):
        assert now == here  # it stayed with what it belongs to
    elif any(key not in states[1] for key in owners):
        assert now == there  # it came with what it belongs to
    elif there in (then, here):
        assert now == here
    elif here == then:
        assert now == there
    else:
        assert now == (there if all_theirs else here)


def check_links_alone_differ(
    kind: type[Record], given: dict[str, Value], now: dict[str, Value], end: Snapshot
) -> None:
    for name, field in kind.fields.items():
        gone = (
            field.target and given[name] and str(given[name]) not in end.table(TYPES[field.target])
        )
        assert now[name] == ("" if gone else given[name])


def check_nothing_invented(ours: Snapshot, theirs: Snapshot, end: Snapshot) -> None:
    here, there, now = (values_of(each) for each in (ours, theirs, end))
    for key, values in now.items():
        sides = [side[key] for side in (here, there) if key in side]
        assert sides, f"{key} came from nowhere"
        for name, value in values.items():
            assert value in [side[name] for side in sides] or value == ""


Merging.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestMerging = Merging.TestCase
