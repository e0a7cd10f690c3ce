"""Ten published pilots: what each one says has a place, and what is asked about it makes sense.

They lie beside the project and are not part of it; without them these tests are skipped.
`docs/cases.md` tells what the tests find, and is held to it here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from pypdf import PdfReader

from exports.charter import charter
from exports.document import Document, run
from exports.workbook import workbook as make_workbook
from models import paste, plausibility, raci
from models.display import text_of
from models.fields import Field, Kind
from models.findings import findings_of
from models.interchange import from_json, to_json
from models.opening import create_workshop
from models.paths import ROOT
from models.record import TYPES
from models.records import (
    Activity,
    Claim,
    Condition,
    CostLine,
    Decision,
    GateDecision,
    Group,
    Kpi,
    ParkedPoint,
    Person,
    Pilot,
    Role,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from tests import pilot_case
from tests.builders import snapshot_of
from tests.pilot_facts import NOTE, Fact, facts, is_in, leaves, solid, without_field
from tests.pilot_reading import (
    AS_FELT,
    DAYS_A_YEAR,
    IN_DAYS,
    READINGS,
    THE_HEADLINE,
    WHEN_USED,
    Case,
)
from tests.workbooks import cell_of, rows_of

CASES = ROOT.parent / "shared" / "cases" / "pilots"
TOLD = ROOT / "docs" / "cases.md"

here = pytest.mark.skipif(
    not CASES.is_dir(), reason="the real cases are not here (../shared/cases/pilots)"
)


class Entered(NamedTuple):
    """A case, and the workshop that it became."""

    case: Case
    document: Document
    path: Path

    @property
    def snapshot(self) -> Snapshot:
        """The workshop with everything entered."""
        return self.document.snapshot


@pytest.fixture(scope="module", params=READINGS)
def entered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Entered:
    """Each case once, entered through the actions of the window."""
    return enter(str(request.param), tmp_path_factory.mktemp("pilot"))


def enter(name: str, folder: Path) -> Entered:
    """One case, entered into a new workshop in `folder`."""
    case: Case = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    path = folder / "day.groundwork"
    with create_workshop(path) as workshop:
        pilot_case.enter(workshop, case)
        return Entered(case, Document(workshop.snapshot, tuple(workshop.log())), path)


# Nothing is lost


@here
def test_every_case_has_been_read() -> None:
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == sorted(READINGS)


@here
def test_no_value_of_a_case_is_overlooked(entered: Entered) -> None:
    """The list of facts has every value that the file has, whatever it is."""
    case = entered.case
    found = [node["status"] for node in pilot_case.with_status(case)]
    assert Counter(found) == case["value_status_counts"]
    overlooked = Counter(leaves(case)) - Counter(fact.value for fact in facts(case))
    for metric in case["metrics"]:  # one that names several things became several facts
        if len(pilot_case.results(metric)) > 1:
            overlooked -= Counter([metric["metric"], pilot_case.said(metric["actual"])])
    for row in case["governance"]:  # "risk" is said by the kind of record
        overlooked -= Counter({row["area"]: 1} if row["area"] == "risk" else {})
    assert not overlooked


@here
def test_what_has_no_field_stands_in_words(entered: Entered) -> None:
    lost = [
        fact
        for fact in without_field(entered.snapshot, entered.case)
        if not is_in(entered.snapshot, fact, fact.words)
    ]
    assert lost == []


@here
def test_the_list_of_what_has_no_field_is_complete(entered: Entered) -> None:
    """The table of `docs/cases.md`, line by line: a change of the records shows there."""
    assert told_without_field(entered.case["case_id"]) == [
        (short(fact.about, fact.value), f"{fact.words.owner.label()}: {fact.words.label}")
        for fact in without_field(entered.snapshot, entered.case)
    ]


def short(about: str, value: str) -> str:
    """A fact as it stands in the table: sentences are only named."""
    return about if about.endswith(NOTE) else f"{about}: {value}"


def told_without_field(name: str) -> list[tuple[str, str]]:
    """The lines of the table in `docs/cases.md` about one case."""
    lines = TOLD.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [(row[1], row[2]) for row in cells if row[0] == name and len(row) == 3]


@here
def test_json_holds_every_fact(entered: Entered) -> None:
    again = snapshot_of(*from_json(to_json(entered.snapshot)))
    assert again == entered.snapshot
    assert without_field(again, entered.case) == without_field(entered.snapshot, entered.case)


@here
def test_undoing_everything_leaves_an_empty_workshop(entered: Entered, tmp_path: Path) -> None:
    with create_workshop(tmp_path / "day.groundwork") as workshop:
        empty = to_json(workshop.snapshot)
        pilot_case.enter(workshop, entered.case)
        full = to_json(workshop.snapshot)
        while workshop.undo_name:
            workshop.undo()
        assert to_json(workshop.snapshot) == empty
        while workshop.redo_name:
            workshop.redo()
        assert to_json(workshop.snapshot) == full


# Each fact where it belongs


@here
def test_letters_and_directions_are_kept(entered: Entered) -> None:
    case, snapshot = entered.case, entered.snapshot
    activity = snapshot.find(Activity, pilot_case.RUN_THE_TRIAL)
    assert activity is not None
    roles = {role.name: role for role in snapshot.all(Role)}
    for row in case["stakeholders"]:
        letters = raci.letters_at(snapshot, activity, roles[row["role"]])
        assert sorted(letters) == sorted(row["raci"].replace(",", ""))
    better = [(name, m["better"]) for m in case["metrics"] for name, _r in pilot_case.results(m)]
    assert [(kpi.name, kpi.direction) for kpi in snapshot.all(Kpi)] == better


@here
def test_who_decides_is_kept(entered: Entered) -> None:
    snapshot = entered.snapshot
    [name, *_] = [r["role"] for r in entered.case["stakeholders"] if r["does"] == "decides"] + [""]
    expected = snapshot.one(WorkshopInfo).sponsor if "sponsor" in name else person(snapshot, name)
    assert snapshot.one(GateDecision).decider == expected
    assert {decision.decided_by for decision in snapshot.all(Decision)} <= {expected}


def person(snapshot: Snapshot, name: str) -> str:
    found = snapshot.find(Person, name)
    return found.id if found else ""


@here
def test_every_source_can_be_looked_up(entered: Entered) -> None:
    """Each sign that is used stands behind a fact, and the list says what it means."""
    used = {node["source"] for node in pilot_case.with_status(entered.case) if "source" in node}
    texts = [
        str(value)
        for record_type in TYPES.values()
        for record in entered.snapshot.all(record_type)
        if record.caption != "Sources"
        for value in record.values.values()
    ]
    listed = {point.what: point.remark for point in entered.snapshot.all(ParkedPoint)}["Sources"]
    for sign in used:
        assert f"{sign}: {entered.case['sources'][sign]}" in listed
        assert any(re.search(rf"\b{sign}\b", text) for text in texts), sign


@here
def test_an_inference_is_never_called_documented(entered: Entered) -> None:
    for metric in entered.case["metrics"]:
        given = [metric[key] for key in ("actual", "baseline", "target")]
        known = [node for node in given if node["value"] is not None]
        grade = pilot_case.GRADES[known[0]["status"]] if known else ""
        for name, _result in pilot_case.results(metric):
            [kpi] = [kpi for kpi in entered.snapshot.all(Kpi) if kpi.name == name]
            assert kpi.evidence == grade
    amounts = {row["line"]: row["amount"]["status"] for row in entered.case["costs"]}
    for line in entered.snapshot.all(CostLine):
        assert line.evidence == pilot_case.GRADES.get(amounts[line.what], "")


@here
def test_amounts_are_given_for_the_period_that_they_are_entered_for(entered: Entered) -> None:
    """None has to be multiplied; the first that has to be is noticed here."""
    for cost in entered.case["costs"]:
        if isinstance(cost["amount"]["value"], int | float):
            assert cost["period"] in ("year", "1 year")


@here
def test_conditions_are_read_as_numbers_where_they_are_numbers(entered: Entered) -> None:
    conditions = entered.snapshot.all(Condition)
    for row, condition in zip(entered.case["go_no_go"], conditions, strict=True):
        number = re.search(r"\d+", row["threshold"])
        assert condition.threshold == (float(number[0]) if number else None)
        assert condition.comparison == ("at_least" if number else "holds")
        assert bool(condition.proportion) == ("%" in row["threshold"])
        assert (condition.result, condition.holds, condition.cases) == (None, None, None)


@here
def test_a_result_in_words_is_no_number(entered: Entered) -> None:
    """A bound or a range would claim something else as a number; "about 80" is 80."""
    kpis = {kpi.name: kpi for kpi in entered.snapshot.all(Kpi)}
    for metric in entered.case["metrics"]:
        for name, result in pilot_case.results(metric):
            plain = result.removeprefix("about ")
            number = float(plain) if re.fullmatch(r"-?[\d.]+", plain) else None
            assert kpis[name].result == number


@here
def test_what_nobody_published_stays_empty(entered: Entered) -> None:
    case, snapshot = entered.case, entered.snapshot
    pilot = snapshot.one(Pilot)
    assert (pilot.cost, pilot.decision_on, pilot.go_live) == (None, None, None)
    assert bool(snapshot.all(Decision)) == (case["decision"]["status"] != "not_published")
    published = {
        float(number.replace(",", ""))
        for value in [*leaves(case), *(c for row in READINGS[case["case_id"]].claims for c in row)]
        for number in re.findall(r"-?\d[\d,]*(?:\.\d+)?", value)
    }
    numbers = {
        record.values[field.name]
        for record_type in TYPES.values()
        for record in snapshot.all(record_type)
        for field in record_type.fields.values()
        if field.kind.numeric and record.values[field.name] is not None
    }
    assert numbers <= published
    for group in snapshot.all(Group):
        assert group.people_now is None


# The documents


class Printed(NamedTuple):
    """Both documents, read back."""

    charter: str
    workbook: Workbook


@pytest.fixture(scope="module")
def printed(entered: Entered) -> Printed:
    """The charter's text and the workbook of a case."""
    pages = PdfReader(BytesIO(run(charter(entered.document)))).pages
    return Printed(
        "\n".join(page.extract_text() for page in pages),
        load_workbook(BytesIO(run(make_workbook(entered.document)))),
    )


@here
def test_every_fact_is_in_both_documents(entered: Entered, printed: Printed) -> None:
    in_charter = solid(printed.charter)
    cells = {str(c) for sheet in printed.workbook for row in sheet.values for c in row if c}
    in_cells = solid("\n".join(cells))
    for fact in facts(entered.case):
        shown = as_shown(entered.snapshot, fact)
        assert solid(shown or fact.value) in in_charter, fact
        if not shown:  # numbers and days are no text there: see the next test
            assert solid(fact.value) in in_cells, fact


def as_shown(snapshot: Snapshot, fact: Fact) -> str:
    """How a fact that is a number or a day is written; empty for what is a text."""
    if not is_in(snapshot, fact, fact.home):
        return ""
    if not (fact.home.kind.numeric or fact.home.kind is Kind.DATE):
        return ""
    return next(
        text_of(snapshot, record, fact.home)
        for record in snapshot.all(fact.home.owner)
        if is_in(snapshot_of(record), fact, fact.home)
    )


@here
def test_every_row_of_the_workbook_has_its_figures(entered: Entered, printed: Printed) -> None:
    for field in (Pilot.start, Pilot.end):
        day = cell_of(printed.workbook, field)
        known = entered.snapshot.one(Pilot).values[field.name]
        assert (day.date() if day else None) == known
    for record_type in (Kpi, Group, CostLine, ValueTarget, Condition, Claim):
        records = entered.snapshot.all(record_type)
        if not records:
            continue
        numbers = [field.name for field in record_type.fields.values() if field.kind.numeric]
        assert [
            [row[name] for name in (record_type.label_field, *numbers)]
            for row in rows_of(printed.workbook, record_type)
        ] == [[record.caption, *(record.values[name] for name in numbers)] for record in records]


@here
def test_every_kpi_of_the_charter_has_its_figures(entered: Entered, printed: Printed) -> None:
    """Between its name and the next one's stand its figures, each in a place of its own."""
    kpis = entered.snapshot.all(Kpi)
    figures: list[Field[float | None]] = [Kpi.baseline, Kpi.target, Kpi.result]
    for kpi, text in zip(kpis, kpis_in(printed.charter, entered.snapshot), strict=True):
        cells = [cell.strip() for cell in re.split(r"\n| · ", text)]
        for field in figures:
            shown = text_of(entered.snapshot, kpi, field)
            assert not shown or {shown, f"{field.label}: {shown}"} & set(cells), (kpi.name, shown)


FIGURES = "From what to what"
"""The heading of those columns of the KPIs that are figures."""


def kpis_in(text: str, snapshot: Snapshot) -> Iterator[str]:
    """What the charter prints about each KPI: from its name to the next one's."""
    text = text.partition(f"\n{Kpi.plural()}\n{FIGURES}\n{Kpi.name.label}\n")[2]
    kpis = snapshot.all(Kpi)
    for kpi, following in zip(kpis, [*kpis[1:], None], strict=True):
        text = re.split(wrapped(kpi.name), text, maxsplit=1)[1]
        yield re.split(wrapped(following.name), text, maxsplit=1)[0] if following else text


def wrapped(text: str) -> str:
    """A pattern for a text whose lines may be broken at any space."""
    return r"\s+".join(re.escape(word) for word in text.split())


# Stated totals


@here
@pytest.mark.parametrize(
    ("name", "what", "mix"),
    [
        ("au-treasury-copilot", THE_HEADLINE, "as if a working day and a week were mixed up"),
        ("us-permanente-ai-scribe", AS_FELT, ""),
        ("us-permanente-ai-scribe", IN_DAYS, ""),
    ],
)
def test_a_contradiction_in_the_sources_is_flagged(
    tmp_path: Path, name: str, what: str, mix: str
) -> None:
    snapshot = enter(name, tmp_path).snapshot
    [finding] = [
        f
        for f in findings_of(snapshot)
        if f.id == "value.claim" and f.record and f.record.caption == what
    ]
    assert "but calculated it is" in finding.sentence
    assert finding.sentence.endswith(f", {mix}.") if mix else "mixed up" not in finding.sentence


@here
@pytest.mark.parametrize(
    ("name", "what"), [("us-pennsylvania-chatgpt", WHEN_USED), ("uk-gds-m365-copilot", DAYS_A_YEAR)]
)
def test_what_adds_up_is_not_flagged_however_it_was_won(
    tmp_path: Path, name: str, what: str
) -> None:
    """That minutes of some days are told of every day is no matter of arithmetic."""
    snapshot = enter(name, tmp_path).snapshot
    assert what in [claim.what for claim in snapshot.all(Claim)]
    assert [f for f in findings_of(snapshot) if f.id.startswith("value.claim")] == []


def test_hours_of_a_whole_health_service_do_not_add_up(tmp_path: Path) -> None:
    """A trial with 30,000 people said to save 43 minutes a day, told as 400,000 h a month.

    Published with it: 83,333 h from notes of meetings and 271,000 h from e-mail.
    https://windowsforum.com/threads/nhs-copilot-trial-43-minutes-saved-daily-could-reclaim-nhs-time.385650
    """
    whole = "Saved a month, if everybody had it"
    block = [
        [whole, "30,000", "43", "day", "20", "400,000", ""],
        ["Notes of meetings", "", "", "", "", "83,333", whole],
        ["E-mail", "", "", "", "", "271,000", whole],
    ]
    fields: list[Field[Any]] = [
        *(Claim.what, Claim.people, Claim.minutes, Claim.per, Claim.periods, Claim.stated),
        Claim.part_of,
    ]
    with create_workshop(tmp_path / "day.groundwork") as workshop:
        assert paste.paste_cells(workshop, Claim, [], fields, block).left_out == []
        snapshot = workshop.snapshot
    claim = snapshot.find(Claim, whole)
    assert claim is not None
    assert plausibility.calculated(claim) == 430_000
    assert plausibility.parts(claim, snapshot) == 354_333
    found = {f.id: f.sentence for f in findings_of(snapshot) if f.record == claim}
    assert found.keys() == {"value.claim", "value.claim-parts"}
    assert "400,000 h, but calculated it is 430,000 h." in found["value.claim"]
    assert "400,000 h, but its parts add up to 354,333 h." in found["value.claim-parts"]


# What is asked


@here
def test_a_result_below_its_baseline_is_seen(tmp_path: Path) -> None:
    """Three in four expected help with some of their work; fewer than two in five had it."""
    snapshot = enter("au-treasury-copilot", tmp_path).snapshot
    changes = [
        f.sentence.rpartition("worse: ")[2] for f in findings_of(snapshot) if "worse" in f.id
    ]
    assert changes == [
        "from 75 to 38\u00a0% of participants.",
        "from 15 to 2\u00a0% of participants.",
    ]


@here
def test_a_kpi_keeps_a_result_in_words_and_the_reason_for_its_target(tmp_path: Path) -> None:
    kpi = enter("mcdonalds-ibm-drive-thru", tmp_path).snapshot.find(Kpi, "order accuracy")
    assert kpi is not None
    assert (kpi.result, kpi.target) == (None, 95)
    assert kpi.remark == "Result so far: low 80s; Target: target before wider use"
    assert kpi.result_from == "analyst report 2022; analyst and company"


@here
@pytest.mark.parametrize(
    "name", ["mcdonalds-ibm-drive-thru", "us-permanente-ai-scribe", "uk-gds-m365-copilot"]
)
def test_what_is_told_about_the_findings_is_true(tmp_path: Path, name: str) -> None:
    """Each finding that `docs/cases.md` quotes is one, word by word."""
    quoted = told_findings(name)
    assert len(quoted) >= 8
    sentences = [finding.sentence for finding in findings_of(enter(name, tmp_path).snapshot)]
    assert [sentence for sentence in quoted if sentence not in sentences] == []


def told_findings(name: str) -> list[str]:
    """The findings that `docs/cases.md` quotes about one case: what its lists begin with."""
    text = TOLD.read_text(encoding="utf-8")
    [part] = re.findall(rf"^## [^\n]*\(`{name}`\)$(.*?)(?=^## )", text, re.MULTILINE | re.DOTALL)
    return [" ".join(found.split()) for found in re.findall(r"^- \*(.+?)\*", part, re.M | re.S)]
