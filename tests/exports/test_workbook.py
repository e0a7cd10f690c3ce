"""What people rely on when they open the workbook in Excel or LibreOffice."""

from __future__ import annotations

import gettext
import math
import shutil
import subprocess
import tempfile
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from exports.document import Document, run
from exports.workbook import workbook
from exports.workbook.formulas import COLUMNS, FIGURES
from exports.workbook.names import heads, sheet_names
from models import i18n, raci
from models.derived import DERIVED
from models.fields import Field, Kind, Value
from models.findings import findings_of
from models.history import LogEntry, StepKind
from models.record import TYPES, Record
from models.records import (
    Activity,
    AgendaBlock,
    Assignment,
    EarlierPilot,
    Group,
    Person,
    Pilot,
    Requirement,
    Role,
    Training,
    ValueTarget,
    Wave,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from models.steps import STEPS
from models.text import clean
from tests import strategies
from tests.builders import snapshot_of

MADE_AT = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
SHOWN = [section.record_type for step in STEPS for section in step.sections]
LISTED = [t for t in SHOWN if not t.single and t is not Assignment]

DANGEROUS = [
    "=1+1",
    "+49 30 1234",
    "-1",
    "@x",
    '=HYPERLINK("http://example.org")',
    "#N/A",
    "'quoted",
    "12/3",
    "TRUE",
    "_x000D_",
    "_x0041_ is no A",
    "_x005F_",
    "_xZZZZ_",
    "a < b & c > d",
    "Straße · 監査 · Ω",
    "👩‍💻 two 👍🏽",
]


def made(*records: Record) -> bytes:
    return run(workbook(Document(snapshot_of(*records), made_at=MADE_AT)))


def opened(data: bytes) -> Workbook:
    book = load_workbook(BytesIO(data))
    assert isinstance(book, Workbook)
    return book


def table_rows(book: Workbook, record_type: type[Record]) -> list[dict[str, Any]]:
    """The rows of a type's table, each by column head."""
    for sheet in book.worksheets:
        tables: Any = sheet.tables
        table = tables.get(record_type.type_name)
        if table is not None:
            first, *rows = sheet[table.ref]
            return [
                {str(head.value): cell for head, cell in zip(first, row, strict=True)}
                for row in rows
            ]
    raise AssertionError(record_type)


def column(book: Workbook, field: Field[Any]) -> list[Any]:
    return [row[heads(field.owner)[field.name]] for row in table_rows(book, field.owner)]


def literal(cell: Any) -> str:
    assert cell.data_type == "s"
    return str(unescape(cell.value))


def named(book: Workbook, name: str) -> Any:
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell.replace("$", "")]


# --- text ----------------------------------------------------------------------------------


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = opened(made(*(Person.new(name=text) for text in DANGEROUS)))
    names = column(book, Person.name)
    assert [literal(cell) for cell in names] == DANGEROUS
    assert all(cell.quotePrefix for cell in names if not literal(cell)[0].isalpha())


@given(st.lists(st.text(min_size=1).map(clean).filter(bool), min_size=1, max_size=20))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_comes_back_as_it_was_typed(texts: list[str]) -> None:
    book = opened(made(*(Group.new(name="g", change=text) for text in texts)))
    assert [literal(cell) for cell in column(book, Group.change)] == texts


def test_a_text_too_long_for_a_cell_is_cut_visibly_and_the_summary_says_where() -> None:
    book = opened(
        made(Group.new(name="Clerks", change="👍" * 40_000), Group.new(change="a" * 32_767))
    )
    cut, whole = (literal(cell) for cell in column(book, Group.change))
    assert len(cut.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert cut.endswith("👍… [shortened]")
    assert whole == "a" * 32_767
    last = [cell.value for cell in book["Summary"]["A"] if cell.value][-1]
    assert last == "1 text was shortened: Groups affected E4"


def test_private_fields_and_what_stands_in_them_are_left_out() -> None:
    data = made(
        WorkshopInfo.new(initiative="Letters", notes="privately noted"),
        Person.new(name="Head of Claims", email="privately@example.org"),
    )
    with ZipFile(BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Head of Claims" in everything
    assert b"privately" not in everything
    assert WorkshopInfo.notes.label.encode() not in everything


# --- cells, tables, drop-downs -------------------------------------------------------------


def test_numbers_dates_and_choices_are_what_they_say() -> None:
    owner = Person.new(name="Head of Claims")
    book = opened(
        made(
            WorkshopInfo.new(currency="GBP"),
            owner,
            ValueTarget.new(
                what="Letters",
                adoption=70.0,
                hourly_cost=46.5,
                cash=True,
                evidence="measured",
                owner=owner.id,
            ),
            EarlierPilot.new(name="Voice bot", year=2024),
            Wave.new(name="Wave 1", people=60, start=date(2027, 4, 12)),
        )
    )
    adoption = column(book, ValueTarget.adoption)[0]
    cost = column(book, ValueTarget.hourly_cost)[0]
    assert (adoption.value, adoption.number_format) == (70, 'General"\u00a0%"')
    assert (cost.value, cost.number_format) == (46.5, '"£\u00a0"#,##0.00;-"£\u00a0"#,##0.00')
    assert column(book, ValueTarget.cash)[0].value == "Yes"
    assert column(book, ValueTarget.evidence)[0].value == "Measured"
    assert column(book, ValueTarget.owner)[0].value == "Head of Claims"
    assert column(book, ValueTarget.volume)[0].value is None
    start = column(book, Wave.start)[0]
    assert (start.value, start.number_format) == (datetime(2027, 4, 12), "d mmm yyyy")  # noqa: DTZ001
    assert column(book, EarlierPilot.year)[0].number_format == "0"


def test_each_list_is_a_table_with_filters_and_a_hidden_id() -> None:
    records = [record_type.new(0.0) for record_type in LISTED]
    book = opened(made(*records))
    for record in records:
        (row,) = table_rows(book, type(record))
        assert list(row) == [*heads(type(record)).values(), "id"]
        assert row["id"].value == record.id
        sheet = row["id"].parent
        table = sheet.tables[record.type_name]
        assert table.column_names == list(row)
        assert table.autoFilter.ref == table.ref
        assert sheet.column_dimensions[row["id"].column_letter].hidden
        assert sheet.freeze_panes == "B4"
        assert sheet.print_title_rows == "$3:$3"


def test_column_heads_are_strings_and_occur_once() -> None:
    for record_type in LISTED:
        found = [head.casefold() for head in heads(record_type).values()]
        assert len({*found, "id"}) == len(found) + 1


def test_choices_are_offered_strictly_and_names_as_a_suggestion() -> None:
    book = opened(made(Person.new(name="a"), Person.new(name="b"), ValueTarget.new(what="Letters")))
    sheet = book["Value targets"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    evidence = rules[column(book, ValueTarget.evidence)[0].coordinate]
    assert evidence.showErrorMessage
    assert _listed(book, evidence.formula1) == ["Measured", "Documented", "Estimated", "Assumed"]
    owner = rules[column(book, ValueTarget.owner)[0].coordinate]
    assert not owner.showErrorMessage
    assert _listed(book, owner.formula1) == ["a", "b"]


def _listed(book: Workbook, reference: str) -> list[Any]:
    sheet, cells = reference.rsplit("!", 1)
    return [cell.value for (cell,) in book[sheet.strip("'")][cells.replace("$", "")]]


def test_heads_explain_their_field() -> None:
    book = opened(made(ValueTarget.new(what="Letters")))
    head = book["Value targets"]["I3"]
    assert head.value == ValueTarget.adoption.label
    assert head.comment is not None
    assert head.comment.text == ValueTarget.adoption.help


def test_sheets_follow_the_steps_between_summary_and_lists() -> None:
    book = opened(made())
    names = book.sheetnames
    assert names[0] == "Summary"
    assert names[-3:] == ["Findings", "Changes", "Lists"]
    assert len(names) == len(SHOWN) + 4
    assert book["Lists"].sheet_state == "hidden"


def test_sheet_names_are_safe_and_unlike_each_other() -> None:
    names = sheet_names(["a/b: [c]?*\\", "A b c", "x" * 40, "X" * 31, "'", "", "History"])
    assert len({name.casefold() for name in names}) == len(names)
    assert all(1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert "history" not in [name.casefold() for name in names]


def test_pages_are_ready_to_print_and_say_how_confidential_they_are() -> None:
    book = opened(made(WorkshopInfo.new(initiative="R&D letters", confidentiality="strictly")))
    sheets: list[Any] = book.worksheets
    for sheet in sheets:
        assert sheet.oddHeader.right.text == "Strictly confidential"
        assert sheet.oddHeader.left.text == "R&&D letters"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["People"].page_setup.orientation == "landscape"
    assert book.properties.title == "R&D letters"
    assert book.properties.created == MADE_AT.replace(tzinfo=None)


# --- figures -------------------------------------------------------------------------------


def test_every_derived_column_has_a_formula() -> None:
    derived = {d.name for columns in DERIVED.values() for d in columns}
    assert derived <= set(COLUMNS)


def test_only_our_own_formulas_are_formulas() -> None:
    people = [Person.new(name=text, function=text) for text in DANGEROUS]
    book = opened(made(*people, ValueTarget.new(what="=1+1"), Role.new(name="=2"), Training.new()))
    expected = {formula() for formula in COLUMNS.values()} | {f.formula() for f in FIGURES}
    sheets: list[Any] = book.worksheets
    for sheet in sheets:
        found = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        if sheet.title == "RACI":
            assert {cell.column_letter for cell in found} == {"D", "E"}
        elif sheet.title == "Summary":
            assert {cell.column_letter for cell in found} == {"B"}
            assert {f.formula() for f in FIGURES} <= {str(cell.value)[1:] for cell in found}
        else:
            assert {str(cell.value)[1:] for cell in found} <= expected


def test_each_key_figure_has_a_name_of_its_own() -> None:
    book = opened(made())
    for figure in FIGURES:
        assert named(book, figure.name).value == "=" + figure.formula()
    names = [*book.defined_names, *TYPES, "findings", "changes"]
    assert len({name.casefold() for name in names}) == len(names)


def test_formulas_look_for_the_words_that_the_cells_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Other(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"Yes": 'Ja "!"'}.get(message, message)

    monkeypatch.setattr(i18n, "translations", lambda _language: Other())
    book = opened(made(ValueTarget.new(what="Letters", cash=True)))
    assert column(book, ValueTarget.cash)[0].value == 'Ja "!"'
    assert '="Ja ""!""")' in named(book, "value_cash_releasing").value


def test_an_empty_workshop_makes_a_workbook_with_one_blank_row_per_list() -> None:
    book = opened(made())
    for record_type in LISTED:
        (row,) = table_rows(book, record_type)
        typed = [cell for cell in row.values() if cell.data_type != "f"]
        assert all(cell.value is None for cell in typed)


# --- matrix, findings, history -------------------------------------------------------------


def matrix() -> list[Record]:
    roles = [Role.new(name="Owner"), Role.new(name="Operations")]
    activities = [
        Activity.new(name="Watch quality", section="Run"),
        Activity.new(name="Approve changes", section="Improve"),
        Activity.new(name="Answer incidents", section="Run"),
    ]
    letters = [("AR", "C"), ("A", "A"), ("", "R")]
    cells = [
        Assignment.new(activity=activity.id, role=role.id, letters=text)
        for activity, row in zip(activities, letters, strict=True)
        for role, text in zip(roles, row, strict=True)
        if text
    ]
    return [*roles, *activities, *cells]


def test_the_matrix_stands_by_group_with_its_letters_and_checks() -> None:
    records = matrix()
    sheet = opened(made(*records))["RACI"]
    rows = [[cell.value for cell in row[:4]] for row in sheet["A4:D7"]]
    assert rows == [
        ["Group", "Activity", "Owner", "Operations"],
        ["Run", "Watch quality", "A/R", "C"],
        ["Run", "Answer incidents", None, "R"],
        ["Improve", "Approve changes", "A", "A"],
    ]
    assert sheet.freeze_panes == "C5"
    assert sheet.row_dimensions[3].hidden
    assert [sheet["C3"].value, sheet["D3"].value] == [records[0].id, records[1].id]
    assert sheet["G5"].value == records[2].id
    assert sheet.column_dimensions["G"].hidden
    letters = sheet.data_validations.dataValidation[0]
    assert (str(letters.sqref), letters.showErrorMessage) == ("C5:D7", False)
    marked = [str(area.sqref) for area in sheet.conditional_formatting]
    assert "C5:D7" in marked


def test_findings_and_history_are_listed() -> None:
    document = Document(
        snapshot_of(ValueTarget.new(what="Letters")),
        (LogEntry(2, "2026-11-24T10:30:00+00:00", "=1+1", StepKind.UNDO),),
        MADE_AT,
    )
    book = opened(run(workbook(document)))
    rows = list(book["Findings"].iter_rows(min_row=4, values_only=True))
    assert [row[2] for row in rows] == [f.sentence for f in findings_of(document.snapshot)]
    assert [cell.value for cell in book["Changes"][4]] == [
        datetime(2026, 11, 24, 10, 30),  # noqa: DTZ001
        "Undone",
        "=1+1",
    ]
    label = [cell.value for cell in book["Summary"]["A"]].index("Must") + 1
    musts = sum(f.severity == "must" for f in findings_of(document.snapshot))
    assert book["Summary"].cell(label, 2).value == musts


# --- a long job ----------------------------------------------------------------------------


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_export_can_be_stopped_at_any_point_and_leaves_nothing_behind(temporary: Path) -> None:
    document = Document(snapshot_of(*(Person.new(name=f"Function {i}") for i in range(500))))
    steps = len(list(workbook(document)))
    for stop in (0, 1, steps // 2, steps - 1):
        job = workbook(document)
        for _ in range(stop):
            next(job)
        job.close()
    assert list(temporary.iterdir()) == []


def test_progress_rises_to_one_in_small_steps() -> None:
    count = 2_000
    people = (Person.new(name=f"Function {i}") for i in range(count))
    progress = list(workbook(Document(snapshot_of(*people))))
    assert progress == sorted(progress)
    assert progress[0] == 0
    assert progress[-1] == 1
    assert max(b - a for a, b in pairwise(progress)) < 0.1


def test_the_same_document_gives_the_same_bytes() -> None:
    document = Document(snapshot_of(*matrix()), made_at=MADE_AT)
    assert run(workbook(document)) == run(workbook(document))


# --- LibreOffice ---------------------------------------------------------------------------

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice (soffice) is not installed: formulas are not recalculated here",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def recalculated(data: bytes, office: Path) -> Workbook:
    """The workbook after LibreOffice opened it, calculated every formula and saved it."""
    (office / "made.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(office / 'profile').as_uri()}"
    out = office / "out"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", out, "made.xlsx"],
        cwd=office,
        check=True,
        capture_output=True,
        timeout=180,
    )
    book = load_workbook(out / "made.xlsx", data_only=True)
    assert isinstance(book, Workbook)
    return book


def _value(field: Field[Any], ids: strategies.Ids) -> st.SearchStrategy[Value]:
    if field.kind.numeric:
        given = strategies.numbers(field).map(field.check)
        return st.one_of(given, given, given, st.none())  # a figure needs several at once
    if field.kind is Kind.DATE:
        return st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1))
    return strategies.values(field, ids)


_ENDS = st.dates(date(2026, 1, 1), date(2027, 1, 1))


@st.composite
def workshops(draw: st.DrawFn) -> Snapshot:
    """Workshops with many records of every type that a figure reads; any input may be missing."""
    records: list[Record] = []
    ids: dict[str, list[str]] = {}
    counts = {Person: 6, Group: 6, ValueTarget: 40, Role: 8, Training: 8, Requirement: 12}
    for record_type in (*counts, Pilot, EarlierPilot, Wave, AgendaBlock):
        for number in range(1 if record_type.single else counts.get(record_type, 6)):
            values = {name: draw(_value(field, ids)) for name, field in record_type.fields.items()}
            record = record_type.new(**values)
            if record_type in (Person, Group):  # the workbook links by name, so names differ
                record = record.replace(name=f"{record_type.type_name} {number} *?~")
            elif record_type is Pilot:  # two random days are seldom in order
                record = record.replace(start=date(2026, 1, 5), end=draw(_ENDS))
            records.append(record)
            ids.setdefault(record.type_name, []).append(record.id)
    return snapshot_of(*records)


def same(found: object, expected: float | None) -> bool:
    if expected is None:
        return found in (None, "")
    return isinstance(found, int | float) and math.isclose(
        found, expected, rel_tol=1e-12, abs_tol=0.005
    )


def assert_figures_agree(book: Workbook, content: Snapshot) -> None:
    for figure in FIGURES:
        found = named(book, figure.name).value
        assert same(found, figure.definition(content)), figure.name
    for record_type, columns in DERIVED.items():
        rows = table_rows(book, record_type)
        for record, row in zip(content.all(record_type), rows, strict=True):
            for derived in columns:
                found = row[heads(record_type)[derived.name]].value
                assert same(found, derived.function(record, content)), (derived.name, record)


@needs_libreoffice
@given(workshops())
@settings(
    max_examples=3,  # the first one is always the simplest possible
    deadline=None,
    database=None,
    phases=[Phase.generate],  # each example costs a start of LibreOffice
    suppress_health_check=list(HealthCheck),
)
def test_formulas_give_the_figures_of_the_window(office: Path, content: Snapshot) -> None:
    book = recalculated(run(workbook(Document(content))), office)
    assert_figures_agree(book, content)
    stays = [row["Stays after the pilot"].value for row in table_rows(book, Role)]
    assert stays == ["No" if raci.leaves(content, role) else "Yes" for role in content.all(Role)]


@needs_libreoffice
def test_an_empty_workshop_shows_no_figure_as_zero_that_nobody_gave(office: Path) -> None:
    book = recalculated(made(), office)
    for figure in FIGURES:
        assert same(named(book, figure.name).value, figure.definition(Snapshot())), figure.name


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
