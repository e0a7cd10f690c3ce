"""How commands read a charter: where its password comes from."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import TypeVar

from models.errors import Refusal
from models.i18n import _
from models.incoming.charter import Carried, Marked, NeedsPassword, read_carried, read_document
from ui.cli.common import Parser, read_text

T = TypeVar("T")
VARIABLE = "GROUNDWORK_PASSWORD"
"""Never as an argument: every user of the computer can read the arguments of a program."""


def add_password(command: Parser) -> None:
    """Let a command take the password of an encrypted charter."""
    command.add_argument(
        "--password-file",
        type=Path,
        metavar="P",
        help=_("the password of an encrypted charter is the first line of P"),
    )
    command.epilog = "\n".join(
        filter(
            None,
            (
                command.epilog,
                _("The password of an encrypted charter is asked for, or read from {name}.").format(
                    name=VARIABLE
                ),
            ),
        )
    )


def carried_by(path: Path, password_file: Path | None) -> Carried:
    """The workshop that a charter or a JSON file carries; a missing password is asked for."""
    return _read(path, password_file, read_carried)


def document_of(path: Path, password_file: Path | None) -> Carried | Marked:
    """The same, or the seal alone of a document that carries no workshop."""
    return _read(path, password_file, read_document)


def _read(path: Path, password_file: Path | None, read: Callable[[Path, str], T]) -> T:
    password = _given(password_file)
    try:
        return read(path, password)
    except NeedsPassword as needs:
        if password or not sys.stdin.isatty():
            todo = _("Give it with --password-file P, or in the variable {name}.")
            raise Refusal(needs.what, needs.safe, todo.format(name=VARIABLE)) from needs
    return read(path, _asked(path))


def _given(password_file: Path | None) -> str:
    if password_file is None:
        return os.environ.get(VARIABLE, "")
    return read_text(password_file).partition("\n")[0].removesuffix("\r")


def _asked(path: Path) -> str:
    try:
        return getpass(_("Password of “{name}”: ").format(name=path.name))
    except EOFError as error:
        raise NeedsPassword(path.name, wrong=False) from error
