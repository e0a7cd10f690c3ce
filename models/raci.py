"""The letters of a responsibility matrix, and the matrix as a grid.

A: accountable (answers for it, exactly one per activity), R: responsible (does it),
C: consulted before, I: informed after. "A/R" in one cell means both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

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


def letters_at(snapshot: Snapshot, activity: Activity, role: Role) -> str:
    """What stands in one cell of the matrix; empty where nothing does."""
    found = assignment_at(snapshot, activity, role)
    return found.letters if found else ""


def assignment_at(snapshot: Snapshot, activity: Activity, role: Role) -> Assignment | None:
    """The record behind one cell of the matrix, or None."""
    cells = snapshot.grouped(Assignment.activity).get(activity.id, [])
    return next((cell for cell in cells if cell.role == role.id), None)


def row_of(snapshot: Snapshot, activity: Activity) -> dict[str, str]:
    """The letters of one activity by role id."""
    cells: list[Assignment] = snapshot.grouped(Assignment.activity).get(activity.id, [])
    return {cell.role: cell.letters for cell in cells if cell.letters}


def column_of(snapshot: Snapshot, role: Role) -> dict[str, str]:
    """The letters of one role by activity id."""
    cells: list[Assignment] = snapshot.grouped(Assignment.role).get(role.id, [])
    return {cell.activity: cell.letters for cell in cells if cell.letters}


def letters_by_row(snapshot: Snapshot) -> Mapping[str, str]:
    """All letters of each activity in one text, by activity id: count in it, it is quick."""
    return snapshot.table(Assignment).once(_join_rows)


def letters_by_column(snapshot: Snapshot) -> Mapping[str, str]:
    """All letters of each role in one text, by role id."""
    return snapshot.table(Assignment).once(_join_columns)


def _join_rows(table: Table) -> dict[str, str]:
    return _join(table, Assignment.activity.name)


def _join_columns(table: Table) -> dict[str, str]:
    return _join(table, Assignment.role.name)


def _join(table: Table, field: str) -> dict[str, str]:
    joined: dict[str, str] = {}
    for cell in table.ordered:
        values = cell.values
        if letters := values["letters"]:
            key = str(values[field])
            joined[key] = joined.get(key, "") + str(letters)
    return joined


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
