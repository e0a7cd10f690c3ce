"""The main window: menus, the start page or a workshop, the status bar."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QMainWindow,
    QStackedWidget,
)

from models.errors import Refusal
from models.files import SUFFIX
from models.i18n import _
from ui import settings, theme
from ui.clock import DayClock
from ui.commanding import Commands, apply_look, edits_text, example_copy
from ui.dialogs import door
from ui.export import Export
from ui.list_commands import SUFFIXES as LISTS
from ui.menus import Menus
from ui.start import StartPage
from ui.status import Status
from ui.widgets import button

# What shows a workshop is loaded with the first one: it costs more than the empty window.
if TYPE_CHECKING:
    from models.agenda import Standing
    from models.workshop import Workshop
    from ui.room.desk import RoomDesk
    from ui.session import Session
    from ui.workspace import Workspace

_PASSING = 10_000
"""Milliseconds for which something is said in the status bar."""
_CARRIERS = (".pdf", ".json")
"""How files end that a workshop can be made of."""
_WORKBOOK = ".xlsx"
_DROPPABLE = (SUFFIX, *_CARRIERS, _WORKBOOK, *LISTS)


class MainWindow(QMainWindow):
    """One window with at most one workshop. The commands are in `ui.commanding`."""

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self.room: RoomDesk | None = None
        """What the room sees, while its view is open."""
        self.day = DayClock(self)
        self.offered_for: tuple[str, int | None] | None = None
        """For which block, with which minutes, a new plan was offered last."""
        self.export = Export(self)
        self.commands = Commands(self)
        self.menus = Menus(self)
        self._status = Status(self.statusBar(), self.export)
        self._exported = Path()
        self._clicker = self._clicker_keys()
        self._stack = QStackedWidget(self)
        self.start_page = StartPage(self._stack)
        self._stack.addWidget(self.start_page)
        self.setCentralWidget(self._stack)
        self.setAcceptDrops(True)
        self.setWindowTitle("Groundwork")
        self._connect()
        self._restore_geometry()
        self.refresh()

    def open_path(self, path: Path) -> bool:
        """Open a workshop instead of the present one; a refusal is shown. True if it worked."""
        if self.session is not None and self.session.workshop.path == path.resolve():
            if self.session.writable:
                return True
            self.leave_workshop()  # it may be free by now
        from models.opening import open_workshop  # noqa: PLC0415

        try:
            workshop = open_workshop(path)
        except Refusal as refusal:
            self.tell(refusal)
            self.start_page.refresh()
            return False
        self.show_workshop(workshop)
        return True

    def receive(self, path: Path, *others: Path) -> None:
        """Open a workshop; of what can be read into one, ask what shall be done with it.

        `others` are files of the same sort: questionnaires come together.
        """
        if path.suffix.lower() in _CARRIERS:
            self.commands.receive_charter(path)
        elif path.suffix.lower() == _WORKBOOK:
            self.commands.receive_spreadsheets([path, *others])
        elif path.suffix.lower() in LISTS:
            self.commands.receive_list(path)
        else:
            self.open_path(path)

    def show_workshop(self, workshop: Workshop) -> None:
        """Show an open workshop; the window closes it in the end."""
        from ui.session import Session  # noqa: PLC0415
        from ui.workspace import Workspace  # noqa: PLC0415

        self.leave_workshop()
        self.session = Session(workshop, self)
        self.workspace = Workspace(self.session, self._stack)
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self._connect_session()
        if workshop.path != example_copy():  # it is no place to keep workshops in
            settings.remember_file(workshop.path)
        self.commands.begin_copy()
        self.refresh()

    def leave_workshop(self) -> None:
        """Close the workshop; there is nothing to ask, because everything is saved."""
        self.commands.close_room()
        self.commands.close_palette()
        self.day.follow(None)
        if self.workspace is not None and self.session is not None:
            self.workspace.save()
            self._stack.removeWidget(self.workspace)
            self.workspace.deleteLater()
            self.session.close()
            self.session.deleteLater()
        self.session = self.workspace = None
        self._status.follow(None)
        self.start_page.refresh()
        self._stack.setCurrentWidget(self.start_page)
        self.refresh()

    def tell(self, refusal: Refusal) -> None:
        """Say why something was not done, without stopping the typing where possible."""
        if self.workspace is not None:
            self.workspace.notice.show_text(str(refusal), bad=True)
        else:
            door.tell(self, refusal)

    def say(self, text: str) -> None:
        """Say something in passing."""
        if self.workspace is not None:
            self.workspace.notice.show_text(text)

    def offer(self, path: Path) -> None:
        """Offer a finished document to open and to show in its folder."""
        self._status.end_progress()
        text = _("“{name}” is ready.").format(name=path.name)
        if self.workspace is None:
            self.statusBar().showMessage(text, _PASSING)
            return
        self._exported = path
        show = button(_("Open"), self, name="primary")
        folder = button(_("Show in folder"), self)
        show.clicked.connect(self._open_exported)
        folder.clicked.connect(self._show_folder)
        self.workspace.notice.show_text(text, buttons=(show, folder))

    def rebuild(self) -> None:
        """Take on another text size or other colours, at the same part of the step and row."""
        self.commands.close_palette()
        apply_look()
        if self.session is not None and self.workspace is not None:
            from ui.workspace import Workspace  # noqa: PLC0415

            number, section = self.workspace.number, self.workspace.page.section
            record = self.workspace.current_record()
            self.workspace.save()
            self._stack.removeWidget(self.workspace)
            self.workspace.deleteLater()
            self.session.detach()
            self.workspace = Workspace(self.session, self._stack)
            self._stack.addWidget(self.workspace)
            self._stack.setCurrentWidget(self.workspace)
            self.workspace.go_to(number)
            self.workspace.page.show_section(section)
            self.workspace.page.pane.reveal(record, "")
            self._connect_session()
        self.refresh()

    def _connect_session(self) -> None:
        if self.session is not None and self.workspace is not None:
            self.session.changed.connect(self.refresh)
            self._status.follow(self.session)
            self.day.follow(self.session)
            if self.room is not None:
                self.room.follow(self.workspace)
            self.session.refused.connect(self.tell)
            side, command = self.workspace.side, self.menus.action
            side.capture.captured.connect(self.commands.tell_captured)
            side.findings.addActions([command("finding_action"), command("accept_finding")])
            side.accepted.addAction(command("withdraw_acceptance"))

    def refresh(self, _changes: object = None) -> None:
        """Bring title, status bar and menus up to date with the workshop."""
        self.menus.refresh(self.session)
        self._status.refresh(self.session)
        self.setWindowTitle(self._title())

    def _title(self) -> str:
        if self.session is None:
            return "Groundwork"
        from models.records import WorkshopInfo  # noqa: PLC0415

        workshop, copy = self.session.workshop, self._status.copy_title
        name = self.session.snapshot.one(WorkshopInfo).initiative or workshop.path.stem
        return f"{name} – {copy} – Groundwork" if copy else f"{name} – Groundwork"

    def use_clicker(self, used: bool) -> None:
        """Let the keys of a remote clicker turn the steps, while the room looks on."""
        for shortcut in self._clicker:
            shortcut.setEnabled(used)

    def _on_tick(self, standing: Standing | None) -> None:
        if self.workspace is not None and self.session is not None:
            self.workspace.side.clock.show_standing(standing, self.session.snapshot)
        if self.room is not None:
            self.room.show_standing(standing)
        self.commands.offer_plan(standing)

    def _clicker_keys(self) -> tuple[QShortcut, ...]:
        keys = (("PgDown", self.commands.click_forward), ("PgUp", self.commands.click_back))
        made = tuple(QShortcut(QKeySequence(key), self, slot) for key, slot in keys)
        for shortcut in made:
            shortcut.setEnabled(False)
        return made

    def _connect(self) -> None:
        self.start_page.new_requested.connect(self.commands.new_workshop)
        self.start_page.open_requested.connect(self.commands.open_file)
        self.start_page.example_requested.connect(self.commands.open_example)
        self.start_page.file_chosen.connect(self.open_path)
        self.export.finished.connect(self.offer)
        self.export.cancelled.connect(self._on_cancelled)
        self.export.refused.connect(self._on_export_refused)
        self.day.ticked.connect(self._on_tick)
        self.day.slept.connect(self.commands.tell_of_sleep)
        self.day.turned.connect(self.commands.tell_of_turning)

    def _restore_geometry(self) -> None:
        if not self.restoreGeometry(settings.bytes_of("geometry")):
            room = self.screen().availableSize()
            self.resize(min(theme.em(86), room.width()), min(theme.em(52), room.height()))
            if room.height() < theme.em(50):
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def event(self, event: QEvent) -> bool:
        """A text that is being typed has its keys before they are a command's."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and edits_text(event):
            event.accept()
            return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place; close the file without a question."""
        settings.put("geometry", self.saveGeometry())
        self.leave_workshop()
        self.hide()
        self.export.wait()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Workshops and charters can be dropped onto the window."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped; what asks a question waits until the other program let go."""
        paths = _dropped(event)
        if paths and paths[0].suffix.lower() in (*_CARRIERS, _WORKBOOK, *LISTS):
            QTimer.singleShot(0, self, partial(self.receive, *paths))
        elif paths and self.session is not None:
            QTimer.singleShot(0, self, partial(self.commands.receive_workshop, paths[0]))
        elif paths:
            self.open_path(paths[0])

    def _open_exported(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported)))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported.parent)))

    def _on_cancelled(self) -> None:
        self._status.end_progress()
        self.say(_("Cancelled; nothing was written."))

    def _on_export_refused(self, refusal: Refusal) -> None:
        self._status.end_progress()
        self.tell(refusal)


def _dropped(event: QDropEvent) -> list[Path]:
    """The files of a drop that this window can do something with: all like the first of them."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    known = [path for path in paths if path.suffix.lower() in _DROPPABLE]
    return [path for path in known if path.suffix.lower() == known[0].suffix.lower()]
