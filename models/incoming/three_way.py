"""Comparing three states of a record: as it was written, as the file has it, as it is now.

What only the file changed is a change. What both changed to different values is a conflict,
and the workshop's value stays unless somebody says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from models import values
from models.display import currency_of, locale_of
from models.errors import Refusal
from models.fields import Field, Kind, Value
from models.i18n import _, ngettext
from models.incoming import cells
from models.incoming.matching import Matched, Names
from models.incoming.proposal import Item, Place, Remark, Sort
from models.incoming.sheets import Cell
from models.incoming.tables import Line, TableRead, fold
from models.incoming.written import Written
from models.raci import column_of, row_of
from models.record import Record
from models.records import Activity, Person, Role
from models.side_by_side import apart
from models.snapshot import Snapshot
from models.text import clean, shorten

_LONGEST = 400
"""Characters of a value that are shown."""
_NAME = 80
"""Characters of a record's name."""


class Pair(NamedTuple):
    """A record as it was written, and as it is now."""

    written: Record
    now: Record


class Spot(NamedTuple):
    """A cell with its place, and the unit that its row says for figures."""

    cell: Cell
    place: Place
    unit: str = ""


class _Found(NamedTuple):
    """What a cell says, where that is not what was written into it."""

    value: Value
    doubt: str = ""
    new_name: str = ""


class Comparison:
    """Compares what a file says with what was written and with what is there now."""

    def __init__(self, written: Written, now: Snapshot, names: Names) -> None:
        self.written = written
        self.now = now
        self.names = names
        self._way = cells.Way(written.language, currency_of(now))

    def table(self, matched: Matched) -> Iterator[Item]:
        """All that is proposed about the records of one sheet."""
        table = matched.table
        for id_, line in matched.there.items():
            base = self.written.snapshot.get(table.record_type, id_)
            now = self.now.get(table.record_type, id_)
            if now is not None:
                yield from self._line(table, line, Pair(base or now, now))
            elif base is not None:
                yield from self._removed_here(table, line, base)
        for id_, (line, note) in matched.new.items():
            yield from self._added(table, line, id_, note)
        for id_ in matched.gone:
            yield from self._gone(table, id_)

    def _line(self, table: TableRead, line: Line, pair: Pair) -> Iterator[Item]:
        beside = line.cells.get(values.UNIT)
        unit = beside.value if beside else pair.now.values.get(values.UNIT)
        for name, cell in line.cells.items():
            spot = Spot(cell, table.place(line, name), str(unit or ""))
            yield from self.field(pair, name, spot)

    def field(self, pair: Pair, name: str, spot: Spot) -> Iterator[Item]:
        """What a cell proposes for one field; nothing where it was not edited."""
        field, now = pair.now.fields[name], pair.now.values[name]
        item = Item(
            Sort.CHANGED,
            spot.place,
            pair.now,
            what=_what(pair.now, field),
            name=name,
            before=self.shown(field, now)[:_LONGEST],
        )
        try:
            found = self._found(field, spot, pair.written.values[name])
        except Refusal as refusal:
            shown = shorten(cells.text_of(spot.cell, self._way.locale), _LONGEST)
            yield _doubtful(replace(item, after=shown, offered=False), refusal.what)
            return
        if found is None or (cells.same(found.value, now) and not found.new_name):
            return
        after = found.new_name or self.shown(field, found.value)
        item = replace(item, value=found.value, after=after, new_name=found.new_name)
        if len(after) > _LONGEST or len(item.before) == _LONGEST:
            before, after = apart(self.shown(field, now), after, _LONGEST)
            item = replace(item, before=before, after=after)
        if not cells.same(pair.written.values[name], now):
            was = shorten(self.shown(field, pair.written.values[name]), _NAME)
            yield conflict(item, was, found.doubt)
        else:
            yield _doubtful(item, found.doubt) if found.doubt else item

    def _found(self, field: Field[Any], spot: Spot, written: Value) -> _Found | None:
        """What a cell says; None where that is what was written into it."""
        try:
            value, doubt = cells.understand(field, spot.cell, self._way._replace(unit=spot.unit))
        except Refusal:
            if str(spot.cell.value) == str(written):
                return None  # a value from another version, which no longer fits
            raise
        if field.kind is Kind.LINK:
            return self._linked(field, str(value), str(written))
        if cells.same(value, written) or cells.was_cut(written, value):
            return None
        return _Found(value, doubt)

    def _linked(self, field: Field[Any], name: str, written: str) -> _Found | None:
        before = self.names.written_as(field, written) if written else ""
        if clean(before, lines=False).casefold() == name.casefold():
            return None
        id_ = self.names.find(field, name, written) if name else ""
        if id_ or not name:
            return _Found(id_) if id_ != written else None
        if field.target != Person.type_name:
            raise field.refuse(_("nothing is called “{name}”.").format(name=shorten(name)))
        offer = _("Nobody is called “{name}” yet; tick it to add the person.")
        return _Found("", offer.format(name=shorten(name)), name)

    def _added(self, table: TableRead, line: Line, id_: str, note: str) -> Iterator[Item]:
        """A new record, with an item of its own for each cell that is doubtful."""
        record_type = table.record_type
        nothing = record_type(id_, 0.0, {k: f.empty for k, f in record_type.fields.items()})
        found = list(self._line(table, line, Pair(nothing, nothing)))
        given = {item.name: item.value for item in found if item.sort is Sort.CHANGED}
        record = record_type(id_, 0.0, {**record_type.new().values, **given})
        if any(cell.formula for cell in line.cells.values()):
            note = f"{note} {_('Some of its cells are calculated: is it a total?')}".lstrip()
        again = self._there_already(record)
        if again:
            note = f"{note} {_('The workshop has one of this name.')}".lstrip()
        yield Item(
            Sort.ADDED,
            table.row(line),
            record,
            what=shorten(record.caption, _NAME),
            after=self._summary(record, given),
            note=note,
            ticked=not again and not any(cell.formula for cell in line.cells.values()),
        )
        for item in found:
            if item.sort is Sort.DOUBTFUL:
                yield replace(item, record=record, what=_what(record, record.fields[item.name]))

    def _there_already(self, record: Record) -> bool:
        """Whether one of this name is there: a copied row, or one that was taken over before."""
        name = record.values[record.label_field]
        return name not in ("", None) and any(
            fold(other.values[record.label_field]) == fold(name)
            for other in self.now.all(type(record))
        )

    def _removed_here(self, table: TableRead, line: Line, base: Record) -> Iterator[Item]:
        """A record that is no longer in the workshop, but was edited in the file."""
        found = self._line(table, line, Pair(base, base))
        changed = {item.name: item.value for item in found if item.sort is Sort.CHANGED}
        if changed:
            record = base.replace(None, **changed)
            yield Item(
                Sort.CONFLICT,
                table.row(line),
                record,
                what=shorten(record.caption, _NAME),
                after=self._summary(record, changed),
                note=_("It was removed here since, but edited there; tick it to bring it back."),
                ticked=False,
            )

    def _gone(self, table: TableRead, id_: str) -> Iterator[Item]:
        """A record whose row was taken out."""
        base = self.written.snapshot.get(table.record_type, id_)
        now = self.now.get(table.record_type, id_)
        if base is None or now is None:
            return
        edited = any(not cells.same(base.values[n], now.values[n]) for n in table.columns)
        notes = [_("It was edited here since.")] if edited else []
        if letters := self._letters(now):
            text = ngettext(
                "{n} cell of the matrix goes with it.",
                "{n} cells of the matrix go with it.",
                letters,
            )
            notes.append(text.format(n=letters))
        yield Item(
            Sort.REMOVED,
            Place(table.title),
            now,
            what=shorten(now.caption, _NAME),
            before=self._summary(now, now.values),
            note=" ".join(notes),
            ticked=not edited,
        )

    def _letters(self, record: Record) -> int:
        if isinstance(record, Activity):
            return len(row_of(self.now, record))
        return len(column_of(self.now, record)) if isinstance(record, Role) else 0

    def shown(self, field: Field[Any], value: Value) -> str:
        """A value as it is read here."""
        if field.kind is Kind.LINK:
            return self.names.caption(field, str(value)) if value else ""
        return values.display(field, value, locale_of(self.now), currency_of(self.now))

    def _summary(self, record: Record, names: Collection[str]) -> str:
        """Some filled fields of a record, but its name: "Kind: Time · Adoption: 70 %"."""
        parts = []
        for name, field in record.fields.items():
            value = record.values[name]
            seen = name in names and not (field.private or field.technical)
            if seen and name != record.label_field and value != field.empty:
                parts.append(f"{field.label}: {shorten(self.shown(field, value), 60)}")
        return " · ".join(parts)


def _doubtful(item: Item, doubt: str) -> Item:
    return replace(item, sort=Sort.DOUBTFUL, note=doubt, ticked=False)


def conflict(item: Item, was: str, doubt: str = "") -> Item:
    """The same, where the value was changed here as well; `was` is what was written."""
    note = _("Changed here since as well; it was {value}.").format(value=was or _("empty"))
    return replace(item, sort=Sort.CONFLICT, note=f"{note} {doubt}".rstrip(), ticked=False)


def _what(record: Record, field: Field[Any]) -> str:
    return field.label if record.single else f"{shorten(record.caption, _NAME)}: {field.label}"


def written_by_program(title: str, items: list[Item]) -> Remark:
    """That a list was edited which only the program writes."""
    where = dict.fromkeys(item.place.cell for item in items if item.place.cell)
    text = _("This list is written by Groundwork; what was changed in it was left out.")
    return Remark(Place(title, ", ".join(list(where)[:5])), text)
