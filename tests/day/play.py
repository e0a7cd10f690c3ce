"""The script of the day: plan, start, overrun, new plan, capture, import, estimate, merge, read
back, charter. What each part must leave in the workshop is looked at when it is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from models import actions, raci
from models.opening import open_workshop
from models.record import Record
from models.records import (
    Action,
    Activity,
    AgendaBlock,
    Decision,
    EstimateRound,
    ParkedPoint,
    Person,
    Risk,
    ValueTarget,
)
from models.steps import STEPS
from tests.clocks import Hands
from tests.day.player import Do, Press, Script, Type, Until
from tests.ui.driving import records, snapshot_of, workspace_of
from ui.dialogs.import_list import ImportDialog, ListPreview
from ui.dialogs.merge import MergeDialog
from ui.palette import Palette
from ui.window import MainWindow
from ui.workspace import Workspace

PEOPLE = ("Head of Claims", "Chief Risk Officer", "IT Operations Lead")
MATRIX = (
    "Activity\tHead of Claims\tIT Operations\tData Protection\n"
    "Review the proposals\tA\tR\tI\n"
    "Stop it when it fails\tA\tR/C\tI\n"
    "Maintain the prompts\tC\tA, R\tI\n"
)
"""As the client's own matrix might come: a text with tabs."""


R = TypeVar("R", bound=Record)


@dataclass
class Act:
    """Something that is done often, with the keys that it took beside the words themselves."""

    what: str
    keys: list[str] = field(default_factory=list)
    strokes: int = 0


class Day:
    """One window on a laptop, the room view on a projector, and a clock that the script moves."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.hands = Hands()
        window.day.clock = self.hands.clock
        self.acts: list[Act] = []
        self.pictures: list[str] = []
        self.screens: dict[str, str] = {}

    def act(self, what: str, steps: Script) -> Script:
        """Play `steps`, counting the keys; words are not counted."""
        act = Act(what)
        for step in steps:
            if isinstance(step, Press):
                act.keys.append(step.key)
                act.strokes += 1
            elif isinstance(step, Type):
                act.keys.append("…")
            yield step
        self.acts.append(act)

    def picture(self, name: str, widget: Callable[[], QWidget | None] | None = None) -> Script:
        """Take a picture of the window, or of another one."""

        def take() -> None:
            shown = widget() if widget else self.window
            assert shown is not None
            assert shown.grab().save(str(self.folder / f"{name}.png"))
            self.pictures.append(name)

        yield Do(lambda: None)  # a turn of the event loop: what is pending is laid out in it
        yield Do(take)

    def back(self) -> Script:
        """Wait until no dialog is left, and the window has the keyboard again."""
        yield Until(
            "the window",
            lambda: QApplication.activeModalWidget() is None and self.window.isActiveWindow(),
        )

    def check(self, so: Callable[[], object], what: str) -> Script:
        """The day only goes on where it is so."""
        yield Until(what, so)

    @property
    def room(self) -> QWidget | None:
        """The room view, while there is one."""
        return self.window.room.view if self.window.room is not None else None

    def seen_in_room(self, figure: str) -> bool:
        """Whether the room sees a key figure of the step."""
        room = self.window.room
        return room is not None and figure in [each.value for each in room.view.page.figures]

    @property
    def workspace(self) -> Workspace:
        """What the window shows of the workshop."""
        return workspace_of(self.window)

    @property
    def standing(self) -> object:
        """How the day stands; None while no block runs."""
        return self.window.day.standing

    def go(self, *, minutes: int) -> None:
        """Time goes by."""
        self.hands.go(minutes * 60)
        self.window.day.look()

    def note_screens(self) -> None:
        """Remember what is shown on which screen."""
        assert self.room is not None
        self.screens = {"window": self.window.screen().name(), "room": self.room.screen().name()}

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The stored records of a type."""
        return records(self.window, kind)


def press(*keys: str) -> Script:
    """Press keys one after the other."""
    for key in keys:
        yield Press(key)


def words(text: str) -> Script:
    """Type letter by letter; Tab and line breaks are keys."""
    part = ""
    for letter in text:
        if letter in "\t\n":
            if part:
                yield Type(part)
            part = ""
            yield Press("Tab" if letter == "\t" else "Return")
        else:
            part += letter
    if part:
        yield Type(part)


def whole_day(day: Day) -> Iterator[Script]:
    """The parts of the day, one after the other."""
    yield plan(day)
    yield open_the_day(day)
    yield value(day)
    yield overrun(day)
    yield capture(day)
    yield responsibilities(day)
    yield estimate(day)
    yield two_tables(day)
    yield find_and_mend(day)
    yield ask(day)
    yield close_the_day(day)
    yield charter(day)


def plan(day: Day) -> Script:
    """The evening before: a workshop from a template, and who will be there."""
    yield from day.back()
    yield from press("Ctrl+N")
    yield from day.check(QApplication.activeModalWidget, "the questions about the new workshop")
    yield from words("Claims assistant\tInsurer")
    yield from press("Return")
    yield from day.check(lambda: day.of(AgendaBlock), "the agenda of the template")
    yield from day.back()
    yield from press("Ctrl+Tab", "Ctrl+Home")
    for name in PEOPLE:
        yield from words(f"{name}\t\t\tdec\tyes\n")
    yield from day.check(lambda: len(day.of(Person)) == len(PEOPLE), "the people")
    yield from day.picture("plan")


def open_the_day(day: Day) -> Script:
    """Nine o'clock: the projector shows the question, the first block runs."""
    yield from day.act("Show the room the question", press("F5"))
    yield from day.check(lambda: day.room is not None and day.room.isVisible(), "the room view")
    yield from day.check(day.window.isActiveWindow, "the keyboard, still with the window")
    yield Do(day.note_screens)
    yield from day.act("Start the day, or the next block", press("F9"))
    yield from day.check(lambda: day.standing, "the running block")
    yield from day.act("Next step", press("Ctrl+PgDown"))


def value(day: Day) -> Script:
    """The first figures, as they are said."""
    yield from press("Ctrl+3")
    row = "Handling time\ttime\tClaims clerks\t6000\t40\t25\t48\t\t70\n"
    yield from day.act("Add a value target with its nine figures", words(row))
    yield from day.check(lambda: day.of(ValueTarget), "the value target")
    yield from day.picture("value")
    yield from day.check(lambda: day.seen_in_room("1,050"), "the hours, in the room view")
    yield from day.picture("room", lambda: day.room)


def overrun(day: Day) -> Script:
    """It takes longer than planned; what is left of the day gets another plan."""
    yield from day.act("Five more minutes", press("Shift+F7"))
    yield from day.act("Start the day, or the next block", press("F9"))
    yield Do(lambda: day.go(minutes=75))
    yield from press("Ctrl+F9")
    yield from day.check(QApplication.activeModalWidget, "the new plan")
    yield from day.picture("plan-anew", QApplication.activeModalWidget)
    yield from press("Return")
    yield from day.check(
        lambda: sum(b.allotted is not None for b in day.of(AgendaBlock)) > 1, "shorter blocks"
    )
    yield from day.back()


def capture(day: Day) -> Script:
    """What is said is kept, without leaving the step."""
    yield from press("Ctrl+3")
    said = "Only released proposals go out\n"
    yield from day.act("Log a decision", chain(press("Ctrl+J"), words(said)))
    yield from press("Ctrl+J")
    yield from captured("a: Send the volumes to finance @head", "> fri")
    yield from day.picture("capture")
    yield from press("Return")
    yield from day.act(
        "Log an action with its owner and its day",
        chain(press("Ctrl+J"), captured("a: Book the training room @it", "> +2w\n")),
    )
    said = "p: What happens with claims from abroad?\n"
    yield from day.act("Park a point", chain(press("Ctrl+J"), words(said)))
    yield from press("Ctrl+J")
    yield from captured("r: The vendor raises the price @it", "\n")
    yield from day.check(lambda: len(day.of(Action)) == 2, "the actions")
    yield from day.check(lambda: day.of(Decision) and day.of(ParkedPoint), "decision and point")
    yield from day.check(lambda: day.of(Risk), "the risk")
    yield from day.check(lambda: day.workspace.number == 2, "the step, never left")


def captured(words_and_name: str, rest: str) -> Script:
    """Type into the capture line; Tab takes the name that is offered."""
    yield from words(words_and_name)
    yield Until("the names", QApplication.activePopupWidget)
    yield from press("Tab")
    yield from words(rest)


def responsibilities(day: Day) -> Script:
    """The client has a matrix already; what it leaves open is decided."""
    source = day.folder / "Responsibilities.txt"
    source.write_text(MATRIX, encoding="utf-8")
    yield from press("Ctrl+Shift+I")
    yield from choose(source)
    for kind in (ImportDialog, ListPreview):
        yield from day.check(partial(_is_read, kind), "what was understood")
        if kind is ListPreview:
            yield from day.picture("import", QApplication.activeModalWidget)
        yield from press("Return")
    yield from day.check(lambda: _letters(day, "Review the proposals") == "AIR", "the matrix")
    yield from day.back()
    yield from press("Ctrl+4", "Ctrl+End", "Up", "Left")
    yield from day.act("Set an A in the matrix", press("A"))
    yield from day.check(lambda: _letters(day, "Maintain the prompts") == "AACR", "the A")
    yield from press("I")
    yield from day.picture("matrix")


def estimate(day: Day) -> Script:
    """Everybody writes the volume on a slip; the room sees how they lie, and agrees."""
    yield from press("Ctrl+3", "Ctrl+Home", "Right", "Right", "Right")
    slips = "5200 5800 6000 6400 5500 9000"
    asked = day.check(QApplication.activeModalWidget, "the round")
    steps = chain(press("Ctrl+G"), asked, words(slips), press("Ctrl+Return"))
    yield from day.act("Estimate a number on slips, shown to the room", steps)
    yield from day.picture("estimate", QApplication.activeModalWidget)
    yield from day.picture("room-estimate", lambda: day.room)
    yield from press("Return")
    yield from day.check(lambda: day.of(EstimateRound), "the round, kept")
    yield from day.back()


def two_tables(day: Day) -> Script:
    """A group goes on at its own laptop, and comes back with what it found."""
    copy = day.folder / "At the other table.groundwork"
    yield from press("Ctrl+Shift+H")
    yield from day.check(QApplication.activeModalWidget, "the steps")
    yield from press("Return")
    yield from choose(copy)
    yield from day.check(copy.exists, "the copy")
    yield from day.back()
    yield Do(lambda: at_the_other_table(copy))
    yield from press("Ctrl+Shift+B")
    yield from choose(copy)
    yield from day.check(lambda: _is_read(MergeDialog), "what differs")
    yield from day.picture("merge", QApplication.activeModalWidget)
    yield from press("Return")
    yield from day.check(lambda: len(day.of(ValueTarget)) == 2, "what the group found")
    yield from day.back()


def at_the_other_table(copy: Path) -> None:
    """What the group does meanwhile."""
    with open_workshop(copy) as theirs:
        actions.add(theirs, ValueTarget, what="Postage", money_year=90_000.0, adoption=100.0)


def find_and_mend(day: Day) -> Script:
    """Back to anything by a few letters of it; the next thing that is open; one step back."""
    asked = day.check(lambda: day.window.findChild(Palette), "the palette")
    steps = chain(press("Ctrl+K"), asked, words("vendor\n"))
    yield from day.act("Go to anything by a few of its letters", steps)
    yield from day.check(lambda: STEPS[day.workspace.number].id == "review", "the risk")
    yield from day.act("Go to the next open finding", press("F8"))
    before = len(day.of(ValueTarget))
    yield from press("Ctrl+3", "Ctrl+Del")
    yield from day.check(lambda: len(day.of(ValueTarget)) == before - 1, "a row less")
    yield from day.act("Take back what went wrong", press("Ctrl+Z"))
    yield from day.check(lambda: len(day.of(ValueTarget)) == before, "the row again")


def ask(day: Day) -> Script:
    """Ten minutes are left: what is worth asking?"""
    yield from day.act("See what to ask next", press("F3"))
    yield from day.check(QApplication.activeModalWidget, "the questions")
    yield from day.picture("ask-next", QApplication.activeModalWidget)
    yield from press("Escape")
    yield from day.back()


def close_the_day(day: Day) -> Script:
    """What was decided is read back, in the room view as well."""
    yield from day.act("Read back the day", press("F12"))
    yield from day.check(QApplication.activeModalWidget, "the page")
    yield from day.picture("read-back", QApplication.activeModalWidget)
    yield from day.picture("room-read-back", lambda: day.room)
    yield from press("Escape")
    yield from day.back()


def charter(day: Day) -> Script:
    """The sponsor leaves with it."""
    path = day.folder / "Charter.pdf"
    yield from press("Ctrl+P")
    yield from day.check(QApplication.activeModalWidget, "the export window")
    yield from press("Ctrl+Return")
    yield from choose(path)
    yield from day.check(path.exists, "the charter")
    yield from day.back()
    yield from press("F5")
    yield from day.check(lambda: day.room is None, "the room view, closed")


def choose(path: Path) -> Script:
    """Type a path into the file dialog."""
    yield Until(
        "the file dialog", lambda: isinstance(QApplication.activeModalWidget(), QFileDialog)
    )
    yield Do(offer_no_names)
    yield from press("Ctrl+A")
    yield from words(f"{path}\n")


def offer_no_names() -> None:
    """Have the file dialog list no names below what is typed.

    The list comes whenever the disk has answered. With the last letter it takes Enter for itself,
    and on Qt's offscreen platform the keyboard does not always come back from it.
    """
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    for line in dialog.findChildren(QLineEdit):
        line.setCompleter(None)  # type: ignore[arg-type]  # None is what takes it away


def _is_read(kind: type[QWidget]) -> bool:
    """Whether a dialog is there and has read its file."""
    dialog = QApplication.activeModalWidget()
    return isinstance(dialog, kind) and not getattr(dialog, "reading", False)


def _letters(day: Day, name: str) -> str:
    """All letters of an activity, sorted."""
    for activity in day.of(Activity):
        if activity.caption == name:
            row = raci.row_of(snapshot_of(day.window), activity)
            return "".join(sorted("".join(row.values())))
    return ""
