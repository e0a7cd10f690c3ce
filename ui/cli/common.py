"""What the commands share: how arguments are refused, how files are read, exit codes."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from models.errors import Refusal
from models.files import SUFFIX, refusal_for
from models.i18n import _

OPEN = DIFFERS = 1
"""Exit codes of an answer that is no: a must is open, a charter does not match."""
NOT_DONE = 2
"""Exit code of everything that was refused."""


class Parser(argparse.ArgumentParser):
    """Refuses wrong arguments as everything else is refused, and never guesses options."""

    def __init__(self, **more: Any) -> None:
        super().__init__(allow_abbrev=False, **more)

    def error(self, message: str) -> NoReturn:
        """Refuse, in argparse's words."""
        todo = _("For help: {command}").format(command=f"{self.prog} --help")
        raise Refusal(message[:1].upper() + message[1:] + ".", todo=todo)


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
"""Where a command adds its description."""


def add_file(command: Parser) -> None:
    """Let a command take the workshop that it is about."""
    command.add_argument("file", type=Path, metavar="FILE", help=_("the workshop"))


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


def check_targets(paths: Iterable[Path]) -> None:
    """Refuse targets that cannot be written, or would overwrite each other or a workshop."""
    paths = list(paths)
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
