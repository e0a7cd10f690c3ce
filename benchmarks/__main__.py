"""All measurements; ends with 1 where a bound is exceeded.

python -m benchmarks
"""

from __future__ import annotations

import os
import platform
import statistics
import sys

from benchmarks import (
    charter,
    clock,
    edit,
    exporting,
    findings,
    palette,
    repaint,
    start,
    tables,
    workbook,
)
from benchmarks.measure import Result, show


def main() -> int:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; some minutes", flush=True)
    results: list[Result] = []
    for measure in (
        start.measure,
        edit.measure,
        findings.measure,
        repaint.measure,
        palette.measure,
        clock.measure,
        charter.measure,
        of_workbook,
        exporting.measure,
    ):
        results += measure()
        print(f"  {results[-1].what}: done", file=sys.stderr, flush=True)
    print()
    show(results)
    print()
    for line in tables.compared():
        print(line, flush=True)
    over = [result.what for result in results if not result.ok]
    print("\nevery bound is kept" if not over else f"\nOVER: {'; '.join(over)}")
    return int(bool(over))


def of_workbook() -> list[Result]:
    """The workbook's own measurement, several times, as a row of the table."""
    ratios = [workbook.ratio(runs=1) for _ in range(3)]
    what = f"workbook of {workbook.RECORDS:,} rows against bare openpyxl"
    return [Result(what, workbook.BUDGET, ratios, statistics.median(ratios), "", None)]


if __name__ == "__main__":
    sys.exit(main())
