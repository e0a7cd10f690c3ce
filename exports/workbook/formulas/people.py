"""Key figures of the pilot and of the people whose work changes."""

from __future__ import annotations

from exports.workbook.formulas.common import Figure, count_where, total, total_where
from exports.workbook.names import STAYS, cell_name
from exports.workbook.references import chosen, column, every, yes
from models import figures
from models.fields import Kind
from models.i18n import N_
from models.records import AgendaBlock, EarlierPilot, Group, Pilot, Role, Training, Wave


def _pilot_weeks() -> str:
    start, end = cell_name(Pilot.start), cell_name(Pilot.end)
    return f'IF(COUNT({start},{end})<2,"",IF({end}<{start},"",ROUND(({end}-{start}+1)/7,1)))'


def _share_in_pilot() -> str:
    pilot, production = every(Group.in_pilot), every(Group.in_production)
    both = f"ISNUMBER({pilot})*ISNUMBER({production})"
    everyone = f"SUMPRODUCT({both},{production})"
    return f'IF({everyone}=0,"",SUMPRODUCT({both},{pilot})/{everyone}*100)'


def _own_rate() -> str:
    done = count_where(chosen(EarlierPilot.outcome, "production", every))
    stopped = count_where(chosen(EarlierPilot.outcome, "stopped", every))
    return f'IF({done}+{stopped}=0,"",{done}/({done}+{stopped})*100)'


def heads_of_agenda() -> str:
    """1 for the blocks that add time to the day: not those beside another. The first one does."""
    rows = f"ROW({every(AgendaBlock.minutes)})"
    return f"((({yes(every(AgendaBlock.beside))})*({rows}>MIN({rows})))=0)"


FIGURES: tuple[Figure, ...] = (
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
        "people_affected",
        N_("People affected"),
        Kind.COUNT,
        figures.people_affected,
        lambda: total(every(Group.in_production)),
        note=N_("In production, over all groups."),
    ),
    Figure(
        "people_in_pilot",
        N_("People in the pilot"),
        Kind.COUNT,
        figures.people_in_pilot,
        lambda: total(every(Group.in_pilot)),
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
        "people_in_waves",
        N_("People in rollout waves"),
        Kind.COUNT,
        figures.people_in_waves,
        lambda: total(every(Wave.people)),
        note=N_("Compare with the people affected."),
    ),
    Figure(
        "training_hours",
        N_("Training hours"),
        Kind.NUMBER,
        figures.total_training_hours,
        lambda: total(column(Training, "hours_total", "Data")),
        unit=N_("h"),
        note=N_("Hours a person × people in production, over all trainings."),
    ),
    Figure(
        "roles_that_stay",
        N_("Roles that stay after the pilot"),
        Kind.COUNT,
        figures.roles_that_stay,
        lambda: count_where(yes(column(Role, STAYS, "Data"))),
    ),
    Figure(
        "agenda_minutes",
        N_("Length of the workshop"),
        Kind.COUNT,
        figures.agenda_minutes,
        lambda: total_where(heads_of_agenda(), every(AgendaBlock.minutes)),
        unit=N_("min"),
    ),
)
"""The figures of set-up, frame, ownership and change, as `models.figures` defines them."""
