"""Small building blocks that every page shares."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.i18n import _
from ui import theme

if TYPE_CHECKING:
    from models.headlines import Headline


def label(
    text: str, parent: QWidget, *, scale: float = 1.0, strong: bool = False, name: str = ""
) -> QLabel:
    """A plain-text label that wraps; `name` picks its colour in the style sheet."""
    result = QLabel(text, parent)
    # Client text is shown as it is: a name such as "<b>" is no mark-up.
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setFont(theme.font(scale, strong=strong))
    result.setWordWrap(True)
    if name:
        result.setObjectName(name)
    return result


def breakable(text: str, letters: int) -> str:
    """A text for a label, in which a word of more than so many letters may be broken."""
    return re.sub(rf"(\w{{{letters}}})(?=\w{{3}})", "\\1\u200b", text)


class Passage(QWidget):
    """Wrapped text that changes often; like `Line`, it asks for a new layout only when it needs
    another number of lines.
    """

    def __init__(self, parent: QWidget, *, scale: float = 1.0, strong: bool = False) -> None:
        super().__init__(parent)
        self._text = ""
        self._colour = "ink"
        self.setFont(theme.font(scale, strong=strong))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """What it says."""
        return self._text

    def show_text(self, text: str, *, colour: str = "ink", scale: float | None = None) -> None:
        """Say something else, in a colour and a size."""
        before = self.heightForWidth(self.width())
        if scale is not None:
            self.setFont(theme.font(scale, strong=True))
        self._text, self._colour = text, colour
        self.setAccessibleName(text)
        if self.heightForWidth(self.width()) != before:
            self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """The height that the text needs."""
        room = QRect(0, 0, max(width, theme.em(3)), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(room, flags, self._text or " ").height()

    def sizeHint(self) -> QSize:
        """Of no width of its own: cards share the room."""
        return QSize(theme.em(6), self.heightForWidth(max(self.width(), theme.em(6))))

    def minimumSizeHint(self) -> QSize:
        """One short line."""
        return QSize(theme.em(3), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, from the top."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour(self._colour))
        painter.drawText(self.rect(), int(Qt.TextFlag.TextWordWrap), self._text)


class Line(QWidget):
    """A line of text that changes often, cut with an ellipsis where it does not fit.

    A `QLabel` asks for a new layout with every text, and that goes up to the main window: the
    dearest part of an edit. This one only paints itself again.
    """

    def __init__(self, parent: QWidget, *, ems: float = 0, colour: str = "ink") -> None:
        super().__init__(parent)
        self._text = ""
        self._colour = colour
        wide = QSizePolicy.Policy.Fixed if ems else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.em(1.3))
        if ems:
            self.setFixedWidth(theme.em(ems))

    def text(self) -> str:
        """What it says."""
        return self._text

    def setText(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, on one line."""
        painter = QPainter(self)
        painter.setFont(theme.font())
        painter.setPen(theme.colour(self._colour))
        fitting = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), fitting)


def overline(text: str, parent: QWidget) -> QLabel:
    """A small heading in capitals."""
    result = label(text.upper(), parent, scale=0.8, strong=True, name="muted")
    font = result.font()
    font.setLetterSpacing(font.SpacingType.PercentageSpacing, 106)
    result.setFont(font)
    return result


def button(text: str, parent: QWidget, *, name: str = "", tip: str = "") -> QPushButton:
    """A push button; `name` is "primary", "flat" or empty."""
    result = QPushButton(text, parent)
    if name:
        result.setObjectName(name)
    if tip:
        result.setToolTip(tip)
    return result


def tip(text: str) -> str:
    """What is written by people, for a tool tip: it folds there, and nothing of it is mark-up."""
    if not text:
        return ""
    from html import escape  # noqa: PLC0415 - loads a list of two thousand names

    return f"<p>{'<br>'.join(map(escape, text.splitlines()))}</p>"


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget again after its name or a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def make_primary(target: QPushButton) -> None:
    """Mark the button that a dialog is there for."""
    target.setObjectName("primary")
    target.setDefault(True)
    restyle(target)


def tab_through(*widgets: QWidget) -> None:
    """Let Tab go from one to the next as they are read; all are in their dialog already."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def dialog_column(dialog: QDialog, title: str) -> QVBoxLayout:
    """The layout of a dialog: a wide edge, the title on top, the rest below."""
    column = QVBoxLayout(dialog)
    edge = theme.em(1.2)
    column.setContentsMargins(edge, edge, edge, edge)
    column.setSpacing(theme.em(0.7))
    column.addWidget(label(title, dialog, scale=1.4, strong=True))
    return column


class Card(QFrame):
    """One key figure."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._figure: Headline | None = None
        self._compact = False
        self._label = overline("", self)
        self._value = Passage(self, scale=1.7, strong=True)
        self._note = Passage(self)
        self._column = column = QVBoxLayout(self)
        edge = theme.em(0.8)
        column.setContentsMargins(edge, theme.em(0.6), edge, theme.em(0.6))
        column.setSpacing(theme.em(0.15))
        for widget in (self._label, self._value, self._note):
            column.addWidget(widget)
        column.addStretch()

    def set_compact(self, compact: bool) -> None:
        """Smaller, and the explanation left to the tool tip, where there is little room."""
        self._note.setVisible(not compact)
        self.setToolTip(tip(self._note.text()) if compact else "")
        if compact != self._compact:
            self._compact = compact
            margins = self._column.contentsMargins()
            edge = theme.em(0.3 if compact else 0.6)
            self._column.setContentsMargins(margins.left(), edge, margins.right(), edge)
            self._show_value()

    def show_figure(self, figure: Headline) -> None:
        """Show another key figure; what is the same is not laid out again."""
        if figure == self._figure:
            return
        self._figure = figure
        if figure.label.upper() != self._label.text():
            self._label.setText(figure.label.upper())
        self._show_value()
        self._note.show_text(figure.note, colour="muted")
        self.setAccessibleName(f"{figure.label}: {figure.value}. {figure.note}")

    def _show_value(self) -> None:
        if self._figure is not None:
            text = self._figure.value
            scale = 1.1 if self._compact else 1.7 if len(text) < 18 else 1.2
            colour = "muted" if self._figure.missing else "ink"
            self._value.show_text(text, colour=colour, scale=scale)


class CardRow(QWidget):
    """The key figures of a step, side by side."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.em(0.7))
        self._cards: list[Card] = []
        self._compact = False

    def set_compact(self, compact: bool) -> None:
        """Show the figures without their explanations, on low windows."""
        if compact != self._compact:
            self._compact = compact
            self.setMinimumHeight(0)
            for card in self._cards:
                card.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards that needed a second line keep it: the page below must not jump while one types."""
        super().resizeEvent(event)
        same_width = event.size().width() == event.oldSize().width()
        self.setMinimumHeight(max(self.minimumHeight(), self.height()) if same_width else 0)

    def show_figures(self, figures: list[Headline]) -> None:
        """Show these key figures; widgets are kept for the next time."""
        while len(self._cards) < len(figures):
            card = Card(self)
            self._cards.append(card)
            self._row.addWidget(card, 1)
        for card, figure in zip(self._cards, figures, strict=False):
            card.show_figure(figure)
            card.set_compact(self._compact)
        for number, card in enumerate(self._cards):
            card.setVisible(number < len(figures))


class Notice(QFrame):
    """A message over the page that does not stop the typing: what happened, and what to do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = label("", self)
        self._close = button(_("Close"), self, name="flat")
        self._close.setAccessibleName(_("Close this message"))
        self._close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self._buttons: list[QPushButton] = []
        self._passing = False
        self.hide()

    def show_text(
        self,
        text: str,
        *,
        bad: bool = False,
        passing: bool = False,
        buttons: tuple[QPushButton, ...] = (),
    ) -> None:
        """Show a message, with what can be done about it; `passing` until the next edit."""
        self._passing = bad or passing
        for old in self._buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self._buttons = list(buttons)
        for number, extra in enumerate(self._buttons):
            extra.setParent(self)
            self._row.insertWidget(1 + number, extra)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setProperty("tone", "must" if bad else "")
        restyle(self)
        self.show()

    def take_focus(self) -> None:
        """Give the keyboard to what can be done about it, or to its end."""
        first = self._buttons[0] if self._buttons else self._close
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self, _changes: object = None) -> None:
        """Work goes on: why something was refused, and what was said in passing, is no news."""
        if self._passing:
            self.hide()

    def text(self) -> str:
        """What the message says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()
