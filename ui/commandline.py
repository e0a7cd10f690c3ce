# ruff: noqa: T201 - the command line talks to its user
"""The command line: everything that `main.py` does without a window.

Each command is a function from the parsed options to an exit code. What makes documents is
loaded only by the command that makes them.
"""

from __future__ import annotations

import argparse
import errno
import io
import json
import os
import sys
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from exports.document import Document, run, verify
from models.errors import Refusal
from models.example import example_path
from models.files import SUFFIX, atomic_write, refusal_for
from models.findings import Finding, Severity, findings_of
from models.i18n import _, ngettext, translations, use
from models.interchange import from_json, load_into, to_json
from models.opening import create_workshop, open_workshop
from models.paths import ROOT
from models.shelf import names
from models.starter_files import KIND, PACK, SECTOR, TEMPLATE
from models.starters import Beginning, begin, beginning
from models.steps import BY_ID
from ui.screen import why_no_screen

OUT = Path("out")
"""Where `demo` writes documents, from the present folder."""
NOT_DONE = 2
"""Exit code of everything that was refused; `check` answers with 1 when a must is open."""


def run_command(arguments: list[str]) -> int:
    """Run one command; a refusal becomes one line on the error stream and exit code 2."""
    speak()
    try:
        options = parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except Refusal as refusal:
        return refused(refusal)
    except BrokenPipeError:  # "main.py check FILE | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE
    except OSError as error:
        if error.filename is None:
            raise  # not about a file that was given
        what = _("“{name}” cannot be used: {reason}.")
        return refused(Refusal(what.format(name=error.filename, reason=error.strerror)))
    return code


def refused(refusal: Refusal) -> int:
    """Say why something was not done; returns the exit code for that."""
    print(f"groundwork: {refusal}", file=sys.stderr)
    return NOT_DONE


def refuse_window(reason: str) -> int:
    """Say why no window can be shown, and what can be done without one."""
    speak()
    todo = _("Work without a window: {command}").format(command="main.py --help")
    return refused(Refusal(reason, todo=todo))


def refuse_words(word: str, known: Iterable[str]) -> int:
    """Say that `word` is no command, and which ones are `known`."""
    speak()
    what = _("“{word}” is not a command.").format(word=word)
    todo = _("The commands are {commands}; to open a workshop, give its file alone.")
    return refused(Refusal(what, todo=todo.format(commands=", ".join(known))))


def speak() -> None:
    """Speak the language of the terminal, with the characters that it knows."""
    use(translations(terminal_language()))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not every terminal knows every character
            stream.reconfigure(errors="replace")


def terminal_language() -> str:
    """The language that the environment asks for, in the order of gettext's own tools."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    found = next((value for name in names if (value := os.environ.get(name))), "")
    return found.partition(":")[0] or "C"


class Parser(argparse.ArgumentParser):
    """Refuses wrong arguments as everything else is refused, and never guesses options."""

    def __init__(self, **more: Any) -> None:
        super().__init__(allow_abbrev=False, **more)

    def error(self, message: str) -> NoReturn:
        """Refuse, in argparse's words."""
        todo = _("For help: {command}").format(command=f"{self.prog} --help")
        raise Refusal(message[:1].upper() + message[1:] + ".", todo=todo)


def parser() -> Parser:
    """The description of the command line."""
    top = Parser(
        prog="main.py",
        usage="main.py [FILE]\n       main.py COMMAND ...",
        description=_(
            "Design production before the pilot starts. Without a command the window opens, "
            "on the workshop FILE if one is given."
        ),
        epilog=_(
            "Exit codes: 0 done; 1 check found an open must; 2 not done, and the reason is said."
        ),
    )
    top.add_argument("--version", action="version", version=f"Groundwork {version()}")
    known = top.add_subparsers(
        title=_("commands"), required=True, metavar="COMMAND", prog="main.py"
    )
    new = known.add_parser(
        "new",
        help=_("make a workshop file"),
        epilog="\n".join(_names()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _describe_new(new)
    _describe_export(known.add_parser("export", help=_("write charter, workbook or JSON")))
    _describe_check(known.add_parser("check", help=_("list what is still open")))
    demo = known.add_parser(
        "demo", help=_("open the example; without a screen, write its documents into out/")
    )
    demo.set_defaults(run=demo_command)
    return top


def _describe_new(new: Parser) -> None:
    new.add_argument("file", type=Path, metavar="FILE", help=_("the file to make"))
    origin = new.add_mutually_exclusive_group()
    origin.add_argument("--example", action="store_true", help=_("fill it with the example"))
    origin.add_argument(
        "--from", dest="json", type=Path, metavar="JSON", help=_("fill it from an exported file")
    )
    for option, text in (
        ("--template", _("the plan of the day, and what goes with it")),
        ("--kind", _("what pilots of a kind usually need")),
        ("--sector", _("what is usual in a sector")),
    ):
        new.add_argument(option, metavar="NAME", help=text)
    new.add_argument(
        "--pack",
        metavar="NAME",
        action="append",
        default=[],
        help=_("the rules of a law or standard; can be given several times"),
    )
    new.set_defaults(run=new_command)


def _names() -> Iterator[str]:
    """What `new` can begin with, a line or two for each sort."""
    for text, prefix in (
        (_("Templates: {names}"), TEMPLATE),
        (_("Kinds: {names}"), KIND),
        (_("Sectors: {names}"), SECTOR),
        (_("Packs: {names}"), PACK),
    ):
        line = text.format(names=", ".join(names(prefix)))
        yield textwrap.fill(line, 78, subsequent_indent="  ", break_on_hyphens=False)
    yield ""
    yield _("A name can be given without its first word; a file of your own by its path.")


def _describe_export(export: Parser) -> None:
    export.add_argument("file", type=Path, metavar="FILE", help=_("the workshop"))
    export.add_argument("--pdf", type=Path, metavar="P", help=_("write the charter to P"))
    export.add_argument("--xlsx", type=Path, metavar="P", help=_("write the Excel workbook to P"))
    export.add_argument("--json", type=Path, metavar="P", help=_("write everything as JSON to P"))
    export.set_defaults(run=export_command)


def _describe_check(check: Parser) -> None:
    check.add_argument("file", type=Path, metavar="FILE", help=_("the workshop"))
    check.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))
    check.set_defaults(run=check_command)


def version() -> str:
    """The version of this program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def new_command(options: argparse.Namespace) -> int:
    """`new FILE`: make a workshop; where filling it fails, no file stays behind."""
    source = example_path() if options.example else options.json
    records = from_json(read_text(source)) if source else []
    begins = _beginning(options)
    workshop = create_workshop(options.file)
    try:
        with workshop:
            if source:
                load_into(workshop, records, _("Load {name}").format(name=source.name))
            else:
                begin(workshop, begins)
    except BaseException:
        workshop.path.unlink(missing_ok=True)
        raise
    print(options.file.with_name(workshop.path.name))
    return 0


def _beginning(options: argparse.Namespace) -> Beginning:
    """What the workshop is to begin with; a workshop that is read in has begun already."""
    begins = beginning(options.template, options.kind, options.sector, options.pack)
    if begins.titles and (options.example or options.json):
        origin = "--example" if options.example else "--from"
        raise Refusal(
            _("A template cannot be used with {option}.").format(option=origin),
            _("Nothing was written."),
            _("Make an empty workshop from a template, or leave the template out."),
        )
    return begins


def read_text(path: Path) -> str:
    """The text of a file, or a refusal that names it."""
    try:
        return path.read_text(encoding="utf-8-sig")  # Windows' editors put a mark in front
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            _("“{name}” cannot be read as text.").format(name=path),
            _("Nothing was changed."),
            _("Check that it is there, and that you may read it."),
        ) from error


def export_command(options: argparse.Namespace) -> int:
    """`export FILE`: write the documents that were asked for."""
    targets = {kind: path for kind in ("json", "pdf", "xlsx") if (path := getattr(options, kind))}
    check_targets(list(targets.values()))
    with open_workshop(options.file, read_only=True) as workshop:
        document = Document(workshop.snapshot, tuple(workshop.log()))
    # All are made before the first is written: a bug in one must not leave half a set.
    made = {kind: make(kind, document) for kind in targets}
    for kind, path in targets.items():
        atomic_write(path, made[kind], verify=None if kind == "json" else verify)
        print(path)
    return 0


def check_targets(paths: list[Path]) -> None:
    """Refuse targets that cannot be written, or would overwrite each other or a workshop."""
    if not paths:
        raise Refusal(
            _("There is nothing to export."), todo=_("Add --pdf P, --xlsx P or --json P.")
        )
    safe, todo = _("Nothing was written."), _("Choose another name.")
    for path in paths:
        if path.suffix.lower() == SUFFIX:
            what = _("“{name}” is the name of a workshop, not of a document.")
            raise Refusal(what.format(name=path), safe, todo)
        # Known beforehand, so that the other documents are not written either.
        if path.exists() and not path.is_file() and not path.is_dir():
            what = _("“{name}” is a device, not a file that can be replaced.")
            raise Refusal(what.format(name=path), safe, todo)
        if path.is_dir() or not path.parent.is_dir():
            code = errno.EISDIR if path.is_dir() else errno.ENOENT
            raise refusal_for(OSError(code, ""), path)
    if len({path.resolve() for path in paths}) < len(paths):
        raise Refusal(_("Two documents cannot have the same name."), safe, todo)


def make(kind: str, document: Document) -> bytes:
    """A document's bytes: "json", "pdf" (the charter) or "xlsx" (the workbook)."""
    if kind == "json":
        return to_json(document.snapshot).encode()
    if kind == "pdf":
        from exports.charter import charter  # noqa: PLC0415

        return run(charter(document))
    from exports.workbook import workbook  # noqa: PLC0415

    return run(workbook(document))


def check_command(options: argparse.Namespace) -> int:
    """`check FILE`: list the findings; 1 when a must is open."""
    with open_workshop(options.file, read_only=True) as workshop:
        found = findings_of(workshop.snapshot)
    lines = _as_json(found) if options.json else _as_lines(found)
    for line in lines:
        print(line)
    return int(any(finding.severity is Severity.MUST for finding in found))


def _as_lines(found: list[Finding]) -> Iterator[str]:
    for finding in found:
        yield f"{finding.severity.label:<7} {BY_ID[finding.step].title}: {finding.sentence}"
    yield ngettext("{n} point is open.", "{n} points are open.", len(found)).format(n=len(found))


def _as_json(found: list[Finding]) -> Iterator[str]:
    rows = [
        {
            "id": finding.id,
            "severity": finding.severity.value,
            "step": finding.step,
            "sentence": finding.sentence,
            "why": finding.rule.why,
            "kind": finding.record.type_name if finding.record else None,
            "record": finding.record.id if finding.record else None,
            "field": finding.field or None,
        }
        for finding in found
    ]
    yield json.dumps(rows, indent=1)


def demo_command(_options: argparse.Namespace) -> int:
    """`demo` without a screen: the example as documents. (With one, it is a window.)"""
    print(why_no_screen(), _("The example's documents are written instead:"))
    file = OUT / f"example{SUFFIX}"
    try:
        OUT.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
    except OSError as error:
        raise refusal_for(error, OUT) from error
    code = run_command(["new", str(file), "--example"])
    documents = ["--pdf", str(OUT / "charter.pdf"), "--xlsx", str(OUT / "workbook.xlsx")]
    return code or run_command(["export", str(file), *documents])
