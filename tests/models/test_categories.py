"""Cost by category: every category is there, with its sums, and what nobody settled is marked."""

from __future__ import annotations

from models.categories import categories
from models.records import CostLine
from models.trace import Cell
from tests.builders import snapshot_of

CHOICES = [choice.value for choice in CostLine.category.choices]


def _line(category: int, **values: object) -> CostLine:
    return CostLine.new(what="Line", category=CHOICES[category], **values)  # type: ignore[arg-type]


def _plain(cell: Cell) -> str:
    return cell.text.replace("\u00a0", " ")


def test_lines_of_one_category_are_summed_and_all_of_them_at_the_end() -> None:
    rows = categories(
        snapshot_of(
            _line(0, pilot=1000.0, year=5000.0),
            _line(0, one_off=200.0, year=2500.0),
            _line(1, year=100.0),
        )
    ).rows
    assert [_plain(cell) for cell in rows[0][1:]] == [
        "€ 1,000",
        "€ 200",
        "€ 7,500",
        "filled",
    ]
    assert [_plain(cell) for cell in rows[1][1:4]] == ["–", "–", "€ 100"]
    assert [_plain(cell) for cell in rows[-1]] == [
        "Sum",
        "€ 1,000",
        "€ 200",
        "€ 7,600",
        "",
    ]


def test_a_category_is_filled_or_zero_for_a_reason_or_a_gap() -> None:
    chain = categories(
        snapshot_of(
            _line(0, year=1.0), _line(1, zero_because="part of the licence"), _line(2, year=0.0)
        )
    )
    settled = [row[4] for row in chain.rows[:4]]
    assert [cell.text for cell in settled] == [
        "filled",
        "zero: part of the licence",
        "no amount for production",
        "no line yet",
    ]
    assert [cell.missing for cell in settled] == [False, False, True, True]
    assert chain.broken == len(CHOICES) - 2


def test_there_is_no_sum_of_nothing() -> None:
    assert len(categories(snapshot_of()).rows) == len(CHOICES)
