"""Responsibility matrices from outside: what is read is right, and what is not sure is said."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import raci
from models.errors import Refusal
from models.incoming.proposal import Sort, take_over
from models.incoming.raci import grids
from models.incoming.raci.found import Grid, Matrix, find
from models.incoming.raci.letters import Cell, read_cell
from models.incoming.raci.proposing import propose, unknown
from models.incoming.raci.reading import matrices_in, read_raci
from models.incoming.sheets import finish
from models.opening import create_workshop
from models.records import Activity, Assignment
from models.workshop import Workshop
from tests.builders import snapshot_of

CASES = Path(__file__).parents[4] / "shared" / "cases" / "raci"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with create_workshop(tmp_path / "day") as made:
        yield made


# What one cell says


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("R", "R"),
        ("R/A", "RA"),
        ("RA", "RA"),
        ("A / R", "RA"),
        ("R et A", "RA"),
        ("r", "R"),
        ("A, R", "RA"),
        ("R\nA", "RA"),
        ("R;C+I", "RCI"),
        ("Responsible", "R"),
        ("Verantwortlich", "R"),
        ("informé", "I"),
        ("R,A,C,Q", "RACQ"),
        ("S", "S"),
        ("A.", "A"),
        ("Approvatore", "A"),
    ],
)
def test_letters_in_any_notation(text: str, letters: str) -> None:
    assert read_cell(text) == Cell(letters)


@pytest.mark.parametrize("text", ["", " ", "-", "—", "/", "N/A", "n/a", "TBD", "Not applicable"])
def test_signs_for_nobody_are_empty(text: str) -> None:
    assert read_cell(text) == Cell()


@pytest.mark.parametrize(
    ("text", "letters", "note"),
    [
        ("A*", "A", "*"),
        ("A (P0/P1)", "A", "P0/P1"),
        ("C (if security)", "C", "if security"),
        ("C if compliance", "C", "if compliance"),
        ("R \n(Upgrades,\nPatches)", "R", "Upgrades, Patches"),
        ("R [1]", "R", "1"),
        ("(A)", "A", "(A)"),
        ("R?", "R", "?"),
        ("A1", "A", "1"),
    ],
)
def test_what_stands_beside_a_letter_is_a_note_not_a_letter(
    text: str, letters: str, note: str
) -> None:
    cell = read_cell(text)
    assert (cell.letters, cell.note) == (letters, note)
    assert cell.flagged


def test_names_within_a_role_are_kept_with_their_letters() -> None:
    cell = read_cell("Sponsor A\nPM R")
    assert (cell.letters, cell.named) == ("RA", (("Sponsor", "A"), ("PM", "R")))
    assert read_cell("A\nClient DPO R").named == (("", "A"), ("Client DPO", "R"))


@pytest.mark.parametrize("text", ["А", "С", "Ａ", "Ⅰ"])
def test_letters_of_other_alphabets_are_read_and_flagged(text: str) -> None:
    cell = read_cell(text)
    assert len(cell.letters) == 1
    assert cell.alike


@pytest.mark.parametrize("text", ["CIO", "IT", "PM", "Ada", "owns/helps", "Prod", "RR", "ARENA"])
def test_words_are_not_taken_for_letters(text: str) -> None:
    cell = read_cell(text)
    assert cell.letters == ""
    assert cell.strange == text


@given(st.text(max_size=40))
def test_any_text_is_letters_or_nobody_or_said_to_be_strange(text: str) -> None:
    cell = read_cell(text)
    assert set(cell.letters) <= set("DRASCIVQFO")
    assert not (cell.letters and cell.strange)


# Where the matrix is

ROLES = ("Owner", "Head of IT", "Data protection", "Works council")
DEEDS = ("Run the service", "Approve a release", "Answer questions", "Stop it", "Pay for it")
LETTERS = (
    ("A", "R", "C", "I"),
    ("A/R", "C", "", "I"),
    ("R", "A", "", ""),
    ("A", "", "R", "C"),
    ("I", "A", "C", "R"),
)


def plain() -> list[list[str]]:
    return [["Activity", *ROLES], *([deed, *row] for deed, row in zip(DEEDS, LETTERS, strict=True))]


def told(matrix: Matrix) -> dict[tuple[str, str], str]:
    return {
        (matrix.activities[e.activity], e.role): e.cell.letters
        for e in matrix.entries
        if e.cell.letters
    }


def expected() -> dict[tuple[str, str], str]:
    return {
        (deed, role): read_cell(text).letters
        for deed, row in zip(DEEDS, LETTERS, strict=True)
        for role, text in zip(ROLES, row, strict=True)
        if text
    }


def only(rows: list[list[str]]) -> Matrix:
    (matrix,) = find(Grid("Sheet", rows))
    return matrix


def test_a_plain_matrix() -> None:
    assert told(only(plain())) == expected()


def test_numbers_codes_and_descriptions_beside_the_activity_are_not_it() -> None:
    rows = [["No", "Phase", "Activity", "Weight", *ROLES]]
    for number, row in enumerate(plain()[1:]):
        phase = "Before" if number == 0 else "After" if number == 3 else ""
        rows.append([str(number + 1), phase, row[0], "x" * (number % 2), *row[1:]])
    matrix = only(rows)
    assert told(matrix) == expected()
    assert matrix.sections == ("Before", "Before", "Before", "After", "After")


def test_headings_between_the_rows_are_groups() -> None:
    rows = plain()
    rows.insert(4, ["When it goes wrong", "", "", "", ""])
    rows.insert(1, ["Every day", "", "", "", ""])
    matrix = only(rows)
    assert told(matrix) == expected()
    assert matrix.sections == ("Every day",) * 3 + ("When it goes wrong",) * 2


def test_titles_legends_and_footnotes_around_it_are_not_taken() -> None:
    width = len(ROLES) + 1
    legend = [["R", "Responsible"], ["A", "Accountable"], ["C", "Consulted"], ["I", "Informed"]]
    above = [["RACI of the pilot"], *legend, [""]]
    below = [[""], ["* with the works council"], ["R", "does it"], ["A = Accountable"]]
    rows = [row + [""] * (width - len(row)) for row in [*above, *plain(), *below]]
    matrix = only(rows)
    assert told(matrix) == expected()
    assert [text for _row, text in matrix.left_out][:1] == ["* with the works council"]


def test_a_legend_beside_it_is_not_a_role() -> None:
    key = [["Key", ""], ["R", "Responsible"], ["A", "Accountable"], ["C", "Consulted"]]
    key += [["I", "Informed"], ["", ""]]
    rows = [[*row, "", *beside] for row, beside in zip(plain(), key, strict=True)]
    matrix = only(rows)
    assert told(matrix) == expected()


def test_a_role_that_spans_two_columns_is_told_apart_by_the_row_above() -> None:
    rows = [
        ["", "Live", "Test", "Live", "Test"],
        ["Activity", "Operations", "", "Support", ""],
        *plain()[1:],
    ]
    (matrix,) = find(Grid("S", rows, ((1, 1, 1, 2), (1, 3, 1, 4))))
    assert matrix.roles == (
        "Operations / Live",
        "Operations / Test",
        "Support / Live",
        "Support / Test",
    )


def test_a_matrix_that_stands_the_other_way_is_turned() -> None:
    rows = [list(column) for column in zip(*plain(), strict=True)]
    rows[0][0] = "Role"
    matrix = only(rows)
    assert matrix.turned == "transposed"
    assert told(matrix) == expected()
    assert not matrix.unsure


def test_columns_of_letters_with_names_in_their_cells() -> None:
    rows = [
        ["Task", "Accountable", "Responsible (R)", "Consulted", "Informed"],
        ["Run it", "Owner", "IT, Data office", "—", "Works council; Finance"],
        ["Stop it", "Owner", "Owner", "Legal (if asked)", ""],
    ]
    matrix = only(rows)
    assert matrix.turned == "letters"
    assert told(matrix) == {
        ("Run it", "Owner"): "A",
        ("Run it", "IT"): "R",
        ("Run it", "Data office"): "R",
        ("Run it", "Works council"): "I",
        ("Run it", "Finance"): "I",
        ("Stop it", "Owner"): "RA",
        ("Stop it", "Legal (if asked)"): "C",
    }


def _read(text: str) -> list[dict[str, dict[str, str]]]:
    """Matrices of comma-separated text: what each activity's roles have, "?" before a flag."""
    rows = [line.split(",") for line in text.strip().split("\n")]
    told = []
    for matrix in find(Grid("t", rows)):
        cells: dict[str, dict[str, str]] = {name: {} for name in matrix.activities}
        for entry in matrix.entries:
            mark = "?" if entry.cell.flagged else ""
            cells[matrix.activities[entry.activity]][entry.role] = mark + entry.cell.letters
        told.append(cells)
    return told


def test_two_matrices_beside_each_other() -> None:
    first, second = _read(
        "Task,PM,Dev,,Task,Ops,Sec\nPlan,A,R,,Run,A,C\nBuild,I,A,,Patch,R,A\nTest,A,R,,Close,A,I"
    )
    assert first["Build"] == {"PM": "I", "Dev": "A"}
    assert second == {
        "Run": {"Ops": "A", "Sec": "C"},
        "Patch": {"Ops": "R", "Sec": "A"},
        "Close": {"Ops": "A", "Sec": "I"},
    }


def test_an_empty_column_between_groups_of_roles_parts_nothing() -> None:
    (cells,) = _read("Task,PM,Dev,,Ops,Sec\nPlan,A,R,,C,I\nBuild,A,R,,I,C\nRun,I,C,,A,R")
    assert cells["Run"] == {"PM": "I", "Dev": "C", "Ops": "A", "Sec": "R"}


def test_letters_of_a_scheme_that_nobody_knows_are_flagged_and_never_dropped() -> None:
    (cells,) = _read("Aufgabe,Chef,IT,Fach,Recht\nPlanen,A,R,K,I\nBauen,A,D,K,I\nRun,I,V,B,I")
    assert [row["Fach"] for row in cells.values()] == ["?", "?", "?"]
    assert [row["IT"] for row in cells.values()] == ["R", "?D", "?V"]
    rows = [["Task", "PM", "Dev", "Law"], ["Plan", "A", "R", "K"], ["Build", "A", "R", "B"]]
    (matrix,) = find(Grid("t", rows))
    assert matrix.left_out == ((0, "Law: K, B"),)


def test_a_first_row_of_unknown_letters_is_no_head() -> None:
    (cells,) = _read("Task,PM,Dev,QA\nPlan,A,B,B\nBuild,B,R,I\nTest,I,C,A")
    assert cells["Plan"] == {"PM": "A", "Dev": "?", "QA": "?"}
    assert list(cells) == ["Plan", "Build", "Test"]


def test_names_that_look_like_letters_are_names_above_all_others() -> None:
    (cells,) = _read("Task,A1,B1,C1\nPlan,A,S,R\nBuild,R,A,S\nRun,S,I,A")
    assert cells["Plan"] == {"A1": "A", "B1": "?S", "C1": "R"}
    assert _read("Plan,A,R,C\nBuild,R,A,I\nRun,A,I,R") == [], "nobody says whose letters they are"


def test_a_word_beside_a_letter_of_its_own_row_is_no_legend() -> None:
    (cells,) = _read("Tâche,A1,DSI,Achats\nCadrer,R,Garant,Consulté\nAcheter,C,Informée,Garant")
    assert cells["Acheter"] == {"A1": "C", "DSI": "I", "Achats": "A"}


def test_a_letter_that_covers_several_cells_counts_for_each() -> None:
    html = (
        "<table><tr><th>Task<th>PM<th>Dev<th>Ops</tr><tr><td>Plan<td>A<td>R<td rowspan=2>C</tr>"
        "<tr><td>Build<td>A<td>R</tr><tr><td>Run<td colspan=2>I<td>A</tr></table>"
    )
    (matrix,) = [matrix for grid in grids.tables(html, "t") for matrix in find(grid)]
    read = {(e.activity, e.role): e.cell.letters for e in matrix.entries}
    assert (read[1, "Ops"], read[2, "PM"], read[2, "Dev"]) == ("C", "I", "I")


def test_ticks_below_letters_are_nobodys_names() -> None:
    assert _read("Task,R,A,C,I\nPlan,x,,,\nBuild,,x,,") == []


def test_what_another_matrix_has_taken_is_not_said_to_be_left_out() -> None:
    rows = [line.split(",") for line in (
        "Task,PM,Dev", "Plan,A,R", "Build,A,R", ",,", "Phase 2,,", "Task,Ops,Law", "Run,A,C"
    )]  # fmt: skip
    rows.append(["Patch", "R", "A"])
    assert [matrix.left_out for matrix in find(Grid("t", rows))] == [((4, "Phase 2"),), ()]


def test_two_matrices_below_each_other() -> None:
    second = [["Task", "Sponsor", "Trainer", "Editor"], ["Train", "A", "R", "I"]]
    second += [["Write", "I", "C", "A"], ["Read", "I", "R", "A"]]
    rows = [*plain(), ["", "", ""], *second]
    first, other = find(Grid("S", rows))
    assert told(first) == expected()
    assert other.roles == ("Sponsor", "Trainer", "Editor")
    assert other.activities == ("Train", "Write", "Read")


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "Team", "Mail"], ["Ada", "IT", "a@b"], ["Ben", "HR", "b@c"]],
        [["Risk", "Likelihood", "Impact"], ["Fire", "3", "5"], ["Flood", "1", "4"]],
        [["Letter", "Meaning"], ["R", "Responsible"], ["A", "Accountable"], ["C", "Consulted"]],
        [["", ""], ["", ""]],
        [],
    ],
)
def test_other_tables_are_no_matrices(rows: list[list[str]]) -> None:
    assert find(Grid("S", rows)) == []


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_matrices_that_nobody_showed_us_are_read_right_or_flagged(data: st.DataObject) -> None:
    """Any roles, activities, letters and notation, wherever the table begins, with headings."""
    word = st.text("abdelmnot", min_size=5, max_size=9)
    names = st.tuples(word, word).map(" ".join)
    deeds = data.draw(st.lists(names, unique=True, min_size=3, max_size=12))
    roles = data.draw(st.lists(names, unique=True, min_size=3, max_size=9))
    cells = st.sampled_from(["R", "A", "C", "I", "R", "I", "AR", ""])
    sign = data.draw(st.sampled_from(["", "/", ", ", " & ", " / "]))
    wrap = data.draw(st.sampled_from(["{}", "**{}**", " {} "]))
    want, rows = {}, [["Tasks", *roles]]
    for deed in deeds:
        row = [data.draw(cells) for _role in roles]
        row[:2] = ["A", "R"]  # a row without letters is a heading
        want.update({(deed, r): raci.in_order(x) for r, x in zip(roles, row, strict=True) if x})
        rows.append([deed, *(grids.plain(wrap.format(sign.join(x))) if x else "–" for x in row)])
    left, above = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 3))
    rows = [[""] * (left + 1)] * above + [[""] * left + row for row in rows]
    matrix = only(rows)
    assert {key: raci.in_order(letters) for key, letters in told(matrix).items()} == want


# From texts


def test_markdown_tables_with_their_mark_up() -> None:
    text = "\n".join(
        [
            "# Plan",
            "| Who | Mail |",
            "|---|---|",
            "| Ada | a@b |",
            "### Matrix",
            "| Task | [[Team lead|Lead]] | IT &amp; Ops |",
            "|:--|:-:|:-:|",
            "| **Run** it | **A** | `R` |",
            "| Ask a \\| b | *C* | A<br>R |",
        ]
    ).replace("lead|Lead", "lead\\|Lead")
    matrices = [matrix for grid in grids.markdown(text) for matrix in find(grid)]
    (matrix,) = matrices
    assert matrix.title == "Matrix"
    assert matrix.roles == ("Lead", "IT & Ops")
    assert matrix.activities == ("Run it", "Ask a | b")
    assert told(matrix)["Ask a | b", "IT & Ops"] == "RA"


def test_html_tables_with_spans() -> None:
    text = (
        "<h2>Who</h2><table><tr><th rowspan=2>Task</th><th colspan=2>Bank</th></tr>"
        "<tr><th>Ops</th><th>Risk</th></tr><tr><td>Run &gt; 1</td><td>A</td><td>R</td>"
        "<tr><td>Stop</td><td>C<td>A/R</table>"
    )
    (grid,) = grids.tables(text)
    (matrix,) = find(grid)
    assert matrix.roles == ("Ops", "Risk")
    assert matrix.activities == ("Run > 1", "Stop")
    assert told(matrix)["Stop", "Risk"] == "RA"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_delimited_text(sign: str) -> None:
    text = StringIO()
    csv.writer(text, delimiter=sign).writerows(plain())
    assert told(only(grids.delimited(text.getvalue()).rows)) == expected()


# Into the workshop


def write(path: Path, rows: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


def letters_of(workshop: Workshop) -> dict[tuple[str, str], str]:
    s = workshop.snapshot
    return {
        (s.name_of(Assignment.activity, each), s.name_of(Assignment.role, each)): each.letters
        for each in s.all(Assignment)
    }


def test_a_workbook_is_taken_over_as_one_step(workshop: Workshop, tmp_path: Path) -> None:
    before = workshop.snapshot
    proposal = finish(read_raci(write(tmp_path / "r.xlsx", plain()), before))
    assert workshop.snapshot == before
    take_over(workshop, proposal, proposal.ticked)
    assert letters_of(workshop) == {k: raci.in_order(v) for k, v in expected().items()}
    workshop.undo()
    assert workshop.snapshot == before


def test_taking_it_over_twice_adds_nothing(workshop: Workshop, tmp_path: Path) -> None:
    path = write(tmp_path / "r.xlsx", plain())
    for count in (9 + 16, 0):
        proposal = finish(read_raci(path, workshop.snapshot))
        assert len(proposal.items) == count
        take_over(workshop, proposal, proposal.ticked)


def test_other_letters_in_the_workshop_are_a_conflict_that_is_not_ticked(
    workshop: Workshop, tmp_path: Path
) -> None:
    path = write(tmp_path / "r.xlsx", plain())
    first = finish(read_raci(path, workshop.snapshot))
    take_over(workshop, first, first.ticked)
    rows = plain()
    rows[1][1] = "C"
    (item,) = finish(read_raci(write(path, rows), workshop.snapshot)).items
    assert (item.sort, item.before, item.after, item.ticked) == (Sort.CONFLICT, "A", "C", False)


def test_conditions_beside_letters_are_kept_in_the_remark(
    workshop: Workshop, tmp_path: Path
) -> None:
    rows = plain()
    rows[4][4] = "C (if staff is watched)"
    proposal = finish(read_raci(write(tmp_path / "r.xlsx", rows), workshop.snapshot))
    take_over(workshop, proposal, proposal.ticked)
    stop = workshop.snapshot.find(Activity, "Stop it")
    assert stop is not None
    assert stop.remark == "Works council: C (if staff is watched)"


def test_letters_of_other_schemes_wait_for_their_meaning() -> None:
    rows = plain()
    rows[1][4] = rows[2][4] = "S"
    rows[3][3] = "Q/C"
    matrices = find(Grid("S", rows))
    assert unknown(matrices) == ["S", "Q"]
    asked = propose("r", matrices, snapshot_of(), {})
    doubtful = [item for item in asked.items if item.sort is Sort.DOUBTFUL]
    assert [(item.after, item.offered) for item in doubtful] == [
        ("S", False),
        ("S", False),
        ("C", True),
    ]
    answered = propose("r", matrices, snapshot_of(), {"S": "R", "Q": ""})
    assert [i for i in answered.items if i.sort is Sort.DOUBTFUL] == []


def test_words_instead_of_letters_are_never_taken_silently(
    workshop: Workshop, tmp_path: Path
) -> None:
    swap = {"A": "Owns", "R": "Helps", "C": "Watches", "I": "Watches", "A/R": "Owns", "": "N/A"}
    rows = [plain()[0], *([row[0], *(swap[x] for x in row[1:])] for row in plain()[1:])]
    path = write(tmp_path / "r.xlsx", rows)
    proposal = finish(read_raci(path, workshop.snapshot))
    assert not proposal.ticked
    assert "say first what its words stand for" in proposal.warning
    assert set(unknown(finish(matrices_in(path)))) == {"Owns", "Helps", "Watches"}
    meanings = {"Owns": "A", "Helps": "R", "Watches": "C"}
    answered = finish(read_raci(path, workshop.snapshot, meanings))
    take_over(workshop, answered, answered.ticked)
    assert letters_of(workshop)["Run the service", "Owner"] == "A"


def test_what_is_no_matrix_is_refused(workshop: Workshop, tmp_path: Path) -> None:
    path = write(tmp_path / "people.xlsx", [["Name", "Mail"], ["Ada", "a@b"]])
    with pytest.raises(Refusal, match="looks like a responsibility matrix"):
        finish(read_raci(path, workshop.snapshot))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("r.xlsx", b"not a zip"),
        ("r.xlsx", b"PK\x03\x04rest"),
        ("r.csv", b""),
        ("r.md", b"\xff\xfe"),
    ],
)
def test_damaged_files_are_refused(
    workshop: Workshop, tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refusal):
        finish(read_raci(path, workshop.snapshot))


# Real ones


def _cases() -> list[Any]:
    if not CASES.is_dir():
        reason = "needs the real matrices in ../shared/cases"
        return [pytest.param("", marks=pytest.mark.skip(reason=reason))]
    return sorted(path.name.removesuffix(".expected.json") for path in CASES.glob("*.json"))


@pytest.mark.parametrize("name", _cases())
def test_every_cell_of_a_real_matrix_is_right_or_flagged(name: str) -> None:
    truth = json.loads((CASES / f"{name}.expected.json").read_text(encoding="utf-8"))
    matrices = finish(matrices_in(CASES / truth["file"]))
    assert [a for m in matrices for a in m.activities] == [
        # The ground truth numbers rows that share a label.
        activity.removesuffix(" (2)")
        for activity in truth["activities"]
    ]
    read, offset = {}, 0
    for matrix in matrices:
        for entry in matrix.entries:
            read[offset + entry.activity, _bare(entry.role)] = entry.cell
        offset += len(matrix.activities)
    wanted = {(row, _bare(role)): letters for row, role, letters, _raw in truth["cells"]}
    wrong = {
        place: (letters, read.get(place))
        for place, letters in wanted.items()
        if place not in read or (read[place].letters != letters and not read[place].flagged)
    }
    assert not wrong
    assert not {p: cell for p, cell in read.items() if cell.letters and p not in wanted}
    flagged = {(row, _bare(role)) for row, role, kind, _raw in truth["cell_flags"]
               if kind != "not-an-assignment"}  # fmt: skip
    assert all(read[place].flagged for place in flagged)


def _bare(role: str) -> str:
    """Without its footnote: of two such roles the ground truth marks one by it, the other not."""
    return role.removesuffix(" **")
