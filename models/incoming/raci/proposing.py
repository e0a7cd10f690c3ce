"""A matrix that was found, as a proposal: roles, activities and letters that the workshop gets.

Roles and activities are known again by their names. What stands beside a letter is kept in the
activity's remark, so that a condition is not lost with its brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models import raci
from models.i18n import _, ngettext
from models.incoming.proposal import Item, Place, Proposal, Remark, Sort
from models.incoming.raci.found import Entry, Matrix
from models.incoming.raci.letters import KNOWN
from models.incoming.sheets import place_of
from models.incoming.tables import fold
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot
from models.text import clean, shorten

Meanings = Mapping[str, str]
"""What letters and words of another scheme stand for here; "" leaves them out."""


def unknown(matrices: Sequence[Matrix]) -> list[str]:
    """The letters and words that somebody has to say the meaning of, most frequent first."""
    counts: dict[str, int] = {}
    for matrix in matrices:
        for entry in matrix.entries:
            for sign in [*entry.cell.foreign, *_parts(entry.cell.strange)]:
                counts[sign] = counts.get(sign, 0) + 1
    return sorted(counts, key=lambda sign: -counts[sign])


def _parts(text: str) -> list[str]:
    """The words of a cell without letters; a sentence is no scheme."""
    words = [word.strip() for word in text.replace(",", "/").split("/") if word.strip()]
    return words if all(len(word) <= 24 for word in words) else []


def propose(name: str, matrices: Sequence[Matrix], now: Snapshot, meanings: Meanings) -> Proposal:
    """What the workshop would get from `matrices`; letters in `meanings` are read as told there."""
    making = _Making(now, meanings)
    for matrix in matrices:
        making.matrix(matrix)
    items, warning = making.items, _warning(matrices)
    if not any(isinstance(item.record, Assignment) and item.offered for item in items):
        items = [replace(item, ticked=False) for item in items]
        wordy = _("Its cells have no R, A, C or I: say first what its words stand for.")
        warning = f"{wordy} {warning}" if unknown(matrices) else warning
    return Proposal(name, tuple(items), tuple(making.remarks), warning)


def _warning(matrices: Sequence[Matrix]) -> str:
    """What should be looked at before anything is taken over."""
    told = []
    if len(matrices) > 1:
        names = ", ".join(dict.fromkeys(shorten(m.title, 40) for m in matrices if m.title))
        text = _("{n} matrices were found: {names}.")
        told.append(text.format(n=len(matrices), names=names))
    if any(matrix.turned == "letters" for matrix in matrices):
        told.append(_("Its columns are R, A, C and I, and its cells say who."))
    if any(matrix.turned == "transposed" for matrix in matrices):
        told.append(_("It was turned: its rows were read as roles."))
    if any(matrix.unsure for matrix in matrices):
        told.append(_("Look whether roles and activities are the right way round."))
    return " ".join([*told, *_counts(matrices)])


def _counts(matrices: Sequence[Matrix]) -> Iterator[str]:
    """What the rules of a RACI will find: rows without an A, or with several."""
    counts = [
        sum("A" in e.cell.letters for e in matrix.entries if e.activity == number)
        for matrix in matrices
        for number in range(len(matrix.activities))
    ]
    none, several = counts.count(0), sum(count > 1 for count in counts)
    if none:
        text = ngettext("{n} activity has no A.", "{n} activities have no A.", none)
        yield text.format(n=none)
    if several:
        text = ngettext("{n} activity has several A.", "{n} activities have several A.", several)
        yield text.format(n=several)


class _Making:
    """The items for one matrix after the other."""

    def __init__(self, now: Snapshot, meanings: Meanings) -> None:
        self.items: list[Item] = []
        self.remarks: list[Remark] = []
        self._now = now
        self._meanings = meanings
        self._roles = {fold(role.name): role.id for role in now.all(Role)}
        self._activities = {(fold(a.name), fold(a.section)): a.id for a in now.all(Activity)}
        self._by_name: dict[str, list[str]] = {}
        for activity in now.all(Activity):
            self._by_name.setdefault(fold(activity.name), []).append(activity.id)
        self._letters = {(c.activity, c.role): c for c in now.all(Assignment)}

    def matrix(self, matrix: Matrix) -> None:
        """Add what one matrix says."""
        title = matrix.title
        for role in matrix.roles:
            self._role(title, role)
        by_row: dict[int, list[Entry]] = {}
        for entry in matrix.entries:
            by_row.setdefault(entry.activity, []).append(entry)
        used: set[str] = set()
        for number, name in enumerate(matrix.activities):
            entries = by_row.get(number, [])
            id_ = self._activity(matrix, number, name, entries, used)
            used.add(id_)
            for entry in entries:
                self._cell(title, id_, name, entry)
        for row, text in matrix.left_out:
            place = Place(title, _("row {n}").format(n=row + 1))
            words = _("“{text}” stands beside the matrix.").format(text=shorten(text, 60))
            self.remarks.append(Remark(place, words))

    def _role(self, title: str, name: str) -> None:
        if fold(name) not in self._roles:
            role = Role.new(name=clean(name, lines=False))
            self._roles[fold(name)] = role.id
            self.items.append(Item(Sort.ADDED, Place(title), role, what=_told(Role, role.name)))

    def _activity(
        self, matrix: Matrix, number: int, name: str, entries: Sequence[Entry], used: set[str]
    ) -> str:
        """The id of the activity in a row; a second row of one name is a second activity."""
        section = matrix.sections[number]
        known = self._activities.get((fold(name), fold(section)))
        alone = self._by_name.get(fold(name), [])
        id_ = known or (alone[0] if len(alone) == 1 else "")
        if id_ and id_ not in used:
            return id_
        activity = Activity.new(
            name=clean(name, lines=False),
            section=clean(section, lines=False),
            remark=clean("\n".join(_beside(entry) for entry in entries if _beside(entry))),
        )
        place = Place(matrix.title, _("row {n}").format(n=entries[0].row + 1 if entries else "?"))
        what = _told(Activity, activity.name or _("(no name)"))
        self.items.append(Item(Sort.ADDED, place, activity, what=what, note=activity.remark))
        self._activities[fold(name), fold(section)] = activity.id
        return activity.id

    def _cell(self, title: str, activity: str, name: str, entry: Entry) -> None:
        letters, unread = self._read(entry)
        role = self._roles[fold(entry.role)]
        known = self._letters.get((activity, role))
        before = known.letters if known else ""
        if not letters and not unread:
            return
        item = Item(
            Sort.CHANGED,
            place_of(title, entry.row + 1, entry.column + 1),
            known or Assignment.new(activity=activity, role=role),
            what=f"{shorten(name, 80)}: {shorten(entry.role)}",
            name=Assignment.letters.name,
            value=letters,
            before=raci.show_letters(before),
            after=raci.show_letters(letters),
            note=_why(entry, unread),
        )
        if not letters:
            item = replace(
                item, sort=Sort.DOUBTFUL, after=shorten(entry.raw), ticked=False, offered=False
            )
        elif before and before != letters:
            item = replace(item, sort=Sort.CONFLICT, ticked=False)
        elif before == letters:
            return
        elif unread or entry.cell.alike:
            item = replace(item, sort=Sort.DOUBTFUL)
        self.items.append(item)

    def _read(self, entry: Entry) -> tuple[str, str]:
        """The letters as they are kept here, and what of the cell has no meaning."""
        found, unread = set(entry.cell.letters) & KNOWN, []
        for sign in [*entry.cell.foreign, *_parts(entry.cell.strange)]:
            if sign in self._meanings:
                found |= set(self._meanings[sign])
            else:
                unread.append(sign)
        if entry.cell.strange and not _parts(entry.cell.strange):
            unread.append(entry.cell.strange)
        return raci.in_order(found), ", ".join(unread)


def _told(record_type: type[Role] | type[Activity], name: str) -> str:
    return f"{record_type.label()}: {shorten(name, 80)}"


def _beside(entry: Entry) -> str:
    """What of a cell does not fit into letters: "Product Owner: A (P0/P1)"."""
    cell = entry.cell
    if not (cell.note or cell.named or cell.strange):
        return ""
    return f"{entry.role}: {' '.join(entry.raw.split())}"


def _why(entry: Entry, unread: str) -> str:
    """Why somebody should look at a cell; usually nothing."""
    if unread:
        return _("“{text}” is none of R, A, C, I.").format(text=shorten(unread))
    if entry.cell.alike:
        return _("A letter of another alphabet that looks like it was read as this one.")
    if entry.cell.note or entry.cell.named:
        raw = shorten(" ".join(entry.raw.split()))
        return _("It says “{text}”; that is kept in the remark.").format(text=raw)
    return ""
