"""Records of one type as rows, their fields and derived figures as columns.

One more row than there are records stands at the end: typing there adds a record. Records that
the program writes have none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models import actions, freezing
from models.derived import DERIVED, Derived
from models.display import derived_text, editable_of, text_of
from models.errors import Refusal
from models.fields import Field, Kind
from models.history import Changes
from models.i18n import _
from models.record import TYPES, Record
from models.records import GateDecision, WorkshopInfo
from ui import theme
from ui.session import Session
from ui.widgets import tip

Index = QModelIndex | QPersistentModelIndex
Column = Field[Any] | Derived

SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()
_SHORT = 20
"""Letters that fit any cell."""


class RecordTableModel(QAbstractTableModel):
    """The records of one type, live."""

    def __init__(
        self, session: Session, record_type: type[Record], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.record_type = record_type
        fields = [f for f in record_type.fields.values() if not f.owned and not f.technical]
        self.columns: list[Column] = [*fields, *DERIVED.get(record_type, ())]
        self._follows = self._types_shown()
        self._across = [n for n, c in enumerate(self.columns) if self._looks_across(c)]
        """Columns that show something of other rows."""
        self._records: list[Record] = list(session.snapshot.all(record_type))
        self._severities = session.findings.worst
        self._frozen = self._is_frozen()
        session.changed.connect(self._on_changed)
        session.declined.connect(self._repaint_all)
        session.findings_changed.connect(self._on_findings_changed)

    def record_at(self, row: int) -> Record | None:
        """The record in a row; None for the row in which a new one is typed."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def row_of(self, record: Record) -> int:
        """The row of a record, or -1."""
        return next((i for i, r in enumerate(self._records) if r.id == record.id), -1)

    def column_of(self, field: str) -> int:
        """The column of a field by name; the first one where there is none."""
        return next((i for i, c in enumerate(self.columns) if c.name == field), 0)

    def field_at(self, column: int) -> Field[Any] | None:
        """The field in a column; None for a derived figure."""
        found = self.columns[column]
        return found if isinstance(found, Field) else None

    @property
    def typing_rows(self) -> int:
        """How many rows stand behind the records for typing the next one: 1, or 0 where nobody
        can, or where the program writes the records.
        """
        return int(self.session.writable and not self.record_type.automatic)

    def held(self, row: int, column: int) -> bool:
        """Whether a cell is frozen: it changes only with a reason."""
        field, record = self.field_at(column), self.record_at(row)
        return (
            self._frozen
            and field is not None
            and record is not None
            and freezing.sealed(record, field.name)
        )

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Records, and the row for typing the next."""
        return 0 if parent.isValid() else len(self._records) + self.typing_rows

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Fields and derived figures."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Fields can be edited, derived figures cannot."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.session.writable and self.field_at(index.column()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Labels above; numbers and the mark for a new row at the left."""
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(section + 1) if section < len(self._records) else "+"
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.label}, {column.unit}" if column.unit else column.label
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(column, Field):
            return column.help or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = _side(column) | Qt.AlignmentFlag.AlignVCenter
            return int(side) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text as it is read (DisplayRole) and typed (EditRole), and what goes with it."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column) | Qt.AlignmentFlag.AlignTop
        record = self.record_at(index.row())
        if record is None:
            return self._new_row(index.column(), role)
        if role == SEVERITY_ROLE:
            return self._severities.get(record.id) if index.column() == 0 else None
        if self._frozen and role in _FROZEN_LOOK and self.held(index.row(), index.column()):
            return _FROZEN_LOOK[role]()
        return self._record_data(record, column, role)

    def _record_data(self, record: Record, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(record, column)
        if role == Qt.ItemDataRole.EditRole and isinstance(column, Field):
            return editable_of(self.session.snapshot, record, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is self.columns[0]:
            severity = self._severities.get(record.id)
            return f"{self._text(record, column)}, {severity.label}" if severity else None
        if role == Qt.ItemDataRole.ForegroundRole and isinstance(column, Derived):
            return theme.colour("muted")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(record, column)
        return None

    def _tool_tip(self, record: Record, column: Column) -> str | None:
        """All of a text that may be cut in its cell, and that it is frozen."""
        text = self._text(record, column)
        lines = text.split("\n") if len(text) > _SHORT else []
        if isinstance(column, Field) and self._frozen and freezing.sealed(record, column.name):
            lines.append(_frozen_text())
        return tip("\n".join(lines)) or None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Edit a field by what was typed; in the last row that adds a record."""
        field = self.field_at(index.column())
        if field is None or role != Qt.ItemDataRole.EditRole:
            return False
        record = self.record_at(index.row())
        if record is not None and str(value) == self.data(index, role):
            return True
        try:
            if record is None:
                self.session.edit(actions.add_text, self.record_type, field, str(value))
            else:
                self.session.edit(actions.set_text, record, field, str(value))
        except Refusal as refusal:
            self.session.refused.emit(refusal)
            return False
        return True

    def sort_key(self, row: int, column: int) -> tuple[bool, Any]:
        """What a column is sorted by: numbers and dates by size, text without case."""
        record = self.record_at(row)
        shown = self.columns[column]
        if record is None:
            return True, ""
        value: Any
        if isinstance(shown, Derived):
            value = shown.function(record, self.session.snapshot)
        elif shown.kind in (Kind.LINK, Kind.CHOICE):
            value = self._text(record, shown)
        else:
            value = record.values[shown.name]
        if isinstance(value, str):
            value = value.casefold()
        return value in (None, ""), value

    def _text(self, record: Record, column: Column) -> str:
        if isinstance(column, Derived):
            return derived_text(self.session.snapshot, record, column)
        return text_of(self.session.snapshot, record, column)

    def _new_row(self, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == 0:
            return _("Add {kind} …").format(kind=self.record_type.noun())
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("muted")
        return "" if role == Qt.ItemDataRole.EditRole else None

    def _types_shown(self) -> set[type[Record]]:
        """Record types whose changes can alter a text in this table."""
        links = {TYPES[f.target] for f in self.record_type.links()}
        read = {t for c in self.columns if isinstance(c, Derived) for t in c.reads}
        frozen = {GateDecision} if self._sealable else set()
        return {self.record_type, WorkshopInfo, *links, *read, *frozen}

    def _looks_across(self, column: Column) -> bool:
        if isinstance(column, Derived):
            return self.record_type in column.reads
        return column.kind is Kind.LINK and column.target == self.record_type.type_name

    @property
    def _sealable(self) -> bool:
        return self.record_type in freezing.SEALABLE

    def _is_frozen(self) -> bool:
        return self._sealable and freezing.frozen(self.session.snapshot)

    def _on_changed(self, changes: Changes) -> None:
        if changes.types & self._follows:
            self._frozen = self._is_frozen()
            self._bring_up_to_date(changes)

    def _bring_up_to_date(self, changes: Changes) -> None:
        old, new = self._records, list(self.session.snapshot.all(self.record_type))
        old_ids, new_ids = [r.id for r in old], [r.id for r in new]
        if old_ids == new_ids:
            self._records = new
            self._repaint(changes)
        elif new_ids[: len(old_ids)] == old_ids:
            # The row in which it was typed becomes the record, so that the cursor stays on it;
            # the row for the next one comes behind.
            behind = self.typing_rows
            self.beginInsertRows(_NO_INDEX, len(old) + behind, len(new) - 1 + behind)
            self._records = new
            self.endInsertRows()
            self.headerDataChanged.emit(Qt.Orientation.Vertical, len(old), len(new) - 1)
            self._repaint(changes)
        else:
            self._rearrange(new)

    def _rearrange(self, new: list[Record]) -> None:
        """Any other order: keep the current cell and the selection on their records."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self.record_at(index.row()) for index in before]
        self._records = new
        after = [
            self.index(self.row_of(record) if record else len(new), index.column())
            if record is None or self.row_of(record) >= 0
            else QModelIndex()
            for index, record in zip(before, held, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _repaint(self, changes: Changes) -> None:
        if changes.types != {self.record_type}:
            self._repaint_all()
            return
        touched = {change.id: change.after or {} for change in changes.items}
        for row, record in enumerate(self._records):
            if record.id in touched:
                for number, column in enumerate(self.columns):
                    if isinstance(column, Derived) or column.name in touched[record.id]:
                        self.dataChanged.emit(self.index(row, number), self.index(row, number))
        last = len(self._records) - 1
        for number in self._across:
            self.dataChanged.emit(self.index(0, number), self.index(last, number))

    def _repaint_all(self) -> None:
        last = self.index(len(self._records) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def _on_findings_changed(self) -> None:
        before = self._severities
        self._severities = self.session.findings.worst
        for row, record in enumerate(self._records):
            if before.get(record.id) is not self._severities.get(record.id):
                cell = self.index(row, 0)
                self.dataChanged.emit(cell, cell, [SEVERITY_ROLE])


def _frozen_text() -> str:
    return _("Frozen: a change needs a reason.")


_FROZEN_LOOK: dict[int, Callable[[], Any]] = {
    Qt.ItemDataRole.BackgroundRole: partial(theme.colour, "quiet"),
    Qt.ItemDataRole.AccessibleDescriptionRole: _frozen_text,
}
"""How a frozen cell differs from others."""


def _side(column: Column) -> Qt.AlignmentFlag:
    """Figures stand at the right of their column, everything else at the left."""
    return Qt.AlignmentFlag.AlignRight if column.kind.numeric else Qt.AlignmentFlag.AlignLeft
