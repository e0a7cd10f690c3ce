"""How the workbook looks: colours and cell styles, each built once per workbook.

Setting a font or fill on a cell looks the object up in openpyxl's style tables every time. A
finished style is only a `StyleArray` of indexes, though, and cells may share one: so each look
is set on one scratch cell and its array is handed to every cell that looks the same. That is
what keeps 10,000 rows close to openpyxl without any styles (`benchmarks/workbook.py`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.writer.theme import theme_xml

from exports import palette

# openpyxl wants colours without the sign in front.
ACCENT = palette.ACCENT[1:]
"""Headers and titles."""
CALCULATED = "4A6A74"
"""Headers of columns that are calculated."""
PALE = "EEF4F5"
INK = palette.INK[1:]
GREY = palette.MUTED[1:]
WHITE = palette.WHITE[1:]
AMBER = palette.AMBER[1:]
BAR = palette.BAR[1:]
DIM = "8B95A1"
"""Bars of what does not count; 3:1 on white, and 5:1 below `INK`."""
TINT = palette.TINT[1:]
QUIET = palette.GREY[1:]
RULE = palette.LINE[1:]
ALERT = palette.RED[1:]

FONT = "Calibri"
TABLE_STYLE = "TableStyleLight2"
"""Banded in the theme's first accent, which `brand` makes ours."""


class Look(NamedTuple):
    """The finished style of a cell, and the same for text that must not become anything else."""

    plain: StyleArray
    quoted: StyleArray


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _font(size: float = 10, *, bold: bool = False, colour: str = INK, line: Any = None) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour, underline=line)


_HAIRLINE = Border(bottom=Side("thin", color=RULE))
_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
_RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
_FLAT = Alignment(horizontal="left", vertical="center", indent=1)
_AMOUNT = Alignment(horizontal="right", vertical="center", indent=1)
_TOP_MIDDLE = Alignment(horizontal="center", vertical="top")
_HEADER_AMOUNT = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=2)
"""Right of it is the filter's button."""
_HEADER_RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEADER = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_UPRIGHT = Alignment(horizontal="center", vertical="bottom", wrap_text=True, text_rotation=90)

Parts = dict[str, dict[str, Any]]
"""What makes up each look, by its name: attributes of a cell."""

_STYLES: Parts = {
    "title": {
        "font": _font(16, bold=True, colour=ACCENT),
        "alignment": Alignment(vertical="center", indent=1),
    },
    "note": {"font": _font(colour=GREY), "alignment": Alignment(vertical="top", indent=1)},
    "note_folded": {
        "font": _font(colour=GREY),
        "alignment": Alignment(vertical="top", wrap_text=True, indent=1),
    },
    "block": {
        "font": _font(11, bold=True, colour=ACCENT),
        "border": Border(bottom=Side("medium", color=ACCENT)),
        "alignment": _FLAT,
    },
    "block_name": {
        "font": _font(8, colour=GREY),
        "border": Border(bottom=Side("medium", color=ACCENT)),
        "alignment": _FLAT,
    },
    "name": {"font": _font(8, colour=GREY), "border": _HAIRLINE, "alignment": _FLAT},
    "header": {
        "font": _font(bold=True, colour="FFFFFF"),
        "fill": _fill(ACCENT),
        "alignment": _HEADER,
    },
    "header_calculated": {
        "font": _font(bold=True, colour="FFFFFF"),
        "fill": _fill(CALCULATED),
        "alignment": _HEADER,
    },
    "header_amount": {
        "font": _font(bold=True, colour="FFFFFF"),
        "fill": _fill(ACCENT),
        "alignment": _HEADER_AMOUNT,
    },
    "header_calculated_amount": {
        "font": _font(bold=True, colour="FFFFFF"),
        "fill": _fill(CALCULATED),
        "alignment": _HEADER_AMOUNT,
    },
    "header_right": {
        "font": _font(bold=True, colour="FFFFFF"),
        "fill": _fill(ACCENT),
        "alignment": _HEADER_RIGHT,
    },
    "header_middle": {
        "font": _font(bold=True, colour="FFFFFF"),
        "fill": _fill(ACCENT),
        "alignment": _MIDDLE,
    },
    "header_upright": {
        "font": _font(bold=True, colour="FFFFFF"),
        "fill": _fill(ACCENT),
        "alignment": _UPRIGHT,
    },
    "text": {"font": _font(), "border": _HAIRLINE, "alignment": _LEFT},
    "label": {"font": _font(colour=GREY), "border": _HAIRLINE, "alignment": _LEFT},
    "number": {"font": _font(), "border": _HAIRLINE, "alignment": _RIGHT},
    "letter": {"font": _font(bold=True), "border": _HAIRLINE, "alignment": _TOP_MIDDLE},
    "caption": {"font": _font(colour=GREY), "border": _HAIRLINE, "alignment": _FLAT},
    "explained": {"font": _font(9, colour=GREY), "border": _HAIRLINE, "alignment": _FLAT},
    "fact": {"font": _font(), "border": _HAIRLINE, "alignment": _FLAT},
    "figure": {"font": _font(11, bold=True), "border": _HAIRLINE, "alignment": _AMOUNT},
    "amount": {"font": _font(), "border": _HAIRLINE, "alignment": _AMOUNT},
    "calculated": {
        "font": _font(),
        "fill": _fill(PALE),
        "border": _HAIRLINE,
        "alignment": _RIGHT,
    },
    "calculated_text": {
        "font": _font(),
        "fill": _fill(PALE),
        "border": _HAIRLINE,
        "alignment": _LEFT,
    },
    "total": {
        "font": _font(bold=True),
        "fill": _fill(PALE),
        "border": _HAIRLINE,
        "alignment": _RIGHT,
    },
    "total_label": {"font": _font(bold=True), "border": _HAIRLINE, "alignment": _LEFT},
    "link": {
        "font": _font(colour=ACCENT, line="single"),
        "border": _HAIRLINE,
        "alignment": _FLAT,
    },
}


class Styles:
    """The looks of one workbook, by name and number format; `parts` adds some of its own."""

    def __init__(self, book: Workbook, parts: Parts | None = None) -> None:
        self._parts = _STYLES | (parts or {})
        self._sheet = book.worksheets[0]
        self._looks: dict[tuple[str, str], Look] = {}

    def look(self, name: str, number_format: str = "General") -> Look:
        """The look called `name` with a number format; made on first use."""
        key = (name, number_format)
        if key not in self._looks:
            self._looks[key] = Look(
                self._array(name, number_format, quoted=False),
                self._array(name, number_format, quoted=True),
            )
        return self._looks[key]

    def _array(self, name: str, number_format: str, *, quoted: bool) -> StyleArray:
        scratch: Any = Cell(self._sheet, row=1, column=1)
        for part, value in self._parts[name].items():
            setattr(scratch, part, value)
        scratch.number_format = number_format
        scratch.quotePrefix = quoted
        array: StyleArray = scratch._style
        return array


def mark(formula: str, *, ink: str, fill: str = "", bold: bool = False) -> Rule:
    """A conditional format: font and fill where `formula` holds; the first that does wins."""
    return Rule(
        type="expression",
        formula=[formula],
        stopIfTrue=True,
        dxf=DifferentialStyle(
            font=Font(color=ink, bold=bold or None),
            fill=PatternFill("solid", bgColor=fill) if fill else None,
        ),
    )


def brand(book: Workbook) -> None:
    """Make the accent the theme's first colour, so that Excel's own table bands match it."""
    book.loaded_theme = theme_xml.replace('val="4F81BD"', f'val="{ACCENT}"').encode()
