"""Cost by category: pilot, once and a year side by side, and which category nobody settled."""

from __future__ import annotations

from collections.abc import Iterable

from models.costs import CategoryCost, by_category
from models.display import money
from models.figures import total
from models.i18n import _
from models.records import CostLine
from models.snapshot import Snapshot
from models.trace import Cell, Chain, Row


def categories(snapshot: Snapshot) -> Chain:
    """Every category with its sums, those without a line too, and the sum of all at the end."""
    found = by_category(snapshot)
    rows = [_row(snapshot, each) for each in found]
    summed = bool(snapshot.all(CostLine))
    if summed:
        sums = (_sum(c.pilot for c in found), _sum(c.one_off for c in found))
        amounts = (*sums, _sum(c.year for c in found))
        rows.append((Cell(_("Sum")), *(_amount(snapshot, each) for each in amounts), Cell("")))
    heads = (_("Category"), _("Pilot"), _("Once"), _("A year"), _("Settled?"))
    return Chain(_("Cost by category"), heads, tuple(rows), figures=(1, 2, 3), summed=summed)


def _row(snapshot: Snapshot, of: CategoryCost) -> Row:
    lines = snapshot.grouped(CostLine.category).get(of.category, ())
    line = lines[0] if lines else None
    amounts = (of.pilot, of.one_off, of.year)
    return (
        Cell(CostLine.category.text_of(of.category), line),
        *(Cell(_amount(snapshot, each).text, line) for each in amounts),
        _settled(of, lines[0] if lines else None),
    )


def _settled(of: CategoryCost, line: CostLine | None) -> Cell:
    if of.year_one:
        return Cell(_("filled"), line)
    if of.zero and line is not None:
        return Cell(_("zero: {reason}").format(reason=line.zero_because), line)
    if line is None:
        return Cell(_("no line yet"), missing=True, asked=("cost.categories", "cost.some"))
    asked = ("cost.amount", "cost.zero")
    text, field = _("no amount for production"), CostLine.year.name
    return Cell(text, line, field, missing=True, asked=asked, about=line.id)


def _sum(amounts: Iterable[float | None]) -> float | None:
    return total(amounts)


def _amount(snapshot: Snapshot, amount: float | None) -> Cell:
    return Cell("–" if amount is None else money(snapshot, amount))
