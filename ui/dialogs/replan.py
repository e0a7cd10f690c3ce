"""A new plan for the rest of the day: minutes as they are and as they would be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QWidget

from models import replanning
from models.agenda import Standing, pace_text
from models.clock import time_of_day
from models.i18n import _, ngettext
from models.replanning import Line, Proposal
from models.text import shorten
from ui import theme
from ui.session import Session
from ui.widgets import dialog_column, label, make_primary


class ReplanDialog(QDialog):
    """Shows what each block to come would give; Enter takes it over, as one step."""

    def __init__(self, session: Session, standing: Standing, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.session = session
        self.proposal = replanning.propose(standing, session.findings.readiness)
        self.setWindowTitle(_("Plan the rest anew"))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(38), theme.em(30))))
        buttons = QDialogButtonBox(self)
        if self.proposal.changes:
            take = buttons.addButton(_("Take it over"), QDialogButtonBox.ButtonRole.AcceptRole)
            make_primary(take)
            buttons.accepted.connect(self._take_over)
        leave = buttons.addButton(
            _("Leave it as it is") if self.proposal.changes else _("Close"),
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        buttons.rejected.connect(self.reject)
        column = dialog_column(self, _("Plan the rest anew"))
        column.addWidget(label(_summary(standing, self.proposal), self))
        column.addWidget(self._lines(), 1)
        column.addWidget(buttons)
        (take if self.proposal.changes else leave).setFocus()

    def _lines(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(area)
        grid = QGridLayout(inside)
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(theme.em(1.2))
        for number, head in enumerate((_("Block"), _("Now"), _("New"))):
            grid.addWidget(label(head, inside, name="muted"), 0, number, _side(number))
        for row, line in enumerate(self.proposal.lines, 1):
            for number, text in enumerate(_texts(line)):
                strong = line.old != line.new and number != 1
                name = "" if line.old != line.new else "muted"
                cell = label(text, inside, strong=strong, name=name)
                grid.addWidget(cell, row, number, _side(number))
        grid.setRowStretch(len(self.proposal.lines) + 1, 1)
        area.setWidget(inside)
        return area

    def _take_over(self) -> None:
        self.session.do(replanning.accept, self.proposal)
        self.accept()


def _texts(line: Line) -> tuple[str, str, str]:
    old, new = _("{n} min").format(n=line.old), _("{n} min").format(n=line.new)
    less = line.old - line.new
    return shorten(line.block.caption, 60), old, f"{new}  −{less}" if less else new


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag(0)


def _summary(standing: Standing, proposal: Proposal) -> str:
    """Where the day stands, and where it would."""
    now = _("As it stands, the day ends at {time}: {pace}.").format(
        time=time_of_day(standing.ends_at), pace=pace_text(standing.late)
    )
    if not proposal.changes:
        nothing = _("Nothing has to be shortened.")
        full = _("Every block to come is as short as it can be.")
        return f"{now} {full if standing.late >= replanning.WORTH_IT else nothing}"
    saved = ngettext("{n} minute less", "{n} minutes less", proposal.saved)
    then = _("With {saved} it ends at {time}: {pace}.").format(
        saved=saved.format(n=proposal.saved),
        time=time_of_day(proposal.ends_at),
        pace=pace_text(proposal.late),
    )
    return f"{now} {then}"
