"""Every figure of `models.figures` as a formula, keyed by the name of its definition.

A figure that cannot be said is "" here and None there: `COUNT` counts numbers only, so what
nobody filled in is never taken for zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from exports.workbook.names import STAYS, cell_name
from exports.workbook.references import column, equal, every, here, quoted, yes
from models import figures
from models.fields import Field, Kind
from models.i18n import N_, _
from models.records import (
    AgendaBlock,
    EarlierPilot,
    Group,
    Person,
    Pilot,
    Requirement,
    Role,
    Training,
    ValueTarget,
    Wave,
)
from models.snapshot import Snapshot

# --- columns -------------------------------------------------------------------------------


def _hours_month() -> str:
    volume, before = here(ValueTarget.volume), here(ValueTarget.minutes_before)
    after, adoption = here(ValueTarget.minutes_after), here(ValueTarget.adoption)
    return (
        f"IF(COUNT({volume},{before},{after},{adoption})=4,"
        f'{volume}*({before}-{after})/60*{adoption}/100,"")'
    )


def _value_year() -> str:
    stated, adoption = here(ValueTarget.money_year), here(ValueTarget.adoption)
    hours = column(ValueTarget, "hours_month", "This Row")
    hourly = here(ValueTarget.hourly_cost)
    return (
        f'IF(COUNT({stated})=1,IF(COUNT({adoption})=1,{stated}*{adoption}/100,""),'
        f'IF(COUNT({hours},{hourly})=2,{hours}*12*{hourly},""))'
    )


def _scaled(share: Field[Any]) -> str:
    value = column(ValueTarget, "value_year", "This Row")
    return f'IF(COUNT({value})=0,"",IF(COUNT({here(share)})=1,{value}*{here(share)}/100,{value}))'


def _hours_total() -> str:
    """A name that two groups share says nothing: then the figure stays open."""
    hours, group = here(Training.hours), here(Training.group)
    names, people = every(Group.name), every(Group.in_production)
    match = f'({names}={group})*({names}<>"")'
    known = f"SUMPRODUCT({match})=1,SUMPRODUCT({match}*ISNUMBER({people}))=1"
    return f'IF(AND(COUNT({hours})=1,{known}),{hours}*SUMPRODUCT({match},{people}),"")'


def _stays() -> str:
    """`models.raci.leaves`, turned round: neither the role nor its person goes."""
    person, names = here(Role.person), every(Person.name)
    goes = f'SUMPRODUCT(({names}={person})*({names}<>"")*{yes(every(Person.leaves))})>0'
    name = here(Role.name)
    stays, goes_too = quoted(_("Yes")), quoted(_("No"))
    empty = f'AND({name}="",{column(Role, "id", "This Row")}="")'
    return f'IF({empty},"",IF(OR({yes(here(Role.leaves))},{goes}),{goes_too},{stays}))'


COLUMNS: dict[str, Callable[[], str]] = {
    "hours_month": _hours_month,
    "value_year": _value_year,
    "value_low": lambda: _scaled(ValueTarget.low),
    "value_high": lambda: _scaled(ValueTarget.high),
    "hours_total": _hours_total,
    STAYS: _stays,
}
"""The formula of each calculated column, by the name in `DERIVED` (or `EXTRA`)."""


# --- the summary ---------------------------------------------------------------------------


def _total(cells: str) -> str:
    return f'IF(COUNT({cells})=0,"",SUM({cells}))'


def _value(name: str) -> str:
    return column(ValueTarget, name, "Data")


def _value_where(sign: str) -> str:
    condition = f"({every(ValueTarget.cash)}{sign}{quoted(_('Yes'))})"
    value = _value("value_year")
    return f'IF(SUMPRODUCT({condition}*ISNUMBER({value}))=0,"",SUMPRODUCT({condition}*1,{value}))'


def _pilot_weeks() -> str:
    start, end = cell_name(Pilot.start), cell_name(Pilot.end)
    return f'IF(COUNT({start},{end})<2,"",IF({end}<{start},"",ROUND(({end}-{start}+1)/7,1)))'


def _share_in_pilot() -> str:
    pilot, production = every(Group.in_pilot), every(Group.in_production)
    both = f"ISNUMBER({pilot})*ISNUMBER({production})"
    everyone = f"SUMPRODUCT({both},{production})"
    return f'IF({everyone}=0,"",SUMPRODUCT({both},{pilot})/{everyone}*100)'


def _own_rate() -> str:
    outcome = every(EarlierPilot.outcome)
    done = f"SUMPRODUCT({equal(outcome, EarlierPilot.outcome.text_of('production'))}*1)"
    stopped = f"SUMPRODUCT({equal(outcome, EarlierPilot.outcome.text_of('stopped'))}*1)"
    return f'IF({done}+{stopped}=0,"",{done}/({done}+{stopped})*100)'


def _roles_that_stay() -> str:
    return f"SUMPRODUCT({yes(column(Role, STAYS, 'Data'))}*1)"


def _applies() -> str:
    return equal(every(Requirement.applies), Requirement.applies.text_of("yes"))


def _covered() -> str:
    due = f'(({every(Requirement.due)}<>"")+({every(Requirement.due_on)}<>"")>0)'
    return f'SUMPRODUCT({_applies()}*({every(Requirement.owner)}<>"")*{due})'


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the summary: its formula, and the definition that the formula mirrors."""

    name: str
    """The defined name of its cell."""
    _label: str
    kind: Kind
    definition: Callable[[Snapshot], float | None]
    formula: Callable[[], str]
    unit: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """What it is called, in the current language."""
        return _(self._label)


FIGURES: tuple[Figure, ...] = (
    Figure(
        "value_a_year",
        N_("Value a year"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).year,
        lambda: _total(_value("value_year")),
        note=N_("All value targets, at the adoption stated for each."),
    ),
    Figure(
        "value_a_year_low",
        N_("Low"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).low,
        lambda: _total(_value("value_low")),
    ),
    Figure(
        "value_a_year_high",
        N_("High"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).high,
        lambda: _total(_value("value_high")),
    ),
    Figure(
        "value_cash_releasing",
        N_("Cash-releasing"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).cash,
        lambda: _value_where("="),
        note=N_("Money that is really saved or earned."),
    ),
    Figure(
        "value_time_released",
        N_("Time-released"),
        Kind.MONEY,
        lambda s: figures.value_totals(s).time,
        lambda: _value_where("<>"),
        note=N_("Time that people get for other work; not money in the bank."),
    ),
    Figure(
        "hours_a_month",
        N_("Hours a month"),
        Kind.NUMBER,
        lambda s: figures.value_totals(s).hours_month,
        lambda: _total(_value("hours_month")),
        unit=N_("h"),
    ),
    Figure(
        "people_affected",
        N_("People affected"),
        Kind.COUNT,
        figures.people_affected,
        lambda: _total(every(Group.in_production)),
        note=N_("In production, over all groups."),
    ),
    Figure(
        "people_in_pilot",
        N_("People in the pilot"),
        Kind.COUNT,
        figures.people_in_pilot,
        lambda: _total(every(Group.in_pilot)),
    ),
    Figure(
        "share_in_pilot",
        N_("Share in the pilot"),
        Kind.PERCENT,
        figures.share_in_pilot,
        _share_in_pilot,
        note=N_("Over the groups that state both numbers."),
    ),
    Figure(
        "pilot_weeks",
        N_("Length of the pilot"),
        Kind.NUMBER,
        figures.pilot_weeks,
        _pilot_weeks,
        unit=N_("weeks"),
    ),
    Figure(
        "own_pilot_rate",
        N_("Own pilot-to-production rate"),
        Kind.PERCENT,
        figures.own_rate,
        _own_rate,
        note=N_("Over earlier pilots that have ended."),
    ),
    Figure(
        "roles_that_stay",
        N_("Roles that stay after the pilot"),
        Kind.COUNT,
        figures.roles_that_stay,
        _roles_that_stay,
    ),
    Figure(
        "requirements_that_apply",
        N_("Requirements that apply"),
        Kind.COUNT,
        lambda s: figures.covered(s)[1],
        lambda: f"SUMPRODUCT({_applies()}*1)",
    ),
    Figure(
        "requirements_covered",
        N_("… of which with owner and date"),
        Kind.COUNT,
        lambda s: figures.covered(s)[0],
        _covered,
    ),
    Figure(
        "training_hours",
        N_("Training hours"),
        Kind.NUMBER,
        figures.total_training_hours,
        lambda: _total(column(Training, "hours_total", "Data")),
        unit=N_("h"),
        note=N_("Hours a person × people in production, over all trainings."),
    ),
    Figure(
        "people_in_waves",
        N_("People in rollout waves"),
        Kind.COUNT,
        figures.people_in_waves,
        lambda: _total(every(Wave.people)),
        note=N_("Compare with the people affected."),
    ),
    Figure(
        "agenda_minutes",
        N_("Length of the workshop"),
        Kind.COUNT,
        figures.agenda_minutes,
        lambda: _total(every(AgendaBlock.minutes)),
        unit=N_("min"),
    ),
)
"""The key figures, in the order of the summary."""
