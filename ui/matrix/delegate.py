"""How the cells of the matrix look: a letter always, and a surface that goes with it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from models.checks import Severity
from models.i18n import _
from ui import marks, theme
from ui.editors import make_line
from ui.matrix.model import HEADING_ROLE, LETTERS_ROLE, SEVERITY_ROLE, MatrixModel
from ui.table.editing import EditingDelegate

Index = QModelIndex | QPersistentModelIndex


class MatrixDelegate(EditingDelegate):
    """Paints letters, names and group headings."""

    _holds = False  # a name that is there already is left as it was

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A cell of the matrix."""
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if index.column() == 0:
            self._paint_name(painter, option.rect, index, selected)
        elif index.data(HEADING_ROLE):
            painter.fillRect(option.rect, theme.colour("page"))
        else:
            self._paint_letters(painter, option.rect, str(index.data(LETTERS_ROLE)), selected)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for the name of an activity or a group."""
        editor = make_line(parent)
        editor.setAccessibleName(_("Group") if index.data(HEADING_ROLE) else _("Activity"))
        model = cast("MatrixModel", index.model())
        self.begin(editor, index, early=model.activity_at(index.row()) is not None)
        return editor

    def _paint_letters(self, painter: QPainter, rect: QRect, letters: str, selected: bool) -> None:
        if "A" in letters:
            surface, ink = "accent", "on_accent"
        elif "R" in letters:
            surface, ink = "tint", "ink"
        elif letters:
            surface, ink = "quiet", "muted"
        else:
            surface, ink = "panel", "ink"
        if selected and not letters:
            surface = "accent_soft"
        painter.fillRect(rect, theme.colour(surface))
        painter.setFont(theme.font(strong=letters not in ("", "C", "I")))
        painter.setPen(theme.colour(ink))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), "/".join(letters))
        if selected and letters:
            painter.setPen(QPen(theme.colour("ink"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_name(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        heading = bool(index.data(HEADING_ROLE))
        surface = "accent_soft" if selected else "page" if heading else "panel"
        painter.fillRect(rect, theme.colour(surface))
        box = rect.adjusted(theme.em(0.4), 0, -theme.em(0.3), 0)
        severity = index.data(SEVERITY_ROLE)
        if severity is not None:
            side = theme.em(0.62)
            top = box.center().y() - side / 2 + 1
            marks.paint_mark(painter, QRectF(box.left(), top, side, side), Severity(severity))
            box.setLeft(box.left() + theme.em(0.95))
        muted = heading or index.data(Qt.ItemDataRole.ForegroundRole) is not None
        painter.setPen(theme.colour("muted" if muted else "ink"))
        painter.setFont(theme.font(0.92 if heading else 1.0, strong=heading))
        text = str(index.data() or "")
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(box, flags, text)
