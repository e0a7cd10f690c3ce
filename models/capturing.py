"""One line typed in passing becomes a decision, an action, a parked point or a risk.

"a: Send the figures to finance @Head of Claims fri" is an action with its owner and its day.
Nothing is guessed in silence: what was understood is said while it is typed (`said`), and what
only might be a day stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models import dates
from models.actions import place
from models.dates import format_weekday
from models.display import locale_of
from models.errors import Refusal
from models.fields import Field, Value
from models.i18n import N_, _
from models.near_dates import is_weekend, near_date
from models.record import Record
from models.records import Action, Decision, ParkedPoint, Person, Risk
from models.snapshot import Snapshot
from models.steps import STEPS, Step
from models.text import MAX_LENGTH, clean, shorten
from models.wording import BETWEEN
from models.workshop import Workshop

KINDS: tuple[type[Record], ...] = (Decision, Action, Risk, ParkedPoint)
"""What can be captured, in the order in which it is offered."""

OWNERS: dict[type[Record], Field[Any]] = {
    Decision: Decision.decided_by,
    Action: Action.owner,
    Risk: Risk.owner,
    ParkedPoint: ParkedPoint.raised_by,
}
DAYS: dict[type[Record], Field[Any]] = {Decision: Decision.decided_on, Action: Action.due}
"""Where the person and the day of a line go. Only an action's day is typed: a decision is made
on the day of its capture, and a day in its words is a part of it."""

_DIGIT = re.compile(r"\d")
_KIND = re.compile(r"\s*(?P<kind>[^\W\d_][\w ]{0,30}?)\s*:\s")
_MOST_WORDS = 6
"""Of a day: "martes 24 de noviembre de 2026"."""
_LONGEST_NAME = 12
"""Words of the name or function of a person that is known."""
_BINDING = N_("on of in for from since after before the next last this every and or to at than")
"""Words that make a day behind them a part of the sentence: "prepare the meeting on Monday"."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line was understood as."""

    kind: type[Record]
    text: str
    owner: str = ""
    """The person's name, as it stands or will stand among the people; empty where none is said."""
    person: Person | None = None
    """Who that is; None for a name that is new."""
    day: date | None = None
    doubt: str = ""
    """Why it cannot be taken so: the name begins several; else empty."""


def read_line(line: str, kind: type[Record], snapshot: Snapshot, today: date) -> Captured:
    """What `line` means; `kind` where it does not begin with one, as in "a: …" or "risk: …".

    The person stands behind "@": a name, a function, initials or the beginning of one of them.
    The day of an action stands at the end, or just before the person: behind ">" or "by", or
    bare. A bare one must be no part of the sentence (see `_BINDING`), no Saturday or Sunday, and
    the line must not end with a full stop.
    """
    kind, text = _kind_of(clean(line, lines=False, most=MAX_LENGTH), kind)
    locale = locale_of(snapshot)
    before, at, behind = _around_at(text)
    if not at:
        words, day = _without_day(before.split(" "), kind, today, locale)
        return Captured(kind, " ".join(words), day=_day_of(kind, day, today))
    named = behind.split(" ")
    day = None
    if not isinstance(_person(behind, snapshot), Person):
        named, day = _without_day(named, kind, today, locale, after_name=True)
    words = before.split(" ") if before else []
    if day is None:
        words, day = _without_day(words, kind, today, locale)
    owner, rest = _owner(named, bool(words), snapshot)
    text = " ".join([*words, *rest])
    day = _day_of(kind, day, today)
    found = _person(owner, snapshot)
    if isinstance(found, Person):
        return Captured(kind, text, found.caption, found, day)
    return Captured(kind, text, owner, None, day, _doubt(owner, found))


def said(captured: Captured, snapshot: Snapshot, today: date) -> str:
    """What was understood: "Action · Owner: Head of Claims · Due: Fri 27 Nov 2026".

    That a day is in the past of `today`, or that what stands behind ">" is none, is said, too.
    """
    kind = captured.kind
    owner = shorten(captured.owner) if captured.owner else _("nobody yet")
    if captured.owner and captured.person is None:
        owner = _("{name} (new)").format(name=owner)
    parts = [kind.label(), f"{OWNERS[kind].label}: {owner}"]
    if kind in DAYS:
        written = _day_text(captured, locale_of(snapshot), today)
        parts.append(f"{DAYS[kind].label}: {written}")
    return captured.doubt or BETWEEN.join(parts)


def _day_text(captured: Captured, locale: str, today: date) -> str:
    if captured.day is None:
        _before, mark, unread = f" {captured.text}".rpartition(" >")
        if mark and unread.strip():
            return _("“{text}” is not a date.").format(text=shorten(unread.strip()))
        return _("no date yet")
    written = format_weekday(captured.day, locale)
    return written if captured.day >= today else _("{day}, in the past").format(day=written)


def capture(
    workshop: Workshop,
    line: str,
    kind: type[Record],
    step: Step | None = None,
    today: date | None = None,
) -> Record | None:
    """Add what a line means to its list, as one step, and return it; None for an empty line.

    A name that is new is added to the people. A decision without a day was decided `today`; a
    parked point notes the step in which it came up.

    Raises:
        Refusal: the name begins several names, or nothing is said but who and when.
    """
    day = today or dates.today()
    captured = read_line(line, kind, workshop.snapshot, day)
    if not line.strip():
        return None
    if captured.doubt:
        raise Refusal(
            captured.doubt,
            _("The line is still there."),
            _("Type on, or choose one from the list."),
        )
    if not captured.text:
        raise Refusal(
            _("The line does not say what it is about."),
            _("Nothing was changed."),
            _("Say that first, then who behind “@”, and when."),
        )
    return _add(workshop, captured, step, day)


def capture_as_typed(
    workshop: Workshop, line: str, kind: type[Record], step: Step | None = None
) -> Record | None:
    """`capture` for a line that nobody can be asked about any more: what is in doubt stays text."""
    captured = read_line(line, kind, workshop.snapshot, dates.today())
    if not line.strip():
        return None
    if captured.doubt or not captured.text:
        captured = Captured(captured.kind, clean(line, lines=False))
    return _add(workshop, captured, step, dates.today())


def _add(workshop: Workshop, captured: Captured, step: Step | None, today: date) -> Record:
    kind = captured.kind
    given: dict[str, Value] = {kind.label_field: captured.text}
    if kind in DAYS:
        given[DAYS[kind].name] = _day_of(kind, captured.day, today)
    if kind is ParkedPoint and step is not None:
        given[ParkedPoint.remark.name] = _("Came up in step {number}, {step}.").format(
            number=STEPS.index(step) + 1, step=step.title
        )
    with workshop.step(_("Add {kind}").format(kind=kind.noun())) as draft:
        if captured.owner:
            owner = captured.person or draft.named(Person, captured.owner)
            given[OWNERS[kind].name] = owner.id
        return draft.insert(kind.new(place(draft, kind), **given))


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


# The kind


def _kind_of(text: str, kind: type[Record]) -> tuple[type[Record], str]:
    """The kind that a text begins with, and the rest; else `kind` and all of it."""
    match = _KIND.match(f"{text} ")
    if match:
        head = match["kind"].casefold()
        for each in KINDS:
            if any(name.startswith(head) for name in (each.noun().casefold(), _plain(each))):
                return each, text[match.end() :].strip()
    return kind, text


def _plain(kind: type[Record]) -> str:
    return kind.type_name.replace("_", " ")


# The day


def _without_day(
    words: Sequence[str],
    kind: type[Record],
    today: date,
    locale: str,
    *,
    after_name: bool = False,
) -> tuple[list[str], date | None]:
    """The words without the day at their end, and that day; the longest that there is."""
    if kind is not Action:
        return list(words), None
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        rest, tail = list(words[:-count]), " ".join(words[-count:])
        marked = tail.startswith(">")
        if not marked and rest and rest[-1].casefold() in _markers():
            marked = True
            rest = rest[:-1]
        tail = tail.removeprefix(">")
        if count > 1 and not _DIGIT.search(tail):
            continue  # only a single word can be a day without a figure
        free = marked or after_name or _stands_alone(tail, rest, today, locale)
        day = near_date(tail, today, locale) if free else None
        if day is not None:
            return rest, day
    return list(words), None


def _day_of(kind: type[Record], day: date | None, today: date) -> date | None:
    return today if kind is Decision else day


def _markers() -> tuple[str, ...]:
    return ">", "by", _("by").casefold()


def _stands_alone(tail: str, rest: Sequence[str], today: date, locale: str) -> bool:
    """Whether a day without a mark is meant as one, and is no part of the sentence."""
    if not rest or is_weekend(tail, today, locale) or _ends(tail):
        return False
    binding = f"{_BINDING} {_(_BINDING)}".casefold().split()
    return len(tail) > 2 and rest[-1].casefold() not in binding


def _ends(tail: str) -> bool:
    """Whether a sentence ends there: "… on 12 March.", "… of section 3.2."."""
    return tail.endswith(".")


# The person


def _around_at(text: str) -> tuple[str, str, str]:
    """What stands before and behind the last "@" that begins a word, and that sign if any."""
    place = text.rfind(" @") + 1 or (0 if text.startswith("@") else -1)
    if place < 0:
        return text, "", ""
    return text[:place].strip(), "@", text[place + 1 :].strip()


def _owner(words: Sequence[str], has_text: bool, snapshot: Snapshot) -> tuple[str, list[str]]:
    """The name that `words` begin with, and the words behind it.

    Of a name that is new, all words where the text stands before it, else the first.
    """
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        name = " ".join(words[:count])
        if isinstance(_person(name, snapshot), Person):
            return name, list(words[count:])
    count = len(words) if has_text else 1
    return " ".join(words[:count]), list(words[count:])


def _person(name: str, snapshot: Snapshot) -> Person | list[Person]:
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


def _doubt(name: str, found: Person | list[Person]) -> str:
    if isinstance(found, Person) or not found:
        return ""
    names = ", ".join(shorten(person.caption) for person in found[:3])
    return _("“{text}” begins {n} names: {names}.").format(
        text=shorten(name), n=len(found), names=names
    )
