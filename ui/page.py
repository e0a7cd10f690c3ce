"""The page of a step, built from its description."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from models.headlines import headlines
from models.i18n import N_, _
from models.record import Record
from models.records import Activity, Assignment, Role
from models.steps import STEPS, Step
from ui import theme
from ui.section import Pane, SectionPane, ViewPane
from ui.session import Session
from ui.widgets import CardRow, button, label

if TYPE_CHECKING:
    from ui.simulating import Simulator


class View(NamedTuple):
    """Something to look at behind the sections of a step."""

    label: str
    make: Callable[[StepPage, QWidget], QWidget]
    """Makes its widget for a page, with a parent."""


def _picture(name: str, page: StepPage, parent: QWidget) -> QWidget:
    from ui.picture import PictureView  # noqa: PLC0415 - the first page has none

    view = PictureView(page.session, name, parent)
    page.simulated.connect(view.refresh)
    return view


def _trace(page: StepPage, parent: QWidget) -> QWidget:
    from models.trace import chains  # noqa: PLC0415 - the first page has none
    from ui.trace import ChainsView  # noqa: PLC0415

    return ChainsView(page.session, _("Traceability"), chains, parent)


def _categories(page: StepPage, parent: QWidget) -> QWidget:
    from models.categories import categories  # noqa: PLC0415
    from ui.trace import ChainsView  # noqa: PLC0415

    return ChainsView(page.session, _("Cost by category"), lambda s: [categories(s)], parent)


VIEWS = {
    "bridge": View(N_("Bridge"), partial(_picture, "bridge")),
    "ranges": View(N_("Ranges"), partial(_picture, "ranges")),
    "coverage": View(N_("Coverage"), partial(_picture, "coverage")),
    "waves": View(N_("Reach"), partial(_picture, "waves")),
    "timeline": View(N_("Time line"), partial(_picture, "timeline")),
    "categories": View(N_("By category"), _categories),
    "trace": View(N_("Traceability"), _trace),
}
"""What the names in `Step.pictures` stand for in the window."""
_SIMULATED = ("value", "cost")
"""Steps whose key figures have a range."""


class StepPage(QWidget):
    """Title, question, key figures, and behind tabs the step's sections and what shows them."""

    next_requested = Signal()
    simulated = Signal()
    """The simulation of the workshop as it is now has been made."""

    def __init__(self, session: Session, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.step = step
        self._panes: dict[int, Pane] = {}
        self._stale = True
        self._simulator = self._made_simulator() if step.id in _SIMULATED else None
        self._cards = CardRow(self)
        self._tabs = QTabBar(self)
        self._stack = QStackedWidget(self)
        theme.fill(self, "page")
        column = QVBoxLayout(self)
        edge = theme.em(1.3)
        column.setContentsMargins(edge, theme.em(0.9), edge, theme.em(0.8))
        column.setSpacing(theme.em(0.6))
        column.addLayout(self._head())
        column.addWidget(self._cards)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._set_up_tabs()
        # It follows every change; and some figures count findings.
        session.findings_changed.connect(self._on_changed)

    @property
    def pane(self) -> Pane:
        """The part in front; built when it is first looked at."""
        return self._pane(max(self._tabs.currentIndex(), 0))

    @property
    def section(self) -> int:
        """The part in front, counted from 0: the sections first, then the views."""
        return max(self._tabs.currentIndex(), 0)

    @property
    def simulating(self) -> bool:
        """Whether the ranges of the key figures are still being made."""
        return self._simulator is not None and self._simulator.busy

    def show_section(self, number: int) -> None:
        """Bring a part to the front."""
        if 0 <= number < self._tabs.count():
            self._tabs.setCurrentIndex(number)
            self._stack.setCurrentWidget(self._pane(number))

    def show_table(self, record_type: type[Record]) -> None:
        """Bring the section of a record type to the front."""
        types = [section.record_type for section in self.step.sections]
        if record_type in types:
            self.show_section(types.index(record_type))

    def turn_section(self, by: int) -> None:
        """Go to the next (+1) or the previous (-1) part, and round."""
        self.show_section((self._tabs.currentIndex() + by) % self._tabs.count())
        self.pane.reveal(None, "")

    def reveal(self, record: Record, field: str) -> None:
        """Bring a record's section to the front and put the cursor on its field."""
        self.show_section(self._section_of(record))
        self.pane.reveal(record, field)

    def enter(self) -> None:
        """The page comes into sight: bring it up to date and take the keyboard."""
        self.show_section(max(self._tabs.currentIndex(), 0))
        self._refresh()
        self.pane.reveal(None, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low window the records get the room."""
        super().resizeEvent(event)
        self._cards.set_compact(self.height() < theme.em(34))

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight: nobody waits for the simulation."""
        super().hideEvent(event)
        if self._simulator is not None:
            self._simulator.forget()

    def save(self) -> None:
        """Commit what is still being typed."""
        for pane in self._panes.values():
            pane.save()

    def _pane(self, number: int) -> Pane:
        if number not in self._panes:
            pane = self._made(number)
            self._panes[number] = pane
            self._stack.addWidget(pane)
        return self._panes[number]

    def _made(self, number: int) -> Pane:
        sections = self.step.sections
        if number < len(sections):
            return SectionPane(self.session, sections[number], self._stack)
        pane = ViewPane(self.session, self._stack)
        view = VIEWS[self.step.pictures[number - len(sections)]]
        pane.show_view(view.make(self, pane))
        return pane

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        texts = QVBoxLayout()
        texts.setSpacing(theme.em(0.1))
        texts.addWidget(label(self.step.title, self, scale=1.6, strong=True))
        texts.addWidget(label(self.step.question, self, scale=1.1, name="question"))
        row.addLayout(texts, 1)
        if self.step is not STEPS[-1]:
            forward = button(_("Next step  ›"), self, name="primary", tip=_("Ctrl+Page Down"))
            forward.clicked.connect(self.next_requested)
            row.addWidget(forward, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _set_up_tabs(self) -> None:
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setAccessibleName(_("Parts of this step"))
        for section in self.step.sections:
            self._tabs.addTab(section.label)
        for name in self.step.pictures:
            self._tabs.addTab(_(VIEWS[name].label))
        self._tabs.setVisible(self._tabs.count() > 1)
        self._tabs.currentChanged.connect(self.show_section)

    def _section_of(self, record: Record) -> int:
        """A record's own section; parts of the matrix are shown in it."""
        for number, section in enumerate(self.step.sections):
            if section.matrix and isinstance(record, Activity | Role | Assignment):
                return number
        types = [section.record_type for section in self.step.sections]
        return types.index(type(record)) if type(record) in types else 0

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _made_simulator(self) -> Simulator:
        from ui.simulating import Simulator  # noqa: PLC0415 - the first page has none

        made = Simulator(self.session, self)
        made.finished.connect(self._on_simulated)
        return made

    def _on_simulated(self) -> None:
        self._on_changed()
        self.simulated.emit()

    def _refresh(self) -> None:
        """Show the key figures, with ranges where the simulation is known; else it is made."""
        if self._stale:
            self._stale = False
            snapshot = self.session.snapshot
            drawn = self._simulator.known if self._simulator is not None else None
            self._cards.show_figures(
                headlines(self.step.id, snapshot, self.session.findings, drawn)
            )
        if self._simulator is not None:
            self._simulator.want()
