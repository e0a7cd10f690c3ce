"""The right panel: what to ask the room, what is still open here or was accepted so, and the
capture line.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from models import actions
from models.findings import Finding
from models.i18n import _, ngettext
from models.steps import Step
from ui import theme
from ui.capture_line import CaptureLine
from ui.clock import ClockPanel
from ui.finding_list import AcceptedList, FindingList
from ui.session import Session
from ui.widgets import button, label, overline

_FEW_PROMPTS = 2


class SidePanel(QWidget):
    """Prompts, findings and the capture line of the present step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        theme.fill(self, "panel")
        self._step: Step | None = None
        self.clock = ClockPanel(self)
        self._prompts = QGridLayout()
        self._prompt_rows: list[tuple[QLabel, QLabel]] = []
        self.findings = FindingList(_("Still open here"), self)
        self._nothing = label("", self, name="muted")
        self.fold = button("", self, name="flat", tip=_("Shows or hides them"))
        """How many are accepted; shows and hides `accepted`."""
        self.accepted = AcceptedList(_("Accepted as it is"), self)
        self._unfolded = False
        self.capture = CaptureLine(session, self)
        self._lay_out()
        self.findings.chosen.connect(self._on_finding)
        self.accepted.chosen.connect(self._on_finding)
        self.accepted.withdraw_requested.connect(self.withdraw)
        self.fold.clicked.connect(self._on_fold)
        session.findings_changed.connect(self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low panel keeps its room for what is open."""
        super().resizeEvent(event)
        if self._step is not None:
            self._show_prompts(self._step.prompts)

    def show_step(self, step: Step) -> None:
        """Follow the page in front."""
        self._step = self.capture.step = step
        self._show_prompts(step.prompts)
        self.refresh()

    def refresh(self) -> None:
        """Bring the findings up to date."""
        if self._step is None:
            return
        found = self.session.findings.of_step(self._step.id)
        self.findings.show_findings(found)
        self.findings.setVisible(bool(found))
        self._nothing.setVisible(not found and self.session.findings.looked)
        self._show_accepted(self._step)

    def withdraw(self) -> bool:
        """Let the accepted finding chosen last be open again; False where none is chosen."""
        record = self.accepted.current_record if self.accepted.isVisible() else None
        if record is not None and self.session.writable:
            self.session.do(actions.delete, [record])
        return record is not None

    def take_focus(self) -> None:
        """Give the keyboard to the findings, or to the capture line where there are none."""
        target = self.findings if self.findings.count() else self.capture.line
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_capture(self) -> None:
        """Put the cursor into the capture line."""
        self.capture.take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """The panel goes with its workshop, or is built anew: capture what was typed so far.

        Not at every save, such as the one before an undo, which would then take this back.
        """
        super().hideEvent(event)
        if not event.spontaneous() and self.session.writable:  # the window is not just minimised
            self.capture.take_as_typed()

    def _lay_out(self) -> None:
        self._nothing.setText(_("Nothing is open in this step."))
        self._prompts.setColumnStretch(1, 1)
        self._prompts.setHorizontalSpacing(theme.em(0.4))
        self._prompts.setVerticalSpacing(theme.em(0.25))
        column = QVBoxLayout(self)
        edge = theme.em(0.8)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.em(0.4))
        column.addWidget(self.clock)
        column.addWidget(overline(_("Ask the room"), self))
        column.addLayout(self._prompts)
        column.addSpacing(theme.em(0.4))
        column.addWidget(overline(_("Still open here"), self))
        column.addWidget(self._nothing)
        column.addWidget(self.findings, 3)
        column.addWidget(self.fold)
        column.addWidget(self.accepted, 2)
        column.addStretch()
        column.addWidget(overline(_("Capture"), self))
        column.addWidget(self.capture)

    def _show_prompts(self, prompts: list[str]) -> None:
        while len(self._prompt_rows) < len(prompts):
            row = label("–", self, name="muted"), label("", self)
            number = len(self._prompt_rows)
            self._prompts.addWidget(row[0], number, 0, Qt.AlignmentFlag.AlignTop)
            self._prompts.addWidget(row[1], number, 1)
            self._prompt_rows.append(row)
        most = len(prompts) if self.height() >= theme.em(34) else _FEW_PROMPTS
        for number, (dash, text) in enumerate(self._prompt_rows):
            shown = number < min(len(prompts), most)
            text.setText(prompts[number] if shown else "")
            dash.setVisible(shown)
            text.setVisible(shown)

    def _show_accepted(self, step: Step) -> None:
        accepted = [both for both in self.session.findings.accepted if both[0].step == step.id]
        count = len(accepted)
        text = ngettext("{n} accepted", "{n} accepted", count).format(n=count)
        self.fold.setText(f"{'−' if self._unfolded else '+'}  {text}")
        self.fold.setAccessibleName(text)
        self.fold.setVisible(bool(accepted))
        self.accepted.setVisible(bool(accepted) and self._unfolded)
        self.accepted.show_accepted(accepted, self.session.snapshot)

    def _on_fold(self) -> None:
        self._unfolded = not self._unfolded
        self.refresh()

    def _on_finding(self, finding: Finding) -> None:
        self.session.finding_chosen.emit(finding)
