"""Every derived figure, as a pure function of the workshop.

`None` means "cannot be said yet": a figure is never made from a number that nobody gave.
Screen and charter call these functions; the workbook has the same definitions as formulas
(`exports.workbook.formulas`), and a test recalculates them. Figures with a subject of their
own stand in `models.costs`, `models.cashflow`, `models.simulation` and `models.wilson`;
`models.derived` lists those that are columns of a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from models import agenda
from models.raci import leaves
from models.records import (
    DataSource,
    EarlierPilot,
    Group,
    KnowledgeItem,
    Kpi,
    Pilot,
    Procedure,
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


class ValueTotals(NamedTuple):
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
        target that it does, and where one of the parts is a loss: those are no shares.
        """
        if self.cash is None or not self.year or self.cash < 0 or (self.time or 0) < 0:
            return None
        return self.cash / self.year * 100


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
    """Length of the workshop day in minutes: breaks included, breakout groups not."""
    minutes = total(slot.head.minutes for slot in agenda.slots(snapshot))
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
    live, ended = own_pilots(snapshot)
    return live / ended * 100 if ended else None


def own_pilots(snapshot: Snapshot) -> tuple[int, int]:
    """Earlier pilots that went into production, and all that have ended."""
    outcomes = [pilot.outcome for pilot in snapshot.all(EarlierPilot)]
    live = outcomes.count("production")
    return live, live + outcomes.count("stopped")


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


def people_by_wave(snapshot: Snapshot) -> dict[str, int]:
    """People that the rollout waves reach, by the id of their group; "" where none is named."""
    reached: dict[str, int] = {}
    for wave in snapshot.all(Wave):
        if wave.people is not None:
            reached[wave.group] = reached.get(wave.group, 0) + wave.people
    return reached


def gaps_open(snapshot: Snapshot) -> tuple[int, int]:
    """Data gaps that are not closed yet, and all that were found."""
    gaps = [source for source in snapshot.all(DataSource) if source.gap]
    return sum(source.status != "done" for source in gaps), len(gaps)


def procedures_ready(snapshot: Snapshot) -> tuple[int, int]:
    """Procedures that are done or due by go-live, and all. Without a go-live: only those done."""
    go_live = snapshot.one(Pilot).go_live
    procedures = snapshot.all(Procedure)
    ready = [
        p.status == "done"
        or (p.ready_by is not None and go_live is not None and p.ready_by <= go_live)
        for p in procedures
    ]
    return sum(ready), len(procedures)


def knowledge_handed_over(snapshot: Snapshot) -> tuple[int, int]:
    """Pieces of knowledge that are handed over, and all."""
    items = snapshot.all(KnowledgeItem)
    return sum(item.status == "done" for item in items), len(items)


def targets_with_kpi(snapshot: Snapshot) -> tuple[int, int]:
    """Value targets that a KPI proves, and all."""
    targets, proofs = snapshot.all(ValueTarget), snapshot.grouped(Kpi.value_target)
    return sum(target.id in proofs for target in targets), len(targets)


def kpi_state(kpi: Kpi) -> str:
    """Where a KPI stands: "reached", "acceptable", "warn", "missed"; empty without a result.

    Reached at its target; missed beyond the least acceptable (without one: beyond the target);
    in between a warning once it is beyond `warn_at`.
    """
    if kpi.result is None or kpi.target is None or not kpi.direction:
        return ""
    sign = 1 if kpi.direction == "up" else -1
    if kpi.result * sign >= kpi.target * sign:
        return "reached"
    if kpi.least is None or kpi.result * sign < kpi.least * sign:
        return "missed"
    if kpi.warn_at is not None and kpi.result * sign < kpi.warn_at * sign:
        return "warn"
    return "acceptable"
