"""What people rely on when they open the workbook in Excel or LibreOffice."""

from __future__ import annotations

import math
import re
import tempfile
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from exports.document import Document, run
from exports.palette import contrast
from exports.workbook import workbook
from exports.workbook.formulas import FIGURES
from exports.workbook.names import heads, hidden_heads, sheet_names, shown_fields
from models import manifest
from models.display import locale_of
from models.findings import Findings, findings_of
from models.history import LogEntry, StepKind
from models.record import TYPES
from models.records import (
    AcceptedFinding,
    Action,
    CostLine,
    EarlierPilot,
    Group,
    Kpi,
    Look,
    Person,
    Pilot,
    Requirement,
    Risk,
    Role,
    ValueTarget,
    Wave,
    WorkshopInfo,
)
from models.sealing import seal_of
from models.text import clean
from tests.builders import full_records, snapshot_of
from tests.exports.workbooks import (
    DANGEROUS,
    LISTED,
    MADE_AT,
    SHOWN,
    SINGLE,
    column,
    literal,
    made,
    made_of,
    matrix,
    opened,
    table_rows,
)

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


def test_amounts_and_days_are_written_as_in_the_language_of_the_workshop() -> None:
    info = WorkshopInfo.new(language="de_DE", held_on=date(2026, 11, 24))
    wave = Wave.new(name="Wave 1", start=date(2027, 4, 12))
    book = opened(made(info, wave, ValueTarget.new(what="Letters", hourly_cost=46.5)))
    cost = column(book, ValueTarget.hourly_cost)[0]
    assert cost.number_format == '#,##0.00"\u00a0€";-#,##0.00"\u00a0€"'
    assert column(book, Wave.start)[0].number_format == "d. mmm yyyy"


def test_each_list_is_a_table_with_filters_and_a_hidden_id() -> None:
    records = [record_type.new(0.0) for record_type in LISTED]
    book = opened(made(*records))
    for record in records:
        (row,) = table_rows(book, type(record))
        hidden = ["id", *hidden_heads(type(record)).values()]
        assert list(row) == [*heads(type(record)).values(), *hidden]
        assert row["id"].value == record.id
        sheet = row["id"].parent
        table = sheet.tables[record.type_name]
        assert table.column_names == list(row)
        assert table.autoFilter.ref == table.ref
        assert all(sheet.column_dimensions[row[head].column_letter].hidden for head in hidden)
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


def test_the_lines_of_a_form_explain_their_field() -> None:
    page = opened(made())["Workshop"]
    notes = {str(row[0].value): row[0].comment for row in page.iter_rows(min_row=3)}
    helped = [field for field in shown_fields(WorkshopInfo) if field.help]
    assert helped
    for field in helped:
        note = notes[field.title]
        assert note is not None
        assert note.text == field.help
    assert notes[WorkshopInfo.client.title] is None, "it has no help"


def test_sheets_follow_the_steps_between_summary_and_lists() -> None:
    book = opened(made())
    names = book.sheetnames
    assert names[0] == "Summary"
    calculated = ["Month by month", "Cost by category", "Range", "Chart figures"]
    assert names[-8:] == [*calculated, "Findings", "Changes", "Lists", "groundwork"]
    assert len(names) == len(SHOWN) + 9
    assert (book["Lists"].sheet_state, book["groundwork"].sheet_state) == ("hidden", "veryHidden")


def test_sheet_names_are_safe_and_unlike_each_other() -> None:
    names = sheet_names(["a/b: [c]?*\\", "A b c", "x" * 40, "X" * 31, "'", "", "History"])
    assert len({name.casefold() for name in names}) == len(names)
    assert all(1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert "history" not in [name.casefold() for name in names]


def test_pages_are_ready_to_print_and_say_how_confidential_they_are() -> None:
    info = WorkshopInfo.new(initiative="R&D letters", client="Acme", confidentiality="strictly")
    book = opened(made(info))
    sheets: list[Any] = book.worksheets
    for sheet in sheets:
        assert sheet.oddFooter.center.text == "Strictly confidential"
        assert sheet.oddHeader.right.text == "Acme"
        assert sheet.oddHeader.left.text == "R&&D letters"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["People"].page_setup.orientation == "landscape"
    assert book.properties.title == "R&D letters"
    assert (book.properties.creator, book.properties.language) == ("Groundwork", "en-GB")
    assert book.properties.created == MADE_AT.replace(tzinfo=None)


def test_every_sheet_is_printed_on_the_paper_of_the_charter() -> None:
    wide = [Role.new(name=f"Role {n}") for n in range(30)]
    for paper, size in (("a4", 9), ("letter", 1)):
        book = opened(made(*wide, Look.new(paper=paper)))
        setups = [page.page_setup for page in book.worksheets]
        assert {(setup.paperSize, setup.orientation) for setup in setups} == {(size, "landscape")}
    one_page = {page.title for page in book.worksheets if page.page_setup.fitToWidth == 1}
    assert one_page > {"Summary", "People"}
    assert book["Value targets"].page_setup.fitToWidth == 2
    assert book["Value targets"].print_title_cols == "$A:$A"


def test_what_stands_above_a_wide_table_is_whole_on_each_of_its_pages() -> None:
    book = opened(made(*full_records()))
    pages: list[Any] = book.worksheets
    wide = [page for page in pages if page.print_title_cols == "$A:$A"]
    wide = [page for page in wide if page.tables and page.page_setup.fitToWidth > 1]
    assert {"Value targets", "KPIs"} <= {page.title for page in wide}
    for page in wide:
        note = page["A2"]
        assert note.alignment.wrap_text
        assert page.column_dimensions["A"].width >= 32
        assert page.row_dimensions[2].height >= 13 * math.ceil(len(note.value) / 36), page.title
    assert not book["People"]["A2"].alignment.wrap_text


def test_an_empty_list_says_so_and_calculates_nothing() -> None:
    book = opened(made(Person.new(name="Ada")))
    assert book["Risks"]["A2"].value.endswith("Nothing is entered yet.")
    assert book["Value targets"]["A2"].value.endswith("calculated. Nothing is entered yet.")
    assert "Nothing is entered" not in book["People"]["A2"].value
    shown = load_workbook(BytesIO(made()), data_only=True)["RACI"]
    assert [cell.value for cell in shown[4]] == ["Group", "Activity", "How many A", "Check", "id"]
    assert not any(cell.value for cell in shown[5])


def test_the_summary_goes_on_with_a_block_of_its_own_on_the_second_page() -> None:
    page = opened(made())["Summary"]
    (last,) = [each.id for each in page.row_breaks.brk]
    assert page.cell(last + 1, 1).value == "Prepared for production"
    links = {cell.value: cell.hyperlink for row in page.iter_rows(min_row=last) for cell in row}
    for title in opened(made()).sheetnames[1:-2]:
        assert links[title] is not None, title


# --- matrix, findings, history -------------------------------------------------------------


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
    assert [row[3] for row in rows] == [f.sentence for f in findings_of(document.snapshot)]
    assert {row[1] for row in rows} == {"Open"}
    assert [cell.value for cell in book["Changes"][4]] == [
        datetime(2026, 11, 24, 10, 30),  # noqa: DTZ001
        "Undone",
        "=1+1",
    ]
    label = [cell.value for cell in book["Summary"]["A"]].index("Must") + 1
    musts = sum(f.severity == "must" for f in findings_of(document.snapshot))
    assert book["Summary"].cell(label, 2).value == musts


def test_what_was_accepted_is_listed_apart_with_reason_and_name() -> None:
    target, boss = ValueTarget.new(what="Letters"), Person.new(name="Head of Claims")
    missing = findings_of(snapshot_of(target, boss))
    chosen = next(f for f in missing if f.record is not None and f.record.id == target.id)
    accepted = AcceptedFinding.new(
        what=chosen.sentence,
        reason="Counted after the summer",
        accepted_by=boss.id,
        rule=chosen.id,
        about=chosen.about,
    )
    snapshot = snapshot_of(target, boss, accepted)
    left = Findings()
    left.update(snapshot)
    book = opened(made_of(snapshot))
    *open_, last = list(book["Findings"].iter_rows(min_row=4, values_only=True))
    assert [(row[1], row[3]) for row in open_] == [("Open", f.sentence) for f in left.open]
    assert chosen.sentence not in [row[3] for row in open_]
    assert [*last[:2], *last[3:]] == [
        chosen.severity.label,
        "Accepted",
        chosen.sentence,
        chosen.rule.why,
        "Counted after the summer",
        "Head of Claims",
    ]
    label = [cell.value for cell in book["Summary"]["A"]].index("Accepted") + 1
    assert book["Summary"].cell(label, 2).value == 1
    (row,) = table_rows(book, AcceptedFinding)
    assert chosen.id not in [cell.value for cell in row.values()]


# --- charts, names, colours -----------------------------------------------------------------


def test_each_chart_reads_cells_and_says_in_words_what_it_shows() -> None:
    data = made(
        Pilot.new(cost=40_000.0),
        CostLine.new(what="Seats", category="licences", year=90_000.0),
        ValueTarget.new(what="Letters", money_year=200_000.0, adoption=50.0, low=80.0),
        Requirement.new(what="Say that it is a machine", area="oversight", applies="yes"),
    )
    with ZipFile(BytesIO(data)) as archive:
        charts = [archive.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2, 3)]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        assert "xl/charts/chart4.xml" not in archive.namelist()
    book = opened(data)
    for chart, title in zip(charts, CHART_TITLES, strict=True):
        assert f"<a:t>{title}" in chart
        assert "<majorGridlines" not in chart
        for reference in re.findall("<(?:cat|val)>.*?<f>(.*?)</f>", chart):
            sheet, cells = reference.rsplit("!", 1)
            column = book[sheet.strip("'")][cells.replace("$", "")]
            assert any(cell.value is not None for (cell,) in column), reference
    assert re.findall('descr="(.*?)"', drawing.replace("\N{NO-BREAK SPACE}", " ")) == [
        "From the pilot, € 40 k, to the first year in production, € 90 k.",
        "All together from € 80 k to € 100 k a year, likely € 100 k.",
        "0 of 1 requirements that apply have an owner and a date.",
    ]


@pytest.mark.parametrize(
    ("language", "unit"),
    [("en_GB", "€ thousand"), ("de_DE", "thousand €"), ("de_CH", "€ thousand")],
)
def test_charts_say_their_unit_as_the_language_writes_amounts(language: str, unit: str) -> None:
    data = made(
        WorkshopInfo.new(language=language),
        Pilot.new(cost=40_000.0),
        CostLine.new(what="Seats", category="licences", year=90_000.0),
        ValueTarget.new(what="Letters", money_year=200_000.0, adoption=50.0),
    )
    with ZipFile(BytesIO(data)) as archive:
        bridge, ranges = (archive.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2))
    assert f"<a:t>From pilot to production cost, {unit}<" in bridge
    assert f"<a:t>{unit} a year<" in ranges


def labels_of(data: bytes, number: int) -> list[str]:
    """The words beside the bars of a chart, as they are kept in the file."""
    with ZipFile(BytesIO(data)) as archive:
        chart = archive.read(f"xl/charts/chart{number}.xml").decode()
    category = re.search("<cat>.*?</cat>", chart, re.DOTALL)
    assert category is not None
    return re.findall("<v>(.*?)</v>", category[0], re.DOTALL)


def test_a_chart_has_a_bar_for_each_step_and_none_for_what_is_not_there() -> None:
    steps = [
        CostLine.new(what=choice.value, category=choice.value, year=1000.0 * (place + 1))
        for place, choice in enumerate(CostLine.category.choices)
    ]
    target = ValueTarget.new(what="Letters", money_year=200_000.0, adoption=50.0)
    data = made(Pilot.new(cost=90_000.0), target, *steps)
    assert len(labels_of(data, 1)) == len(steps) + 3, "the pilot that no line explains is a step"
    assert "All others" in labels_of(data, 1)
    within = CostLine.new(what="Pilot", category="licences", pilot=90_000.0)
    assert "All others" not in labels_of(made(target, within, *steps), 1)
    assert labels_of(data, 2) == ["Letters", "All together"]
    assert len(labels_of(data, 3)) == len(Requirement.area.choices)
    nowhere = made(Requirement.new(what="Somewhere", applies="yes"))
    assert labels_of(nowhere, 3)[-1] == "No area"


def test_the_figure_of_a_thin_step_stands_above_it() -> None:
    data = made(
        Pilot.new(cost=10_000.0),
        CostLine.new(what="Seats", category="licences", pilot=10_000.0, year=110_000.0),
        CostLine.new(what="Guards", category="security", year=2_000.0),
        CostLine.new(what="Old", category="staff", pilot=3_000.0),
    )
    page = load_workbook(BytesIO(data), data_only=True)["Chart figures"]
    heads = [cell.value for cell in page[5]]
    more, less = heads.index("Figure above, more"), heads.index("Figure above, less")
    rows = page.iter_rows(min_row=6, max_row=10, values_only=True)
    above = {row[0]: (row[more], row[less]) for row in rows}
    assert above["Licences & model use"] == (None, None), "there is room for it on the bar"
    assert above["Security"] == (2_000, 0)
    assert above["Operations staff"] == (0, 3_000)


CHART_TITLES = [
    "From pilot to production cost",
    "What it is worth a year",
    "Requirements by area",
]


def test_the_summary_says_what_each_figure_is_called_in_formulas() -> None:
    summary = opened(made())["Summary"]
    rows = {row[3].value: row for row in summary.iter_rows(max_col=4) if row[3].value}
    for figure in FIGURES:
        assert rows[figure.name][0].value == figure.label
        assert rows[figure.name][1].value == "=" + figure.formula()


def test_words_that_say_how_something_stands_are_marked() -> None:
    book = opened(made(Action.new(what="Write the note", status="done"), Kpi.new(name="Minutes")))
    assert marked(book["Actions"]) == {'$D4="Done"', '$D4="In progress"'}
    assert {'="Missed"', '="Warning"'} <= {rule[3:] for rule in marked(book["KPIs"])}


def marked(sheet: Any) -> set[str]:
    """The conditions of a sheet's formats."""
    return {
        formula
        for area in sheet.conditional_formatting
        for rule in area.rules
        for formula in rule.formula
    }


def test_inks_can_be_read_on_what_they_stand_on() -> None:
    book = opened(made(*matrix(), Risk.new(what="Late", likelihood="high"), Kpi.new(name="Min")))
    sheets: list[Any] = book.worksheets
    rules = [r for s in sheets for a in s.conditional_formatting for r in a.rules]
    assert len(rules) > 20
    for rule in rules:
        ink, fill = rule.dxf.font.color.rgb, rule.dxf.fill
        ground = fill.bgColor.rgb if fill else "00FFFFFF"
        assert contrast(f"#{ink[2:]}", f"#{ground[2:]}") >= 4.5, rule.formula


# --- the way back ---------------------------------------------------------------------------


def test_the_hidden_sheet_says_which_cell_is_which_field() -> None:
    snapshot = snapshot_of(*full_records(), *matrix())
    book = opened(made_of(snapshot))
    sheet = book[manifest.SHEET]
    said = manifest.joined(cell.value for cell in sheet[1])
    assert (said["format"], said["version"]) == (manifest.FORMAT, manifest.VERSION)
    assert (said["seal"], said["language"]) == (seal_of(snapshot), locale_of(snapshot))
    assert {form["type"] for form in said["forms"].values()} == {t.type_name for t in SINGLE}
    for title, columns in said["sheets"].items():
        row = table_rows(book, TYPES[columns["type"]])[0]
        (record,) = snapshot.all(TYPES[columns["type"]])[:1]
        assert row[columns["id_column"]].parent.title == title
        assert row[columns["id_column"]].value == record.id
        ours = {*columns["columns"], *columns["calculated"], columns["id_column"]}
        assert set(row) == ours
        assert {*columns["columns"].values()} == {f.name for f in shown_fields(type(record))}
    heads_ = [cell.value for cell in book[said["matrix"]["sheet"]][4]]
    ids = {head: role.id for head, role in zip(heads_[2:], snapshot.all(Role), strict=False)}
    assert said["matrix"]["roles"] == ids


def test_the_hidden_sheet_holds_every_record_as_it_was_but_nothing_private() -> None:
    long = WorkshopInfo.new(initiative="Ω _x0041_ 監査 " * 5_000, notes="privately noted")
    snapshot = snapshot_of(*full_records()[1:], long, *matrix())
    rows = [
        [cell.value for cell in row] for row in opened(made_of(snapshot))["groundwork"].iter_rows()
    ][1:]
    assert all(len(str(value)) <= manifest.PIECE for row in rows for value in row)
    found = {(row[0], row[1]): manifest.joined(row[2:]) for row in rows}
    for record_type in SHOWN:
        for record in snapshot.all(record_type):
            values = {f.name: record.values[f.name] for f in shown_fields(record_type)}
            filled = {k: v for k, v in values.items() if v not in (None, "")}
            dated = {k: str(v) if isinstance(v, date) else v for k, v in filled.items()}
            assert found.pop((record_type.type_name, record.id)) == dated
    assert found == {}


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
