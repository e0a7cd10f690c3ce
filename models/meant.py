"""Who is meant by a name typed in passing: in full, by function, initials or a beginning."""

from __future__ import annotations

from collections.abc import Sequence

from models.i18n import _
from models.records import Person
from models.snapshot import Snapshot
from models.text import shorten

_LONGEST_NAME = 12
"""Words of the name or function of a person that is known."""


def names_for(begun: str, snapshot: Snapshot) -> list[str]:
    """The people that a half-typed name can mean, by name: those first that it begins.

    Then those of whom it begins another word, or whose function it begins.
    """
    wanted = begun.casefold().strip()
    found: dict[str, int] = {}
    for person in snapshot.all(Person):
        name, words = person.name.casefold(), person.name.casefold().split()
        fits = (
            name.startswith(wanted),
            any(word.startswith(wanted) for word in words),
            person.function.casefold().startswith(wanted),
        )
        if name.strip() and any(fits):
            found.setdefault(person.name, fits.index(True))
    return sorted(found, key=found.__getitem__)


def split_name(words: Sequence[str], has_text: bool, snapshot: Snapshot) -> tuple[str, list[str]]:
    """The name that `words` begin with, and the words behind it.

    Of a name that is new, all words where the text stands before it, else the first.
    """
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        name = " ".join(words[:count])
        if isinstance(person_meant(name, snapshot), Person):
            return name, list(words[count:])
    count = len(words) if has_text else 1
    return " ".join(words[:count]), list(words[count:])


def person_meant(name: str, snapshot: Snapshot) -> Person | list[Person]:
    """Who is meant by a name; several where it begins several, none where it is new."""
    wanted = name.casefold()
    people = [person for person in snapshot.all(Person) if person.name.strip()]
    if not wanted:
        return []
    for names in (_whole, _initials):
        same = [person for person in people if wanted in names(person)]
        if len(same) == 1 or (same and names is _whole):
            return same[0]
        if same:
            return same
    begun = [p for p in people if any(each.startswith(wanted) for each in _whole(p))]
    return begun[0] if len(begun) == 1 else begun


def _whole(person: Person) -> tuple[str, ...]:
    return tuple(filter(None, (person.name.casefold().strip(), person.function.casefold().strip())))


def _initials(person: Person) -> tuple[str, ...]:
    """The first letters of a name of several words: "hc" for Head of Claims, and "hoc"."""
    words = person.name.split()
    if len(words) < 2:
        return ()
    every = "".join(word[0] for word in words).casefold()
    large = "".join(word[0] for word in words if word[0].isupper()).casefold()
    return every, large


def doubt_about(name: str, found: Person | list[Person]) -> str:
    """Why a name cannot be taken so: it begins several; empty where it means one or is new."""
    if isinstance(found, Person) or not found:
        return ""
    names = ", ".join(shorten(person.caption) for person in found[:3])
    return _("“{text}” begins {n} names: {names}.").format(
        text=shorten(name), n=len(found), names=names
    )
