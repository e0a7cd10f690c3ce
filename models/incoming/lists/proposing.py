"""The rows of lists as a proposal: records that are new, and what others would get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.display import currency_of, locale_of, text_of
from models.fields import Field, Kind, Value
from models.i18n import _, ngettext
from models.incoming.cells import Way
from models.incoming.lists.cells import Said, Scale, is_level, read_cell, scale_of
from models.incoming.lists.columns import ListTable
from models.incoming.lists.costs import Figures, Row, figures_of
from models.incoming.lists.lines import Line, Role, filled_columns, lines
from models.incoming.lists.people import People
from models.incoming.lists.totals import Sums
from models.incoming.lists.words import label_of
from models.incoming.proposal import Item, Place, Proposal, Remark, Sort
from models.incoming.sheets import letters_of
from models.incoming.source import Source, as_text
from models.incoming.tables import fold
from models.record import TYPES, Record
from models.records import CostLine, Kpi, Person, Requirement
from models.snapshot import Snapshot
from models.text import clean, shorten

_HOMES = {CostLine: "basis", Kpi: "remark"}
"""The field of a record that keeps what has no field of its own."""
_GROUPS = {Requirement: ("area", "source"), CostLine: ("category", "basis"), Kpi: ("remark",)}
"""Where a heading goes: into the choice that it names, else as text; else it is only said."""
_MOST_TOLD = 12
"""Rows beside the list that are named; more are counted."""


def propose(source: Source, tables: Sequence[ListTable], now: Snapshot) -> Proposal:
    """What the workshop would get from lists of one sort of record."""
    making = _Making(source.name, now)
    for table in tables:
        making.table(table)
    said = [Remark(Place(source.name), text) for text in [*source.said, *source.about_hidden()]]
    warning = " ".join(making.warnings())
    left_out = (*making.remarks, *said)
    return Proposal(source.name, tuple(making.items), left_out, warning, tuple(making.understood))


class _Making:
    """The items for one list after the other."""

    def __init__(self, name: str, now: Snapshot) -> None:
        self.items: list[Item] = []
        self.remarks: list[Remark] = []
        self.understood: list[str] = []
        self._name = name
        self._now = now
        self._way = Way(locale_of(now), currency_of(now))
        self._people = People(now)
        self._sums = Sums(now)
        self._seen: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._by_name: dict[type[Record], dict[str, list[Record]]] = {}
        self._disagree: list[str] = []
        self._scale_notes: list[str] = []

    def table(self, table: ListTable) -> None:
        """Add what one list says."""
        found = lines(table)
        scales = dict(self._scales(table, found))
        self.understood += _told(table)
        sums_up = self._sums.summaries(table, found) if table.record_type is CostLine else {}
        others = [line for line in found if line.role is Role.OTHER and line.name]
        for line in found:
            self._line(table, line, scales, sums_up)
        for line in others[:_MOST_TOLD]:
            text = _("“{text}” stands beside the list.").format(text=shorten(line.name, 60))
            self.remarks.append(Remark(_row(table, line), text))
        if len(others) > _MOST_TOLD:
            more = _("{n} more rows stand beside the list.").format(n=len(others) - _MOST_TOLD)
            self.remarks.append(Remark(Place(table.page.title), more))
        self.remarks += _about_columns(table)

    def warnings(self) -> Iterator[str]:
        """What should be known before anything is taken over."""
        yield from self._scale_notes
        hidden, headings = self._counts.get("hidden", 0), self._counts.get("headings", 0)
        if hidden:
            text = ngettext(
                "{n} row is hidden in the file, and not ticked.",
                "{n} rows are hidden in the file, and not ticked.",
                hidden,
            )
            yield text.format(n=hidden)
        if headings:
            text = ngettext(
                "{n} row was read as a heading, and is not ticked.",
                "{n} rows were read as headings, and are not ticked.",
                headings,
            )
            yield text.format(n=headings)
        yield from self._disagree[:3]

    def _scales(self, table: ListTable, found: Sequence[Line]) -> Iterator[tuple[str, Scale]]:
        for name, field in table.record_type.fields.items():
            if is_level(field) and name in table.names:
                items = [line for line in found if line.role is Role.ITEM]
                scale = scale_of([as_text(line.cells.get(name)) for line in items])
                if scale is not None:
                    self._scale_notes.append(_about_scale(field, scale))
                    yield name, scale

    def _line(
        self,
        table: ListTable,
        line: Line,
        scales: Mapping[str, Scale],
        sums_up: Mapping[int, str],
    ) -> None:
        if line.role is Role.OTHER:
            return
        disagreement = sums_up.get(line.number, "")
        wrong = self._sums.see(table, line) if table.record_type is CostLine else ""
        if line.role is Role.TOTAL:
            said = wrong or _("“{name}” adds up others.").format(name=shorten(line.name, 60))
            self.remarks.append(Remark(_row(table, line), said))
        else:
            self._record(table, line, scales, disagreement)
        if wrong or disagreement:
            self._disagree.append(f"{_row(table, line)}: {wrong or disagreement}")

    def _record(
        self, table: ListTable, line: Line, scales: Mapping[str, Scale], disagreement: str
    ) -> None:
        values, beside, doubts = self._values(table, line, scales)
        record_type = table.record_type
        values[record_type.label_field] = clean(line.name, lines=False)
        home = _HOMES.get(record_type)
        if home and beside:
            before = str(values.get(home) or "")
            values[home] = clean("\n".join([*filter(None, [before]), *dict.fromkeys(beside)]))
        reference = fold(values.get("reference", ""))
        known = self._known(record_type, line.name, reference)
        why = self._why_not(table, line, disagreement)
        twice = self._seen.setdefault((fold(line.name), reference), str(_row(table, line)))
        if twice != str(_row(table, line)):
            why = why or _("It is there twice: first in {place}.").format(place=twice)
        doubts = [why, *doubts] if why else doubts
        if known is None:
            self._add(table, line, values, doubts, ticked=not why)
        else:
            self._change(table, line, known, values, doubts)

    def _why_not(self, table: ListTable, line: Line, disagreement: str) -> str:
        """Why a row is not ticked at first; usually nothing."""
        heading = line.role in (Role.HEADING, Role.UNMARKED)
        self._counts["hidden"] = self._counts.get("hidden", 0) + line.hidden
        self._counts["headings"] = self._counts.get("headings", 0) + heading
        if heading:
            return _("It was read as a heading.")
        if line.role is Role.BELOW_TOTAL:
            return _("It stands directly below a total, and may be one.")
        return disagreement or (_("Its row is hidden in the file.") if line.hidden else "")

    def _known(self, record_type: type[Record], name: str, reference: str) -> Record | None:
        """The record that a row is about: by its reference, by its name."""
        if record_type not in self._by_name:
            named = self._by_name.setdefault(record_type, {})
            for record in self._now.all(record_type):
                named.setdefault(fold(record.caption), []).append(record)
        for record in self._by_name[record_type].get(fold(name), ()):
            theirs = fold(record.values.get("reference", ""))
            if theirs == reference or not (reference and theirs):
                return record
        return None

    def _values(
        self, table: ListTable, line: Line, scales: Mapping[str, Scale]
    ) -> tuple[dict[str, Value], list[str], list[str]]:
        """The values of a row by field, lines of what has no field, and doubts."""
        record_type = table.record_type
        values: dict[str, Value] = {}
        beside = [line.extra] if line.extra and record_type in _HOMES else []
        doubts: list[str] = []
        figures = self._figures(table, line)
        for name, cell in line.cells.items():
            field = record_type.fields.get(name)
            if field is None or name == record_type.label_field or field.kind is Kind.MONEY:
                continue
            if field.kind is Kind.LINK:
                said = self._link(field, as_text(cell), _row(table, line))
            else:
                said = read_cell(field, cell, self._way, scales.get(name))
            values[name] = said.value
            head = table.names[name].head or field.label
            beside += [f"{head}: {said.rest}"] if said.rest else []
            doubts += [f"{head}: {said.doubt}"] if said.doubt else []
        values |= figures.values
        self._group(record_type, line, values, beside)
        return values, [*beside, *figures.beside], [*doubts, *figures.doubts]

    def _figures(self, table: ListTable, line: Line) -> Figures:
        if table.record_type is not CostLine:
            return Figures()
        heads = {name: column.head for name, column in table.names.items()}
        return figures_of(Row(f"{line.name} {line.extra}", line.cells, heads), self._way)

    def _group(
        self, record_type: type[Record], line: Line, values: dict[str, Value], beside: list[str]
    ) -> None:
        """Put the heading above a row where the record has room for it."""
        for name in _GROUPS.get(record_type, ()) if line.group else ():
            field = record_type.fields[name]
            if name == _HOMES.get(record_type):
                beside.insert(0, _under(line))
                return
            if values.get(name):
                continue
            if field.kind is Kind.CHOICE:
                found = _choice_named(field, line.group)
                if found:
                    values[name] = found
                    return
            else:
                values[name] = clean(line.group, lines=field.kind is Kind.TEXT)

    def _link(self, field: Field[Any], text: str, place: Place) -> Said:
        if field.target == Person.type_name:
            found = self._people.find(text, place)
            shown = shorten(text)
            doubt = _("“{text}” is not one person.").format(text=shown) if found is None else ""
            return Said(found or "", "" if found else text, doubt)
        record = self._now.find(TYPES[field.target], text)
        if record is not None:
            return Said(record.id)
        return Said("", text, _("there is no “{text}” here.").format(text=shorten(text)))

    def _add(
        self,
        table: ListTable,
        line: Line,
        values: Mapping[str, Value],
        doubts: Sequence[str],
        *,
        ticked: bool,
    ) -> None:
        record_type = table.record_type
        given = {name: value for name, value in values.items() if value not in (None, "")}
        record = record_type.new(**given)
        if ticked:
            self.items += self._people.added()
        self.items.append(
            Item(
                Sort.DOUBTFUL if doubts and ticked else Sort.ADDED,
                _row(table, line),
                record,
                what=f"{record_type.label()}: {shorten(record.caption, 80)}",
                after=self._shown(record),
                note=" ".join(doubts) or (_under(line) if record_type not in _GROUPS else ""),
                ticked=ticked,
            )
        )

    def _shown(self, record: Record) -> str:
        """The values of a new record in one line."""
        parts = []
        for name, field in type(record).fields.items():
            if name == record.label_field or record.values[name] in (None, ""):
                continue
            if field.kind is Kind.LINK or record.values[name] == field.default:
                continue
            parts.append(f"{field.label}: {shorten(text_of(self._now, record, field), 60)}")
        return "; ".join(parts)

    def _change(
        self,
        table: ListTable,
        line: Line,
        known: Record,
        values: Mapping[str, Value],
        doubts: Sequence[str],
    ) -> None:
        """What a row says otherwise about a record that is there: it fills what is empty."""
        for name, value in values.items():
            field = type(known).fields[name]
            before = known.values[name]
            if value in (None, "") or value == before or name == known.label_field:
                continue
            if isinstance(before, str) and isinstance(value, str) and fold(before) == fold(value):
                continue
            empty = before in (None, "")
            self.items += self._people.added() if empty else ()
            column = table.names.get(name)
            cell = f"{letters_of(column.first)}{line.number}" if column else ""
            self.items.append(
                Item(
                    Sort.CHANGED if empty else Sort.CONFLICT,
                    Place(table.page.title, cell) if cell else _row(table, line),
                    known,
                    what=f"{shorten(known.caption, 80)}: {field.label}",
                    name=name,
                    value=value,
                    before=text_of(self._now, known, field),
                    after=self._as_text(known, field, value),
                    note=" ".join(doubts),
                    ticked=empty,
                )
            )

    def _as_text(self, known: Record, field: Field[Any], value: Value) -> str:
        if field.kind is Kind.LINK:
            found = self._now.get(TYPES[field.target], str(value))
            new = (i.record for i in self.items if i.record.id == value)
            return found.caption if found else next((r.caption for r in new), "")
        return text_of(self._now, known.replace(known.position, **{field.name: value}), field)


def _row(table: ListTable, line: Line) -> Place:
    return Place(table.page.title, _("row {n}").format(n=line.number))


def _under(line: Line) -> str:
    return _("Under “{group}”.").format(group=shorten(line.group, 60)) if line.group else ""


def _choice_named(field: Field[Any], text: str) -> str:
    """The choice that a heading names in full; "" where it is none."""
    return next((c.value for c in field.choices if fold(_(c.text)) == fold(text)), "")


def _told(table: ListTable) -> Iterator[str]:
    """How a list was read: where its heads are, and which column is what."""
    row = _("{page}: heads in row {n}.").format(page=table.page.title, n=table.last)
    columns = [
        f"{letters_of(c.first)} “{shorten(c.head, 30)}” → {label_of(table.record_type, c.name)}"
        for c in table.columns
        if c.name
    ]
    yield f"{row} {'; '.join(columns)}."
    for column in table.columns:
        if column.guessed:
            text = _("{column} was read as “{field}” because of what stands in it.")
            label = label_of(table.record_type, column.name)
            yield text.format(column=letters_of(column.first), field=label)


def _about_scale(field: Field[Any], scale: Scale) -> str:
    levels = [f"{n} = {field.text_of(scale.level(n))}" for n in range(1, scale.top + 1)]
    text = _("“{field}” has figures from 1 to {top}: {levels}.")
    return text.format(field=field.label, top=scale.top, levels=", ".join(levels))


def _about_columns(table: ListTable) -> Iterator[Remark]:
    """A sentence on the columns that are filled and have no field."""
    others = [column for column in filled_columns(table) if column.head]
    nameless = [column for column in filled_columns(table) if not column.head]
    if others:
        heads = ", ".join(f"“{shorten(column.head, 40)}”" for column in others)
        text = ngettext(
            "The column {heads} has no field here.", "The columns {heads} have no field here.",
            len(others),
        )  # fmt: skip
        yield Remark(Place(table.page.title), text.format(heads=heads))
    if nameless:
        where = ", ".join(letters_of(column.first) for column in nameless)
        text = _("What stands in columns without a head was not read: {columns}.")
        yield Remark(Place(table.page.title), text.format(columns=where))
