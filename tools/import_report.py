"""Measure how real matrices and workbooks are read, and write the result into docs/import.md.

    .venv/bin/python -m tools.import_report

The files lie beside the project in ../shared/cases and belong to others, so only figures about
them are written. In docs/import.md everything above the mark is written by hand and kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from models.errors import Refusal
from models.incoming.lists.reading import SORTS, read_list
from models.incoming.looking import look
from models.incoming.raci.letters import Cell
from models.incoming.raci.reading import matrices_in
from models.incoming.sheets import finish
from models.incoming.source import read_source
from models.paths import ROOT
from models.records import Pilot, WorkshopInfo
from models.snapshot import Snapshot, Table

DOC = ROOT / "docs" / "import.md"
MARK = "<!-- Everything below is measured and written by `python -m tools.import_report`. -->"
CASES = ROOT.parent / "shared" / "cases"
_EMPTY = "requirements"
"""What a file is asked for as that has nothing of any sort."""


class Result(NamedTuple):
    """How one matrix was read, against what people found in it."""

    activities: int
    roles: int
    cells: int
    right: int
    flagged: int
    """Cells that were read and marked for a look; they count as right where they are."""
    wrong: int
    """Cells that were read otherwise, missed or made up, without a mark."""


def matrix_result(truth: dict[str, Any]) -> Result:
    """Read a file, and compare it cell by cell with its ground truth."""
    matrices = finish(matrices_in(CASES / "raci" / truth["file"]))
    read: dict[tuple[int, str], Cell] = {}
    offset = 0
    for matrix in matrices:
        for entry in matrix.entries:
            read[offset + entry.activity, bare(entry.role)] = entry.cell
        offset += len(matrix.activities)
    wanted = {(row, bare(role)): letters for row, role, letters, _raw in truth["cells"]}
    right = {p for p, letters in wanted.items() if p in read and read[p].letters == letters}
    wrong = sum(not (p in read and read[p].flagged) for p in wanted.keys() - right)
    wrong += sum(bool(c.letters) and not c.flagged for p, c in read.items() if p not in wanted)
    flagged = sum(cell.flagged for cell in read.values())
    roles = len({role for matrix in matrices for role in matrix.roles})
    return Result(offset, roles, len(wanted), len(right), flagged, wrong)


def bare(role: str) -> str:
    """Without its footnote: of two such roles the ground truth marks one by it, the other not."""
    return role.removesuffix(" **")


def matrices() -> Iterator[str]:
    """A table of all matrices."""
    yield "| file | activities | roles | cells | right | marked for a look | silently wrong |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    total = [0, 0, 0, 0]
    for path in sorted((CASES / "raci").glob("*.expected.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        result = matrix_result(truth)
        yield f"| {truth['file']} | {' | '.join(str(n) for n in result)} |"
        total = [one + other for one, other in zip(total, result[2:], strict=True)]
    yield f"| **all** | | | {' | '.join(f'**{n}**' for n in total)} |"


def workbooks() -> Iterator[str]:
    """A table of all workbooks."""
    now = _workshop()
    yield "| file | read as | records | offered, not ticked | to be looked at | what is said |"
    yield "|---|---|--:|--:|--:|---|"
    for path in sorted((CASES / "workbooks").glob("*.xls*")):
        yield _workbook(path, now)


def _workbook(path: Path, now: Snapshot) -> str:
    try:
        sort = finish(look(read_source(path), "en")).guess or _EMPTY
        proposal = finish(read_list(path, sort, now))
    except Refusal as refusal:
        return f"| {path.name} | | | | | {_plain(refusal.what)} |"
    mine = [item for item in proposal.items if isinstance(item.record, SORTS[sort])]
    ticked = [item for item in mine if item.ticked]
    unsure = sum(bool(item.note) for item in ticked)
    said = _plain(proposal.warning)
    return (
        f"| {path.name} | {sort} | {len(ticked)} | {len(mine) - len(ticked)} | {unsure} | {said} |"
    )


def _workshop() -> Snapshot:
    """An empty workshop that counts in dollars, as the budget among the workbooks does."""
    records = (WorkshopInfo.new(currency="USD"), Pilot.new())
    snapshot = Snapshot({})
    for record in records:
        snapshot = snapshot.with_table(type(record), Table({record.id: record}))
    return snapshot


def _plain(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def written(present: str) -> str:
    """The whole document, with the measured part brought up to date."""
    head = present.partition(MARK)[0].rstrip()
    parts = [head, "", MARK, "", "## Matrices", "", *matrices()]
    return "\n".join([*parts, "", "## Workbooks", "", *workbooks()]) + "\n"


def main() -> None:
    """Bring the document up to date."""
    if not CASES.is_dir():
        print("The real files are not there; nothing was measured.")
        return
    DOC.write_text(written(DOC.read_text("utf-8")), encoding="utf-8", newline="\n")
    print(DOC.relative_to(ROOT))


if __name__ == "__main__":
    main()
