"""Commands about sealed versions, and about charters that come back.

What they need of the library is loaded with the first use, not with the window.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refusal
from models.files import SUFFIX
from models.i18n import _
from models.record import Record
from ui import settings
from ui.dialogs import door
from ui.widgets import button

if TYPE_CHECKING:
    from models.differences import Difference
    from models.incoming.charter import Carried, Marked
    from ui.session import Session
    from ui.window import MainWindow


class VersionCommands:
    """The commands by the ids in `ui.commands`, and what is done with a dropped charter."""

    _window: MainWindow
    _said: str
    """What is said until it is undone; see `ReviewCommands.forget_made`."""

    def seal_version(self) -> None:
        """Seal the workshop as it is now."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        from models.versions import standing  # noqa: PLC0415
        from ui.dialogs.seal import SealDialog  # noqa: PLC0415

        workspace.save()
        session.settle()
        try:
            before = standing(session.snapshot)
        except Refusal as refusal:
            self._window.tell(refusal)
            return
        if before is not None and not before.changes:
            name = before.version.name
            self._window.say(_("Nothing has changed since {version}.").format(version=name))
            return
        dialog = SealDialog(session, before, self._window)
        if door.run(dialog) and dialog.version is not None:
            self._tell_sealed(dialog.version.name, dialog.version.seal)

    def _tell_sealed(self, name: str, seal: str) -> None:
        from models.sealing import short  # noqa: PLC0415

        workspace = self._window.workspace
        assert workspace is not None  # noqa: S101 - it was sealed a moment ago
        export = button(_("Export the charter"), self._window, name="primary")
        export.clicked.connect(self._window.commands.export_charter)
        text = _("{version} is sealed: {seal}. The charter prints this seal.")
        self._said = text.format(version=name, seal=short(seal))
        workspace.notice.show_text(self._said, buttons=(export,))

    def compare_charter(self) -> None:
        """Ask for a charter and compare it with the open workshop."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        pattern = _("Charters (*.pdf);;Workshops as JSON (*.json)")
        title = _("Compare with a charter")
        path = door.ask_open_file(self._window, title, session.workshop.path.parent, pattern)
        if path is not None and (carried := self._read(path)) is not None:
            workspace.save()
            self._compare(session, path.name, carried)

    def receive_charter(self, path: Path) -> None:
        """Offer what can be done with a charter that was dropped or opened."""
        carried = self._read(path)
        if carried is None:
            return
        from models.incoming.charter import Marked  # noqa: PLC0415
        from ui.dialogs.received import ReceivedDialog  # noqa: PLC0415

        session = self._window.session
        if isinstance(carried, Marked):
            self._receive_marked(session, carried)
            return
        dialog = ReceivedDialog(path.name, self._window, comparable=session is not None)
        if not door.run(dialog):
            return
        if dialog.compare and session is not None and self._window.workspace is not None:
            self._window.workspace.save()
            self._compare(session, path.name, carried)
        else:
            self._make(path, carried)

    def _receive_marked(self, session: Session | None, marked: Marked) -> None:
        """All that can be done with a document that has only its seal is to compare it."""
        if session is None or self._window.workspace is None:
            self._window.tell(marked.refusal())
            return
        self._window.workspace.save()
        self._compare(session, marked.name, marked)

    def _read(self, path: Path) -> Carried | Marked | None:
        """What a file carries, with the password if it needs one; None where it is nothing."""
        from models.incoming.charter import NeedsPassword, read_document  # noqa: PLC0415

        password = ""
        while True:
            try:
                return read_document(path, password)
            except NeedsPassword as needs:
                asked = door.ask_password(self._window, _("Open an encrypted charter"), needs.what)
                if not asked:
                    return None
                password = asked
            except Refusal as refusal:
                self._window.tell(refusal)
                return None

    def _compare(self, session: Session, name: str, carried: Carried | Marked) -> None:
        from models.verifying import compare  # noqa: PLC0415
        from ui.dialogs.compare import CompareDialog  # noqa: PLC0415

        try:
            verdict = compare(session.snapshot, carried)
        except Refusal as refusal:
            self._window.tell(refusal)
            return
        dialog = CompareDialog(session, name, verdict, self._window)
        if door.run(dialog) and dialog.chosen is not None:
            record = _record_of(session, dialog.chosen)
            if record is not None:
                session.reveal_requested.emit(record, dialog.chosen.field)

    def _make(self, source: Path, carried: Carried) -> None:
        from models.incoming.charter import altered, make_workshop  # noqa: PLC0415

        if not carried.untouched:
            self._window.tell(altered(source.name))
            return
        proposal = settings.folder() / f"{source.stem}{SUFFIX}"
        pattern = _("Groundwork workshops (*.groundwork)")
        path = door.ask_save_file(self._window, _("Open as a new workshop"), proposal, pattern)
        if path is None:
            return
        try:
            workshop = make_workshop(path, carried, source.name)
        except Refusal as refusal:
            self._window.tell(refusal)
        else:
            self._window.show_workshop(workshop)


def _record_of(session: Session, difference: Difference) -> Record | None:
    """The record of a difference as it is now; for letters of the matrix, the activity."""
    from models.records import Activity, Assignment  # noqa: PLC0415

    kind = difference.record_type
    if kind.single:
        return session.snapshot.one(kind)
    return session.snapshot.get(Activity if kind is Assignment else kind, difference.id)
