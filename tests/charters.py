"""Charters to read back: whole ones, and all that can be wrong with a file of that name."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pikepdf

from exports.charter import charter
from exports.document import Document, run
from models.interchange import to_json
from models.snapshot import Snapshot

NAME = "workshop.groundwork.json"


def real(snapshot: Snapshot, cut: str = "full") -> bytes:
    """The charter of a workshop, or another cut of it, as it is exported."""
    return run(charter(Document(snapshot), cut))


def made(
    attached: Mapping[str, bytes], *, seal: str = "", password: str = "", packed: bool = False
) -> bytes:
    """A PDF with one empty page and attached files; `packed` ones are Flate streams already."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for name, data in attached.items():
        pdf.attachments[name] = pikepdf.AttachedFileSpec(
            pdf, b"-", description="", filename=name, mime_type="", creation_date="", mod_date=""
        )
        stream = pdf.attachments[name].obj["/EF"]["/F"]
        stream.write(data, filter=pikepdf.Name.FlateDecode if packed else None)
    if seal:
        pdf.docinfo["/ContentSeal"] = seal
    out = BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    pdf.save(out, encryption=encryption)
    return out.getvalue()


def encrypted(charter: bytes, password: str) -> bytes:
    """The same PDF, behind a password."""
    out = BytesIO()
    with pikepdf.open(BytesIO(charter)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    return out.getvalue()


def altered(charter: bytes, old: bytes, new: bytes) -> bytes:
    """A charter in whose attachment somebody replaced a text."""
    out = BytesIO()
    with pikepdf.open(BytesIO(charter)) as pdf:
        stream = pdf.attachments[NAME].obj["/EF"]["/F"]
        assert old in stream.read_bytes()
        stream.write(stream.read_bytes().replace(old, new))
        pdf.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A PDF of 200 kB with 200 MB attached."""
    packing = zlib.compressobj(9)
    start = b'{"format":"groundwork","version":1,"records":{"action":[{"id":"'
    parts = [packing.compress(start)]
    parts += [packing.compress(b" " * 1_000_000) for _part in range(200)]
    return made({NAME: b"".join([*parts, packing.flush()])}, packed=True)


def bomb_in_the_structure() -> bytes:
    """A PDF whose table of objects unpacks to 200 MB of zeros."""
    packing = zlib.compressobj(9)
    parts = [packing.compress(bytes(1_000_000)) for _part in range(200)]
    data = b"".join([*parts, packing.flush()])
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    keys = b"/Type/XRef/Size 4/Root 1 0 R/W[1 2 1]/Filter/FlateDecode/Length %d" % len(data)
    table = b"3 0 obj<<" + keys + b">>stream\n" + data + b"\nendstream endobj\n"
    return head + table + b"startxref\n%d\n%%%%EOF" % len(head)


def _write(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(2**31)  # without taking room on the disk


_WORKSHOP = to_json(Snapshot()).encode()
_NEWER = json.dumps({"format": "groundwork", "version": 2, "records": {}}).encode()
_UNKNOWN = json.dumps({"format": "groundwork", "version": 1, "records": {"wish": []}}).encode()
_CUT = made({NAME: _WORKSHOP})

BAD: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "foreign": (_write(made({})), "holds no workshop"),
    "invoice": (_write(made({"invoice.xml": b"<invoice/>"})), "holds no workshop"),
    "foreign JSON": (_write(made({NAME: b'{"format": "other"}'})), "holds no workshop"),
    "two": (_write(made({NAME: _WORKSHOP, "b.json": _WORKSHOP})), "more than one workshop"),
    "many": (_write(made({f"{n}.json": b"{}" for n in range(60)})), "too large"),
    "broken JSON": (_write(made({NAME: _WORKSHOP[:-9]})), "not valid JSON"),
    "no text": (_write(made({NAME: _WORKSHOP + b"\xff"})), "cannot be read as text"),
    "newer": (_write(made({NAME: _NEWER})), "newer version"),
    "unknown kind": (_write(made({NAME: _UNKNOWN})), "unknown kind"),
    "cut": (_write(_CUT[: len(_CUT) // 2]), "damaged"),
    "only a head": (_write(b"%PDF-1.7"), "damaged"),
    "empty": (_write(b""), "is empty"),
    "bomb": (_write(bomb()), "damaged"),
    "bomb in the structure": (_write(bomb_in_the_structure()), "damaged"),
    "2 GB": (_huge, "too large"),
    "folder": (Path.mkdir, "not a file"),
    "missing": (lambda _path: None, "cannot be read"),
}
"""What makes a file that is no whole charter, and the words with which it is refused."""
