"""What production must reach: the value targets that say from what to what."""

from __future__ import annotations

from typing import NamedTuple

from models.display import number, text_of
from models.i18n import _
from models.records import ValueTarget
from models.snapshot import Snapshot


class Goal(NamedTuple):
    """One line of the first page."""

    what: str
    change: str
    proof: str


def goals(snapshot: Snapshot) -> list[Goal]:
    """The value targets that carry a target figure, or minutes before and after."""
    made = ((target, _change(snapshot, target)) for target in snapshot.all(ValueTarget))
    return [
        Goal(target.caption, change, _proof(snapshot, target)) for target, change in made if change
    ]


def _change(snapshot: Snapshot, target: ValueTarget) -> str:
    if target.target is not None:
        unit = f" {target.unit}" if target.unit else ""
        to = number(snapshot, target.target, 2) + unit
        if target.baseline is None:
            return _("to {to}").format(to=to)
        start = number(snapshot, target.baseline, 2)
        return _("from {start} to {to}").format(start=start, to=to)
    if target.minutes_before is None or target.minutes_after is None:
        return ""
    start, end = (number(snapshot, m) for m in (target.minutes_before, target.minutes_after))
    return _("from {start} to {end} minutes a case").format(start=start, end=end)


def _proof(snapshot: Snapshot, target: ValueTarget) -> str:
    owner = snapshot.name_of(ValueTarget.owner, target) or _("no owner yet")
    evidence = text_of(snapshot, target, ValueTarget.evidence)
    return f"{evidence} · {owner}" if evidence else owner
