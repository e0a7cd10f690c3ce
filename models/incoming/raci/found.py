"""Where in a grid of texts a matrix is, and which way round it stands.

The matrix is where cells are letters: columns of them, side by side. Its rows end where the
letters end; what stands above is the head, the nearest column of words on the left is what is
done. A row without letters between rows with letters is a heading. A head of R, A, C and I
over columns of names is a matrix the other way: its cells say who.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from models.incoming.raci.letters import WORDS, Cell, read_cell

_HEAD_ROWS = 6
"""So many rows above the letters can belong to the head."""
_LEAST = 0.55
"""Share of what is filled in a column of letters that has to be letters."""
_ACTIVITY = re.compile(
    r"activit|aktivit|task|aufgabe|tätigkeit|tarea|tarefa|atividad|entreg|deliverable|process|"
    r"activité|tâche|taak|活動|タスク|作業|業務|decision|resultado|milestone|decisão|opgave|step",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^\W*(roles?|rollen?|rôles?|rol|função|papel|funktion|who|wer|役割)\W*$", re.IGNORECASE
)
_NUMBER = re.compile(r"[\d.,)\s#-]*")
_LIST = re.compile(r"\s*[,;\n]\s*(?![^()]*\))")


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


class _Area(NamedTuple):
    """The columns of letters and the rows that have some."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]


def find(grid: Grid) -> list[Matrix]:
    """The matrices in a grid, from top to bottom; none where nothing looks like one."""
    return list(_inverted(grid)) or _matrices(grid, _is_letter)


def find_words(grid: Grid) -> list[Matrix]:
    """The matrices of a grid whose cells are a few words of its own: "owns", "helps".

    Their entries have no letters before somebody has said what the words mean.
    """
    words = _vocabulary(grid)
    return _matrices(grid, lambda text: _in(text, words)) if len(words) > 1 else []


def _matrices(grid: Grid, fits: Callable[[str], bool]) -> list[Matrix]:
    found = [_matrix(grid, area) for area in _areas(grid, fits)]
    return [matrix for matrix in found if matrix is not None]


# The usual way: letters in the cells


def _is_letter(text: str) -> bool:
    cell = read_cell(text)
    return bool(cell.letters) and not cell.named


def _areas(grid: Grid, fits: Callable[[str], bool]) -> Iterator[_Area]:
    """The areas of letters: rows with some in at least two columns, parted by new heads."""
    marks = [[bool(text) and fits(text) for text in row] for row in grid.rows]
    dense = [n for n, row in enumerate(marks) if sum(row) >= 2 and not _legend(grid, n)]
    for rows in _runs(grid, dense, marks):
        columns = tuple(_letter_columns(grid, rows, marks))
        if len(columns) >= 2:
            span = range(rows[0], _last_row(grid, rows, columns, marks) + 1)
            taken = [n for n in span if any(_at(marks, n, c) for c in columns)]
            yield _Area(columns, tuple(n for n in taken if not _legend(grid, n)))


def _at(marks: list[list[bool]], row: int, column: int) -> bool:
    return column < len(marks[row]) and marks[row][column]


def _runs(grid: Grid, dense: list[int], marks: list[list[bool]]) -> Iterator[list[int]]:
    """Rows of letters that belong together: a row of several words between them is a new head."""
    run: list[int] = []
    for row in dense:
        if run and any(_new_head(grid, n, marks) for n in range(run[-1] + 1, row)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _new_head(grid: Grid, row: int, marks: list[list[bool]]) -> bool:
    words = [
        text
        for column, text in enumerate(grid.rows[row])
        if column and text.strip() and not _at(marks, row, column) and not _void(text)
    ]
    return len(words) >= 3 and len(set(words)) == len(words) and not any(map(_long, words))


def _long(text: str) -> bool:
    return len(text) > 80


def _void(text: str) -> bool:
    return read_cell(text) == Cell()


def _letter_columns(grid: Grid, rows: Sequence[int], marks: list[list[bool]]) -> Sequence[int]:
    """The columns between the first and the last one of letters, without those of words."""
    marked = [column for column in range(grid.width) if any(_at(marks, r, column) for r in rows)]
    found: list[int] = []
    for column in range(min(marked), min(max(marked) + 2, grid.width)):
        filled = [text for row in rows if not _void(text := grid.text(row, column))]
        # Names may stand beside the letters here: what is around it is a matrix anyway.
        said = sum(
            bool(read_cell(text).letters) or _at(marks, row, column)
            for row in rows
            if not _void(text := grid.text(row, column))
        )
        if filled and said >= _LEAST * len(filled):
            found.append(column)
    return _widest(grid, found, rows)


def _widest(grid: Grid, columns: Sequence[int], rows: Sequence[int]) -> Sequence[int]:
    """The most columns that have no empty one between them: a legend stands apart."""
    parts: list[list[int]] = [[]]
    for column in columns:
        gap = range(parts[-1][-1] + 1, column) if parts[-1] else ()
        above = range(max(0, rows[0] - 1), rows[-1] + 1)
        if any(not any(grid.text(row, empty).strip() for row in above) for empty in gap):
            parts.append([])
        parts[-1].append(column)
    return max(parts, key=len)


def _last_row(
    grid: Grid, rows: Sequence[int], columns: Sequence[int], marks: list[list[bool]]
) -> int:
    """The last row of letters, the ones with a single letter below the others included."""
    last = rows[-1]
    for row in range(last + 1, len(grid.rows)):
        filled = [c for c in columns if not _void(grid.text(row, c))]
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
    texts = [_flat(text) for text in grid.rows[row] if text.strip()]
    if sum(len(each) <= 3 and _is_letter(each) for each in texts) != 1:
        return False
    for text, behind in pairwise(texts):
        word = WORDS.get(re.split(r"\W", behind.casefold(), maxsplit=1)[0], "")
        if len(text) <= 3 and read_cell(text).letters and (word or len(texts) == 2):
            return True
    return False


def _matrix(grid: Grid, area: _Area) -> Matrix | None:
    head = _head_rows(grid, area)
    labels = _labels(grid, area, head)
    activity = _activity_column(grid, area, head)
    if activity is None:
        return None
    names, sections, taken = [], [], []
    section, group, left_out = "", "", []
    first = area.columns[0]
    aside = [c for c in range(first) if c != activity]
    for row in range(max(head, default=area.rows[0] - 1) + 1, area.rows[-1] + 1):
        name = _merged_text(grid, row, activity)
        if row in area.rows:
            group = _group(grid, row, aside, activity) or group
            names.append(name)
            sections.append(section or group)
            taken.append(row)
        elif heading := _heading(grid, row, first):
            section = heading
    for row in range(area.rows[-1] + 1, len(grid.rows)):
        if text := _heading(grid, row, grid.width):
            left_out.append((row, text))
    entries = list(_entries(grid, area, labels, taken))
    matrix = Matrix(
        grid.title,
        tuple(dict.fromkeys(labels)),
        tuple(names),
        tuple(sections),
        tuple(entries),
        left_out=tuple(left_out),
    )
    return _right_way(grid, area, head, matrix)


def _entries(
    grid: Grid, area: _Area, labels: Sequence[str], taken: Sequence[int]
) -> Iterator[Entry]:
    for number, row in enumerate(taken):
        for column, label in zip(area.columns, labels, strict=True):
            raw = grid.text(row, column)
            if raw.strip():
                yield Entry(number, label, read_cell(raw), raw, row, column)


def _head_rows(grid: Grid, area: _Area) -> list[int]:
    """Rows above the letters that name the columns, nearest last."""
    found: list[int] = []
    for row in range(area.rows[0] - 1, max(-1, area.rows[0] - 1 - _HEAD_ROWS), -1):
        filled = [c for c in area.columns if _merged_text(grid, row, c).strip()]
        if len(filled) * 3 >= len(area.columns) and not _legend(grid, row):
            found.insert(0, row)
        elif found and not filled:
            break
    return found


def _labels(grid: Grid, area: _Area, head: Sequence[int]) -> list[str]:
    """A name for each column: from the row that tells most columns apart, and a second one."""
    rows = [[_flat(_merged_text(grid, row, c)) for c in area.columns] for row in head]
    if not rows:
        return [_unnamed(c) for c in area.columns]
    best = max(reversed(rows), key=lambda row: len({text for text in row if text}))
    labels = [
        text or next((row[n] for row in reversed(rows) if row[n]), _unnamed(area.columns[n]))
        for n, text in enumerate(best)
    ]
    others = [_told_apart(labels, row) for row in rows if row is not best]
    return max([labels, *others], key=lambda made: len(set(made)))


def _told_apart(labels: Sequence[str], other: Sequence[str]) -> list[str]:
    """Labels that several columns share, with what a second row of the head says of each."""
    counts = Counter(labels)
    return [
        f"{label} / {more}" if counts[label] > 1 and more else label
        for label, more in zip(labels, other, strict=True)
    ]


def _unnamed(column: int) -> str:
    return f"#{column + 1}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _merged_text(grid: Grid, row: int, column: int) -> str:
    text = grid.text(row, column)
    if text.strip() or not grid.merged:
        return text
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom and left <= column <= right:
            return grid.text(top, left)
    return text


def _activity_column(grid: Grid, area: _Area, head: Sequence[int]) -> int | None:
    """The column on the left that says what is done: by its head, or the first one of words."""
    candidates = []
    for column in range(area.columns[0]):
        texts = [_flat(_merged_text(grid, row, column)) for row in area.rows]
        filled = [text for text in texts if text]
        words = [text for text in filled if not _NUMBER.fullmatch(text) and len(text) > 2]
        if len(words) * 2 >= len(area.rows) or (len(area.rows) < 4 and words):
            named = any(_ACTIVITY.search(grid.text(row, column)) for row in head)
            distinct = len(set(words)) / len(area.rows)
            candidates.append((named and distinct > 0.5, distinct > 0.6, -column, column))
    return max(candidates)[-1] if candidates else None


def _group(grid: Grid, row: int, aside: Iterable[int], activity: int) -> str:
    """What a column before the activity says, where it is filled for groups of rows."""
    for column in aside:
        text = _flat(grid.text(row, column))
        if text and column < activity and not _NUMBER.fullmatch(text):
            return text
    return ""


def _heading(grid: Grid, row: int, width: int) -> str:
    return next((_flat(t) for t in (grid.text(row, c) for c in range(width)) if t.strip()), "")


def _right_way(grid: Grid, area: _Area, head: Sequence[int], matrix: Matrix) -> Matrix:
    """Turn a matrix whose rows are roles: its corner says so, or each column has its one A."""
    corner = " ".join(grid.text(row, c) for row in head for c in range(area.columns[0]))
    by_row = Counter(e.activity for e in matrix.entries if "A" in e.cell.letters)
    by_role = Counter(e.role for e in matrix.entries if "A" in e.cell.letters)
    rows = sum(count == 1 for count in by_row.values()) / max(1, len(matrix.activities))
    columns = sum(count == 1 for count in by_role.values()) / max(1, len(matrix.roles))
    says_roles = bool(_ROLE.match(_flat(corner)))
    if says_roles or (columns > 0.8 > 2 * rows and not _ACTIVITY.search(corner)):
        return _transposed(matrix, unsure=not says_roles)
    return matrix


def _transposed(matrix: Matrix, *, unsure: bool) -> Matrix:
    places = {role: number for number, role in enumerate(matrix.roles)}
    entries = [
        e._replace(activity=places[e.role], role=matrix.activities[e.activity])
        for e in matrix.entries
    ]
    entries.sort(key=lambda e: e.activity)
    return Matrix(
        matrix.title,
        tuple(dict.fromkeys(matrix.activities)),
        matrix.roles,
        ("",) * len(matrix.roles),
        tuple(entries),
        turned="transposed",
        unsure=unsure,
        left_out=matrix.left_out,
    )


# The other way: names in the cells, letters in the head


def _inverted(grid: Grid) -> Iterator[Matrix]:
    if sum(sum(_is_letter(text) for text in row) >= 2 for row in grid.rows) > 1:
        return  # rows of letters: it stands the usual way
    for row, cells in enumerate(grid.rows):
        letters = {c: letter for c, text in enumerate(cells) if (letter := _head_letter(text))}
        if len(set(letters.values()) & set("RACI")) < 3 or len(letters) > 6:
            continue
        if len(set(letters.values())) != len(letters):
            continue
        below = grid.rows[row + 1 :]
        filled = [r[c] for r in below for c in letters if c < len(r) and not _void(r[c])]
        if filled and sum(_is_letter(text) for text in filled) < 0.3 * len(filled):
            yield from _names(grid, row, letters)
            return


def _head_letter(text: str) -> str:
    plain = _flat(text)
    word = WORDS.get(plain.casefold().split(" ")[0] if plain else "", "")
    cell = read_cell(plain)
    found = word or (cell.letters if not cell.named else "")
    return found if len(found) == 1 else ""


def _names(grid: Grid, head: int, letters: dict[int, str]) -> Iterator[Matrix]:
    first = min(letters)
    rows = [
        row
        for row in range(head + 1, len(grid.rows))
        if any(not _void(grid.text(row, column)) for column in letters)
    ]
    left = [c for c in range(first) if any(grid.text(row, c).strip() for row in rows)]
    if not rows or not left:
        return
    named = [c for c in left if _ACTIVITY.search(grid.text(head, c))]
    distinct = {c: len({grid.text(row, c) for row in rows}) for c in left}
    activity = named[0] if named else max(left, key=lambda c: (distinct[c], -c))
    found: dict[tuple[int, str], list[tuple[str, int]]] = {}
    for number, row in enumerate(rows):
        for column, letter in letters.items():
            for who in _LIST.split(grid.text(row, column)):
                if not _void(who):
                    found.setdefault((number, _flat(who)), []).append((letter, column))
    entries = [
        Entry(number, who, read_cell("/".join(x for x, _c in said)), who, rows[number], said[0][1])
        for (number, who), said in found.items()
    ]
    yield Matrix(
        grid.title,
        tuple(dict.fromkeys(e.role for e in entries)),
        tuple(_flat(grid.text(row, activity)) for row in rows),
        ("",) * len(rows),
        tuple(entries),
        turned="letters",
    )


# Words instead of letters


def _vocabulary(grid: Grid) -> frozenset[str]:
    """The few short words that fill most of a table."""
    counts = Counter(
        word.casefold()
        for row in grid.rows
        for text in row[1:]
        for word in re.split(r"[/,\n]", text)
        if 1 < len(word.strip()) <= 16 and " " not in word.strip()
    )
    frequent = [word.strip() for word, count in counts.most_common(8) if count >= 5]
    return frozenset(frequent)


def _in(text: str, words: frozenset[str]) -> bool:
    parts = [part.strip().casefold() for part in re.split(r"[/,\n]", text)]
    return bool(words) and all(part in words for part in parts)
