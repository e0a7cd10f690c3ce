"""A table of texts, and the matrix that was found in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from models.incoming.raci.letters import Cell, read_cell

ACTIVITY = re.compile(
    r"activit|aktivit|task|aufgabe|tätigkeit|tarea|tarefa|atividad|entreg|deliverable|process|"
    r"activité|tâche|taak|活動|タスク|作業|業務|decision|resultado|milestone|decisão|opgave|step",
    re.IGNORECASE,
)
"""Heads of the column that says what is done."""


class Grid(NamedTuple):
    """A table of texts: where it comes from, its rows, and cells that cover several."""

    title: str
    rows: list[list[str]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row and column, last row and column of cells that were merged, from 0 on."""

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def text(self, row: int, column: int) -> str:
        """The text of a cell; empty outside."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if 0 <= column < len(cells) else ""


class Entry(NamedTuple):
    """A cell of the matrix that says something."""

    activity: int
    role: str
    cell: Cell
    raw: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """One matrix that was found: who does what, and what was seen but not taken."""

    title: str
    roles: tuple[str, ...]
    activities: tuple[str, ...]
    sections: tuple[str, ...]
    """The heading above each activity; empty where there is none."""
    entries: tuple[Entry, ...]
    turned: str = ""
    """"transposed" or "letters" where it stood the other way round."""
    unsure: bool = False
    """It could stand the other way round as well: somebody has to say."""
    left_out: tuple[tuple[int, str], ...] = field(default=())
    """Rows with text beside the matrix that were not taken, with the row's number."""

    @property
    def words(self) -> Counter[str]:
        """Texts in cells that are no letters, with how often they stand there."""
        return Counter(e.cell.strange for e in self.entries if e.cell.strange)


def is_letter(text: str) -> bool:
    """Whether a cell says letters, and nobody's name."""
    cell = read_cell(text)
    return bool(cell.letters) and not cell.named


def void(text: str) -> bool:
    """Whether a cell is empty, or says that nobody is meant."""
    return read_cell(text) == Cell()


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def merged_text(grid: Grid, row: int, column: int) -> str:
    """The text of a cell, or of the one that covers it."""
    text = grid.text(row, column)
    if text.strip() or not grid.merged:
        return text
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom and left <= column <= right:
            return grid.text(top, left)
    return text
