"""A list or matrix from outside: what it is, which of its tables are meant, and what its letters
and columns mean. The preview follows, and giving that up comes back here.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.display import locale_of
from models.errors import Refusal
from models.i18n import _, ngettext
from models.incoming.lists.columns import ListTable
from models.incoming.lists.lines import has_records
from models.incoming.lists.reading import SORTS, chosen, propose_list
from models.incoming.looking import RACI, Seen, look
from models.incoming.looking import label as sort_label
from models.incoming.proposal import Proposal, Taken
from models.incoming.raci.reading import propose_raci
from models.incoming.sheets import Reading
from models.incoming.source import Source
from models.snapshot import Snapshot
from ui import theme
from ui.dialogs import door
from ui.dialogs.import_columns import ColumnsPanel
from ui.dialogs.import_letters import LettersPanel
from ui.dialogs.take_over import TakeOverDialog
from ui.errand import Errand
from ui.session import Session
from ui.widgets import dialog_column, label, make_primary

_LOOK = 100
"""Milliseconds between two looks at how far the reading is."""
_DATA = Qt.ItemDataRole.UserRole

Opening = Callable[[], Reading[Source]]
"""How the source is read; in a worker thread."""


Reader = Callable[[Snapshot], Reading[Proposal]]
"""How a proposal is made for a workshop; in a worker thread too."""


class ImportDialog(QDialog):
    """Reads a source in a worker thread, asks what it is, and shows what would be taken over.
    `taken` says what became of it; `refusal` why it was not read.
    """

    def __init__(self, session: Session, name: str, opening: Opening, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.taken: Taken | None = None
        self.refusal: Refusal | None = None
        self.seen: Seen | None = None
        self._name = name
        self._opening = opening
        self._language = locale_of(session.snapshot)[:2]
        self._share = 0.0
        self.setWindowTitle(_("Import a list or matrix"))
        self.setMinimumSize(theme.em(38), theme.em(24))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(62), theme.em(42))))
        self._about = label(_("Reading …"), self, name="muted")
        self._progress = QProgressBar(self)
        self.sort_box = QComboBox(self)
        self.tables = QListWidget(self)
        self.letters = LettersPanel(self)
        self.columns = ColumnsPanel(self._language, self)
        self._stack = QStackedWidget(self)
        self._buttons = QDialogButtonBox(self)
        self._ok: QPushButton = self._buttons.addButton(
            _("Preview …"), QDialogButtonBox.ButtonRole.AcceptRole
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
        """Whether the source is still being read."""
        return self._timer.isActive()

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

    def reject(self) -> None:
        """Leave everything as it is; while the source is being read, stop that first."""
        if self.reading:
            self._errand.cancel()
        else:
            super().reject()

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

    def _read(self) -> Generator[float, None, Any]:
        job = look(self._opening(), self._language)
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
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _show_progress(self) -> None:
        self._progress.setValue(round(self._share * 100))

    def _on_read(self, seen: Seen | None) -> None:
        self._timer.stop()
        if seen is None:  # cancelled
            super().reject()
            return
        self.seen = seen
        self._progress.hide()
        said = [*seen.source.said, *seen.source.about_hidden()]
        self._about.setText(" ".join(said))
        self._about.setVisible(bool(said))
        self.sort_box.addItem(_("Choose …"), "")
        for sort in (RACI, *SORTS):
            self.sort_box.addItem(sort_label(sort), sort)
        self.sort_box.setCurrentIndex(max(0, self.sort_box.findData(seen.guess)))
        self._on_sort()
        self._ok.setFocus() if self._ok.isEnabled() else self.sort_box.setFocus()

    def _on_refused(self, refusal: Refusal) -> None:
        self._timer.stop()
        self.refusal = refusal
        super().reject()

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
