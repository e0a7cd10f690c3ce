"""The same table of 1,000 rows by Groundwork, WeasyPrint and fpdf2, for information.

python -m benchmarks.tables

Six columns on A4, upright, the same texts, font and widths, the head repeated on every page.
Groundwork's and WeasyPrint's are tagged for PDF/UA-1; fpdf2 has no tags for tables.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO

import pikepdf

from benchmarks.measure import calm, milliseconds
from exports.charter import fonts, table
from exports.charter.pages import Pages
from exports.charter.text import paragraph, style
from exports.document import Document, Job, run
from models.paths import RESOURCES
from models.snapshot import Snapshot

ROWS = 1_000
HEADS = ("Requirement", "Area", "Reference", "Owner", "Due", "Status")
SHARES = (0.36, 0.14, 0.14, 0.14, 0.12, 0.1)
SIZE = 8.0
_FONTS = RESOURCES / "fonts"
Rows = list[tuple[str, ...]]


def rows() -> Rows:
    """What stands in the cells."""
    return [
        (
            f"Requirement {n} that the service has to obey in daily use",
            ("Information", "Access", "Incidents", "Human oversight")[n % 4],
            f"House rule {n}",
            f"Function {n % 20}",
            f"{1 + n % 28} Mar 2026",
            ("open", "met")[n % 2],
        )
        for n in range(ROWS)
    ]


def groundwork(cells: Rows) -> bytes:
    """The table as the charter draws it."""
    return run(_drawn(cells))


def _drawn(cells: Rows) -> Job:
    pages = Pages(Document(Snapshot()))
    pages.start()
    look, head = style(SIZE), style(SIZE, bold=True)
    widths = [table.room(pages) * share for share in SHARES]
    cols = table.columns(widths, [paragraph(text, head) for text in HEADS], named=0)
    made = (table.Row([paragraph(text, look) for text in row]) for row in cells)
    for _nothing in table.draw(pages, cols, made):
        yield 0.5
    return (yield from pages.finish())


def weasyprint(cells: Rows) -> bytes:
    """As a page of HTML."""
    from weasyprint import HTML  # type: ignore[import-untyped]  # noqa: PLC0415 - for this
    from weasyprint.text.fonts import (  # type: ignore[import-untyped]  # noqa: PLC0415
        FontConfiguration,
    )

    css = f"""
        @font-face {{ font-family: Plex; src: url(file://{_FONTS}/{fonts.REGULAR}.ttf) }}
        @font-face {{ font-family: Plex; font-weight: 600;
                      src: url(file://{_FONTS}/{fonts.BOLD}.ttf) }}
        @page {{ size: A4; margin: 54pt }}
        body {{ font: {SIZE}pt Plex; margin: 0 }}
        table {{ width: 100%; table-layout: fixed; border-collapse: collapse }}
        th, td {{ text-align: left; vertical-align: top; padding: 3.6pt 4.5pt;
                  border-bottom: 0.6pt solid #dde2e7 }}
        tr {{ break-inside: avoid }}
    """
    columns = "".join(f'<col style="width: {share:.0%}">' for share in SHARES)
    head = _line("th", HEADS)
    body = "".join(_line("td", row) for row in cells)
    page = (
        f'<html lang="en"><head><title>Table</title><style>{css}</style></head><body><table>'
        f"<colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table></body>"
    )
    configuration = FontConfiguration()
    made = HTML(string=page).write_pdf(font_config=configuration, pdf_variant="pdf/ua-1")
    return bytes(made or b"")


def _line(kind: str, row: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<{kind}>{escape(text)}</{kind}>" for text in row) + "</tr>"


def fpdf2(cells: Rows) -> bytes:
    """With fpdf2's own tables."""
    from fpdf import FPDF  # noqa: PLC0415 - for this only

    pdf = FPDF(unit="pt", format="A4")
    pdf.set_margin(54)
    pdf.add_font("Plex", fname=str(_FONTS / f"{fonts.REGULAR}.ttf"))
    pdf.add_font("Plex", style="B", fname=str(_FONTS / f"{fonts.BOLD}.ttf"))
    pdf.set_font("Plex", size=SIZE)
    pdf.add_page()
    widths = tuple(round(100 * share) for share in SHARES)
    with pdf.table(
        [HEADS, *cells], col_widths=widths, line_height=SIZE * 1.35, padding=3, text_align="LEFT"
    ):
        pass
    return bytes(pdf.output())


def compared() -> Iterator[str]:
    """One line each: time, pages and size. The first run of each, which loads it, is left out."""
    for name in ("fontTools", "weasyprint"):
        logging.getLogger(name).setLevel(logging.ERROR)
    cells = rows()
    makers: tuple[Callable[[Rows], bytes], ...] = (groundwork, weasyprint, fpdf2)
    for make in makers:
        make(cells[:20])
        calm()
        made: list[bytes] = []
        time = milliseconds(lambda make=make, made=made: made.append(make(cells)))  # type: ignore[misc]
        with pikepdf.open(BytesIO(made[0])) as pdf:
            pages = len(pdf.pages)
        size = f"{pages} pages  {len(made[0]) / 1000:.0f} kB"
        yield f"{ROWS:,}-row table, {make.__name__:<10} {time:7.0f} ms  {size}"


if __name__ == "__main__":
    for said in compared():
        print(said)
