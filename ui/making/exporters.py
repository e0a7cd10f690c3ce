"""What the window can have made, each loading what it needs, where it is made.

Each takes a `Document`, yields its progress and returns what was made. They are found by their
names in another process, and so is what they take beside the document.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.document import Document, Job
    from exports.key_sheet import List
    from models.file_sets import Files
    from models.prework import Sending
    from models.records import Person


CHARTER = ("reportlab.platypus", "numpy", "exports.charter.making", "pikepdf")
WORKBOOK = ("openpyxl", "numpy", "exports.workbook")
"""What loads longest for a document, to be loaded while the user still chooses."""


def charter_of(document: Document, cut: str = "full", password: str = "") -> Job:
    """A cut of the charter, encrypted where there is a password."""
    yield from _loading(CHARTER)
    from exports.charter import charter  # noqa: PLC0415 - as expensive as Qt itself

    pdf = yield from charter(document, cut)
    return (yield from ready(document, pdf, password))


def ready(_document: Document, pdf: bytes, password: str) -> Job:
    """A charter that has been made already, such as the one that is being looked at."""
    yield 0.99
    if not password:
        return pdf
    from exports.protect import encrypt  # noqa: PLC0415 - hardly anybody needs it

    return encrypt(pdf, password)


def workbook_of(document: Document) -> Job:
    """The workbook."""
    yield from _loading(WORKBOOK)
    from exports.workbook import workbook  # noqa: PLC0415 - as expensive as Qt itself

    return (yield from workbook(document))


def questionnaires_of(
    document: Document, people: Sequence[Person], sending: Sending
) -> Generator[float, None, Files]:
    """The questionnaires by the names of their files."""
    from exports.questionnaire import questionnaires  # noqa: PLC0415

    return questionnaires(document, people, sending)


def lists_of(document: Document, stem: str) -> Generator[float, None, Files]:
    """The lists by the names of their files."""
    from exports.lists import SUFFIX, lists  # noqa: PLC0415

    yield 0.0
    made = lists(document.snapshot)
    return {f"{stem} {name}{SUFFIX}": data for name, data in made.items()}


def key_sheet_of(_document: Document, title: str, note: str, lists: Sequence[List]) -> Job:
    """The sheet of all keys; it says nothing of the document."""
    from exports.key_sheet import key_sheet  # noqa: PLC0415

    yield 0.0
    return key_sheet(title, note, lists)


def _loading(modules: tuple[str, ...]) -> Iterator[float]:
    """Load modules one after the other; between two of them a job can be cancelled."""
    for name in modules:
        import_module(name)
        yield 0.0
