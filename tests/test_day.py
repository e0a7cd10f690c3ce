"""The whole day in the real window, by keys alone: what was said must be in file and charter."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pytest

from models.opening import open_workshop
from models.records import (
    Action,
    AgendaBlock,
    Decision,
    EstimateRound,
    ParkedPoint,
    Person,
    Risk,
    ValueTarget,
)
from models.snapshot import Snapshot
from tests.day import screens
from tests.day.table import COMMONEST, table

DOCS = Path(__file__).parents[1] / "docs" / "day.md"


class Played(NamedTuple):
    """A day that is over."""

    told: dict[str, Any]
    workshop: Snapshot
    charter: str


@pytest.fixture(scope="module", params=["offscreen", "x11"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("day")
    if request.param == "offscreen":
        return _played(folder, screens.play(folder, screens.offscreen(folder)))
    if missing := screens.missing():
        pytest.skip(f"an X server with two screens needs {', '.join(missing)}")
    with screens.x11() as environment:
        return _played(folder, screens.play(folder, environment))


def _played(folder: Path, told: dict[str, Any]) -> Played:
    with open_workshop(folder / "Insurer Claims assistant.groundwork") as workshop:
        pages = pypdf.PdfReader(folder / "Charter.pdf").pages
        return Played(told, workshop.snapshot, "\n".join(page.extract_text() for page in pages))


def test_the_room_view_was_on_the_projector_and_the_keyboard_with_the_laptop(
    played: Played,
) -> None:
    # That the keyboard stayed, the day waits for itself: it would not go on.
    assert played.told["screens"] == {"window": "laptop", "room": "projector"}


def test_what_was_captured_is_kept_with_its_owner_and_its_day(played: Played) -> None:
    workshop = played.workshop
    assert [each.what for each in workshop.all(Decision)] == ["Only released proposals go out"]
    assert [each.what for each in workshop.all(ParkedPoint)] == [
        "What happens with claims from abroad?"
    ]
    finance, room = workshop.all(Action)
    assert workshop.name_of(Action.owner, finance) == "Head of Claims"
    assert finance.due is not None
    assert finance.due.weekday() == 4
    assert workshop.name_of(Action.owner, room) == "IT Operations Lead"
    assert room.due == date.today() + timedelta(weeks=2)  # noqa: DTZ011 - as the room says it
    (risk,) = workshop.all(Risk)
    assert workshop.name_of(Risk.owner, risk) == "IT Operations Lead"
    assert len(workshop.all(Person)) == 3


def test_the_clock_wrote_what_the_blocks_took_and_the_rest_got_shorter(played: Played) -> None:
    blocks = played.workshop.all(AgendaBlock)
    assert blocks[0].began is not None
    assert blocks[0].ended is not None
    shorter = [b for b in blocks if b.allotted is not None and b.allotted < (b.minutes or 0)]
    assert len(shorter) > 5


def test_the_round_is_kept_and_its_result_is_in_the_target(played: Played) -> None:
    (kept,) = played.workshop.all(EstimateRound)
    handling, postage = played.workshop.all(ValueTarget)
    assert (handling.volume, handling.evidence) == (5900.0, "estimated")
    assert "6 slips" in handling.source
    assert kept.caption == "Handling time: Cases a month"
    assert postage.money_year == 90_000.0  # from the other table


def test_the_charter_says_what_the_room_said(played: Played) -> None:
    plain = re.sub(r"\s+", " ", played.charter)
    for said in (
        "Only released proposals go out",
        "Send the volumes to finance",
        "The vendor raises the price",
        "Review the proposals",
        "Postage",
    ):
        assert said in plain, said


def test_the_commonest_acts_take_as_few_keys_as_the_page_about_the_day_says(
    played: Played,
) -> None:
    assert table(played.told["acts"]) in DOCS.read_text(encoding="utf-8")
    strokes = {act["what"]: act["strokes"] for act in played.told["acts"]}
    assert all(strokes[what] <= 3 for what in COMMONEST)
