"""What a file from outside can be: the matrices and lists in it, and the best guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.errors import Refusal
from models.i18n import N_, _
from models.incoming.lists.columns import ListTable
from models.incoming.lists.reading import SORTS, chosen, tables_in, weight
from models.incoming.package import Watch, nothing_changed
from models.incoming.raci.found import Matrix
from models.incoming.raci.reading import NoMatrix, matrices_of
from models.incoming.sheets import Reading
from models.incoming.source import Source

RACI = "raci"
_LETTERS = 4
"""Cells with letters that make a matrix surer than any list."""
_SURE = 0.75
"""A sort whose heads match less well than this share of the best is not guessed."""
_LABELS = {
    RACI: N_("Responsibility matrix (RACI)"),
    "requirements": N_("Requirements"),
    "people": N_("People"),
    "risks": N_("Risks"),
    "costs": N_("Costs"),
    "kpis": N_("KPIs"),
}


@dataclass(frozen=True)
class Seen:
    """What was found in a source."""

    source: Source
    matrices: tuple[Matrix, ...] = ()
    lists: Mapping[str, Sequence[ListTable]] = field(default_factory=dict)
    """The lists by what they would be about; the same table can be of several sorts."""

    @property
    def guess(self) -> str:
        """What it most likely is; "" where nothing was found."""
        letters = sum(bool(entry.cell.letters) for m in self.matrices for entry in m.entries)
        meant = {sort: _meant(found) for sort, found in self.lists.items()}
        # What the heads say goes first, then how much stands below them.
        surest = max((table.score for found in meant.values() for table in found), default=0.0)
        weights = {
            sort: max(weight(table) for table in found)
            for sort, found in meant.items()
            if any(table.score >= _SURE * surest for table in found)
        }
        if letters >= _LETTERS or (self.matrices and not weights):
            return RACI
        return max(weights, key=lambda sort: weights[sort], default="")


def _meant(found: Sequence[ListTable]) -> list[ListTable]:
    return [table for table in chosen(found) if not table.page.veiled]


def look(reading: Reading[Source], language: str) -> Reading[Seen]:
    """Read a source and look for everything in it. Raises Refusal where nothing is in it."""
    source = yield from reading
    if source.empty:
        raise Refusal(_("“{name}” is empty.").format(name=source.name), nothing_changed())
    watch = Watch(source.name)
    lists = {}
    for sort, record_type in SORTS.items():
        lists[sort] = tuple((yield from tables_in(source, record_type, language, watch)))
    try:
        matrices = tuple(matrices_of(source, watch))
    except NoMatrix:
        matrices = ()
    yield 1.0
    return Seen(source, matrices, lists)


def label(sort: str) -> str:
    """What a sort is called, in the current language."""
    return _(_LABELS[sort])
