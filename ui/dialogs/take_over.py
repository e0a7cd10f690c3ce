"""A file that came back: what it would change, to be looked at and ticked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.i18n import _, ngettext
from models.incoming.proposal import Proposal, Sort, take_over
from models.incoming.sheets import Reading
from models.incoming.workbook import read_workbook
from ui import theme
from ui.dialogs.proposal_tree import MARKS, ProposalTree
from ui.dialogs.reading import ReadingDialog
from ui.session import Session
from ui.widgets import breakable, button, dialog_column, label

_LETTERS = 24
"""Of a word; a longer one would widen the text until the ends of all its lines are cut."""


class TakeOverDialog(ReadingDialog):
    """Reads a workbook in a worker thread, shows what it would change, and takes over what is
    ticked. `taken` says what became of it; `refusal` why the file was not read.
    """

    tree_type: type[ProposalTree] = ProposalTree

    def __init__(self, session: Session, path: Path, parent: QWidget) -> None:
        super().__init__(session, _("Take over"), parent)
        self.proposal: Proposal | None = None
        self._path = path
        self.setWindowTitle(_("Take over from a workbook"))
        self.setMinimumSize(theme.em(40), theme.em(24))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(72), theme.em(46))))
        self._warning = label("", self, name="must")
        self._warning.hide()
        self.sort_box = QComboBox(self)
        self._all, self._none = button(_("All"), self), button(_("None"), self)
        self.tree = self.tree_type(self)
        self._details = label("", self)
        self._count = label("", self, name="muted")
        self._lay_out()
        self._connect()
        self.begin()

    def accept(self) -> None:
        """Take over what is ticked, as one step; stay where that was not done after all."""
        if self.proposal is None:
            return
        self.taken = self.session.do(take_over, self.proposal, self.tree.ticked)
        if self.taken is not None:
            super().accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the room."""
        super().resizeEvent(event)
        self.tree.share_width()

    def _lay_out(self) -> None:
        self._details.setAlignment(Qt.AlignmentFlag.AlignTop)
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
        self.tree.setMinimumHeight(theme.em(6))
        column.addWidget(self.tree, 2)
        column.addWidget(self._details_area(), 1)
        for widget in (self._count, self._buttons):
            column.addWidget(widget)

    def _details_area(self) -> QScrollArea:
        """The current line in full; long texts scroll and leave the list its room."""
        area = QScrollArea(self)
        area.setAccessibleName(_("The current line in full"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(theme.em(3.5))
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        area.setWidget(self._details)
        return area

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

    def show_read(self, found: Proposal) -> None:
        """List what would change."""
        self.proposal = proposal = found
        self._about.setText(self.about(proposal))
        self._warning.setText(proposal.warning)
        self._warning.setVisible(bool(proposal.warning))
        self._fill_sorts(proposal)
        self.tree.show_proposal(proposal)
        self.tree.share_width()
        self.tree.setFocus()
        self.show_count()

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
        self._details.setText(breakable("\n".join(self.tree.current_text()), _LETTERS))

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
    unsure = sum(item.sort in (Sort.CONFLICT, Sort.DOUBTFUL) for item in proposal.items)
    count, left_out = len(proposal.items), len(proposal.left_out)
    if not count and left_out:
        return _("Nothing in it can be taken over; what was left out is listed below.")
    if not count:
        return _("Nothing in it differs from what was written into it.")
    said = [ngettext("{n} difference.", "{n} differences.", count).format(n=count)]
    if unsure:
        said.append(ngettext("{n} needs a look.", "{n} need a look.", unsure).format(n=unsure))
    if left_out:
        text = ngettext(
            "{n} remark on what was left out stands last.",
            "{n} remarks on what was left out stand last.",
            left_out,
        )
        said.append(text.format(n=left_out))
    return " ".join(said)
