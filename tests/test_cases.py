"""Real cases from the world outside: a published pilot, and a matrix as people write them.

They lie beside the project and are not part of it; without them these tests are skipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pytest
import yaml
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from pypdf import PdfReader

from exports.charter import charter
from exports.document import Document, run
from exports.workbook import workbook as make_workbook
from exports.workbook.names import cell_name, heads
from models import raci
from models.clipboard import split_block
from models.display import text_of
from models.fields import Field
from models.findings import Finding, findings_of
from models.interchange import from_json, to_json
from models.opening import create_workshop
from models.paths import ROOT
from models.record import Record
from models.records import (
    Activity,
    Assignment,
    Decision,
    FeedbackLoop,
    Group,
    Ownership,
    ParkedPoint,
    Pilot,
    Requirement,
    Role,
    Training,
    UseCase,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from models.steps import BY_ID
from tests import pilot_case
from tests.builders import snapshot_of
from tests.pilot_case import Case

CASES = ROOT.parent / "shared" / "cases"
PILOT = CASES / "pilots" / "uk-gds-m365-copilot.yaml"
MATRIX = CASES / "raci" / "31-towerops-12-roles.md"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the real cases are not here (../shared/cases)"
)


class Result(NamedTuple):
    """A workshop with its two documents, read back."""

    snapshot: Snapshot
    steps: int
    charter: str
    workbook: Workbook
    findings: list[Finding]


@pytest.fixture(scope="module")
def case() -> Case:
    loaded: Case = yaml.safe_load(PILOT.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """What a correct reading of the matrix finds."""
    path = MATRIX.with_suffix("").with_suffix(".expected.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def result(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The pilot entered, the matrix pasted into the same workshop, both documents made."""
    path = tmp_path_factory.mktemp("cases") / "day.groundwork"
    with create_workshop(path) as workshop:
        pilot_case.enter(workshop, case)
        before = len(workshop.log())
        pilot_case.paste_matrix(workshop, split_block(table_in(MATRIX.read_text("utf-8"))))
        steps = len(workshop.log()) - before
        document = Document(workshop.snapshot, tuple(workshop.log()))
    pages = PdfReader(BytesIO(run(charter(document)))).pages
    return Result(
        document.snapshot,
        steps,
        "\n".join(page.extract_text() for page in pages),
        load_workbook(BytesIO(run(make_workbook(document)))),
        findings_of(document.snapshot),
    )


def table_in(markdown: str) -> str:
    """The lines that somebody copies out of a document when they want its table."""
    return "\n".join(line for line in markdown.splitlines() if line.startswith("|"))


def solid(text: str) -> str:
    """A text without white space: documents break lines where they like."""
    return "".join(text.split())


def rows_of(book: Workbook, record_type: type[Record]) -> list[dict[str, Any]]:
    """The rows of a type's sheet, by name of field."""
    names = {head: name for name, head in heads(record_type).items()}
    rows = list(book[record_type.plural()].iter_rows(values_only=True))
    start = next(
        n for n, row in enumerate(rows) if heads(record_type)[record_type.label_field] in row
    )
    keys = [names.get(str(head), "") for head in rows[start]]
    return [dict(zip(keys, row, strict=True)) for row in rows[start + 1 :]]


def cell_of(book: Workbook, field: Field[Any]) -> Any:
    """The value of a field of a `single` record."""
    sheet, cell = book.defined_names[cell_name(field)].attr_text.split("!")
    return book[sheet.strip("'")][cell.replace("$", "")].value


# The pilot


def test_the_case_is_read_completely(case: Case) -> None:
    found = [node["status"] for node in pilot_case.with_status(case)]
    assert {status: found.count(status) for status in set(found)} == case["value_status_counts"]


def test_every_result_stands_in_its_line_of_both_documents(case: Case, result: Result) -> None:
    said = [pair for metric in case["metrics"] for pair in pilot_case.results(metric)]
    assert len(said) == 10, "eight metrics, one of which names three programs"
    lines = rows_of(result.workbook, ValueTarget)
    assert [line["what"] for line in lines] == [name for name, _result in said]
    for (name, figure), line, printed in zip(said, lines, printed_targets(result), strict=True):
        assert re.search(wrapped(line["unit"]), printed)
        if figure.startswith("more than"):
            assert line["result"] is None, "35 would claim something else"
            assert figure in line["remark"]
            assert re.search(wrapped(figure), printed)
        else:
            assert line["result"] == float(figure), name
            assert figure in [cell.strip() for cell in printed.split("\n")], name


def printed_targets(result: Result) -> Iterator[str]:
    """What the charter prints from the name of each value target to the next one's."""
    text = result.charter.partition(ValueTarget.what.label)[2]
    names = [target.what for target in result.snapshot.all(ValueTarget)]
    for name, following in zip(names, [*names[1:], BY_ID["raci"].question], strict=True):
        text = re.split(wrapped(name), text, maxsplit=1)[1]
        yield re.split(wrapped(following), text, maxsplit=1)[0]


def wrapped(text: str) -> str:
    """A pattern for a text whose lines may be broken at any space."""
    return r"\s+".join(re.escape(word) for word in text.split())


def test_dates_and_numbers_of_people_are_in_both_documents(case: Case, result: Result) -> None:
    pilot, [group] = result.snapshot.one(Pilot), result.snapshot.all(Group)
    for field in (Pilot.start, Pilot.end):
        published = case["pilot"][field.name]["value"]
        assert cell_of(result.workbook, field).date().isoformat() == published
        assert solid(field.label + text_of(result.snapshot, pilot, field)) in solid(result.charter)
    [line] = rows_of(result.workbook, Group)
    assert line["in_pilot"] == group.in_pilot == case["pilot"]["users_in_pilot"]["value"]
    assert "Users\n20,000" in result.charter


def test_every_sentence_with_a_source_is_in_both_documents(case: Case, result: Result) -> None:
    cells = {value for sheet in result.workbook for row in sheet.values for value in row if value}
    in_cells = solid("\n".join(str(value) for value in cells))
    sources = re.findall(r"S\d: (\S+)", parked(result)["Sources"])
    assert len(sources) == len(case["sources"])
    sentences = [
        case["organisation"],
        case["title"],
        case["pilot"]["use_case"],
        case["pilot"]["selection"]["value"],
        *(metric["measured_by"] for metric in case["metrics"] if "measured_by" in metric),
        *(f"{row['role']}: {row['does']}" for row in case["stakeholders"]),
        *(row["requirement"] for row in case["governance"]),
        *(row["action"] for row in case["change_plan"]),
        *(row["criterion"] for row in case["go_no_go"]),
        *(row["line"] for row in case["costs"]),
        *case["data_quality"],
        *case["sources"].values(),
    ]
    printed = solid(result.charter)
    assert [text for text in sentences if solid(text) not in printed] == []
    assert [text for text in sentences if solid(text) not in in_cells] == []


def parked(result: Result) -> dict[str, str]:
    return {point.what: point.remark for point in result.snapshot.all(ParkedPoint)}


def test_stakeholders_are_roles_with_their_letters(case: Case, result: Result) -> None:
    activity = result.snapshot.find(Activity, pilot_case.RUN_THE_TRIAL)
    assert activity is not None
    by_name = {role.name: role for role in result.snapshot.all(Role)}
    for row in case["stakeholders"]:
        letters = raci.letters_at(result.snapshot, activity, by_name[row["role"]])
        assert sorted(letters) == sorted(row["raci"].replace(",", ""))


def test_what_nobody_published_stays_empty(case: Case, result: Result) -> None:
    snapshot, book = result.snapshot, result.workbook
    pilot, [group] = snapshot.one(Pilot), snapshot.all(Group)
    assert (pilot.cost, pilot.decision_on, pilot.go_live) == (None, None, None)
    assert [cell_of(book, f) for f in (Pilot.cost, Pilot.decision_on, Pilot.go_live)] == [None] * 3
    assert (group.people_now, group.in_production) == (None, None)
    assert snapshot.one(Ownership).owner == snapshot.one(UseCase).workflow_today == ""
    assert cell_of(book, Ownership.owner) is None
    assert snapshot.all(Decision) == ()
    for line in rows_of(book, ValueTarget):
        known = 70 if line["what"] == case["metrics"][2]["metric"] else None
        assert (line["baseline"], line["target"]) == (None, known)
        assert all(line[name] is None for name in ("volume", "hourly_cost", "money_year", "owner"))
    numbers = [
        record.values[field.name]
        for record_type in (ValueTarget, Group, Pilot, Training, Requirement, WorkshopInfo)
        for record in snapshot.all(record_type)
        for field in record_type.fields.values()
        if field.kind.numeric
    ]
    assert numbers
    assert 0 not in numbers


def test_what_nobody_published_is_a_finding(result: Result) -> None:
    said = "\n".join(finding.sentence for finding in result.findings)
    for field in (UseCase.workflow_today, Pilot.decision_on, Group.people_now, Group.in_production):
        assert re.search(rf"(?:needs|no date yet for): [^\n]*\b{field.label}", said), field
    assert "No production owner is named." in said
    owners = [f.record for f in result.findings if f.id == "value.owner"]
    assert owners == list(result.snapshot.all(ValueTarget))
    unproven = {f.record.caption for f in result.findings if f.record and f.field == "baseline"}
    assert unproven == {t.what for t in result.snapshot.all(ValueTarget) if t.target is not None}
    unsettled = [f.record for f in result.findings if f.id == "governance.applies"]
    assert unsettled == list(result.snapshot.all(Requirement))
    for record_type in (Training, FeedbackLoop):
        [record] = result.snapshot.all(record_type)
        assert record in [f.record for f in result.findings]


# The matrix


def grid(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """The letters of all activities but the pilot's own, by the names of their roles."""
    return {
        activity.name: {
            role.name: letters
            for role in snapshot.all(Role)
            if (letters := raci.letters_at(snapshot, activity, role))
        }
        for activity in snapshot.all(Activity)
        if activity.name != pilot_case.RUN_THE_TRIAL
    }


def wanted(expected: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The same, from the list of what a correct reading finds."""
    rows: dict[str, dict[str, str]] = {name: {} for name in expected["activities"]}
    for number, role, letters, _raw in expected["cells"]:
        rows[expected["activities"][number]][role] = letters
    return rows


def test_a_pasted_matrix_is_read_letter_by_letter(expected: dict[str, Any], result: Result) -> None:
    assert grid(result.snapshot) == wanted(expected)
    assert [role.name for role in result.snapshot.all(Role)][-12:] == expected["roles"]
    assert list(grid(result.snapshot)) == expected["activities"]
    assert result.steps == 1, "one paste, one step to undo"


def test_every_letter_is_in_the_workbook(expected: dict[str, Any], result: Result) -> None:
    rows = list(result.workbook["RACI"].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if Activity.name.label in row)
    column = rows[start].index(Activity.name.label)
    found = {
        str(row[column]): {
            str(head): str(cell)
            for head, cell in zip(rows[start], row, strict=True)
            if head in expected["roles"] and cell
        }
        for row in rows[start + 1 :]
        if row[column] in expected["activities"]
    }
    assert found == wanted(expected)


def test_every_letter_is_in_the_charter(expected: dict[str, Any], result: Result) -> None:
    """Two parts of the matrix stand below each other; empty cells print nothing."""
    found: dict[str, list[str]] = {name: [] for name in expected["activities"]}
    current: list[str] = []
    matrix = result.charter.partition(" of 17\n")[2].partition(BY_ID["governance"].question)[0]
    for letter, meaning in raci.MEANING.items():
        matrix = re.sub(rf"\s{letter}\s+{meaning}\s", "\nlegend\n", matrix)
    for line in map(str.strip, matrix.split("\n")):
        if re.fullmatch("[ARCI](/[ARCI])*", line):
            current.append(line)
        else:
            current = found.get(line, [])
    assert found == {name: list(cells.values()) for name, cells in wanted(expected).items()}


def test_breaches_of_the_matrix_are_findings(expected: dict[str, Any], result: Result) -> None:
    def about(sentence_has: str) -> list[str]:
        return [
            f.record.caption for f in result.findings if f.record and sentence_has in f.sentence
        ]

    names = expected["activities"]
    for key, words in (
        ("rows_with_several_A", "has several accountable"),
        ("rows_without_A", "has nobody accountable"),
        ("rows_without_R", "has nobody who does it"),
    ):
        rows = [names[row] if isinstance(row, int) else row for row in expected[key]]
        assert about(words) == rows, key


def test_the_whole_day_survives_the_way_through_json(result: Result) -> None:
    assert snapshot_of(*from_json(to_json(result.snapshot))) == result.snapshot
    assert len(result.snapshot.all(Assignment)) == 12 * 11 + 5
