"""Blocks from the clipboard: read as they were meant, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models import actions, matrix, paste, raci
from models.clipboard import join_block, split_block
from models.fields import Field
from models.opening import create_workshop
from models.records import Action, Activity, Condition, CostLine, Group, Kpi, Person, Role
from models.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as made:
        yield made


def rows_of(workshop: Workshop) -> list[tuple[str, str, str]]:
    """Every activity: its group, its name, and its letters in the order of the roles."""
    snapshot = workshop.snapshot
    return [
        (
            activity.section,
            activity.name,
            " ".join(raci.letters_at(snapshot, activity, r) or "-" for r in snapshot.all(Role)),
        )
        for activity in snapshot.all(Activity)
    ]


def paste_matrix(workshop: Workshop, text: str) -> paste.Pasted:
    block = split_block(text)
    assert matrix.looks_like_matrix(block)
    return matrix.paste_matrix(workshop, block)


# Reading blocks


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("||R|A|\n|-|-|-|\n|Run|A|I|\n", [["", "R", "A"], ["Run", "A", "I"]]),
        ("| a | |\n| | b |\n", [["a", ""], ["", "b"]]),
        ("| a \\| b | c |\n| d | e |\n", [["a | b", "c"], ["d", "e"]]),
        ('"open\tb\nc\td\n', [['"open', "b"], ["c", "d"]]),
        ('a\t"open\nc\td\n', [["a", '"open'], ["c", "d"]]),
        ('"Fast" lane\tb\nc\td\n', [['"Fast" lane', "b"], ["c", "d"]]),
        ('"two\nlines"\tb\nc\td\n', [["two\nlines", "b"], ["c", "d"]]),
        ('"say ""yes"""\tb\n', [['say "yes"', "b"]]),
        ("a\n\n\n", [["a"]]),
        (" \n", []),
    ],
)
def test_a_block_is_read_cell_by_cell(text: str, block: list[list[str]]) -> None:
    assert split_block(text) == block


@pytest.mark.parametrize(
    "block",
    [[["", ""], ["a", ""]], [["a"], [""]], [['"', 'b "c"'], ["one\ntwo", "a\tb"]]],
)
def test_a_block_that_is_copied_is_read_back(block: list[list[str]]) -> None:
    assert split_block(join_block(block)) == block


# Tables


def test_a_value_that_stands_there_already_is_kept_as_it_is(workshop: Workshop) -> None:
    people = [actions.add(workshop, Person, name="Head of IT") for _twice in range(2)]
    action = actions.add(workshop, Action, what="Name a deputy", owner=people[1].id)
    paste.paste_cells(
        workshop, Action, [action], [Action.what, Action.owner], [["Name two", "Head of IT"]]
    )
    (after,) = workshop.snapshot.all(Action)
    assert (after.what, after.owner) == ("Name two", people[1].id)


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ([["Name"]], ["Name"]),
        ([["Name"], ["Dee"]], ["Dee"]),
        ([["Name", "Function"], ["Dee", "Legal"]], ["Dee"]),
        ([["Name", "Legal"], ["Dee", "Risk"]], ["Name", "Dee"]),
    ],
)
def test_a_heading_is_told_from_a_value(
    workshop: Workshop, block: list[list[str]], names: list[str]
) -> None:
    paste.paste_cells(workshop, Person, [], [Person.name, Person.function], block)
    assert [person.name for person in workshop.snapshot.all(Person)] == names


def test_there_is_a_sentence_for_each_cell_that_does_not_fit(workshop: Workshop) -> None:
    fields: list[Field[Any]] = [Group.name, Group.people_now, Group.in_pilot]
    block = [["Clerks", "many", "few", "beyond"], ["Leads", "4", "some", ""]]
    pasted = paste.paste_cells(workshop, Group, [], fields, block)
    assert len(pasted.left_out) == 3
    assert pasted.notes == ["Cells beyond the last column were left out."]


def test_nothing_is_said_where_everything_was_taken_over(workshop: Workshop) -> None:
    pasted = paste.paste_cells(workshop, Person, [], [Person.name], [["Dee", ""]])
    assert paste.report(pasted) is None


# The matrix


def test_an_activity_in_two_groups_is_two_rows_also_when_pasted_again(workshop: Workshop) -> None:
    text = "Activity\tOwner\nRun\t\nTrain users\tA\nChange\t\nTrain users\tR\n"
    for _again in range(2):
        assert paste.report(paste_matrix(workshop, text)) is None
        assert rows_of(workshop) == [("Run", "Train users", "A"), ("Change", "Train users", "R")]


def test_a_name_twice_in_one_group_is_two_rows(workshop: Workshop) -> None:
    paste_matrix(workshop, "Activity\tOwner\nTrain users\tA\nTrain users\tR\n")
    assert rows_of(workshop) == [("", "Train users", "A"), ("", "Train users", "R")]


def test_without_groups_a_name_finds_its_only_activity(workshop: Workshop) -> None:
    paste_matrix(workshop, "Activity\tOwner\nRun\t\nTrain users\tA\n")
    paste_matrix(workshop, "Activity\tOwner\nTrain users\tR\n")
    assert rows_of(workshop) == [("Run", "Train users", "R")]


def test_without_groups_a_name_in_several_groups_becomes_a_row_and_is_told(
    workshop: Workshop,
) -> None:
    paste_matrix(workshop, "Activity\tOwner\nRun\t\nTrain users\tA\nChange\t\nTrain users\tR\n")
    pasted = paste_matrix(workshop, "Activity\tOwner\nTrain users\tC\n")
    assert [letters for *_name, letters in rows_of(workshop)] == ["A", "R", "C"]
    assert pasted.notes == [
        "“Train users” is in several groups, so it was added as a row of its own."
    ]


def test_two_equal_heads_are_two_roles(workshop: Workshop) -> None:
    for _again in range(2):
        pasted = paste_matrix(workshop, "Activity\tOwner\towner\tOwner (2)\nRun it\tA\tR\tI\n")
        names = [role.name for role in workshop.snapshot.all(Role)]
        assert names == ["Owner", "owner (2)", "Owner (2) (2)"]
        assert rows_of(workshop) == [("", "Run it", "A R I")]
        assert "“owner” is the head of two columns" in pasted.notes[0]


def test_letters_under_no_role_and_headings_without_rows_are_told(workshop: Workshop) -> None:
    pasted = paste_matrix(workshop, "Activity\tOwner\t\nRun it\tA\tR\tI\nLater\t\t\n")
    assert pasted.left_out == [
        "“Later” has no letters, and no activity below it.",
        "“R” for Run it stands under no role.",
        "“I” for Run it stands under no role.",
    ]


def test_rows_whose_first_one_has_no_letters_are_no_matrix() -> None:
    assert not matrix.looks_like_matrix([["Run it", "", ""], ["Watch it", "A", ""]])


def test_a_unit_typed_with_a_figure_is_kept_where_the_record_has_a_place_for_it(
    workshop: Workshop,
) -> None:
    kpi = actions.add(workshop, Kpi, name="Handling time")
    actions.set_text(workshop, kpi, Kpi.baseline, "34 min")
    assert workshop.snapshot.all(Kpi)[0].values["baseline"] == 34
    assert workshop.snapshot.all(Kpi)[0].unit == "min"
    actions.set_text(workshop, workshop.snapshot.all(Kpi)[0], Kpi.target, "0.5 h")
    assert workshop.snapshot.all(Kpi)[0].target == 30


def test_pasted_figures_are_read_in_the_unit_of_their_row(workshop: Workshop) -> None:
    fields: list[Field[Any]] = [Condition.what, Condition.threshold, Condition.unit]
    block = [["Fast", "2 h", "min"], ["Right", "90 %", ""], ["Odd", "3 h", "points"]]
    pasted = paste.paste_cells(workshop, Condition, [], fields, block)
    rows = workshop.snapshot.all(Condition)
    assert [(row.threshold, row.unit) for row in rows] == [
        (120, "min"),
        (90, "%"),
        (None, "points"),
    ]
    assert len(pasted.left_out) == 1


def test_cells_that_were_left_out_are_named_with_their_reasons(workshop: Workshop) -> None:
    block = [["A", "x"], ["B", "2 h"], ["C", "1.200"], ["D", "y"]]
    pasted = paste.paste_cells(workshop, Group, [], [Group.name, Group.people_now], block)
    assert str(paste.report(pasted)) == (
        "4 cells were left out. “People now” was not changed: “x” is not a number. “People now”"
        " was not changed: it takes a number alone, not “2 h”. “People now” was not changed:"
        " “1.200” can mean 1.2 or 1,200; write it without a sign, or with two decimals. And 1"
        " more. Everything else was pasted; Undo takes it back."
    )


def test_a_pasted_amount_in_another_currency_is_left_out(workshop: Workshop) -> None:
    fields: list[Field[Any]] = [CostLine.what, CostLine.year]
    pasted = paste.paste_cells(workshop, CostLine, [], fields, [["Seats", "CHF 100"]])
    assert workshop.snapshot.all(CostLine)[0].year is None
    assert "it takes an amount a year in EUR, not “CHF 100”" in pasted.left_out[0]
