"""Conditions frozen at sign-off: afterwards they change only with a reason.

With them freezes what a go means: who decides and on which day, and who takes over from when
with which money. Results may still be entered. Undo goes back behind the freezing as behind any
other step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from models import display
from models.dates import today
from models.errors import Refusal
from models.history import Change, combine
from models.i18n import _
from models.record import Record
from models.records import Amendment, Condition, GateDecision, Person, Pilot, StopCondition
from models.snapshot import Snapshot
from models.step import Step
from models.text import clean

_AFTERWARDS = frozenset({"result", "result_cases", "holds", "evidence", "position"})
"""What of a condition is found out after it was agreed."""
_SEALED: dict[type[Record], frozenset[str]] = {
    GateDecision: frozenset(
        {
            "decider",
            "next_owner",
            "budget",
            "starts_on",
            "if_not",
            "extended_until",
            "frozen_on",
            "frozen_by",
        }
    ),
    Pilot: frozenset({"decision_on"}),
}
"""What of the records that there is one of belongs to the agreement."""
SEALABLE = (Condition, StopCondition, GateDecision, Pilot, Amendment)
"""Record types of which something is sealed by freezing."""


class Reason(NamedTuple):
    """Why a frozen condition is changed, and who decided it: see `person_of`."""

    text: str
    decided_by: str = ""


class Told(NamedTuple):
    """What a change does to what was agreed, in words, and the id of the record."""

    text: str
    id: str


class NeedsReason(Refusal):
    """A frozen condition would change, and nobody said why."""

    def __init__(self, told: list[Told]) -> None:
        self.told = told
        super().__init__(
            _("The conditions are frozen: {what}.").format(what="; ".join(t.text for t in told)),
            _("Nothing was changed."),
            _("Give a reason, and it will be changed and listed in the charter."),
        )


def frozen(snapshot: Snapshot) -> bool:
    """Whether the conditions are frozen."""
    found = snapshot.get(GateDecision, GateDecision.type_name)  # asked at every edit
    return found is not None and found.frozen_on is not None


def held(snapshot: Snapshot, record: Record, field: str) -> bool:
    """Whether a field of a record needs a reason to be changed now."""
    return isinstance(record, SEALABLE) and frozen(snapshot) and sealed(record, field)


def person_of(step: Step, who: str) -> str:
    """Id of a person given by id or by name; a name that nobody has yet is added."""
    name = clean(who, lines=False)
    if not name or step.snapshot.get(Person, name) is not None:
        return name
    return step.named(Person, name).id


def sealed(record: Record, field: str) -> bool:
    """Whether a field of a record cannot change without a reason once conditions are frozen."""
    if isinstance(record, Condition):
        return field not in _AFTERWARDS
    if record.single:
        return field in _SEALED.get(type(record), ())
    return isinstance(record, StopCondition | Amendment) and field != "position"


def guard(step: Step, before: Snapshot, reason: Reason | None) -> None:
    """Record what a step changes of frozen conditions. Raises NeedsReason without a reason."""
    if not frozen(before):
        return
    changes = list(combine(step.collected))
    told = [
        Told(text, change.id)
        for change in changes
        if change.record_type in SEALABLE
        for text in _told(before, step.snapshot, change)
    ]
    if not told:
        return
    if reason is None or not reason.text.strip():
        raise NeedsReason(told)
    decided_by = person_of(step, reason.decided_by)
    for place, (text, _id) in enumerate(told, 1):
        step.insert(
            Amendment.new(
                before.table(Amendment).last_position + place,
                what=text,
                reason=reason.text,
                decided_by=decided_by,
                changed_on=today(),
            )
        )


def _told(before: Snapshot, after: Snapshot, change: Change) -> Iterator[str]:
    """What a change does to what was agreed, in words; nothing where it does not touch it."""
    old: Record | None
    new: Record | None
    if change.record_type.single:  # there from the beginning, if with nothing in it
        old, new = before.one(change.record_type), after.one(change.record_type)
    else:
        old = before.get(change.record_type, change.id)
        new = after.get(change.record_type, change.id)
    if old is None and new is not None:
        yield _("“{name}” is new").format(name=new.caption)
    elif new is None and old is not None:
        yield _("“{name}” is taken out").format(name=old.caption)
    elif old is not None and new is not None:
        if isinstance(new, GateDecision) and new.frozen_on is None:
            yield _lifted(before, old)
        else:
            changed = [key for key in old.fields if old.values[key] != new.values[key]]
            yield from _edited(before, after, old, new, changed)


def _lifted(before: Snapshot, old: Record) -> str:
    day = display.text_of(before, old, GateDecision.frozen_on)
    return _("The freeze of {day} is lifted").format(day=day)


def _edited(
    before: Snapshot, after: Snapshot, old: Record, new: Record, keys: Iterable[str]
) -> Iterator[str]:
    for key in keys:
        if sealed(new, key):
            yield _("{name}: {field} from “{old}” to “{new}”").format(
                name=old.noun() if old.single else old.caption,
                field=new.fields[key].label,
                old=display.text_of(before, old, old.fields[key]) or "–",
                new=display.text_of(after, new, new.fields[key]) or "–",
            )
