"""Tables of the charter: no figure is torn, and a heading stays with its first row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exports.charter.fitting import fitted
from models.records import (
    Action,
    CostLine,
    EstimateRound,
    Pilot,
    Risk,
    ValueTarget,
    WorkshopInfo,
)
from tests.exports.charters import lines_of_pages, made, pages_of, reader, text_of


@pytest.mark.parametrize("currency", ["EUR", "JPY"])
@pytest.mark.parametrize("cut", ["full", "finance"])
def test_large_amounts_and_heads_are_never_torn(currency: str, cut: str) -> None:
    amounts = {"low": 123_456_000.0, "likely": 234_567_000.0, "high": 1_234_567_000.0}
    line = CostLine.new(
        what="Platform",
        category="licences",
        pilot=120_000_000.0,
        one_off=345_000_000.0,
        year_low=amounts["low"],
        year=amounts["likely"],
        year_high=amounts["high"],
        basis="Contract",
    )
    target = ValueTarget.new(what="Claims", money_year=2_400_000_000.0, adoption=100.0)
    pilot = Pilot.new(go_live=date(2027, 1, 1))
    text = text_of(made(WorkshopInfo.new(currency=currency), line, target, pilot, cut=cut))
    sign = {"EUR": "€", "JPY": "JP¥"}[currency]
    assert f"{sign} 123,456,000 {sign} 234,567,000 {sign} 1,234,567,000" in text
    assert f"Licences & model use {sign} 120,000,000 {sign} 345,000,000" in text
    if cut == "finance":
        assert "Month Reached Value Of it cash Cost So far Cash so far" in text
        assert f"-{sign} 465,000,000 -{sign} 465,000,000" in text
        assert f"{sign} 200,000,000 {sign} 0 {sign} 19,547,250" in text


def test_words_keep_their_room_as_long_as_figures_leave_it() -> None:
    size, widths = fitted(500, (0.5, 0.5), ("What", "Amount"), {1: ["1"]})
    assert (size, widths) == (8.0, [250.0, 250.0])
    size, widths = fitted(500, (0.8, 0.2), ("What", "Amount"), {1: ["1" * 30]})
    assert size == 8.0
    assert widths[1] > 130
    assert sum(widths) == pytest.approx(500)


def test_figures_become_smaller_before_words_lose_their_room() -> None:
    wide = {place: ["1" * 24] for place in (1, 2, 3)}
    size, widths = fitted(500, (0.4, 0.2, 0.2, 0.2), ("What", "a", "b", "c"), wide)
    assert size < 8.0
    assert widths[0] > 100
    assert sum(widths) == pytest.approx(500)


def test_figures_that_no_paper_is_wide_enough_for_still_fill_it() -> None:
    size, widths = fitted(500, (0.5, 0.5), ("What", "Amount"), {1: ["1" * 500]})
    assert size == 6.0
    assert min(widths) > 0
    assert sum(widths) == pytest.approx(500)


def test_the_reason_for_a_zero_is_told_over_the_room_that_figures_leave() -> None:
    zero = "The framework contract pays for the hand-over"
    text = "\n".join(pages_of(made(CostLine.new(what="Exit", category="exit", zero_because=zero))))
    assert "zero: The framework contract pays for" in text


def test_the_sum_of_a_table_stands_out() -> None:
    data = made(CostLine.new(what="Hosting", category="infrastructure", year=1_234_567.0))
    heavy: dict[str, bool] = {}

    def look(text: str, _cm: Any, _tm: Any, font: Any, _size: float) -> None:
        if text.strip():
            heavy[text.strip()] = "Bold" in font["/BaseFont"]

    for page in reader(data).pages:
        if "Cost by category" in page.extract_text():
            page.extract_text(visitor_text=look)
    assert heavy["Sum"]
    assert not heavy["Infrastructure"]


@pytest.mark.parametrize("before", range(0, 40, 4))
def test_a_heading_and_a_header_stay_with_the_first_row(before: int) -> None:
    others = [Action.new(what=f"Act {n}") for n in range(before)]
    risk = Risk.new(what="A storm", likelihood="high", response="It is answered.\n" * 18)
    pages = pages_of(made(*others, risk))
    [heading] = [page for page in pages if "Risk Likelihood" in " ".join(page.split())]
    assert "A storm" in heading
    assert "Risks" in heading.splitlines()


@pytest.mark.parametrize("before", range(1, 14, 2))
def test_what_a_table_is_about_stays_with_its_first_row(before: int) -> None:
    targets = [
        ValueTarget.new(what=f"Target {n}", source="Log", volume=1.0, remark="Why\n" * 18)
        for n in range(before)
    ]
    pages = lines_of_pages(made(*targets))
    [about] = [lines for lines in pages if "What it rests on" in lines]
    assert "Target 0" in about[about.index("What it rests on") :]


def test_finance_reads_what_the_room_estimated() -> None:
    asked = EstimateRound.new(question="Minutes a claim", slips="20; 22; 24; 30", unit="min")
    text = text_of(made(asked, cut="finance"))
    assert "Estimate rounds What the room estimated" in text
    assert "20; 22; 24; 30" in text
    assert "Estimate rounds" not in text_of(made(cut="finance"))
