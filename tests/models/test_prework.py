"""Questionnaires read back: what was understood, what is doubtful, and what replaces what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models import actions
from models.asked_about import own_groups
from models.incoming.prework import take_over
from models.opening import create_workshop
from models.prework import QUESTIONS, Sending, asked_under, blocks_of
from models.records import Answer, Group, Person, Training, ValueTarget, WorkshopInfo
from models.snapshot import Snapshot
from models.workshop import Workshop
from tests import questionnaires as q
from tests.builders import snapshot_of, with_record, without_record

A_DAY = dt.datetime.combine(dt.date(2026, 4, 3), dt.time())
"""What Excel makes of "3-4"."""


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """The workshop of `tests.questionnaires` as a file."""
    with create_workshop(tmp_path / "day") as made:
        with made.step("Begin", first=True) as step:
            for number, record in enumerate((q.HEAD, q.ANALYST, q.INTAKE, q.DESK, q.TIME)):
                step.insert(record.replace(float(number)))
            step.set_one(WorkshopInfo, initiative=q.INFO.initiative, client=q.INFO.client)
        yield made


def answers(snapshot: Snapshot) -> dict[str, str]:
    """The stored answers by what they are about."""
    return {answer.about: answer.answer for answer in snapshot.all(Answer)}


# What is asked


def test_everybody_is_asked_about_each_group_and_the_day() -> None:
    blocks = blocks_of(q.DAY)
    assert [block.heading for block in blocks] == ["Claims intake", "Recovery desk", "The workshop"]
    about = [[asked.question.id for asked in block.asked] for block in blocks]
    work = ["people", "volume", "minutes", "evidence", "data", "systems", "concerns"]
    assert about == [work, work, ["outcome", "else"]]
    assert {name for block in about for name in block} == set(QUESTIONS)
    keys = [asked.key for block in blocks for asked in block.asked]
    assert len(set(keys)) == len(keys)
    assert f"{q.TIME.id}.minutes" in keys
    assert all(asked_under(q.DAY, key) for key in keys)


def test_only_some_groups_can_be_asked_about() -> None:
    blocks = blocks_of(q.DAY, {q.DESK.id})
    assert [block.heading for block in blocks] == ["Recovery desk", "The workshop"]


@pytest.mark.parametrize(
    ("person", "groups"),
    [
        ({"name": "Head of Claims"}, {"Claims intake"}),
        ({"name": "Ada", "function": "claim handling"}, {"Claims intake"}),
        ({"name": "Ada", "organisation": "Recovery Desk, Leeds"}, {"Recovery desk"}),
        ({"name": "Ada", "function": "Claims, lead of the recovery desk"}, {"Recovery desk"}),
        ({"name": "Head of the service desk"}, set()),
        ({"name": "Team lead IT"}, set()),
        ({"name": ""}, set()),
    ],
)
def test_people_know_the_groups_that_their_function_names(
    person: dict[str, str], groups: set[str]
) -> None:
    ada = Person.new(**person)
    found = own_groups(with_record(q.DAY, ada), ada)
    assert {q.DAY.get(Group, id_).caption for id_ in found} == groups  # type: ignore[union-attr]
    asked = Sending().groups_for(q.DAY, ada)
    assert asked == (found or None), "all where nothing says which"


def test_people_know_the_groups_that_they_own_something_about() -> None:
    ada = Person.new(name="Ada", function="Claims")
    day = with_record(with_record(q.DAY, ada), q.TIME.replace(owner=ada.id))
    assert own_groups(day, ada) == {q.DESK.id}
    training = Training.new(content="Basics", group=q.INTAKE.id, owner=ada.id)
    assert own_groups(with_record(day, training), ada) == {q.DESK.id, q.INTAKE.id}
    assert own_groups(without_record(day, q.DESK), ada) == {q.INTAKE.id}, "that one is gone"


def test_a_target_without_a_group_is_asked_about_by_its_own_name() -> None:
    alone = with_record(q.DAY, ValueTarget.new(what="Fewer calls", minutes_before=3.0))
    assert "Fewer calls" in [block.heading for block in blocks_of(alone)]


def test_what_was_asked_of_a_group_is_about_its_target_later() -> None:
    target = ValueTarget.new(what="Quicker", sort="time", group=q.INTAKE.id)
    later = with_record(q.DAY, target)
    found = asked_under(later, q.MINUTES)
    assert found is not None
    assert found.record == later.get(ValueTarget, target.id)
    assert asked_under(q.DAY, "nobody.minutes") is None
    assert asked_under(q.DAY, f"{q.INTAKE.id}.hair") is None


# What is read


@pytest.mark.parametrize(
    ("key", "cell", "answer", "doubt"),
    [
        (q.PEOPLE, 12, "12", ""),
        (q.PEOPLE, "12 people", "12", ""),
        (q.PEOPLE, "1.200", "1200", "“1.200” was read as 1,200."),
        (q.PEOPLE, "about 40", "40", "“about 40” was read as 40."),
        (q.PEOPLE, "ca. 40", "40", "“ca. 40” was read as 40."),
        (q.PEOPLE, 2.5, "2.5", "whole number"),
        (q.PEOPLE, "30 to 40", "30 to 40", "“30 to 40” is not a number."),
        (q.PEOPLE, A_DAY, "", "made a date of it"),
        (q.CASES, "1.200,50", "1200.5", ""),
        (q.CASES, "12k", "12000", ""),
        (q.CASES, "12k a month", "12000", ""),
        (q.CASES, "50 a week", "50 a week", "It takes a number a month, not “50 a week”."),
        (q.CASES, "1.200", "1.200", "“1.200” can be read in two ways."),
        (q.CASES, "-5", "-5", "It cannot be less than 0."),
        (q.MINUTES, "15 min", "15", ""),
        (q.MINUTES, 15.5, "15.5", ""),
        (q.MINUTES, "2 h", "120", "“2 h” was read as 120 min."),
        (q.MINUTES, dt.time(0, 15), "15", "was read as 15 min."),
        (q.MINUTES, dt.timedelta(hours=1), "60", "was read as 60 min."),
        (q.MINUTES, True, "True", "not a number"),
        (q.MINUTES, "=12*5", "", "formula has no result"),
        (q.WORRIES, "=A1", "", "formula has no result"),
        (q.KNOWN, "Measured", "Measured", ""),
        (q.KNOWN, "guessed", "guessed", "is not one of"),
        (q.WORRIES, "- less typing\n- fewer calls", "- less typing\n- fewer calls", ""),
        (q.WORRIES, 7, "7", ""),
        (q.WORRIES, A_DAY, "2026-04-03", ""),
    ],
)
def test_a_cell_is_understood_or_doubted(
    tmp_path: Path, key: str, cell: object, answer: str, doubt: str
) -> None:
    received = q.read(q.DAY, q.file_for(tmp_path, {key: cell}))
    assert received.refused == []
    (given,) = received.filled[0].given
    assert given.asked.key == key
    assert given.answer.text == answer
    assert doubt in given.answer.doubt if doubt else given.answer.doubt == ""


def test_figures_are_read_in_the_language_of_the_file_and_stored_in_that_of_the_workshop(
    tmp_path: Path,
) -> None:
    german = with_record(q.DAY, q.INFO.replace(language="de_DE"))
    path = q.file_for(tmp_path, {q.CASES: "1.200,5", q.MINUTES: 12.5}, snapshot=german)
    (sheet,) = q.read(q.DAY, path).filled
    assert [given.answer.text for given in sheet.given] == ["1200.5", "12.5"]
    (sheet,) = q.read(german, path).filled
    assert [given.answer.text for given in sheet.given] == ["1200,5", "12,5"]


def test_a_renamed_file_with_reordered_rows_and_a_new_column_is_read(tmp_path: Path) -> None:
    def turn_round(_book: Workbook, page: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=8)]
        page.delete_rows(8, len(rows))
        for row in reversed(rows):
            page.append(row)
        page.insert_cols(2)

    path = q.file_for(tmp_path, {q.PEOPLE: 12, q.WORRIES: "Jobs"}, change=turn_round)
    path = path.rename(tmp_path / "answers final (2).xlsx")
    (sheet,) = q.read(q.DAY, path).filled
    assert sheet.person == q.DAY.get(Person, q.HEAD.id)
    assert {given.asked.key: given.answer.text for given in sheet.given} == {
        q.PEOPLE: "12",
        q.WORRIES: "Jobs",
    }


def test_a_question_whose_group_is_gone_is_named_and_left_out(tmp_path: Path) -> None:
    path = q.file_for(tmp_path, {q.PEOPLE: 12, f"{q.DESK.id}.people": 4})
    (sheet,) = q.read(without_record(q.DAY, q.INTAKE), path).filled
    assert sheet.gone == ("Claims intake: How many people do this work today?",)
    assert [given.answer.text for given in sheet.given] == ["4"]


# What is refused


def _without_marker(book: Workbook, _page: Worksheet) -> None:
    del book["groundwork"]


def _without_keys(_book: Workbook, page: Worksheet) -> None:
    page.delete_cols(1)


def _marked(text: str) -> Any:
    def change(book: Workbook, _page: Worksheet) -> None:
        book["groundwork"]["A1"].value = text

    return change


def _plain_workbook(tmp_path: Path) -> Path:
    from exports.document import Document, run
    from exports.workbook import workbook

    path = tmp_path / "workbook.xlsx"
    path.write_bytes(run(workbook(Document(q.DAY))))
    return path


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_without_marker, "not a questionnaire"),
        (_without_keys, "no longer says which answer"),
        (_marked("{"), "damaged"),
        (_marked('{"format": "groundwork-prework", "version": 1}'), "damaged"),
        (_marked('{"format": "groundwork-prework", "version": 9}'), "newer version"),
        (_marked('{"format": "other"}'), "not a questionnaire"),
    ],
)
def test_a_changed_file_is_refused_with_a_sentence(tmp_path: Path, change: Any, words: str) -> None:
    received = q.read(q.DAY, q.file_for(tmp_path, {q.PEOPLE: 12}, change=change))
    assert received.filled == []
    assert words in str(received.refused[0])
    assert "Nothing was changed." in str(received.refused[0])


def test_an_unknown_person_another_workshop_and_no_answers_are_told_apart(tmp_path: Path) -> None:
    filled = q.file_for(tmp_path, {q.PEOPLE: 12})
    (refusal,) = q.read(without_record(q.DAY, q.HEAD), filled).refused
    assert "made for “Head of Claims”, who is no longer" in str(refusal)
    (refusal,) = q.read(snapshot_of(Person.new(name="Somebody")), filled).refused
    assert "of another workshop: “Claims assistant”" in str(refusal)
    empty = q.file_for(tmp_path, {}, person=q.ANALYST)
    (refusal,) = q.read(q.DAY, empty).refused
    assert "has no answers" in str(refusal)


def test_what_is_no_questionnaire_at_all_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.xlsx"
    text.write_text("Twelve people")
    macros = tmp_path / "macros.xlsx"
    filled = q.file_for(tmp_path, {q.PEOPLE: 12})
    macros.write_bytes(_with_part(filled, "xl/vbaProject.bin"))
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(filled.read_bytes()[:3000])
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    gone = tmp_path / "gone.xlsx"
    received = q.read(q.DAY, text, macros, cut, locked, gone, _plain_workbook(tmp_path), filled)
    words = (
        "not a questionnaire",
        "macros",
        "damaged",
        "password",
        "cannot be read",
        "Read it as a",
    )
    assert len(received.refused) == len(words)
    for refusal, word in zip(received.refused, words, strict=True):
        assert word in str(refusal)
    assert len(received.filled) == 1


def _with_part(path: Path, name: str) -> bytes:
    import io
    import zipfile

    out = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"code")
    return out.getvalue()


def test_of_two_files_of_one_person_only_the_first_is_read(tmp_path: Path) -> None:
    first = q.file_for(tmp_path, {q.PEOPLE: 12}).rename(tmp_path / "a.xlsx")
    second = q.file_for(tmp_path, {q.PEOPLE: 14})
    received = q.read(q.DAY, first, second)
    assert [sheet.name for sheet in received.filled] == ["a.xlsx"]
    assert "is from “Head of Claims” as “a.xlsx” is" in str(received.refused[0])


# What is taken over


def test_answers_are_one_step_that_undo_takes_back(workshop: Workshop, tmp_path: Path) -> None:
    first = q.file_for(tmp_path, {q.PEOPLE: 12, q.WORRIES: "Jobs"})
    second = q.file_for(tmp_path, {q.PEOPLE: "about 14"}, person=q.ANALYST)
    take_over(workshop, q.read(workshop.snapshot, first, second).filled)
    stored = workshop.snapshot.all(Answer)
    assert [(a.about, a.answer, a.person) for a in stored] == [
        (q.PEOPLE, "12", q.HEAD.id),
        (q.WORRIES, "Jobs", q.HEAD.id),
        (q.PEOPLE, "14", q.ANALYST.id),
    ]
    assert stored[0].question == "Claims intake: How many people do this work today?"
    assert workshop.undo_name == "Take over the answers of 2 people"
    workshop.undo()
    assert workshop.snapshot.all(Answer) == ()


def test_reading_again_replaces_what_the_same_person_said(
    workshop: Workshop, tmp_path: Path
) -> None:
    said = {q.PEOPLE: 12, q.CASES: 500, q.WORRIES: "Jobs"}
    take_over(workshop, q.read(workshop.snapshot, q.file_for(tmp_path, said)).filled)
    other = q.file_for(tmp_path, {q.CASES: 500}, person=q.ANALYST)
    take_over(workshop, q.read(workshop.snapshot, other).filled)
    for answer in workshop.snapshot.all(Answer):
        actions.set_value(workshop, answer, Answer.settled, True)
    path = q.file_for(tmp_path, {q.PEOPLE: 14, q.CASES: 500})
    (sheet,) = q.read(workshop.snapshot, path).filled
    assert [given.earlier for given in sheet.given] == ["12", ""]
    assert [answer.answer for answer in sheet.withdrawn] == ["Jobs"]
    assert sheet.replaced == 2
    take_over(workshop, [sheet])
    mine = [a for a in workshop.snapshot.all(Answer) if a.person == q.HEAD.id]
    assert [(a.answer, a.settled) for a in mine] == [("14", False), ("500", True)]
    assert len(workshop.snapshot.all(Answer)) == 3


def test_a_file_about_one_group_leaves_answers_about_others_alone(
    workshop: Workshop, tmp_path: Path
) -> None:
    take_over(workshop, q.read(workshop.snapshot, q.file_for(tmp_path, {q.PEOPLE: 12})).filled)
    only_desk = without_record(workshop.snapshot, q.INTAKE)
    path = q.file_for(tmp_path, {f"{q.DESK.id}.people": 4}, snapshot=only_desk)
    take_over(workshop, q.read(workshop.snapshot, path).filled)
    assert answers(workshop.snapshot) == {q.PEOPLE: "12", f"{q.DESK.id}.people": "4"}


def test_what_could_not_be_understood_is_not_taken_over(workshop: Workshop, tmp_path: Path) -> None:
    path = q.file_for(tmp_path, {q.PEOPLE: A_DAY, q.WORRIES: "Jobs"})
    (sheet,) = q.read(workshop.snapshot, path).filled
    assert len(sheet.doubtful) == 1
    take_over(workshop, [sheet])
    assert answers(workshop.snapshot) == {q.WORRIES: "Jobs"}


def test_names_with_signs_of_other_programs_come_through(tmp_path: Path) -> None:
    odd = Group.new(name="R&D <b> {x} =1+1")
    snapshot = snapshot_of(q.INFO, q.HEAD, odd)
    path = q.file_for(tmp_path, {f"{odd.id}.people": 3}, snapshot=snapshot)
    (sheet,) = q.read(snapshot, path).filled
    assert sheet.given[0].asked.title.startswith("R&D <b> {x} =1+1: ")
