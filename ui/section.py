"""One part of a step: a table with its tools, a form, or the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from models import records as r
from models.history import Changes
from models.i18n import _, ngettext
from models.record import Record
from models.records import Activity, Role
from models.steps import Section
from ui import theme
from ui.dialogs import door
from ui.form import RecordForm
from ui.session import Session
from ui.widgets import button, label

if TYPE_CHECKING:
    from ui.matrix.view import MatrixView
    from ui.table.view import RecordTable

    Grid = RecordTable | MatrixView

STARTERS = (
    *(r.AgendaBlock, r.ValueTarget, r.Role, r.Activity, r.CostLine),
    *(r.Requirement, r.AccessRole, r.IncidentLevel, r.DataSource),
    *(r.Training, r.Communication, r.AdoptionMeasure, r.FeedbackLoop),
    *(r.Procedure, r.KnowledgeItem, r.ScaleChange, r.Kpi),
    *(r.Condition, r.StopCondition, r.RehearsalCard, r.Risk),
)
"""Record types that the program's templates offer something for; a test compares."""


class Pane(QWidget):
    """What stands behind a tab of a step. `grid` is its table or matrix, `form` its form."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.grid: Grid | None = None
        self.form: RecordForm | None = None
        self.filter: QLineEdit | None = None

    def shows(self, _record: Record | None) -> bool:
        """Whether a record has a place here: a row, a form, or a line of the matrix."""
        return False

    def reveal(self, record: Record | None, field: str) -> None:
        """Put the cursor on a record, or where work begins."""

    def focus_filter(self) -> None:
        """Put the cursor into the filter, where there is one."""

    def toggle_details(self) -> None:
        """Show or hide the form of the current row, where there is a table."""

    def add_from_template(self) -> bool:
        """Let the user choose rows from a template; False where there is none for this part."""
        return False

    def save(self) -> None:
        """Commit what is still being typed."""


class ViewPane(Pane):
    """A part of a step to look at: a picture, or another view."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.view: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_view(self, view: QWidget) -> None:
        """Fill it."""
        self.view = view
        self._column.addWidget(view)

    def reveal(self, record: Record | None, field: str) -> None:
        """Give the view the keyboard."""
        if self.view is not None:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)


class SectionPane(Pane):
    """A section of a step: a table with its form, the matrix, or a form alone."""

    def __init__(self, session: Session, section: Section, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.section = section
        self._table: RecordTable | None = None
        self._count = label("", self, name="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.5))
        if section.record_type.single:
            self.form = RecordForm(session, section.record_type, self)
            column.addWidget(self.form)
            return
        column.addLayout(self._tools())
        if section.matrix:
            from ui.matrix.view import MatrixView  # noqa: PLC0415 - the first page has none

            self.grid = MatrixView(session, self)
            column.addWidget(self.grid)
        else:
            column.addWidget(self._table_with_details())
        session.changed.connect(self._on_changed)
        self._show_count()

    def shows(self, record: Record | None) -> bool:
        """Whether a record has a place here: a row, a form, or a line of the matrix."""
        kinds = (Activity, Role) if self.section.matrix else (self.section.record_type,)
        return isinstance(record, kinds)

    def reveal(self, record: Record | None, field: str) -> None:
        """Put the cursor on a record, or where work begins."""
        if self.grid is None and self.form is not None:
            self.form.reveal(field)
        elif self.grid is not None:
            if record is not None:
                if self.filter is not None:
                    self.filter.clear()
                self.grid.reveal(record, field)
            elif not self.grid.currentIndex().isValid():
                self.grid.go_to_start()
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        if self.filter is not None:
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.selectAll()

    def toggle_details(self) -> None:
        """Show or hide the form of the current row."""
        if self._table is not None and self.form is not None:
            shown = not self.form.isVisible()
            self.form.setVisible(shown)
            self.form.show_record(self._table.current_record() if shown else None)
            (self.form.rows[0].editor if shown else self._table).setFocus()

    def add_from_template(self) -> bool:
        """Let the user choose rows from a template; False where there is none for this part."""
        if not self.session.writable:
            return False
        from ui.dialogs.starter import StarterDialog  # noqa: PLC0415 - reads templates
        from ui.templates import shelf  # noqa: PLC0415 - reads templates

        kinds = (Activity, Role) if self.section.matrix else (self.section.record_type,)
        known = shelf()
        if not any(kind in starter.kinds for kind in kinds for starter in known.sets):
            return False
        door.run(StarterDialog(self.session, known.sets, self, kinds=kinds, refused=known.refused))
        return True

    def save(self) -> None:
        """Commit what is still being typed."""
        if self.form is not None:
            self.form.save()
        if self.grid is not None and self.grid.state() == self.grid.State.EditingState:
            if popup := QApplication.activePopupWidget():
                popup.close()  # an open list of choices would keep the cell open
            self.grid.setFocus()

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.5))
        row.addWidget(self._count, 1)
        if self.section.matrix:
            row.addWidget(
                label(_("R  A  C  I set a letter · / sets A/R · Space cycles"), self, name="muted"),
                2,
            )
        else:
            self.filter = QLineEdit(self)
            self.filter.setPlaceholderText(_("Filter (Ctrl+F)"))
            self.filter.setAccessibleName(_("Filter the rows"))
            self.filter.setClearButtonEnabled(True)
            self.filter.setMaximumWidth(theme.em(14))
            row.addWidget(self.filter, 1)
            details = button(_("Details"), self, tip=_("All fields of the row (F4)"))
            details.clicked.connect(self.toggle_details)
            row.addWidget(details)
        if self._has_starters() and self.session.writable:
            starter = button(_("Add from template …"), self, tip=_("Ctrl+T"))
            starter.clicked.connect(self.add_from_template)
            row.addWidget(starter)
        return row

    def _has_starters(self) -> bool:
        return self.section.matrix or self.section.record_type in STARTERS

    def _table_with_details(self) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        from ui.table.view import RecordTable  # noqa: PLC0415 - the first page has none

        table = RecordTable(self.session, self.section.record_type, splitter)
        self.grid = self._table = table
        self.form = RecordForm(self.session, self.section.record_type, splitter)
        self.form.hide()
        splitter.addWidget(table)
        splitter.addWidget(self.form)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        if self.filter is not None:
            self.filter.textChanged.connect(self._on_filter)
        return splitter

    def _on_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self._table is not None and self.form and self.form.isVisible():
            self.form.show_record(self._table.current_record())

    def _on_filter(self, text: str) -> None:
        if self._table is not None:
            self._table.proxy.set_words(text)
            self._show_count()

    def _on_changed(self, changes: Changes) -> None:
        if changes.types & {self.section.record_type, Activity, Role}:
            self._show_count()

    def _show_count(self) -> None:
        if self._table is not None:
            count = self._table.source.rowCount() - self._table.source.typing_rows
            shown = self._table.proxy.rowCount() - self._table.source.typing_rows
            text = ngettext("{n} row", "{n} rows", count).format(n=count)
            if shown != count:
                text = _("{shown} of {all} shown").format(shown=shown, all=text)
        else:
            snapshot = self.session.snapshot
            activities, roles = len(snapshot.all(Activity)), len(snapshot.all(Role))
            text = _("{a} activities × {r} roles").format(a=activities, r=roles)
        self._count.setText(text)
