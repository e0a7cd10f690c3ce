"""A table whose first column stays in sight when the others are scrolled away."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget


class FrozenTableView(QTableView):
    """A `QTableView` with a second view of its first column laid over it while it is scrolled.

    Only then, so that editing the first column (which scrolls back to it) happens in the
    table itself. Model, selection and row heights are shared.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = QTableView(self)
        self._over.setObjectName("frozen")
        self._over.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._over.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._over.verticalHeader().hide()
        for policy in (
            self._over.setHorizontalScrollBarPolicy,
            self._over.setVerticalScrollBarPolicy,
        ):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for view in (self, self._over):
            view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._over.hide()
        self._over.doubleClicked.connect(self._on_double_clicked)
        self.verticalHeader().sectionResized.connect(self._on_row_resized)
        self.horizontalHeader().sectionResized.connect(self._on_column_resized)
        self.horizontalHeader().geometriesChanged.connect(self._place)
        self.verticalScrollBar().valueChanged.connect(self._over.verticalScrollBar().setValue)
        self._over.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self._over.viewport().installEventFilter(self)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Share the model and the selection."""
        super().setModel(model)
        self._over.setModel(model)
        self._over.setSelectionModel(self.selectionModel())
        if model is not None:
            self._hide_others()
            model.modelReset.connect(self._hide_others)
            model.columnsInserted.connect(self._hide_others)
            model.layoutChanged.connect(self._hide_others)

    def set_delegates(self, own: QAbstractItemDelegate, over: QAbstractItemDelegate) -> None:
        """Two delegates of one kind: a shared one would end every edit twice, once per view."""
        self.setItemDelegate(own)
        self._over.setItemDelegate(over)

    def scrollTo(
        self,
        index: QModelIndex,  # type: ignore[override]
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll so that the cell is not hidden under the first column."""
        super().scrollTo(index, hint)
        if index.column() > 0:
            hidden = self.columnWidth(0) - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the overlay in its place."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel over the first column scrolls the table."""
        if watched is self._over.viewport() and event.type() == QEvent.Type.Wheel:
            self.viewport().event(event)
            return True
        return super().eventFilter(watched, event)

    def _hide_others(self) -> None:
        for column in range(self.model().columnCount()):
            self._over.setColumnHidden(column, column > 0)
        self._place()

    def _on_row_resized(self, row: int, _old: int, height: int) -> None:
        self._over.setRowHeight(row, height)

    def _on_column_resized(self, column: int, _old: int, width: int) -> None:
        if column == 0:
            self._over.setColumnWidth(0, width)
            self._place()

    def _on_scrolled(self, value: int) -> None:
        self._over.setVisible(value > 0)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.edit(index)

    def _place(self) -> None:
        header = self.horizontalHeader()
        self._over.horizontalHeader().setFixedHeight(header.height())
        self._over.setColumnWidth(0, self.columnWidth(0))
        self._over.setGeometry(
            self.verticalHeader().width() + self.frameWidth(),
            self.frameWidth(),
            self.columnWidth(0) + 2,
            self.viewport().height() + header.height(),
        )
