"""Lists of findings in the side panel: what is open, and what was accepted as it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.checks import Severity
from models.display import text_of
from models.findings import Finding
from models.i18n import _
from models.records import AcceptedFinding
from models.snapshot import Snapshot
from ui import marks, theme

_LEFT, _RIGHT = 1.5, 0.5
"""Beside the words of a card, in em: on the left its mark stands."""


class _FindingDelegate(QStyledItemDelegate):
    """A finding as a small card. Cards are kept as pictures: a list that changes by one line is
    painted whole, and the same sentences stand there most of the time.
    """

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown = cast("FindingList", self.parent())
        severity = None if shown.colour else shown.finding_at(index.row()).severity
        # The one that the commands are about keeps its edge when the keyboard goes elsewhere.
        edge = "accent" if index.row() == shown.currentRow() else "line"
        surface = "hover" if option.state & QStyle.StateFlag.State_MouseOver else "panel"
        ratio = painter.device().devicePixelRatio()
        ink = marks.SEVERITY_COLOURS[severity] if severity else shown.colour
        look = (theme.tokens(), theme.em(10), ratio, edge, surface, ink)
        size = option.rect.width(), option.rect.height()
        card = _card(str(index.data()), severity, size, look)
        painter.drawPixmap(option.rect.topLeft(), card)


@lru_cache(maxsize=256)
def _card(
    sentence: str,
    severity: Severity | None,
    size: tuple[int, int],
    look: tuple[theme.Tokens, int, float, str, str, str],
) -> QPixmap:
    """A finding with its mark, if it has one, drawn once per size, colours and state."""
    _tokens, _text_size, ratio, edge, surface, ink = look
    card = QPixmap(round(size[0] * ratio), round(size[1] * ratio))
    card.setDevicePixelRatio(ratio)
    card.fill(theme.colour("panel"))
    painter = QPainter(card)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0.5, 0.5, size[0] - 1, size[1] - 0.5 - theme.em(0.3))
    painter.setPen(QPen(theme.colour(edge), 1))
    painter.setBrush(theme.colour(surface))
    painter.drawRoundedRect(box, 6, 6)
    side = theme.em(0.62)
    mark = QRectF(box.left() + theme.em(0.55), box.top() + theme.em(0.55), side, side)
    if severity is not None:
        marks.paint_mark(painter, mark, severity)
    painter.setFont(theme.font())
    painter.setPen(theme.colour(ink))
    text = box.adjusted(theme.em(_LEFT), theme.em(0.35), -theme.em(_RIGHT), 0)
    painter.drawText(text, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), sentence)
    painter.end()
    return card


class FindingList(QListWidget):
    """The open findings of a step; Enter or a click goes to the record."""

    chosen = Signal(object)
    colour = ""
    """The colour of the texts where it is not the severity's; then they have no mark."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_FindingDelegate(self))
        self.setStyleSheet("QListWidget { border: none; background: transparent; }")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(name)
        self.customContextMenuRequested.connect(self._show_menu)
        self.itemClicked.connect(self._on_item)
        self.itemActivated.connect(self._on_item)
        self._room = 0
        """Width of the viewport. Asked for as a widget, Qt for Python would first load every
        class of widgets there is, which a start can do without."""
        self._findings: list[Finding] = []
        self._texts: list[str] = []

    def show_findings(self, findings: Sequence[Finding], texts: Sequence[str] = ()) -> None:
        """Show these findings, as `texts` or by their sentences; only those that differ from
        before are touched.
        """
        before = [(f.id, text) for f, text in zip(self._findings, self._texts, strict=True)]
        self._findings = list(findings)
        self._texts = list(texts) or [finding.sentence for finding in findings]
        after = [(f.id, text) for f, text in zip(self._findings, self._texts, strict=True)]
        known, wanted = set(before), set(after)
        kept = [key for key in before if key in wanted]
        if kept != [key for key in after if key in known]:  # another order, or twice the same
            self.clear()
            before, kept, known = [], [], set()
        for row in reversed(range(len(before))):
            if before[row] not in wanted:
                self.takeItem(row)
        for row, key in enumerate(after):
            if key not in known:
                self.insertItem(row, self._item_for(findings[row], self._texts[row]))

    def finding_at(self, row: int) -> Finding:
        """The finding in a row."""
        return self._findings[row]

    @property
    def current(self) -> Finding | None:
        """The finding chosen last, by key or mouse; None where none was chosen yet."""
        row = self.currentRow()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def choose_next(self) -> None:
        """Go to the record of the finding after the one chosen last, and round."""
        if self.count():
            self.setCurrentRow((self.currentRow() + 1) % self.count())
            self._on_item(self.currentItem())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences wrap anew at another width."""
        self._room = event.size().width()
        super().resizeEvent(event)  # a scroll bar that comes or goes ends up here again
        if event.size().width() != event.oldSize().width():
            for row in range(self.count()):
                self.item(row).setSizeHint(self._size_of(self.item(row).text()))

    def menu(self) -> QMenu:
        """What can be done with the current finding: the actions that were given to the list."""
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        if self.current is not None:
            self.menu().popup(self.viewport().mapToGlobal(place))

    def _item_for(self, finding: Finding, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setToolTip(finding.rule.why)
        spoken = f"{finding.severity.label}: {text} {finding.rule.why}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setSizeHint(self._size_of(text))
        return item

    def _size_of(self, text: str) -> QSize:
        # Kept with the item: a delegate would be asked for every item at every change.
        width = self._room - theme.em(_LEFT) - theme.em(_RIGHT) - 2
        box = QFontMetrics(theme.font()).boundingRect(
            QRect(0, 0, max(width, 40), 10_000), int(Qt.TextFlag.TextWordWrap), text
        )
        return QSize(width, box.height() + theme.em(1.1))

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.finding_at(self.row(item)))


class AcceptedList(FindingList):
    """What was accepted as it is, with the reason; Del withdraws an acceptance."""

    withdraw_requested = Signal()
    colour = "muted"

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._records: list[AcceptedFinding] = []

    def show_accepted(
        self, accepted: Sequence[tuple[Finding, AcceptedFinding]], snapshot: Snapshot
    ) -> None:
        """Show these findings with who accepted them, when and why."""
        self._records = [record for _finding, record in accepted]
        texts = [f"{f.sentence}\n{_acceptance(record, snapshot)}" for f, record in accepted]
        self.show_findings([finding for finding, _record in accepted], texts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del withdraws the acceptance."""
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.withdraw_requested.emit()
        else:
            super().keyPressEvent(event)

    @property
    def current_record(self) -> AcceptedFinding | None:
        """The acceptance chosen last; None where none was chosen yet."""
        row = self.currentRow()
        return self._records[row] if 0 <= row < len(self._records) else None


def _acceptance(record: AcceptedFinding, snapshot: Snapshot) -> str:
    """Who accepted it, when and why: "Ada, 24 Nov 2026: we live with it"."""
    who = snapshot.name_of(AcceptedFinding.accepted_by, record)
    day = text_of(snapshot, record, AcceptedFinding.accepted_on)
    by = ", ".join(part for part in (who, day) if part) or _("nobody")
    return f"{by}: {record.reason}"
