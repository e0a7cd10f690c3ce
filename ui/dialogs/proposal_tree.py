"""What a file would change, as a tree to tick: sheet by sheet, a line for each item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from models.i18n import N_, _
from models.incoming.proposal import Item, Proposal, Remark, Sort
from models.side_by_side import apart
from models.text import shorten
from ui import theme
from ui.widgets import tip

_NUMBER = Qt.ItemDataRole.UserRole
"""The number of the item in the proposal; none for groups and for what is left out."""
_LONGEST = 70
"""Characters of a value that are given to the list."""

MARKS = {
    Sort.CONFLICT: "≠",
    Sort.DOUBTFUL: "?",
    Sort.CHANGED: "•",
    Sort.ADDED: "+",
    Sort.REMOVED: "−",
}
"""Beside each word, for whom its colour says nothing."""
_COLOURS = {
    Sort.CONFLICT: "must",
    Sort.DOUBTFUL: "should",
    Sort.CHANGED: "ink",
    Sort.ADDED: "good",
    Sort.REMOVED: "must",
}
_HEADS = (N_("What"), N_("Kind"), N_("Here now"), N_("In the file"), N_("Cell"))
_WHAT, _KIND, _BEFORE, _AFTER, _CELL = range(len(_HEADS))


class _WhatDelegate(QStyledItemDelegate):
    """Shortens what a line is about in its middle: which field it is stands at the end."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the line its look."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class ProposalTree(QTreeWidget):
    """The items of a proposal under their sheets; Space ticks one, or a whole sheet."""

    ticks_changed = Signal()
    sides = _HEADS[2:4]
    """What the two values are called."""
    shares: tuple[int, ...] = (30, 11, 22, 26, 7)
    """Of the columns in the room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._proposal = Proposal("")
        self.setHeaderLabels([_(head) for head in _HEADS])
        self.setAccessibleName(_("What would be taken over"))
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegateForColumn(_WHAT, _WhatDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self._on_changed)
        header = self.header()
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    @property
    def ticked(self) -> frozenset[int]:
        """The numbers of the ticked items."""
        return frozenset(number for number, line in self._lines() if _ticked(line))

    @property
    def out_of_sight(self) -> int:
        """How many ticked items the filter hides."""
        return sum(_ticked(line) and line.isHidden() for _item, line in self._lines())

    def show_proposal(self, proposal: Proposal) -> None:
        """List everything that a file would change, and what is left out of it."""
        self._proposal = proposal
        before = self.blockSignals(True)
        self.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for number, item in enumerate(proposal.items):
            group = groups.get(item.place.sheet) or self._group(item.place.sheet)
            groups[item.place.sheet] = group
            self._line(group, number, item)
        if proposal.left_out:
            group = self._group(_("Left out, whatever is ticked"))
            for remark in proposal.left_out:
                self._remark(group, remark)
        for group in self._groups():
            group.setText(_WHAT, f"{group.text(_WHAT)} ({group.childCount()})")
            self._show_state(group)
        self.expandAll()
        self.blockSignals(before)
        for _first, line in self._lines():
            self.setCurrentItem(line)
            break
        self.scrollToTop()

    def share_width(self) -> None:
        """Give the columns their shares of the room."""
        room = self.viewport().width()
        for column, share in enumerate(self.shares[:-1]):
            self.setColumnWidth(column, room * share // sum(self.shares))

    def filter(self, sort: Sort | None) -> None:
        """Show only items of one sort, or all with None."""
        for number, line in self._lines():
            line.setHidden(sort is not None and self._proposal.items[number].sort is not sort)
        for group in self._groups():
            # What is left out is of no sort.
            shown = any(_number(line) is not None and not line.isHidden() for line in _under(group))
            group.setHidden(sort is not None and not shown)

    def tick(self, ticked: bool) -> None:
        """Tick all items in sight, or none of them."""
        before = self.blockSignals(True)
        for group in self._groups():
            self._tick_under(group, ticked)
        self.blockSignals(before)
        self.ticks_changed.emit()

    def current_text(self) -> list[str]:
        """The current line in full: what it is about, both values, what is to be known."""
        line: QTreeWidgetItem | None = self.currentItem()
        if line is None or line.parent() is None:
            return []
        number = _number(line)
        if number is None:  # a remark
            return [line.text(_WHAT)]
        item = self._proposal.items[number]
        lines = [f"{item.place} · {item.what}"]
        if item.before or item.after:
            before, after = item.before or _("empty"), item.after or _("empty")
            lines += [f"{_(self.sides[0])}: {before}", f"{_(self.sides[1])}: {after}"]
        return [*lines, item.note] if item.note else lines

    def items(self) -> Iterator[tuple[Item, QTreeWidgetItem]]:
        """The items with their lines, in the order of the list."""
        for number, line in self._lines():
            yield self._proposal.items[number], line

    def can_be_ticked(self, line: QTreeWidgetItem) -> bool:
        """Whether a line is about an item that is offered, or about several."""
        return _can_be_ticked(line)

    def _group(self, text: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem([text])
        group.setFont(_WHAT, theme.font(strong=True))
        self.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        return group

    def _line(self, group: QTreeWidgetItem, number: int, item: Item) -> None:
        kind = f"{MARKS[item.sort]}  {item.sort.label}"
        before, after = apart(item.before, item.after, _LONGEST)
        cell = shorten(item.place.cell, _LONGEST)
        line = QTreeWidgetItem(group, [item.what, kind, before, after, cell])
        line.setData(0, _NUMBER, number)
        line.setForeground(_KIND, theme.colour(_COLOURS[item.sort]))
        if item.note:
            line.setToolTip(_WHAT, tip(item.note))
        if item.offered:
            line.setCheckState(_WHAT, _state(item.ticked))
        spoken = ", ".join(filter(None, (item.what, item.sort.label, item.before, item.after)))
        line.setData(_WHAT, Qt.ItemDataRole.AccessibleTextRole, f"{spoken}. {item.note}")

    def _remark(self, group: QTreeWidgetItem, remark: Remark) -> None:
        line = QTreeWidgetItem(group, [str(remark)])
        line.setForeground(_WHAT, theme.colour("muted"))
        line.setToolTip(_WHAT, tip(str(remark)))
        line.setFirstColumnSpanned(True)

    def _on_changed(self, line: QTreeWidgetItem) -> None:
        """A sheet that is ticked ticks its lines in sight; a line shows on its sheet.

        Not Qt's own way (`ItemIsAutoTristate`): it takes the box away from a sheet of which one
        line cannot be ticked, and ticks what the filter hides.
        """
        group = line.parent()
        before = self.blockSignals(True)
        if group is None:
            self._tick_under(line, _ticked(line))
        else:
            self._show_state(group)
        self.blockSignals(before)
        self.ticks_changed.emit()

    def _tick_under(self, group: QTreeWidgetItem, ticked: bool) -> None:
        for line in _under(group):
            if _can_be_ticked(line) and not line.isHidden():
                line.setCheckState(_WHAT, _state(ticked))
        self._show_state(group)

    def _show_state(self, group: QTreeWidgetItem) -> None:
        """The box of a sheet: ticked, empty, or partly; none where nothing can be ticked."""
        ticks = {_ticked(line) for line in _under(group) if _can_be_ticked(line)}
        if len(ticks) == 2:
            group.setCheckState(_WHAT, Qt.CheckState.PartiallyChecked)
        elif ticks:
            group.setCheckState(_WHAT, _state(ticks.pop()))

    def _groups(self) -> Iterator[QTreeWidgetItem]:
        for row in range(self.topLevelItemCount()):
            yield cast("QTreeWidgetItem", self.topLevelItem(row))

    def _lines(self) -> Iterator[tuple[int, QTreeWidgetItem]]:
        """The items, by their numbers."""
        for group in self._groups():
            for line in _under(group):
                if (number := _number(line)) is not None:
                    yield number, line


def _under(group: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for row in range(group.childCount()):
        yield cast("QTreeWidgetItem", group.child(row))


def _number(line: QTreeWidgetItem) -> int | None:
    return cast("int | None", line.data(0, _NUMBER))


def _can_be_ticked(line: QTreeWidgetItem) -> bool:
    return line.data(_WHAT, Qt.ItemDataRole.CheckStateRole) is not None


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


def _ticked(line: QTreeWidgetItem) -> bool:
    return line.checkState(_WHAT) == Qt.CheckState.Checked
