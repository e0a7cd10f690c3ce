"""Derived columns: figures that stand beside the fields of a record and are never entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models import agenda, costs, figures, plausibility, rehearsal, wilson
from models.fields import Kind
from models.i18n import N_, _
from models.record import Record
from models.records import (
    AgendaBlock,
    Claim,
    Condition,
    CostLine,
    Group,
    Kpi,
    RehearsalCard,
    Training,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived column of a record type. `function` gives a number, or words for Kind.LINE."""

    name: str
    _label: str
    kind: Kind
    function: Callable[[Any, Snapshot], float | str | None]
    _unit: str = ""
    reads: tuple[type[Record], ...] = ()
    """Types of the other records that it is calculated from: it changes when one of them does."""

    @property
    def label(self) -> str:
        """The column's head, in the current language."""
        return _(self._label)

    @property
    def unit(self) -> str:
        """The unit behind the figure, in the current language; may be empty."""
        return _(self._unit)


STATES = {
    "reached": N_("Reached"),
    "acceptable": N_("Acceptable"),
    "warn": N_("Warning"),
    "missed": N_("Missed"),
}
"""`models.figures.kpi_state` in words."""


def _state(kpi: Kpi) -> str | None:
    state = figures.kpi_state(kpi)
    return _(STATES[state]) if state else None


def _verdict(condition: Condition) -> str | None:
    verdict = wilson.verdict(condition)
    return verdict.label if verdict else None


DERIVED: dict[type[Record], tuple[Derived, ...]] = {
    AgendaBlock: (
        Derived(
            "starts", N_("Starts"), Kind.LINE, agenda.starts, reads=(AgendaBlock, WorkshopInfo)
        ),
    ),
    ValueTarget: (
        Derived(
            "hours_month",
            N_("Hours a month"),
            Kind.NUMBER,
            lambda t, _s: figures.hours_a_month(t),
            N_("h"),
        ),
        Derived(
            "value_year", N_("Value a year"), Kind.MONEY, lambda t, _s: figures.value_a_year(t)
        ),
        Derived("value_low", N_("Low"), Kind.MONEY, lambda t, _s: figures.value_low(t)),
        Derived("value_high", N_("High"), Kind.MONEY, lambda t, _s: figures.value_high(t)),
    ),
    Claim: (
        Derived(
            "calculated",
            N_("Calculated"),
            Kind.NUMBER,
            lambda c, _s: plausibility.calculated(c),
            N_("h"),
        ),
        Derived(
            "parts", N_("Sum of its parts"), Kind.NUMBER, plausibility.parts, N_("h"), (Claim,)
        ),
    ),
    CostLine: (
        Derived("year_one", N_("First year"), Kind.MONEY, lambda c, _s: costs.line_year_one(c)),
    ),
    Training: (
        Derived(
            "hours_total",
            N_("Hours in all"),
            Kind.NUMBER,
            figures.training_hours,
            N_("h"),
            (Group,),
        ),
    ),
    Kpi: (Derived("state", N_("State"), Kind.LINE, lambda k, _s: _state(k)),),
    Condition: (
        Derived("cases_needed", N_("Cases needed"), Kind.COUNT, wilson.cases_needed, reads=(Kpi,)),
        Derived("verdict", N_("Verdict"), Kind.LINE, lambda c, _s: _verdict(c)),
    ),
    RehearsalCard: (
        Derived("cost_then", N_("A year then"), Kind.MONEY, rehearsal.cost_then, reads=(CostLine,)),
    ),
}
"""Derived columns by record type; the one list that window, charter and workbook follow."""
