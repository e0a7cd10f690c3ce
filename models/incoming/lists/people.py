"""Whom a cell of a list means: somebody known, by name, mail or function, or somebody new."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.incoming.proposal import Item, Place, Sort
from models.incoming.tables import fold
from models.records import Person
from models.snapshot import Snapshot
from models.text import clean, shorten

_SEVERAL = re.compile(r"[/,;&\n]|\b(and|und|et|y|e|en)\b", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_LONGEST = 60


class People:
    """The people of a workshop, and those that a list adds."""

    def __init__(self, now: Snapshot) -> None:
        self._ids: dict[str, str] = {}
        for person in now.all(Person):
            for key in (person.function, person.email, person.name):
                if fold(key):
                    self._ids[fold(key)] = person.id
        functions = [fold(person.function) for person in now.all(Person)]
        names = {fold(person.name) for person in now.all(Person)}
        for function in {each for each in functions if functions.count(each) > 1} - names:
            self._ids.pop(function, None)  # it could be several people
        self._new: list[Item] = []

    def find(self, text: str, place: Place) -> str | None:
        """The id of the person whom a text means, who may be new; None where it is not one."""
        found = self._ids.get(fold(text)) or self._by_mail(text)
        if found:
            return found
        name = clean(text, lines=False)
        if not name or _SEVERAL.search(name) or len(name) > _LONGEST:
            return None
        person = Person.new(name=name)
        self._ids[fold(name)] = person.id
        what = f"{Person.label()}: {shorten(name, 80)}"
        self._new.append(Item(Sort.ADDED, place, person, what=what))
        return person.id

    def _by_mail(self, text: str) -> str:
        mail = _MAIL.search(text)
        return self._ids.get(fold(mail[0]), "") if mail else ""

    def added(self) -> Iterator[Item]:
        """The people who are new, since this was asked last."""
        yield from self._new
        self._new = []
