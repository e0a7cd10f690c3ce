"""Sealing, verifying and reading charters back at the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import main
from models import actions
from models.opening import open_workshop
from models.paths import ROOT
from models.records import Person, Risk, ValueTarget, Version
from models.sealing import seal_of, short
from models.snapshot import Snapshot
from tests import charters

FILE, CHARTER = Path("day.groundwork"), Path("charter.pdf")
PASSWORD = "Größe 9"  # noqa: S105


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The example as a workshop file, and its charter; made once."""
    folder = tmp_path_factory.mktemp("exported")
    file, charter = folder / "day.groundwork", folder / "charter.pdf"
    assert run("new", file, "--example") == 0
    assert run("export", file, "--pdf", charter) == 0
    return file.read_bytes(), charter.read_bytes()


@pytest.fixture(autouse=True)
def at_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exported: tuple[bytes, bytes]
) -> None:
    """In a folder with the example and its charter."""
    monkeypatch.chdir(tmp_path)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "GROUNDWORK_PASSWORD"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr("ui.commandline.use", lambda catalogue: None)  # it would outlive the test
    file, charter = exported
    FILE.write_bytes(file)
    CHARTER.write_bytes(charter)


def run(*arguments: str | Path) -> int:
    return main.main([str(argument) for argument in arguments])


def snapshot(path: Path = FILE) -> Snapshot:
    with open_workshop(path, read_only=True) as workshop:
        return workshop.snapshot


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """What is said, in one line; and no file was made or changed."""
    capsys.readouterr()
    before = present()
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.startswith("groundwork: ")
    assert present() == before
    return said.err


def present() -> dict[Path, tuple[int, int]]:
    """Everything in the folder, with its size and when it was changed."""
    found = {path: path.stat() for path in Path().rglob("*")}
    return {path: (info.st_size, info.st_mtime_ns) for path, info in found.items()}


def change() -> None:
    """Somebody works on in the workshop."""
    with open_workshop(FILE) as workshop:
        target = workshop.snapshot.get(ValueTarget, "value-time")
        assert target
        actions.set_value(workshop, target, ValueTarget.minutes_after, 26.0)
        actions.add(workshop, Risk, what="Flood")


CHANGED = ["Handling time per claim falls, Minutes after: 24 → 26\u00a0min", "Risk “Flood” is new"]


# Sealing


def test_a_version_is_sealed_by_somebody_who_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("seal", FILE, "--by", "head of claims", "--for", "The board") == 0
    (version,) = snapshot().all(Version)
    assert snapshot().name_of(Version.sealed_by, version) == "Head of Claims"
    assert version.reason == "The board"
    assert capsys.readouterr().out == f"Version 1: {seal_of(snapshot())}\n"
    assert "Nothing has changed since Version 1." in refused(
        capsys, "seal", FILE, "--by", "PMO Lead"
    )


@pytest.mark.parametrize("name", ["Head of Clams", "", " "])
def test_a_name_with_a_typing_error_is_no_new_person(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, "seal", FILE, "--by", name)
    assert "is not among the people" in said
    assert "Head of Claims" in said


def test_a_workshop_without_people_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "empty")
    assert "Nobody is listed yet" in refused(capsys, "seal", "empty.groundwork", "--by", "Ada")


def test_a_workshop_that_is_open_elsewhere_is_not_sealed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with open_workshop(FILE):
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "seal", str(FILE), "--by", "Head of Claims"],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert "Somebody else has this workshop open" in done.stderr


# A charter becomes a workshop


def test_a_charter_becomes_a_workshop(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "again", "--from", CHARTER) == 0
    assert capsys.readouterr().out == "again.groundwork\n"
    assert seal_of(snapshot(Path("again.groundwork"))) == seal_of(snapshot())
    assert not any(person.email for person in snapshot(Path("again.groundwork")).all(Person))


@pytest.mark.parametrize("command", [("new", "again", "--from"), ("verify", FILE)], ids=str)
@pytest.mark.parametrize(("make", "words"), charters.BAD.values(), ids=charters.BAD)
def test_what_is_no_charter_is_refused_in_one_line_and_nothing_is_written(
    make: Callable[[Path], None],
    words: str,
    command: tuple[str | Path, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = Path("wrong.pdf")
    make(path)
    assert words in refused(capsys, *command, path)


def test_an_altered_charter_makes_no_workshop(capsys: pytest.CaptureFixture[str]) -> None:
    forged = charters.altered(CHARTER.read_bytes(), b'"Claims triage', b'"Claims TRIAGE')
    CHARTER.write_bytes(forged)
    assert "was altered" in refused(capsys, "new", "again", "--from", CHARTER)


# Passwords


@pytest.fixture
def encrypted() -> None:
    """The charter is behind a password."""
    CHARTER.write_bytes(charters.encrypted(CHARTER.read_bytes(), PASSWORD))


@pytest.mark.usefixtures("encrypted")
def test_a_password_comes_from_a_file_or_from_the_surroundings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("password").write_text(f"{PASSWORD}\r\nnot this", encoding="utf-8")
    assert run("verify", FILE, CHARTER, "--password-file", "password") == 0
    monkeypatch.setenv("GROUNDWORK_PASSWORD", PASSWORD)
    assert run("verify", FILE, CHARTER) == 0
    assert run("new", "again", "--from", CHARTER) == 0


@pytest.mark.usefixtures("encrypted")
@pytest.mark.parametrize("given", ["", "wrong"])
def test_without_the_password_it_says_how_to_give_it(
    given: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    monkeypatch.setenv("GROUNDWORK_PASSWORD", given)
    said = refused(capsys, "new", "again", "--from", CHARTER)
    assert ("does not open" if given else "is encrypted") in said
    assert "--password-file" in said
    assert "GROUNDWORK_PASSWORD" in said
    assert "missing" in refused(capsys, "verify", FILE, CHARTER, "--password-file", "missing")


@pytest.mark.usefixtures("encrypted")
@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals there")
@pytest.mark.parametrize(("typed", "code"), [(PASSWORD, 0), ("wrong", 2)])
def test_at_a_terminal_the_password_is_asked_for_and_never_shown(typed: str, code: int) -> None:
    import pty

    parent, child = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "verify", str(FILE), str(CHARTER)],
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
        env=os.environ | {"GROUNDWORK_PASSWORD": ""},
    )
    os.close(child)
    said = b""
    while b"Password of" not in said:
        said += os.read(parent, 1000)
    os.write(parent, f"{typed}\n".encode())
    try:
        while data := os.read(parent, 1000):
            said += data
    except OSError:  # the program has closed its end
        pass
    assert program.wait() == code
    os.close(parent)
    assert typed.encode() not in said
    assert (b"The charter matches" if code == 0 else b"does not open") in said


# Verifying


def test_a_charter_that_matches_is_said_to(capsys: pytest.CaptureFixture[str]) -> None:
    run("seal", FILE, "--by", "Head of Claims")
    capsys.readouterr()
    assert run("verify", FILE, CHARTER) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("The charter matches the workshop. Seal ")
    assert second.startswith("It is Version 1, sealed on ")


def test_what_differs_is_listed_by_step(capsys: pytest.CaptureFixture[str]) -> None:
    run("seal", FILE, "--by", "Head of Claims")
    change()
    capsys.readouterr()
    assert run("verify", FILE, CHARTER) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "The workshop differs from the charter in 2 points:" in lines
    assert lines[-2:] == [f"  Value in numbers: {CHANGED[0]}", f"  Review & sign: {CHANGED[1]}"]


def test_verify_gives_json_to_other_programs(capsys: pytest.CaptureFixture[str]) -> None:
    change()
    capsys.readouterr()
    assert run("verify", FILE, CHARTER, "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["matches"], answer["genuine"], answer["version"]) == (False, True, None)
    assert answer["seals"]["charter"] == answer["seals"]["printed"]
    assert answer["seals"]["workshop"] == seal_of(snapshot())
    assert [found["sentence"] for found in answer["differences"]] == CHANGED
    assert answer["differences"][0] == {
        "sentence": CHANGED[0],
        "sort": "changed",
        "step": "value",
        "kind": "value_target",
        "record": "value-time",
        "field": "minutes_after",
        "before": "24\u00a0min",
        "after": "26\u00a0min",
    }


def test_an_altered_charter_does_not_match(capsys: pytest.CaptureFixture[str]) -> None:
    forged = charters.altered(CHARTER.read_bytes(), b'"Claims triage', b'"Claims TRIAGE')
    CHARTER.write_bytes(forged)
    assert run("verify", FILE, CHARTER) == 1
    assert "The workshop inside the charter was altered" in capsys.readouterr().out


@pytest.fixture
def paper() -> Path:
    """A document for some readers: it has the seal of the workshop, and not the workshop."""
    path = Path("finance.pdf")
    assert run("export", FILE, "--pdf", path, "--cut", "finance") == 0
    return path


def test_a_cut_that_matches_is_said_to(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("seal", FILE, "--by", "Head of Claims")
    capsys.readouterr()
    assert run("verify", FILE, paper) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("The charter matches the workshop. Seal ")
    assert second.startswith("It is Version 1, sealed on ")


def test_what_differs_from_a_cut_of_a_sealed_version_is_listed(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("seal", FILE, "--by", "Head of Claims")
    change()
    capsys.readouterr()
    assert run("verify", FILE, paper) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("It is Version 1, sealed on ")
    assert lines[-2:] == [f"  Value in numbers: {CHANGED[0]}", f"  Review & sign: {CHANGED[1]}"]


def test_what_differs_from_a_cut_of_an_unknown_state_cannot_be_listed(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    then = short(seal_of(snapshot()))
    change()
    capsys.readouterr()
    assert run("verify", FILE, paper) == 1
    said = capsys.readouterr().out
    assert f"it has the seal {then}, and the workshop has {short(seal_of(snapshot()))}" in said
    assert "carries only its seal" in said
    assert "full charter" in said
    assert run("verify", FILE, paper, "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["matches"], answer["known"], answer["differences"]) == (False, False, [])


def test_a_cut_becomes_no_workshop(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    said = refused(capsys, "new", "again", "--from", paper)
    assert "has the seal of a workshop and not the workshop itself" in said
    assert "full charter" in said
    assert not Path("again.groundwork").exists()


def test_verifying_changes_nothing() -> None:
    before = FILE.read_bytes(), CHARTER.read_bytes()
    run("verify", FILE, CHARTER)
    assert (FILE.read_bytes(), CHARTER.read_bytes()) == before
    assert sorted(path.name for path in Path().iterdir()) == [CHARTER.name, FILE.name]
