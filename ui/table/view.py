"""The table in which records are entered: made for typing as fast as people talk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from models import actions, paste
from models.clipboard import join_block, split_block
from models.errors import Refusal
from models.fields import Kind
from models.i18n import _
from models.record import Record
from ui import theme
from ui.session import Session
from ui.table.delegate import RecordDelegate
from ui.table.frozen import FrozenTableView
from ui.table.model import RecordTableModel
from ui.table.proxy import RecordProxy
from ui.table.widths import set_widths

_WORDS = (Kind.LINE, Kind.TEXT, Kind.LINK, Kind.CHOICE)
_MOVE_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def first_selected(view: QTableView) -> tuple[int, int]:
    """Row and column from which a block is pasted: where the selection begins."""
    cells = [index for index in (*view.selectedIndexes(), view.currentIndex()) if index.isValid()]
    rows, columns = [index.row() for index in cells], [index.column() for index in cells]
    return min(rows, default=0), min(columns, default=0)


class RecordTable(FrozenTableView):
    """A table of one record type. What the keys do is listed in `ui.keys`."""

    def __init__(
        self, session: Session, record_type: type[Record], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.record_type = record_type
        self.source = RecordTableModel(session, record_type, self)
        self.proxy = RecordProxy(self.source, self)
        self._delegate = RecordDelegate(self)
        self._delegate.enter_pressed.connect(self._on_enter)
        self._delegate.refused.connect(session.refused)
        self._delegate.mended.connect(session.mended)
        self.set_delegates(self._delegate, RecordDelegate(self))
        self.setModel(self.proxy)
        self.setAccessibleName(record_type.plural())
        self.setAccessibleDescription(record_type.hint())
        self._set_up_behaviour()
        self._set_up_headers()
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self._fit_rows)
        self._wrapping = [
            number
            for number, column in enumerate(self.source.columns)
            if number == 0 or column.kind in _WORDS
        ]
        """Columns whose text can take more than one line."""
        self._fitted: set[int] = set()
        """Rows whose height is known to be right."""
        self.proxy.dataChanged.connect(self._on_data_changed)
        self.verticalScrollBar().valueChanged.connect(self._fit_soon)
        for signal in (
            self.proxy.rowsInserted,
            self.proxy.rowsRemoved,
            self.proxy.layoutChanged,
            self.proxy.modelReset,
            self.horizontalHeader().sectionResized,
        ):
            signal.connect(self._fit_all)

    def _set_up_behaviour(self) -> None:
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed
            if self.session.writable
            else trigger.NoEditTriggers
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)

    def _set_up_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.em(1.7))
        rows.setSectionsMovable(self.session.writable)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        rows.setMinimumWidth(theme.em(1.8))
        rows.sectionMoved.connect(self._on_row_dragged)
        columns.setHighlightSections(False)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.sortIndicatorChanged.connect(self._on_sort)
        set_widths(self, self.source)

    # What the menus and keys call; the matrix offers the same.

    def add_row(self) -> None:
        """Start typing a new record."""
        if self._written_by_program():
            return
        index = self.proxy.index(self.proxy.rowCount() - 1, 0)
        self._go_to(index)
        self.edit(index)

    def delete_rows(self) -> None:
        """Delete the records of the selected rows."""
        if records := self.selected_records():
            row = self.currentIndex().row()
            self.session.do(actions.delete, records)
            self._go_to(self.proxy.index(min(row, self.proxy.rowCount() - 1), 0))

    def duplicate_rows(self) -> None:
        """Copy the records of the selected rows behind the last of them."""
        records = self.selected_records()
        if records and not self._written_by_program():
            copies = self.session.do(actions.duplicate, records)
            if copies:
                self.reveal(copies[0], "")

    def move_rows(self, by: int) -> None:
        """Move the selected rows up (-1) or down (+1) in the stored order."""
        records = self.selected_records()
        if not records:
            return
        if self.proxy.arranged:
            self.session.refused.emit(
                Refusal(
                    _("Rows cannot be moved while they are sorted or filtered."),
                    todo=_("Clear the sorting and the filter first."),
                )
            )
            return
        everything = self.session.snapshot.all(self.record_type)
        ids = [record.id for record in everything]
        first, last = ids.index(records[0].id), ids.index(records[-1].id)
        if by < 0 and first > 0:
            self.session.do(actions.move, records, everything[first - 1])
        elif by > 0 and last < len(ids) - 1:
            behind = everything[last + 2] if last + 2 < len(ids) else None
            self.session.do(actions.move, records, behind)

    def copy_cells(self) -> None:
        """Put the selected cells on the clipboard, as a block that Excel pastes.

        Fields are copied as they are typed, so that pasting gives the same value back.
        """
        rows, columns = self._selected_block()
        edit, display = Qt.ItemDataRole.EditRole, Qt.ItemDataRole.DisplayRole
        roles = {c: edit if self.source.field_at(c) else display for c in columns}
        block = [
            [str(self.proxy.index(r, c).data(role) or "") for c, role in roles.items()]
            for r in rows
        ]
        if block:
            QGuiApplication.clipboard().setText(join_block(block))

    def paste_cells(self) -> None:
        """Fill the clipboard's cells in from the selection's first cell on, as one step."""
        block = split_block(QGuiApplication.clipboard().text())
        if not block or not self.session.writable or self._written_by_program():
            return
        row, column = first_selected(self)
        shown = [self.proxy.record_at(r) for r in range(row, self.proxy.rowCount())]
        fields = [self.source.field_at(c) for c in range(column, len(self.source.columns))]
        pasted = self.session.do(
            paste.paste_cells, self.record_type, [r for r in shown if r], fields, block
        )
        if pasted and (said := paste.report(pasted)):
            self.session.refused.emit(said)

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        cells = [
            (record, field)
            for index in self.selectedIndexes()
            if (record := self.proxy.record_at(index.row()))
            and (field := self.source.field_at(index.column()))
        ]
        if cells:
            self.session.do(actions.clear, cells)

    def current_record(self) -> Record | None:
        """The record in the current row."""
        return self.proxy.record_at(self.currentIndex().row())

    def selected_records(self) -> list[Record]:
        """The records of all rows with a selected cell, as shown."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [record for row in rows if (record := self.proxy.record_at(row))]

    def reveal(self, record: Record, field: str) -> None:
        """Put the cursor on a record's field."""
        row = self.proxy.row_of(record)
        if row >= 0:
            self._go_to(self.proxy.index(row, self.source.column_of(field)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that edit, move and clear; everything else as in every table."""
        key, modifiers = event.key(), event.modifiers()
        if key in _MOVE_KEYS and modifiers == Qt.KeyboardModifier.AltModifier:
            self.move_rows(_MOVE_KEYS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not modifiers:
            self.clear_cells()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            if self.source.typing_rows and self.current_record() is None:
                self.add_row()
            else:
                self._on_enter()
        else:
            super().keyPressEvent(event)

    def edit(  # type: ignore[override]
        self,
        index: QModelIndex,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Typing replaces a cell's text; F2 and a double click change it."""
        typed = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        if typed and not (isinstance(event, QKeyEvent) and event.text().isprintable()):
            return False
        self._delegate.typed_over = typed
        return super().edit(index, trigger, event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Under an empty table stands what belongs into it."""
        super().paintEvent(event)
        if self.source.rowCount() > self.source.typing_rows:
            return
        painter = QPainter(self.viewport())
        painter.setPen(theme.colour("muted"))
        area = self.viewport().rect().adjusted(theme.em(1), theme.em(3), -theme.em(1), 0)
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(
            QRect(area), int(flags | Qt.TextFlag.TextWordWrap), self.record_type.hint()
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows that come into sight get their height."""
        super().resizeEvent(event)
        self._fit.start()

    def go_to_start(self) -> None:
        """Put the cursor into the first cell."""
        self._go_to(self.proxy.index(0, 0))

    def _on_enter(self) -> None:
        """After Enter: the same column of the next row; behind the last row, a new record."""
        current = self.currentIndex()
        row = min(current.row() + 1, self.proxy.rowCount() - 1)
        new = self.proxy.record_at(row) is None
        self._go_to(self.proxy.index(row, 0 if new else current.column()))

    def _written_by_program(self) -> bool:
        """Say that nobody adds rows here, where the program writes them."""
        kind = self.record_type
        if kind.automatic:
            self.session.refused.emit(
                Refusal(
                    _("{kind} are written by the program; no row is added by hand.").format(
                        kind=kind.plural()
                    ),
                    _("Nothing was changed."),
                )
            )
        return kind.automatic

    def _go_to(self, index: QModelIndex) -> None:
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, select)
        self.scrollTo(index)

    def _selected_block(self) -> tuple[list[int], list[int]]:
        selected = self.selectedIndexes()
        rows = {index.row() for index in selected if self.proxy.record_at(index.row())}
        return sorted(rows), sorted({index.column() for index in selected})

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        self.proxy.sort(column, order)
        self.verticalHeader().setSectionsMovable(self.session.writable and not self.proxy.arranged)

    def _on_row_dragged(self, logical: int, old: int, new: int) -> None:
        header = self.verticalHeader()
        header.blockSignals(True)
        header.moveSection(new, old)  # the model moves the row, not the header
        header.blockSignals(False)
        record = self.proxy.record_at(logical)
        if record is not None and not self.proxy.arranged:
            target = self.proxy.record_at(new if new < old else new + 1)
            self.session.do(actions.move, [record], target)
        self.viewport().update()

    def _on_data_changed(self, top: QModelIndex, bottom: QModelIndex, roles: list[int]) -> None:
        if not roles or Qt.ItemDataRole.DisplayRole in roles:
            self._fitted.difference_update(range(top.row(), bottom.row() + 1))
            self._fit_soon()

    def _fit_all(self) -> None:
        self._fitted.clear()
        self._fit_soon()

    def _fit_soon(self) -> None:
        # Not `_fit.start` itself: a scroll bar's value would be taken for the interval.
        self._fit.start()

    def _fit_rows(self) -> None:
        """Give the rows in sight the height that their text needs."""
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        last = self.proxy.rowCount() - 1 if last < 0 else last
        shown = range(first, min(last + 2, self.proxy.rowCount()))
        for row in set(shown) - self._fitted:
            height = max(
                self._delegate.height_for(self.proxy.index(row, c), self.columnWidth(c))
                for c in self._wrapping
            )
            if height != self.rowHeight(row):
                self.setRowHeight(row, height)
        self._fitted.update(shown)
