"""What the room sees of a round or a vote before and after it is shown."""

from __future__ import annotations

from models import estimating, votes
from models.estimating import Draft, Subject
from models.records import EstimateRound, Person, Vote
from models.room import RoomPage
from models.room_rounds import round_page, vote_page
from models.rounds import Agreed
from models.snapshot import Snapshot
from models.votes import Ballot, Fingers, Option
from tests.builders import snapshot_of
from tests.clocks import NINE

PRESENT = snapshot_of(*(Person.new(name=f"Person {n}", present=n < 5) for n in range(7)))


def kept(*values: float, agreed: Agreed | None = None) -> EstimateRound:
    draft = Draft(Subject(), "How long, says ada@example.com?", "min", values, NINE)
    return estimating.round_of(PRESENT, draft, agreed, by="Ada, Bo and Cy")


def figures(page: RoomPage) -> dict[str, str]:
    return {
        figure.label: figure.value.replace("\N{NO-BREAK SPACE}", " ") for figure in page.figures
    }


def test_slips_stay_hidden_until_they_are_shown() -> None:
    page = round_page(PRESENT, kept(711.0, 722.0, 733.0), shown=False)
    assert figures(page) == {"Slips so far": "3 of 5"}
    assert isinstance(page.asked, EstimateRound)
    said = " ".join(str(value) for value in page.asked.values.values())
    assert not [secret for secret in ("711", "722", "733") if secret in said]


def test_more_slips_than_people_are_counted_alone() -> None:
    assert figures(round_page(PRESENT, kept(*map(float, range(6))), shown=False)) == {
        "Slips so far": "6"
    }
    assert figures(round_page(Snapshot(), kept(), shown=False)) == {"Slips so far": "0"}


def test_shown_slips_have_a_median_and_a_middle_half_and_then_an_agreement() -> None:
    page = round_page(PRESENT, kept(10.0, 20.0, 30.0, 40.0, 50.0), shown=True)
    assert figures(page) == {"Slips": "5", "Median": "30 min", "Middle half": "20 – 40 min"}
    agreed = round_page(PRESENT, kept(10.0, 20.0, agreed=Agreed(9.0, 15.0, 22.0)), shown=True)
    assert figures(agreed) == {
        "Slips": "2",
        "Agreed, likely": "15 min",
        "Agreed, low to high": "9 – 22 min",
    }


def test_what_is_only_proposed_is_not_called_agreed() -> None:
    draft = kept(10.0, 20.0, agreed=Agreed(9.0, 15.0, 22.0))
    page = round_page(PRESENT, draft, shown=True, proposed=True)
    assert figures(page) == {
        "Slips": "2",
        "Proposed, likely": "15 min",
        "Proposed, low to high": "9 – 22 min",
    }


def test_no_address_and_nobody_who_agreed_is_shown() -> None:
    page = round_page(PRESENT, kept(1.0, agreed=Agreed(1.0, 1.0, 1.0)), shown=True)
    said = f"{page.over} {page.question} {figures(page)}"
    assert "@" not in said
    assert "Ada, Bo" not in said


def test_a_second_round_says_so() -> None:
    assert round_page(PRESENT, kept(1.0), shown=True).over == "Estimate round"
    assert round_page(PRESENT, kept(1.0).replace(number=2), shown=True).over == "Estimate round 2"


def test_dots_stay_hidden_with_the_order_they_give() -> None:
    options = (Option("Zebra", 9), Option("Ant", 0), Option("Mole", 4))
    vote = votes.vote_of(PRESENT, Ballot("Which?", NINE, options))
    page = vote_page(PRESENT, vote, shown=False)
    assert isinstance(page.asked, Vote)
    assert [option.text for option in votes.options_of(page.asked)] == ["Ant", "Mole", "Zebra"]
    assert {option.dots for option in votes.options_of(page.asked)} == {0}
    assert figures(page) == {"Dots so far": "13"}
    assert page.asked.result == ""
    assert vote_page(PRESENT, vote, shown=True).asked == vote


def test_fingers_stay_hidden_until_they_are_shown() -> None:
    vote = votes.vote_of(PRESENT, Ballot("Do we?", NINE, fingers=Fingers((1, 0, 0, 0, 1, 2))))
    page = vote_page(PRESENT, vote, shown=False)
    assert isinstance(page.asked, Vote)
    assert page.asked.votes == page.asked.result == ""
    assert figures(page) == {"Hands so far": "4 of 5"}
    shown = vote_page(PRESENT, vote, shown=True)
    assert figures(shown) == {"Hands": "4", "Mean": "3.5", "From, to": "0 – 5"}
    nobody = votes.vote_of(PRESENT, Ballot("Do we?", NINE, fingers=Fingers((0,) * 6)))
    assert figures(vote_page(PRESENT, nobody, shown=True)) == {"Hands": "0"}
