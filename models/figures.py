"""Every derived figure, as a pure function of the workshop.

`None` means "cannot be said yet": a figure is never made from a number that nobody gave.
Screen and charter call these functions; the workbook has the same definitions as formulas
(`exports.workbook.formulas`), and a test recalculates them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from models.fields import Kind
from models.i18n import N_, _
from models.raci import leaves
from models.record import Record
from models.records import (
    AgendaBlock,
    EarlierPilot,
    Group,
    Pilot,
    Requirement,
    Role,
    Training,
    ValueTarget,
    Wave,
)
from models.snapshot import Snapshot


def hours_a_month(target: ValueTarget) -> float | None:
    """Hours released a month = volume × (minutes before - minutes after) ÷ 60 × adoption.

    Negative where the new way takes longer. None unless all four are given.
    """
    before, after = target.minutes_before, target.minutes_after
    if target.volume is None or before is None or after is None or target.adoption is None:
        return None
    return target.volume * (before - after) / 60 * target.adoption / 100


def value_a_year(target: ValueTarget) -> float | None:
    """Money a year = hours a month × 12 × hourly cost, or the stated money × adoption.

    Stated money wins: it is what somebody said about money. None where neither is complete.
    """
    if target.money_year is not None:
        return None if target.adoption is None else target.money_year * target.adoption / 100
    hours = hours_a_month(target)
    if hours is None or target.hourly_cost is None:
        return None
    return hours * 12 * target.hourly_cost


def value_low(target: ValueTarget) -> float | None:
    """The low case of `value_a_year`, money a year; the likely value where no low is given."""
    return _scaled(value_a_year(target), target.low)


def value_high(target: ValueTarget) -> float | None:
    """The high case of `value_a_year`, money a year; the likely value where no high is given."""
    return _scaled(value_a_year(target), target.high)


def _scaled(value: float | None, share: float | None) -> float | None:
    return value if value is None or share is None else value * share / 100


def total(values: Iterable[float | None]) -> float | None:
    """The sum of the values that are known; None where none is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class ValueTotals:
    """The value targets together. Money is a year at full adoption as stated per target.

    Cash-releasing and time-released value are kept apart: time that people get back is not
    money in the bank (usual practice of finance departments). A target of which nobody said
    whether it releases cash counts as time.
    """

    hours_month: float | None
    year: float | None
    cash: float | None
    time: float | None
    low: float | None
    high: float | None
    counted: int
    targets: int

    @property
    def cash_share(self) -> float | None:
        """Share of the value that releases cash, in percent; None where nobody said of any
        target that it does.
        """
        return None if self.cash is None or not self.year else self.cash / self.year * 100


def value_totals(snapshot: Snapshot) -> ValueTotals:
    """Sum all value targets; `counted` says how many of them have a value in money."""
    targets = snapshot.all(ValueTarget)
    values = [value_a_year(t) for t in targets]
    return ValueTotals(
        hours_month=total(hours_a_month(t) for t in targets),
        year=total(values),
        cash=total(v for t, v in zip(targets, values, strict=True) if t.cash),
        time=total(v for t, v in zip(targets, values, strict=True) if not t.cash),
        low=total(_scaled(v, t.low) for t, v in zip(targets, values, strict=True)),
        high=total(_scaled(v, t.high) for t, v in zip(targets, values, strict=True)),
        counted=sum(value is not None for value in values),
        targets=len(targets),
    )


def agenda_minutes(snapshot: Snapshot) -> int | None:
    """Length of the workshop day in minutes, breaks included."""
    minutes = total(block.minutes for block in snapshot.all(AgendaBlock))
    return None if minutes is None else int(minutes)


def pilot_weeks(snapshot: Snapshot) -> float | None:
    """Length of the pilot in weeks, first and last day included, to a tenth."""
    pilot = snapshot.one(Pilot)
    if pilot.start is None or pilot.end is None or pilot.end < pilot.start:
        return None
    return round(((pilot.end - pilot.start).days + 1) / 7, 1)


def people_affected(snapshot: Snapshot) -> int | None:
    """People who use it in production, over all groups."""
    people = total(group.in_production for group in snapshot.all(Group))
    return None if people is None else int(people)


def people_in_pilot(snapshot: Snapshot) -> int | None:
    """People who take part in the pilot, over all groups."""
    people = total(group.in_pilot for group in snapshot.all(Group))
    return None if people is None else int(people)


def share_in_pilot(snapshot: Snapshot) -> float | None:
    """People in the pilot as percent of people in production, over groups that state both."""
    both = [
        (group.in_pilot, group.in_production)
        for group in snapshot.all(Group)
        if group.in_pilot is not None and group.in_production is not None
    ]
    everyone = sum(production for _pilot, production in both)
    return sum(pilot for pilot, _production in both) / everyone * 100 if everyone else None


def own_rate(snapshot: Snapshot) -> float | None:
    """The client's own pilot-to-production rate in percent, over pilots that have ended."""
    ended = [p for p in snapshot.all(EarlierPilot) if p.outcome in ("production", "stopped")]
    if not ended:
        return None
    return sum(p.outcome == "production" for p in ended) / len(ended) * 100


def roles_that_stay(snapshot: Snapshot) -> int:
    """Roles that are still there after the pilot."""
    return sum(not leaves(snapshot, role) for role in snapshot.all(Role))


def covered(snapshot: Snapshot) -> tuple[int, int]:
    """Requirements that apply and have owner and due date, and all that apply."""
    apply = [r for r in snapshot.all(Requirement) if r.applies == "yes"]
    return sum(bool(r.owner and (r.due or r.due_on)) for r in apply), len(apply)


def blocking_requirements(snapshot: Snapshot) -> tuple[int, int]:
    """Requirements that must be met before go-live, and how many of them are not met yet."""
    rows = [r for r in snapshot.all(Requirement) if r.blocks and r.applies != "no"]
    return len(rows), sum(r.status != "met" for r in rows)


def coverage_by_area(snapshot: Snapshot) -> dict[str, tuple[int, int, int]]:
    """Per governance area: requirements with owner and date, that apply, and in all."""
    result: dict[str, tuple[int, int, int]] = {}
    for choice in Requirement.area.choices:
        rows = [r for r in snapshot.all(Requirement) if r.area == choice.value]
        apply = [r for r in rows if r.applies == "yes"]
        owned = sum(bool(r.owner and (r.due or r.due_on)) for r in apply)
        result[choice.value] = (owned, len(apply), len(rows))
    return result


def training_hours(training: Training, snapshot: Snapshot) -> float | None:
    """Hours of one training = hours a person × people of the group in production."""
    group = snapshot.get(Group, training.group)
    if group is None or group.in_production is None or training.hours is None:
        return None
    return training.hours * group.in_production


def total_training_hours(snapshot: Snapshot) -> float | None:
    """Hours of all trainings together."""
    return total(training_hours(t, snapshot) for t in snapshot.all(Training))


def people_in_waves(snapshot: Snapshot) -> int | None:
    """People that the rollout waves reach together."""
    people = total(wave.people for wave in snapshot.all(Wave))
    return None if people is None else int(people)


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived column of a record type: shown beside the fields, never entered."""

    name: str
    _label: str
    kind: Kind
    function: Callable[[Any, Snapshot], float | None]
    _unit: str = ""

    @property
    def label(self) -> str:
        """The column's head, in the current language."""
        return _(self._label)

    @property
    def unit(self) -> str:
        """The unit behind the figure, in the current language; may be empty."""
        return _(self._unit)


DERIVED: dict[type[Record], tuple[Derived, ...]] = {
    ValueTarget: (
        Derived(
            "hours_month", N_("Hours a month"), Kind.NUMBER, lambda t, _s: hours_a_month(t), N_("h")
        ),
        Derived("value_year", N_("Value a year"), Kind.MONEY, lambda t, _s: value_a_year(t)),
        Derived("value_low", N_("Low"), Kind.MONEY, lambda t, _s: value_low(t)),
        Derived("value_high", N_("High"), Kind.MONEY, lambda t, _s: value_high(t)),
    ),
    Training: (Derived("hours_total", N_("Hours in all"), Kind.NUMBER, training_hours, N_("h")),),
}
"""Derived columns by record type; the one list that window, charter and workbook follow."""
