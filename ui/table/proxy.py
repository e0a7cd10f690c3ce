"""Sorting and filtering on top of the stored order, which they never disturb."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from models.record import Record
from ui.table.model import RecordTableModel

Index = QModelIndex | QPersistentModelIndex


class RecordProxy(QSortFilterProxyModel):
    """Shows the rows that hold all the words typed, in the order of one column or as stored."""

    def __init__(self, source: RecordTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self._words: list[str] = []
        self.setSourceModel(source)
        self.setDynamicSortFilter(False)

    @property
    def arranged(self) -> bool:
        """Whether rows are filtered or sorted, so that moving them would mean nothing."""
        return bool(self._words) or self.sortColumn() >= 0

    def set_words(self, text: str) -> None:
        """Show only rows that hold every word of `text` somewhere."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def record_at(self, row: int) -> Record | None:
        """The record in a shown row; None for the row in which a new one is typed."""
        return self.source.record_at(self.mapToSource(self.index(row, 0)).row())

    def row_of(self, record: Record) -> int:
        """The shown row of a record, or -1 where it is filtered out."""
        return self.mapFromSource(self.source.index(self.source.row_of(record), 0)).row()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Every word occurs in some column; the row for a new record is always there."""
        if not self._words or self.source.record_at(row) is None:
            return True
        texts = [
            str(self.source.data(self.source.index(row, c)) or "").casefold()
            for c in range(self.source.columnCount())
        ]
        return all(any(word in text for text in texts) for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Empty values and the row for a new record stand last in either direction."""
        empty_left, a = self.source.sort_key(left.row(), left.column())
        empty_right, b = self.source.sort_key(right.row(), right.column())
        ascending = self.sortOrder() == Qt.SortOrder.AscendingOrder
        if empty_left != empty_right:
            return empty_right if ascending else empty_left
        if empty_left:
            return (left.row() < right.row()) == ascending
        return bool(a < b)
