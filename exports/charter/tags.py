"""Tags: what each thing on the paper is, for whoever cannot see it.

reportlab draws and knows no structure. While the pages are drawn, this layer notes what each
part is (a heading, a cell, a picture with its description) and in which order it is to be
read; `exports.charter.structure` writes that down as the structure tree of the PDF. The
reading order is the order of drawing. What is drawn outside of any tag is decoration.

Of PDF/UA-1 (ISO 14289-1:2014) this covers, in the numbering of the standard:

    5      the claim in the metadata (`exports.charter.metadata`)
    7.1    content is tagged or an artifact; MarkInfo, title and DisplayDocTitle; standard
           types only, so that no role map is needed
    7.2    language of the document; texts and descriptions are Unicode
    7.3    every figure has a description (Alt) and its place (BBox)
    7.4    headings H1 to H4, none skipped
    7.5    tables with heads, scopes, spans, and regular rows
    7.6    lists (L, LI, Lbl, LBody)
    7.8    page headers and footers are artifacts of their kind
    7.11   the attached file has a name in both forms (F and UF)
    7.16   an encrypted copy lets assistive programs read (`exports.protect`)
    7.17   the outline follows the reading order
    7.18   links are tagged, described, and in the order of structure
    7.21   fonts are embedded with their meaning in Unicode

Not covered: passages in another language than the document's are not marked, since nobody is
asked which language a note is in (7.2); abbreviations such as R, A, C and I are explained in
words and not as expansions. Formulas, notes, optional content, article threads, signatures,
forms, XFA, actions and reference XObjects (7.7, 7.9, 7.10, 7.12 to 7.15, 7.19, 7.20) do not
occur. Whether a description serves its reader is for people to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Literal

from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFPage
from reportlab.pdfgen.canvas import Canvas

# fmt: off
Kind = Literal[
    "Document", "Sect", "L", "LI", "Table", "THead", "TBody", "TR", "TOC", "TOCI", "Reference",
    "H1", "H2", "H3", "H4", "P", "Span", "Lbl", "LBody", "TH", "TD", "Figure", "Link",
]
# fmt: on
"""Standard structure types (ISO 32000-1, 14.8.4) that documents here are made of."""

_GROUPS: frozenset[str] = frozenset(
    ("Document", "Sect", "L", "LI", "Table", "THead", "TBody", "TR", "TOC", "TOCI", "Reference")
)
"""They hold other elements only; what is drawn directly in them is decoration."""
_HEADINGS: tuple[Kind, ...] = ("H1", "H2", "H3", "H4")
_SECTIONS = ("Document", "Sect")
_AS_IT_IS = nullcontext()
_LAYOUT = "/Artifact <</Type/Layout>> BDC"
Box = tuple[float, float, float, float]


class Element:
    """One node of the structure tree. `number` is its object number; 0 for what is left out."""

    __slots__ = ("kids", "kind", "last", "more", "name", "number", "parent")

    def __init__(self, kind: str, number: int, parent: int, more: str = "") -> None:
        self.kind = kind
        self.number = number
        self.parent = parent
        self.more = more
        """Further entries of its dictionary, in PDF's notation."""
        self.kids: list[str | tuple[int, int]] = []
        """References, and marked content as (page, identifier)."""
        self.last: Element | None = None
        self.name = ""
        """What `Headers` of other cells call it by."""


class Tags:
    """The structure of one document, noted while it is drawn."""

    def __init__(self, canvas: Canvas, *, on: bool = True) -> None:
        self._canvas: Any = canvas
        self._on = on
        self.elements: list[Element] = []
        self.parents: list[tuple[int, int | list[int]]] = []
        """The parent tree: key, and the element of a link or those of a page's content."""
        self.names: list[Element] = []
        """Elements that others refer to by name."""
        self._keys = self.page = 0
        """`page` counts the pages that are complete."""
        self._marked: list[int] = []
        self._start = self._level = self._page_key = 0
        self._stack: list[Element] = []
        self.document = self._now = self._made("Document", 0) if on else Element(_LAYOUT, 0, 0)

    # What drawing code says.

    def tag(
        self, kind: Kind, *, alt: str = "", says: str = "", more: str = ""
    ) -> AbstractContextManager[Element]:
        """What is drawn within is of this kind.

        `alt` describes a picture, `says` are the words that a drawn mark stands for, `more`
        are attributes in PDF's notation (`of_table`, `of_place`).
        """
        return _Inside(self, self.new(kind, alt=alt, says=says, more=more))

    def into(self, element: Element) -> AbstractContextManager[Element]:
        """What is drawn within goes on with an element that was begun before."""
        return _Inside(self, element if self._now.number else self._now)

    def new(
        self,
        kind: Kind,
        parent: Element | None = None,
        *,
        alt: str = "",
        says: str = "",
        more: str = "",
    ) -> Element:
        """An element within `parent`, by default in the one at hand; nothing in an artifact."""
        parent = parent or self._now
        if not (self._on and self._now.number and parent.number):
            return self._now
        more += f"/Alt{text_string(alt)}" if alt else ""
        more += f"/ActualText{text_string(says)}" if says else ""
        made = self._made(kind, parent.number, more)
        parent.kids.append(f"{made.number} 0 R")
        parent.last = made
        return made

    def heading(self, level: int) -> AbstractContextManager[Element]:
        """A heading, 1 to 4; a level below one that is not there takes its place."""
        self._level = min(level, self._level + 1)
        return self.tag(_HEADINGS[self._level - 1])

    def item(self) -> AbstractContextManager[Element]:
        """An item of a list: of the one that was drawn last in this place, or of a new one."""
        last = self._now.last
        if last is None or last.kind != "L":
            last = self.new("L")
        return _Inside(self, self.new("LI", last))

    def text(self) -> AbstractContextManager[object]:
        """A paragraph of its own, unless its place is known already."""
        return self.tag("P") if self._now.kind in _SECTIONS else _AS_IT_IS

    def artifact(self, subtype: str = "") -> AbstractContextManager[Element]:
        """What is drawn within is decoration: "Header", "Footer" or "Watermark" of the page."""
        said = f"/Artifact <</Type/Pagination/Subtype/{subtype}>> BDC" if subtype else _LAYOUT
        return _Inside(self, Element(said, 0, 0))

    def chapter(self) -> None:
        """From here on, a new section."""
        if not self._stack:
            self._end()
            self._now = self.document
            self._now = self.new("Sect")
            self._begin()

    def name(self, element: Element) -> str:
        """The name by which the `Headers` of other cells can call a cell."""
        if not element.name:
            element.name = f"c{element.number}"
            element.more += f"/ID({element.name})"
            self.names.append(element)
        return element.name

    @contextmanager
    def link(self, key: str, place: Box, says: str) -> Iterator[None]:
        """What is drawn within leads to a bookmark when `place` (two corners) is clicked."""
        with self.tag("Link") as element:
            entry = {"StructParent": self._key(element.number)} if element.number else {}
            target = self._canvas._bookmarkReference(key)
            made = _Link(place, says, target, "[0 0 0]", **entry)
            name = f"link{self._canvas._annotationCount}"
            self._canvas._addAnnotation(made, name)
            if element.number:
                numbers = self._canvas._doc.idToObjectNumberAndVersion
                number = numbers[self._canvas._doc.annotationName(name)][0]
                element.kids.append(f"<</Type/OBJR/Obj {number} 0 R>>")
            yield

    @contextmanager
    def silent(self) -> Iterator[None]:
        """No tags within: what is drawn takes its place in something that has one."""
        on, self._on = self._on, False
        try:
            yield
        finally:
            self._on = on

    # What the paper says.

    def begin_page(self) -> None:
        """A page begins; what was open goes on there."""
        if self._on:
            self._marked = []
            self.parents.append((self._keys, self._marked))
            self._page_key = self._keys
            self._keys += 1
        self._begin()

    def end_page(self) -> None:
        """The page at hand is complete."""
        self._end()
        self._canvas.showPage()
        if self._on:
            page = self._canvas._doc.Pages.pages[-1]
            page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = self._page_key
            page.Tabs = "/S"
        self.page += 1

    def reserved(self) -> int:
        """The number of an object that is yet to be written."""
        document = self._canvas._doc
        document.objectcounter += 1
        return int(document.objectcounter)

    # How it is done.

    def _made(self, kind: str, parent: int, more: str = "") -> Element:
        element = Element(kind, self.reserved(), parent, more)
        self.elements.append(element)
        return element

    def _key(self, number: int) -> int:
        self.parents.append((self._keys, number))
        self._keys += 1
        return self._keys - 1

    def _enter(self, element: Element) -> None:
        if self._on:
            self._end()
        self._stack.append(self._now)
        self._now = element
        if self._on:
            self._begin()

    def _leave(self) -> None:
        if self._on:
            self._end()
        self._now = self._stack.pop()
        if self._on:
            self._begin()

    def _begin(self) -> None:
        if not self._on:
            return
        now, code = self._now, self._canvas._code
        self._start = len(code)
        if not now.number:
            code.append(now.kind)
        elif now.kind in _GROUPS:
            code.append(_LAYOUT)
        else:
            code.append(f"/{now.kind} <</MCID {len(self._marked)}>> BDC")

    def _end(self) -> None:
        """End the sequence at hand; one in which nothing was drawn never was."""
        if not self._on:
            return
        now, code = self._now, self._canvas._code
        if len(code) == self._start + 1:
            del code[-1]
            return
        code.append("EMC")
        if now.number and now.kind not in _GROUPS:
            now.kids.append((self.page, len(self._marked)))
            self._marked.append(now.number)


class _Inside:
    """Enters an element and leaves it again; a generator would take twice as long."""

    __slots__ = ("_element", "_tags")

    def __init__(self, tags: Tags, element: Element) -> None:
        self._tags = tags
        self._element = element

    def __enter__(self) -> Element:
        self._tags._enter(self._element)
        return self._element

    def __exit__(self, *_raised: object) -> None:
        self._tags._leave()


class _Link(LinkAnnotation):
    """A link that says where it stands in the structure."""

    permitted = (*LinkAnnotation.permitted, "StructParent")


def of_table(*, scope: str = "", columns: int = 1, headers: Sequence[str] = ()) -> str:
    """Attributes of a cell: what it is a head of, how many columns it spans, its heads."""
    parts = [f"/Scope/{scope}"] if scope else []
    parts += [f"/ColSpan {columns}"] if columns > 1 else []
    parts += [f"/Headers[{''.join(f'({name})' for name in headers)}]"] if headers else []
    return f"/A<</O/Table{''.join(parts)}>>" if parts else ""


def of_place(left: float, bottom: float, right: float, top: float) -> str:
    """Attributes of what stands on one page: its place there."""
    box = " ".join(f"{edge:.2f}" for edge in (left, bottom, right, top))
    return f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"


def text_string(text: str) -> str:
    """A text in PDF's notation (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<feff{text.encode('utf-16-be').hex()}>"
