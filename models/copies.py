"""Reading a copy of a workshop, wherever it lies, without writing or locking anything.

The file is read into memory and closed at once: a stick can be pulled out, whoever has the copy
open goes on writing, and a copy of an older version is brought up to date in memory alone.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from models import storage
from models.errors import NotAWorkshop, Refusal
from models.handing_out import Purpose, purpose_of
from models.i18n import _
from models.lineage import Past, past_of
from models.workshop import Workshop, is_open


class Copy(NamedTuple):
    """A copy as it is now, with its history, and what it is for."""

    past: Past
    purpose: Purpose | None
    """None for a copy that was not handed out, but made as files are copied."""


def read_copy(path: Path, ours: Path) -> Copy:
    """The workshop at `path`, which is not the one at `ours`.

    Raises:
        NotAWorkshop, NewerFile: see `storage.inspect`.
        Refusal: it is the same file, or open in this program.
    """
    path = path.absolute()
    _check_other(path, ours)
    storage.inspect(path)
    with closing(storage.in_memory(path)) as memory:
        try:
            with closing(Workshop(path.resolve(), memory, None, _("Read only."))) as copy:
                return Copy(past_of(copy), purpose_of(copy))
        except (ValueError, sqlite3.Error) as error:
            raise NotAWorkshop(
                _("“{name}” holds values that Groundwork cannot read.").format(name=path.name),
                _("Nothing was changed."),
                _("Use a copy from before another program wrote to it."),
            ) from error


def _check_other(path: Path, ours: Path) -> None:
    if path.exists() and path.samefile(ours):
        raise Refusal(
            _("“{name}” is this workshop itself.").format(name=path.name),
            _("Nothing was changed."),
            _("Choose the copy that came back."),
        )
    if is_open(path.resolve()):
        raise Refusal(
            _("“{name}” is already open in this window.").format(name=path.name),
            _("Nothing was changed."),
            _("Close it first."),
        )
