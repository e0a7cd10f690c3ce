"""A copy that came back: what differs, with the values of both sides to choose from."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from models.copies import Copy, read_copy
from models.i18n import N_, _, ngettext
from models.incoming.proposal import Item, Proposal, Sort
from models.lineage import past_of
from models.merging import Returned, bring_back, compared
from ui import theme
from ui.dialogs.proposal_tree import ProposalTree
from ui.dialogs.take_over import TakeOverDialog
from ui.session import Session
from ui.widgets import label

_HEADS = (N_("What"), N_("Kind"), N_("Ours"), N_("Theirs"), N_("Result"))
_OURS, _THEIRS, _RESULT = 2, 3, 4


class MergeTree(ProposalTree):
    """Left and right choose the value of ours or theirs; F8 goes to the next conflict."""

    sides = _HEADS[2:4]
    shares = (29, 12, 22, 24, 12)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderLabels([_(head) for head in _HEADS])
        self.ticks_changed.connect(self._show_results)

    def show_proposal(self, proposal: Proposal) -> None:
        """List what differs, with the cursor on the first conflict."""
        super().show_proposal(proposal)
        self._show_results()
        self._next_conflict()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a side by the arrow that points to it, for one line or for all under it."""
        line: QTreeWidgetItem | None = self.currentItem()
        chosen = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_F8:
            self._next_conflict()
        elif chosen is not None and line is not None and self.can_be_ticked(line):
            self.choose(line, chosen)
        else:
            super().keyPressEvent(event)

    def choose(self, line: QTreeWidgetItem, theirs: bool) -> None:
        """Take the value of theirs, or keep ours."""
        line.setCheckState(0, Qt.CheckState.Checked if theirs else Qt.CheckState.Unchecked)

    def _next_conflict(self) -> None:
        lines = [(line, item) for item, line in self.items() if not line.isHidden()]
        current: QTreeWidgetItem | None = self.currentItem()
        start = next((n + 1 for n, (line, _item) in enumerate(lines) if line is current), 0)
        for line, item in [*lines[start:], *lines[:start]]:
            if item.sort is Sort.CONFLICT:
                self.setCurrentItem(line)
                self.scrollToItem(line)
                return

    def _show_results(self) -> None:
        """Say which side stands, and let the other one step back."""
        before = self.blockSignals(True)
        for item, line in self.items():
            theirs = line.checkState(0) == Qt.CheckState.Checked
            line.setText(_RESULT, _result(item, theirs))
            for column, stands in ((_OURS, not theirs), (_THEIRS, theirs)):
                line.setForeground(column, theme.colour("ink" if stands else "muted"))
                line.setFont(column, theme.font(strong=stands and item.sort is Sort.CONFLICT))
        self.blockSignals(before)


def _result(item: Item, theirs: bool) -> str:
    if item.sort is Sort.ADDED:
        return _("added") if theirs else _("left out")
    return _("theirs") if theirs else _("ours")


class MergeDialog(TakeOverDialog):
    """Reads a copy, shows what would change, and brings back what is chosen.

    `taken` says what became of it; `refusal` why the file was not read.
    """

    tree_type = MergeTree

    def __init__(self, session: Session, path: Path, parent: QWidget) -> None:
        self._ours = past_of(session.workshop)  # before the worker begins: it cannot ask
        super().__init__(session, path, parent)
        self.setWindowTitle(_("Bring a copy back"))
        self._ok.setText(_("Bring back"))
        self._all.setText(_("Take all theirs"))
        self._none.setText(_("Keep all ours"))
        self._keys = label(_keys(), self, name="muted")
        column = self.layout()
        assert column is not None  # noqa: S101 - it was laid out above
        column.removeWidget(self._buttons)
        column.addWidget(self._keys)
        column.addWidget(self._buttons)

    def accept(self) -> None:
        """Bring back what is chosen, as one step; stay where that was not done after all."""
        if not isinstance(self.proposal, Returned):
            return
        self.taken = self.session.do(bring_back, self.proposal, self.tree.ticked)
        if self.taken is not None:
            self.done(self.DialogCode.Accepted)

    def about(self, proposal: Proposal) -> str:
        """What it is a copy for, and how much differs."""
        said = proposal.summary if isinstance(proposal, Returned) else ""
        parts = [self._purpose, said]
        return "\n".join(part for part in parts if part)

    def show_count(self) -> None:
        """Say how much is taken of theirs; keeping ours everywhere is an answer as well."""
        if self.proposal is None:
            return
        ticked, hidden = len(self.tree.ticked), self.tree.out_of_sight
        kept = len(self.proposal.items) - ticked
        text = ngettext("{n} of theirs is taken", "{n} of theirs are taken", ticked).format(
            n=ticked
        )
        if hidden:
            text += _(", {hidden} of them hidden by the filter").format(hidden=hidden)
        stays = ngettext("{n} stays as it is here", "{n} stay as they are here", kept)
        text += "; " + stays.format(n=kept) + "."
        self._count.setText(text + " " + _("It is one step, and is not asked again."))
        self._ok.setEnabled(bool(self.proposal.items))

    def _read(self) -> Generator[float, None, Any]:
        yield 0.1
        copy: Copy = read_copy(self._path, self.session.workshop.path)
        yield 0.5
        self._purpose = copy.purpose.text + "." if copy.purpose else ""
        returned = compared(self._path.name, self._ours, copy)
        yield 1.0
        return returned


def _keys() -> str:
    return _("← keeps ours, → takes theirs, F8 goes to the next conflict.")
