"""A file with responsibility matrices as a proposal: Excel, CSV, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from models.errors import Refusal
from models.i18n import _
from models.incoming.package import Watch, nothing_changed
from models.incoming.proposal import Place, Proposal, Remark
from models.incoming.raci.found import Matrix, find, find_words
from models.incoming.raci.proposing import Meanings, propose
from models.incoming.sheets import Reading
from models.incoming.source import Source, read_source
from models.snapshot import Snapshot

_MOST_CELLS = 60_000
"""Filled cells of a page; no matrix has so many, and each is looked at several times."""


class NoMatrix(Refusal):
    """Nothing looks like a matrix."""


def read_raci(path: Path, now: Snapshot, meanings: Meanings | None = None) -> Reading[Proposal]:
    """What the matrices in a file propose for a workshop as it is `now`.

    Raises Refusal where the file cannot be read, or nothing in it looks like a matrix.
    """
    watch = Watch(path.name)
    source = yield from read_source(path, watch)
    return propose_raci(source, matrices_of(source, watch), now, meanings or {})


def propose_raci(
    source: Source, matrices: Sequence[Matrix], now: Snapshot, meanings: Meanings
) -> Proposal:
    """What matrices of a source propose, with what was said while it was read."""
    proposal = propose(source.name, matrices, now, meanings)
    remarks = [Remark(Place(source.name), said) for said in [*source.said, *source.about_hidden()]]
    return replace(proposal, left_out=(*proposal.left_out, *remarks))


def matrices_in(path: Path) -> Reading[Sequence[Matrix]]:
    """The matrices in a file. Raises Refusal where there is none."""
    watch = Watch(path.name)
    source = yield from read_source(path, watch)
    return matrices_of(source, watch)


def matrices_of(source: Source, watch: Watch | None = None) -> Sequence[Matrix]:
    """The matrices on pages; words instead of letters only where there are no letters at all.

    Raises Refusal where there is none.
    """
    watch = watch or Watch(source.name)
    matrices: list[Matrix] = []
    pages = [page for page in source.pages if sum(map(len, page.rows.values())) <= _MOST_CELLS]
    for look in (find, find_words):
        for page in pages:
            watch.look()
            matrices += look(page.grid)
        if matrices:
            return matrices
    raise NoMatrix(
        _("Nothing in “{name}” looks like a responsibility matrix.").format(name=source.name),
        nothing_changed(),
        _("It needs roles above, activities on the left, and R, A, C, I in the cells between."),
    )
