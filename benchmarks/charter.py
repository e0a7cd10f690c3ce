"""The charter with 4,000 table rows against 500: it grows no faster than its contents.

python -m benchmarks.charter
"""

from __future__ import annotations

from benchmarks.measure import Result, calm, compare, milliseconds, show
from benchmarks.sample import actions, requirements, targets
from exports.charter import charter
from exports.document import Document, run
from models.record import Record
from models.records import Group, Person
from models.snapshot import Snapshot, Table

FEW, MANY = 500, 4_000
RUNS = 3
BUDGET = 9.0


def measure() -> list[Result]:
    """Time for the long charter over that for the short one."""
    short, long = document(FEW), document(MANY)
    run(charter(short))  # loads fonts and libraries
    few, many = [], []
    for _ in range(RUNS):
        calm()
        few.append(milliseconds(lambda: run(charter(short))))
        calm()
        many.append(milliseconds(lambda: run(charter(long))))
    names = (f"{MANY:,} rows", f"{FEW} rows")
    return [compare(f"charter with {MANY:,} table rows against {FEW}", BUDGET, many, few, names)]


def document(rows: int) -> Document:
    """A workshop with so many rows: value targets, requirements and actions."""
    people = [Person.new(float(n), name=f"Function {n}") for n in range(20)]
    groups = [Group.new(float(n), name=f"Group {n}") for n in range(20)]
    share = (rows - len(people) - len(groups)) // 3
    records: list[Record] = [
        *people,
        *groups,
        *requirements(share, people),
        *targets(share, people, groups),
        *actions(rows - 2 * share - len(people) - len(groups), people),
    ]
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.type_name, {})[record.id] = record
    return Document(Snapshot({name: Table(rows_) for name, rows_ in tables.items()}))


if __name__ == "__main__":
    show(measure())
