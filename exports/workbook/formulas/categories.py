"""The sheet "Cost by category": `models.costs.by_category` and the bridge as formulas."""

from __future__ import annotations

from exports.workbook.cells import Result
from exports.workbook.formulas.common import count_where, total, total_where
from exports.workbook.names import cell_name, headers
from exports.workbook.references import cells, every, quoted
from models import costs
from models.figures import total as total_of
from models.i18n import N_, _
from models.records import CostLine, Pilot
from models.snapshot import Snapshot

TABLE = "cost_by_category"
"""Name of the table, and key of its sheet."""

CATEGORY, PILOT, ONE_OFF, YEAR = "category", "pilot", "one_off", "year"
YEAR_ONE, STEP, BRIDGE, SETTLED = "year_one", "step", "bridge", "settled"

_TITLES = {
    CATEGORY: N_("Category"),
    PILOT: N_("Pilot"),
    ONE_OFF: N_("Production, once"),
    YEAR: N_("A year, likely"),
    YEAR_ONE: N_("First year"),
    STEP: N_("First year minus pilot"),
    BRIDGE: N_("From pilot to production"),
    SETTLED: N_("Filled, or zero with a reason"),
}

Line = dict[str, str]
"""The formulas of one row by column; columns that are not named stay empty."""


AMOUNTS = (PILOT, ONE_OFF, YEAR, YEAR_ONE, STEP, BRIDGE)
"""The columns that hold money."""


def titles() -> dict[str, str]:
    """The heads of the columns by name, in the current language."""
    return dict(zip(_TITLES, headers(_(title) for title in _TITLES.values()), strict=True))


def first() -> Line:
    """The bridge's beginning: what the pilot costs."""
    return {BRIDGE: "cost_until_decision"}


def of_category() -> Line:
    """A category, also one without a line."""
    lines = f"({every(CostLine.category)}={_here(CATEGORY)})"
    pilot = total_where(lines, every(CostLine.pilot))
    return _line(lines, pilot) | {SETTLED: _settled(lines)}


def of_no_category() -> Line:
    """Lines without a category, and a stated pilot cost that no line explains."""
    lines = f'({every(CostLine.category)}="")'
    pilots, stated = every(CostLine.pilot), cell_name(Pilot.cost)
    of_lines = total_where(lines, pilots)
    return _line(lines, f"IF(COUNT({pilots})>0,{of_lines},{total(stated)})")


def last() -> Line:
    """The bridge's end: the first year of production, and all categories together."""
    step = 'IF(COUNT(cost_until_decision,cost_first_year)=2,cost_first_year-cost_until_decision,"")'
    return {
        PILOT: "cost_until_decision",
        ONE_OFF: "cost_once",
        YEAR: "cost_a_year",
        YEAR_ONE: "cost_first_year",
        STEP: step,
        BRIDGE: "cost_first_year",
    }


def results(snapshot: Snapshot) -> list[dict[str, Result]]:
    """What the formulas give in each row, by column: beginning, categories, none, and end."""
    pilot, year_one = costs.pilot_cost(snapshot), costs.year_one(snapshot)
    known = pilot is not None and year_one is not None
    parts = costs.by_category(snapshot)
    rows = [_result(part) for part in (*parts, _uncategorised(snapshot))]
    so_far = pilot or 0.0
    for row in rows:
        so_far += row[STEP] or 0.0
        row[BRIDGE] = so_far if known else None
    end = {ONE_OFF: costs.one_off(snapshot), YEAR: costs.run_cost(snapshot)}
    end |= {PILOT: pilot, YEAR_ONE: year_one, BRIDGE: year_one}
    end[STEP] = year_one - pilot if pilot is not None and year_one is not None else None
    words = [_("Yes") if part.settled else _("No") for part in parts]
    settled: list[dict[str, Result]] = [{SETTLED: word} if word else {} for word in (*words, "")]
    middle = [{**row, **more} for row, more in zip(rows, settled, strict=True)]
    return [{BRIDGE: pilot}, *middle, dict(end)]


def _result(part: costs.CategoryCost) -> dict[str, float | None]:
    filled = part.pilot is not None or part.year_one is not None
    return {
        PILOT: part.pilot,
        ONE_OFF: part.one_off,
        YEAR: part.year,
        YEAR_ONE: part.year_one,
        STEP: part.step if filled else None,
    }


def _uncategorised(snapshot: Snapshot) -> costs.CategoryCost:
    lines = [line for line in snapshot.all(CostLine) if not line.category]
    explained = any(line.pilot is not None for line in snapshot.all(CostLine))
    stated = snapshot.one(Pilot).cost
    return costs.CategoryCost(
        "",
        total_of(line.pilot for line in lines) if explained else stated,
        total_of(line.one_off for line in lines),
        total_of(line.year for line in lines),
        zero=False,
    )


def _here(name: str) -> str:
    return cells(TABLE, titles()[name], "This Row")


def _line(lines: str, pilot: str) -> Line:
    amounts = f"{_here(PILOT)},{_here(YEAR_ONE)}"
    return {
        PILOT: pilot,
        ONE_OFF: total_where(lines, every(CostLine.one_off)),
        YEAR: total_where(lines, every(CostLine.year)),
        YEAR_ONE: total(f"{_here(ONE_OFF)},{_here(YEAR)}"),
        STEP: f'IF(COUNT({amounts})=0,"",SUM({_here(YEAR_ONE)})-SUM({_here(PILOT)}))',
        BRIDGE: _so_far(),
    }


def _so_far() -> str:
    """The pilot's cost and all steps down to the row of the formula."""
    steps = cells(TABLE, titles()[STEP], "Data")
    down_to_here = f"SUM(INDEX({steps},1):{_here(STEP)})"
    known = "COUNT(cost_until_decision,cost_first_year)=2"
    return f'IF({known},cost_until_decision+{down_to_here},"")'


def _settled(lines: str) -> str:
    reasons = count_where(f'{lines}*({every(CostLine.zero_because)}<>"")')
    filled = f"OR(SUM({_here(YEAR_ONE)})<>0,{reasons}>0)"
    return f"IF({filled},{quoted(_('Yes'))},{quoted(_('No'))})"
