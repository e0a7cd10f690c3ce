"""The cards of the findings in the side panel."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from models.records import Condition
from tests.ui.driving import go_to, session_of, workspace_of
from ui import theme
from ui.window import MainWindow


def test_a_card_is_as_high_as_its_words_at_any_width(example_window: MainWindow) -> None:
    go_to(example_window, "gate", Condition)
    session_of(example_window).settle()
    cards = workspace_of(example_window).side.findings
    assert cards.count() > 2
    for width in range(180, 400, 9):
        cards.resize(width, 200)
        for row in range(cards.count()):
            card = cards.visualItemRect(cards.item(row))
            # As the delegate draws it: half a pixel of edge and the places beside the words.
            room = card.width() - 1 - theme.em(1.5) - theme.em(0.5)
            words = QFontMetrics(theme.font()).boundingRect(
                QRect(0, 0, room, 10_000),
                int(Qt.TextFlag.TextWordWrap),
                cards.item(row).text(),
            )
            assert 0 <= card.height() - words.height() - theme.em(1.1) < 2
