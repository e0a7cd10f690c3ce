"""Reading back at the end of the day: what was decided, who does what, what stays open, what is
next. Page by page, with the words that the charter will have, and what is missing said aloud.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.checks import Severity, entered
from models.dates import format_weekday
from models.display import locale_of, text_of
from models.fields import Field
from models.findings import Finding
from models.history import LogLine, StepKind, added
from models.i18n import _, ngettext
from models.record import Record
from models.records import (
    Action,
    Condition,
    Decision,
    GateDecision,
    ParkedPoint,
    Pilot,
    Requirement,
    Risk,
    Wave,
)
from models.room import Column, RoomPage, RoomTable, without_addresses
from models.snapshot import Snapshot
from models.steps import BY_ID, STEPS
from models.text import shorten
from models.wording import condition_terms, condition_text, musts_first

_MOST_LINES = 6
"""Nobody agrees to a wording of which the end is not seen; six lines are a third of the screen."""
_MOST_OPEN = 20
"""About two screens for the room. More points nobody reads aloud: they are counted by step."""
_RANKS = {Severity.MUST: 0, Severity.SHOULD: 1}


@dataclass(frozen=True, slots=True)
class Cell:
    """One text of a row; `field` is what is edited there, `missing` that nobody has said it."""

    text: str
    field: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is read aloud."""

    cells: tuple[Cell, ...]
    record: Record | None = None
    """Where it stands in the workshop, and where it is mended."""
    finding: Finding | None = None
    """What is still open, on the page of that."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page to read back."""

    title: str
    question: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    shares: tuple[int, ...] = (5, 3, 4)
    """How wide the columns are, each against the others."""


def captured_on(lines: Iterable[LogLine], day: date) -> frozenset[str]:
    """The ids of the records that were added on a `day`, of this computer's time of day.

    What a new file begins with, such as its template, was not captured on any day.
    """
    found: set[str] = set()
    for line in lines:
        if line.kind == StepKind.FIRST or _day_of(line.at) != day:
            continue
        found |= added(line.changes)
    return frozenset(found)


def _day_of(at: str) -> date | None:
    try:
        return datetime.fromisoformat(at).astimezone().date()
    except ValueError:  # nobody but this program writes there, but a file may come from anywhere
        return None


def pages(
    snapshot: Snapshot,
    findings: Sequence[Finding],
    today: date,
    only: Collection[str] | None = None,
) -> list[Page]:
    """The pages to read back, in their order; pages that nobody would miss are left out.

    `only` are the ids of decisions, actions, parked points and risks to read; None for all of
    them but actions that are done. `findings` are what is still open.
    """
    found = [
        _decisions(snapshot, only),
        _actions(snapshot, only),
        _points(snapshot, only),
        _risks(snapshot, only),
        _conditions(snapshot),
        _open(findings),
        _dates(snapshot, today),
    ]
    wanted = (Decision.plural(), Action.plural(), Condition.plural(), _still_open())
    return [page for page in found if page.rows or page.title in wanted]


def room_page(page: Page, number: int, count: int, row: int | None = None) -> RoomPage:
    """A page as the room sees it, with a `row` in sight; `number` is counted from 1."""
    over = _("Read back, {n} of {all}").format(n=number, all=count)
    table = RoomTable(
        page.title,
        tuple(Column(head) for head in page.heads),
        tuple(tuple(without_addresses(cell.text) for cell in row.cells) for row in page.rows),
        shares=page.shares[: len(page.heads)],
        lines=_MOST_LINES,
    )
    return RoomPage(over, page.question, table=table, row=row)


def _kept(records: Iterable[Record], only: Collection[str] | None) -> list[Any]:
    return [record for record in records if only is None or record.id in only]


def _said(snapshot: Snapshot, record: Record, field: Field[Any], nothing: str = "") -> Cell:
    """A field's value; where there is none, `nothing` in words."""
    text = text_of(snapshot, record, field)
    return Cell(text or nothing, field.name, missing=not text and bool(nothing))


def _decisions(s: Snapshot, only: Collection[str] | None) -> Page:
    rows = tuple(
        Row(
            (
                _said(s, each, Decision.what),
                _said(s, each, Decision.decided_by, _nobody()),
                _said(s, each, Decision.reason, _("no reason yet")),
            ),
            each,
        )
        for each in _kept(entered(s, Decision), only)
    )
    heads = (Decision.what.label, Decision.decided_by.label, Decision.reason.label)
    return Page(Decision.plural(), _("Does everybody agree with the wording?"), heads, rows)


def _actions(s: Snapshot, only: Collection[str] | None) -> Page:
    records = _kept(entered(s, Action), only)
    rows = tuple(
        Row(
            (
                _said(s, each, Action.what),
                _said(s, each, Action.owner, _nobody()),
                _said(s, each, Action.due, _("no date yet")),
            ),
            each,
        )
        for each in records
        if only is not None or each.status != "done"
    )
    heads = (Action.what.label, Action.owner.label, Action.due.label)
    return Page(Action.plural(), _("Who does what, by when?"), heads, rows, (7, 4, 2))


def _points(s: Snapshot, only: Collection[str] | None) -> Page:
    rows = tuple(
        Row((_said(s, each, ParkedPoint.what), _said(s, each, ParkedPoint.raised_by)), each)
        for each in _kept(entered(s, ParkedPoint), only)
    )
    heads = (ParkedPoint.what.label, ParkedPoint.raised_by.label)
    return Page(
        ParkedPoint.plural(), _("What did we set aside, and who takes it up?"), heads, rows, (3, 1)
    )


def _risks(s: Snapshot, only: Collection[str] | None) -> Page:
    rows = tuple(
        Row(
            (
                _said(s, each, Risk.what),
                _said(s, each, Risk.response, _("no response yet")),
                _said(s, each, Risk.owner, _nobody()),
            ),
            each,
        )
        for each in _kept(entered(s, Risk), only)
    )
    heads = (Risk.what.label, Risk.response.label, Risk.owner.label)
    return Page(
        Risk.plural(), _("What could go wrong, and who watches it?"), heads, rows, (5, 5, 3)
    )


def _conditions(s: Snapshot) -> Page:
    rows = tuple(
        Row(
            (
                _said(s, each, Condition.what),
                Cell(condition_text(s, each)),
                Cell(condition_terms(s, each)),
            ),
            each,
        )
        for each in musts_first(s)
    )
    heads = (Condition.what.label, _("What must be found"), _("How it counts"))
    return Page(
        Condition.plural(), _("Which result means go, and do we all agree?"), heads, rows, (4, 4, 4)
    )


def _open(findings: Sequence[Finding]) -> Page:
    """What is still open, musts first, without the hints; where that is much, by step."""
    shown = sorted((f for f in findings if f.severity in _RANKS), key=lambda f: _RANKS[f.severity])
    if len(shown) > _MOST_OPEN:
        return _open_by_step(shown)
    rows = tuple(
        Row(
            (Cell(each.sentence), Cell(each.severity.label), Cell(BY_ID[each.step].title)),
            each.record,
            each,
        )
        for each in shown
    )
    question = _count_text(len(rows)) if rows else _("Nothing is open any more.")
    return Page(
        _still_open(), question, (_("What is missing"), _("Weight"), _("Step")), rows, (8, 1, 3)
    )


def _open_by_step(shown: Sequence[Finding]) -> Page:
    """How much is open in each step, and what of it comes first."""
    rows = []
    for step in STEPS:
        found = [f for f in shown if f.step == step.id]
        if found:
            musts = sum(f.severity is Severity.MUST for f in found)
            texts = (step.title, str(musts), str(len(found) - musts), found[0].sentence)
            rows.append(Row(tuple(map(Cell, texts)), found[0].record, found[0]))
    heads = (_("Step"), Severity.MUST.label, Severity.SHOULD.label, _("What comes first"))
    return Page(_still_open(), _count_text(len(shown)), heads, tuple(rows), (4, 1, 1, 8))


def _count_text(count: int) -> str:
    text = ngettext("{n} point is still open.", "{n} points are still open.", count)
    return text.format(n=count)


def _dates(s: Snapshot, today: date) -> Page:
    """What comes next, in the order of its days; an action that is overdue stands first."""
    locale = locale_of(s)
    dated = sorted(
        (day, n, row) for n, (day, row) in enumerate(_coming(s)) if _counts(row, day, today)
    )
    rows = tuple(
        Row((Cell(_day_text(day, today, locale)), *row.cells), row.record) for day, _n, row in dated
    )
    heads = (_("Day"), _("What happens"), _("Who"))
    return Page(
        _("Next dates"), _("What happens next, and who sees to it?"), heads, rows, (3, 7, 3)
    )


def _counts(row: Row, day: date, today: date) -> bool:
    return day >= today or isinstance(row.record, Action)


def _day_text(day: date, today: date, locale: str) -> str:
    text = format_weekday(day, locale)
    return _("{day}, overdue").format(day=text) if day < today else text


def _coming(s: Snapshot) -> Iterable[tuple[date, Row]]:
    """Everything that has a day and is not done."""
    pilot, gate = s.one(Pilot), s.one(GateDecision)
    milestones: tuple[tuple[Record, Field[Any], str], ...] = (
        (pilot, Pilot.start, Pilot.start.label),
        (pilot, Pilot.end, Pilot.end.label),
        (pilot, Pilot.decision_on, _("Decision on production")),
        (gate, GateDecision.starts_on, _("Work for production starts, if the conditions are met")),
        (pilot, Pilot.go_live, Pilot.go_live.label),
    )
    for record, field, what in milestones:
        day = record.values[field.name]
        if isinstance(day, date):
            who = s.name_of(GateDecision.decider, gate) if field is Pilot.decision_on else ""
            yield day, Row((Cell(what), Cell(who)), record)
    undone = [action for action in s.all(Action) if action.status != "done"]
    yield from _each(s, undone, Action.due, Action.owner)
    met = [r for r in s.all(Requirement) if r.applies == "yes" and r.status != "met"]
    yield from _each(s, met, Requirement.due_on, Requirement.owner)
    yield from _each(s, s.all(Wave), Wave.start, None)


def _each(
    s: Snapshot, records: Sequence[Record], day: Field[Any], owner: Field[Any] | None
) -> Iterable[tuple[date, Row]]:
    for record in records:
        found = record.values[day.name]
        if isinstance(found, date):
            who = _said(s, record, owner, _nobody()) if owner is not None else Cell("")
            what = f"{record.label()}: {shorten(record.caption, 120)}"
            yield found, Row((Cell(what), who), record)


def _nobody() -> str:
    return _("nobody yet")


def _still_open() -> str:
    return _("Still open")
