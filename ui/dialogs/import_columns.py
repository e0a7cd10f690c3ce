"""Which column of a list is which field: each with examples and a drop-down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.i18n import N_, _
from models.incoming.lists.columns import Column, ListTable, at
from models.incoming.lists.words import label_of, targets
from models.incoming.sheets import letters_of
from models.incoming.source import Source
from models.record import Record
from models.text import shorten
from ui import theme
from ui.widgets import label, tip

_HEADS = (N_("Column"), N_("Examples"), N_("Goes into"))
_LONG = 60
_MOST_ROWS = 9_999


class ColumnsPanel(QWidget):
    """The columns of one table at a time. `tables` are as they were corrected."""

    changed = Signal()

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.tables: list[ListTable] = []
        self._language = language
        self._current = -1
        self.head_row = QSpinBox(self)
        self.head_row.setRange(1, _MOST_ROWS)
        # Without buttons, but by the style sheet: `NoButtons` leaves the figure no room there.
        self.head_row.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.head_row.setMaximumWidth(theme.em(5))
        self.head_row.setAccessibleName(_("Row of the heads"))
        self.grid = QTableWidget(0, len(_HEADS), self)
        self.grid.setAccessibleName(_("Columns of the file"))
        self.grid.setHorizontalHeaderLabels([_(head) for head in _HEADS])
        self.grid.verticalHeader().hide()
        self.grid.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.grid.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.grid.setTabKeyNavigation(False)
        for column in (0, 1):
            self.grid.horizontalHeader().setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch
            )
        self.grid.setColumnWidth(2, theme.em(15))
        row = QHBoxLayout()
        row.addWidget(label(_("Row of the heads"), self))
        row.addWidget(self.head_row)
        row.addStretch(1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addLayout(row)
        column_.addWidget(self.grid, 1)
        self.head_row.valueChanged.connect(self._on_head_row)

    def show_tables(
        self, source: Source, record_type: type[Record], found: Sequence[ListTable]
    ) -> None:
        """Show the lists that were found; without any, the first rows of each page."""
        self._current = -1
        self.tables = list(found) or [
            at(page, record_type, min(page.rows), min(page.rows), self._language)
            for page in source.pages
            if page.rows
        ]

    def show_table(self, number: int) -> None:
        """Show the columns of one of the tables."""
        if not 0 <= number < len(self.tables):
            return
        self._current = number
        table = self.tables[number]
        before = self.head_row.blockSignals(True)
        self.head_row.setValue(table.last)
        self.head_row.blockSignals(before)
        names = targets(table.record_type)
        self.grid.setRowCount(len(table.columns))
        for row, column in enumerate(table.columns):
            head = f"{letters_of(column.first)}  {shorten(column.head, _LONG)}"
            examples = " · ".join(shorten(text, _LONG) for text in table.samples(column))
            for place, text in enumerate((head, examples)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(tip(text))
                self.grid.setItem(row, place, item)
            self.grid.setCellWidget(row, 2, self._box(table, column, names))
        self.grid.resizeRowsToContents()
        for row in range(self.grid.rowCount()):
            self.grid.setRowHeight(row, self.grid.rowHeight(row) + theme.em(0.4))

    def _box(self, table: ListTable, column: Column, names: Sequence[str]) -> QComboBox:
        box = QComboBox(self.grid)
        box.setObjectName("standing")  # an editor that is always there
        for name in names:
            box.addItem(label_of(table.record_type, name), name)
        box.setCurrentIndex(max(0, box.findData(column.name)))
        head = column.head or letters_of(column.first)
        box.setAccessibleName(_("What “{head}” goes into").format(head=head))
        box.setProperty("column", column.first)
        box.currentIndexChanged.connect(self._on_chosen)
        return box

    def _on_chosen(self) -> None:
        """A field for a column; the column that had it so far has none now."""
        box = self.sender()
        if not isinstance(box, QComboBox) or self._current < 0:
            return
        table, name = self.tables[self._current], str(box.currentData() or "")
        first = int(box.property("column"))
        names = {c.first: "" for c in table.columns if name and c.name == name}
        self.tables[self._current] = table.with_names({**names, first: name})
        self.show_table(self._current)
        self.changed.emit()

    def _on_head_row(self, row: int) -> None:
        if self._current < 0:
            return
        table = self.tables[self._current]
        if row in table.page.rows:
            found = at(table.page, table.record_type, row, row, self._language)
            self.tables[self._current] = found
            self.show_table(self._current)
            self.changed.emit()
