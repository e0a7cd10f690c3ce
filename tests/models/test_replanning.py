"""A new plan for the rest of the day: what gives way, what stays, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import day
from models.agenda import Standing, minutes_of, standing
from models.clock import stamp
from models.opening import create_workshop
from models.records import AgendaBlock, WorkshopInfo
from models.replanning import Proposal, accept, least, propose
from models.workshop import Workshop
from tests.builders import snapshot_of
from tests.clocks import NINE


def nobody_knows(_step: str) -> float | None:
    return None


def block(minutes: int, priority: str = "", step: str = "", **more: bool) -> AgendaBlock:
    heading = f"{priority or step or 'Block'} {minutes}"
    return AgendaBlock.new(
        0.0, heading=heading, minutes=minutes, priority=priority, step=step, **more
    )


def late_by(minutes: float, *rest: AgendaBlock) -> Standing:
    """A first block that has run so long over its time, with these blocks to come."""
    first = AgendaBlock.new(heading="First", minutes=30, began=stamp(NINE))
    snapshot = snapshot_of(WorkshopInfo.new(starts_at="09:00"), first, *rest)
    found = standing(snapshot, NINE + timedelta(minutes=30 + minutes))
    assert found is not None
    return found


def new_minutes(proposal: Proposal) -> list[int]:
    return [line.new for line in proposal.lines]


def test_a_day_in_time_stays_as_it_is() -> None:
    for minutes in (-20, 0, 0.4):
        proposal = propose(late_by(minutes, block(60), block(30)), nobody_knows)
        assert not proposal.changes
        assert new_minutes(proposal) == [60, 30]


def test_what_was_lost_is_won_back() -> None:
    proposal = propose(late_by(12, block(60), block(60)), nobody_knows)
    assert (proposal.saved, proposal.late) == (12, 0)
    assert new_minutes(proposal) == [54, 54]
    assert proposal.ends_at == NINE + timedelta(minutes=150)


def test_half_a_minute_counts_as_one() -> None:
    proposal = propose(late_by(3.5, block(60)), nobody_knows)
    assert (proposal.saved, proposal.late) == (4, -30)


def test_what_matters_less_gives_more() -> None:
    rest = [block(60, priority) for priority in ("must", "should", "could")]
    must, should, could = new_minutes(propose(late_by(30, *rest), nobody_knows))
    assert 60 > must > should > could


def test_what_is_complete_gives_more() -> None:
    ready: Mapping[str, float] = {"value": 100.0, "cost": 20.0}
    rest = [block(60, step="value"), block(60, step="cost"), block(60, step="gate")]
    value, cost, gate = new_minutes(propose(late_by(20, *rest), ready.get))
    assert value < cost <= gate < 60


@pytest.mark.parametrize(
    ("planned", "more", "floor"),
    [
        *((60, {"priority": "must"}, 45), (60, {}, 30), (60, {"priority": "could"}, 15)),
        *((8, {"priority": "could"}, 5), (4, {}, 4), (0, {}, 0)),
        *((45, {"pause": True}, 30), (15, {"pause": True}, 10), (5, {"pause": True}, 5)),
    ],
)
def test_every_block_keeps_a_least_time(planned: int, more: dict[str, object], floor: int) -> None:
    found = AgendaBlock.new(0.0, heading="It", minutes=planned, **more)  # type: ignore[arg-type]
    assert least(found) == floor


def test_when_it_is_too_much_the_day_ends_later_and_says_so() -> None:
    proposal = propose(late_by(200, block(60, "must"), block(15, pause=True)), nobody_knows)
    assert new_minutes(proposal) == [45, 10]
    assert proposal.late == 180 * 60
    assert proposal.ends_at == NINE + timedelta(minutes=230 + 55)


def test_a_breakout_group_ends_with_the_block_beside_it() -> None:
    rest = [block(60), block(50, beside=True), block(20, beside=True)]
    proposal = propose(late_by(20, *rest), nobody_knows)
    assert new_minutes(proposal) == [40, 40, 20]
    assert proposal.saved == 20


def test_nothing_is_left_to_shorten_in_the_last_block() -> None:
    proposal = propose(late_by(20), nobody_knows)
    assert (proposal.lines, proposal.changes, proposal.late) == ((), False, 20 * 60)


BLOCKS = st.lists(
    st.builds(
        block,
        st.integers(0, 120),
        st.sampled_from(["", "must", "should", "could"]),
        st.sampled_from(["", "value", "cost"]),
        pause=st.booleans(),
        beside=st.booleans(),
    ),
    max_size=12,
)


@given(
    BLOCKS,
    st.floats(-30, 300),
    st.dictionaries(st.sampled_from(["value", "cost"]), st.floats(0, 100)),
)
def test_no_plan_breaks_a_promise(
    rest: list[AgendaBlock], late: float, ready: dict[str, float]
) -> None:
    found = late_by(late, *rest)
    proposal = propose(found, ready.get)
    heads = {slot.head.id for slot in found.rest}
    saved = 0
    for line in proposal.lines:
        assert 0 <= line.new <= line.old == minutes_of(line.block)
        if line.block.id in heads:
            assert line.new >= least(line.block)
            saved += line.old - line.new
    assert proposal.late == pytest.approx(found.late - saved * 60)
    assert proposal.ends_at == found.ends_at - timedelta(minutes=saved)
    if found.late < 30:
        assert saved == 0
    elif proposal.late > 0:  # then everything has given what it can
        assert all(
            line.new == least(line.block) for line in proposal.lines if line.block.id in heads
        )
    else:
        assert proposal.late > -60


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as made:
        with made.step("Plan") as step:
            for number, each in enumerate((block(30), block(60, "must"), block(60, "could")), 1):
                step.insert(each.replace(float(number)))
        yield made


def test_a_new_plan_is_one_step_that_leaves_the_old_one_to_compare(workshop: Workshop) -> None:
    day.start_next(workshop, NINE)
    now = NINE + timedelta(minutes=45)
    before = standing(workshop.snapshot, now)
    assert before is not None
    proposal = propose(before, nobody_knows)
    accept(workshop, proposal)
    after = standing(workshop.snapshot, now)
    assert after is not None
    assert (before.late, after.late) == (15 * 60, 0)
    assert after.ends_at == proposal.ends_at
    assert [b.minutes for b in workshop.snapshot.all(AgendaBlock)] == [30, 60, 60]
    assert workshop.undo_name == "Plan the rest of the day anew"
    workshop.undo()
    assert standing(workshop.snapshot, now) == before
