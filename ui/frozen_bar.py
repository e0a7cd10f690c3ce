"""The bar over the conditions that says that they are frozen."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from models.freezing import SEALABLE, frozen
from models.history import Changes
from models.i18n import _
from models.records import GateDecision, Person
from models.steps import Step
from models.wording import BETWEEN, frozen_text
from ui import theme
from ui.session import Session
from ui.widgets import Line, button, tip


class FrozenBar(QFrame):
    """Shown on the pages with something frozen: since when, by whom, and the way to lift it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("bar")
        self._concerned = False
        self._text = Line(self)  # one line: on a low window the rows need the room
        self._lift = button(_("Lift the freeze …"), self)
        self._lift.clicked.connect(self._on_lift)
        self._lift.setEnabled(session.writable)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(1.3), theme.em(0.3), theme.em(1.3), theme.em(0.3))
        row.addWidget(self._text, 1)
        row.addWidget(self._lift)
        session.changed.connect(self._on_changed)
        self.hide()

    def show_step(self, step: Step) -> None:
        """Follow the page in front."""
        self._concerned = any(section.record_type in SEALABLE for section in step.sections)
        self._refresh()

    def text(self) -> str:
        """What the bar says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def _on_changed(self, changes: Changes) -> None:
        if changes.types & {*SEALABLE, Person}:
            self._refresh()

    def _refresh(self) -> None:
        snapshot = self.session.snapshot
        shown = self._concerned and frozen(snapshot)
        if shown:
            by = snapshot.name_of(GateDecision.frozen_by, snapshot.one(GateDecision))
            since = frozen_text(snapshot)
            parts = (
                since[:1].upper() + since[1:],
                _("by {name}").format(name=by) if by else "",
                _("results can be entered, any other change needs a reason"),
            )
            self._text.setText(BETWEEN.join(part for part in parts if part))
            self._text.setToolTip(tip(self._text.text()))
        self.setVisible(shown)

    def _on_lift(self) -> None:
        from models.follow_up import lift  # noqa: PLC0415

        self.session.do(lift)
