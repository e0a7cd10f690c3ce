"""Coverage: the requirements of each governance area, by how far they are settled."""

from __future__ import annotations

from typing import Any

from exports.workbook.book import Book
from exports.workbook.cells import Formula
from exports.workbook.charts.block import (
    Block,
    Chart,
    bars,
    figures_on,
    filled,
    legend,
    series,
    unless,
)
from exports.workbook.formulas.common import count_where
from exports.workbook.names import reference
from exports.workbook.references import chosen, equal, every, quoted
from exports.workbook.style import ACCENT, AMBER, BAR, DIM, INK, WHITE
from models.figures import covered
from models.i18n import _
from models.records import Requirement
from models.snapshot import Snapshot

_OWNED, _OPEN, _UNCLEAR, _NOT = range(4)
_LOOKS = {
    _OWNED: (filled(ACCENT), WHITE, ""),
    _OPEN: (filled(AMBER), WHITE, "! "),
    _UNCLEAR: (filled(BAR), INK, "? "),
    _NOT: (filled(DIM), INK, "– "),
}
"""Fill, ink of the figure, and the sign before it: no colour says anything alone."""


def figures(book: Book, first: int) -> Block:
    """A line for each area, and one for requirements without an area."""
    heads = (
        _("Area"),
        _("Owner and date"),
        _("Applies, owner or date missing"),
        _("Not settled"),
        _("Does not apply"),
    )
    areas = [choice.value for choice in Requirement.area.choices]
    rows = [_line(book.snapshot, area, first + place) for place, area in enumerate([*areas, ""])]
    nowhere = any(isinstance(value, Formula) and value.result for value in rows[-1][1:])
    title = _("Requirements by area")
    return Block(title, heads, first, rows, money=False, aside=not nowhere)


def _line(snapshot: Snapshot, area: str, row: int) -> list[Any]:
    there = (r for r in snapshot.all(Requirement) if r.area == area)
    found = [r for r in there if area or r.what or r.applies]
    counts = [0, 0, 0, 0]
    for requirement in found:
        counts[_state(requirement)] += 1
    formulas = [count_where(f"{_in_area(area)}*{state}") for state in _states()]
    return [
        Requirement.area.text_of(area) if area else _nowhere(row, bool(found)),
        *(Formula(text, count) for text, count in zip(formulas, counts, strict=True)),
    ]


def _nowhere(row: int, shown: bool) -> Formula:
    title = _("No area")
    return Formula(f'IF(SUM(B{row}:E{row})=0,"",{quoted(title)})', title if shown else None)


def _state(requirement: Requirement) -> int:
    if requirement.applies == "no":
        return _NOT
    if requirement.applies != "yes":
        return _UNCLEAR
    return _OWNED if requirement.owner and (requirement.due or requirement.due_on) else _OPEN


def _in_area(area: str) -> str:
    if area:
        return equal(every(Requirement.area), Requirement.area.text_of(area))
    filled_in = f'(({every(Requirement.what)}<>"")+({every(Requirement.applies)}<>"")>0)'
    return f'({every(Requirement.area)}="")*{filled_in}'


def _states() -> tuple[str, str, str, str]:
    applies, not_ = (chosen(Requirement.applies, value, every) for value in ("yes", "no"))
    due = f'(({every(Requirement.due)}<>"")+({every(Requirement.due_on)}<>"")>0)'
    owned = f'({every(Requirement.owner)}<>"")*{due}'
    return f"{applies}*{owned}", f"{applies}*(1-{owned})", f"(1-{applies})*(1-{not_})", not_


def chart(book: Book, block: Block, sheet: str) -> Chart:
    """A bar for each area, with how many requirements are in each state."""
    drawn = bars(block.title)
    for state, (looks, ink, sign) in _LOOKS.items():
        found = series(block, sheet, state + 2, looks)
        figures_on(found, f'"{sign}"0;;' if sign else "0;;", ink)
        drawn.series.append(found)
    legend(drawn, ())
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.delete = True
    counts = (block.results(state + 2) for state in _LOOKS)
    columns = ",".join(block.cells(sheet, state + 2) for state in _LOOKS)
    sentence = _("It needs requirements, each with its area.")
    last = reference(sheet, f"$B${block.last}:$E${block.last}")
    aside = f"SUM({last})>0" if block.aside else ""
    needs = unless(f"SUM({columns})>0", sentence, now=any(map(any, counts)), aside=aside)
    return Chart(drawn, _in_words(book.snapshot), needs)


def _in_words(snapshot: Snapshot) -> str:
    owned, all_ = covered(snapshot)
    text = _("{n} of {all} requirements that apply have an owner and a date.")
    return text.format(n=owned, all=all_)
