"""A workbook that comes back: what was edited in it since it was written, as a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from models.i18n import _
from models.incoming.letters import Matrix, compare_matrix, read_matrix
from models.incoming.matching import Matched, Names, match
from models.incoming.package import Watch, load
from models.incoming.proposal import Item, Place, Proposal, Remark
from models.incoming.sheets import EMPTY, Book, Reading, Rows, open_book, place_of
from models.incoming.tables import TableRead, read_table
from models.incoming.three_way import Comparison, Pair, Spot, written_by_program
from models.incoming.typed_over import about_calculated_sheets, about_figures
from models.incoming.written import Written, read_written
from models.manifest import SHEET
from models.record import TYPES, Record
from models.records import Activity, Assignment, Role
from models.snapshot import Snapshot

SUFFIX = ".xlsx"
"""How the files end that are read here."""


def read_workbook(path: Path, now: Snapshot) -> Reading[Proposal]:
    """What an edited workbook proposes for a workshop as it is `now`.

    Raises Refusal where the file cannot be read, is not one of ours, or is too large. Nothing is
    written; reading takes 10 seconds at most.
    """
    watch = Watch(path.name)
    book = yield from open_book(path.name, load(path), watch)
    written = yield from read_written(path.name, book)
    matched: dict[type[Record], Matched] = {}
    remarks: list[Remark] = []
    sheets = written.part("sheets")
    for number, (title, told) in enumerate(sheets.items()):
        record_type = TYPES.get(str(told.get("type")))
        if record_type is None:
            remarks.append(_unknown(title))
            continue
        known = {*written.snapshot.table(record_type), *now.table(record_type)}
        table = yield from read_table(book, title, told, known, written)
        matched[record_type] = match(table, written, now)
        remarks += table.remarks
        watch.look()
        yield number / len(sheets)
    comparison = Comparison(written, now, Names(written, now, matched.values()))
    items = yield from _forms(book, comparison, remarks)
    for each in matched.values():
        watch.look()
        yield 1.0
        items += _table(each, comparison, remarks)
    matrix = yield from read_matrix(book, written, _of(matched, Role))
    if isinstance(matrix, Remark):
        remarks.append(matrix)
    elif isinstance(matrix, Matrix):
        more, about = compare_matrix(matrix, comparison, _of(matched, Activity), items)
        items += more
        remarks += about
    known = {each.table.title for each in matched.values()}
    known |= {matrix.title} if isinstance(matrix, Matrix) else set()
    remarks += yield from about_figures(book, written)
    remarks += yield from about_calculated_sheets(book, written)
    remarks += yield from _strange(book, written, known)
    return _proposal(path.name, items, remarks, written, now)


def _of(matched: Mapping[type[Record], Matched], record_type: type[Record]) -> Matched:
    return matched.get(record_type) or Matched(TableRead("", record_type))


def _table(matched: Matched, comparison: Comparison, remarks: list[Remark]) -> list[Item]:
    items = list(comparison.table(matched))
    if items and matched.table.record_type.automatic:
        remarks.append(written_by_program(matched.table.title, items))
        return []
    return items


def _forms(book: Book, comparison: Comparison, remarks: list[Remark]) -> Reading[list[Item]]:
    """What is proposed about records that occur once; their cells are found by their names."""
    items: list[Item] = []
    sheets: dict[str, Rows] = {}
    for title, told in comparison.written.part("forms").items():
        record_type = TYPES.get(str(told.get("type")))
        if record_type is None:
            remarks.append(_unknown(title))
            continue
        for cell, name in told.get("cells", {}).items():
            sheet, row, column = book.names.get(cell, ("", 0, 0))
            field = record_type.fields.get(str(name))
            if field is None or sheet not in book.titles:
                text = _("“{field}” is not there; nothing of it was changed.")
                label = field.label if field else str(name)
                remarks.append(Remark(Place(title), text.format(field=label)))
                continue
            if sheet not in sheets:
                sheets[sheet] = yield from book.rows(sheet)
            pair = Pair(
                comparison.written.snapshot.one(record_type), comparison.now.one(record_type)
            )
            found = sheets[sheet].get(row, {}).get(column, EMPTY)
            spot = Spot(found, place_of(sheet, row, column))
            items += comparison.field(pair, field.name, spot)
    return items


def _strange(book: Book, written: Written, known: set[str]) -> Reading[list[Remark]]:
    """A sentence for each filled sheet in sight that is neither `known` nor was written."""
    others = written.content.get("others")
    if not isinstance(others, list):
        return []  # the version that wrote it did not say which other sheets there are
    matrix = str(written.part("matrix").get("sheet"))
    known |= {SHEET, matrix, *others, *written.part("sheets"), *written.part("forms")}
    for told in written.part("forms").values():
        known |= {book.names[cell][0] for cell in told.get("cells", {}) if cell in book.names}
    remarks = []
    for title in book.titles:
        strange = title not in known and title not in book.veiled  # add-ins hide theirs
        if strange and (yield from book.rows(title, most=1)):
            text = _("This sheet is not read back; what stands in it was left out.")
            remarks.append(Remark(Place(title), text))
    return remarks


def _unknown(title: str) -> Remark:
    text = _("Its kind is not known to this version of Groundwork; it was left out.")
    return Remark(Place(title), text)


def _proposal(
    name: str, items: list[Item], remarks: list[Remark], written: Written, now: Snapshot
) -> Proposal:
    warning = ""
    if _is_of_another(written.snapshot, now):
        warning = _(
            "Nothing that this workbook holds is in the workshop: it was made from another one. "
            "Nothing is ticked."
        )
        items = [replace(item, ticked=False) for item in items]
    return Proposal(name, tuple(items), tuple(remarks), warning)


def _is_of_another(written: Snapshot, now: Snapshot) -> bool:
    """Whether nothing of what was written is there: records that occur once are everywhere."""
    listed = [t for t in TYPES.values() if not t.single and t is not Assignment]
    ids = {(t, id_) for t in listed for id_ in written.table(t)}
    return bool(ids) and not any(id_ in now.table(t) for t, id_ in ids)
