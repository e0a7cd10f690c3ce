"""Which groups a participant knows: what their questionnaire asks about.

No field says it. Who owns a record about a group, such as a value target or a training, knows it;
so does whoever has its name in their own name, function or organisation. Where several such signs
differ in strength the strongest decides; where there is none, all groups are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.checks import entered
from models.fields import Kind
from models.i18n import _, ngettext
from models.record import TYPES
from models.records import Group, Person
from models.snapshot import Snapshot
from models.text import shorten

_WORD = re.compile(r"\w+")
_SAYS = 4
"""Letters of a word that can tie somebody to a group; "IT" and "the" stand everywhere."""
_NAMED = 4
"""More names nobody reads."""
_EVERYWHERE = (
    "team lead leader leiter leitung head group gruppe staff people office officer desk service "
    "department abteilung unit manager équipe groupe bureau equipo grupo oficina user anwender "
    "nutzer work daily arbeit other andere with from"
)
_ANYBODY = frozenset(_EVERYWHERE.split())
"""Words that stand in the names of many groups and functions, and tie nobody to one of them."""


def own_groups(snapshot: Snapshot, person: Person) -> frozenset[str]:
    """Ids of the groups that a person seems to know; empty where nothing says which."""
    groups = entered(snapshot, Group)
    said = _words(" ".join((person.name, person.function, person.organisation)))
    whole = f" {' '.join(said)} "
    owned = set(_owned(snapshot, person))
    sure = [g for g in groups if g.id in owned or f" {' '.join(_words(g.name))} " in whole]
    telling = {word for word in said if len(word) >= _SAYS} - _ANYBODY
    found = sure or [g for g in groups if telling.intersection(_words(g.name))]
    return frozenset(group.id for group in found)


def asked_about_all(people: Sequence[Person]) -> str:
    """A sentence on those of whom nothing says which group is theirs; there is at least one."""
    named = ", ".join(shorten(person.caption, 40) for person in people[:_NAMED])
    more = len(people) - _NAMED
    if more > 0:
        more_text = ngettext("{names} and {n} more", "{names} and {n} more", more)
        named = more_text.format(names=named, n=more)
    text = _("Nothing says which group is theirs, so they are asked about all: {names}.")
    return text.format(names=named)


def _owned(snapshot: Snapshot, person: Person) -> Iterator[str]:
    """The group of each record that has both a group and this person."""
    for record_type in TYPES.values():
        links = [field for field in record_type.fields.values() if field.kind is Kind.LINK]
        groups = [field.name for field in links if field.target == Group.type_name]
        people = [field.name for field in links if field.target == Person.type_name]
        if groups and people:
            for record in snapshot.table(record_type).unordered:
                if any(record.values[name] == person.id for name in people):
                    yield from (str(record.values[name]) for name in groups)


def _words(text: str) -> list[str]:
    """The words of a text in order, one like several: "Claims" is "claim"."""
    found = (word.casefold() for word in _WORD.findall(text))
    return [word.removesuffix("s") if len(word) > _SAYS else word for word in found]
