"""The charter: the PDF that the sponsor signs.

Page 1 reads alone; then contents, one section per step, what is still open or was accepted
so, the chains from promise to decision, the history.
"""

from __future__ import annotations

from collections.abc import Iterator

from exports.charter import closing, contents, cover, sections, trace
from exports.charter.fonts import missing_characters
from exports.charter.pages import Pages
from exports.document import Document, Job, in_language_of
from models.record import TYPES
from models.steps import STEPS

__all__ = ["charter", "missing_characters"]


def charter(document: Document) -> Job:
    """Make the charter in the workshop's language; the same document gives the same bytes.

    Yields its progress after each page at the latest. Characters that no font has are printed
    as a substitute; `missing_characters` lists them beforehand.
    """
    return in_language_of(document.snapshot, _made(document))


def _made(document: Document) -> Job:
    snapshot = document.snapshot
    findings = yield from document.looking()
    yield 0.01
    pages = Pages(document)
    cover.draw(pages, snapshot, findings)
    yield 0.02
    contents.draw(pages, snapshot)
    pages.start()
    listed = len(findings.open) + len(findings.accepted)
    total = sum(len(snapshot.table(t)) for t in TYPES.values()) + listed + 60
    parts: list[Iterator[None]] = [sections.step(pages, s, snapshot, findings) for s in STEPS]
    parts += [
        closing.still_open(pages, findings),
        closing.accepted(pages, findings),
        trace.draw(pages, snapshot, closing.part_of(trace.KEY).number),
        closing.history(pages, document.log),
    ]
    steps = 0
    for part in parts:
        for _nothing in part:
            steps += 1
            yield 0.02 + 0.9 * min(1.0, steps * 10 / total)
    return (yield from pages.finish())
