"""What to ask next: which three questions, in which order, and why."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models import rules
from models.agenda import standing
from models.asking import MOST, Question, ask_next, room_page
from models.checks import RULES
from models.clock import stamp
from models.findings import findings_of
from models.questions import QUESTIONS, question_of
from models.record import Record
from models.records import (
    Action,
    AgendaBlock,
    DataSource,
    GateDecision,
    Group,
    Ownership,
    Person,
    Requirement,
    Risk,
    ValueTarget,
)
from tests.builders import large_workshop, snapshot_of
from tests.clocks import NINE
from tests.strategies import records


def asked(*records: Record, begun: float = 0.0) -> list[Question]:
    """What is asked in a workshop, `begun` minutes after its first block."""
    snapshot = snapshot_of(*records)
    now = NINE + timedelta(minutes=begun)
    return ask_next(findings_of(snapshot), snapshot, standing(snapshot, now))


def first_of(rule: str, found: list[Question]) -> Question:
    return next(question for question in found if question.finding.id == rule)


def block(step: str, minutes: int = 60, *, running: bool = False) -> AgendaBlock:
    began = stamp(NINE) if running else ""
    return AgendaBlock.new(heading=step, minutes=minutes, step=step, began=began)


# Which


def test_every_rule_has_its_question() -> None:
    assert rules.__all__  # declares them
    assert set(QUESTIONS) == set(RULES)
    for text in QUESTIONS.values():
        assert text.endswith("?"), text
        text.format(name="it")


def test_three_at_most_and_none_twice() -> None:
    snapshot = large_workshop()
    found = ask_next(findings_of(snapshot), snapshot)
    assert len(found) == MOST
    assert len({question.finding.id for question in found}) == MOST
    for question in found:
        assert question.text == question_of(question.finding)


def test_where_nothing_is_open_nothing_is_asked() -> None:
    assert ask_next([], snapshot_of()) == []


def test_a_must_goes_before_a_should() -> None:
    found = asked(Action.new(what="Tell finance", status="open"))
    ids = [question.finding.id for question in found]
    assert "review.action-due" not in ids
    assert all(question.finding.severity == "must" for question in found)


def of_requirements(*, blocks: bool | None) -> Requirement:
    return Requirement.new(what="Works council", applies="yes", blocks=blocks, owner="", due="")


def test_what_holds_up_the_decision_goes_first() -> None:
    plain, blocking = of_requirements(blocks=None), of_requirements(blocks=True)
    best = first_of("governance.owner", asked(plain, blocking))
    assert best.finding.record is not None
    assert best.finding.record.id == blocking.id
    assert "The decision on production waits for it." in best.why


def target(minutes: float) -> ValueTarget:
    return ValueTarget.new(
        what=f"{minutes} minutes",
        volume=1000.0,
        minutes_before=minutes,
        minutes_after=0.0,
        hourly_cost=60.0,
        adoption=100.0,
    )


def test_the_larger_amount_goes_first() -> None:
    small, large = target(1.0), target(30.0)
    snapshot = snapshot_of(small, large)
    (best,) = ask_next([f for f in findings_of(snapshot) if f.id == "value.owner"], snapshot)
    assert best.finding.record is not None
    assert best.finding.record.id == large.id
    assert "€\u00a0360,000 a year hang on it." in best.why
    assert "1 more is open like it." in best.why


def risk(owner: Person | None) -> Risk:
    id_ = owner.id if owner is not None else ""
    return Risk.new(what="It fails", likelihood="high", impact="high", owner=id_)


def test_who_is_in_the_room_is_asked_first_and_who_is_away_last() -> None:
    here, away = Person.new(name="Ada", present=True), Person.new(name="Bo", present=False)
    theirs, unsaid, hers = risk(away), risk(None), risk(here)
    snapshot = snapshot_of(here, away, theirs, unsaid, hers)
    left = [f for f in findings_of(snapshot) if f.id == "review.high-risk"]
    order, said = [], []
    while left:
        (best,) = ask_next(left, snapshot)
        order.append(best.finding.record and best.finding.record.id)
        said.append(best.why)
        left.remove(best.finding)
    assert order == [hers.id, unsaid.id, theirs.id]
    assert "Ada is in the room." in said[0]
    assert "Bo is not in the room." in said[2]


# The clock


def test_the_block_that_runs_is_asked_about_first() -> None:
    groups = Group.new(name="Claims", people_now=4, in_production=4)
    asked_first = {
        step: asked(groups, block(step, running=True))[0].finding.step
        for step in ("change", "data", "operations")
    }
    assert asked_first == {"change": "change", "data": "data", "operations": "operations"}


def test_what_is_still_to_come_waits_for_its_block() -> None:
    measures = block("measures", running=True)
    now = {question.finding.step for question in asked(measures)}
    later = {question.finding.step for question in asked(measures, block("gate"))}
    assert "gate" in now
    assert "gate" not in later


def test_questions_come_from_different_steps_but_for_the_one_on_the_clock() -> None:
    assert len({question.finding.step for question in asked()}) == MOST
    source = DataSource.new(name="Claims file", quality_pilot="Good")
    running = asked(source, block("data", running=True))
    assert [question.finding.step for question in running[:2]] == ["data", "data"]


def test_with_little_time_what_one_word_answers_goes_first() -> None:
    source = DataSource.new(name="Claims file", quality_pilot="Good")
    snapshot = snapshot_of(source, block("data", 30, running=True))
    still = [f for f in findings_of(snapshot) if f.id in ("data.permission", "data.owner")]
    still.sort(key=lambda finding: finding.id, reverse=True)

    def first(minutes: float) -> str:
        now = standing(snapshot, NINE + timedelta(minutes=minutes))
        return ask_next(still, snapshot, now)[0].finding.id

    assert (first(5), first(25)) == ("data.permission", "data.owner")


# For the room


def test_the_room_sees_the_question_and_why_without_addresses() -> None:
    snapshot = snapshot_of(Risk.new(what="Ask x@example.org", likelihood="high", impact="high"))
    still = [f for f in findings_of(snapshot) if f.id == "review.high-risk"]
    (best,) = ask_next(still, snapshot)
    page = room_page(best)
    assert page.over == "12  Review & sign"
    assert page.question == "“Ask …”: what do we do about it now, and who?"
    assert page.table is not None
    assert "@" not in str(page.table.rows)
    assert page.table.rows[-1] == (best.finding.rule.why,)


def test_a_question_names_what_it_is_about_and_no_id() -> None:
    owner = Person.new(name="Ada", present=True, leaves=True)
    snapshot = snapshot_of(owner, Ownership.new(owner=owner.id), GateDecision.new(decider=owner.id))
    for finding in findings_of(snapshot):
        text = question_of(finding)
        assert owner.id not in text
        assert "{" not in text
        assert "(no name)" not in text


# Whatever the workshop


@given(records(most=8), st.floats(0, 200))
@settings(max_examples=40)
def test_never_more_than_three_always_open_always_the_same(
    made: list[Record], minutes: float
) -> None:
    snapshot = snapshot_of(*made)
    still = findings_of(snapshot)
    now = standing(snapshot, NINE + timedelta(minutes=minutes))
    found = ask_next(still, snapshot, now)
    assert len(found) == min(MOST, len({finding.id for finding in still}))
    assert all(question.finding in still for question in found)
    assert found == ask_next(list(still), snapshot, now)
    for question in found:
        assert question.text
        assert all(question.why)
        assert room_page(question).table is not None
    left = [f for f in still if f is not found[0].finding] if found else []
    assert all(q.finding is not found[0].finding for q in ask_next(left, snapshot, now))
