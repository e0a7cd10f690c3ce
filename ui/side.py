"""The right panel: what to ask the room, what is still open here, and the capture line."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from models import actions
from models.findings import Finding, Severity
from models.i18n import _
from models.record import Record
from models.records import Action, Decision, ParkedPoint, Risk
from models.steps import Step
from ui import marks, theme
from ui.editors import make_line
from ui.session import Session
from ui.widgets import label, overline

_CAPTURED: tuple[type[Record], ...] = (Decision, Action, Risk, ParkedPoint)


_FEW_PROMPTS = 2


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
        finding = cast("FindingList", self.parent()).finding_at(index.row())
        edge = "accent" if option.state & QStyle.StateFlag.State_HasFocus else "line"
        surface = "hover" if option.state & QStyle.StateFlag.State_MouseOver else "panel"
        ratio = painter.device().devicePixelRatio()
        look = (theme.tokens(), theme.em(10), ratio, edge, surface)
        size = option.rect.width(), option.rect.height()
        card = _card(str(index.data()), finding.severity, size, look)
        painter.drawPixmap(option.rect.topLeft(), card)


@lru_cache(maxsize=256)
def _card(
    sentence: str,
    severity: Severity,
    size: tuple[int, int],
    look: tuple[theme.Tokens, int, float, str, str],
) -> QPixmap:
    """A finding with its mark, drawn once per size, colours and state."""
    _tokens, _text_size, ratio, edge, surface = look
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
    marks.paint_mark(painter, mark, severity)
    painter.setFont(theme.font())
    painter.setPen(theme.colour(marks.SEVERITY_COLOURS[severity]))
    text = box.adjusted(theme.em(1.5), theme.em(0.35), -theme.em(0.5), 0)
    painter.drawText(text, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), sentence)
    painter.end()
    return card


class FindingList(QListWidget):
    """The open findings of a step; Enter or a click goes to the record."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_FindingDelegate(self))
        self.setStyleSheet("QListWidget { border: none; background: transparent; }")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Still open here"))
        self.itemClicked.connect(self._on_item)
        self.itemActivated.connect(self._on_item)
        self._findings: list[Finding] = []

    def show_findings(self, findings: list[Finding]) -> None:
        """Show these findings; only those that differ from before are touched."""
        before = [(finding.id, finding.sentence) for finding in self._findings]
        after = [(finding.id, finding.sentence) for finding in findings]
        self._findings = findings
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
                self.insertItem(row, self._item_for(findings[row]))

    def finding_at(self, row: int) -> Finding:
        """The finding in a row."""
        return self._findings[row]

    def choose_next(self) -> None:
        """Go to the record of the finding after the one chosen last, and round."""
        if self.count():
            self.setCurrentRow((self.currentRow() + 1) % self.count())
            self._on_item(self.currentItem())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences wrap anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            for row in range(self.count()):
                self.item(row).setSizeHint(self._size_of(self.item(row).text()))

    def _item_for(self, finding: Finding) -> QListWidgetItem:
        item = QListWidgetItem(finding.sentence)
        item.setToolTip(finding.rule.why)
        spoken = f"{finding.severity.label}: {finding.sentence} {finding.rule.why}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setSizeHint(self._size_of(finding.sentence))
        return item

    def _size_of(self, sentence: str) -> QSize:
        # Kept with the item: a delegate would be asked for every item at every change.
        width = self.viewport().width() - theme.em(2.4)
        box = QFontMetrics(theme.font()).boundingRect(
            QRect(0, 0, max(width, 40), 10_000), int(Qt.TextFlag.TextWordWrap), sentence
        )
        return QSize(width, box.height() + theme.em(1.1))

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.finding_at(self.row(item)))


class SidePanel(QWidget):
    """Prompts, findings and the capture line of the present step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        theme.fill(self, "panel")
        self._step: Step | None = None
        self._prompts = QGridLayout()
        self._prompt_rows: list[tuple[QLabel, QLabel]] = []
        self.findings = FindingList(self)
        self._nothing = label("", self, name="muted")
        self._kind = QComboBox(self)
        self._line = make_line(self)
        self._lay_out()
        self.findings.chosen.connect(self._on_finding)
        self._line.returnPressed.connect(self._capture)
        session.findings_changed.connect(self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low panel keeps its room for what is open."""
        super().resizeEvent(event)
        if self._step is not None:
            self._show_prompts(self._step.prompts)

    def show_step(self, step: Step) -> None:
        """Follow the page in front."""
        self._step = step
        self._show_prompts(step.prompts)
        self.refresh()

    def refresh(self) -> None:
        """Bring the open findings up to date."""
        if self._step is None:
            return
        found = self.session.findings.of_step(self._step.id)
        self.findings.show_findings(found)
        self.findings.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def take_focus(self) -> None:
        """Give the keyboard to the findings, or to the capture line where there are none."""
        target = self.findings if self.findings.count() else self._line
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_capture(self) -> None:
        """Put the cursor into the capture line."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """The panel goes with its workshop, or is built anew: capture what was typed so far.

        Not at every save, such as the one before an undo, which would then take this back.
        """
        super().hideEvent(event)
        if not event.spontaneous() and self.session.writable:  # the window is not just minimised
            self._capture()

    def _lay_out(self) -> None:
        for record_type in _CAPTURED:
            self._kind.addItem(record_type.label())
        self._kind.setAccessibleName(_("What to capture"))
        self._line.setPlaceholderText(_("Type it, then Enter (Ctrl+J)"))
        self._line.setAccessibleName(_("Capture line"))
        self._nothing.setText(_("Nothing is open in this step."))
        for widget in (self._kind, self._line):
            widget.setEnabled(self.session.writable)
        self._prompts.setColumnStretch(1, 1)
        self._prompts.setHorizontalSpacing(theme.em(0.4))
        self._prompts.setVerticalSpacing(theme.em(0.25))
        column = QVBoxLayout(self)
        edge = theme.em(0.8)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.em(0.4))
        column.addWidget(overline(_("Ask the room"), self))
        column.addLayout(self._prompts)
        column.addSpacing(theme.em(0.4))
        column.addWidget(overline(_("Still open here"), self))
        column.addWidget(self._nothing)
        column.addWidget(self.findings, 1)
        column.addStretch()
        column.addWidget(overline(_("Capture"), self))
        column.addWidget(self._kind)
        column.addWidget(self._line)

    def _show_prompts(self, prompts: list[str]) -> None:
        while len(self._prompt_rows) < len(prompts):
            row = label("–", self, name="muted"), label("", self)
            number = len(self._prompt_rows)
            self._prompts.addWidget(row[0], number, 0, Qt.AlignmentFlag.AlignTop)
            self._prompts.addWidget(row[1], number, 1)
            self._prompt_rows.append(row)
        most = len(prompts) if self.height() >= theme.em(34) else _FEW_PROMPTS
        for number, (dash, text) in enumerate(self._prompt_rows):
            shown = number < min(len(prompts), most)
            text.setText(prompts[number] if shown else "")
            dash.setVisible(shown)
            text.setVisible(shown)

    def _on_finding(self, finding: Finding) -> None:
        self.session.finding_chosen.emit(finding)

    def _capture(self) -> None:
        record_type = _CAPTURED[self._kind.currentIndex()]
        first = record_type.fields[record_type.label_field]
        if self.session.do(actions.add_text, record_type, first, self._line.text()):
            # Not clear(), which the line could undo: Ctrl+Z now takes back what was captured.
            self._line.setText("")
