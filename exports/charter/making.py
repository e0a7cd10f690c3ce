"""Making a charter: the chapters of a cut, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from exports.charter import chapters, contents, cover, front
from exports.charter.cuts import POSTER, Cut
from exports.charter.pages import BOTTOM, Pages
from exports.document import Document, Job
from models.findings import Findings
from models.record import TYPES
from models.sealing import sealing
from models.simulation import simulating


def made(document: Document, cut: Cut) -> Job:
    """The charter in the current language; see `exports.charter.charter`."""
    snapshot = document.snapshot
    findings = yield from document.looking()
    yield 0.01
    if not cut.part(POSTER):
        for _line_drawn in simulating(snapshot):  # the first page needs it
            yield 0.01
    for _some_sealed in sealing(snapshot):  # the foot of every page needs it
        yield 0.01
    pages = Pages(document, cut)
    for _part_drawn in _begin(pages, cut, findings):
        yield 0.02
    listed = len(findings.open) + len(findings.accepted)
    total = sum(len(snapshot.table(t)) for t in TYPES.values()) + listed + 60
    steps = 0
    for part in cut.parts:
        for _nothing in chapters.draw(pages, part, findings):
            steps += 1
            yield 0.02 + 0.9 * min(1.0, steps * 10 / total)
    return (yield from pages.finish())


def _begin(pages: Pages, cut: Cut, findings: Findings) -> Iterator[None]:
    """The first page, and the contents where there are several chapters. Yields in between."""
    snapshot = pages.document.snapshot
    if cut.part(POSTER):
        return
    if cut.front:
        yield from front.draw(pages, snapshot, findings)
    else:
        yield from cover.draw(pages, snapshot, findings)
        if cut.parts:
            contents.draw(pages, snapshot)
    pages.y = BOTTOM  # the first chapter begins on a page of its own, upright or wide
