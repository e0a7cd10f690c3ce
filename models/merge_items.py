"""What a copy would change, from three states: the common one, the workshop's, and the copy's.

What only the copy changed is a change. What both changed to different values is a conflict, and
so is what one removed and the other worked on: the workshop stays as it is there unless somebody
says otherwise. A record that belongs to another one (a letter to its activity and role) comes and
goes with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from models.fields import Field, Value
from models.freezing import frozen
from models.i18n import _
from models.incoming.proposal import Item, Place, Remark, Sort
from models.incoming.three_way import conflict
from models.letter_changes import Letters
from models.raci import grid, show_letters
from models.record import TYPES, Record
from models.records import Activity, Amendment, Assignment, Look, Role, Version
from models.side_by_side import NOTHING, pair, shown
from models.snapshot import Snapshot, Table
from models.steps import STEPS
from models.text import shorten

ORDER = "position"
"""The `name` of an item that is about the order of the rows."""

_NAME = 80
_LONGEST = 400
_PART = 60
"""Characters that are shown: of a name, of a value, of a value within a list of them."""
_FIRST = 8
"""Rows that are named to show an order."""

Key = tuple[str, str]
"""A record: the name of its type, and its id."""


class Comparison:
    """The three states of a workshop."""

    def __init__(self, base: Snapshot, ours: Snapshot, theirs: Snapshot) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self._used_here = _used(base, ours)
        self._used_there = _used(base, theirs)

    def items(self) -> Iterator[Item]:
        """Everything that is proposed, in the order of the steps."""
        for record_type in _types():
            if record_type in (Version, Look) or not self._touched(record_type):
                continue
            if record_type is Assignment:
                yield from self._letters()
            elif record_type.single:
                yield from self._fields(*(s.one(record_type) for s in self._states))
            elif record_type is not Amendment or not frozen(self.ours):
                yield from self._rows(record_type)
                yield from self._order(record_type)

    def remarks(self) -> Iterator[Remark]:
        """What of the copy is not taken over, whatever is ticked."""
        versions = self.theirs.table(Version)
        for version in versions.ordered:
            if version.id not in self.base.table(Version):
                text = _("“{name}” was sealed in the copy and stays with it.")
                yield Remark(
                    Place(Version.plural()), text.format(name=shorten(version.caption, _NAME))
                )
        if self._differs(Look):
            text = _("What was chosen in the copy stays with it.")
            yield Remark(Place(Look.label()), text)
        if frozen(self.ours):
            yield from self._amendments()

    def _amendments(self) -> Iterator[Remark]:
        """Reasons that were given in the copy: here they are given when it is taken over."""
        for amendment in self.theirs.all(Amendment):
            if amendment.id not in self.base.table(Amendment):
                text = _("{what}. The reason given there: {reason}")
                told = text.format(what=shorten(amendment.what, 200), reason=amendment.reason)
                yield Remark(Place(Amendment.plural()), told)

    @property
    def _states(self) -> tuple[Snapshot, Snapshot, Snapshot]:
        return self.base, self.ours, self.theirs

    def _touched(self, record_type: type[Record]) -> bool:
        """Whether the copy says anything about a type: by its records, or by links to them."""
        used = any(name == record_type.type_name for name, _id in self._used_there)
        return used or self._differs(record_type)

    def _differs(self, record_type: type[Record]) -> bool:
        return dict(self.base.table(record_type)) != dict(self.theirs.table(record_type))

    def _rows(self, record_type: type[Record]) -> Iterator[Item]:
        base, ours, theirs = (s.table(record_type) for s in self._states)
        blank = record_type.new()
        for there in theirs.ordered:
            here, was = ours.get(there.id), base.get(there.id)
            if here is not None:
                yield from self._fields(was or blank, here, there)
            elif was is None:
                yield from self._added(there)
            else:
                yield from self._removed_here(was, there)
        for was in base.ordered:
            here = ours.get(was.id)
            if here is not None and was.id not in theirs:
                yield from self._removed_there(was, here)

    def _fields(self, was: Record, here: Record, there: Record) -> Iterator[Item]:
        if there.values == was.values:
            return
        for field in here.fields.values():
            then, ours, theirs = (r.values[field.name] for r in (was, here, there))
            if theirs in (then, ours) or self._went(self.theirs, field, then, theirs):
                continue
            before, after = self._sides(here, there, field)
            item = Item(
                Sort.CHANGED,
                _place(type(here)),
                here,
                what=_what(here, field),
                name=field.name,
                value=theirs,
                before=before,
                after=after,
            )
            if ours != then and not self._went(self.ours, field, then, ours):
                yield conflict(item, _filled(shorten(shown(self.base, was, field), _NAME)))
            elif lost := self._lost(field, theirs):
                note = _("“{name}” was removed here: bring it back as well.")
                note = note.format(name=shorten(lost.caption, _NAME))
                yield replace(item, sort=Sort.CONFLICT, note=note, ticked=False)
            else:
                yield item

    def _sides(self, here: Record, there: Record, field: Field[Any]) -> tuple[str, str]:
        """Both values; where they read alike, the second says what differs."""
        one, other = pair(self.ours, here, self.theirs, there, field, most=_LONGEST)
        one = one or shorten(shown(self.ours, here, field), _LONGEST)
        return _filled(one), _filled(other)

    def _went(self, side: Snapshot, field: Field[Any], then: Value, value: Value) -> bool:
        """Whether a link is empty on a side because what it pointed to was removed there."""
        if not field.target or value or not then:
            return False
        return str(then) not in side.table(TYPES[field.target])

    def _lost(self, field: Field[Any], value: Value) -> Record | None:
        """What a link of the copy points to, where that was removed here."""
        if not field.target or not value:
            return None
        target, id_ = TYPES[field.target], str(value)
        known = id_ in self.base.table(target) and id_ not in self.ours.table(target)
        return self.theirs.get(target, id_) if known else None

    def _belongs_to_none(self, record: Record, side: Snapshot) -> bool:
        """Whether what a record belongs to is not there on a side."""
        links = [link for link in record.links() if link.owned and record.values[link.name]]
        return any(side.linked(link, record) is None for link in links)

    def _added(self, there: Record) -> Iterator[Item]:
        if self._belongs_to_none(there, self.ours):
            return  # comes with what it belongs to
        lost = [self._lost(link, there.values[link.name]) for link in there.links()]
        names = ", ".join(f"“{shorten(r.caption, _NAME)}”" for r in lost if r is not None)
        notes = []
        if names:
            text = _(
                "It points to {names}, removed here: left out, unless that comes back as well."
            )
            notes.append(text.format(names=names))
        if there.caption.casefold() in self._names_here(type(there)):
            notes.append(_("One of that name is here already: there will be two."))
        yield Item(
            Sort.ADDED,
            _place(type(there)),
            there,
            what=shorten(there.caption, _NAME),
            after=self._summary(self.theirs, there),
            note=" ".join(notes),
        )

    def _names_here(self, record_type: type[Record]) -> frozenset[str]:
        return self.ours.table(record_type).once(_names)

    def _removed_here(self, was: Record, there: Record) -> Iterator[Item]:
        used = self._used_there[_key(was)]
        if (there.values == was.values and not used) or self._belongs_to_none(there, self.ours):
            return
        note = _("It was removed here since, but edited there; tick it to bring it back.")
        if there.values == was.values:
            note = _("It was removed here since, but is used there; tick it to bring it back.")
        yield Item(
            Sort.CONFLICT,
            _place(type(there)),
            there,
            what=shorten(there.caption, _NAME),
            before=_("removed"),
            after=self._summary(self.theirs, there) or shorten(there.caption, _NAME),
            note=note,
            ticked=False,
        )

    def _removed_there(self, was: Record, here: Record) -> Iterator[Item]:
        if self._belongs_to_none(here, self.theirs):
            return  # goes with what it belongs to
        edited = here.values != was.values or self._used_here[_key(was)] > 0
        notes = [_("It was edited here since; tick it to remove it all the same.")] * edited
        if goes := self._goes_with(here):
            notes.append(goes)
        yield Item(
            Sort.CONFLICT if edited else Sort.REMOVED,
            _place(type(here)),
            here,
            what=shorten(here.caption, _NAME),
            before=self._summary(self.ours, here) or shorten(here.caption, _NAME),
            after=_("removed"),
            note=" ".join(notes),
            ticked=not edited,
        )

    def _goes_with(self, here: Record) -> str:
        """What removing a record takes along here, and what points to it, in words."""
        owned: Counter[type[Record]] = Counter()
        linked: Counter[type[Record]] = Counter()
        for record_type in TYPES.values():
            for link in record_type.links():
                if link.target == here.type_name:
                    count = len(self.ours.grouped(link).get(here.id, ()))
                    (owned if link.owned else linked)[record_type] += count
        goes, points = _counted(owned), _counted(linked)
        parts = [_("With it goes: {what}.").format(what=goes)] if goes else []
        if points:
            parts.append(_("Links to it that become empty: {what}.").format(what=points))
        return " ".join(parts)

    def _letters(self) -> Iterator[Item]:
        """Letters of activities and roles that are there now; others come and go with those."""
        grids = [grid(side) for side in self._states]
        rows = [row.id for row in self.theirs.all(Activity) if row.id in self.ours.table(Activity)]
        roles = [role.id for role in self.theirs.all(Role) if role.id in self.ours.table(Role)]
        for row in rows:
            lines = [each.rows.get(row, {}) for each in grids]
            if lines[0] != lines[2]:
                for role in roles:
                    then, here, there = (line.get(role, "") for line in lines)
                    if there not in (then, here):
                        yield self._cell(row, role, (then, here, there))

    def _cell(self, row: str, role: str, letters: tuple[str, str, str]) -> Item:
        then, here, there = letters
        names = (self.theirs.get(Activity, row), self.theirs.get(Role, role))
        item = Item(
            Sort.CHANGED,
            _place(Assignment),
            Assignment.new(activity=row, role=role, letters=there),
            what=": ".join(shorten(each.caption, _NAME // 2) for each in names if each),
            name=Assignment.letters.name,
            value=there,
            before=show_letters(here),
            after=show_letters(there),
        )
        return item if here == then else conflict(item, show_letters(then))

    def _order(self, record_type: type[Record]) -> Iterator[Item]:
        """One item where the copy has the rows that all know in another order."""
        tables = [side.table(record_type) for side in self._states]
        known = set.intersection(*(set(table) for table in tables))
        then, here, there = ([id_ for id_ in table if id_ in known] for table in tables)
        if there in (then, here):
            return
        item = Item(
            Sort.CHANGED,
            _place(record_type),
            record_type.new(),
            what=_("Order of the rows"),
            name=ORDER,
            before=_in_order(self.ours, record_type, here),
            after=_in_order(self.theirs, record_type, there),
        )
        first = shorten(_in_order(self.base, record_type, then), _NAME)
        yield item if here == then else conflict(item, first)

    def _summary(self, side: Snapshot, record: Record) -> str:
        """The filled fields of a record, but its name: "Kind: Time · Adoption: 70 %"."""
        parts = []
        for name, field in record.fields.items():
            value = record.values[name]
            if name != record.label_field and not field.technical and value != field.empty:
                text = shorten(shown(side, record, field), _PART)
                parts.append(f"{field.label}: {text}")
        if isinstance(record, Activity):
            letters = Letters(side, side).of(record, added=True)
            parts += [letters] if letters else []
        return " · ".join(parts)[:_LONGEST]


def _types() -> Sequence[type[Record]]:
    """The record types in the order in which they are worked on."""
    listed = [section.record_type for step in STEPS for section in step.sections]
    return list(dict.fromkeys([*listed, *TYPES.values()]))


def _place(record_type: type[Record]) -> Place:
    if record_type is Assignment:
        return Place(_("Matrix"))
    return Place(record_type.label() if record_type.single else record_type.plural())


def _what(record: Record, field: Field[Any]) -> str:
    return field.label if record.single else f"{shorten(record.caption, _NAME)}: {field.label}"


def _filled(shown_text: str) -> str:
    return "" if shown_text == NOTHING else shown_text


def _in_order(side: Snapshot, record_type: type[Record], ids: Sequence[str]) -> str:
    table = side.table(record_type)
    names = [shorten(table[id_].caption, _PART // 2) for id_ in ids[:_FIRST]]
    return " · ".join([*names, "…"] if len(ids) > _FIRST else names)


def _counted(types: Counter[type[Record]]) -> str:
    """ "5 assignments, 1 risk"."""
    return ", ".join(f"{n} {record_type.noun(n)}" for record_type, n in types.items() if n)


def _key(record: Record) -> Key:
    return record.type_name, record.id


def _names(table: Table) -> frozenset[str]:
    return frozenset(record.caption.casefold() for record in table.unordered)


def _used(before: Snapshot, after: Snapshot) -> Counter[Key]:
    """How often something new points to a record: a link, or what was done to what it owns."""
    found: Counter[Key] = Counter()
    for record_type in TYPES.values():
        links = record_type.links()
        old, new = before.table(record_type), after.table(record_type)
        if not links or old is new:
            continue
        for record in new.unordered:
            was = old.get(record.id)
            if was is None or was.values != record.values:
                found.update(_pointed(links, record, was))
        for was in old.unordered:
            owners = [link for link in links if link.owned]
            if was.id not in new and all(after.linked(link, was) for link in owners):
                found.update(_pointed(owners, was, None))
    return found


def _pointed(links: Sequence[Field[Any]], record: Record, was: Record | None) -> Iterator[Key]:
    for link in links:
        value = record.values[link.name]
        if value and (link.owned or was is None or was.values[link.name] != value):
            yield link.target, str(value)
