"""Findings brought up to date after one edit, in a workshop of about 2,000 records.

python -m benchmarks.findings
"""

from __future__ import annotations

import statistics
import time
from typing import Any

from benchmarks.measure import Result, calm, percentile, show
from benchmarks.sample import large_records
from models.fields import Field
from models.findings import Findings
from models.record import Record
from models.records import Assignment, Condition, CostLine, Kpi, Person, Requirement, ValueTarget
from models.snapshot import DraftTable, Snapshot, Table

EDITS = 60
WARM_UPS = 5
BUDGET = 5.0

EDITED: tuple[tuple[Field[Any], object, object], ...] = (
    (ValueTarget.adoption, None, 55.0),
    (CostLine.payer, "", "Claims"),
    (Kpi.baseline, None, 12.0),
    (Condition.threshold, None, 9.0),
    (Requirement.owner, "", "nobody"),
    (Assignment.letters, "A", "C"),
    (Person.present, True, False),
)
"""A field of each kind of record that many rules read, and what it changes between."""


def measure() -> list[Result]:
    """One row per kind of record; p95 of the milliseconds that an update takes."""
    snapshot = _snapshot(large_records())
    return [_edits(snapshot, *edited) for edited in EDITED]


def _snapshot(records: list[Record]) -> Snapshot:
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.type_name, {})[record.id] = record
    return Snapshot({name: Table(rows) for name, rows in tables.items()})


def _edits(snapshot: Snapshot, field: Field[Any], one: object, other: object) -> Result:
    findings = Findings()
    findings.update(snapshot)
    record = next(iter(snapshot.table(field.owner).values()))
    times = []
    calm()
    for number in range(WARM_UPS + EDITS):
        value = one if number % 2 else other
        draft = DraftTable(snapshot.table(field.owner))
        draft.put(record.replace(None, **{field.name: value}))  # type: ignore[arg-type]
        snapshot = snapshot.with_table(field.owner, draft.finished())
        start = time.perf_counter()
        findings.update(snapshot)
        findings.readiness()
        if number >= WARM_UPS:
            times.append((time.perf_counter() - start) * 1000)
    what = f"findings after an edit of “{field.owner.label()}: {field.label}”"
    absolute = f"median {statistics.median(times):.2f} ms"
    return Result(what, BUDGET, times, percentile(times, 95), absolute, unit="ms")


if __name__ == "__main__":
    show(measure())
