"""Commands about the time before the workshop: questionnaires, their answers, and lists for
other programs.

What they need of the library is loaded with the first use, not with the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refusal
from models.i18n import _, ngettext
from models.records import Answer, Person
from ui.dialogs import door
from ui.receiving import writable

if TYPE_CHECKING:
    from exports.document import Document
    from models.incoming.prework import Received
    from ui.errand import Errand
    from ui.session import Session
    from ui.window import MainWindow


class PreworkCommands:
    """The commands by the ids in `ui.commands`, and what is done with dropped answers."""

    _window: MainWindow
    _errand: Errand | None = None

    def send_questionnaires(self) -> None:
        """Write a questionnaire for each participant into a folder."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        workspace.save()
        if not session.snapshot.table(Person):
            what, todo = (
                _("Nobody is written down yet."),
                _("List the people of the workshop first."),
            )
            self._window.tell(Refusal(what, _("Nothing was written."), todo))
            return
        from models.file_sets import write_new  # noqa: PLC0415
        from ui.dialogs.questionnaires import QuestionnairesDialog  # noqa: PLC0415
        from ui.making.exporters import questionnaires_of  # noqa: PLC0415

        dialog = QuestionnairesDialog(session.snapshot, self._window)
        if not door.run(dialog):
            return
        exporter = partial(questionnaires_of, people=dialog.people, sending=dialog.sending)
        folder = self._ask_folder(_("Questionnaires: choose a folder"), session)
        if folder is not None:
            self._window.export.start(exporter, document_of(session), folder, write_new)

    def export_lists(self) -> None:
        """Write actions, decisions and the matrix as CSV into a folder."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        from models.file_sets import write_new  # noqa: PLC0415
        from ui.making.exporters import lists_of  # noqa: PLC0415

        workspace.save()
        folder = self._ask_folder(_("Lists (CSV): choose a folder"), session)
        if folder is not None:
            exporter = partial(lists_of, stem=session.workshop.path.stem)
            self._window.export.start(exporter, document_of(session), folder, write_new)

    def _ask_folder(self, title: str, session: Session) -> Path | None:
        return door.ask_folder(self._window, title, session.workshop.path.parent)

    def read_answers(self) -> None:
        """Ask for questionnaires that came back, and read them."""
        session = self._window.session
        if session is None:
            return
        pattern = _("Questionnaires (*.xlsx)")
        title, folder = _("Read answers"), session.workshop.path.parent
        paths = door.ask_open_files(self._window, title, folder, pattern)
        if paths:
            self.receive_answers(paths)

    def receive_spreadsheets(self, paths: Sequence[Path]) -> None:
        """Read spreadsheets that were dropped: answers, an edited workbook, or a list."""
        from models.incoming.prework import is_questionnaire  # noqa: PLC0415
        from models.incoming.written import is_ours  # noqa: PLC0415

        if not is_ours(paths[0]):
            self._window.commands.receive_list(paths[0])
        elif self._window.session is not None and is_questionnaire(paths[0]):
            self.receive_answers(paths)
        else:
            self._window.commands.receive_workbook(paths[0])

    def receive_answers(self, paths: Sequence[Path]) -> None:
        """Read questionnaires that were chosen or dropped, and show what is in them."""
        if self._errand is not None and self._errand.running:
            self._window.say(_("Answers are being read; one moment."))
            return
        session = writable(self._window)
        if session is None:
            return
        from models.incoming.prework import read_answers  # noqa: PLC0415
        from ui.errand import Errand  # noqa: PLC0415

        self._errand = Errand(partial(read_answers, session.snapshot, paths), session)
        self._errand.done.connect(self._on_read)
        self._errand.start()

    def _on_read(self, received: Received) -> None:
        session = self._window.session
        if session is None:
            return
        if not received.filled:
            self._window.tell(_together(received.refused))
            return
        from models.incoming.prework import take_over  # noqa: PLC0415
        from ui.dialogs.answers import AnswersDialog  # noqa: PLC0415

        dialog = AnswersDialog(received, self._window)
        if door.run(dialog) and session.do(take_over, dialog.chosen) is not None:
            self._tell_taken(session, len(dialog.chosen))

    def _tell_taken(self, session: Session, people: int) -> None:
        from models.answered import points  # noqa: PLC0415
        from ui.widgets import button  # noqa: PLC0415

        workspace = self._window.workspace
        assert workspace is not None  # noqa: S101 - something was taken over into it
        text = ngettext(
            "The answers of {n} person are there.", "The answers of {n} people are there.", people
        )
        said = text.format(n=people)
        found = points(session.snapshot)
        if not any(point.open for point in found):
            self._window.say(said)
            return
        differ = sum(point.differs for point in found)
        if differ:
            more = ngettext(
                "{n} question has different answers.",
                "{n} questions have different answers.",
                differ,
            )
            said = f"{said} {more.format(n=differ)}"
        settle = button(_("Settle them"), self._window, name="primary")
        settle.clicked.connect(self.settle_answers)
        workspace.notice.show_text(said, buttons=(settle,))

    def settle_answers(self) -> None:
        """Go through the questions that were answered differently."""
        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return
        from models.answered import points  # noqa: PLC0415
        from ui.dialogs.settle import SettleDialog  # noqa: PLC0415

        workspace.save()
        if not any(point.open for point in points(session.snapshot)):
            self._window.say(_("There is no answer to settle."))
            return
        record = workspace.current_record()
        first = record if isinstance(record, Answer) else None
        door.run(SettleDialog(session, self._window, first))


def document_of(session: Session) -> Document:
    """The workshop as it is now, for an exporter that needs no history."""
    from exports.document import Document  # noqa: PLC0415

    return Document(session.snapshot)


def _together(refused: Sequence[Refusal]) -> Refusal:
    """Why nothing could be read, of one file or several."""
    if len(refused) == 1:
        return refused[0]
    return Refusal(" ".join(each.what for each in refused), _("Nothing was changed."))
