"""Reading starter sets and workshop templates from TOML files; see `docs/templates.md`.

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
from models.fields import Field, Kind, Value
from models.i18n import _
from models.raci import parse_letters
from models.record import TYPES, Record
from models.records import Activity, Assignment, Role
from models.text import clean, shorten

LETTERS = "letters"
"""Key of an activity's suggested line in the matrix: `{ Owner = "A", Operations = "R" }`."""

Row = Mapping[str, Value]
"""Values of one record by field. A row of `Assignment` names its activity and its role."""


@dataclass(frozen=True, slots=True)
class StarterSet:
    """Rows to begin with; `id` is the stem of the file's name."""

    id: str
    title: str
    description: str
    rows: Mapping[type[Record], tuple[Row, ...]]

    @property
    def kinds(self) -> tuple[type[Record], ...]:
        """The record types it has rows of, in the order in which they can be added."""
        return tuple(self.rows)


@dataclass(frozen=True, slots=True)
class WorkshopTemplate:
    """What a new workshop begins with; `id` is the stem of the file's name."""

    id: str
    title: str
    description: str
    sets: tuple[StarterSet, ...]


def read_starter(path: Path) -> StarterSet:
    """The starter set in a file, checked against the declared fields. Raises Refusal."""
    document = _load(path)
    title, description = _heading(path, document)
    rows: dict[type[Record], tuple[Row, ...]] = {}
    for key, tables in document.items():
        record_type = _record_type(path, key)
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise _refused(path, _("“{key}” must be written as [[{key}]].").format(key=key))
        rows[record_type] = tuple(
            _row_in(path, record_type, table, number) for number, table in enumerate(tables, 1)
        )
    letters = tuple(_letters_in(path, document.get(Activity.type_name, ()), rows))
    if letters:  # last, because a letter needs its activity and its role to be there
        rows[Assignment] = letters
    return StarterSet(path.stem, title, description, rows)


def read_template(path: Path) -> WorkshopTemplate:
    """The workshop template in a file; its sets lie beside it. Raises Refusal."""
    document = _load(path)
    title, description = _heading(path, document)
    names = document.pop("sets", None)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _refused(path, _("“{key}” must be a list of names.").format(key="sets"))
    for key in document:
        raise _refused(path, _("“{key}” is not known.").format(key=key))
    files = [path.with_name(f"{name}.toml") for name in names]
    for file in files:
        if not file.is_file():
            reason = _("“{key}” names “{name}”, which is not there.")
            raise _refused(path, reason.format(key="sets", name=file.stem))
    return WorkshopTemplate(path.stem, title, description, tuple(map(read_starter, files)))


def _load(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - see the module's docstring

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = _("it cannot be opened ({error}).").format(error=error.strerror)
        raise _refused(path, reason) from error
    except (ValueError, RecursionError) as error:
        raise _refused(path, _("it is not valid TOML ({error}).").format(error=error)) from error


def _heading(path: Path, document: dict[str, Any]) -> tuple[str, str]:
    """Take title and description out of a document."""
    texts = []
    for key in ("title", "description"):
        value = document.pop(key, None)
        if not isinstance(value, str) or not value.strip():
            raise _refused(path, _("“{key}” must be a text.").format(key=key))
        texts.append(clean(value, lines=False))
    return texts[0], texts[1]


def _record_type(path: Path, key: str) -> type[Record]:
    record_type = TYPES.get(key)
    if record_type is None or record_type.single or record_type is Assignment:
        raise _refused(path, _("“{key}” is not a kind of row.").format(key=key))
    return record_type


def _row_in(path: Path, record_type: type[Record], table: dict[str, Any], number: int) -> Row:
    place = f"{record_type.type_name} {number}"
    row: dict[str, Value] = {}
    for key, value in table.items():
        if record_type is Activity and key == LETTERS:
            continue
        field = record_type.fields.get(key)
        if field is None:
            reason = _("{place} has an unknown key, “{key}”.")
            raise _refused(path, reason.format(place=place, key=key))
        if field.kind is Kind.LINK:
            reason = _("{place} has “{key}”, which only the workshop can say.")
            raise _refused(path, reason.format(place=place, key=key))
        row[key] = _value_in(path, field, value, place)
    if not row.get(record_type.label_field):
        reason = _("{place} has no “{key}”.")
        raise _refused(path, reason.format(place=place, key=record_type.label_field))
    return row


def _value_in(path: Path, field: Field[Any], value: object, place: str) -> Value:
    try:
        # To Python a moment is a date as well; to a calendar it is not.
        if isinstance(value, str | int | float | date) and not isinstance(value, datetime):
            return field.check(value)
    except Refusal:
        pass
    reason = _("{place} has a value that does not fit “{key}”: {value}.").format(
        place=place, key=field.name, value=shorten(str(value))
    )
    raise _refused(path, reason)


def _letters_in(
    path: Path, tables: Sequence[dict[str, Any]], rows: Mapping[type[Record], tuple[Row, ...]]
) -> Iterator[Row]:
    roles = {str(row["name"]) for row in rows.get(Role, ())}
    for number, (table, activity) in enumerate(zip(tables, rows.get(Activity, ()), strict=True), 1):
        line = table.get(LETTERS, {})
        for role, text in line.items() if isinstance(line, dict) else [("", line)]:
            letters = parse_letters(text) if isinstance(text, str) else None
            if not letters or role not in roles:
                reason = _("activity {number} has “{key}” that do not fit: {role} = {text}.")
                what = {"role": role, "text": shorten(str(text))}
                raise _refused(path, reason.format(number=number, key=LETTERS, **what))
            yield {"activity": activity["name"], "role": role, "letters": letters}


def _refused(path: Path, reason: str) -> Refusal:
    return Refusal(
        _("“{name}” was not read: {reason}").format(name=path.name, reason=reason),
        _("Nothing was changed."),
        _("docs/templates.md describes such files."),
    )
