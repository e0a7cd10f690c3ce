"""The workshop as JSON: documented in `docs/json.md`, versioned, complete.

    {"format": "groundwork", "version": 1,
     "records": {"person": [{"id": "...", "name": "Head of Claims", "present": true}, ...]}}

Records stand in their stored order; empty fields are left out. Reading gives an equal
workshop: same ids, same values, same order.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from typing import Any

from models import raci
from models.errors import Refusal
from models.fields import Field, Kind, Value
from models.i18n import _
from models.record import TYPES, Record
from models.records import Assignment
from models.snapshot import Snapshot
from models.steps import STEPS
from models.workshop import Workshop

FORMAT = "groundwork"
VERSION = 1


def to_json(snapshot: Snapshot) -> str:
    """The whole workshop as JSON text, in a stable order."""
    records = {
        record_type.type_name: [_record_out(record) for record in snapshot.all(record_type)]
        for record_type in _in_order()
        if snapshot.all(record_type)
    }
    document = {"format": FORMAT, "version": VERSION, "records": records}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _in_order() -> list[type[Record]]:
    shown = [section.record_type for step in STEPS for section in step.sections]
    # The matrix's cells point to roles and activities, so they come last.
    return sorted({**dict.fromkeys(shown), **dict.fromkeys(TYPES.values())}, key=_owned_last)


def _owned_last(record_type: type[Record]) -> bool:
    return any(field.owned for field in record_type.links())


def _record_out(record: Record) -> dict[str, Any]:
    filled = {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in record.values.items()
        if value is not None and value != ""
    }
    return filled if record.single else {"id": record.id, **filled}


def from_json(text: str) -> list[Record]:
    """The records in a JSON document, checked field by field.

    Raises Refusal naming the first thing that does not fit: no value is guessed, and none is
    dropped. Text is cleaned and letters are put in order, as when they are typed.
    """
    try:
        document = json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise _refused(_("it is not valid JSON ({error}).").format(error=error)) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _refused(_("it does not say that it is a Groundwork workshop."))
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise _refused(_("it was written by a newer version of Groundwork."))
    if version != VERSION or isinstance(version, bool):
        raise _refused(_("“version” is missing or unknown."))
    for key in document.keys() - {"format", "version", "records"}:
        raise _refused(_("it has an unknown part, “{key}”.").format(key=key))
    groups = document.get("records")
    if not isinstance(groups, dict):
        raise _refused(_("“records” is missing."))
    records = [record for name, rows in groups.items() for record in _rows_in(str(name), rows)]
    _check_links(records)
    _check_cells([record for record in records if isinstance(record, Assignment)])
    return records


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the document; json itself would keep only the last of two equal keys."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _refused(_("“{key}” occurs twice in one place.").format(key=key))
        found[key] = value
    return found


def _rows_in(name: str, rows: object) -> list[Record]:
    record_type = TYPES.get(name)
    if record_type is None:
        raise _refused(_("it has records of an unknown kind, “{name}”.").format(name=name))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _refused(_("“{name}” is not a list of records.").format(name=name))
    if record_type.single and len(rows) > 1:
        raise _refused(_("“{name}” may occur only once.").format(name=name))
    return [_record_in(record_type, row, index) for index, row in enumerate(rows)]


def _record_in(record_type: type[Record], row: dict[str, Any], index: int) -> Record:
    place = f"{record_type.type_name}[{index}]"
    id_ = record_type.type_name if record_type.single else row.get("id", "")
    if not isinstance(id_, str) or not 1 <= len(id_) <= 64 or not id_.isprintable():
        raise _refused(_("{place} has no usable “id”.").format(place=place))
    # Fields that the document leaves out are empty, not at their default: what was cleared
    # in the window stays cleared.
    values: dict[str, Value] = {key: field.empty for key, field in record_type.fields.items()}
    for key, value in row.items():
        if key == "id" and not record_type.single:
            continue
        field = record_type.fields.get(key)
        if field is None:
            raise _refused(_("{place} has an unknown field, “{key}”.").format(place=place, key=key))
        values[key] = _value_in(field, value, place)
    return record_type(id_, float(index + 1), values)


def _value_in(field: Field[Any], value: object, place: str) -> Value:
    # In the form in which it is stored: what is longer would be cut.
    if isinstance(value, str) and len(unicodedata.normalize("NFC", value)) > field.longest:
        raise _refused(
            _("{place} has a text of more than {n} characters in “{key}”.").format(
                place=place, n=field.longest, key=field.name
            )
        )
    try:
        if field is Assignment.letters:
            return _letters_in(value)
        if field.kind is Kind.DATE and isinstance(value, str):
            return date.fromisoformat(value)
        if value is None or isinstance(value, str | int | float | bool):
            return field.check(value)
    except (Refusal, ValueError, OverflowError):
        pass
    raise _refused(
        _("{place} has a value that does not fit “{key}”: {value}.").format(
            place=place, key=field.name, value=json.dumps(value, ensure_ascii=False)[:60]
        )
    )


def _letters_in(value: object) -> str:
    """Letters in their order; an assignment without any is none. Raises ValueError."""
    letters = raci.parse_letters(value) if isinstance(value, str) else None
    if not letters:
        raise ValueError(value)
    return letters


def _check_cells(cells: list[Assignment]) -> None:
    """Each cell of the matrix has its activity, its role and letters, and occurs once."""
    seen = set[tuple[str, str]]()
    for index, cell in enumerate(cells):
        place = f"{cell.type_name}[{index}]"
        for key, value in cell.values.items():
            if not value:
                raise _refused(_("{place} has no “{key}”.").format(place=place, key=key))
        if (cell.activity, cell.role) in seen:
            raise _refused(
                _("{place} is for the same activity and role as another one.").format(place=place)
            )
        seen.add((cell.activity, cell.role))


def _check_links(records: list[Record]) -> None:
    ids: dict[str, set[str]] = {}
    for record in records:
        known = ids.setdefault(record.type_name, set())
        if record.id in known:
            raise _refused(_("the id “{id}” occurs twice.").format(id=record.id))
        known.add(record.id)
    for record in records:
        for field in record.links():
            target = str(record.values[field.name])
            if target and target not in ids.get(field.target, ()):
                raise _refused(
                    _("“{key}” of “{name}” points to a record that is not there.").format(
                        key=field.name, name=record.caption
                    )
                )


def _refused(reason: str) -> Refusal:
    return Refusal(
        _("The JSON file was not taken over: {reason}").format(reason=reason),
        _("Nothing was changed."),
        _("docs/json.md describes the format."),
    )


def load_into(workshop: Workshop, records: list[Record], name: str) -> None:
    """Put records from `from_json` into an empty workshop, as one step called `name`."""
    with workshop.step(name, first=True) as step:
        # Links are set when everything is there, because they may point forwards.
        for record in records:
            links = {field.name: "" for field in record.links()}
            step.insert(record.replace(None, **links))
        for record in records:
            step.update(record, **{f.name: record.values[f.name] for f in record.links()})
