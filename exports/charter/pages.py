"""The paper: pages, the place where the next thing goes, and what is filled in at the end.

A plain cursor instead of platypus' document template: it measures only what goes on the page
at hand, so that a long export is linear and can be stopped after every page, and page numbers
need no second pass (`Pages.later`).
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import landscape
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from exports.charter import attachment, chrome, fonts, metadata
from exports.charter import structure as structuring
from exports.charter.cuts import FULL, Cut
from exports.charter.papers import Size, papers_of
from exports.charter.tags import Tags
from exports.charter.text import height_of, split
from exports.charter.writing import write
from exports.document import Document, Job
from exports.palette import LINE, MUTED, accent_of
from models.display import locale_of
from models.records import Look
from models.sealing import seal_of
from models.text import shorten

MARGIN = 54
TOP = 76
BOTTOM = 58
rl_config.useA85 = 0  # bytes as bytes: the file is a fifth smaller, and made faster

Box = tuple[float, float, float, float]
"""Lower left corner, width and height."""
Later = Callable[["Pages"], None]
_PLACE = "%groundwork:"
"""A comment in the page where something is filled in when all pages are known."""


class Pages:
    """The pages made so far; x and y are points from the lower left corner."""

    _carries = True
    """Private, for measuring: False leaves out tags and attachment."""

    def __init__(self, document: Document, cut: Cut = FULL) -> None:
        self.document = document
        self.cut = cut
        look = document.snapshot.one(Look)
        self.accent = accent_of(look.accent)
        self.papers = papers_of(look.paper)
        self.paper = self.papers.usual
        self.number = 0
        self.y = self._top = 0.0
        self.width = 0.0
        self.wide = False
        self.page_of: dict[str, int] = {}
        """Page number of every bookmark."""
        self._later: dict[str, Later] = {}
        fonts.coverage(fonts.REGULAR)
        self.canvas = Canvas(
            BytesIO(),
            pagesize=self.paper,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            # Else every page names Helvetica, not embedded. The stubs take it for a number.
            initialFontName=fonts.REGULAR,  # type: ignore[arg-type]
            lang=locale_of(self.document.snapshot).replace("_", "-"),
        )
        chrome.describe(self.canvas, self.document, cut)
        self.seal = seal_of(document.snapshot)
        self.tags = Tags(self.canvas, on=self._carries)
        self.tag = self.tags.tag

    @property
    def room(self) -> float:
        """Height that is left on the page."""
        return self.y - BOTTOM

    @property
    def at_head(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y >= self._top

    @property
    def left(self) -> float:
        """The left margin."""
        return MARGIN

    @property
    def right(self) -> float:
        """The right margin."""
        return MARGIN + self.width

    def start(self, *, wide: bool = False, sheet: Size | None = None) -> None:
        """Begin a new page, upright unless `wide`; on paper of the size `sheet` if that is said."""
        if self.number:
            self.tags.end_page()
        width, height = sheet or (landscape(self.paper) if wide else self.paper)
        self.canvas.setPageSize((width, height))
        self.number += 1
        self.width, self.y = width - 2 * MARGIN, height - TOP
        self._top = self.y
        self.wide = wide
        self.tags.begin_page()
        with self.tags.artifact("Watermark"):
            chrome.watermark(self, width, height)
        if self.number > 1:
            with self.tags.artifact("Header"):
                chrome.header(self, height - 40)
        with self.tags.artifact("Footer"):
            chrome.footer(self, 32)

    def turn(self) -> None:
        """Go on to the next page of the same kind."""
        self.start(wide=self.wide)

    def need(self, height: float) -> None:
        """Make sure that `height` is left, if need be on the next page; none stays empty."""
        if self.room < height and self.y < self._top:
            self.turn()

    def put(self, made: Paragraph, *, indent: float = 0, after: float = 0) -> None:
        """Set a paragraph, over as many pages as it takes."""
        with self.tags.text():
            self._put(made, indent)
        self.y -= after

    def _put(self, made: Paragraph, indent: float) -> None:
        width = self.width - indent
        while height_of(made, width) > self.room:
            parts = split(made, width, self.room)
            if len(parts) == 2:
                self.draw(parts[0], MARGIN + indent, self.y, width)
                made = parts[1]
            self.turn()
        self.y -= self.draw(made, MARGIN + indent, self.y, width)

    def draw(self, made: Paragraph, x: float, top: float, width: float) -> float:
        """Draw a paragraph below `top`, wherever the cursor is; returns its height."""
        height = height_of(made, width)
        with self.tags.text():
            made.drawOn(self.canvas, x, top - height)
        return height

    def rule(self, y: float, colour: str = LINE, thickness: float = 0.6) -> None:
        """A line from margin to margin."""
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.line(MARGIN, y, self.right, y)

    def box(self, place: Box, *, fill: str = "", edge: str = "", radius: float = 0) -> None:
        """A rectangle, filled, with an edge, or both."""
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if edge:
            self.canvas.setStrokeColor(HexColor(edge))
            self.canvas.setLineWidth(0.8)
        shown = {"stroke": int(bool(edge)), "fill": int(bool(fill))}
        if radius:
            self.canvas.roundRect(*place, radius, **shown)
        else:  # a fifth of the time of one with corners
            self.canvas.rect(*place, **shown)

    def line(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = 7.5,
        colour: str = MUTED,
        bold: bool = False,
        to_the_left: bool = False,
    ) -> None:
        """One line of text that begins at x, or ends there."""
        font = fonts.BOLD if bold else fonts.REGULAR
        if to_the_left:
            x -= fonts.width_of(text, font, size)
        with self.tags.text():
            self.canvas.setFillColor(HexColor(colour))
            for name, part in fonts.runs(text, font):
                self.canvas.setFont(name, size)
                self.canvas.drawString(x, y, part)
                x += self.canvas.stringWidth(part, name, size)

    def bookmark(self, key: str, title: str, level: int) -> None:
        """Make this place a target of links and a line of the PDF's outline."""
        self.page_of[key] = self.number
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=self.y + 24)
        self.canvas.addOutlineEntry(shorten(title, 80), key, level, closed=level == 0)

    def later(self, draw: Later) -> None:
        """Let `draw` fill in this page when all pages are known."""
        self.shared(f"later{len(self._later)}", draw)

    def shared(self, name: str, draw: Later) -> None:
        """Print what `draw` makes when all pages are known, the same wherever `name` is given."""
        self.canvas.addLiteral(_PLACE + name)
        self._later.setdefault(name, draw)

    def finish(self) -> Job:
        """Fill in what was left for later, and return the file."""
        self.tags.end_page()
        document = self.canvas._doc  # type: ignore[attr-defined]
        later = {_PLACE + name: self._drawn(draw) for name, draw in self._later.items()}
        for page in document.Pages.pages:
            lines = page.stream.split("\n")
            page.stream = "\n".join(later.get(line, line) for line in lines)
            yield 0.93
        self._complete(document)
        structure = structuring.objects(document, self.tags) if self._carries else ()
        writing = write(self.canvas, structure)
        while True:
            try:
                next(writing)
            except StopIteration as done:
                return bytes(done.value)
            yield 0.95

    def _drawn(self, draw: Later) -> str:
        """What `draw` draws, as it is put into a page."""
        canvas: Any = self.canvas
        canvas._code = []
        with self.tags.silent():
            draw(self)
        code, canvas._code = canvas._code, []
        return "\n".join(["q", *code, "Q"])

    def _complete(self, document: PDFDocument) -> None:
        """Say in the file what it is and, in the whole charter, carry what it was made from."""
        made_at, snapshot = self.document.made_at, self.document.snapshot
        language = locale_of(snapshot).replace("_", "-")
        metadata.add(document, language=language, made_at=made_at, seal=self.seal)
        if self._carries:
            structuring.announce(document, self.tags)
            if self.cut == FULL:
                attachment.attach(document, attachment.content(snapshot), made_at)
