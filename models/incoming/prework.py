"""Reading questionnaires that came back: who answered what, and what of it is doubtful.

`read_answers` only looks; `take_over` writes the answers as one step. A file is known by its
very hidden sheet and a row by its hidden key (`exports.questionnaire`), so neither the name of
the file nor the order of its rows matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from models import manifest, prework
from models.actions import place
from models.display import locale_of
from models.errors import Refusal
from models.history import Changes
from models.i18n import _, language, ngettext
from models.incoming.answers import Understood, understood
from models.incoming.package import NotOurs, Watch, damaged, load, nothing_changed
from models.incoming.sheets import EMPTY, Book, Cell, Reading, Rows, finish, open_book
from models.prework import Asked, asked_under
from models.records import Answer, Person, WorkshopInfo
from models.snapshot import Snapshot
from models.step import Step
from models.text import shorten
from models.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Given:
    """One question of a file with what was answered to it."""

    asked: Asked
    answer: Understood
    earlier: str = ""
    """What the same person answered before, where that was something else."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One questionnaire that came back."""

    name: str
    """The name of the file."""
    person: Person
    given: tuple[Given, ...]
    withdrawn: tuple[Answer, ...]
    """Answers that the same person gave before to questions that are empty now."""
    gone: tuple[str, ...]
    """Questions that were answered, but what they are about is no longer in the workshop."""

    @property
    def taken(self) -> list[Given]:
        """What is taken over: all that was understood, or can be read by people."""
        return [given for given in self.given if given.answer.text]

    @property
    def doubtful(self) -> list[Given]:
        """What somebody should look at."""
        return [given for given in self.given if given.answer.doubt]

    @property
    def replaced(self) -> int:
        """How many earlier answers of this person change or go."""
        return len(self.withdrawn) + sum(bool(given.earlier) for given in self.given)


class Received(NamedTuple):
    """What became of the files: what can be taken over, and why others cannot."""

    filled: list[Filled]
    refused: list[Refusal]


class _Marker(NamedTuple):
    """What the hidden sheet says; see `exports.questionnaire`."""

    language: str
    initiative: str
    person: str
    name: str
    answer: str
    questions: dict[str, str]


def is_questionnaire(path: Path) -> bool:
    """Whether a file is a questionnaire, rather than a workbook or something else."""
    try:
        return finish(_is_questionnaire(path))
    except Refusal:
        return False


def _is_questionnaire(path: Path) -> Reading[bool]:
    book = yield from _open(path)
    yield from _marker(path.name, book)
    return True


def _open(path: Path) -> Reading[Book]:
    try:
        return (yield from open_book(path.name, load(path), Watch(path.name)))
    except NotOurs as error:
        raise not_a_questionnaire(path.name) from error


def read_answers(snapshot: Snapshot, paths: Sequence[Path]) -> Reading[Received]:
    """Read questionnaires; what cannot be used becomes a Refusal of its own."""
    received = Received([], [])
    known = dict[str, str]()
    for number, path in enumerate(paths):
        yield number / len(paths)
        try:
            filled = yield from _read(snapshot, path)
            if filled.person.id in known:
                raise _second(filled, known[filled.person.id])
        except Refusal as refusal:
            received.refused.append(refusal)
        else:
            known[filled.person.id] = filled.name
            received.filled.append(filled)
    return received


def _read(snapshot: Snapshot, path: Path) -> Reading[Filled]:
    name = path.name
    book = yield from _open(path)
    marker = yield from _marker(name, book)
    person = _person(snapshot, name, marker)
    cells = yield from _answers(name, book, marker)
    given, gone = list[Given](), list[str]()
    before = _earlier(snapshot, person)
    for key, cell in cells.items():
        asked = asked_under(snapshot, key)
        if asked is None:
            gone += [shorten(marker.questions[key], 120)] if cell != EMPTY else []
            continue
        answer = understood(asked.question.field, cell, marker.language, locale_of(snapshot))
        if answer.shown:
            old = before.pop(asked.key, None)
            changed = old is not None and old.answer != answer.text and answer.text
            given.append(Given(asked, answer, old.answer if old and changed else ""))
    if not given and not gone:
        raise _without_answers(name, person)
    asked_keys = {asked.key for key in cells if (asked := asked_under(snapshot, key))}
    withdrawn = tuple(answer for key, answer in before.items() if key in asked_keys)
    return Filled(name, person, tuple(given), withdrawn, tuple(gone))


def _marker(name: str, book: Book) -> Reading[_Marker]:
    """What the hidden sheet says. Raises Refusal where it is not that of a questionnaire."""
    if manifest.SHEET not in book.titles:
        raise not_a_questionnaire(name)
    rows = yield from book.rows(manifest.SHEET, most=1)
    cells = rows.get(1, {})
    try:
        said = manifest.joined(cells[column].value for column in sorted(cells))
    except ValueError as error:
        raise damaged(name) from error
    if said.get("format") == manifest.FORMAT:
        raise _a_workbook(name)
    if said.get("format") != prework.FORMAT:
        raise not_a_questionnaire(name)
    if said.get("version") != prework.VERSION:
        raise _newer(name)
    parts: list[Any] = [said.get(key) for key in _Marker._fields]
    *texts, questions = parts
    if not all(isinstance(text, str) for text in texts) or not _texts(questions):
        raise damaged(name)
    return _Marker(*parts)


def _texts(found: object) -> bool:
    return isinstance(found, dict) and all(isinstance(text, str) for text in found.values())


def _person(snapshot: Snapshot, name: str, marker: _Marker) -> Person:
    """Whose answers they are. Raises Refusal where nobody here is meant."""
    person = snapshot.get(Person, marker.person)
    if person is not None:
        return person
    if any(asked_under(snapshot, key) for key in marker.questions if not _of_the_day(key)):
        what = _("“{name}” was made for “{person}”, who is no longer among the people.")
        todo = _("Add the person again with Undo, or send a new questionnaire.")
    else:
        what = _("“{name}” is a questionnaire of another workshop: “{initiative}”.")
        todo = _("Open that workshop, and read the answers there.")
    said = {"person": shorten(marker.name), "initiative": shorten(marker.initiative, 80)}
    raise Refusal(what.format(name=name, **said), nothing_changed(), todo)


def _of_the_day(key: str) -> bool:
    """Whether a question is about the workshop itself, which every workshop has."""
    return key.startswith(f"{WorkshopInfo.type_name}.")


def _answers(name: str, book: Book, marker: _Marker) -> Reading[dict[str, Cell]]:
    """The cell of each question, on whichever sheet and row it stands now."""
    found: dict[str, Cell] = {}
    for title in book.titles:
        if title != manifest.SHEET:
            rows = yield from book.rows(title)
            for key, cell in _keyed(rows, marker):
                if found.get(key, EMPTY) == EMPTY:
                    found[key] = cell
    if not found:
        raise Refusal(
            _("“{name}” no longer says which answer belongs to which question.").format(name=name),
            nothing_changed(),
            _("Its hidden first column is gone. Send the questionnaire again."),
        )
    return found


def _keyed(rows: Rows, marker: _Marker) -> Iterator[tuple[str, Cell]]:
    """Each key with the cell under the head of the answers."""
    heads = (c for row in rows.values() for c, cell in row.items() if cell.value == marker.answer)
    column = next(heads, None)
    for row in rows.values():
        for place_, cell in sorted(row.items()):
            if isinstance(cell.value, str) and cell.value in marker.questions:
                yield cell.value, row.get(column or place_ + 2, EMPTY)
                break


def _earlier(snapshot: Snapshot, person: Person) -> dict[str, Answer]:
    """What a person answered before, by the key under which it is asked for now."""
    found: dict[str, Answer] = {}
    for answer in snapshot.grouped(Answer.person).get(person.id, ()):
        asked = asked_under(snapshot, answer.about)
        if asked is not None:
            found[asked.key] = answer
    return found


def take_over(workshop: Workshop, filled: Sequence[Filled]) -> Changes:
    """Put the answers into the workshop, as one step; earlier ones of the same people go.

    What a person repeats stays settled where it was.
    """
    name = ngettext(
        "Take over the answers of {n} person", "Take over the answers of {n} people", len(filled)
    )
    with workshop.step(name.format(n=len(filled))) as step, language(locale_of(step.snapshot)):
        for each in filled:
            _write(step, each)
    return step.changes


def _write(step: Step, filled: Filled) -> None:
    before = _earlier(step.snapshot, filled.person)
    for given in filled.taken:
        asked, text = given.asked, given.answer.text
        values: dict[str, Any] = {"question": asked.title, "answer": text, "about": asked.key}
        old = before.get(asked.key)
        if old is None:
            spot = place(step, Answer)
            step.insert(Answer.new(spot, person=filled.person.id, settled=False, **values))
        else:
            settled = bool(old.settled) and old.answer == text
            step.update(old, settled=settled, **values)
    for answer in filled.withdrawn:
        if step.snapshot.get(Answer, answer.id) is not None:
            step.delete(answer)


def not_a_questionnaire(name: str) -> Refusal:
    """The file is a workbook, but not one of our questionnaires."""
    return Refusal(
        _("“{name}” is not a questionnaire that Groundwork wrote.").format(name=name),
        nothing_changed(),
        _("Send questionnaires from here, and read back the files that were filled in."),
    )


def _a_workbook(name: str) -> Refusal:
    return Refusal(
        _("“{name}” is the workbook of a workshop, not a questionnaire.").format(name=name),
        nothing_changed(),
        _("Read it as a workbook."),
    )


def _newer(name: str) -> Refusal:
    return Refusal(
        _("“{name}” was written by a newer version of Groundwork.").format(name=name),
        nothing_changed(),
        _("Read it with that version."),
    )


def _without_answers(name: str, person: Person) -> Refusal:
    return Refusal(
        _("“{name}” from “{person}” has no answers in it.").format(
            name=name, person=shorten(person.caption)
        ),
        nothing_changed(),
        _("Check that it is the file that was filled in."),
    )


def _second(filled: Filled, first: str) -> Refusal:
    return Refusal(
        _("“{name}” is from “{person}” as “{first}” is.").format(
            name=filled.name, person=shorten(filled.person.caption), first=first
        ),
        _("Only the first of them was read."),
        _("Choose the file that counts, and leave the other one out."),
    )
