"""What every document is made from, and how a long export runs."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from models.display import locale_of
from models.findings import Findings
from models.history import LogEntry
from models.i18n import language
from models.snapshot import Snapshot

T = TypeVar("T")
Job = Generator[float, None, bytes]
"""A document being made: yields its progress (0 to 1) often, returns the finished bytes.

Whoever runs it may stop asking at any point: that cancels it, and nothing was written.
"""


@dataclass(frozen=True)
class Document:
    """An immutable moment of a workshop with everything that a document says about it."""

    snapshot: Snapshot
    log: tuple[LogEntry, ...] = ()
    """Latest lines of the history, newest first."""
    made_at: datetime = field(default_factory=lambda: datetime.now().astimezone())

    @classmethod
    def of(cls, snapshot: Snapshot, log: Iterable[LogEntry]) -> Document:
        """The document of a workshop as it is: as old as the last change of it.

        So the same workshop gives the same file, whenever it is made.
        """
        lines = tuple(log)
        last = datetime.fromisoformat(lines[0].at).astimezone() if lines else None
        return cls(snapshot, lines, last) if last else cls(snapshot, lines)

    def looking(self) -> Generator[float, None, Findings]:
        """Look for what is still missing, pausing often: `found = yield from ...looking()`."""
        findings = Findings()
        for _rule_done in findings.updating(self.snapshot):
            yield 0.0
        return findings


def in_language_of(snapshot: Snapshot, job: Job) -> Job:
    """The same job, writing in the workshop's language."""
    code = locale_of(snapshot)
    try:
        while True:
            with language(code):  # not across a yield: it would leak into whoever runs us
                progress = next(job)
            yield progress
    except StopIteration as done:
        result: bytes = done.value
        return result
    finally:
        job.close()


def run(job: Generator[object, None, T]) -> T:
    """Run a job to its end without looking at its progress."""
    while True:
        try:
            next(job)
        except StopIteration as done:
            result: T = done.value
            return result


def verify(path: Path) -> None:
    """Open a written document again; OSError where it is not complete.

    A PDF ends with its end mark (ISO 32000-1, 7.5.5), and every part of a workbook has the
    checksum that its directory says.
    """
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(-min(path.stat().st_size, 1024), 2)
        whole = b"%%EOF" in file.read()
    if start == b"PK\x03\x04":
        with zipfile.ZipFile(path) as archive:
            whole = archive.testzip() is None
    if not whole or start not in (b"%PDF", b"PK\x03\x04"):
        raise OSError("document incomplete")
