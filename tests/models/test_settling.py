"""Answers side by side: where they differ, taking one over, and parking what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import follow_up
from models.actions import place
from models.answered import Point, answers_with, points
from models.errors import Refusal
from models.opening import create_workshop
from models.records import (
    Answer,
    DataSource,
    Group,
    ParkedPoint,
    Person,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from models.settling import park, take_over
from models.snapshot import Snapshot
from models.workshop import Workshop
from tests import questionnaires as q
from tests.builders import snapshot_of, with_record


def said(about: str, answer: str, person: Person = q.HEAD, *, settled: bool = False) -> Answer:
    return Answer.new(
        question="Asked", answer=answer, person=person.id, about=about, settled=settled
    )


def point(*answers: Answer, snapshot: Snapshot = q.DAY) -> Point:
    """The one point that answers make."""
    for number, answer in enumerate(answers):
        snapshot = with_record(snapshot, answer.replace(float(number)))
    (found,) = points(snapshot)
    return found


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as made:
        with made.step("Begin", first=True) as step:
            for number, record in enumerate((q.HEAD, q.ANALYST, q.INTAKE, q.DESK, q.TIME)):
                step.insert(record.replace(float(number)))
        yield made


def asked(workshop: Workshop, *answers: Answer) -> Point:
    """The one point after answers came in."""
    with workshop.step("Answers") as step:
        for answer in answers:
            step.insert(answer.replace(place(step, Answer)))
    return next(p for p in points(workshop.snapshot) if p.answers[0].id == answers[0].id)


@pytest.mark.parametrize(
    ("about", "one", "other", "differs"),
    [
        (q.PEOPLE, "12", "12.0", False),
        (q.PEOPLE, "1,200", "1200", False),
        (q.PEOPLE, "12", "14", True),
        (q.PEOPLE, "Twelve", " twelve ", False),
        (q.PEOPLE, "30 to 40", "35", True),
        (q.CASES, "12k", "12,000 a month", False),
        (q.KNOWN, "Measured", "measured", False),
        (q.KNOWN, "Measured", "Assumed", True),
        (q.WORRIES, "Jobs", "Time", False),
    ],
)
def test_answers_are_compared_by_what_they_mean(
    about: str, one: str, other: str, differs: bool
) -> None:
    found = point(said(about, one), said(about, other, q.ANALYST))
    assert found.differs is differs
    assert found.waits is not differs
    assert [set(v.people) for v in found.voices] == (
        [{"Head of Claims"}, {"Analyst"}]
        if differs or about == q.WORRIES
        else [{"Head of Claims", "Analyst"}]
    )


def test_what_is_written_down_counts_as_an_answer() -> None:
    known = with_record(q.DAY, q.INTAKE.replace(people_now=12))
    agreed = point(said(q.PEOPLE, "12"), snapshot=known)
    assert not agreed.open
    other = point(said(q.PEOPLE, "14"), snapshot=known)
    assert other.differs
    assert other.told() == "14 (Head of Claims); 12 (written down here)"


def test_figures_stand_side_by_side_in_the_same_way_of_writing() -> None:
    known = with_record(q.DAY, q.TIME.replace(volume=2600.0, minutes_before=34.0))
    cases = point(said(f"{q.TIME.id}.volume", "1200.5"), snapshot=known)
    assert cases.told() == "1,200.5 (Head of Claims); 2,600 (written down here)"
    minutes = point(said(f"{q.TIME.id}.minutes", "1 h 30"), snapshot=known)
    assert minutes.told() == "1 h 30 (Head of Claims); 34 min (written down here)"


def test_a_settled_question_is_open_again_when_somebody_answers_differently() -> None:
    known = with_record(q.DAY, q.INTAKE.replace(people_now=12))
    done = said(q.PEOPLE, "14", settled=True)
    assert not point(done, snapshot=known).open
    again = point(done, said(q.PEOPLE, "16", q.ANALYST), snapshot=known)
    assert again.differs
    assert [voice.text for voice in again.voices] == ["16"]


def test_answers_about_what_is_gone_are_no_point() -> None:
    gone = said("nowhere.people", "12")
    snapshot = with_record(q.DAY, gone)
    assert points(snapshot) == []
    assert answers_with(snapshot, gone) == (gone,)


def test_answers_before_and_after_a_target_was_made_are_one_point() -> None:
    target = ValueTarget.new(what="Quicker", sort="time", group=q.INTAKE.id)
    snapshot = snapshot_of(q.HEAD, q.ANALYST, q.INTAKE, target)
    early, late = said(q.MINUTES, "15"), said(f"{target.id}.minutes", "20", q.ANALYST)
    assert point(early, late, snapshot=snapshot).differs


# Settling


def test_an_answer_is_taken_over_and_the_question_settled_as_one_step(workshop: Workshop) -> None:
    found = asked(workshop, said(q.PEOPLE, "12"), said(q.PEOPLE, "14", q.ANALYST))
    take_over(workshop, found, found.voices[1:])
    assert workshop.snapshot.all(Group)[0].people_now == 14
    assert all(answer.settled for answer in workshop.snapshot.all(Answer))
    assert not any(p.open for p in points(workshop.snapshot))
    workshop.undo()
    assert workshop.snapshot.all(Group)[0].people_now is None
    assert not any(answer.settled for answer in workshop.snapshot.all(Answer))


def test_a_value_target_is_made_where_the_group_has_none(workshop: Workshop) -> None:
    first = asked(workshop, said(q.MINUTES, "15"))
    take_over(workshop, first, first.voices)
    cases = asked(workshop, said(q.CASES, "400"))
    take_over(workshop, cases, cases.voices)
    made = workshop.snapshot.all(ValueTarget)[-1]
    assert len(workshop.snapshot.all(ValueTarget)) == 2
    assert made.what == "Handling time, Claims intake"
    assert (made.sort, made.group, made.minutes_before, made.volume) == (
        *("time", q.INTAKE.id),
        *(15.0, 400.0),
    )


def test_what_is_collected_stands_behind_what_is_there(workshop: Workshop) -> None:
    found = asked(workshop, said(q.WORRIES, "Jobs"), said(q.WORRIES, "time", q.ANALYST))
    take_over(workshop, found, found.voices)
    assert workshop.snapshot.all(Group)[0].needs == "Time\nJobs", "what is there is not repeated"
    systems = asked(workshop, said(q.SYSTEMS, "Mail"))
    take_over(workshop, systems, systems.voices)
    assert workshop.snapshot.one(UseCase).workflow_today == "Claims intake: Mail"
    outcome = asked(workshop, said("workshop.outcome", "A decision"))
    take_over(workshop, outcome, outcome.voices)
    assert workshop.snapshot.one(WorkshopInfo).outcome == "A decision"


def test_each_name_of_a_list_becomes_a_record_of_its_own(workshop: Workshop) -> None:
    with workshop.step("Known") as step:
        step.insert(DataSource.new(1.0, name="claims"))
    found = asked(workshop, said(q.DATA, "Claims; Policies\nMail ;"))
    take_over(workshop, found, found.voices)
    assert [d.name for d in workshop.snapshot.all(DataSource)] == ["claims", "Policies", "Mail"]
    more = asked(workshop, said("workshop.else", "Brokers"))
    take_over(workshop, more, more.voices)
    (parked,) = workshop.snapshot.all(ParkedPoint)
    assert (parked.what, parked.raised_by) == ("Brokers", q.HEAD.id)


def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_settled(workshop: Workshop) -> None:
    found = asked(workshop, said(q.PEOPLE, "30 to 40"))
    with pytest.raises(Refusal, match="is not a number"):
        take_over(workshop, found, found.voices)
    assert not workshop.snapshot.all(Answer)[0].settled


@pytest.mark.parametrize("by", ["dialog", "key"])
def test_a_question_can_be_parked_with_its_answers(workshop: Workshop, by: str) -> None:
    found = asked(workshop, said(q.PEOPLE, "12"), said(q.PEOPLE, "14", q.ANALYST))
    if by == "dialog":
        park(workshop, found.answers)
    else:
        answer = workshop.snapshot.all(Answer)[0]
        assert follow_up.calls_for(answer) is ParkedPoint
        follow_up.follow_up(workshop, answer)
    (parked,) = workshop.snapshot.all(ParkedPoint)
    assert parked.what == "Asked"
    assert parked.remark == "Head of Claims: 12\nAnalyst: 14"
    assert parked.raised_by == ""
    assert not any(p.open for p in points(workshop.snapshot))
    workshop.undo()
    assert workshop.snapshot.all(ParkedPoint) == ()
    assert points(workshop.snapshot)[0].open
