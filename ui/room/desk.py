"""Decides what the room sees: follows the window, or stays where it was pinned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from exports.pictures import PICTURES
from models import simulation
from models.headlines import headlines
from models.record import Record
from models.room import RoomPage, step_page, tables_of
from models.steps import STEPS, Step
from ui import settings, theme
from ui.room.look import room_tokens
from ui.room.view import RoomView
from ui.simulating import Simulator

if TYPE_CHECKING:
    from models.agenda import Standing
    from models.snapshot import Snapshot
    from ui.session import Session
    from ui.workspace import Workspace

_AFTER = 300
"""Milliseconds after the last change: whoever types never waits for the room."""


class _Shown(NamedTuple):
    """One thing of a step that the room can look at."""

    picture: str = ""
    table: type[Record] | None = None


class RoomDesk(QObject):
    """The room view of one window, while it is open."""

    closed = Signal()
    pinned_changed = Signal(bool)

    def __init__(self, window: QWidget, session: Session, workspace: Workspace) -> None:
        super().__init__(window)
        self.view = RoomView()
        self.pinned = False
        self._window = window
        self._session, self._workspace = session, workspace
        self._snapshot: Snapshot = session.snapshot
        """What is shown: the workshop when nobody was typing a text."""
        self._step = STEPS[workspace.number]
        self._turn = 0
        self._page: RoomPage | None = None
        self._pages: Callable[[], Sequence[RoomPage]] | None = None
        """Pages of somebody else's that the clicker turns; `_page` is the one that is seen."""
        self._number = 0
        self._later = QTimer(self, singleShot=True, interval=_AFTER)
        self._later.timeout.connect(self._on_later)
        self._simulator = Simulator(session, self)
        self._simulator.finished.connect(self.refresh)
        self._connect_view()
        self.follow(workspace)

    # What is shown

    def follow(self, workspace: Workspace) -> None:
        """Follow the pages of a window that was built anew."""
        self._workspace = workspace
        workspace.step_changed.connect(self._on_step)
        self._session.changed.connect(self._on_changed)
        self._session.findings_changed.connect(self._on_changed)
        self.view.take_tokens(room_tokens())
        self._on_step(workspace.number)

    def present(self, page: RoomPage | None) -> None:
        """Show a page of somebody else's, such as the spread of estimates; with None, the step."""
        self._page, self._pages = page, None
        self.refresh()

    def present_pages(self, make: Callable[[], Sequence[RoomPage]]) -> None:
        """Show pages that the clicker turns, from the first; behind the last one the step.

        `make` makes them anew after every change.
        """
        self._pages, self._number = make, 0
        self.refresh()

    def turn_part(self, by: int) -> int | None:
        """Show the next (+1) or the previous (-1) part of a long table, and return the number of
        its first row; None where there is none.
        """
        return self.view.first_row if self.view.turn_sheet(by) else None

    def pin(self, pinned: bool) -> None:
        """Stay at what is shown, or follow the window again."""
        self.pinned = pinned
        self.pinned_changed.emit(pinned)
        if not pinned:
            self._on_step(self._workspace.number)

    def turn(self, by: int) -> None:
        """Show the next or the previous picture or table of the step."""
        self._turn = (self._turn + by) % len(_shown_of(self._step))
        self._page = self._pages = None
        self.refresh()

    def refresh(self) -> None:
        """Show the workshop as it is, or was before the text that is being typed."""
        if not self.typing:
            self._snapshot = self._session.snapshot
        self._simulator.want()
        if self._pages is not None:
            found = self._pages()
            self._number = min(self._number, len(found) - 1)
            self._page = found[self._number]
        if self._page is not None:
            self.view.show_page(self._page, self._snapshot)
        else:
            self.view.show_page(self._step_page(), self._snapshot, self._row())

    def show_standing(self, standing: Standing | None) -> None:
        """Show how the day stands."""
        self.view.show_standing(standing)

    @property
    def typing(self) -> bool:
        """Whether a text is being typed: it is saved at each pause, but not said yet."""
        widget = QApplication.focusWidget()
        if widget is None or widget.window() is not self._window:
            return False
        if isinstance(widget, QComboBox):
            widget = widget.lineEdit()
        if isinstance(widget, QLineEdit):
            return widget.isModified() and bool(widget.text())
        return isinstance(widget, QPlainTextEdit) and widget.document().isModified()

    # The window

    def open(self) -> None:
        """Show it: over the whole of another screen, else as a window."""
        self.place()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screens)
            app.screenRemoved.connect(self._on_screens)
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def place(self) -> None:
        """Move it to another screen than the window's, if there is one."""
        screen = self._other_screen()
        if screen is None:
            self.view.resize(self.view.sizeHint())
            self.view.showNormal()
            self.view.activateWindow()
            return
        # Not showFullScreen(), which takes the keyboard on X11; typing goes on.
        self.view.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.view.setScreen(screen)
        self.view.setGeometry(screen.geometry())
        self.view.setWindowState(Qt.WindowState.WindowFullScreen)
        self.view.show()
        self._window.activateWindow()

    def close(self) -> None:
        """Close it for good."""
        self._later.stop()
        self._simulator.forget()
        self.view.closed.disconnect()
        self.view.close()
        self.view.deleteLater()
        self.deleteLater()

    def _other_screen(self) -> QScreen | None:
        ours = self._window.screen()
        return next((each for each in QGuiApplication.screens() if each is not ours), None)

    def _connect_view(self) -> None:
        self.view.closed.connect(self.closed)
        self.view.step_requested.connect(self.click)
        self.view.turn_requested.connect(self.turn)
        self.view.pin_requested.connect(self._on_pin)
        self.view.scheme_requested.connect(self._on_scheme)

    def _step_page(self) -> RoomPage:
        shown = _shown_of(self._step)
        what = shown[self._turn % len(shown)]
        drawn = simulation.known(self._snapshot)
        figures = headlines(self._step.id, self._snapshot, self._session.findings, drawn)
        return step_page(
            self._step, self._snapshot, figures, picture=what.picture, table=what.table
        )

    def _row(self) -> str:
        record = self._workspace.current_record()
        return record.id if record is not None and not self.pinned else ""

    def _on_step(self, number: int) -> None:
        if not self.pinned:
            self._page = self._pages = None
            if self._step is not STEPS[number]:
                self._step, self._turn = STEPS[number], 0
            self.refresh()

    def click(self, by: int) -> None:
        """Show the next (+1) or the previous (-1) step, in the window as well; or such a page, of
        which the parts come first: whoever reads back leaves none out.
        """
        self.view.set_black(False)
        if self._pages is not None and self.view.turn_sheet(by):
            return
        if self._pages is not None and self._number + by < len(self._pages()):
            self._number = max(0, self._number + by)
            self.refresh()
            return
        if self._pages is not None:
            self.present(None)
            return
        if self.pinned:
            self.pin(False)
        self._workspace.go_to(self._workspace.number + by)

    def _on_pin(self) -> None:
        self.pin(not self.pinned)

    def _on_scheme(self) -> None:
        dark = self.view_is_dark
        settings.put("room_scheme", "light" if dark else "dark")
        self.view.take_tokens(room_tokens())

    @property
    def view_is_dark(self) -> bool:
        """Whether the room sees dark colours."""
        return room_tokens() is theme.DARK

    def _on_changed(self, _changes: object = None) -> None:
        self._later.start()

    def _on_later(self) -> None:
        if not self.typing:  # else as soon as the field is left
            self.refresh()

    def _on_focus(self, _old: object = None, _new: object = None) -> None:
        if self._snapshot is not self._session.snapshot:
            self._later.start()

    def _on_screens(self, _screen: object = None) -> None:
        QTimer.singleShot(0, self, self.place)


def _shown_of(step: Step) -> Sequence[_Shown]:
    """What of a step the room can look at: its pictures first, then its tables."""
    pictures = [_Shown(picture=name) for name in step.pictures if name in PICTURES]
    return [*pictures, *(_Shown(table=kind) for kind in tables_of(step))]
