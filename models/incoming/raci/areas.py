"""Where letters stand in a grid of texts: columns of them side by side, and the rows with some.

A row of words between them is a new head; a column of words, with an empty one before it, begins
another matrix beside the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from models.incoming.raci.letters import WORDS, like_letters, read_cell
from models.incoming.raci.matrix import Grid, flat, is_letter, merged_text, void

_HEAD_ROWS = 6
"""So many rows above the letters can belong to the head."""
_LEAST = 0.55
"""Share of what is filled in a column of letters that has to be letters."""


class Area(NamedTuple):
    """The columns of letters and the rows that have some."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    left: int = 0
    """Where it begins: what stands before that belongs to the matrix beside it."""


def areas_of(grid: Grid, fits: Callable[[str], bool]) -> Iterator[Area]:
    """The areas of letters: rows with some in at least two columns, parted by new heads."""
    marks = [[bool(text) and fits(text) for text in row] for row in grid.rows]
    dense = [n for n, row in enumerate(marks) if _is_dense(grid, n, row) and not _legend(grid, n)]
    for rows in _runs(grid, dense, marks):
        left = 0
        for columns in _side_by_side(grid, _letter_columns(grid, rows, marks, fits), rows):
            begin, left = left, columns[-1] + 1
            if len(columns) < 2:
                continue
            span = range(rows[0], _last_row(grid, rows, columns, marks) + 1)
            taken = [
                n for n in span if any(_at(marks, n, c) for c in columns) or _like(grid, n, columns)
            ]
            found = tuple(n for n in taken if not _legend(grid, n))
            yield _below_names(grid, Area(columns, found, begin))


def _is_dense(grid: Grid, row: int, marks: Sequence[bool]) -> bool:
    """Whether a row has letters beside one another, those of unknown schemes included."""
    return sum(marks) >= 2 or (sum(marks) == 1 and sum(map(like_letters, grid.rows[row])) >= 2)


def _like(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether all that a row says in the columns looks like letters, of whatever scheme."""
    said = [text for c in columns if not void(text := grid.text(row, c))]
    return bool(said) and all(map(like_letters, said))


def _below_names(grid: Grid, area: Area) -> Area:
    """The area without a first row of names that only look like letters: "A1", "B1", "C1"."""
    first, *rest = area.rows
    texts = [grid.text(first, column) for column in area.columns]
    names = len(set(texts)) == len(texts) and all(read_cell(text).flagged for text in texts)
    return area._replace(rows=tuple(rest)) if names and rest and not head_rows(grid, area) else area


def _at(marks: list[list[bool]], row: int, column: int) -> bool:
    return column < len(marks[row]) and marks[row][column]


def _runs(grid: Grid, dense: list[int], marks: list[list[bool]]) -> Iterator[list[int]]:
    """Rows of letters that belong together: a row of several words between them is a new head."""
    run: list[int] = []
    for row in dense:
        if run and any(_new_head(grid, n, run[-1], marks) for n in range(run[-1] + 1, row)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _new_head(grid: Grid, row: int, above: int, marks: list[list[bool]]) -> bool:
    """Whether a row names new columns: three words, or one above each letter of the run."""
    words = {
        column: text
        for column, text in enumerate(grid.rows[row])
        if column and text.strip() and not _at(marks, row, column) and not void(text)
    }
    distinct = len(set(words.values())) == len(words) and not any(map(_long, words.values()))
    letters = {column for column, marked in enumerate(marks[above]) if marked}
    return distinct and (len(words) >= 3 or (len(letters) >= 2 and letters == set(words)))


def _long(text: str) -> bool:
    return len(text) > 80


def _letter_columns(
    grid: Grid, rows: Sequence[int], marks: list[list[bool]], fits: Callable[[str], bool]
) -> Sequence[int]:
    """The columns between the first and the last one of letters, without those of words."""
    marked = [column for column in range(grid.width) if any(_at(marks, r, column) for r in rows)]
    span = range(min(marked), min(max(marked) + 2, grid.width))
    # Names may stand beside the letters here: what is around it is a matrix anyway.
    sure = [
        column
        for column in span
        if _share(grid, rows, column, lambda text: bool(read_cell(text).letters)) >= _LEAST
        or _share(grid, rows, column, fits) >= _LEAST
    ]
    # Between columns of letters stand those of a scheme that nobody knows here.
    within = range(sure[0], sure[-1]) if sure else ()
    return [c for c in span if c in sure or (c in within and all_like(grid, rows, c))]


def all_like(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether a column has something, and all of it looks like letters of some scheme."""
    return _share(grid, rows, column, like_letters) == 1


def _share(grid: Grid, rows: Sequence[int], column: int, fits: Callable[[str], bool]) -> float:
    """Which share of what is filled in a column fits; 0 where nothing is filled."""
    filled = [text for row in rows if not void(text := grid.text(row, column))]
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _side_by_side(
    grid: Grid, columns: Sequence[int], rows: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """The columns of each matrix: one that has words of its own before its letters is another.

    An empty column alone parts nothing, but a single column of letters with words behind it is
    a legend.
    """
    parts: list[list[int]] = []
    for column in columns:
        between = range(parts[-1][-1] + 1, column) if parts else ()
        empty = [c for c in between if not _any_text(grid, rows, c)]
        if not parts or (empty and _words_in(grid, rows, range(empty[0], column))):
            parts.append([])
        elif empty and _explained(grid, rows, column):
            break
        parts[-1].append(column)
    yield from (tuple(part) for part in parts)


def _any_text(grid: Grid, rows: Sequence[int], column: int) -> bool:
    above = range(max(0, rows[0] - 1), rows[-1] + 1)
    return any(grid.text(row, column).strip() for row in above)


def _words_in(grid: Grid, rows: Sequence[int], columns: Iterable[int]) -> bool:
    """Whether a column has words in most of the rows: it says what is done there."""
    return any(
        sum(len(text := grid.text(row, c).strip()) > 3 and not void(text) for row in rows) * 2
        >= len(rows)
        for c in columns
    )


def _explained(grid: Grid, rows: Sequence[int], column: int) -> bool:
    behind = [grid.text(row, column + 1).strip() for row in rows if grid.text(row, column).strip()]
    return any(len(text) > 3 and not read_cell(text).letters for text in behind) or any(
        text.casefold() in WORDS for text in behind
    )


def _last_row(
    grid: Grid, rows: Sequence[int], columns: Sequence[int], marks: list[list[bool]]
) -> int:
    """The last row of letters, the ones with a single letter below the others included."""
    last = rows[-1]
    for row in range(last + 1, len(grid.rows)):
        filled = [c for c in columns if not void(grid.text(row, c))]
        if not filled:
            if any(grid.text(row, c).strip() for c in range(grid.width)):
                continue
            return last
        if not all(_at(marks, row, c) for c in filled) or _legend(grid, row):
            return last
        last = row
    return last


def _legend(grid: Grid, row: int) -> bool:
    """Whether a row explains a letter: a single one, with its word behind it."""
    texts = [flat(text) for text in grid.rows[row] if text.strip()]
    if sum(len(each) <= 3 and is_letter(each) for each in texts) != 1:
        return False
    for text, behind in pairwise(texts):
        word = WORDS.get(re.split(r"\W", behind.casefold(), maxsplit=1)[0], "")
        letters = read_cell(text).letters
        if len(text) <= 3 and letters and (word in letters if word else len(texts) == 2):
            return True
    return False


def head_rows(grid: Grid, area: Area) -> list[int]:
    """Rows above the letters that name the columns, nearest last."""
    found: list[int] = []
    for row in range(area.rows[0] - 1, max(-1, area.rows[0] - 1 - _HEAD_ROWS), -1):
        filled = [c for c in area.columns if merged_text(grid, row, c).strip()]
        if len(filled) * 3 >= len(area.columns) and not _legend(grid, row):
            found.insert(0, row)
        elif found and not filled:
            break
    return found
