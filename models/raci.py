"""The letters of a responsibility matrix, and the matrix as a grid.

A: accountable (answers for it, exactly one per activity), R: responsible (does it),
C: consulted before, I: informed after. "A/R" in one cell means both.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import cast

from models.i18n import N_, _
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot, Table

LETTERS = "ARCI"
"""In the order in which they are stored and shown."""

MEANING: Mapping[str, str] = {
    "A": N_("Accountable"),
    "R": N_("Responsible"),
    "C": N_("Consulted"),
    "I": N_("Informed"),
}

CYCLE = ("", "R", "A", "AR", "C", "I")
"""What Space goes through in one cell."""

_NOTHING = {"", "-", "–", "—", "/", "n/a", "na", "tbd", "not applicable"}
_WORDS = {meaning.casefold(): letter for letter, meaning in MEANING.items()}
_SEPARATORS = re.compile(r"[\s/,;+&|*_.\\-]+")


def parse_letters(text: str) -> str | None:
    """The letters in a cell as people write it ("A/R", "r, a", "Responsible"), as stored.

    Returns "" for an empty cell, "-" or "n/a", and None for what is not an assignment.
    """
    plain = text.strip().casefold()
    if plain in _NOTHING:
        return ""
    letters: set[str] = set()
    for part in _SEPARATORS.split(plain):
        if part in _WORDS:
            letters.add(_WORDS[part])
        elif set(part.upper()) <= set(LETTERS):
            letters.update(part.upper())
        else:
            return None
    return in_order(letters)


def in_order(letters: set[str] | str) -> str:
    """Letters as they are stored: each once, A before R before C before I."""
    return "".join(letter for letter in LETTERS if letter in letters)


@lru_cache(maxsize=32)
def show_letters(letters: str) -> str:
    """Letters as they are shown: "A/R"."""
    return "/".join(letters)


def meaning_of(letters: str) -> str:
    """The letters in words, for screen readers: "Accountable, Responsible"."""
    return ", ".join(_(MEANING[letter]) for letter in letters if letter in MEANING)


class Grid:
    """The filled cells of the matrix, found by activity and role; made once per table."""

    def __init__(self, table: Table) -> None:
        self.cells: dict[tuple[str, str], Assignment] = {}
        self.rows: dict[str, dict[str, str]] = {}
        """Letters by role id, by activity id."""
        self.columns: dict[str, dict[str, str]] = {}
        """Letters by activity id, by role id."""
        for record in table.unordered:
            cell = cast("Assignment", record)
            self.cells[cell.activity, cell.role] = cell
            if cell.letters:
                self.rows.setdefault(cell.activity, {})[cell.role] = cell.letters
                self.columns.setdefault(cell.role, {})[cell.activity] = cell.letters
        self.row_letters = {key: "".join(row.values()) for key, row in self.rows.items()}
        """All letters of an activity in one text: count in it, it is quick."""
        self.column_letters = {key: "".join(col.values()) for key, col in self.columns.items()}
        """All letters of a role in one text."""

    def follow(self, before: Table, after: Table, touched: Collection[str]) -> Grid:
        """The grid of the table `after`; see `models.snapshot.Derivable`."""
        new = copy.copy(self)
        new.cells = dict(self.cells)
        new.rows, new.row_letters = dict(self.rows), dict(self.row_letters)
        new.columns, new.column_letters = dict(self.columns), dict(self.column_letters)
        for id_ in touched:
            if (old := before.get(id_)) is not None:
                new._set(cast("Assignment", old), None)
        for id_ in touched:
            if (cell := after.get(id_)) is not None:
                new._set(cast("Assignment", cell), cast("Assignment", cell))
        return new

    def _set(self, place: Assignment, cell: Assignment | None) -> None:
        """Put a cell where `place` is, or empty it; nothing shared with another grid changes."""
        activity, role = place.activity, place.role
        if cell is None:
            self.cells.pop((activity, role), None)
        else:
            self.cells[activity, role] = cell
        letters = cell.letters if cell else ""
        _put(self.rows, self.row_letters, activity, role, letters)
        _put(self.columns, self.column_letters, role, activity, letters)


def _put(
    lines: dict[str, dict[str, str]], joined: dict[str, str], key: str, other: str, letters: str
) -> None:
    line = {k: v for k, v in lines.get(key, {}).items() if k != other}
    if letters:
        line[other] = letters
    if line:
        lines[key], joined[key] = line, "".join(line.values())
    else:
        lines.pop(key, None)
        joined.pop(key, None)


def grid(snapshot: Snapshot) -> Grid:
    """The matrix of a snapshot."""
    return snapshot.table(Assignment).once(Grid)


def letters_at(snapshot: Snapshot, activity: Activity, role: Role) -> str:
    """What stands in one cell of the matrix; empty where nothing does."""
    return grid(snapshot).rows.get(activity.id, {}).get(role.id, "")


def row_of(snapshot: Snapshot, activity: Activity) -> Mapping[str, str]:
    """The letters of one activity by role id."""
    return grid(snapshot).rows.get(activity.id, {})


def column_of(snapshot: Snapshot, role: Role) -> Mapping[str, str]:
    """The letters of one role by activity id."""
    return grid(snapshot).columns.get(role.id, {})


def letters_by_row(snapshot: Snapshot) -> Mapping[str, str]:
    """All letters of each activity in one text, by activity id."""
    return grid(snapshot).row_letters


def letters_by_column(snapshot: Snapshot) -> Mapping[str, str]:
    """All letters of each role in one text, by role id."""
    return grid(snapshot).column_letters


def sections(snapshot: Snapshot) -> list[tuple[str, list[Activity]]]:
    """Activities under their group headings, both in the order of first appearance."""
    found: dict[str, list[Activity]] = {}
    for activity in snapshot.all(Activity):
        found.setdefault(activity.section, []).append(activity)
    return list(found.items())


def leaves(snapshot: Snapshot, role: Role) -> bool:
    """Whether a role, or the person who fills it, goes when the pilot ends."""
    person = snapshot.linked(Role.person, role)
    return bool(role.leaves) or bool(person and person.values["leaves"])
