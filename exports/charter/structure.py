"""The structure tree of a tagged PDF: what `exports.charter.tags` noted, in PDF's notation.

ISO 32000-1, 14.7: elements refer to their content by page and number, and the parent tree
leads from each page's content and each link back to its element.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument

from exports.charter.tags import Element, Tags

Written = tuple[int, bytes]
"""An object: its number, and what it says."""


def announce(document: Any, tags: Tags) -> None:
    """Tell the catalogue that there is a structure, and that the title is to be shown."""
    catalog = document.Catalog
    tags.document.parent = tags.reserved()
    catalog.StructTreeRoot = f"{tags.document.parent} 0 R"
    catalog.MarkInfo = "<</Marked true>>"


def objects(document: PDFDocument, tags: Tags) -> Iterator[Written]:
    """The elements and what holds them together, one by one."""
    pages = [document.idToObjectNumberAndVersion[f"Page{n + 1}"][0] for n in range(tags.page)]
    for element in tags.elements:
        yield element.number, _element(element, pages)
    keys = []
    for key, parent in tags.parents:
        number = parent if isinstance(parent, int) else tags.reserved()
        if isinstance(parent, list):
            yield number, _array(parent)
        keys.append(f"{key} {number} 0 R")
    root = tags.document.parent
    parts = [f"/K[{tags.document.number} 0 R]", f"/ParentTree<</Nums[{' '.join(keys)}]>>"]
    parts.append(f"/ParentTreeNextKey {len(keys)}")
    if tags.names:
        found = sorted(f"({element.name}){element.number} 0 R" for element in tags.names)
        parts.append(f"/IDTree<</Names[{' '.join(found)}]>>")
    yield root, f"<</Type/StructTreeRoot{''.join(parts)}>>".encode("ascii")


def _element(element: Element, pages: list[int]) -> bytes:
    page = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
    kids = [
        kid
        if isinstance(kid, str)
        else str(kid[1])
        if kid[0] == page
        else f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>"
        for kid in element.kids
    ]
    where = "" if page is None else f"/Pg {pages[page]} 0 R"
    said = f"<</S/{element.kind}/P {element.parent} 0 R{where}{element.more}"
    return f"{said}/K[{' '.join(kids)}]>>".encode("ascii")


def _array(numbers: list[int]) -> bytes:
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]".encode("ascii")
