"""The matrix in which one key sets a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QWidget

from models import actions, matrix, paste, raci
from models.clipboard import join_block, split_block
from models.i18n import _
from models.record import Record
from models.records import Activity, Assignment, Role
from ui import theme
from ui.dialogs import door
from ui.matrix.delegate import MatrixDelegate
from ui.matrix.model import MatrixModel
from ui.session import Session
from ui.table.frozen import FrozenTableView
from ui.table.view import first_selected

T = TypeVar("T")

_CLEARING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Minus}


class MatrixView(FrozenTableView):
    """The responsibility matrix. What the keys do is listed in `ui.keys`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.source = MatrixModel(session, self)
        delegate = MatrixDelegate(self)
        delegate.enter_pressed.connect(self._on_name_entered)
        self.set_delegates(delegate, MatrixDelegate(self))
        self.setModel(self.source)
        self.setAccessibleName(_("Responsibility matrix"))
        self.setAccessibleDescription(
            _("R, A, C and I set a letter, / sets A and R, Space goes through them.")
        )
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed
            if session.writable
            else trigger.NoEditTriggers
        )
        self.setCornerButtonEnabled(False)
        self._set_up_headers()
        self.source.modelReset.connect(self._arrange)
        self.source.rowsInserted.connect(self._arrange)
        self.source.headerDataChanged.connect(self._arrange)
        self._arrange()
        self._held: tuple[list[str], list[str]] | None = None
        """Ids of the activities and roles by the cursor, during a reset."""
        self.source.modelAboutToBeReset.connect(self._hold)
        self.source.modelReset.connect(self._return_to_held)

    # What the menus and keys call; tables of records offer the same.

    def add_row(self) -> None:
        """Start typing a new activity."""
        self._go_to(self.source.rowCount() - 1, 0)
        self.edit(self.currentIndex())

    def add_column(self) -> None:
        """Ask for a new role."""
        name = door.ask_text(self, _("Add role"), _("Name of the role:"))
        if name:
            self.session.do(matrix.add_role, name)
            self._go_to(max(self.currentIndex().row(), 0), len(self.source.roles))

    def delete_rows(self) -> None:
        """Delete the activities of the selected rows."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        activities = [a for row in rows if (a := self.source.activity_at(row))]
        if activities:
            self.session.do(actions.delete, activities)

    def duplicate_rows(self) -> None:
        """Copy the current activity, without its letters."""
        activity = self.source.activity_at(self.currentIndex().row())
        if activity is not None:
            self.session.do(actions.duplicate, [activity])

    def move_rows(self, by: int) -> None:
        """Move the current activity up (-1) or down (+1); over a heading, into that group."""
        row = self.currentIndex().row()
        activity = self.source.activity_at(row)
        target = row + by
        if activity is None or not 0 <= target < len(self.source.rows) - 1:
            return
        self._move_activity(activity, target)

    def move_column(self, by: int) -> None:
        """Move the current role to the left (-1) or to the right (+1)."""
        column = self.currentIndex().column()
        role = self.source.role_at(column)
        if role is None or self.source.role_at(column + by) is None:
            return
        before = self.source.role_at(column - 1 if by < 0 else column + 2)
        self.session.do(actions.move, [role], before)

    def copy_cells(self) -> None:
        """Put the selected names and letters on the clipboard, as a block that Excel pastes.

        Headings of groups are left out, as pasting goes over them.
        """
        selected = self.selectedIndexes()
        rows = sorted({i.row() for i in selected if self.source.activity_at(i.row())})
        columns = sorted(
            {i.column() for i in selected if i.column() == 0 or self.source.role_at(i.column())}
        )
        block = [[str(self.source.index(r, c).data() or "") for c in columns] for r in rows]
        if block and columns:
            QGuiApplication.clipboard().setText(join_block(block))

    def paste_cells(self) -> None:
        """Paste letters, or names with letters, from the selection's first cell on.

        A block with its own heads is a whole matrix; it goes where its heads say.
        """
        block = split_block(QGuiApplication.clipboard().text())
        if not block or not self.session.writable:
            return
        row, column = first_selected(self)
        below = [line.activity for line in self.source.rows[row:] if line.activity]
        roles = self.source.roles
        if matrix.looks_like_matrix(block):
            pasted = self.session.do(matrix.paste_matrix, block)
        elif column == 0:
            section = self.source.rows[-1].section
            pasted = self.session.do(matrix.paste_rows, below, section, roles, block)
        else:
            pasted = self.session.do(matrix.paste_letters, below, roles[column - 1 :], block)
        if pasted and (said := paste.report(pasted)):
            self.session.refused.emit(said)

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        self._set("")

    def current_record(self) -> Activity | None:
        """The activity in the current row."""
        return self.source.activity_at(self.currentIndex().row())

    def reveal(self, record: Record, field: str) -> None:
        """Put the cursor on a cell, a role, or an activity: its name where a field is named."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if isinstance(record, Activity):
            row, column = self.source.row_of(record.id), 0 if field else max(column, 0)
        elif isinstance(record, Role):
            row, column = max(row, 0), self.source.column_of(record.id)
        elif isinstance(record, Assignment):
            row = self.source.row_of(record.activity)
            column = self.source.column_of(record.role)
        if row >= 0 and column >= 0:
            self._go_to(row, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters set cells; with Shift they are added to what stands there."""
        if self.currentIndex().column() > 0 and self._set_by_key(event):
            return
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if alt and step:
            self.move_rows(step)
        elif alt and sideways:
            self.move_column(sideways)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters set cells; they never jump to a row that starts with them."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Under an empty matrix stands how to begin."""
        super().paintEvent(event)
        if any(row.activity for row in self.source.rows):
            return
        painter = QPainter(self.viewport())
        painter.setPen(theme.colour("muted"))
        area = self.viewport().rect().adjusted(theme.em(1), theme.em(3), -theme.em(1), 0)
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(QRect(area), int(flags | Qt.TextFlag.TextWordWrap), Activity.hint())
        painter.end()

    def go_to_start(self) -> None:
        """Put the cursor into the first cell that takes a letter."""
        first = (i for i, row in enumerate(self.source.rows) if row.activity)
        self._go_to(next(first, 0), 1 if self.source.roles else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the room that there is."""
        super().resizeEvent(event)
        self._arrange()

    def _set_up_headers(self) -> None:
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        columns.setObjectName("roles")
        columns.setFont(theme.font(0.94))
        columns.setDefaultAlignment(
            Qt.AlignmentFlag(int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap))
        )
        columns.setSectionsMovable(self.session.writable)
        columns.setFirstSectionMovable(False)
        columns.setHighlightSections(False)
        columns.sectionMoved.connect(self._on_column_dragged)
        columns.sectionDoubleClicked.connect(self._on_head_double_clicked)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.customContextMenuRequested.connect(self._on_head_menu)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.em(1.75))
        rows.setSectionsMovable(self.session.writable)
        rows.setFixedWidth(theme.em(1.2))
        rows.setToolTip(_("Drag to move the row"))
        rows.sectionMoved.connect(self._on_row_dragged)

    def _arrange(self) -> None:
        """Widths, heights and spanned headings for the present rows and roles."""
        width = self._column_width()
        lines, metrics = 1, self.horizontalHeader().fontMetrics()
        for column in range(1, self.source.columnCount()):
            last = self.source.role_at(column) is None
            self.setColumnWidth(column, theme.em(2) if last else width)
            text = str(self.source.headerData(column, Qt.Orientation.Horizontal))
            box = metrics.boundingRect(
                QRect(0, 0, width - 4, 1000), int(Qt.TextFlag.TextWordWrap), text
            )
            lines = max(lines, min(5, round(box.height() / metrics.lineSpacing())))
        height = lines * metrics.lineSpacing() + theme.em(0.8)
        self.horizontalHeader().setFixedHeight(height)
        name_width = self.columnWidth(0) - theme.em(1.8)
        for row, shown in enumerate(self.source.rows):
            box = self.fontMetrics().boundingRect(
                QRect(0, 0, name_width, 1000),
                int(Qt.TextFlag.TextWordWrap),
                shown.activity.name if shown.activity else shown.section,
            )
            self.setRowHeight(
                row, max(theme.em(1.75), min(box.height(), theme.em(4)) + theme.em(0.5))
            )

    def _column_width(self) -> int:
        """Width of a role's column: all in sight where that leaves the words whole."""
        metrics = self.horizontalHeader().fontMetrics()
        words = [word for role in self.source.roles for word in role.name.split()]
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0) + theme.em(1)
        narrowest = min(max(longest, theme.em(3.2)), theme.em(6))
        count, room = max(len(self.source.roles), 1), self.viewport().width() - theme.em(2) - 4
        first = min(theme.em(17), max(theme.em(12), room - count * narrowest))
        self.setColumnWidth(0, first)
        return int(min(max((room - first) / count, narrowest), theme.em(6)))

    def _set_by_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        key = Qt.Key(event.key())
        letter = event.text().upper()
        if key in _CLEARING:
            self._set("")
        elif letter == "/":
            self._set("AR")
        elif letter == " ":
            self._set(self._next_in_cycle())
        elif letter and letter in raci.LETTERS:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._set(self._with_letter(letter) if shift else letter)
        elif key == Qt.Key.Key_F2:
            self._rename_role(self.currentIndex().column())
        else:
            return False
        return True

    def _set(self, letters: str) -> None:
        cells = [
            (activity, role)
            for index in self.selectedIndexes()
            if (activity := self.source.activity_at(index.row()))
            and (role := self.source.role_at(index.column()))
        ]
        if cells and self.session.writable:
            self.session.do(matrix.set_letters, cells, letters)

    def _letters_here(self) -> str:
        return str(self.source.data(self.currentIndex(), Qt.ItemDataRole.EditRole)).replace("/", "")

    def _with_letter(self, letter: str) -> str:
        here = set(self._letters_here())
        return raci.in_order(here ^ {letter})

    def _next_in_cycle(self) -> str:
        here = self._letters_here()
        place = raci.CYCLE.index(here) if here in raci.CYCLE else -1
        return raci.CYCLE[(place + 1) % len(raci.CYCLE)]

    def _on_enter(self) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if column == self.source.columnCount() - 1 and self.source.role_at(column) is None:
            self.add_column()
        elif row == len(self.source.rows) - 1:
            self.add_row()
        else:
            self._go_to(row + 1, column)

    def _on_name_entered(self) -> None:
        """After Enter in a name: the next row; behind the last one, the next activity."""
        self._go_to(min(self.currentIndex().row() + 1, self.source.rowCount() - 1), 0)

    def _go_to(self, row: int, column: int) -> None:
        index = self.source.index(row, column)
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, select)
        self.scrollTo(index)

    def _move_activity(self, activity: Activity, target: int) -> None:
        """Put an activity where row `target` is now, into the group that it comes to stand in."""
        rows = [row for row in self.source.rows[:-1] if row.activity != activity]
        before = next((row.activity for row in rows[target:] if row.activity), None)
        section = rows[target - 1].section if target else ""
        self.session.do(matrix.move_activity, activity, before, section)

    def _on_row_dragged(self, logical: int, old: int, new: int) -> None:
        header = self.verticalHeader()
        header.blockSignals(True)
        header.moveSection(new, old)
        header.blockSignals(False)
        activity = self.source.activity_at(logical)
        if activity is not None and new < len(self.source.rows) - 1:
            self._move_activity(activity, new)
        self.viewport().update()

    def _on_column_dragged(self, logical: int, old: int, new: int) -> None:
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.moveSection(new, old)
        header.blockSignals(False)
        role = self.source.role_at(logical)
        if role is not None and self.source.role_at(new) is not None:
            self.session.do(
                actions.move, [role], self.source.role_at(new if new < old else new + 1)
            )
        self.viewport().update()

    def _on_head_double_clicked(self, column: int) -> None:
        if self.source.role_at(column) is not None:
            self._rename_role(column)
        elif column > 0:
            self.add_column()

    def _rename_role(self, column: int) -> None:
        role = self.source.role_at(column)
        if role is None or not self.session.writable:
            return
        name = door.ask_text(self, _("Rename role"), _("Name of the role:"), role.name)
        if name:
            self.session.do(actions.set_text, role, Role.name, name)

    def _on_head_menu(self, place: QPoint) -> None:
        self.menu_for_role(self.horizontalHeader().logicalIndexAt(place)).popup(
            self.horizontalHeader().mapToGlobal(place)
        )

    def menu_for_role(self, column: int) -> QMenu:
        """What can be done with a role; freed when it closes."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if self.source.role_at(column) is None or not self.session.writable:
            return menu
        self._go_to(max(self.currentIndex().row(), 0), column)
        menu.addAction(_("Rename …"), self._rename_current_role)
        menu.addAction(_("Leaves after the pilot"), self.toggle_leaves)
        menu.addAction(_("Move left"), self._move_left)
        menu.addAction(_("Move right"), self._move_right)
        menu.addSeparator()
        menu.addAction(_("Delete role"), self.delete_column)
        return menu

    def toggle_leaves(self) -> None:
        """Say that the current role leaves after the pilot, or that it stays."""
        role = self.source.role_at(self.currentIndex().column())
        if role is not None:
            self.session.do(actions.set_value, role, Role.leaves, not role.leaves)

    def delete_column(self) -> None:
        """Delete the current role with its letters."""
        role = self.source.role_at(self.currentIndex().column())
        if role is not None:
            self.session.do(actions.delete, [role])

    def _rename_current_role(self) -> None:
        self._rename_role(self.currentIndex().column())

    def _move_left(self) -> None:
        self.move_column(-1)

    def _move_right(self) -> None:
        self.move_column(1)

    def _hold(self) -> None:
        index: QModelIndex = self.currentIndex()
        self._held = None
        if index.isValid():
            row, column = index.row(), index.column()
            rows = _from_here(self.source.rows, row)
            columns = _from_here(self.source.roles, column - 1) if column > 0 else []
            self._held = (
                [line.activity.id for line in rows if line.activity],
                [role.id for role in columns],
            )

    def _return_to_held(self) -> None:
        """Back to the cell that the cursor was in; where it went, to its neighbour."""
        if self._held is None:
            return
        activities, roles = self._held
        rows = (row for a in activities if (row := self.source.row_of(a)) >= 0)
        columns = (column for r in roles if (column := self.source.column_of(r)) >= 0)
        self._go_to(next(rows, 0), next(columns, 0))


def _from_here(items: Sequence[T], place: int) -> list[T]:
    """The item at a place, those behind it, then those before it, the nearest first."""
    return [*items[place:], *reversed(items[:place])]
