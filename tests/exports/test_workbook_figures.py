"""Every figure of the workbook is a formula, and gives what the library says."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from exports.document import Document
from exports.workbook.book import Book
from exports.workbook.cells import Formula
from exports.workbook.charts import blocks_of
from exports.workbook.formulas import COLUMNS, FIGURES, categories, months
from exports.workbook.names import calculated, cell_name
from models import cashflow, i18n
from models.record import TYPES, Record
from models.records import Condition, CostLine, Kpi, Person, Role, Training, ValueTarget
from models.simulation import simulate
from models.snapshot import Snapshot
from tests.builders import snapshot_of
from tests.exports.workbooks import (
    DANGEROUS,
    LISTED,
    column,
    made,
    made_of,
    matrix,
    named,
    opened,
    rows_of,
    table_rows,
)

IN_EXCEL_2016 = {
    *("IF", "AND", "OR", "NOT", "COUNT", "COUNTA", "SUM", "SUMPRODUCT", "ISNUMBER", "INDEX"),
    *("ROWS", "MIN", "MAX", "ROUND", "ROUNDUP", "EDATE", "SEARCH", "ABS", "MEDIAN"),
    *("MATCH", "LEFT", "IFERROR"),
    *("ROW", "INT", "MOD", "RIGHT", "SUBSTITUTE", "TIMEVALUE", "IFERROR"),
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
    names = {derived.name for record_type in TYPES.values() for derived in calculated(record_type)}
    assert names == set(COLUMNS)


def test_only_our_own_formulas_are_formulas() -> None:
    people = [Person.new(name=text, function=text) for text in DANGEROUS]
    target = ValueTarget.new(what="=1+1", money_year=1.0, adoption=1.0)
    content = snapshot_of(*people, target, Role.new(name="=2"), Training.new())
    book = opened(made_of(content))
    columns = {formula() for formula in COLUMNS.values()}
    lines = (categories.first, categories.of_category, categories.of_no_category, categories.last)
    expected = {
        "Summary": {f.formula() for f in FIGURES},
        "Month by month": {c.formula() for c in months.COLUMNS} - {""},
        "Cost by category": {formula for line in lines for formula in line().values()},
        "Chart figures": set(of_charts(content)),
    }
    found: dict[str, set[str]] = {}
    for sheet, formula in formulas(book):
        found.setdefault(sheet, set()).add(formula)
    counted = {f for f in found["Summary"] if f.startswith("COUNTA(")}
    needed = r'IF\([^"]*,(""|IF\([^"]*,"Something was added [^"]*",""\)),"It needs [^"]*"\)'
    sentences = {f for f in found["Summary"] if re.fullmatch(needed, f)}
    assert len(sentences) == 3
    assert found.pop("Summary") - counted - sentences == expected.pop("Summary")
    assert found.pop("RACI") == {
        'IF(AND(assignment[[#This Row],[Activity]]="",'
        'SUMPRODUCT((assignment[[#This Row],[=2]:[=2]]<>"")*1)=0),"",'
        'SUMPRODUCT(ISNUMBER(SEARCH("A",assignment[[#This Row],[=2]:[=2]]))*1))',
        'IF(assignment[[#This Row],[How many A]]="","",'
        'IF(assignment[[#This Row],[How many A]]=0,"no A",'
        'IF(assignment[[#This Row],[How many A]]>1,"several A","ok")))',
    }
    for sheet, those in expected.items():
        assert found.pop(sheet) == those
    assert set().union(*found.values()) == columns


def of_charts(content: Snapshot) -> Iterator[str]:
    """The formulas behind the charts."""
    for block in blocks_of(Book(Document(content))):
        cells = (cell for row in block.rows for cell in row)
        yield from (str(cell) for cell in cells if isinstance(cell, Formula))


def test_formulas_are_short_and_use_what_every_program_knows() -> None:
    for sheet, formula in formulas(opened(made(*matrix()))):
        plain = re.sub(r'"[^"]*"', "", formula)
        plain = re.sub(r"\[\[.*?\]\]", "", plain)
        assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", plain)) <= IN_EXCEL_2016, (sheet, formula)
        assert len(formula) <= 8192
        assert deepest(plain) <= 64


def test_nothing_in_the_file_changes_by_itself_or_comes_from_outside() -> None:
    content = snapshot_of(*matrix(), ValueTarget.new(what="Letters"), Kpi.new(name="Minutes"))
    with ZipFile(BytesIO(made_of(content))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not [name for name in parts if re.search("vba|macro|external|connection|query", name)]
    for name, text in parts.items():
        assert 'TargetMode="External"' not in text, name
        for formula in re.findall("<(?:f|formula[0-9]?|definedName|calc[A-Za-z]*)[ >][^<]*", text):
            plain = re.sub("&quot;.*?&quot;", "", formula.partition(">")[2])
            called = set(re.findall(r"([A-Z][A-Z0-9.]*)\(", plain))
            assert called <= IN_EXCEL_2016, (name, formula)


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
