"""What became of the letters of the matrix: "A moves from Head of Claims to Head of IT"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from models.i18n import _
from models.raci import LETTERS, in_order, show_letters
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot
from models.text import shorten

Row = Mapping[str, str]
"""The letters of one activity by the ids of the roles, in the order of the roles."""
_NAME = 40


class LetterChange(NamedTuple):
    """What became of the letters of one activity."""

    text: str
    before: str
    after: str
    """All its letters: "A Head of IT; R Claims team"."""


class Letters:
    """The letters of two states of a workshop."""

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self._before, self._after = before, after

    def changes(self) -> Iterator[tuple[Activity, LetterChange]]:
        """What became of the letters of the activities that are in both, in today's order."""
        if self._before.table(Assignment) is self._after.table(Assignment):
            return
        known = self._before.table(Activity)
        for activity in self._after.all(Activity):
            if activity.id in known:
                old, new = _row(self._before, activity), _row(self._after, activity)
                if text := "; ".join(self._parts(old, new)):
                    told = _told(self._before, old), _told(self._after, new)
                    yield activity, LetterChange(text, *told)

    def of(self, activity: Activity, *, added: bool) -> str:
        """The letters of an activity that is only in one of the two."""
        snapshot = self._after if added else self._before
        return _told(snapshot, _row(snapshot, activity))

    def _parts(self, old: Row, new: Row) -> Iterator[str]:
        touched = [role for role in {**old, **new} if old.get(role) != new.get(role)]
        if len(touched) == 1 and touched[0] in old and touched[0] in new:
            yield _("{role} has {new} instead of {old}").format(
                role=_names(self._after, touched),
                new=show_letters(new[touched[0]]),
                old=show_letters(old[touched[0]]),
            )
            return
        for letter in LETTERS:
            gone = _names(self._before, _only(letter, old, new))
            come = _names(self._after, _only(letter, new, old))
            if len(_only(letter, old, new)) == len(_only(letter, new, old)) == 1:
                moves = _("{letter} moves from {one} to {other}")
                yield moves.format(letter=letter, one=gone, other=come)
            else:
                if come:
                    yield _("{letter} is added for {roles}").format(letter=letter, roles=come)
                if gone:
                    yield _("{letter} is taken from {roles}").format(letter=letter, roles=gone)


def _row(snapshot: Snapshot, activity: Activity) -> Row:
    cells = snapshot.grouped(Assignment.activity).get(activity.id, ())
    letters = {cell.role: in_order(cell.letters) for cell in cells}
    return {role.id: letters[role.id] for role in snapshot.all(Role) if role.id in letters}


def _only(letter: str, row: Row, other: Row) -> list[str]:
    """The roles that hold a letter in one row and not in the other."""
    return [role for role in row if letter in row[role] and letter not in other.get(role, "")]


def _names(snapshot: Snapshot, roles: Iterable[str]) -> str:
    found = [snapshot.get(Role, role) for role in roles]
    return ", ".join(shorten(role.caption, _NAME) for role in found if role)


def _told(snapshot: Snapshot, row: Row) -> str:
    holders = {letter: [role for role in row if letter in row[role]] for letter in LETTERS}
    return "; ".join(f"{x} {_names(snapshot, roles)}" for x, roles in holders.items() if roles)
