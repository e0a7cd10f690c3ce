"""What `export` writes into a folder: lists as CSV, and questionnaires."""

from __future__ import annotations

import argparse
import errno
from pathlib import Path

from exports.document import Document, run
from models.checks import entered
from models.dates import today
from models.file_sets import Files, write_new
from models.files import atomic_write, refusal_for
from models.i18n import _
from models.prework import Sending, back_by
from models.records import Person
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
        if not path.is_dir():
            code = errno.ENOTDIR if path.exists() else errno.ENOENT
            raise refusal_for(OSError(code, ""), path)
    return found


def make_files(kind: str, document: Document, stem: str) -> Files:
    """The files for a folder: "csv" or "prework"."""
    if kind == "csv":
        from exports.lists import SUFFIX, lists  # noqa: PLC0415

        return {f"{stem} {name}{SUFFIX}": data for name, data in lists(document.snapshot).items()}
    from exports.questionnaire import questionnaires  # noqa: PLC0415

    people = [p for p in entered(document.snapshot, Person) if p.part != "facilitates"]
    sending = Sending(back_by(document.snapshot, today()))
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
