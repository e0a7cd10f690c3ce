"""Reading back what the day has brought, page by page; every word can be mended on the spot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from models import actions
from models.display import editable_of
from models.errors import Refusal
from models.i18n import _
from models.read_back import Page, Row, room_page
from models.room import RoomPage
from ui import theme
from ui.editors import make_editor
from ui.session import Session
from ui.table.editing import EditingDelegate
from ui.widgets import Passage, dialog_column, label

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SCALE = 1.2


class ReadBackDialog(QDialog):
    """One page after the other; the room follows when its view is open."""

    page_shown = Signal(object)
    """Another page is in front, or the same with other words: as the room sees it."""

    def __init__(
        self,
        session: Session,
        make_pages: Callable[[], list[Page]],
        number: int,
        parent: QWidget | None,
        turn_part: Callable[[int], int | None] | None = None,
    ) -> None:
        """`turn_part` shows the room the next (+1) or the previous (-1) part of a long page, and
        returns the first row of it; None where there is none, and where nobody looks.
        """
        super().__init__(parent)
        self.session = session
        self.pages = make_pages()
        self.number = min(number, len(self.pages) - 1)
        self.chosen: Row | None = None
        """Where Enter goes."""
        self._make_pages, self._turn_part = make_pages, turn_part
        self._over = label("", self, strong=True, name="accent")
        self._question = label("", self, scale=1.5, strong=True)
        self._nothing = label(_("Nothing yet."), self, scale=_SCALE, name="muted")
        self._model = _PageModel(session, self)
        self.table = _PageTable(self._model, self)
        self._refusal = Passage(self)
        self._back = QPushButton(_("&Back"), self)
        self._on = QPushButton(_("&Next page"), self)
        self._lay_out()
        # Not in the middle of an edit: the cell's editor is still open then.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        self._model.refused.connect(self._on_refused)
        self.table.row_chosen.connect(self._on_row)
        self.table.turn_requested.connect(self.go_on)
        self.table.row_reached.connect(self._on_reached)
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_next)
        self.table.refused.connect(self._on_refused)
        session.refused.connect(self._on_refused)
        session.changed.connect(self._on_changed)
        self._show()

    @property
    def page(self) -> Page:
        """The page in front."""
        return self.pages[self.number]

    @property
    def room_page(self) -> RoomPage:
        """The same for the room."""
        row = self.table.currentIndex().row() if self.page.rows else None
        return room_page(self.page, self.number + 1, len(self.pages), row)

    def go_on(self, by: int) -> None:
        """Show the room the next (+1) or the previous (-1) part of a long page, then the page."""
        row = self._turn_part(by) if self._turn_part is not None else None
        if row is None:
            self.turn(by)
        else:
            self.table.setCurrentIndex(self._model.index(row, 0))

    def turn(self, by: int) -> None:
        """Show the next (+1) or the previous (-1) page."""
        number = min(max(self.number + by, 0), len(self.pages) - 1)
        if number != self.number:
            self.number = number
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgDn and PgUp turn the pages, as a remote clicker does."""
        if event.key() in _TURNS:
            self.go_on(_TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Read back the day"))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(64), theme.em(40))))
        column = dialog_column(self, _("Read back the day"))
        for each in (self._over, self._question):
            column.addWidget(each)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        for either in (self._nothing, self.table):  # whichever is there has all the room
            column.addWidget(either, 1)
        column.addWidget(self._refusal)
        how = _("PgDn and PgUp turn the pages. F2 mends a cell, Enter goes to the record.")
        column.addWidget(label(how, self, name="muted"))
        buttons = QDialogButtonBox(self)
        for turning in (self._back, self._on):
            turning.setAutoDefault(False)
            buttons.addButton(turning, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _on_changed(self, _changes: object) -> None:
        self._later.start()

    def _refresh(self) -> None:
        """Show the same page with the words as they are now."""
        title = self.page.title
        self.pages = self._make_pages()
        same = (n for n, page in enumerate(self.pages) if page.title == title)
        self.number = next(same, min(self.number, len(self.pages) - 1))
        self._refusal.show_text("")
        self._show(keep=True)

    def _show(self, *, keep: bool = False) -> None:
        page = self.page
        place = _("{n} of {all}").format(n=self.number + 1, all=len(self.pages))
        self._over.setText(f"{page.title}  ·  {place}")
        self._question.setText(page.question)
        self._nothing.setVisible(not page.rows)
        self.table.setVisible(bool(page.rows))
        self.table.setAccessibleName(page.title)
        self._back.setEnabled(self.number > 0)
        self._on.setEnabled(self.number < len(self.pages) - 1)
        self.table.show_page(page, keep=keep)
        if page.rows:
            self.table.setFocus()
        elif not keep:
            self._on.setFocus()
        self.page_shown.emit(self.room_page)

    def _on_reached(self) -> None:
        """The row that the cursor is in must be in sight in the room."""
        self.page_shown.emit(self.room_page)

    def _on_row(self, row: Row) -> None:
        self.chosen = row
        self.accept()

    def _on_refused(self, refusal: Refusal) -> None:
        self._refusal.show_text(str(refusal), colour="must")

    def _on_back(self) -> None:
        self.turn(-1)

    def _on_next(self) -> None:
        self.turn(1)


_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class _PageModel(QAbstractTableModel):
    """The rows of a page, of which the cells that are fields can be edited."""

    refused = Signal(object)
    """What was typed does not fit: the `Refusal`."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.page = Page("", "", (), ())

    def show_page(self, page: Page) -> None:
        """Hold another page."""
        self.beginResetModel()
        self.page = page
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row each."""
        return 0 if parent.isValid() else len(self.page.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as the page has heads."""
        return 0 if parent.isValid() else len(self.page.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.page.heads[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Fields can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell = self.page.rows[index.row()].cells[index.column()]
        return flags | Qt.ItemFlag.ItemIsEditable if cell.field and self.session.writable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text as it is read, and as it is typed (EditRole)."""
        row = self.page.rows[index.row()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.EditRole and row.record is not None and cell.field:
            return editable_of(self.session.snapshot, row.record, row.record.fields[cell.field])
        if role == Qt.ItemDataRole.ForegroundRole and cell.missing:
            return theme.colour("should")
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(_SCALE, strong=index.column() == 0)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Edit a field by what was typed."""
        row = self.page.rows[index.row()]
        cell = row.cells[index.column()]
        if row.record is None or not cell.field or value == self.data(index, role):
            return True
        try:
            self.session.edit(actions.set_text, row.record, row.record.fields[cell.field], value)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        return True


class _PageTable(QTableView):
    """The rows of a page, large; F2 or a letter edits a cell, Enter goes to the record."""

    row_chosen = Signal(object)
    row_reached = Signal()
    """The cursor came to another row."""
    turn_requested = Signal(int)
    refused = Signal(object)

    def __init__(self, model: _PageModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = _PageDelegate(self)
        self._delegate.refused.connect(self.refused)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

    def show_page(self, page: Page, *, keep: bool) -> None:
        """Show another page; with `keep` the cursor stays at its cell."""
        before = self.currentIndex()
        place = (before.row(), before.column()) if keep and before.isValid() else (0, 0)
        self._model.show_page(page)
        self._share_width()
        if page.rows:
            row = min(place[0], len(page.rows) - 1)
            self.setCurrentIndex(self._model.index(row, min(place[1], len(page.heads) - 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self._share_width()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say that the cursor came to another row."""
        super().currentChanged(current, previous)
        if current.isValid() and previous.isValid() and current.row() != previous.row():
            self.row_reached.emit()

    def _share_width(self) -> None:
        shares = self._model.page.shares[: len(self._model.page.heads)]
        for column, share in enumerate(shares):
            self.setColumnWidth(column, self.viewport().width() * share // sum(shares))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgDn and PgUp turn the pages of the day, Enter goes to the record."""
        key = event.key()
        if key in _TURNS:
            self.turn_requested.emit(_TURNS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_chosen.emit(self._model.page.rows[self.currentIndex().row()])
        else:
            super().keyPressEvent(event)


class _PageDelegate(EditingDelegate):
    """Edits a cell as the tables do; what is not a field is only read."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor for the cell's field."""
        model = cast("_PageModel", index.model())
        row = model.page.rows[index.row()]
        assert row.record is not None  # noqa: S101 - flags() lets only fields be edited
        field = row.record.fields[row.cells[index.column()].field]
        editor = make_editor(field, model.session.snapshot, parent)
        self.begin(editor, index, early=False)
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The text, and a line below its row."""
        super().paint(painter, option, index)
        painter.fillRect(
            option.rect.adjusted(0, option.rect.height() - 1, 0, 0), theme.colour("line")
        )

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The words of a row begin at the same height."""
        super().initStyleOption(option, index)
        option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room around the text, so that a row can be read from the next chair."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + theme.em(0.5))
