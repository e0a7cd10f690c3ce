"""The preview of a document: its pages, a bar to go through them, and that it is being made."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from models.errors import Refusal
from models.i18n import _
from ui import theme
from ui.page_view import WHOLE, WIDE, PageView
from ui.preview_maker import Drawn, Made, PreviewMaker
from ui.widgets import Line, button

_AFTER = 300
"""Milliseconds after the last change of a choice until the document is made anew."""


class Preview(QWidget):
    """Shows what would be exported. Ask for it anew with `renew`; `made` is what is shown."""

    renewal_due = Signal()
    """A choice was changed a moment ago: somebody calls `maker.make` now."""
    renewed = Signal()
    """What is shown is what was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.maker = PreviewMaker(self)
        self.view = PageView(self)
        self.made: Made | None = None
        """What is shown; None while it is not what was chosen."""
        self._keep_page = False
        self._run = 0
        self._bar = QProgressBar(self)
        self._where = Line(self)
        self._before = self._small_button("◂", _("Page before"), "PgUp")
        self._next = self._small_button("▸", _("Next page"), "PgDn")
        self._smaller = self._small_button("–", _("Smaller"), "-")
        self._larger = self._small_button("+", _("Larger"), "+")
        self._whole = self._fit_button(_("&Fit page"))
        self._wide = self._fit_button(_("Fit w&idth"))
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._lay_out()
        self._connect()
        # No thread outlives what it works for.
        self.destroyed.connect(partial(_end, self.maker))

    def renew(self, *, at_once: bool = False, keep_page: bool = False) -> None:
        """Make the document anew, a moment after the last call."""
        self.made = None
        self._keep_page = keep_page and (self._keep_page or not self._soon.isActive())
        self._soon.start(0 if at_once else _AFTER)
        self._say_where()

    def expect(self, run: int) -> None:
        """The run of the maker that makes what was chosen."""
        self._run = run
        self._bar.setValue(0)
        self._bar.show()
        if not self.view.count:
            self.view.say(_("The preview is being made …"))
        self._say_where()

    def stop(self) -> None:
        """Make nothing more."""
        self._soon.stop()
        self.maker.stop()

    def _small_button(self, sign: str, name: str, keys: str) -> QPushButton:
        made = button(
            sign, self, name="flat", tip=_("{what} ({keys})").format(what=name, keys=keys)
        )
        made.setAccessibleName(name)
        made.setFixedWidth(theme.em(2))
        return made

    def _fit_button(self, text: str) -> QPushButton:
        made = button(text, self, name="flat")
        made.setCheckable(True)
        return made

    def _lay_out(self) -> None:
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("The preview is being made"))
        self._bar.setFixedHeight(theme.em(0.25))
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.2))
        for turning in (self._before, self._next):
            row.addWidget(turning)
        row.addWidget(self._where, 1)
        for sizing in (self._smaller, self._larger, self._whole, self._wide):
            row.addWidget(sizing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.view, 1)
        column.addSpacing(theme.em(0.3))
        column.addLayout(row)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)

    def _connect(self) -> None:
        view, maker = self.view, self.maker
        view.page_changed.connect(self._say_where)
        view.zoom_changed.connect(self._say_where)
        view.picture_wanted.connect(maker.draw)
        maker.progressed.connect(self._on_progressed)
        maker.made.connect(self._on_made)
        maker.drawn.connect(self._on_drawn)
        maker.refused.connect(self._on_refused)
        maker.failed.connect(self._on_failed)
        self._soon.timeout.connect(self.renewal_due)
        self._before.clicked.connect(view.page_before)
        self._next.clicked.connect(view.next_page)
        self._smaller.clicked.connect(view.smaller)
        self._larger.clicked.connect(view.larger)
        self._whole.clicked.connect(view.fit_page)
        self._wide.clicked.connect(view.fit_width)

    def _on_progressed(self, share: float) -> None:
        self._bar.setValue(round(share * 100))

    def _on_made(self, made: Made) -> None:
        if made.run != self._run:
            return
        page = self.view.page if self._keep_page else 0
        if not self._soon.isActive():
            self.made, self._keep_page = made, True
            self._bar.hide()
        self.view.show_document(made.sizes, page)
        if self.made is not None:
            self.renewed.emit()

    def _on_drawn(self, drawn: Drawn) -> None:
        if drawn.run == self._run:
            self.view.show_picture(drawn)

    def _on_refused(self, refusal: Refusal) -> None:
        self._bar.hide()
        self.view.say(str(refusal))

    def _on_failed(self, error: Exception) -> None:
        self._bar.hide()
        self.view.say(_("There is no preview: something unexpected happened."))
        raise error

    def _say_where(self) -> None:
        view, where = self.view, ""
        if view.count:
            where = _("Page {number} of {total}, {percent} %").format(
                number=view.page + 1, total=view.count, percent=round(view.zoom * 100)
            )
        self._where.setText(where)
        self._before.setEnabled(view.page > 0)
        self._next.setEnabled(view.page + 1 < view.count)
        self._whole.setChecked(view.fit == WHOLE)
        self._wide.setChecked(view.fit == WIDE)


def _end(maker: PreviewMaker, _gone: object = None) -> None:
    maker.stop()
    maker.wait()
