"""A vote: dots for options or five fingers, keyed in and shown to the room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from models import votes
from models.errors import Refusal
from models.i18n import _, ngettext
from models.record import Record
from models.records import Condition, Decision, Person, Vote
from models.room_rounds import vote_page
from models.text import shorten
from models.votes import ASKED, SOURCES, Ballot
from ui import theme
from ui.dialogs.asking import (
    AskingDialog,
    Lines,
    Present,
    is_being_typed,
    lay_out,
    on_control_enter,
)
from ui.editors import make_line
from ui.evidence import EvidenceView
from ui.session import Session
from ui.widgets import button, label, tab_through

_DATA = Qt.ItemDataRole.UserRole
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_DOTS_A_PERSON = 3


class VoteDialog(AskingDialog):
    """Ctrl+Enter shows the room how it voted, Enter keeps the vote."""

    def __init__(
        self,
        session: Session,
        record: Record | None,
        at: datetime,
        present: Present,
        parent: QWidget | None,
    ) -> None:
        super().__init__(session, at, present, parent)
        self.setWindowTitle(_("Vote"))
        self.sort, self.source, self.about = QComboBox(self), QComboBox(self), QComboBox(self)
        self.question, self.fingers, self.counts = (make_line(self) for _each in range(3))
        self.options, self.concerns = Lines(self), Lines(self)
        self.dots, self.people = make_line(self), make_line(self)
        self.picture = EvidenceView(self)
        self._told = label("", self, strong=True)
        self._form = QFormLayout()
        self._keep = button(_("Keep the vote"), self)
        self._fill(record)
        self._lay_out()
        self._connect()
        self._turn()

    # What stands there

    @property
    def fist(self) -> bool:
        """Whether the room shows fingers, rather than setting dots."""
        return bool(self.sort.currentData() == "fist")

    @property
    def ballot(self) -> Ballot:
        """The vote as it is typed so far; what is no number is not in it."""
        about: Decision | Condition | None = self.about.currentData()
        question = self.question.text().strip()
        if self.fist:
            shown, _wrong = votes.read_fingers(self.fingers.text())
            concerns = self.concerns.toPlainText()
            return Ballot(question, self._at, fingers=shown, about=about, concerns=concerns)
        counts, _wrong = votes.read_counts(self.counts.text())
        options = votes.counted(votes.read_options(self.options.toPlainText()), counts)
        dots, people = _count(self.dots.text()), _count(self.people.text())
        return Ballot(question, self._at, options, dots=dots, people=people, about=about)

    # What can be done

    def show_room(self) -> None:
        """Let the room see how it voted; as long as nothing is counted, what it is asked."""
        if self._doubt():
            self._say(self._doubt())
            (self.fingers if self.fist else self.counts).setFocus()
            return
        if not self.ballot.question:
            self.question.setFocus()
            self._say(_("The vote has no question."))
            return
        if not self.fist and not self.ballot.options:
            self.options.setFocus()
            self._say(_("There is nothing to choose from yet."))
            return
        if not self._counted:
            self._tell_room(opens=True)
            (self.fingers if self.fist else self.counts).setFocus()
            return
        self.shown = True
        self._follow()
        self._tell_room(opens=True)
        if self.fist and votes.asked(self.ballot):
            self.concerns.setFocus()
        else:
            self._keep.setFocus()

    def keep(self) -> None:
        """Keep the vote, unless something typed is no number."""
        if self._doubt():
            self._say(self._doubt())
            return
        try:
            kept = votes.keep(self.session.workshop, self.ballot)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self.accept()
        page = vote_page(self.session.snapshot, kept, shown=True)
        self._present(page if self.shown else None)

    # How it follows what is typed

    def _turn(self) -> None:
        """Another kind of vote: other fields, and nobody has been shown how it went."""
        self.shown = False
        for fist, field in self._fields():
            self._form.setRowVisible(field, fist == self.fist)
        first = self.fingers if self.fist else self.options
        if not self.fist and self.options.toPlainText():
            first = self.counts
        (first if self.question.text() else self.question).setFocus()
        self._follow()

    def _fields(self) -> Sequence[tuple[bool, QWidget]]:
        """The fields that only one kind of vote has, with whether it is fist to five."""
        dots = (self.source, self.options, self._numbers, self.counts)
        return [*((False, each) for each in dots), (True, self.fingers), (True, self.concerns)]

    def _take_source(self, number: int) -> None:
        """The rows of a list become the options."""
        if number > 0:
            rows = votes.rows_of(self.session.snapshot, SOURCES[number - 1])
            self.options.setPlainText("\n".join(rows))

    def _follow(self) -> None:
        """Bring the picture, the room and what is said up to date."""
        ballot, snapshot = self.ballot, self.session.snapshot
        vote = votes.vote_of(snapshot, ballot)
        page = vote_page(snapshot, vote, shown=not self.covered)
        told = ", ".join(f"{figure.label}: {figure.value}" for figure in page.figures)
        self._told.setText(told if self.covered else votes.outcome(snapshot, vote))
        self.picture.show_record(page.asked or vote, snapshot)
        self._cover_lines()
        if not any(is_being_typed(each) for each in self._seen()):
            self._tell_room()
        self._say(self._doubt() or _too_many(ballot) or ("" if self.covered else _to_ask(ballot)))

    def _cover_lines(self) -> None:
        """Let what was counted be read here, or only how long it is."""
        self._cover.setEnabled(not self.shown)
        mode = QLineEdit.EchoMode.Password if self.covered else QLineEdit.EchoMode.Normal
        for line in (self.fingers, self.counts):
            if line.echoMode() != mode:
                line.setEchoMode(mode)

    def _seen(self) -> list[QLineEdit | Lines]:
        """Where what is typed is seen by the room, once it is finished."""
        always: list[QLineEdit | Lines] = [self.question, self.options]
        return [*always, self.counts, self.fingers] if self.shown else always

    def _tell_room(self, *, opens: bool = False) -> None:
        """Show the room how far the vote is; as long as nothing is asked, the step."""
        snapshot, ballot = self.session.snapshot, self.ballot
        asked = ballot.question and (self.fist or ballot.options)
        page = vote_page(snapshot, votes.vote_of(snapshot, ballot), shown=self.shown)
        self._present(page if asked else None, opens=opens)

    @property
    def _counted(self) -> bool:
        """Whether anything is counted yet."""
        return bool((self.fingers if self.fist else self.counts).text().strip())

    def _doubt(self) -> str:
        """What was typed that cannot be a vote; empty where all can."""
        if self.fist:
            _shown, wrong = votes.read_fingers(self.fingers.text())
            text = _("“{text}” is no number of fingers: 0 to 5.")
        else:
            counts, wrong = votes.read_counts(self.counts.text())
            text = _("“{text}” is no count of dots.")
            options = votes.read_options(self.options.toPlainText())
            if len(counts) > len(options):
                more = ngettext(
                    "There are more counts than the {n} option.",
                    "There are more counts than the {n} options.",
                    len(options),
                )
                return more.format(n=len(options))
        return text.format(text=shorten(wrong[0])) if wrong else ""

    # How it looks

    def _fill(self, record: Record | None) -> None:
        """Begin with what the cursor is on: a decision is agreed to, of risks one is chosen."""
        snapshot = self.session.snapshot
        for value in ("dots", "fist"):
            self.sort.addItem(Vote.sort.text_of(value), value)
        self.source.addItem(_("typed or pasted"))
        self.source.addItems([kind.plural() for kind in SOURCES])
        self.about.addItem(_("nothing"))
        for kind in (Decision, Condition):
            for each in snapshot.all(kind):
                self.about.addItem(f"{kind.label()}: {shorten(each.caption, 60)}", each)
        present = sum(person.present is True for person in snapshot.all(Person))
        self.dots.setText(str(_DOTS_A_PERSON))
        self.people.setText(str(present) if present else "")
        if isinstance(record, Decision | Condition):
            self.sort.setCurrentIndex(1)
            self.question.setText(record.caption)
            places = range(self.about.count())
            known = (n for n in places if self.about.itemData(n, _DATA) == record)
            self.about.setCurrentIndex(next(known, 0))
        elif type(record) in SOURCES:
            number = SOURCES.index(type(record)) + 1
            self.source.setCurrentIndex(number)
            self._take_source(number)

    def _lay_out(self) -> None:
        self._form.setVerticalSpacing(theme.em(0.5))
        for combo in (self.source, self.about):  # not as wide as the longest decision
            combo.setSizeAdjustPolicy(_NARROW)
            combo.setMinimumContentsLength(12)
        self.options.setTabChangesFocus(True)
        self.options.setLineWrapMode(Lines.LineWrapMode.NoWrap)
        self.options.setFixedHeight(theme.em(9))
        self.concerns.setTabChangesFocus(True)
        self.concerns.setFixedHeight(theme.em(4.6))
        self.fingers.setPlaceholderText("5 4 4 3 2")
        self.counts.setPlaceholderText("7 3 0 9")
        self._numbers = self._side_by_side()
        rows: tuple[tuple[str, QWidget], ...] = (
            (Vote.sort.label, self.sort),
            (Vote.question.label, self.question),
            (_("Options from"), self.source),
            (_("Options, one a line"), self.options),
            (_("Dots a person, people"), self._numbers),
            (_("Dots of each, in this order"), self.counts),
            (_("Fingers shown"), self.fingers),
            (Vote.concerns.label, self.concerns),
            (_("It is about"), self.about),
        )
        for name, field in rows:
            field.setAccessibleName(name)
            self._form.addRow(name, field)
        self.dots.setAccessibleName(Vote.dots.label)
        self.people.setAccessibleName(Vote.people.label)
        both = QHBoxLayout()
        both.setSpacing(theme.em(1))
        side = QVBoxLayout()
        side.addLayout(self._form)
        side.addStretch()
        both.addLayout(side, 1)
        both.addWidget(self.picture, 1)
        column = QVBoxLayout()
        column.addLayout(both, 1)
        foot = (self._told, self._wrong, self._buttons(self._keep))
        lay_out(self, _("Vote"), _how(), column, *foot)
        dots = (self.source, self.options, self.dots, self.people, self.counts)
        fist = (self.fingers, self.concerns)
        tab_through(self.sort, self.question, *dots, *fist, self.about)

    def _side_by_side(self) -> QWidget:
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.dots)
        row.addWidget(self.people)
        return both

    def _connect(self) -> None:
        self.sort.currentIndexChanged.connect(self._turn)
        self.source.currentIndexChanged.connect(self._take_source)
        self.about.currentIndexChanged.connect(self._follow)
        for line in (self.question, self.fingers, self.counts, self.dots, self.people):
            line.textEdited.connect(self._follow)
            line.editingFinished.connect(self._follow)
        for text in (self.options, self.concerns):
            text.textChanged.connect(self._follow)
        self.options.left.connect(self._follow)
        self._show.clicked.connect(self.show_room)
        self._cover.toggled.connect(self._follow)
        self._keep.clicked.connect(self.keep)
        on_control_enter(self, self.show_room)


def _count(text: str) -> int | None:
    """A count that was typed; None where it is none."""
    counts, _wrong = votes.read_counts(text)
    return counts[0] if counts and counts[0] else None


def _how() -> str:
    return _(
        "Ctrl+Enter shows the room how it voted; Enter keeps the vote, without anybody’s name."
    )


def _to_ask(ballot: Ballot) -> str:
    """Who has to be asked why; empty where nobody has."""
    text = _("Ask those who show {n} fingers or fewer: what would be needed?")
    return text.format(n=ASKED) if votes.asked(ballot) else ""


def _too_many(ballot: Ballot) -> str:
    """That more dots were counted than there can be; empty where that is not so."""
    more = votes.too_many(ballot)
    text = ngettext(
        "{n} dot more than the people have: count again.",
        "{n} dots more than the people have: count again.",
        more,
    )
    return text.format(n=more) if more else ""
