"""The menus of the window, made of the commands in `ui.commands`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from models.i18n import _
from models.steps import STEPS
from ui import commands, settings
from ui.review_commands import follow_up_text

if TYPE_CHECKING:
    from ui.session import Session
    from ui.window import MainWindow


class Menus:
    """Every command as an action in its menu, offered while it makes sense."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._able: dict[str, bool] = {}
        """Which of the needs of a command (`commands.Command.needs`) are met."""
        menus = {name: window.menuBar().addMenu(_(name)) for name in commands.MENUS}
        for command in commands.COMMANDS:
            self._add(command, menus[command.menu])
        self._actions["room_pin"].setCheckable(True)
        self._mark_scheme(menus[commands.VIEW])
        menus[commands.REVIEW].aboutToShow.connect(self._name_follow_up)
        menus[commands.REVIEW].aboutToHide.connect(self._offer_follow_up)
        self._recent = self._recent_files()
        menus[commands.FILE].insertMenu(self._actions["open_example"], self._recent)
        self._add_steps(menus[commands.VIEW])

    def action(self, id_: str) -> QAction:
        """The command with this id as it stands in its menu."""
        return self._actions[id_]

    def mark_pinned(self, pinned: bool) -> None:
        """Show whether the room keeps what it sees."""
        self._actions["room_pin"].setChecked(pinned)

    def refresh(self, session: Session | None) -> None:
        """Offer the commands that make sense, and say what would be undone."""
        writable = session if session is not None and session.writable else None
        self._enable(session is not None, writable is not None)
        if writable is not None:
            self._show_frozen(writable)
        self._name("undo", _("&Undo"), writable.workshop.undo_name if writable else "")
        self._name("redo", _("&Redo"), writable.workshop.redo_name if writable else "")

    def _add(self, command: commands.Command, menu: QMenu) -> None:
        if command.breaks:
            menu.addSeparator()
        action = menu.addAction(command.text)
        action.setObjectName(command.id)
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
        action.triggered.connect(getattr(self._window.commands, command.id))
        self._actions[command.id] = action

    def _add_steps(self, menu: QMenu) -> None:
        menu.addSeparator()
        for number, step in enumerate(STEPS):
            action = menu.addAction(f"{number + 1}  {step.title.replace('&', '&&')}")
            action.setShortcut(QKeySequence(commands.step_keys(number)))
            action.triggered.connect(partial(self._go_to, number))

    def _mark_scheme(self, menu: QMenu) -> None:
        """Mark which colours are chosen."""
        group = QActionGroup(menu)
        for command in commands.COMMANDS:
            if command.scheme:
                action = group.addAction(self._actions[command.id])
                action.setCheckable(True)
                action.setChecked(command.scheme == settings.text("scheme", "system"))

    def _enable(self, open_: bool, writable: bool) -> None:
        """Offer what can be done; menus hear of it only when that is another set."""
        if self._able == (able := {"": True, "open": open_, "write": writable}):
            return
        self._able = able
        for command in commands.COMMANDS:
            self._actions[command.id].setEnabled(able[command.needs])

    def _show_frozen(self, session: Session) -> None:
        from models.freezing import frozen  # noqa: PLC0415 - the empty window needs it not

        is_frozen = frozen(session.snapshot)
        self._actions["freeze"].setEnabled(not is_frozen)
        self._actions["lift_freeze"].setEnabled(is_frozen)

    def _name(self, id_: str, verb: str, what: str) -> None:
        action = self._actions[id_]
        action.setText(f"{verb} {what.replace('&', '&&')}".rstrip())
        action.setEnabled(bool(what))

    def _name_follow_up(self) -> None:
        """Say in the open menu what would be made of the row. Its keys always answer."""
        workspace = self._window.workspace
        words = follow_up_text(workspace.current_record() if workspace is not None else None)
        action = self._actions["follow_up"]
        action.setText(words or commands.FOLLOW_UP.text)
        action.setEnabled(self._able["write"] and bool(words))

    def _offer_follow_up(self) -> None:
        """Let its keys answer again, once the menu is closed."""
        self._actions["follow_up"].setEnabled(self._able["write"])

    def _go_to(self, number: int, _checked: bool = False) -> None:
        if self._window.workspace is not None:
            self._window.workspace.go_to(number)

    def _recent_files(self) -> QMenu:
        menu = QMenu(_("Open recen&t"), self._window)
        menu.aboutToShow.connect(self._fill_recent)
        menu.triggered.connect(self._on_recent)
        return menu

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
            self._window.open_path(Path(action.data()))
