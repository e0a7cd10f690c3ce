"""What to ask the room next: the three questions that are worth most now.

Each open finding gets points, and the one with the most goes first; of two with the same, the
one that stands first in the list of findings. Of each rule only the best is asked, and of each
step but the one on the clock too, as long as there are others: three questions of one sort are
a form to fill, and not what a room is for.

- how much it weighs: must 60, should 30, hint 5;
- whether it holds up the decision on production: 30;
- the money that hangs on it: up to 20, by its share of the largest amount in the workshop;
- who can answer: 15 when they are in the room, 40 less when they are known to be absent;
- the block on the clock: 50 for its step, 35 less for a step whose block is still to come;
- with less than ten minutes left in the block or the day: 10 for what one word answers, 15 less
  for what has to be worked out first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from models import costs, display, figures
from models.agenda import Standing
from models.checks import Severity
from models.fields import Kind
from models.findings import Finding
from models.i18n import _, ngettext
from models.questions import question_of
from models.record import Record
from models.records import Condition, CostLine, GateDecision, Kpi, Person, Requirement, ValueTarget
from models.room import Column, RoomPage, RoomTable, without_addresses
from models.snapshot import Snapshot
from models.steps import BY_ID, STEPS
from models.text import shorten

MOST = 3
"""Questions at a time: more are a list, and nobody asks from a list."""
_LITTLE = 10
"""Minutes in which nothing can be worked out any more."""

_ONE_WORD = (Kind.LINK, Kind.DATE, Kind.YES_NO, Kind.CHOICE)

_WEIGHT = {Severity.MUST: 60, Severity.SHOULD: 30, Severity.HINT: 5}
_GATE, _MONEY = 30, 20
_PRESENT, _ABSENT = 15, -40
_RUNNING, _LATER = 50, -35
_QUICK, _SLOW = 10, -15


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the room."""

    finding: Finding
    text: str
    why: tuple[str, ...]
    """Sentences on why it is worth asking now, the weightiest first."""


def ask_next(
    findings: Sequence[Finding], snapshot: Snapshot, standing: Standing | None = None
) -> list[Question]:
    """At most three questions out of the open `findings`, the one worth most first.

    `standing` is how the day stands; None while no block runs. The same findings, workshop and
    moment always give the same questions.
    """
    ranked = _Ranking(snapshot, standing)
    order = sorted(range(len(findings)), key=lambda n: (-ranked.points(findings[n]), n))
    best: dict[str, Finding] = {}
    for number in order:
        best.setdefault(findings[number].id, findings[number])
    alike = Counter(finding.id for finding in findings)
    return [
        Question(finding, question_of(finding), ranked.why(finding, alike[finding.id] - 1))
        for finding in _spread(list(best.values()), ranked.running)
    ]


def _spread(best: Sequence[Finding], running: Collection[str]) -> list[Finding]:
    """The first of each step, of a step on the clock all; then the rest; in all `MOST`."""
    seen: set[str] = set()
    first: list[Finding] = []
    rest: list[Finding] = []
    for finding in best:
        (rest if finding.step in seen else first).append(finding)
        seen |= {finding.step} - set(running)
    chosen = [*first, *rest][:MOST]
    return [finding for finding in best if finding in chosen]


def room_page(question: Question) -> RoomPage:
    """A question as the room sees it: the question large, and below it why it is asked."""
    step = BY_ID[question.finding.step]
    rows = tuple((without_addresses(text),) for text in question.why)
    table = RoomTable(_("Why we ask"), (Column(""),), rows)
    over = f"{STEPS.index(step) + 1}  {step.title}"
    return RoomPage(over, without_addresses(question.text), table=table)


class _Ranking:
    """The points of findings in one workshop at one moment."""

    def __init__(self, snapshot: Snapshot, standing: Standing | None) -> None:
        self._snapshot = snapshot
        self.running = {block.step for block in standing.slot.blocks} if standing else set()
        self._later = {b.step for slot in standing.rest for b in slot.blocks} if standing else set()
        self._later -= self.running
        self._short = standing is not None and _minutes_left(standing) < _LITTLE
        value = figures.total(map(figures.value_a_year, snapshot.all(ValueTarget)))
        self._most = max(value or 0.0, costs.run_cost(snapshot) or 0.0)

    def points(self, finding: Finding) -> float:
        """How much a finding is worth asking about now; see the module."""
        points = float(_WEIGHT[finding.severity])
        points += _GATE * holds_up(finding)
        if self._most:
            points += _MONEY * min(1.0, self._money(finding) / self._most)
        person = self._person(finding)
        if person is not None and person.present is not None:
            points += _PRESENT if person.present else _ABSENT
        points += _RUNNING * (finding.step in self.running) + _LATER * (finding.step in self._later)
        if self._short:
            points += _QUICK if _is_quick(finding) else _SLOW
        return points

    def why(self, finding: Finding, more: int) -> tuple[str, ...]:
        """What makes it worth asking, in sentences; `more` are open of the same sort."""
        said = [finding.sentence, finding.rule.why]
        if holds_up(finding):
            said.append(_("The decision on production waits for it."))
        if money := self._money(finding):
            amount = display.money(self._snapshot, round(money))
            said.append(_("{amount} a year hang on it.").format(amount=amount))
        person = self._person(finding)
        if person is not None and person.present is not None:
            text = (
                _("{name} is in the room.") if person.present else _("{name} is not in the room.")
            )
            said.append(text.format(name=shorten(person.caption)))
        if more:
            text = ngettext("{n} more is open like it.", "{n} more are open like it.", more)
            said.append(text.format(n=more))
        return tuple(said)

    def _money(self, finding: Finding) -> float:
        """The amount a year that hangs on what a finding is about; 0 where none is known."""
        return abs(_amount(finding.record, self._snapshot) or 0.0)

    def _person(self, finding: Finding) -> Person | None:
        """Who can answer: the first person that the record names."""
        record = finding.record
        if record is None or isinstance(record, Person):
            return record
        links = (field for field in record.links() if field.target == Person.type_name)
        named = (self._snapshot.get(Person, str(record.values[field.name])) for field in links)
        return next((person for person in named if person is not None), None)


def holds_up(finding: Finding) -> bool:
    """Whether the decision on production cannot be made, or not be yes, before it is closed."""
    record = finding.record
    if isinstance(record, Requirement):
        return bool(record.blocks)
    return finding.step == "gate" and finding.severity is Severity.MUST


def _amount(record: Record | None, snapshot: Snapshot) -> float | None:
    if isinstance(record, ValueTarget):
        return figures.value_a_year(record)
    if isinstance(record, CostLine):
        return record.year
    if isinstance(record, Kpi):
        return _amount(snapshot.linked(Kpi.value_target, record), snapshot)
    if isinstance(record, Condition):
        return _amount(snapshot.linked(Condition.kpi, record), snapshot)
    return costs.run_cost(snapshot) if isinstance(record, GateDecision) else None


def _is_quick(finding: Finding) -> bool:
    """Whether one word answers it: a person, a day, a yes."""
    field = finding.record.fields.get(finding.field) if finding.record is not None else None
    return field is not None and field.kind in _ONE_WORD


def _minutes_left(standing: Standing) -> float:
    """Minutes left in the block or in the day, whichever is less."""
    day = (standing.ends_at - standing.now) / timedelta(minutes=1)
    return min(standing.left / 60, day)
