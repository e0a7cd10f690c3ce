"""Groundwork: the window, and the command line.

The window starts without looking at the command line's description, which would cost as
much as reading a small workshop.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from models.workshop import Workshop

COMMANDS = ("new", "export", "check", "demo")


def main(arguments: list[str]) -> int:
    """Run the window or a command; returns the exit code."""
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        return run_command(arguments)
    if len(arguments) > 1:
        return run_command([*arguments])
    from ui.app import run  # noqa: PLC0415 - the command line does without Qt

    return run(Path(arguments[0]) if arguments else None)


def run_command(arguments: list[str]) -> int:
    """Run one command; a refusal becomes one sentence and exit code 2."""
    from models.errors import Refusal  # noqa: PLC0415

    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except Refusal as refusal:
        print(f"groundwork: {refusal}", file=sys.stderr)
        return 2
    return code


def parser() -> argparse.ArgumentParser:
    """The description of the command line."""
    import argparse  # noqa: PLC0415

    top = argparse.ArgumentParser(
        prog="main.py",
        description="Design production before the pilot starts. Without a command the window "
        "opens, on FILE if one is given: main.py [FILE]",
        epilog="Exit codes: 0 done, 1 check found an open must, 2 not done, with the reason.",
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    new = commands.add_parser("new", help="make a workshop file")
    new.add_argument("file", type=Path, metavar="FILE", help="the file to make")
    origin = new.add_mutually_exclusive_group()
    origin.add_argument("--example", action="store_true", help="fill it with the example")
    origin.add_argument(
        "--template", metavar="NAME", help="start from a template, such as workshop-standard"
    )
    origin.add_argument(
        "--from", dest="json", type=Path, metavar="JSON", help="fill it from an exported JSON file"
    )
    new.set_defaults(run=new_command)

    export = commands.add_parser("export", help="write charter, workbook or JSON")
    export.add_argument("file", type=Path, metavar="FILE", help="the workshop")
    export.add_argument("--pdf", type=Path, metavar="P", help="write the charter to P")
    export.add_argument("--xlsx", type=Path, metavar="P", help="write the workbook to P")
    export.add_argument("--json", type=Path, metavar="P", help="write everything as JSON to P")
    export.set_defaults(run=export_command)

    check = commands.add_parser("check", help="list what is still open")
    check.add_argument("file", type=Path, metavar="FILE", help="the workshop")
    check.add_argument("--json", action="store_true", help="as JSON, for other programs")
    check.set_defaults(run=check_command)

    demo = commands.add_parser(
        "demo", help="open the example; without a screen, write its documents into out/"
    )
    demo.set_defaults(run=demo_command)
    return top


def new_command(options: argparse.Namespace) -> int:
    """`new FILE`: make a workshop; where filling it fails, no file stays behind."""
    from models.opening import create_workshop  # noqa: PLC0415

    workshop = create_workshop(options.file)
    try:
        with workshop:
            fill(workshop, options)
    except BaseException:
        workshop.path.unlink(missing_ok=True)
        raise
    print(workshop.path)
    return 0


def fill(workshop: Workshop, options: argparse.Namespace) -> None:
    """Put the example, a template or a JSON file into a new workshop."""
    from models.example import example_path  # noqa: PLC0415
    from models.interchange import from_json, load_into  # noqa: PLC0415
    from models.starters import apply_template, workshop_template  # noqa: PLC0415

    if options.template:
        apply_template(workshop, workshop_template(options.template))
    elif options.example or options.json:
        path = example_path() if options.example else options.json
        load_into(workshop, from_json(read_text(path)), f"Load {path.name}")


def read_text(path: Path) -> str:
    """The text of a file, or a refusal that names it."""
    from models.errors import Refusal  # noqa: PLC0415

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            f"“{path}” cannot be read as text.",
            "Nothing was changed.",
            "Check the name, and that you may read it.",
        ) from error


def export_command(options: argparse.Namespace) -> int:
    """`export FILE`: write the documents that were asked for."""
    from exports.document import Document, run, verify  # noqa: PLC0415
    from models.errors import Refusal  # noqa: PLC0415
    from models.files import atomic_write  # noqa: PLC0415
    from models.interchange import to_json  # noqa: PLC0415
    from models.opening import open_workshop  # noqa: PLC0415

    if not (options.pdf or options.xlsx or options.json):
        raise Refusal("Nothing to do.", todo="Add --pdf P, --xlsx P or --json P.")
    with open_workshop(options.file, read_only=True) as workshop:
        document = Document(workshop.snapshot, tuple(workshop.log()))
    if options.json:
        atomic_write(options.json, to_json(document.snapshot).encode())
        print(options.json)
    if options.pdf:
        from exports.charter import charter  # noqa: PLC0415

        atomic_write(options.pdf, run(charter(document)), verify=verify)
        print(options.pdf)
    if options.xlsx:
        from exports.workbook import workbook  # noqa: PLC0415

        atomic_write(options.xlsx, run(workbook(document)), verify=verify)
        print(options.xlsx)
    return 0


def check_command(options: argparse.Namespace) -> int:
    """`check FILE`: list the findings; 1 when a must is open."""
    import json  # noqa: PLC0415

    from models.findings import Severity, findings_of  # noqa: PLC0415
    from models.opening import open_workshop  # noqa: PLC0415

    with open_workshop(options.file, read_only=True) as workshop:
        found = findings_of(workshop.snapshot)
    if options.json:
        rows = [
            {
                "id": f.id,
                "severity": f.severity.value,
                "step": f.step,
                "sentence": f.sentence,
                "why": f.rule.why,
                "record": f.record.id if f.record else None,
            }
            for f in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for f in found:
            print(f"{f.severity.label:<7} {f.step:<11} {f.sentence}")
        print(f"{len(found)} open")
    return int(any(f.severity is Severity.MUST for f in found))


def demo_command(_options: argparse.Namespace) -> int:
    """`demo`: the example in the window, or as documents where there is no screen."""
    if has_screen():
        from ui.app import run  # noqa: PLC0415

        return run(example=True)
    folder = Path("out")
    folder.mkdir(exist_ok=True)
    file = folder / "example.groundwork"
    file.unlink(missing_ok=True)
    print("There is no screen here, so the example's documents are written instead:")
    run_command(["new", str(file), "--example"])
    return run_command(
        ["export", str(file), "--pdf", f"{folder}/charter.pdf", "--xlsx", f"{folder}/workbook.xlsx"]
    )


def has_screen() -> bool:
    """Whether a window can be shown."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
