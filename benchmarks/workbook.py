"""The workbook of 10,000 records against bare openpyxl writing the same cells.

python -m benchmarks.workbook
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO

from openpyxl import Workbook, load_workbook

from exports.document import Document, run
from exports.workbook import workbook
from models.records import Group, Person, ValueTarget
from models.snapshot import Snapshot, Table

RECORDS = 10_000
RUNS = 5
BUDGET = 1.6

Cells = dict[str, list[tuple[object, ...]]]


def document(records: int = RECORDS) -> Document:
    """A workshop with many value targets, each with texts, links, choices and figures."""
    people = [Person.new(float(i), name=f"Function {i}", present=True) for i in range(20)]
    groups = [Group.new(float(i), name=f"Group {i}", in_production=10 * i) for i in range(20)]
    targets = [
        ValueTarget.new(
            float(i),
            what=f"Case type {i} is handled in fewer minutes",
            sort="time",
            group=groups[i % 20].id,
            volume=float(100 + i % 900),
            minutes_before=18.0,
            minutes_after=7.5,
            hourly_cost=46.5,
            adoption=70.0,
            low=60.0,
            high=120.0,
            cash=bool(i % 2),
            evidence="measured",
            source="Log of the claims system, March to May",
            owner=people[i % 20].id,
            remark="Counted by hand in two weeks and compared with the log.",
        )
        for i in range(records)
    ]
    tables = {
        kind.type_name: Table({record.id: record for record in rows})
        for kind, rows in ((Person, people), (Group, groups), (ValueTarget, targets))
    }
    return Document(Snapshot(tables))


def cells_of(data: bytes) -> Cells:
    """The values and formulas of every cell in a workbook."""
    book = load_workbook(BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def bare(cells: Cells, *, write_only: bool = False) -> bytes:
    """What openpyxl alone needs for the same values and formulas, without any looks."""
    book = Workbook(write_only=write_only)
    if not write_only:
        book.remove(book.worksheets[0])
    for title, rows in cells.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def ratio(runs: int = RUNS, records: int = RECORDS, *, write_only: bool = False) -> float:
    """Median time of the export over that of bare openpyxl, in `runs` interleaved runs."""
    subject = document(records)
    cells = cells_of(run(workbook(subject)))
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(_seconds(lambda: run(workbook(subject))))
        theirs.append(_seconds(lambda: bare(cells, write_only=write_only)))
    return statistics.median(ours) / statistics.median(theirs)


def longest_wait(records: int = RECORDS) -> float:
    """Seconds between two moments at which the export can be stopped, at worst."""
    job = workbook(document(records))
    worst, last = 0.0, time.perf_counter()
    for _progress in job:
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
    return max(worst, time.perf_counter() - last)


def _seconds(work: Callable[[], bytes]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    print(f"workbook of {RECORDS:,} records, {date.today():%Y-%m-%d}")  # noqa: DTZ011
    print(f"  against bare openpyxl             {ratio():.2f} (at most {BUDGET})")
    print(f"  against bare openpyxl, write-only {ratio(write_only=True):.2f}")
    print(f"  longest wait for a cancel         {longest_wait():.2f} s (at most 0.3)")


if __name__ == "__main__":
    main()
