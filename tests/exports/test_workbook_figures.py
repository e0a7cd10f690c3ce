"""Every figure of the workbook is a formula, and gives what the library says."""

from __future__ import annotations

import gettext
import math
import re
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import Workbook

from exports.workbook.formulas import COLUMNS, FIGURES, categories, months
from exports.workbook.names import EXPECTED, EXTRA, PROVED, STAYS, cell_name, heads
from models import cashflow, costs, figures, i18n, raci
from models.derived import DERIVED
from models.record import TYPES, Record
from models.records import (
    Claim,
    Condition,
    CostBasis,
    CostLine,
    DataSource,
    Group,
    KnowledgeItem,
    Kpi,
    Person,
    Pilot,
    Procedure,
    RehearsalCard,
    Role,
    Training,
    ValueTarget,
    Wave,
)
from models.simulation import simulate
from models.snapshot import Snapshot
from tests import strategies
from tests.builders import snapshot_of
from tests.exports.workbooks import (
    DANGEROUS,
    LISTED,
    column,
    made,
    made_of,
    matrix,
    named,
    needs_libreoffice,
    opened,
    recalculated,
    rows_of,
    table_rows,
)

IN_EXCEL_2016 = {
    *("IF", "AND", "OR", "NOT", "COUNT", "COUNTA", "SUM", "SUMPRODUCT", "ISNUMBER", "INDEX"),
    *("ROWS", "MIN", "MAX", "ROUND", "ROUNDUP", "EDATE", "SEARCH"),
}
"""Functions that Excel 2016 and LibreOffice both have, and that change only with their cells."""


def formulas(book: Workbook) -> list[tuple[str, str]]:
    """Every formula, with the name of its sheet."""
    sheets: list[Any] = book.worksheets
    return [
        (sheet.title, str(cell.value)[1:])
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


# --- formulas ------------------------------------------------------------------------------


def test_every_calculated_column_has_a_formula() -> None:
    derived = {d.name for columns in DERIVED.values() for d in columns}
    extra = {name for columns in EXTRA.values() for name in columns}
    assert derived | extra == set(COLUMNS)


def test_only_our_own_formulas_are_formulas() -> None:
    people = [Person.new(name=text, function=text) for text in DANGEROUS]
    book = opened(made(*people, ValueTarget.new(what="=1+1"), Role.new(name="=2"), Training.new()))
    columns = {formula() for formula in COLUMNS.values()}
    lines = (categories.first, categories.of_category, categories.of_no_category, categories.last)
    expected = {
        "Summary": {f.formula() for f in FIGURES},
        "Month by month": {c.formula() for c in months.COLUMNS} - {""},
        "Cost by category": {formula for line in lines for formula in line().values()},
    }
    found: dict[str, set[str]] = {}
    for sheet, formula in formulas(book):
        found.setdefault(sheet, set()).add(formula)
    counted = {f for f in found["Summary"] if f.startswith("COUNTA(")}
    assert found.pop("Summary") - counted == expected.pop("Summary")
    checks = found.pop("RACI")
    assert all(formula.startswith(("SUMPRODUCT(", "IF(", "0")) for formula in checks)
    for sheet, those in expected.items():
        assert found.pop(sheet) == those
    assert set().union(*found.values()) == columns


def test_formulas_are_short_and_use_what_every_program_knows() -> None:
    for sheet, formula in formulas(opened(made(*matrix()))):
        plain = re.sub(r'"[^"]*"', "", formula)
        plain = re.sub(r"\[\[.*?\]\]", "", plain)
        assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", plain)) <= IN_EXCEL_2016, (sheet, formula)
        assert len(formula) <= 8192
        assert deepest(plain) <= 64


def deepest(formula: str) -> int:
    """How many brackets are open at once, at most."""
    depth = most = 0
    for sign in formula:
        depth += (sign == "(") - (sign == ")")
        most = max(most, depth)
    assert depth == 0
    return most


def test_each_key_figure_has_a_name_of_its_own() -> None:
    book = opened(made())
    for figure in FIGURES:
        assert named(book, figure.name).value == "=" + figure.formula()
    single = [t for t in TYPES.values() if t.single]
    cells = [cell_name(field) for t in single for field in t.fields.values()]
    tables = [*TYPES, months.TABLE, categories.TABLE, "findings", "changes"]
    names = [*(figure.name for figure in FIGURES), *cells, *tables]
    assert len({name.casefold() for name in names}) == len(names)
    assert not any(re.fullmatch("[a-z]{1,3}[0-9]+|[rc]", name) for name in names)


def test_formulas_look_for_the_words_that_the_cells_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = {"Yes": 'Ja "!"', "At least": "Mindestens", "Not enough evidence": "Zu wenige"}

    class Other(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return words.get(message, message)

    monkeypatch.setattr(i18n, "translations", lambda _language: Other())
    condition = Condition.new(what="Right", comparison="at_least")
    book = opened(made(ValueTarget.new(what="Letters", cash=True), condition))
    assert column(book, ValueTarget.cash)[0].value == 'Ja "!"'
    assert '="Ja ""!""")' in named(book, "value_cash_releasing").value
    assert column(book, Condition.comparison)[0].value == "Mindestens"
    verdict = table_rows(book, Condition)[0]["Verdict"].value
    assert '="Mindestens"' in verdict
    assert '"Zu wenige"' in verdict


def test_an_empty_workshop_makes_a_workbook_with_one_blank_row_per_list() -> None:
    book = opened(made())
    for record_type in LISTED:
        (row,) = table_rows(book, record_type)
        typed = [cell for cell in row.values() if cell.data_type != "f"]
        assert all(cell.value is None for cell in typed)


def test_the_sheet_of_months_is_one_formula_per_column() -> None:
    rows = rows_of(opened(made()), months.TABLE)
    assert [row["Month"].value for row in rows] == list(range(cashflow.HORIZON + 1))
    for head in list(rows[0])[1:]:
        assert len({row[head].value for row in rows}) == 1, head
        assert rows[0][head].data_type == "f"


# --- the range -----------------------------------------------------------------------------


def ranged(*records: Record) -> dict[Any, tuple[Any, ...]]:
    """The lines of the sheet "Range" by their title."""
    lines = opened(made(*records))["Range"].iter_rows(values_only=True)
    return {title: tuple(more) for title, *more in lines if title is not None}


def test_the_range_holds_what_was_drawn_as_values() -> None:
    letters = ValueTarget.new(
        what="Letters", money_year=90_000.0, adoption=100.0, low=50.0, high=150.0
    )
    licences = CostLine.new(
        what="Licences", category="licences", year_low=20e3, year=24e3, year_high=40e3, pilot=10e3
    )
    drawn = simulate(snapshot_of(letters, licences))
    lines = ranged(letters, licences)
    assert drawn.value
    assert drawn.cost
    assert drawn.net
    for title, spread in (
        ("Value a year", drawn.value),
        ("Production a year", drawn.cost),
        ("Value minus cost, a year", drawn.net),
    ):
        assert lines[title] == pytest.approx((spread.p10, spread.p50, spread.p90), abs=0.005)
    assert lines["Pays back in"] == (None, drawn.payback_p50, drawn.payback_p90)
    assert isinstance(drawn.payback_p50, int)
    (first, second) = drawn.movers
    assert lines["Letters"] == ("Value target", pytest.approx(first.share), None)
    assert lines["Licences"] == ("Cost line", pytest.approx(second.share), None)
    note = opened(made(letters, licences))["Range"]["A2"].value
    assert note == (
        "10,000 draws of PERT ranges with a fixed seed, made by Groundwork at export and "
        "recalculated only there."
    )


def test_a_range_says_when_nothing_pays_back_and_stays_empty_when_nobody_knows() -> None:
    cost = CostLine.new(what="Staff", year=50e3)
    assert ranged(cost)["Pays back in"] == (None, None, None)
    assert ranged(cost)["Value a year"] == (None, None, None)
    value = ValueTarget.new(what="Letters", money_year=10e3, adoption=100.0)
    assert ranged(cost, value)["Pays back in"] == (None, "not in 5 years", "not in 5 years")
    assert "No line has a low and a high case." in ranged(cost, value)


def test_thousands_of_ranges_are_not_drawn_and_the_sheet_says_so() -> None:
    lines = [
        CostLine.new(what=f"Line {n}", year_low=1.0, year=2.0, year_high=3.0) for n in range(201)
    ]
    assert list(ranged(*lines)) == [
        "Range",
        "Not drawn: more than 200 lines have a low and a high case.",
    ]
    assert "Production a year" in ranged(*lines[1:])


# --- LibreOffice ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


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


@needs_libreoffice
@given(strategies.calculable())
@settings(
    max_examples=3,  # the first one is always the simplest possible
    deadline=None,
    database=None,
    phases=[Phase.generate],  # each example costs a start of LibreOffice
    suppress_health_check=list(HealthCheck),
)
def test_formulas_give_the_figures_of_the_window(office: Path, content: Snapshot) -> None:
    assert_everything_agrees(recalculated(made_of(content), office), content)


@needs_libreoffice
def test_an_empty_workshop_shows_no_figure_as_zero_that_nobody_gave(office: Path) -> None:
    assert_everything_agrees(recalculated(made(), office), Snapshot())


def claims_service() -> list[Record]:
    """A service that is paid for from the first day and reaches its people in three waves."""
    people = [Group.new(name="Clerks", in_pilot=12, in_production=180)]
    people += [Group.new(name="Team leads", in_pilot=2, in_production=20)]
    values = [
        ValueTarget.new(
            what="Letters",
            volume=9_400.0,
            minutes_before=34.0,
            minutes_after=24.0,
            hourly_cost=46.5,
            adoption=70.0,
            low=60.0,
            high=120.0,
        ),
        ValueTarget.new(what="Postage", money_year=48e3, adoption=90.0, cash=True),
    ]
    lines = [
        ("Seats", "licences", 9_000.0, 4_000.0, 58_000.0),
        ("Interfaces", "integration", None, 61_500.0, 12_000.0),
        ("Second look", "review", 3_000.0, None, 31_200.75),
        ("Somebody on call", "staff", None, None, 52_000.0),
        ("What else", "", 1_999.99, 2_500.0, None),
    ]
    spent = [
        CostLine.new(what=what, category=category, pilot=pilot, one_off=once, year=year)
        for what, category, pilot, once, year in lines
    ]
    waves = [
        Wave.new(name="First", people=40, start=date(2027, 1, 31)),
        Wave.new(name="Second", people=60, start=date(2027, 4, 12)),
        Wave.new(name="Third", people=90, start=date(2027, 9, 1)),
        Wave.new(name="Some day", people=10),
    ]
    basis = CostBasis.new(rate=6.5, rule_percent=380.0, rule_reading="more")
    start = Pilot.new(
        start=date(2026, 9, 1), end=date(2026, 11, 20), go_live=date(2027, 1, 31), cost=99e3
    )
    nothing = CostLine.new(what="Exit", category="exit", zero_because="In the contract")
    return [basis, start, *people, *values, *spent, nothing, *waves]


@needs_libreoffice
def test_a_service_that_starts_in_waves_pays_back_as_the_library_says(office: Path) -> None:
    content = snapshot_of(*claims_service())
    found = cashflow.payback(content)
    assert found is not None
    assert 6 < found < cashflow.HORIZON  # or the waves would not matter
    assert costs.bridge(content)
    assert_everything_agrees(recalculated(made_of(content), office), content)


def day_one() -> list[Record]:
    """What is rehearsed and prepared for the first day; only the pilot as a whole has a cost."""
    go_live = date(2027, 1, 4)
    lines = [
        ("Seats", "licences", "user", 58_000.0),
        ("Tokens", "licences", "case", 7_000.0),
        ("Second look", "review", "case", 31_000.0),
        ("Somebody on call", "staff", "fixed", 52_000.0),
    ]
    sorts = [choice.value for choice in RehearsalCard.sort.choices]
    days = [None, date(2027, 1, 3), go_live, date(2027, 1, 5)]
    return [
        Pilot.new(go_live=go_live, cost=40_000.0),
        *(
            CostLine.new(what=what, category=category, driver=driver, year=year)
            for what, category, driver, year in lines
        ),
        *(
            RehearsalCard.new(scenario="It happens", sort=sort, factor=factor)
            for sort, factor in product(sorts, [None, 1.5, 10.0])
        ),
        *(
            Procedure.new(name="Restart", ready_by=day, status=status)
            for day, status in product(days, ["", "open", "done"])
        ),
        *(
            DataSource.new(name="Letters", gap=gap, status=status)
            for gap, status in product(["", "Old scans"], ["", "doing", "done"])
        ),
        *(KnowledgeItem.new(what="Prompts", status=status) for status in ("", "open", "done")),
    ]


@needs_libreoffice
def test_what_is_rehearsed_and_prepared_counts_as_in_the_window(office: Path) -> None:
    content = snapshot_of(*day_one())
    assert figures.procedures_ready(content) == (8, 12)
    assert figures.gaps_open(content) == (2, 3)
    bridge = costs.bridge(content)
    assert bridge
    assert dict(bridge.steps)[""] == -40_000
    cards = content.all(RehearsalCard)
    then = {derived_value(RehearsalCard, "cost_then", card, content) for card in cards}
    assert then == {None, 180_500, 733_000, 196_000, 1_012_000}
    assert_everything_agrees(recalculated(made_of(content), office), content)


@needs_libreoffice
@pytest.mark.parametrize(
    ("value", "year", "once", "month"),
    [
        (1_200.0, 0.0, 300.0, 4),  # month 3 ends at nothing: that is not above it
        (100_000.0, 4_000.0, 96_000.0, 13),  # a twelfth of each is no exact number
        (12.0, 0.0, 0.999, 2),  # a tenth of a cent is left after month 1
        (48_000.0, 48_000.0, 1.0, None),
    ],
)
def test_breaking_even_is_not_paying_back(
    office: Path, value: float, year: float, once: float, month: int | None
) -> None:
    content = snapshot_of(
        ValueTarget.new(what="Letters", money_year=value, adoption=100.0, cash=True),
        CostLine.new(what="All of it", category="staff", one_off=once, year=year),
    )
    assert cashflow.payback(content) == month
    book = recalculated(made_of(content), office)
    assert named(book, "payback_months").value == month
    assert_everything_agrees(book, content)


@needs_libreoffice
def test_states_and_verdicts_are_those_of_the_window_in_every_combination(office: Path) -> None:
    measured = [None, 0.0, 3.0, 4.0, 4.5, 5.0, 5.5, 6.0, 7.0]
    kpis = [
        Kpi.new(
            name=f"KPI {n}", direction=way, result=result, target=5.0, least=least, warn_at=warn
        )
        for n, (way, result, least, warn) in enumerate(
            product(["", "up", "down"], measured, [None, 3.0, 7.0], [None, 4.5, 5.5])
        )
    ]
    targets = [None, 50.0, 95.0, 100.0]
    proofs = [Kpi.new(name=f"Target {n}", target=t) for n, t in enumerate(targets)]
    conditions: list[Record] = [
        Condition.new(
            what="Share",
            comparison=comparison,
            proportion=share,
            threshold=threshold,
            result=result,
            result_cases=cases,
            cases=50,
            kpi=proofs[n % len(proofs)].id if n % 5 else "",
            expected=97.0 if n % 3 else None,
        )
        for n, (comparison, share, threshold, (result, cases)) in enumerate(
            product(
                ["", "at_least", "at_most", "exactly"],
                [None, True, False],
                [None, 0.0, 90.0, 99.5, 100.0, 101.0],
                [(None, 9), (90.0, None), (92.0, 49), (97.0, 50), (97.0, 10_000), (80.0, 80)],
            )
        )
    ]
    conditions += [
        Condition.new(what="Signed", comparison="holds", holds=holds)
        for holds in (None, True, False)
    ]
    content = snapshot_of(*kpis, *proofs, *conditions)
    states = {derived_value(Kpi, "state", kpi, content) for kpi in kpis}
    assert states == {None, "Reached", "Acceptable", "Warning", "Missed"}
    verdicts = {derived_value(Condition, "verdict", c, content) for c in conditions}
    assert verdicts == {None, "Met", "Not met", "Not enough evidence"}
    needed = {derived_value(Condition, "cases_needed", c, content) for c in conditions}
    assert len(needed) > 5
    assert_everything_agrees(recalculated(made_of(content), office), content)


def derived_value(
    record_type: type[Record], name: str, record: Record, content: Snapshot
) -> float | str | None:
    (derived,) = [d for d in DERIVED[record_type] if d.name == name]
    return derived.function(record, content)


@needs_libreoffice
def test_a_name_that_two_records_share_leaves_a_figure_open(office: Path) -> None:
    totals = [Claim.new(what="Hours saved"), Claim.new(what="Hours saved")]
    part = Claim.new(what="In claims", stated=40.0, part_of=totals[0].id)
    alone = Claim.new(what="Hours lost")
    other = Claim.new(what="In letters", stated=12.0, part_of=alone.id)
    kpis = [Kpi.new(name="Accuracy", target=95.0), Kpi.new(name="Accuracy", target=99.0)]
    share = Condition.new(
        what="Right", comparison="at_least", threshold=90.0, proportion=True, kpi=kpis[0].id
    )
    group = [Group.new(name="Clerks", in_production=n) for n in (10, 20)]
    course = Training.new(content="Basics", hours=2.0, group=group[0].id)
    records: list[Record] = [*totals, part, alone, other, *kpis, share, *group, course]
    book = recalculated(made(*records), office)
    assert read(book, Claim, "parts") == [None, None, None, 12, None]
    assert read(book, Condition, "cases_needed") == [None]
    assert read(book, Training, "hours_total") == [None]


@needs_libreoffice
def test_checks_and_texts_are_right_in_a_real_program(office: Path) -> None:
    # A literal "_x005F_" is the one text that LibreOffice 7.4 decodes twice.
    texts = [text for text in DANGEROUS if "_x005F_" not in text]
    book = recalculated(made(*matrix(), *(Person.new(name=text) for text in texts)), office)
    sheet = book["RACI"]
    assert [[cell.value for cell in row] for row in sheet["E5:F7"]] == [
        [1, "ok"],
        [0, "no A"],
        [2, "several A"],
    ]
    # It also writes without escapes: what stands in its file is what it had read.
    assert [cell.value for cell in column(book, Person.name)] == texts
