"""Checks of all records of a table at once: rules run after each key, over hundreds of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from models.checks import Check, called, check, check_given, passed
from models.fields import Field
from models.record import Record
from models.records import Person
from models.snapshot import Snapshot, Table


def each_given(records: Iterable[Record], sentence: str, *fields: Field[Any]) -> Iterator[Check]:
    """`models.checks.check_given` for each of `records`, which are of one type.

    Quick where everything is given, which is most of what there is to look at.
    """
    names, fine = [field.name for field in fields], passed()
    for record in records:
        values = record.values
        for name in names:  # not all(...), which takes twice as long
            value = values[name]
            if value is None or value == "":
                yield check_given(record, sentence, *fields)
                break
        else:
            yield fine


def each_stays(
    snapshot: Snapshot, records: Iterable[Record], sentence: str, *fields: Field[Any]
) -> Iterator[Check]:
    """For each of `records`, a check that nobody whom `fields` link to leaves after the pilot.

    In the sentence {person} is the first one who does. No check where nobody is linked to.
    """
    leaving = snapshot.table(Person).once(_leaving)
    names = [field.name for field in fields]
    for record in records:
        linked = [cast("str", record.values[name]) for name in names]
        gone = next((place for place, id_ in enumerate(linked) if id_ in leaving), None)
        if gone is not None:
            person = called(leaving[linked[gone]])
            yield check(record, False, sentence, fields[gone], person=person)
        elif any(linked):
            yield passed()


def _leaving(table: Table) -> dict[str, Person]:
    people = cast("tuple[Person, ...]", table.ordered)
    return {person.id: person for person in people if person.leaves}
