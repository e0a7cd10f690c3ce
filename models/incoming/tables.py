"""Finding our columns and rows again in a sheet that somebody worked in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.i18n import _, ngettext
from models.incoming.proposal import Place, Remark
from models.incoming.sheets import EMPTY, Book, Cell, Reading, Rows, place_of
from models.incoming.written import Written
from models.record import TYPES, Record

HIGHEST = 60
"""Rows in which the heads of columns are looked for; others may have been put above them."""
_ENOUGH = 2
"""Heads that make a row the row of heads."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells by name of field, as far as there is a column for them."""

    number: int
    id: str
    cells: Mapping[str, Cell]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in any column of ours."""
        return all(cell.value is None and not cell.formula for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Head:
    """The row of heads: what stands in which column, by folded text."""

    row: int
    columns: Mapping[str, int]
    others: dict[int, str]
    """Heads that are not ours, or occur a second time, by column."""


@dataclass
class TableRead:
    """A sheet with records of one type."""

    title: str
    record_type: type[Record]
    whole: bool = True
    """Whether all rows were read: what is not there was taken out."""
    columns: dict[str, int] = field(default_factory=dict)
    """The columns that are there, by name of field."""
    lines: list[Line] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def place(self, line: Line, name: str) -> Place:
        """The cell of a field."""
        return place_of(self.title, line.number, self.columns[name])

    def row(self, line: Line) -> Place:
        """A row as a place."""
        return Place(self.title, _("row {n}").format(n=line.number))


def read_table(
    book: Book, title: str, told: Mapping[str, Any], known: Collection[str], written: Written
) -> Reading[TableRead]:
    """The sheet that was written as `title`, with the rows of records whose ids are `known`."""
    table = TableRead(title, TYPES[str(told["type"])])
    record_type = table.record_type
    ours = {head: name for head, name in _told_columns(told) if name in record_type.fields}
    calculated = [str(head) for head in told.get("calculated", ())]
    id_head = str(told.get("id_column", ""))
    others = written.part("sheets").keys() - {title}
    found = yield from _rows(book, table, [*ours, *calculated, id_head], others)
    if found is None:
        table.whole = False
        return table
    rows, head = found
    ids = find_ids(rows, head, known, id_head)
    missing = [name for name in ours if fold(name) not in head.columns]
    table.columns = {
        name: head.columns[fold(text)] for text, name in ours.items() if text not in missing
    }
    table.lines = list(_lines(table, rows, head, ids))
    table.remarks += _about_columns(table, rows, head, missing)
    table.remarks += _about_calculated(table, rows, head, calculated, written.ids)
    return table


def _told_columns(told: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    columns = told.get("columns")
    return columns.items() if isinstance(columns, dict) else ()


def _rows(
    book: Book, table: TableRead, heads: Collection[str], others: Collection[str]
) -> Reading[tuple[Rows, Head] | None]:
    """The sheet's rows and heads; None, and a remark, where it cannot be found."""
    title = table.title
    if title not in book.titles:
        renamed = yield from _renamed(book, heads, others)
        if renamed is None:
            gone = _("The sheet is not there; nothing of it was changed.")
            table.remarks.append(Remark(Place(title), gone))
            return None
        table.title = renamed
        text = _("The sheet was called “{title}”.").format(title=title)
        table.remarks.append(Remark(Place(renamed), text))
    rows = yield from book.rows(table.title)
    head = find_head(rows, heads)
    if table.title in book.gaps:
        table.whole = False
        text = _("What stands below the first empty stretch of 5,000 rows was not looked at.")
        table.remarks.append(Remark(Place(table.title), text))
    if head is None:
        none = _("The heads of its columns are not there; nothing of it was changed.")
        table.remarks.append(Remark(Place(table.title), none))
        return None
    return rows, head


def _renamed(book: Book, heads: Collection[str], others: Collection[str]) -> Reading[str | None]:
    """The only sheet that has nearly all these heads under a name that is not ours."""
    fitting = []
    for title in book.titles:
        if title in others:
            continue
        rows = yield from book.rows(title, most=HIGHEST)
        head = find_head(rows, heads)
        if head is not None and len(head.columns) >= len(heads) * 0.8:
            fitting.append(title)
    return fitting[0] if len(fitting) == 1 else None


def find_head(rows: Rows, heads: Collection[str]) -> Head | None:
    """The row near the top that holds most of these heads; None where none holds two."""
    wanted = {fold(head) for head in heads} - {""}
    scores = {
        number: len(wanted & {fold(cell.value) for cell in row.values()})
        for number, row in rows.items()
        if number <= HIGHEST
    }
    best = max(scores, key=lambda number: scores[number], default=0)
    if scores.get(best, 0) < min(_ENOUGH, len(wanted)) or not wanted:
        return None
    columns: dict[str, int] = {}
    others: dict[int, str] = {}
    for column, cell in sorted(rows[best].items()):
        head = fold(cell.value)
        if head in wanted and head not in columns:
            columns[head] = column
        else:
            others[column] = str(cell.value)
    return Head(best, columns, others)


def find_ids(rows: Rows, head: Head, known: Collection[str], id_head: str) -> int:
    """The column with the most ids that are known; 0 where there is none.

    Not by its head alone: somebody may have added a column of numbers and called it "ID".
    """
    hits: dict[int, int] = {}
    for number, row in rows.items():
        for column, cell in row.items() if number > head.row else ():
            if id_in(cell) in known:
                hits[column] = hits.get(column, 0) + 1
    found = max(hits, key=lambda column: hits[column], default=0)
    named = head.columns.get(fold(id_head), found)
    if named != found:
        head.others[named] = id_in(rows[head.row][named])
    head.others.pop(found, None)
    return found


def fold(value: object) -> str:
    """A head as it is compared."""
    return " ".join(str(value).split()).casefold() if value is not None else ""


def id_in(cell: Cell) -> str:
    """The id that a cell holds; one of digits alone may have become a number."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if value is not None else ""


def _lines(table: TableRead, rows: Rows, head: Head, id_column: int) -> Iterator[Line]:
    for number, row in rows.items():
        if number <= head.row:
            continue
        cells = {name: row.get(column, EMPTY) for name, column in table.columns.items()}
        line = Line(number, id_in(row.get(id_column, EMPTY)), cells)
        if line.id or not line.blank:
            yield line


def _about_columns(
    table: TableRead, rows: Rows, head: Head, missing: Iterable[str]
) -> Iterator[Remark]:
    for name in missing:
        text = _("The column “{head}” is not there; nothing of it was changed.").format(head=name)
        yield Remark(Place(table.title), text)
    yield from about_others(table.title, rows, head)


def about_others(title: str, rows: Rows, head: Head) -> Iterator[Remark]:
    """A sentence for each column that is filled and not ours."""
    for column, name in head.others.items():
        if any(column in row for number, row in rows.items() if number > head.row):
            again = head.columns.get(fold(name), column) != column
            text = _("The column “{head}” is there twice; the first one counts.")
            if not again:
                text = _("The column “{head}” is not one of ours, and was left out.")
            yield Remark(place_of(title, head.row, column), text.format(head=name))


def _about_calculated(
    table: TableRead, rows: Rows, head: Head, calculated: Iterable[str], ids: Collection[str]
) -> Iterator[Remark]:
    """A sentence for each calculated column that somebody typed into.

    Some are hidden and hold `ids`: of what a name in the row means.
    """
    for name in calculated:
        column = head.columns.get(fold(name), 0)
        cells = ((line.number, rows[line.number].get(column, EMPTY)) for line in table.lines)
        typed = [
            number
            for number, cell in cells
            if cell.value is not None and not cell.formula and id_in(cell) not in ids
        ]
        if typed:
            text = ngettext(
                "“{head}” is calculated; what was typed into {n} cell was left out.",
                "“{head}” is calculated; what was typed into {n} cells was left out.",
                len(typed),
            )
            place = place_of(table.title, typed[0], column)
            yield Remark(place, text.format(head=name, n=len(typed)))
