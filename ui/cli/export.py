# ruff: noqa: T201 - the command line talks to its user
"""`export`: write charter, workbook or JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from exports.document import Document, run, verify
from models.errors import Refusal
from models.files import atomic_write
from models.i18n import _
from models.interchange import to_json
from models.opening import open_workshop
from ui.cli.charter import add_charter, charter_bytes, check_charter, warn_of_look, warn_of_missing
from ui.cli.common import Commands, add_file, check_targets
from ui.cli.folders import add_folders, folders_of, make_files, put_files


def describe(known: Commands) -> None:
    """Add the command."""
    export = known.add_parser("export", help=_("write charter, workbook or JSON"))
    add_file(export)
    export.add_argument("--pdf", type=Path, metavar="P", help=_("write the charter to P"))
    export.add_argument("--xlsx", type=Path, metavar="P", help=_("write the Excel workbook to P"))
    export.add_argument("--json", type=Path, metavar="P", help=_("write everything as JSON to P"))
    add_charter(export)
    add_folders(export)
    export.set_defaults(run=export_command)


def export_command(options: argparse.Namespace) -> int:
    """`export FILE`: write the documents that were asked for."""
    targets = {kind: path for kind in ("json", "pdf", "xlsx") if (path := getattr(options, kind))}
    folders = folders_of(options)
    if not targets and not folders:
        raise Refusal(
            _("There is nothing to export."),
            todo=_("Add --pdf P, --xlsx P, --json P, --csv F or --prework F."),
        )
    check_charter(options)
    check_targets(targets.values())
    with open_workshop(options.file, read_only=True) as workshop:
        document = Document.of(workshop.snapshot, workshop.log())
    if options.pdf:
        warn_of_missing(document)
        warn_of_look(document)
    # All are made before the first is written: a bug in one must not leave half a set.
    made = {kind: make(kind, document, options) for kind in targets}
    files = {kind: make_files(kind, document, options.file.stem) for kind in folders}
    for kind, path in targets.items():
        atomic_write(path, made[kind], verify=None if kind == "json" else verify)
        print(path)
    for kind, folder in folders.items():
        for path in put_files(kind, folder, files[kind]):
            print(path)
    return 0


def make(kind: str, document: Document, options: argparse.Namespace) -> bytes:
    """A document's bytes: "json", "pdf" (the charter) or "xlsx" (the workbook)."""
    if kind == "json":
        return to_json(document.snapshot).encode()
    if kind == "pdf":
        return charter_bytes(options, document)
    from exports.workbook import workbook  # noqa: PLC0415

    return run(workbook(document))
