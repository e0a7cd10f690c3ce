"""A list or matrix from outside: what it is, which of its tables are meant, and what its letters
and columns mean. The preview follows, and giving that up comes back here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.display import locale_of
from models.i18n import _, ngettext
from models.incoming.lists.columns import ListTable
from models.incoming.lists.lines import has_records
from models.incoming.lists.reading import SORTS, chosen, propose_list
from models.incoming.looking import RACI, Seen, look
from models.incoming.looking import label as sort_label
from models.incoming.proposal import Proposal
from models.incoming.raci.reading import propose_raci
from models.incoming.sheets import Reading
from models.incoming.source import Source
from models.snapshot import Snapshot
from ui import theme
from ui.dialogs import door
from ui.dialogs.import_columns import ColumnsPanel
from ui.dialogs.import_letters import LettersPanel
from ui.dialogs.reading import ReadingDialog
from ui.dialogs.take_over import TakeOverDialog
from ui.session import Session
from ui.widgets import dialog_column

_DATA = Qt.ItemDataRole.UserRole

Opening = Callable[[], Reading[Source]]
"""How the source is read; in a worker thread."""


Reader = Callable[[Snapshot], Reading[Proposal]]
"""How a proposal is made for a workshop; in a worker thread too."""


class ImportDialog(ReadingDialog):
    """Reads a source in a worker thread, asks what it is, and shows what would be taken over.
    `taken` says what became of it; `refusal` why it was not read.
    """

    def __init__(self, session: Session, name: str, opening: Opening, parent: QWidget) -> None:
        super().__init__(session, _("Preview …"), parent)
        self.seen: Seen | None = None
        self._name = name
        self._opening = opening
        self._language = locale_of(session.snapshot)[:2]
        self.setWindowTitle(_("Import a list or matrix"))
        self.setMinimumSize(theme.em(38), theme.em(24))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(62), theme.em(42))))
        self.sort_box = QComboBox(self)
        self.tables = QListWidget(self)
        self.letters = LettersPanel(self)
        self.columns = ColumnsPanel(self._language, self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.begin()

    @property
    def sort(self) -> str:
        """What it is read as."""
        return str(self.sort_box.currentData() or "")

    def accept(self) -> None:
        """Show what would be taken over; stay here where that was given up."""
        reader = self._reader()
        if reader is None:
            return
        dialog = ListPreview(self.session, Path(self._name), self, reader)
        door.run(dialog)
        if dialog.refusal is not None:
            door.tell(self, dialog.refusal)
        elif dialog.taken is not None:
            self.taken = dialog.taken
            super().accept()

    def _reader(self) -> Reader | None:
        if self.seen is None or not self._ticked():
            return None
        source = self.seen.source
        if self.sort == RACI:
            matrices = [self.seen.matrices[n] for n in self._ticked()]
            meanings = self.letters.meanings
            return lambda now: _done(partial(propose_raci, source, matrices, now, meanings))
        tables = [self.columns.tables[n] for n in self._ticked()]
        return lambda now: _done(partial(propose_list, source, tables, now))

    def _ticked(self) -> list[int]:
        return [
            row
            for row in range(self.tables.count())
            if self.tables.item(row).checkState() == Qt.CheckState.Checked
        ]

    def job(self) -> Reading[Seen]:
        """Look for everything in the source; called in the worker."""
        return look(self._opening(), self._language)

    def _lay_out(self) -> None:
        self.sort_box.setAccessibleName(_("What it is"))
        self.tables.setAccessibleName(_("Tables that are read"))
        self._stack.addWidget(self.letters)
        self._stack.addWidget(self.columns)
        column: QVBoxLayout = dialog_column(self, self._name)
        column.addWidget(self._about)
        column.addWidget(self._progress)
        form = QFormLayout()
        form.addRow(_("What it is"), self.sort_box)
        column.addLayout(form)
        column.addWidget(self.tables)
        column.addWidget(self._stack, 1)
        column.addWidget(self._buttons)
        for late in (self.tables, self._stack):
            late.hide()

    def _connect(self) -> None:
        self.sort_box.currentIndexChanged.connect(self._on_sort)
        self.tables.itemChanged.connect(self._on_ticked)
        self.tables.currentRowChanged.connect(self.columns.show_table)
        self.columns.changed.connect(self._show_tables)

    def show_read(self, found: Seen) -> None:
        """Ask what it is, beginning with the best guess."""
        self.seen = seen = found
        said = [*seen.source.said, *seen.source.about_hidden()]
        self._about.setText(" ".join(said))
        self._about.setVisible(bool(said))
        self.sort_box.addItem(_("Choose …"), "")
        for sort in (RACI, *SORTS):
            self.sort_box.addItem(sort_label(sort), sort)
        self.sort_box.setCurrentIndex(max(0, self.sort_box.findData(seen.guess)))
        self._on_sort()
        self._ok.setFocus() if self._ok.isEnabled() else self.sort_box.setFocus()

    def _on_sort(self) -> None:
        """Show the tables of what it is read as."""
        if self.seen is None:
            return
        if self.sort == RACI:
            self.letters.show_matrices(self.seen.matrices)
            self._stack.setCurrentWidget(self.letters)
            titles = [
                (_matrix_told(m.title, len(m.activities), len(m.roles)), True)
                for m in self.seen.matrices
            ]
        elif self.sort:
            found = list(self.seen.lists[self.sort])
            self.columns.show_tables(self.seen.source, SORTS[self.sort], found)
            self._stack.setCurrentWidget(self.columns)
            # Where nothing was found, the first rows wait for somebody to say what they are.
            meant = chosen(found) if found else self.columns.tables
            titles = [(_table_told(t), any(t is m for m in meant)) for t in self.columns.tables]
        else:
            titles = []
        self._stack.setVisible(bool(self.sort))
        self._list(titles)

    def _list(self, titles: list[tuple[str, bool]]) -> None:
        before = self.tables.blockSignals(True)
        self.tables.clear()
        for title, ticked in titles:
            item = QListWidgetItem(title, self.tables)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.tables.blockSignals(before)
        self.tables.setVisible(len(titles) > 1 or self.sort == RACI)
        self.tables.setFixedHeight(theme.em(0.5 + 1.45 * min(len(titles), 6)))
        first = next(iter(self._ticked()), 0)
        self.tables.setCurrentRow(first)
        self.columns.show_table(first)
        self._on_ticked()

    def _show_tables(self) -> None:
        """The heads of a table were moved: it may have other rows now."""
        before = self.tables.blockSignals(True)
        for row, table in enumerate(self.columns.tables):
            if row < self.tables.count():
                self.tables.item(row).setText(_table_told(table))
        self.tables.blockSignals(before)

    def _on_ticked(self, _item: QListWidgetItem | None = None) -> None:
        self._ok.setEnabled(bool(self._ticked()))


class ListPreview(TakeOverDialog):
    """What a list or matrix would add or change here."""

    def __init__(self, session: Session, path: Path, parent: QWidget, reader: Reader) -> None:
        self._reader = reader
        super().__init__(session, path, parent)
        self.setWindowTitle(_("Import a list or matrix"))

    def job(self) -> Reading[Proposal]:
        """Make the proposal; called in the worker."""
        return self._reader(self.session.snapshot)

    def about(self, proposal: Proposal) -> str:
        """What is said above the list."""
        if not proposal.items:
            return _("Everything in it is in the workshop already.")
        return super().about(proposal)


def _done(job: Callable[[], Proposal]) -> Reading[Proposal]:
    """Something that is made at once, in the worker."""
    yield 0.0
    return job()


def _matrix_told(title: str, activities: int, roles: int) -> str:
    text = _("{title}: {activities} activities, {roles} roles")
    return text.format(title=title, activities=activities, roles=roles)


def _table_told(table: ListTable) -> str:
    rows = sum(row > table.last for row in table.page.rows)
    if not has_records(table):
        return _("{title}: heads and no rows").format(title=table.page.title)
    text = ngettext("{title}: {n} row below its heads", "{title}: {n} rows below its heads", rows)
    return text.format(title=table.page.title, n=rows)
