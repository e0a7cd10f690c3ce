"""The clock in the main window: it ticks once a second, and only where it shows.

`DayClock` looks at the time and at the agenda; `ClockPanel` paints what it says.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.agenda import Level, Standing, clock_text, left_text, pace_text, slots, standing
from models.clock import Clock
from models.i18n import _
from models.records import AgendaBlock, WorkshopInfo
from ui import theme

if TYPE_CHECKING:
    from models.history import Changes
    from models.snapshot import Snapshot
    from ui.session import Session

_FIGURE, _SMALL = 2.0, 0.8
COLOURS = {Level.PLENTY: "ink", Level.LOW: "should", Level.LAST: "must", Level.OVER: "must"}
"""Never alone: the words beside the figure say the same."""


class DayClock(QObject):
    """Looks at the clock while a block runs, each time the seconds left become another number."""

    ticked = Signal(object)
    """How the day stands: a `Standing`, or None while no block runs."""
    slept = Signal(float)
    """The computer slept while a block ran: for so many seconds."""
    turned = Signal(float)
    """The computer's clock was set back while a block ran: by so many seconds."""

    def __init__(self, parent: QObject | None = None, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self.clock = clock or Clock()
        self.standing: Standing | None = None
        """How the day stood at the last look."""
        self._session: Session | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)

    def follow(self, session: Session | None) -> None:
        """Follow another workshop's agenda; with None, none."""
        self._session = session
        self.clock.forget()
        if session is not None:
            session.changed.connect(self._on_changed)
        self.look()

    def now(self) -> datetime:
        """The time of day."""
        return self.clock.now()

    def look(self) -> None:
        """Look now, say how the day stands, and look again when a second is over."""
        self._timer.stop()
        look = self.clock.look()
        before = self.standing
        self.standing = standing(self._session.snapshot, look.now) if self._session else None
        if self.standing is not None:
            self._timer.start(_until_next(self.standing))
        if before is not None and self.standing is not None:
            self._tell(look.missed, look.turned)
        self.ticked.emit(self.standing)

    def _tell(self, missed: float, turned: float) -> None:
        if missed:
            self.slept.emit(missed)
        if turned:
            self.turned.emit(turned)

    def _on_changed(self, changes: Changes) -> None:
        types = {change.record_type for change in changes.items}
        if types & {AgendaBlock, WorkshopInfo}:
            self.look()


def _until_next(standing: Standing) -> int:
    """Milliseconds until the seconds left are another number, and a little more."""
    began = standing.slot.began or standing.now
    gone = (standing.now - began).total_seconds() * 1000
    return 1000 - int(gone % 1000) + 2


class ClockPanel(QWidget):
    """Which block runs, what is left of it, and how the plan stands; hidden without an agenda.

    It is painted by hand and never asks for a new layout: somebody is typing beside it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.fill(self, "panel")
        self._standing: Standing | None = None
        self._hint = ""
        self._said: tuple[str, ...] = ()
        self._lines = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def texts(self) -> tuple[str, ...]:
        """What it says: the block, the time left, words about it, what comes next."""
        return self._said

    def show_standing(self, standing: Standing | None, snapshot: Snapshot | None) -> None:
        """Show how the day stands; before it begins, how to start it."""
        self._standing = standing
        said = _running_texts(standing) if standing else _waiting_texts(snapshot)
        if said == self._said:
            return
        changed = {n for n, text in enumerate(said) if self._said[n : n + 1] != (text,)}
        same_lines, self._said = len(said) == len(self._said), said
        self.setVisible(bool(said))
        self._name(changed)
        if not same_lines:
            self.updateGeometry()
            self.update()
        for number in changed:
            self.update(self._place(number))

    def sizeHint(self) -> QSize:
        """As many lines as it has to say."""
        high = self._place(len(self._said) - 1).bottom() if self._said else 0
        return QSize(theme.em(6), high + theme.em(0.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heading, block, figure, words."""
        super().paintEvent(event)
        painter = QPainter(self)
        for number, text in enumerate(self._said):
            if self._place(number).intersects(event.rect()):
                self._paint_line(painter, number, text)

    def _paint_line(self, painter: QPainter, number: int, text: str) -> None:
        colour, scale, strong = "muted", 1.0, False
        if number == 0:
            scale, strong = _SMALL, True
        elif number == 1 and self._standing is not None:
            colour, strong = "ink", True
        elif number == 2 and self._standing is not None:
            colour, scale, strong = COLOURS[self._standing.level], _FIGURE, True
        font = theme.font(scale, strong=strong)
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        place = self._place(number)
        fitting = QFontMetricsF(font).elidedText(
            text, Qt.TextElideMode.ElideRight, float(place.width())
        )
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(side), fitting)

    def _place(self, number: int) -> QRect:
        """Where a line stands; the third is the figure, which is larger."""
        line, figure = theme.em(1.25), theme.em(_FIGURE * 1.2)
        large = self._standing is not None
        top = number * line + (figure - line if large and number > 2 else 0)
        return QRect(0, top, self.width(), figure if large and number == 2 else line)

    def _name(self, changed: set[int]) -> None:
        """Say it to who hears the window: not every second, but when anything else changes."""
        if changed != {2} or self._standing is None:
            spoken = [text for n, text in enumerate(self._said) if n or self._standing is None]
            self.setAccessibleName(", ".join(spoken))


def _running_texts(standing: Standing) -> tuple[str, ...]:
    whole = _("of {n} min").format(n=standing.slot.minutes)
    words = [whole, pace_text(standing.late)]
    if standing.level is not Level.PLENTY:
        words.insert(0, left_text(standing.level))
    beside = (
        f"{clock_text(standing.left_of(block))}"
        f"{'' if standing.left_of(block) > 0 else ' ' + left_text(Level.OVER)}  {block.caption}"
        for block in standing.slot.beside
    )
    return (
        _("On the clock").upper(),
        standing.slot.head.caption,
        clock_text(standing.left),
        " · ".join(words),
        *beside,
        _next_text(standing),
    )


def _next_text(standing: Standing) -> str:
    if standing.following is None:
        return _("The last block of the day")
    following = standing.following
    return _("then {block}, {n} min").format(block=following.head.caption, n=following.minutes)


def _waiting_texts(snapshot: Snapshot | None) -> tuple[str, ...]:
    agenda = slots(snapshot) if snapshot is not None else ()
    if not agenda or any(slot.began for slot in agenda):
        return ()
    return (_("On the clock").upper(), _("F9 starts the day"))
