"""Where in a grid of texts a matrix is, and which way round it stands.

The matrix is where cells are letters: columns of them, side by side. Its rows end where the
letters end; what stands above is the head, the nearest column of words on the left is what is
done. A row without letters between rows with letters is a heading. A head of R, A, C and I
over columns of names is a matrix the other way: its cells say who.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from models.incoming.raci.areas import Area, all_like, areas_of, head_rows
from models.incoming.raci.inverted import inverted
from models.incoming.raci.letters import read_cell
from models.incoming.raci.matrix import (
    ACTIVITY,
    Entry,
    Grid,
    Matrix,
    flat,
    is_letter,
    merged_text,
    void,
)

__all__ = ["Entry", "Grid", "Matrix", "find", "find_words"]

_ROLE = re.compile(
    r"^\W*(roles?|rollen?|rôles?|rol|função|papel|funktion|who|wer|役割)\W*$", re.IGNORECASE
)
_NUMBER = re.compile(r"[\d.,)\s#-]*")


def find(grid: Grid) -> list[Matrix]:
    """The matrices in a grid, from top to bottom; none where nothing looks like one."""
    return list(inverted(grid)) or _matrices(grid, is_letter)


def find_words(grid: Grid) -> list[Matrix]:
    """The matrices of a grid whose cells are a few words of its own: "owns", "helps".

    Their entries have no letters before somebody has said what the words mean.
    """
    words = _vocabulary(grid)
    return _matrices(grid, lambda text: _in(text, words)) if len(words) > 1 else []


def _matrices(grid: Grid, fits: Callable[[str], bool]) -> list[Matrix]:
    areas = list(areas_of(grid, fits))
    taken = {row for area in areas for row in (*area.rows, *head_rows(grid, area))}
    found = [_matrix(grid, area, taken) for area in areas]
    return [matrix for matrix in found if matrix is not None]


def _matrix(grid: Grid, area: Area, known: Collection[int]) -> Matrix | None:
    """The matrix of an area; `known` are the rows that one of the matrices has taken."""
    head = head_rows(grid, area)
    labels = _labels(grid, area, head)
    activity = _activity_column(grid, area, head)
    if activity is None or not head:
        return None
    names, sections, taken = [], [], []
    section, group, left_out = "", "", []
    first = area.columns[0]
    aside = [c for c in range(area.left, first) if c != activity]
    for row in range(max(head, default=area.rows[0] - 1) + 1, area.rows[-1] + 1):
        name = merged_text(grid, row, activity)
        if row in area.rows:
            group = _group(grid, row, aside, activity) or group
            names.append(name)
            sections.append(section or group)
            taken.append(row)
        elif heading := _heading(grid, row, range(area.left, first)):
            section = heading
    for row in range(area.rows[-1] + 1, len(grid.rows)):
        if row not in known and (text := _heading(grid, row, range(grid.width))):
            left_out.append((row, text))
    left_out += _unread(grid, area, head, activity)
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


def _unread(
    grid: Grid, area: Area, head: Sequence[int], activity: int
) -> Iterator[tuple[int, str]]:
    """The columns at the edges that look like letters of an unknown scheme, with their heads."""
    row = head[-1] if head else area.rows[0]
    for column in (area.columns[0] - 1, area.columns[-1] + 1):
        if column != activity and all_like(grid, area.rows, column):
            said = [t for n in area.rows if not void(t := grid.text(n, column))]
            yield row, f"{flat(grid.text(row, column))}: {', '.join(dict.fromkeys(said))}"


def _entries(
    grid: Grid, area: Area, labels: Sequence[str], taken: Sequence[int]
) -> Iterator[Entry]:
    for number, row in enumerate(taken):
        for column, label in zip(area.columns, labels, strict=True):
            raw = merged_text(grid, row, column)
            if raw.strip():
                yield Entry(number, label, read_cell(raw), raw, row, column)


def _labels(grid: Grid, area: Area, head: Sequence[int]) -> list[str]:
    """A name for each column: from the row that tells most columns apart, and a second one."""
    rows = [[flat(merged_text(grid, row, c)) for c in area.columns] for row in head]
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


def _activity_column(grid: Grid, area: Area, head: Sequence[int]) -> int | None:
    """The column on the left that says what is done: by its head, or the first one of words."""
    candidates = []
    for column in range(area.left, area.columns[0]):
        texts = [flat(merged_text(grid, row, column)) for row in area.rows]
        filled = [text for text in texts if text]
        words = [text for text in filled if not _NUMBER.fullmatch(text) and len(text) > 2]
        if len(words) * 2 >= len(area.rows) or (len(area.rows) < 4 and words):
            named = any(ACTIVITY.search(grid.text(row, column)) for row in head)
            distinct = len(set(words)) / len(area.rows)
            candidates.append((named and distinct > 0.5, distinct > 0.6, -column, column))
    return max(candidates)[-1] if candidates else None


def _group(grid: Grid, row: int, aside: Iterable[int], activity: int) -> str:
    """What a column before the activity says, where it is filled for groups of rows."""
    for column in aside:
        text = flat(grid.text(row, column))
        if text and column < activity and not _NUMBER.fullmatch(text):
            return text
    return ""


def _heading(grid: Grid, row: int, columns: Iterable[int]) -> str:
    return next((flat(t) for t in (grid.text(row, c) for c in columns) if t.strip()), "")


def _right_way(grid: Grid, area: Area, head: Sequence[int], matrix: Matrix) -> Matrix:
    """Turn a matrix whose rows are roles: its corner says so, or each column has its one A."""
    before = range(area.left, area.columns[0])
    corner = " ".join(grid.text(row, c) for row in head for c in before)
    by_row = Counter(e.activity for e in matrix.entries if "A" in e.cell.letters)
    by_role = Counter(e.role for e in matrix.entries if "A" in e.cell.letters)
    rows = sum(count == 1 for count in by_row.values()) / max(1, len(matrix.activities))
    columns = sum(count == 1 for count in by_role.values()) / max(1, len(matrix.roles))
    says_roles = bool(_ROLE.match(flat(corner)))
    if says_roles or (columns > 0.8 > 2 * rows and not ACTIVITY.search(corner)):
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
