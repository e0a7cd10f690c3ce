"""What the figures of a chart are, and the looks that all charts share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend, LegendEntry
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.utils import get_column_letter

from exports.workbook.cells import Formula, Result
from exports.workbook.names import reference
from exports.workbook.references import quoted
from exports.workbook.style import ACCENT, FONT, GREY, INK, RULE, WHITE
from models.i18n import _

TITLE_SIZE, TEXT_SIZE = 1200, 800
"""Hundredths of a point."""

UNITS = ((1e7, ",,"), (1e4, ","))
"""From which amount on figures are shown in millions and thousands, as a number format says it."""


@dataclass(frozen=True, slots=True)
class Block:
    """The figures of one chart: a line of heads, and the rows below it."""

    title: str
    heads: tuple[str, ...]
    first: int
    """The row of the sheet in which the figures begin."""
    rows: list[list[Any]]
    """Text, formulas with their results, or None where a cell stays empty."""
    money: bool = True
    label_column: int = 1
    """The column of the words beside the bars."""
    aside: bool = False
    """The last row is not drawn: it was empty when the chart was made."""

    @property
    def last(self) -> int:
        """The row of the sheet in which they end."""
        return self.first + len(self.rows) - 1

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.heads)

    @property
    def calculated(self) -> list[str]:
        """The heads of the columns that hold figures, not words."""
        words = (1, self.label_column)
        return [head for place, head in enumerate(self.heads, 1) if place not in words]

    @property
    def drawn(self) -> list[list[Any]]:
        """The rows that the chart shows."""
        return self.rows[:-1] if self.aside else self.rows

    def results(self, column: int) -> list[Result]:
        """What a column of the chart shows as it was written; the first one is 1."""
        values = (row[column - 1] for row in self.drawn)
        return [value.result if isinstance(value, Formula) else value for value in values]

    def cells(self, sheet: str, column: int) -> str:
        """A reference to the figures of a column; the first one is 1."""
        letter = get_column_letter(column)
        last = self.first + len(self.drawn) - 1
        return reference(sheet, f"${letter}${self.first}:${letter}${last}")

    def head(self, sheet: str, column: int) -> str:
        """A reference to the head of a column."""
        return reference(sheet, f"${get_column_letter(column)}${self.first - 1}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with what it shows in words, for those who cannot see it."""

    drawn: BarChart
    says: str
    missing: Formula
    """What it still needs, as a sentence below it; nothing once it is there."""


def unless(known: str, sentence: str, *, now: bool, aside: str = "") -> Formula:
    """A sentence that stands in its cell until something is known; `now` says whether it is.

    `aside` says whether the row that is not drawn has anything by now: then that is said instead.
    """
    more = f'IF({aside},{quoted(_left_out())},"")' if aside else '""'
    return Formula(f"IF({known},{more},{quoted(sentence)})", "" if now else sentence)


def _left_out() -> str:
    return _("Something was added that is not on this chart; see the sheet with its figures.")


def bars(title: str) -> BarChart:
    """An empty chart of stacked bars without any of the usual decoration."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    chart.title = Title(tx=Text(rich=_rich(title, TITLE_SIZE, ACCENT, bold=True)))
    chart.title.overlay = False
    chart.title.layout = Layout(ManualLayout(xMode="edge", yMode="edge", x=0.012, y=0.02))
    chart.graphical_properties = GraphicalProperties(
        solidFill=WHITE, ln=LineProperties(solidFill=RULE)
    )
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.majorGridlines = None
        axis.majorTickMark = axis.minorTickMark = "none"
        axis.txPr = letters(TEXT_SIZE, INK)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=RULE))
    chart.legend = None
    chart.roundedCorners = False
    return chart


def series(block: Block, sheet: str, column: int, looks: GraphicalProperties) -> Series:
    """A series with the figures of one column; it is called what the column's head says."""
    labels = block.label_column
    return Series(
        order=column,
        idx=column,
        tx=SeriesLabel(strRef=StrRef(block.head(sheet, column), _words([block.heads[column - 1]]))),
        cat=AxDataSource(strRef=StrRef(block.cells(sheet, labels), _words(block.results(labels)))),
        val=NumDataSource(numRef=NumRef(block.cells(sheet, column), _numbers(block, column))),
        spPr=looks,
    )


def _words(results: Sequence[Any]) -> StrData:
    points = [StrVal(idx=place, v=str(text)) for place, text in enumerate(results) if text]
    return StrData(ptCount=len(results), pt=points)


def _numbers(block: Block, column: int) -> NumData:
    points = [
        NumVal(idx=place, v=repr(number))
        for place, number in enumerate(block.results(column))
        if isinstance(number, int | float)
    ]
    return NumData(formatCode="General", ptCount=len(block.drawn), pt=points)


def nothing() -> GraphicalProperties:
    """The looks of what carries the others and is not seen itself."""
    return GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))


def filled(colour: str) -> GraphicalProperties:
    """The looks of a plain bar. Without an outline: it would show where a bar has no length."""
    return GraphicalProperties(solidFill=colour, ln=LineProperties(noFill=True))


def hatched(colour: str) -> GraphicalProperties:
    """The looks of a bar that says something else than the plain ones."""
    inks: Any = colour, WHITE
    ink, ground = (ColorChoice(srgbClr=each) for each in inks)
    pattern = PatternFillProperties(prst="wdUpDiag", fgClr=ink, bgClr=ground)
    return GraphicalProperties(pattFill=pattern, ln=LineProperties(noFill=True))


def figures_on(found: Series, number_format: str, ink: str, position: str = "ctr") -> None:
    """Write the figures of a series on its bars; "t" is above, for a line."""
    labels = DataLabelList(numFmt=number_format, dLblPos=position, showVal=True)
    labels.showLegendKey = labels.showCatName = labels.showSerName = labels.showPercent = False
    labels.showLeaderLines = None
    labels.txPr = letters(TEXT_SIZE, ink, bold=True)
    found.dLbls = labels


def legend(chart: BarChart, hidden: Iterable[int]) -> None:
    """A legend on top, without the series that are not seen; the first one is 0."""
    chart.legend = Legend()
    chart.legend.position, chart.legend.overlay = "t", False
    chart.legend.txPr = letters(TEXT_SIZE, INK)
    chart.legend.legendEntry = [LegendEntry(idx=place, delete=True) for place in hidden]


def axis_title(text: str) -> Title:
    """The title of an axis."""
    title = Title(tx=Text(rich=_rich(text, TEXT_SIZE, GREY)))
    title.overlay = False
    return title


def letters(size: int, ink: str, *, bold: bool = False) -> RichText:
    """How the words of an axis, a legend or a label look."""
    character = _character(size, ink, bold=bold)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=character), endParaRPr=character)
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def _rich(text: str, size: int, ink: str, *, bold: bool = False) -> RichText:
    character = _character(size, ink, bold=bold)
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=character), r=[RegularTextRun(rPr=character, t=text)]
    )
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def _character(size: int, ink: str, *, bold: bool) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=ink, latin=Font(typeface=FONT))


def scale_of(largest: float) -> tuple[str, str]:
    """How amounts up to `largest` are written on a chart: their number format, and in what."""
    names = {",,": _("million"), ",": _("thousand")}
    found = next((end for least, end in UNITS if largest >= least), "")
    return f"#,##0{found}", names.get(found, "")
