"""The palette: type a few letters, choose with the arrows, Enter goes there or does it.

It lies over the window as a part of it, and goes as soon as the keyboard is elsewhere. What is
typed into it is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from shiboken6 import isValid

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from models import matching, searching
from models.i18n import _, ngettext
from models.matching import Name, named
from models.searching import Searcher
from ui import offers, theme
from ui.editors import make_line
from ui.keys import keys_of
from ui.offer_list import OfferList
from ui.offers import Offer
from ui.widgets import Line

if TYPE_CHECKING:
    from ui.window import MainWindow

_MOST = 60
"""Offers that are listed at once."""
_WIDTH, _ROWS = 48, 13
_TOP = 0.1
"""Of the height of the window, above the palette."""
_PAUSE = 120
"""Milliseconds after the last key until it is as high as its list: another height repaints the
window below, and no key waits for that.
"""
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_PageUp: -_ROWS,
    Qt.Key.Key_PageDown: _ROWS,
}
_ELSEWHERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons for which the keyboard goes, to come back."""


class Palette(QWidget):
    """One line, and what fits to it: names of all sorts, or with `texts` what fields say."""

    def __init__(self, window: MainWindow, searcher: Searcher) -> None:
        super().__init__(window)
        # Without round corners nothing shines through, and no key paints the page below.
        theme.fill(self, "panel")
        self.texts = False
        self._window = window
        self._before: QWidget | None = QApplication.focusWidget()
        self._names: list[Name] = []
        self._templates: list[Offer] = []
        self._searcher = searcher
        self.line = make_line(self)
        self.list = OfferList(self)
        self._hint = Line(self, colour="muted")
        self._count = 0
        self._reading: Iterator[None] = iter(())
        self._later = QTimer(self, interval=0)
        self._later.timeout.connect(self._read_on)
        self._fit = QTimer(self, singleShot=True, interval=_PAUSE)
        self._fit.timeout.connect(self._place)
        self._lay_out()
        self.line.textChanged.connect(self._show)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        window.installEventFilter(self)

    @property
    def reading(self) -> bool:
        """Whether it still reads what is to be found."""
        return self._later.isActive()

    def open(self, *, texts: bool) -> None:
        """Show it, or the other way of searching with the same words."""
        self.texts = texts
        self._name()
        self._reading = self._read()
        self._names = self._gathered()
        self._show(self.line.text())
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._later.start()

    def close_and_return(self) -> None:
        """Close it; the keyboard goes back to where it was."""
        self.close_at_once()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        """Do what the marked line offers; where it cannot be done, nothing."""
        offer = self.list.current
        if offer is None or offer.why_not:
            return
        if not offer.stays:
            self.close_and_return()
        offer.act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line that mean the list; the window changes its size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        elif watched is self.line and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._takes(event)
        elif watched is self.line and isinstance(event, QFocusEvent) and _left(event):
            self.close_at_once()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge that sets it off from what lies below."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key is one of the palette's own; then it is done."""
        key = Qt.Key(event.key())
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Tab and back:  # not every platform calls it Backtab
            self.list.move(-1)
        elif key in _MOVES:
            self.list.move(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        elif key == Qt.Key.Key_Escape:
            self.close_and_return()
        else:
            return False
        self._tell()
        return True

    def close_at_once(self) -> None:
        """Close it; the keyboard is somewhere else already, or will be."""
        self._later.stop()
        self._fit.stop()
        self._window.removeEventFilter(self)  # it lives until the event loop comes by
        self.line.removeEventFilter(self)
        if self.isVisible():
            self.hide()
            self.deleteLater()

    def _on_clicked(self, _index: QModelIndex) -> None:
        self.choose()

    # What is offered.

    def _gathered(self) -> list[Name]:
        """All that has a name; what is looked for most often comes first among equals."""
        window = self._window
        session = window.session
        records = searching.names(session.snapshot) if session is not None else []
        return [
            *_named(offers.steps(window)),
            *_named(offers.parts(window)),
            *_named(offers.every_command(window)),
            *records,
            *_named(self._templates),
            *_named(offers.files(window)),
        ]

    def _show(self, typed: str) -> None:
        found, total = self._hits(typed) if self.texts else self._named(typed)
        self.list.show_offers(found, tall=self.texts)
        self._count = total
        self._tell()
        self._fit.start()

    def _show_again(self) -> None:
        """There is more to be found; the marked line stays marked."""
        marked = self.list.current
        self._show(self.line.text())
        self.list.mark(marked)
        self._tell()

    def _hits(self, typed: str) -> tuple[list[Offer], int]:
        session = self._window.session
        if session is None:
            return [], 0
        hits = self._searcher.find(session.snapshot, typed, _MOST)
        return [offers.hit_offer(self._window, hit) for hit in hits.best], hits.total

    def _named(self, typed: str) -> tuple[list[Offer], int]:
        found = matching.find(self._names, typed) if typed.strip() else self._first()
        listed = [self._offer(each) for each in found[:_MOST]]
        return listed + self._search_instead(typed), len(found)

    def _first(self) -> list[Offer]:
        """What is offered before anything is typed."""
        window = self._window
        lately = offers.recent_commands(window)
        more = offers.steps(window), offers.files(window), offers.commands_now(window)
        known = {offer.title for offer in lately}
        return [*lately, *(each for some in more for each in some if each.title not in known)]

    def _offer(self, item: Any) -> Offer:
        if isinstance(item, Offer):
            return item
        return offers.record_offer(self._window, item)

    def _search_instead(self, typed: str) -> list[Offer]:
        """Behind what was found by name: the same words in all texts."""
        if not typed.strip() or self._window.session is None:
            return []
        words = _("Search all texts for “{words}”").format(words=typed.strip())
        keys = keys_of("search")
        return [Offer(words, _("Search"), self._search_texts, keys=keys, stays=True)]

    def _search_texts(self) -> None:
        self.open(texts=True)

    def _read(self) -> Iterator[None]:
        """Read what takes longer than a key, a little at a time."""
        session = self._window.session
        if session is None:
            return
        if self.texts:
            yield from self._searcher.reading(session.snapshot)
        for templates in offers.templates(self._window):
            self._templates = templates
            yield

    def _read_on(self) -> None:
        before = self._templates
        if next(self._reading, self) is self:
            self._later.stop()
        if self._templates is not before and not self.texts:
            self._names = self._gathered()
            if self.line.text():
                self._show_again()

    # How it looks.

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        edge = theme.em(0.6)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.em(0.4))
        self.line.setFont(theme.font(1.15))
        self._hint.setFixedHeight(theme.em(1.4))
        for widget in (self.line, self.list, self._hint):
            column.addWidget(widget)
        self.setFocusProxy(self.line)

    def _name(self) -> None:
        asked = (
            _("Search every text of the workshop")
            if self.texts
            else _("Go to a step or a record, or do something")
        )
        self.line.setPlaceholderText(asked)
        self.line.setAccessibleName(asked)
        self.list.setAccessibleName(_("What fits"))

    def _tell(self) -> None:
        """Say below what Enter does, or why not, and how much there is."""
        offer = self.list.current
        self.line.setAccessibleDescription(offer.spoken if offer else self._nothing())
        if offer is None:
            self._hint.setText(self._nothing())
        elif offer.why_not:
            self._hint.setText(_("Not now: {why}.").format(why=offer.why_not))
        else:
            self._hint.setText(self._said(offer))

    def _said(self, offer: Offer) -> str:
        way = _("Enter shows all texts") if offer.stays else _("Enter goes there or does it")
        parts = [way, _("Esc closes")]
        if self._count > _MOST:
            all_ = ngettext("{n} fits", "{n} fit", self._count).format(n=self._count)
            parts.insert(0, _("{all}, the first {n} are shown").format(all=all_, n=_MOST))
        elif not self.line.text():
            parts.append(_("{keys} searches all texts").format(keys=keys_of("search")))
        return "  ·  ".join(parts)

    def _nothing(self) -> str:
        if self.texts and not searching.words_of(self.line.text()):
            return _("Type two letters or more of a word.")
        return _("Nothing fits. Type fewer letters, or another word.")

    def _place(self) -> None:
        """In the middle of the window, near its top."""
        window = self._window
        width = min(theme.em(_WIDTH), window.width() - theme.em(2))
        top = round(window.height() * _TOP)
        most = min(theme.em(2 * _ROWS + 6), window.height() - top - theme.em(2))
        needed = max(self.list.height_wanted, 0) + theme.em(6)
        self.setGeometry((window.width() - width) // 2, top, width, min(needed, most))


def _left(event: QFocusEvent) -> bool:
    """Whether the keyboard went elsewhere, not to come back by itself."""
    return event.lostFocus() and event.reason() not in _ELSEWHERE


def _named(found: Iterable[Offer]) -> Iterator[Name]:
    return (named(offer.title, offer) for offer in found)
