"""The paper: pages, the place where the next thing goes, and what is filled in at the end.

A plain cursor instead of platypus' document template: it measures only what goes on the page
at hand, so that a long export is linear and can be stopped after every page, and page numbers
need no second pass (`Pages.later`).
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from exports.charter import chrome, fonts
from exports.charter.text import height_of, split
from exports.document import Document, Job
from exports.palette import LINE, MUTED, WHITE
from models.display import locale_of
from models.text import shorten

MARGIN = 54
TOP = 76
BOTTOM = 58
rl_config.useA85 = 0  # bytes as bytes: the file is a fifth smaller, and made faster

Box = tuple[float, float, float, float]
"""Lower left corner, width and height."""
Later = Callable[["Pages"], None]


class Pages:
    """The pages made so far; x and y are points from the lower left corner."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.number = 0
        self.y = self._top = 0.0
        self.width = 0.0
        self.wide = False
        self.page_of: dict[str, int] = {}
        """Page number of every bookmark."""
        self._buffer = BytesIO()
        self._later: dict[str, Later] = {}
        fonts.coverage(fonts.REGULAR)
        self.canvas = Canvas(
            self._buffer,
            pagesize=A4,
            pageCompression=1,
            invariant=1,
            # Else every page names Helvetica, not embedded. The stubs take it for a number.
            initialFontName=fonts.REGULAR,  # type: ignore[arg-type]
            lang=locale_of(self.document.snapshot).replace("_", "-"),
        )
        chrome.describe(self.canvas, self.document)

    @property
    def room(self) -> float:
        """Height that is left on the page."""
        return self.y - BOTTOM

    @property
    def left(self) -> float:
        """The left margin."""
        return MARGIN

    @property
    def right(self) -> float:
        """The right margin."""
        return MARGIN + self.width

    def start(self, *, wide: bool = False) -> None:
        """Begin a new page, upright unless `wide`."""
        if self.number:
            self.canvas.showPage()
        width, height = landscape(A4) if wide else A4
        self.canvas.setPageSize((width, height))
        self.number += 1
        self.width, self.y = width - 2 * MARGIN, height - TOP
        self._top = self.y
        self.wide = wide
        if self.number > 1:
            chrome.header(self, height - 40)
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
        width = self.width - indent
        while height_of(made, width) > self.room:
            parts = split(made, width, self.room)
            if len(parts) == 2:
                self.draw(parts[0], MARGIN + indent, self.y, width)
                made = parts[1]
            self.turn()
        self.y -= self.draw(made, MARGIN + indent, self.y, width) + after

    def draw(self, made: Paragraph, x: float, top: float, width: float) -> float:
        """Draw a paragraph below `top`, wherever the cursor is; returns its height."""
        height = height_of(made, width)
        made.drawOn(self.canvas, x, top - height)
        return height

    def rule(self, y: float, colour: str = LINE, thickness: float = 0.6) -> None:
        """A line from margin to margin."""
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.line(MARGIN, y, self.right, y)

    def box(self, place: Box, *, fill: str = "", edge: str = "", radius: float = 0) -> None:
        """A rectangle, filled, with an edge, or both."""
        self.canvas.setFillColor(HexColor(fill or WHITE))
        self.canvas.setStrokeColor(HexColor(edge or WHITE))
        self.canvas.setLineWidth(0.8)
        shown = {"stroke": int(bool(edge)), "fill": int(bool(fill))}
        self.canvas.roundRect(*place, radius, **shown)

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
        self.canvas.doForm(name)
        self._later.setdefault(name, draw)

    def finish(self) -> Job:
        """Fill in what was left for later, and return the file."""
        self.canvas.showPage()
        for name, draw in self._later.items():
            self.canvas.beginForm(name, 0, -10, 1000, 1000)
            draw(self)
            self.canvas.endForm()
            yield 0.95
        self.canvas.save()
        return self._buffer.getvalue()
