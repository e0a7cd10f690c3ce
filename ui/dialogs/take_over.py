"""A file that came back: what it would change, to be looked at and ticked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.errors import Refusal
from models.i18n import _, ngettext
from models.incoming.proposal import Proposal, Sort, Taken, take_over
from models.incoming.sheets import Reading
from models.incoming.workbook import read_workbook
from ui import theme
from ui.dialogs.proposal_tree import MARKS, ProposalTree
from ui.errand import Errand
from ui.session import Session
from ui.widgets import button, dialog_column, label, make_primary

_LOOK = 100
"""Milliseconds between two looks at how far the reading is."""


class TakeOverDialog(QDialog):
    """Reads a workbook in a worker thread, shows what it would change, and takes over what is
    ticked. `taken` says what became of it; `refusal` why the file was not read.
    """

    tree_type: type[ProposalTree] = ProposalTree

    def __init__(self, session: Session, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.taken: Taken | None = None
        self.refusal: Refusal | None = None
        self.proposal: Proposal | None = None
        self._path = path
        self._share = 0.0
        self.setWindowTitle(_("Take over from a workbook"))
        self.setMinimumSize(theme.em(40), theme.em(24))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(72), theme.em(46))))
        self._about = label(_("Reading …"), self, name="muted")
        self._warning = label("", self, name="must")
        self._warning.hide()
        self._progress = QProgressBar(self)
        self.sort_box = QComboBox(self)
        self._all, self._none = button(_("All"), self), button(_("None"), self)
        self.tree = self.tree_type(self)
        self._details = label("", self)
        self._count = label("", self, name="muted")
        self._buttons = QDialogButtonBox(self)
        self._ok: QPushButton = self._buttons.addButton(
            _("Take over"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self._connect()
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._show_progress)
        self._errand = Errand(self._read, self)
        self._errand.done.connect(self._on_read)
        self._errand.refused.connect(self._on_refused)
        self._errand.start()
        self._timer.start()

    @property
    def reading(self) -> bool:
        """Whether the file is still being read."""
        return self._timer.isActive()

    def accept(self) -> None:
        """Take over what is ticked, as one step; stay where that was not done after all."""
        if self.proposal is None:
            return
        self.taken = self.session.do(take_over, self.proposal, self.tree.ticked)
        if self.taken is not None:
            super().accept()

    def reject(self) -> None:
        """Leave everything as it is; while the file is being read, stop that first."""
        if self.reading:
            self._errand.cancel()
        else:
            super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the room."""
        super().resizeEvent(event)
        self.tree.share_width()

    def _read(self) -> Generator[float, None, Any]:
        job = self.job()
        while True:
            try:
                self._share = max(self._share, next(job))
            except StopIteration as done:
                return done.value
            yield self._share

    def _lay_out(self) -> None:
        make_primary(self._ok)
        self._ok.setEnabled(False)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Progress of the reading"))
        self._details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._details.setMinimumHeight(theme.em(6.5))
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.5))
        row.addWidget(self.sort_box)
        row.addStretch()
        row.addWidget(self._all)
        row.addWidget(self._none)
        column: QVBoxLayout = dialog_column(self, self._path.name)
        top: tuple[QWidget, ...] = (self._about, self._warning, self._progress)
        for widget in top:
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.tree, 1)
        for widget in (self._details, self._count, self._buttons):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.sort_box.setAccessibleName(_("Which kind to show"))
        self.sort_box.setMinimumWidth(theme.em(12))
        self.sort_box.currentIndexChanged.connect(self._on_filter)
        self._all.clicked.connect(self._on_all)
        self._none.clicked.connect(self._on_none)
        for each in (self._all, self._none):
            each.setAutoDefault(False)
        self.tree.ticks_changed.connect(self.show_count)
        self.tree.currentItemChanged.connect(self._on_line)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _show_progress(self) -> None:
        self._progress.setValue(round(self._share * 100))

    def _on_read(self, proposal: Proposal | None) -> None:
        self._timer.stop()
        if proposal is None:  # cancelled
            super().reject()
            return
        self.proposal = proposal
        self._progress.hide()
        self._about.setText(self.about(proposal))
        self._warning.setText(proposal.warning)
        self._warning.setVisible(bool(proposal.warning))
        self._fill_sorts(proposal)
        self.tree.show_proposal(proposal)
        self.tree.share_width()
        self.tree.setFocus()
        self.show_count()

    def _on_refused(self, refusal: Refusal) -> None:
        self._timer.stop()
        self.refusal = refusal
        super().reject()

    def _fill_sorts(self, proposal: Proposal) -> None:
        counts = Counter(item.sort for item in proposal.items)
        self.sort_box.addItem(_("All kinds ({n})").format(n=len(proposal.items)), None)
        for sort in Sort:
            if counts[sort]:
                self.sort_box.addItem(f"{MARKS[sort]}  {sort.label} ({counts[sort]})", sort)

    def _on_filter(self) -> None:
        chosen = self.sort_box.currentData()  # Qt keeps only the text of it
        self.tree.filter(Sort(chosen) if chosen else None)
        self.show_count()

    def _on_all(self) -> None:
        self.tree.tick(True)

    def _on_none(self) -> None:
        self.tree.tick(False)

    def _on_line(self, _line: QTreeWidgetItem | None) -> None:
        self._details.setText("\n".join(self.tree.current_text()))

    def job(self) -> Reading[Proposal]:
        """The reading; called in the worker."""
        return read_workbook(self._path, self.session.snapshot)

    def about(self, proposal: Proposal) -> str:
        """What is said above the list."""
        return _about(proposal)

    def show_count(self) -> None:
        """Say how much will be taken over."""
        ticked, hidden = len(self.tree.ticked), self.tree.out_of_sight
        text = ngettext(
            "{n} change will be taken over, as one step",
            "{n} changes will be taken over, as one step",
            ticked,
        )
        if hidden:
            text += _(", {hidden} of them hidden by the filter")
        self._count.setText(text.format(n=ticked, hidden=hidden))
        self._ok.setEnabled(ticked > 0)


def _about(proposal: Proposal) -> str:
    if not proposal.items:
        return _("Nothing in it differs from what was written into it.")
    unsure = sum(item.sort in (Sort.CONFLICT, Sort.DOUBTFUL) for item in proposal.items)
    text = ngettext("{n} difference.", "{n} differences.", len(proposal.items))
    text = text.format(n=len(proposal.items))
    if unsure:
        look = ngettext("{n} needs a look.", "{n} need a look.", unsure)
        text += " " + look.format(n=unsure)
    return text
