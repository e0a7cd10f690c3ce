"""Questionnaires and lists on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models.opening import open_workshop
from models.records import Answer, Person
from models.snapshot import Snapshot
from tests import questionnaires as q
from ui.commandline import run_command

CLAIMS, MINUTES = "person-claims", "group-intake.minutes"


@pytest.fixture
def file(example_file: Path, tmp_path: Path) -> str:
    """A copy of the example."""
    return str(shutil.copy(example_file, tmp_path / "day.groundwork"))


def stored(file: str) -> Snapshot:
    with open_workshop(Path(file), read_only=True) as workshop:
        return workshop.snapshot


def answered(file: str, folder: Path, **answers: object) -> Path:
    """The questionnaire of one person, with answers about one group."""
    snapshot = stored(file)
    person = snapshot.get(Person, CLAIMS)
    assert person is not None
    given = {f"group-intake.{name}": answer for name, answer in answers.items()}
    return q.file_for(folder, given, person, snapshot)


def test_lists_and_questionnaires_are_written_into_folders(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lists, sheets = tmp_path / "lists", tmp_path / "sheets"
    lists.mkdir()
    sheets.mkdir()
    for _ in range(2):
        assert run_command(["export", file, "--csv", str(lists), "--prework", str(sheets)]) == 0
    names = ["day Actions.csv", "day Decisions.csv", "day RACI.csv"]
    assert sorted(path.name for path in lists.iterdir()) == names
    assert len(list(sheets.iterdir())) == 2 * 11, "answers may be in what is there"
    said = capsys.readouterr()
    assert str(sheets / "Head of Claims (2).xlsx") in said.out
    assert "asked about all: Head of IT Service" in said.err


def test_a_folder_that_is_not_there_is_refused(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "all.json"
    gone = str(tmp_path / "gone")
    assert run_command(["export", file, "--json", str(target), "--csv", gone]) == 2
    assert "the folder does not exist" in capsys.readouterr().err
    assert not target.exists()


def test_answers_are_looked_at_and_taken_over(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(answered(file, tmp_path, minutes="about 7", people=12))
    before = stored(file).all(Answer)
    assert run_command(["import", file, path, "--as", "prework", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "? Claims intake: How many minutes does one case take today? 7" in said
    assert "(“about 7” was read as 7 min.) (Before: “6”.)" in said
    assert "2 answers would be taken over." in said
    assert stored(file).all(Answer) == before
    assert run_command(["import", file, path, "--as", "prework"]) == 0
    assert "2 answers were taken over." in capsys.readouterr().out
    found = {a.about: a.answer for a in stored(file).all(Answer) if a.person == CLAIMS}
    assert found == {MINUTES: "7", "group-intake.people": "12"}


def test_what_was_read_can_be_had_as_json_and_one_bad_file_stops_nothing(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = answered(file, tmp_path, minutes=7)
    bad = tmp_path / "bad.xlsx"
    bad.write_text("notes")
    sources = [str(bad), str(good)]
    assert run_command(["import", file, *sources, "--as", "prework", "--json"]) == 2
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert "“bad.xlsx” is not a questionnaire" in err
    assert told["taken_over"] == 1
    assert len(told["refused"]) == 1
    (sheet,) = told["files"]
    assert (sheet["person"], sheet["withdrawn"]) == (CLAIMS, ["group-adjusters.people"])
    (one,) = sheet["answers"]
    assert (one["about"], one["answer"], one["before"], one["doubt"]) == (MINUTES, "7", "6", None)


def test_of_workbooks_only_one_is_read_at_a_time(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["import", file, "a.xlsx", "b.xlsx", "--as", "workbook"]) == 2
    assert "Only one workbook" in capsys.readouterr().err
