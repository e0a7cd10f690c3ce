"""The RACI sheet of a workbook: letters by activity and role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models import raci
from models.i18n import _, language
from models.incoming.matching import Matched
from models.incoming.proposal import Item, Place, Remark, Sort
from models.incoming.sheets import EMPTY, Book, Cell, Reading, Rows, place_of
from models.incoming.tables import Head, about_others, find_head, find_ids, fold, id_in
from models.incoming.three_way import Comparison, Pair, Spot, conflict
from models.incoming.written import Written
from models.record import new_id
from models.records import Activity, Assignment, Role
from models.text import shorten

_NAME, _SECTION = Activity.name, Activity.section


@dataclass(frozen=True, slots=True)
class Matrix:
    """The sheet as it was found."""

    title: str
    rows: Rows
    head: Head
    names: Mapping[str, int]
    """The columns that name an activity and its group, by field."""
    roles: Mapping[int, str]
    """The ids of roles by column."""
    ids: int
    """The column with the ids of activities; 0 where it is gone."""


def read_matrix(book: Book, written: Written, roles: Matched) -> Reading[Matrix | Remark | None]:
    """The RACI sheet; a remark where it cannot be found, None where the workbook has none."""
    told = written.part("matrix")
    title = str(told.get("sheet", ""))
    if not title:
        return None
    if title not in book.titles:
        return Remark(Place(title), _("The sheet is not there; nothing of it was changed."))
    rows = yield from book.rows(title)
    with language(written.language):
        names = {_SECTION.name: _SECTION.label, _NAME.name: Activity.label()}
    by_head = told.get("roles")
    by_head = by_head if isinstance(by_head, dict) else {}
    id_head = str(told.get("id_column", ""))
    ours = [*names.values(), *by_head, *told.get("calculated", ()), id_head]
    head = find_head(rows, ours)
    if head is None:
        text = _("The heads of its columns are not there; nothing of it was changed.")
        return Remark(Place(title), text)
    known = {record.id for record in written.snapshot.all(Activity)}
    ids = find_ids(rows, head, known, id_head)
    columns = {name: head.columns[fold(h)] for name, h in names.items() if fold(h) in head.columns}
    found = _roles(rows, head, by_head, roles)
    for column in found:
        head.others.pop(column, None)
    return Matrix(title, rows, head, columns, found, ids)


def _roles(rows: Rows, head: Head, by_head: Mapping[str, Any], matched: Matched) -> dict[int, str]:
    """The roles of the columns: by the hidden ids above them, by their heads, or newly named."""
    above = rows.get(head.row - 1, {})
    known = {str(id_) for id_ in by_head.values()}
    found = {column: id_in(cell) for column, cell in above.items() if id_in(cell) in known}
    for text, id_ in by_head.items():
        column = head.columns.get(fold(text))
        if column and column not in found and id_ not in found.values():
            found[column] = str(id_)
    name = matched.table.record_type.label_field
    new = {fold(line.cells.get(name, EMPTY).value): id_ for id_, (line, _n) in matched.new.items()}
    for column, text in head.others.items():
        if column not in found and fold(text) in new:
            found[column] = new[fold(text)]
    # A role that was copied beside itself has its letters in the first column.
    first: dict[str, int] = {}
    for column in sorted(found):
        first.setdefault(found[column], column)
    return {column: id_ for id_, column in first.items()}


def compare_matrix(
    matrix: Matrix, comparison: Comparison, activities: Matched, done: Sequence[Item]
) -> tuple[list[Item], list[Remark]]:
    """What the RACI sheet proposes beyond what is `done`: letters, names, and new activities."""
    compared = _Compared(matrix, comparison, activities, done)
    compared.run()
    return compared.items, compared.remarks


class _Compared:
    def __init__(
        self, matrix: Matrix, comparison: Comparison, activities: Matched, done: Sequence[Item]
    ) -> None:
        self.matrix = matrix
        self.comparison = comparison
        self.written, self.now = comparison.written, comparison.now
        self.activities = activities
        self.items: list[Item] = []
        self.remarks: list[Remark] = []
        self._done = {(item.record.id, item.name) for item in done}
        self._removed = {item.record.id for item in done if item.sort is Sort.REMOVED}
        self._there = {record.id: record for record in self.now.all(Activity)}
        self._base = {record.id: record for record in self.written.snapshot.all(Activity)}
        self._captions = {r.id: r.caption for r in self.written.snapshot.all(Role)}
        self._captions |= {r.id: r.caption for r in self.now.all(Role)}
        self._letters = {
            (cell.activity, cell.role): cell.letters
            for cell in self.written.snapshot.all(Assignment)
        }

    def run(self) -> None:
        matrix = self.matrix
        self.remarks += about_others(matrix.title, matrix.rows, matrix.head)
        self._about_roles()
        rows = self._matched()
        for number, id_ in rows.items():
            self._names(number, id_)
            name = self._name(number, id_)
            for column, role in matrix.roles.items():
                self._cell(number, column, (id_, role), name)
        for id_, record in self._base.items():
            if id_ not in rows.values() and id_ in self._there and id_ not in self._removed:
                text = _("“{name}” has no row here any more; its letters were left as they are.")
                self._remark(Place(matrix.title), text.format(name=shorten(record.caption)))

    def _remark(self, place: Place, text: str) -> None:
        self.remarks.append(Remark(place, text))

    def _about_roles(self) -> None:
        there = set(self.matrix.roles.values())
        for role in self.written.snapshot.all(Role):
            if (
                role.id not in there
                and self.now.get(Role, role.id)
                and role.id not in self._removed
            ):
                text = _("The column “{head}” is not there; nothing of it was changed.")
                self._remark(Place(self.matrix.title), text.format(head=role.caption))

    def _matched(self) -> dict[int, str]:
        """The activities by row; those that are not there yet are added on the way."""
        found: dict[int, str] = {}
        nameless: list[int] = []
        for number, row in self.matrix.rows.items():
            if number <= self.matrix.head.row or not self._filled(row):
                continue
            id_ = id_in(row.get(self.matrix.ids, EMPTY))
            if id_ and id_ not in found.values() and (id_ in self._base or id_ in self._there):
                found[number] = id_
            else:
                nameless.append(number)
        for number, id_ in self._by_name(nameless, set(found.values())).items():
            found[number] = id_
        return {number: id_ for number, id_ in found.items() if self._known(number, id_)}

    def _known(self, number: int, id_: str) -> bool:
        """Whether letters can go there; one that was removed here since is named."""
        if id_ in self._there or id_ not in self._base:
            return True
        cells = self.matrix.rows[number]
        if any(
            self._changed(cells, column, id_, role) for column, role in self.matrix.roles.items()
        ):
            text = _("“{name}” was removed here since; its letters were left out.")
            place = Place(self.matrix.title, _("row {n}").format(n=number))
            self._remark(place, text.format(name=shorten(self._base[id_].caption)))
        return False

    def _changed(self, cells: Mapping[int, Cell], column: int, id_: str, role: str) -> bool:
        letters = raci.parse_letters(_text(cells.get(column, EMPTY)))
        return letters != self._letters.get((id_, role), "")

    def _filled(self, row: Mapping[int, Cell]) -> bool:
        return any(
            row.get(column, EMPTY).value is not None
            for column in (*self.matrix.names.values(), *self.matrix.roles, self.matrix.ids)
        )

    def _by_name(self, numbers: Sequence[int], taken: set[str]) -> dict[int, str]:
        """Rows without an id of their own: by name where that is unique, else a new activity."""
        free = [record for id_, record in self._base.items() if id_ not in taken]
        called = Counter(fold(record.caption) for record in free)
        by_name = {fold(r.caption): r.id for r in free if called[fold(r.caption)] == 1}
        for id_, (line, _note) in self.activities.new.items():
            by_name.setdefault(fold(line.cells.get(_NAME.name, EMPTY).value), id_)
        found: dict[int, str] = {}
        for number in numbers:
            row = self.matrix.rows[number]
            name = fold(row.get(self.matrix.names.get(_NAME.name, 0), EMPTY).value)
            id_ = "" if id_in(row.get(self.matrix.ids, EMPTY)) else by_name.pop(name, "")
            found[number] = id_ or self._add(number, row)
        return found

    def _add(self, number: int, row: Mapping[int, Cell]) -> str:
        texts = {name: _text(row.get(column, EMPTY)) for name, column in self.matrix.names.items()}
        record = Activity(new_id(), 0.0, Activity.new(**_checked(texts)).values)
        self.items.append(
            Item(
                Sort.ADDED,
                Place(self.matrix.title, _("row {n}").format(n=number)),
                record,
                what=shorten(record.caption, 80),
                after=f"{_SECTION.label}: {record.section}" if record.section else "",
            )
        )
        return record.id

    def _name(self, number: int, id_: str) -> str:
        known = self._there.get(id_)
        column = self.matrix.names.get(_NAME.name, 0)
        return known.caption if known else _text(self.matrix.rows[number].get(column, EMPTY))

    def _names(self, number: int, id_: str) -> None:
        """Names and groups may be edited here as well as on the sheet of activities."""
        now = self._there.get(id_)
        if now is None:
            return
        for name, column in self.matrix.names.items():
            if (id_, name) not in self._done:
                cell = self.matrix.rows[number].get(column, EMPTY)
                spot = Spot(cell, place_of(self.matrix.title, number, column))
                pair = Pair(self._base.get(id_, now), now)
                self.items += self.comparison.field(pair, name, spot)

    def _cell(self, number: int, column: int, key: tuple[str, str], name: str) -> None:
        cell = self.matrix.rows[number].get(column, EMPTY)
        letters = raci.parse_letters(_text(cell))
        written = self._letters.get(key, "")
        assignment = raci.grid(self.now).cells.get(key)
        now = assignment.letters if assignment else ""
        if letters is not None and letters in (written, now):
            return
        item = Item(
            Sort.CHANGED,
            place_of(self.matrix.title, number, column),
            assignment or Assignment.new(activity=key[0], role=key[1]),
            what=f"{shorten(name, 80)}: {shorten(self._role(column, key[1]))}",
            name=Assignment.letters.name,
            value=letters,
            before=raci.show_letters(now),
            after=raci.show_letters(letters or ""),
        )
        if letters is None:
            text = shorten(_text(cell))
            note = _("“{text}” is none of R, A, C, I.").format(text=text)
            item = replace(
                item, sort=Sort.DOUBTFUL, after=text, note=note, ticked=False, offered=False
            )
        elif now != written:
            item = conflict(item, raci.show_letters(written))
        self.items.append(item)

    def _role(self, column: int, id_: str) -> str:
        return self._captions.get(id_) or _text(self.matrix.rows[self.matrix.head.row][column])


def _text(cell: Cell) -> str:
    return str(cell.value).strip() if cell.value is not None else ""


def _checked(texts: Mapping[str, str]) -> dict[str, Any]:
    return {name: Activity.fields[name].check(text) for name, text in texts.items()}
