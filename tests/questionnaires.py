"""Questionnaires as they come back: made here, filled in with openpyxl as a person would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports.document import Document, run
from exports.questionnaire import questionnaire
from models.incoming.prework import Received, read_answers
from models.incoming.sheets import finish
from models.prework import Sending
from models.records import Group, Person, ValueTarget, WorkshopInfo
from models.snapshot import Snapshot
from tests.builders import snapshot_of

KEY, ANSWER = 1, 3
"""Columns of a questionnaire."""

INTAKE = Group("1" * 16, 0.0, Group.new(name="Claims intake", needs="Time").values)
DESK = Group.new(name="Recovery desk")
TIME = ValueTarget(
    "2" * 16, 0.0, ValueTarget.new(what="Time a claim", sort="time", group=DESK.id).values
)
"""Their ids are always the same: tests that run side by side are known by their names."""
HEAD = Person.new(name="Head of Claims", function="Claims")
ANALYST = Person.new(name="Analyst")
INFO = WorkshopInfo.new(initiative="Claims assistant", client="Northwind")
DAY = snapshot_of(INFO, HEAD, ANALYST, INTAKE, DESK, TIME)
"""A workshop before its day: two groups, one value target, two people."""

PEOPLE, CASES, MINUTES = (f"{INTAKE.id}.{name}" for name in ("people", "volume", "minutes"))
DATA, SYSTEMS, WORRIES = (f"{INTAKE.id}.{name}" for name in ("data", "systems", "concerns"))
KNOWN = f"{TIME.id}.evidence"


def file_for(
    folder: Path,
    answers: Mapping[str, Any],
    person: Person = HEAD,
    snapshot: Snapshot = DAY,
    change: Callable[[Workbook, Worksheet], None] | None = None,
) -> Path:
    """The questionnaire of a person, filled in and saved; `change` does more to it."""
    path = folder / f"{person.name}.xlsx"
    everything = {person.id: frozenset(group.id for group in snapshot.all(Group))}
    sending = Sending(date(2026, 11, 17), everything)
    path.write_bytes(run(questionnaire(Document(snapshot), person, sending)))
    book = load_workbook(path)
    page: Any = book.worksheets[0]
    rows = {page.cell(row, KEY).value: row for row in range(1, page.max_row + 1)}
    for key, answer in answers.items():
        page.cell(rows[key], ANSWER).value = answer
    if change is not None:
        change(book, page)
    book.save(path)
    return path


def read(snapshot: Snapshot, *paths: Path) -> Received:
    """What is read of files."""
    return finish(read_answers(snapshot, paths))
