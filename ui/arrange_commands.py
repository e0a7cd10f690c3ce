"""Commands for what is else done with the mouse: widths, sorting, and leaving an export.

What they need is loaded with the first use, not with the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from models.i18n import _
from ui import theme

if TYPE_CHECKING:
    from ui.section import Grid
    from ui.window import MainWindow

_STEP, _LEAST = 2.0, 3.0
"""By how much something gets wider, and how narrow a column can be, in em."""


class ArrangeCommands:
    """The commands by the ids in `ui.commands`."""

    _window: MainWindow

    def widen(self) -> None:
        """Make what has the keyboard larger: a column, a side of the window, the details."""
        self._resize(theme.em(_STEP))

    def narrow(self) -> None:
        """Make it smaller."""
        self._resize(-theme.em(_STEP))

    def sort_column(self) -> None:
        """Sort the table by the current column: upwards, downwards, as it was arranged."""
        from ui.table.view import RecordTable  # noqa: PLC0415

        workspace = self._window.workspace
        grid = workspace.grid if workspace is not None else None
        if not isinstance(grid, RecordTable):
            self._window.say(_("There is no table here that can be sorted."))
            return
        head, column = grid.horizontalHeader(), max(grid.currentIndex().column(), 0)
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        if head.sortIndicatorSection() != column:
            head.setSortIndicator(column, up)
        elif head.sortIndicatorOrder() == up:
            head.setSortIndicator(column, down)
        else:
            head.setSortIndicator(-1, up)

    def cancel_export(self) -> None:
        """Stop the document that is being made; nothing is written."""
        if self._window.export.running:
            self._window.export.cancel()
        else:
            self._window.say(_("No document is being made."))

    def _resize(self, by: int) -> None:
        workspace, focus = self._window.workspace, QApplication.focusWidget()
        if workspace is None or focus is None:
            return
        grid = workspace.grid
        if grid is not None and (grid is focus or grid.isAncestorOf(focus)):
            _resize_column(grid, by)
        elif (found := _splitter_of(focus)) is not None:
            _resize_part(*found, by)


def _resize_column(grid: Grid, by: int) -> None:
    """Make the current column wider; in the matrix, where roles share the room, the names."""
    from ui.table.view import RecordTable  # noqa: PLC0415

    column = max(grid.currentIndex().column(), 0) if isinstance(grid, RecordTable) else 0
    grid.setColumnWidth(column, max(grid.columnWidth(column) + by, theme.em(_LEAST)))


def _splitter_of(widget: QWidget) -> tuple[QSplitter, QWidget] | None:
    """The splitter that a widget is in, and the part of it."""
    part: QWidget | None = widget
    while part is not None:
        above = part.parentWidget()
        if isinstance(above, QSplitter):
            return above, part
        part = above
    return None


def _resize_part(splitter: QSplitter, part: QWidget, by: int) -> None:
    """Give a part more room, which its neighbour gives."""
    sizes, place = splitter.sizes(), splitter.indexOf(part)
    others = [number for number, size in enumerate(sizes) if size and number != place]
    if others:
        neighbour = min(others, key=lambda number: abs(number - place))
        sizes[place] += by
        sizes[neighbour] -= by
        splitter.setSizes(sizes)
