"""The left rail: where we are in the workshop, and how ready it is."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from models.checks import Severity
from models.dates import format_date
from models.display import locale_of
from models.fitting import wrapped
from models.i18n import _, ngettext
from models.records import WorkshopInfo
from models.steps import STEPS
from ui import marks, theme
from ui.session import Session
from ui.widgets import Line, label, overline, tip

_STATE_ROLE = Qt.ItemDataRole.UserRole + 1
_COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
_EDGE = 0.8
"""Around everything, in em."""
_LINES = 3
"""Of the initiative's name; of the client's one less."""


class _StepDelegate(QStyledItemDelegate):
    """A step with its state, and how many findings are open."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme.em(8), theme.em(1.95))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(box, 5, 5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        side = theme.em(0.58)
        dot = QRectF(box.left() + theme.em(0.55), box.center().y() - side / 2, side, side)
        state = str(index.data(_STATE_ROLE))
        marks.paint_state(painter, dot, state)
        painter.setFont(theme.font(strong=chosen))
        painter.setPen(theme.colour("ink"))
        text = box.adjusted(theme.em(1.6), 0, -theme.em(2), 0)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        self._paint_count(painter, box, int(index.data(_COUNT_ROLE) or 0), state)
        painter.restore()

    def _paint_count(self, painter: QPainter, box: QRectF, count: int, state: str) -> None:
        if not count:
            return
        height, width = theme.em(1.15), theme.em(1.5)
        badge = QRectF(
            box.right() - width - theme.em(0.4), box.center().y() - height / 2, width, height
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("must" if state == "must" else "should"))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(theme.colour("on_badge"))
        painter.setFont(theme.font(0.82, strong=True))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(count))


class StepRail(QWidget):
    """The steps with their state and open findings; readiness below."""

    step_chosen = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        theme.fill(self, "panel")
        self._initiative = label("", self, scale=1.05, strong=True)
        self._client = label("", self, name="muted")
        self._list = QListWidget(self)
        self._shown: dict[int, tuple[str, int]] = {}
        self._readiness = overline("", self)
        self._bar = QProgressBar(self)
        self._open = Line(self, colour="muted")
        self._lay_out()
        for step in STEPS:
            self._list.addItem(QListWidgetItem(step.title))
        self._list.currentRowChanged.connect(self.step_chosen)
        session.changed.connect(self._show_names)
        session.findings_changed.connect(self._show_state)
        self._show_names()
        self._show_state()

    def choose(self, number: int) -> None:
        """Mark a step as the present one."""
        if self._list.currentRow() != number:
            blocked = self._list.blockSignals(True)
            self._list.setCurrentRow(number)
            self._list.blockSignals(blocked)

    def take_focus(self) -> None:
        """Give the keyboard to the list of steps."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        self._list.setItemDelegate(_StepDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setStyleSheet("QListWidget { border: none; }")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(_("Steps"))
        widest = max(
            QFontMetrics(theme.font(strong=True)).horizontalAdvance(s.title) for s in STEPS
        )
        self.setMinimumWidth(widest + theme.em(6.2))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._bar.setAccessibleName(_("Readiness"))
        column = QVBoxLayout(self)
        edge = theme.em(_EDGE)
        for name in (self._initiative, self._client):
            name.setWordWrap(False)  # `_show_fitting` does
            name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.em(0.15))
        column.addWidget(overline("Groundwork", self))
        column.addWidget(self._initiative)
        column.addWidget(self._client)
        column.addSpacing(theme.em(0.5))
        column.addWidget(self._list, 1)
        column.addWidget(self._readiness)
        column.addWidget(self._bar)
        column.addWidget(self._open)

    def _show_names(self, _changes: object = None) -> None:
        info = self.session.snapshot.one(WorkshopInfo)
        self._show_fitting(self._initiative, info.initiative or _("New workshop"), _LINES)
        day = format_date(info.held_on, locale_of(self.session.snapshot)) if info.held_on else ""
        self._show_fitting(self._client, info.client, _LINES - 1, day)

    def _show_fitting(self, shown: QLabel, name: str, most: int, below: str = "") -> None:
        """A name on at most so many lines, so that the steps keep their place; whole as a tip."""
        room = self.width() - 2 * theme.em(_EDGE)
        lines = wrapped(name, room, most, QFontMetricsF(shown.font()).horizontalAdvance)
        text = "\n".join(filter(None, (*lines, below)))
        if shown.text() != text:
            shown.setText(text)
        shown.setAccessibleName("\n".join(filter(None, (name, below))))
        shown.setToolTip(tip(name) if lines and lines[-1].endswith("…") else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names follow the width."""
        super().resizeEvent(event)
        self._show_names()

    def _show_state(self) -> None:
        findings = self.session.findings
        for number, step in enumerate(STEPS):
            musts = findings.count(step.id, Severity.MUST)
            count = musts + findings.count(step.id, Severity.SHOULD)
            state = self._state(step.id, musts, count)
            if self._shown.get(number) != (state, count):
                self._shown[number] = state, count
                self._show_step(number, state, count, _spoken(step.title, count, state))
        self._show_readiness(len(findings.open))

    def _show_step(self, number: int, state: str, count: int, spoken: str) -> None:
        item = self._list.item(number)
        # A list that hears of new data lays out and paints itself whole; its steps never move.
        with QSignalBlocker(self._list.model()):
            item.setData(_STATE_ROLE, state)
            item.setData(_COUNT_ROLE, count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._list.update(self._list.indexFromItem(item))

    def _state(self, step: str, musts: int, count: int) -> str:
        if self.session.findings.readiness(step) is None:
            return "new"
        if not count:
            return "done"
        return "must" if musts else "open"

    def _show_readiness(self, count: int) -> None:
        readiness = self.session.findings.readiness()
        self._readiness.setText(_("Readiness"))
        if not self.session.findings.looked:
            return  # the window is painted first
        self._bar.setValue(round(readiness or 0))
        sentence = ngettext("{n} open finding", "{n} open findings", count).format(n=count)
        share = _("nothing asked yet") if readiness is None else f"{int(readiness)} %"
        self._open.setText(f"{share} · {sentence}")


def _spoken(title: str, count: int, state: str) -> str:
    words = {
        "new": _("nothing entered yet"),
        "done": _("complete"),
        "must": ngettext("{n} open, must", "{n} open, must", count),
        "open": ngettext("{n} open", "{n} open", count),
    }
    return f"{title}: {words[state].format(n=count)}"
