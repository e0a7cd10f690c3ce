"""The structure of a tagged PDF, read back with pikepdf for the tests of this folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

SHOWN = frozenset(("Tj", "TJ", "'", '"'))
PATHS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s"))
PAINTING = SHOWN | PATHS | {"sh", "Do", "INLINE IMAGE"}


@dataclass
class Node:
    """One element: its kids are elements, texts of marked content, and linked annotations."""

    kind: str
    element: Any
    kids: list[Any] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def of(self, *kinds: str) -> list[Node]:
        """All elements of some kinds, in reading order."""
        return [node for node in self.walk() if node.kind in kinds]

    @property
    def nodes(self) -> list[Node]:
        """The elements directly in it."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def text(self) -> str:
        """What is read aloud, with single spaces."""
        parts = []
        if "/ActualText" in self.element:
            parts.append(str(self.element.ActualText))
        elif "/Alt" in self.element:
            parts.append(str(self.element.Alt))
        else:
            parts += [kid.text if isinstance(kid, Node) else str(kid) for kid in self.kids]
        return " ".join(" ".join(parts).split())

    def attribute(self, name: str) -> Any:
        """An attribute, or None."""
        found = self.element.get("/A", {})
        return found.get(name)


class Tagged:
    """A document: its structure, and what is painted outside of it."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(data))
        self.pages = list(self.pdf.pages)
        self.root: Any = self.pdf.Root.StructTreeRoot
        self.loose: list[str] = []
        """Operators that paint outside of any tag or artifact, with their page."""
        self.artifacts: list[list[str]] = []
        """Page by page, the kinds of artifacts."""
        self.texts: dict[tuple[int, int], str] = {}
        """What is shown under each marked-content identifier, by page."""
        self.marked: dict[tuple[int, int], str] = {}
        """The tag that each identifier was given in the page."""
        self._fonts: dict[Any, dict[int, str]] = {}
        for number, page in enumerate(self.pages):
            self.artifacts.append([])
            self._read(number, page)
        self._number = {page.obj.objgen: number for number, page in enumerate(self.pages)}
        self.used: list[tuple[int, int]] = []
        self.owner: dict[tuple[int, int], Any] = {}
        """The element of each identifier, as the tree says."""
        self.linked: dict[Any, Any] = {}
        """The element of each annotation, by object number."""
        self.document = self._node(self.root.K[0])

    @property
    def words(self) -> str:
        """Everything in reading order."""
        return self.document.text

    def parents(self) -> dict[int, Any]:
        """The parent tree."""
        numbers = list(self.root.ParentTree.Nums)
        return {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}

    def _read(self, number: int, page: pikepdf.Page) -> None:
        stack: list[int | None] = []
        font: dict[int, str] = {}
        fonts: Any = page.obj.Resources.Font
        for instruction in pikepdf.parse_content_stream(page):
            operands, name = instruction.operands, str(instruction.operator)
            if name in ("BDC", "BMC"):
                stack.append(self._begun(number, operands))
            elif name == "EMC":
                stack.pop()
            elif name == "Tf":
                font = self._font(fonts[str(operands[0])])
            elif name in PAINTING and not stack:
                self.loose.append(f"page {number + 1}: {name} {operands}")
            if stack and stack[-1] is not None:
                self.texts[number, stack[-1]] += _shown(name, operands, font)
        assert not stack, f"page {number + 1}: a sequence is not ended"

    def _begun(self, number: int, operands: Any) -> int | None:
        tag = str(operands[0])
        if tag == "/Artifact":
            said = operands[1] if len(operands) > 1 else {}
            self.artifacts[number].append(str(said.get("/Subtype", said.get("/Type", ""))))
            return None
        identifier = int(operands[1].MCID)
        assert (number, identifier) not in self.texts, "identifiers are unique in a page"
        self.texts[number, identifier] = ""
        self.marked[number, identifier] = tag
        return identifier

    def _font(self, font: Any) -> dict[int, str]:
        known = self._fonts.get(font.objgen)
        if known is None:
            said = font.ToUnicode.read_bytes().decode("ascii")
            pairs = re.findall(r"<(..)> <([0-9A-F]{4,})>", said)
            known = {int(c, 16): bytes.fromhex(u).decode("utf-16-be") for c, u in pairs}
            self._fonts[font.objgen] = known
        return known

    def _node(self, element: Any, page: Any = None) -> Node:
        node = Node(str(element.S)[1:], element)
        page = element.get("/Pg", page)
        for kid in _list(element.get("/K", [])):
            if isinstance(kid, int):
                node.kids.append(self._content(element, page, kid))
            elif str(kid.get("/Type", "")) == "/MCR":
                node.kids.append(self._content(element, kid.Pg, int(kid.MCID)))
            elif str(kid.get("/Type", "")) == "/OBJR":
                self.linked[kid.Obj.objgen] = element
            else:
                assert kid.P.objgen == element.objgen, "an element knows what it is in"
                node.kids.append(self._node(kid, page))
        return node

    def _content(self, element: Any, page: Any, identifier: int) -> str:
        place = (self._number[page.objgen], identifier)
        assert place not in self.owner, "content belongs to one element"
        self.owner[place] = element
        return self.texts[place]


def _list(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _shown(name: str, operands: Any, font: dict[int, str]) -> str:
    if name == "BT":
        return "\n"  # what begins anew elsewhere on the page is no part of the word before
    if name not in SHOWN:
        return ""
    parts = operands[0] if name == "TJ" else [operands[-1]]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font[code] for code in codes)
