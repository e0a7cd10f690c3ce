"""Estimate rounds: what one is about, and how its result gets into the workshop.

A round is kept as evidence with every number that was on a slip; what is agreed goes into the
record that it is about in the same step. Another round on the same question stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from models import display, values
from models.clock import time_of_day
from models.dates import format_date
from models.errors import Refusal
from models.fields import Field, Kind, Value
from models.i18n import _, ngettext
from models.record import TYPES, Record
from models.records import CostLine, EstimateRound, Kpi, ValueTarget
from models.rounds import Agreed, Spread, agreed_of, spread, values_of, written
from models.slips import Reading
from models.snapshot import Snapshot
from models.text import shorten
from models.workshop import Workshop

FIELDS: dict[type[Record], tuple[Field[Any], ...]] = {
    ValueTarget: (
        *(ValueTarget.minutes_after, ValueTarget.minutes_before, ValueTarget.volume),
        *(ValueTarget.money_year, ValueTarget.hourly_cost, ValueTarget.adoption),
    ),
    CostLine: (CostLine.year, CostLine.one_off, CostLine.pilot),
    Kpi: (Kpi.target, Kpi.baseline, Kpi.least),
}
"""The numbers that a round can be about, by type of record."""

_SOURCE: dict[Field[Any], Field[Any]] = {
    **dict.fromkeys(FIELDS[ValueTarget], ValueTarget.source),
    **dict.fromkeys(FIELDS[CostLine], CostLine.basis),
    Kpi.baseline: Kpi.baseline_from,
}
"""Where the source of a number is said; a target is wished for, and has none."""
_ENDS = {CostLine.year_low: CostLine.year, CostLine.year_high: CostLine.year}
"""Numbers that come out of a round on another one."""
_WEAK = ("", "assumed")
"""Grades of evidence that a round is better than."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a round is about: a number of a record, or a question of its own."""

    record: Record | None = None
    name: str = ""
    """Of the field that holds the number."""
    asked: str = ""
    """The question of its own, and its unit, where it was asked before."""
    unit: str = ""

    def field(self) -> Field[Any] | None:
        """The field that holds the number; None for a question of its own."""
        return self.record.fields.get(self.name) if self.record is not None else None

    @property
    def key(self) -> str:
        """How a round remembers it; empty for a question of its own."""
        if self.record is None or self.field() is None:
            return ""
        return f"{self.record.type_name}.{self.record.id}.{self.name}"

    @property
    def question(self) -> str:
        """The question as it is put to the room."""
        field = self.field()
        if self.record is None or field is None:
            return self.asked
        return f"{self.record.caption}: {field.label}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A round as it was keyed in."""

    subject: Subject
    question: str
    unit: str
    values: tuple[float, ...]
    at: datetime
    remark: str = ""


class Proposal(NamedTuple):
    """One thing that agreeing can change in the record."""

    name: str
    """Of the field."""
    value: Value
    wanted: bool
    """Whether it is taken over unless somebody says no."""


def subjects_of(record: Record | None, field: Field[Any] | None = None) -> list[Subject]:
    """The numbers of a record that a round can be about, the likeliest first.

    That is the number in the `field` under the cursor, else the first one that is still empty.
    """
    if record is None:
        return []
    wanted = _ENDS.get(field, field) if field is not None else None
    known = record.values
    fields = FIELDS.get(type(record), ())
    ranked = sorted(fields, key=lambda each: (each is not wanted, known[each.name] is not None))
    return [Subject(record, each.name) for each in ranked]


def unit_of(snapshot: Snapshot, subject: Subject) -> str:
    """The unit of a subject's numbers; of money the currency."""
    record, field = subject.record, subject.field()
    if record is None or field is None:
        return subject.unit
    if field.kind is Kind.MONEY:
        return display.currency_of(snapshot)
    if values.unit_beside(field):
        return str(record.values[values.UNIT])
    return field.unit


def subject_of(snapshot: Snapshot, kept: EstimateRound) -> Subject:
    """What a round was about; the question alone where its record is no longer there."""
    kind, _dot, rest = kept.about.partition(".")
    id_, _dot, name = rest.rpartition(".")
    record = snapshot.get(TYPES[kind], id_) if kind in TYPES else None
    if record is None or name not in record.fields:
        return Subject(asked=kept.question, unit=kept.unit)
    return Subject(record, name)


def reading(snapshot: Snapshot, subject: Subject, unit: str) -> Reading:
    """How slips on a subject are read."""
    locale, currency = display.locale_of(snapshot), display.currency_of(snapshot)
    if subject.record is None or subject.field() is None:
        return Reading(locale=locale, currency=currency, unit=unit)
    return Reading(type(subject.record), subject.name, locale, currency, unit)


def amount(snapshot: Snapshot, value: float, unit: str) -> str:
    """A number with its unit as it is read: "14 min", "€ 1,200", "70 %"."""
    if unit and unit == display.currency_of(snapshot):
        return display.money(snapshot, value)
    text = display.number(snapshot, value, 3)
    return f"{text}\u00a0{unit}" if unit else text


def rounds_on(snapshot: Snapshot, subject: Subject, question: str) -> list[EstimateRound]:
    """The rounds that were held on a number, or on a question of its own, the first one first."""
    if subject.key:
        return list(snapshot.grouped(EstimateRound.about).get(subject.key, ()))
    wanted = question.casefold().strip()
    rounds = snapshot.grouped(EstimateRound.about).get("", ())
    return [kept for kept in rounds if kept.question.casefold() == wanted]


def proposals(snapshot: Snapshot, draft: Draft, agreed: Agreed) -> list[Proposal]:
    """What agreeing on a number changes in its record: the number itself, its range, and what
    it rests on. Evidence that is there and better is only replaced by somebody who says so.
    """
    record, field = draft.subject.record, draft.subject.field()
    if record is None or field is None:
        return []
    found = [Proposal(field.name, agreed.likely, True)]
    if field is CostLine.year:
        found.append(Proposal(CostLine.year_low.name, agreed.low, True))
        found.append(Proposal(CostLine.year_high.name, agreed.high, True))
    elif isinstance(record, ValueTarget):
        found += _range(record, field, agreed)
    found += _evidence(snapshot, record, field, draft)
    return [one for one in found if record.values[one.name] != one.value]


def _range(target: ValueTarget, field: Field[Any], agreed: Agreed) -> list[Proposal]:
    """The range of a target's value, if only this number varies; it is kept where there is one."""
    ends = value_range(target, field, agreed)
    if ends is None:
        return []
    wanted = target.low is None and target.high is None
    low, high = ends
    return [
        Proposal(ValueTarget.low.name, low, wanted),
        Proposal(ValueTarget.high.name, high, wanted),
    ]


def value_range(
    target: ValueTarget, field: Field[Any], agreed: Agreed
) -> tuple[float, float] | None:
    """The low and the high case of a target's value in percent of the likely one, to a whole
    percent, if only the number in `field` varies.

    Value grows in proportion to every number but the minutes, where it follows their difference
    (`models.figures`). None where that cannot be said, or does not fit what the fields take.
    """
    low, likely, high = (_counting(target, field, value) for value in agreed)
    if low is None or likely is None or high is None or likely <= 0:
        return None
    shares = sorted(float(round(value / likely * 100)) for value in (low, high))
    fits = 0 <= shares[0] <= 100 <= shares[1] <= (ValueTarget.high.maximum or 0)
    return (shares[0], shares[1]) if fits else None


def _counting(target: ValueTarget, field: Field[Any], value: float) -> float | None:
    """What value is in proportion to, with `value` in `field`."""
    if field is ValueTarget.minutes_after:
        return None if target.minutes_before is None else target.minutes_before - value
    if field is ValueTarget.minutes_before:
        return None if target.minutes_after is None else value - target.minutes_after
    return value


def _evidence(
    snapshot: Snapshot, record: Record, field: Field[Any], draft: Draft
) -> list[Proposal]:
    source = _SOURCE.get(field)
    if source is None:
        return []
    weak = record.values["evidence"] in _WEAK
    there = str(record.values[source.name])
    said = source_text(snapshot, draft)
    return [
        Proposal("evidence", "estimated", weak),
        Proposal(source.name, f"{there}; {said}" if there else said, weak or not there),
    ]


def source_text(snapshot: Snapshot, draft: Draft) -> str:
    """What a number rests on after a round: "Round of 24 Nov 2026, 14:20, 11 slips"."""
    day = format_date(draft.at.date(), display.locale_of(snapshot))
    count = len(draft.values)
    text = ngettext("Round of {day}, {time}, {n} slip", "Round of {day}, {time}, {n} slips", count)
    return text.format(day=day, time=time_of_day(draft.at), n=count)


def spread_text(snapshot: Snapshot, kept: EstimateRound) -> str:
    """How the slips of a round lie, and what was agreed, in words; empty where there are none."""
    found, agreed = spread(values_of(kept)), agreed_of(kept)
    if found is None:
        return ""
    if agreed is None:
        return _lying(snapshot, found, kept.unit)
    low, likely, high = (amount(snapshot, value, kept.unit) for value in agreed)
    text = _("{spread}; agreed: {likely}, from {low} to {high}")
    return text.format(spread=_lying(snapshot, found, kept.unit), likely=likely, low=low, high=high)


def _lying(snapshot: Snapshot, found: Spread, unit: str) -> str:
    def say(value: float) -> str:
        return amount(snapshot, value, unit)

    parts = [
        ngettext("{n} slip", "{n} slips", found.slips).format(n=found.slips),
        _("from {low} to {high}").format(low=say(found.lowest), high=say(found.highest)),
        _("median {n}").format(n=say(found.median)),
        _("middle half {low} to {high}").format(low=say(found.lower), high=say(found.upper)),
    ]
    if found.outliers:
        parts.append(_("far out: {values}").format(values=", ".join(map(say, found.outliers))))
    return ", ".join(parts)


def round_of(
    snapshot: Snapshot, draft: Draft, agreed: Agreed | None = None, by: str = ""
) -> EstimateRound:
    """A round as it would be kept: for the room to see before it is."""
    found = spread(draft.values)
    return EstimateRound.new(
        snapshot.table(EstimateRound).last_position + 1,
        question=draft.question,
        unit=draft.unit,
        number=len(rounds_on(snapshot, draft.subject, draft.question)) + 1,
        held_on=draft.at.date(),
        held_at=time_of_day(draft.at),
        slips=written(draft.values),
        spread=_lying(snapshot, found, draft.unit) if found else "",
        agreed_by=by if agreed else "",
        remark=draft.remark,
        about=draft.subject.key,
        **(agreed._asdict() if agreed else {}),
    )


def keep(
    workshop: Workshop,
    draft: Draft,
    agreed: Agreed | None = None,
    *,
    by: str = "",
    taken: Iterable[Proposal] = (),
) -> EstimateRound:
    """Keep a round, and take over what was agreed into the record that it is about, as one step.

    Raises:
        Refusal: there is no question or no slip, or the three agreed numbers are not in order.
    """
    _check(draft, agreed)
    subject = draft.subject
    with workshop.step(_name(draft, agreed)) as step:
        kept = step.insert(round_of(step.snapshot, draft, agreed, by))
        given: dict[str, Value] = {one.name: one.value for one in taken}
        if subject.record is not None and given:
            step.update(subject.record, **given)
    return kept


def _check(draft: Draft, agreed: Agreed | None) -> None:
    safe = _("Nothing was changed.")
    if not draft.question.strip():
        raise Refusal(_("The round has no question."), safe, _("Say what is estimated."))
    if not draft.values:
        raise Refusal(_("There is no slip yet."), safe, _("Type the numbers on the slips."))
    if agreed is not None and not agreed.in_order:
        raise Refusal(
            _("“At least” must be the lowest of the three, and “at most” the highest."), safe
        )


def _name(draft: Draft, agreed: Agreed | None) -> str:
    record, field = draft.subject.record, draft.subject.field()
    if agreed is None or record is None or field is None:
        return _("Keep the round on “{question}”").format(question=shorten(draft.question))
    return _("Agree {field} of {name}").format(field=field.label, name=shorten(record.caption))
