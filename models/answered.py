"""What was answered to the questionnaires, side by side: who agrees, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from models import display, values
from models.checks import entered
from models.errors import Refusal
from models.fields import Field, Kind, Value
from models.i18n import _
from models.prework import Asked, asked_under, home
from models.records import Answer
from models.snapshot import Snapshot
from models.text import shorten


@dataclass(frozen=True, slots=True)
class Voice:
    """One answer, with everybody who gave it."""

    text: str
    people: tuple[str, ...]
    ids: tuple[str, ...]
    """Ids of the people."""
    shown: str
    """The answer as it is read: a figure as the language writes it, with its unit."""


@dataclass(frozen=True, slots=True)
class Point:
    """A question with the different answers that were given to it."""

    asked: Asked
    answers: tuple[Answer, ...]
    voices: tuple[Voice, ...]
    stored: str
    """What stands in the field that it is about, as it is read; empty where nothing does, and
    for questions that collect."""
    differs: bool
    """The answers contradict each other, or the field."""
    waits: bool
    """Nothing contradicts, but an answer has not been taken over."""

    @property
    def first(self) -> Answer:
        """The answer that stands for all of them where one record is needed."""
        return next((a for a in self.answers if not a.settled), self.answers[0])

    @property
    def open(self) -> bool:
        """Whether there is something to settle."""
        return self.differs or self.waits

    def told(self) -> str:
        """The answers in one line with who gave them, what is stored last."""
        said = [f"{shorten(v.shown)} ({', '.join(v.people)})" for v in self.voices]
        if self.stored:
            said.append(_("{value} (written down here)").format(value=shorten(self.stored)))
        return "; ".join(said)


def read_answer(snapshot: Snapshot, answer: Answer) -> str:
    """An answer as it is read: a figure as the language writes it, with its unit."""
    asked = asked_under(snapshot, answer.about)
    if asked is None:
        return answer.answer
    locale, currency = display.locale_of(snapshot), display.currency_of(snapshot)
    return _read(asked.question.field, answer.answer, locale, currency)


@lru_cache(maxsize=4096)  # rules read hundreds of answers after each key
def _read(field: Field[Any], text: str, locale: str, currency: str) -> str:
    if not field.kind.numeric:
        return text
    try:
        read = values.display(field, values.parse(field, text, locale), locale, currency)
    except Refusal:
        return text  # as it was written: words instead of a figure
    return f"{read}\u00a0{field.unit}" if field.unit not in ("", "%") else read


def points(snapshot: Snapshot) -> list[Point]:
    """Every question that was answered, in the order in which the answers came in."""
    known: dict[str, Asked | None] = {}
    found: dict[str, tuple[Asked, list[Answer]]] = {}
    for answer in entered(snapshot, Answer):
        if answer.about not in known:  # asked of many, looked up once
            known[answer.about] = asked_under(snapshot, answer.about)
        asked = known[answer.about]
        if asked is not None and answer.answer:
            found.setdefault(asked.key, (asked, []))[1].append(answer)
    return [_point(snapshot, asked, answers) for asked, answers in found.values()]


def answers_with(snapshot: Snapshot, answer: Answer) -> tuple[Answer, ...]:
    """All answers to the same question; the one alone where what it is about is gone."""
    alike = (p.answers for p in points(snapshot) if answer.id in {a.id for a in p.answers})
    return next(alike, (answer,))


def _point(snapshot: Snapshot, asked: Asked, answers: list[Answer]) -> Point:
    field, locale = asked.question.field, display.locale_of(snapshot)
    heard = [a for a in answers if not a.settled] or answers
    voices = tuple(_voices(snapshot, field, heard, locale))
    record = home(snapshot, asked)
    stored = ""
    if record is not None and not asked.question.collects:
        stored = display.text_of(snapshot, record, field)
        if stored and field.kind.numeric and field.unit not in ("", "%"):
            stored += f"\u00a0{field.unit}"
    unsettled = not all(a.settled for a in answers)
    meant = {_meant(field, voice.text, locale) for voice in voices}
    if stored and record is not None:
        meant.add(_comparable(record.values[field.name]))
    differs = unsettled and not asked.question.collects and len(meant) > 1
    waits = unsettled and not differs and not (stored or _known(snapshot, asked, voices))
    return Point(asked, tuple(answers), voices, stored, differs, waits)


def _voices(
    snapshot: Snapshot, field: Field[Any], answers: Sequence[Answer], locale: str
) -> Iterator[Voice]:
    """Each different answer once: numbers are compared as numbers, words without their case."""
    same: dict[Value, list[Answer]] = {}
    for answer in answers:
        same.setdefault(_meant(field, answer.answer, locale), []).append(answer)
    for group in same.values():
        names = [name_from(snapshot, answer) for answer in group]
        ids = tuple(dict.fromkeys(a.person for a in group if a.person))
        text = group[0].answer
        shown = _read(field, text, locale, display.currency_of(snapshot))
        yield Voice(text, tuple(dict.fromkeys(names)), ids, shown)


@lru_cache(maxsize=4096)
def _meant(field: Field[Any], text: str, locale: str) -> Value:
    """What an answer means, in a form that can be compared."""
    if field.kind in (Kind.LINE, Kind.TEXT):
        return _comparable(text)
    try:
        return _comparable(values.parse(field, text, locale))
    except Refusal:
        return _comparable(text)


def _comparable(value: Value) -> Value:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _known(snapshot: Snapshot, asked: Asked, voices: Sequence[Voice]) -> bool:
    """Whether all that a question collected stands in the workshop already."""
    return asked.question.collects and all(
        not is_news(snapshot, asked, part)
        for voice in voices
        for part in parts_of(asked, voice.text)
    )


def parts_of(asked: Asked, text: str) -> list[str]:
    """What an answer consists of: the names in a list, or all of it."""
    if not makes_records(asked):
        return [text]
    return [part for part in (p.strip() for p in re.split(r"[;\n]", text)) if part]


def makes_records(asked: Asked) -> bool:
    """Whether each answer becomes a record of its own, such as a data source."""
    owner = asked.question.field.owner
    return (
        asked.question.collects
        and asked.question.field.name == owner.label_field
        and not owner.single
    )


def is_news(snapshot: Snapshot, asked: Asked, part: str) -> bool:
    """Whether a part of an answer does not stand in the workshop yet."""
    field = asked.question.field
    if makes_records(asked):
        return snapshot.find(field.owner, part) is None
    record = home(snapshot, asked)
    there = str(record.values[field.name]) if record else ""
    return str(_comparable(part)) not in str(_comparable(there))


def name_from(snapshot: Snapshot, answer: Answer) -> str:
    """Who gave an answer, in words."""
    return snapshot.name_of(Answer.person, answer) or _("somebody")
