"""Having the document made that is looked at, and drawing its pages, in one worker thread.

The pages are drawn by pypdfium2 and not by Qt: PySide6-Essentials has no QtPdf, and the add-on
that has it takes 150 MB; pdfium alone takes 7. It must be used by one thread at a time (its
own rule), which is this one; it also waits for the documents, which another process makes.
Everything stays in memory: nothing of it is written to the disk.
"""

from __future__ import annotations

from contextlib import closing
from contextvars import copy_context
from threading import Condition
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSizeF, QThread, Signal
from PySide6.QtGui import QImage

from models.errors import Cancelled, Refusal
from ui.making.making import Making

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

    from exports.document import Document
    from ui.making.making import Exporter


class Made(NamedTuple):
    """A finished document."""

    run: int
    """The number that `PreviewMaker.make` gave."""
    pdf: bytes
    sizes: tuple[QSizeF, ...]
    """Of each page, in points."""


class Drawn(NamedTuple):
    """A picture of one page."""

    run: int
    page: int
    """Counted from 0."""
    image: QImage
    text: str
    """What stands on the page, for those who hear the window."""


class _Wanted(NamedTuple):
    run: int
    making: Making


class PreviewMaker(QThread):
    """Makes one document at a time, and draws its pages; what is wanted last is what counts."""

    progressed = Signal(float)
    made = Signal(object)
    """A `Made`."""
    drawn = Signal(object)
    """A `Drawn`."""
    refused = Signal(object)
    """The document cannot be made: the `Refusal`."""
    failed = Signal(object)
    """A bug: the exception."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # A thread begins without the language of the window, and refusals are sentences.
        self._context = copy_context()
        self._news = Condition()
        self._runs = 0
        self._wanted: _Wanted | None = None
        self._making: Making | None = None
        self._page: tuple[int, float] | None = None
        self._stopped = False
        self._pdf: PdfDocument | None = None
        self._shown = 0

    def make(self, exporter: Exporter, document: Document) -> int:
        """Make a document instead of the one that is being made; returns the number of the run."""
        with self._news:
            self._runs += 1
            self._wanted, self._page = _Wanted(self._runs, Making(exporter, document)), None
            self._give_up()
            self._news.notify()
        if not self.isRunning():
            self.start(QThread.Priority.LowPriority)
        return self._runs

    def draw(self, page: int, scale: float) -> None:
        """Draw a page of the document that was made last, with `scale` pixels for a point."""
        with self._news:
            self._page = (page, scale)
            self._news.notify()

    def stop(self) -> None:
        """End the thread as soon as it can, without waiting for it."""
        with self._news:
            self._stopped = True
            self._give_up()
            self._news.notify()

    def run(self) -> None:
        """Do what is wanted until it is stopped."""
        try:
            while not self._stopped:
                self._context.run(self._work)
        finally:
            self._forget()

    def _work(self) -> None:
        """Wait for the next thing that is wanted, and do it."""
        with self._news:
            self._news.wait_for(lambda: self._stopped or self._wanted or self._page)
            wanted, self._wanted = self._wanted, None
            self._making = wanted.making if wanted else None
            page, self._page = (None, self._page) if wanted else (self._page, None)
        try:
            if self._stopped:
                return
            if wanted is not None:
                self._make(wanted)
            elif page is not None and self._pdf is not None:
                self._draw(self._pdf, *page)
        except Cancelled:
            pass
        except Refusal as refusal:
            self.refused.emit(refusal)
        except Exception as error:
            self.failed.emit(error)

    def _make(self, wanted: _Wanted) -> None:
        self._forget()
        pdf: bytes = wanted.making.result(self.progressed.emit)
        self._pdf = _opened(pdf)
        self._shown = wanted.run
        sizes = tuple(QSizeF(*self._pdf.get_page_size(n)) for n in range(len(self._pdf)))
        self.made.emit(Made(wanted.run, pdf, sizes))

    def _give_up(self) -> None:
        """Stop what is being made; whoever calls holds the lock."""
        if self._making is not None:
            self._making.stop()

    def _draw(self, pdf: PdfDocument, number: int, scale: float) -> None:
        with closing(pdf[number]) as page:
            drawn = Drawn(self._shown, number, _picture(page, scale), _text(page))
        self.drawn.emit(drawn)

    def _forget(self) -> None:
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None


def _opened(data: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - only who looks at a charter needs it

    return PdfDocument(data)


def _picture(page: PdfPage, scale: float) -> QImage:
    with closing(page.render(scale=scale, prefer_bgrx=True)) as bitmap:
        shape = (bitmap.width, bitmap.height, bitmap.stride)
        return QImage(bitmap.buffer, *shape, QImage.Format.Format_RGB32).copy()


def _text(page: PdfPage) -> str:
    with closing(page.get_textpage()) as text:
        return str(text.get_text_bounded())
