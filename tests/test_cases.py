"""A real day: a published pilot, and a matrix as people write them pasted into it.

They lie beside the project and are not part of it; without them these tests are skipped.
"""

from __future__ import annotations

import json
import re
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
from models import raci
from models.clipboard import split_block
from models.fields import Field
from models.findings import Finding, findings_of
from models.interchange import from_json, to_json
from models.opening import create_workshop
from models.paths import ROOT
from models.records import (
    Activity,
    Assignment,
    FeedbackLoop,
    Group,
    Kpi,
    Ownership,
    Pilot,
    Requirement,
    Role,
    Training,
    UseCase,
)
from models.snapshot import Snapshot
from models.steps import BY_ID
from tests import pilot_case
from tests.builders import snapshot_of
from tests.pilot_reading import Case
from tests.workbooks import cell_of, rows_of

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


# The day


def test_what_nobody_published_is_empty_in_the_workbook(result: Result) -> None:
    book = result.workbook
    empty: list[Field[Any]] = [Pilot.cost, Pilot.decision_on, Pilot.go_live, Ownership.owner]
    assert [cell_of(book, field) for field in empty] == [None] * 4
    for line in rows_of(book, Kpi):
        known = 70 if line["name"] == "adoption (licence holders using it)" else None
        assert (line["baseline"], line["target"]) == (None, known)


def test_what_nobody_published_is_a_finding(result: Result) -> None:
    said = "\n".join(finding.sentence for finding in result.findings)
    for field in (UseCase.workflow_today, Pilot.decision_on, Group.people_now, Group.in_production):
        assert re.search(rf"(?:needs|no date yet for): [^\n]*\b{field.label}", said), field
    assert "No production owner is named." in said
    assert "There is no value target yet." in said
    [adoption, *others] = sorted(result.snapshot.all(Kpi), key=lambda kpi: kpi.target is None)
    assert [f.record for f in result.findings if f.id == "measures.baseline"] == [adoption]
    assert [f.record for f in result.findings if f.id == "measures.purpose"] == others
    unowned = [f.record for f in result.findings if f.id == "governance.owner"]
    assert unowned == list(result.snapshot.all(Requirement))
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
    """Its rows stand one below the other; empty cells print nothing."""
    found: dict[str, list[str]] = {name: [] for name in expected["activities"]}
    current: list[str] = []
    matrix = result.charter.partition("\nMatrix\nActivity\n")[2].partition(
        BY_ID["governance"].question
    )[0]
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
