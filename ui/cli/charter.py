# ruff: noqa: T201 - the command line talks to its user
"""What `export` can be told about the charter: for whom, on which paper, with which password."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from pathlib import Path

from exports.charter.cuts import CUTS, FULL
from exports.charter.remarks import remarks
from exports.document import Document, run
from models.errors import Refusal
from models.i18n import _
from models.looks import with_look
from models.records import Look
from ui.cli.common import Parser, read_text


def add_charter(export: Parser) -> None:
    """Let `export` take what can be chosen for the charter."""
    cuts = ", ".join(cut.id for cut in CUTS)
    export.add_argument(
        "--cut",
        metavar="NAME",
        default="",
        help=_("with --pdf: for whom it is, one of {names}").format(names=cuts),
    )
    export.add_argument(
        "--paper",
        choices=[choice.value for choice in Look.paper.choices],
        default="",
        help=_("with --pdf: the paper, if not the one chosen in the window"),
    )
    secret = export.add_mutually_exclusive_group()
    secret.add_argument(
        "--password",
        action="store_true",
        help=_("with --pdf: encrypt it with a password, which is asked for"),
    )
    secret.add_argument(
        "--password-file",
        type=Path,
        metavar="P",
        help=_("with --pdf: encrypt it; the password is the first line of P"),
    )


def check_charter(options: argparse.Namespace) -> None:
    """Refuse options for a charter that is not asked for."""
    chosen = (options.cut, options.paper, options.password, options.password_file)
    if any(chosen) and not options.pdf:
        raise Refusal(
            _("--cut, --paper and --password are about the charter."),
            _("Nothing was written."),
            _("Add --pdf P."),
        )


def warn_of_missing(document: Document) -> None:
    """Say which characters no font has, before they stand as a sign in the charter."""
    from exports.charter import missing_characters  # noqa: PLC0415

    missing = " ".join(missing_characters(document.snapshot))
    if missing:
        text = _("The charter has no letters for these, and prints a sign instead: {signs}")
        print(f"groundwork: {text.format(signs=missing)}", file=sys.stderr)


def warn_of_look(document: Document) -> None:
    """Say what will not be printed as it was chosen."""
    for remark in remarks(document.snapshot.one(Look)):
        print(f"groundwork: {remark}", file=sys.stderr)


def charter_bytes(options: argparse.Namespace, document: Document) -> bytes:
    """The charter that was asked for."""
    from exports.charter import charter  # noqa: PLC0415
    from exports.protect import encrypt  # noqa: PLC0415

    password = _password(options)
    if options.paper:
        look = document.snapshot.one(Look).replace(None, paper=options.paper)
        snapshot = with_look(document.snapshot, look)
        document = Document(snapshot, document.log, document.made_at)
    pdf = run(charter(document, options.cut or FULL.id))
    return encrypt(pdf, password) if password is not None else pdf


def _password(options: argparse.Namespace) -> str | None:
    """The password to encrypt with; None where none is wanted."""
    if options.password_file is not None:
        return read_text(options.password_file).partition("\n")[0].removesuffix("\r")
    return _asked() if options.password else None


def _asked() -> str:
    safe = _("Nothing was written.")
    if not sys.stdin.isatty():
        todo = _("Give it with --password-file P.")
        raise Refusal(_("There is nobody to ask for a password."), safe, todo)
    first = getpass(_("Password for the charter: "))
    if getpass(_("The same password again: ")) != first:
        raise Refusal(_("The two passwords differ."), safe)
    return first
