"""What a workbook held when it was written: its hidden sheet, see `models.manifest`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from models import prework
from models.errors import NewerFile, Refusal
from models.fields import Field, Kind, Value
from models.i18n import _
from models.incoming.package import (
    Watch,
    damaged,
    load,
    not_ours,
    nothing_changed,
    opened,
    readable,
)
from models.incoming.sheets import Book, Reading, Rows
from models.manifest import FORMAT, SHEET, VERSION, joined
from models.record import TYPES, Record
from models.snapshot import Snapshot, Table

_LIST_OF_SHEETS = "xl/workbook.xml"
"""Where openpyxl, Excel and LibreOffice write it."""


class Questionnaire(Refusal):
    """The file is one of ours, but a questionnaire: `models.incoming.prework` reads it."""


@dataclass(frozen=True)
class Written:
    """The records as they were written, and where they were put."""

    content: Mapping[str, Any]
    snapshot: Snapshot

    @property
    def language(self) -> str:
        """The language of its words and figures."""
        return str(self.content.get("language", ""))

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all records."""
        return frozenset(id_ for kind in TYPES.values() for id_ in self.snapshot.table(kind))

    def part(self, key: str) -> Mapping[str, Any]:
        """A part of its description: "sheets", "forms" or "matrix"."""
        found = self.content.get(key)
        return found if isinstance(found, dict) else {}


def is_ours(path: Path) -> bool:
    """Whether a file is a workbook or a questionnaire of ours: it has our hidden sheet."""
    try:
        archive = opened(Watch(path.name), load(path))
        with readable(path.name):
            return f'name="{SHEET}"'.encode() in archive.read(_LIST_OF_SHEETS)
    except Refusal:
        return False


def read_written(name: str, book: Book) -> Reading[Written]:
    """What the hidden sheet says. Raises Refusal where there is none, or none that we know."""
    if SHEET not in book.titles:
        raise not_ours(name)
    rows = yield from book.rows(SHEET)
    try:
        content = joined(cell.value for cell in rows.get(1, {}).values())
    except ValueError as error:
        raise damaged(name) from error
    _check_format(name, content)
    yield 0.0
    written = Written(content, _snapshot(name, rows))
    if not _is_sound(written):
        raise damaged(name)
    return written


def _is_sound(written: Written) -> bool:
    """Whether its parts are made as `models.manifest` says; each of them may be left out."""
    tables = [*written.part("sheets").values(), *written.part("forms").values()]
    lists = [written.content.get("others") or [], *written.part("calculated").values()]
    return all(_is_table(told) for told in [*tables, written.part("matrix")]) and all(
        _is_texts(heads) for heads in lists
    )


def _is_table(told: object) -> bool:
    """Whether this tells of one sheet."""
    if not isinstance(told, dict):
        return False
    parts = [told.get(key, {}) for key in ("columns", "cells", "roles")]
    return _is_texts(told.get("calculated", [])) and all(
        isinstance(part, dict) and _is_texts([*part.values()]) for part in parts
    )


def _is_texts(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(text, str) for text in told)


def _check_format(name: str, content: Mapping[str, Any]) -> None:
    version = content.get("version")
    if content.get("format") == prework.FORMAT:
        raise Questionnaire(
            _("“{name}” is a questionnaire, not a workbook.").format(name=name),
            nothing_changed(),
            _("Read its answers with “Read answers back”."),
        )
    if content.get("format") != FORMAT or not isinstance(version, int):
        raise not_ours(name)
    if version > VERSION:
        raise NewerFile(
            _("“{name}” was written by a newer version of Groundwork.").format(name=name),
            nothing_changed(),
            _("Read it in with that version, or a newer one."),
        )


def _snapshot(name: str, rows: Rows) -> Snapshot:
    tables: dict[type[Record], dict[str, Record]] = {}
    for number, row in rows.items():
        cells = [cell.value for cell in row.values()]
        record_type = TYPES.get(str(cells[0]))
        if number == 1 or record_type is None:
            continue  # of a kind that this version does not know: nothing of it is compared
        try:
            record = _record(record_type, str(cells[1]), float(number), joined(cells[2:]))
        except (ValueError, TypeError, IndexError) as error:
            raise damaged(name) from error
        tables.setdefault(record_type, {})[record.id] = record
    snapshot = Snapshot()
    for record_type, records in tables.items():
        snapshot = snapshot.with_table(record_type, Table(records))
    return snapshot


def _record(record_type: type[Record], id_: str, place: float, told: Mapping[str, Any]) -> Record:
    values: dict[str, Value] = {key: field.empty for key, field in record_type.fields.items()}
    for key in record_type.fields.keys() & told.keys():
        values[key] = _value(record_type.fields[key], told[key])
    return record_type(id_, place, values)


def _value(field: Field[Any], told: object) -> Value:
    """A value as it was. Not checked by its field: it is only compared with."""
    if field.kind is Kind.DATE and isinstance(told, str):
        return date.fromisoformat(told)
    if isinstance(told, str | int | float):
        return told
    raise ValueError(told)
