"""The PDF file itself, written object by object, so that a long one can be stopped.

reportlab's own writer makes the whole file in one go and leaves every object as plain text.
Here what is no stream is packed and compressed together (ISO 32000-1, 7.5.7 and 7.5.8): the
structure of a long table is then a fifth of the size. The same objects give the same bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterable
from hashlib import md5
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from exports.charter.structure import Written

_PACK = 200
"""Objects that are compressed together."""
_PAUSE = 40
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def write(canvas: Canvas, more: Iterable[Written]) -> Generator[None, None, bytes]:
    """The file with all that was drawn and, after it, `more` objects. Pauses often."""
    document: Any = canvas._doc  # type: ignore[attr-defined]
    for font in document.delayedFonts:
        font.addObjects(document)
        yield
    catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    file = _File(document)
    number = 0
    while number < document.objectcounter:  # it grows while objects are put down
        number += 1
        name = document.numberToId.get(number)
        if name is not None:
            file.add(number, pdfdoc.format(document.idToObject[name], document, toplevel=1))
            if number % _PAUSE == 0:
                yield
    for place, (own, said) in enumerate(more):
        file.add(own, said)
        if place % (10 * _PAUSE) == 0:
            yield
    return file.finished(f"/Root {_said(catalog, document)}/Info {_said(info, document)}")


def _said(reference: Any, document: Any) -> str:
    return str(reference.format(document), "ascii")


class _File:
    """The bytes so far, and where each object is."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._parts = [_HEAD]
        self._size = len(_HEAD)
        self._places: dict[int, tuple[int, int, int]] = {}
        """Kind of the place, then offset and 0, or number of the pack and place in it."""
        self._pack: list[Written] = []

    def add(self, number: int, said: bytes) -> None:
        """Put an object down; what is no stream waits for its pack."""
        if said.endswith(b"endstream\n"):
            self._put(number, said)
            return
        self._pack.append((number, said))
        if len(self._pack) == _PACK:
            self._packed()

    def finished(self, trailer: str) -> bytes:
        """The whole file."""
        if self._pack:
            self._packed()
        number = self._next()
        self._places[number] = (1, self._size, 0)
        rows = [self._places.get(n, (0, 0, 0)) for n in range(number + 1)]
        table = b"".join(
            kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
            for kind, first, second in rows
        )
        mark = md5(b"".join(self._parts), usedforsecurity=False).hexdigest()
        said = f"/Type/XRef/W[1 4 2]/Size {number + 1}/ID[<{mark}><{mark}>]{trailer}"
        start = self._size
        self._put(number, _stream(said, table))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _put(self, number: int, said: bytes) -> None:
        self._places[number] = (1, self._size, 0)
        whole = b"%d 0 obj\n%sendobj\n" % (number, said)
        self._parts.append(whole)
        self._size += len(whole)

    def _packed(self) -> None:
        pack, self._pack = self._pack, []
        number, offset = self._next(), 0
        heads = []
        for place, (own, said) in enumerate(pack):
            self._places[own] = (2, number, place)
            heads.append(f"{own} {offset}")
            offset += len(said) + 1
        head = (" ".join(heads) + "\n").encode("ascii")
        body = b"".join(said + b"\n" for _own, said in pack)
        more = f"/Type/ObjStm/N {len(pack)}/First {len(head)}"
        self._put(number, _stream(more, head + body))

    def _next(self) -> int:
        self._document.objectcounter += 1
        return int(self._document.objectcounter)


def _stream(entries: str, content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
    return head.encode("ascii") + packed + b"\nendstream\n"
