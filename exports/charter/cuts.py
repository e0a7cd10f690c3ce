"""Cuts: the documents for different readers that are made from the same workshop.

A cut is a list of chapters (`exports.charter.chapters`); numbers, contents and links follow
from it, so that nothing leads to what is not there.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import Refusal
from models.i18n import N_, _
from models.record import Record
from models.records import (
    AccessRole,
    Activity,
    Assignment,
    Claim,
    EstimateRound,
    IncidentLevel,
    Ownership,
    Requirement,
    Risk,
    Role,
    ValueTarget,
)
from models.steps import BY_ID, STEPS

STILL_OPEN, ACCEPTED, TRACE, HISTORY = "still-open", "accepted", "trace", "history"
ASSUMPTIONS, VERSIONS, GLOSSARY = "assumptions", "versions", "glossary"
APPLICABILITY, MONTHS, POSTER = "applicability", "months", "poster"


_TITLES = {
    STILL_OPEN: N_("Still open"),
    ACCEPTED: N_("Accepted as it is"),
    ASSUMPTIONS: N_("Assumptions"),
    TRACE: N_("Traceability"),
    VERSIONS: N_("Versions"),
    HISTORY: N_("History"),
    GLOSSARY: N_("Words and letters"),
    APPLICABILITY: N_("Statement of applicability"),
    MONTHS: N_("Month by month"),
    POSTER: N_("Who answers for what"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of a cut."""

    key: str
    only: tuple[type[Record], ...] = ()
    """The records of a step that it is about; all if empty."""
    _title: str = ""
    """A title of its own, where it is about a part of a step only."""

    @property
    def title(self) -> str:
        """Its title, in the current language."""
        if not self._title and self.key in BY_ID:
            return BY_ID[self.key].title
        return _(self._title or _TITLES[self.key])

    @property
    def one_list(self) -> bool:
        """Whether it is a single list that needs no heading besides the chapter's own."""
        return bool(self._title) and len(self.only) == 1

    @property
    def whole(self) -> bool:
        """Whether it answers the question of its step, and not only a part of it."""
        return not self._title


@dataclass(frozen=True, slots=True)
class Cut:
    """A document for some readers. `id` is stored in `Look.cut` and never changes."""

    id: str
    _title: str
    _kind: str
    _description: str
    parts: tuple[Part, ...]
    """Its chapters in their order, after the first page."""
    front: bool = False
    """Its first page is a short one, made for its readers, with the contents on it."""
    figures: tuple[tuple[str, int], ...] = ()
    """The cards of a short first page: step, and which of its key figures."""
    picture: str = ""
    """The picture of a short first page."""

    @property
    def title(self) -> str:
        """What it is called where one is chosen, in the current language."""
        return _(self._title)

    @property
    def kind(self) -> str:
        """What it is called on its own pages, in the current language."""
        return _(self._kind)

    def number_of(self, key: str) -> int | None:
        """The number of a chapter in this document; None where it is not part of it."""
        return next((n for n, part in enumerate(self.parts, 1) if part.key == key), None)

    def part(self, key: str) -> Part | None:
        """A chapter of this document; None where it is not part of it."""
        return next((part for part in self.parts if part.key == key), None)

    @property
    def description(self) -> str:
        """Who it is for and what is in it, in a sentence, in the current language."""
        return _(self._description)


_CHARTER = N_("Pre-pilot charter")
_CLOSING = tuple(
    Part(key) for key in (STILL_OPEN, ACCEPTED, ASSUMPTIONS, TRACE, VERSIONS, HISTORY, GLOSSARY)
)

CUTS: tuple[Cut, ...] = (
    Cut(
        "summary",
        N_("One-page summary"),
        _CHARTER,
        N_("For the sponsor: the decision, its figures, the conditions and the signatures."),
        (),
    ),
    Cut(
        "full",
        N_("Full charter"),
        _CHARTER,
        N_("For the file: the summary, all twelve steps, what is open, assumptions, versions."),
        (*(Part(step.id) for step in STEPS), *_CLOSING),
    ),
    Cut(
        "finance",
        N_("Finance"),
        N_("Finance paper"),
        N_("For finance: value, cost, month by month, ranges, and what they rest on."),
        (
            Part("value", (ValueTarget, Claim, EstimateRound)),
            Part("cost"),
            Part(MONTHS),
            Part(ASSUMPTIONS),
            Part(STILL_OPEN),
            Part(GLOSSARY),
        ),
        front=True,
        figures=(("value", 0), ("cost", 0), ("cost", 1), ("cost", 2)),
        picture="flows",
    ),
    Cut(
        "risk",
        N_("Risk and audit"),
        N_("Risk and audit file"),
        N_("For risk, security and audit: what applies and why, owners, evidence, incidents."),
        (
            Part(APPLICABILITY),
            Part("governance", (Requirement, AccessRole, IncidentLevel)),
            Part("review", (Risk,), N_("Risks")),
            Part(ACCEPTED),
            Part(STILL_OPEN),
        ),
        front=True,
        figures=(("governance", 0), ("governance", 1), ("governance", 2), ("review", 1)),
        picture="coverage",
    ),
    Cut(
        "operations",
        N_("Hand-over to operations"),
        N_("Hand-over to operations"),
        N_("For those who run it: who answers, procedures, incidents, what has to be known."),
        (
            Part("raci", (Ownership, Role, Assignment, Activity)),
            Part("operations"),
            Part("governance", (IncidentLevel, AccessRole), N_("Incidents and access")),
            Part(STILL_OPEN),
            Part(GLOSSARY),
        ),
        front=True,
        figures=(("raci", 0), ("raci", 2), ("operations", 0), ("operations", 1)),
        picture="timeline",
    ),
    Cut(
        "poster",
        N_("RACI poster"),
        N_("Who answers for what"),
        N_("For the wall: the whole responsibility matrix on one sheet, A3 or larger."),
        (Part(POSTER),),
    ),
)
"""Every cut, in the order in which they are offered."""


FULL = CUTS[1]


def cut_of(id: str) -> Cut:
    """The cut of this id. Raises Refusal for one that does not exist."""
    for cut in CUTS:
        if cut.id == id:
            return cut
    known = ", ".join(cut.id for cut in CUTS)
    raise Refusal(
        _("There is no document called “{name}”.").format(name=id[:40]),
        _("Nothing was written."),
        _("Choose one of: {known}.").format(known=known),
    )
