"""Rules of step 11 on conditions against the KPIs that they are read from."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks import Check, Severity, called, check, passed, rule
from models.i18n import N_, _
from models.records import Condition, Kpi, WorkshopInfo
from models.rules.measures import only_guards
from models.snapshot import Snapshot
from models.wording import amount_text, unit_of

_TOWARDS = {"up": "at_least", "down": "at_most"}
"""The comparison that asks for what is better."""


@rule(
    "gate.direction",
    Severity.MUST,
    "gate",
    N_("A condition the wrong way round is met by a pilot that failed."),
    [Condition, Kpi],
)
def right_way_round(snapshot: Snapshot) -> Iterator[Check]:
    """A condition asks for more where more is better, and for less where less is."""
    for condition in snapshot.all(Condition):
        kpi = snapshot.get(Kpi, condition.kpi)
        if kpi is None or not kpi.direction or condition.comparison not in _TOWARDS.values():
            continue
        if condition.comparison == _TOWARDS[kpi.direction]:
            yield passed()
        else:
            most = _("“{name}” says “at most”, but its KPI, “{kpi}”, is better when higher.")
            least = _("“{name}” says “at least”, but its KPI, “{kpi}”, is better when lower.")
            sentence = most if kpi.direction == "up" else least
            yield check(condition, False, sentence, Condition.comparison, kpi=called(kpi))


def _comparable(snapshot: Snapshot) -> Iterator[tuple[Condition, Kpi, float]]:
    """Conditions the right way round, with KPI and threshold, both in the same unit."""
    for condition in snapshot.all(Condition):
        kpi = snapshot.get(Kpi, condition.kpi)
        if kpi is None or condition.threshold is None:
            continue
        toward = condition.comparison and condition.comparison == _TOWARDS.get(kpi.direction)
        if toward and condition.unit.casefold() in ("", kpi.unit.casefold()):
            yield condition, kpi, condition.threshold


def _as_good(kpi: Kpi, value: float, limit: float) -> bool:
    return value >= limit if kpi.direction == "up" else value <= limit


@rule(
    "gate.met-today",
    Severity.SHOULD,
    "gate",
    N_("What is met before the pilot starts says nothing about the pilot."),
    [Condition, Kpi, WorkshopInfo],
)
def not_met_today(snapshot: Snapshot) -> Iterator[Check]:
    """No condition is met by how it is today; that of a mere guard may be."""
    for condition, kpi, threshold in _comparable(snapshot):
        if kpi.baseline is None or only_guards(snapshot, kpi):
            continue
        if not _as_good(kpi, kpi.baseline, threshold):
            yield passed()
        else:
            unit = unit_of(snapshot, condition)
            yield check(
                condition,
                False,
                _("“{name}” is met already today: it is {today}, and the threshold {threshold}."),
                Condition.threshold,
                today=amount_text(snapshot, kpi.baseline, unit),
                threshold=amount_text(snapshot, threshold, unit),
            )


@rule(
    "gate.least",
    Severity.SHOULD,
    "gate",
    N_("A go on a result that is not acceptable is taken back within the year."),
    [Condition, Kpi, WorkshopInfo],
)
def no_looser_than_acceptable(snapshot: Snapshot) -> Iterator[Check]:
    """No threshold lets pass what its KPI calls not acceptable."""
    for condition, kpi, threshold in _comparable(snapshot):
        if kpi.least is None:
            continue
        if _as_good(kpi, threshold, kpi.least):
            yield passed()
        else:
            unit = unit_of(snapshot, condition)
            yield check(
                condition,
                False,
                _("“{name}” is met at {threshold}, but its KPI accepts no worse than {least}."),
                Condition.threshold,
                threshold=amount_text(snapshot, threshold, unit),
                least=amount_text(snapshot, kpi.least, unit),
            )
