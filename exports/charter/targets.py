"""What value targets promise: shown on page 1 as long as no condition is agreed."""

from __future__ import annotations

from typing import NamedTuple

from models.display import number, text_of
from models.i18n import _
from models.records import Kpi, ValueTarget
from models.snapshot import Snapshot
from models.wording import amount_text, change_text


class Goal(NamedTuple):
    """One line of the first page: what, from where to where, and how it is known."""

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
    for kpi in snapshot.grouped(Kpi.value_target).get(target.id, ()):
        if kpi.target is not None:
            return _by_kpi(snapshot, kpi)
    if target.minutes_before is None or target.minutes_after is None:
        return ""
    start, end = (number(snapshot, m) for m in (target.minutes_before, target.minutes_after))
    return _("from {start} to {end} minutes a case").format(start=start, end=end)


def _by_kpi(snapshot: Snapshot, kpi: Kpi) -> str:
    to = amount_text(snapshot, kpi.target or 0.0, kpi.unit)
    if kpi.baseline is None:
        return _("to {to}").format(to=to)
    return change_text(snapshot, kpi.baseline, to, kpi.unit)


def _proof(snapshot: Snapshot, target: ValueTarget) -> str:
    owner = snapshot.name_of(ValueTarget.owner, target) or _("no owner yet")
    evidence = text_of(snapshot, target, ValueTarget.evidence)
    return f"{evidence} · {owner}" if evidence else owner
