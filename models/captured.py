"""What one line typed in passing means: a decision, an action, a parked point or a risk.

"a: Send the figures to finance @Head of Claims fri" is an action with its owner and its day.
Nothing is guessed in silence: what was understood is said while it is typed (`said`), and what
only might be a day stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from models.dates import format_weekday
from models.display import locale_of
from models.fields import Field
from models.i18n import N_, _
from models.meant import doubt_about, person_meant, split_name
from models.near_dates import is_weekend, near_date
from models.record import Record
from models.records import Action, Decision, ParkedPoint, Person, Risk
from models.snapshot import Snapshot
from models.text import MAX_LENGTH, clean, shorten
from models.wording import BETWEEN

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
_BINDING = N_("on of in for from since after before the next last this every and or to at than")
"""Words that make a day behind them a part of the sentence: "prepare the meeting on Monday"."""


class Captured(NamedTuple):
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
        return Captured(kind, " ".join(words), day=day_of(kind, day, today))
    named = clean(behind, lines=False).split(" ")
    day = None
    if not isinstance(person_meant(behind, snapshot), Person):
        named, day = _without_day(named, kind, today, locale, after_name=True)
    words = before.split(" ") if before else []
    if day is None:
        words, day = _without_day(words, kind, today, locale)
    owner, rest = split_name(named, bool(words), snapshot)
    alone = [] if behind else [at]  # no name is there yet: the sign stays as it was typed
    text = " ".join([*words, *rest, *alone])
    day = day_of(kind, day, today)
    found = person_meant(owner, snapshot)
    if isinstance(found, Person):
        return Captured(kind, text, found.caption, found, day)
    return Captured(kind, text, owner, None, day, doubt_about(owner, found))


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


def day_of(kind: type[Record], day: date | None, today: date) -> date | None:
    """The day that goes with a record: a decision was made `today`, whatever is typed."""
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


def _around_at(text: str) -> tuple[str, str, str]:
    """What stands before and behind the last "@" that begins a word, and that sign if any."""
    place = text.rfind(" @") + 1 or (0 if text.startswith("@") else -1)
    if place < 0:
        return text, "", ""
    return text[:place].strip(), "@", text[place + 1 :].strip()
