"""Rounds and votes in the file: older files, JSON, seals, copies that come back, the workbook."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.document import Document, run
from exports.workbook import workbook
from models import actions, estimating, storage, votes
from models.differences import differences
from models.estimating import Draft, Subject
from models.handing_out import hand_out
from models.interchange import from_json, to_json
from models.merging import bring_back, propose
from models.opening import create_workshop, open_workshop
from models.records import Decision, EstimateRound, Person, ValueTarget, Vote
from models.rounds import Agreed
from models.sealing import seal_of
from models.votes import Ballot, Fingers
from models.workshop import Workshop
from tests.builders import snapshot_of
from tests.clocks import NINE


def hold_round(workshop: Workshop, *values: float) -> EstimateRound:
    (target,) = workshop.snapshot.all(ValueTarget)
    draft = Draft(Subject(target, "volume"), "How many?", "", values, NINE)
    return estimating.keep(workshop, draft, Agreed(1.0, 2.0, 3.0))


def hold_vote(workshop: Workshop) -> Vote:
    decision = actions.add(workshop, Decision, what="Start in April")
    ballot = Ballot("Do we start?", NINE, fingers=Fingers((0, 0, 1, 0, 2, 3)), about=decision)
    return votes.keep(workshop, ballot)


@pytest.fixture
def day(tmp_path: Path) -> Path:
    with create_workshop(tmp_path / "day") as workshop:
        actions.add(workshop, ValueTarget, what="Faster", volume=100.0)
        return workshop.path


def test_a_file_from_before_rounds_is_backed_up_and_holds_them_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.groundwork"
    with monkeypatch.context() as older:
        folder = tmp_path / "schema"
        folder.mkdir()
        for number in range(1, 5):
            shutil.copy(storage.SCHEMA / f"{number:04}.sql", folder)
        older.setattr(storage, "SCHEMA", folder)
        storage.create(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO value_target (id, position, what) VALUES ('a', 1, 'Faster')")
        db.execute("INSERT INTO person (id, position, name) VALUES ('b', 1, 'Ada')")
    with open_workshop(path) as workshop:
        before = workshop.snapshot
        assert [person.name for person in before.all(Person)] == ["Ada"]
        assert not before.all(EstimateRound)
        kept, vote = hold_round(workshop, 4.0, 5.0), hold_vote(workshop)
    with open_workshop(path) as workshop:
        assert workshop.snapshot.all(EstimateRound) == (kept,)
        assert workshop.snapshot.all(Vote) == (vote,)
        for _step in range(3):
            workshop.undo()
        assert workshop.snapshot == before
    (backup,) = tmp_path.glob("old (before update *.groundwork")
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (4,)
        assert copy.execute("SELECT what FROM value_target").fetchall() == [("Faster",)]


def test_json_holds_every_slip_and_vote(day: Path) -> None:
    with open_workshop(day) as workshop:
        hold_round(workshop, 12.5, 15.0)
        hold_vote(workshop)
        snapshot = workshop.snapshot
    assert snapshot_of(*from_json(to_json(snapshot))).all(EstimateRound)[0].slips == "12.5; 15"
    assert seal_of(snapshot_of(*from_json(to_json(snapshot)))) == seal_of(snapshot)


@pytest.mark.parametrize("hold", [lambda w: hold_round(w, 1.0, 2.0), hold_vote])
def test_a_round_belongs_to_what_is_sealed_and_is_told_as_a_difference(
    day: Path, hold: Callable[[Workshop], EstimateRound | Vote]
) -> None:
    with open_workshop(day) as workshop:
        before = workshop.snapshot
        kept = hold(workshop)
        assert seal_of(workshop.snapshot) != seal_of(before)
        told = [each.text for each in differences(before, workshop.snapshot)]
    assert any(kept.question in text for text in told)


def test_rounds_of_two_copies_come_together(day: Path, tmp_path: Path) -> None:
    with open_workshop(day) as workshop:
        copy = hand_out(workshop, ["value", "review"], tmp_path / "table 1")
    with open_workshop(copy) as other:
        theirs, vote = hold_round(other, 7.0, 8.0), hold_vote(other)
    with open_workshop(day) as workshop:
        ours = hold_round(workshop, 3.0, 4.0)
        returned = propose(workshop, copy)
        bring_back(workshop, returned, returned.ticked)
        assert {kept.id for kept in workshop.snapshot.all(EstimateRound)} == {ours.id, theirs.id}
        assert [kept.id for kept in workshop.snapshot.all(Vote)] == [vote.id]
        assert workshop.snapshot.all(Vote)[0].decision == vote.decision


def test_the_workbook_lists_rounds_and_votes(day: Path) -> None:
    with open_workshop(day) as workshop:
        hold_round(workshop, 12.5, 15.0)
        hold_vote(workshop)
        book = load_workbook(BytesIO(run(workbook(Document(workshop.snapshot)))))
    for sheet, said in (("Estimate rounds", "12.5; 15"), ("Votes", "5 5 5 4 4 2")):
        cells = [cell.value for row in book[sheet].iter_rows() for cell in row]
        assert said in cells
    days = {cell.value for row in book["Votes"].iter_rows() for cell in row}
    assert datetime(2026, 11, 24) in days  # noqa: DTZ001 - a day in Excel has no time zone
