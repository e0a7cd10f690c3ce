"""Groundwork: the window, and the command line.

The window starts without looking at the command line's description, and the command line
without Qt; each loads the rest only when it is needed.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from models.errors import Refusal
from models.files import refusal_for
from models.i18n import _, ngettext, translations, use

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from exports.document import Document
    from models.findings import Finding

COMMANDS = ("new", "export", "check", "demo")
NOT_DONE = 2
"""Exit code of everything that was refused; `check` answers with 1 when a must is open."""


def main(arguments: list[str]) -> int:
    """Run the window or a command; returns the exit code."""
    if not arguments or (len(arguments) == 1 and not _is_command(arguments[0])):
        return open_window(Path(arguments[0]) if arguments else None)
    return run_command(arguments)


def _is_command(word: str) -> bool:
    return word in COMMANDS or word.startswith("-")


def open_window(path: Path | None) -> int:
    """Show the window, on the workshop at `path` if one is given."""
    from ui.screen import why_no_screen  # noqa: PLC0415

    if reason := why_no_screen():
        use(translations(terminal_language()))
        todo = _("Work without a window: main.py --help")
        print(f"groundwork: {Refusal(reason, todo=todo)}", file=sys.stderr)
        return NOT_DONE
    from ui.app import run  # noqa: PLC0415

    return run(path)


def run_command(arguments: list[str]) -> int:
    """Run one command; a refusal becomes one line and exit code 2."""
    use(translations(terminal_language()))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not every terminal knows every character
            stream.reconfigure(errors="replace")
    try:
        if not _is_command(arguments[0]):
            raise _unknown(arguments[0])
        options = parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except Refusal as refusal:
        print(f"groundwork: {refusal}", file=sys.stderr)
        return NOT_DONE
    except BrokenPipeError:  # "main.py check FILE | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE
    return code


def terminal_language() -> str:
    """The language that the environment asks for, in the order of gettext's own tools."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    found = next((value for name in names if (value := os.environ.get(name))), "")
    return found.partition(":")[0] or "C"


def _unknown(word: str) -> Refusal:
    return Refusal(
        _("“{word}” is not a command.").format(word=word),
        todo=_("The commands are {commands}; to open a workshop, give its file alone.").format(
            commands=", ".join(COMMANDS)
        ),
    )


def parser() -> argparse.ArgumentParser:
    """The description of the command line."""
    import argparse  # noqa: PLC0415

    class Parser(argparse.ArgumentParser):
        """Refuses wrong arguments in the words of this program, and never guesses options."""

        def __init__(self, **more: Any) -> None:
            super().__init__(allow_abbrev=False, **more)

        def error(self, message: str) -> NoReturn:
            todo = _("For help: {command} --help").format(command=self.prog)
            raise Refusal(message[:1].upper() + message[1:] + ".", todo=todo)

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
        epilog=_("Templates: {names}").format(names=", ".join(template_names())),
    )
    new.add_argument("file", type=Path, metavar="FILE", help=_("the file to make"))
    origin = new.add_mutually_exclusive_group()
    origin.add_argument("--example", action="store_true", help=_("fill it with the example"))
    origin.add_argument("--template", metavar="NAME", help=_("start from a template, see below"))
    origin.add_argument(
        "--from", dest="json", type=Path, metavar="JSON", help=_("fill it from an exported file")
    )
    new.set_defaults(run=new_command)

    export = known.add_parser("export", help=_("write charter, workbook or JSON"))
    export.add_argument("file", type=Path, metavar="FILE", help=_("the workshop"))
    export.add_argument("--pdf", type=Path, metavar="P", help=_("write the charter to P"))
    export.add_argument("--xlsx", type=Path, metavar="P", help=_("write the Excel workbook to P"))
    export.add_argument("--json", type=Path, metavar="P", help=_("write everything as JSON to P"))
    export.set_defaults(run=export_command)

    check = known.add_parser("check", help=_("list what is still open"))
    check.add_argument("file", type=Path, metavar="FILE", help=_("the workshop"))
    check.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))
    check.set_defaults(run=check_command)

    demo = known.add_parser(
        "demo", help=_("open the example; without a screen, write its documents into out/")
    )
    demo.set_defaults(run=demo_command)
    return top


def version() -> str:
    """The version of this program."""
    import tomllib  # noqa: PLC0415

    from models.paths import ROOT  # noqa: PLC0415

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def template_names() -> list[str]:
    """What `new --template` knows."""
    from models.starters import workshop_templates  # noqa: PLC0415

    return [template.id for template in workshop_templates()]


def new_command(options: argparse.Namespace) -> int:
    """`new FILE`: make a workshop; where filling it fails, no file stays behind."""
    from models.example import example_path  # noqa: PLC0415
    from models.interchange import from_json, load_into  # noqa: PLC0415
    from models.opening import create_workshop  # noqa: PLC0415
    from models.starters import apply_template, workshop_template  # noqa: PLC0415

    source = example_path() if options.example else options.json
    records = from_json(read_text(source)) if source else []
    template = workshop_template(options.template) if options.template is not None else None
    workshop = create_workshop(options.file)
    try:
        with workshop:
            if template:
                apply_template(workshop, template)
            elif source:
                load_into(workshop, records, _("Load {name}").format(name=source.name))
    except BaseException:
        workshop.path.unlink(missing_ok=True)
        raise
    print(options.file.with_name(workshop.path.name))
    return 0


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
    from exports.document import Document, verify  # noqa: PLC0415
    from models.files import atomic_write  # noqa: PLC0415
    from models.opening import open_workshop  # noqa: PLC0415

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
    from models.storage import SUFFIX  # noqa: PLC0415

    if not paths:
        raise Refusal(
            _("There is nothing to export."), todo=_("Add --pdf P, --xlsx P or --json P.")
        )
    safe, todo = _("Nothing was written."), _("Choose another name.")
    for path in paths:
        if path.suffix.lower() == SUFFIX:
            what = _("“{name}” is the name of a workshop, not of a document.")
            raise Refusal(what.format(name=path), safe, todo)
        if path.is_dir() or not path.parent.is_dir():
            # Known beforehand, so that the other documents are not written either.
            code = errno.EISDIR if path.is_dir() else errno.ENOENT
            raise refusal_for(OSError(code, ""), path)
    if len({path.resolve() for path in paths}) < len(paths):
        raise Refusal(_("Two documents cannot have the same name."), safe, todo)


def make(kind: str, document: Document) -> bytes:
    """A document's bytes: "json", "pdf" (the charter) or "xlsx" (the workbook)."""
    from exports.document import run  # noqa: PLC0415

    if kind == "json":
        from models.interchange import to_json  # noqa: PLC0415

        return to_json(document.snapshot).encode()
    if kind == "pdf":
        from exports.charter import charter  # noqa: PLC0415

        return run(charter(document))
    from exports.workbook import workbook  # noqa: PLC0415

    return run(workbook(document))


def check_command(options: argparse.Namespace) -> int:
    """`check FILE`: list the findings; 1 when a must is open."""
    from models.findings import Severity, findings_of  # noqa: PLC0415
    from models.opening import open_workshop  # noqa: PLC0415

    with open_workshop(options.file, read_only=True) as workshop:
        found = findings_of(workshop.snapshot)
    lines = _as_json(found) if options.json else _as_lines(found)
    for line in lines:
        print(line)
    return int(any(finding.severity is Severity.MUST for finding in found))


def _as_lines(found: list[Finding]) -> Iterator[str]:
    from models.steps import BY_ID  # noqa: PLC0415

    for finding in found:
        yield f"{finding.severity.label:<7} {BY_ID[finding.step].title}: {finding.sentence}"
    yield ngettext("{n} point is open.", "{n} points are open.", len(found)).format(n=len(found))


def _as_json(found: list[Finding]) -> Iterator[str]:
    import json  # noqa: PLC0415

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
    """`demo`: the example in the window, or as documents where there is no screen."""
    from ui.screen import why_no_screen  # noqa: PLC0415

    reason = why_no_screen()
    if not reason:
        from ui.app import run  # noqa: PLC0415

        return run(example=True)
    print(reason, _("The example's documents are written instead:"))
    folder = Path("out")
    file = folder / "example.groundwork"
    try:
        folder.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
    except OSError as error:
        raise refusal_for(error, folder) from error
    code = run_command(["new", str(file), "--example"])
    documents = ["--pdf", str(folder / "charter.pdf"), "--xlsx", str(folder / "workbook.xlsx")]
    return code or run_command(["export", str(file), *documents])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
