"""An open workshop on the screen: rail, page, side panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.findings import Finding
from models.i18n import _
from models.record import Record
from models.steps import STEPS, step_of
from models.text import shorten
from ui import theme
from ui.frozen_bar import FrozenBar
from ui.page import StepPage
from ui.rail import StepRail
from ui.session import Session
from ui.side import SidePanel
from ui.widgets import Notice, label

if TYPE_CHECKING:
    from ui.section import Grid


class Workspace(QWidget):
    """Everything that shows one workshop. Pages are built when they are first visited."""

    step_changed = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rail = StepRail(session, self)
        self.side = SidePanel(session, self)
        self.frozen_bar = FrozenBar(session, self)
        self.notice = Notice(self)
        self._stack = QStackedWidget(self)
        self._pages: dict[int, StepPage] = {}
        self._lay_out()
        self.rail.step_chosen.connect(self.go_to)
        session.reveal_requested.connect(self.reveal)
        session.finding_chosen.connect(self.mend)
        session.changed.connect(self.notice.forget)
        session.mended.connect(self.notice.forget)
        session.added.connect(self._tell_added)
        self.go_to(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell the session, which lets everything appear before it looks for findings."""
        super().paintEvent(event)
        self.session.painted()

    @property
    def number(self) -> int:
        """The step in front, counted from 0."""
        return next(n for n, p in self._pages.items() if p is self._stack.currentWidget())

    @property
    def page(self) -> StepPage:
        """The page in front."""
        return self._pages[self.number]

    @property
    def grid(self) -> Grid | None:
        """The table or matrix in front; None where there is a form."""
        return self.page.pane.grid

    def current_record(self) -> Record | None:
        """The record under the cursor, where there is a table or matrix."""
        return self.grid.current_record() if self.grid is not None else None

    def go_to(self, number: int) -> None:
        """Show a step."""
        number = max(0, min(number, len(STEPS) - 1))
        self.notice.forget()  # what it says is about the step before
        if number not in self._pages:
            page = StepPage(self.session, STEPS[number], self._stack)
            page.next_requested.connect(self.go_forward)
            self._pages[number] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[number])
        self.rail.choose(number)
        self.side.show_step(STEPS[number])
        self.frozen_bar.show_step(STEPS[number])
        self._pages[number].enter()
        self.step_changed.emit(number)

    def go_forward(self) -> None:
        """Show the next step."""
        self.go_to(self.number + 1)

    def go_back(self) -> None:
        """Show the previous step."""
        self.go_to(self.number - 1)

    def reveal(self, record: Record, field: str) -> None:
        """Show a record with the cursor on a field."""
        step = step_of(type(record))
        if step is not None:
            self.go_to(STEPS.index(step))
            self.page.reveal(record, field)

    def mend(self, finding: Finding) -> None:
        """Go to where a finding is mended: its record, or the part of the step it belongs to."""
        record = finding.record
        if record is not None and finding.table in (None, type(record)):
            self.reveal(record, finding.field)
        elif finding.table is not None:
            step = step_of(finding.table)
            self.go_to(STEPS.index(step) if step else self.number)
            self.page.show_table(finding.table)
            self.page.pane.reveal(record if self.page.pane.shows(record) else None, finding.field)

    def _tell_added(self, record: Record) -> None:
        """Say that a name typed into a link made a record, which nobody may have meant."""
        text = _("“{name}” was new and is now among the {kinds}.")
        told = text.format(name=shorten(record.caption), kinds=record.noun(2))
        self.notice.show_text(told, passing=True)

    def focus_next_area(self) -> None:
        """Move the keyboard from the rail to the page, to the side panel, and round.

        Where there is a message, that comes after the page.
        """
        focus = QApplication.focusWidget() or self
        if self.rail.isAncestorOf(focus):
            self.page.pane.reveal(None, "")
        elif self.notice.isVisible() and self.page.isAncestorOf(focus):
            self.notice.take_focus()
        elif self.side.isAncestorOf(focus):
            self.rail.take_focus()
        else:
            self.side.take_focus()

    def save(self) -> None:
        """Commit what is still being typed anywhere."""
        for page in self._pages.values():
            page.save()
        self.session.ask_waiting()

    def _lay_out(self) -> None:
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.session.workshop.read_only:
            column.addWidget(self._read_only_bar(centre))
        column.addWidget(self.frozen_bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notice)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for widget in (self.rail, centre, self.side):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        self.side.setMinimumWidth(min(theme.em(13), self.screen().availableSize().width() // 5))
        parent = self.parentWidget()
        room = parent.width() if parent is not None else theme.em(80)
        left, right = min(theme.em(13), room * 0.19), min(theme.em(15), room * 0.21)
        splitter.setSizes([round(left), round(room - left - right), round(right)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _read_only_bar(self, parent: QWidget) -> QWidget:
        bar = QWidget(parent)
        bar.setObjectName("panel")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.addWidget(label(self.session.workshop.read_only_reason, bar, strong=True, name="must"))
        return bar
