"""What LibreOffice calculates is what the window shows, and what stands in the file as written.

All workbooks are calculated again together, before the first test: the program needs seconds to
start, and some more for each of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from exports.workbook.formulas import FIGURES, categories, months
from exports.workbook.names import EXPECTED, PROVED, STAYS, heads
from models import cashflow, costs, figures, raci
from models.derived import DERIVED
from models.example import create_example
from models.record import Record
from models.records import (
    Condition,
    CostBasis,
    CostLine,
    Group,
    Kpi,
    Person,
    RehearsalCard,
    Role,
    Training,
    ValueTarget,
)
from models.snapshot import Snapshot
from tests import strategies
from tests.builders import snapshot_of, with_record
from tests.exports import calculated
from tests.exports.calculated import BREAKING_EVEN
from tests.exports.workbooks import (
    DANGEROUS,
    column,
    made_of,
    matrix,
    named,
    needs_libreoffice,
    opened,
    recalculated,
    rows_of,
    table_rows,
)

pytestmark = needs_libreoffice

RANDOM = 3
"""Random workshops; the first one is the simplest possible."""


class Case(NamedTuple):
    """A workbook before and after it was calculated again."""

    content: Snapshot
    written: bytes
    book: Workbook


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every workbook of this module, by name."""
    folder = tmp_path_factory.mktemp("office")
    contents = {name: snapshot_of(*make()) for name, make in WORKSHOPS.items()}
    contents |= {f"random {n}": content for n, content in enumerate(random_workshops())}
    with create_example(folder / "example.groundwork") as example:
        contents["example"] = example.snapshot
    written = {name: made_of(content) for name, content in contents.items()}
    contents["edited"] = changed(contents["claims"])
    written["edited"] = edited(written["claims"])
    books = recalculated(written, folder)
    return {name: Case(contents[name], written[name], books[name]) for name in written}


TEXTS = [text for text in DANGEROUS if "_x005F_" not in text]
"""A literal "_x005F_" is the one text that LibreOffice 7.4 decodes twice."""

EVEN: dict[int | None, list[Record]] = {
    month: calculated.breaking_even(*amounts) for *amounts, month in BREAKING_EVEN
}
"""What breaks even, by the month in which it has paid back."""
AMONG: dict[int | None, str] = {4: "combinations", 13: "shared names"}
"""Months whose workshop holds more than that, because no other money is in it."""

WORKSHOPS: dict[str, Callable[[], list[Record]]] = {
    "empty": list,
    "claims": calculated.claims_service,
    "day one": lambda: [*calculated.day_one(), *matrix(), *(Person.new(name=t) for t in TEXTS)],
    "combinations": lambda: [*calculated.every_combination(), *EVEN[4]],
    "shared names": lambda: [*calculated.shared_names(), *EVEN[13]],
    "ugly": calculated.ugly,
    **{f"even {month}": partial(list, EVEN[month]) for month in EVEN if month not in AMONG},
}

NAMES = [*WORKSHOPS, "example", "edited", *(f"random {n}" for n in range(RANDOM))]


def random_workshops() -> list[Snapshot]:
    found: list[Snapshot] = []

    @given(strategies.calculable())
    @settings(
        max_examples=RANDOM,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # nothing fails here, so nothing has to be made smaller
        suppress_health_check=list(HealthCheck),
    )
    def collect(content: Snapshot) -> None:
        found.append(content)

    collect()
    return found


def changed(content: Snapshot) -> Snapshot:
    """The workshop with three other inputs, as somebody in finance might have them."""
    for record_type, name, values in CHANGES:
        record = next(r for r in content.all(record_type) if r.caption == name)
        content = with_record(content, record.replace(**values))
    return content


CHANGES: tuple[tuple[type[Record], str, dict[str, Any]], ...] = (
    (ValueTarget, "Letters", {"volume": 12_000.0, "minutes_after": 22.5}),
    (CostLine, "Seats", {"year": 71_500.25}),
    (Group, "Clerks", {"in_production": 240}),
)


def edited(data: bytes) -> bytes:
    """The same changes, typed into the cells of the workbook."""
    book = opened(data)
    for record_type, name, values in CHANGES:
        rows = table_rows(book, record_type)
        titles = heads(record_type)
        (row,) = (r for r in rows if r[titles[record_type.label_field]].value == name)
        for field, value in values.items():
            row[titles[field]].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def same(found: object, expected: float | str | date | None) -> bool:
    if expected is None:
        return found in (None, "")
    if isinstance(expected, str):
        return found == expected
    if isinstance(expected, date):
        return isinstance(found, datetime) and found.date() == expected
    return isinstance(found, int | float) and math.isclose(
        found, expected, rel_tol=1e-12, abs_tol=0.005
    )


def assert_everything_agrees(book: Workbook, content: Snapshot) -> None:
    assert_figures_agree(book, content)
    for record_type, columns in DERIVED.items():
        records = content.all(record_type)
        rows = table_rows(book, record_type)[: len(records)]  # an empty table has a blank row
        for record, row in zip(records, rows, strict=True):
            for derived in columns:
                found = row[heads(record_type)[derived.name]].value
                assert same(found, derived.function(record, content)), (derived.name, record)
    assert_extra_columns_agree(book, content)
    assert_months_agree(book, content)
    assert_categories_agree(book, content)


def assert_figures_agree(book: Workbook, content: Snapshot) -> None:
    for figure in FIGURES:
        found, expected = named(book, figure.name).value, figure.definition(content)
        assert same(found, expected), (figure.name, found, expected)


def assert_extra_columns_agree(book: Workbook, content: Snapshot) -> None:
    words = {True: "Yes", False: "No"}
    stays: list[str | None] = [words[not raci.leaves(content, role)] for role in content.all(Role)]
    assert read(book, Role, STAYS) == (stays or [None])
    proofs = content.grouped(Kpi.value_target)
    proved: list[str | None] = [words[target.id in proofs] for target in content.all(ValueTarget)]
    assert read(book, ValueTarget, PROVED) == (proved or [None])
    targets = {kpi.id: kpi.target for kpi in content.all(Kpi)}
    expected = [
        targets.get(c.kpi) if c.expected is None else c.expected for c in content.all(Condition)
    ]
    assert all(map(same, read(book, Condition, EXPECTED), expected or [None]))


def read(book: Workbook, record_type: type[Record], name: str) -> list[Any]:
    """What a calculated column shows; None where it is empty."""
    values = (row[heads(record_type)[name]].value for row in table_rows(book, record_type))
    return [None if value == "" else value for value in values]


def assert_months_agree(book: Workbook, content: Snapshot) -> None:
    rows, shares = rows_of(book, months.TABLE), cashflow.ramp(content)
    known = cashflow.months(content)
    begin = cashflow.first_day(content)
    assert len(rows) == len(shares)
    heads_ = months.titles()
    for number, (row, share) in enumerate(zip(rows, shares, strict=True)):
        month = known[number] if known else None
        starts = cashflow.months_after(begin, number - 1) if begin and number else None
        expected: dict[str, float | date | None] = {
            months.NUMBER: number,
            months.BEGINS: starts,
            months.SHARE: share,
            months.VALUE: month.value if month else None,
            months.CASH: month.cash if month else None,
            months.COST: month.cost if month else None,
            months.NET: month.value - month.cost if month else None,
            months.TOTAL: month.total if month else None,
            months.TOTAL_CASH: month.total_cash if month else None,
            months.DISCOUNTED: discounted(content, month) if month else None,
        }
        assert set(expected) == set(heads_)
        for name, value in expected.items():
            found = row[heads_[name]].value
            assert same(found, value), (number, name, found, value)


def discounted(content: Snapshot, month: cashflow.Month) -> float | None:
    rate = content.one(CostBasis).rate
    if rate is None:
        return None
    net = month.value - month.cost
    return float(net * math.pow(1 + rate / 100, -month.number / 12))


def assert_categories_agree(book: Workbook, content: Snapshot) -> None:
    first, *rows, rest, last = rows_of(book, categories.TABLE)
    parts, bridge = costs.by_category(content), costs.bridge(content)
    heads_ = categories.titles()
    so_far = bridge.pilot if bridge else 0.0
    for row, part in zip(rows, parts, strict=True):
        so_far += part.step
        filled = part.pilot is not None or part.year_one is not None
        expected: dict[str, float | str | None] = {
            categories.CATEGORY: CostLine.category.text_of(part.category),
            categories.PILOT: part.pilot,
            categories.ONE_OFF: part.one_off,
            categories.YEAR: part.year,
            categories.YEAR_ONE: part.year_one,
            categories.STEP: part.step if filled else None,
            categories.BRIDGE: so_far if bridge else None,
            categories.SETTLED: "Yes" if part.settled else "No",
        }
        assert set(expected) == set(heads_)
        for name, value in expected.items():
            assert same(row[heads_[name]].value, value), (name, part)
    bridged = heads_[categories.BRIDGE]
    assert same(first[bridged].value, costs.pilot_cost(content))
    assert same(last[bridged].value, costs.year_one(content))
    if bridge:  # the steps lead from one end to the other, with what no category explains
        assert same(rest[bridged].value, bridge.production)
        unexplained = dict(bridge.steps).get("", 0.0)
        assert math.isclose(
            rest[heads_[categories.STEP]].value or 0.0, unexplained, rel_tol=1e-12, abs_tol=0.02
        )


@pytest.mark.parametrize("name", NAMES)
def test_formulas_give_the_figures_of_the_window(name: str, cases: dict[str, Case]) -> None:
    case = cases[name]
    assert_everything_agrees(case.book, case.content)


@pytest.mark.parametrize("name", ["empty", "claims", "day one", "combinations", "ugly", "random 1"])
def test_every_result_stands_in_the_file_as_it_is_calculated(
    name: str, cases: dict[str, Case]
) -> None:
    kept: list[Any] = load_workbook(BytesIO(cases[name].written), data_only=True).worksheets
    for sheet in kept:
        after: Any = cases[name].book[sheet.title]
        steps = STEPS * math.ulp(largest(sheet)) if sheet.title == "Chart figures" else 0.0
        for row in sheet.iter_rows():
            for cell in row:
                found = after[cell.coordinate].value
                assert same_cell(found, cell.value, steps), (sheet.title, cell.coordinate, found)


STEPS = 20
"""What is left of a sum when its parts are taken from it again may differ by a step of the largest
figure for each of them. To the cent this says nothing below 10 ** 12."""


def largest(sheet: Any) -> float:
    """The largest figure of a sheet."""
    cells = (cell.value for row in sheet.iter_rows() for cell in row)
    return max((abs(float(n)) for n in cells if isinstance(n, int | float)), default=0.0)


def same_cell(found: object, expected: Any, steps: float) -> bool:
    if isinstance(found, int | float) and isinstance(expected, int | float):
        return same(found, expected) or abs(found - expected) <= steps
    if expected in (None, "") or isinstance(expected, int | float):
        return same(found, None if expected == "" else expected)
    return found == unescape(expected) if isinstance(expected, str) else found == expected


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_holds_an_error(name: str, cases: dict[str, Case]) -> None:
    sheets: list[Any] = cases[name].book.worksheets
    wrong = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert wrong == []


def test_what_is_typed_into_a_cell_changes_the_summary(cases: dict[str, Case]) -> None:
    before, after = cases["claims"].book, cases["edited"].book
    for figure in ("value_a_year", "cost_a_year", "net_present_value", "people_affected"):
        assert named(before, figure).value != named(after, figure).value
    bridge = after["Chart figures"]
    assert bridge["B6"].value == named(after, "cost_until_decision").value
    assert [row[0].value for row in bridge["A5:A8"]][1:] == ["Pilot", *bridge_of(cases)]


def bridge_of(cases: dict[str, Case]) -> list[str]:
    """The first two steps of the bridge, as they were chosen when the workbook was made."""
    parts = [part for part in costs.by_category(cases["claims"].content) if part.step]
    return [CostLine.category.text_of(part.category) for part in parts[:2]]


def test_a_service_that_starts_in_waves_pays_back_as_the_library_says(
    cases: dict[str, Case],
) -> None:
    content = cases["claims"].content
    found = cashflow.payback(content)
    assert found is not None
    assert 6 < found < cashflow.HORIZON  # or the waves would not matter
    assert costs.bridge(content)


def test_what_is_rehearsed_and_prepared_counts_as_in_the_window(cases: dict[str, Case]) -> None:
    content = cases["day one"].content
    assert figures.procedures_ready(content) == (8, 12)
    assert figures.gaps_open(content) == (2, 3)
    bridge = costs.bridge(content)
    assert bridge
    assert dict(bridge.steps)[""] == -40_000
    assert all_of(RehearsalCard, "cost_then", content) == {
        None, 180_500, 733_000, 196_000, 1_012_000,
    }  # fmt: skip


@pytest.mark.parametrize("month", [month for *_amounts, month in BREAKING_EVEN])
def test_breaking_even_is_not_paying_back(month: int | None, cases: dict[str, Case]) -> None:
    case = cases[AMONG.get(month, f"even {month}")]
    assert cashflow.payback(case.content) == month
    assert named(case.book, "payback_months").value == month


def test_every_state_and_verdict_occurs(cases: dict[str, Case]) -> None:
    content = cases["combinations"].content
    assert all_of(Kpi, "state", content) == {None, "Reached", "Acceptable", "Warning", "Missed"}
    verdicts = {None, "Met", "Not met", "Not enough evidence"}
    assert all_of(Condition, "verdict", content) == verdicts
    assert len(all_of(Condition, "cases_needed", content)) > 5


def all_of(record_type: type[Record], name: str, content: Snapshot) -> set[float | str | None]:
    """Every value of a derived column that occurs."""
    (derived,) = [d for d in DERIVED[record_type] if d.name == name]
    return {derived.function(record, content) for record in content.all(record_type)}


def test_a_name_that_records_share_leaves_no_figure_open(cases: dict[str, Case]) -> None:
    book = cases["shared names"].book
    assert read(book, Training, "hours_total") == [20, 40, 80]
    assert read(book, Role, STAYS) == ["No", "Yes", "Yes"]
    assert read(book, ValueTarget, PROVED) == ["No", "Yes", "No", "No"]
    assert read(book, Condition, EXPECTED) == [95, 99, 97]


def test_checks_and_texts_are_right_in_a_real_program(cases: dict[str, Case]) -> None:
    book = cases["day one"].book
    assert [[cell.value for cell in row] for row in book["RACI"]["E5:F7"]] == [
        [1, "ok"],
        [0, "no A"],
        [2, "several A"],
    ]
    # It also writes without escapes: what stands in its file is what it had read.
    assert [cell.value for cell in column(book, Person.name)] == TEXTS
