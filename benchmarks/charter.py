"""The charter against bare reportlab, against itself without tags, and against its own length.

python -m benchmarks.charter

What bare reportlab draws is taken from one run of the charter: the same number of pages, and on
each the same paragraphs (`Paragraph` from the same text, in the same style, wrapped to the same
width) and single lines (`drawString`) at the same places. It measures nothing twice, decides
nothing, looks for no findings, draws no lines, pictures or colours behind cells, has no tags, no
links and no bookmarks. That is the least that anybody pays who writes this report with reportlab.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple
from unittest.mock import patch
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from benchmarks.measure import Result, calm, compare, milliseconds, show
from benchmarks.sample import actions, requirements, targets
from exports.charter import charter, fonts
from exports.charter.pages import Pages
from exports.document import Document, run
from models.example import example_path
from models.interchange import from_json
from models.record import Record
from models.records import Group, Person
from models.snapshot import Snapshot, Table

FEW, MANY = 500, 4_000
RUNS = 3
BUDGET, BARE, TAGGED = 9.0, 2.0, 1.5
PAIRS = 7


class Words(NamedTuple):
    """A text as it was drawn: a paragraph where it has a width, else a line."""

    page: int
    text: str
    x: float
    y: float
    width: float
    look: ParagraphStyle | tuple[str, float]


def measure() -> list[Result]:
    """The three ratios."""
    return [against_bare(), against_untagged(), against_length()]


def against_bare() -> Result:
    """The whole charter of the example against bare reportlab."""
    subject = example()
    words = recorded(subject)
    ours, theirs = [], []
    for _ in range(PAIRS):
        calm()
        ours.append(milliseconds(lambda: run(charter(subject))))
        calm()
        theirs.append(milliseconds(lambda: bare(words)))
    names = ("charter", f"{words[-1].page} pages with the same {len(words):,} texts")
    return compare("charter of the example against bare reportlab", BARE, ours, theirs, names)


def against_untagged() -> Result:
    """The whole charter of the example against the same without tags and attachment."""
    subject = example()
    run(charter(subject))
    with_, without = [], []
    for _ in range(PAIRS):
        calm()
        with_.append(milliseconds(lambda: run(charter(subject))))
        calm()
        with patch.object(Pages, "_carries", new=False):
            without.append(milliseconds(lambda: run(charter(subject))))
    names = ("tagged, with its data", "plain")
    return compare("charter with tags and attachment", TAGGED, with_, without, names)


def against_length() -> Result:
    """Time for the long charter over that for the short one."""
    short, long = document(FEW), document(MANY)
    run(charter(short))  # loads fonts and libraries
    few, many = [], []
    for _ in range(RUNS):
        calm()
        few.append(milliseconds(lambda: run(charter(short))))
        calm()
        many.append(milliseconds(lambda: run(charter(long))))
    names = (f"{MANY:,} rows", f"{FEW} rows")
    return compare(f"charter with {MANY:,} table rows against {FEW}", BUDGET, many, few, names)


def example() -> Document:
    """The example, made at a fixed moment."""
    records = from_json(example_path().read_text(encoding="utf-8"))
    return Document(_snapshot(records), (), datetime(2026, 11, 24, 16, 30, tzinfo=UTC))


def document(rows: int) -> Document:
    """A workshop with so many rows: value targets, requirements and actions."""
    people = [Person.new(float(n), name=f"Function {n}") for n in range(20)]
    groups = [Group.new(float(n), name=f"Group {n}") for n in range(20)]
    share = (rows - len(people) - len(groups)) // 3
    records: list[Record] = [
        *people,
        *groups,
        *requirements(share, people),
        *targets(share, people, groups),
        *actions(rows - 2 * share - len(people) - len(groups), people),
    ]
    return Document(_snapshot(records))


def _snapshot(records: list[Record]) -> Snapshot:
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.type_name, {})[record.id] = record
    return Snapshot({name: Table(rows_) for name, rows_ in tables.items()})


def recorded(subject: Document) -> list[Words]:
    """Every text of the charter with its place."""
    found: list[Words] = []
    with _recording(found):
        run(charter(subject))
    return sorted(found, key=lambda words: words.page)


@contextmanager
def _recording(found: list[Words]) -> Iterator[None]:
    draw_on, draw_string = Paragraph.drawOn, Canvas.drawString

    def paragraph(self: Any, canvas: Any, x: float, y: float, *more: Any) -> None:
        left, low = canvas.absolutePosition(x, y)
        text = self.getPlainText(identify=False)
        found.append(Words(canvas.getPageNumber(), text, left, low, self.width, self.style))
        draw_on(self, canvas, x, y, *more)

    def line(self: Any, x: float, y: float, text: str, *more: Any, **others: Any) -> None:
        left, low = self.absolutePosition(x, y)
        look = (self._fontname, self._fontsize)
        found.append(Words(self.getPageNumber(), text, left, low, 0.0, look))
        draw_string(self, x, y, text, *more, **others)

    with patch.object(Paragraph, "drawOn", paragraph), patch.object(Canvas, "drawString", line):
        yield


def bare(words: list[Words]) -> bytes:
    """The same texts on as many pages, by reportlab alone."""
    out = BytesIO()
    fonts.coverage(fonts.REGULAR)
    canvas = Canvas(out, pagesize=A4, pageCompression=1)
    page = 1
    for one in words:
        while page < one.page:
            canvas.showPage()
            page += 1
        if isinstance(one.look, ParagraphStyle):
            made = Paragraph(escape(one.text).replace("\n", "<br/>"), one.look)
            made.wrap(one.width, 10_000)
            made.drawOn(canvas, one.x, one.y)
        else:
            canvas.setFont(*one.look)
            canvas.drawString(one.x, one.y, one.text)
    canvas.save()
    return out.getvalue()


def longest_wait(rows: int = MANY) -> float:
    """Seconds between two moments at which the charter can be stopped, at worst."""
    worst, last = 0.0, time.perf_counter()
    for _progress in charter(document(rows)):
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
    return max(worst, time.perf_counter() - last)


if __name__ == "__main__":
    show(measure())
    print(f"longest wait for a cancel, {MANY:,} rows: {longest_wait():.2f} s (at most 0.3)")
