"""The questionnaire before the workshop: one workbook of one sheet for each participant.

It asks what `models.prework` lists. Everything but the cells for answers is protected, without
a password. A hidden first column names the question of each row, and the very hidden sheet
"groundwork" (`models.manifest.SHEET`) holds in its first row a JSON object:

    {"format": "groundwork-prework", "version": 1, "language": "en_GB",
     "initiative": "Claims assistant", "person": "9f86d081884c7d65", "name": "Head of Claims",
     "answer": "Your answer", "questions": {"2c26b46b68ffc68f.people": "How many people ...?"}}

So a file that was renamed, and rows that were put into another order, are read all the same.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from exports.document import Document, Job, in_language_of
from exports.questionnaire.sheet import Questionnaire
from models.file_sets import Files
from models.files import safe_name
from models.i18n import _
from models.prework import Sending
from models.records import Person

__all__ = ["SUFFIX", "questionnaire", "questionnaires"]

SUFFIX = ".xlsx"


def questionnaire(document: Document, person: Person, sending: Sending) -> Job:
    """The questionnaire (.xlsx) for one person.

    In the workshop's language. The same document gives the same bytes.
    """
    return in_language_of(document.snapshot, _made(document, person, sending))


def _made(document: Document, person: Person, sending: Sending) -> Job:
    return (yield from Questionnaire(document, person, sending).made())


def questionnaires(
    document: Document, people: Sequence[Person], sending: Sending
) -> Generator[float, None, Files]:
    """The questionnaires of several people, by the names of their files.

    Yields its progress (0 to 1). A file is named after the person; two of the same name are
    numbered.
    """
    made: Files = {}
    for number, person in enumerate(people):
        share = number / len(people)
        content = yield from _within(questionnaire(document, person, sending), share)
        made[_unlike(safe_name(person.caption) or _("Questionnaire"), made)] = content
    return made


def _within(job: Job, share: float) -> Job:
    """The same job as a small part of a longer one, which is done to a `share` so far."""
    try:
        while True:
            next(job)
            yield share
    except StopIteration as done:
        result: bytes = done.value
        return result


def _unlike(stem: str, taken: Files) -> str:
    """A file name that is not taken; most systems do not tell upper from lower case."""
    known = {name.casefold() for name in taken}
    name, number = f"{stem}{SUFFIX}", 1
    while name.casefold() in known:
        number += 1
        name = f"{stem} ({number}){SUFFIX}"
    return name
