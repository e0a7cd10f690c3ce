"""What a file that came back would change in a workshop, and taking over what is ticked of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from enum import StrEnum
from typing import Any, NamedTuple

from models.actions import place as place_at_end
from models.fields import Field, Kind, Value
from models.history import Changes
from models.i18n import N_, _, ngettext
from models.matrix import Cells, filled_cells, write_letters
from models.record import TYPES, Record
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot
from models.step import Step
from models.text import shorten
from models.workshop import Workshop


class Sort(StrEnum):
    """What an item is about; in the order in which it is shown."""

    CONFLICT = "conflict"
    DOUBTFUL = "doubtful"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The word for it, in the current language."""
        return _(_LABELS[self])


_LABELS = {
    Sort.CONFLICT: N_("Conflict"),
    Sort.DOUBTFUL: N_("Doubtful"),
    Sort.CHANGED: N_("Changed"),
    Sort.ADDED: N_("Added"),
    Sort.REMOVED: N_("Removed"),
}


class Place(NamedTuple):
    """Where something stands in the file; `cell` is a cell, a row in words, or empty."""

    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.sheet}, {self.cell}" if self.cell else self.sheet


class Remark(NamedTuple):
    """Something that is not taken over, whatever is ticked, and why."""

    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be taken over.

    With the `name` of a field, its value becomes `value`; without one the whole `record` is added
    (or brought back), or removed where that is its `sort`.
    """

    sort: Sort
    place: Place
    record: Record
    what: str
    """What it is about in words: the record, and its field."""
    name: str = ""
    """The name of the field; empty where it is about the whole record."""
    value: Value = None
    before: str = ""
    """What stands in the workshop now, as text."""
    after: str = ""
    """What stands in the file, as text."""
    note: str = ""
    """What one should know before ticking it, as a sentence."""
    ticked: bool = True
    """Whether it is ticked at first."""
    offered: bool = True
    """Whether it can be ticked at all; what could not be understood cannot."""
    new_name: str = ""
    """A name that the field's list does not have yet; it is added with the item."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file would change."""

    name: str
    """The name of the file."""
    items: tuple[Item, ...] = ()
    left_out: tuple[Remark, ...] = ()
    warning: str = ""
    """What should be known before anything is taken over; usually empty."""
    understood: tuple[str, ...] = ()
    """How a file that is not ours was read, in sentences."""

    @property
    def ticked(self) -> frozenset[int]:
        """The numbers of the items that are ticked at first."""
        return frozenset(n for n, item in enumerate(self.items) if item.ticked and item.offered)


@dataclass
class Taken:
    """What was taken over, and a sentence for each ticked item that was not."""

    changes: Changes = made(default_factory=lambda: Changes("", ()))
    left_out: list[str] = made(default_factory=list)


def take_over(workshop: Workshop, proposal: Proposal, ticked: Collection[int]) -> Taken:
    """Take over the items with these numbers, as one step.

    What no longer fits (its record is gone, or what it points to was not ticked) is left out and
    said. Raises ReadOnly, and NeedsReason where frozen conditions would change.
    """
    chosen = [proposal.items[number] for number in sorted(ticked)]
    chosen = [item for item in chosen if item.offered]
    taken = Taken()
    name = ngettext(
        "Take over {n} change from {file}", "Take over {n} changes from {file}", len(chosen)
    )
    with workshop.step(name.format(n=len(chosen), file=shorten(proposal.name))) as step:
        taken.left_out = apply(step, chosen)
    taken.changes = step.changes
    return taken


def apply(step: Step, chosen: Sequence[Item]) -> list[str]:
    """Take over items within a step. Returns a sentence for each that no longer fits."""
    left_out: list[str] = []
    _add(step, chosen, left_out)
    _change(step, chosen, left_out)
    _set_letters(step, chosen, left_out)
    _remove(step, chosen)
    return left_out


def _add(step: Step, chosen: Sequence[Item], left_out: list[str]) -> None:
    """Add whole records; links follow when all are there, because they may point forwards."""
    new = []
    for item in chosen:
        if not item.name and item.sort is not Sort.REMOVED:
            record = item.record
            if step.snapshot.get(type(record), record.id) is not None:
                left_out.append(_("{what} is there already.").format(what=item.what))
                continue
            links = {link.name: "" for link in record.links()}
            spot = place_at_end(step, type(record))
            new.append((item, step.insert(record.replace(spot, **links))))
    for item, record in new:
        step.update(record, **dict(_links_there(step, item, left_out)))


def _links_there(step: Step, item: Item, left_out: list[str]) -> Iterator[tuple[str, Value]]:
    for link in item.record.links():
        target = item.record.values[link.name]
        if target and _there(step.snapshot, link, target):
            yield link.name, target
        elif target:
            left_out.append(_without_target(item, link))


def _change(step: Step, chosen: Sequence[Item], left_out: list[str]) -> None:
    for item in chosen:
        if not item.name or isinstance(item.record, Assignment):
            continue
        record_type = type(item.record)
        field = record_type.fields[item.name]
        record = step.snapshot.get(record_type, item.record.id)
        value = item.value
        if record is None and not item.record.single:
            left_out.append(_gone(item))
            continue
        if item.new_name:
            value = step.named(TYPES[field.target], item.new_name).id
        if field.kind is Kind.LINK and value and not _there(step.snapshot, field, value):
            left_out.append(_without_target(item, field))
        elif record is None:
            step.set_one(record_type, **{item.name: value})
        else:
            step.update(record, **{item.name: value})


def _set_letters(step: Step, chosen: Sequence[Item], left_out: list[str]) -> None:
    cells: Cells | None = None
    for item in chosen:
        if not item.name or not isinstance(item.record, Assignment):
            continue
        cells = filled_cells(step) if cells is None else cells
        activity = step.snapshot.get(Activity, item.record.activity)
        role = step.snapshot.get(Role, item.record.role)
        if activity is None or role is None:
            left_out.append(_gone(item))
        else:
            write_letters(step, cells, activity, role, str(item.value))


def _remove(step: Step, chosen: Sequence[Item]) -> None:
    for item in chosen:
        if item.sort is Sort.REMOVED and not item.name:
            record = step.snapshot.get(type(item.record), item.record.id)
            if record is not None:  # else it went with the one that it belonged to
                step.delete(record)


def _there(snapshot: Snapshot, link: Field[Any], id_: Value) -> bool:
    return snapshot.get(TYPES[link.target], str(id_)) is not None


def _gone(item: Item) -> str:
    return _("{place}: {what} is not in the workshop, so nothing was changed there.").format(
        place=item.place, what=item.what
    )


def _without_target(item: Item, link: Field[Any]) -> str:
    return _("{place}: “{field}” was left as it is, because what it names was not added.").format(
        place=item.place, field=link.label
    )
