"""How wide the columns of a table are at first; the user may drag them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from models.fields import Kind
from ui import theme
from ui.table.model import RecordTableModel

_FIRST, _OTHER = 16.0, 5.5
_WIDTHS = {Kind.TEXT: 22.0, Kind.LINE: 12.0, Kind.LINK: 10.5, Kind.CHOICE: 8.0, Kind.DATE: 7.5}
"""Widths in ems by kind; figures are `_OTHER`."""
_MANY = 10
"""Columns of which not all fit a screen: texts make room, so that more of them are in sight."""
_TIGHT_FIRST = 12.5
_TIGHT = _WIDTHS | {Kind.TEXT: 16.0, Kind.LINE: 9.5, Kind.LINK: 9.0}
_NARROWEST = 6.0
_LOOKED_AT = 40
"""Rows that say how wide the texts of a column are."""


def set_widths(table: QTableView, model: RecordTableModel) -> None:
    """Make each column wide enough for what it holds, and for its head on at most two lines."""
    tight = len(model.columns) > _MANY
    header = table.horizontalHeader()
    metrics, lines = header.fontMetrics(), 1
    for number, column in enumerate(model.columns):
        head = str(model.headerData(number, Qt.Orientation.Horizontal))
        if number == 0:
            width = theme.em(_TIGHT_FIRST if tight else _FIRST)
        else:
            width = theme.em((_TIGHT if tight else _WIDTHS).get(column.kind, _OTHER))
            width = _narrowed(table, model, number, width) if tight else width
        width = max(width, _two_lines(metrics, head) + _edge())
        table.setColumnWidth(number, width)
        if metrics.horizontalAdvance(head) + _edge() > width:
            lines = 2
    header.setFixedHeight(lines * metrics.lineSpacing() + theme.em(0.8))


def _narrowed(table: QTableView, model: RecordTableModel, column: int, width: int) -> int:
    """A width that leaves no more room than the texts of the first rows need."""
    rows = range(min(model.rowCount() - model.typing_rows, _LOOKED_AT))
    texts = [str(model.index(row, column).data() or "") for row in rows]
    if not any(texts):
        return width
    needed = max(table.fontMetrics().horizontalAdvance(text[:200]) for text in texts)
    return min(width, max(theme.em(_NARROWEST), needed + theme.em(1)))


def _two_lines(metrics: QFontMetrics, text: str) -> int:
    """The least width in which a text takes no more than two lines."""
    words = text.split()
    parts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words) + 1)]
    return min(max(metrics.horizontalAdvance(part) for part in both) for both in parts)


def _edge() -> int:
    """The room beside the text of a column's head, with the arrow of its sorting."""
    return theme.em(1.4)
