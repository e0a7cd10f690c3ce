"""Every chapter that a document can have, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exports.charter import (
    applicability,
    assumptions,
    closing,
    cuts,
    glossary,
    months,
    poster,
    sections,
    trace,
    versions,
)
from exports.charter.cuts import Part
from exports.charter.pages import Pages
from models.findings import Findings
from models.steps import BY_ID

Drawer = Callable[[Pages, Findings], Iterator[None]]

_DRAWERS: dict[str, Drawer] = {
    cuts.STILL_OPEN: closing.still_open,
    cuts.ACCEPTED: closing.accepted,
    cuts.ASSUMPTIONS: lambda pages, _found: assumptions.draw(pages),
    cuts.TRACE: lambda pages, found: trace.draw(pages, pages.document.snapshot, found),
    cuts.VERSIONS: lambda pages, _found: versions.draw(pages),
    cuts.HISTORY: lambda pages, _found: closing.history(pages, pages.document.log),
    cuts.GLOSSARY: lambda pages, _found: glossary.draw(pages),
    cuts.APPLICABILITY: lambda pages, _found: applicability.draw(pages),
    cuts.MONTHS: lambda pages, _found: months.draw(pages),
    cuts.POSTER: poster.draw,
}


def draw(pages: Pages, part: Part, findings: Findings) -> Iterator[None]:
    """Draw a chapter below what is there already. Yields every few rows."""
    if part.key in BY_ID:
        return sections.draw(pages, BY_ID[part.key], part, pages.document.snapshot, findings)
    return _DRAWERS[part.key](pages, findings)
