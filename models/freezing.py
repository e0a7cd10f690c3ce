"""Conditions frozen at sign-off: afterwards they change only with a reason.

Results may still be entered. Undo goes back behind the freezing as behind any other step.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from models import display
from models.errors import Refusal
from models.history import Change, combine
from models.i18n import _
from models.record import Record
from models.records import Amendment, Condition, GateDecision, StopCondition
from models.snapshot import Snapshot
from models.step import Step

_AFTERWARDS = frozenset({"result", "result_cases", "holds", "evidence", "position"})
"""What of a condition is found out after it was agreed."""
_SEALED = frozenset({"frozen_on", "frozen_by"})


class Reason(NamedTuple):
    """Why a frozen condition is changed, and the id of the person who decided it."""

    text: str
    decided_by: str = ""


class NeedsReason(Refusal):
    """A frozen condition would change, and nobody said why."""

    def __init__(self, what: list[str]) -> None:
        super().__init__(
            _("The conditions are frozen: {what}").format(what="; ".join(what)),
            _("Nothing was changed."),
            _("Give a reason, and it will be changed and listed in the charter."),
        )


def frozen(snapshot: Snapshot) -> bool:
    """Whether the conditions are frozen."""
    return snapshot.one(GateDecision).frozen_on is not None


def sealed(record: Record, field: str) -> bool:
    """Whether a field of a record cannot change without a reason once conditions are frozen."""
    if isinstance(record, Condition):
        return field not in _AFTERWARDS
    if isinstance(record, GateDecision):
        return field in _SEALED
    return isinstance(record, StopCondition | Amendment) and field != "position"


def guard(step: Step, before: Snapshot, reason: Reason | None) -> None:
    """Record what a step changes of frozen conditions. Raises NeedsReason without a reason."""
    if not frozen(before):
        return
    changes = list(combine(step.collected))
    told = [text for change in changes for text in _told(before, step.snapshot, change)]
    if not told:
        return
    if reason is None or not reason.text.strip():
        raise NeedsReason(told)
    for text in told:
        last = step.snapshot.table(Amendment).last_position
        step.insert(
            Amendment.new(
                last + 1,
                what=text,
                reason=reason.text,
                decided_by=reason.decided_by,
                changed_on=datetime.now().astimezone().date(),
            )
        )


def _told(before: Snapshot, after: Snapshot, change: Change) -> Iterator[str]:
    """What a change does to what was agreed, in words; nothing where it does not touch it."""
    if change.record_type not in (Condition, StopCondition, GateDecision, Amendment):
        return
    old = before.get(change.record_type, change.id)
    new = after.get(change.record_type, change.id)
    if old is None and new is not None and not isinstance(new, GateDecision):
        yield _("“{name}” is new").format(name=new.caption)
    elif new is None and old is not None:
        yield _("“{name}” is taken out").format(name=old.caption)
    elif old is not None and new is not None:
        for key in change.after or {}:
            if sealed(new, key):
                yield _("{name}: {field} from “{old}” to “{new}”").format(
                    name=old.noun() if isinstance(old, GateDecision) else old.caption,
                    field=new.fields[key].label,
                    old=display.text_of(before, old, old.fields[key]) or "–",
                    new=display.text_of(after, new, new.fields[key]) or "–",
                )
