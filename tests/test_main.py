"""The command line, as somebody at a terminal meets it."""

from __future__ import annotations

import gc
import gettext
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

import main
from models.checks import Severity
from models.findings import findings_of
from models.interchange import to_json
from models.opening import open_workshop
from models.paths import ROOT
from models.records import Action, Kpi, Person, Requirement, WorkshopInfo
from models.shelf import names, shelf, starter_set, workshop_templates
from models.snapshot import Snapshot
from models.starter_files import KIND, PACK, SECTOR, TEMPLATE
from models.storage import version

ENGLISH = dict.fromkeys(("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"), "")
SORTS = (TEMPLATE, KIND, SECTOR, PACK)
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
FEW_WORDS = '{"format": "groundwork", "version": 1, "records": {"action": [{"id": "a"}]}}'


@pytest.fixture(autouse=True)
def at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in ENGLISH.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("ui.commandline.use", lambda catalogue: None)  # it would outlive the test


def run(*arguments: str | Path) -> int:
    return main.main([str(argument) for argument in arguments])


def snapshot(path: str | Path) -> Snapshot:
    with open_workshop(path, read_only=True) as workshop:
        return workshop.snapshot


def at_shell(
    *arguments: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, without a screen."""
    surroundings = {key: value for key, value in os.environ.items() if key not in SCREENS}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env=surroundings | (env or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# Making a workshop


def test_new_makes_an_empty_workshop_and_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "day") == 0
    assert capsys.readouterr().out.strip() == "day.groundwork"
    assert snapshot("day.groundwork") == Snapshot()


def test_the_example_can_be_made() -> None:
    assert run("new", "day.groundwork", "--example") == 0
    assert len(snapshot("day.groundwork").all(Person)) > 5


@pytest.mark.parametrize("name", [template.id for template in workshop_templates()])
def test_a_workshop_can_begin_with_every_template(name: str) -> None:
    assert run("new", "day", "--template", name) == 0
    assert snapshot("day.groundwork") != Snapshot()


def test_a_workshop_can_begin_with_a_kind_a_sector_and_packs() -> None:
    own = Path("own.toml")
    own.write_text('title = "Own"\ndescription = "Ours."\n[[action]]\nwhat = "Call"\n')
    packs = ("--pack", "gdpr", "--pack", "pack-eu-ai-act", "--pack", own)
    assert run("new", "day", "--kind", "customer-service", "--sector", "finance", *packs) == 0
    made = snapshot("day.groundwork")
    assert made.all(Kpi)
    assert made.one(WorkshopInfo).sector == starter_set("sector-finance").title
    rules = {rule.what.casefold() for rule in made.all(Requirement)}
    for pack in ("pack-gdpr", "pack-eu-ai-act"):
        wanted = {str(row["what"]).casefold() for row in starter_set(pack).rows[Requirement]}
        assert wanted <= rules
    assert [action.what for action in made.all(Action)] == ["Call"]
    assert len(shelf().packs) > 2, "not all packs were asked for"


def test_an_exported_workshop_comes_back_equal() -> None:
    run("new", "day", "--example")
    assert run("export", "day.groundwork", "--json", "day.json") == 0
    assert run("new", "back", "--from", "day.json") == 0
    assert snapshot("back.groundwork") == snapshot("day.groundwork")
    assert to_json(snapshot("back.groundwork")) == Path("day.json").read_text("utf-8")


def test_a_json_file_with_a_mark_of_windows_editors_is_read() -> None:
    Path("few.json").write_text(FEW_WORDS, encoding="utf-8-sig")
    assert run("new", "day", "--from", "few.json") == 0
    assert len(snapshot("day.groundwork").all(Action)) == 1


# Exporting


def test_all_documents_are_written_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "day", "--example")
    capsys.readouterr()
    done = run("export", "day.groundwork", "--pdf", "c.pdf", "--xlsx", "w.xlsx", "--json", "j.json")
    assert done == 0
    assert sorted(capsys.readouterr().out.split()) == ["c.pdf", "j.json", "w.xlsx"]
    assert Path("c.pdf").read_bytes().startswith(b"%PDF")
    assert Path("w.xlsx").read_bytes().startswith(b"PK")
    assert json.loads(Path("j.json").read_text("utf-8"))["format"] == "groundwork"


def test_exporting_and_checking_change_nothing_in_the_workshop() -> None:
    run("new", "day", "--example")
    before = Path("day.groundwork").read_bytes()
    run("export", "day.groundwork", "--json", "day.json")
    run("check", "day.groundwork")
    assert Path("day.groundwork").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["day.groundwork", "day.json"]


def test_a_workshop_that_is_open_elsewhere_can_be_exported() -> None:
    run("new", "day", "--example")
    with open_workshop("day.groundwork"):
        done = at_shell("export", "day.groundwork", "--json", "day.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert Path("day.json").stat().st_size > 1000


# Checking


def test_check_lists_what_is_open_and_fails_where_a_must_is_open(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("new", "day", "--example")
    capsys.readouterr()
    assert run("check", "day.groundwork") == 1
    lines = capsys.readouterr().out.splitlines()
    found = findings_of(snapshot("day.groundwork"))
    assert any(finding.severity is Severity.MUST for finding in found)
    assert len(lines) == len(found) + 1
    assert all(f.sentence in line for f, line in zip(found, lines, strict=False))
    assert lines[-1] == f"{len(found)} points are open."


def test_check_gives_json_to_other_programs(capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "day", "--example")
    capsys.readouterr()
    assert run("check", "day.groundwork", "--json") == 1
    rows = json.loads(capsys.readouterr().out)
    found = findings_of(snapshot("day.groundwork"))
    assert [(row["id"], row["sentence"]) for row in rows] == [(f.id, f.sentence) for f in found]
    assert {row["severity"] for row in rows} <= {"must", "should", "hint"}


def test_check_succeeds_where_no_must_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "day", "--example")
    found = [f for f in findings_of(snapshot("day.groundwork")) if f.severity is not Severity.MUST]
    assert found
    monkeypatch.setattr("ui.cli.check.findings_of", lambda _snapshot: found)
    assert run("check", "day.groundwork") == 0


# Bad input: one line on the error stream, exit code 2, and nothing left behind


def empty(path: Path) -> None:
    path.touch()


def some_text(path: Path) -> None:
    path.write_text("Minutes of the meeting\n" * 20)


def truncated(path: Path) -> None:
    run("new", path, "--example")
    path.write_bytes(path.read_bytes()[:20_000])


def newer(path: Path) -> None:
    run("new", path)
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version={version() + 1}")
    db.close()


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE invoice (id INTEGER)")
    db.close()


def folder(path: Path) -> None:
    path.mkdir()


def missing(_path: Path) -> None:
    pass


BAD_WORKSHOPS = (
    (empty, "is empty"),
    (some_text, "not a Groundwork workshop"),
    (truncated, "damaged"),
    (newer, "newer version"),
    (foreign, "not a Groundwork workshop"),
    (folder, "cannot be read"),
    (missing, "is not there"),
)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """What is said, after checking that it is one line and nothing but the line."""
    capsys.readouterr()
    before = {path: path.is_file() and path.read_bytes() for path in Path().rglob("*")}
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("groundwork: ")
    assert said.err.endswith(".\n") or "--help" in said.err
    assert said.err.count("\n") == 1
    after = {path: path.is_file() and path.read_bytes() for path in Path().rglob("*")}
    assert after == before
    return said.err


@pytest.mark.parametrize("command", ["check", "export"])
@pytest.mark.parametrize(("make", "words"), BAD_WORKSHOPS, ids=lambda v: getattr(v, "__name__", ""))
def test_a_file_that_is_no_whole_workshop_is_refused(
    make: Callable[[Path], None], words: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path("day.groundwork")
    make(path)
    more = ["--pdf", "charter.pdf"] if command == "export" else []
    said = refused(capsys, command, path, *more)
    assert words in said
    assert "day.groundwork" in said


BAD_TARGETS = (
    ("missing/charter.pdf", "folder does not exist"),
    ("folder", "folder of that name"),
    ("other.groundwork", "name of a workshop"),
    ("day.groundwork", "name of a workshop"),
)


@pytest.mark.parametrize("option", ["--pdf", "--xlsx", "--json"])
@pytest.mark.parametrize(("target", "words"), BAD_TARGETS)
def test_a_target_that_cannot_be_is_refused_before_anything_is_written(
    option: str, target: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "day")
    Path("folder").mkdir()
    others = [o for o in ("--json", "--pdf", "--xlsx") if o != option]
    more = [word for other in others for word in (other, f"other{other}")]
    assert words in refused(capsys, "export", "day.groundwork", option, target, *more)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders there")
def test_a_pipe_or_a_device_is_never_replaced_by_a_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("new", "day")
    os.mkfifo("pipe")
    assert "is a device" in refused(capsys, "export", "day.groundwork", "--json", "pipe")
    assert Path("pipe").is_fifo()


LONG = "x" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", LONG),
        ("new", LONG),
        ("new", "day", "--from", LONG),
        ("export", LONG, "--json", "x"),
    ],
    ids=lambda words: words[0],
)
def test_a_name_that_is_too_long_is_refused(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert LONG in refused(capsys, *arguments)


def test_two_documents_of_one_name_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "day")
    both = ("--pdf", "charter", "--xlsx", "./charter")
    assert "same name" in refused(capsys, "export", "day.groundwork", *both)


def test_a_full_disk_keeps_the_document_that_was_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    run("new", "day")
    Path("day.json").write_text("yesterday's")
    monkeypatch.setattr("os.fsync", full)
    said = refused(capsys, "export", "day.groundwork", "--json", "day.json")
    assert "the disk is full" in said
    assert "workshop is safe" in said


def test_exporting_nothing_says_what_to_add(capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "day")
    assert "--pdf" in refused(capsys, "export", "day.groundwork")


@pytest.mark.parametrize("origin", [(), ("--example",), ("--template", "workshop-standard")])
def test_a_file_that_is_there_is_never_overwritten(
    origin: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "day")
    assert "already exists" in refused(capsys, "new", "day", *origin)


@pytest.mark.parametrize("name", ["missing/day", "text.txt/day"])
def test_a_workshop_in_a_folder_that_is_not_there_is_refused(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("text.txt").touch()
    assert "folder does not exist" in refused(capsys, "new", name)


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be write-protected there")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_write_protected_folder_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "day")
    protected = Path("protected")
    protected.mkdir(mode=0o500)
    target = protected / "day.json"
    assert "write-protected" in refused(capsys, "export", "day.groundwork", "--json", target)


BAD_JSON = (
    (" \n", "“wrong.json” is empty"),
    ("{", "not valid JSON"),
    ("[]", "does not say that it is a Groundwork workshop"),
    (FEW_WORDS.replace('"version": 1', '"version": 2'), "newer version"),
    (FEW_WORDS.replace("action", "wish"), "unknown kind"),
    (FEW_WORDS.replace('"a"', '"a", "colour": "red"'), "unknown field"),
    (FEW_WORDS.replace('"a"', '"a", "due": "soon"'), "does not fit"),
    (FEW_WORDS.replace('"a"', '"a", "owner": "nobody"'), "points to a record"),
)


@pytest.mark.parametrize(("text", "words"), BAD_JSON, ids=lambda text: text[-30:])
def test_json_that_does_not_fit_makes_no_workshop(
    text: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("wrong.json").write_text(text)
    assert words in refused(capsys, "new", "day", "--from", "wrong.json")


@pytest.mark.parametrize("name", ["", ".", "folder/.."])
def test_a_new_workshop_needs_a_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    beside = set(Path("..").iterdir())
    for more in ((), ("--example",)):
        assert "not the name of a workshop" in refused(capsys, "new", name, *more)
    assert set(Path("..").iterdir()) == beside


@pytest.mark.parametrize("option", ["--csv", "--prework"])
def test_a_file_where_a_folder_is_needed_is_said(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "day")
    Path("lists.txt").write_text("mine")
    said = refused(capsys, "export", "day.groundwork", option, "lists.txt")
    assert "“lists.txt” is not a folder" in said


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no names in folders there")
def test_a_pipe_is_never_waited_for(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(partial(signal.signal, signal.SIGALRM, signal.SIG_DFL))
    request.addfinalizer(partial(signal.alarm, 0))
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("a pipe is waited for"))
    signal.alarm(60)
    run("new", "day")
    for name in ("pipe", "pipe.xlsx"):
        os.mkfifo(name)
    for command in (
        ("check", "pipe"),
        ("merge", "day.groundwork", "pipe"),
        ("verify", "day.groundwork", "pipe"),
        ("import", "day.groundwork", "pipe", "--as", "workbook"),
        ("import", "day.groundwork", "pipe.xlsx", "--as", "raci"),
    ):
        assert "cannot be read" in refused(capsys, *command)


@pytest.mark.parametrize("name", ["minutes.txt", "charter.pdf", "picture.png"])
def test_a_file_of_another_kind_is_called_what_it_is_not(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "day")
    Path(name).write_bytes(b"\x89PNG" if name.endswith("png") else b"Minutes of Tuesday\n")
    for command in (("verify", "day.groundwork", name), ("new", "other", "--from", name)):
        said = refused(capsys, *command)
        assert f"“{name}” holds no workshop: it is neither a charter nor an exported" in said
        assert "valid JSON" not in said
    assert not Path("other.groundwork").exists()


@pytest.mark.parametrize("name", ["missing.json", "folder", "picture.json"])
def test_a_json_file_that_cannot_be_read_makes_no_workshop(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("folder").mkdir()
    Path("picture.json").write_bytes(b"\x89PNG\xff\xfe")
    assert name in refused(capsys, "new", "day", "--from", name)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("name", ["nonsense", ""])
def test_an_unknown_template_is_refused_with_the_known_ones(
    sort: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    option = {TEMPLATE: "--template"}.get(sort, f"--{sort.removesuffix('-')}")
    said = refused(capsys, "new", "day", option, name)
    assert names(sort)
    assert all(known in said for known in names(sort))


@pytest.mark.parametrize("option", ["--template", "--kind", "--sector", "--pack"])
@pytest.mark.parametrize("name", ["missing.toml", "broken.toml"])
def test_an_own_template_that_cannot_be_read_makes_no_workshop(
    option: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("broken.toml").write_text("[[role")
    assert name in refused(capsys, "new", "day", option, name)
    assert not Path("day.groundwork").exists()


def test_a_file_that_is_no_sector_is_refused_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.toml").write_text('title = "Own"\ndescription = "Ours."\n')
    said = refused(capsys, "new", "day", "--sector", "own.toml")
    assert "does not describe a sector" in said


@pytest.mark.parametrize("origin", [("--example",), ("--from", "few.json")])
@pytest.mark.parametrize("option", ["--template", "--pack"])
def test_what_is_read_in_has_begun_already(
    origin: tuple[str, ...], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("few.json").write_text(FEW_WORDS)
    name = {"--template": "half-day", "--pack": "gdpr"}[option]
    said = refused(capsys, "new", "day", *origin, option, name)
    assert f"cannot be used with {origin[0]}" in said
    assert not Path("day.groundwork").exists()


WRONG_WORDS = (
    (("exprot", "day.groundwork"), "“exprot” is not a command"),
    (("one.groundwork", "two.groundwork"), "give its file alone"),
    (("new",), "required: FILE"),
    (("export", "day.groundwork", "--pdf"), "expected one argument"),
    (("export", "day.groundwork", "--docx", "x"), "--docx"),
    (("check", "one", "two"), "two"),
    (("new", "day", "--example", "--from", "x"), "not allowed with"),
    (("--colour",), "COMMAND"),
)


@pytest.mark.parametrize(("arguments", "words"), WRONG_WORDS)
def test_wrong_arguments_are_refused_in_one_line(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refused(capsys, *arguments)


def test_a_reader_that_stops_reading_is_no_error() -> None:
    run("new", "day", "--example")
    with subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "check", "day.groundwork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.close()
        assert program.stderr.read() == b""


# Help, languages, screens


@pytest.mark.parametrize("command", ["", *main.COMMANDS])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(*[command] * bool(command), "--help")
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("usage: main.py")
    known = {"": main.COMMANDS, "new": [n for sort in SORTS for n in names(sort)]}
    assert all(word in text for word in known.get(command, ()))


def test_the_version_is_the_one_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    from ui.dialogs.help import VERSION

    with pytest.raises(SystemExit):
        run("--version")
    assert capsys.readouterr().out == f"Groundwork {VERSION}\n"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de_DE.UTF-8"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "fr_FR"}, "fr_FR"),
        ({"LANGUAGE": "pl:de", "LC_ALL": "fr_FR"}, "pl"),
        ({}, "C"),
    ],
)
def test_the_command_line_speaks_the_language_of_the_terminal(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    asked: list[str] = []

    def catalogue(code: str) -> gettext.NullTranslations:
        asked.append(code)
        return gettext.NullTranslations()

    monkeypatch.setattr("ui.commandline.translations", catalogue)
    run("check", "nothing")
    assert asked == [language]


def test_without_a_screen_the_example_becomes_documents() -> None:
    done = at_shell("demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no screen" in done.stdout
    assert Path("out/charter.pdf").read_bytes().startswith(b"%PDF")
    assert Path("out/workbook.xlsx").read_bytes().startswith(b"PK")
    assert at_shell("demo").returncode == 0, "again, over the files of the first time"


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ((), (None, False)),
        (("missing.groundwork",), (Path("missing.groundwork"), False)),
        (("demo",), (None, True)),
    ],
)
def test_the_window_opens_on_what_was_asked_for(
    arguments: tuple[str, ...],
    opened: tuple[Path | None, bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[tuple[Path | None, bool]] = []

    def show(path: Path | None = None, *, example: bool = False) -> int:
        shown.append((path, example))
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("ui.app.run", show)
    assert run(*arguments) == 0
    assert shown == [opened]
    assert gc.isenabled()


def test_a_system_library_that_windows_need_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_name: str) -> NoReturn:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file")

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", missing)
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert "libxcb-cursor.so.0" in refused(capsys, "day.groundwork")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen there")
@pytest.mark.parametrize("env", [{}, {"DISPLAY": ":4095"}], ids=["none", "one that is gone"])
def test_the_window_without_a_screen_says_so_in_one_line(env: dict[str, str]) -> None:
    done = at_shell("day.groundwork", env=env)
    assert done.returncode == 2
    assert done.stderr.startswith("groundwork: ")
    assert done.stderr.count("\n") == 1
