"""In the status bar of a copy: what it was handed out for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.widgets import Line, tip

if TYPE_CHECKING:
    from ui.session import Session


class CopyLine(Line):
    """Says "Copy of “Day” for Value in numbers"; hidden where the workshop is no copy."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = ""
        """The same in short, as it stands in the title of the window."""
        self.hide()

    def follow(self, session: Session | None) -> None:
        """Show what another workshop is for; with None, nothing."""
        text, self.title = "", ""
        if session is not None:
            from models.handing_out import purpose_of  # noqa: PLC0415 - the empty window needs it not

            if purpose := purpose_of(session.workshop):
                text, self.title = purpose.text, purpose.title
        self.setText(text)
        self.setToolTip(tip(text))
        self.setVisible(bool(text))
