"""`import` at a terminal: an edited workbook is taken over, or only looked at."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import main
from models.opening import open_workshop
from models.record import Record
from models.records import (
    Amendment,
    Assignment,
    Condition,
    CostLine,
    GateDecision,
    Kpi,
    Person,
    Requirement,
    Risk,
    ValueTarget,
)
from models.snapshot import Snapshot
from tests.builders import with_record
from tests.models.incoming.books import put, small, workshop_with, written
from tests.test_main import ENGLISH

FILE = "day.groundwork"


@pytest.fixture(autouse=True)
def at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in ENGLISH.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("ui.commandline.use", lambda catalogue: None)  # it would outlive the test


@pytest.fixture
def edited() -> str:
    workshop_with(small(), Path()).close()
    edits = (put(ValueTarget.volume, "letters", 9), put(ValueTarget.adoption, "letters", 0.6))
    Path("edited.xlsx").write_bytes(written(small(), *edits))
    return "edited.xlsx"


def run(*arguments: str) -> int:
    return main.main(["import", *arguments])


def now() -> Snapshot:
    with open_workshop(FILE, read_only=True) as workshop:
        return workshop.snapshot


def volumes() -> list[float | None]:
    return [target.volume for target in now().all(ValueTarget)]


def test_what_is_ticked_at_first_is_taken_over_and_said(
    edited: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(FILE, edited, "--as", "workbook") == 0
    said = capsys.readouterr().out
    assert volumes() == [9.0, None]
    assert now().all(ValueTarget)[0].adoption == 70.0
    assert "+ Changed   Value targets, " in said
    assert "Claims letters: Cases a month: 1,200 → 9" in said
    assert "- Doubtful  Value targets, " in said
    assert said.endswith("1 change was taken over.\n")


def test_a_dry_run_only_says_what_would_be(edited: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(FILE).read_bytes()
    assert run(FILE, edited, "--as", "workbook", "--dry-run") == 0
    assert capsys.readouterr().out.endswith("1 change would be taken over.\n")
    assert Path(FILE).read_bytes() == before


def test_other_programs_get_json(edited: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FILE, edited, "--as", "workbook", "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["file"], told["taken_over"], told["left_out"]) == ("edited.xlsx", 0, [])
    changed, doubtful = told["items"]
    assert (changed["sort"], changed["kind"], changed["field"]) == (
        "changed",
        "value_target",
        "volume",
    )
    assert (doubtful["sort"], doubtful["ticked"]) == ("doubtful", False)


def test_an_unedited_workbook_takes_nothing_over(capsys: pytest.CaptureFixture[str]) -> None:
    workshop_with(small(), Path()).close()
    Path("same.xlsx").write_bytes(written(small()))
    before = Path(FILE).read_bytes()
    assert run(FILE, "same.xlsx", "--as", "workbook") == 0
    assert capsys.readouterr().out == "There is nothing to take over.\n"
    assert Path(FILE).read_bytes() == before


def test_frozen_conditions_need_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    condition = Condition("met", 1.0, Condition.new(what="Good letters", threshold=90.0).values)
    start = with_record(small(), condition)
    start = with_record(start, GateDecision.new(frozen_on=date(2026, 1, 5), frozen_by="ada"))
    workshop_with(start, Path()).close()
    Path("edited.xlsx").write_bytes(written(start, put(Condition.threshold, "met", 80)))
    assert run(FILE, "edited.xlsx", "--as", "workbook", "--dry-run") == 0
    assert "refused without --reason" in capsys.readouterr().err
    assert run(FILE, "edited.xlsx", "--as", "workbook", "--dry-run", "--reason", "Agreed") == 0
    assert capsys.readouterr().err == ""
    assert run(FILE, "edited.xlsx", "--as", "workbook") == 2
    said = capsys.readouterr().err
    assert re.search(r"The conditions are frozen: .*\. Nothing was changed\. ", said)
    assert "--reason TEXT" in said
    assert [c.threshold for c in now().all(Condition)] == [90.0]
    assert run(FILE, "edited.xlsx", "--as", "workbook", "--reason", "Agreed anew") == 0
    assert [c.threshold for c in now().all(Condition)] == [80.0]
    assert [a.reason for a in now().all(Amendment)] == ["Agreed anew"]


@pytest.mark.parametrize("arguments", [(), ("--as", "letter")])
def test_what_the_file_is_has_to_be_said(
    arguments: tuple[str, ...], edited: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(FILE, edited, *arguments) == 2
    assert "--as" in capsys.readouterr().err


def test_a_file_that_is_no_workbook_is_refused(
    edited: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(FILE).read_bytes()
    assert run(FILE, FILE, "--as", "workbook") == 2
    assert "not a workbook that Groundwork wrote" in capsys.readouterr().err
    assert run(FILE, "gone.xlsx", "--as", "workbook") == 2
    assert "gone.xlsx" in capsys.readouterr().err
    assert Path(FILE).read_bytes() == before
    assert Path(edited).exists()


def test_a_matrix_is_taken_over_with_the_meaning_of_its_letters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    workshop_with(small(), Path()).close()
    Path("m.csv").write_text("Task,Lead,Desk\nRun,A,S\nStop,R,A\n", encoding="utf-8")
    assert run(FILE, "m.csv", "--as", "raci", "--dry-run") == 0
    assert "“S” is none of R, A, C, I." in capsys.readouterr().out
    assert run(FILE, "m.csv", "--as", "raci", "--meaning", "S=R") == 0
    snapshot = now()
    letters = {
        snapshot.name_of(Assignment.activity, c): c.letters
        for c in snapshot.all(Assignment)
        if snapshot.name_of(Assignment.role, c) == "Desk"
    }
    assert letters == {"Run": "R", "Stop": "A"}
    assert run(FILE, "m.csv", "--as", "raci", "--meaning", "S") == 2
    assert "Write it as S=R" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("sort", "text", "record_type"),
    [
        ("risks", "Risk;Impact\nFire;high\n", Risk),
        ("people", "Name;Function\nCleo;CIO\n", Person),
        ("kpis", "KPI;Target\nErrors;2\n", Kpi),
        ("costs", "Cost item;Amount\nLicences;100.00\n", CostLine),
        ("requirements", "Requirement;Reference\nLog;A.5\n", Requirement),
    ],
)
def test_lists_are_taken_over(
    sort: str, text: str, record_type: type[Record], capsys: pytest.CaptureFixture[str]
) -> None:
    workshop_with(small(), Path()).close()
    Path("list.csv").write_text(text, encoding="utf-8")
    before = len(now().all(record_type))
    assert run(FILE, "list.csv", "--as", sort, "--json", "--dry-run") == 0
    told = json.loads(capsys.readouterr().out)
    assert [item["kind"] for item in told["items"]] == [record_type.type_name]
    assert told["items"][0]["values"][record_type.label_field]
    assert told["understood"]
    assert run(FILE, "list.csv", "--as", sort) == 0
    assert len(now().all(record_type)) == before + 1


def test_an_empty_template_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    workshop_with(small(), Path()).close()
    Path("list.csv").write_text("Risk;Impact;Owner\n", encoding="utf-8")
    before = Path(FILE).read_bytes()
    assert run(FILE, "list.csv", "--as", "risks") == 2
    assert "empty template" in capsys.readouterr().err
    assert Path(FILE).read_bytes() == before
