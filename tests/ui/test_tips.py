"""Tool tips: what people wrote, as they wrote it."""

from __future__ import annotations

import pytest

from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QApplication

from ui.widgets import tip


@pytest.mark.parametrize(
    "text", ["<b>Head</b> of Claims", "a & b &lt; c", "Two\nlines", "<img src='x'>", ""]
)
def test_nothing_of_a_text_is_mark_up_in_a_tip(qapp: QApplication, text: str) -> None:
    assert QTextDocumentFragment.fromHtml(tip(text)).toPlainText() == text
