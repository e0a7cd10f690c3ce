"""A matrix that stands the other way: R, A, C and I are heads, and the cells below say who."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.incoming.raci.letters import WORDS, read_cell
from models.incoming.raci.matrix import ACTIVITY, Entry, Grid, Matrix, flat, is_letter, void

_TICK = re.compile(r"\W*[xX]?\W*|1|yes|ja|oui|sí|si|sim", re.IGNORECASE)
"""A cell that only says that something is so."""
_LIST = re.compile(r"\s*[,;\n]\s*(?![^()]*\))")


def inverted(grid: Grid) -> Iterator[Matrix]:
    """The matrix of names below letters, where the grid has one."""
    if sum(sum(is_letter(text) for text in row) >= 2 for row in grid.rows) > 1:
        return  # rows of letters: it stands the usual way
    for row, cells in enumerate(grid.rows):
        letters = {c: letter for c, text in enumerate(cells) if (letter := _head_letter(text))}
        if len(set(letters.values()) & set("RACI")) < 3 or len(letters) > 6:
            continue
        if len(set(letters.values())) != len(letters):
            continue
        below = grid.rows[row + 1 :]
        filled = [r[c] for r in below for c in letters if c < len(r) and not void(r[c])]
        if filled and sum(is_letter(text) for text in filled) < 0.3 * len(filled):
            yield from _names(grid, row, letters)
            return


def _head_letter(text: str) -> str:
    plain = flat(text)
    word = WORDS.get(plain.casefold().split(" ")[0] if plain else "", "")
    cell = read_cell(plain)
    found = word or (cell.letters if not cell.named else "")
    return found if len(found) == 1 else ""


def _names(grid: Grid, head: int, letters: dict[int, str]) -> Iterator[Matrix]:
    first = min(letters)
    rows = [
        row
        for row in range(head + 1, len(grid.rows))
        if any(not void(grid.text(row, column)) for column in letters)
    ]
    left = [c for c in range(first) if any(grid.text(row, c).strip() for row in rows)]
    if not rows or not left:
        return
    named = [c for c in left if ACTIVITY.search(grid.text(head, c))]
    distinct = {c: len({grid.text(row, c) for row in rows}) for c in left}
    activity = named[0] if named else max(left, key=lambda c: (distinct[c], -c))
    found: dict[tuple[int, str], list[tuple[str, int]]] = {}
    said = [t for row in rows for c in letters if not void(t := grid.text(row, c))]
    if all(_TICK.fullmatch(text) for text in said):
        return  # a tick is nobody's name
    for number, row in enumerate(rows):
        for column, letter in letters.items():
            for who in _LIST.split(grid.text(row, column)):
                if not void(who):
                    found.setdefault((number, flat(who)), []).append((letter, column))
    entries = [
        Entry(number, who, read_cell("/".join(x for x, _c in has)), who, rows[number], has[0][1])
        for (number, who), has in found.items()
    ]
    yield Matrix(
        grid.title,
        tuple(dict.fromkeys(e.role for e in entries)),
        tuple(flat(grid.text(row, activity)) for row in rows),
        ("",) * len(rows),
        tuple(entries),
        turned="letters",
    )
