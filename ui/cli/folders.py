# ruff: noqa: T201 - the command line talks to its user
"""What `export` writes into a folder: lists as CSV, and questionnaires."""

from __future__ import annotations

import argparse
import errno
import sys
from pathlib import Path

from exports.document import Document, run
from models.asked_about import asked_about_all, own_groups
from models.checks import entered
from models.dates import today
from models.errors import Refusal
from models.file_sets import Files, write_new
from models.files import atomic_write, refusal_for
from models.i18n import _
from models.prework import Sending, back_by
from models.records import Group, Person
from ui.cli.common import Parser


def add_folders(export: Parser) -> None:
    """Let the command take the folders."""
    export.add_argument(
        "--csv",
        type=Path,
        metavar="F",
        help=_("write actions, decisions and the RACI matrix as CSV into the folder F"),
    )
    export.add_argument(
        "--prework",
        type=Path,
        metavar="F",
        help=_("write a questionnaire for each participant into the folder F"),
    )


def folders_of(options: argparse.Namespace) -> dict[str, Path]:
    """The folders that were given. Raises Refusal where one is not there."""
    found = {kind: path for kind in ("csv", "prework") if (path := getattr(options, kind))}
    for path in found.values():
        if path.exists() and not path.is_dir():
            raise Refusal(
                _("“{name}” is not a folder.").format(name=path),
                _("Nothing was written."),
                _("Choose the folder that the files are to be written into."),
            )
        if not path.is_dir():
            raise refusal_for(OSError(errno.ENOENT, ""), path)
    return found


def make_files(kind: str, document: Document, stem: str) -> Files:
    """The files for a folder: "csv" or "prework". Says who is asked about all groups, and why."""
    if kind == "csv":
        from exports.lists import SUFFIX, lists  # noqa: PLC0415

        return {f"{stem} {name}{SUFFIX}": data for name, data in lists(document.snapshot).items()}
    from exports.questionnaire import questionnaires  # noqa: PLC0415

    now = document.snapshot
    people = [person for person in entered(now, Person) if person.part != "facilitates"]
    unknown = [person for person in people if not own_groups(now, person)]
    if unknown and len(entered(now, Group)):
        print(f"groundwork: {asked_about_all(unknown)}", file=sys.stderr)
    sending = Sending(back_by(now, today()))
    return run(questionnaires(document, people, sending))


def put_files(kind: str, folder: Path, files: Files) -> list[Path]:
    """Write files into a folder; lists replace those of before, questionnaires never do.

    A questionnaire of the same name may hold answers.
    """
    if kind == "prework":
        return write_new(folder, files)
    for name, data in files.items():
        atomic_write(folder / name, data)
    return [folder / name for name in files]
