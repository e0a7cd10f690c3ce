"""Asking the room: estimate rounds and votes by keys, and what the room sees of them when."""

from __future__ import annotations

from typing import Any

import pytest

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog

from models.records import Decision, EstimateRound, Risk, ValueTarget, Vote
from models.room import RoomPage
from models.rounds import Agreed, agreed_of, values_of
from tests.ui.driving import (
    go_to,
    keyboard,
    label_texts,
    open_dialogs,
    press,
    put_cursor,
    records,
    table_of,
    type_text,
)
from ui import round_commands, theme
from ui.dialogs.estimate import EstimateDialog
from ui.dialogs.vote import VoteDialog
from ui.room.showing import RoomShowing
from ui.window import MainWindow

SLIPS = "18 20 20 21 22 22 22 24 25 26 45"


@pytest.fixture(autouse=True)
def _two_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The projector has a screen of its own, unless a test says otherwise."""
    monkeypatch.setattr(round_commands, "_has_other_screen", lambda: True)


@pytest.fixture
def one_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The room sees the facilitator's own screen."""
    monkeypatch.setattr(round_commands, "_has_other_screen", lambda: False)


def seen(window: MainWindow) -> RoomPage:
    """What the room sees now."""
    assert window.room is not None
    return window.room.view.page


def told(page: RoomPage) -> str:
    """Everything a page for the room says."""
    kept = page.asked.values if page.asked is not None else {}
    figures = [f"{f.label} {f.value} {f.note}" for f in page.figures]
    return " ".join([page.over, page.question, *figures, *(str(v) for v in kept.values())])


def here(dialog: EstimateDialog | VoteDialog) -> list[str]:
    """What the facilitator's screen says of what was typed: also in the picture."""
    return [
        *label_texts(dialog),
        *([line.text() for line in dialog.agreed] if isinstance(dialog, EstimateDialog) else []),
        dialog.picture.accessibleName(),
    ]


def on_minutes(window: MainWindow, row: int = 0) -> ValueTarget:
    """The cursor on the minutes afterwards of a value target."""
    go_to(window, "value", ValueTarget)
    put_cursor(table_of(window), row, "minutes_after")
    return records(window, ValueTarget)[row]


def with_room(window: MainWindow) -> None:
    press("F5")
    window.activateWindow()
    QApplication.processEvents()


# --- estimate rounds


def test_a_round_is_keyed_in_shown_and_agreed_by_keys_alone(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example_window
    with_room(window)
    before = on_minutes(window)
    pages: list[RoomPage] = []

    def hold(dialog: EstimateDialog) -> None:
        pages.append(seen(window))
        type_text(SLIPS)
        pages.append(seen(window))
        press("Ctrl+Return")
        pages.append(seen(window))
        type_text("21\n")  # likely; Enter takes it over

    opened = open_dialogs(monkeypatch, hold)
    press("Ctrl+G")

    empty, silent, open_ = pages
    assert "0 of 11" in told(empty)
    assert "11 of 11" in told(silent)
    assert not [word for word in SLIPS.split() if f" {word} " in told(silent)]
    assert silent.asked is not None
    assert not silent.asked.values["slips"]
    assert isinstance(open_.asked, EstimateRound)
    assert len(values_of(open_.asked)) == 11
    assert [type(dialog) for dialog in opened] == [EstimateDialog]

    (after, *_rest) = records(window, ValueTarget)
    assert after.minutes_after == 21.0
    assert (after.evidence, after.source) == (before.evidence, before.source)  # measured: better
    kept = records(window, EstimateRound)[-1]
    assert agreed_of(kept) == Agreed(20.0, 21.0, 26.0)
    assert kept.number == 2  # the example has one already
    assert seen(window).asked == kept
    press("Ctrl+Z")
    assert records(window, ValueTarget)[0] == before
    assert kept not in records(window, EstimateRound)


def test_weak_evidence_follows_and_a_tick_can_be_taken_away(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example_window
    row = next(n for n, t in enumerate(records(window, ValueTarget)) if t.evidence == "assumed")
    before = on_minutes(window, row)
    go_to(window, "value", ValueTarget)
    put_cursor(table_of(window), row, "money_year")

    def hold(dialog: EstimateDialog) -> None:
        type_text("80k 90k 100k 120k 95000")
        texts = [box.text() for box in dialog.boxes]
        assert any("Estimated" in text for text in texts)
        (source,) = (box for box in dialog.boxes if "Source" in box.text())
        assert source.isChecked()
        source.setFocus()
        press("Space")
        dialog.agreed[1].setFocus()
        press("Return")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+G")
    after = records(window, ValueTarget)[row]
    assert (after.money_year, after.evidence) == (95_000.0, "estimated")
    assert after.source == before.source
    kept = records(window, EstimateRound)[-1]
    assert kept.unit == "EUR"
    assert "median € 95,000" in kept.spread


def test_a_wrong_slip_is_named_and_stays_where_it_was_typed(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example_window
    on_minutes(window)
    count = len(records(window, EstimateRound))

    def hold(dialog: EstimateDialog) -> None:
        type_text("18 2o 22")
        assert any("“2o” is not a number." in text for text in label_texts(dialog))
        assert any(text.startswith("2 slips") for text in label_texts(dialog))
        dialog.agree()
        assert dialog.isVisible()
        assert dialog.slips.toPlainText() == "18 2o 22"
        press("Escape")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+G")
    assert len(records(window, EstimateRound)) == count


def test_the_room_sees_no_slips_of_which_one_is_wrong_or_missing(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example_window
    with_room(window)
    on_minutes(window)

    def hold(dialog: EstimateDialog) -> None:
        press("Ctrl+Return")
        assert "There is no slip yet." in label_texts(dialog)
        type_text("18 6 000 22")
        press("Ctrl+Return")
        assert any("“6 000” is one number or two" in text for text in label_texts(dialog))
        assert keyboard() is dialog.slips
        assert not seen(window).asked.values["slips"]  # type: ignore[union-attr]
        dialog.slips.setPlainText("18 19 22")
        press("Ctrl+Return")
        assert seen(window).asked.values["slips"] == "18; 19; 22"  # type: ignore[union-attr]
        press("Escape")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+G")


def test_until_it_is_agreed_a_number_is_called_proposed(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example_window
    with_room(window)
    on_minutes(window)

    def hold(dialog: EstimateDialog) -> None:
        type_text(SLIPS)
        press("Ctrl+Return")
        labels = [figure.label for figure in seen(window).figures]
        assert labels == ["Slips", "Proposed, likely", "Proposed, low to high"]
        (told_here,) = (text for text in label_texts(dialog) if text.startswith("11 slips"))
        assert "agreed" not in told_here
        press("Return")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+G")
    assert [figure.label for figure in seen(window).figures][1:] == [
        "Agreed, likely",
        "Agreed, low to high",
    ]


def test_a_key_that_is_held_down_agrees_to_nothing(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example_window
    with_room(window)
    before = on_minutes(window)

    def hold(dialog: EstimateDialog) -> None:
        type_text(SLIPS)
        press("Ctrl+Return")
        none = Qt.KeyboardModifier.NoModifier
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, autorep=True)
        QApplication.sendEvent(keyboard(), held)
        assert dialog.isVisible()
        press("Escape")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+G")
    (after, *_rest) = records(window, ValueTarget)
    assert after == before


def test_a_question_that_is_being_typed_is_not_seen_by_the_room(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = empty_window
    with_room(window)
    go_to(window, "value", ValueTarget)
    step = seen(window)

    def estimate(dialog: EstimateDialog) -> None:
        type_text("How many we")
        assert seen(window) == step
        type_text("eks?\t")
        assert seen(window).question == "How many weeks?"
        dialog.slips.setFocus()
        type_text("40 50 60")
        press("Ctrl+Return")
        type_text("5")  # of 55
        assert "50" in told(seen(window))
        press("Escape")

    def vote(dialog: VoteDialog) -> None:
        type_text("Which o")
        assert seen(window) == step
        type_text("ne?")
        dialog.options.setFocus()
        type_text("Old fo")
        assert "Old" not in told(seen(window))
        type_text("rm")
        dialog.counts.setFocus()
        assert "Old form" in told(seen(window))
        assert seen(window).question == "Which one?"
        press("Escape")

    open_dialogs(monkeypatch, estimate, vote)
    press("Ctrl+G", "Ctrl+Shift+G")
    assert seen(window).over == step.over


@pytest.mark.parametrize(
    ("keys", "typed"), [("Ctrl+G", SLIPS), ("Ctrl+Shift+G", "")], ids=["round", "vote"]
)
def test_showing_opens_the_room_view_on_another_screen(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, keys: str, typed: str
) -> None:
    window = example_window
    if typed:
        on_minutes(window)
    else:
        go_to(window, "review", Decision)
        put_cursor(table_of(window), 0, "what")

    def hold(dialog: Any) -> None:
        type_text(typed or "5 4 4 2")
        assert window.room is None
        press("Ctrl+Return")
        assert seen(window).asked is not None
        assert dialog.isActiveWindow()
        press("Escape")

    open_dialogs(monkeypatch, hold)
    press(keys)


def test_what_was_kept_can_be_shown_again(example_window: MainWindow) -> None:
    window = example_window
    with_room(window)
    for step, kind, field in (("value", EstimateRound, "question"), ("review", Vote, "question")):
        go_to(window, step, kind)
        put_cursor(table_of(window), 0, field)
        press("Shift+F5")
        assert seen(window).asked == records(window, kind)[0]
        assert len(seen(window).figures) > 1
        press("Shift+F5")
        assert seen(window).asked is None


def test_what_is_agreed_must_be_in_order(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_minutes(example_window)

    def hold(dialog: EstimateDialog) -> None:
        type_text(SLIPS)
        press("Ctrl+Return")
        type_text("5")
        assert not dialog._agree.isEnabled()
        assert any(text.startswith("“At least” must be the") for text in label_texts(dialog))
        press("Backspace")
        assert "Type three numbers: at least, likely, at most." in label_texts(dialog)
        press("Escape")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+G")


def test_a_round_can_be_kept_without_agreeing_and_repeated_from_its_row(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = empty_window

    def first(dialog: EstimateDialog) -> None:
        type_text("How many weeks?")
        press("Tab")
        dialog.slips.setFocus()
        type_text("4 9")
        dialog.keep()

    def second(dialog: EstimateDialog) -> None:
        assert dialog.question.text() == "How many weeks?"
        assert any(text.startswith("Round 1: 2 slips") for text in label_texts(dialog))
        type_text("5 6\n")
        dialog.keep()

    open_dialogs(monkeypatch, first, second)
    go_to(window, "value", ValueTarget)
    press("Ctrl+G")
    go_to(window, "value", EstimateRound)
    put_cursor(table_of(window), 0, "question")
    press("Ctrl+G")
    rounds = records(window, EstimateRound)
    assert [kept.number for kept in rounds] == [1, 2]
    assert [agreed_of(kept) for kept in rounds] == [None, None]


def test_giving_up_shows_the_room_the_step_again(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example_window
    with_room(window)
    on_minutes(window)

    def hold(_dialog: EstimateDialog) -> None:
        type_text(SLIPS)
        press("Ctrl+Return")
        assert seen(window).asked is not None
        press("Escape")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+G")
    assert seen(window).asked is None


# --- votes


def test_fingers_for_a_decision_are_kept_with_it(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example_window
    with_room(window)
    go_to(window, "review", Decision)
    put_cursor(table_of(window), 0, "what")
    (decision, *_rest) = records(window, Decision)

    def hold(dialog: VoteDialog) -> None:
        assert dialog.fist
        type_text("5 4 4 2")
        assert "2 fingers" not in told(seen(window))
        assert "4 of 11" in told(seen(window))
        assert isinstance(seen(window).asked, Vote)
        assert not seen(window).asked.values["votes"]  # type: ignore[union-attr]
        press("Ctrl+Return")
        assert seen(window).asked.values["votes"] == "5 4 4 2"  # type: ignore[union-attr]
        assert any(text.startswith("Ask those who show 2") for text in label_texts(dialog))
        type_text("Who covers in May?")  # the keyboard is in the concerns
        dialog.fingers.setFocus()
        press("Return")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+Shift+G")
    kept = records(window, Vote)[-1]
    assert (kept.decision, kept.question) == (decision.id, decision.what)
    assert (kept.votes, kept.people, kept.concerns) == ("5 4 4 2", 4, "Who covers in May?")
    assert seen(window).asked == kept


def test_the_room_chooses_among_the_risks_with_dots(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example_window
    with_room(window)
    go_to(window, "review", Risk)
    put_cursor(table_of(window), 0, "what")
    risks = [risk.what for risk in records(window, Risk)]

    def hold(dialog: VoteDialog) -> None:
        assert dialog.options.toPlainText().splitlines() == risks
        type_text("Which one first?")
        dialog.counts.setFocus()
        type_text("1 2 9 0 0 4")
        hidden = seen(window).asked
        assert isinstance(hidden, Vote)
        assert hidden.votes.count("0 × ") == len(risks)
        press("Ctrl+Return", "Return")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+Shift+G")
    kept = records(window, Vote)[-1]
    assert kept.votes.startswith(f"9 × {risks[2]}")
    assert (kept.dots, kept.people) == (3, 11)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ("1 x", "“x” is no count of dots."),
        ("1 2 3", "more counts than the 2 options"),
        ("30 9", "6 dots more than the people have"),
    ],
)
def test_a_count_that_cannot_be_is_said(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, counts: str, sentence: str
) -> None:
    go_to(example_window, "value", ValueTarget)

    def hold(dialog: VoteDialog) -> None:
        type_text("Which one?")
        dialog.options.setPlainText("Old\nNew")
        dialog.counts.setFocus()
        type_text(counts)
        assert any(sentence in text for text in label_texts(dialog))
        press("Escape")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+Shift+G")


# --- one screen, which the room sees as well


def test_on_one_screen_a_round_goes_by_keys_from_the_question_to_the_agreed_number(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, one_screen: None
) -> None:
    window = example_window
    on_minutes(window)
    filled: list[RoomPage] = []

    def go_back(showing: RoomShowing) -> None:
        filled.append(showing.view.page)
        press("Return")
        assert showing.result() == QDialog.DialogCode.Accepted

    def hold(dialog: EstimateDialog) -> None:
        press("Ctrl+Return")  # the question, while everybody writes
        assert keyboard() is dialog.slips
        type_text(SLIPS)
        assert not [text for text in here(dialog) if "45" in text]
        assert any("Slips so far: 11 of 11" in text for text in here(dialog))
        assert not dialog._agree.isEnabled()
        press("Ctrl+Return")  # the slips
        assert [line.text() for line in dialog.agreed] == ["20", "22", "26"]
        type_text("21\n")

    opened = open_dialogs(monkeypatch, hold, go_back, go_back)
    press("Ctrl+G")

    assert [type(dialog) for dialog in opened] == [EstimateDialog, RoomShowing, RoomShowing]
    question, slips = filled
    assert question.question == slips.question
    assert "0 of 11" in told(question)
    assert isinstance(slips.asked, EstimateRound)
    assert len(values_of(slips.asked)) == 11
    assert records(window, ValueTarget)[0].minutes_after == 21.0
    assert window.room is None


@pytest.mark.parametrize("keys", ["Space", "Escape", "F5", "PgDown"])
def test_every_key_that_means_on_takes_the_page_from_the_only_screen(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, one_screen: None, keys: str
) -> None:
    on_minutes(example_window)

    def go_back(showing: RoomShowing) -> None:
        still_down = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ControlModifier,
            autorep=True,
        )
        QApplication.sendEvent(showing.view, still_down)
        assert showing.isVisible()
        press(keys)
        assert not showing.isVisible()

    def hold(dialog: EstimateDialog) -> None:
        type_text("18 20 22")
        press("Ctrl+Return")
        assert dialog.isVisible()
        assert dialog.slips.toPlainText() == "18 20 22"
        press("Escape")

    opened = open_dialogs(monkeypatch, hold, go_back)
    press("Ctrl+G")
    assert len(opened) == 2


def test_without_a_question_nothing_is_shown_and_it_is_asked_for(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, one_screen: None
) -> None:
    go_to(example_window, "review", Vote)

    def hold(dialog: EstimateDialog | VoteDialog) -> None:
        dialog.question.clear()
        (dialog.slips if isinstance(dialog, EstimateDialog) else dialog.counts).setFocus()
        press("Ctrl+Return")
        assert keyboard() is dialog.question
        assert any("has no question." in text for text in label_texts(dialog))
        assert not dialog.shown
        press("Escape")

    def choose(dialog: VoteDialog) -> None:
        dialog.question.setText("Which first?")
        press("Ctrl+Return")
        assert keyboard() is dialog.options
        assert "There is nothing to choose from yet." in label_texts(dialog)
        press("Escape")

    opened = open_dialogs(monkeypatch, hold, hold, choose)
    press("Ctrl+G", "Ctrl+Shift+G", "Ctrl+Shift+G")
    assert len(opened) == 3  # the only screen was never filled


def test_on_one_screen_slips_are_painted_over_until_they_are_shown(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, one_screen: None
) -> None:
    on_minutes(example_window)

    def hold(dialog: EstimateDialog) -> None:
        looks = []
        for slips in ("18 20 24", "81 02 42"):  # as wide as each other
            dialog.slips.setPlainText(slips)
            looks.append(dialog.slips.grab().toImage())
            dialog.slips.selectAll()
            looks.append(dialog.slips.grab().toImage())
        assert [looks[0] == looks[2], looks[1] == looks[3]] == [True, True]
        dialog.slips.setPlainText("18 2o 24")
        press("Ctrl+Return")
        assert "Slip 2 is not a number." in here(dialog)
        dialog.slips.setPlainText("81 02 42")
        dialog._cover.click()  # nobody else looks
        assert dialog.slips.grab().toImage() != looks[3]
        assert any("median 42" in text for text in here(dialog))
        press("Escape")

    open_dialogs(monkeypatch, hold)
    press("Ctrl+G")


def test_on_one_screen_votes_are_covered_until_they_are_shown(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, one_screen: None
) -> None:
    window = example_window
    go_to(window, "review", Decision)
    put_cursor(table_of(window), 0, "what")
    filled: list[RoomPage] = []

    def go_back(showing: RoomShowing) -> None:
        filled.append(showing.view.page)
        press("Return")

    def hold(dialog: VoteDialog) -> None:
        press("Ctrl+Return")  # the question
        type_text("5 4 4 1")
        assert dialog.fingers.displayText() != "5 4 4 1"
        assert "Hands so far: 4 of 11" in here(dialog)
        press("Ctrl+Return")
        assert dialog.fingers.displayText() == "5 4 4 1"
        assert any(text.startswith("Ask those who show") for text in here(dialog))
        dialog.keep()

    open_dialogs(monkeypatch, hold, go_back, go_back)
    press("Ctrl+Shift+G")
    question, hands = filled
    assert "0 of 11" in told(question)
    assert hands.asked is not None
    assert hands.asked.values["votes"] == "5 4 4 1"
    assert records(window, Vote)[-1].votes == "5 4 4 1"


# --- both


@pytest.mark.parametrize(
    ("keys", "kind"), [("Ctrl+G", EstimateDialog), ("Ctrl+Shift+G", VoteDialog)]
)
def test_everything_in_the_dialogs_has_a_name(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, keys: str, kind: type[QDialog]
) -> None:
    from tests.ui.test_accessible import unnamed

    missing: list[str] = []

    def hold(dialog: Any) -> None:
        type_text("12 14 15 18 60" if kind is EstimateDialog else "?")
        missing.extend(unnamed(dialog))
        if kind is VoteDialog:
            dialog.sort.setCurrentIndex(1)
            missing.extend(unnamed(dialog))
        press("Escape")

    on_minutes(example_window)
    opened = open_dialogs(monkeypatch, hold)
    press(keys)
    assert [type(dialog) for dialog in opened] == [kind]
    assert missing == []


def test_who_wrote_what_is_asked_nowhere() -> None:
    """No field of a round or a vote links to a person."""
    fields = [*EstimateRound.fields.values(), *Vote.fields.values()]
    assert fields
    assert not [field for field in fields if field.target == "person"]


@pytest.mark.parametrize("keys", ["Ctrl+G", "Ctrl+Shift+G"])
def test_with_large_letters_the_dialogs_fit_a_small_screen(
    example_window: MainWindow, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    theme.apply(QApplication.instance(), scale=1.5)  # type: ignore[arg-type]

    def hold(dialog: QDialog) -> None:
        assert dialog.minimumSizeHint().width() <= 1229  # nine tenths of 1366 × 768
        assert dialog.minimumSizeHint().height() <= 691
        press("Escape")

    on_minutes(example_window)
    open_dialogs(monkeypatch, hold)
    press(keys)
