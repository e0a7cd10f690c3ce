"""`main.py merge`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import actions
from models.example import create_example
from models.freezing import Reason
from models.handing_out import hand_out
from models.lock import FileLock
from models.opening import create_workshop, open_workshop
from models.records import Condition, Person
from models.snapshot import Snapshot
from ui.commandline import run_command


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A workshop and a copy; both gave somebody another function, and the copy added somebody."""
    with create_workshop(tmp_path / "day") as ours:
        ada = actions.add(ours, Person, name="Ada")
        copy = hand_out(ours, ["setup"], tmp_path / "table 1")
        actions.set_value(ours, ada, Person.function, "Ours")
    with open_workshop(copy) as theirs:
        actions.set_value(theirs, ada, Person.function, "Theirs")
        actions.add(theirs, Person, name="Bo")
    return str(ours.path), str(copy)


def stored(file: str) -> Snapshot:
    with open_workshop(Path(file), read_only=True) as workshop:
        return workshop.snapshot


def people(file: str) -> list[tuple[str, str]]:
    return [(person.name, person.function) for person in stored(file).all(Person)]


def test_only_what_does_not_conflict_comes_back(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["merge", *files]) == 0
    assert people(files[0]) == [("Ada", "Ours"), ("Bo", "")]
    out = capsys.readouterr().out
    assert "2 differences. In 1 case both sides say something" in out
    assert "- Conflict  People: Ada: Function: Ours → Theirs" in out
    assert "1 change was taken over." in out
    assert run_command(["merge", *files]) == 0
    assert "Nothing in it is new" in capsys.readouterr().out


def test_theirs_can_be_asked_for(files: tuple[str, str]) -> None:
    assert run_command(["merge", *files, "--theirs"]) == 0
    assert people(files[0]) == [("Ada", "Theirs"), ("Bo", "")]


def test_a_dry_run_says_the_same_and_writes_nothing(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = [Path(file).read_bytes() for file in files]
    assert run_command(["merge", *files, "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(i["sort"], i["before"], i["after"]) for i in told["items"]] == [
        ("conflict", "Ours", "Theirs"),
        ("added", "", ""),
    ]
    assert told["taken_over"] == 0
    assert [Path(file).read_bytes() for file in files] == before


def test_a_dry_run_says_that_frozen_conditions_need_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with create_example(tmp_path / "day") as ours:
        copy = hand_out(ours, ["gate"], tmp_path / "table 1")
        condition = ours.snapshot.all(Condition)[0]
    with open_workshop(copy) as theirs, theirs.because(Reason("Too strict")):
        actions.set_value(theirs, condition, Condition.threshold, 77.0)
    files = str(ours.path), str(copy)
    assert run_command(["merge", *files, "--dry-run"]) == 0
    assert "refused without --reason" in capsys.readouterr().err
    assert run_command(["merge", *files]) == 2
    capsys.readouterr()
    assert run_command(["merge", *files, "--dry-run", "--reason", "As agreed"]) == 0
    assert capsys.readouterr().err == ""


def test_a_workshop_that_somebody_writes_is_refused(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with FileLock(Path(files[0])) as lock:
        assert lock.acquire()
        assert run_command(["merge", *files]) == 2
    assert "Somebody else has this workshop open" in capsys.readouterr().err


def test_a_workshop_of_its_own_is_refused(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create_workshop(tmp_path / "other").close()
    assert run_command(["merge", files[0], str(tmp_path / "other.groundwork")]) == 2
    assert "no copy of this workshop" in capsys.readouterr().err
