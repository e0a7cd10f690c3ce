"""What production costs: sums, the bridge from the pilot, and the planning rule.

Money is in the workshop's currency. `None` means "cannot be said yet", as in `models.figures`.
"""

from __future__ import annotations

from typing import NamedTuple, cast

from models.fields import Field
from models.figures import total
from models.records import CostBasis, CostLine, Pilot
from models.snapshot import Snapshot, Table


def pilot_cost(snapshot: Snapshot) -> float | None:
    """Cost until the decision: the lines' pilot amounts; where no line has one, `Pilot.cost`."""
    lines = total(line.pilot for line in snapshot.all(CostLine))
    return snapshot.one(Pilot).cost if lines is None else lines


def one_off(snapshot: Snapshot) -> float | None:
    """What is paid once to get into production."""
    return total(line.one_off for line in snapshot.all(CostLine))


def run_cost(snapshot: Snapshot) -> float | None:
    """Cost of a year in production, likely case."""
    return snapshot.table(CostLine).once(_a_year)


def _a_year(table: Table) -> float | None:
    lines = cast("tuple[CostLine, ...]", table.ordered)  # many ask after each key; summed once
    return total(line.year for line in lines)


def run_low(snapshot: Snapshot) -> float | None:
    """All low cases of a year together; the likely amount where a line has no low one."""
    return total(line_low(line) for line in snapshot.all(CostLine))


def run_high(snapshot: Snapshot) -> float | None:
    """All high cases of a year together; the likely amount where a line has no high one."""
    return total(line_high(line) for line in snapshot.all(CostLine))


def line_low(line: CostLine) -> float | None:
    """The low case of a line; None where it has no likely amount."""
    return line.year if line.year is None or line.year_low is None else line.year_low


def line_high(line: CostLine) -> float | None:
    """The high case of a line; None where it has no likely amount."""
    return line.year if line.year is None or line.year_high is None else line.year_high


def payer_fields(line: CostLine) -> tuple[Field[str], ...]:
    """What has to be said about who pays for a line: of what is paid every year, the budget too."""
    if line.year:
        return CostLine.payer, CostLine.funding
    return (CostLine.payer,) if line.one_off else ()


def ends(line: CostLine) -> bool:
    """Whether a line costs money every year, and is paid from a budget that ends with the pilot."""
    return bool(line.year) and line.funding in ("innovation", "project")


def line_year_one(line: CostLine) -> float | None:
    """The first year of production for one line = once + a year."""
    return total((line.one_off, line.year))


def year_one(snapshot: Snapshot) -> float | None:
    """The first year of production = once + a year. None where no yearly cost is known."""
    run = run_cost(snapshot)
    return None if run is None else run + (one_off(snapshot) or 0.0)


def multiple(snapshot: Snapshot) -> float | None:
    """First year of production ÷ pilot cost: 3.2 means "3.2 times the pilot"."""
    first, pilot = year_one(snapshot), pilot_cost(snapshot)
    return None if first is None or not pilot else first / pilot


def three_years(snapshot: Snapshot) -> float | None:
    """Three years of production = once + 3 × a year, without the pilot, not discounted."""
    run = run_cost(snapshot)
    return None if run is None else 3 * run + (one_off(snapshot) or 0.0)


def rule_factor(snapshot: Snapshot) -> float | None:
    """The user's own planning rule as a factor of the pilot cost.

    "380 % of" is 3.8; "380 % more" is 4.8. None unless the percentage and its reading are said.
    """
    basis = snapshot.one(CostBasis)
    if basis.rule_percent is None or not basis.rule_reading:
        return None
    return basis.rule_percent / 100 + (basis.rule_reading == "more")


def rule_cost(snapshot: Snapshot) -> float | None:
    """First year of production by the planning rule; for comparison, never in place of lines."""
    factor, pilot = rule_factor(snapshot), pilot_cost(snapshot)
    return None if factor is None or pilot is None else factor * pilot


class CategoryCost(NamedTuple):
    """One category of costs side by side: in the pilot, once, and a year in production."""

    category: str
    pilot: float | None
    one_off: float | None
    year: float | None
    zero: bool
    """Somebody said why it costs nothing in production."""

    @property
    def year_one(self) -> float | None:
        """The first year of production."""
        return total((self.one_off, self.year))

    @property
    def settled(self) -> bool:
        """Filled with amounts for production, or zero with a reason; a bare 0 is neither."""
        return self.zero or bool(self.year_one)

    @property
    def step(self) -> float:
        """What the first year of production costs more than the pilot; may be negative."""
        return (self.year_one or 0.0) - (self.pilot or 0.0)


def by_category(snapshot: Snapshot) -> list[CategoryCost]:
    """Every category in its order, also those without a line."""
    lines: dict[str, list[CostLine]] = {}
    for line in snapshot.all(CostLine):
        lines.setdefault(line.category, []).append(line)
    return [
        CategoryCost(
            choice.value,
            total(line.pilot for line in lines.get(choice.value, ())),
            total(line.one_off for line in lines.get(choice.value, ())),
            total(line.year for line in lines.get(choice.value, ())),
            any(line.zero_because for line in lines.get(choice.value, ())),
        )
        for choice in CostLine.category.choices
    ]


class Bridge(NamedTuple):
    """From the pilot's cost to the first year of production, one step per category.

    `pilot` + the steps = `production`. Amounts of lines without a category, and a pilot cost
    that no line explains, make up the step of the category "".
    """

    pilot: float
    steps: tuple[tuple[str, float], ...]
    production: float


def bridge(snapshot: Snapshot) -> Bridge | None:
    """The bridge; None where production or pilot cost cannot be said yet."""
    first, pilot = year_one(snapshot), pilot_cost(snapshot)
    if first is None or pilot is None:
        return None
    steps = [(part.category, part.step) for part in by_category(snapshot) if part.step]
    rest = round(first - pilot - sum(step for _category, step in steps), 2)
    if rest:
        steps.append(("", rest))
    return Bridge(pilot, tuple(steps), first)
