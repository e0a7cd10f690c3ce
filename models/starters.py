"""Adding rows of templates to a workshop: everything it begins with, or what is chosen later.

`models.shelf` finds templates, `models.starter_files` reads them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from models.actions import place
from models.errors import Refusal
from models.fields import Value
from models.history import Changes
from models.i18n import _
from models.raci import row_of
from models.record import TYPES, Record
from models.records import Activity, AgendaBlock, Assignment, Role, WorkshopInfo
from models.shelf import ENGLISH, folder_of, named
from models.snapshot import Snapshot
from models.starter_files import GENERAL, KIND, PACK, SECTOR, TEMPLATE, read_day, read_starter
from models.starter_sets import Row, Sector, StarterSet, WorkshopTemplate
from models.step import Step
from models.workshop import Workshop

Chosen = Mapping[type[Record], Collection[int]]
"""Rows of a starter set, by their indices in `starter.rows[record_type]`."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new workshop begins with; each part may be missing."""

    template: WorkshopTemplate | None = None
    kind: StarterSet | None = None
    sector: Sector | None = None
    packs: tuple[StarterSet, ...] = ()

    @property
    def sets(self) -> tuple[StarterSet, ...]:
        """All its starter sets, in the order in which they are added.

        A day has one agenda: one that comes with the kind of pilot is there in place of the
        template's.
        """
        day = self.template.sets if self.template else ()
        if self.kind and AgendaBlock in self.kind.rows:
            day = tuple(map(_without_agenda, day))
        return (*day, *filter(None, (self.kind, self.sector, *self.packs)))

    @property
    def titles(self) -> list[str]:
        """What its parts are called."""
        parts = (self.template, self.kind, self.sector, *self.packs)
        return [part.title for part in parts if part is not None]


def _without_agenda(starter: StarterSet) -> StarterSet:
    rows = {kind: rows for kind, rows in starter.rows.items() if kind is not AgendaBlock}
    return replace(starter, rows=rows)


def beginning(
    template: str | None = None,
    kind: str | None = None,
    sector: str | None = None,
    packs: Iterable[str] = (),
    language: str = ENGLISH,
) -> Beginning:
    """What the given names mean, see `models.shelf.named`. Raises Refusal."""
    ours = folder_of(language)

    def file(prefix: str, name: str) -> Path:
        return named(prefix, name, language)

    return Beginning(
        None if template is None else read_day(file(TEMPLATE, template), ours),
        None if kind is None else read_starter(file(KIND, kind), ours),
        None if sector is None else _sector(file(SECTOR, sector), ours),
        tuple(read_starter(file(PACK, pack), ours) for pack in packs),
    )


def _sector(path: Path, also: Path) -> Sector:
    found = read_starter(path, also)
    if not isinstance(found, Sector):
        raise Refusal(_("“{name}” does not describe a sector.").format(name=path.name))
    return found


def new_rows(
    snapshot: Snapshot,
    starter: StarterSet,
    record_type: type[Record],
    chosen: Collection[int] | None = None,
) -> list[Row]:
    """The rows of one type that are not in the workshop yet, by name, in the set's order.

    `chosen` are indices into `starter.rows[record_type]`; None means all. Letters are new
    where activity and role are there and the room has said nothing yet about the activity.
    """
    rows = [
        row
        for index, row in enumerate(starter.rows.get(record_type, ()))
        if chosen is None or index in chosen
    ]
    if record_type is Assignment:
        return [row for row in rows if _unsaid(snapshot, row)]
    name = record_type.label_field
    there = {_folded(record.values[name]) for record in snapshot.all(record_type)}
    return [row for row in rows if _folded(row[name]) not in there]


def add_starter(workshop: Workshop, starter: StarterSet, chosen: Chosen) -> Changes:
    """Add the chosen rows that are new behind those that are there, as one step.

    Activities bring the letters that the set suggests for them. Returns empty changes where
    nothing is new. Raises ReadOnly.
    """
    with workshop.step(_name(workshop.snapshot, starter, chosen)) as step:
        _add(step, [(starter, _with_letters(starter, chosen))])
    return step.changes


def begin(workshop: Workshop, beginning: Beginning, /, **info: Value) -> Changes:
    """Add everything that a beginning names and that is not there yet, as one step.

    `info` is what is known about the workshop as a whole. A sector with rules of its own is
    noted, unless the workshop has one. Returns empty changes where nothing is new. Raises ReadOnly.
    """
    name = _("Make the workshop")
    if beginning.titles:
        name = _("Start from template {title}").format(title=", ".join(beginning.titles))
    sector = beginning.sector
    if sector and sector.id != GENERAL and not workshop.snapshot.one(WorkshopInfo).sector:
        info = {"sector": sector.title, **info}
    with workshop.step(name) as step:
        if info:
            step.set_one(WorkshopInfo, **info)
        _add(step, [(starter, None) for starter in beginning.sets])
    return step.changes


def _name(snapshot: Snapshot, starter: StarterSet, chosen: Chosen) -> str:
    counts = {kind: len(new_rows(snapshot, starter, kind, chosen[kind])) for kind in chosen}
    filled = [kind for kind, count in counts.items() if count]
    if len(filled) == 1:
        text, count = _("Add {count} {kind} from {title}"), counts[filled[0]]
        return text.format(count=count, kind=filled[0].noun(count), title=starter.title)
    return _("Add {n} rows from {title}").format(n=sum(counts.values()), title=starter.title)


def _with_letters(starter: StarterSet, chosen: Chosen) -> Chosen:
    activities = starter.rows.get(Activity, ())
    names = {activities[index]["name"] for index in chosen.get(Activity, ())}
    letters = {
        index
        for index, row in enumerate(starter.rows.get(Assignment, ()))
        if row["activity"] in names
    }
    return {**chosen, Assignment: letters}


def _add(step: Step, parts: Iterable[tuple[StarterSet, Chosen | None]]) -> None:
    """Insert rows; links follow when everything is there, because they may point forwards."""
    made: list[tuple[Record, Row]] = []
    for starter, chosen in parts:
        for record_type in starter.kinds:
            which = None if chosen is None else chosen.get(record_type, ())
            rows = new_rows(step.snapshot, starter, record_type, which)
            new = [(_insert(step, record_type, row), row) for row in rows]
            if record_type is Assignment:  # the next set must see which lines are filled
                _connect(step, new)
            else:
                made += new
    _connect(step, made)


def _insert(step: Step, record_type: type[Record], row: Row) -> Record:
    links = {field.name for field in record_type.links()}
    values = {key: value for key, value in row.items() if key not in links}
    return step.insert(record_type.new(place(step, record_type), **values))


def _connect(step: Step, made: Iterable[tuple[Record, Row]]) -> None:
    """Set links by the names of what they point to; a name that is not there stays out."""
    for record, row in made:
        found = {
            field.name: target.id
            for field in record.links()
            if (name := str(row.get(field.name, "")))
            and (target := step.snapshot.find(TYPES[field.target], name))
        }
        if found:
            step.update(record, **found)


def _unsaid(snapshot: Snapshot, row: Row) -> bool:
    """Whether a suggested letter has its place, in a line about which nothing was said."""
    activity = snapshot.find(Activity, str(row["activity"]))
    role = snapshot.find(Role, str(row["role"]))
    return activity is not None and role is not None and not row_of(snapshot, activity)


def _folded(value: Value) -> str:
    return str(value).casefold().strip()
