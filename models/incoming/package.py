"""A file from outside as bytes, with bounds: what is not an Excel workbook is refused by name.

Nothing is run and nothing is followed: macros, links to other files and pictures are not read.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from models.errors import Refusal
from models.files import no_pipe
from models.i18n import _

MAX_FILE = 50_000_000
"""Bytes of a file; a workbook of 2,000 records has less than one million."""
MAX_PART = 2_000_000
"""Bytes of a part that is read at once, unpacked: the list of sheets and the like."""
MAX_STRETCH = 4_000_000
"""Bytes between two rows of a sheet, unpacked: 100 cells that are full have less."""
MAX_SECONDS = 10.0
"""Reading that takes longer is given up."""

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How older Office files begin, and encrypted ones ([MS-CFB] 2.2)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds an encrypted document ([MS-OFFCRYPTO] 1.3.2)."""


class Watch:
    """Says when reading has taken too long."""

    def __init__(self, name: str, seconds: float = MAX_SECONDS) -> None:
        self.name = name
        """The name of the file."""
        self._ends = time.monotonic() + seconds

    def look(self) -> None:
        """Refuse to go on when time is up."""
        if time.monotonic() > self._ends:
            raise too_large(self.name)


def load(path: Path) -> bytes:
    """The bytes of a workbook that was chosen; refuses what is no .xlsx file, saying what it is."""
    data = bytes_of(path)
    if is_binary(path.name, data):
        raise _old(path.name)
    if not is_archive(data):
        raise not_ours(path.name)
    return data


def bytes_of(path: Path, most: int = MAX_FILE) -> bytes:
    """The bytes of a file that was chosen. Raises Refusal where there are more than `most`."""
    try:
        no_pipe(path)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Refusal(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror),
            nothing_changed(),
            _("Check that it is there and that you may read it, and close it in Excel."),
        ) from error
    if len(data) > most:
        raise too_large(path.name)
    return data


def is_binary(name: str, data: bytes) -> bool:
    """Whether a file is an old binary one. Raises Refusal where it is an encrypted new one."""
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise encrypted(name)
    return data.startswith(_COMPOUND)


def is_archive(data: bytes) -> bool:
    """Whether a file begins as workbooks (.xlsx) do."""
    return data.startswith(_ZIP)


class Archive(ZipFile):
    """The parts of a workbook; none is unpacked beyond its bounds, whatever its head says."""

    def __init__(self, watch: Watch, data: bytes) -> None:
        self.file = watch.name
        self._watch = watch
        super().__init__(BytesIO(data))

    def part(self, path: str) -> Stretch:
        """A large part, to be read piece by piece."""
        return Stretch(self._watch, self.open(path))

    def read(self, name: str | object, pwd: bytes | None = None) -> bytes:
        """A small part as a whole."""
        with self.open(str(name)) as part:
            data = part.read(MAX_PART + 1)
        if len(data) > MAX_PART:
            raise too_large(self.file)
        return data


class Stretch:
    """A part that may be large, of which only so much is read without a row coming of it."""

    def __init__(self, watch: Watch, part: IO[bytes]) -> None:
        self._watch = watch
        self._part = part
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes; XML readers ask for some 60,000 at a time."""
        self._watch.look()
        data = self._part.read(size)
        self._read += len(data)
        if self._read > MAX_STRETCH:
            raise too_large(self._watch.name)
        return data

    def row_done(self) -> None:
        """Something came of what was read."""
        self._read = 0

    def close(self) -> None:
        """Done with it."""
        self._part.close()


def opened(watch: Watch, data: bytes, *, macros: bool = False) -> Archive:
    """The archive, looked at from outside. Refuses other formats by name, and macros unless
    they may be there; they are never looked into.
    """
    name = watch.name
    try:
        archive = Archive(watch, data)
    except (BadZipFile, OSError, ValueError) as error:
        raise damaged(name) from error
    parts = set(archive.namelist())
    if not macros and any(_is_macros(part) for part in parts):
        raise _with_macros(name)
    if "xl/workbook.bin" in parts:
        raise _old(name)
    if "[Content_Types].xml" not in parts:
        raise not_ours(name)
    return archive


def holds_macros(data: bytes) -> bool:
    """Whether an archive that could be opened has a part with macros."""
    with ZipFile(BytesIO(data)) as archive:
        return any(_is_macros(part) for part in archive.namelist())


def _is_macros(part: str) -> bool:
    return part.endswith("vbaProject.bin")


@contextlib.contextmanager
def readable(name: str) -> Iterator[None]:
    """Within the block somebody else's code reads the file: what it cannot read is damaged.

    openpyxl has no error of its own: on bytes that it did not expect it stumbles in many ways.
    """
    try:
        yield
    except (Refusal, GeneratorExit):
        raise
    except (Exception, MemoryError) as error:
        raise damaged(name) from error


def nothing_changed() -> str:
    """What is safe after every refusal here."""
    return _("Nothing was changed.")


def damaged(name: str) -> Refusal:
    """The file cannot be read as a workbook."""
    return Refusal(
        _("“{name}” is damaged, or not a workbook that Excel would write.").format(name=name),
        nothing_changed(),
        _("Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and try again."),
    )


class NotOurs(Refusal):
    """The file is no workbook, or not one of Groundwork."""


def not_ours(name: str) -> NotOurs:
    """The refusal of such a file."""
    return NotOurs(
        _("“{name}” is not a workbook that Groundwork wrote.").format(name=name),
        nothing_changed(),
        _("Export the workbook here, and let it be edited as an Excel workbook (.xlsx)."),
    )


def too_large(name: str) -> Refusal:
    """The file has more in it than any workshop."""
    return Refusal(
        _("“{name}” is too large to be read: there is far more in it than a workshop has.").format(
            name=name
        ),
        nothing_changed(),
        _("Delete the rows below the last filled one and sheets that were added, and try again."),
    )


def encrypted(name: str) -> Refusal:
    """The file is protected by a password."""
    return Refusal(
        _("“{name}” is protected by a password.").format(name=name),
        nothing_changed(),
        _("Open it in Excel, take the password away, save it, and try again."),
    )


def _old(name: str) -> Refusal:
    return Refusal(
        _("“{name}” is a binary Excel file (.xls or .xlsb).").format(name=name),
        nothing_changed(),
        _("Save it as an Excel workbook (.xlsx), and try again."),
    )


def _with_macros(name: str) -> Refusal:
    return Refusal(
        _("“{name}” holds macros.").format(name=name),
        nothing_changed(),
        _("Save it as an Excel workbook without macros (.xlsx), and try again."),
    )
