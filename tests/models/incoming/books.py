"""Workbooks that are exported, edited as a PMO would, and read back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook.names import heads
from models.fields import Field
from models.incoming.proposal import Item, Proposal
from models.incoming.sheets import finish
from models.incoming.workbook import read_workbook
from models.manifest import SHEET, cut, joined
from models.opening import create_workshop
from models.record import Record
from models.records import (
    Activity,
    Group,
    Person,
    Pilot,
    Requirement,
    Role,
    Training,
    ValueTarget,
    WorkshopInfo,
)
from models.snapshot import Snapshot
from models.workshop import Workshop
from tests.builders import snapshot_of, with_record
from tests.exports.workbooks import made_of, matrix, opened

Edit = Callable[[Workbook], None]


KEPT = (
    *("Workshop", "Pilot", "People", "Groups affected", "Value targets", "Trainings"),
    *("Requirements", "RACI", "Roles", "Activities", "Conditions", "Decision on production"),
    *("Changes after freezing", SHEET),
)
"""The sheets that the tests look at: without the others a test takes a tenth of the time."""


@cache
def small() -> Snapshot:
    """A workshop with a little of everything that a workbook can change; always the same one."""
    ada = Person("ada", 1.0, Person.new(name="Ada", present=True).values)
    bo = Person("bo", 2.0, Person.new(name="Bo").values)
    group = Group("claims", 1.0, Group.new(name="Claims handlers", people_now=68).values)
    roles_and_letters = matrix()
    return snapshot_of(
        WorkshopInfo.new(initiative="Claims triage", client="Northwind", sponsor="ada"),
        Pilot.new(),
        ada,
        bo,
        group,
        ValueTarget(
            "letters",
            1.0,
            ValueTarget.new(
                what="Claims letters", sort="time", group="claims", volume=1200.0, adoption=70.0
            ).values,
        ),
        ValueTarget("calls", 2.0, ValueTarget.new(what="Calls", hourly_cost=48.0).values),
        Training("course", 1.0, Training.new(content="Course", hours=4.0).values),
        Requirement("rule", 1.0, Requirement.new(what="Keep a log", owner="bo").values),
        *roles_and_letters,
    )


def written(snapshot: Snapshot, *edits: Edit) -> bytes:
    """The workbook of a workshop, as far as `KEPT`, after somebody edited it."""
    book = opened(_kept(_Same(snapshot)))
    for edit in edits:
        edit(book)
    return saved(book)


class _Same:
    """A snapshot as a key: the same object, not the same content."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.snapshot is self.snapshot

    def __hash__(self) -> int:
        return id(self.snapshot)


@lru_cache(maxsize=4)
def _kept(same: _Same) -> bytes:
    """What the program writes, without the sheets that no test looks at."""
    book = opened(made_of(same.snapshot))
    for page in book.worksheets:
        if page.title not in KEPT:
            book.remove(page)
    page = book[SHEET]
    content = joined(cell.value for cell in page[1])
    for part in ("sheets", "forms"):
        content[part] = {title: told for title, told in content[part].items() if title in KEPT}
    for number, piece in enumerate(cut(content), 1):
        page.cell(1, number).value = piece
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def proposed(data: bytes, now: Snapshot, folder: Path, name: str = "edited.xlsx") -> Proposal:
    """What a workbook proposes for a workshop."""
    path = folder / name
    path.write_bytes(data)
    return finish(read_workbook(path, now))


def told(proposal: Proposal) -> list[tuple[str, str, str, str]]:
    """What is proposed: sort, what it is about, before, after."""
    return [(item.sort.value, item.what, item.before, item.after) for item in proposal.items]


def only(proposal: Proposal) -> Item:
    """The one item of a proposal."""
    (item,) = proposal.items
    return item


def sheet(book: Workbook, record_type: type[Record]) -> Worksheet:
    """The sheet with the records of a type."""
    found = book[record_type.plural()]
    assert isinstance(found, Worksheet)
    return found


def head_row(page: Worksheet) -> int:
    return next(row for row in range(1, 12) if any(cell.value == "id" for cell in page[row]))


def column(page: Worksheet, head: str) -> int:
    """The number of the column with a head."""
    return next(int(c.column) for c in page[head_row(page)] if c.value == head)


def row(page: Worksheet, id_: str) -> int:
    """The number of the row of a record."""
    ids = column(page, "id")
    return next(n for n in range(1, page.max_row + 1) if page.cell(n, ids).value == id_)


def cell(book: Workbook, field: Field[Any], id_: str) -> Cell:
    """The cell that holds a field of a record."""
    page = sheet(book, field.owner)
    found = page.cell(row(page, id_), column(page, heads(field.owner)[field.name]))
    assert isinstance(found, Cell)
    return found


def put(field: Field[Any], id_: str, value: Any, number_format: str = "") -> Edit:
    """Type something into a cell."""

    def edit(book: Workbook) -> None:
        target = cell(book, field, id_)
        target.value = value
        if number_format:
            target.number_format = number_format

    return edit


def append(record_type: type[Record], **values: Any) -> Edit:
    """Type a new row below the last one, by names of fields; "id" is the hidden id."""

    def edit(book: Workbook) -> None:
        page = sheet(book, record_type)
        titles = heads(record_type) | {"id": "id"}
        number = page.max_row + 1
        for name, value in values.items():
            page.cell(number, column(page, titles[name])).value = value

    return edit


def drop(record_type: type[Record], id_: str) -> Edit:
    """Delete the row of a record."""

    def edit(book: Workbook) -> None:
        page = sheet(book, record_type)
        page.delete_rows(row(page, id_))

    return edit


def raci(book: Workbook, activity: str, role: str) -> Cell:
    """A cell of the matrix, by the names of activity and role."""
    page = book["RACI"]
    assert isinstance(page, Worksheet)
    names = column(page, Activity.label())
    number = next(n for n in range(1, page.max_row + 1) if page.cell(n, names).value == activity)
    found = page.cell(number, column(page, role))
    assert isinstance(found, Cell)
    return found


def with_records(snapshot: Snapshot, records: Sequence[Record]) -> Snapshot:
    """The workshop after records were added."""
    for record in records:
        snapshot = with_record(snapshot, record)
    return snapshot


def workshop_with(snapshot: Snapshot, folder: Path) -> Workshop:
    """A workshop file with these records."""
    from models.interchange import load_into
    from models.record import TYPES

    workshop = create_workshop(folder / "day.groundwork")
    records = [record for kind in TYPES.values() for record in snapshot.all(kind)]
    load_into(workshop, records, "Load")
    return workshop


def role_named(snapshot: Snapshot, name: str) -> Role:
    return next(role for role in snapshot.all(Role) if role.name == name)


def activity_named(snapshot: Snapshot, name: str) -> Activity:
    return next(each for each in snapshot.all(Activity) if each.name == name)
