"""The matrix as a table model: group headings, activities, and a row for the next one."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models import actions, matrix, raci
from models.history import Changes
from models.i18n import _
from models.records import Activity, Assignment, Person, Role
from ui import theme
from ui.marks import GLYPHS
from ui.session import Session
from ui.widgets import breakable, tip

Index = QModelIndex | QPersistentModelIndex
LETTERS_ROLE = Qt.ItemDataRole.UserRole + 1
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 2
HEADING_ROLE = Qt.ItemDataRole.UserRole + 3
_NO_INDEX = QModelIndex()
_LETTERS = 11
"""Of a word that a head has room for."""
_SHOWN = frozenset({Activity, Role, Assignment, Person})


class Row(NamedTuple):
    """A line of the matrix: an activity, the heading of a group, or the next one to type."""

    section: str
    activity: Activity | None = None
    heading: bool = False


class MatrixModel(QAbstractTableModel):
    """The matrix, live. Column 0 holds the activities, the others the roles."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._severities = session.findings.worst
        self.rows, self.roles = self._read()
        session.changed.connect(self._on_changed)
        session.findings_changed.connect(self._on_findings_changed)

    def activity_at(self, row: int) -> Activity | None:
        """The activity in a row; None for headings and the row of the next one."""
        return self.rows[row].activity if 0 <= row < len(self.rows) else None

    def role_at(self, column: int) -> Role | None:
        """The role of a column; None for the first one and the one of the next role."""
        return self.roles[column - 1] if 1 <= column <= len(self.roles) else None

    def row_of(self, activity: str) -> int:
        """The row of an activity by its id, or -1."""
        found = (i for i, r in enumerate(self.rows) if r.activity and r.activity.id == activity)
        return next(found, -1)

    def column_of(self, role: str) -> int:
        """The column of a role by its id, or -1."""
        return next((i for i, r in enumerate(self.roles, 1) if r.id == role), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Headings, activities, and the row for the next one."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Activities, roles, and the column for the next one."""
        return 0 if parent.isValid() else 1 + len(self.roles) + self.session.writable

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names of activities and groups are edited as text; letters are set by key."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.session.writable and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Roles above, with what speaks against them."""
        if orientation == Qt.Orientation.Vertical:
            handle = "∷" if self.session.writable and self.activity_at(section) else ""
            return handle if role == Qt.ItemDataRole.DisplayRole else None
        found = self.role_at(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(section, found)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._head_tip(found)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names, letters, and what the delegate needs to paint them."""
        row = self.rows[index.row()]
        if role == HEADING_ROLE:
            return row.heading
        if index.column() == 0:
            return self._name_data(row, role)
        letters = self._letters(row, index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return raci.show_letters(letters)
        if role == LETTERS_ROLE:
            return letters
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column(), letters)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename an activity or a group, or add an activity in the last row."""
        if role != Qt.ItemDataRole.EditRole or index.column() != 0:
            return False
        row, text = self.rows[index.row()], str(value).strip()
        if row.activity is not None:
            return self.session.do(actions.set_text, row.activity, Activity.name, text) is not None
        if row.heading:
            return text != row.section and bool(
                self.session.do(matrix.rename_section, row.section, text)
            )
        return self.session.do(matrix.add_activity, text, row.section) is not None

    def _head(self, section: int, found: Role | None) -> str:
        if found is None:
            return _("Activity") if section == 0 else "+"
        severity = self._severities.get(found.id)
        name = breakable(found.caption, _LETTERS)
        text = f"{GLYPHS[severity]} {name}" if severity else name
        leaves = raci.leaves(self.session.snapshot, found)
        return f"{text}\n{_('(leaves)')}" if leaves else text

    def _head_tip(self, found: Role | None) -> str | None:
        if found is None:
            return None
        person = self.session.snapshot.name_of(Role.person, found)
        sentences = [
            finding.sentence
            for finding in self.session.findings.open
            if finding.record is not None and finding.record.id == found.id
        ]
        name = f"{found.caption}: {person}" if person else found.caption
        return tip("\n".join([name, *sentences]))

    def _name_data(self, row: Row, role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole and row.activity is None and not row.heading:
            return theme.colour("muted")
        if row.activity is None:
            text = row.section if row.heading else _("Add activity …")
            if role == Qt.ItemDataRole.DisplayRole:
                return text
            return (text if row.heading else "") if role == Qt.ItemDataRole.EditRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.activity.name
        severity = self._severities.get(row.activity.id)
        if role == Qt.ItemDataRole.AccessibleTextRole and severity:
            return f"{row.activity.name}, {severity.label}"
        return severity if role == SEVERITY_ROLE else None

    def _letters(self, row: Row, column: int) -> str:
        role = self.role_at(column)
        if row.activity is None or role is None:
            return ""
        return raci.letters_at(self.session.snapshot, row.activity, role)

    def _spoken(self, row: Row, column: int, letters: str) -> str:
        role = self.role_at(column)
        if row.activity is None or role is None:
            return ""
        meaning = raci.meaning_of(letters) or _("empty")
        return f"{row.activity.name}, {role.caption}: {meaning}"

    def _read(self) -> tuple[list[Row], list[Role]]:
        snapshot = self.session.snapshot
        rows: list[Row] = []
        section = ""
        for section, activities in raci.sections(snapshot):
            if section:
                rows.append(Row(section, heading=True))
            rows += [Row(section, activity) for activity in activities]
        next_one = [Row(section)] if self.session.writable else []
        return [*rows, *next_one], list(snapshot.all(Role))

    def _on_changed(self, changes: Changes) -> None:
        if not changes.types & _SHOWN:
            return
        if changes.types == {Assignment}:
            self._repaint_cells(changes)
            return
        rows, roles = self._read()
        old, new = _shape(self.rows), _shape(rows)
        same_roles = [role.id for role in self.roles] == [role.id for role in roles]
        if same_roles and (old == new or self._insert(rows, _first_new(old, new))):
            self.rows, self.roles = rows, roles
            self._repaint()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.roles))
        else:
            self.beginResetModel()
            self.rows, self.roles = rows, roles
            self.endResetModel()

    def _insert(self, rows: list[Row], first: int | None) -> bool:
        """Add rows without a reset, which would take the editor away that adds them."""
        if first is None:
            return False
        # Behind the row for the next activity, which becomes what was typed into it.
        first += first == len(self.rows) - 1
        self.beginInsertRows(_NO_INDEX, first, first + len(rows) - len(self.rows) - 1)
        self.rows = rows
        self.endInsertRows()
        return True

    def _repaint_cells(self, changes: Changes) -> None:
        rows = {row.activity.id: number for number, row in enumerate(self.rows) if row.activity}
        columns = {role.id: number for number, role in enumerate(self.roles, 1)}
        for change in changes.items:
            image = self.session.snapshot.get(Assignment, change.id)
            place = image.values if image else change.before or {}
            row = rows.get(str(place["activity"]), -1)
            cell = self.index(row, columns.get(str(place["role"]), -1))
            self.dataChanged.emit(cell, cell)

    def _repaint(self) -> None:
        last = self.index(len(self.rows) - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def _on_findings_changed(self) -> None:
        before = self._severities
        now = self._severities = self.session.findings.worst
        for number, row in enumerate(self.rows):
            if row.activity and before.get(row.activity.id) is not now.get(row.activity.id):
                cell = self.index(number, 0)
                self.dataChanged.emit(cell, cell, [SEVERITY_ROLE])
        if any(before.get(role.id) is not now.get(role.id) for role in self.roles):
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.roles))


def _shape(rows: list[Row]) -> list[str]:
    """Which rows there are; the words of a heading may change."""
    return [row.activity.id if row.activity else "=" if row.heading else "+" for row in rows]


def _first_new(old: list[str], new: list[str]) -> int | None:
    """Where `new` has further rows in one place; None where it differs otherwise."""
    pairs = enumerate(zip(old, new, strict=False))
    first = next((i for i, (a, b) in pairs if a != b), len(old))
    added = len(new) - len(old)
    return first if added > 0 and old[first:] == new[first + added :] else None
