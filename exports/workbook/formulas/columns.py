"""The formula of each calculated column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exports.workbook.formulas.common import blank_row, linked, linking, total, total_where
from exports.workbook.formulas.people import heads_of_agenda
from exports.workbook.names import BEFORE, EXPECTED, PROVED, STAYS, cell_name
from exports.workbook.references import chosen, column, equal, every, here, quoted, yes
from models.derived import STATES
from models.fields import Field
from models.i18n import _
from models.records import (
    AgendaBlock,
    Claim,
    Condition,
    CostLine,
    Group,
    Kpi,
    Person,
    RehearsalCard,
    Role,
    Training,
    ValueTarget,
    WorkshopInfo,
)
from models.wilson import Verdict, Z


def _before() -> str:
    """`models.agenda.before`: of blocks side by side only the first one takes time."""
    rows, head = f"ROW({every(AgendaBlock.minutes)})", heads_of_agenda()
    mine = f"SUMPRODUCT(MAX(({rows}<=ROW())*{head}*{rows}))"
    minutes = f"SUMPRODUCT(({rows}<{mine})*{head},{every(AgendaBlock.minutes)})"
    return f'IF({blank_row(AgendaBlock)},"",{minutes})'


def _starts() -> str:
    """`models.agenda.starts`; put together by hand, because format codes of TEXT are local."""
    begin = f'TIMEVALUE(SUBSTITUTE({cell_name(WorkshopInfo.starts_at)},".",":")&":00")'
    at = f"(ROUND({begin}*1440,0)+{column(AgendaBlock, BEFORE, 'This Row')})"
    text = f'RIGHT("0"&MOD(INT({at}/60),24),2)&":"&RIGHT("0"&MOD({at},60),2)'
    return f'IF({blank_row(AgendaBlock)},"",IFERROR({text},""))'


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


def _proved() -> str:
    found = f"SUMPRODUCT({linking(Kpi.value_target)})>0"
    return f'IF({blank_row(ValueTarget)},"",IF({found},{quoted(_("Yes"))},{quoted(_("No"))}))'


def _calculated() -> str:
    people, minutes, periods = here(Claim.people), here(Claim.minutes), here(Claim.periods)
    return f'IF(COUNT({people},{minutes},{periods})=3,{people}*{minutes}/60*{periods},"")'


def _parts() -> str:
    return total_where(linking(Claim.part_of), every(Claim.stated))


def _hours_total() -> str:
    hours, people = here(Training.hours), every(Group.in_production)
    match = linked(Training.group)
    known = f"COUNT({hours})=1,SUMPRODUCT({match}*ISNUMBER({people}))=1"
    return f'IF(AND({known}),{hours}*SUMPRODUCT({match},{people}),"")'


def _stays() -> str:
    """`models.raci.leaves`, turned round: neither the role nor its person goes."""
    goes = f"SUMPRODUCT({linked(Role.person)}*{yes(every(Person.leaves))})>0"
    stays, goes_too = quoted(_("Yes")), quoted(_("No"))
    leaves = f"OR({yes(here(Role.leaves))},{goes})"
    return f'IF({blank_row(Role)},"",IF({leaves},{goes_too},{stays}))'


def _state() -> str:
    """`models.figures.kpi_state`: signs turned round where lower is better."""
    result, target, least = here(Kpi.result), here(Kpi.target), here(Kpi.least)
    warn, sign = here(Kpi.warn_at), f"IF({chosen(Kpi.direction, 'up')},1,-1)"
    said = {state: quoted(_(text)) for state, text in STATES.items()}
    warned = f"IF(COUNT({warn})=0,FALSE,{result}*{sign}<{warn}*{sign})"
    missed = f"IF(COUNT({least})=0,TRUE,{result}*{sign}<{least}*{sign})"
    below = f"IF({missed},{said['missed']},IF({warned},{said['warn']},{said['acceptable']}))"
    return (
        f'IF(OR(COUNT({result},{target})<2,{here(Kpi.direction)}=""),"",'
        f"IF({result}*{sign}>={target}*{sign},{said['reached']},{below}))"
    )


def _expected() -> str:
    """What a condition says itself, else the target of the KPI that it names."""
    expected, targets = here(Condition.expected), every(Kpi.target)
    match = linked(Condition.kpi)
    known = f"SUMPRODUCT({match}*ISNUMBER({targets}))=1"
    return f'IF(COUNT({expected})=1,{expected},IF({known},SUMPRODUCT({match},{targets}),""))'


def _cases_needed() -> str:
    """`models.wilson.cases_needed`, in percent: n = z² t (100 - t) ÷ distance².

    The distance is that of the expected result on its side of the threshold, else that of a
    result without a failure. Open where it cannot be told which of several KPIs is meant.
    """
    threshold, kpi = here(Condition.threshold), here(Condition.kpi)
    hoped = column(Condition, EXPECTED, "This Row")
    least, most = chosen(Condition.comparison, "at_least"), chosen(Condition.comparison, "at_most")
    share = f"AND({yes(here(Condition.proportion))},OR({least},{most}),COUNT({threshold})=1)"
    inside = f"AND({threshold}>0,{threshold}<100)"
    named = f'OR(COUNT({hoped})=1,{kpi}="",SUMPRODUCT({linked(Condition.kpi)})=1)'
    beyond = f"IF(COUNT({hoped})=1,({hoped}-{threshold})*IF({least},1,-1),0)"
    distance = f"IF({beyond}>0,{beyond},IF({least},100-{threshold},{threshold}))"
    cases = f"{Z * Z!r}*{threshold}*(100-{threshold})/({distance})^2"
    return f'IF({share},IF(AND({inside},{named}),ROUNDUP(MAX(0,{cases}-0.000000001),0),""),"")'


def _verdict() -> str:
    """`models.wilson.verdict`."""
    holds, said = here(Condition.holds), {v: quoted(v.label) for v in Verdict}
    answer = (
        f"IF({yes(holds)},{said[Verdict.MET]},"
        f'IF({equal(holds, _("No"))},{said[Verdict.NOT_MET]},""))'
    )
    result, threshold = here(Condition.result), here(Condition.threshold)
    comparison = here(Condition.comparison)
    open_ = f'OR(COUNT({result},{threshold})<2,{comparison}="")'
    measured = f'IF({open_},"",IF({_too_few()},{said[Verdict.TOO_FEW]},{_compared()}))'
    return f"IF({chosen(Condition.comparison, 'holds')},{answer},{measured})"


def _too_few() -> str:
    """Whether a result proves nothing yet: of a share by Wilson, else by the cases agreed."""
    result, threshold = here(Condition.result), here(Condition.threshold)
    agreed, looked = f"SUM({here(Condition.cases)})", f"SUM({here(Condition.result_cases)})"
    exactly = chosen(Condition.comparison, "exactly")
    share = f"AND({yes(here(Condition.proportion))},NOT({exactly}))"
    proved = f"(({result}-{threshold})/100)^2*{looked}+0.000000001"
    needed = f"{Z * Z!r}*{threshold}/100*(1-{threshold}/100)"
    unproved = f"AND({threshold}>0,{threshold}<100,{proved}<{needed})"
    return f"IF({share},OR({looked}=0,{unproved}),{looked}<{agreed})"


def _compared() -> str:
    result, threshold = here(Condition.result), here(Condition.threshold)
    met = (
        f"IF({chosen(Condition.comparison, 'at_least')},{result}>={threshold},"
        f"IF({chosen(Condition.comparison, 'at_most')},{result}<={threshold},"
        f"{result}={threshold}))"
    )
    return f"IF({met},{quoted(Verdict.MET.label)},{quoted(Verdict.NOT_MET.label)})"


def _cost_then() -> str:
    """`models.rehearsal.cost_then`: what grows is multiplied by the card's factor."""
    year, factor = every(CostLine.year), here(RehearsalCard.factor)
    licences = chosen(CostLine.category, "licences", every)
    driven = "+".join(chosen(CostLine.driver, driver, every) for driver in ("user", "case"))

    def then(grows: str) -> str:
        return f"SUM({year})+SUMPRODUCT(({grows})*1,{year})*({factor}-1)"

    return (
        f'IF(OR(COUNT({year})=0,COUNT({factor})=0),"",'
        f"IF({chosen(RehearsalCard.sort, 'price')},{then(licences)},"
        f'IF({chosen(RehearsalCard.sort, "scale")},{then(driven)},"")))'
    )


COLUMNS: dict[str, Callable[[], str]] = {
    "starts": _starts,
    BEFORE: _before,
    "hours_month": _hours_month,
    "value_year": _value_year,
    "value_low": lambda: _scaled(ValueTarget.low),
    "value_high": lambda: _scaled(ValueTarget.high),
    PROVED: _proved,
    "calculated": _calculated,
    "parts": _parts,
    "year_one": lambda: total(f"{here(CostLine.one_off)},{here(CostLine.year)}"),
    "hours_total": _hours_total,
    STAYS: _stays,
    "state": _state,
    EXPECTED: _expected,
    "cases_needed": _cases_needed,
    "verdict": _verdict,
    "cost_then": _cost_then,
}
"""The formula of each calculated column, by the name in `DERIVED` (or `EXTRA`)."""
