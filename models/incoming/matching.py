"""Which row of a file is which record, and whom the names in its cells mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.fields import Field
from models.i18n import _, language
from models.incoming.sheets import EMPTY
from models.incoming.tables import Line, TableRead, fold
from models.incoming.written import Written
from models.record import TYPES, Record, new_id
from models.snapshot import Snapshot
from models.text import shorten


@dataclass
class Matched:
    """The rows of a table with the records that they are."""

    table: TableRead
    there: dict[str, Line] = field(default_factory=dict)
    """Rows of known records, by id."""
    new: dict[str, tuple[Line, str]] = field(default_factory=dict)
    """Rows of records to be added, by the ids that they would get, with what is to be said."""
    gone: list[str] = field(default_factory=list)
    """Ids of records that were written and have no row any more, or an emptied one."""


def match(table: TableRead, written: Written, now: Snapshot) -> Matched:
    """Match rows by id; where the id was deleted, by a name that only one record has."""
    base = written.snapshot.table(table.record_type)
    known = {*base, *now.table(table.record_type)}
    result = Matched(table)
    nameless: list[Line] = []
    emptied: set[str] = set()
    for line in table.lines:
        if line.id in known and line.id not in result.there:
            if line.blank and line.id in base and not _looks_blank(base[line.id], table):
                emptied.add(line.id)
            else:
                result.there[line.id] = line
        elif line.blank:
            continue
        elif line.id:
            result.new[new_id()] = line, _about_id(table, line, known, now)
        else:
            nameless.append(line)
    left = [record for id_, record in base.items() if id_ not in result.there]
    _match_names(result, nameless, [record for record in left if record.id not in emptied])
    if table.whole:
        result.gone = [record.id for record in left if record.id not in result.there]
    return result


def _looks_blank(record: Record, table: TableRead) -> bool:
    """Whether a record had nothing in the columns that are there."""
    return all(record.values[name] in (None, "") for name in table.columns)


def _about_id(table: TableRead, line: Line, known: Iterable[str], now: Snapshot) -> str:
    if line.id not in known:
        return _("Its id is not known here, so it is added.")
    original = now.get(table.record_type, line.id)
    if original is None:
        return _("Its row is a copy.")
    return _("Its row is a copy of “{name}”.").format(name=shorten(original.caption))


def _match_names(result: Matched, lines: list[Line], left: list[Record]) -> None:
    name = result.table.record_type.label_field
    called = Counter(fold(record.caption) for record in left)
    written = Counter(fold(line.cells.get(name, EMPTY).value) for line in lines)
    by_name = {fold(record.caption): record.id for record in left}
    for line in lines:
        caption = fold(line.cells.get(name, EMPTY).value)
        if called[caption] == 1 and written[caption] == 1:
            result.there[by_name[caption]] = line
        else:
            several = called[caption] > 1 or (called[caption] and written[caption] > 1)
            note = _("Its id was deleted, and its name is not unique, so it is added.")
            result.new[new_id()] = line, note if several else ""


class Names:
    """Whom a name means: as the file calls records now, as it did when it was written, as the
    workshop calls them; the first of these that knows the name decides.
    """

    def __init__(self, written: Written, now: Snapshot, matched: Iterable[Matched]) -> None:
        self._now = now
        self._written = written.snapshot
        self._added: dict[str, str] = {}
        with language(written.language):
            self._before = {
                record_type: {r.id: r.caption for r in written.snapshot.all(record_type)}
                for record_type in TYPES.values()
            }
        self._levels = [
            self._file(matched),
            {kind: _by_name(captions.items()) for kind, captions in self._before.items()},
            {kind: _by_name((r.id, r.caption) for r in now.all(kind)) for kind in TYPES.values()},
        ]

    def _file(self, matched: Iterable[Matched]) -> dict[type[Record], dict[str, set[str]]]:
        found: dict[type[Record], dict[str, set[str]]] = {}
        for each in matched:
            name = each.table.record_type.label_field
            lines = dict(each.there) | {id_: line for id_, (line, _note) in each.new.items()}
            captions = [
                (id_, str(line.cells[name].value or ""))
                for id_, line in lines.items()
                if name in line.cells
            ]
            found[each.table.record_type] = _by_name(captions)
            self._added |= {id_: caption for id_, caption in captions if id_ in each.new}
        return found

    def written_as(self, field: Field[Any], id_: str) -> str:
        """What the record that a link points to was called in the file when it was written."""
        return self._before[TYPES[field.target]].get(id_, "")

    def caption(self, field: Field[Any], id_: str) -> str:
        """What the record that a link points to is called now, or would be."""
        record_type = TYPES[field.target]
        record = self._now.get(record_type, id_) or self._written.get(record_type, id_)
        return record.caption if record else self._added.get(id_, id_)

    def find(self, field: Field[Any], name: str, before: str) -> str:
        """The id of the record that a link names; "" where nobody is called so.

        `before` is where the link pointed: of several of one name, that one is meant. Raises
        Refusal where several could be.
        """
        record_type = TYPES[field.target]
        for level in self._levels:
            ids = {
                id_
                for id_ in level.get(record_type, {}).get(fold(name), ())
                if id_ in self._added or self._now.get(record_type, id_) is not None
            }
            if before in ids:
                return before
            if len(ids) > 1:
                raise field.refuse(
                    _("there are several called “{name}”.").format(name=shorten(name))
                )
            if ids:
                return ids.pop()
        return ""


def _by_name(captions: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for id_, caption in captions:
        if caption:
            found.setdefault(fold(caption), set()).add(id_)
    return found
