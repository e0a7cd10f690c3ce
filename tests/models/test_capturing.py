"""The capture line: what it understands, and what it leaves as it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.captured import KINDS, Captured, read_line, said
from models.capturing import capture, capture_as_typed
from models.errors import Refusal
from models.meant import names_for
from models.opening import create_workshop
from models.record import Record
from models.records import Action, Decision, ParkedPoint, Person, Risk, WorkshopInfo
from models.steps import STEPS
from models.text import clean
from models.workshop import Workshop
from tests.builders import snapshot_of

TODAY = date(2026, 11, 25)  # a Wednesday
FRIDAY = date(2026, 11, 27)
PEOPLE = snapshot_of(
    Person.new(name="Head of Claims"),
    Person.new(name="Head of IT"),
    Person.new(name="Anna Berg", function="Sponsor"),
    Person.new(name="Zoë Fri"),
)


def read(line: str, kind: type[Record] = Decision) -> Captured:
    return read_line(line, kind, PEOPLE, TODAY)


# The kind


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("We start in March", Decision, "We start in March"),
        ("a: Tell finance", Action, "Tell finance"),
        ("A:  Tell finance", Action, "Tell finance"),
        ("action: Tell finance", Action, "Tell finance"),
        ("r: Supplier fails", Risk, "Supplier fails"),
        ("p: Works council", ParkedPoint, "Works council"),
        ("parked point: Works council", ParkedPoint, "Works council"),
        ("d: We start", Decision, "We start"),
        ("Question: who pays?", Decision, "Question: who pays?"),
        ("a:b", Decision, "a:b"),
        ("10: ten", Decision, "10: ten"),
    ],
)
def test_the_kind_stands_before_a_colon(line: str, kind: type[Record], text: str) -> None:
    found = read(line)
    assert (found.kind, found.text) == (kind, text)


@pytest.mark.parametrize("kind", KINDS)
def test_without_one_it_is_what_was_chosen(kind: type[Record]) -> None:
    assert read("Something", kind).kind is kind


# Who


@pytest.mark.parametrize(
    ("line", "owner", "text"),
    [
        ("a: Tell finance @Head of Claims", "Head of Claims", "Tell finance"),
        ("a: Tell finance @head of cl", "Head of Claims", "Tell finance"),
        ("a: @sponsor tell finance", "Anna Berg", "tell finance"),
        ("a: Tell finance @ab", "Anna Berg", "Tell finance"),
        ("a: Tell finance @hoi", "Head of IT", "Tell finance"),
        ("a: Tell @Anna Berg about it", "Anna Berg", "Tell about it"),
        ("a: Tell finance @Xaver Muster", "Xaver Muster", "Tell finance"),
        ("a: @Xaver tell finance", "Xaver", "tell finance"),
        ("a: Write to a@example.org", "", "Write to a@example.org"),
        ("r: Supplier fails @Zoë Fri", "Zoë Fri", "Supplier fails"),
        ("a: Tell finance @\u202e", "", "Tell finance"),
    ],
)
def test_the_person_stands_behind_an_at_sign(line: str, owner: str, text: str) -> None:
    found = read(line)
    assert (found.owner, found.text, found.doubt) == (owner, text, "")
    assert (found.person is None) == (owner not in {p.name for p in PEOPLE.all(Person)})


def test_a_name_that_begins_several_is_asked_about() -> None:
    found = read("a: Tell finance @Head")
    assert found.person is None
    assert found.doubt == "“Head” begins 2 names: Head of Claims, Head of IT."
    assert said(found, PEOPLE, TODAY) == found.doubt


def test_names_are_offered_those_first_that_it_begins() -> None:
    assert names_for("", PEOPLE) == ["Head of Claims", "Head of IT", "Anna Berg", "Zoë Fri"]
    assert names_for("IT", PEOPLE) == ["Head of IT"]
    assert names_for("b", PEOPLE) == names_for("spon", PEOPLE) == ["Anna Berg"]
    both = snapshot_of(Person.new(name="Head of IT"), Person.new(name="IT Service"))
    assert names_for("it", both) == ["IT Service", "Head of IT"]
    assert names_for("x", PEOPLE) == []


# When


@pytest.mark.parametrize(
    ("line", "day", "text"),
    [
        ("a: Tell finance fri", FRIDAY, "Tell finance"),
        ("a: Tell finance by friday", FRIDAY, "Tell finance"),
        ("a: Tell finance >fri", FRIDAY, "Tell finance"),
        ("a: Tell finance > 27 nov", FRIDAY, "Tell finance"),
        ("a: Tell finance 27 November 2026", FRIDAY, "Tell finance"),
        ("a: Tell finance fri @Anna Berg", FRIDAY, "Tell finance"),
        ("a: Tell finance @Anna Berg fri", FRIDAY, "Tell finance"),
        ("a: @Anna Berg tell finance fri", FRIDAY, "tell finance"),
        ("a: Tell finance > 27.11.", FRIDAY, "Tell finance"),
        ("a: Tell finance @Anna Berg 27.11.", FRIDAY, "Tell finance"),
        ("a: Settle what is open in 2.11.", None, "Settle what is open in 2.11."),
        ("a: Settle clause 2.11.", None, "Settle clause 2.11."),
        ("a: Tell finance > sat", date(2026, 11, 28), "Tell finance"),
        ("a: Prepare the meeting on monday", None, "Prepare the meeting on monday"),
        ("a: Send what we wrote last fri", None, "Send what we wrote last fri"),
        ("a: Ask where they sat", None, "Ask where they sat"),
        ("a: Do it on time, by hand", None, "Do it on time, by hand"),
        ("a: End it friday.", None, "End it friday."),
        ("a: Review may", None, "Review may"),
        ("a: fri", None, "fri"),
        ("r: It fails on friday", None, "It fails on friday"),
        ("r: It fails friday", None, "It fails friday"),
    ],
)
def test_only_what_is_meant_as_a_day_is_one(line: str, day: date | None, text: str) -> None:
    found = read(line)
    assert (found.day, found.text) == (day, text)


def test_a_decision_is_made_today_and_keeps_the_days_in_its_words() -> None:
    found = read("d: We start by friday")
    assert (found.day, found.text) == (TODAY, "We start by friday")


def test_days_are_read_in_the_language_of_the_workshop() -> None:
    german = snapshot_of(WorkshopInfo.new(language="de_DE"))
    found = read_line("a: Zahlen senden > 12. März", Action, german, TODAY)
    assert (found.text, found.day) == ("Zahlen senden", date(2027, 3, 12))


# What was understood


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "a: Tell finance @hoi fri",
            "Action · Owner: Head of IT · Due: Fri 27 Nov 2026",
        ),
        ("a: Tell finance", "Action · Owner: nobody yet · Due: no date yet"),
        (
            "a: Pay > 31 feb",
            "Action · Owner: nobody yet · Due: “31 feb” is not a date.",
        ),
        ("a: Pay >", "Action · Owner: nobody yet · Due: no date yet"),
        (
            "a: Pay >2020-01-01",
            "Action · Owner: nobody yet · Due: Wed 1 Jan 2020, in the past",
        ),
        ("r: It fails @Xaver", "Risk · Owner: Xaver (new)"),
        ("Go", "Decision · Decided by: nobody yet · Decided on: Wed 25 Nov 2026"),
    ],
)
def test_it_says_what_it_understood(line: str, words: str) -> None:
    assert said(read(line), PEOPLE, TODAY) == words


WORDS = st.text(st.characters(exclude_characters="@:>+"), max_size=80)


@given(WORDS, st.sampled_from(KINDS))
@example("Ich war am 12.12.", Risk)
def test_a_text_without_marks_stays_as_it_is(line: str, kind: type[Record]) -> None:
    if kind is not Action:
        assert read(line, kind).text == clean(line, lines=False)


@given(st.text(max_size=120), st.sampled_from(KINDS))
@example("@", Decision)
@example("Tell finance @", Action)
def test_nothing_that_is_typed_gets_lost(line: str, kind: type[Record]) -> None:
    found = read(line, kind)
    if found.kind is kind and found.person is None and (found.day is None or kind is Decision):
        mark = "@" if found.owner else ""
        kept = f"{found.text}{mark}{found.owner}"
        assert sorted(kept.replace(" ", "")) == sorted(clean(line, lines=False).replace(" ", ""))


@given(
    st.sampled_from([("a: ", Action), ("r: ", Risk), ("p: ", ParkedPoint), ("d: ", Decision)]),
    st.lists(st.sampled_from(["tell", "finance", "everything", "später"]), min_size=1, max_size=8),
    st.sampled_from(PEOPLE.all(Person)),
    st.integers(0, 99),
)
def test_what_is_written_is_read_again(
    kind: tuple[str, type[Record]], words: list[str], person: Person, weeks: int
) -> None:
    text = " ".join(words)
    day = f" > +{weeks}w" if kind[1] is Action else ""
    found = read(f"{kind[0]}{text} @{person.name}{day}")
    assert (found.kind, found.text, found.person) == (kind[1], text, person)
    if kind[1] is Action:
        assert found.day == TODAY + timedelta(weeks=weeks)


def test_a_very_long_line_is_read_in_no_time() -> None:
    assert len(read("x " * 50_000).text) == 99_999


# The record


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day.groundwork") as made:
        yield made


def test_an_action_has_its_owner_and_its_day_in_one_step(workshop: Workshop) -> None:
    made = capture(workshop, "a: Tell finance @Xaver +2w", Decision, today=TODAY)
    assert isinstance(made, Action)
    (person,) = workshop.snapshot.all(Person)
    assert (made.what, made.owner, made.due) == ("Tell finance", person.id, date(2026, 12, 9))
    assert (person.name, made.status) == ("Xaver", "open")
    assert workshop.undo_name == "Add action"
    workshop.undo()
    assert workshop.snapshot.all(Action) == workshop.snapshot.all(Person) == ()


def test_a_decision_was_made_today(workshop: Workshop) -> None:
    made = capture(workshop, "We start", Decision, today=TODAY)
    assert isinstance(made, Decision)
    assert made.decided_on == TODAY


def test_a_parked_point_notes_where_it_came_up(workshop: Workshop) -> None:
    made = capture(workshop, "p: Works council @Anna", Decision, STEPS[4])
    assert isinstance(made, ParkedPoint)
    assert made.remark == "Came up in step 5, Production cost."
    assert workshop.snapshot.name_of(ParkedPoint.raised_by, made) == "Anna"


def test_an_empty_line_captures_nothing(workshop: Workshop) -> None:
    assert capture(workshop, "  ", Action) is None
    assert workshop.undo_name == ""


@pytest.mark.parametrize("line", ["@Anna", "a: @Anna", "a:"])
def test_a_line_without_a_subject_is_refused(workshop: Workshop, line: str) -> None:
    with pytest.raises(Refusal, match="what it is about"):
        capture(workshop, line, Action)
    assert workshop.snapshot.all(Person) == ()


def two_heads(workshop: Workshop) -> None:
    for name in ("Head of Claims", "Head of IT"):
        with workshop.step("Add") as step:
            step.named(Person, name)


def test_a_doubtful_name_is_refused_and_nothing_is_added(workshop: Workshop) -> None:
    two_heads(workshop)
    with pytest.raises(Refusal, match="begins 2 names"):
        capture(workshop, "a: Tell finance @Head", Action)
    assert workshop.snapshot.all(Action) == ()


@pytest.mark.parametrize(
    ("line", "text"), [("a: Tell finance @Head", "a: Tell finance @Head"), ("@Anna", "@Anna")]
)
def test_what_nobody_can_be_asked_about_is_kept_as_it_was_typed(
    workshop: Workshop, line: str, text: str
) -> None:
    two_heads(workshop)
    made = capture_as_typed(workshop, line, Action)
    assert made is not None
    assert made.values["what"] == text
    assert len(workshop.snapshot.all(Person)) == 2
