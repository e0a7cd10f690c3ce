"""Estimate rounds: the statistics, slips as they are typed, and what agreeing changes."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import actions, estimating
from models.errors import Refusal
from models.estimating import Draft, Subject, proposals, subjects_of, value_range
from models.fields import Value
from models.figures import value_a_year, value_high, value_low
from models.opening import create_workshop
from models.records import CostLine, EstimateRound, Kpi, Person, ValueTarget, WorkshopInfo
from models.rounds import (
    FEW,
    Agreed,
    agreed_of,
    quantile,
    rounded,
    spread,
    suggested,
    values_of,
    written,
)
from models.slips import Reading, read_slip, read_slips
from models.snapshot import Snapshot
from models.workshop import Workshop
from tests.builders import snapshot_of
from tests.clocks import NINE

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 4))
SLIPS = st.lists(NUMBERS, min_size=1, max_size=30)
ELEVEN = (18.0, 20.0, 20.0, 21.0, 22.0, 22.0, 22.0, 24.0, 25.0, 26.0, 45.0)
AT: datetime = NINE.replace(hour=14, minute=20)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as made:
        yield made


def draft(subject: Subject, *values: float) -> Draft:
    return Draft(subject, subject.question or "How many?", "min", values or ELEVEN, AT)


def target(**more: Value) -> ValueTarget:
    given: dict[str, Value] = {"what": "Faster", "minutes_before": 34.0, "minutes_after": 24.0}
    return ValueTarget.new(**(given | more))


# --- how slips lie


def test_quartiles_median_and_outliers_are_those_of_the_books() -> None:
    found = spread(ELEVEN)
    assert found is not None
    assert (found.slips, found.lowest, found.highest) == (11, 18.0, 45.0)
    assert (found.lower, found.median, found.upper) == (20.5, 22.0, 24.5)
    assert found.outliers == (45.0,)
    assert spread([1, 2, 3, 4, 5]) == (5, 1, 2, 3, 4, 5, ())


def test_nothing_is_called_far_out_of_few_slips() -> None:
    few = spread([1.0, 1.0, 1.0, 900.0])
    assert few is not None
    assert few.few
    assert few.outliers == ()
    enough = spread([1.0, 1.0, 1.0, 1.0, 900.0])
    assert enough is not None
    assert enough.slips == FEW
    assert enough.outliers == (900.0,)


def test_without_slips_there_is_nothing_to_say() -> None:
    assert spread([]) is None
    assert suggested([]) is None


@given(st.lists(NUMBERS, min_size=2, max_size=40))
def test_quartiles_are_those_of_the_standard_library(values: list[float]) -> None:
    found = spread(values)
    assert found is not None
    told = statistics.quantiles(values, n=4, method="inclusive")
    assert (found.lower, found.median, found.upper) == pytest.approx(told, abs=1e-3)


@given(SLIPS, st.randoms(use_true_random=False))
def test_the_order_of_the_slips_does_not_matter(values: list[float], dice: object) -> None:
    mixed = list(values)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert spread(mixed) == spread(values)
    assert suggested(mixed) == suggested(values)


@given(SLIPS)
def test_a_spread_is_in_order_and_outliers_lie_outside(values: list[float]) -> None:
    found = spread(values)
    assert found is not None
    assert found.lowest <= found.lower <= found.median <= found.upper <= found.highest
    assert not [v for v in found.outliers if found.lower <= v <= found.upper]
    assert set(found.outliers) <= set(values)
    assert len(found.outliers) <= len(values) / 2


@given(SLIPS)
def test_what_is_suggested_is_in_order(values: list[float]) -> None:
    found = suggested(values)
    assert found is not None
    assert found.in_order
    assert found.likely == pytest.approx(statistics.median(values), rel=0.01, abs=1e-3)


@given(SLIPS, st.floats(0, 1), st.floats(0, 1))
def test_quantiles_grow_with_their_share(values: list[float], one: float, two: float) -> None:
    known, low, high = sorted(values), min(one, two), max(one, two)
    assert quantile(known, low) <= quantile(known, high) + 1e-6
    assert known[0] <= quantile(known, low) <= known[-1]


def test_of_eleven_slips_the_second_from_either_end_is_suggested() -> None:
    assert suggested(ELEVEN) == Agreed(20.0, 22.0, 26.0)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, 0.0), (21.8499, 21.8), (1234.56, 1235.0), (0.012345, 0.0123), (-21.849, -21.8)],
)
def test_three_digits_count(value: float, shown: float) -> None:
    assert rounded(value) == shown


@given(SLIPS)
def test_a_round_keeps_every_slip(values: list[float]) -> None:
    kept = EstimateRound.new(question="?", slips=written(values))
    assert values_of(kept) == tuple(sorted(values))


def test_what_somebody_spoilt_in_a_kept_round_is_passed_over() -> None:
    kept = EstimateRound.new(question="?", slips="12; about 14; nan; 1e400\n15;;")
    assert values_of(kept) == (12.0, 15.0)


# --- slips as they are typed


MINUTES = Reading(ValueTarget, "minutes_before")
MONEY = Reading(ValueTarget, "money_year", "en_GB", "EUR")


@pytest.mark.parametrize(
    ("typed", "how", "values"),
    [
        ("12 14 15", MINUTES, [12, 14, 15]),
        ("12;14;15", MINUTES, [12, 14, 15]),
        ("12\n14\n\n15\n", MINUTES, [12, 14, 15]),
        ("12, 14, 15,", MINUTES, [12, 14, 15]),
        ("12,5 14.5", MINUTES, [12.5, 14.5]),
        ("15 min 1,5 h 2h", MINUTES, [15, 90, 120]),
        ("12k 3,5 Mio € 5000", MONEY, [12_000, 3_500_000, 5_000]),
        ("€ 5 € 6", MONEY, [5, 6]),
        ("7 € 8 €", MONEY, [7, 8]),
        ("1.200 1.250", Reading(ValueTarget, "volume", "de_DE"), [1200, 1250]),
        ("57\u202f750\u00a0€ 9\u202f999\u00a0€", MONEY, [57_750, 9_999]),
        ("57\u00a0750\u00a0€ 60", MONEY._replace(locale="fr_FR"), [57_750, 60]),
        ("40\u00a0150", MINUTES, [40, 150]),
        ("-3 − 4 5", Reading(), [-3, -4, 5]),
        ("5% 6 %", Reading(unit="%"), [5, 6]),
        ("", MINUTES, []),
        (" ; ;\n", MINUTES, []),
    ],
)
def test_slips_are_read_as_people_type_them(typed: str, how: Reading, values: list[float]) -> None:
    read = read_slips(typed, how)
    assert [slip.value for slip in read] == values
    assert not [slip for slip in read if slip.wrong]


@pytest.mark.parametrize(
    ("typed", "how", "wrong"),
    [
        ("12 15o 14", MINUTES, "15o"),
        ("12 about 14", MINUTES, "12 about"),
        ("Ada: 12", MINUTES, "Ada: 12"),
        ("14 -3", MINUTES, "-3"),
        ("$ 5", MONEY, "$ 5"),
        ("1.200", MONEY, "1.200"),
        ("many", MINUTES, "many"),
    ],
)
def test_a_slip_that_is_no_number_is_named_and_kept(typed: str, how: Reading, wrong: str) -> None:
    (slip,) = (each for each in read_slips(typed, how) if each.value is None)
    assert slip.text == wrong
    assert slip.wrong.endswith(".")


@given(st.text(max_size=60))
def test_anything_can_be_typed(text: str) -> None:
    for slip in read_slips(text, MONEY):
        assert (slip.value is None) == bool(slip.wrong)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20), st.sampled_from([" ", ";", "\n"]))
def test_plain_numbers_come_back_as_typed(values: list[int], between: str) -> None:
    typed = between.join(map(str, values))
    assert [slip.value for slip in read_slips(typed, MINUTES)] == values


@pytest.mark.parametrize(
    ("typed", "values", "said"),
    [
        ("5200 6 000 5500", [5200, None, 5500], "“6 000” is one number or two"),
        ("12 050 min", [None], "“12 050 min” is one number or two"),
        ("1 200", [1, 200], "“1 200” counts as two slips"),
        ("5 800 6 400", [5, 800, 6, 400], "“5 800” counts as two slips"),
        ("€ 6 000 € 7000", [None, 7000], "“€ 6 000” is one number or two"),
        ("90 100 120", [90, 100, 120], ""),
        ("40 150", [40, 150], ""),
        ("1; 200", [1, 200], ""),
        ("5 1200", [5, 1200], ""),
    ],
)
def test_digits_that_may_be_grouped_by_a_space_are_not_taken_in_silence(
    typed: str, values: list[float | None], said: str
) -> None:
    read = read_slips(typed, MONEY if "€" in typed else MINUTES)
    assert [slip.value for slip in read] == values
    told = " ".join(slip.wrong or slip.doubt for slip in read)
    assert said in told
    assert bool(told.strip()) == bool(said)


def test_in_a_line_for_one_number_a_space_may_group_its_digits() -> None:
    assert read_slip("6 000 ", MINUTES).value == 6000
    assert read_slip("", MINUTES).value is None


# --- what a round is about


def test_the_number_under_the_cursor_comes_first() -> None:
    subjects = subjects_of(target(), ValueTarget.volume)
    assert subjects[0].field() is ValueTarget.volume
    assert subjects[0].question == "Faster: Cases a month"
    assert len(subjects) == len(estimating.FIELDS[ValueTarget])


def test_elsewhere_in_the_row_the_first_empty_number_comes_first() -> None:
    assert subjects_of(target(), ValueTarget.what)[0].field() is ValueTarget.volume
    (first, *_rest) = subjects_of(CostLine.new(what="Licences"), CostLine.year_high)
    assert first.field() is CostLine.year
    assert subjects_of(Person.new(name="Ada")) == subjects_of(None) == []


def test_a_round_finds_what_it_was_about() -> None:
    faster = target()
    kept = estimating.round_of(snapshot_of(faster), draft(Subject(faster, "volume")))
    assert estimating.subject_of(snapshot_of(faster), kept).key == kept.about
    lost = estimating.subject_of(Snapshot(), kept)
    assert (lost.key, lost.question) == ("", "Faster: Cases a month")


# --- what agreeing changes


def proposed(
    record: ValueTarget | CostLine | Kpi, field: str, agreed: Agreed
) -> dict[str, tuple[Value, bool]]:
    made = draft(Subject(record, field))
    found = proposals(snapshot_of(record), made, agreed)
    return {one.name: (one.value, one.wanted) for one in found}


def test_weak_evidence_becomes_estimated_and_names_the_round() -> None:
    found = proposed(target(evidence="assumed"), "minutes_after", Agreed(22.0, 25.0, 27.0))
    assert found == {
        "minutes_after": (25.0, True),
        "low": (78.0, True),
        "high": (133.0, True),
        "evidence": ("estimated", True),
        "source": ("Round of 24 Nov 2026, 14:20, 11 slips", True),
    }


def test_better_evidence_and_a_range_stay_unless_somebody_says_so() -> None:
    measured = target(evidence="measured", source="Log", low=70.0, high=120.0)
    found = proposed(measured, "minutes_after", Agreed(22.0, 25.0, 27.0))
    assert found.pop("minutes_after") == (25.0, True)
    assert not any(wanted for _value, wanted in found.values())
    assert found["source"] == ("Log; Round of 24 Nov 2026, 14:20, 11 slips", False)


def test_what_is_so_already_is_not_proposed() -> None:
    found = proposed(target(evidence="estimated", source="Log"), "volume", Agreed(9.0, 10.0, 12.0))
    assert "evidence" not in found


def test_a_cost_line_takes_low_likely_and_high() -> None:
    line = CostLine.new(what="Licences", year=90.0)
    found = proposed(line, "year", Agreed(80.0, 90.0, 120.0))
    assert found["year_low"] == (80.0, True)
    assert found["year_high"] == (120.0, True)
    assert "year" not in found  # it is 90 already
    assert found["basis"] == ("Round of 24 Nov 2026, 14:20, 11 slips", True)


def test_a_target_of_a_kpi_is_wished_for_and_has_no_evidence() -> None:
    kpi = Kpi.new(name="Time", unit="min")
    assert set(proposed(kpi, "target", Agreed(1.0, 2.0, 3.0))) == {"target"}
    assert set(proposed(kpi, "baseline", Agreed(1.0, 2.0, 3.0))) == {
        "baseline",
        "evidence",
        "baseline_from",
    }


@pytest.mark.parametrize(
    ("field", "agreed", "ends"),
    [
        ("minutes_after", Agreed(22.0, 24.0, 27.0), (70.0, 120.0)),
        ("minutes_before", Agreed(30.0, 34.0, 44.0), (60.0, 200.0)),
        ("volume", Agreed(900.0, 1000.0, 1500.0), (90.0, 150.0)),
        ("minutes_after", Agreed(22.0, 24.0, 40.0), None),  # it could take longer than before
        ("minutes_after", Agreed(22.0, 35.0, 40.0), None),
        ("volume", Agreed(0.0, 1.0, 11.0), None),  # more than ten times as much
    ],
)
def test_the_range_of_the_value_follows_from_the_range_of_one_number(
    field: str, agreed: Agreed, ends: tuple[float, float] | None
) -> None:
    assert value_range(target(), ValueTarget.fields[field], agreed) == ends


@given(st.integers(1, 20), st.integers(0, 9), st.integers(0, 9))
def test_the_range_is_what_the_figures_give(likely: int, less: int, more: int) -> None:
    """Low and high of the value are those with the low and the high number put in."""
    agreed = Agreed(float(max(0, likely - less)), float(likely), float(likely + more))
    whole = target(volume=1000.0, hourly_cost=60.0, adoption=100.0, minutes_after=float(likely))
    ends = value_range(whole, ValueTarget.minutes_after, agreed)
    worth = value_a_year(whole)
    best, worst = (value_a_year(whole.replace(minutes_after=v)) for v in (agreed.low, agreed.high))
    assert ends is not None
    assert worth
    assert best
    assert worst
    ranged = whole.replace(low=ends[0], high=ends[1])
    assert value_low(ranged) == pytest.approx(worst, abs=0.0051 * worth)
    assert value_high(ranged) == pytest.approx(best, abs=0.0051 * worth)


# --- kept in the workshop


def test_agreeing_takes_over_and_keeps_the_round_in_one_step(workshop: Workshop) -> None:
    faster = actions.add(workshop, ValueTarget, what="Faster", minutes_before=34.0)
    before = workshop.snapshot
    made = draft(Subject(faster, "minutes_after"))
    agreed = Agreed(20.0, 22.0, 26.0)
    taken = proposals(before, made, agreed)
    kept = estimating.keep(workshop, made, agreed, by="Everybody", taken=taken)

    (now,) = workshop.snapshot.all(ValueTarget)
    assert (now.minutes_after, now.evidence) == (22.0, "estimated")
    assert now.source == "Round of 24 Nov 2026, 14:20, 11 slips"
    assert workshop.snapshot.all(EstimateRound) == (kept,)
    assert values_of(kept) == ELEVEN
    assert agreed_of(kept) == agreed
    assert (kept.number, kept.unit, kept.held_at, kept.agreed_by) == (
        1,
        "min",
        "14:20",
        "Everybody",
    )
    assert "median 22" in kept.spread
    workshop.undo()
    assert workshop.snapshot == before


def test_a_second_round_on_the_same_question_stands_beside_the_first(workshop: Workshop) -> None:
    faster = actions.add(workshop, ValueTarget, what="Faster")
    about = Subject(faster, "minutes_after")
    first = estimating.keep(workshop, draft(about, 10.0, 40.0))
    actions.set_value(workshop, faster, ValueTarget.what, "Another name")
    second = estimating.keep(workshop, draft(about, 20.0, 22.0), Agreed(20.0, 21.0, 22.0))
    estimating.keep(workshop, draft(Subject(faster, "volume"), 5.0))
    assert estimating.rounds_on(workshop.snapshot, about, "") == [first, second]
    assert (first.number, second.number) == (1, 2)
    assert agreed_of(first) is None


def test_a_question_of_its_own_is_told_by_its_words(workshop: Workshop) -> None:
    for _each in range(2):
        estimating.keep(workshop, draft(Subject()))
    assert [kept.number for kept in workshop.snapshot.all(EstimateRound)] == [1, 2]


def test_a_round_stays_when_its_target_goes(workshop: Workshop) -> None:
    faster = actions.add(workshop, ValueTarget, what="Faster")
    kept = estimating.keep(workshop, draft(Subject(faster, "volume")))
    actions.delete(workshop, [faster])
    assert workshop.snapshot.all(EstimateRound) == (kept,)


@pytest.mark.parametrize(
    ("made", "agreed", "sentence"),
    [
        (Draft(Subject(), " ", "", (1.0,), AT), None, "no question"),
        (Draft(Subject(), "How many?", "", (), AT), None, "no slip"),
        (Draft(Subject(), "How many?", "", (1.0,), AT), Agreed(3.0, 2.0, 4.0), "lowest"),
    ],
)
def test_half_a_round_is_not_kept(
    workshop: Workshop, made: Draft, agreed: Agreed | None, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        estimating.keep(workshop, made, agreed)
    assert refused.value.safe == "Nothing was changed."
    assert not workshop.snapshot.all(EstimateRound)


def test_amounts_stand_in_the_currency_of_the_workshop() -> None:
    snapshot = snapshot_of(WorkshopInfo.new(currency="EUR", language="de_DE"))
    assert estimating.amount(snapshot, 1200.0, "EUR") == "1.200\N{NO-BREAK SPACE}€"
    assert estimating.amount(snapshot, 22.25, "min") == "22,25\N{NO-BREAK SPACE}min"
    assert estimating.amount(snapshot, 3.0, "") == "3"
