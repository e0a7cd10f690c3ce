"""An estimate round: the slips are keyed in, the room sees how they lie and agrees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models import estimating
from models.display import locale_of, text_of
from models.errors import Refusal
from models.estimating import Draft, Proposal, Subject
from models.i18n import _, ngettext
from models.records import EstimateRound
from models.room import RoomPage
from models.room_rounds import round_page
from models.rounds import FEW, Agreed, spread, suggested
from models.slips import Slip, read_slip, read_slips
from models.text import shorten
from models.values import editable
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

_MOST_WRONG = 3


class EstimateDialog(AskingDialog):
    """Slips are typed side by side; Ctrl+Enter shows them to the room, Enter in one of the three
    agreed numbers takes them over.
    """

    def __init__(
        self,
        session: Session,
        subjects: Sequence[Subject],
        at: datetime,
        present: Present,
        parent: QWidget | None,
    ) -> None:
        super().__init__(session, at, present, parent)
        own = [subject for subject in subjects if not subject.key]
        self.subjects = [*subjects, *([] if own else [Subject()])]
        self.setWindowTitle(_("Estimate round"))
        self.about = QComboBox(self)
        self.question, self.unit = make_line(self), make_line(self)
        self.slips = Lines(self)
        self.picture = EvidenceView(self)
        self.agreed = [make_line(self) for _each in Agreed._fields]
        self.by = make_line(self)
        self.boxes: list[QCheckBox] = []
        """What agreeing changes, each with a tick."""
        self._proposals: list[Proposal] = []
        self._spread = label("", self, strong=True)
        self._earlier = label("", self, name="muted")
        self._takes = QVBoxLayout()
        self._keep = button(_("Keep without agreeing"), self)
        self._agree = button(_("Agree"), self)
        self._lay_out()
        self._connect()
        self._choose(0)

    # What stands there

    @property
    def subject(self) -> Subject:
        """What the round is about."""
        return self.subjects[max(0, self.about.currentIndex())]

    @property
    def read(self) -> list[Slip]:
        """The slips as they are typed so far."""
        unit = self.unit.text().strip()
        how = estimating.reading(self.session.snapshot, self.subject, unit)
        return read_slips(self.slips.toPlainText(), how)

    @property
    def draft(self) -> Draft:
        """The round as it is typed so far; slips that are no numbers are not in it."""
        values = tuple(slip.value for slip in self.read if slip.value is not None)
        question, unit = self.question.text().strip(), self.unit.text().strip()
        return Draft(self.subject, question, unit, values, self._at)

    def agreement(self) -> Agreed | None:
        """The three agreed numbers; None where one is missing or is no number."""
        unit = self.unit.text().strip()
        how = estimating.reading(self.session.snapshot, self.subject, unit)
        numbers = []
        for line in self.agreed:
            value = read_slip(line.text(), how).value
            if value is None:
                return None
            numbers.append(value)
        return Agreed(*numbers)

    # What can be done

    def show_room(self) -> None:
        """Let the room see the slips; the next thing to type is what it agrees on. As long as
        there is no slip, the room sees the question.
        """
        if self._has_wrong():
            return
        if not self.draft.question:
            self.question.setFocus()
            self._say(_("The round has no question."))
            return
        if not self.draft.values:
            self._tell_room(opens=True)
            self.slips.setFocus()
            self._say(_("There is no slip yet."))
            return
        self.shown = True
        self._follow()
        self._tell_room(opens=True)
        self.agreed[1].setFocus()
        self.agreed[1].selectAll()

    def agree(self) -> None:
        """Take over what was agreed, and keep the round."""
        agreed = self.agreement()
        if agreed is None:
            self._say(self._why_not())
            return
        taken = [
            one for one, box in zip(self._proposals, self.boxes, strict=True) if box.isChecked()
        ]
        self._do(agreed, taken)

    def keep(self) -> None:
        """Keep the round as it is; another one can follow."""
        self._do(None, [])

    def _has_wrong(self) -> bool:
        """Whether a slip is no number; then that is the next thing to type."""
        if all(slip.value is not None for slip in self.read):
            return False
        self._say_wrong()
        self.slips.setFocus()
        return True

    def _do(self, agreed: Agreed | None, taken: list[Proposal]) -> None:
        if self._has_wrong():
            return
        try:
            by = self.by.text().strip()
            kept = estimating.keep(self.session.workshop, self.draft, agreed, by=by, taken=taken)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self.accept()
        self._present(round_page(self.session.snapshot, kept, shown=True) if self.shown else None)

    # How it follows what is typed

    def _choose(self, number: int) -> None:
        """Another number is estimated; nobody has been shown its slips."""
        self.shown = False
        snapshot, subject = self.session.snapshot, self.subjects[number]
        self.question.setText(subject.question)
        self.unit.setText(estimating.unit_of(snapshot, subject))
        self.unit.setEnabled(subject.field() is None)
        earlier = estimating.rounds_on(snapshot, subject, subject.question)
        told = [
            _("Round {n}: {spread}.").format(n=n, spread=estimating.spread_text(snapshot, each))
            for n, each in enumerate(earlier, 1)
        ]
        self._earlier.setText("\n".join(told[-2:]))
        self._earlier.setVisible(bool(told))
        (self.slips if subject.question else self.question).setFocus()
        self._follow()

    def _follow(self) -> None:
        """Bring everything up to date with the slips: the spread, the picture, the room."""
        draft = self.draft
        self._suggest(draft)
        self._show_state(draft)
        if not any(is_being_typed(each) for each in self._seen()):
            self._tell_room()
        self._propose(draft)
        self._say_wrong()

    def _show_state(self, draft: Draft) -> None:
        """Say and draw how the slips lie; while they are covered, only how many there are."""
        snapshot, page = self.session.snapshot, self._page()
        plain = estimating.round_of(snapshot, draft)
        told = _spread_text(estimating.spread_text(snapshot, plain), draft)
        if self.covered:
            told = ", ".join(f"{figure.label}: {figure.value}" for figure in page.figures)
        self._spread.setText(told)
        self.picture.show_record(_drawn(page) if self.covered else self._proposed(), snapshot)
        self._cover.setEnabled(not self.shown)
        self.slips.set_covered(self.covered)

    def _seen(self) -> list[QLineEdit | Lines]:
        """Where what is typed is seen by the room, once it is finished."""
        always: list[QLineEdit | Lines] = [self.question, self.unit]
        return [*always, self.slips, *self.agreed] if self.shown else always

    def _tell_room(self, *, opens: bool = False) -> None:
        """Show the room how far the round is; as long as nothing is asked, the step."""
        page = self._page()
        self._present(page if page.question else None, opens=opens)

    def _page(self) -> RoomPage:
        """What the room is shown."""
        return round_page(self.session.snapshot, self._proposed(), shown=self.shown, proposed=True)

    def _proposed(self) -> EstimateRound:
        """The round with the three numbers as they stand there, once the room sees them."""
        return estimating.round_of(self.session.snapshot, self.draft, self._in_order())

    def _in_order(self) -> Agreed | None:
        agreed = self.agreement() if self.shown else None
        return agreed if agreed is not None and agreed.in_order else None

    def _suggest(self, draft: Draft) -> None:
        """Fill in what the slips suggest, unless somebody has typed there."""
        found = None if self.covered else suggested(draft.values)
        locale = locale_of(self.session.snapshot)
        field = draft.subject.field() or EstimateRound.likely
        for place, line in enumerate(self.agreed):
            text = "" if found is None else editable(field, found[place], locale)
            if not line.isModified() and line.text() != text:  # what is selected stays so
                line.setText(text)

    def _propose(self, draft: Draft) -> None:
        """List what agreeing would change, each with a tick to take away."""
        agreed, snapshot = self.agreement(), self.session.snapshot
        ready = agreed is not None and agreed.in_order and bool(draft.values)
        found = (
            estimating.proposals(snapshot, draft, agreed) if agreed is not None and ready else []
        )
        if [one.name for one in found] != [one.name for one in self._proposals]:
            self._make_boxes(found)
        self._proposals = found
        for one, box in zip(found, self.boxes, strict=True):
            box.setText(self._change_text(one).replace("&", "&&"))
        self._agree.setText(_("Agree and take over") if found else _("Agree"))
        self._agree.setEnabled(bool(ready))
        self._keep.setEnabled(bool(draft.values))

    def _change_text(self, one: Proposal) -> str:
        """What agreeing changes in a field: "Minutes after: 24 → 22"."""
        snapshot, record = self.session.snapshot, self.subject.record
        assert record is not None  # noqa: S101 - else nothing is proposed
        field = record.fields[one.name]
        old = text_of(snapshot, record, field)
        new = text_of(snapshot, record.replace(**{one.name: one.value}), field)
        name = field.label
        if old and new.startswith(old):
            added = new.removeprefix(old).strip("; ")
            return _("{field}: add “{text}”").format(field=name, text=added)
        text = _("{field}: {old} → {new}")
        return text.format(field=name, old=shorten(old) or "–", new=shorten(new, 60))

    def _make_boxes(self, found: list[Proposal]) -> None:
        for box in self.boxes:
            self._takes.removeWidget(box)
            box.deleteLater()
        self.boxes = []
        for one in found:
            box = QCheckBox(self)
            box.setChecked(one.wanted)
            self._takes.addWidget(box)
            self.boxes.append(box)

    def _say_wrong(self) -> None:
        wrong = [
            _("Slip {number} is not a number.").format(number=number)
            if self.covered
            else slip.wrong
            for number, slip in enumerate(self.read, start=1)
            if slip.value is None
        ]
        doubts = [slip.doubt for slip in self.read if slip.doubt and not self.covered]
        self._say(" ".join([*[*wrong, *doubts][:_MOST_WRONG], self._why_not()]).strip())

    def _why_not(self) -> str:
        """Why nothing can be agreed, though there are slips; empty where it can."""
        if self.covered or not self._keep.isEnabled() or self._agree.isEnabled():
            return ""
        if self.agreement() is None:
            return _("Type three numbers: at least, likely, at most.")
        return _("“At least” must be the lowest of the three, and “at most” the highest.")

    # How it looks

    def _lay_out(self) -> None:
        for subject in self.subjects:
            field = subject.field()
            self.about.addItem(field.label if field else _("A question of its own"))
        self.about.setAccessibleName(_("Number"))
        self.slips.setTabChangesFocus(True)
        self.slips.setAccessibleName(_("Slips"))
        self.slips.setMinimumHeight(theme.em(6))
        self.slips.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.slips.setPlaceholderText("12  15 min  14 …")
        column = QVBoxLayout()
        column.setSpacing(theme.em(0.6))
        column.addLayout(self._form())
        both = QHBoxLayout()
        both.setSpacing(theme.em(1))
        both.addWidget(self.slips, 2)
        both.addWidget(self.picture, 3)
        column.addLayout(both, 1)
        for widget in (self._spread, self._earlier):
            column.addWidget(widget)
        column.addLayout(self._agreement())
        column.addLayout(self._takes)
        foot = (self._wrong, self._buttons(self._keep, self._agree))
        lay_out(self, _("Estimate round"), _how(), column, *foot)
        tab_through(self.about, self.unit, self.question, self.slips, *self.agreed, self.by)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(theme.em(0.5))
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.5))
        self.unit.setFixedWidth(theme.em(7))
        row.addWidget(self.about, 1)
        row.addWidget(_named(_("Unit"), self.unit, self))
        row.addWidget(self.unit)
        form.addRow(_("Number"), row)
        form.addRow(_("Question"), self.question)
        self.question.setAccessibleName(_("Question"))
        return form

    def _agreement(self) -> QHBoxLayout:
        """The three numbers, and who agrees, side by side."""
        row = QHBoxLayout()
        names = (_("At least"), _("Likely"), _("At most"))
        for name, line in zip(names, self.agreed, strict=True):
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            row.addWidget(_named(name, line, self))
            row.addWidget(line, 1)
        self.by.setText(_("Everybody in the room"))
        row.addWidget(_named(EstimateRound.agreed_by.label, self.by, self))
        row.addWidget(self.by, 2)
        return row

    def _connect(self) -> None:
        self.about.currentIndexChanged.connect(self._choose)
        for line in (self.question, self.unit):
            line.textEdited.connect(self._follow)
        self.slips.textChanged.connect(self._follow)
        for line in self.agreed:
            line.textEdited.connect(self._follow)
        for line in (self.question, self.unit, *self.agreed):
            line.editingFinished.connect(self._follow)
        self.slips.left.connect(self._follow)
        self._show.clicked.connect(self.show_room)
        self._cover.toggled.connect(self._follow)
        self._keep.clicked.connect(self.keep)
        self._agree.clicked.connect(self.agree)
        on_control_enter(self, self.show_room)


def _named(text: str, line: QLineEdit, parent: QWidget) -> QLabel:
    """The name beside a line, also for screen readers."""
    line.setAccessibleName(text)
    found = label(text, parent)
    found.setWordWrap(False)
    return found


def _how() -> str:
    return _(
        "Everybody writes a number on a slip, in silence. Type the numbers with a space or Enter "
        "between them. Ctrl+Enter shows the room how they lie; Enter takes over what is agreed."
    )


def _drawn(page: RoomPage) -> EstimateRound:
    """The round as the room sees it drawn."""
    assert isinstance(page.asked, EstimateRound)  # noqa: S101 - it is the page of one
    return page.asked


def _spread_text(told: str, draft: Draft) -> str:
    """How the slips lie; where there are few, that none of them is called far out."""
    found = spread(draft.values)
    if found is None or not found.few:
        return told
    text = ngettext(
        "Fewer than {n} slip: none is called far out.",
        "Fewer than {n} slips: none is called far out.",
        FEW,
    )
    return f"{told}. {text.format(n=FEW)}"
