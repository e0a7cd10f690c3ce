"""The main window: menus, the start page or a workshop, the status bar."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QActionGroup,
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
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
)

from models.errors import Refusal
from models.files import SUFFIX
from models.i18n import _
from models.steps import STEPS
from ui import commands, settings, theme
from ui.clock import DayClock
from ui.commanding import Commands, apply_look, edits_text, example_copy
from ui.copy_line import CopyLine
from ui.dialogs import door
from ui.export import Export
from ui.list_commands import SUFFIXES as LISTS
from ui.review_commands import follow_up_text
from ui.start import StartPage
from ui.version_line import VersionLine
from ui.widgets import Line, button

# What shows a workshop is loaded with the first one: it costs more than the empty window.
if TYPE_CHECKING:
    from models.agenda import Standing
    from models.workshop import Workshop
    from ui.room.desk import RoomDesk
    from ui.session import Session
    from ui.workspace import Workspace

_SHOW_PROGRESS_AFTER = 600
"""Milliseconds: shorter exports finish without a progress bar."""
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
        self._actions: dict[str, QAction] = {}
        self._able: dict[str, bool] = {}
        """Which of the needs of a command (`commands.Command.needs`) are met."""
        self._exported = Path()
        self._saved = Line(self, ems=11.5)
        self._file = Line(self)
        self._undo = Line(self)
        self._version = VersionLine(self)
        self._copy = CopyLine(self)
        self._progress = QProgressBar(self)
        self._cancel = QPushButton(_("Cancel"), self)
        self._late = QTimer(self, singleShot=True, interval=_SHOW_PROGRESS_AFTER)
        self._clicker = self._clicker_keys()
        self._stack = QStackedWidget(self)
        self.start_page = StartPage(self._stack)
        self._stack.addWidget(self.start_page)
        self.setCentralWidget(self._stack)
        self.setAcceptDrops(True)
        self.setWindowTitle("Groundwork")
        self._set_up_menus()
        self._set_up_status()
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
        self._version.follow(None)
        self._copy.follow(None)
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
        self._end_progress()
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
            self._version.follow(self.session)
            self._copy.follow(self.session)
            self.day.follow(self.session)
            if self.room is not None:
                self.room.follow(self.workspace)
            self.session.refused.connect(self.tell)
            side, offered = self.workspace.side, self._actions
            side.capture.captured.connect(self.commands.tell_captured)
            side.findings.addActions([offered["finding_action"], offered["accept_finding"]])
            side.accepted.addAction(offered["withdraw_acceptance"])

    def refresh(self, _changes: object = None) -> None:
        """Bring title, status bar and menus up to date with the workshop."""
        session = self.session
        undo = session.workshop.undo_name if session and session.writable else ""
        redo = session.workshop.redo_name if session and session.writable else ""
        self._enable(session is not None, session is not None and session.writable)
        if session is not None and session.writable:
            self._show_frozen(session)
        self._name("undo", _("&Undo"), undo)
        self._name("redo", _("&Redo"), redo)
        self._show_status(undo)

    def _enable(self, open_: bool, writable: bool) -> None:
        """Offer the commands that make sense; menus hear of it only when that is another set."""
        if self._able == (able := {"": True, "open": open_, "write": writable}):
            return
        self._able = able
        for command in commands.COMMANDS:
            self._actions[command.id].setEnabled(able[command.needs])

    def action(self, id_: str) -> QAction:
        """The command with this id as it stands in the menu."""
        return self._actions[id_]

    def mark_pinned(self, pinned: bool) -> None:
        """Show in the menu whether the room keeps what it sees."""
        self._actions["room_pin"].setChecked(pinned)

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

    def _show_frozen(self, session: Session) -> None:
        from models.freezing import frozen  # noqa: PLC0415

        is_frozen = frozen(session.snapshot)
        self._actions["freeze"].setEnabled(not is_frozen)
        self._actions["lift_freeze"].setEnabled(is_frozen)

    def _name_follow_up(self) -> None:
        """Say in the open menu what would be made of the row. Its keys always answer."""
        record = self.workspace.current_record() if self.workspace is not None else None
        action, words = self._actions["follow_up"], follow_up_text(record)
        action.setText(words or commands.FOLLOW_UP.text)
        action.setEnabled(self._able["write"] and bool(words))

    def _offer_follow_up(self) -> None:
        """Let its keys answer again, once the menu is closed."""
        self._actions["follow_up"].setEnabled(self._able["write"])

    def _name(self, id_: str, verb: str, what: str) -> None:
        action = self._actions[id_]
        action.setText(f"{verb} {what.replace('&', '&&')}".rstrip())
        action.setEnabled(bool(what))

    def _show_status(self, undo: str) -> None:
        session = self.session
        if session is None:
            self.setWindowTitle("Groundwork")
            for widget in (self._saved, self._file, self._undo):
                widget.setText("")
            return
        from models.display import locale_of  # noqa: PLC0415
        from models.records import WorkshopInfo  # noqa: PLC0415
        from models.values import format_lately  # noqa: PLC0415

        snapshot, workshop = session.snapshot, session.workshop
        name = snapshot.one(WorkshopInfo).initiative or workshop.path.stem
        named = f"{name} – {self._copy.title}" if self._copy.title else name
        self.setWindowTitle(f"{named} – Groundwork")
        saved = workshop.last_saved
        moment = format_lately(saved, locale_of(snapshot)) if saved else ""
        self._saved.setText(_("Saved {moment}").format(moment=moment).rstrip())
        self._file.setText(workshop.path.name)
        self._file.setToolTip(str(workshop.path))
        self._undo.setText(_("Undo: {step}").format(step=undo) if undo else "")

    def _mark_scheme(self, menu: QMenu) -> None:
        """Mark in the menu which colours are chosen."""
        group = QActionGroup(menu)
        for command in commands.COMMANDS:
            if command.scheme:
                action = group.addAction(self._actions[command.id])
                action.setCheckable(True)
                action.setChecked(command.scheme == settings.text("scheme", "system"))

    def _set_up_menus(self) -> None:
        menus: dict[str, QMenu] = {name: self.menuBar().addMenu(_(name)) for name in commands.MENUS}
        for command in commands.COMMANDS:
            menu = menus[command.menu]
            if command.breaks:
                menu.addSeparator()
            action = menu.addAction(command.text)
            action.setObjectName(command.id)
            if command.keys:
                action.setShortcut(QKeySequence(command.keys))
            action.triggered.connect(getattr(self.commands, command.id))
            self._actions[command.id] = action
        self._actions["room_pin"].setCheckable(True)
        self._mark_scheme(menus[commands.VIEW])
        menus[commands.REVIEW].aboutToShow.connect(self._name_follow_up)
        menus[commands.REVIEW].aboutToHide.connect(self._offer_follow_up)
        self._recent = QMenu(_("Open recen&t"), self)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._recent.triggered.connect(self._on_recent)
        menus[commands.FILE].insertMenu(self._actions["open_example"], self._recent)
        menus[commands.VIEW].addSeparator()
        for number, step in enumerate(STEPS):
            action = menus[commands.VIEW].addAction(
                f"{number + 1}  {step.title.replace('&', '&&')}"
            )
            action.setShortcut(QKeySequence(commands.step_keys(number)))
            action.setData(number)
            action.triggered.connect(self._on_step)

    def _clicker_keys(self) -> tuple[QShortcut, ...]:
        keys = (("PgDown", self.commands.click_forward), ("PgUp", self.commands.click_back))
        made = tuple(QShortcut(QKeySequence(key), self, slot) for key, slot in keys)
        for shortcut in made:
            shortcut.setEnabled(False)
        return made

    def _set_up_status(self) -> None:
        bar = self.statusBar()
        bar.setContentsMargins(theme.em(0.5), 0, theme.em(0.5), 0)
        parts = (
            (self._saved, 0),
            (self._file, 2),
            (self._copy, 3),
            (self._version, 2),
            (self._undo, 3),
        )
        for widget, share in parts:
            bar.addWidget(widget, share)
        self._progress.setRange(0, 100)
        self._progress.setFixedWidth(theme.em(10))
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Progress of the export"))
        self._cancel.clicked.connect(self.export.cancel)
        for late in (self._progress, self._cancel):
            bar.addPermanentWidget(late)
            late.hide()

    def _connect(self) -> None:
        self.start_page.new_requested.connect(self.commands.new_workshop)
        self.start_page.open_requested.connect(self.commands.open_file)
        self.start_page.example_requested.connect(self.commands.open_example)
        self.start_page.file_chosen.connect(self.open_path)
        self.export.started.connect(self._late.start)
        self.export.progressed.connect(self._on_progress)
        self.export.finished.connect(self.offer)
        self.export.cancelled.connect(self._on_cancelled)
        self.export.refused.connect(self._on_export_refused)
        self._late.timeout.connect(self._show_progress)
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

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in settings.recent_files():
            action = self._recent.addAction(path.stem.replace("&", "&&"))
            action.setData(str(path))
            action.setToolTip(str(path))
        if self._recent.isEmpty():
            self._recent.addAction(_("No recent workshop")).setEnabled(False)

    def _on_recent(self, action: QAction) -> None:
        if action.data():
            self.open_path(Path(action.data()))

    def _on_step(self) -> None:
        if self.workspace is not None:
            self.workspace.go_to(cast("QAction", self.sender()).data())

    def _show_progress(self) -> None:
        if self.export.running:
            self._progress.show()
            self._cancel.show()

    def _on_progress(self, share: float) -> None:
        self._progress.setValue(round(share * 100))

    def _end_progress(self) -> None:
        self._late.stop()
        self._progress.hide()
        self._progress.reset()
        self._cancel.hide()

    def _open_exported(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported)))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported.parent)))

    def _on_cancelled(self) -> None:
        self._end_progress()
        self.say(_("Cancelled; nothing was written."))

    def _on_export_refused(self, refusal: Refusal) -> None:
        self._end_progress()
        self.tell(refusal)


def _dropped(event: QDropEvent) -> list[Path]:
    """The files of a drop that this window can do something with: all like the first of them."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    known = [path for path in paths if path.suffix.lower() in _DROPPABLE]
    return [path for path in known if path.suffix.lower() == known[0].suffix.lower()]
