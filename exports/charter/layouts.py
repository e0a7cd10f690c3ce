"""Lists with many fields as several tables, each with a subject of its own.

A row of fifteen fields fits no page and nobody's eye; three tables that each answer one
question do. Lists without an entry here are one table (`exports.charter.columns`). What is
named nowhere stands below the rows of the last table, with its label.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.i18n import N_, _
from models.record import Record
from models.records import (
    Claim,
    Condition,
    CostLine,
    DataSource,
    EstimateRound,
    Kpi,
    RehearsalCard,
    Requirement,
    Training,
    ValueTarget,
    Vote,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One table: what it is about, and the names of its fields and derived figures.

    The name of the record comes first in each table by itself.
    """

    _title: str
    fields: tuple[str, ...]
    group: str = ""
    """A choice whose values are headings between the rows, instead of a column."""

    @property
    def title(self) -> str:
        """What it is about, in the current language."""
        return _(self._title)


LAYOUTS: dict[type[Record], tuple[Subject, ...]] = {
    Claim: (
        Subject(
            N_("What was stated, and what it adds up to"),
            ("people", "minutes", "per", "periods", "stated", "calculated", "parts"),
        ),
        Subject(N_("Where it comes from"), ("part_of", "source", "remark")),
    ),
    ValueTarget: (
        Subject(
            N_("What it is worth"),
            ("sort", "group", "cash", "hours_month", "value_low", "value_year", "value_high"),
        ),
        Subject(
            N_("How it is calculated"),
            (
                *("volume", "minutes_before", "minutes_after", "hourly_cost"),
                *("money_year", "adoption", "low", "high"),
            ),
        ),
        Subject(N_("What it rests on"), ("evidence", "source", "owner", "remark")),
    ),
    CostLine: (
        Subject(
            N_("What it costs"),
            ("category", "pilot", "one_off", "year_low", "year", "year_high", "year_one"),
        ),
        Subject(
            N_("What it grows with, who pays, and what it rests on"),
            ("driver", "payer", "funding", "evidence", "basis"),
        ),
    ),
    Requirement: (
        Subject(
            N_("What applies, and who sees to it"),
            ("reference", "applies", "owner", "due", "due_on", "status", "blocks"),
            group="area",
        ),
        Subject(
            N_("What shows it, and where it comes from"),
            ("evidence", "source", "as_of", "applies_from"),
        ),
    ),
    DataSource: (
        Subject(
            N_("In the pilot and in production"),
            (
                *("quality_pilot", "quality_production", "permission_pilot"),
                *("permission_production", "refresh_pilot", "refresh_production"),
            ),
        ),
        Subject(N_("What closes the gaps"), ("gap", "action", "owner", "due", "status")),
    ),
    Training: (
        Subject(N_("Who learns what"), ("group", "hours", "hours_total", "method", "when")),
        Subject(N_("Who sees to it"), ("owner", "status", "check")),
    ),
    Kpi: (
        Subject(
            N_("From what to what"),
            ("unit", "direction", "baseline", "target", "least", "warn_at", "result", "state"),
        ),
        Subject(
            N_("What is counted, and for which promise"),
            ("formula", "value_target", "guard"),
        ),
        Subject(
            N_("Where the figures come from"),
            ("baseline_from", "result_from", "source", "frequency", "evidence", "owner"),
        ),
    ),
    Condition: (
        Subject(
            N_("What must be found"),
            ("comparison", "threshold", "unit", "weight", "window", "signed_by"),
        ),
        Subject(N_("What shows it"), ("kpi", "evidence", "cases", "cases_needed", "expected")),
        Subject(N_("What was found"), ("result", "result_cases", "holds", "verdict")),
    ),
    EstimateRound: (
        Subject(
            N_("What was agreed"),
            ("low", "likely", "high", "unit", "agreed_by", "held_on"),
        ),
    ),
    Vote: (
        Subject(N_("How the room voted"), ("sort", "result", "decision", "condition", "held_on")),
    ),
    RehearsalCard: (
        Subject(N_("What happens, and what we do"), ("sort", "answer", "gap")),
        Subject(
            N_("Who answers, and what it costs"),
            ("activity", "procedure", "incident_level", "factor", "cost_then"),
        ),
    ),
}
