"""Reading templates of every sort from TOML files; see `docs/templates.md`.

What does not fit is refused with the name of the file and of the key: nothing is guessed or
left out. `tomllib` is loaded with the first file: no window should wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.errors import Refusal
from models.fields import Field, Value
from models.i18n import _
from models.raci import parse_letters
from models.record import Record
from models.records import Activity, Assignment, Requirement, Role
from models.starter_sets import (
    LETTERS,
    Pack,
    PilotKind,
    Row,
    Sector,
    StarterSet,
    WorkshopTemplate,
    names_people,
    row_fields,
    row_types,
)
from models.text import clean, shorten

TEMPLATE, KIND, SECTOR, PACK = "workshop-", "kind-", "sector-", "pack-"
"""How the names of files begin that are more than a starter set."""

GENERAL = "sector-general"
"""The sector of those who are in none that has rules of its own."""

IN_A_PACK = (Requirement.reference, Requirement.source, Requirement.as_of)
"""What each requirement of a pack must say: a rule without a source cannot be checked."""


def read_starter(path: Path, also: Path | None = None) -> StarterSet:
    """The starter set in a file, checked against the declared fields. Raises Refusal.

    It is a `Pack`, a `Sector` or a `PilotKind` where the file's name begins so, or where it has
    the keys that only those have. Packs that a sector names lie beside it, or in `also`.
    """
    file = _File(path, _load(path))
    title, description = file.text("title"), file.text("description")
    head = (path.stem, title, description)
    if path.name.startswith(PACK) or "as_of" in file.document:
        as_of, sector = file.day("as_of"), file.text("sector", needed=False)
        return Pack(*head, _pack_rows(file), as_of, sector)
    if path.name.startswith(SECTOR) or "packs" in file.document:
        packs = tuple(found.stem for found in file.files("packs", also))
        return Sector(*head, _rows(file), packs)
    return (PilotKind if path.name.startswith(KIND) else StarterSet)(*head, _rows(file))


def read_template(path: Path, also: Path | None = None) -> WorkshopTemplate:
    """The workshop template in a file; its sets lie beside it, or in `also`. Raises Refusal."""
    file = _File(path, _load(path))
    title, description = file.text("title"), file.text("description")
    files = file.files("sets", also)
    for key in file.document:
        raise file.refused(_("“{key}” is not known.").format(key=key))
    return WorkshopTemplate(path.stem, title, description, tuple(map(read_starter, files)))


def read_day(path: Path, also: Path | None = None) -> WorkshopTemplate:
    """The plan of a day in a file: a workshop template, or a starter set taken as one.

    Raises Refusal where it is a requirement pack or a sector, which are added to a day.
    """
    if path.name.startswith(TEMPLATE) or "sets" in _load(path):
        return read_template(path, also)
    starter = read_starter(path, also)
    if isinstance(starter, Pack | Sector):
        sort = _("a requirement pack") if isinstance(starter, Pack) else _("a sector")
        reason = _("it is {sort}, and no plan of a day: choose it as such.")
        raise _refused(path, reason.format(sort=sort))
    return day_of(starter)


def day_of(starter: StarterSet) -> WorkshopTemplate:
    """A starter set by itself as what a day begins with."""
    return WorkshopTemplate(starter.id, starter.title, starter.description, (starter,))


def read_any(path: Path, also: Path | None = None) -> tuple[StarterSet, ...]:
    """The starter sets in a file of any sort: one, or all that a template names."""
    if path.name.startswith(TEMPLATE):
        return read_template(path, also).sets
    return (read_starter(path, also),)


@dataclass(frozen=True, slots=True)
class _File:
    """A document that is being read; what was read is taken out of it."""

    path: Path
    document: dict[str, Any]

    def text(self, key: str, *, needed: bool = True) -> str:
        """Take out a line of text; with `needed` it must be there."""
        value = self.document.pop(key, None if needed else "")
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self.refused(_("“{key}” must be a text.").format(key=key))
        return clean(value, lines=False)

    def day(self, key: str) -> date:
        """Take out a date."""
        value = self.document.pop(key, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.refused(_("“{key}” must be a date.").format(key=key))
        return value

    def files(self, key: str, also: Path | None) -> list[Path]:
        """Take out a list of names; each is a file beside this one, or in `also`."""
        names = self.document.pop(key, None)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise self.refused(_("“{key}” must be a list of names.").format(key=key))
        return [self._file(key, f"{name}.toml", also) for name in names]

    def _file(self, key: str, name: str, also: Path | None) -> Path:
        for folder in (self.path.parent, also):
            if folder is not None and (folder / name).is_file():
                return folder / name
        reason = _("“{key}” names “{name}”, which is not there.")
        raise self.refused(reason.format(key=key, name=name.removesuffix(".toml")))

    def refused(self, reason: str) -> Refusal:
        """A refusal that names the file."""
        return _refused(self.path, reason)


def _load(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - see the module's docstring

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = _("it cannot be opened ({error}).").format(error=error.strerror)
        raise _refused(path, reason) from error
    except (ValueError, RecursionError) as error:
        raise _refused(path, _("it is not valid TOML ({error}).").format(error=error)) from error


def _pack_rows(file: _File) -> dict[type[Record], tuple[Row, ...]]:
    """The rows of a pack, whose requirements can all be checked against a source."""
    rows = _rows(file)
    if not rows.get(Requirement):
        raise file.refused(_("a requirement pack needs “requirement”."))
    for number, row in enumerate(rows[Requirement], 1):
        for field in IN_A_PACK:
            if not row.get(field.name):
                reason = _("{place} has no “{key}”.")
                place = f"{Requirement.type_name} {number}"
                raise file.refused(reason.format(place=place, key=field.name))
    return rows


def _rows(file: _File) -> dict[type[Record], tuple[Row, ...]]:
    """All rows of a document, from which everything else was taken out."""
    rows: dict[type[Record], tuple[Row, ...]] = {}
    known = row_types()
    for key, tables in file.document.items():
        record_type = known.get(key)
        if record_type is None:
            raise file.refused(_("“{key}” is not a kind of row.").format(key=key))
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise file.refused(_("“{key}” must be written as [[{key}]].").format(key=key))
        rows[record_type] = tuple(
            _row_in(file, record_type, table, number) for number, table in enumerate(tables, 1)
        )
    letters = tuple(_letters_in(file, file.document.get(Activity.type_name, ()), rows))
    if letters:  # last, because a letter needs its activity and its role to be there
        rows[Assignment] = letters
    return rows


def _row_in(file: _File, record_type: type[Record], table: dict[str, Any], number: int) -> Row:
    place = f"{record_type.type_name} {number}"
    known = row_fields(record_type)
    row: dict[str, Value] = {}
    for key, value in table.items():
        if record_type is Activity and key == LETTERS:
            continue
        if key not in known:
            raise file.refused(_why_not(record_type, key).format(place=place, key=key))
        row[key] = _value_in(file, known[key], value, place)
    if not row.get(record_type.label_field):
        reason = _("{place} has no “{key}”.")
        raise file.refused(reason.format(place=place, key=record_type.label_field))
    return row


def _why_not(record_type: type[Record], key: str) -> str:
    field = record_type.fields.get(key)
    if field is not None and names_people(field):
        return _("{place} has “{key}”, which only the workshop can say.")
    return _("{place} has an unknown key, “{key}”.")


def _value_in(file: _File, field: Field[Any], value: object, place: str) -> Value:
    try:
        # To Python a moment is a date as well; to a calendar it is not.
        if isinstance(value, str | int | float | date) and not isinstance(value, datetime):
            return field.check(value)
    except Refusal:
        pass
    reason = _("{place} has a value that does not fit “{key}”: {value}.")
    what = {"key": field.name, "value": shorten(str(value))}
    raise file.refused(reason.format(place=place, **what))


def _letters_in(
    file: _File, tables: Sequence[dict[str, Any]], rows: Mapping[type[Record], tuple[Row, ...]]
) -> Iterator[Row]:
    """The suggested cells of the matrix; each names its activity and its role."""
    roles = {str(row["name"]) for row in rows.get(Role, ())}
    for number, (table, activity) in enumerate(zip(tables, rows.get(Activity, ()), strict=True), 1):
        line = table.get(LETTERS, {})
        for role, text in line.items() if isinstance(line, dict) else [("", line)]:
            letters = parse_letters(text) if isinstance(text, str) else None
            if not letters or role not in roles:
                reason = _("activity {number} has “{key}” that do not fit: {role} = {text}.")
                what = {"role": role, "text": shorten(str(text))}
                raise file.refused(reason.format(number=number, key=LETTERS, **what))
            yield {"activity": activity["name"], "role": role, "letters": letters}


def _refused(path: Path, reason: str) -> Refusal:
    return Refusal(
        _("“{name}” was not read: {reason}").format(name=path.name, reason=reason),
        _("Nothing was changed."),
        _("docs/templates.md describes such files."),
    )
