"""Choosing rows from a template, to add to what is already there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from models import packs
from models.dates import format_date
from models.display import locale_of
from models.errors import Refusal
from models.i18n import _, ngettext
from models.record import Record
from models.records import Assignment, Pilot
from models.shelf import SUFFIX, read_file
from models.starter_sets import Pack, PilotKind, Sector, StarterSet
from models.starters import add_starter, new_rows
from ui import theme
from ui.dialogs.starter_rows import StarterRows
from ui.session import Session
from ui.templates import ask_file
from ui.widgets import button, dialog_column, label, make_primary, tab_through

_ORDER = (StarterSet, PilotKind, Sector, Pack)
"""The order in which the sorts of templates are offered."""
_ROOMY = 32
"""Lines of text that a dialog is high when the details of a row have room."""


class StarterDialog(QDialog):
    """Lists what templates offer and is not there yet; what is ticked is added.

    With `kinds`, only rows of these types are offered. `refused` says which files of the
    user's were not read, and `today` decides which packs are old.
    """

    def __init__(
        self,
        session: Session,
        sets: Sequence[StarterSet],
        parent: QWidget,
        *,
        kinds: Sequence[type[Record]] = (),
        refused: Sequence[Refusal] = (),
        today: date | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Add from template"))
        self.setMinimumSize(theme.em(32), theme.em(24))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(46), theme.em(42))))
        self.setAcceptDrops(True)
        self._today = today or datetime.now().astimezone().date()
        self._troubles = [refusal.what for refusal in refused]
        self._offers: list[tuple[StarterSet, list[type[Record]]]] = []
        self.template_box = QComboBox(self)
        self.filter_line = QLineEdit(self)
        self.list = StarterRows(session.snapshot, self)
        self._about = label("", self, name="muted")
        self._warning = label("", self, name="must")
        self._details = label("", self, name="muted")
        self._count = label("", self, name="muted")
        self._lay_out()
        for starter in sorted(sets, key=lambda each: _ORDER.index(type(each))):
            self._offer(starter, kinds or starter.kinds)
        self._connect()
        self.template_box.setCurrentIndex(self._first_with_news())
        self._show_rows()
        self.list.setFocus()

    def load(self, path: Path) -> None:
        """Offer the rows of a file, of all types that it has; a refusal is shown."""
        try:
            sets = read_file(path)
        except Refusal as refusal:
            self._troubles = [refusal.what]
            self._show_warning()
            return
        first = self.template_box.count()
        for starter in sets:
            self._offer(starter, starter.kinds)
        if self.template_box.count() > first:
            self._troubles = []
            self.template_box.setCurrentIndex(first)
        else:
            self._troubles = [_("“{name}” has no rows to add.").format(name=path.name)]
        self._show_warning()

    def accept(self) -> None:
        """Add the ticked rows as one step."""
        if chosen := self.list.chosen:
            self.session.do(add_starter, self._offers[self.template_box.currentIndex()][0], chosen)
        super().accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the rows get the room; their details are in their tips as well."""
        super().resizeEvent(event)
        self._details.setVisible(event.size().height() >= theme.em(_ROOMY))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Templates can be dropped onto the dialog."""
        if any(url.toLocalFile().endswith(SUFFIX) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer what is in the dropped template."""
        for url in event.mimeData().urls():
            if url.toLocalFile().endswith(SUFFIX):
                self.load(Path(url.toLocalFile()))
                return

    def _offer(self, starter: StarterSet, kinds: Sequence[type[Record]]) -> None:
        # Letters come with their activities.
        shown = [kind for kind in starter.kinds if kind in kinds and kind is not Assignment]
        if shown:
            self._offers.append((starter, shown))
            self.template_box.addItem(_title(starter))

    def _first_with_news(self) -> int:
        """The first template that has something new to offer."""
        snapshot = self.session.snapshot
        for number, (starter, kinds) in enumerate(self._offers):
            if any(new_rows(snapshot, starter, kind) for kind in kinds):
                return number
        return 0

    def _lay_out(self) -> None:
        load = button(_("Load from file …"), self, tip=_("Or drop a template onto this window"))
        everything, nothing = button(_("All"), self), button(_("None"), self)
        load.clicked.connect(self._on_load)
        everything.clicked.connect(self._on_all)
        nothing.clicked.connect(self._on_none)
        for each in (load, everything, nothing):
            each.setAutoDefault(False)
        buttons = QDialogButtonBox(self)
        make_primary(buttons.addButton(_("Add"), QDialogButtonBox.ButtonRole.AcceptRole))
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._details.setMinimumHeight(theme.em(4))
        self._details.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = dialog_column(self, _("Add from template"))
        column.addLayout(_side_by_side(self.template_box, load))
        column.addWidget(self._about)
        column.addWidget(self._warning)
        column.addLayout(_side_by_side(self.filter_line, everything, nothing))
        column.addWidget(self.list, 1)
        for widget in (self._details, self._count, buttons):
            column.addWidget(widget)
        tab_through(self.template_box, load, self.filter_line, everything, nothing, self.list)

    def _connect(self) -> None:
        self.template_box.setAccessibleName(_("Template"))
        self.filter_line.setAccessibleName(_("Filter the rows"))
        self.filter_line.setPlaceholderText(_("Filter"))
        self.filter_line.setClearButtonEnabled(True)
        self.template_box.currentIndexChanged.connect(self._show_rows)
        self.filter_line.textChanged.connect(self._on_filter)
        self.list.itemChanged.connect(self._show_count)
        self.list.currentItemChanged.connect(self._on_row_changed)

    def _show_rows(self) -> None:
        if not self._offers:
            return
        starter, kinds = self._offers[self.template_box.currentIndex()]
        self._about.setText("\n".join(self._about_lines(starter)))
        self._show_warning()
        self.list.show_set(starter, kinds)
        self._on_filter()
        self._on_row_changed()

    def _about_lines(self, starter: StarterSet) -> Iterator[str]:
        yield starter.description
        if isinstance(starter, Pack):
            locale = locale_of(self.session.snapshot)
            go_live = self.session.snapshot.one(Pilot).go_live
            looked = _("As of {day}.").format(day=format_date(starter.as_of, locale))
            if starter.sector:
                yield _("For: {whom}.").format(whom=starter.sector.rstrip("."))
            planned = _("No go-live is planned yet (step 2), so no rule is before or after it.")
            if go_live is not None:
                planned = _("Planned go-live: {day}.").format(day=format_date(go_live, locale))
            yield f"{looked} {planned}"

    def _show_warning(self) -> None:
        sentences = list(self._troubles)
        starter = self._offers[self.template_box.currentIndex()][0] if self._offers else None
        if isinstance(starter, Pack) and packs.is_old(starter, self._today):
            sentences.append(
                _("This pack is older than a year: check its sources before you rely on it.")
            )
        self._warning.setText("\n".join(sentences))
        self._warning.setVisible(bool(sentences))

    def _show_count(self) -> None:
        ticked, hidden = sum(map(len, self.list.chosen.values())), self.list.out_of_sight
        if not self.list.count():
            text = _("Everything from this template is already there.")
        else:
            text = ngettext("{n} row will be added", "{n} rows will be added", ticked)
        if hidden:
            text += _(", {hidden} of them hidden by the filter")
        self._count.setText(text.format(n=ticked, hidden=hidden))

    def _on_filter(self) -> None:
        self.list.filter(self.filter_line.text())
        self._show_count()

    def _on_row_changed(self) -> None:
        self._details.setText(self.list.details())

    def _on_all(self) -> None:
        self.list.tick(True)

    def _on_none(self) -> None:
        self.list.tick(False)

    def _on_load(self) -> None:
        path = ask_file(self)
        if path is not None:
            self.load(path)


def _title(starter: StarterSet) -> str:
    patterns = {
        PilotKind: _("Kind of pilot: {title}"),
        Sector: _("Sector: {title}"),
        Pack: _("Requirement pack: {title}"),
    }
    return patterns.get(type(starter), "{title}").format(title=starter.title)


def _side_by_side(first: QWidget, *others: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.em(0.5))
    row.addWidget(first, 1)
    for other in others:
        row.addWidget(other)
    return row
