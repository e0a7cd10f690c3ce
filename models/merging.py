"""Bringing a copy back: what it would change, and taking that over as one step.

The order in which copies come back does not matter for what does not conflict, the order of rows
included, and the same copy changes nothing a second time: what was looked at once is noted in the
history, also where the workshop's own value was kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from models.actions import place
from models.copies import Copy, read_copy
from models.errors import Refusal
from models.fields import Field
from models.i18n import _, ngettext
from models.incoming.proposal import Item, Proposal, Sort, Taken, apply
from models.lineage import Past, common, past_of, shared
from models.merge_items import ORDER, Comparison
from models.raci import grid
from models.record import TYPES, Record
from models.records import Assignment
from models.snapshot import Snapshot
from models.step import Step
from models.text import shorten
from models.workshop import Workshop

_APART = 1000.0
"""Between the rows that two copies add at the end: more than a group adds in a day."""
_COPIES = 12
"""Copies that find a place of their own between two rows; further ones share it."""
_TIGHT = 1e-6
"""Rows closer than this get no row between them: see `models.actions.place`."""


@dataclass(frozen=True, slots=True)
class Returned(Proposal):
    """What a copy would change."""

    base: Snapshot = field(default_factory=Snapshot)
    """The last state that both sides have seen."""
    theirs: Snapshot = field(default_factory=Snapshot)
    """The copy as it is now."""
    note: str = ""
    """What the history notes about it."""
    number: int = 1
    """The how manyth copy it is."""
    news: bool = True
    """Whether anything happened in it that this workshop has not seen."""

    @property
    def conflicts(self) -> frozenset[int]:
        """The numbers of the items where both sides have something to say."""
        return frozenset(n for n, item in enumerate(self.items) if item.sort is Sort.CONFLICT)

    @property
    def summary(self) -> str:
        """How much differs, in a sentence or two."""
        if not self.items:
            if not self.news:
                return _("It is an earlier state of this workshop: nothing in it is new.")
            return _("Nothing in it is new: it is here already, or was decided before.")
        text = ngettext("{n} difference.", "{n} differences.", len(self.items))
        text = text.format(n=len(self.items))
        if both := len(self.conflicts):
            told = ngettext(
                "In {n} case both sides say something: ours stays unless theirs is chosen.",
                "In {n} cases both sides say something: ours stays unless theirs is chosen.",
                both,
            )
            text += " " + told.format(n=both)
        return text


def propose(workshop: Workshop, path: Path) -> Returned:
    """What the copy at `path` would change in a workshop. Nothing is written.

    Raises Refusal where the file is no workshop, newer, damaged, this workshop itself, or a copy
    of another one.
    """
    return compared(path.name, past_of(workshop), read_copy(path, workshop.path))


def compared(name: str, ours: Past, copy: Copy) -> Returned:
    """The same from two histories; a worker may do it."""
    theirs = copy.past
    base = common(ours, theirs)
    if base is None:
        raise Refusal(
            _(
                "“{name}” is no copy of this workshop: their histories have nothing in common."
            ).format(name=name),
            _("Nothing was changed."),
            _("Open the workshop that it was copied from, and bring it back there."),
        )
    comparison = Comparison(base, ours.now, theirs.now)
    return Returned(
        name,
        tuple(comparison.items()),
        tuple(comparison.remarks()),
        base=base,
        theirs=theirs.now,
        note=theirs.note,
        number=copy.purpose.number if copy.purpose else 1,
        news=shared(ours, theirs) < len(theirs.places),
    )


def bring_back(workshop: Workshop, returned: Returned, ticked: Collection[int]) -> Taken:
    """Take over the items with these numbers, as one step, and note that the copy was seen.

    Raises ReadOnly, and NeedsReason where frozen conditions would change.
    """
    if not returned.items:
        return Taken()
    chosen = [returned.items[number] for number in sorted(ticked)]
    chosen = [_as_meant(item, returned) for item in chosen if item.offered]
    name = ngettext(
        "Bring back {n} change of {file}", "Bring back {n} changes of {file}", len(chosen)
    )
    taken = Taken()
    with workshop.step(
        name.format(n=len(chosen), file=shorten(returned.name)), note=returned.note
    ) as step:
        taken.left_out = apply(step, [item for item in chosen if item.name != ORDER])
        whole = [i.record for i in chosen if not i.name and i.sort is not Sort.REMOVED]
        _bring_belongings(step, returned.theirs, whole)
        _put_in_place(step, returned, whole)
        for item in chosen:
            if item.name == ORDER:
                _reorder(step, type(item.record), returned.theirs)
    taken.changes = step.changes
    return taken


def _as_meant(item: Item, returned: Returned) -> Item:
    """A conflict over a record that is gone in the copy is a removal once it is ticked."""
    record = item.record
    gone = not item.name and returned.theirs.get(type(record), record.id) is None
    return replace(item, sort=Sort.REMOVED) if gone else item


def _bring_belongings(step: Step, theirs: Snapshot, whole: Iterable[Record]) -> None:
    """Bring what belongs to records that came, and the links that their removal had emptied."""
    for record in whole:
        for record_type in TYPES.values():
            for link in record_type.links():
                if link.target != record.type_name:
                    continue
                for other in theirs.grouped(link).get(record.id, ()):
                    here = step.snapshot.get(record_type, other.id)
                    if here is not None and not here.values[link.name]:
                        step.update(here, **{link.name: record.id})
                    elif here is None and link.owned and _has_place(step, other):
                        gone = {each.name: "" for each in _lost(step, other)}
                        step.insert(other.replace(None, **gone))


def _has_place(step: Step, other: Record) -> bool:
    """Whether all that a record belongs to is there, and it is not there under another id."""
    if any(link.owned for link in _lost(step, other)):
        return False
    if isinstance(other, Assignment):
        return (other.activity, other.role) not in grid(step.snapshot).cells
    return True


def _lost(step: Step, record: Record) -> list[Field[Any]]:
    """The links of a record to what is not there."""
    links = [link for link in record.links() if record.values[link.name]]
    return [link for link in links if step.snapshot.linked(link, record) is None]


def _put_in_place(step: Step, returned: Returned, whole: Iterable[Record]) -> None:
    """Put the records that came where they stand in the copy, among those that were there."""
    came: dict[type[Record], set[str]] = {}
    for record in whole:
        came.setdefault(type(record), set()).add(record.id)
    for record_type, ids in came.items():
        for before, run, behind in _runs(step, returned, record_type, ids):
            spots = _spots(before, len(run), behind, returned.number)
            for number, record in enumerate(run):
                after = run[number - 1] if number else before
                spot = spots[number] if spots else place(step, record_type, after)
                step.move(record, spot)


_Run = tuple[Record | None, list[Record], Record | None]


def _runs(
    step: Step, returned: Returned, record_type: type[Record], came: Collection[str]
) -> Iterator[_Run]:
    """The records that came, in the copy's order, with the rows around them that both sides knew.

    Also those that were removed here: it must not matter which of two copies removed a row, and
    which one put another behind it.
    """
    before: Record | None = None
    run: list[Record] = []
    for record in returned.theirs.all(record_type):
        if record.id in came:
            run.append(record)
        elif record.id in returned.base.table(record_type):
            known = step.snapshot.get(record_type, record.id) or record
            if run:
                yield before, run, known
            before, run = known, []
    if run:
        yield before, run, None


def _spots(before: Record | None, count: int, behind: Record | None, number: int) -> list[float]:
    """Positions for rows that came, a block for each copy; none where there is no room.

    They depend on the rows around and on the number of the copy alone: so it does not matter which
    copy comes back first.
    """
    steps = range(1, count + 1)
    if before is None or behind is None:
        start = before.position + number * _APART if before else number * _APART
        if behind is not None:
            start = behind.position - number * _APART - count - 1
        return [start + step for step in steps]
    share = 0.5 ** ((number - 1) % _COPIES + 1)
    gap = (behind.position - before.position) * share
    first = behind.position - gap
    return [first + gap / 2 * step / (count + 1) for step in steps] if gap > _TIGHT * count else []


def _reorder(step: Step, record_type: type[Record], theirs: Snapshot) -> None:
    """Put the rows that the copy knows into its order, where they stood; others stay."""
    rows = list(step.snapshot.all(record_type))
    known = {row.id: row for row in rows if row.id in theirs.table(record_type)}
    wanted = iter([known[id_] for id_ in theirs.table(record_type) if id_ in known])
    order = [next(wanted) if row.id in known else row for row in rows]
    spots = [row.position for row in rows]
    if any(one >= other for one, other in pairwise(spots)):
        spots = [float(number) for number in range(1, len(rows) + 1)]
    for row, spot in zip(order, spots, strict=True):
        if row.position != spot:
            step.move(row, spot)
