"""The rows of a template to choose from, under headings, each with what is good to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from models import packs
from models.display import currency_of, locale_of
from models.fields import Kind
from models.i18n import _
from models.record import Record
from models.records import Pilot, Requirement
from models.snapshot import Snapshot
from models.starter_sets import Pack, Row, StarterSet, row_fields
from models.starters import new_rows
from models.text import shorten
from models.values import display
from ui import theme
from ui.widgets import tip

_ROW = Qt.ItemDataRole.UserRole
_DETAILS = Qt.ItemDataRole.UserRole + 1
"""The other values of a row, in one text."""
_LONGEST = 160

Group = tuple[str, type[Record], list[int]]
"""A heading, and the rows below it by their indices in the set."""


class StarterRows(QListWidget):
    """What a starter set offers and a workshop does not have yet; all of it ticked at first."""

    def __init__(self, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self._starter: StarterSet | None = None
        self._go_live: date | None = snapshot.one(Pilot).go_live
        self._locale = locale_of(snapshot)
        self.setWordWrap(True)
        self.setSpacing(theme.em(0.1))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setAccessibleName(_("Rows of the template"))

    @property
    def chosen(self) -> dict[type[Record], list[int]]:
        """The ticked rows by type, as indices into the rows of the set."""
        found: dict[type[Record], list[int]] = {}
        for item in self._items():
            if _ticked(item):
                record_type, number = item.data(_ROW)
                found.setdefault(record_type, []).append(number)
        return found

    @property
    def out_of_sight(self) -> int:
        """How many ticked rows the filter hides."""
        return sum(_ticked(item) and item.isHidden() for item in self._items())

    def show_set(self, starter: StarterSet, kinds: Sequence[type[Record]]) -> None:
        """List the new rows of some types of a set."""
        self._starter = starter
        groups = [group for kind in kinds for group in self._groups(starter, kind)]
        before = self.blockSignals(True)
        self.clear()
        for heading, record_type, numbers in groups:
            if len(groups) > 1 or isinstance(starter, Pack):
                self._add_heading(heading)
            for number in numbers:
                self._add_row(record_type, number)
        self.blockSignals(before)
        for first in self._items():
            self.setCurrentItem(first)
            break
        self.scrollToTop()  # to its heading

    def filter(self, text: str) -> None:
        """Show only rows in which all words of `text` occur, and headings of such rows."""
        words = text.casefold().split()
        heading, empty = None, True
        for item in map(self.item, range(self.count())):
            if item.data(_ROW) is None:
                if heading is not None:
                    heading.setHidden(empty)
                heading, empty = item, True
            else:
                hidden = not all(word in item.text().casefold() for word in words)
                item.setHidden(hidden)
                empty = empty and hidden
        if heading is not None:
            heading.setHidden(empty)

    def tick(self, ticked: bool) -> None:
        """Tick all rows in sight, or none of them."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def details(self) -> str:
        """The other values of the current row: "Area: Records · Due: Before go-live"."""
        item: QListWidgetItem | None = self.currentItem()
        return str(item.data(_DETAILS) or "") if item is not None else ""

    def _groups(self, starter: StarterSet, record_type: type[Record]) -> Iterator[Group]:
        rows = starter.rows[record_type]
        # By identity: two rows of a file can be equal.
        fresh = set(map(id, new_rows(self._snapshot, starter, record_type)))
        numbers = [number for number, row in enumerate(rows) if id(row) in fresh]
        groups = [(record_type.plural(), numbers)]
        if isinstance(starter, Pack) and record_type is Requirement and self._go_live:
            groups = [
                (text, [n for n in numbers if packs.applies(rows[n], self._go_live) is when])
                for text, when in (
                    (_("Applies before go-live"), packs.Applies.BEFORE),
                    (_("Applies only after go-live"), packs.Applies.LATER),
                    (_("Without a date"), packs.Applies.UNDATED),
                )
            ]
        yield from ((text, record_type, some) for text, some in groups if some)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.font(strong=True))
        self.addItem(item)

    def _add_row(self, record_type: type[Record], number: int) -> None:
        assert self._starter is not None  # noqa: S101 - its rows are being listed
        row = self._starter.rows[record_type][number]
        text = str(row[record_type.label_field])
        if record_type is Requirement:
            when = packs.applies_text(row, self._go_live, self._locale)
            text += "\n" + " · ".join(filter(None, (str(row.get("reference", "")), when)))
        item = QListWidgetItem(text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        item.setData(_ROW, (record_type, number))
        item.setData(_DETAILS, self._others(record_type, row))
        item.setToolTip(tip(item.data(_DETAILS)))
        self.addItem(item)

    def _others(self, record_type: type[Record], row: Row) -> str:
        currency = currency_of(self._snapshot)
        parts = []
        for key, field in row_fields(record_type).items():
            value = row.get(key)
            if value not in (None, "") and key != record_type.label_field:
                text = str(value)
                if field.kind is not Kind.LINK:
                    text = display(field, value, self._locale, currency)
                parts.append(f"{field.label}: {shorten(text, _LONGEST)}")
        return " · ".join(parts)

    def _items(self) -> Iterator[QListWidgetItem]:
        """The rows, without the headings."""
        for item in map(self.item, range(self.count())):
            if item.data(_ROW) is not None:
                yield item


def _ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
