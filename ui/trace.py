"""Chains of cells as one table, gaps marked: traceability, and the cost by category.

Enter or a click on a cell goes to what it names, or to where the gap is closed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.checks import Severity
from models.i18n import _, ngettext
from models.snapshot import Snapshot
from models.trace import Cell, Chain, Row, graded
from ui import theme
from ui.marks import GLYPHS, SEVERITY_COLOURS
from ui.session import Session
from ui.widgets import label

_COLUMNS = 5
_FIRST = 0.24
"""Share of the width that the first column has."""


class ChainsView(QWidget):
    """Chains, one below the other; brought up to date while it is in sight."""

    def __init__(
        self,
        session: Session,
        name: str,
        chains: Callable[[Snapshot], list[Chain]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._chains = chains
        self._stale = True
        self._count = label("", self, name="muted")
        self._only_gaps = QCheckBox(_("Only what is missing"), self)
        self.table = ChainsTable(name, self)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._only_gaps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.5))
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.setAccessibleName(name)
        self._only_gaps.toggled.connect(self._show)
        self.table.chosen.connect(self._go_to)
        session.findings_changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """It comes into sight: bring it up to date."""
        super().showEvent(event)
        if self._stale:
            self._show()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        self._stale = False
        found = graded(self._chains(self.session.snapshot), self.session.findings)
        broken = sum(chain.broken for chain in found)
        whole = sum(len(chain.rows) for chain in found) - broken
        gaps = ngettext("{n} row has a gap", "{n} rows have a gap", broken).format(n=broken)
        text = _("{gaps}, {n} are whole") if broken else _("no gap in {n} rows")
        self._count.setText(text.format(gaps=gaps, n=whole))
        self.table.show_chains(found, only_gaps=self._only_gaps.isChecked())

    def _go_to(self, cell: Cell) -> None:
        if cell.record is not None:
            self.session.reveal_requested.emit(cell.record, cell.field)


class ChainsTable(QTableWidget):
    """The rows of the chains; a heading above each chain."""

    chosen = Signal(object)
    """A `Cell` was clicked, or Enter pressed on it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(0, _COLUMNS, parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.em(1.7))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        edge, side = theme.em(0.25), theme.em(0.25)
        self.setStyleSheet(f"QTableWidget::item {{ padding: {edge}px {side}px; }}")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._cells: list[Row] = []
        """The cells of each row; none in rows of headings."""
        self.cellClicked.connect(self._on_cell)

    def show_chains(self, found: list[Chain], *, only_gaps: bool) -> None:
        """Show these chains, whole, or only the rows in which something is missing."""
        here = self.currentRow(), self.currentColumn()
        self.clearSpans()
        self.setRowCount(0)
        self._cells = []
        for chain in found:
            rows = [row for row in chain.rows if not only_gaps or any(c.missing for c in row)]
            self._add_heading(chain, len(rows))
            for row in rows:
                self._add_row([_item(cell) for cell in row], row)
        if 0 <= here[0] < self.rowCount():
            self.setCurrentCell(*here)
        elif self.rowCount():
            self.setCurrentCell(min(2, self.rowCount() - 1), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a row is about has the most room."""
        super().resizeEvent(event)
        width = self.viewport().width()
        first = int(width * _FIRST)
        for column in range(_COLUMNS):
            self.setColumnWidth(column, (width - first) // (_COLUMNS - 1) if column else first)
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to where the cell leads."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_cell(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def _add_heading(self, chain: Chain, rows: int) -> None:
        title = QTableWidgetItem(chain.title)
        title.setFont(theme.font(strong=True))
        title.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._add_row([title])
        self.setSpan(self.rowCount() - 1, 0, 1, _COLUMNS)
        if rows:
            self._add_row([_head(text) for text in chain.heads])
        else:
            nothing = _("nothing yet") if not chain.rows else _("nothing is missing")
            self._add_row([_head(nothing)])

    def _add_row(self, items: list[QTableWidgetItem], cells: Row = ()) -> None:
        row = self.rowCount()
        self.insertRow(row)
        self._cells.append(cells)
        for column in range(_COLUMNS):
            item = items[column] if column < len(items) else _head("")
            self.setItem(row, column, item)

    def _on_cell(self, row: int, column: int) -> None:
        cells = self._cells[row] if 0 <= row < len(self._cells) else ()
        if 0 <= column < len(cells):
            self.chosen.emit(cells[column])


def _head(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setForeground(theme.colour("muted"))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item


def _item(cell: Cell) -> QTableWidgetItem:
    weight = cell.severity or Severity.HINT
    text = f"{GLYPHS[weight]} {cell.text}" if cell.missing else cell.text
    item = QTableWidgetItem(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    if cell.missing:
        item.setForeground(theme.colour(SEVERITY_COLOURS[weight]))
        spoken = _("{text}, missing").format(text=cell.text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    return item
