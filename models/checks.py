"""What rules are made of: a rule yields one `Check` per thing it looked at, passed, or not with a
sentence. `models.rules` declares them, `models.findings` runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar, cast

from models.fields import Field
from models.i18n import N_, _
from models.record import Record
from models.snapshot import Snapshot, Table
from models.text import shorten

R = TypeVar("R", bound=Record)


class Severity(StrEnum):
    """How much a finding weighs."""

    MUST = "must"
    SHOULD = "should"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The severity's name, in the current language."""
        return _(_SEVERITY_LABELS[self])


_SEVERITY_LABELS = {
    Severity.MUST: N_("Must"),
    Severity.SHOULD: N_("Should"),
    Severity.HINT: N_("Hint"),
}
WEIGHTS = {Severity.MUST: 3, Severity.SHOULD: 1, Severity.HINT: 0}
"""How much a rule counts for readiness."""


class Check(NamedTuple):
    """The outcome for one thing that a rule looked at; `sentence` is empty when it passed."""

    record: Record | None
    sentence: str = ""
    field: str = ""
    table: type[Record] | None = None


class Each(NamedTuple):
    """What a rule that looks at each record of a type by itself looks at, and how."""

    record_type: type[Record]
    by: tuple[Field[Any], ...]
    """Links to such a record: what holds one makes a difference to that record alone."""
    look: Callable[[Snapshot, Sequence[Any]], Iterator[Check]]

    @property
    def types(self) -> set[type[Record]]:
        """The types of which a change can be told to concern some records only."""
        return {self.record_type, *(link.owner for link in self.by)}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with what is known about it without running it."""

    id: str
    severity: Severity
    step: str
    _why: str
    reads: frozenset[type[Record]]
    function: Callable[[Snapshot], Iterator[Check]]
    each: Each | None = None
    """How it looks at some records only, where it looks at each by itself."""

    @property
    def why(self) -> str:
        """Why it matters, in one sentence, in the current language."""
        return _(self._why)


RULES: dict[str, Rule] = {}
"""All rules by id; filled by the modules of `models.rules`."""

RuleFunction = Callable[[Snapshot], Iterator[Check]]
EachFunction = Callable[[Snapshot, Sequence[R]], Iterator[Check]]


def rule(
    id: str,
    severity: Severity,
    step: str,
    why: str,
    reads: Iterable[type[Record]],
) -> Callable[[RuleFunction], RuleFunction]:
    """Declare a rule: stable id, severity, step id, reason, and the record types it reads.

    It runs again only after a change to one of those types.
    """

    def declare(function: RuleFunction) -> RuleFunction:
        RULES[id] = Rule(id, severity, step, why, frozenset(reads), function)
        return function

    return declare


def rule_of_each(
    id: str,
    severity: Severity,
    step: str,
    why: str,
    record_type: type[R],
    *,
    by: Iterable[Field[Any]] = (),
    reads: Iterable[type[Record]] = (),
) -> Callable[[EachFunction[R]], EachFunction[R]]:
    """Declare a rule that looks at each record of a type by itself, blank ones left out.

    After a change of few records it looks at those alone; therefore other records of the type
    must make no difference to a check, and a check that does not pass must be about the record.
    `by` are links to the records that it follows, `reads` what else it reads.
    """
    links = tuple(by)

    def declare(look: EachFunction[R]) -> EachFunction[R]:
        def function(snapshot: Snapshot) -> Iterator[Check]:
            return look(snapshot, entered(snapshot, record_type))

        every: frozenset[type[Record]] = frozenset(
            (record_type, *(link.owner for link in links), *reads)
        )
        RULES[id] = Rule(id, severity, step, why, every, function, Each(record_type, links, look))
        return look

    return declare


def entered(snapshot: Snapshot, record_type: type[R]) -> list[R]:
    """The records of a type without the blank rows that somebody has only just begun."""
    return cast("list[R]", snapshot.table(record_type).once(_not_blank))


def _not_blank(table: Table) -> list[Record]:
    return [record for record in table.ordered if not record.blank]


_PASSED = Check(None)


def passed() -> Check:
    """A check that passed: it only counts, so one and the same serves them all."""
    return _PASSED


def check(
    record: Record | None,
    ok: object,
    sentence: str,
    field: Field[Any] | None = None,
    *,
    table: type[Record] | None = None,
    **parts: str,
) -> Check:
    """A check that passed if `ok`, else says `sentence`.

    In the sentence {name} is the record's name, and `parts` are filled in by theirs. `field`
    is where the cursor goes when the finding is clicked, `table` the section in which it is
    mended where that is not the record's own.
    """
    if ok:
        return passed()
    name = called(record) if record else ""
    place = table or (type(record) if record else None)
    return Check(record, sentence.format(name=name, **parts), field.name if field else "", place)


def check_some(snapshot: Snapshot, record_type: type[Record], sentence: str) -> Check:
    """A check that at least one record of a type was entered."""
    return check(None, entered(snapshot, record_type), sentence, table=record_type)


def check_given(record: Record, sentence: str, *fields: Field[Any]) -> Check:
    """A check that all `fields` are filled; {missing} in the sentence lists those that are not."""
    missing = [field for field in fields if record.values[field.name] in ("", None)]
    if not missing:
        return passed()
    return check(record, False, sentence, missing[0], missing=labels(missing))


def labels(fields: Iterable[Field[Any]]) -> str:
    """The names of fields as a list in a sentence."""
    return ", ".join(field.label for field in fields)


def called(record: Record) -> str:
    """A record's name, short enough for a sentence."""
    return shorten(record.caption, 80)
