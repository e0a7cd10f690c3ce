"""What the letters and words of a matrix mean that are not R, A, C or I."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QFormLayout, QScrollArea, QVBoxLayout, QWidget

from models.i18n import _, ngettext
from models.incoming.raci.found import Matrix
from models.incoming.raci.proposing import unknown
from ui import theme
from ui.widgets import label

_NOT_SAID = "?"
_MEANINGS = ("R", "A", "C", "I")
_MOST = 30
"""More signs than this are sentences, and no scheme."""


class LettersPanel(QScrollArea):
    """One drop-down for each letter or word that somebody has to say the meaning of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.boxes: dict[str, QComboBox] = {}

    @property
    def meanings(self) -> dict[str, str]:
        """What each sign stands for; "" leaves it out. What was not said is not there."""
        said = {sign: str(box.currentData()) for sign, box in self.boxes.items()}
        return {sign: letters for sign, letters in said.items() if letters != _NOT_SAID}

    def show_matrices(self, matrices: Sequence[Matrix]) -> None:
        """Ask about the signs of these matrices."""
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self.boxes = {}
        signs = unknown(matrices)[:_MOST]
        if not matrices:
            column.addWidget(label(_("Nothing in it looks like a responsibility matrix."), inside))
        elif not signs:
            column.addWidget(label(_("All its letters are R, A, C and I."), inside, name="muted"))
        else:
            text = ngettext(
                "One sign in it is none of R, A, C and I. What does it stand for?",
                "{n} signs in it are none of R, A, C and I. What do they stand for?",
                len(signs),
            )
            column.addWidget(label(text.format(n=len(signs)), inside))
            form = QFormLayout()
            for sign in signs:
                form.addRow(sign, self._box(sign, inside))
            column.addLayout(form)
        column.addStretch()
        self.setWidget(inside)

    def _box(self, sign: str, parent: QWidget) -> QComboBox:
        box = QComboBox(parent)
        box.setMaximumWidth(theme.em(18))
        box.addItem(_("Not said: it stays doubtful"), _NOT_SAID)
        for letter in _MEANINGS:
            box.addItem(letter, letter)
        box.addItem(_("Leave out"), "")
        box.setAccessibleName(_("What “{sign}” stands for").format(sign=sign))
        self.boxes[sign] = box
        return box
