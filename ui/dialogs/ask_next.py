"""The three questions worth most now, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.asking import Question
from models.i18n import _
from models.steps import BY_ID, STEPS
from ui import theme
from ui.widgets import dialog_column, label, make_primary, restyle

_TURNS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_NUMBERS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class AskDialog(QDialog):
    """Shows the questions; Enter goes to where the answer is written, R shows it to the room."""

    shows_room = False
    """Whether the room shall see the question that was chosen."""

    def __init__(self, questions: Sequence[Question], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.questions = list(questions)
        self.number = 0
        """The question that is chosen, counted from 0."""
        self._cards: list[_Card] = []
        self.setWindowTitle(_("What to ask next"))
        room = self.screen().availableSize() * 0.9
        self.resize(room.boundedTo(QSize(theme.em(44), theme.em(36))))
        column = dialog_column(self, _("What to ask next"))
        if questions:
            column.addWidget(label(_how(), self, name="muted"))
            column.addWidget(self._make_cards(), 1)
        else:
            column.addWidget(label(_nothing(), self))
            column.addStretch()
        column.addWidget(self._make_buttons())
        self._choose(0)

    @property
    def chosen(self) -> Question | None:
        """The question that is chosen; None where there is none at all."""
        return self.questions[self.number] if self.questions else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures choose, as Up and Down do; R shows it to the room, Enter goes there."""
        key = Qt.Key(event.key())
        if key in _NUMBERS[: len(self.questions)]:
            self._choose(_NUMBERS.index(key))
        elif key == Qt.Key.Key_R and self.questions:
            self._show_room()
        else:
            super().keyPressEvent(event)

    def _make_cards(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.6))
        for number, question in enumerate(self.questions):
            card = _Card(number, question, inside)
            card.chosen.connect(self._choose)
            card.turned.connect(self._on_turn)
            self._cards.append(card)
            column.addWidget(card)
        column.addStretch()
        area.setWidget(inside)
        return area

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        if self.questions:
            go = buttons.addButton(_("Go there"), QDialogButtonBox.ButtonRole.AcceptRole)
            make_primary(go)
            show = buttons.addButton(_("Show the &room"), QDialogButtonBox.ButtonRole.ActionRole)
            show.clicked.connect(self._show_room)
            buttons.accepted.connect(self.accept)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose(self, number: int) -> None:
        if self.questions:
            self.number = min(max(number, 0), len(self.questions) - 1)
            for card in self._cards:
                card.mark(card.number == self.number)
            self._cards[self.number].setFocus()

    def _on_turn(self, by: int) -> None:
        self._choose(self.number + by)

    def _show_room(self) -> None:
        self.shows_room = True
        self.accept()


class _Card(QFrame):
    """One question: what to ask, why now, and where the answer is written."""

    chosen = Signal(int)
    """It got the keyboard, by a click or by Tab."""
    turned = Signal(int)
    """The next (+1) or the previous (-1) is wanted."""

    def __init__(self, number: int, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        step = BY_ID[question.finding.step]
        place = f"{STEPS.index(step) + 1}  {step.title}"
        self.setAccessibleName(f"{number + 1}: {question.text} {' '.join(question.why)}")
        row = QHBoxLayout(self)
        edge = theme.em(0.8)
        row.setContentsMargins(edge, theme.em(0.6), edge, theme.em(0.6))
        row.setSpacing(theme.em(0.8))
        figure = label(str(number + 1), self, scale=1.6, strong=True, name="accent")
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.em(0.25))
        column.addWidget(label(place, self, scale=0.9, name="accent"))
        column.addWidget(label(question.text, self, scale=1.25, strong=True))
        column.addWidget(label(question.why[0], self))
        column.addWidget(label(" ".join(question.why[1:]), self, name="muted"))
        row.addLayout(column, 1)

    def mark(self, marked: bool) -> None:
        """Show whether it is the one that Enter goes to."""
        self.setProperty("marked", marked)
        restyle(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who has the keyboard is chosen."""
        super().focusInEvent(event)
        self.chosen.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the others, instead of moving the page."""
        if event.key() in _TURNS:
            self.turned.emit(_TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _how() -> str:
    return _("Up and Down or 1 to 3 choose, Enter goes there, R shows the question to the room.")


def _nothing() -> str:
    return _("Nothing is open any more. Read the decisions aloud (F12), and sign.")
