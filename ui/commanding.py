"""What the commands of the menus do; their ids, words and keys are in `ui.commands`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QKeyCombination, QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from models.errors import Refusal
from models.i18n import _
from ui import settings, theme
from ui.arrange_commands import ArrangeCommands
from ui.capture_commands import CaptureCommands
from ui.dialogs import door
from ui.export_commands import ExportCommands
from ui.incoming_commands import IncomingCommands
from ui.list_commands import ListCommands
from ui.merge_commands import MergeCommands
from ui.palette_commands import PaletteCommands
from ui.prework_commands import PreworkCommands
from ui.review_commands import ReviewCommands
from ui.room_commands import RoomCommands
from ui.round_commands import RoundCommands
from ui.version_commands import VersionCommands

if TYPE_CHECKING:
    from models.workshop import Workshop
    from ui.matrix.view import MatrixView
    from ui.section import Grid

_TEXT_KEYS = (
    QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Delete),
    QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Up),
    QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down),
)
"""Delete a word, close and open a list of choices."""

_SMALLEST, _LARGEST, _STEP = 0.8, 2.0, 0.1


class Commands(
    ReviewCommands,
    RoomCommands,
    RoundCommands,
    ListCommands,
    VersionCommands,
    ExportCommands,
    IncomingCommands,
    MergeCommands,
    PreworkCommands,
    CaptureCommands,
    PaletteCommands,
    ArrangeCommands,
):
    """The commands of a main window, by the ids in `ui.commands`."""

    @property
    def _grid(self) -> Grid | None:
        workspace = self._window.workspace
        return workspace.grid if workspace else None

    def _settled_grid(self) -> Grid | None:
        """The table or matrix in front, after what was being typed in it is saved."""
        self._save_typing()
        return self._grid

    # File

    def new_workshop(self) -> None:
        """Make a workshop and open it."""
        from models.opening import create_workshop  # noqa: PLC0415 - loads sqlite-utils
        from ui.dialogs.new import NewDialog  # noqa: PLC0415 - reads templates

        dialog = NewDialog(self._window)
        if not door.run(dialog):
            return
        try:
            workshop = create_workshop(dialog.path)
        except Refusal as refusal:
            self._window.tell(refusal)
            return
        try:
            _fill(workshop, dialog)
        except Refusal as refusal:  # an empty workshop is better than none
            self._window.tell(refusal)
        self._window.show_workshop(workshop)

    def open_file(self) -> None:
        """Ask for a workshop and open it."""
        pattern = _("Groundwork workshops (*.groundwork);;Charters (*.pdf);;All files (*)")
        path = door.ask_open_file(self._window, _("Open a workshop"), settings.folder(), pattern)
        if path is not None:
            self._window.receive(path)

    def open_example(self) -> None:
        """Open a copy of the example, which may be changed at will."""
        from models.example import create_example  # noqa: PLC0415 - loads sqlite-utils

        path = example_copy()
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                create_example(path).close()
        except Refusal as refusal:
            self._window.tell(refusal)
            return
        self._window.open_path(path)

    def save_template(self) -> None:
        """Save a template or a requirement pack from the workshop."""
        from ui.templates import save  # noqa: PLC0415 - reads templates

        self._save_typing()
        save(self._window)

    def mark_point(self) -> None:
        """Set a restore point."""
        session = self._window.session
        if session is None:
            return
        name = door.ask_text(
            self._window,
            _("Set restore point"),
            _("Everything is saved already. A restore point is a moment to go back to; name it:"),
        )
        if name:
            from models.workshop import Workshop  # noqa: PLC0415

            session.do(Workshop.mark, name)
            self._window.say(_("Restore point “{name}” is set.").format(name=name))

    def restore_point(self) -> None:
        """Go back to a restore point."""
        session = self._window.session
        if session is None:
            return
        points = session.workshop.restore_points()
        if not points:
            self._window.tell(
                Refusal(_("There is no restore point yet."), todo=_("Set one with Ctrl+S."))
            )
            return
        from models.display import locale_of  # noqa: PLC0415
        from models.values import format_moment  # noqa: PLC0415
        from models.workshop import Workshop  # noqa: PLC0415

        locale = locale_of(session.snapshot)
        options = [f"{point.name} ({format_moment(point.at, locale)})" for point in points]
        chosen = door.ask_choice(
            self._window, _("Go back to a restore point"), _("Restore point:"), options
        )
        if chosen is not None:
            point = points[chosen]
            name = _("Go back to “{name}”").format(name=point.name)
            session.do(Workshop.revert_to, point.step, name)

    def revert(self) -> None:
        """Go back to how the workshop was when it was opened; undo brings everything back."""
        from models.workshop import Workshop  # noqa: PLC0415

        session = self._window.session
        if session is not None:
            session.do(Workshop.revert_to_opened)

    def close_workshop(self) -> None:
        """Close the workshop and show the start page."""
        self._window.leave_workshop()

    def forget_recent(self) -> None:
        """Empty the list of recent workshops."""
        settings.forget_files()
        self._window.start_page.refresh()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    # Edit

    def undo(self) -> None:
        """Take the last step back; what is still being typed is saved first."""
        if self._window.session is not None:
            self._save_typing()
            self.forget_made()
            self._window.session.undo()

    def redo(self) -> None:
        """Bring back what was undone last."""
        if self._window.session is not None:
            self._save_typing()
            self._window.session.redo()

    def _save_typing(self) -> None:
        if self._window.workspace is not None:
            self._window.workspace.save()

    def copy(self) -> None:
        """Copy the selected cells, or the selected text of a field."""
        if not _to_text("copy") and self._grid is not None:
            self._grid.copy_cells()

    def cut(self) -> None:
        """Copy the selected cells and clear them."""
        if not _to_text("cut") and self._grid is not None:
            self._grid.copy_cells()
            self._grid.clear_cells()

    def paste(self) -> None:
        """Paste cells, a whole matrix, or text into a field."""
        if not _to_text("paste") and self._grid is not None:
            self._grid.paste_cells()

    def add_row(self) -> None:
        """Start typing the next row."""
        if grid := self._settled_grid():
            grid.add_row()

    def duplicate(self) -> None:
        """Duplicate the selected rows."""
        if grid := self._settled_grid():
            grid.duplicate_rows()

    def delete_rows(self) -> None:
        """Delete the selected rows."""
        if grid := self._settled_grid():
            grid.delete_rows()

    def move_up(self) -> None:
        """Move the selected rows up."""
        if grid := self._settled_grid():
            grid.move_rows(-1)

    def move_down(self) -> None:
        """Move the selected rows down."""
        if grid := self._settled_grid():
            grid.move_rows(1)

    def add_role(self) -> None:
        """Add a column to the matrix."""
        matrix = self._show_matrix()
        if matrix is not None:
            matrix.add_column()

    def role_menu(self) -> None:
        """Show what can be done with the role of the current column."""
        from ui.matrix.view import MatrixView  # noqa: PLC0415

        if isinstance(self._grid, MatrixView):
            index = self._grid.currentIndex()
            place = self._grid.visualRect(index).bottomLeft()
            self._grid.menu_for_role(index.column()).popup(self._grid.viewport().mapToGlobal(place))

    def _show_matrix(self) -> MatrixView | None:
        from models.steps import BY_ID, STEPS  # noqa: PLC0415

        workspace = self._window.workspace
        if workspace is None:
            return None
        workspace.go_to(STEPS.index(BY_ID["raci"]))
        matrix = [s.matrix for s in BY_ID["raci"].sections].index(True)
        workspace.page.show_section(matrix)
        return cast("MatrixView", workspace.grid)

    def add_from_template(self) -> None:
        """Choose rows from a template."""
        workspace = self._window.workspace
        if workspace is not None and not workspace.page.pane.add_from_template():
            self._window.say(_("There is no template for this part."))

    def load_template(self) -> None:
        """Choose rows from a template in a file."""
        from ui.templates import load  # noqa: PLC0415 - reads templates

        self._save_typing()
        load(self._window)

    def find(self) -> None:
        """Put the cursor into the filter."""
        if self._window.workspace is not None:
            self._window.workspace.page.pane.focus_filter()

    # View

    def next_step(self) -> None:
        """Show the next step."""
        if self._window.workspace is not None:
            self._window.workspace.go_forward()

    def previous_step(self) -> None:
        """Show the previous step."""
        if self._window.workspace is not None:
            self._window.workspace.go_back()

    def next_part(self) -> None:
        """Show the next part of the step."""
        if self._window.workspace is not None:
            self._window.workspace.page.turn_section(1)

    def previous_part(self) -> None:
        """Show the previous part of the step."""
        if self._window.workspace is not None:
            self._window.workspace.page.turn_section(-1)

    def next_finding(self) -> None:
        """Go to the record of the next open finding of this step."""
        if self._window.workspace is not None:
            self._window.workspace.session.settle()  # they may not have been looked for yet
            self._window.workspace.side.findings.choose_next()

    def details(self) -> None:
        """Show or hide the form of the current row."""
        if self._window.workspace is not None:
            self._window.workspace.page.pane.toggle_details()

    def change_pane(self) -> None:
        """Move the keyboard from the rail to the page, to the side panel, and round."""
        workspace = self._window.workspace
        if workspace is not None:
            workspace.focus_next_area()

    def larger(self) -> None:
        """Make all text larger."""
        self._scale(_STEP)

    def smaller(self) -> None:
        """Make all text smaller."""
        self._scale(-_STEP)

    def _scale(self, by: float) -> None:
        scale = settings.number("scale", 1.0) + by
        settings.put("scale", round(min(max(scale, _SMALLEST), _LARGEST), 2))
        self._window.rebuild()

    def light(self) -> None:
        """Light colours."""
        self._scheme("light")

    def dark(self) -> None:
        """Dark colours."""
        self._scheme("dark")

    def system_colours(self) -> None:
        """The colours that the desktop asks for."""
        self._scheme("system")

    def _scheme(self, scheme: str) -> None:
        settings.put("scheme", scheme)
        self._window.rebuild()

    # Help

    def help_keys(self) -> None:
        """Show the keys and the first steps."""
        from ui.dialogs.help import HelpDialog  # noqa: PLC0415

        door.run(HelpDialog(self._window))

    def about(self) -> None:
        """Show version and licences."""
        from ui.dialogs.help import about_text  # noqa: PLC0415

        door.tell(self._window, Refusal("Groundwork", about_text()))


def apply_look() -> None:
    """Give the application the look that the user chose."""
    application: Any = QApplication.instance()
    theme.apply(
        application,
        scheme=settings.text("scheme", "system"),
        scale=settings.number("scale", 1.0),
    )


def example_copy() -> Path:
    """Where the copy of the example lies that the window opens."""
    place = QStandardPaths.StandardLocation.AppDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "Northwind claims triage.groundwork"


def _fill(workshop: Workshop, dialog: Any) -> None:
    from models.starters import begin  # noqa: PLC0415

    info = {"initiative": dialog.initiative.text(), "client": dialog.client.text()}
    begin(workshop, dialog.beginning, **info)


def _to_text(what: str) -> bool:
    """Let the text field that has the keyboard do it; False where none has."""
    text = _text_field()
    if text is not None:
        getattr(text, what)()
    return text is not None


def _text_field() -> QLineEdit | QPlainTextEdit | None:
    widget = QApplication.focusWidget()
    if isinstance(widget, QComboBox):
        widget = widget.lineEdit()
    return widget if isinstance(widget, QLineEdit | QPlainTextEdit) else None


def edits_text(event: QKeyEvent) -> bool:
    """Whether a key changes the text that is being typed, and so is no command's."""
    return event.keyCombination() in _TEXT_KEYS and _text_field() is not None
