"""Votes: dots and fingers as they are typed, what comes out, and how they are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import actions, votes
from models.errors import Refusal
from models.opening import create_workshop
from models.records import Action, Condition, Decision, Risk, Vote
from models.snapshot import Snapshot
from models.votes import Ballot, Fingers, Option
from models.workshop import Workshop
from tests.builders import snapshot_of
from tests.clocks import NINE

OPTIONS = (Option("Old form", 3), Option("New form", 7), Option("Release 2", 0))


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as made:
        yield made


def fist(text: str, **more: str | Decision | Condition) -> Ballot:
    shown, wrong = votes.read_fingers(text)
    assert not wrong
    return Ballot("Do we start?", NINE, fingers=shown, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["5 4 4 3 2", "54432", "5,4;4 3\n2", "1×5 2x4 1*3 1×2"])
def test_fingers_are_read_as_digits_or_as_counts(typed: str) -> None:
    shown, wrong = votes.read_fingers(typed)
    assert shown.counts == (0, 0, 1, 1, 2, 1)
    assert not wrong


def test_what_is_no_number_of_fingers_is_named() -> None:
    shown, wrong = votes.read_fingers("5 6 4 Ada 3")
    assert shown.people == 3
    assert wrong == ["6", "Ada"]


def test_a_show_of_hands_has_a_mean_a_spread_and_people_to_ask() -> None:
    shown = Fingers((1, 0, 1, 2, 3, 4))
    assert (shown.people, shown.lowest, shown.highest, shown.asked) == (11, 0, 5, 2)
    assert shown.mean == pytest.approx(40 / 11)
    assert votes.fingers_text(Snapshot(), shown) == (
        "11 hands, mean 3.6, from 0 to 5; 2 people have concerns"
    )
    assert votes.fingers_text(Snapshot(), Fingers((0,) * 6)) == ""


def test_options_are_lines_and_none_stands_twice() -> None:
    assert votes.read_options("Old form\n\n  New   form\nOld form\n") == ["Old form", "New form"]


def test_dots_are_counted_in_the_order_of_the_options() -> None:
    counts, wrong = votes.read_counts("3, 7 x")
    assert wrong == ["x"]
    assert votes.counted(["Old", "New", "None"], counts) == (
        Option("Old", 3),
        Option("New", 7),
        Option("None", None),
    )


def test_rows_of_the_workshop_can_be_voted_on() -> None:
    snapshot = snapshot_of(
        Risk.new(what="A storm"),
        Risk.new(),
        Action.new(what="Write it down", status="done"),
        Action.new(what="Ask them"),
    )
    assert votes.rows_of(snapshot, Risk) == ["A storm"]
    assert votes.rows_of(snapshot, Action) == ["Ask them"]


def test_more_dots_than_people_have_are_noticed() -> None:
    assert votes.too_many(Ballot("?", NINE, OPTIONS, dots=3, people=3)) == 1
    assert votes.too_many(Ballot("?", NINE, OPTIONS, dots=3, people=4)) == 0
    assert votes.too_many(Ballot("?", NINE, OPTIONS)) == 0


def test_a_dot_vote_is_kept_ranked_and_undone_as_one_step(workshop: Workshop) -> None:
    before = workshop.snapshot
    kept = votes.keep(workshop, Ballot("Which form?", NINE, OPTIONS, dots=3, people=4))
    assert kept.votes == "7 × New form;\n3 × Old form;\n0 × Release 2"
    assert kept.result == "“New form”: 7 dots"
    assert votes.options_of(kept) == [OPTIONS[1], OPTIONS[0], OPTIONS[2]]
    assert (kept.dots, kept.people, kept.held_at, kept.sort) == (3, 4, "09:00", "dots")
    workshop.undo()
    assert workshop.snapshot == before


def test_options_with_as_many_dots_win_together() -> None:
    vote = votes.vote_of(Snapshot(), Ballot("?", NINE, (Option("A", 4), Option("B", 4))))
    assert vote.result == "“A”, “B”: 4 dots"


def test_fingers_are_kept_with_what_they_were_about(workshop: Workshop) -> None:
    decision = actions.add(workshop, Decision, what="Start in April")
    condition = actions.add(workshop, Condition, what="Faster")
    kept = votes.keep(workshop, fist("5 4 2", about=decision, concerns="Holidays"))
    other = votes.keep(workshop, fist("5 5", about=condition))
    assert (kept.votes, kept.people, kept.concerns) == ("5 4 2", 3, "Holidays")
    assert (kept.decision, kept.condition) == (decision.id, "")
    assert (other.decision, other.condition) == ("", condition.id)
    assert votes.fingers_of(kept).counts == (0, 0, 1, 0, 1, 1)
    actions.delete(workshop, [decision])  # the evidence stays
    assert workshop.snapshot.all(Vote)[0].decision == ""


@pytest.mark.parametrize(
    ("ballot", "sentence"),
    [
        (Ballot("", NINE, OPTIONS), "no question"),
        (Ballot("?", NINE, (Option("A"), Option("B", 0))), "No dots"),
        (Ballot("?", NINE), "No dots"),
        (Ballot("?", NINE, fingers=Fingers((0,) * 6)), "Nobody has voted"),
    ],
)
def test_half_a_vote_is_not_kept(workshop: Workshop, ballot: Ballot, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        votes.keep(workshop, ballot)
    assert not workshop.snapshot.all(Vote)


NAMES = st.text("abc ;×1", min_size=1, max_size=8).map(lambda t: " ".join(t.split()))


@given(st.lists(st.tuples(NAMES, st.integers(0, 999)), max_size=8))
def test_options_come_back_as_they_were_kept(pairs: list[tuple[str, int]]) -> None:
    names = votes.read_options("\n".join(name.rstrip("; ") for name, _dots in pairs))
    options = votes.counted(names, [dots for _name, dots in pairs])
    kept = votes.vote_of(Snapshot(), Ballot("?", NINE, options))
    assert votes.options_of(kept) == votes.ranked(options)


@given(st.text(max_size=40))
def test_anything_can_be_typed_as_a_vote(text: str) -> None:
    votes.read_counts(text)
    shown, _wrong = votes.read_fingers(text)
    assert votes.fingers_of(Vote.new(sort="fist", votes=text)) == shown
    assert all(option.text for option in votes.options_of(Vote.new(votes=text)))
