"""The day on the clock: what runs, what is left, and how the plan stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import actions, day
from models.agenda import (
    Level,
    Standing,
    clock_text,
    left_text,
    minutes_of,
    pace_text,
    slots,
    standing,
    starts,
)
from models.clock import at_time, moment, stamp
from models.errors import Refusal
from models.figures import agenda_minutes
from models.opening import create_workshop, open_workshop
from models.records import AgendaBlock, WorkshopInfo
from models.snapshot import Snapshot
from models.workshop import Workshop
from tests.builders import snapshot_of
from tests.clocks import NINE, Hands


def at(minutes: float = 0, seconds: float = 0) -> datetime:
    """So long after nine o'clock on the day of the workshop."""
    return NINE + timedelta(minutes=minutes, seconds=seconds)


def block(heading: str, minutes: int | None = 30, **more: object) -> AgendaBlock:
    return AgendaBlock.new(0.0, heading=heading, minutes=minutes, **more)  # type: ignore[arg-type]


MORNING = (
    WorkshopInfo.new(starts_at="09:00"),
    block("Open", 10),
    block("Value", 60, step="value"),
    block("Break", 15, pause=True),
    block("Owner", 40, step="raci"),
    block("Costs", 30, step="cost", beside=True),
    block("End", 20, step="review"),
)


def put_in(workshop: Workshop, *records: AgendaBlock | WorkshopInfo) -> None:
    with workshop.step("Plan") as step:
        for number, record in enumerate(records, 1):
            if isinstance(record, WorkshopInfo):
                step.set_one(WorkshopInfo, starts_at=record.starts_at)
            else:
                step.insert(record.replace(float(number)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "day.groundwork"


@pytest.fixture
def workshop(path: Path) -> Iterator[Workshop]:
    with create_workshop(path) as made:
        put_in(made, *MORNING)
        yield made


def stands(workshop: Workshop, now: datetime) -> Standing:
    found = standing(workshop.snapshot, now)
    assert found is not None
    return found


def rows(workshop: Workshop) -> list[tuple[str, str, int | None]]:
    return [(b.heading, b.started_at, b.taken) for b in workshop.snapshot.all(AgendaBlock)]


# The plan


def times(snapshot: Snapshot) -> list[str | None]:
    return [starts(each, snapshot) for each in snapshot.all(AgendaBlock)]


def test_a_block_begins_when_those_before_it_are_over() -> None:
    snapshot = snapshot_of(*MORNING)
    assert times(snapshot) == ["09:00", "09:10", "10:10", "10:25", "10:25", "11:05"]
    assert agenda_minutes(snapshot) == 145


def test_times_follow_when_blocks_are_moved_or_changed(workshop: Workshop) -> None:
    break_, end = (workshop.snapshot.all(AgendaBlock)[n] for n in (2, 5))
    actions.move(workshop, [break_], workshop.snapshot.all(AgendaBlock)[1])
    assert times(workshop.snapshot) == ["09:00", "09:10", "09:25", "10:25", "10:25", "11:05"]
    actions.set_value(workshop, break_, AgendaBlock.minutes, 30)
    assert starts(end, workshop.snapshot) == "11:20"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", "08:30"),
        ("8.15", "08:45"),
        ("13:45", "14:15"),
        ("23:50", "00:20"),
        ("8:15:30", "08:45"),
    ],
)
def test_the_start_of_the_day_is_read_as_people_write_it(text: str, expected: str) -> None:
    second = block("Second")
    snapshot = snapshot_of(WorkshopInfo.new(starts_at=text), block("First"), second)
    assert starts(second, snapshot) == expected


@pytest.mark.parametrize("text", ["", "nine", "25:00", "9:75", "9:", "-1:00"])
def test_without_a_start_there_are_no_times(text: str) -> None:
    only = block("Only")
    assert starts(only, snapshot_of(WorkshopInfo.new(starts_at=text), only)) is None


def test_blank_rows_take_no_part() -> None:
    snapshot = snapshot_of(block("One"), AgendaBlock.new(), block("Two"))
    assert [slot.head.heading for slot in slots(snapshot)] == ["One", "Two"]


# On the clock


def test_nothing_runs_before_the_day_begins(workshop: Workshop) -> None:
    assert standing(workshop.snapshot, at()) is None


def test_a_block_counts_down_from_the_moment_it_was_started(workshop: Workshop) -> None:
    day.start_next(workshop, at(0, 2.6))
    assert stands(workshop, at(0, 2.6)).left == 600
    assert stands(workshop, at(0, 3.5)).left == 600
    assert stands(workshop, at(0, 3.6)).left == 599
    assert stands(workshop, at(10, 2.6)).left == 0
    assert stands(workshop, at(12, 2.6)).left == -120


def test_the_next_block_ends_the_one_before_and_keeps_what_it_took(workshop: Workshop) -> None:
    day.start_next(workshop, at(2))
    slot = day.start_next(workshop, at(14.6))
    assert slot is not None
    assert slot.head.heading == "Value"
    assert rows(workshop)[:3] == [
        ("Open", "09:02", 13),
        ("Value", "09:14", None),
        ("Break", "", None),
    ]
    found = stands(workshop, at(15))
    assert found.following is not None
    assert found.following.head.heading == "Break"
    assert workshop.undo_name == "Start “Value”"


def test_the_last_block_ends_the_day(workshop: Workshop) -> None:
    for minute in (0, 10, 70, 85, 125):
        day.start_next(workshop, at(minute))
    assert stands(workshop, at(126)).following is None
    assert day.start_next(workshop, at(150)) is None
    assert standing(workshop.snapshot, at(151)) is None
    assert [taken for _heading, _start, taken in rows(workshop)] == [10, 60, 15, 40, 40, 25]
    with pytest.raises(Refusal, match="The day is over"):
        day.start_next(workshop, at(152))


def test_a_day_without_an_agenda_cannot_start(path: Path) -> None:
    with create_workshop(path) as empty, pytest.raises(Refusal, match="no agenda"):
        day.start_next(empty, at())


def test_breakout_groups_run_side_by_side(workshop: Workshop) -> None:
    for minute in (0, 10, 70, 85):
        day.start_next(workshop, at(minute))
    found = stands(workshop, at(100))
    assert [each.heading for each in found.slot.blocks] == ["Owner", "Costs"]
    assert (found.left, found.left_of(found.slot.beside[0])) == (25 * 60, 15 * 60)
    assert found.ends_at == at(145)


def test_time_is_added_to_what_runs(workshop: Workshop) -> None:
    day.start_next(workshop, at())
    day.add_minutes(workshop, 5)
    day.add_minutes(workshop, 1)
    found = stands(workshop, at(1))
    assert (found.slot.planned, found.slot.minutes, found.left) == (10, 16, 15 * 60)
    assert found.late == 6 * 60
    workshop.undo()
    assert stands(workshop, at(1)).slot.minutes == 15
    day.stop(workshop, at(2))
    with pytest.raises(Refusal, match="No block runs"):
        day.add_minutes(workshop, 5)


def test_going_back_lets_the_block_before_run_on(workshop: Workshop) -> None:
    day.start_next(workshop, at())
    day.start_next(workshop, at(8))
    day.go_back(workshop, at(9))
    found = stands(workshop, at(9))
    assert (found.slot.head.heading, found.left) == ("Open", 60)
    assert rows(workshop)[:2] == [("Open", "09:00", None), ("Value", "", None)]
    day.go_back(workshop, at(9))
    assert standing(workshop.snapshot, at(9)) is None
    with pytest.raises(Refusal, match="has not begun"):
        day.go_back(workshop, at(9))


def test_a_stopped_clock_goes_on_with_the_same_block_or_the_next(workshop: Workshop) -> None:
    day.start_next(workshop, at())
    day.stop(workshop, at(4))
    assert standing(workshop.snapshot, at(5)) is None
    day.go_back(workshop, at(6))
    assert stands(workshop, at(6)).left == 4 * 60
    day.stop(workshop, at(7))
    slot = day.start_next(workshop, at(9))
    assert slot is not None
    assert slot.head.heading == "Value"


def test_clearing_the_times_leaves_the_plan(workshop: Workshop) -> None:
    before = workshop.snapshot
    for minute in (0, 10):
        day.start_next(workshop, at(minute))
    day.add_minutes(workshop, 5)
    running = workshop.snapshot
    day.clear_times(workshop)
    assert workshop.snapshot == before
    workshop.undo()
    assert workshop.snapshot == running


def test_what_runs_is_found_again_after_closing(workshop: Workshop, path: Path) -> None:
    day.start_next(workshop, at())
    day.start_next(workshop, at(12))
    before = stands(workshop, at(40))
    workshop.close()
    with open_workshop(path) as again:
        assert stands(again, at(40)) == before


def test_moments_that_hands_have_damaged_are_no_times(workshop: Workshop) -> None:
    day.start_next(workshop, at())
    first = workshop.snapshot.all(AgendaBlock)[0]
    actions.set_value(workshop, first, AgendaBlock.began, "this morning")
    assert standing(workshop.snapshot, at(5)) is None


# Ahead or behind


def test_a_late_start_is_behind_the_plan(workshop: Workshop) -> None:
    day.start_next(workshop, at(7))
    assert stands(workshop, at(7)).late == 7 * 60
    assert stands(workshop, at(17)).late == 7 * 60
    assert stands(workshop, at(20)).late == 10 * 60


def test_a_block_that_ends_early_is_ahead(workshop: Workshop) -> None:
    day.start_next(workshop, at())
    day.start_next(workshop, at(6))
    found = stands(workshop, at(7))
    assert found.late == -4 * 60
    assert found.ends_at == at(141)


def test_a_rehearsal_is_measured_from_its_own_start(workshop: Workshop) -> None:
    day.start_next(workshop, at(9 * 60))
    assert stands(workshop, at(9 * 60 + 1)).late == 0


def test_the_second_day_begins_a_plan_of_its_own(workshop: Workshop) -> None:
    day.start_next(workshop, at())
    day.start_next(workshop, at(10))
    day.stop(workshop, at(75))
    night = 24 * 60
    day.start_next(workshop, at(night + 30))
    assert stands(workshop, at(night + 31)).late == 0


@pytest.mark.parametrize(
    ("late", "text"),
    [
        *((0, "on time"), (29, "on time"), (-29, "on time"), (30, "1 min behind plan")),
        *((240, "4 min behind plan"), (-170, "3 min ahead of plan")),
    ],
)
def test_the_pace_is_said_in_words(late: float, text: str) -> None:
    assert pace_text(late) == text


@pytest.mark.parametrize(
    ("minute", "level"),
    [
        *((0, Level.PLENTY), (47.9, Level.PLENTY), (48, Level.LOW), (56.9, Level.LOW)),
        *((57, Level.LAST), (59.9, Level.LAST), (60, Level.OVER), (70, Level.OVER)),
    ],
)
def test_the_look_changes_at_20_and_at_5_percent(
    workshop: Workshop, minute: float, level: Level
) -> None:
    day.start_next(workshop, at())
    day.start_next(workshop, at(10))
    assert stands(workshop, at(10 + minute)).level is level


def test_each_look_of_the_timer_has_words_of_its_own() -> None:
    assert len({left_text(level) for level in Level}) == len(Level)


@pytest.mark.parametrize(
    ("seconds", "text"), [(750, "12:30"), (0, "0:00"), (-65, "1:05"), (3900, "1:05:00")]
)
def test_a_timer_reads_as_a_timer(seconds: int, text: str) -> None:
    assert clock_text(seconds) == text


# The computer's clock


def test_a_look_each_second_notices_nothing() -> None:
    hands = Hands()
    for _look in range(100):
        look = hands.clock.look()
        assert (look.now, look.missed, look.turned) == (hands.wall, 0, 0)
        hands.go(1.01)


@pytest.mark.parametrize("counted", [0.0, 720.0], ids=["counter stands", "counter runs"])
def test_a_closed_lid_is_noticed(counted: float) -> None:
    hands = Hands()
    hands.clock.look()
    hands.go(720, counted=counted)
    assert hands.clock.look().missed == 720
    hands.go(1)
    assert hands.clock.look().missed == 0


def test_a_clock_that_is_set_back_is_noticed() -> None:
    hands = Hands()
    hands.clock.look()
    hands.go(-300, counted=1)
    assert hands.clock.look().turned == 301


def test_time_in_which_nobody_looked_is_no_sleep() -> None:
    hands = Hands()
    hands.clock.look()
    hands.clock.forget()
    hands.go(720)
    assert hands.clock.look().missed == 0


def test_the_clock_is_right_to_a_second_over_eight_hours_with_sleep(path: Path) -> None:
    """Looks that come a little late each time, a lid closed twice, blocks of every length."""
    hands = Hands()
    lengths = [20] * 24
    with create_workshop(path) as workshop:
        put_in(
            workshop, WorkshopInfo.new(), *(block(f"Part {n}", m) for n, m in enumerate(lengths))
        )
        day.start_next(workshop, hands.clock.now())
        begun, worst, started = hands.wall, 0.0, 1
        for look in range(8 * 600):
            hands.go(6 + (look % 7) / 10)
            if look in (800, 3_000):
                hands.go(610, counted=0)
            now = hands.clock.look().now
            found = standing(workshop.snapshot, now)
            if found is None:
                break
            truth = started * 20 * 60 - (hands.wall - begun).total_seconds()
            worst = max(worst, abs(found.left - truth))
            if found.left <= 0 and started < len(lengths):
                day.start_next(workshop, begun + timedelta(minutes=20 * started))
                started += 1
        assert started == len(lengths)
    assert worst <= 1


@given(st.datetimes(timezones=st.timezones()).filter(lambda d: d.utcoffset() is not None))
def test_a_moment_survives_being_written(when: datetime) -> None:
    when = when.replace(microsecond=when.microsecond // 1000 * 1000)
    if when.utcoffset() % timedelta(minutes=1):  # type: ignore[operator]
        return  # local mean time of the 19th century
    again = moment(stamp(when))
    assert again is not None
    assert again == when.replace(fold=0) or again.utcoffset() == when.utcoffset()


def test_a_moment_without_its_zone_is_none() -> None:
    assert moment("2026-11-24T09:00:00") is None
    assert moment("") is None


def test_a_time_of_day_is_read_on_its_day() -> None:
    assert at_time(at(500), "9:30") == at(30)


@given(st.lists(st.floats(0, 90), min_size=1, max_size=8))
def test_the_day_ends_when_the_rest_of_the_plan_does(lengths: list[float]) -> None:
    """However long the blocks took, what is said of the end is what is left in the plan."""
    plan = [30] * 8
    began, records = NINE, []
    for number, minutes in enumerate(plan):
        ended = began + timedelta(minutes=lengths[number]) if number < len(lengths) - 1 else None
        running = number < len(lengths)
        records.append(
            block(
                f"Part {number}",
                minutes,
                began=stamp(began) if running else "",
                ended=stamp(ended) if ended else "",
            )
        )
        began = ended or began
    snapshot = snapshot_of(WorkshopInfo.new(starts_at="09:00"), *records)
    found = standing(snapshot, began)
    assert found is not None
    rest = sum(minutes_of(slot.head) for slot in (found.slot, *found.rest))
    assert abs((found.ends_at - began).total_seconds() - rest * 60) < 0.01
    planned_end = NINE + timedelta(minutes=sum(plan))
    assert found.late == pytest.approx((found.ends_at - planned_end).total_seconds())
    assert all(a.head.position < b.head.position for a, b in pairwise(found.rest))
