"""One writer per workshop file.

The writer holds an operating system's lock on a small file beside the workshop, which the
system gives back by itself when the program dies. SQLite's own locks come and go with each
commit and cannot tell who holds the file.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FileLock:
    """The right to write one workshop; held until `release`."""

    def __init__(self, workshop: Path) -> None:
        self.path = workshop.with_name(f".{workshop.name}.lock")
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take the lock; False when somebody else has it. OSError where none can be made."""
        while True:
            file = self.path.open("ab")
            if not _try_lock(file):
                file.close()
                return False
            if self._still_there(file):
                self._file = file
                return True
            file.close()  # removed by its holder between our opening and locking it

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._file is None:
            return
        with contextlib.suppress(OSError):
            # While still locked, so that nobody can lock the removed file. Windows cannot
            # remove an open file and leaves an empty one.
            self.path.unlink()
        self._file.close()
        self._file = None

    def _still_there(self, file: IO[bytes]) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), self.path.stat())
        except FileNotFoundError:
            return False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.release()


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
