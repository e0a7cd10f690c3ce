"""How a cell is painted and edited."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from models.checks import Severity
from models.fields import Field, Kind
from ui import marks, theme
from ui.editors import make_editor
from ui.table.editing import EditingDelegate
from ui.table.model import SEVERITY_ROLE, RecordTableModel
from ui.table.proxy import RecordProxy

Index = QModelIndex | QPersistentModelIndex

MAX_LINES = 3
"""A row grows with its text up to here; the rest is in the tool tip and the details."""


class RecordDelegate(EditingDelegate):
    """Wraps text, marks rows with findings, and edits with `ui.editors`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.typed_over = False
        """Editing began with a letter, which replaces the text; set by the view."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Wrap long text; leave room for the mark of a finding."""
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText
        option.textElideMode = Qt.TextElideMode.ElideRight

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Text with the same inner distance on all sides, and the mark of a finding."""
        style = QStyleOptionViewItem(option)
        self.initStyleOption(style, index)
        text = style.text
        style.text = ""
        widget: QWidget = style.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, style, painter, widget)
        box = _inner(style.rect)
        severity = index.data(SEVERITY_ROLE)
        if severity is not None:
            side = theme.em(0.62)
            top = box.top() + (theme.em() - side) / 2
            marks.paint_mark(painter, QRectF(box.left(), top, side, side), Severity(severity))
            box.setLeft(box.left() + theme.em(0.95))
        painter.setPen(style.palette.color(QPalette.ColorRole.Text))
        painter.setFont(style.font)
        _draw_lines(painter, box, text, Qt.AlignmentFlag(style.displayAlignment))

    def height_for(self, index: Index, width: int) -> int:
        """The height that a cell's text needs at a width, up to `MAX_LINES` lines."""
        metrics = QFontMetrics(theme.font())
        text = str(index.data() or "")
        lines = 1
        room = width - 2 * theme.em(0.4)
        if "\n" in text or metrics.horizontalAdvance(text[:400]) > room:
            rect = metrics.boundingRect(
                QRect(0, 0, max(room, 20), 10_000), Qt.TextFlag.TextWordWrap, text[:2000]
            )
            lines = max(1, min(MAX_LINES, round(rect.height() / metrics.height())))
        return lines * metrics.lineSpacing() + 2 * theme.em(0.32)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line; the view asks `height_for` for the rows that are seen."""
        return QSize(theme.em(6), theme.em(1.7))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor for the cell's field."""
        field = self._field(index)
        editor = make_editor(field, self._model(index).session.snapshot, parent)
        model, row = self._model(index), self._row(index)
        text = field.kind in (Kind.LINE, Kind.TEXT)
        exists = model.record_at(row) is not None
        self.begin(editor, index, early=text and exists and not model.held(row, index.column()))
        if isinstance(editor, QComboBox):
            editor.activated.connect(self._on_chosen)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the text as it is typed, all of it selected where the first letter replaces it."""
        super().setEditorData(editor, index)
        if self.typed_over:
            self.typed_over = False
            text = editor.lineEdit() if isinstance(editor, QComboBox) else editor
            cast("QLineEdit | QPlainTextEdit", text).selectAll()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Fill the cell; long text gets more room, within the table."""
        rect = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            rect.setHeight(max(rect.height(), theme.em(6)))
            rect.setWidth(max(rect.width(), theme.em(16)))
            area = cast("QWidget", editor.parent()).rect()
            rect.moveBottom(min(rect.bottom(), max(area.bottom(), rect.height())))
            rect.moveRight(min(rect.right(), max(area.right(), rect.width())))
        else:
            rect.setHeight(max(min(rect.height(), theme.em(2.2)), theme.em(1.8)))
        editor.setGeometry(rect)

    def _on_chosen(self) -> None:
        # Qt says so once more when a finished editor loses the keyboard.
        view = cast("QAbstractItemView", self.parent())
        if self._typing is not None and view.state() == view.State.EditingState:
            self.commitData.emit(self._typing.editor)

    def _row(self, index: Index) -> int:
        proxy = cast("RecordProxy", index.model())
        return proxy.mapToSource(proxy.index(index.row(), 0)).row()

    def _model(self, index: Index) -> RecordTableModel:
        return cast("RecordProxy", index.model()).source

    def _field(self, index: Index) -> Field[object]:
        field = self._model(index).field_at(index.column())
        assert field is not None  # noqa: S101 - flags() lets only fields be edited
        return field


def _inner(rect: QRect) -> QRect:
    side, top = theme.em(0.4), theme.em(0.32)
    return rect.adjusted(side, top, -side, -top)


def _draw_lines(painter: QPainter, box: QRect, text: str, alignment: Qt.AlignmentFlag) -> None:
    """Wrapped text; where it does not fit, the last line that does ends with an ellipsis."""
    metrics = painter.fontMetrics()
    flags = int(alignment | Qt.TextFlag.TextWordWrap)
    wanted = metrics.boundingRect(box, flags, text[:2000])
    if wanted.height() > box.height() + 2:
        lines = max(1, box.height() // metrics.lineSpacing())
        text = _cut(metrics, text, box, lines, flags)
    painter.drawText(box, flags, text)


def _cut(metrics: QFontMetrics, text: str, box: QRect, lines: int, flags: int) -> str:
    """The longest start of `text` that fits `lines` lines, by halving."""
    low, high = 0, min(len(text), 2000)
    limit = lines * metrics.lineSpacing() + 2
    while low < high:
        middle = (low + high + 1) // 2
        tried = metrics.boundingRect(
            QRect(0, 0, box.width(), 10_000), flags, text[:middle].rstrip() + "…"
        )
        low, high = (middle, high) if tried.height() <= limit else (low, middle - 1)
    return text[:low].rstrip() + "…"
