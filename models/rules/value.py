"""Rules of step 3, Value in numbers; `models.rules.evidence` and `models.rules.measures` have more.

A target without any figure gets one finding that lists what is missing; the rules on
adoption, range and cash wait until there is a figure that they could be about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from models import display
from models.checks import (
    Check,
    Severity,
    check,
    check_some,
    labels,
    passed,
    rule,
    rule_of_each,
)
from models.i18n import N_, _
from models.records import Kpi, ValueTarget, WorkshopInfo
from models.rules.each import each_given
from models.snapshot import Snapshot

_TIME = (
    ValueTarget.volume,
    ValueTarget.minutes_before,
    ValueTarget.minutes_after,
    ValueTarget.hourly_cost,
)
"""What the value of time is calculated from, see `models.figures`."""


def _in_money(targets: Sequence[ValueTarget]) -> list[ValueTarget]:
    """The targets of which only the adoption can still be missing for a value in money."""
    return [target for target in targets if _counted(target)]


def _counted(target: ValueTarget) -> bool:
    return target.money_year is not None or (  # not `None not in ...`, which takes much longer
        target.volume is not None
        and target.minutes_before is not None
        and target.minutes_after is not None
        and target.hourly_cost is not None
    )


@rule(
    "value.some",
    Severity.MUST,
    "value",
    N_("Without a target nobody can say afterwards whether the pilot was worth it."),
    [ValueTarget],
)
def some_target(snapshot: Snapshot) -> Iterator[Check]:
    """There is at least one value target."""
    yield check_some(snapshot, ValueTarget, _("There is no value target yet."))


@rule_of_each(
    "value.owner",
    Severity.MUST,
    "value",
    N_("A value that nobody answers for is not reached."),
    ValueTarget,
)
def owned(_snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Each value target has an owner."""
    sentence = _("“{name}” has no owner.")
    yield from each_given(targets, sentence, ValueTarget.owner)


@rule_of_each(
    "value.number",
    Severity.MUST,
    "value",
    N_("What has no number cannot be weighed against what production costs."),
    ValueTarget,
    reads=[Kpi],
)
def numbered(snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Each target has a figure: complete in time, in money, or by a KPI with a target."""
    proofs = snapshot.grouped(Kpi.value_target)
    for target in targets:
        if _counted(target):
            yield passed()
            continue
        missing = [field for field in _TIME if target.values[field.name] is None]
        measured = any(kpi.target is not None for kpi in proofs.get(target.id, ()))
        if len(missing) < len(_TIME):
            sentence = _("“{name}” cannot be counted yet. Still missing: {missing}.")
            yield check(target, False, sentence, missing[0], missing=labels(missing))
        else:
            sentence = _("“{name}” has no number yet. It needs {time}; or {money}.")
            money = ValueTarget.money_year.label
            yield check(target, measured, sentence, missing[0], time=labels(missing), money=money)


@rule_of_each(
    "value.adoption",
    Severity.MUST,
    "value",
    N_("Value arises only in the cases that are really done the new way."),
    ValueTarget,
)
def adoption_said(_snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Each target in money says how many cases will be done the new way."""
    sentence = _("“{name}” does not say how many will use it.")
    yield from each_given(_in_money(targets), sentence, ValueTarget.adoption)


@rule_of_each(
    "value.everybody",
    Severity.HINT,
    "value",
    N_("Nothing is used by everybody in every case; who claims it is not believed elsewhere."),
    ValueTarget,
)
def adoption_believable(_snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """No target counts on an adoption of 100 %."""
    sentence = _("“{name}” counts on 100 % adoption: really everybody, always?")
    for target in targets:
        if target.adoption is None:
            continue
        if target.adoption < 100:
            yield passed()
        else:
            yield check(target, False, sentence, ValueTarget.adoption)


@rule_of_each(
    "value.percent",
    Severity.HINT,
    "value",
    N_("A share typed as 0.7 makes a value a hundred times too small, and nobody sees it."),
    ValueTarget,
    reads=[WorkshopInfo],
)
def shares_in_percent(snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Adoption and low case are percentages, not fractions of one."""
    sentence = _("“{field}” of “{name}” is {share} %: is {meant} % meant?")
    for target in targets:
        for field in (ValueTarget.adoption, ValueTarget.low):
            share = cast("float | None", target.values[field.name])
            if not share:
                continue
            if share >= 1:
                yield passed()
            else:
                told = display.number(snapshot, share, 2)
                meant = display.number(snapshot, share * 100, 2)
                said = sentence.replace("{field}", field.label)
                yield check(target, False, said, field, share=told, meant=meant)


@rule_of_each(
    "value.saves-time",
    Severity.MUST,
    "value",
    N_("A target that saves no time counts against the pilot, or has its minutes mixed up."),
    ValueTarget,
    reads=[WorkshopInfo],
)
def time_saved(snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Minutes afterwards are less than minutes before."""
    for target in targets:
        before, after = target.minutes_before, target.minutes_after
        if before is None or after is None:
            continue
        if after < before:
            yield passed()
        else:
            yield check(
                target,
                False,
                _("“{name}” saves no time: {before} minutes before, {after} afterwards."),
                ValueTarget.minutes_after,
                before=display.number(snapshot, before),
                after=display.number(snapshot, after),
            )


@rule_of_each(
    "value.range",
    Severity.SHOULD,
    "value",
    N_("One figure is a promise; a range is an honest answer."),
    ValueTarget,
)
def range_said(_snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Each target in money has a low and a high case."""
    sentence = _("“{name}” has no range yet. Still missing: {missing}.")
    yield from each_given(_in_money(targets), sentence, ValueTarget.low, ValueTarget.high)


@rule_of_each(
    "value.cash",
    Severity.SHOULD,
    "value",
    N_("Time that people get back is not money in the bank, and finance will ask."),
    ValueTarget,
)
def cash_said(_snapshot: Snapshot, targets: Sequence[ValueTarget]) -> Iterator[Check]:
    """Each target in money says whether it releases cash."""
    sentence = _("“{name}” does not say whether it releases cash.")
    yield from each_given(_in_money(targets), sentence, ValueTarget.cash)
