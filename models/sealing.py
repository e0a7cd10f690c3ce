"""Seals: a checksum of everything that a signature is about, and the versions made with it.

The canonical form of a workshop is a JSON document as `docs/json.md` describes it, in UTF-8 and
normal form C, without white space, keys sorted by code point, whole numbers without decimals.
Records stand in the order of their lists, because documents print them so. Left out are what is
empty, private fields (they are never printed), the versions themselves and the look of the
documents; a record that occurs once, where nothing in it was changed; and the ids of letters in
the matrix, which stand in the order of activity and role: a letter taken out and set again is
the same letter. The seal is the SHA-256 of that (FIPS 180-4).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
import zlib
from base64 import b64decode, b64encode
from collections.abc import Generator, Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import count
from typing import Any, TypeVar

from models.actions import place
from models.errors import Refusal
from models.fields import Value
from models.freezing import person_of
from models.i18n import _
from models.interchange import FORMAT, VERSION, from_json
from models.record import TYPES, Record
from models.records import Assignment, Look, Person, Version
from models.snapshot import Snapshot, Table
from models.step import Step
from models.text import MAX_TECHNICAL
from models.workshop import Workshop

T = TypeVar("T")
_PAUSE = 300
"""Records that are sealed in one go: a hundredth of a second."""
MAX_CONTENT = 16_000_000
"""Bytes of content in one version: 30 times what 2,000 records need; a bomb does not fit."""

NOT_SEALED = (Version, Look)
"""Record types that say how and when something was sealed, not what."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
"""Made once: `json.dumps` would make one for each of thousands of records."""


def canonical(snapshot: Snapshot) -> bytes:
    """The canonical form of a workshop, see the module. Equal content gives equal bytes."""
    return _finished(_canonical(snapshot))


def seal_of(snapshot: Snapshot) -> str:
    """The seal of a workshop: 64 hex digits."""
    return _finished(sealing(snapshot))


def sealing(snapshot: Snapshot) -> Generator[None, None, str]:
    """`seal_of` that pauses every few hundred records: `seal = yield from sealing(snapshot)`."""
    content = yield from _canonical(snapshot)
    return _checksum(content)


def _canonical(snapshot: Snapshot) -> Generator[None, None, bytes]:
    lists = []
    for name, record_type in sorted(TYPES.items()):
        if record_type in NOT_SEALED:
            continue
        table = snapshot.table(record_type)
        rows = yield from table.once(_Rows).text(table)
        if rows:
            lists.append(f'"{name}":[{rows}]')
    text = f'{{"format":"{FORMAT}","records":{{{",".join(lists)}}},"version":{VERSION}}}'
    return text.encode()


def _finished(steps: Generator[None, None, T]) -> T:
    """What comes of it, without a pause."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            result: T = done.value
            return result


def short(seal: str) -> str:
    """The beginning of a seal as it is read aloud and printed: "7c1e 94ab 20f3"."""
    return " ".join(seal[start : start + 4] for start in (0, 4, 8)).rstrip()


def latest(snapshot: Snapshot) -> Version | None:
    """The version that was sealed last."""
    versions = snapshot.all(Version)
    return versions[-1] if versions else None


def sealer_of(snapshot: Snapshot, version: Version) -> str:
    """Who sealed a version, as that person was called then; empty where nobody knows."""
    return version.sealer or snapshot.name_of(Version.sealed_by, version)


def seal_version(workshop: Workshop, *, person: str, reason: str, on: date) -> Version:
    """Seal the workshop as it is, as one step, and return the version.

    `person` is a person's id or name, see `freezing.person_of`; `reason` may be empty. Raises
    Refusal without a person, where nothing has changed since the latest version, and where the
    content is too large.
    """
    if not person.strip():
        raise Refusal(
            _("A version is sealed by somebody."), _("Nothing was changed."), _("Say by whom.")
        )
    known = latest(workshop.snapshot)
    if known is not None and known.seal == seal_of(workshop.snapshot):
        raise Refusal(
            _("Nothing has changed since {version}.").format(version=known.name),
            _("Its seal still holds: {seal}.").format(seal=short(known.seal)),
        )
    with workshop.step(_("Seal a version")) as step:
        sealed_by = person_of(step, person)
        content = canonical(step.snapshot)  # with a person who is new
        return step.insert(
            Version.new(
                place(step, Version),
                name=_next_name(step),
                sealed_on=on,
                sealed_by=sealed_by,
                sealer=step.snapshot.table(Person)[sealed_by].caption,
                reason=reason,
                seal=_checksum(content),
                content=_packed(content),
            )
        )


def content_of(version: Version) -> Snapshot:
    """What was sealed. Raises Refusal where the content is damaged or does not fit its seal."""
    return _content(version.name, version.seal, version.content)


@lru_cache(maxsize=4)
def _content(name: str, seal: str, packed: str) -> Snapshot:
    content = _unpacked(packed)
    if content is None or _checksum(content) != seal:
        raise Refusal(
            _("The content of {version} is damaged: its seal does not fit.").format(version=name),
            _("Everything else in the workshop is safe."),
            _("Use a copy of the file from before, or the charter of that version."),
        )
    return snapshot_of(from_json(content.decode()))


def snapshot_of(records: list[Record]) -> Snapshot:
    """The workshop that consists of `records`, as `from_json` gives them."""
    tables: dict[type[Record], dict[str, Record]] = {}
    for record in records:
        tables.setdefault(type(record), {})[record.id] = record
    return Snapshot({kind.type_name: Table(rows) for kind, rows in tables.items()})


class _Rows:
    """The records of one table in canonical form, worked out once."""

    def __init__(self, _table: Table) -> None:
        self._text: str | None = None  # keeps no table: it is kept by one

    def text(self, table: Table) -> Generator[None, None, str]:
        """They, between commas. What is stopped half-way is begun anew by whoever asks next."""
        if self._text is None:
            found = []
            for number, row in enumerate(_sealed_rows(table), 1):
                found.append(_text(row))
                if number % _PAUSE == 0:
                    yield
            self._text = ",".join(found)
        return self._text


def _sealed_rows(table: Table) -> Iterator[dict[str, Any]]:
    cells = [record for record in table.ordered if isinstance(record, Assignment)]
    for cell in sorted(cells, key=lambda cell: (cell.activity, cell.role)):
        # An id of its own that depends on nothing but its place, so that it can be read in.
        place_id = _checksum(_text([cell.activity, cell.role]).encode())[:16]
        yield {"id": place_id, **_filled(cell)}
    for record in table.ordered:
        if record.single and not _untouched(record):
            yield _filled(record)
        elif not record.single and not isinstance(record, Assignment):
            yield {"id": record.id, **_filled(record)}


def _untouched(record: Record) -> bool:
    """Whether a record that occurs once says nothing: it could as well not be there."""
    return all(
        field.private or record.values[key] == field.default for key, field in record.fields.items()
    )


def _filled(record: Record) -> dict[str, Any]:
    values = record.values
    return {
        key: _plain(value)
        for key in _public(record.type_name)
        if (value := values[key]) is not None and value != ""
    }


@cache
def _public(type_name: str) -> tuple[str, ...]:
    return tuple(key for key, field in TYPES[type_name].fields.items() if not field.private)


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value.isoformat() if isinstance(value, date) else value


def _text(value: Any) -> str:
    return _ENCODER.encode(value)


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _next_name(step: Step) -> str:
    numbers = count(len(step.snapshot.table(Version)) + 1)
    names = (_("Version {n}").format(n=number) for number in numbers)
    return next(name for name in names if step.snapshot.find(Version, name) is None)


def _packed(content: bytes) -> str:
    packed = b64encode(zlib.compress(content, 9)).decode("ascii")
    if len(content) > MAX_CONTENT or len(packed) > MAX_TECHNICAL:
        raise Refusal(
            _("The workshop is too large to be sealed."),
            _("Nothing was changed."),
            _("Shorten texts that were pasted whole, and seal it again."),
        )
    return packed


def _unpacked(packed: str) -> bytes | None:
    """What `_packed` packed; None where it is damaged or would become too large."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(b64decode(packed, validate=True), MAX_CONTENT)
    except (ValueError, zlib.error):
        return None
    return content if unpacking.eof else None
