"""Opening and making workshop files."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from models import storage
from models.errors import NotAWorkshop, Refusal
from models.files import SUFFIX
from models.i18n import _
from models.lock import FileLock
from models.workshop import Workshop, is_open


def open_workshop(path: Path | str, *, read_only: bool = False) -> Workshop:
    """Open the workshop at `path`. An older file is backed up and updated first.

    Where it cannot be written (somebody else has it open, the place is write-protected) it
    is opened read-only, and `Workshop.read_only_reason` says why; an older one is updated in
    memory then, and the file stays as it is.

    Raises:
        NotAWorkshop, NewerFile: see `storage.inspect`.
        Refusal: it is already open in this program, or an update failed.
    """
    path = _real(Path(path))
    if is_open(path):
        raise Refusal(
            _("“{name}” is already open in this window.").format(name=path.name),
            _("Nothing was changed."),
        )
    found = storage.inspect(path)
    reason = _("This workshop was opened to look at only.") if read_only else ""
    lock = None
    if not read_only:
        lock, reason = _lock(path)
    try:
        older = found < storage.version()
        if older and lock is not None:
            storage.migrate(path)
        if older and lock is None:
            connection = storage.in_memory(path)
        else:
            connection = storage.connect(path, write=lock is not None)
        try:
            return Workshop(path, connection, lock, reason)
        except (ValueError, sqlite3.Error) as error:
            connection.close()
            raise NotAWorkshop(
                _("“{name}” holds values that Groundwork cannot read.").format(name=path.name),
                _("Nothing was changed."),
                _("Use a copy from before another program wrote to it."),
            ) from error
    except BaseException:
        if lock:
            lock.release()
        raise


def _real(path: Path) -> Path:
    """The file itself, whatever link or way leads to it."""
    try:
        return path.absolute().resolve()
    except (OSError, RuntimeError) as error:  # a name that is too long, links in a circle
        raise NotAWorkshop(
            _("“{name}” cannot be opened.").format(name=path.name[:60]),
            _("Nothing was changed."),
            _("Check the name and the place."),
        ) from error


def create_workshop(path: Path | str) -> Workshop:
    """Make a new, empty workshop at `path` and open it. Raises Refusal."""
    path = Path(path)
    if path.name in ("", ".."):  # with our ending, it would lie beside the folder that is meant
        raise Refusal(
            _("“{name}” is a folder, not the name of a workshop.").format(name=path),
            _("Nothing was written."),
            _("Give the new workshop a name."),
        )
    path = path.absolute()
    if path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    storage.create(path)
    return open_workshop(path)


def _lock(path: Path) -> tuple[FileLock | None, str]:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return None, _("This file or its folder is write-protected: you can look, not change.")
    lock = FileLock(path)
    try:
        if lock.acquire():
            return lock, ""
    except OSError:
        return None, _("This place is write-protected: you can look, not change.")
    return None, _(
        "Somebody else has this workshop open: you can look, not change. "
        "Open it again when they have closed it."
    )
